// Writes the view into the address bar.

/** @import { Component } from "./element.js" */

import { withParameters } from "./link.js";
import { describe } from "./paper.js";

/**
 * @typedef {object} Written
 * @property {string[]} names of all parameters
 * @property {[name: string, value: string][]} pairs
 * @property {string} title of the page, for the tab
 * @property {string} shown what events the page shows, in words
 */

/** The page and the parameters that were written last. */
let written = "";

/**
 * Puts the view's parameters into the address, without a new entry in the history, and names the tab.
 * @param {Component<Written>} component
 */
export function writeLink({ data }) {
  const asked = JSON.stringify([location.pathname, data.pairs]);
  // Streamlit draws a part once more with what it had, which Back has just left behind.
  if (asked !== written) {
    written = asked;
    const address = withParameters(location.href, data.names, data.pairs);
    if (address !== location.href) history.replaceState(history.state, "", address);
  }
  document.title = data.title;
  describe(data.shown);
  dispatchEvent(new Event("corridors-link"));
}
