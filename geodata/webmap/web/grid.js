// Groups the events in view on a grid that is fixed to the ground, so that panning keeps groups.

/** @import { World } from "./columns.js" */

/**
 * @typedef {object} View what part of the world is in view
 * @property {number} x the left edge, in pixels of the world at this zoom
 * @property {number} y the upper edge
 * @property {number} width in pixels
 * @property {number} height in pixels
 * @property {number} zoom
 */

/**
 * @typedef {object} Group
 * @property {number} count of events
 * @property {number} first the first row
 * @property {number} x of its middle, in pixels from the left edge of the view
 * @property {number} y from the upper edge
 * @property {Box} box round its events, in pixels of the world
 * @property {Int32Array} parts how many events there are of each category
 * @property {number[]} cells of the grid
 * @property {boolean} [joined] it is a part of another group
 * @property {{ x: number, y: number }} [fan] the middle of the opened group that it stands round
 */

/** @typedef {[west: number, north: number, east: number, south: number]} Box */

/**
 * @typedef {object} Filter
 * @property {Uint8Array | null} kept a byte for each row that counts; null where all do
 * @property {Int32Array | null} last the last day of each row; null where it is not asked for
 * @property {number} since the day to which a row must last
 */

/**
 * @typedef {object} Located where each row is
 * @property {Float32Array} x in pixels at zoom 0
 * @property {Float32Array} y
 * @property {Int32Array} keys cell and category in one number, or -1 where the row is out of view
 * @property {Uint32Array | null} weight how many events each row stands for, 0 for one; null where each is one
 * @property {number} shift bits of the category
 */

/** How wide the room of a mark is, in pixels: a finger needs more. */
export const MARK = globalThis.matchMedia?.("(pointer: coarse)").matches ? 44 : 30;
export const MOST_MARKS = 400;
/** How many cells cover a view where marks leave room for it. */
const CELLS = 330;
/** Pixels at the lower edge that are kept for the credits. */
const CREDITS = 16;

/**
 * `look` finds the cell of every row once for a view; then `clear`, `add` and `groups` group rows.
 */
export class Grid {
  /** @type {Located} */
  #located;
  #sums = makeSums(0, 0);
  #category;
  #categories;
  #ground;
  #seen = "";
  /** @type {View} */
  #view = { x: 0, y: 0, width: 0, height: 0, zoom: 0 };
  #scale = 1;
  #exact = true;
  #cell = 0;
  #columns = 0;
  #lines = 0;

  /**
   * @param {World} world where each row is
   * @param {Uint8Array} category of each row
   * @param {number} categories how many there are
   * @param {Box} ground what the base map shows, in pixels at zoom 0: what lies off it has no mark
   * @param {Uint32Array | null} [weight]
   */
  constructor(world, category, categories, ground, weight = null) {
    const shift = Math.ceil(Math.log2(categories));
    this.#located = { ...world, keys: new Int32Array(category.length), shift, weight };
    this.#category = category;
    this.#categories = categories;
    this.#ground = ground;
  }

  /**
   * Takes other rows in place of those that were there.
   * @param {World} world
   * @param {Uint8Array} category
   * @param {Uint32Array | null} weight
   */
  take(world, category, weight) {
    const { shift } = this.#located;
    this.#located = { ...world, keys: new Int32Array(category.length), shift, weight };
    this.#category = category;
    this.#seen = "";
  }

  /**
   * Takes other weights for the same rows.
   * @param {Uint32Array} weight
   */
  weigh(weight) {
    this.#located = { ...this.#located, weight };
  }

