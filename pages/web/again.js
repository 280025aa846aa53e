// Asks the server again for a part of the page that had no answer, after a pause.

/** @import { Component } from "./element.js" */

import { whenConnected } from "./connection.js";

/** @type {WeakMap<Element, number>} the pause that each place is in */
const pauses = new WeakMap();

/**
 * Tells once that the pause is over; each time that it is drawn a pause begins.
 * @param {Component<{ seconds: number, tries: number }>} component
 */
export function again({ data: { seconds, tries }, parentElement, setTriggerValue }) {
  const place = /** @type {Element} */ (parentElement);
  clearTimeout(pauses.get(place));
  const tell = () => whenConnected(() => place.isConnected && setTriggerValue("due", tries));
  pauses.set(place, setTimeout(tell, seconds * 1000));
}
