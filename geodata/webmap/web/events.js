// What is known of an event, by its row.

/** @import { Base } from "./data.js" */
/** @import { Columns } from "./columns.js" */
/** @import { Part } from "./data.js" */
/** @import { Titles } from "./files.js" */
/** @import { Box, Group } from "./grid.js" */

import { limitsOf, project, UNCERTAIN, VAGUE } from "./columns.js";
import { dateInWords } from "./words.js";

/** How far apart events of one place may lie, in pixels. */
const ONE_PLACE = 0.01;

export class Events {
  /** In which of the region's languages places are named. */
  language = 0;
  /** @type {Base} */
  #base;
  /** @type {Columns} */
  #columns;
  #titles;
  /** @type {Pick<Part, "count" | "places" | "outlines" | "zoom">} */
  #part;
  /** @type {Map<number, GeoJSON.Geometry>} */
  #outlines = new Map();
  #world;
  /** @type {Box} */
  #ground;

  /**
   * @param {Base} base
   * @param {Columns} columns
   * @param {Titles} titles
   */
  constructor(base, columns, titles) {
    this.#base = base;
    this.#part = base;
    this.#columns = columns;
    this.#titles = titles;
    this.#world = this.#place();
    const [west, south, east, north] = base.region.bounds;
    const { x, y } = project({ longitude: [west, east], latitude: [north, south] });
    this.#ground = [x[0], y[0], x[1], y[1]];
  }

  /**
   * Takes other rows in place of those that were there.
   * @param {Pick<Part, "count" | "places" | "outlines" | "zoom">} part
   * @param {Columns} columns
   * @param {Titles} titles
   */
  take(part, columns, titles) {
    this.#part = part;
    this.#columns = columns;
    this.#titles = titles;
    this.#world = this.#place();
  }

  /** Returns where each row is, and notes which have a line or an area. */
  #place() {
    const { outlines, count } = this.#part;
    this.#outlines = new Map(outlines.map(({ row, geometry }) => [row, geometry]));
    const world = project(this.#columns, this.#base.placeless);
    for (let row = 0; row < count; row++) if (this.isWhole(row)) world.x[row] = Infinity;
    return world;
  }

  /** Where each row is, in pixels of the world at zoom 0. */
  get world() {
    return this.#world;
  }

  /** What the base map shows, in the same pixels. */
  get ground() {
    return this.#ground;
  }

  /** @param {number} row */
  isOnMap(row) {
    const x = this.#world.x[row];
    const y = this.#world.y[row];
    const [west, north, east, south] = this.#ground;
    return x >= west && x < east && y >= north && y < south;
  }

  /**
   * Returns whether an event is one of a whole area that the map draws, for which no mark can stand.
   * @param {number} row
   */
  isWhole(row) {
    return this.#columns.precision[row] === this.#base.whole && this.placeOf(row).shapes.length > 0;
  }

  /** The rows that have no mark. */
  away() {
    const found = [];
    for (let row = 0; row < this.#part.count; row++) if (!this.isOnMap(row)) found.push(row);
    return Int32Array.from(found);
  }

  /** @param {number} row */
  categoryOf(row) {
    return this.#base.categories[this.#columns.category[row]];
  }

  /** @param {number} row */
  placeOf(row) {
    return this.#part.places[this.#columns.place[row]];
  }

  /**
   * Returns whether a row is a count of events, of which no more is known than where and when they are.
   * @param {number} row
   */
  isCount(row) {
    return this.#columns.weight !== undefined && this.#columns.weight[row] > 0;
  }

  /**
   * Returns the tile in which a count's events lie, in pixels of the world at zoom 0.
   * @param {number} row
   * @returns {Box}
   */
  tileOf(row) {
    const width = 256 / 2 ** this.#part.zoom;
    const west = Math.floor(this.#world.x[row] / width) * width;
    const north = Math.floor(this.#world.y[row] / width) * width;
    return [west, north, west + width, north + width];
  }

  /**
   * Returns the number of an event's row among all events, as the server knows it; -1 of several.
   * @param {number} row
   */
  numberOf(row) {
    return this.#columns.number && row >= 0 ? this.#columns.number[row] : row;
  }

  /**
   * Returns the row of an event by its number among all events, or that of its count where only this
   * is here; -1 where neither is.
   * @param {number} number
   */
  rowOf(number) {
    const { number: numbers } = this.#columns;
    if (!numbers || number < 0) return number;
    const counted = numbers.indexOf(number);
    for (let row = counted; row >= 0; row = numbers.indexOf(number, row + 1)) {
      if (!this.isCount(row)) return row;
    }
    return counted;
  }

  /** @param {number} row */
  daysOf(row) {
    return { first: this.#columns.first[row], last: this.#columns.last[row] };
  }

  /**
   * Says when an event was, and what is not known of that.
   * @param {number} row
   */
  dateOf(row) {
    const { first, last, dating } = this.#columns;
    return dateInWords([first[row], last[row]], {
      vague: (dating[row] & VAGUE) > 0,
      uncertain: (dating[row] & UNCERTAIN) > 0,
      limits: limitsOf(dating[row]),
    });
  }

  /** @param {number} row */
  statusOf(row) {
    return this.#base.statuses[this.#columns.status[row]];
  }

  /** @param {number} row */
  placeName(row) {
    return this.placeOf(row).names[this.language];
  }

  /**
   * Returns latitude and longitude.
   * @param {number} row
   * @returns {[number, number]}
   */
  at(row) {
    return [this.#columns.latitude[row], this.#columns.longitude[row]];
  }

  /**
   * Returns the line or the area of an event, where it has one.
   * @param {number} row
   */
  outlineOf(row) {
    return this.#outlines.get(row);
  }

  /**
   * Returns how far the place can be off, in metres.
   * @param {number} row
   */
  doubt(row) {
    return this.#columns.decametres[row] * 10;
  }

  /**
   * Returns whether the place is an area or a line, not one point.
   * @param {number} row
   */
  isVague(row) {
    return this.#columns.precision[row] >= this.#base.vague;
  }

  /**
   * Returns the title where it is here already.
   * @param {number} row
   */
  title(row) {
    return this.#titles.get(row);
  }

  /** @param {number} row */
  brief(row) {
    return this.title(row) || this.categoryOf(row).label;
  }

  /** @param {number} row */
  wantTitle(row) {
    return this.#titles.want(row);
  }
}

/** @param {Group} group */
export function isOnePlace({ box: [west, north, east, south] }) {
  return east - west < ONE_PLACE && south - north < ONE_PLACE;
}
