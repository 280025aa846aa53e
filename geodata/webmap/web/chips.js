// Chips in a corner for events that no mark stands for: those of a whole area, those elsewhere, and
// those outside the part of the map that is in view.

import { button, element } from "./elements.js";
import { number } from "./words.js";

/** @typedef {{ name: string, rows: number[], count: number }} Gathered a place, its number of events, and the first of them */

/** Places away from the map that are listed, and whole areas that have a chip. */
const MOST = { places: 8, areas: 3 };

const COUNTED = { exact: "Counts by area", nearly: "Nearly, until the dates rest" };
const FURTHER = {
  nearer: "; come nearer for each event",
  listed: "; press one to list its events",
};

export class Chips {
  #outside;
  #counted;
  #counts = element("span", "", COUNTED.exact);
  #further = element("span", "long");
  #unmarked;
  #areas;
  #box;
  #title;
  #places;
  #open;
  #shown = "";
  /** @type {{ node: HTMLElement, rows: readonly number[] }[]} */
  #held = [];

  /**
   * @param {HTMLElement} node
   * @param {(gathered: Gathered) => void} open
   * @param {() => void} fit brings all events that have marks into view
   */
  constructor(node, open, fit) {
    this.#open = open;
    this.#outside = node.appendChild(button("", fit, { className: "chip outside" }));
    this.#outside.hidden = true;
    this.#counted = node.appendChild(element("span", "chip counted"));
    this.#counted.append(this.#counts, this.#further);
    this.#unmarked = node.appendChild(element("span", "chip"));
    this.#counted.hidden = this.#unmarked.hidden = true;
    this.#areas = node.appendChild(element("span", "areas"));
    this.#box = node.appendChild(element("details", "elsewhere"));
    this.#title = this.#box.appendChild(element("summary", "chip"));
    this.#places = this.#box.appendChild(element("div"));
    this.#box.hidden = true; // until it is known whether there are any
  }

  /**
   * @param {Gathered[]} areas that are on the map as a whole
   * @param {Gathered[]} away places off the map
   */
  show(areas, away) {
    const shown = JSON.stringify([areas, away]);
    if (shown === this.#shown) return; // the keyboard may be on one of them
    this.#shown = shown;
    this.#held = [];
    const chips = mostFirst(areas).slice(0, MOST.areas);
    this.#areas.replaceChildren(...chips.map((area) => this.#button(area, "chip", " as a whole")));
    const listed = mostFirst(away).slice(0, MOST.places);
    this.#places.replaceChildren(...listed.map((place) => this.#button(place, "", "")));
    const others = away.length - MOST.places;
    if (others > 0) this.#places.append(element("p", "", `and ${others} more places`));
    this.#box.hidden = !away.length;
    const count = away.reduce((sum, place) => sum + place.count, 0);
    const where = element("span", "long", " from the map");
    this.#title.replaceChildren("Away", where, `: ${number(count)}`);
    this.#held.push({ node: this.#title, rows: away.flatMap(({ rows }) => rows) });
  }

  /** @param {number} count of events that have marks outside the view */
  tellOutside(count) {
    this.#outside.hidden = !count;
    this.#outside.textContent = `${number(count)} outside this view`;
    this.#outside.setAttribute(
      "aria-label",
      `${number(count)} ${count === 1 ? "event lies" : "events lie"} outside this view: show all on the map`,
    );
  }

  /** @param {boolean} nearly whether counts say no more than nearly what touches the days shown */
  tellNearly(nearly) {
    const words = nearly ? COUNTED.nearly : COUNTED.exact;
    if (this.#counts.textContent !== words) this.#counts.textContent = words;
  }

  /**
   * @param {boolean} are whether the marks are counts of more events than a map holds
   * @param {number} unmarked events that have no mark, where they are only counted
   * @param {boolean} canNear whether the map can come nearer
   */
  tellCounts(are, unmarked, canNear) {
    this.#further.textContent = canNear ? FURTHER.nearer : FURTHER.listed;
    this.#counted.hidden = !are;
    this.#unmarked.hidden = !unmarked;
    const where = element("span", "long", " from the map");
    this.#unmarked.replaceChildren("Away", where, `: ${number(unmarked)}`);
  }

  /**
   * Gives a class to what holds an event, and takes it from all else.
   * @param {number} row or -1
   * @param {"lit" | "selected"} look
   */
  light(row, look) {
    for (const { node, rows } of this.#held) node.classList.toggle(look, rows.includes(row));
  }

  /**
   * @param {Gathered} gathered
   * @param {string} className
   * @param {string} more behind the name
   */
  #button({ name, count, rows }, className, more) {
    const named = `${name}${more}`;
    const spoken = `${named}: ${count} ${count === 1 ? "event" : "events"}`;
    const open = () => this.#open({ name: named, count, rows });
    const made = button("", open, { className, name: spoken });
    const long = element("span", "long", more);
    made.append(element("bdi", "", name), long, `: ${number(count)}`);
    this.#held.push({ node: made, rows });
    return made;
  }
}

/** @param {Gathered[]} gathered */
function mostFirst(gathered) {
  return [...gathered].sort((a, b) => b.count - a.count);
}
