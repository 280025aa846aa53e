// The map's frame: it fetches what the map draws, and speaks with the server and the page around it.
// Python sends numbers only (see Message in geodata/webmap/map.py); what a visitor picks goes back.

/** @import { Bars, Columns } from "./columns.js" */
/** @import { Base, Message } from "./data.js" */
/** @import { Files } from "./files.js" */
/** @import { Range } from "./words.js" */

import { readBars, readColumns } from "./columns.js";
import { element } from "./elements.js";
import { EventsLayer } from "./events_layer.js";
import { Failure, watch } from "./failure.js";
import { fetchBytes, fetchJson } from "./files.js";

/**
 * @typedef {object} Told what a visitor did on the map
 * @property {number} [row] the event that was picked
 * @property {boolean} [read] it is to be read
 * @property {Range} [range] the days that the timeline was moved to
 * @property {string} [category] the category that was pressed in the key
 * @property {string} [place] the corridor or area that was picked
 * @property {[west: number, south: number, east: number, north: number]} [bounds] what the map shows
 * @property {[west: number, south: number, east: number, north: number]} [inside] where only is to be
 *   looked: there lies what was picked
 * @property {Range} [range] the days that the strip was moved to
 * @property {[longitude: number, latitude: number, zoom: number]} [view] the view to be kept
 * @property {[longitude: number, latitude: number]} [point] the place that was pressed
 */

/** @typedef {{ base: Base, columns: Columns, bars: Bars | null }} Data */

/**
 * @typedef {object} Page what stands round the map
 * @property {HTMLElement} host the whole page of its frame, or one element of a page of its own
 * @property {(told: Told) => number} send tells the server, and returns the stamp of it
 * @property {(row: number) => void} hovered tells which event's mark the pointer is on, or -1
 * @property {(error: unknown, again: () => void) => void} fail
 * @property {() => void} isDrawn the first picture stands
 * @property {() => void} isSettled all that was asked for is drawn
 */

/** Milliseconds after which style sheets are looked for once more. */
const PAUSE = 10;

/**
 * Starts the map; returns what is told what to show.
 * @param {L.Map} map
 * @param {Files} files
 * @param {(told: Told & { stamp: number }) => void} [tell] takes what a visitor does
 */
export function start(map, files, tell = tellServer) {
  const failure = new Failure(map.getContainer());
  watch(failure);
  document.documentElement.dataset.mode = files.mode;
  const host = (files.host && document.getElementById(files.host)) || document.body;
  prepare(map, host);
  tellPage({ corridors: "started" });
  const frame = new Frame(map, files, makePage(host, failure, tell));
  frame.load();
  addEventListener("message", ({ source, data }) => {
    if (source === window.parent) frame.heed(data);
  });
  return frame;
}

class Frame {
  #map;
  #files;
  #page;
  /** @type {Message | null} */
  #message = null;
  /** @type {EventsLayer | null} */
  #layer = null;

  /**
   * @param {L.Map} map
   * @param {Files} files
   * @param {Page} page
   */
  constructor(map, files, page) {
    this.#map = map;
    this.#files = files;
    this.#page = page;
  }

  /**
   * Does what the page around asks for: it lights the event of a row; when the connection is lost it
   * takes back what has not arrived; when it is found it shows once more what the server asked for
   * last; asked for it, it says again what it has said. Of the theme Streamlit tells the server only
   * with what comes next.
   * @param {{ corridors?: unknown, row?: unknown, theme?: { base?: unknown } } | null} asked
   */
  heed(asked) {
    if (asked?.corridors === "hover") this.#layer?.light(Number(asked.row));
    else if (asked?.corridors === "lost") this.#layer?.takeBack();
    else if (asked?.corridors === "found") this.#layer?.forget();
    else if (asked?.corridors === "again") for (const message of said.values()) post(message);
    else if (asked?.theme) this.#shade(asked.theme.base === "dark");
  }

  /** @param {boolean} dark */
  #shade(dark) {
    if (this.#message && this.#message.dark !== dark) this.show({ ...this.#message, dark });
  }

  /** @param {Message} message */
  show(message) {
    this.#message = message;
    this.#layer?.show(message);
  }

