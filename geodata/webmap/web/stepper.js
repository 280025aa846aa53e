// The events of the timeline by keyboard: one stop, arrows go from one to the next, Enter opens.

/** @import { Shown } from "./shown.js" */

import { element } from "./elements.js";

/** @type {Readonly<Record<string, 1 | -1>>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const NAME = "Events on the timeline. Arrow keys go from one to the next, Enter opens it";

/**
 * @typedef {object} Handlers
 * @property {(row: number) => string} say an event in words
 * @property {(row: number) => void} reach the keyboard came to an event
 * @property {() => void} leave
 * @property {(row: number) => void} select
 */

export class Stepper {
  #node = element("div", "stepper");
  #shown;
  #handlers;
  #row = -1;

  /**
   * @param {HTMLElement} stage
   * @param {Shown} shown
   * @param {number} count of all events
   * @param {Handlers} handlers
   */
  constructor(stage, shown, count, handlers) {
    this.#shown = shown;
    this.#handlers = handlers;
    this.#node.tabIndex = 0;
    // Of all that can hold the keyboard, a slider alone is given the arrows and says where it stands.
    this.#node.setAttribute("role", "slider");
    this.#node.setAttribute("aria-label", NAME);
    this.#node.setAttribute("aria-valuemin", "1");
    this.#node.setAttribute("aria-valuemax", String(count));
    this.#node.hidden = shown.next(-1, 1) < 0;
    this.name();
    this.#node.addEventListener("keydown", (event) => this.#press(event));
    this.#node.addEventListener("focus", () => this.#go(this.#start()));
    this.#node.addEventListener("blur", () => handlers.leave());
    stage.append(this.#node);
  }

  /** Begins anew with other rows. @param {number} count of them */
  renew(count) {
    this.#row = -1;
    this.#node.setAttribute("aria-valuemax", String(Math.max(1, count)));
    this.#node.hidden = this.#shown.next(-1, 1) < 0; // counts alone have no event to go to
    this.name();
  }

  /** Follows the event that is selected. @param {number} row or -1 */
  follow(row) {
    if (row < 0) return;
    this.#row = row;
    this.name();
  }

  /** Says the event anew, whose title may have come. */
  name() {
    const row = this.#row;
    this.#node.setAttribute("aria-valuenow", String(row + 1 || 1));
    this.#node.setAttribute("aria-valuetext", row < 0 ? "none yet" : this.#handlers.say(row));
  }

  /**
   * Marks where the event lies.
   * @param {{ x: number, y: number, width: number, height: number }} box
   */
  place({ x, y, width, height }) {
    const { style } = this.#node;
    style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    style.width = `${Math.round(width)}px`;
    style.height = `${Math.round(height)}px`;
  }

  /** The event that the keyboard was on, or the first one shown. */
  #start() {
    if (this.#row >= 0 && this.#shown.passes(this.#row)) return this.#row;
    let first = -1;
    this.#shown.each((row) => {
      if (this.#shown.isCount(row)) return false;
      first = row;
      return true;
    });
    return first;
  }

  /** @param {number} row or -1 where there is none */
  #go(row) {
    if (row < 0) return;
    this.#row = row;
    this.name();
    this.#handlers.reach(row);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { key } = event;
    if (key === "Enter" && this.#row >= 0) this.#handlers.select(this.#row);
    else if (key in STEPS) this.#go(this.#shown.next(this.#row, STEPS[key]));
    else if (key === "Home") this.#go(this.#shown.next(-1, 1));
    else if (key === "End") this.#go(this.#shown.next(this.#shown.size, -1));
    else return;
    event.preventDefault();
  }
}
