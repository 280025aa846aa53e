// Draws a tree of [tag, {attributes}, child, ...] and sends back which action was pressed.

/** @import { Tree } from "./tree.js" */

import { watchConnection } from "./connection.js";
import "./map_frame.js";
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
 * @property {[shown: string, asked: number] | null} [reach] what is shown, and how often it was asked for elsewhere
 * @property {[name: string, times: number] | null} [keyboard] the id of what the keyboard is put on, and how often it was
 */

/** The height of the header that lies over the page, and of what an element needs to be seen, in pixels. */
const HEADER = 64;
const SEEN = 120;

/** @type {Readonly<Record<string, string>>} stylesheets, and what they are for */
const STYLESHEETS = { "element.css": "all", "print.css": "print" };

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
  const before = root.firstElementChild;
  if (before && isOf(before, data.tree)) {
    become(before, data.tree);
  } else {
    root.replaceChildren(build(data.tree));
    focusOn(root, "[data-focus]");
  }
  if (data.reach) bring(root, data.reach);
  if (data.keyboard) putKeyboard(root, data.keyboard, !before);
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
 * Puts the keyboard on a part of an element, once each time that this is asked for.
 * @param {HTMLElement} root
 * @param {[name: string, times: number]} keyboard
 * @param {boolean} isFirst whether the element is drawn for the first time, and nobody is in it
 */
function putKeyboard(root, [name, times], isFirst) {
  const isAsked = times > Number(root.dataset.keyboard ?? 0);
  root.dataset.keyboard = String(times);
  if (isAsked && !isFirst) focusOn(root, `#${CSS.escape(name)}`);
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

function addStyles() {
  for (const [file, media] of Object.entries(STYLESHEETS)) {
    const href = new URL(file, import.meta.url).href;
    if (document.querySelector(`link[href="${href}"]`)) continue;
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "stylesheet", href, media }));
  }
}

/**
 * Scrolls a box of its own to the top when what it shows changes; the page only when asked to.
 * @param {HTMLElement} root
 * @param {[shown: string, asked: number]} reach
 */
function bring(root, [shown, asked]) {
  const before = root.dataset.shown;
  const askedBefore = Number(root.dataset.asked || 0);
  Object.assign(root.dataset, { shown, asked });
  if (before === shown && askedBefore === asked) return;
  const box = scrollingBox(root);
  if (box && box.dataset.testid !== "stMain") box.scrollTop = 0;
  const { top } = root.getBoundingClientRect();
  const isHidden = top > innerHeight - SEEN || top < HEADER;
  if (isHidden && asked > askedBefore) root.scrollIntoView({ block: "start" });
}

/** @param {HTMLElement} node */
function scrollingBox(node) {
  let box = node.parentElement;
  while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  return box;
}
