// The days that the timeline shows: how each thing that a visitor does changes them.

/** @import { Range } from "./words.js" */

/** @typedef {"first" | "last" | "both" | "new"} Part what is held: an edge, the middle, or a window that is drawn anew */
/** @typedef {"step" | "cumulative" | "window"} Mode what playing shows: day by day, adding up, a moving window */

/**
 * @typedef {object} Drag
 * @property {"drag"} kind
 * @property {Part} part
 * @property {number} day where the hand took hold
 * @property {Range} start what was shown then
 * @property {{ time: number, day: number }[]} trail where the hand was last, in milliseconds and days
 */

/**
 * @typedef {object} Glide
 * @property {"glide"} kind
 * @property {number} exact the first day, with its part
 * @property {number} speed in days a millisecond
 * @property {number} time in milliseconds
 */

/**
 * @typedef {object} Strip
 * @property {Range} span all days
 * @property {Range} range those that are shown
 * @property {readonly number[]} steps the days on which events begin
 * @property {Drag | Glide | null} hand
 * @property {{ anew: boolean } | null} play whether the next step is the first
 */

/**
 * @typedef {{ type: "fill", steps: readonly number[] }
 *   | { type: "grab", day: number, part: Part }
 *   | { type: "drag", day: number, time: number }
 *   | { type: "release", time: number, still: boolean }
 *   | { type: "cancel" }
 *   | { type: "glide", time: number }
 *   | { type: "key", key: string, shift: boolean }
 *   | { type: "play", mode: Mode }
 *   | { type: "tick", mode: Mode }
 *   | { type: "pause" }
 *   | { type: "show", range: Range }
 *   | { type: "follow", range: Range }} Action
 */

/** Moves of the hand that are remembered, to know how fast it was. */
const TRAIL = 5;
/** Milliseconds without a move after which the hand rests, and throws nothing. */
const REST = 60;
/** Milliseconds after which a glide has 1/e of its speed. */
const SLOWING = 250;
/** How many milliseconds the whole span would take at the least speed of a throw, and where a glide ends. */
const THROW = 4000;
const STANDING = 40_000;

/** @type {Readonly<Record<string, number>>} days by which a key moves */
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };

/**
 * @param {Range} span
 * @returns {Strip}
 */
export function wholeStrip(span) {
  return { span, range: span, steps: [], hand: null, play: null };
}

/**
 * Returns the strip after an action; the same one where nothing changes.
 * @param {Strip} strip
 * @param {Action} action
 * @returns {Strip}
 */
export function reduce(strip, action) {
  switch (action.type) {
    case "fill":
      return { ...strip, steps: action.steps };
    case "grab":
      return grab(strip, action.day, action.part);
    case "drag":
      return drag(strip, action.day, action.time);
    case "release":
      return release(strip, action);
    case "glide":
      return glide(strip, action.time);
    case "key":
      return press(strip, action.key, action.shift);
    case "play":
      return begin(strip, action.mode);
    case "tick":
      return tick(strip, action.mode);
    case "pause":
      return { ...strip, play: null };
    case "show":
      return { ...strip, range: cut(strip, ...action.range), play: null, hand: null };
    case "cancel":
      return strip.hand?.kind === "drag"
        ? { ...strip, range: strip.hand.start, hand: null }
        : strip;
    case "follow":
      // The server's range counts, unless the visitor is still moving the strip.
      return strip.hand || strip.play ? strip : { ...strip, range: action.range };
  }
}

/** Whether a key moves the window. @param {string} key */
export const moves = (key) => Object.hasOwn(KEYS, key) || key === "Home" || key === "End";

/** @param {Range} span */
export const daysIn = (span) => span[1] - span[0] + 1;

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

/**
 * Returns these days, as far as they are within the span.
 * @param {Strip} strip
 * @param {number} first
 * @param {number} last
 * @returns {Range}
 */
function cut({ span }, first, last) {
  const from = clamp(first, span[0], span[1]);
  return [from, clamp(last, from, span[1])];
}

/**
 * Moves a window as it is; it ends where the span ends.
 * @param {Strip} strip
 * @param {number} first
 * @param {number} length how many days the last one is behind the first
 * @returns {Range}
 */
function slide({ span }, first, length) {
  const from = clamp(first, span[0], span[1] - length);
  return [from, from + length];
}

/**
 * @param {Strip} strip
 * @param {number} day
 * @param {Part} part
 * @returns {Strip}
 */
function grab(strip, day, part) {
  const range = part === "new" ? cut(strip, day, day) : strip.range;
  return {
    ...strip,
    range,
    play: null,
    hand: { kind: "drag", part, day, start: strip.range, trail: [] },
  };
}

