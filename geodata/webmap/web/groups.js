// The groups of the events shown, of which one can be opened to a ring of its events.

/** @import { Grid, Group, View } from "./grid.js" */
/** @import { Shown } from "./shown.js" */

import { isOnePlace } from "./events.js";

/** The most events that stand in a ring; more are listed. */
export const MOST_FANNED = 10;

export class Groups {
  #grid;
  #shown;
  /** @type {number | null} the first row of the opened group */
  #opened = null;

  /**
   * @param {Grid} grid
   * @param {Shown} shown
   */
  constructor(grid, shown) {
    this.#grid = grid;
    this.#shown = shown;
  }

  /**
   * Groups what is shown.
   * @param {View} view
   * @param {boolean} exact see `Grid.clear`
   */
  find(view, exact) {
    this.#grid.look(view);
    this.#grid.clear(exact);
    this.#shown.addTo(this.#grid);
    const groups = this.#grid.groups();
    const opened = groups.find((group) => this.#isOpened(group));
    if (!opened) return groups;
    return groups.flatMap((group) => (group === opened ? this.#fan(group) : [group]));
  }

  /** @param {Group} group */
  #isOpened(group) {
    if (this.#opened === null || group.first !== this.#opened) return false;
    return group.count > 1 && group.count <= MOST_FANNED && isOnePlace(group);
  }

  /**
   * Puts each event of a group into a ring of pixels round their place.
   * @param {Group} group
   * @returns {Group[]}
   */
  #fan(group) {
    const { x, y, box, cells, parts } = group;
    const rows = this.rowsOf(group, MOST_FANNED);
    const radius = 16 + rows.length * 7;
    return rows.map((first, i) => {
      const angle = (i / rows.length) * 2 * Math.PI - Math.PI / 2;
      const at = { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
      return { count: 1, first, ...at, box, cells, parts, fan: { x, y } };
    });
  }

  /**
   * Opens a group, or closes it where it is the opened one; returns whether it is open now.
   * @param {Group} group
   */
  toggle(group) {
    this.#opened = this.#opened === group.first ? null : group.first;
    return this.#opened !== null;
  }

  close() {
    this.#opened = null;
  }

  /**
   * Returns the first rows of a group, by asking once more which rows lie in its cells.
   * @param {Group} group
   * @param {number} most
   */
  rowsOf({ cells }, most) {
    /** @type {number[]} */
    const rows = [];
    this.#shown.each((row) => {
      if (cells.includes(this.#grid.cellOf(row))) rows.push(row);
      return rows.length >= most;
    });
    return rows;
  }

  /**
   * Counts the events shown that have a place on the map, but none in view.
   * @param {(row: number) => boolean} isOnMap
   * @param {readonly Group[]} found the groups in view
   */
  outside(isOnMap, found) {
    const { counted } = this.#shown;
    if (counted) return counted.marked - found.reduce((sum, { count }) => sum + count, 0);
    let count = 0;
    this.#shown.each((row) => {
      if (this.#grid.cellOf(row) < 0 && isOnMap(row)) count += 1;
      return false;
    });
    return count;
  }

  /**
   * Returns whether an event is in a group.
   * @param {Group} group
   * @param {number} row or -1 for none
   */
  holds(group, row) {
    if (row < 0) return false;
    if (group.count === 1 && row !== this.#shown.hidden) return group.first === row;
    return group.cells.includes(this.#grid.cellOf(row)) && this.#shown.counts(row);
  }
}