  /** Fetches what the map draws, and draws it. */
  async load() {
    let data;
    try {
      data = await fetchData(this.#files);
    } catch (error) {
      this.#page.fail(error, () => void this.load());
      return;
    }
    this.#draw(data);
  }

  /** @param {Data} data */
  #draw({ base, columns, bars }) {
    const measure = () => this.#map.invalidateSize({ animate: false });
    // What stands below the map takes room from it, which Leaflet learns of windows alone.
    new ResizeObserver(measure).observe(this.#map.getContainer());
    measure();
    // Leaflet takes markup; ours is text.
    this.#map.attributionControl.addAttribution(element("span", "", base.region.credits).innerHTML);
    const isMoved = watchHand(this.#map.getContainer());
    this.#map.on("moveend", () => tellView(this.#map, isMoved()));
    this.#layer = new EventsLayer(this.#map, { base, columns, bars }, this.#files, this.#page);
    measure(); // its foot has taken room from the map, which would be drawn once more for it
    if (this.#message) this.#layer.show(this.#message);
  }
}

/**
 * @param {Files} files
 * @returns {Promise<Data>}
 */
async function fetchData(files) {
  const fetching = [fetchJson(files.base), fetchBytes(files.columns), styled()];
  const [base, bytes] = await Promise.all(fetching);
  const columns = readColumns(bytes, base.columns, base.count);
  return { base, columns, bars: readBars(bytes, base) };
}

/** Waits for the frame's style sheets, which nobody else waits for: the map's height depends on them. */
async function styled() {
  while (!getComputedStyle(document.documentElement).getPropertyValue("--paper")) {
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

/**
 * @param {L.Map} map
 * @param {HTMLElement} host
 */
function prepare(map, host) {
  document.documentElement.lang = "en";
  if (host === document.body) document.title = "Map of events";
  const viewport = document.querySelector("meta[name=viewport]");
  viewport?.setAttribute("content", "width=device-width, initial-scale=1");
  map.attributionControl.setPrefix(false);
  map.getContainer().setAttribute("role", "region");
  map
    .getContainer()
    .setAttribute("aria-label", "Map of events. The list beside it holds the same events.");
}

/**
 * @param {HTMLElement} host
 * @param {Failure} failure
 * @param {(told: Told & { stamp: number }) => void} tell
 * @returns {Page}
 */
function makePage(host, failure, tell) {
  let settled = 0;
  return {
    host,
    send(told) {
      const stamp = Date.now();
      tell({ ...told, stamp });
      return stamp;
    },
    hovered: (row) => tellPage({ corridors: "hovered", row }),
    fail: (error, again) => failure.show(error, again),
    // The page waits with what is less urgent until the first marks are painted.
    isDrawn: () =>
      void requestAnimationFrame(() => setTimeout(() => tellPage({ corridors: "drawn" }))),
    isSettled() {
      settled += 1;
      document.documentElement.dataset.settled = String(settled);
    },
  };
}

/** @param {Told & { stamp: number }} told */
function tellServer(told) {
  window.Streamlit?.setComponentValue(told);
}

/**
 * The last of each kind of message. The map may stand before the scripts of the page that listen.
 * @type {Map<string, { corridors: string }>}
 */
const said = new Map();

/**
 * Tells the page around.
 * @param {{ corridors: string, [part: string]: unknown }} message
 */
function tellPage(message) {
  said.set(message.corridors, message);
  post(message);
}

/**
 * A host may give the frame an origin of its own, which reaches its page by messages alone.
 * @param {object} message
 */
function post(message) {
  window.parent.postMessage(message, "*");
}

/**
 * Returns how to ask whether a visitor has touched the map.
 * @param {HTMLElement} container
 */
function watchHand(container) {
  let isTouched = false;
  const touch = () => {
    isTouched = true;
  };
  for (const type of ["pointerdown", "wheel", "keydown"]) {
    container.addEventListener(type, touch, { capture: true, passive: true });
  }
  return () => isTouched;
}

/**
 * Tells what part of the ground is in view, for links that are copied from the page, and whether a
 * visitor has moved the map, which the address then follows.
 * @param {L.Map} map
 * @param {boolean} byHand
 */
function tellView(map, byHand) {
  const { lat, lng } = map.getCenter();
  tellPage({ corridors: "view", view: [map.getZoom(), lat, lng], byHand });
}
