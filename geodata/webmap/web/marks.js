// The elements of marks, reused from drawing to drawing.

/** @import { Group } from "./grid.js" */
/** @import { InnerMarker } from "./leaflet.js" */
/** @import { Looks } from "./looks.js" */

import { element } from "./elements.js";
import { MARK } from "./grid.js";
import { flatMarker, placeMarker } from "./leaflet.js";

/**
 * @typedef {object} Mark
 * @property {InnerMarker} marker
 * @property {HTMLElement} node
 * @property {HTMLElement} face
 * @property {Group} group
 * @property {boolean} isShown
 * @property {Partial<Looks>} drawn as it stands on the page
 */

/**
 * @typedef {object} Handlers
 * @property {(group: Group) => void} open a mark was clicked or entered
 * @property {(group: Group | null, node?: HTMLElement) => void} hover the pointer or the keyboard came to a mark, or left it
 */

/** A number of more letters is written smaller. */
const LETTERS = 3;
const SELECTED_ABOVE = 1000;

export class Marks {
  #map;
  #handlers;
  /** @type {Mark[]} */
  #pool = [];
  /** @type {HTMLElement | undefined} */
  #lit;

  /**
   * @param {L.Map} map
   * @param {Handlers} handlers
   */
  constructor(map, handlers) {
    this.#map = map;
    this.#handlers = handlers;
  }

  /**
   * @param {readonly Group[]} groups
   * @param {(group: Group) => Looks} looksOf
   */
  draw(groups, looksOf) {
    groups.forEach((group, i) => {
      const mark = this.#pool[i] ?? this.#add(group);
      mark.group = group;
      placeMarker(this.#map, mark.marker, [group.x, group.y]);
      dress(mark, looksOf(group));
    });
    for (let i = groups.length; i < this.#pool.length; i++) hide(this.#pool[i]);
  }

  /**
   * Lights the mark of one group, and no other.
   * @param {(group: Group) => boolean} isIt
   */
  light(isIt) {
    const found = this.#pool.find(({ isShown, group }) => isShown && isIt(group))?.node;
    if (found === this.#lit) return;
    this.#lit?.classList.remove("lit");
    found?.classList.add("lit");
    this.#lit = found;
  }

  /**
   * Puts the keyboard on the mark of an event.
   * @param {number} row
   */
  focus(row) {
    const isOf = (/** @type {Mark} */ { isShown, group }) =>
      isShown && group.count === 1 && group.first === row;
    this.#pool.find(isOf)?.node.focus();
  }

  /** @param {Group} group */
  #add(group) {
    const face = element("div", "face");
    const icon = L.divIcon({ html: face, className: "mark", iconSize: [MARK, MARK] });
    const marker = flatMarker([0, 0], { icon, riseOnHover: true });
    marker.addTo(this.#map);
    const node = /** @type {HTMLElement} */ (marker.getElement());
    /** @type {Mark} */
    const mark = { marker, node, face, group, isShown: true, drawn: {} };
    this.#listen(mark);
    this.#pool.push(mark);
    return mark;
  }

  /** @param {Mark} mark */
  #listen(mark) {
    const { open, hover } = this.#handlers;
    const { marker, node } = mark;
    marker.on("click", () => open(mark.group));
    marker.on("keydown", ({ originalEvent }) => {
      if (originalEvent.key !== "Enter" && originalEvent.key !== " ") return;
      originalEvent.preventDefault();
      open(mark.group);
    });
    for (const name of ["mouseenter", "focus"])
      node.addEventListener(name, () => hover(mark.group, node));
    for (const name of ["mouseleave", "blur"]) node.addEventListener(name, () => hover(null));
  }
}

/**
 * Writes to the page only what differs from what stands there.
 * @param {Mark} mark
 * @param {Looks} looks
 */
function dress(mark, looks) {
  const { node, face, drawn, marker } = mark;
  if (drawn.name !== looks.name) node.setAttribute("aria-label", looks.name);
  if (drawn.selected !== looks.selected) {
    node.setAttribute("aria-pressed", String(looks.selected));
    marker.setZIndexOffset(looks.selected ? SELECTED_ABOVE : 0);
  }
  if (drawn.classes !== looks.classes) {
    if (drawn.classes) node.classList.remove(...drawn.classes.split(" "));
    node.classList.add(...looks.classes.split(" "));
  }
  if (drawn.colour !== looks.colour) node.style.setProperty("--colour", looks.colour);
  if (drawn.ink !== looks.ink) node.style.setProperty("--ink", looks.ink);
  if (drawn.text !== looks.text) {
    face.textContent = looks.text;
    face.classList.toggle("long", looks.text.length > LETTERS);
  }
  if (!mark.isShown) node.style.display = "";
  mark.isShown = true;
  mark.drawn = looks;
}

/** @param {Mark} mark */
function hide(mark) {
  if (!mark.isShown) return;
  mark.node.style.display = "none";
  mark.isShown = false;
}
