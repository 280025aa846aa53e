// The axis of the timeline: which days are in view, where each of them lies, and what is written there.

/** @import { Range } from "./words.js" */

import { monthStart, partsOf } from "./days.js";
import { daysIn } from "./range.js";
import { monthInWords, shortMonth, yearInWords } from "./words.js";

/**
 * @typedef {object} Axis
 * @property {Range} span all days
 * @property {Range} view those that are in view
 * @property {number} width of the stage in pixels
 */

/** @typedef {{ x: number, text: string }} Tick without a text where there is no room for one */

/** Pixels beside the first and the last day, for the handles of the window. */
export const MARGIN = 24;
/** The fewest days in view. */
const LEAST_DAYS = 10;
/** Pixels that a label keeps before the next one, and behind its own tick. */
const APART = 10;
export const BEHIND = 3;
/** The least width of a month, a year and so on that is chosen by a click. */
const GROUND = 8;

/** @type {readonly (readonly [unit: "day" | "month" | "year", every: number, days: number])[]} */
const UNITS = [
  ["day", 1, 1],
  ["day", 2, 2],
  ["day", 5, 5],
  ["day", 10, 10],
  ["month", 1, 30.4],
  ["month", 3, 91.3],
  ["month", 6, 182.6],
  ...[1, 10, 100, 1000, 10_000, 100_000, 1_000_000]
    .flatMap((ten) => [ten, 2 * ten, 5 * ten])
    .map((every) => /** @type {const} */ (["year", every, every * 365.25])),
];

/** @param {Axis} axis */
export const pixelsOfDay = ({ view, width }) => Math.max(1, width - 2 * MARGIN) / daysIn(view);

/**
 * Returns where a day begins.
 * @param {Axis} axis
 * @param {number} day
 */
export const xOf = (axis, day) => MARGIN + (day - axis.view[0]) * pixelsOfDay(axis);

/**
 * @param {Axis} axis
 * @param {number} x
 */
export const dayAt = (axis, x) => axis.view[0] + Math.floor((x - MARGIN) / pixelsOfDay(axis));

/** @param {Axis} axis */
export const isWhole = ({ span, view }) => span[0] === view[0] && span[1] === view[1];

/** @param {Axis} axis */
export const isNearest = ({ span, view }) => daysIn(view) <= Math.min(LEAST_DAYS, daysIn(span));

/**
 * Shows other days, as far as there are any.
 * @param {Axis} axis
 * @param {number} first
 * @param {number} days how many
 * @returns {Axis}
 */
export function look(axis, first, days) {
  const { span } = axis;
  const all = daysIn(span);
  const length = Math.round(Math.min(all, Math.max(days, LEAST_DAYS)));
  const from = Math.round(Math.min(Math.max(first, span[0]), span[1] + 1 - length));
  return { ...axis, view: [from, from + length - 1] };
}

/**
 * Shows `by` times as many days; what lies at x stays there.
 * @param {Axis} axis
 * @param {number} by
 * @param {number} x
 */
export function zoom(axis, by, x) {
  const part = (x - MARGIN) / Math.max(1, axis.width - 2 * MARGIN);
  const days = Math.max(LEAST_DAYS, daysIn(axis.view) * by);
  return look(axis, axis.view[0] + part * (daysIn(axis.view) - days), days);
}

/**
 * Brings days into view that are not.
 * @param {Axis} axis
 * @param {Range} range
 * @returns {Axis} the same one where nothing is to be done
 */
export function reveal(axis, [first, last]) {
  const { view } = axis;
  if (first >= view[0] && last <= view[1]) return axis;
  if (first <= view[0] && last >= view[1]) return axis;
  const middle = (first + last + 1) / 2;
  return look(axis, middle - daysIn(view) / 2, daysIn(view));
}

/**
 * Brings days into view, all of them where they reach further than what is in view.
 * @param {Axis} axis
 * @param {Range} range
 * @returns {Axis} the same one where nothing is to be done
 */
export function surround(axis, range) {
  const { view } = axis;
  const isInView = range[0] >= view[0] && range[1] <= view[1];
  return isInView ? axis : look(axis, range[0], daysIn(range));
}

