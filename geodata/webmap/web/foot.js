// The bar under the map, and the legend, which lies over the marks only once it was opened.

/** @import { Base, Category, Layer, Message } from "./data.js" */

import { element } from "./elements.js";
import { colourOf, isOn, stands } from "./ground.js";

/** @typedef {{ group: boolean, counted: boolean, hollow: boolean, circle: boolean }} Signs which signs are drawn */

/** @type {readonly [sign: keyof Signs, className: string, text: string, meaning: string][]} */
const SIGNS = [
  ["group", "number", "3", "Several events; open it to see each"],
  ["counted", "number", "3k", "So many events around here: k for thousands, M for millions"],
  ["hollow", "hollow-sign", "", "Hollow: an area or a line, not one point"],
  ["circle", "circle-sign", "", "Dashed circle: how far the place can be off"],
];

/** @param {HTMLElement} host */
export function addFoot(host) {
  return host.appendChild(element("div", "foot"));
}

/** @param {Category} category */
export function badge({ letter, colour, ink }) {
  const node = element("span", "badge", letter);
  node.style.setProperty("--colour", colour);
  node.style.setProperty("--ink", ink);
  node.setAttribute("aria-hidden", "true");
  return node;
}

export class Legend {
  #body;

  /** @param {HTMLElement} host */
  constructor(host) {
    const node = host.appendChild(element("details", "legend"));
    node.appendChild(element("summary", "chip", "Legend"));
    this.#body = node.appendChild(element("div", "legend-body"));
  }

  /**
   * Names what is drawn beside the events, whose categories stand in the key.
   * @param {Signs} signs
   * @param {Base} base
   * @param {Message} message
   */
  show(signs, base, message) {
    const list = element("ul");
    for (const [sign, className, text, meaning] of SIGNS) {
      if (signs[sign]) list.append(row(element("span", `sign ${className}`, text), meaning));
    }
    const isDrawn = (/** @type {Layer} */ { id, kind }) =>
      kind !== "label" && isOn(base, message, id);
    list.append(...base.layers.filter(isDrawn).flatMap((layer) => layerRow(layer, message)));
    this.#body.replaceChildren(list);
  }
}

/**
 * @param {HTMLElement} sign
 * @param {string} text
 */
function row(sign, text) {
  const node = element("li");
  node.append(sign, element("span", "", text));
  return node;
}

/**
 * Returns a layer's row; none where none of its shapes stood on the dates.
 * @param {Layer} layer
 * @param {Message} message
 */
function layerRow(layer, message) {
  const drawn = layer.shapes.filter((shape) => stands(shape, message));
  if (!drawn.length) return [];
  const swatch = element("span", `swatch ${layer.kind}`);
  swatch.style.setProperty("--colour", colourOf(layer, message.dark));
  return [row(swatch, layer.title)];
}
