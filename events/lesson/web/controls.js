// The bar below a slide: back, next, and settings, which fold away when the lesson goes on.

/** @import { Manner } from "./manner.js" */
/** @import { Verb } from "./keys.js" */
/** @import { Stage, State } from "./state.js" */

/** @typedef {Verb | "play" | "teacher" | "plan" | "tasks" | "work" | "exit"} Ask */

import { button, element } from "../../../geodata/webmap/web/elements.js";
import { PACES, SIZES } from "./manner.js";

/**
 * @typedef {object} Asks what the bar asks for
 * @property {(verb: Ask) => void} act
 * @property {(changed: Partial<State>) => void} change
 * @property {(changed: Partial<Manner>) => void} adapt
 */

/** @type {Record<Stage, string>} */
const REVEALED = {
  quotes: "Quotes",
  judge: "Pause to judge",
  names: "Who says it",
  figures: "Figures",
  question: "Question, large",
};

export class Controls {
  #host;
  #asks;
  #counter = element("span", "counter");
  #play;
  #names;
  #settings = element("details", "settings");

  /**
   * @param {HTMLElement} host
   * @param {Asks} asks
   * @param {{ languages: string[], isFramed: boolean }} lesson
   */
  constructor(host, asks, { languages, isFramed }) {
    this.#host = host;
    this.#asks = asks;
    this.#play = button("Play", () => asks.act("play"), { className: "wide" });
    const hide = () =>
      asks.change({ hidesNames: this.#names.getAttribute("aria-pressed") !== "true" });
    this.#names = button("Hide outlet names", hide, { className: "wide" });
    this.#settings.append(element("summary", "", "Settings"), this.#box(languages));
    host.append(
      button("◀ Back", () => asks.act("back"), { className: "back" }),
      this.#counter,
      button("Next ▶", () => asks.act("next"), { className: "next" }),
      this.#play,
      this.#names,
      button("Teacher’s view", () => asks.act("teacher"), { className: "wide" }),
      this.#settings,
    );
    if (isFramed) host.append(button("Leave", () => asks.act("exit"), { className: "leave" }));
  }

  /** @param {boolean} isOpen */
  set isOpen(isOpen) {
    this.#settings.open = isOpen;
  }

  get isOpen() {
    return this.#settings.open;
  }

  /** Puts the keyboard on the button that leads on. */
  focus() {
    /** @type {HTMLElement | null} */ (this.#host.querySelector(".next"))?.focus();
  }

  /** @param {string[]} languages */
  #box(languages) {
    const { act, change, adapt } = this.#asks;
    const box = element("div", "box");
    const switches = element("p");
    switches.append(
      this.#switch("Hide outlet names", "hidesNames", (on) => change({ hidesNames: on })),
      this.#switch("Hide figures", "hidesFigures", (on) => change({ hidesFigures: on })),
      this.#switch("Dark", "dark", (on) => adapt({ dark: on })),
      this.#switch("Freeze the map", "frozen", (on) => adapt({ frozen: on })),
      button("Full screen", () => act("whole")),
      button("Black screen", () => act("black")),
      button("Teacher’s view", () => act("teacher")),
      button("Plan", () => act("plan")),
      button("Students’ tasks", () => act("tasks")),
      button("Students’ work", () => act("work")),
    );
    box.append(
      this.#choices("Text", "size", SIZES, "%", (size) => adapt({ size })),
      this.#choices("Pace", "seconds", PACES, "s", (seconds) => adapt({ seconds })),
      this.#stages(),
    );
    if (languages.length > 1) box.append(this.#languages(languages));
    box.append(switches, element("p", "aside", KEYS_IN_WORDS));
    return box;
  }

  /**
   * @param {string} label
   * @param {string} field
   * @param {(on: boolean) => void} turn
   */
  #switch(label, field, turn) {
    const made = button(label, () => turn(made.getAttribute("aria-pressed") !== "true"));
    made.dataset.field = field;
    return made;
  }

  /**
   * @param {string} label
   * @param {string} field
   * @param {number[]} values
   * @param {string} unit
   * @param {(value: number) => void} choose
   */
  #choices(label, field, values, unit, choose) {
    const row = element("p", "", `${label} `);
    for (const value of values) {
      const made = button(`${value} ${unit}`, () => choose(value), {
        name: `${label} ${value} ${unit}`,
      });
      Object.assign(made.dataset, { field, value });
      row.append(made);
    }
    return row;
  }

  #stages() {
    const row = element("p", "", "A key each for ");
    for (const [stage, label] of Object.entries(REVEALED)) {
      const made = button(label, () => {
        const isOn = made.getAttribute("aria-pressed") === "true";
        const others = this.stages.filter((one) => one !== stage);
        this.#asks.change({
          stages: isOn ? others : [...others, /** @type {Stage} */ (stage)],
        });
      });
      made.dataset.stage = stage;
      row.append(made);
    }
    return row;
  }

  /** @type {Stage[]} */
  stages = [];

  /** @param {string[]} languages */
  #languages(languages) {
    const row = element("p", "", "Names of places in ");
    for (const [language, label] of languages.entries()) {
      const made = button(label, () => this.#asks.adapt({ language }));
      Object.assign(made.dataset, { field: "language", value: language });
      row.append(made);
    }
    return row;
  }

  /**
   * @param {string} counted
   * @param {State} state
   * @param {Manner & { isDark: boolean, isPlaying: boolean }} manner
   */
  show(counted, state, manner) {
    this.stages = state.stages;
    this.#counter.textContent = counted;
    this.#play.textContent = manner.isPlaying ? "Pause" : `Play (${manner.seconds} s)`;
    this.#names.setAttribute("aria-pressed", String(state.hidesNames));
    const hidden = { hidesNames: state.hidesNames, hidesFigures: state.hidesFigures };
    /** @type {Record<string, unknown>} */
    const values = { ...manner, dark: manner.isDark, ...hidden };
    for (const made of this.#host.querySelectorAll("button")) {
      const { field, value, stage } = made.dataset;
      if (field) {
        const isOn = value === undefined ? values[field] === true : values[field] === Number(value);
        made.setAttribute("aria-pressed", String(isOn));
      }
      if (stage) {
        const isOn = state.stages.includes(/** @type {Stage} */ (stage));
        made.setAttribute("aria-pressed", String(isOn));
      }
    }
  }
}

const KEYS_IN_WORDS =
  "Keys: → or Page Down goes on, ← or Page Up back, Home and End to the ends, a number and Enter " +
  "to a step, B or . for a black screen, O shows what is covered, S goes on to the question, F full screen.";
