// What happens where a visitor picks marks: an event is selected, a group opened, its events listed.

/** @import { Caption, Away } from "./foot.js" */
/** @import { Chooser } from "./controls.js" */
/** @import { Events } from "./events.js" */
/** @import { Group } from "./grid.js" */
/** @import { Groups } from "./groups.js" */
/** @import { Marks } from "./marks.js" */
/** @import { Movement } from "./movement.js" */

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
 * @property {Caption} caption
 */

/**
 * @typedef {object} Handlers
 * @property {(row: number) => void} select an event
 * @property {() => void} redraw the marks
 * @property {<Result>(work: () => Promise<Result>, then: (result: Result) => void) => void} wait for
 * what is to be fetched
 */

export class Picking {
  #map;
  #parts;
  #handlers;
  #selected = -1;

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

  /**
   * Says which event is selected, by its title as soon as that is here.
   * @param {number} row or -1
   */
  follow(row) {
    const { events, caption, chooser } = this.#parts;
    this.#selected = row;
    chooser.close();
    if (row < 0) return caption.show("", true);
    return this.#handlers.wait(
      () => events.wantTitle(row),
      (title) => this.#selected === row && caption.show(title, true),
    );
  }

  /** @param {Group} group */
  open(group) {
    const { events, groups, movement } = this.#parts;
    if (group.count === 1) return this.#handlers.select(group.first);
    if (!isOnePlace(group) && this.#map.getZoom() < this.#map.getMaxZoom())
      return movement.zoomTo(group.box);
    if (group.count <= MOST_FANNED) return this.#fan(group);
    const rows = groups.rowsOf(group, MOST_LISTED);
    return this.list({ name: nameGroup(events, group), rows, count: group.count });
  }

  /** @param {Group} group */
  #fan(group) {
    const isOpen = this.#parts.groups.toggle(group);
    this.#handlers.redraw();
    if (isOpen) this.#parts.marks.focus(group.first);
  }

  /**
   * Lists events to choose from; one alone is selected at once.
   * @param {Away} group
   */
  list({ name, rows, count }) {
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
        chooser.open(name, named, count);
      },
    );
  }

  /** Closes what is open. */
  close() {
    this.#parts.groups.close();
    this.#parts.chooser.close();
  }

  /**
   * Names the group that the pointer or the keyboard is on, or else the selected event.
   * @param {Group | null} group
   * @param {HTMLElement} [node] its mark
   */
  hover(group, node) {
    const { events, caption } = this.#parts;
    if (!group) return caption.show(this.#selected < 0 ? "" : events.brief(this.#selected), true);
    if (group.count > 1) return caption.show(nameGroup(events, group));
    const row = group.first;
    caption.show(events.brief(row));
    if (events.title(row)) return;
    this.#handlers.wait(
      () => events.wantTitle(row),
      (title) => {
        caption.show(title);
        node?.setAttribute("aria-label", nameMark(events, row));
      },
    );
  }
}
