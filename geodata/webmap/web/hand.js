// The hand on the timeline: a drag moves or widens the window, a click picks, two fingers and the wheel
// with Ctrl zoom. What moves down or up is left to the page, which scrolls by it.

/** @import { Axis } from "./axis.js" */
/** @import { Action } from "./range.js" */
/** @import { Range } from "./words.js" */

import { dayAt, look, MARGIN, pixelsOfDay, xOf, zoom } from "./axis.js";
import { GRIPS, partAt } from "./handles.js";
import { daysIn } from "./range.js";

/**
 * @typedef {object} Handled the timeline
 * @property {Axis} axis
 * @property {Range} range
 * @property {(action: Action) => void} act
 * @property {() => void} begin the hand takes hold
 * @property {() => void} settle the hand let go
 * @property {(axis: Axis) => void} view other days are to be in view
 * @property {(x: number, y: number, reach: number) => void} pick
 * @property {(x: number, y: number) => boolean} hover returns whether there is something to pick
 * @property {() => void} leave
 */

/** Pixels before a press is a drag, and by which a target may be missed. */
const STEADY = { touch: 10, other: 4 };
const REACH = { touch: 16, other: 5 };
/** By how much a step of the wheel zooms. */
const WHEEL = 0.0025;

export class Hand {
  #stage;
  #timeline;
  #still = window.matchMedia("(prefers-reduced-motion: reduce)");
  /** How wide the handles are. Kept, as to ask the browser in a drag would have it style the page anew. */
  grip = GRIPS.fine;
  /** @type {{ x: number, y: number, held: boolean } | null} */
  #press = null;
  /** @type {Map<number, number>} where each finger is */
  #fingers = new Map();
  /** @type {readonly [number, number] | null} the days between two fingers, where they took hold */
  #pinched = null;
  /** The stage's place: to ask at each move would lay the page out anew. */
  #box = new DOMRect();

