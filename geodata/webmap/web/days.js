// Days counted from 1970-01-01 in the Gregorian calendar, which is held to go on without an end, as
// geodata/days.py counts them: the year 0 is 1 BC. The calendar repeats itself every 400 years, so
// `Date` tells any day that is moved by as many cycles into the years from 2000 to 2399; it ends at the
// year 275,760 and takes the years 0 to 99 for those of the last century but one.

/** @typedef {{ year: number, month: number, day: number }} Parts the month counts from 0; the year 0 is 1 BC */

const MILLISECONDS = 86_400_000;
const CYCLE = { years: 400, days: 146_097 };
/** The first year and the first day of the cycle that all others are moved to. */
const START = { year: 2000, day: 10_957 };

/**
 * @param {number} day
 * @returns {Parts}
 */
export function partsOf(day) {
  const cycles = Math.floor((day - START.day) / CYCLE.days);
  const date = new Date((day - cycles * CYCLE.days) * MILLISECONDS);
  const year = date.getUTCFullYear() + cycles * CYCLE.years;
  return { year, month: date.getUTCMonth(), day: date.getUTCDate() };
}

/**
 * Returns the first day of a month, which may lie beyond the year's twelve.
 * @param {number} year
 * @param {number} [month]
 */
export function monthStart(year, month = 0) {
  const whole = year + Math.floor(month / 12);
  const cycles = Math.floor((whole - START.year) / CYCLE.years);
  const moved = Date.UTC(whole - cycles * CYCLE.years, month - 12 * Math.floor(month / 12));
  return moved / MILLISECONDS + cycles * CYCLE.days;
}
