// What stands on the map: buttons, the dates while they move, and a list to choose an event from.

/** @import { Category } from "./data.js" */

import { button, element } from "./elements.js";
import { badge } from "./foot.js";
import { shielded } from "./leaflet.js";
import { number } from "./words.js";

/** @typedef {{ row: number, title: string, category: Category }} Named an event to be chosen */

/** Milliseconds that the dates stay in large letters after they have moved. */
const LINGER = 2500;

/**
 * @param {L.Map} map
 * @param {L.ControlPosition} position
 * @param {HTMLElement} made
 */
function addToCorner(map, position, made) {
  const bar = element("div", "leaflet-bar");
  bar.append(made);
  const Corner = L.Control.extend({ onAdd: () => shielded(bar) });
  new Corner({ position }).addTo(map);
}

/**
 * @param {L.Map} map
 * @param {() => void} fit
 */
export function addFitButton(map, fit) {
  const name = "Fit the map to the events shown";
  addToCorner(map, "topleft", button("Fit", fit, { className: "fit", name }));
}

/**
 * Adds a button that takes something over from the map.
 * @param {L.Map} map
 * @param {string} words
 * @param {() => void} take
 */
export function addTakeButton(map, words, take) {
  addToCorner(map, "topright", button(words, take, { className: "fit" }));
}

/** The dates in large letters on the map while they move. */
export class Clock {
  #node = element("div", "clock");
  #fading = 0;

  /** @param {HTMLElement} container */
  constructor(container) {
    this.#node.setAttribute("aria-hidden", "true");
    this.#node.hidden = true;
    container.append(this.#node);
  }

  /** @param {string} text */
  show(text) {
    this.#node.textContent = text;
    this.#node.hidden = false;
    clearTimeout(this.#fading);
    this.#fading = setTimeout(() => {
      this.#node.hidden = true;
    }, LINGER);
  }
}

/** A list of the events of one group, to choose one from. */
export class Chooser {
  #node = shielded(element("section", "chooser"));
  #select;
  /** @type {Element | null} what opened it */
  #opener = null;

  /**
   * @param {HTMLElement} container
   * @param {(row: number) => void} select
   */
  constructor(container, select) {
    this.#select = select;
    this.#node.hidden = true;
    container.append(this.#node);
  }

  close() {
    if (this.#node.hidden) return;
    const hadKeyboard = this.#node.contains(document.activeElement);
    this.#node.hidden = true;
    if (hadKeyboard && this.#opener instanceof HTMLElement) this.#opener.focus();
  }

  /**
   * @param {string} name of the group
   * @param {readonly Named[]} events its first ones
   * @param {number} count of all
   * @param {(() => void) | null} near zooms in on them, where they lie apart
   */
  open(name, events, count, near) {
    this.#opener = document.activeElement;
    const list = element("ul");
    list.append(...events.map((event) => this.#entry(event)));
    const shut = button("Close", () => this.close(), { className: "shut" });
    this.#node.setAttribute("aria-label", name);
    this.#node.replaceChildren(element("h2", "", name), shut, list);
    if (near) {
      const go = () => {
        this.close();
        near();
      };
      list.before(button("Zoom in on them", go, { className: "near" }));
    }
    const others = count - events.length;
    const more = `and ${number(others)} more: narrow the dates or the filters`;
    if (others > 0) this.#node.append(element("p", "", more));
    this.#node.hidden = false;
    list.querySelector("button")?.focus();
  }

  /** @param {Named} event */
  #entry({ row, title, category }) {
    const choose = () => {
      this.close();
      this.#select(row);
    };
    const made = button("", choose);
    made.append(badge(category), element("bdi", "", title));
    const entry = element("li");
    entry.append(made);
    return entry;
  }
}
