// Which events are shown: those that touch a range of days, and pass the filters.

/** @import { Bars, Columns, Counts } from "./columns.js" */
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
  #within;
  /** @type {Bars | null} counts of all events that pass, where the rows are but a part of them */
  #bars = null;
  #hidden = -1;
  /** How many days the bars of the timeline are of at least. */
  unit = 1;
  /** How many days a count on the map is of. */
  #days = 1;

  /**
   * @param {Columns} columns
   * @param {Range} range
   */
  constructor(columns, range) {
    this.#columns = columns;
    this.#within = intervals(columns);
    this.range = range;
  }

  /**
   * Takes other rows in place of those that were there.
   * @param {Columns} columns
   * @param {Bars | null} bars
   * @param {{ hidden: number, bar_days: number, days: number }} [part]
   */
  take(columns, bars, { hidden, bar_days, days } = { hidden: -1, bar_days: 1, days: 1 }) {
    this.#columns = columns;
    this.#within = intervals(columns);
    this.#bars = bars;
    this.#hidden = hidden;
    this.unit = bar_days;
    this.#days = days;
    this.kept = hidden < 0 ? null : new Uint8Array(columns.first.length).fill(1);
    if (this.kept) this.kept[hidden] = 0;
  }

  get columns() {
    return this.#columns;
  }

  /** The categories that there are. */
  get categories() {
    const { category } = this.#bars?.begins ?? this.#columns;
    return [...new Set(category)].sort((a, b) => a - b);
  }

  /** How many events there are, shown or not. */
  get size() {
    return this.#columns.first.length;
  }

  /** @param {number} row */
  has(row) {
    return this.#touches(row) && this.passes(row);
  }

  /**
   * Whether a row is shown, or is that of the open event, which is shown as one of a count.
   * @param {number} row
   */
  counts(row) {
    return this.has(row) || (row === this.#hidden && this.#touches(row));
  }

  /** The row of the open event where it is one of a count; else -1. */
  get hidden() {
    return this.#hidden;
  }

  /**
   * Whether a row is a count of events, of which no more is known than where and when they are.
   * @param {number} row
   */
  isCount(row) {
    return (this.#columns.weight?.[row] ?? 0) > 0;
  }

  /** @param {number} row */
  #touches(row) {
    const { first, last } = this.#columns;
    return first[row] <= this.range[1] && last[row] >= this.range[0];
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
    const { long, start, end } = this.#within(from, to);
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
    if (this.#columns.weight) grid.weigh(this.#shares(this.#columns.weight));
    const { long, start, sure, end } = this.#within(from, to);
    const lasting = { kept: this.kept, last: this.#columns.last, since: from };
    grid.add(sure, end, { ...lasting, last: null });
    grid.add(start, sure, lasting);
    for (let i = long.length - 1; i >= 0; i--) {
      if (long[i] < start) grid.add(long[i], long[i] + 1, lasting);
    }
  }

  /**
   * Returns how many events of each count touch the range, as if they began evenly on its days. A
   * count of events that last longer is taken whole.
   * @param {Uint32Array} weight
   */
  #shares(weight) {
    const { first, last } = this.#columns;
    const [from, to] = this.range;
    return weight.map((events, row) => {
      const days = last[row] - first[row] + 1;
      if (events < 2 || days > this.#days) return events;
      const touching = Math.min(last[row], to) - Math.max(first[row], from) + 1;
      return touching < days ? Math.max(1, Math.round((events * touching) / days)) : events;
    });
  }

  /**
   * Lists the rows that pass the filters and touch a range; null where there are more than `most`, or
   * where not all events are here.
   * @param {Range} range
   * @param {number} most
   */
  within(range, most) {
    if (this.#bars) return null;
    /** @type {number[]} */
    const rows = [];
    this.each((row) => rows.push(row) > most, range);
    return rows.length > most ? null : rows;
  }

  /**
   * Counts the events shown that have marks and those that have none, here or not; null where all are.
   */
  get counted() {
    if (!this.#bars) return null;
    const [from, to] = this.range;
    const begun = countUntil(this.#bars.begins, to);
    const ended = countUntil(this.#bars.ends, from - 1);
    return { marked: begun.marked - ended.marked, unmarked: begun.unmarked - ended.unmarked };
  }

  /**
   * Returns the next row of an event that passes the filters, or -1.
   * @param {number} row
   * @param {1 | -1} step
   */
  next(row, step) {
    const { length } = this.#columns.first;
    for (let next = row + step; next >= 0 && next < length; next += step) {
      if (this.passes(next) && !this.isCount(next)) return next;
    }
    return -1;
  }

  /** Lists the days on which events that pass the filters begin. */
  beginnings() {
    if (this.#bars) return [...new Set(this.#bars.begins.day)];
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
    if (this.#bars) return countBars(this.#bars.begins, [from, to], bars, categories);
    const { first, category } = this.#columns;
    const counts = new Uint32Array(bars * categories);
    const { sure, end } = this.#within(from, to);
    const share = bars / (to - from + 1);
    for (let row = sure; row < end; row++) {
      if (!this.passes(row)) continue;
      counts[Math.floor((first[row] - from) * share) * categories + category[row]]++;
    }
    return counts;
  }
}

/**
 * Adds counts up by the part of a range in which their events begin, and by category.
 * @param {Counts} counted
 * @param {Range} range
 * @param {number} bars
 * @param {number} categories
 */
function countBars({ day, category, weight }, [from, to], bars, categories) {
  const counts = new Uint32Array(bars * categories);
  const share = bars / (to - from + 1);
  for (let bar = firstFrom(day, from); bar < day.length && day[bar] <= to; bar++) {
    counts[Math.floor((day[bar] - from) * share) * categories + category[bar]] += weight[bar];
  }
  return counts;
}

/**
 * Counts the events of all counts up to a day, with marks and without.
 * @param {Counts} counted
 * @param {number} until
 */
function countUntil({ day, weight, marked }, until) {
  const sums = { marked: 0, unmarked: 0 };
  for (let bar = 0; bar < day.length && day[bar] <= until; bar++) {
    sums[marked[bar] ? "marked" : "unmarked"] += weight[bar];
  }
  return sums;
}
