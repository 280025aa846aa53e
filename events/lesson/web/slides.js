// The slide that a class sees: as many screens as it takes so that nothing is cut.

/** @import { Block, Frame, Screen, State } from "./state.js" */

import { element } from "../../../geodata/webmap/web/elements.js";
import { build } from "../../telling/assets/tree.js";
import { LAST_PAGE, NEW_PAGE, seen } from "./state.js";

const JUDGE = "Decide for yourself before you go on: who could say this, and how would they know?";
/** Parts of a quotation that name who speaks, and where. */
const NAMING = ".speaker, .citation";
/** What a note on the content covers. */
const COVERED = ["quotes", "figures"];
/** Steps by which letters shrink where a single part does not fit at the size that was chosen. */
const SHRINK = 0.92;
const SMALLEST = 0.4;

export class Slides {
  #host;

  /** @param {HTMLElement} host */
  constructor(host) {
    this.#host = host;
    host.setAttribute("aria-live", "polite");
    // A picture with a warning takes its room only once it is asked for.
    host.addEventListener("toggle", () => this.#shrink(), true);
  }

  /**
   * Draws a page of what is seen of a screen; returns how many there are, and which one it is.
   * @param {Screen} screen
   * @param {Frame} frame
   * @param {Frame | undefined} before the frame before it
   * @param {State} state
   * @returns {{ pages: number, page: number }}
   */
  draw(screen, frame, before, state) {
    this.#host.style.setProperty("--fit", "1");
    this.#host.classList.toggle("asking", frame.asks !== null);
    const head = seen(screen.head, state).map(build);
    if (frame.asks) {
      const words = frame.asks === "judge" ? JUDGE : seen(screen.question, state);
      this.#host.replaceChildren(...head.slice(0, 1), question(words));
      this.#shrink();
      if (frame.asks === "question") this.#addFigures(screen, frame, state);
      return { pages: 1, page: 0 };
    }
    const parts = this.#partsOf(screen, frame, state);
    const pages = this.#paginate(head, parts);
    const fresh = parts.filter(({ stage }) => !before?.shown.has(stage)).map(({ node }) => node);
    const page = pageOf(state.at.page, pages, fresh);
    this.#host.replaceChildren(...head, ...pages[page]);
    for (const fold of this.#host.querySelectorAll("details")) fold.open = state.isOpen;
    this.#shrink();
    return { pages: pages.length, page };
  }

  /**
   * Returns the parts of a slide that are shown, none of which is cut.
   * @param {Screen} screen
   * @param {Frame} frame
   * @param {State} state
   */
  #partsOf(screen, { shown }, state) {
    const cover = seen(screen.cover, state);
    const isCovered = cover !== null && !state.isOpen;
    const blocks = seen(screen.blocks, state).filter(({ stage }) => shown.has(stage));
    const isHidden = (/** @type {Block} */ { stage }) => isCovered && COVERED.includes(stage);
    const first = blocks.findIndex(isHidden);
    return blocks.flatMap((block, number) => {
      // Whose words they are comes with the names, and is then what is new of a quote.
      const stage = block.stage === "quotes" && shown.has("names") ? "names" : block.stage;
      if (number === first) return [{ stage, node: covering(cover ?? "") }];
      return isHidden(block) ? [] : [{ stage, node: drawn(block, shown.has("names")) }];
    });
  }

  /**
   * Puts the figures below the question that may be about them, as many as there is room for.
   * @param {Screen} screen
   * @param {Frame} frame
   * @param {State} state
   */
  #addFigures(screen, frame, state) {
    for (const { stage, node } of this.#partsOf(screen, frame, state)) {
      if (stage !== "figures" || node.matches(".covering")) continue;
      this.#host.append(node);
      if (this.#isFull) return node.remove();
    }
  }

  /**
   * Deals parts out to pages.
   * @param {HTMLElement[]} head
   * @param {{ node: HTMLElement }[]} parts
   */
  #paginate(head, parts) {
    /** @type {HTMLElement[][]} */
    const pages = [[]];
    this.#host.replaceChildren(...head);
    for (const { node: part } of parts) {
      this.#host.append(part);
      if (this.#isFull && pages[pages.length - 1].length) {
        pages.push([]);
        this.#host.replaceChildren(...head, part);
      }
      pages[pages.length - 1].push(part);
    }
    return pages;
  }

  get #isFull() {
    return this.#host.scrollHeight > this.#host.clientHeight + 1;
  }

  /** Makes letters smaller where one part is too large for the size that was chosen. */
  #shrink() {
    this.#host.style.setProperty("--fit", "1");
    for (let fit = 1; this.#isFull && fit > SMALLEST; ) {
      fit *= SHRINK;
      this.#host.style.setProperty("--fit", fit.toFixed(3));
    }
  }
}

/**
 * Returns the page that is asked for: by its number, the last, or the first with something new on it.
 * @param {number} asked
 * @param {HTMLElement[][]} pages
 * @param {HTMLElement[]} fresh
 */
function pageOf(asked, pages, fresh) {
  if (asked === LAST_PAGE) return pages.length - 1;
  const found = pages.findIndex((page) => page.some((node) => fresh.includes(node)));
  return asked === NEW_PAGE ? Math.max(0, found) : Math.min(asked, pages.length - 1);
}

/**
 * @param {Block} block
 * @param {boolean} isNamed whether quotes say who speaks
 */
function drawn({ stage, tree }, isNamed) {
  const node = build(tree);
  if (stage === "quotes" && !isNamed)
    for (const part of node.querySelectorAll(NAMING)) part.remove();
  return node;
}

/** @param {string} text */
function question(text) {
  const node = element("h1", "asked", text);
  node.dir = "auto";
  return node;
}

/** @param {string} what the quotes are like */
function covering(what) {
  const node = element("div", "covering");
  const told = element("p", "", `Covered: ${what}`);
  told.dir = "auto";
  const how = "Press O to show them, S to go on to the question.";
  const open = element("button", "", "Show them");
  Object.assign(open, { type: "button" });
  open.dataset.verb = "open";
  const skip = element("button", "", "Go on to the question");
  Object.assign(skip, { type: "button" });
  skip.dataset.verb = "skip";
  node.append(told, element("p", "aside", how), open, " ", skip);
  return node;
}
