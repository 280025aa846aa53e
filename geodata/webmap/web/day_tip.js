// What the pointer or the keyboard is on, beside it: a day, its first events, and its periods.

/** @import { Category } from "./data.js" */

import { element } from "./elements.js";
import { badge } from "./foot.js";
import { number } from "./words.js";

/**
 * @typedef {object} Entry
 * @property {Category} category
 * @property {string} text
 */

/**
 * @typedef {object} Content
 * @property {string} head
 * @property {readonly Entry[]} entries
 * @property {number} more events that are not listed
 * @property {readonly string[]} periods
 */

/** Pixels between a tip and what it names, and the frame. */
const OFF = 10;

export class DayTip {
  #node = element("div", "tip day-tip");
  #host;

  /** @param {HTMLElement} host within which it stands */
  constructor(host) {
    this.#host = host;
    this.#node.hidden = true;
    this.#node.setAttribute("aria-hidden", "true");
    host.append(this.#node);
  }

  hide() {
    this.#node.hidden = true;
  }

  /**
   * @param {Content} content
   * @param {number} x in pixels of the host
   * @param {number} y
   */
  show({ head, entries, more, periods }, x, y) {
    const list = element("ul");
    for (const { category, text } of entries) {
      const line = list.appendChild(element("li"));
      line.append(badge(category), element("bdi", "", text));
    }
    this.#node.replaceChildren(element("strong", "", head), list);
    if (more > 0) this.#node.append(element("p", "", `and ${number(more)} more`));
    for (const period of periods) this.#node.append(element("p", "period", period));
    this.#node.hidden = false;
    this.#place(x, y);
  }

  /**
   * Puts it above a point, or below where there is no room.
   * @param {number} x
   * @param {number} y
   */
  #place(x, y) {
    const { offsetWidth: width, offsetHeight: height } = this.#node;
    const { top } = this.#host.getBoundingClientRect();
    const left = Math.max(0, Math.min(x - width / 2, this.#host.clientWidth - width));
    const above = y - height - OFF;
    const down = above + top < 0 ? y + OFF : above;
    this.#node.style.transform = `translate(${Math.round(left)}px, ${Math.round(down)}px)`;
  }
}
