// Corridors and areas: named along their shapes with the date of the outline that is drawn, and in a
// tip; a click asks for their events and their history.

/** @import { Base, Message, Shape, Subject } from "./data.js" */
/** @import { Ground } from "./ground.js" */
/** @import { InnerMarker } from "./leaflet.js" */
/** @import { Taken } from "./names.js" */
/** @import { Room, Spot } from "./rooms.js" */
/** @import { MapTip } from "./map_tip.js" */

import { button, element } from "./elements.js";
import { colourOf, isArea } from "./ground.js";
import { flatMarker } from "./leaflet.js";
import { font, height, TOLD, widthOf } from "./names.js";
import { cost, direction, freest, roomsAlong, spotsAlong, spotsPast } from "./rooms.js";
import { number, outlineInWords, standingInWords } from "./words.js";

/**
 * @typedef {object} Label
 * @property {InnerMarker} marker
 * @property {HTMLButtonElement} node
 * @property {string} text
 * @property {number} [choice] which of its places it took
 */

/** Marks can be pressed wherever a name had to be written over them. */
const BELOW = -5000;
const ON_NAME = 4;
const HINT = "Click for its events and its history";

export class Subjects {
  #map;
  #base;
  #ground;
  #tip;
  #pick;
  #language = 0;
  /** @type {readonly string[]} the shapes of the place that is told, whose name is larger */
  told = [];
  /** @type {Map<Subject, Label>} */
  #labels = new Map();

  /**
   * @param {L.Map} map
   * @param {Base} base
   * @param {Ground} ground
   * @param {MapTip} tip
   * @param {((place: string) => void) | null} pick asks for a place; null where nobody answers
   */
  constructor(map, base, ground, tip, pick) {
    this.#map = map;
    this.#base = base;
    this.#ground = ground;
    this.#tip = tip;
    this.#pick = pick;
    for (const subject of base.subjects) {
      ground.listen(subject, {
        over: (shape, at) => this.#tell(subject, shape, at),
        out: () => tip.hide(),
        click: () => this.#ask(subject),
      });
    }
  }

