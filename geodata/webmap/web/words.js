// Numbers and days in words, as they stand on the map.

/** @import { Limits } from "./columns.js" */

import { monthStart, partsOf } from "./days.js";

/** @typedef {readonly [first: number, last: number]} Range */
/** @typedef {{ vague: boolean, uncertain: boolean, limits: Limits }} Doubts the day is not given; the date is inferred */

// One format for all: making one anew for each number takes longer than all else in a frame of a drag.
const NUMBERS = new Intl.NumberFormat("en-GB");
const NAMES =
  "January February March April May June July August September October November December".split(
    " ",
  );
/** Years of fewer digits are easily taken for a day, or for one of the last hundred years. */
const SAFE = 1000;
/** Years from here on are written in groups of three digits. */
const LONG = 10_000;

/** @param {number} count */
export const number = (count) => NUMBERS.format(count);

/**
 * Returns a number in at most four letters.
 * @param {number} count
 */
export function briefNumber(count) {
  if (count < 1000) return String(count);
  return count < 999_500 ? `${Math.round(count / 1000)}k` : `${Math.round(count / 1e6)}M`;
}

/**
 * Names a year; those before 1000 say how they are counted.
 * @param {number} year
 */
export function yearInWords(year) {
  const counted = year > 0 ? year : 1 - year;
  const written = counted >= LONG ? number(counted) : String(counted);
  if (year <= 0) return `${written} BC`;
  return year >= SAFE ? written : `AD ${written}`;
}

/** @param {number} month */
export const shortMonth = (month) => NAMES[month].slice(0, 3);

/** @param {number} day */
export function monthInWords(day) {
  const { year, month } = partsOf(day);
  return `${shortMonth(month)} ${yearInWords(year)}`;
}

/** @param {number} day */
function monthSpelled(day) {
  const { year, month } = partsOf(day);
  return `${NAMES[month]} ${yearInWords(year)}`;
}

/** What stands round months in the language that all else of the page is in; others have months alone. */
const ENGLISH = { code: "en", since: "as of ", to: "to ", between: " to " };
const NO_WORDS = { since: "", to: "– ", between: " – " };

/**
 * Says of which time an outline is, to be put under its name in the same language.
 * @param {{ first: number | null, last: number | null }} outline
 * @param {number} day the last that is shown
 * @param {string} language
 */
export function outlineInWords({ first, last }, day, language) {
  const { since, to, between } = language === ENGLISH.code ? ENGLISH : NO_WORDS;
  const month = (/** @type {number} */ of) => monthIn(language, of);
  if (last === null || last >= day) return first === null ? "" : `${since}${month(first)}`;
  if (first === null) return `${to}${month(last)}`;
  const [start, end] = [first, last].map(month);
  return start === end ? start : `${start}${between}${end}`;
}

/**
 * @param {string} language
 * @param {number} day
 */
function monthIn(language, day) {
  const { year, month } = partsOf(day);
  if (language === ENGLISH.code) return monthSpelled(day);
  const era = year < SAFE ? /** @type {const} */ ("short") : undefined;
  const parts = /** @type {const} */ ({ month: "long", year: "numeric", timeZone: "UTC" });
  const format = new Intl.DateTimeFormat(language, { ...parts, era, calendar: "gregory" });
  return format.format(new Date(0).setUTCFullYear(year, month, 1));
}

/** @param {number} day */
function dayInWords(day) {
  const parts = partsOf(day);
  return `${parts.day} ${NAMES[parts.month]} ${yearInWords(parts.year)}`;
}

/** @param {Range} range */
export function rangeInWords([first, last]) {
  const start = dayInWords(first);
  return first === last ? start : `${start} to ${dayInWords(last)}`;
}

/**
 * Says when an event was, and what is not known of that.
 * @param {Range} range
 * @param {Doubts} doubts
 */
export function dateInWords([first, last], { vague, uncertain, limits }) {
  const remarks = [
    vague && "day not given",
    uncertain && "approximate or inferred",
    limits !== "given" && limits,
  ];
  const said = remarks.filter(Boolean).join(", ");
  const whole = (vague && wholeInWords([first, last])) || rangeInWords([first, last]);
  const words = {
    given: whole,
    "beginning open": `until ${dayInWords(last)}`,
    "beginning not known": `until ${whole}`,
    "end open": `from ${dayInWords(first)} on`,
    "end not known": `from ${whole}`,
  }[limits];
  return said ? `${words} (${said})` : words;
}

/**
 * Names a month or a year that a range covers as a whole; nothing for other ranges.
 * @param {Range} range
 */
function wholeInWords([first, last]) {
  const { year, month } = partsOf(first);
  if (first === monthStart(year, month) && last === monthStart(year, month + 1) - 1)
    return monthSpelled(first);
  return first === monthStart(year) && last === monthStart(year + 1) - 1 ? yearInWords(year) : "";
}

/**
 * Says how long a shape stood, to be put behind its name.
 * @param {{ first: number | null, last: number | null }} shape
 */
export function standingInWords({ first, last }) {
  if (first === null) return last === null ? "" : `, to ${monthInWords(last)}`;
  if (last === null) return `, from ${monthInWords(first)}`;
  return `, ${monthInWords(first)} to ${monthInWords(last)}`;
}
