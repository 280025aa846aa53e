// A small map in the corner, with the frame of what is seen, while that is less than all.

/** @import { Base, Layer } from "./data.js" */
/** @import { Ground } from "./ground.js" */

import { element } from "./elements.js";
import { colourOf } from "./ground.js";

/** Pixels of its longer side, and the room round the home in it, as a part of that. */
const SIDE = 92;
const MARGIN = 0.12;
/** Zooms nearer than the home from which it is there. */
const NEARER = 0.75;

export class Inset {
  #map;
  #grounds;
  #ground;
  #canvas = element("canvas", "inset");

  /**
   * @param {L.Map} map
   * @param {Base} base
   * @param {Ground} ground
   */
  constructor(map, base, ground) {
    this.#map = map;
    this.#ground = ground;
    this.#grounds = base.layers.filter(({ kind }) => kind === "ground");
    this.#canvas.setAttribute("aria-hidden", "true");
    this.#canvas.hidden = true;
    const Corner = L.Control.extend({ onAdd: () => this.#canvas });
    new Corner({ position: "topleft" }).addTo(map);
  }

  /** @param {boolean} dark */
  draw(dark) {
    const home = this.#ground.home.pad(MARGIN);
    this.#canvas.hidden =
      this.#map.getZoom() < this.#map.getBoundsZoom(this.#ground.home) + NEARER ||
      this.#map.getBounds().contains(this.#ground.home);
    if (this.#canvas.hidden) return;
    const at = (/** @type {L.LatLngExpression} */ point) => this.#map.project(point, 0);
    const [start, end] = [at(home.getNorthWest()), at(home.getSouthEast())];
    const scale = SIDE / Math.max(end.x - start.x, end.y - start.y);
    const size = end.subtract(start).multiplyBy(scale);
    const put = (/** @type {L.LatLngExpression} */ point) =>
      at(point).subtract(start).multiplyBy(scale);
    const pen = this.#sized(size);
    for (const layer of this.#grounds) this.#fill(pen, layer, dark, put);
    this.#frame(pen, put, size);
  }

  /** @param {L.Point} size */
  #sized({ x, y }) {
    const sharp = window.devicePixelRatio || 1;
    Object.assign(this.#canvas, { width: x * sharp, height: y * sharp });
    Object.assign(this.#canvas.style, { width: `${x}px`, height: `${y}px` });
    const pen = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext("2d"));
    pen.scale(sharp, sharp);
    return pen;
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Layer} layer
   * @param {boolean} dark
   * @param {(point: L.LatLngExpression) => L.Point} put
   */
  #fill(pen, layer, dark, put) {
    pen.fillStyle = colourOf(layer, dark);
    if (layer === this.#grounds[0]) pen.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    for (const { id } of layer.shapes) {
      pen.beginPath();
      for (const ring of this.#ground.ringsOf(id)) {
        for (const [i, point] of ring.entries()) {
          const { x, y } = put(point);
          pen[i ? "lineTo" : "moveTo"](x, y);
        }
        pen.closePath();
      }
      pen.fill("evenodd");
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {(point: L.LatLngExpression) => L.Point} put
   * @param {L.Point} size
   */
  #frame(pen, put, size) {
    const seen = this.#map.getBounds();
    const [start, end] = [put(seen.getNorthWest()), put(seen.getSouthEast())];
    const [left, top] = [Math.max(start.x, 1), Math.max(start.y, 1)];
    pen.strokeStyle = getComputedStyle(this.#canvas).color;
    pen.lineWidth = 2;
    pen.strokeRect(
      left,
      top,
      Math.max(Math.min(end.x, size.x - 1) - left, 3),
      Math.max(Math.min(end.y, size.y - 1) - top, 3),
    );
  }
}
