// Play and pause: from step to step, one at a time, adding up, or as a moving window.

/** @import { Action, Mode } from "./range.js" */

import { button, element } from "./elements.js";

/** @type {readonly [text: string, mode: Mode][]} */
const MODES = [
  ["Day by day", "step"],
  ["Adding up", "cumulative"],
  ["A moving window", "window"],
];
/** @type {readonly [text: string, milliseconds: string][]} */
const PACES = [
  ["Slow", "2000"],
  ["Normal", "1000"],
  ["Fast", "400"],
];
const NORMAL = "1000";

export class Player {
  #act;
  #timer = 0;
  #play;
  #mode;
  #pace;

  /**
   * @param {HTMLElement} bar
   * @param {(action: Action, tell: boolean) => boolean} act does a thing, tells the page, and returns
   * whether it plays on
   */
  constructor(bar, act) {
    this.#act = act;
    this.#play = button("", () => (this.#timer ? this.pause() : this.#start()));
    this.#mode = choice("While playing show", MODES);
    this.#pace = choice("Pace", PACES);
    this.#pace.value = NORMAL;
    this.#pace.addEventListener("change", () => {
      if (this.#timer) this.#beat();
    });
    const all = button("All dates", () => this.#showAll(), { name: "Show all dates" });
    bar.append(this.#play, this.#mode, this.#pace, all);
    this.#name();
  }

  pause() {
    if (!this.#timer) return;
    this.#stop();
    this.#act({ type: "pause" }, true);
  }

  #showAll() {
    this.#stop();
    this.#act({ type: "all" }, true);
  }

  #start() {
    this.#act({ type: "play", mode: this.#chosen }, false);
    this.#beat();
    this.#name();
    this.#tick();
  }

  #tick() {
    // The page cannot follow a quick pace; it is told where playing ends.
    const tell = Number(this.#pace.value) >= Number(NORMAL);
    if (!this.#act({ type: "tick", mode: this.#chosen }, tell)) this.#stop();
  }

  #beat() {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), Number(this.#pace.value));
  }

  #stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#name();
  }

  get #chosen() {
    return /** @type {Mode} */ (this.#mode.value);
  }

  #name() {
    this.#play.textContent = this.#timer ? "❚❚ Pause" : "▶ Play";
    const name = this.#timer ? "Pause" : "Play through the days with events";
    this.#play.setAttribute("aria-label", name);
  }
}

/**
 * @param {string} name
 * @param {readonly (readonly [text: string, value: string])[]} options
 */
function choice(name, options) {
  const node = element("select");
  node.setAttribute("aria-label", name);
  node.append(...options.map(([text, value]) => new Option(text, value)));
  return node;
}
