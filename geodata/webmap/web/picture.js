// Paints the timeline onto its canvases: once for the days in view, never while the window moves.

/** @import { Limits } from "./columns.js" */
/** @import { Category } from "./data.js" */
/** @import { Item } from "./lanes.js" */
/** @import { Bars, Scene } from "./scene.js" */

import { BEHIND, MARGIN } from "./axis.js";
import { limitsOf, UNCERTAIN, VAGUE } from "./columns.js";
import { NAME } from "./scene.js";
import { briefNumber, number } from "./words.js";

/** @typedef {{ text: string, paper: string, edge: string, focus: string }} Inks */
/**
 * @typedef {object} Told what is painted of the events
 * @property {readonly Category[]} categories
 * @property {Uint8Array} dating see `Columns`
 * @property {number} selected a row or -1
 * @property {(row: number) => string | null} title
 */

const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";
const SMALL = `11px ${FONT}`;
const BLACK = "#000000";
/** The most pixels of a canvas on one side. */
const MOST = 16_000;
/** The least room for a title that is cut. */
const LEAST_TITLE = 60;
const LEAST_LETTER = 12;
/** How long an arrow or a dashed line is that stands for an end which a date lacks, and how wide its head. */
const TAIL = 9;
const HEAD = 3;
/** The least height of a lane that holds a letter, between the letters above and below. */
const TALL_LETTER = 11;

/**
 * Returns how wide texts of the timeline are.
 * @param {HTMLCanvasElement} canvas
 */
export function measureOn(canvas) {
  const draw = canvas.getContext("2d");
  return (/** @type {string} */ text) => {
    if (!draw) return text.length * 6;
    draw.font = SMALL;
    return draw.measureText(text).width;
  };
}