/**
 * @param {Strip} strip
 * @param {number} day
 * @param {number} time
 * @returns {Strip}
 */
function drag(strip, day, time) {
  if (strip.hand?.kind !== "drag") return strip;
  const trail = [...strip.hand.trail.slice(1 - TRAIL), { time, day }];
  const hand = { ...strip.hand, trail };
  return { ...strip, hand, range: dragged(strip, hand, day) };
}

/**
 * @param {Strip} strip
 * @param {Drag} hand
 * @param {number} day
 */
function dragged(strip, hand, day) {
  const [first, last] = hand.start;
  const by = day - hand.day;
  switch (hand.part) {
    case "first":
      return cut(strip, Math.min(first + by, last), last);
    case "last":
      return cut(strip, first, Math.max(last + by, first));
    case "new":
      return cut(strip, Math.min(hand.day, day), Math.max(hand.day, day));
    case "both":
      return slide(strip, first + by, last - first);
  }
}

/**
 * Lets the window go: a quick hand throws it.
 * @param {Strip} strip
 * @param {{ time: number, still: boolean }} how
 * @returns {Strip}
 */
function release(strip, { time, still }) {
  if (strip.hand?.kind !== "drag") return strip;
  const speed = still ? 0 : speedOf(strip.hand, time);
  const isThrown = Math.abs(speed) > daysIn(strip.span) / THROW;
  const exact = strip.range[0];
  return { ...strip, hand: isThrown ? { kind: "glide", exact, speed, time } : null };
}

/**
 * @param {Drag} hand
 * @param {number} time
 */
function speedOf({ part, trail }, time) {
  const from = trail[0];
  const to = trail[trail.length - 1];
  if (part !== "both" || !from || to.time <= from.time || time - to.time >= REST) return 0;
  return (to.day - from.day) / (to.time - from.time);
}

/**
 * Moves a thrown window on, until it is slow or comes to the end of the span.
 * @param {Strip} strip
 * @param {number} time
 * @returns {Strip}
 */
function glide(strip, time) {
  if (strip.hand?.kind !== "glide") return strip;
  const passed = time - strip.hand.time;
  const exact = strip.hand.exact + strip.hand.speed * passed;
  const speed = strip.hand.speed * Math.exp(-passed / SLOWING);
  const range = slide(strip, Math.round(exact), strip.range[1] - strip.range[0]);
  const isOver = Math.abs(speed) < daysIn(strip.span) / STANDING || range[0] !== Math.round(exact);
  return { ...strip, range, hand: isOver ? null : { kind: "glide", exact, speed, time } };
}

/**
 * @param {Strip} strip
 * @param {string} key
 * @param {boolean} shift whether the last day moves alone
 * @returns {Strip}
 */
function press(strip, key, shift) {
  const [first, last] = strip.range;
  const by = KEYS[key];
  const after = { ...strip, play: null, hand: null };
  if (shift && by) return { ...after, range: cut(strip, first, last + by) };
  const ends = { Home: strip.span[0], End: strip.span[1] };
  const to = key === "Home" || key === "End" ? ends[key] : first + by;
  return { ...after, range: slide(strip, to, last - first) };
}

/**
 * Starts to play: from what is shown on, or anew where nothing is behind it.
 * @param {Strip} strip
 * @param {Mode} mode
 * @returns {Strip}
 */
function begin(strip, mode) {
  const { span, range, steps } = strip;
  const anew = range[1] >= (steps.length ? steps[steps.length - 1] : span[1]);
  if (!anew) return { ...strip, play: { anew } };
  return {
    ...strip,
    play: { anew },
    range: cut(strip, span[0], span[0] + (mode === "window" ? windowOf(strip) : 0)),
  };
}

/**
 * Returns how far a moving window reaches: as before, or over a tenth of the days where it began with
 * the first.
 * @param {Strip} strip
 */
function windowOf({ span, range }) {
  return range[0] === span[0] ? Math.round(daysIn(span) / 10) : range[1] - range[0];
}

/**
 * Shows the next step; where there is none, playing is over.
 * @param {Strip} strip
 * @param {Mode} mode
 * @returns {Strip}
 */
function tick(strip, mode) {
  if (!strip.play) return strip;
  const { anew } = strip.play;
  const { span, range, steps } = strip;
  const length = range[1] - range[0];
  const after = anew || (mode === "step" && length > 0) ? range[0] - 1 : range[1];
  const onward = anew ? 0 : Math.max(1, Math.round(length / 4));
  const next = mode === "window" ? range[1] + onward : steps.find((day) => day > after);
  if (next === undefined || next > span[1]) return { ...strip, play: null };
  const first = { step: next, cumulative: range[0], window: next - length }[mode];
  return { ...strip, play: { anew: false }, range: cut(strip, first, next) };
}
