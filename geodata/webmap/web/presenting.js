// A map on a projector: it says where an event was for which no mark can stand.

/** @import { Ground } from "./ground.js" */

import { element } from "./elements.js";

export class Presenting {
  #sign = element("p", "off-map");

  /**
   * @param {L.Map} map
   * @param {Ground} ground
   */
  constructor(map, ground) {
    this.#sign.hidden = true;
    map.getContainer().append(this.#sign);
    // A tall frame would else show where the drawn land ends.
    const fill = () => holdWithin(map, ground.bounds);
    map.on("resize", fill);
    fill();
  }

  /**
   * @param {string} place empty where a mark stands
   * @param {boolean} isWhole whether the map shows all of it, or nothing
   */
  name(place, isWhole) {
    this.#sign.hidden = !place;
    this.#sign.textContent = isWhole ? `${place} as a whole` : `${place}: not on this map`;
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
