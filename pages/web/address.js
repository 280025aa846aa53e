// Writes the view into the address bar.

/** @import { Component } from "./element.js" */

import { holds, withParameters } from "./link.js";
import { describe } from "./paper.js";

/** @typedef {[name: string, value: string][]} Pairs */

/**
 * @typedef {object} Written
 * @property {string[]} names of all parameters
 * @property {string[]} lasting those that the server writes; the map writes its own
 * @property {Pairs} pairs
 * @property {Pairs[]} over what the address held, or was asked to hold, when the server saw it
 * @property {string} title of the page, for the tab
 * @property {string} shown what events the page shows, in words
 */

/** The page and the parameters that were written last. */
let written = "";

/**
 * Puts the view's parameters into the address, without a new entry in the history, and names the tab.
 * Where the address is another by now, the visitor has gone on or back, and the server hears of it.
 * @param {Component<Written>} component
 */
export function writeLink({ data: { names, lasting, pairs, over, title, shown } }) {
  const asked = JSON.stringify([location.pathname, pairs]);
  if (asked !== written && over.some((held) => holds(location.href, lasting, held))) {
    written = asked;
    const address = withParameters(location.href, names, pairs);
    if (address !== location.href) history.replaceState(history.state, "", address);
  }
  document.title = title;
  describe(shown);
  dispatchEvent(new Event("corridors-link"));
}