  /** @param {Subject} subject */
  #ask({ place }) {
    if (place) this.#pick?.(place);
  }

  /**
   * @param {Subject} subject
   * @param {Shape} shape
   * @param {Spot} at
   * @param {Element} [of]
   */
  #tell(subject, shape, at, of) {
    const name = shape.names[this.#language];
    const stood = standingInWords(shape).replace(/^, /, "");
    const hint = this.#pick && subject.place ? HINT : "";
    this.#tip.show(
      at,
      [name, stood, `Outline known within ${number(shape.precision_m)} m`, hint],
      of,
    );
  }

  /**
   * Returns whether one of these shapes is that of a subject which is drawn now.
   * @param {readonly string[]} shapes
   */
  tells(shapes) {
    return this.#base.subjects.some((subject) => {
      const outline = this.#ground.outlineOf(subject);
      return Boolean(outline) && this.#isAmong(subject, shapes);
    });
  }

  /**
   * @param {Subject} subject
   * @param {readonly string[]} shapes
   */
  #isAmong(subject, shapes) {
    return subject.shapes.some((shape) => shapes.includes(shape));
  }

  /**
   * Names what is drawn, each along its shape where most is free.
   * @param {Message} message
   * @param {Taken} taken
   */
  draw(message, taken) {
    this.#language = message.language;
    for (const subject of this.#base.subjects) {
      const shape = this.#ground.outlineOf(subject);
      const points = shape ? this.#inView(shape) : [];
      const label = this.#labels.get(subject) ?? (points.length ? this.#add(subject) : null);
      if (!label) continue;
      label.node.hidden = !points.length;
      if (shape && points.length) this.#put(subject, label, shape, points, message, taken);
    }
  }

  /**
   * Returns the part of a shape that is in view.
   * @param {Shape} shape
   * @returns {Spot[]}
   */
  #inView(shape) {
    const view = L.bounds([0, 0], this.#map.getSize());
    const parts = this.#ground
      .ringsOf(shape.id)
      .map((ring) => ring.map((point) => this.#map.latLngToContainerPoint(point)));
    if (isArea(shape)) return parts.flatMap((part) => L.PolyUtil.clipPolygon(part, view));
    return parts.flat().filter((point) => view.contains(point));
  }

  /** @param {Subject} subject */
  #add(subject) {
    const node = button("", () => this.#ask(subject), { className: "subject" });
    const icon = L.divIcon({ html: node, className: "name-place", iconSize: [0, 0] });
    const options = { icon, interactive: false, keyboard: false, zIndexOffset: BELOW };
    const label = { marker: flatMarker([0, 0], options), node, text: "" };
    label.marker.addTo(this.#map);
    this.#labels.set(subject, label);
    const tell = () => {
      const shape = this.#ground.outlineOf(subject);
      const at = this.#map.latLngToContainerPoint(label.marker.getLatLng());
      if (shape) this.#tell(subject, shape, at, node);
    };
    for (const name of ["mouseenter", "focus"]) node.addEventListener(name, tell);
    for (const name of ["mouseleave", "blur"]) node.addEventListener(name, () => this.#tip.hide());
    return label;
  }

  /**
   * @param {Subject} subject
   * @param {Label} label
   * @param {Shape} shape
   * @param {readonly Spot[]} points
   * @param {Message} message
   * @param {Taken} taken
   */
  #put(subject, label, shape, points, message, taken) {
    const name = subject.names[message.language];
    const language = this.#base.region.languages[message.language];
    const date = outlineInWords(shape, message.last, language.code);
    const kind = this.#isAmong(subject, this.told) ? "told" : "chief";
    this.#write(label, name, date, language, kind);
    const size = /** @type {const} */ ([
      Math.max(widthOf(name, font(kind)), widthOf(date, font("date"))),
      height() * (date ? 1.8 : 1) * (kind === "told" ? TOLD : 1),
    ]);
    const line = this.#ground
      .lineOf(subject)
      ?.map((point) => this.#map.latLngToContainerPoint(point));
    const angle = direction(line ?? points, Boolean(line));
    const choices = [
      ...spotsAlong(points, angle, ...size).map((spot) => ({ spot, turned: angle })),
      ...spotsPast(points, angle, ...size).map((spot) => ({ spot, turned: 0 })),
    ].map((one) => ({ ...one, rooms: roomsAlong(one.spot, one.turned, ...size) }));
    label.choice = freest(
      choices.map(({ rooms }) => this.#cost(rooms, taken)),
      label.choice,
    );
    const { spot, turned, rooms } = choices[label.choice];
    taken.names.push(...rooms);
    label.marker.setLatLng(this.#map.containerPointToLatLng(L.point(spot)));
    label.node.style.transform = `translate(-50%, -50%) rotate(${turned.toFixed(3)}rad)`;
    label.node.style.setProperty("--colour", this.#colourOf(shape, message.dark));
  }

  /**
   * @param {Label} label
   * @param {string} name
   * @param {string} date
   * @param {Base["region"]["languages"][number]} language
   * @param {"told" | "chief"} kind
   */
  #write(label, name, date, { code, direction: dir }, kind) {
    const text = date ? `${name}, ${date}` : name;
    const written = `${font(kind)}|${text}`;
    if (label.text === written) return;
    label.text = written;
    label.node.setAttribute("aria-label", text);
    const title = Object.assign(element("b", "", name), { lang: code, dir });
    title.style.font = font(kind);
    const when = Object.assign(element("span", "", date), { lang: code, dir });
    when.style.font = font("date");
    label.node.replaceChildren(title, when);
  }

  /**
   * @param {readonly Room[]} rooms
   * @param {Taken} taken
   */
  #cost(rooms, { marks, names }) {
    const { x, y } = this.#map.getSize();
    return cost(rooms, marks, [0, 0, x, y]) + ON_NAME * cost(rooms, names, [0, 0, x, y]);
  }

  /**
   * @param {Shape} shape
   * @param {boolean} dark
   */
  #colourOf(shape, dark) {
    const layer = this.#base.layers.find(({ shapes }) => shapes.includes(shape));
    return layer ? colourOf(layer, dark) : "";
  }
}
