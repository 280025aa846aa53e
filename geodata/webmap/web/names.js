// The names of places, seas and countries. Chief places carry theirs always, and marks give way to
// them; all others where they have room.

/** @import { Base, Label, Message, Shape } from "./data.js" */
/** @import { Room, Spot } from "./rooms.js" */

import { element } from "./elements.js";
import { isOn, stands } from "./ground.js";
import { flatMarker } from "./leaflet.js";
import { apart, cost, freest, HALF, roomRound, roomsBeside } from "./rooms.js";

/** @typedef {Pick<Label, "id" | "names" | "at" | "first" | "last" | "layer" | "rank"> & Partial<Label>} Name */
/** @typedef {{ marks: Room[], names: Room[] }} Taken rooms of marks, and of the names that stand */

/** Pixels between a place and a chief one from which on both are named. */
const APART = 20;
/** Pixels between a place and its name: beside its sign, or beside a mark on it, and a selected one. */
const gaps = () => [8, HALF.mark + 5, HALF.mark + HALF.ring + 5];
/** How far the name of a sea or country may stand below the middle of its shape. */
const DOWN = [0, 18, -40];
/** Chief names stand above marks, all others below them. */
const ABOVE = 2000;
const BELOW = -10_000;
/** How much worse it is to stand on a name than on a mark. */
const ON_NAME = 4;
/** How bad it is to stand nearer to the sign of another place, as pixels that are taken. */
const MISLEADING = 20_000;

/** @type {Record<string, [style: string, pixels: number]>} */
const FONTS = {
  land: ["italic", 14],
  chief: ["600", 13],
  other: ["400", 12],
  date: ["400", 11],
  told: ["700", 21],
};
/** How much higher the name of the place that is told is than others. */
export const TOLD = 1.5;
const FAMILY = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif';

