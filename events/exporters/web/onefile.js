// A page that stands alone: its events stand in it, and it fetches nothing. Its map tells what is
// picked on it, and is told what to show as the dashboard's map is.

/** @import { Files } from "../../../geodata/webmap/web/files.js" */
/** @import { Range } from "../../../geodata/webmap/web/words.js" */
/** @import { Told } from "../../../geodata/webmap/web/frame.js" */
/** @import { Tree } from "../../telling/assets/tree.js" */
/** @import { Event } from "./asking.js" */

import { packRows } from "../../../geodata/webmap/web/columns.js";
import { button, element } from "../../../geodata/webmap/web/elements.js";
import { bytesOf, held, hold } from "../../../geodata/webmap/web/files.js";
import { start } from "../../../geodata/webmap/web/frame.js";
import { number } from "../../../geodata/webmap/web/words.js";
import { build, holdPictures } from "../../telling/assets/tree.js";
import { linkedRow, matching, passing } from "./asking.js";

/**
 * @typedef {object} Content what Python writes into the page (onefile.py)
 * @property {Files} map
 * @property {Record<string, string>} files of the map in base 64, by their names
 * @property {Event[]} events
 * @property {string} panels of the events, a list of trees each: JSON as gzip in base 64
 * @property {Record<string, string>} pictures that panels show, by what stands for each
 * @property {Range} span
 * @property {[latitude: number, longitude: number]} centre
 * @property {[farthest: number, nearest: number]} zooms
 * @property {string[]} categories their ids, in the order of the key
 * @property {number} layers a bit for each that is drawn
 * @property {string} ignored letters that a search leaves out
 */

/** Pixels of an opened event that must be in view. */
const LEAST = 60;
/** Events in the list before more are asked for. */
const PAGE = 100;

/** @type {Content} */
const content = JSON.parse(find("data").textContent ?? "");
const { events } = content;
const ignored = new Set(content.ignored);
const dark = window.matchMedia("(prefers-color-scheme: dark)");

/** @type {Range} */
let range = content.span;
let kept = events.map(() => true);
/** @type {Set<string>} the categories that are chosen in the key; all of them where it is empty */
const chosen = new Set();
let selected = -1;
/** @type {number[]} the rows of the list, in its order */
let found = [];
let most = PAGE;
/** How often the map was asked to move, and the stamp of what it told last. */
let reach = 0;
let seen = 0;
/** The name of the rows that the map shows, and how many there were. */
let rows = "";
let made = 0;

hold(content.files);
holdPictures(content.pictures);
const panels = unpacked(content.panels);
const map = L.map("map", {
  center: content.centre,
  zoom: 10,
  minZoom: content.zooms[0],
  maxZoom: content.zooms[1],
  zoomSnap: 0.25,
  scrollWheelZoom: false,
});
const frame = start(map, content.map, follow);

/** @param {string} id */
function find(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @param {string} text
 * @returns {Promise<Tree[][]>}
 */
function unpacked(text) {
  const packed = new Blob([bytesOf(text)]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream("gzip"))).json();
}

function draw() {
  const [first, last] = range;
  const { layers } = content;
  const shown = { first, last, rows, part: "", selected, layers, dark: dark.matches };
  frame.show({ ...shown, ...countKey(), language: 0, reach, seen, view: null, within: false });
}

/** Counts what each category would show, and marks those that are chosen. */
function countKey() {
  const others = passing(events, words(), new Set(), ignored);
  const rows = matching(events, others, range);
  const numbers = rows.map((row) => events[row].category);
  return {
    counts: content.categories.map((id) => numbers.filter((other) => other === id).length),
    chosen: content.categories.reduce((sum, id, n) => sum + (chosen.has(id) ? 2 ** n : 0), 0),
  };
}

function words() {
  return /** @type {HTMLInputElement} */ (find("words")).value;
}

/** Gives the map the events that pass the filters, as the file that a server would write. */
function keep() {
  kept = passing(events, words(), chosen, ignored);
  held.delete(content.map.rows.replace("*", rows));
  rows = "";
  if (kept.every(Boolean)) return;
  made += 1;
  rows = String(made);
  held.set(content.map.rows.replace("*", rows), packRows(kept));
}

function list() {
  found = matching(events, kept, range);
  find("status").textContent = `${number(found.length)} of ${number(events.length)} events`;
  find("events").replaceChildren(...found.slice(0, most).map((row) => build(events[row].line)));
  find("more").hidden = found.length <= most;
  mark();
}

