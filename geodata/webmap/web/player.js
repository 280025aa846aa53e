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
   * @param {HTMLElement} host
   * @param {(action: Action, tell: boolean) => boolean} act does a thing, tells the page, and returns
   * whether it plays on
   */
  constructor(host, act) {
    this.#act = act;
    this.#play = button("", () => (this.#timer ? this.pause() : this.#start()));
    this.#mode = choice(MODES);
    this.#pace = choice(PACES);
    this.#pace.value = NORMAL;
    this.#pace.addEventListener("change", () => {
      if (this.#timer) this.#beat();
    });
    host.append(this.#play, this.#menu());
    this.#name();
  }

  /** How to play, behind a button. */
  #menu() {
    const menu = element("details", "menu");
    const summary = menu.appendChild(element("summary", "", "⋯"));
    summary.setAttribute("aria-label", "How to play");
    summary.title = "How to play";
    const body = menu.appendChild(element("div"));
    body.append(labelled("While playing show", this.#mode), labelled("Pace", this.#pace));
    const close = () => menu.removeAttribute("open");
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.stopPropagation();
      close();
      summary.focus();
    });
    menu.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !menu.contains(/** @type {Node} */ (relatedTarget))) close();
    });
    return menu;
  }

  pause() {
    if (!this.#timer) return;
    this.#stop();
    this.#act({ type: "pause" }, true);
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
    this.#play.textContent = this.#timer ? "❚❚" : "▶";
    const name = this.#timer ? "Pause" : "Play through the days with events";
    this.#play.setAttribute("aria-label", name);
    this.#play.title = name;
  }
}

/** @param {readonly (readonly [text: string, value: string])[]} options */
function choice(options) {
  const node = element("select");
  node.append(...options.map(([text, value]) => new Option(text, value)));
  return node;
}

/**
 * @param {string} name
 * @param {HTMLElement} node
 */
function labelled(name, node) {
  const label = element("label", "", name);
  label.append(node);
  return label;
}
