// The wheel and one finger move the page, as everywhere; Ctrl with the wheel, and two fingers, the map.

import { element } from "./elements.js";

/** Milliseconds that a hint stands, and pixels of a finger's way to the side that ask for it. */
const LINGER = 1600;
const SIDEWAYS = 24;

const HINTS = { wheel: "Hold Ctrl to zoom", touch: "Move the map with two fingers" };

/** @param {L.Map} map */
export function handGestures(map) {
  const container = map.getContainer();
  const hint = new Hint(container);
  const capture = { capture: true };
  container.addEventListener(
    "wheel",
    ({ ctrlKey, target }) => {
      map.scrollWheelZoom[ctrlKey ? "enable" : "disable"]();
      const isList = /** @type {Element} */ (target).closest(".chooser");
      if (!ctrlKey && !isList) hint.show(HINTS.wheel);
    },
    { ...capture, passive: true },
  );
  // Each pointer by its own kind: a screen can have a mouse and be touched.
  container.addEventListener(
    "pointerdown",
    ({ pointerType }) => map.dragging[pointerType === "touch" ? "disable" : "enable"](),
    capture,
  );
  /** @type {Touch | null} */
  let start = null;
  container.addEventListener(
    "touchstart",
    ({ touches }) => {
      start = touches.length === 1 ? touches[0] : null;
    },
    { passive: true },
  );
  container.addEventListener(
    "touchmove",
    ({ touches }) => {
      if (!start || touches.length !== 1) return;
      const across = Math.abs(touches[0].clientX - start.clientX);
      if (across < SIDEWAYS || across < 2 * Math.abs(touches[0].clientY - start.clientY)) return;
      start = null;
      hint.show(HINTS.touch);
    },
    { passive: true },
  );
}

/** A line of words over the map for a moment. */
class Hint {
  #node = element("div", "hint");
  #fading = 0;

  /** @param {HTMLElement} container */
  constructor(container) {
    this.#node.setAttribute("aria-hidden", "true");
    this.#node.hidden = true;
    container.append(this.#node);
  }

  /** @param {string} words */
  show(words) {
    this.#node.textContent = words;
    this.#node.hidden = false;
    clearTimeout(this.#fading);
    this.#fading = setTimeout(() => {
      this.#node.hidden = true;
    }, LINGER);
  }
}
