// The columns of a collection: arrays of numbers with an entry for each event, in the order of their first days.

/** @import { Base, Part } from "./data.js" */

/**
 * @typedef {object} Columns
 * @property {Float32Array} longitude in degrees
 * @property {Float32Array} latitude in degrees
 * @property {Int32Array} first the first day, from 1970-01-01
 * @property {Int32Array} last the last day
 * @property {Uint32Array} days how many days an event lasts beyond its first
 * @property {Uint16Array} decametres how far the place can be off, in steps of 10 m
 * @property {Uint16Array} place a number in the list of places
 * @property {Uint8Array} category a number in the list of categories
 * @property {Uint8Array} precision a number in the list of precisions
 * @property {Uint8Array} dating 1 where the day is not given, plus 2 where the date is inferred, plus
 *   4 for each step that its limits stand behind the first of LIMITS
 * @property {Uint8Array} status a number in the list of statuses
 * @property {Int32Array} [number] of a part of the events: that of each among all, -1 of several
 * @property {Uint32Array} [weight] of a part: how many events a count stands for, 0 of an event itself
 */

/**
 * @typedef {object} Counts counts of events by the days on which they begin, or end
 * @property {Int32Array} day the first of those days, or the last, in their order
 * @property {Uint32Array} weight how many events each stands for
 * @property {Uint8Array} category a number in the list of categories
 * @property {Uint8Array} marked 1 where they have marks on the map
 */

/**
 * @typedef {object} Bars counts for the timeline of all events that pass the filters
 * @property {Counts} begins
 * @property {Counts} ends
 */

/** @typedef {{ x: Float32Array, y: Float32Array }} World Web Mercator in pixels at zoom 0 */

/** The bits of `dating`. */
export const VAGUE = 1;
export const UNCERTAIN = 2;
const DOUBTS = 2;

/** @typedef {typeof LIMITS[number]} Limits whether a date has a beginning and an end */
const LIMITS = /** @type {const} */ ([
  "given",
  "beginning open",
  "beginning not known",
  "end open",
  "end not known",
]);

/**
 * Returns whether a date has a beginning and an end.
 * @param {number} dating
 * @returns {Limits}
 */
export const limitsOf = (dating) => LIMITS[dating >> DOUBTS];

const TYPES = {
  f4: Float32Array,
  i4: Int32Array,
  u4: Uint32Array,
  u2: Uint16Array,
  u1: Uint8Array,
};

/**
 * Reads a file of columns, which stand in it one after another.
 * @param {ArrayBuffer} buffer
 * @param {Base["columns"]} layout the name and type of each column
 * @param {number} count of rows
 * @returns {Columns}
 */
export function readColumns(buffer, layout, count) {
  const columns = /** @type {Columns} */ (
    /** @type {unknown} */ (readAt(buffer, layout, count, 0))
  );
  columns.last = columns.first.map((first, row) => first + columns.days[row]);
  return columns;
}

/**
 * Reads the counts for the timeline, which stand behind the rows of a part; null where there are none.
 * @param {ArrayBuffer} buffer
 * @param {Pick<Part, "columns" | "count" | "bars" | "bar_columns">} part
 * @returns {Bars | null}
 */
export function readBars(buffer, { columns, count, bars, bar_columns }) {
  if (!bars) return null;
  const width = columns.reduce((sum, [, type]) => sum + Number(type.slice(1)), 0);
  const { day, weight, category, marked, ends } = readAt(buffer, bar_columns, bars, width * count);
  const begin = ends.indexOf(1);
  const cut = begin < 0 ? bars : begin;
  const part = (/** @type {number} */ from, /** @type {number} */ to) =>
    /** @type {Counts} */ ({
      day: day.subarray(from, to),
      weight: weight.subarray(from, to),
      category: category.subarray(from, to),
      marked: marked.subarray(from, to),
    });
  return { begins: part(0, cut), ends: part(cut, bars) };
}

/**
 * @param {ArrayBuffer} buffer
 * @param {Base["columns"]} layout
 * @param {number} count of rows
 * @param {number} start where the first column begins, in bytes
 */
function readAt(buffer, layout, count, start) {
  let offset = start;
  const read = Object.fromEntries(
    layout.map(([name, type]) => {
      const column = new TYPES[/** @type {keyof TYPES} */ (type)](buffer, offset, count);
      offset += column.byteLength;
      return [name, column];
    }),
  );
  return read;
}

/**
 * Projects points (EPSG:3857) to pixels at zoom 0, where the world is 256 pixels wide. What no point
 * can stand for, from the precision `placeless` on, lies beyond the world.
 * @param {{ longitude: ArrayLike<number>, latitude: ArrayLike<number>, precision?: Uint8Array }} points
 * @param {number} [placeless]
 * @returns {World}
 */
export function project({ longitude, latitude, precision }, placeless = Infinity) {
  const count = longitude.length;
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const sine = Math.sin((latitude[row] * Math.PI) / 180);
    const nowhere = precision !== undefined && precision[row] >= placeless;
    x[row] = nowhere ? Infinity : ((longitude[row] + 180) / 360) * 256;
    y[row] = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
  }
  return { x, y };
}

/**
 * Unpacks a bit for each row, the highest bit of a byte first as NumPy packs them; a byte for each row
 * is quicker to ask.
 * @param {Uint8Array} bytes
 * @param {number} count of rows
 */
export function unpackRows(bytes, count) {
  const kept = new Uint8Array(count);
  for (let row = 0; row < count; row++) kept[row] = (bytes[row >> 3] >> (7 - (row & 7))) & 1;
  return kept;
}

/**
 * Packs what `unpackRows` unpacks.
 * @param {readonly boolean[]} kept
 */
export function packRows(kept) {
  const bytes = new Uint8Array(Math.ceil(kept.length / 8));
  for (const [row, passes] of kept.entries()) if (passes) bytes[row >> 3] |= 128 >> (row & 7);
  return bytes;
}