  /**
   * @param {HTMLElement} stage
   * @param {Handled} timeline
   */
  constructor(stage, timeline) {
    this.#stage = stage;
    this.#timeline = timeline;
    const coarse = window.matchMedia("(pointer: coarse)");
    const fit = () => {
      this.grip = coarse.matches ? GRIPS.coarse : GRIPS.fine;
    };
    coarse.addEventListener("change", fit);
    fit();
    stage.addEventListener("pointerdown", (event) => this.#down(event));
    stage.addEventListener("pointermove", (event) => this.#move(event));
    stage.addEventListener("pointerup", (event) => this.#up(event));
    stage.addEventListener("pointercancel", (event) => this.#cancel(event));
    stage.addEventListener("pointerleave", () => timeline.leave());
    stage.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  /** @param {PointerEvent} event */
  #at({ clientX, clientY }) {
    return { x: clientX - this.#box.left, y: clientY - this.#box.top };
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0) return;
    this.#box = this.#stage.getBoundingClientRect();
    const at = this.#at(event);
    this.#fingers.set(event.pointerId, at.x);
    if (this.#fingers.size === 2) return this.#pinch();
    this.#timeline.begin();
    this.#press = { ...at, held: false };
    if (event.pointerType !== "touch") this.#stage.setPointerCapture(event.pointerId);
  }

  #pinch() {
    this.#timeline.act({ type: "cancel" });
    this.#press = null;
    const { axis } = this.#timeline;
    const scale = pixelsOfDay(axis);
    const [one, other] = [...this.#fingers.values()].sort((a, b) => a - b);
    const day = (/** @type {number} */ x) => axis.view[0] + (x - MARGIN) / scale;
    this.#pinched = [day(one), day(other)];
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#fingers.has(event.pointerId)) return this.#hover(event);
    const at = this.#at(event);
    this.#fingers.set(event.pointerId, at.x);
    if (this.#pinched) return this.#spread(this.#pinched);
    if (!this.#press) return;
    if (!this.#press.held && !this.#takes(event, this.#press, at)) return;
    const day = dayAt(this.#timeline.axis, at.x);
    this.#timeline.act({ type: "drag", day, time: performance.now() });
  }

  /** @param {readonly [number, number]} days that stay under the fingers */
  #spread([from, to]) {
    if (this.#fingers.size < 2) return;
    const { axis } = this.#timeline;
    const [one, other] = [...this.#fingers.values()].sort((a, b) => a - b);
    const scale = Math.max(1, other - one) / Math.max(0.1, to - from);
    const days = (axis.width - 2 * MARGIN) / scale;
    this.#timeline.view(look(axis, from - (one - MARGIN) / scale, days));
  }

  /**
   * Takes hold once the pointer has moved far enough sideways.
   * @param {PointerEvent} event
   * @param {{ x: number, y: number, held: boolean }} press
   * @param {{ x: number, y: number }} at
   */
  #takes({ pointerType, pointerId }, press, at) {
    const isTouch = pointerType === "touch";
    const aside = Math.abs(at.x - press.x);
    if (isTouch && Math.abs(at.y - press.y) > Math.max(aside, STEADY.touch)) {
      this.#press = null; // the page scrolls
      return false;
    }
    if (aside < (isTouch ? STEADY.touch : STEADY.other)) return false;
    const { axis, range } = this.#timeline;
    const part = partAt(axis, range, press.x, this.grip);
    press.held = true;
    this.#stage.setPointerCapture(pointerId);
    this.#timeline.act({ type: "grab", day: dayAt(axis, press.x), part });
    return true;
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const press = this.#press;
    this.#lift(event);
    if (press?.held) {
      const still = this.#still.matches;
      this.#timeline.act({ type: "release", time: performance.now(), still });
      this.#timeline.settle();
    } else if (press) {
      const reach = event.pointerType === "touch" ? REACH.touch : REACH.other;
      this.#timeline.pick(press.x, press.y, reach);
    }
  }

  /** @param {PointerEvent} event */
  #cancel(event) {
    this.#lift(event);
    this.#timeline.act({ type: "cancel" });
  }

  /** @param {PointerEvent} event */
  #lift({ pointerId }) {
    this.#fingers.delete(pointerId);
    if (this.#fingers.size < 2) this.#pinched = null;
    this.#press = null;
  }

  /** @param {PointerEvent} event */
  #hover(event) {
    if (event.pointerType === "touch") return;
    this.#box = this.#stage.getBoundingClientRect();
    const { x, y } = this.#at(event);
    const { axis, range } = this.#timeline;
    const part = partAt(axis, range, x, this.grip);
    const cursor = { first: "ew-resize", last: "ew-resize", both: "grab", new: "crosshair" }[part];
    this.#stage.style.cursor = this.#timeline.hover(x, y) ? "pointer" : cursor;
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    const { axis } = this.#timeline;
    const { deltaX, deltaY, ctrlKey, shiftKey } = event;
    const aside = shiftKey ? deltaX || deltaY : deltaX;
    if (ctrlKey) {
      const { left } = this.#stage.getBoundingClientRect();
      this.#timeline.view(zoom(axis, Math.exp(deltaY * WHEEL), event.clientX - left));
    } else if (Math.abs(aside) > Math.abs(shiftKey ? 0 : deltaY)) {
      const first = axis.view[0] + aside / pixelsOfDay(axis);
      this.#timeline.view(look(axis, first, daysIn(axis.view)));
    } else return;
    event.preventDefault();
  }
}

/**
 * Returns the middle of the window, or of what is in view where it lies beside that.
 * @param {Axis} axis
 * @param {Range} range
 */
export function middleOf(axis, range) {
  const x = (xOf(axis, range[0]) + xOf(axis, range[1] + 1)) / 2;
  return x > 0 && x < axis.width ? x : axis.width / 2;
}
