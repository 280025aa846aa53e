// The names of places, seas and countries, each where it has room.

/** @import { Base, Label, Message, Shape } from "./data.js" */
/** @import { Group } from "./grid.js" */

import { element } from "./elements.js";
import { isOn, stands } from "./ground.js";
import { flatMarker } from "./leaflet.js";

/** @typedef {Pick<Label, "names" | "at" | "first" | "last" | "layer" | "rank"> & { sign?: Label["sign"] }} Name */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Room */

/** Half of the room that is kept round the middle of a mark, in pixels. */
const ROUND_MARK = 16;
/** How far below its place a name may stand where a mark takes its room. */
const DOWN = [0, 18, -40];

export class Names {
  #map;
  #base;
  #names;
  #drawn;

  /**
   * @param {L.Map} map
   * @param {Base} base
   */
  constructor(map, base) {
    this.#map = map;
    this.#base = base;
    this.#drawn = L.layerGroup().addTo(map);
    this.#names = namesIn(base);
  }

  /**
   * @param {Message} message
   * @param {readonly Group[]} groups whose marks need their room
   */
  draw(message, groups) {
    this.#drawn.clearLayers();
    const zoom = this.#map.getZoom();
    const taken = groups.map(({ x, y }) => roomRound(x, y));
    for (const name of this.#names) {
      if (zoom < this.#base.region.named_from[name.rank]) continue;
      if (!isOn(this.#base, message, name.layer) || !stands(name, message)) continue;
      const placed = this.#place(name, name.names[message.language], taken);
      if (placed) this.#write(name, message.language, placed);
    }
  }

  /**
   * Finds room for a name, and takes it. One that would be cut stands nowhere.
   * @param {Name} name
   * @param {string} text
   * @param {Room[]} taken
   */
  #place(name, text, taken) {
    const view = this.#map.getSize();
    const at = this.#map.latLngToContainerPoint(name.at);
    const half = 6 + ((name.rank ? 7 : 9) * text.length) / 2;
    const isIn = (/** @type {Room} */ [left, top, right, bottom]) =>
      left >= 0 && top >= 0 && right <= view.x && bottom <= view.y;
    // The name of a sea or a country stands anywhere in it; all others stand at their place.
    const isFixed = name.rank > 0 || !isIn([at.x, at.y, at.x, at.y]);
    const x = isFixed ? at.x : within(at.x, half + 2, view.x - half - 2);
    const y = isFixed ? at.y : within(at.y, 4, view.y - 40);
    for (const down of DOWN) {
      /** @type {Room} */
      const room = [x - half, y - 4 + down, x + half, y + 22 + down];
      if (!isIn(room) || taken.some((other) => overlap(room, other))) continue;
      taken.push(room);
      return { left: at.x - x, up: at.y - y - down };
    }
    return null;
  }

  /**
   * @param {Name} name
   * @param {number} language
   * @param {{ left: number, up: number }} shift from where it is on the map, in pixels
   */
  #write(name, language, { left, up }) {
    const { code, direction } = this.#base.region.languages[language];
    const node = element("div", `name rank-${name.rank}${name.sign ? ` ${name.sign}` : ""}`);
    const inner = node.appendChild(element("span", "", name.names[language]));
    inner.lang = code;
    inner.dir = direction;
    const icon = L.divIcon({ html: node, className: "", iconSize: [0, 0], iconAnchor: [left, up] });
    this.#drawn.addLayer(flatMarker(name.at, { icon, interactive: false, keyboard: false }));
  }
}

/**
 * Gathers all names, those first that win the room.
 * @param {Base} base
 * @returns {Name[]}
 */
function namesIn(base) {
  const named = base.layers.filter(({ named }) => named);
  const asName = (/** @type {Shape} */ shape, /** @type {string} */ layer) => ({
    ...shape,
    layer,
    rank: 0,
  });
  const ofShapes = named.flatMap(({ id, shapes }) => shapes.map((shape) => asName(shape, id)));
  return [...ofShapes, ...base.labels].sort((a, b) => a.rank - b.rank);
}

/**
 * @param {number} x
 * @param {number} y
 * @returns {Room}
 */
function roomRound(x, y) {
  return [x - ROUND_MARK, y - ROUND_MARK, x + ROUND_MARK, y + ROUND_MARK];
}

/**
 * @param {Room} one
 * @param {Room} other
 */
function overlap(one, other) {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function within(value, least, most) {
  return Math.min(Math.max(value, least), most);
}
