// An excerpt as words that a pointer and the keyboard go through, each with the mark that it has.

/** @import { Excerpt } from "./tasks.js" */
/** @import { Word } from "./marks.js" */

import { element } from "../../../geodata/webmap/web/elements.js";
import { wordsOf } from "./marks.js";

/**
 * @typedef {object} Look how a word is drawn
 * @property {string} kind the id of one, or nothing
 * @property {string} sign what stands before it
 * @property {string} said what is spoken behind it
 * @property {number} share from 0 to 1: how strongly it is drawn
 * @property {boolean} goesOn whether the next word belongs to the same mark
 */

/**
 * @typedef {object} Follower what is told of a passage
 * @property {() => void} [chosen] other words are chosen
 * @property {(key: string) => boolean} [key] a key is pressed that the passage does not know
 * @property {(word: number) => void} [over] the pointer is over a word
 */

let made = 0;

export class Passage {
  /**
   * @param {Excerpt} excerpt
   * @param {boolean} blind
   * @param {Follower} follower
   * @param {boolean} [several] whether several words can be chosen at once
   */
  constructor(excerpt, blind, follower, several = false) {
    made += 1;
    this.excerpt = excerpt;
    this.words = wordsOf(excerpt.text, excerpt.language, excerpt.hidden);
    this.follower = follower;
    this.several = several;
    /** The word on which the keyboard stands; a choice goes from the anchor to it. */
    this.cursor = 0;
    this.anchor = -1;
    /** Whether the next click goes on from the word that the last one chose. */
    this.goesOn = false;
    this.node = element("div", "passage");
    this.node.lang = excerpt.language;
    this.node.dir = excerpt.direction;
    this.spans = this.words.map((word, number) => this.#span(word, number, blind));
    this.gaps = this.words.map((word, number) => {
      const next = this.words[number + 1]?.from;
      return this.#gap(
        `${excerpt.text.slice(word.to, next)}${next === undefined ? "”" : ""}`,
        number,
      );
    });
    this.node.append(
      this.#gap(`“${excerpt.text.slice(0, this.words[0]?.from)}`, 0),
      ...this.spans.flatMap((span, number) => [span, this.gaps[number]]),
    );
    if (this.words.length) this.#listen();
    else this.node.append("”");
  }

