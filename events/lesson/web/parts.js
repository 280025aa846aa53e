// What students' pages and their teacher's have alike: signs of kinds, what is quoted, messages.

/** @import { Excerpt, Page } from "./tasks.js" */
/** @import { Mark, Word } from "./marks.js" */
/** @import { Look } from "./passage.js" */

import { element } from "../../../geodata/webmap/web/elements.js";
import { KINDS, markOver } from "./marks.js";
import { say } from "./tasks.js";

/** A word that nobody marked. */
export const PLAIN = { kind: "", sign: "", said: "", share: 0, goesOn: false };

/**
 * Draws the sign of a kind with its name.
 * @param {typeof KINDS[number]} kind
 */
export function kindSign({ id, letter, label }) {
  const node = element("span", "kind-sign", label);
  node.dataset.kind = id;
  node.dataset.sign = letter;
  return node;
}

/**
 * Says how each word is drawn that one reader marked.
 * @param {readonly Word[]} words
 * @param {readonly Mark[]} marks
 * @returns {Look[]}
 */
export function looksOf(words, marks) {
  const over = words.map((word) => markOver(marks, word));
  return over.map((mark, number) => {
    const kind = KINDS.find(({ id }) => id === mark?.kind);
    if (!mark || !kind) return PLAIN;
    return {
      kind: kind.id,
      sign: mark === over[number - 1] ? "" : kind.letter,
      said: kind.label,
      share: 1,
      goesOn: mark === over[number + 1],
    };
  });
}

/**
 * Draws what stands below the words of an excerpt: a translation, and who says it.
 * @param {Excerpt} excerpt
 * @param {boolean} blind
 */
export function cited(excerpt, blind) {
  const { translation } = excerpt;
  const said = translation ? [line(`In English: “${say(translation, blind)}”`, "translation")] : [];
  return [...said, line(say(excerpt, blind), "cited")];
}

/**
 * @param {string} text
 * @param {string} [className]
 */
export function line(text, className) {
  const node = element("p", className, text);
  node.dir = "auto";
  return node;
}

/**
 * Covers what a page quotes where a note warns of it.
 * @param {Page} page
 * @param {HTMLElement[]} nodes
 */
export function covered({ note }, nodes) {
  if (!nodes.length) return [];
  const quoted = element("div", "quoted");
  quoted.append(...nodes);
  return note ? [folded(`Show: ${note}`, [quoted])] : [quoted];
}

/**
 * @param {string} title
 * @param {Node[]} nodes
 */
export function folded(title, nodes) {
  const node = element("details");
  node.append(element("summary", "", title), ...nodes);
  return node;
}

/**
 * Makes the part of a page that is worked in: the keys pressed in it turn no slides.
 * @param {string} className
 */
export function desk(className) {
  const node = element("section", className);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") event.stopPropagation();
  });
  return node;
}

/** Makes a line that says what happened. */
export function said() {
  const node = element("p", "said");
  node.setAttribute("role", "status");
  return node;
}