export class Names {
  /** @type {Spot[]} where the signs of chief places stand */
  signs = [];
  /** @type {Room[]} of the names of chief places */
  rooms = [];
  #map;
  #base;
  #names;
  #drawn;
  /** @type {Map<Name, number>} which of its rooms each chief name took */
  #taken = new Map();
  #language = 0;
  /** @type {Name | null} the place that is told, which is named first and largest */
  #told = null;

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
   * Names a place that is told, beside its mark, whatever else is named.
   * @param {{ names: string[] } | null} place
   * @param {L.LatLngExpression} at
   */
  tell(place, at) {
    this.#told = place && {
      id: "",
      names: place.names,
      at: /** @type {[number, number]} */ (at),
      rank: 1,
      chief: true,
      first: null,
      last: null,
      layer: "",
    };
  }

  /**
   * Finds where chief places are, so that marks clear their signs.
   * @param {Message} message
   */
  look(message) {
    this.#language = message.language;
    const { x, y } = this.#map.getSize();
    const isSeen = (/** @type {Spot} */ at) => at.x >= 0 && at.y >= 0 && at.x < x && at.y < y;
    this.signs = this.#shown(message, true).map(this.#at).filter(isSeen);
  }

  #at = (/** @type {Name} */ name) => this.#map.latLngToContainerPoint(name.at);

  /**
   * @param {Message} message
   * @param {boolean} chief
   */
  #shown(message, chief) {
    const { named_from } = this.#base.region;
    const zoom = this.#map.getZoom();
    const told = this.#told?.names[0];
    return this.#names.filter(
      (name) =>
        Boolean(name.chief) === chief &&
        name.names[0] !== told &&
        (chief || zoom >= named_from[name.rank]) &&
        isOn(this.#base, message, name.layer) &&
        stands(name, message),
    );
  }

  /** @returns {Room} */
  get #view() {
    const { x, y } = this.#map.getSize();
    return [0, 0, x, y];
  }

  /**
   * Writes the names of chief places, each in its freest room; takes the old names away.
   * @param {Message} message
   * @param {Taken} taken
   */
  writeChief(message, taken) {
    this.#drawn.clearLayers();
    const names = this.#shown(message, true).filter((name) => this.#isIn(this.#at(name)));
    if (this.#told && this.#isIn(this.#at(this.#told))) names.unshift(this.#told);
    for (const name of names) taken.names.push(roomRound(this.#at(name), HALF.sign));
    this.rooms = names.map((name) => {
      const rooms = this.#roomsOf(name, message.language);
      const costs = rooms.map((room) => this.#cost(room, taken) + this.#misleading(name, room));
      const choice = freest(costs, this.#taken.get(name));
      this.#taken.set(name, choice);
      taken.names.push(rooms[choice]);
      this.#write(name, message.language, rooms[choice]);
      return rooms[choice];
    });
  }

  /** @param {Spot} at */
  #isIn({ x, y }) {
    const [, , right, bottom] = this.#view;
    return x >= 0 && y >= 0 && x < right && y < bottom;
  }

  /**
   * @param {Room} room
   * @param {Taken} taken
   */
  #cost(room, taken) {
    return cost([room], taken.marks, this.#view) + ON_NAME * cost([room], taken.names, this.#view);
  }

  /**
   * Writes all other names for which there is room, those first that win it.
   * @param {Message} message
   * @param {Taken} taken
   */
  writeOthers(message, taken) {
    for (const name of this.#shown(message, false)) {
      if (name.rank && this.#isBesideChief(this.#at(name))) continue;
      const rooms = this.#roomsOf(name, message.language);
      const isFree = (/** @type {Room} */ one) => this.#cost(one, taken) === 0;
      const room = rooms.find((one) => isFree(one) && !this.#misleading(name, one));
      if (!room) continue;
      taken.names.push(room);
      this.#write(name, message.language, room);
    }
  }

  /** @param {Name} name */
  #fontOf(name) {
    const [, , room] = this.#view;
    const isWide = name === this.#told && widthOf(name.names[this.#language], font("told")) > room;
    if (name === this.#told && !isWide) return font("told");
    return font(name.rank === 0 ? "land" : name.chief || name.rank === 1 ? "chief" : "other");
  }

  /**
   * Returns how bad a room is because it would be read as the name of another place.
   * @param {Name} name
   * @param {Room} room
   */
  #misleading(name, room) {
    const at = this.#at(name);
    const own = apart(room, at);
    const isNearer = (/** @type {Spot} */ sign) => apart(room, sign) < own + HALF.sign;
    const others = this.signs.filter((sign) => Math.hypot(sign.x - at.x, sign.y - at.y) >= 1);
    return name.rank && others.some(isNearer) ? MISLEADING : 0;
  }

  /** @param {Spot} at whose name would be taken for that of the chief place beside it */
  #isBesideChief({ x, y }) {
    return this.signs.some((sign) => Math.hypot(sign.x - x, sign.y - y) < APART);
  }

  /**
   * Returns the rooms that a name can take, the best first. One of a place off the view has none.
   * @param {Name} name
   * @param {number} language
   * @returns {Room[]}
   */
  #roomsOf(name, language) {
    const at = this.#at(name);
    const width = widthOf(name.names[language], this.#fontOf(name));
    const [, , right, bottom] = this.#view;
    if (!this.#isIn(at)) return [];
    if (name === this.#told) return roomsBeside(at, width, height() * TOLD, gaps().slice(-1));
    if (name.rank) return roomsBeside(at, width, height(), gaps());
    // The name of a sea or a country stands anywhere in it.
    const x = Math.min(Math.max(at.x, width / 2 + 6), right - width / 2 - 6);
    const y = Math.min(Math.max(at.y, 4), bottom - 40);
    return DOWN.map((down) => [x - width / 2, y + down, x + width / 2, y + down + height()]);
  }

  /**
   * @param {Name} name
   * @param {number} language
   * @param {Room} room
   */
  #write(name, language, [left, top]) {
    const { code, direction } = this.#base.region.languages[language];
    const at = this.#at(name);
    const kind = `${name.chief ? " chief" : ""}${name === this.#told ? " told" : ""}`;
    const node = element("div", `name rank-${name.rank}${kind}`);
    if (name.sign) node.append(element("i", name.sign));
    const inner = node.appendChild(element("span", "", name.names[language]));
    inner.lang = code;
    inner.dir = direction;
    inner.style.font = this.#fontOf(name);
    inner.style.transform = `translate(${Math.round(left - at.x)}px, ${Math.round(top - at.y)}px)`;
    const icon = L.divIcon({ html: node, className: "name-place", iconSize: [0, 0] });
    const zIndexOffset = name.chief ? ABOVE : BELOW;
    const options = { icon, interactive: false, keyboard: false, zIndexOffset };
    this.#drawn.addLayer(flatMarker(name.at, options));
  }
}

/** Names on a projector grow with it: as much larger on one of so many pixels in height. */
const PROJECTOR = { scale: 1.3, height: 720 };

const scale = () =>
  document.documentElement.dataset.mode === "presenting"
    ? Math.max(1, (PROJECTOR.scale * Math.min(innerHeight, innerWidth * 0.75)) / PROJECTOR.height)
    : 1;

/** @param {keyof typeof FONTS} kind */
export function font(kind) {
  const [style, size] = FONTS[kind];
  return `${style} ${size * scale()}px/${height()}px ${FAMILY}`;
}

/** Of a line of a name, in pixels. */
export const height = () => Math.round(18 * scale());

const pen = document.createElement("canvas").getContext("2d");
/** @type {Map<string, number>} */
const widths = new Map();

/**
 * @param {string} text
 * @param {string} font
 */
export function widthOf(text, font) {
  const key = `${font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    const writing = /** @type {CanvasRenderingContext2D} */ (pen);
    writing.font = font;
    width = Math.ceil(writing.measureText(text).width) + 2;
    widths.set(key, width);
  }
  return width;
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
  const ofShapes = named.flatMap(({ id, shapes }) =>
    shapes.filter(({ names }) => names.length).map((shape) => asName(shape, id)),
  );
  return [...ofShapes, ...base.labels].sort((a, b) => a.rank - b.rank);
}
