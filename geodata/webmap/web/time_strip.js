// The time strip under the map: a histogram of what the filters leave, a window to drag and widen,
// play and pause. It changes the map at each frame and tells the server only on release.

/** @import { Category } from "./data.js" */
/** @import { Action } from "./range.js" */
/** @import { Range } from "./words.js" */

import { element } from "./elements.js";
import { daysWithEvents, paint } from "./histogram.js";
import { Player } from "./player.js";
import { daysIn, moves, partAt, reduce, wholeStrip } from "./range.js";
import { rangeInWords } from "./words.js";

/** Pixels by which an edge of the window may be missed, and a day by a tap. */
const GRIP = 14;
const FINGER = 12;
/** Milliseconds without a key after which the server is told. */
const REST = 300;
const SPOKEN = "Days shown. Arrow keys move them, with Shift they change the last day";

/**
 * @typedef {object} Handlers
 * @property {(range: Range) => void} changed other days are shown
 * @property {(range: Range) => void} released they stay for now
 */

export class TimeStrip {
  #strip;
  #handlers;
  #categories;
  #still = window.matchMedia("(prefers-reduced-motion: reduce)");
  #stage = element("div", "stage");
  #canvas = element("canvas");
  #window = element("div", "window");
  /** @type {Uint32Array | null} */
  #counts = null;
  /** The strip's place on the page while a hand moves: to ask at each move would lay the page out anew. */
  #box = new DOMRect();
  #player;
  #resting = 0;

  /**
   * @param {HTMLElement} host
   * @param {Range} span
   * @param {readonly Category[]} categories
   * @param {Handlers} handlers
   */
  constructor(host, span, categories, handlers) {
    this.#strip = wholeStrip(span);
    this.#categories = categories;
    this.#handlers = handlers;
    const node = host.appendChild(element("section", "strip"));
    node.setAttribute("aria-label", "Time strip");
    this.#stage.append(this.#canvas, this.#window);
    const bar = element("div", "strip-bar");
    node.append(this.#stage, bar);
    this.#player = new Player(bar, (action, tell) => this.#plays(action, tell));
    this.#makeSlider();
    this.#listen();
    new ResizeObserver(() => this.paint()).observe(this.#stage);
    this.#place();
  }

  get range() {
    return this.#strip.range;
  }

  get words() {
    return rangeInWords(this.range);
  }

  /**
   * Takes over the server's range, unless the visitor is still moving the strip.
   * @param {Range} range
   */
  follow(range) {
    this.#strip = reduce(this.#strip, { type: "follow", range });
    this.#place();
  }

  /**
   * @param {Uint32Array} counts events by day and category
   */
  fill(counts) {
    this.#counts = counts;
    const steps = daysWithEvents(counts, this.#strip.span, this.#categories.length);
    this.#strip = reduce(this.#strip, { type: "fill", steps });
    this.paint();
  }

  paint() {
    paint(this.#canvas, this.#stage.clientWidth, this.#strip.span, this.#categories, this.#counts);
  }

  #makeSlider() {
    const [first, last] = this.#strip.span;
    this.#window.tabIndex = 0;
    this.#window.setAttribute("role", "slider");
    this.#window.setAttribute("aria-label", SPOKEN);
    this.#window.setAttribute("aria-valuemin", String(first));
    this.#window.setAttribute("aria-valuemax", String(last));
  }

  #listen() {
    this.#stage.addEventListener("pointerdown", (event) => this.#grab(event));
    this.#stage.addEventListener("pointermove", ({ clientX }) => this.#drag(clientX));
    this.#stage.addEventListener("pointerup", () => this.#release());
    this.#stage.addEventListener("pointercancel", () => this.#release());
    this.#window.addEventListener("keydown", (event) => this.#press(event));
  }

  /** @param {Action} action */
  #do(action) {
    const before = this.range;
    this.#strip = reduce(this.#strip, action);
    const [first, last] = this.range;
    if (first === before[0] && last === before[1]) return;
    this.#place();
    this.#handlers.changed(this.range);
  }

  #tell() {
    this.#handlers.released(this.range);
  }

  #place() {
    const { span, range } = this.#strip;
    const day = 100 / daysIn(span);
    this.#window.style.left = `${(range[0] - span[0]) * day}%`;
    this.#window.style.width = `${(range[1] - range[0] + 1) * day}%`;
    this.#window.setAttribute("aria-valuenow", String(range[0]));
    this.#window.setAttribute("aria-valuetext", this.words);
  }

  /** @param {number} x in pixels of the page */
  #dayAt(x) {
    const { span } = this.#strip;
    return span[0] + Math.floor(((x - this.#box.left) / this.#box.width) * daysIn(span));
  }

  /** @param {PointerEvent} event */
  #grab({ button, clientX, pointerId }) {
    if (button !== 0) return;
    this.#player.pause();
    this.#box = this.#stage.getBoundingClientRect();
    const part = partAt(this.#strip, clientX - this.#box.left, this.#box.width, GRIP);
    this.#stage.setPointerCapture(pointerId);
    this.#do({ type: "grab", day: this.#dayAt(clientX), part });
    this.#window.focus({ preventScroll: true });
  }

  /** @param {number} x in pixels of the page */
  #drag(x) {
    if (this.#strip.hand?.kind !== "drag") return;
    this.#do({ type: "drag", day: this.#dayAt(x), time: performance.now() });
  }

  #release() {
    if (this.#strip.hand?.kind !== "drag") return;
    const near = (FINGER * daysIn(this.#strip.span)) / this.#stage.clientWidth;
    this.#do({ type: "release", time: performance.now(), near, still: this.#still.matches });
    if (this.#strip.hand) this.#glideOn();
    else this.#tell();
  }

  #glideOn() {
    requestAnimationFrame((time) => {
      if (this.#strip.hand?.kind !== "glide") return;
      this.#do({ type: "glide", time });
      if (this.#strip.hand) this.#glideOn();
      else this.#tell();
    });
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (!moves(event.key)) return;
    event.preventDefault();
    this.#player.pause();
    this.#do({ type: "key", key: event.key, shift: event.shiftKey });
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#tell(), REST);
  }

  /**
   * Does what the player asks for; where it ends, the server is told in any case.
   * @param {Action} action
   * @param {boolean} tell
   * @returns whether it plays on
   */
  #plays(action, tell) {
    this.#do(action);
    const isPlaying = this.#strip.play !== null;
    if (tell || !isPlaying) this.#tell();
    return isPlaying;
  }
}
