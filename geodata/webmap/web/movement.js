// How the map moves to what is asked for.

/** @import { Message, Region } from "./data.js" */
/** @import { Events } from "./events.js" */
/** @import { Mode } from "./files.js" */
/** @import { Ground } from "./ground.js" */
/** @import { Shown } from "./shown.js" */

/** Pixels round what the map frames: its home, a shape, all events, a place that is presented. */
const MARGIN = { home: 6, shape: 40, events: 70, presented: 30 };
/** Pixels at the head of a map whose upper corner holds chips, and at its foot, where no mark fits. */
const HEAD = 40;
const FOOT = 34;
/** The nearest zooms that the map takes by itself, counted from the farthest one of the region. */
const NEAREST = { asked: 2.5, presented: 3 };
/** Events that are looked at, at most, to fit the map to all of them. */
const MOST_FITTED = 20_000;
/** How much of the map's edge an event may lie in, as a part of its size, before the map goes to it. */
const EDGE = 0.15;
/** Pixels by which Leaflet may be off when it keeps the middle of a map whose size changes. */
const STILL = 3;
/** Seconds of a flight, and how wide the ground round a place is at least, in metres. */
const FLIGHT = 1.2;
const AROUND = 6000;

export class Movement {
  #map;
  #ground;
  #events;
  #shown;
  #mode;
  #farthest;
  #still = window.matchMedia("(prefers-reduced-motion: reduce)");
  #reached = -1;
  /** @type {{ centre: L.LatLng, zoom: number, again: () => void } | null} where the map was framed last, and how */
  #stand = null;

  /**
   * @param {L.Map} map
   * @param {{ ground: Ground, events: Events, shown: Shown }} parts
   * @param {Region} region
   * @param {Mode} mode
   */
  constructor(map, { ground, events, shown }, region, mode) {
    this.#map = map;
    this.#ground = ground;
    this.#events = events;
    this.#shown = shown;
    this.#mode = mode;
    this.#farthest = region.zooms[0];
  }

