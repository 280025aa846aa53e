// The teacher's view, in a window of its own: notes, what comes next, a clock, and the steps to jump to.

/** @import { Screen, State } from "./state.js" */
/** @import { Tree } from "../../telling/assets/tree.js" */
/** @import { Ask } from "./controls.js" */

import { button, element } from "../../../geodata/webmap/web/elements.js";
import { build } from "../../telling/assets/tree.js";
import { seen } from "./state.js";

const TOGETHER =
  "Keep this window to yourself and show the class the other one: they turn their pages together.";

export class Teacher {
  #host;
  #screens;
  #started = Date.now();
  #at = element("p", "status");
  #title = element("h1");
  #notes = element("div", "wording");
  #next = element("p", "coming");
  #preview = element("div", "preview");
  #clock = element("span", "elapsed");
  #list = Object.assign(element("ol", "steps"), { start: 0 }); // the opening has no number
  #black;
  #names;

  /**
   * @param {HTMLElement} host
   * @param {{ title: string, screens: Screen[], sources: Tree[] }} lesson
   * @param {{ act: (verb: Ask) => void, jump: (screen: number) => void, change: (changed: Partial<State>) => void }} asks
   */
  constructor(host, { title, screens, sources }, { act, jump, change }) {
    this.#host = host;
    this.#screens = screens;
    this.#title.dir = "auto";
    this.#black = button("Black screen", () => act("black"));
    this.#names = button("Hide outlet names", () => {
      change({ hidesNames: this.#names.getAttribute("aria-pressed") !== "true" });
    });
    const bar = element("nav", "bar");
    bar.setAttribute("aria-label", "Lesson");
    bar.append(
      button("◀ Back", () => act("back")),
      button("Next ▶", () => act("next"), { className: "next" }),
      this.#black,
      this.#names,
      button("Show what is covered", () => act("open")),
      button("Skip to the question", () => act("skip")),
      button("Plan", () => act("plan")),
      button("Students’ tasks", () => act("tasks")),
      button("Students’ work", () => act("work")),
      this.#clock,
      button("Start the clock anew", () => this.#restart()),
    );
    screens.forEach((screen, number) => {
      const item = element("li");
      const made = button(screen.heading[""], () => jump(number));
      made.dir = "auto";
      item.append(made);
      this.#list.append(item);
    });
    const side = element("aside");
    side.append(element("h2", "", "Go to"), this.#list);
    const main = element("div", "now");
    main.append(
      this.#at,
      this.#title,
      this.#notes,
      this.#next,
      this.#preview,
      element("p", "aside", TOGETHER),
    );
    host.append(element("p", "when", title), bar, main, side, listed("Sources", sources));
    setInterval(() => this.#tick(), 1000);
    this.#tick();
  }

  #restart() {
    this.#started = Date.now();
    this.#tick();
  }

  #tick() {
    const seconds = Math.floor((Date.now() - this.#started) / 1000);
    const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
    this.#clock.textContent = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  }

  /**
   * @param {State} state
   * @param {string} counted
   */
  show(state, counted) {
    const number = state.at.screen;
    const screen = this.#screens[number];
    const next = this.#screens[number + 1];
    this.#at.textContent = counted;
    this.#title.textContent = seen(screen.heading, state);
    this.#notes.replaceChildren(...screen.notes.map(build));
    this.#next.textContent = next ? "Next, as the class will see it" : "This is the end.";
    this.#preview.replaceChildren(...(next ? seenOf(next, state) : []));
    this.#black.setAttribute("aria-pressed", String(state.isBlack));
    this.#names.setAttribute("aria-pressed", String(state.hidesNames));
    this.#host.classList.toggle("black", state.isBlack);
    for (const [n, item] of [...this.#list.children].entries()) {
      const made = /** @type {HTMLElement} */ (item.firstElementChild);
      if (n === number) made.setAttribute("aria-current", "step");
      else made.removeAttribute("aria-current");
    }
  }
}

/**
 * Draws what a class will see of a screen, all at once; of a contrast, what it sees first.
 * @param {Screen} screen
 * @param {State} state
 */
function seenOf(screen, state) {
  const blocks = seen(screen.blocks, state).filter(({ stage }) => stage !== "card");
  return [...seen(screen.head, state), ...blocks.map(({ tree }) => tree)].map(build);
}

/**
 * @param {string} title
 * @param {Tree[]} items
 */
function listed(title, items) {
  const section = element("details", "sources");
  const list = element("ul");
  list.append(...items.map(build));
  section.append(element("summary", "", title), list);
  return section;
}
