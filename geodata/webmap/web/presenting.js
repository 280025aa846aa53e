// A map on a projector: keys pressed on it turn the pages of the presenter around it, and it says where
// an event was that is not on it.

/** @import { Ground } from "./ground.js" */

import { element } from "./elements.js";

const TURNING = ["PageDown", "PageUp", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"];

export class Presenting {
  #sign = element("p", "off-map");

  /**
   * @param {L.Map} map
   * @param {Ground} ground
   * @param {(key: string) => void} turn
   */
  constructor(map, ground, turn) {
    this.#sign.hidden = true;
    map.getContainer().append(this.#sign);
    // A tall frame would else show where the drawn land ends.
    const fill = () => holdWithin(map, ground.bounds);
    map.on("resize", fill);
    fill();
    // Leaflet would move the map by the arrows; here they turn pages, as they do beside the map.
    document.addEventListener("keydown", (event) => pass(event, turn), { capture: true });
  }

  /** @param {string} place not on the map; empty for none */
  name(place) {
    this.#sign.hidden = !place;
    this.#sign.textContent = place ? `${place}: not on this map` : "";
  }
}

/**
 * Lets nobody zoom out beyond these bounds. Left to itself, Leaflet zooms with a frame's delay, and so
 * undoes what was moved to meanwhile.
 * @param {L.Map} map
 * @param {L.LatLngBounds} bounds
 */
function holdWithin(map, bounds) {
  const least = map.getBoundsZoom(bounds, true);
  if (map.getZoom() < least) map.setZoom(least, { animate: false });
  map.setMinZoom(least);
}

/**
 * @param {KeyboardEvent} event
 * @param {(key: string) => void} turn
 */
function pass(event, turn) {
  if (!TURNING.includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  turn(event.key);
}
