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

/** How wide a mark is, in pixels. */
export const MARK = 30;
export const MOST_MARKS = 400;
/** How many cells cover a view where marks leave room for it. */
const CELLS = 330;
/** Pixels at the lower edge that are kept for the credits. */
const CREDITS = 16;

/**
 * `look` finds the cell of every row once for a view; then `clear`, `add` and `groups` group rows.
 */
export class Grid {
  #world;
  #category;
  #categories;
  #ground;
  #shift;
  /** Cell and category of a row in one number, or -1 where it is out of view. */
  #keys;
  #seen = "";
  /** @type {View} */
  #view = { x: 0, y: 0, width: 0, height: 0, zoom: 0 };
  #scale = 1;
  #exact = true;
  #cell = 0;
  #columns = 0;
  #lines = 0;
  #parts = new Int32Array(0);
  #firsts = new Int32Array(0);
  #sums = { x: new Float64Array(0), y: new Float64Array(0) };
  #least = { x: new Float64Array(0), y: new Float64Array(0) };
  #most = { x: new Float64Array(0), y: new Float64Array(0) };

  /**
   * @param {World} world where each row is
   * @param {Uint8Array} category of each row
   * @param {number} categories how many there are
   * @param {Box} ground what the base map shows, in pixels at zoom 0: what lies off it has no mark
   */
  constructor(world, category, categories, ground) {
    this.#world = world;
    this.#category = category;
    this.#categories = categories;
    this.#ground = ground;
    this.#shift = Math.ceil(Math.log2(categories));
    this.#keys = new Int32Array(category.length);
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
    this.#makeRoom(this.#columns * this.#lines);
    this.#placeRows(this.#clipped());
  }

  /** @param {number} cells */
  #makeRoom(cells) {
    if (this.#firsts.length >= cells) return;
    const pair = () => ({ x: new Float64Array(cells), y: new Float64Array(cells) });
    this.#parts = new Int32Array(cells << this.#shift);
    this.#firsts = new Int32Array(cells);
    this.#sums = pair();
    this.#least = pair();
    this.#most = pair();
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
    const { x: worldX, y: worldY } = this.#world;
    const cell = this.#cell;
    const columns = this.#columns;
    const scale = this.#scale;
    const shift = this.#shift;
    const category = this.#category;
    const keys = this.#keys;
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
    return this.#keys[row] >> this.#shift;
  }

  /**
   * Forgets the rows that were added.
   * @param {boolean} exact whether boxes are asked for: while the hand moves one is as wide as its cell
   */
  clear(exact) {
    this.#exact = exact;
    for (const sums of [this.#parts, this.#sums.x, this.#sums.y]) sums.fill(0);
    for (const least of [this.#least.x, this.#least.y]) least.fill(Infinity);
    for (const most of [this.#most.x, this.#most.y]) most.fill(-Infinity);
  }

  /**
   * Counts the rows of [from, to) that are kept and last to `since`, from the last to the first of
   * them: the hot loop of a frame.
   * @param {number} from
   * @param {number} to
   * @param {Uint8Array | null} kept
   * @param {Int32Array | null} last
   * @param {number} since
   */
  add(from, to, kept, last, since) {
    const { x, y } = this.#world;
    const { x: sumX, y: sumY } = this.#sums;
    const keys = this.#keys;
    const parts = this.#parts;
    const firsts = this.#firsts;
    const shift = this.#shift;
    for (let row = to - 1; row >= from; row--) {
      const key = keys[row];
      if (key < 0) continue;
      if ((kept !== null && kept[row] === 0) || (last !== null && last[row] < since)) continue;
      const at = key >> shift;
      parts[key]++;
      firsts[at] = row;
      sumX[at] += x[row];
      sumY[at] += y[row];
    }
    if (this.#exact) this.#measure(from, to, kept, last, since);
  }

  /**
   * Finds the boxes of the rows that `add` counts.
   * @param {number} from
   * @param {number} to
   * @param {Uint8Array | null} kept
   * @param {Int32Array | null} last
   * @param {number} since
   */
  #measure(from, to, kept, last, since) {
    const { x, y } = this.#world;
    const { x: leastX, y: leastY } = this.#least;
    const { x: mostX, y: mostY } = this.#most;
    const keys = this.#keys;
    const shift = this.#shift;
    for (let row = from; row < to; row++) {
      const key = keys[row];
      if (key < 0) continue;
      if ((kept !== null && kept[row] === 0) || (last !== null && last[row] < since)) continue;
      const at = key >> shift;
      if (x[row] < leastX[at]) leastX[at] = x[row];
      if (x[row] > mostX[at]) mostX[at] = x[row];
      if (y[row] < leastY[at]) leastY[at] = y[row];
      if (y[row] > mostY[at]) mostY[at] = y[row];
    }
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
    const start = at << this.#shift;
    let count = 0;
    for (let part = start; part < start + this.#categories; part++) count += this.#parts[part];
    if (!count) return null;
    const x = (this.#sums.x[at] / count) * this.#scale;
    const y = (this.#sums.y[at] / count) * this.#scale;
    return {
      count,
      first: this.#firsts[at],
      cells: [at],
      x: x - this.#view.x,
      y: y - this.#view.y,
      box: this.#exact ? this.#boxOf(at) : [x, y, x + this.#cell, y + this.#cell],
      parts: this.#parts.subarray(start, start + this.#categories),
    };
  }

  /**
   * @param {number} at a cell
   * @returns {Box}
   */
  #boxOf(at) {
    const scale = this.#scale;
    const { x: west, y: north } = this.#least;
    const { x: east, y: south } = this.#most;
    return [west[at] * scale, north[at] * scale, east[at] * scale, south[at] * scale];
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
