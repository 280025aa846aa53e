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
