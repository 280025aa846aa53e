// Circles of doubt round marks, lines and areas of events, and the lines that tie the events of an opened group to their place.

/** @import { Events } from "./events.js" */
/** @import { Group } from "./grid.js" */

import { isOnePlace } from "./events.js";

/** Of the earth, in metres, as Web Mercator has it (EPSG:3857). */
const CIRCUMFERENCE = 40_075_016.686;
/** In pixels: a smaller circle would be hidden by its mark. */
const LEAST_RADIUS = 16;

/** @param {L.Map} map */
function metresInPixel(map) {
  const shrunk = Math.cos((map.getCenter().lat * Math.PI) / 180);
  return (CIRCUMFERENCE * shrunk) / (256 * 2 ** map.getZoom());
}

export class Circles {
  #map;
  #events;
  #drawn;

  /**
   * @param {L.Map} map
   * @param {Events} events
   */
  constructor(map, events) {
    this.#map = map;
    this.#events = events;
    this.#drawn = L.layerGroup().addTo(map);
  }

  get areDrawn() {
    return this.#drawn.getLayers().length > 0;
  }

  /**
   * @param {readonly Group[]} groups
   * @param {number} selected a row or -1
   * @param {(group: Group, row: number) => boolean} holds
   */
  draw(groups, selected, holds) {
    this.#drawn.clearLayers();
    const pixel = metresInPixel(this.#map);
    for (const group of groups) {
      const row = holds(group, selected) ? selected : group.first;
      if (this.#isWanted(group, row, row === selected, pixel))
        this.#drawCircle(row, row === selected);
    }
  }

  /**
   * @param {Group} group
   * @param {number} row
   * @param {boolean} isChosen
   * @param {number} pixel in metres
   */
  #isWanted(group, row, isChosen, pixel) {
    const { x, y } = this.#map.getSize();
    const radius = this.#events.doubt(row) / pixel;
    // Where shapes stand for the place, they say how far it reaches.
    if (!isOnePlace(group) || this.#events.placeOf(row).shapes.length || radius < LEAST_RADIUS)
      return false;
    return isChosen || radius * 2 <= Math.min(x, y);
  }

  /**
   * @param {number} row
   * @param {boolean} isChosen
   */
  #drawCircle(row, isChosen) {
    const className = isChosen ? "doubt chosen" : "doubt";
    const options = { radius: this.#events.doubt(row), interactive: false, className };
    this.#drawn.addLayer(L.circle(this.#events.at(row), options));
  }
}

export class Outlines {
  #events;
  #drawn;
  #shown = -1;

  /**
   * @param {L.Map} map
   * @param {Events} events
   */
  constructor(map, events) {
    this.#events = events;
    this.#drawn = L.layerGroup().addTo(map);
  }

  /**
   * Draws the line or the area of an event.
   * @param {number} row or -1
   */
  draw(row) {
    if (row === this.#shown) return;
    this.#shown = row;
    this.#drawn.clearLayers();
    const outline = this.#events.outlineOf(row);
    if (!outline) return;
    const style = { className: "outline", color: this.#events.categoryOf(row).colour };
    this.#drawn.addLayer(L.geoJSON(outline, { interactive: false, style, pointToLayer: dot }));
  }
}

/**
 * @param {unknown} _
 * @param {L.LatLng} at
 */
const dot = (_, at) => L.circleMarker(at, { radius: 4, interactive: false });

export class Leaders {
  #map;
  #drawn;

  /** @param {L.Map} map */
  constructor(map) {
    this.#map = map;
    this.#drawn = L.layerGroup().addTo(map);
  }

  /** @param {readonly Group[]} groups */
  draw(groups) {
    this.#drawn.clearLayers();
    for (const { x, y, fan } of groups) {
      if (!fan) continue;
      const ends = [L.point(fan), L.point(x, y)].map((end) =>
        this.#map.containerPointToLatLng(end),
      );
      const options = { interactive: false, weight: 2, className: "leader" };
      this.#drawn.addLayer(L.polyline(ends, options));
    }
  }
}
