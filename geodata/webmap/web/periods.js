// The periods behind the timeline: their bands, and their names, of which none is ever cut.

/** @import { Axis } from "./axis.js" */
/** @import { Period } from "./data.js" */

import { MARGIN, xOf } from "./axis.js";

/** @typedef {{ left: number, right: number }} Band in pixels */
/** @typedef {{ x: number, row: number, lines: string[] }} Written a name that stands, from its row on */

/** Pixels that names keep apart, and off the edge of their band. */
const APART = 6;

/**
 * Returns the periods that reach into view.
 * @param {Axis} axis
 * @param {readonly Period[]} periods
 * @returns {(Band & { title: string })[]}
 */
export function bands(axis, periods) {
  const end = axis.width - MARGIN;
  return periods
    .map(({ title, first, last }) => ({
      title,
      left: Math.max(MARGIN, xOf(axis, first)),
      right: Math.min(end, xOf(axis, last + 1)),
    }))
    .filter(({ left, right }) => right > left);
}

/**
 * Writes the names that fit into their bands, in one row.
 * @param {readonly (Band & { title: string })[]} drawn
 * @param {(text: string) => number} measure
 * @returns {Written[]}
 */
export function inOneRow(drawn, measure) {
  let end = 0;
  return [...drawn]
    .sort((a, b) => a.left - b.left)
    .flatMap(({ title, left, right }) => {
      const x = Math.max(left + APART / 2, end);
      const width = measure(title);
      if (x + width > right) return [];
      end = x + width + APART;
      return [{ x, row: 0, lines: [title] }];
    });
}

/**
 * Writes all names, on as many rows as they need.
 * @param {Axis} axis
 * @param {readonly (Band & { title: string })[]} drawn
 * @param {(text: string) => number} measure
 * @returns {{ names: Written[], rows: number }}
 */
export function inRows(axis, drawn, measure) {
  const room = axis.width - 2 * MARGIN;
  /** @type {number[]} */
  const ends = []; // of each row
  const names = drawn.map(({ title, left }) => {
    const lines = wrap(title, room, measure);
    const width = Math.max(...lines.map(measure));
    const x = Math.max(MARGIN, Math.min(left + APART / 2, axis.width - MARGIN - width));
    let row = 0;
    const isTaken = (/** @type {number} */ from) =>
      lines.some((_, line) => (ends[from + line] ?? 0) > x);
    while (isTaken(row)) row += 1;
    lines.forEach((_, line) => {
      ends[row + line] = x + width + APART;
    });
    return { x, row, lines };
  });
  return { names, rows: ends.length };
}

/**
 * @param {string} text
 * @param {number} room
 * @param {(text: string) => number} measure
 */
function wrap(text, room, measure) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1];
    const longer = line ? `${line} ${word}` : word;
    if (line && measure(longer) > room) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
