// Draws the events that are shown, and the map below them.

/** @import { Base, Message } from "./data.js" */
/** @import { Events } from "./events.js" */
/** @import { Elsewhere, Legend } from "./foot.js" */
/** @import { Group } from "./grid.js" */
/** @import { Ground } from "./ground.js" */
/** @import { Groups } from "./groups.js" */
/** @import { Marks } from "./marks.js" */
/** @import { Names } from "./names.js" */
/** @import { Circles, Leaders } from "./overlays.js" */
/** @import { Shown } from "./shown.js" */

import { isZooming, viewOf } from "./leaflet.js";
import { looksOf } from "./looks.js";

/**
 * @typedef {object} Parts
 * @property {Events} events
 * @property {Shown} shown
 * @property {Groups} groups
 * @property {Marks} marks
 * @property {Circles} circles
 * @property {Leaders} leaders
 * @property {Ground} ground
 * @property {Names} names
 * @property {Legend} legend
 * @property {Elsewhere} elsewhere
 */

/** Events of a group, or of a place away from the map, that are listed. */
export const MOST_LISTED = 50;
/** Milliseconds after the last frame of a drag, when all else is drawn. */
const REST = 120;

export class Drawing {
  /** @type {Message | null} */
  message = null;
  /** Whether the events are known that the first message asks for. */
  isReady = false;
  #map;
  #base;
  #parts;
  #drawn;
  #away;
  #isAsked = false;
  #resting = 0;

  /**
   * @param {L.Map} map
   * @param {Base} base
   * @param {Parts} parts
   * @param {() => void} drawn called when a drawing is complete
   */
  constructor(map, base, parts, drawn) {
    this.#map = map;
    this.#base = base;
    this.#parts = parts;
    this.#drawn = drawn;
    this.#away = parts.events.away();
  }

  /** Draws what each frame of a drag needs: the marks. The rest follows when the hand rests. */
  frame() {
    if (!this.isReady || this.#isAsked || isZooming(this.#map)) return;
    this.#isAsked = true;
    requestAnimationFrame(() => {
      this.#isAsked = false;
      this.#parts.groups.close();
      this.#drawMarks(false);
      clearTimeout(this.#resting);
      this.#resting = setTimeout(() => this.draw(), REST);
    });
  }

  /** Draws all. While Leaflet zooms, nothing: the end of the move draws again. */
  draw() {
    if (!this.message || !this.isReady || isZooming(this.#map)) return;
    clearTimeout(this.#resting);
    const { message } = this;
    const { shown, events, circles, ground, names } = this.#parts;
    const { selected } = message;
    const dated = { ...message, first: shown.range[0], last: shown.range[1] };
    const groups = this.#drawMarks(true);
    circles.draw(groups, selected, (group, row) => this.#parts.groups.holds(group, row));
    const named = selected >= 0 ? events.placeOf(selected).shapes : [];
    ground.draw(dated, named.length ? ground.litAmong(named, events.daysOf(selected)) : []);
    names.draw(dated, groups);
    this.#drawLegend(dated, groups);
    this.#drawElsewhere(selected);
    this.#drawn();
  }

  /** @param {boolean} exact see `Grid.clear` */
  #drawMarks(exact) {
    const { events, groups, marks, leaders } = this.#parts;
    const selected = this.message?.selected ?? -1;
    const found = groups.find(viewOf(this.#map), exact);
    const { categories } = this.#base;
    marks.draw(found, (group) => looksOf(events, categories, group, groups.holds(group, selected)));
    leaders.draw(found);
    return found;
  }

  /**
   * @param {Message} message
   * @param {readonly Group[]} groups
   */
  #drawLegend(message, groups) {
    const { events, legend, circles } = this.#parts;
    const signs = {
      group: groups.some(({ count }) => count > 1),
      hollow: groups.some(({ count, first }) => count === 1 && events.isVague(first)),
      circle: circles.areDrawn,
    };
    legend.show(signs, this.#base, message);
  }

  /** @param {number} selected */
  #drawElsewhere(selected) {
    const { events, shown, elsewhere } = this.#parts;
    const places = new Map();
    for (const row of this.#away) {
      if (!shown.has(row)) continue;
      const place = events.placeOf(row);
      const found = places.get(place) ?? { name: events.placeName(row), rows: [], count: 0 };
      found.count += 1;
      if (found.rows.length < MOST_LISTED) found.rows.push(row);
      places.set(place, found);
    }
    elsewhere.show([...places.values()], selected);
  }
}
