// Numbers and days in words, as they stand on the map. Days count from 1970-01-01.

/** @typedef {readonly [first: number, last: number]} Range */

const DAY = 86_400_000;
// One format for all: making one anew for each number takes longer than all else in a frame of a drag.
const NUMBERS = new Intl.NumberFormat("en-GB");
const DAYS = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "long" });
const MONTHS = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  month: "short",
  year: "numeric",
});

const SPELLED = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  month: "long",
  year: "numeric",
});

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

/** @param {number} day */
const monthSpelled = (day) => SPELLED.format(day * DAY);

/**
 * Returns when an event was: a month or a year as such, where it fills one from its first day to its last.
 * @param {Range} range
 */
export function dateInWords([first, last]) {
  const [start, end] = [new Date(first * DAY), new Date((last + 1) * DAY)];
  if (start.getUTCDate() !== 1 || end.getUTCDate() !== 1) return rangeInWords([first, last]);
  const years = end.getUTCFullYear() - start.getUTCFullYear();
  const months = 12 * years + end.getUTCMonth() - start.getUTCMonth();
  if (months === 12 && start.getUTCMonth() === 0) return String(start.getUTCFullYear());
  return months === 1 ? monthSpelled(first) : `${monthSpelled(first)} to ${monthSpelled(last)}`;
}

/**
 * Says of which time an outline is, to be put under its name.
 * @param {{ first: number | null, last: number | null }} outline
 * @param {number} day the last that is shown
 */
export function outlineInWords({ first, last }, day) {
  if (last !== null && last < day)
    return first === null ? `to ${monthSpelled(last)}` : dateInWords(wholeMonths(first, last));
  return first === null ? "" : `as of ${monthSpelled(first)}`;
}

/**
 * Widens a span to the months that it touches.
 * @param {number} first
 * @param {number} last
 * @returns {Range}
 */
function wholeMonths(first, last) {
  const [start, end] = [new Date(first * DAY), new Date(last * DAY)];
  start.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + 1, 0);
  return [start.getTime() / DAY, end.getTime() / DAY];
}

/** @param {Range} range */
export function rangeInWords([first, last]) {
  const start = DAYS.format(first * DAY);
  return first === last ? start : `${start} to ${DAYS.format(last * DAY)}`;
}

/** @param {number} day */
export const monthInWords = (day) => MONTHS.format(day * DAY);

/**
 * Says how long a shape stood, to be put behind its name.
 * @param {{ first: number | null, last: number | null }} shape
 */
export function standingInWords({ first, last }) {
  if (first === null) return last === null ? "" : `, to ${monthInWords(last)}`;
  if (last === null) return `, from ${monthInWords(first)}`;
  return `, ${monthInWords(first)} to ${monthInWords(last)}`;
}

/**
 * Returns the first days of months within a span, `every` so many months, from the second month on.
 * @param {Range} span
 * @param {number} every
 */
export function monthStarts(span, every) {
  const start = new Date(span[0] * DAY);
  const days = [];
  const end = new Date(span[1] * DAY);
  const years = end.getUTCFullYear() - start.getUTCFullYear();
  const months = 12 * years + end.getUTCMonth() - start.getUTCMonth();
  for (let month = 1; month <= months; month += every) {
    days.push(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1) / DAY);
  }
  return days;
}