/**
 * Returns the month that a day is in, or the year, the decade and so on where a month is too narrow.
 * @param {Axis} axis
 * @param {number} day
 * @returns {Range}
 */
export function groundAt(axis, day) {
  const { year, month } = partsOf(day);
  const scale = pixelsOfDay(axis);
  if (30 * scale >= GROUND) return [monthStart(year, month), monthStart(year, month + 1) - 1];
  let every = 1;
  while (every * 365 * scale < GROUND) every *= 10;
  const count = countTo(year, every);
  return [monthStart(roundYear(count, every)), monthStart(roundYear(count + 1, every)) - 1];
}

/**
 * Returns the year with which a decade, a century and so on begins, in round numbers on both sides of
 * the year 1: after 100 BC comes AD 1, and then 100.
 * @param {number} count of them from the year 1, negative before it
 * @param {number} every how many years they have
 */
function roundYear(count, every) {
  const year = count * every;
  if (every === 1 || year > 0) return year;
  return year + 1;
}

/**
 * Returns which of them a year is in.
 * @param {number} year
 * @param {number} every
 */
const countTo = (year, every) => Math.floor((every === 1 || year > 0 ? year : year - 1) / every);

/**
 * Returns the ticks in view, with texts that keep apart and are never cut.
 * @param {Axis} axis
 * @param {(text: string) => number} measure the width of a text in pixels
 * @returns {Tick[]}
 */
export function ticks(axis, measure) {
  const scale = pixelsOfDay(axis);
  const widths = {
    day: measure("28 Dec"),
    month: measure("Dec"),
    year: Math.max(...axis.view.map((day) => measure(yearInWords(partsOf(day).year)))),
  };
  const [unit, every] =
    UNITS.find(([name, , days]) => days * scale >= widths[name] + APART) ?? UNITS[UNITS.length - 1];
  const days = starts(unit, every, axis.view);
  const found = label(axis, days, unit, measure);
  if (found.some(({ text }) => text)) return found;
  // No month or year begins in view: the first day says where it is.
  return [{ x: MARGIN, text: monthInWords(axis.view[0]) }];
}

/**
 * @param {Axis} axis
 * @param {readonly number[]} days
 * @param {"day" | "month" | "year"} unit
 * @param {(text: string) => number} measure
 */
function label(axis, days, unit, measure) {
  let end = 0;
  /** @type {number | null} */
  let said = null; // the year that was written last
  return days.map((day) => {
    const { year } = partsOf(day);
    const x = xOf(axis, day);
    const text = textOf(day, unit, year !== said);
    const width = measure(text) + BEHIND;
    if (x < end || x + width > axis.width) return { x, text: "" };
    said = year;
    end = x + width + APART - BEHIND;
    return { x, text };
  });
}

/**
 * @param {number} day
 * @param {"day" | "month" | "year"} unit
 * @param {boolean} isNew whether the year is to be said
 */
function textOf(day, unit, isNew) {
  const { year, month, day: date } = partsOf(day);
  if (unit === "year") return yearInWords(year);
  const short = unit === "day" ? `${date} ${shortMonth(month)}` : shortMonth(month);
  return isNew ? `${short} ${yearInWords(year)}` : short;
}

/**
 * Returns the days in view on which a unit begins.
 * @param {"day" | "month" | "year"} unit
 * @param {number} every so many of them
 * @param {Range} view
 */
function starts(unit, every, view) {
  const [from, to] = view.map(partsOf);
  const found = [];
  if (unit === "day") {
    for (let day = view[0]; day <= view[1]; day++) {
      const date = partsOf(day).day;
      // The 31st would stand too near to the first of the next month.
      if ((date - 1) % every === 0 && (every === 1 || date < 31)) found.push(day);
    }
  } else if (unit === "month") {
    const first = Math.floor((from.year * 12 + from.month) / every) * every;
    for (let month = first; month <= to.year * 12 + to.month; month += every) {
      found.push(monthStart(0, month));
    }
  } else {
    for (let count = countTo(from.year, every); count <= countTo(to.year, every); count++) {
      found.push(monthStart(roundYear(count, every)));
    }
  }
  return found.filter((day) => day >= view[0] && day <= view[1]);
}
