// The histogram of the time strip: events by the day on which they begin, stacked by category.

/** @import { Category } from "./data.js" */
/** @import { Range } from "./words.js" */

import { daysIn } from "./range.js";
import { monthInWords, monthStarts } from "./words.js";

export const HEIGHT = 56;
/** Pixels that are kept above the bars for the months. */
const MONTHS = 18;
const BAR = 3;
/** Pixels that the name of a month takes, and those without one at the right edge. */
const LABEL = 64;
const EDGE = 50;
const BLACK = "#000000";

/**
 * Adds days up to at most so many bars.
 * @param {Uint32Array} counts by day and category
 * @param {number} days
 * @param {number} categories how many there are
 * @param {number} most
 * @returns {{ bars: number, sums: Float64Array, highest: number }} `sums` by bar and category
 */
export function addUp(counts, days, categories, most) {
  const bars = Math.min(days, Math.max(1, most));
  const sums = new Float64Array(bars * categories);
  for (let day = 0; day < days; day++) {
    const bar = Math.floor((day * bars) / days);
    for (let c = 0; c < categories; c++) sums[bar * categories + c] += counts[day * categories + c];
  }
  let highest = 1;
  for (let bar = 0; bar < bars; bar++) {
    const parts = sums.subarray(bar * categories, (bar + 1) * categories);
    highest = Math.max(
      highest,
      parts.reduce((sum, part) => sum + part, 0),
    );
  }
  return { bars, sums, highest };
}

/**
 * Returns the days on which events begin.
 * @param {Uint32Array} counts by day and category
 * @param {Range} span
 * @param {number} categories how many there are
 */
export function daysWithEvents(counts, span, categories) {
  const found = [];
  for (let day = 0; day < daysIn(span); day++) {
    const parts = counts.subarray(day * categories, (day + 1) * categories);
    if (parts.some((part) => part > 0)) found.push(span[0] + day);
  }
  return found;
}

/**
 * Paints months and bars onto a canvas, as wide as it is shown.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width in pixels of the page
 * @param {Range} span
 * @param {readonly Category[]} categories
 * @param {Uint32Array | null} counts by day and category
 */
export function paint(canvas, width, span, categories, counts) {
  if (!width) return; // a strip that is not shown
  const ratio = window.devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = HEIGHT * ratio;
  const draw = canvas.getContext("2d");
  if (!draw) return;
  draw.scale(ratio, ratio);
  const ink = getComputedStyle(document.documentElement).getPropertyValue("--text") || BLACK;
  paintMonths(draw, width, span, ink);
  if (counts) paintBars(draw, width, span, categories, counts, ink);
}

/**
 * Names a month every so often, so that the names keep apart.
 * @param {CanvasRenderingContext2D} draw
 * @param {number} width
 * @param {Range} span
 * @param {string} ink
 */
function paintMonths(draw, width, span, ink) {
  draw.fillStyle = ink;
  draw.font = "11px system-ui, sans-serif";
  draw.textBaseline = "top";
  const days = daysIn(span);
  const every = Math.max(1, Math.ceil((days / 30.4) * (LABEL / width)));
  for (const day of monthStarts(span, every)) {
    const x = ((day - span[0]) / days) * width;
    if (x > width - EDGE) break;
    draw.fillRect(x, 0, 1, 5);
    draw.fillText(monthInWords(day), x + 3, 1);
  }
}

/**
 * @param {CanvasRenderingContext2D} draw
 * @param {number} width
 * @param {Range} span
 * @param {readonly Category[]} categories
 * @param {Uint32Array} counts
 * @param {string} ink stands for black, which would not be seen on a dark page
 */
function paintBars(draw, width, span, categories, counts, ink) {
  const colours = categories.map(({ colour }) => (colour === BLACK ? ink : colour));
  const { bars, sums, highest } = addUp(
    counts,
    daysIn(span),
    colours.length,
    Math.floor(width / BAR),
  );
  for (let bar = 0; bar < bars; bar++) {
    let y = HEIGHT;
    for (const [c, colour] of colours.entries()) {
      const height = (sums[bar * colours.length + c] / highest) * (HEIGHT - MONTHS);
      if (!height) continue;
      draw.fillStyle = colour;
      draw.fillRect((bar * width) / bars, y - height, Math.max(1, width / bars - 0.5), height);
      y -= height;
    }
  }
}