  /**
   * @param {Word} word
   * @param {number} number
   * @param {boolean} blind
   */
  #span(word, number, blind) {
    const span = element("span", "word", blind ? word.blind : word.text);
    span.id = `passage-${made}-${number}`;
    span.dataset.word = String(number);
    span.setAttribute("role", "option");
    span.setAttribute("aria-selected", "false");
    return span;
  }

  /**
   * @param {string} text
   * @param {number} number of the word that a pointer on it means
   */
  #gap(text, number) {
    const gap = element("span", "gap", text);
    gap.dataset.word = String(number);
    gap.setAttribute("aria-hidden", "true");
    return gap;
  }

  #listen() {
    const { node } = this;
    node.tabIndex = 0;
    node.setAttribute("role", "listbox");
    node.setAttribute("aria-orientation", "horizontal");
    node.setAttribute("aria-label", `Words of ${this.said(0, this.words.length - 1)}`);
    if (this.several) node.setAttribute("aria-multiselectable", "true");
    node.addEventListener("keydown", (event) => this.#press(event));
    node.addEventListener("focus", () => {
      if (this.anchor < 0 && node.matches(":focus-visible")) this.choose(this.cursor);
    });
    node.addEventListener("pointerover", ({ target }) => {
      const word = wordAt(/** @type {Element} */ (target));
      if (word !== null) this.follower.over?.(word);
    });
    node.addEventListener("pointerdown", (event) => this.#point(event));
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.altKey) return;
    const forward = this.excerpt.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = this.excerpt.direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    const last = this.words.length - 1;
    /** @type {Record<string, number>} */
    const goals = {
      [forward]: this.cursor + 1,
      [backward]: this.cursor - 1,
      Home: 0,
      End: last,
    };
    const all = event.key === "a" && (event.ctrlKey || event.metaKey);
    if (event.key in goals) {
      const goal = this.anchor < 0 ? this.cursor : goals[event.key];
      this.choose(Math.min(last, Math.max(0, goal)), event.shiftKey);
    } else if (all) {
      this.choose(0);
      this.choose(last, true);
    } else if (event.key === "Escape" && this.anchor >= 0) {
      this.clear();
    } else if (event.ctrlKey || event.metaKey || !this.follower.key?.(event.key)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Chooses words by a pointer: drawn over, or the first one and then the last one.
   * @param {PointerEvent} event
   */
  #point({ target, button, pointerId, shiftKey }) {
    const first = wordAt(/** @type {Element} */ (target));
    if (first === null || button) return;
    const { node } = this;
    let drawn = false;
    const move = (/** @type {PointerEvent} */ { clientX, clientY }) => {
      const under = document.elementFromPoint(clientX, clientY);
      const word = under && node.contains(under) ? wordAt(under) : null;
      if (!this.several || word === null || (word === first && !drawn)) return;
      if (!drawn) this.choose(first);
      drawn = true;
      this.goesOn = false;
      this.choose(word, true);
    };
    const end = (/** @type {PointerEvent} */ { type }) => {
      node.removeEventListener("pointermove", move);
      node.removeEventListener("pointerup", end);
      node.removeEventListener("pointercancel", end);
      if (type === "pointerup" && !drawn) this.#click(first, shiftKey);
    };
    node.setPointerCapture(pointerId);
    node.addEventListener("pointermove", move);
    node.addEventListener("pointerup", end);
    node.addEventListener("pointercancel", end);
  }

  /**
   * @param {number} word
   * @param {boolean} shift
   */
  #click(word, shift) {
    const [first, last] = this.chosen() ?? [-1, -1];
    const inside = first <= word && word <= last;
    if (!inside && this.several && (shift || this.goesOn)) {
      this.goesOn = false;
      this.choose(word, true);
    } else if (inside && this.several) {
      this.clear();
    } else {
      this.#chooseMark(word);
    }
  }

  /**
   * Chooses a word, and with it the whole mark that it is in.
   * @param {number} word
   */
  #chooseMark(word) {
    const joined = (/** @type {number} */ number) => this.gaps[number]?.dataset.kind;
    let [first, last] = [word, word];
    while (this.several && joined(first - 1)) first -= 1;
    while (this.several && joined(last)) last += 1;
    this.choose(first);
    this.choose(last, true);
    this.goesOn = !this.spans[word].dataset.kind;
  }

  /** Returns the first and the last chosen word. */
  chosen() {
    const ends = [this.anchor, this.cursor].sort((one, other) => one - other);
    return this.anchor < 0 ? null : ends;
  }

  /** Returns the characters that are chosen. */
  range() {
    const chosen = this.chosen();
    return chosen && { from: this.words[chosen[0]].from, to: this.words[chosen[1]].to };
  }

  /**
   * @param {number} word
   * @param {boolean} [on] whether all words from the anchor are chosen
   */
  choose(word, on = false) {
    this.cursor = word;
    if (!on || !this.several || this.anchor < 0) this.anchor = word;
    this.#show();
  }

  clear() {
    this.anchor = -1;
    this.goesOn = false;
    this.#show();
  }

  #show() {
    const [first, last] = this.chosen() ?? [-1, -2];
    for (const [number, span] of this.spans.entries()) {
      span.setAttribute("aria-selected", String(first <= number && number <= last));
      this.gaps[number].toggleAttribute("data-chosen", first <= number && number < last);
    }
    this.node.setAttribute("aria-activedescendant", this.spans[this.cursor].id);
    this.follower.chosen?.();
  }

  /**
   * Returns words as they are shown.
   * @param {number} first
   * @param {number} last
   */
  said(first, last) {
    const between = this.gaps.slice(first, last);
    const words = this.spans.slice(first, last + 1);
    const parts = words.map((word, n) => `${word.textContent}${between[n]?.textContent ?? ""}`);
    return `“${parts.join("")}”`;
  }

  /** @param {readonly Look[]} looks of the words */
  dress(looks) {
    for (const [number, { kind, sign, said, share, goesOn }] of looks.entries()) {
      const span = this.spans[number];
      give(span, "kind", kind);
      give(span, "sign", sign);
      give(this.gaps[number], "kind", goesOn ? kind : "");
      for (const node of [span, this.gaps[number]]) node.style.setProperty("--share", `${share}`);
      if (said) span.setAttribute("aria-label", `${span.textContent}, ${said}`);
      else span.removeAttribute("aria-label");
    }
  }
}

/**
 * @param {HTMLElement} node
 * @param {string} name
 * @param {string} value nothing takes it away
 */
function give(node, name, value) {
  if (value) node.dataset[name] = value;
  else delete node.dataset[name];
}

/** @param {Element} node */
function wordAt(node) {
  const { word } = /** @type {HTMLElement} */ (node).dataset;
  return word === undefined ? null : Number(word);
}
