// Which events are shown: those that touch a range of days, and pass the filters.

/** @import { Columns } from "./columns.js" */
/** @import { Grid } from "./grid.js" */
/** @import { Range } from "./words.js" */

/** Longer events are asked one by one, as they begin long before the days that they touch. */
const LONG = 62;

/**
 * Prepares to answer which rows touch a range of days: those that begin in it, those that began
 * shortly before, and the few that last long.
 * @param {Pick<Columns, "first" | "last">} columns rows in the order of `first`
 * @returns the rows `[sure, end)`, which touch the range; `[start, sure)`, which do if they last to its
 * first day; and the same is true of all rows of `long` before `start`
 */
export function intervals({ first, last }) {
  const lasting = [];
  for (let row = 0; row < first.length; row++) if (last[row] - first[row] > LONG) lasting.push(row);
  const long = Int32Array.from(lasting);
  /** @param {number} from @param {number} to */
  return (from, to) => ({
    long,
    start: firstFrom(first, from - LONG),
    sure: firstFrom(first, from),
    end: firstFrom(first, to + 1),
  });
}

/**
 * Returns the first row whose number is `least` or greater, by halving.
 * @param {Int32Array} sorted
 * @param {number} least
 */
function firstFrom(sorted, least) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class Shown {
  /** @type {Range} */
  range;
  /** @type {Uint8Array | null} a byte for each row that passes the filters; null where all do */
  kept = null;
  #columns;
  #touching;

  /**
   * @param {Columns} columns
   * @param {Range} range
   */
  constructor(columns, range) {
    this.#columns = columns;
    this.#touching = intervals(columns);
    this.range = range;
  }

  /** How many events there are, shown or not. */
  get size() {
    return this.#columns.first.length;
  }

  /** @param {number} row */
  has(row) {
    const { first, last } = this.#columns;
    return first[row] <= this.range[1] && last[row] >= this.range[0] && this.passes(row);
  }

  /**
   * Whether a row passes the filters, whatever its days.
   * @param {number} row
   */
  passes(row) {
    return this.kept === null || this.kept[row] === 1;
  }

  /**
   * Calls `visit` for each row that is shown, or that would be on other days, until it returns true.
   * @param {(row: number) => boolean} visit
   * @param {Range} [range]
   */
  each(visit, [from, to] = this.range) {
    const { last } = this.#columns;
    const { long, start, end } = this.#touching(from, to);
    for (const row of long) {
      if (row >= start) break;
      if (last[row] >= from && this.passes(row) && visit(row)) return;
    }
    for (let row = start; row < end; row++) {
      if (last[row] >= from && this.passes(row) && visit(row)) return;
    }
  }

  /**
   * Adds the rows that are shown to a grid, from the last to the first.
   * @param {Grid} grid
   */
  addTo(grid) {
    const [from, to] = this.range;
    const { long, start, sure, end } = this.#touching(from, to);
    const lasting = { kept: this.kept, last: this.#columns.last, since: from };
    grid.add(sure, end, { ...lasting, last: null });
    grid.add(start, sure, lasting);
    for (let i = long.length - 1; i >= 0; i--) {
      if (long[i] < start) grid.add(long[i], long[i] + 1, lasting);
    }
  }

  /**
   * Lists the rows that pass the filters and touch a range; null where there are more than `most`.
   * @param {Range} range
   * @param {number} most
   */
  within(range, most) {
    /** @type {number[]} */
    const rows = [];
    this.each((row) => rows.push(row) > most, range);
    return rows.length > most ? null : rows;
  }

  /**
   * Returns the next row that passes the filters, or -1.
   * @param {number} row
   * @param {1 | -1} step
   */
  next(row, step) {
    const { length } = this.#columns.first;
    for (let next = row + step; next >= 0 && next < length; next += step) {
      if (this.passes(next)) return next;
    }
    return -1;
  }

  /** Lists the days on which events that pass the filters begin. */
  beginnings() {
    const { first } = this.#columns;
    /** @type {number[]} */
    const days = [];
    for (let row = 0; row < first.length; row++) {
      if (first[row] !== days[days.length - 1] && this.passes(row)) days.push(first[row]);
    }
    return days;
  }

  /**
   * Counts the events that pass the filters by the part of a range in which they begin, and by category.
   * @param {Range} range
   * @param {number} bars parts of the range
   * @param {number} categories how many there are
   */
  count([from, to], bars, categories) {
    const { first, category } = this.#columns;
    const counts = new Uint32Array(bars * categories);
    const { sure, end } = this.#touching(from, to);
    const share = bars / (to - from + 1);
    for (let row = sure; row < end; row++) {
      if (!this.passes(row)) continue;
      counts[Math.floor((first[row] - from) * share) * categories + category[row]]++;
    }
    return counts;
  }
}