  /** @param {View} view */
  look(view) {
    const named = [view.x, view.y, view.zoom, view.width, view.height].join();
    if (named === this.#seen) return;
    this.#seen = named;
    this.#view = view;
    this.#scale = 2 ** view.zoom;
    this.#cell = Math.max(MARK + 4, Math.ceil(Math.sqrt((view.width * view.height) / CELLS)));
    this.#columns = Math.ceil((view.width + this.#cell) / this.#cell) + 1;
    this.#lines = Math.ceil((view.height + this.#cell) / this.#cell) + 1;
    const cells = this.#columns * this.#lines;
    if (this.#sums.firsts.length < cells) this.#sums = makeSums(cells, this.#located.shift);
    this.#placeRows(this.#clipped());
  }

  /**
   * Returns what is drawn, in pixels of the world: a mark at the very edge would be cut.
   * @returns {Box}
   */
  #clipped() {
    const { x, y, width, height } = this.#view;
    const [west, north, east, south] = this.#ground.map((edge) => edge * this.#scale);
    const inset = MARK / 2 + 1;
    return [
      Math.max(x + inset, west),
      Math.max(y + inset, north),
      Math.min(x + width - inset, east),
      Math.min(y + height - inset - CREDITS, south),
    ];
  }

  /** @param {Box} drawn */
  #placeRows([west, north, east, south]) {
    const { x: worldX, y: worldY, keys, shift } = this.#located;
    const category = this.#category;
    const cell = this.#cell;
    const columns = this.#columns;
    const scale = this.#scale;
    const left = Math.floor(this.#view.x / cell) * cell;
    const top = Math.floor(this.#view.y / cell) * cell;
    for (let row = 0; row < keys.length; row++) {
      const x = worldX[row] * scale;
      const y = worldY[row] * scale;
      const outside = x < west || y < north || x >= east || y >= south;
      const at = (((y - top) / cell) | 0) * columns + (((x - left) / cell) | 0);
      keys[row] = outside ? -1 : (at << shift) | category[row];
    }
  }

  /** @param {number} row */
  cellOf(row) {
    return this.#located.keys[row] >> this.#located.shift;
  }

  /**
   * Forgets the rows that were added.
   * @param {boolean} exact whether boxes are asked for: while the hand moves one is as wide as its cell
   */
  clear(exact) {
    this.#exact = exact;
    const { parts, x, y, west, north, east, south } = this.#sums;
    for (const sums of [parts, x, y]) sums.fill(0);
    for (const least of [west, north]) least.fill(Infinity);
    for (const most of [east, south]) most.fill(-Infinity);
  }

  /**
   * Adds the rows of [from, to) that pass a filter, from the last to the first of them.
   * @param {number} from
   * @param {number} to
   * @param {Filter} filter
   */
  add(from, to, filter) {
    count(this.#located, this.#sums, from, to, filter);
    if (this.#exact) measure(this.#located, this.#sums, from, to, filter);
  }

  /**
   * Groups the rows that were added, the largest group first.
   * @returns {Group[]}
   */
  groups() {
    const found = [];
    /** @type {Map<number, Group>} */
    const byCell = new Map();
    for (let at = 0; at < this.#columns * this.#lines; at++) {
      const group = this.#groupIn(at);
      if (group === null) continue;
      found.push(group);
      byCell.set(at, group);
    }
    return this.#merge(found, byCell).slice(0, MOST_MARKS);
  }

  /**
   * @param {number} at a cell
   * @returns {Group | null}
   */
  #groupIn(at) {
    const { parts, firsts, x: sumX, y: sumY } = this.#sums;
    const start = at << this.#located.shift;
    let count = 0;
    for (let part = start; part < start + this.#categories; part++) count += parts[part];
    if (!count) return null;
    const x = (sumX[at] / count) * this.#scale;
    const y = (sumY[at] / count) * this.#scale;
    return {
      count,
      first: firsts[at],
      cells: [at],
      x: x - this.#view.x,
      y: y - this.#view.y,
      box: this.#exact ? this.#boxOf(at) : [x, y, x + this.#cell, y + this.#cell],
      parts: parts.subarray(start, start + this.#categories),
    };
  }

  /**
   * @param {number} at a cell
   * @returns {Box}
   */
  #boxOf(at) {
    const scale = this.#scale;
    const { weight } = this.#located;
    if (weight?.[this.#sums.firsts[at]]) return this.#around(at);
    const { west, north, east, south } = this.#sums;
    return [west[at] * scale, north[at] * scale, east[at] * scale, south[at] * scale];
  }

  /**
   * Returns a box as wide as a cell round the middle of what is only counted there.
   * @param {number} at
   * @returns {Box}
   */
  #around(at) {
    const { west, north } = this.#sums;
    const [x, y] = [west[at] * this.#scale, north[at] * this.#scale];
    const half = this.#cell / 2;
    return [x - half, y - half, x + half, y + half];
  }

  /**
   * Joins groups of neighbouring cells whose middles are closer than a mark is wide.
   * @param {Group[]} found
   * @param {Map<number, Group>} byCell
   */
  #merge(found, byCell) {
    const line = this.#columns;
    const steps = [-line - 1, -line, -line + 1, -1, 1, line - 1, line, line + 1];
    found.sort((a, b) => b.count - a.count || a.first - b.first);
    for (const group of found) {
      if (group.joined) continue;
      for (const step of steps) {
        const other = byCell.get(group.cells[0] + step);
        if (!other || other === group || other.joined) continue;
        if (Math.hypot(group.x - other.x, group.y - other.y) < MARK) join(group, other);
      }
    }
    return found.filter((group) => !group.joined);
  }
}

/**
 * Makes room for what is summed up of each cell.
 * @param {number} cells
 * @param {number} shift bits of the category
 */
function makeSums(cells, shift) {
  const numbers = () => new Float64Array(cells);
  return {
    parts: new Int32Array(cells << shift), // by cell and category
    firsts: new Int32Array(cells),
    x: numbers(),
    y: numbers(),
    west: numbers(),
    north: numbers(),
    east: numbers(),
    south: numbers(),
  };
}

/** @typedef {ReturnType<typeof makeSums>} Sums */

/**
 * Counts rows by cell and category: the hot loop of a frame.
 * @param {Located} located
 * @param {Sums} sums
 * @param {number} from
 * @param {number} to
 * @param {Filter} filter
 */
function count({ x, y, keys, shift, weight }, sums, from, to, { kept, last, since }) {
  const { parts, firsts, x: sumX, y: sumY } = sums;
  for (let row = to - 1; row >= from; row--) {
    const key = keys[row];
    if (key < 0 || (kept !== null && kept[row] === 0)) continue;
    if (last !== null && last[row] < since) continue;
    const at = key >> shift;
    const events = weight === null ? 1 : weight[row] || 1;
    parts[key] += events;
    firsts[at] = row;
    sumX[at] += x[row] * events;
    sumY[at] += y[row] * events;
  }
}

/**
 * Finds the boxes of the rows that `count` counts.
 * @param {Located} located
 * @param {Sums} sums
 * @param {number} from
 * @param {number} to
 * @param {Filter} filter
 */
function measure({ x, y, keys, shift }, sums, from, to, { kept, last, since }) {
  const { west, north, east, south } = sums;
  for (let row = from; row < to; row++) {
    const key = keys[row];
    if (key < 0 || (kept !== null && kept[row] === 0)) continue;
    if (last !== null && last[row] < since) continue;
    const at = key >> shift;
    if (x[row] < west[at]) west[at] = x[row];
    if (x[row] > east[at]) east[at] = x[row];
    if (y[row] < north[at]) north[at] = y[row];
    if (y[row] > south[at]) south[at] = y[row];
  }
}

/**
 * @param {Group} group is changed to hold the other one too
 * @param {Group} other
 */
function join(group, other) {
  const count = group.count + other.count;
  group.x = (group.x * group.count + other.x * other.count) / count;
  group.y = (group.y * group.count + other.y * other.count) / count;
  group.count = count;
  group.first = Math.min(group.first, other.first);
  group.cells.push(...other.cells);
  group.parts = group.parts.map((value, category) => value + other.parts[category]);
  const [west, north, east, south] = group.box;
  group.box = [
    Math.min(west, other.box[0]),
    Math.min(north, other.box[1]),
    Math.max(east, other.box[2]),
    Math.max(south, other.box[3]),
  ];
  other.joined = true;
}
