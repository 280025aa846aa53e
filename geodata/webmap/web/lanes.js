// Events in lanes by category: where each dot and bar of the timeline lies, and which are near a point.

/** @import { Axis } from "./axis.js" */

import { MARGIN, xOf } from "./axis.js";

/** The least height of a line beside others of its lane, the greatest, and how wide dots are. */
const ROOMY = 7;
const MOST_LINE = 14;
const DOTS = [5, 9];
/** By how much lines close up to show all at once. */
const CLOSE = 0.75;

/**
 * @typedef {object} Item an event, by its row; all lengths are in pixels
 * @property {number} row
 * @property {number} lane
 * @property {number} left
 * @property {number} right
 * @property {number} y of its middle
 * @property {boolean} isDot whether its days are too few for a bar
 * @property {number} room until the next event of its line, for its title
 */

/**
 * @typedef {object} Lanes
 * @property {readonly Item[]} items in the order of the rows
 * @property {readonly number[]} tops of the lanes
 * @property {number} line the height of a line of events
 * @property {number} height of all
 */

/**
 * @typedef {object} Dating what is needed of the events
 * @property {ArrayLike<number>} first
 * @property {ArrayLike<number>} last
 * @property {(row: number) => number} laneOf
 */

/**
 * @typedef {object} Sizes
 * @property {number} top of the first lane
 * @property {number} line the height of a line
 * @property {number} head what is kept above each lane, for its name
 * @property {number} dot the width of a dot
 * @property {number} title the room that a title is given; 0 lays all events of a lane on one line
 */

/**
 * Lays out rows, which are in the order of their first days.
 * @param {Axis} axis
 * @param {readonly number[]} rows
 * @param {Dating} dating
 * @param {number} lanes how many there are
 * @param {Sizes} sizes
 * @returns {Lanes}
 */
export function layOut(axis, rows, { first, last, laneOf }, lanes, sizes) {
  const { top, line, head, dot, title } = sizes;
  // For each lane where its lines end, and the last item in them.
  const lines = Array.from({ length: lanes }, () => /** @type {Item[][]} */ ([]));
  const items = [...rows]
    .sort((a, b) => first[a] - first[b] || a - b)
    .map((row) => {
      const lane = laneOf(row);
      const item = { row, lane, y: 0, room: 0, ...extent(axis, first[row], last[row], dot) };
      lineFor(lines[lane], item, title).push(item);
      return item;
    });
  const tops = [];
  let y = top;
  for (const lane of lines) {
    tops.push(y);
    lane.forEach((line_, number) => {
      line_.forEach((item, i) => {
        item.y = y + head + (number + 0.5) * line;
        item.room = (line_[i + 1]?.left ?? axis.width - MARGIN) - item.right;
      });
    });
    y += head + Math.max(1, lane.length) * line;
  }
  return { items, tops, line, height: y };
}

/**
 * Returns from where to where an event reaches: a dot in the middle of days that are too narrow.
 * @param {Axis} axis
 * @param {number} first
 * @param {number} last
 * @param {number} dot
 */
function extent(axis, first, last, dot) {
  const from = Math.max(xOf(axis, first), 0);
  const to = Math.min(xOf(axis, last + 1), axis.width);
  const isDot = to - from < dot * 1.5;
  // Whole even on the first and the last day, beside the handles of the window.
  const room = MARGIN + dot / 2;
  const middle = Math.max(room, Math.min(axis.width - room, (from + to) / 2));
  return isDot
    ? { left: middle - dot / 2, right: middle + dot / 2, isDot }
    : { left: from, right: to, isDot };
}

/**
 * Finds the first line of a lane that has room for an event, or adds one.
 * @param {Item[][]} lines
 * @param {Item} item
 * @param {number} title
 */
function lineFor(lines, item, title) {
  const isFree = (/** @type {Item[]} */ line) =>
    title === 0 || line[line.length - 1].right + title < item.left;
  const found = lines.find(isFree);
  if (found) return found;
  /** @type {Item[]} */
  const added = [];
  lines.push(added);
  return added;
}

/**
 * Lays out within a height: side by side where there is room, or else all events of a lane on one line.
 * @param {Axis} axis
 * @param {readonly number[]} rows
 * @param {Dating} dating
 * @param {number} lanes
 * @param {number} top
 * @param {number} height
 */
export function layOutClosed(axis, rows, dating, lanes, top, height) {
  const sizes = { top: 0, line: 1, head: 0, dot: DOTS[1], title: 1 };
  const lines = layOut(axis, rows, dating, lanes, sizes).height;
  const isRoomy = (height - top) / lines >= ROOMY;
  const line = Math.min(MOST_LINE, (height - top) / (isRoomy ? lines : lanes));
  const dot = Math.max(DOTS[0], Math.min(DOTS[1], line - 1));
  return layOut(axis, rows, dating, lanes, { top, line, head: 0, dot, title: isRoomy ? 1 : 0 });
}

/**
 * Lays out with as much room for titles as the height allows; lines close up before titles are cut.
 * @param {Axis} axis
 * @param {readonly number[]} rows
 * @param {Dating} dating
 * @param {number} lanes
 * @param {Sizes} sizes whose `title` is the most
 * @param {number} height
 */
export function layOutOpened(axis, rows, dating, lanes, sizes, height) {
  const { line, head, dot } = sizes;
  const close = { ...sizes, line: line * CLOSE, head: head * CLOSE, dot: dot * CLOSE };
  for (let title = sizes.title; ; title /= 2) {
    for (const some of [sizes, close]) {
      const laid = layOut(axis, rows, dating, lanes, { ...some, title: Math.max(2, title) });
      if (laid.height <= height || (title <= 2 && some === close)) return laid;
    }
  }
}

/**
 * Returns the items near a point, the nearest first; of those that lie under it the shortest.
 * @param {Lanes} lanes
 * @param {number} x
 * @param {number} y
 * @param {number} reach in pixels
 */
export function near({ items, line }, x, y, reach) {
  const beyond = (/** @type {number} */ value, /** @type {number} */ a, /** @type {number} */ b) =>
    Math.max(a - value, value - b, 0);
  return items
    .map((item) => {
      const away = Math.hypot(
        beyond(x, item.left, item.right),
        beyond(y, item.y - line / 2, item.y + line / 2),
      );
      return { item, away };
    })
    .filter(({ item, away }) => away <= reach && item.right > MARGIN / 2)
    .sort((a, b) => a.away - b.away || length(a.item) - length(b.item))
    .map(({ item }) => item);
}

/** @param {Item} item */
const length = ({ left, right }) => right - left;
