// What the pointer or the keyboard is on, in words beside it.

import { element } from "./elements.js";

/** Pixels between a mark's middle and its tip, and from the tip to the edge of the map. */
const GAP = 20;
const EDGE = 6;

/** The id of the one tip, for what it describes. */
const ID = "map-tip";

export class MapTip {
  #node = element("div", "map-tip");
  #container;
  /** @type {Element | undefined} */
  #of;

  /** @param {HTMLElement} container */
  constructor(container) {
    this.#container = container;
    this.#node.id = ID;
    this.#node.setAttribute("role", "tooltip");
    this.#node.hidden = true;
    container.append(this.#node);
  }

  /**
   * @param {{ x: number, y: number }} at in pixels of the map
   * @param {readonly string[]} lines the first is the title
   * @param {Element} [of] what it describes
   */
  show(at, [title, ...more], of) {
    this.#describe(of);
    const lines = more.filter(Boolean).map((line) => element("span", "", line));
    this.#node.replaceChildren(element("bdi", "", title), ...lines);
    this.#node.hidden = false;
    const { clientWidth, clientHeight } = this.#container;
    const { offsetWidth, offsetHeight } = this.#node;
    const [left, top] = place(at, [offsetWidth, offsetHeight], [clientWidth, clientHeight]);
    this.#node.style.transform = `translate(${left}px, ${top}px)`;
  }

  hide() {
    this.#node.hidden = true;
    this.#describe(undefined);
  }

  /** @param {Element | undefined} of */
  #describe(of) {
    this.#of?.removeAttribute("aria-describedby");
    this.#of = of;
    of?.setAttribute("aria-describedby", ID);
  }
}

/**
 * Returns the left and upper edge of a tip that lies whole in the map: above the point, or else below.
 * @param {{ x: number, y: number }} at
 * @param {[width: number, height: number]} size
 * @param {[width: number, height: number]} room
 */
export function place({ x, y }, [width, height], [wide, high]) {
  const above = y - GAP - height;
  const below = Math.min(y + GAP, high - height - EDGE);
  const left = Math.min(Math.max(x - width / 2, EDGE), wide - width - EDGE);
  return [Math.round(left), Math.round(above >= EDGE ? above : below)];
}
