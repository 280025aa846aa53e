// The base map: layers of shapes as vectors, drawn while they stood.

/** @import { Base, Layer, Message, Shape, Subject } from "./data.js" */

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
 * Returns the one outline of a thing that is drawn: the latest of those that stood on the last of the
 * days shown, or else the last that stood; undefined where none did.
 * @template {{ first: number | null, last: number | null }} Thing
 * @param {readonly Thing[]} outlines
 * @param {Pick<Message, "first" | "last">} shown
 */
export function outlineAt(outlines, shown) {
  const end = (/** @type {Thing} */ { last }) => Math.min(last ?? Infinity, shown.last);
  const begin = (/** @type {Thing} */ { first }) => first ?? -Infinity;
  const stood = outlines.filter((outline) => stands(outline, shown));
  return stood.sort((a, b) => end(a) - end(b) || (begin(a) < begin(b) ? -1 : 1)).at(-1);
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
  /** @type {Map<Subject, Shape>} the outline that is drawn of each, or else its line */
  #outlines = new Map();

  /**
   * @param {L.Map} map
   * @param {Base} base
   */
  constructor(map, base) {
    this.#map = map;
    this.#base = base;
    map.createPane(PANE).style.zIndex = String(ABOVE_TILES);
    const renderer = L.svg({ padding: 0.5, pane: PANE });
    for (const [order, layer] of base.layers.entries()) {
      const interactive = layer.kind === "zone";
      const options = /** @type {L.GeoJSONOptions} */ ({ interactive, renderer, pane: PANE });
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
    this.#findOutlines(message, lit);
    for (const [id, one] of this.#shapes) this.#drawShape(one, message, lit.includes(id));
    const isLit = (/** @type {Drawn} */ { shape }) => Number(lit.includes(shape.id));
    const inOrder = [...this.#shapes.values()].sort(
      (a, b) => isLit(a) - isLit(b) || a.order - b.order,
    );
    for (const { drawn } of inOrder) if (this.#map.hasLayer(drawn)) drawn.bringToFront();
  }

  /**
   * @param {Message} message
   * @param {readonly string[]} lit
   */
  #findOutlines(message, lit) {
    this.#outlines.clear();
    for (const subject of this.#base.subjects) {
      const zones = this.#zonesOf(subject).filter(
        ({ shape, layer }) => lit.includes(shape.id) || isOn(this.#base, message, layer.id),
      );
      const shapes = zones.map(({ shape }) => shape);
      const areas = shapes.filter(isArea);
      const chosen = areas.filter(({ id }) => lit.includes(id)).at(-1);
      const found = chosen ?? outlineAt(areas, message) ?? outlineAt(shapes, message);
      if (found) this.#outlines.set(subject, found);
    }
  }

  /** @param {Subject} subject */
  #zonesOf({ shapes }) {
    const all = shapes.map((id) => /** @type {Drawn} */ (this.#shapes.get(id)));
    return all.filter(({ layer }) => layer.kind === "zone");
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
    const isShown = isOn(this.#base, message, layer.id) && stands(shape, message);
    if (!lit && !(isShown && this.#isOfItsDate(shape, layer))) {
      drawn.remove();
      return;
    }
    const style = styleOf(layer, message.dark, lit);
    drawn.setStyle(isArea(shape) ? style : { ...style, fill: false });
    if (!this.#map.hasLayer(drawn)) drawn.addTo(this.#map);
  }

  /**
   * Returns whether a shape is no outline, or the one that is drawn of its subject.
   * @param {Shape} shape
   * @param {Layer} layer
   */
  #isOfItsDate(shape, layer) {
    return layer.kind !== "zone" || !isArea(shape) || [...this.#outlines.values()].includes(shape);
  }

  /**
   * Returns what is drawn of a corridor or an area; undefined where nothing is.
   * @param {Subject} subject
   */
  outlineOf(subject) {
    return this.#outlines.get(subject);
  }

  /**
   * Calls what a subject does when the pointer is on its shapes.
   * @param {Subject} subject
   * @param {{ over: (shape: Shape, at: L.Point) => void, out: () => void, click: () => void }} handlers
   */
  listen(subject, { over, out, click }) {
    for (const { shape, drawn } of this.#zonesOf(subject)) {
      drawn.on("mousemove", ({ containerPoint }) => over(shape, containerPoint));
      drawn.on("mouseout", out);
      drawn.on("click", click);
    }
  }

  /**
   * Returns the corners of a shape, part by part, outer rings and holes alike.
   * @param {string} id
   * @returns {L.LatLng[][]}
   */
  ringsOf(id) {
    const { drawn } = /** @type {Drawn} */ (this.#shapes.get(id));
    return drawn.getLayers().flatMap((part) => flat(/** @type {L.Polyline} */ (part).getLatLngs()));
  }

  /**
   * Returns the corners of the line among a subject's shapes, where there is one.
   * @param {Subject} subject
   */
  lineOf({ shapes }) {
    const line = shapes.find((id) => !isArea(/** @type {Drawn} */ (this.#shapes.get(id)).shape));
    return line ? this.ringsOf(line)[0] : null;
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

  /** Beyond these no event has a mark. */
  get bounds() {
    return boundsFrom(this.#base.region.bounds);
  }

  /** Beyond these nothing is drawn. */
  get limits() {
    return boundsFrom(this.#base.region.limits);
  }

  /** @param {readonly string[]} ids of shapes */
  boundsOf(ids) {
    const bounds = L.latLngBounds([]);
    for (const id of ids)
      bounds.extend(/** @type {Drawn} */ (this.#shapes.get(id)).drawn.getBounds());
    return bounds;
  }
}

/** @param {Shape} shape */
export function isArea({ geometry }) {
  return geometry.type.includes("Polygon");
}

/**
 * @param {L.LatLng[] | L.LatLng[][] | L.LatLng[][][]} points
 * @returns {L.LatLng[][]}
 */
function flat(points) {
  return L.LineUtil.isFlat(/** @type {L.LatLng[]} */ (points))
    ? [/** @type {L.LatLng[]} */ (points)]
    : /** @type {L.LatLng[][]} */ (points).flatMap(flat);
}

/** @param {Base["region"]["bounds"]} edges */
function boundsFrom([west, south, east, north]) {
  return L.latLngBounds([south, west], [north, east]);
}
