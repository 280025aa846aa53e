// Draws a tree of [tag, {attributes}, child, ...] and sends back which action was pressed.

/** @import { Tree } from "./tree.js" */

import { watchConnection } from "./connection.js";
import "./map_frame.js";
import { follow } from "./reading.js";
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

/** @type {Readonly<Record<string, string>>} stylesheets, and the media they are for */
const STYLESHEETS = {
  "../pages.parts.frontend.telling/telling.css": "all",
  "element.css": "all",
  "print.css": "print",
};

/** What is typed into or pressed in a box of Streamlit's, unlike the button of its help. */
const FIELD = ":is(input:not([type=file]), textarea, section button)";

/** @param {Component<Drawn>} component */
export function draw({ data, parentElement, setTriggerValue }) {
  addStyles();
  watchConnection();
  const root = rootOf(parentElement);
  root.onclick = (event) => {
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault(); // a link to another page of ours is followed without loading anew
    setTriggerValue("action", action);
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
  const was = goal(root);
  const asked = was && (was.dataset.asked ?? "");
  if (before && isOf(before, tree)) become(before, tree);
  else root.replaceChildren(build(tree));
  const found = goal(root);
  if (!found || (found.dataset.asked ?? "") === asked) return;
  const box = found.dataset.focus;
  // A box of Streamlit's is known by its key.
  if (box) focusOn(document.body, `.st-key-${CSS.escape(box)} ${FIELD}`);
  else found.focus();
}

/**
 * Returns the element that the keyboard is to go to, or that names a box for it.
 * @param {HTMLElement} root
 * @returns {HTMLElement | null}
 */
function goal(root) {
  return root.querySelector("[data-focus]");
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
 * Returns the action of the button that was pressed, or of the link; none of a link that is to open in
 * a window of its own.
 * @param {MouseEvent} event
 */
export function actionOf({ target, ctrlKey, metaKey, shiftKey }) {
  const pressed = /** @type {Element} */ (target).closest("[data-action]");
  if (pressed instanceof HTMLAnchorElement && (ctrlKey || metaKey || shiftKey)) return null;
  return pressed?.getAttribute("data-action");
}

/** Adds the style sheets of our elements, once. */
export function addStyles() {
  if (document.querySelector("link[href$='element.css']")) return;
  const links = Object.entries(STYLESHEETS).map(([file, media]) =>
    Object.assign(document.createElement("link"), {
      rel: "stylesheet",
      href: new URL(file, import.meta.url).href,
      media,
    }),
  );
  document.head.append(...links);
}
