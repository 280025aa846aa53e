// Draws the events that are shown, and the map below them.

/** @import { Base, Message } from "./data.js" */
/** @import { Events } from "./events.js" */
/** @import { Chips, Gathered } from "./chips.js" */
/** @import { Legend } from "./foot.js" */
/** @import { Group } from "./grid.js" */
/** @import { Ground } from "./ground.js" */
/** @import { Groups } from "./groups.js" */
/** @import { Marks } from "./marks.js" */
/** @import { Inset } from "./inset.js" */
/** @import { Names } from "./names.js" */
/** @import { Circles, Leaders, Outlines } from "./overlays.js" */
/** @import { Shown } from "./shown.js" */
/** @import { Subjects } from "./subjects.js" */

import { controlsOf, isZooming, viewOf } from "./leaflet.js";
import { looksOf } from "./looks.js";
import { clearNames, clearSigns, HALF, roomRound } from "./rooms.js";

/**
 * @typedef {object} Parts
 * @property {Events} events
 * @property {Shown} shown
 * @property {Groups} groups
 * @property {Marks} marks
 * @property {Circles} circles
 * @property {Outlines} outlines
 * @property {Leaders} leaders
 * @property {Ground} ground
 * @property {Names} names
 * @property {Subjects} subjects
 * @property {Inset} inset
 * @property {Legend} legend
 * @property {Chips} chips
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
  /** The event that the pointer is on in a list, or -1. */
  #lit = -1;
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

  /** Draws other events than before. */
  renew() {
    this.#away = this.#parts.events.away();
    this.draw();
  }

  /** Draws what each frame of a drag needs: the marks. The rest follows when the hand rests. */
  frame() {
    if (!this.isReady || this.#isAsked || isZooming(this.#map)) return;
    this.#isAsked = true;
    requestAnimationFrame(() => {
      this.#isAsked = false;
      this.#parts.groups.close();
      const groups = this.#findGroups(false);
      clearNames(groups, this.#parts.names.rooms);
      this.#drawMarks(groups);
      this.#parts.chips.tellNearly(this.isNear);
      clearTimeout(this.#resting);
      this.#resting = setTimeout(() => this.draw(), REST);
    });
  }

  /** Whether days are shown that the server has not counted, but others. */
  get isNear() {
    const { shown } = this.#parts;
    const [first, last] = shown.range;
    return shown.counted !== null && (this.message?.first !== first || this.message.last !== last);
  }

  /** Draws all. While Leaflet zooms, nothing: the end of the move draws again. */
  draw() {
    if (!this.message || !this.isReady || isZooming(this.#map)) return;
    clearTimeout(this.#resting);
    const { message } = this;
    const { shown, events, circles, ground, inset } = this.#parts;
    const { selected } = message;
    // The ground is that of the open event's last day; else that of the last day shown.
    const until = selected < 0 ? Infinity : events.daysOf(selected).last;
    const [first, last] = shown.range;
    const dated = { ...message, first, last: Math.max(first, Math.min(last, until)) };
    const named = selected >= 0 ? events.placeOf(selected).shapes : [];
    ground.draw(dated, named.length ? ground.litAmong(named, events.daysOf(selected)) : []);
    inset.draw(message.dark);
    const groups = this.#drawNames(dated);
    this.#drawMarks(groups);
    circles.draw(groups, selected, (group, row) => this.#parts.groups.holds(group, row));
    this.#drawOutline();
    this.#drawLegend(dated, groups);
    this.#drawChips(groups);
    this.#drawn();
  }

  /**
   * Lights what stands for the event that the pointer is on in a list: its mark, group or chip.
   * @param {number} row or -1
   */
  light(row) {
    this.#lit = row;
    if (!this.message || !this.isReady) return;
    this.#parts.marks.light((group) => this.#parts.groups.holds(group, row));
    this.#parts.chips.light(row, "lit");
    this.#drawOutline();
  }

  /** Draws the line or the area of the event that the pointer is on, or else of the open one. */
  #drawOutline() {
    this.#parts.outlines.draw(this.#lit >= 0 ? this.#lit : (this.message?.selected ?? -1));
  }

  /**
   * Writes the names, and returns the groups of marks, which have given way to them.
   * @param {Message} message
   */
  #drawNames(message) {
    const { names, subjects } = this.#parts;
    this.#tellPlace();
    names.look(message);
    const groups = this.#findGroups(true);
    /** @type {import("./names.js").Taken} */
    const taken = { marks: this.#roomsOf(groups), names: controlsOf(this.#map) };
    names.writeChief(message, taken);
    subjects.draw(message, taken);
    clearNames(groups, names.rooms);
    taken.marks = this.#roomsOf(groups);
    names.writeOthers(message, taken);
    return groups;
  }

  /** Names the place of the event that is presented, but for a subject, which is named along its shape. */
  #tellPlace() {
    const { events, names, subjects } = this.#parts;
    const row = this.message?.selected ?? -1;
    const isTold = this.#isPresenting && row >= 0 && events.isOnMap(row);
    const place = isTold ? events.placeOf(row) : null;
    subjects.told = place?.shapes ?? [];
    names.tell(
      place && !subjects.tells(place.shapes) ? place : null,
      isTold ? events.at(row) : [0, 0],
    );
  }

  get #isPresenting() {
    return document.documentElement.dataset.mode === "presenting";
  }

  /** @param {readonly Group[]} groups */
  #roomsOf(groups) {
    const selected = this.message?.selected ?? -1;
    const ring = (/** @type {Group} */ group) =>
      this.#parts.groups.holds(group, selected) ? HALF.ring : 0;
    return groups.map((group) => roomRound(group, HALF.mark + ring(group)));
  }

  /** @param {boolean} exact see `Grid.clear` */
  #findGroups(exact) {
    const found = this.#parts.groups.find(viewOf(this.#map), exact);
    clearSigns(found, this.#parts.names.signs);
    return found;
  }

  /** @param {readonly Group[]} found */
  #drawMarks(found) {
    const { events, groups, marks, leaders } = this.#parts;
    const selected = this.message?.selected ?? -1;
    const { categories } = this.#base;
    marks.draw(found, (group) => looksOf(events, categories, group, groups.holds(group, selected)));
    marks.light((group) => groups.holds(group, this.#lit));
    leaders.draw(found);
  }

  /**
   * @param {Message} message
   * @param {readonly Group[]} groups
   */
  #drawLegend(message, groups) {
    const { events, legend, circles } = this.#parts;
    const signs = {
      group: groups.some(({ count, first }) => count > 1 && !events.isCount(first)),
      counted: groups.some(({ first }) => events.isCount(first)),
      hollow: groups.some(({ count, first }) => count === 1 && events.isVague(first)),
      circle: circles.areDrawn,
    };
    legend.show(signs, this.#base, message);
  }

  /** @param {readonly Group[]} groups in view */
  #drawChips(groups) {
    const { events, shown, chips } = this.#parts;
    const places = new Map();
    for (const row of this.#away) {
      if (!shown.has(row)) continue;
      const place = events.placeOf(row);
      const found = places.get(place) ?? {
        name: events.placeName(row),
        rows: [],
        count: 0,
        isWhole: events.isWhole(row),
      };
      found.count += 1;
      if (found.rows.length < MOST_LISTED) found.rows.push(row);
      places.set(place, found);
    }
    /** @type {(Gathered & { isWhole: boolean })[]} */
    const all = [...places.values()];
    const [whole, away] = [true, false].map((one) => all.filter(({ isWhole }) => isWhole === one));
    chips.show(whole, away);
    const isAll = this.message?.within || this.isNear;
    chips.tellOutside(isAll ? 0 : this.#parts.groups.outside((row) => events.isOnMap(row), groups));
    const unmarked = shown.counted?.unmarked ?? 0;
    chips.tellNearly(this.isNear);
    const are = groups.some(({ first }) => events.isCount(first));
    chips.tellCounts(are, unmarked, this.#map.getZoom() < this.#map.getMaxZoom());
    chips.light(this.message?.selected ?? -1, "selected");
    chips.light(this.#lit, "lit");
  }
}
