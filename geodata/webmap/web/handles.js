// The window on the timeline: where its handles lie, and what of it the hand takes hold of. All lengths
// are in pixels.

/** @import { Axis } from "./axis.js" */
/** @import { Part } from "./range.js" */
/** @import { Range } from "./words.js" */

import { MARGIN, xOf } from "./axis.js";

/** What a finger needs, and a pointer. */
export const GRIPS = { coarse: 44, fine: 24 };
/** The least room between the handles, to move the window by. */
const LEAST = 24;

/**
 * Returns where the days lie, and the handles: further apart than the days where these are few.
 * @param {Axis} axis
 * @param {Range} range
 * @param {number} grip the width of a handle
 */
export function place(axis, range, grip) {
  const left = xOf(axis, range[0]);
  const right = xOf(axis, range[1] + 1);
  const lacking = LEAST + 2 * inner(grip) - (right - left);
  if (lacking <= 0 || right < 0 || left > axis.width) return { left, right, from: left, to: right };
  const from = Math.max(MARGIN, left - lacking / 2);
  const shift = Math.min(0, axis.width - MARGIN - (from + right - left + lacking));
  return { left, right, from: from + shift, to: from + shift + right - left + lacking };
}

/**
 * Returns what the hand takes hold of at x.
 * @param {Axis} axis
 * @param {Range} range
 * @param {number} x
 * @param {number} grip
 * @returns {Part}
 */
export function partAt(axis, range, x, grip) {
  const { from, to } = place(axis, range, grip);
  const outer = Math.min(grip, MARGIN);
  if (x >= from - outer && x < from + inner(grip)) return "first";
  if (x >= to - inner(grip) && x < to + outer) return "last";
  // Where no other day is in view, to move the window would show nothing.
  const isAll = range[0] <= axis.view[0] && range[1] >= axis.view[1];
  return x > from && x < to && !isAll ? "both" : "new";
}

/** How much of a handle lies within the window. @param {number} grip */
const inner = (grip) => Math.max(6, grip - MARGIN);
