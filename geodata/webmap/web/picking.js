// What happens where a visitor picks marks: an event is selected, a group opened, its events listed.

/** @import { Gathered } from "./chips.js" */
/** @import { Chooser } from "./controls.js" */
/** @import { Events } from "./events.js" */
/** @import { Group } from "./grid.js" */
/** @import { Groups } from "./groups.js" */
/** @import { Marks } from "./marks.js" */
/** @import { Movement } from "./movement.js" */
/** @import { MapTip } from "./map_tip.js" */

import { MOST_LISTED } from "./drawing.js";
import { isOnePlace } from "./events.js";
import { MOST_FANNED } from "./groups.js";
import { nameGroup, nameMark } from "./looks.js";

/**
 * @typedef {object} Parts
 * @property {Events} events
 * @property {Groups} groups
 * @property {Marks} marks
 * @property {Movement} movement
 * @property {Chooser} chooser
 * @property {MapTip} tip
 */

/**
 * @typedef {object} Handlers
 * @property {(row: number) => void} select an event
 * @property {(group: Group) => void} inside only what a group counts is asked for
 * @property {() => void} redraw the marks
 * @property {(row: number) => void} hovered the pointer or the keyboard came to the mark of an event, or left it (-1)
 * @property {<Result>(work: () => Promise<Result>, then: (result: Result) => void) => void} wait for
 * what is to be fetched
 */

const OPEN = "Click to choose one";
const NEARER = "Counted here: click to come nearer";
const INSIDE = "Counted here: click to list these alone";

export class Picking {
  #map;
  #parts;
  #handlers;
  /** @type {Group | null} */
  #hovered = null;

  /**
   * @param {L.Map} map
   * @param {Parts} parts
   * @param {Handlers} handlers
   */
  constructor(map, parts, handlers) {
    this.#map = map;
    this.#parts = parts;
    this.#handlers = handlers;
  }

  /** @param {Group} group */
  open(group) {
    const { events, groups, movement } = this.#parts;
    if (group.count === 1) return this.#handlers.select(group.first);
    const isApart = !isOnePlace(group) && this.#canNear;
    const near = isApart ? () => movement.zoomTo(group.box) : null;
    if (events.isCount(group.first)) return near ? near() : this.#handlers.inside(group);
    if (near && group.count > MOST_LISTED) return near();
    if (!near && group.count <= MOST_FANNED) return this.#fan(group);
    const rows = groups.rowsOf(group, MOST_LISTED);
    return this.list({ name: nameGroup(events, group), rows, count: group.count }, near);
  }

  get #canNear() {
    return this.#map.getZoom() < this.#map.getMaxZoom();
  }

  /** @param {Group} group */
  #fan(group) {
    const isOpen = this.#parts.groups.toggle(group);
    this.#handlers.redraw();
    if (isOpen) this.#parts.marks.focus(group.first);
  }

  /**
   * Lists events to choose from; one alone is selected at once.
   * @param {Gathered} group
   * @param {(() => void) | null} [near] zooms in on them
   */
  list({ name, rows, count }, near = null) {
    const { events, chooser } = this.#parts;
    if (count === 1) return this.#handlers.select(rows[0]);
    return this.#handlers.wait(
      () => Promise.all(rows.map((row) => events.wantTitle(row))),
      (titles) => {
        const named = rows.map((row, i) => ({
          row,
          title: titles[i],
          category: events.categoryOf(row),
        }));
        chooser.open(name, named, count, near);
      },
    );
  }

  /** Closes what is open. */
  close() {
    this.#parts.groups.close();
    this.#parts.chooser.close();
    this.#parts.tip.hide();
  }

  /**
   * Says in a tip what the pointer or the keyboard is on, and tells the page of a single event.
   * @param {Group | null} group
   * @param {HTMLElement} [node] its mark
   */
  hover(group, node) {
    const { events, tip } = this.#parts;
    this.#hovered = group;
    this.#handlers.hovered(group?.count === 1 ? group.first : -1);
    if (!group) return tip.hide();
    if (events.isCount(group.first)) {
      const does = group.count === 1 ? "" : this.#canNear ? NEARER : INSIDE;
      return tip.show(group, [nameGroup(events, group), does], node);
    }
    if (group.count > 1) return tip.show(group, [nameGroup(events, group), OPEN], node);
    const row = group.first;
    tip.show(group, this.#linesOf(row), node);
    if (events.title(row)) return;
    this.#handlers.wait(
      () => events.wantTitle(row),
      () => {
        node?.setAttribute("aria-label", nameMark(events, row));
        if (this.#hovered === group) tip.show(group, this.#linesOf(row), node);
      },
    );
  }

  /** @param {number} row */
  #linesOf(row) {
    const { events } = this.#parts;
    const where = `${events.dateOf(row)} · ${events.placeName(row)}`;
    return [events.brief(row), where, events.statusOf(row)];
  }
}