/**
 * Clears a canvas of a size in pixels of the page.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
function clear(canvas, width, height) {
  const ratio = Math.min(window.devicePixelRatio || 1, MOST / height);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.height = `${height}px`;
  const draw = canvas.getContext("2d");
  draw?.scale(ratio, ratio);
  if (draw) draw.font = SMALL;
  return draw;
}

/** @returns {Inks} those of the page, light, dark, or of its forced colours */
export function readInks() {
  const style = getComputedStyle(document.documentElement);
  const read = (/** @type {string} */ name) => style.getPropertyValue(name).trim() || BLACK;
  return {
    text: read("--text"),
    paper: read("--paper"),
    edge: read("--edge"),
    focus: read("--focus"),
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Scene} scene
 * @param {number} height
 * @param {Inks} inks
 */
export function paintAxis(canvas, { axis, ticks }, height, inks) {
  const draw = clear(canvas, axis.width, height);
  if (!draw) return;
  draw.fillStyle = inks.edge;
  draw.fillRect(0, 0, axis.width, 1);
  for (const { x } of ticks) draw.fillRect(Math.round(x), 0, 1, 5);
  draw.fillStyle = inks.text;
  draw.textBaseline = "middle";
  for (const { x, text } of ticks) draw.fillText(text, x + BEHIND, height / 2 + 1);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Scene} scene
 * @param {Told} told
 * @param {Inks} inks
 */
export function paintEvents(canvas, scene, told, inks) {
  const { axis, height, lanes, bars } = scene;
  const draw = clear(canvas, axis.width, height);
  if (!draw) return;
  paintGround(draw, scene, inks);
  if (lanes) {
    for (const item of lanes.items) paintItem(draw, item, scene, told, inks);
  }
  if (bars) paintBars(draw, bars, scene, told.categories, inks);
  paintPeriods(draw, scene, inks);
  paintLetters(draw, scene, told.categories, inks);
}

/**
 * Paints the bands of periods, and a line for each month or year that is named.
 * @param {CanvasRenderingContext2D} draw
 * @param {Scene} scene
 * @param {Inks} inks
 */
function paintGround(draw, { bands, ticks, height }, inks) {
  draw.fillStyle = inks.edge;
  bands.forEach(({ left, right }, i) => {
    draw.globalAlpha = i % 2 ? 0.2 : 0.11;
    draw.fillRect(left, 0, right - left, height);
    draw.globalAlpha = 0.6;
    draw.fillRect(left, 0, 1, height);
  });
  draw.globalAlpha = 0.25;
  for (const { x } of ticks) draw.fillRect(Math.round(x), 0, 1, height);
  draw.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} draw
 * @param {Scene} scene
 * @param {Inks} inks
 */
function paintPeriods(draw, { names }, inks) {
  draw.font = SMALL;
  draw.fillStyle = inks.text;
  draw.textBaseline = "middle";
  for (const { x, row, lines } of names) {
    lines.forEach((line, i) => {
      draw.fillText(line, x, (row + i + 0.5) * NAME + 1);
    });
  }
}

/**
 * Names the lanes: by their letters or, opened, by their labels as well. Without lanes the number of
 * the highest bar stands beside its top.
 * @param {CanvasRenderingContext2D} draw
 * @param {Scene} scene
 * @param {readonly Category[]} known
 * @param {Inks} inks
 */
function paintLetters(draw, { lanes, bars, categories, isOpened, axis }, known, inks) {
  draw.fillStyle = inks.text;
  draw.textBaseline = "middle";
  if (bars && !isOpened) {
    draw.font = `9px ${FONT}`;
    return draw.fillText(briefNumber(bars.highest), 1, bars.tops[0] + 5);
  }
  const tops = (lanes ?? bars)?.tops ?? [];
  categories.forEach((category, i) => {
    const { letter, label } = known[category];
    if (isOpened) {
      draw.globalAlpha = 0.3;
      draw.fillRect(0, tops[i], axis.width, 1);
      draw.globalAlpha = 1;
      draw.font = `700 12px ${FONT}`;
      const most = bars ? `: at most ${number(mostOf(bars, category, known.length))} in a bar` : "";
      const y = tops[i] + (lanes?.line ?? bars?.head ?? 0) * 0.55;
      draw.fillText(letter, 4, y);
      draw.fillText(`${label}${most}`, MARGIN + 4, y);
    } else {
      const line = lanes?.line ?? 0;
      draw.font = `700 10px ${FONT}`;
      // Low lanes have their letters aside by turns, so that none touches the next.
      const aside = line < TALL_LETTER && i % 2 ? 10 : 2;
      draw.fillText(letter, aside, tops[i] + line / 2 + 0.5);
    }
  });
  draw.font = SMALL;
}

/**
 * @param {Bars} bars
 * @param {number} category
 * @param {number} categories how many there are
 */
function mostOf({ sums }, category, categories) {
  let most = 0;
  for (let at = category; at < sums.length; at += categories) most = Math.max(most, sums[at]);
  return most;
}

/**
 * @param {Category} category
 * @param {Inks} inks
 */
function coloursOf({ colour, ink }, inks) {
  // Black would not be seen on a dark page.
  return colour === BLACK ? { colour: inks.text, ink: inks.paper } : { colour, ink };
}

/**
 * Paints a dot or a bar: pale within a dashed edge where its date is inferred, hollow where its day is
 * not given.
 * @param {CanvasRenderingContext2D} draw
 * @param {Item} item
 * @param {Scene} scene
 * @param {Told} told
 * @param {Inks} inks
 */
function paintItem(draw, item, scene, { categories, dating, selected, title }, inks) {
  const { colour, ink } = coloursOf(categories[scene.categories[item.lane]], inks);
  const doubt = dating[item.row];
  const line = scene.lanes?.line ?? 0;
  paintTail(draw, item, limitsOf(doubt), inks);
  shape(draw, item, line, 0);
  fill(draw, inks.paper, 1);
  fill(draw, colour, doubt & UNCERTAIN ? 0.4 : 1);
  if (doubt & VAGUE) {
    shape(draw, item, line, -Math.max(1.5, line / 8));
    fill(draw, inks.paper, 1);
    shape(draw, item, line, 0);
  }
  draw.setLineDash(doubt & UNCERTAIN ? [3, 2] : []);
  stroke(draw, inks.edge, 1);
  draw.setLineDash([]);
  if (item.row === selected) {
    shape(draw, item, line, 2.5);
    stroke(draw, inks.focus, 2.5);
  }
  if (scene.isOpened) paintTitle(draw, item, title(item.row) ?? "", inks);
  if (item.right - item.left < LEAST_LETTER) return;
  draw.font = `700 10px ${FONT}`;
  draw.fillStyle = doubt & (UNCERTAIN | VAGUE) ? inks.text : ink;
  draw.textAlign = "center";
  const letter = categories[scene.categories[item.lane]].letter;
  const x = item.isDot ? (item.left + item.right) / 2 : Math.max(item.left, 0) + 8;
  if (scene.isOpened) draw.fillText(letter, x, item.y + 0.5);
  draw.textAlign = "start";
}

/**
 * Paints an arrow at an end that is open, and a dashed line at one that is not known.
 * @param {CanvasRenderingContext2D} draw
 * @param {Item} item
 * @param {Limits} limits
 * @param {Inks} inks
 */
function paintTail(draw, { left, right, y }, limits, inks) {
  if (limits === "given") return;
  const isOpen = limits.endsWith("open");
  const [from, way] = limits.startsWith("end") ? [right, 1] : [left, -1];
  const tip = from + way * TAIL;
  draw.beginPath();
  draw.moveTo(from, y);
  draw.lineTo(tip, y);
  if (isOpen) {
    draw.moveTo(tip - way * HEAD, y - HEAD);
    draw.lineTo(tip, y);
    draw.lineTo(tip - way * HEAD, y + HEAD);
  }
  draw.setLineDash(isOpen ? [] : [2, 2]);
  stroke(draw, inks.text, 1.5);
  draw.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} draw
 * @param {string} colour
 * @param {number} alpha
 */
function fill(draw, colour, alpha) {
  draw.globalAlpha = alpha;
  draw.fillStyle = colour;
  draw.fill();
  draw.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} draw
 * @param {string} colour
 * @param {number} width
 */
function stroke(draw, colour, width) {
  draw.strokeStyle = colour;
  draw.lineWidth = width;
  draw.stroke();
}

/**
 * @param {CanvasRenderingContext2D} draw
 * @param {Item} item
 * @param {number} line
 * @param {number} wider by so many pixels on each side
 */
function shape(draw, { left, right, y, isDot }, line, wider) {
  const tall = (isDot ? right - left : Math.max(4, line - 3)) + 2 * wider;
  draw.beginPath();
  const round = Math.max(0, isDot ? tall / 2 : 3 + wider);
  draw.roundRect(left - wider, y - tall / 2, right - left + 2 * wider, Math.max(0, tall), round);
}

/**
 * Writes a title behind its event, shorter where the next one comes before its end.
 * @param {CanvasRenderingContext2D} draw
 * @param {Item} item
 * @param {string} title
 * @param {Inks} inks
 */
function paintTitle(draw, { right, room, y }, title, inks) {
  draw.font = SMALL;
  draw.fillStyle = inks.text;
  draw.textBaseline = "middle";
  const space = room - 10;
  if (space < Math.min(LEAST_TITLE, draw.measureText(title).width)) return;
  let text = title;
  while (text && draw.measureText(text).width > space) text = `${text.slice(0, -2).trimEnd()}…`;
  draw.fillText(text, right + 5, y + 0.5);
}

/**
 * @param {CanvasRenderingContext2D} draw
 * @param {Bars} bars
 * @param {Scene} scene
 * @param {readonly Category[]} known
 * @param {Inks} inks
 */
function paintBars(draw, { count, sums, highest, tops, head, tall }, scene, known, inks) {
  const width = (scene.axis.width - 2 * MARGIN) / count;
  for (const [lane, category] of scene.categories.entries()) {
    draw.fillStyle = coloursOf(known[category], inks).colour;
    for (let bar = 0; bar < count; bar++) {
      const part = sums[bar * known.length + category];
      if (!part) continue;
      const below = scene.isOpened ? 0 : under(sums, bar * known.length, scene.categories, lane);
      const scale = (tall - 2) / highest;
      const foot = tops[scene.isOpened ? lane : 0] + head + tall - below * scale;
      const height = Math.max(part * scale, scene.isOpened ? 1 : 0);
      draw.fillRect(MARGIN + bar * width, foot - height, Math.max(1, width - 0.5), height);
    }
  }
}

/**
 * Adds up what lies below a lane in a stacked bar.
 * @param {Uint32Array} sums
 * @param {number} start
 * @param {readonly number[]} categories
 * @param {number} lane
 */
function under(sums, start, categories, lane) {
  let sum = 0;
  for (let i = 0; i < lane; i++) sum += sums[start + categories[i]];
  return sum;
}
