// The key: a row of all categories with the number of their events. Pressed, one filters.

/** @import { Category, Message } from "./data.js" */

import { button, element } from "./elements.js";
import { badge } from "./foot.js";
import { number } from "./words.js";

const ASIDE = { ArrowLeft: -1, ArrowRight: 1 };

export class Key {
  #node = element("div", "key");
  #keys;

  /**
   * @param {HTMLElement} foot
   * @param {readonly Category[]} categories
   * @param {(category: string) => void} toggle
   */
  constructor(foot, categories, toggle) {
    this.#keys = categories.map((category) => {
      const made = button("", () => toggle(category.id));
      const count = element("span", "count");
      made.append(badge(category), element("span", "label", category.label), count);
      this.#node.append(made);
      return { category, made, count };
    });
    this.#node.setAttribute("role", "toolbar");
    this.#node.setAttribute("aria-label", "Show only these categories");
    this.#node.addEventListener("keydown", (event) => this.#step(event));
    this.#rest(0);
    foot.append(this.#node);
  }

  /** @param {Message} message */
  show({ counts, chosen }) {
    this.#node.classList.toggle("filtered", chosen > 0);
    this.#keys.forEach(({ category, made, count }, i) => {
      const events = counts[i] ?? 0;
      const isChosen = Math.floor(chosen / 2 ** i) % 2 === 1;
      const name = `${category.label}: ${number(events)} ${events === 1 ? "event" : "events"}`;
      made.setAttribute("aria-pressed", String(isChosen));
      made.setAttribute("aria-label", name);
      made.title = name;
      count.textContent = number(events);
      made.classList.toggle("none", !events);
    });
  }

  /** Lets Tab reach one of the buttons only; arrows go on from it. @param {number} at */
  #rest(at) {
    this.#keys.forEach(({ made }, i) => {
      made.tabIndex = i === at ? 0 : -1;
    });
  }

  /** @param {KeyboardEvent} event */
  #step({ key, target }) {
    const at = this.#keys.findIndex(({ made }) => made === target);
    const by = ASIDE[/** @type {keyof typeof ASIDE} */ (key)];
    if (at < 0 || !by) return;
    const next = (at + by + this.#keys.length) % this.#keys.length;
    this.#rest(next);
    this.#keys[next].made.focus();
  }
}
