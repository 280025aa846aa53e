// Which events of the page are asked for: by words and categories, by days, and by a link.

/** @import { Range } from "../../../geodata/webmap/web/words.js" */
/** @import { Tree } from "../../telling/assets/tree.js" */

import { fold } from "./fold.js";

/**
 * @typedef {object} Event
 * @property {string} id
 * @property {string} category
 * @property {number} first
 * @property {number} last
 * @property {string} text what is searched, folded
 * @property {Tree} line in the list
 */

/**
 * Returns for each event whether it passes the filters, whatever the days.
 * @param {readonly Event[]} events
 * @param {string} words those without a letter or digit find nothing
 * @param {ReadonlySet<string>} categories all of them where it is empty
 * @param {ReadonlySet<string>} ignored see `fold`
 */
export function passing(events, words, categories, ignored) {
  const wanted = fold(words, ignored).split(" ").filter(Boolean);
  const empty = !wanted.length && words.trim() !== "";
  return events.map(({ category, text }) => {
    if (empty || (categories.size && !categories.has(category))) return false;
    return wanted.every((word) => text.includes(word));
  });
}

/**
 * Returns the rows of a range of days: those that begin in it stand before those that began earlier.
 * @param {readonly Event[]} events
 * @param {readonly boolean[]} kept
 * @param {Range} range
 */
export function matching(events, kept, [from, to]) {
  const rows = [...events.keys()].filter(
    (row) => kept[row] && events[row].first <= to && events[row].last >= from,
  );
  const begins = (/** @type {number} */ row) => events[row].first >= from;
  return [...rows.filter(begins), ...rows.filter((row) => !begins(row))];
}

/**
 * Returns the row that a link into the page names (#event= and an id), or -1.
 * @param {readonly Event[]} events
 * @param {string} hash
 */
export function linkedRow(events, hash) {
  return events.findIndex(({ id }) => hash === `#event=${id}`);
}
