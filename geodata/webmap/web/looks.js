// What a mark looks like and how it is named: an event by its category, a group by its number.

/** @import { Category } from "./data.js" */
/** @import { Events } from "./events.js" */
/** @import { Group } from "./grid.js" */

import { isOnePlace } from "./events.js";
import { briefNumber, number } from "./words.js";

/**
 * @typedef {object} Looks
 * @property {string} name that is spoken
 * @property {string} text on the mark
 * @property {boolean} selected
 * @property {string} classes
 * @property {string} colour
 * @property {string} ink the colour of the text; empty for the usual one
 */

/** Steps of the ring round a group: of 5 degrees each, so that most changes change no style. */
const STEPS = 72;

/**
 * @param {Events} events
 * @param {Group} group
 */
export function nameGroup(events, group) {
  if (events.isCount(group.first))
    return group.count === 1 ? "1 event here" : `${number(group.count)} events here`;
  const where = isOnePlace(group) ? "at" : "around";
  return `${number(group.count)} events ${where} ${events.placeName(group.first)}`;
}

/**
 * @param {Events} events
 * @param {number} row
 */
export function nameMark(events, row) {
  const title = events.title(row);
  const named = title ? `${title}, ${events.placeName(row)}` : events.placeName(row);
  return `${events.categoryOf(row).label}: ${named}`;
}

/**
 * @param {Events} events
 * @param {readonly Category[]} categories
 * @param {Group} group
 * @param {boolean} selected
 * @returns {Looks}
 */
export function looksOf(events, categories, group, selected) {
  const chosen = selected ? " selected" : "";
  if (group.count > 1 || events.isCount(group.first)) {
    const name = nameGroup(events, group);
    const colour = ring(categories, group);
    return {
      name,
      text: briefNumber(group.count),
      selected,
      classes: `several${chosen}`,
      colour,
      ink: "",
    };
  }
  const { letter, colour, ink } = events.categoryOf(group.first);
  const hollow = events.isVague(group.first) ? " hollow" : "";
  const name = nameMark(events, group.first);
  return { name, text: letter, selected, classes: `single${hollow}${chosen}`, colour, ink };
}

/**
 * Returns a ring whose parts are the categories of a group, as a CSS conic gradient.
 * @param {readonly Category[]} categories
 * @param {Pick<Group, "count" | "parts">} group
 */
export function ring(categories, { count, parts }) {
  let sum = 0;
  /** @type {string[]} */
  const drawn = [];
  const angle = () => Math.round((sum / count) * STEPS) * (360 / STEPS);
  parts.forEach((part, category) => {
    if (!part) return;
    const from = angle();
    sum += part;
    drawn.push(`${categories[category].colour} ${from}deg ${angle()}deg`);
  });
  return `conic-gradient(${drawn.join(", ")})`;
}
