// The base map: layers of shapes as vectors, drawn while they stood.

/** @import { Base, Layer, Message, Shape } from "./data.js" */

/** @typedef {{ shape: Shape, layer: Layer, order: number, drawn: L.GeoJSON }} Drawn */

/** Below circles and lines of marks, which are drawn anew less often. */
const PANE = "ground";
const ABOVE_TILES = 350;

/** The shapes of the selected event. */
const LIT = { light: "#B00020", dark: "#FF8A95" };

const LIT_STYLE = { stroke: true, fill: true, fillOpacity: 0.22, weight: 4, opacity: 0.95 };
const STYLES = {
  ground: { stroke: false, fill: true, fillOpacity: 1 },
  line: { stroke: true, fill: false, weight: 1.5, opacity: 0.9 },
  zone: { stroke: true, fill: true, fillOpacity: 0.14, weight: 1.5, opacity: 1, dashArray: "6 4" },
  label: { stroke: false, fill: false },
};

/**
 * Returns whether a thing stood on any day of those that are shown.
 * @param {{ first: number | null, last: number | null }} thing
 * @param {Pick<Message, "first" | "last">} shown
 */
export function stands(thing, shown) {
  const begun = thing.first === null || thing.first <= shown.last;
  return begun && (thing.last === null || thing.last >= shown.first);
}

/**
 * Returns those of a place's shapes that stood on the days of an event; where none did, the first.
 * @template {{ first: number | null, last: number | null }} Thing
 * @param {readonly Thing[]} shapes
 * @param {Pick<Message, "first" | "last">} days
 */
export function standing(shapes, days) {
  const stood = shapes.filter((shape) => stands(shape, days));
  return stood.length ? stood : shapes.slice(0, 1);
}

/**
 * Returns whether a layer is switched on.
 * @param {Base} base
 * @param {Pick<Message, "layers">} message
 * @param {string} id
 */
export function isOn(base, message, id) {
  return (message.layers & (1 << base.layers.findIndex((layer) => layer.id === id))) !== 0;
}

/**
 * @param {Layer} layer
 * @param {boolean} dark
 */
export function colourOf(layer, dark) {
  return layer.colour?.[dark ? "dark" : "light"] ?? "";
}

/**
 * Returns a layer's style as Leaflet names it.
 * @param {Layer} layer
 * @param {boolean} dark
 * @param {boolean} lit whether the selected event names the shape
 * @returns {L.PathOptions}
 */
export function styleOf(layer, dark, lit) {
  const colour = lit ? LIT[dark ? "dark" : "light"] : colourOf(layer, dark);
  /** @type {L.PathOptions} */
  const style = { dashArray: "", ...STYLES[layer.kind], color: colour, fillColor: colour };
  if (layer.width) style.weight = layer.width;
  if (layer.dashes) style.dashArray = layer.dashes.join(" ");
  return lit ? { ...style, ...LIT_STYLE } : style;
}

export class Ground {
  #map;
  #base;
  /** @type {Map<string, Drawn>} */
  #shapes = new Map();

  /**
   * @param {L.Map} map
   * @param {Base} base
   */
  constructor(map, base) {
    this.#map = map;
    this.#base = base;
    map.createPane(PANE).style.zIndex = String(ABOVE_TILES);
    const renderer = L.svg({ padding: 0.5, pane: PANE });
    const options = /** @type {L.GeoJSONOptions} */ ({ interactive: false, renderer, pane: PANE });
    for (const [order, layer] of base.layers.entries()) {
      for (const shape of layer.shapes) {
        this.#shapes.set(shape.id, {
          shape,
          layer,
          order,
          drawn: L.geoJSON(shape.geometry, options),
        });
      }
    }
  }

  /**
   * @param {Message} message
   * @param {readonly string[]} lit ids of shapes that the selected event names
   */
  draw(message, lit) {
    this.#fillBelow(message.dark);
    for (const [id, one] of this.#shapes) this.#drawShape(one, message, lit.includes(id));
    const isLit = (/** @type {Drawn} */ { shape }) => Number(lit.includes(shape.id));
    const inOrder = [...this.#shapes.values()].sort(
      (a, b) => isLit(a) - isLit(b) || a.order - b.order,
    );
    for (const { drawn } of inOrder) if (this.#map.hasLayer(drawn)) drawn.bringToFront();
  }

  /**
   * Fills what no shape covers as the lowest layer, whether it is switched on or not.
   * @param {boolean} dark
   */
  #fillBelow(dark) {
    const lowest = this.#base.layers.find(({ kind }) => kind === "ground");
    if (lowest) this.#map.getContainer().style.backgroundColor = colourOf(lowest, dark);
  }

  /**
   * @param {Drawn} one
   * @param {Message} message
   * @param {boolean} lit
   */
  #drawShape({ shape, layer, drawn }, message, lit) {
    if (!lit && !(isOn(this.#base, message, layer.id) && stands(shape, message))) {
      drawn.remove();
      return;
    }
    const style = styleOf(layer, message.dark, lit);
    const isLine = shape.geometry.type.includes("LineString");
    drawn.setStyle(isLine ? { ...style, fill: false } : style);
    if (!this.#map.hasLayer(drawn)) drawn.addTo(this.#map);
  }

  /**
   * Returns the ids of those of a place's shapes that an event lights.
   * @param {readonly string[]} ids
   * @param {Pick<Message, "first" | "last">} days of the event
   */
  litAmong(ids, days) {
    const shapes = ids.map((id) => /** @type {Drawn} */ (this.#shapes.get(id)).shape);
    return standing(shapes, days).map(({ id }) => id);
  }

  /** What the map frames where no event asks for more. */
  get home() {
    return boundsFrom(this.#base.region.home);
  }

  /** Beyond these nothing is drawn. */
  get bounds() {
    return boundsFrom(this.#base.region.bounds);
  }

  /** @param {readonly string[]} ids of shapes */
  boundsOf(ids) {
    const bounds = L.latLngBounds([]);
    for (const id of ids)
      bounds.extend(/** @type {Drawn} */ (this.#shapes.get(id)).drawn.getBounds());
    return bounds;
  }
}

/** @param {Base["region"]["bounds"]} edges */
function boundsFrom([west, south, east, north]) {
  return L.latLngBounds([south, west], [north, east]);
}
