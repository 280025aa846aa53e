// The map of a lesson: what a screen shows of the events.

/** @import { Files } from "../../../geodata/webmap/web/files.js" */
/** @import { Shown } from "./state.js" */

import { packRows } from "../../../geodata/webmap/web/columns.js";
import { held, hold } from "../../../geodata/webmap/web/files.js";
import { start } from "../../../geodata/webmap/web/frame.js";

/**
 * @typedef {object} Mapped what Python writes of the map
 * @property {Files} map
 * @property {Record<string, string>} files in base 64, by their names
 * @property {[latitude: number, longitude: number]} centre
 * @property {[farthest: number, nearest: number]} zooms
 * @property {number} layers a bit for each that is drawn
 */

export class Stage {
  #content;
  #frame;
  #reach = 0;
  #last = "";

  /**
   * @param {Mapped} content
   * @param {number} count of events
   * @param {(row: number) => void} pick takes the event whose mark was pressed
   */
  constructor(content, count, pick) {
    this.#content = content;
    this.count = count;
    hold(content.files);
    const map = L.map("map", {
      center: content.centre,
      zoom: content.zooms[0],
      minZoom: content.zooms[0],
      maxZoom: content.zooms[1],
      zoomSnap: 0.25,
      scrollWheelZoom: false,
      keyboard: false, // the arrows turn pages
    });
    this.#frame = start(map, content.map, ({ row }) => {
      if (row !== undefined && row >= 0) pick(row);
    });
  }

  /**
   * Shows what a screen asks for; the map moves once for each.
   * @param {Shown} shown
   * @param {{ dark: boolean, language: number, frozen: boolean }} manner
   */
  show({ rows, selected, first, last, view }, { dark, language, frozen }) {
    const name = rows.join("-");
    const file = this.#content.map.rows.replace("*", name);
    if (!held.has(file)) {
      held.set(file, packRows(Array.from({ length: this.count }, (_, n) => rows.includes(n))));
    }
    const asked = JSON.stringify([rows, selected, view]);
    if (asked !== this.#last && !frozen) this.#reach += 1;
    this.#last = asked;
    const { layers } = this.#content;
    const days = { first, last, rows: name, selected, view };
    const still = { part: "", counts: [], chosen: 0, within: false, seen: 0 };
    this.#frame.show({ ...days, ...still, layers, language, dark, reach: this.#reach });
  }
}
