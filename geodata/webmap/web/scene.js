// What the timeline shows of the days in view: each event in the lane of its category or, where they are
// many, how many begin when.

/** @import { Axis, Tick } from "./axis.js" */
/** @import { Base } from "./data.js" */
/** @import { Lanes } from "./lanes.js" */
/** @import { Band, Written } from "./periods.js" */
/** @import { Shown } from "./shown.js" */

import { MARGIN, ticks } from "./axis.js";
import { layOutClosed, layOutOpened } from "./lanes.js";
import { bands, inOneRow, inRows } from "./periods.js";
import { daysIn } from "./range.js";

/** @typedef {{ base: Base, shown: Shown }} Model */

/**
 * @typedef {object} Bars the histogram
 * @property {number} count how many bars there are
 * @property {Uint32Array} sums by bar and category
 * @property {number} highest what the tallest bar counts
 * @property {readonly number[]} tops of the lanes; one lane holds all categories on each other
 * @property {number} head what is kept above each lane, for its name
 * @property {number} tall the height of the bars of a lane
 * @property {number} height of all
 */

/**
 * @typedef {object} Scene
 * @property {Axis} axis
 * @property {boolean} isOpened
 * @property {number} height in pixels
 * @property {readonly Tick[]} ticks
 * @property {readonly (Band & { title: string })[]} bands of periods
 * @property {readonly Written[]} names of periods
 * @property {readonly number[]} categories that have a lane
 * @property {Lanes | null} lanes
 * @property {Bars | null} bars where there are too many events for lanes
 */

/** Events that are drawn each. */
export const MOST_DRAWN = 400;
/** Pixels of a row of names of periods. */
export const NAME = 15;
/** The least height of a lane, and the least width of a bar. */
const LEAST_LINE = 4;
const BAR = 3;
/** Sizes in the opened state. */
const OPENED = { line: 20, head: 20, dot: 16, title: 240 };
const TALL = [24, 90];

/**
 * @param {Axis} axis
 * @param {number} height
 * @param {boolean} isOpened
 * @param {Model} model
 * @param {readonly number[]} categories that have a lane
 * @param {(text: string) => number} measure
 * @returns {Scene}
 */
export function makeScene(axis, height, isOpened, { base, shown }, categories, measure) {
  const { columns } = shown;
  const drawn = bands(axis, base.periods);
  const named = isOpened
    ? inRows(axis, drawn, measure)
    : { names: inOneRow(drawn, measure), rows: Math.min(1, drawn.length) };
  const top = named.rows * NAME + 2;
  const isNarrow = !isOpened && (height - top) / categories.length < LEAST_LINE;
  const rows = isNarrow ? null : shown.within(axis.view, MOST_DRAWN);
  const lane = base.categories.map((_, category) => categories.indexOf(category));
  const dating = { ...columns, laneOf: (/** @type {number} */ row) => lane[columns.category[row]] };
  const common = { axis, isOpened, ticks: ticks(axis, measure), bands: drawn, names: named.names };
  if (!rows) {
    const bars = makeBars(axis, { top, height }, isOpened ? categories.length : 0, base, shown);
    return { ...common, categories, lanes: null, bars, height: Math.max(height, bars.height) };
  }
  const lanes = isOpened
    ? layOutOpened(axis, rows, dating, categories.length, { top, ...OPENED }, height)
    : layOutClosed(axis, rows, dating, categories.length, top, height - 2);
  return { ...common, categories, lanes, bars: null, height: Math.max(height, lanes.height) };
}

/**
 * @param {Axis} axis
 * @param {{ top: number, height: number }} room
 * @param {number} lanes 0 for one that holds all
 * @param {Base} base
 * @param {Shown} shown
 * @returns {Bars}
 */
function makeBars(axis, { top, height }, lanes, { categories }, shown) {
  const room = Math.floor((axis.width - 2 * MARGIN) / BAR);
  const count = Math.max(1, Math.min(Math.floor(daysIn(axis.view) / shown.unit), room));
  const sums = shown.count(axis.view, count, categories.length);
  const highest = highestOf(sums, categories.length, lanes > 0);
  if (!lanes) return { count, sums, highest, tops: [top], head: 0, tall: height - top, height };
  const { head } = OPENED;
  const tall = Math.max(TALL[0], Math.min(TALL[1], (height - top) / lanes - head));
  const tops = Array.from({ length: lanes }, (_, n) => top + n * (head + tall));
  return { count, sums, highest, tops, head, tall, height: top + lanes * (head + tall) };
}

/**
 * @param {Uint32Array} sums by bar and category
 * @param {number} categories
 * @param {boolean} isApart whether each category has bars of its own
 */
export function highestOf(sums, categories, isApart) {
  let highest = 1;
  for (let start = 0; start < sums.length; start += categories) {
    let whole = 0;
    for (let c = 0; c < categories; c++) {
      whole = isApart ? Math.max(whole, sums[start + c]) : whole + sums[start + c];
    }
    highest = Math.max(highest, whole);
  }
  return highest;
}