/** Marks the open event in the list. */
function mark() {
  const action = `select:${events[selected]?.id}`;
  for (const made of find("events").querySelectorAll("button")) {
    const isOpen = made.dataset.action === action;
    made.setAttribute("aria-pressed", String(isOpen));
    made.closest("li")?.classList.toggle("selected", isOpen);
  }
}

/**
 * Opens an event before the list; whoever came from the map stays there, if it is in view.
 * @param {number} row or -1
 * @param {boolean} read
 */
async function open(row, read) {
  selected = row;
  mark();
  const trees = row < 0 ? [] : (await panels)[row];
  if (row !== selected) return; // another was opened meanwhile
  const panel = find("panel");
  panel.hidden = row < 0;
  panel.replaceChildren();
  if (row < 0) return;
  panel.append(head(row), ...trees.map(build));
  if (read || panel.getBoundingClientRect().top > innerHeight - LEAST) bring(panel);
}

/**
 * Draws what leads to the list, to its events before and after, and out of the panel.
 * @param {number} row
 */
function head(row) {
  const node = element("nav", "turning");
  node.setAttribute("aria-label", "This event in the list");
  node.append(button("Back to the list", goBack));
  const place = found.indexOf(row);
  if (place >= 0) {
    const words = `${number(place + 1)} of ${number(found.length)}`;
    node.append(
      stepTo("‹", "Previous event", found[place - 1]),
      element("span", "counter", words),
      stepTo("›", "Next event", found[place + 1]),
    );
  }
  node.append(button("✕", shut, { className: "close", name: "Close" }));
  return node;
}

/**
 * Draws a button to the event beside, on which the keyboard stays; at the end it leads nowhere.
 * @param {string} sign
 * @param {string} name
 * @param {number | undefined} row
 */
function stepTo(sign, name, row) {
  const go = async () => {
    if (row === undefined) return;
    reach += 1;
    const opened = open(row, false);
    draw();
    await opened;
    const panel = find("panel");
    /** @type {HTMLElement | null} */ (panel.querySelector(`[aria-label="${name}"]`))?.focus();
    find("spoken").textContent = panel.querySelector("h2")?.textContent ?? "";
  };
  const made = button(sign, go, { className: "step", name });
  if (row === undefined) made.setAttribute("aria-disabled", "true");
  return made;
}

/** Puts the keyboard on the open event in the list, or on the list. */
function goBack() {
  most = Math.max(most, found.indexOf(selected) + 1);
  list();
  const row = find("events").querySelector(".selected button");
  (row ?? find("status")).scrollIntoView({ block: "center" });
  /** @type {HTMLElement | null} */ (row)?.focus({ preventScroll: true });
}

/** @param {HTMLElement} panel */
function bring(panel) {
  const heading = panel.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "start" });
}

function shut() {
  const { id } = events[selected];
  open(-1, false);
  draw();
  const line = find("events").querySelector(`[data-action="select:${CSS.escape(id)}"]`);
  /** @type {HTMLElement | null} */ (line)?.focus();
}

/**
 * Follows what a visitor does on the map.
 * @param {Told & { stamp: number }} told
 */
function follow(told) {
  seen = told.stamp;
  if (told.range) {
    range = told.range;
    list();
  }
  if (told.category) {
    if (!chosen.delete(told.category)) chosen.add(told.category);
    filter();
  }
  if (told.row !== undefined && told.row >= 0) open(told.row, told.read ?? false);
  draw();
}

function filter() {
  most = PAGE;
  keep();
  list();
  draw();
}

/** @param {MouseEvent} event */
function press({ target }) {
  const pressed = /** @type {Element} */ (target).closest("[data-action]");
  const id = pressed?.getAttribute("data-action")?.replace("select:", "");
  const row = events.findIndex((event) => event.id === id);
  if (row < 0) return;
  reach += 1;
  open(row, true);
  draw();
}

function showMore() {
  const before = most;
  most += PAGE;
  list();
  find("events").children[before]?.querySelector("button")?.focus();
}

document.addEventListener("click", press);
find("panel").addEventListener("keydown", ({ key }) => {
  if (key === "Escape") shut();
});
find("words").addEventListener("input", filter);
find("more").addEventListener("click", showMore);
dark.addEventListener("change", draw);

keep();
list();
const linked = linkedRow(events, location.hash);
if (linked >= 0) {
  reach += 1;
  open(linked, true);
}
draw();