  get #animate() {
    return !this.#still.matches;
  }

  /** Leaflet takes a map that is no larger than its margins for one at the greatest zoom. */
  get #hasRoom() {
    const { x, y } = this.#map.getSize();
    return Math.min(x, y) > 2 * MARGIN.home;
  }

  /**
   * Moves once to what a message asks for. A frame can get its height late, or stand in a hidden tab;
   * then the move waits until the map has room, and this is called again.
   * @param {Message} message
   */
  follow({ selected, reach, view }) {
    if (reach === this.#reached || !this.#hasRoom) return;
    const isFirst = this.#reached < 0;
    this.#reached = reach;
    if (isFirst || (selected >= 0 && this.#mode === "making" && !view)) this.#goHome();
    if (view) this.#look(L.latLng(view[1], view[0]), view[2]);
    else if (this.#mode === "presenting") this.#present(selected);
    else if (selected >= 0) this.#reach(selected);
  }

  #goHome() {
    const { home } = MARGIN;
    const isExploring = this.#mode === "exploring";
    this.#map.fitBounds(this.#ground.home, {
      paddingTopLeft: [home, isExploring ? HEAD : home],
      paddingBottomRight: [home, isExploring ? FOOT : home],
      animate: false,
    });
    const again = () => this.#goHome();
    this.#stand = { centre: this.#map.getCenter(), zoom: this.#map.getZoom(), again };
  }

  /**
   * @param {L.LatLng} centre
   * @param {number} zoom
   */
  #look(centre, zoom) {
    this.#map.setView(centre, zoom, { animate: this.#animate });
    const again = () => void this.#map.setView(centre, zoom, { animate: false });
    this.#stand = { centre, zoom, again };
  }

  /** Frames the same once more where the room of the map has changed and nobody has moved it. */
  refit() {
    if (this.#isStill && this.#hasRoom) this.#stand?.again();
  }

  /** Whether the map stands where it was framed last, but for what a change of its room moves it. */
  get #isStill() {
    if (!this.#stand || this.#map.getZoom() !== this.#stand.zoom) return false;
    const middle = this.#map.getSize().divideBy(2);
    return this.#map.latLngToContainerPoint(this.#stand.centre).distanceTo(middle) <= STILL;
  }

  /**
   * What the map shows: exactly what was asked for, where it still stands there.
   * @returns {[longitude: number, latitude: number, zoom: number]}
   */
  get view() {
    const centre = (this.#isStill && this.#stand?.centre) || this.#map.getCenter();
    return [Number(centre.lng.toFixed(5)), Number(centre.lat.toFixed(5)), this.#map.getZoom()];
  }

  /**
   * Brings an event into view: with the shapes of its place, where it has some.
   * @param {number} row
   */
  #reach(row) {
    const isWhole = this.#events.isWhole(row);
    if (!isWhole && !this.#events.isOnMap(row)) return;
    const shapes = this.#lit(row);
    const at = this.#events.at(row);
    if (isWhole) this.#frame(this.#ground.boundsOf(shapes), MARGIN.home);
    else if (shapes.length) this.#frame(this.#ground.boundsOf(shapes), MARGIN.shape);
    else if (this.#events.outlineOf(row)) this.#frame(this.#outlined(row), MARGIN.shape);
    else if (!this.#map.getBounds().pad(-EDGE).contains(at))
      this.#map.panTo(at, { animate: this.#animate });
  }

  /**
   * Flies to an event's place with its shapes and how far it can be off; or to the map's home.
   * @param {number} row or -1
   */
  #present(row) {
    const isShown = row >= 0 && (this.#events.isWhole(row) || this.#events.isOnMap(row));
    if (!isShown) return this.#fly(this.#ground.home);
    const shapes = this.#lit(row);
    const metres = Math.max(this.#events.doubt(row) * 2.6, AROUND);
    const round = () => {
      if (this.#events.outlineOf(row)) return this.#outlined(row);
      return L.latLng(this.#events.at(row)).toBounds(metres);
    };
    return this.#fly(shapes.length ? this.#ground.boundsOf(shapes) : round());
  }

  /** @param {number} row */
  #lit(row) {
    return this.#ground.litAmong(this.#events.placeOf(row).shapes, this.#events.daysOf(row));
  }

  /** @param {number} row of an event that has a line or an area */
  #outlined(row) {
    return L.geoJSON(this.#events.outlineOf(row)).getBounds();
  }

  /** @param {L.LatLngBounds} bounds */
  #fly(bounds) {
    const padding = /** @type {L.PointTuple} */ ([MARGIN.presented, MARGIN.presented]);
    const options = { padding, maxZoom: this.#farthest + NEAREST.presented };
    if (this.#animate) this.#map.flyToBounds(bounds, { ...options, duration: FLIGHT });
    else this.#map.fitBounds(bounds, { ...options, animate: false });
  }

  /**
   * @param {L.LatLngBounds} bounds
   * @param {number} margin
   */
  #frame(bounds, margin) {
    const maxZoom = this.#farthest + NEAREST.asked;
    this.#map.fitBounds(bounds, { padding: [margin, margin], maxZoom, animate: this.#animate });
  }

  /** Fits the map to the events shown. */
  fit() {
    // Where not all events are here, all of them lie in what the map shows at first.
    if (this.#shown.counted) return this.#goHome();
    const bounds = L.latLngBounds([]);
    let seen = 0;
    this.#shown.each((row) => {
      if (this.#events.isOnMap(row)) bounds.extend(this.#events.at(row));
      seen += 1;
      return seen > MOST_FITTED;
    });
    if (bounds.isValid()) this.#frame(bounds, MARGIN.events);
  }

  /**
   * Returns west, south, east and north of a box, in degrees.
   * @param {import("./grid.js").Box} box in pixels of the world
   * @returns {[west: number, south: number, east: number, north: number]}
   */
  sidesOf([west, north, east, south]) {
    const [first, last] = [this.#map.unproject([west, south]), this.#map.unproject([east, north])];
    return [first.lng, first.lat, last.lng, last.lat];
  }

  /**
   * Zooms in on a group, by three steps at most.
   * @param {import("./grid.js").Box} box in pixels of the world
   */
  zoomTo([west, north, east, south]) {
    const zoom = this.#map.getZoom();
    const corner = (/** @type {number} */ x, /** @type {number} */ y) =>
      this.#map.unproject([x, y], zoom);
    const bounds = L.latLngBounds(corner(west, north), corner(east, south));
    this.#map.fitBounds(bounds, { padding: [60, 60], maxZoom: zoom + 3, animate: this.#animate });
  }
}
