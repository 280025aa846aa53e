// The bar under the map: what is selected, the legend, and the events elsewhere, so that nothing lies
// over the marks unless it was opened.

/** @import { Base, Category, Layer, Message } from "./data.js" */

import { button, element } from "./elements.js";
import { colourOf, isOn, stands } from "./ground.js";
import { number } from "./words.js";

/** @typedef {{ group: boolean, hollow: boolean, circle: boolean }} Signs which signs are drawn */
/** @typedef {{ name: string, rows: number[], count: number }} Away a place off the map, and its first events */

/** Places away from the map that are listed. */
const MOST_PLACES = 8;

/** @type {readonly [sign: keyof Signs, className: string, text: string, meaning: string][]} */
const SIGNS = [
  ["group", "number", "3", "Several events; open it to see each"],
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

/** Says what is selected, or what the pointer is on. */
export class Caption {
  #words = element("span");
  #read;

  /**
   * @param {HTMLElement} foot
   * @param {() => void} read the selected event is to be read
   */
  constructor(foot, read) {
    const node = foot.appendChild(element("div", "caption"));
    this.#words.setAttribute("aria-live", "polite");
    this.#read = button("Read it", read);
    this.#read.hidden = true;
    node.append(this.#words, this.#read);
  }

  /**
   * @param {string} text
   * @param {boolean} [selected]
   */
  show(text, selected = false) {
    this.#words.textContent = text && selected ? `Selected: ${text}` : text;
    this.#read.hidden = !(text && selected);
  }
}

export class Legend {
  #body;

  /** @param {HTMLElement} foot */
  constructor(foot) {
    const node = foot.appendChild(element("details", "legend"));
    node.appendChild(element("summary", "", "Legend"));
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

/** Events that lie off the base map, by place: a labelled group at the foot, never a pin. */
export class Elsewhere {
  #node;
  #title;
  #body;
  #open;

  /**
   * @param {HTMLElement} foot
   * @param {(place: Away) => void} open
   */
  constructor(foot, open) {
    this.#open = open;
    this.#node = foot.appendChild(element("details", "elsewhere"));
    this.#node.hidden = true; // until it is known whether there are any
    this.#title = this.#node.appendChild(element("summary"));
    this.#body = this.#node.appendChild(element("div"));
  }

  /**
   * @param {Away[]} places
   * @param {number} selected a row or -1
   */
  show(places, selected) {
    places.sort((a, b) => b.count - a.count);
    this.#node.hidden = !places.length;
    const count = places.reduce((sum, place) => sum + place.count, 0);
    this.#title.textContent = `Away from the map: ${number(count)}`;
    const listed = places.slice(0, MOST_PLACES).map((place) => this.#button(place, selected));
    this.#body.replaceChildren(...listed);
    const others = places.length - MOST_PLACES;
    if (others > 0) this.#body.append(element("p", "", `and ${others} more places`));
  }

  /**
   * @param {Away} place
   * @param {number} selected
   */
  #button(place, selected) {
    const { name, rows, count } = place;
    const className = rows.includes(selected) ? "selected" : "";
    const spoken = `${name}: ${count} ${count === 1 ? "event" : "events"}`;
    const made = button("", () => this.#open(place), { className, name: spoken });
    made.append(element("bdi", "", name), element("span", "", ` ${number(count)}`));
    return made;
  }
}
