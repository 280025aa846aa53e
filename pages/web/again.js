// Asks the server again for a part of the page that had no answer, after a pause.

/** @import { Component } from "./element.js" */

import { whenConnected } from "./connection.js";

/** @type {WeakMap<Element, number>} the pause that each place is in */
const pauses = new WeakMap();

/**
 * Tells that the pause is over, and again after each further one until it is drawn anew or gone: what
 * is told may be lost on its way.
 * @param {Component<{ seconds: number, tries: number }>} component
 */
export function again({ data: { seconds, tries }, parentElement, setTriggerValue }) {
  const place = /** @type {Element} */ (parentElement);
  clearTimeout(pauses.get(place));
  const wait = () => pauses.set(place, setTimeout(tell, seconds * 1000));
  const tell = () => {
    if (!place.isConnected) return;
    whenConnected(() => place.isConnected && setTriggerValue("due", tries));
    wait();
  };
  wait();
}
