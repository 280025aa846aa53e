// Writes the view into the address bar.

/** @import { Component } from "./element.js" */

import { withParameters } from "./link.js";

/**
 * Puts the view's parameters into the address, without a new entry in the history.
 * @param {Component<{ names: string[], pairs: [name: string, value: string][] }>} component
 */
export function writeLink({ data }) {
  const address = withParameters(location.href, data.names, data.pairs);
  if (address !== location.href) history.replaceState(history.state, "", address);
  dispatchEvent(new Event("corridors-link"));
}
