// Copies what is shown now as a link, as a link to cite, or as a frame for another page. The address
// bar holds what is shown; only the map's own view is asked for at the moment of copying, so that
// panning fills no history.

/** @import { Component, Drawn } from "./element.js" */

import { actionOf, draw, rootOf } from "./element.js";
import { linkTo } from "./link.js";

/**
 * @typedef {object} Link
 * @property {string[]} names of the parameters that it takes from the address bar
 * @property {string} title
 * @property {string | null} version
 * @property {string | null} home what takes the place of the host, where that leads nobody else here
 */
/** @typedef {Drawn & Link} Shared */

const HEIGHT = 640;

/** @type {Readonly<Record<string, (data: Shared) => string>>} what can be copied */
const KINDS = {
  link: (data) => link(data),
  cite: (data) => link(data, { v: data.version ?? "" }),
  embed: frameCode,
};

/** @type {() => void} writes what can be copied once more */
let refill = () => {};
addEventListener("corridors-link", () => refill());

/**
 * @param {Shared} data
 * @param {Record<string, string>} [more]
 */
function link(data, more = {}) {
  const hasMap = document.querySelector("iframe[title*=folium]") !== null;
  const map = (hasMap && window.corridorsView?.join("/")) || "";
  const seen = new URL(location.pathname + location.search, data.home ?? location.href);
  return linkTo(seen.href, data.names, { map, ...more });
}

/** @param {Shared} data */
function frameCode(data) {
  const frame = framed(data, data.title);
  frame.width = "100%";
  frame.height = String(HEIGHT);
  frame.loading = "lazy";
  frame.setAttribute("allowfullscreen", "");
  return frame.outerHTML;
}

/**
 * @param {Shared} data
 * @param {string} title
 */
function framed(data, title) {
  const frame = document.createElement("iframe");
  return Object.assign(frame, { title, src: link(data, { embed: "true" }) });
}

/**
 * Copies a text. Only pages that were fetched safely may use the clipboard; elsewhere it is selected.
 * @param {string} text
 * @param {Element} shown where the text stands
 */
async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied.";
  } catch {
    getSelection()?.selectAllChildren(shown);
    return "Selected: copy it with Ctrl and C.";
  }
}

/**
 * @param {HTMLElement} root
 * @param {Shared} data
 */
function preview(root, data) {
  const frame = framed(data, `Preview: ${data.title}`);
  root.querySelector(".preview")?.replaceChildren(frame);
  frame.scrollIntoView({ block: "nearest" });
}

/**
 * @param {HTMLElement} root
 * @param {Shared} data
 */
function fill(root, data) {
  for (const [kind, write] of Object.entries(KINDS)) {
    const shown = root.querySelector(`.${kind}`);
    if (shown) shown.textContent = write(data);
  }
}

/** @param {Component<Shared>} component */
export function share(component) {
  const { data, parentElement } = component;
  draw(component);
  const root = rootOf(parentElement);
  refill = () => fill(root, data);
  refill();
  root.onclick = async (event) => {
    const kind = actionOf(event) ?? "";
    if (kind === "preview") preview(root, data);
    if (!Object.hasOwn(KINDS, kind)) return;
    refill();
    const shown = /** @type {Element} */ (root.querySelector(`.${kind}`));
    const result = await copy(shown.textContent ?? "", shown);
    // Emptied first, so that what is said twice is also announced twice.
    for (const beside of root.querySelectorAll(".result")) beside.textContent = "";
    /** @type {Element} */ (root.querySelector(`.${kind}-result`)).textContent = result;
  };
}
