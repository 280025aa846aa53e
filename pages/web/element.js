// Draws a tree of [tag, {attributes}, child, ...] and sends back which action was pressed.

/** @import { Tree } from "./tree.js" */

import "./map_frame.js";
import { follow, turn } from "./reading.js";
import { become, build, isOf } from "./tree.js";

/**
 * @template Data
 * @typedef {object} Component what Streamlit gives to a component
 * @property {Data} data
 * @property {HTMLElement} parentElement
 * @property {(name: string, value: unknown) => void} setTriggerValue
 */

/**
 * @typedef {object} Drawn
 * @property {Tree} tree
 * @property {[shown: string, asked: number] | null} [reach] of the panel alone: see `follow`
 */

const stylesheets = ["../pages.parts.frontend.telling/telling.css", "element.css"].map(
  (file) => new URL(file, import.meta.url).href,
);

// Vega draws the brush of a timeline as two pictures without a name; the slider says the same.
new MutationObserver(() => {
  for (const name of ["brush_brush", "brush_brush_bg"]) {
    for (const group of document.getElementsByClassName(name)) {
      group.setAttribute("aria-hidden", "true");
    }
  }
}).observe(document.body, { childList: true, subtree: true });

/** @param {Component<Drawn>} component */
export function draw({ data, parentElement, setTriggerValue }) {
  addStyles();
  const root = rootOf(parentElement);
  root.onclick = (event) => {
    const action = actionOf(event);
    if (action && !turn(root, action)) setTriggerValue("action", action);
  };
  if (data.reach) follow(root, data.reach, () => show(root, data.tree));
  else show(root, data.tree);
}

/**
 * @param {HTMLElement} root
 * @param {Tree} tree
 */
function show(root, tree) {
  const before = root.firstElementChild;
  if (before && isOf(before, tree)) return become(before, tree);
  root.replaceChildren(build(tree));
  focusOn(root, "[data-focus]");
}

/**
 * Returns the element of a component that is drawn.
 * @param {HTMLElement} parent
 */
export function rootOf(parent) {
  return /** @type {HTMLElement} */ (parent.querySelector(".corridors"));
}

/**
 * Puts the keyboard on an element, where it is there.
 * @param {HTMLElement} root
 * @param {string} selector
 * @param {FocusOptions} [options]
 */
export function focusOn(root, selector, options) {
  /** @type {HTMLElement | null} */ (root.querySelector(selector))?.focus(options);
}

/**
 * Returns the action of the button that was pressed.
 * @param {MouseEvent} event
 */
export function actionOf({ target }) {
  const pressed = /** @type {Element} */ (target).closest("[data-action]");
  return pressed?.getAttribute("data-action");
}

function addStyles() {
  if (document.querySelector(`link[href="${stylesheets[0]}"]`)) return;
  const links = stylesheets.map((href) =>
    Object.assign(document.createElement("link"), { rel: "stylesheet", href }),
  );
  document.head.append(...links);
}
