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

  /** @param {number} row */
  has(row) {
    const { first, last } = this.#columns;
    return first[row] <= this.range[1] && last[row] >= this.range[0] && this.#passes(row);
  }

  /** @param {number} row */
  #passes(row) {
    return this.kept === null || this.kept[row] === 1;
  }

  /**
   * Calls `visit` for each row that is shown, until it returns true.
   * @param {(row: number) => boolean} visit
   */
  each(visit) {
    const { last } = this.#columns;
    const [from, to] = this.range;
    const { long, start, end } = this.#touching(from, to);
    for (const row of long) {
      if (row >= start) break;
      if (last[row] >= from && this.#passes(row) && visit(row)) return;
    }
    for (let row = start; row < end; row++) {
      if (last[row] >= from && this.#passes(row) && visit(row)) return;
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
   * Counts the events that pass the filters by the day on which they begin and by category.
   * @param {Range} span of all events
   * @param {number} categories how many there are
   */
  countDays(span, categories) {
    const { first, category } = this.#columns;
    const counts = new Uint32Array((span[1] - span[0] + 1) * categories);
    for (let row = 0; row < first.length; row++) {
      if (this.#passes(row)) counts[(first[row] - span[0]) * categories + category[row]]++;
    }
    return counts;
  }
}
