// The slide that a class sees: as many screens as it takes so that nothing is cut.

/** @import { Block, Frame, Screen, State } from "./state.js" */

import { element } from "../../../geodata/webmap/web/elements.js";
import { build } from "../../telling/assets/tree.js";
import { seen } from "./state.js";

const JUDGE = "Decide for yourself before you go on: who could say this, and how would they know?";
/** Parts of a quotation that name who speaks, and where. */
const NAMING = ".speaker, .citation";
/** Steps by which letters shrink where a single part does not fit at the size that was chosen. */
const SHRINK = 0.92;
const SMALLEST = 0.4;

export class Slides {
  #host;

  /** @param {HTMLElement} host */
  constructor(host) {
    this.#host = host;
    host.setAttribute("aria-live", "polite");
  }

  /**
   * Draws a page of what is seen of a screen; returns how many there are, and which one it is.
   * @param {Screen} screen
   * @param {Frame} frame
   * @param {State} state
   * @returns {{ pages: number, page: number }}
   */
  draw(screen, frame, state) {
    this.#host.style.setProperty("--fit", "1");
    this.#host.classList.toggle("asking", frame.asks !== null);
    const head = seen(screen.head, state).map(build);
    if (frame.asks) {
      const words = frame.asks === "judge" ? JUDGE : seen(screen.question, state);
      this.#host.replaceChildren(...head.slice(0, 1), question(words));
      this.#shrink();
      return { pages: 1, page: 0 };
    }
    const pages = this.#paginate(head, this.#partsOf(screen, frame, state));
    const page = state.at.page < 0 ? pages.length - 1 : Math.min(state.at.page, pages.length - 1);
    this.#host.replaceChildren(...head, ...pages[page]);
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
    const isHidden = (/** @type {Block} */ { stage }) => isCovered && stage === "quotes";
    const first = blocks.findIndex(isHidden);
    return blocks.flatMap((block, number) => {
      if (number === first) return [covering(cover ?? "")];
      return isHidden(block) ? [] : [drawn(block, shown.has("names"))];
    });
  }

  /**
   * Deals parts out to pages.
   * @param {HTMLElement[]} head
   * @param {HTMLElement[]} parts
   */
  #paginate(head, parts) {
    /** @type {HTMLElement[][]} */
    const pages = [[]];
    this.#host.replaceChildren(...head);
    for (const part of parts) {
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
    for (let fit = 1; this.#isFull && fit > SMALLEST; ) {
      fit *= SHRINK;
      this.#host.style.setProperty("--fit", fit.toFixed(3));
    }
  }
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
  const how = "Press O to show the words, S to skip this step.";
  const open = element("button", "", "Show the words");
  Object.assign(open, { type: "button" });
  open.dataset.verb = "open";
  const skip = element("button", "", "Skip this step");
  Object.assign(skip, { type: "button" });
  skip.dataset.verb = "skip";
  node.append(told, element("p", "aside", how), open, " ", skip);
  return node;
}
