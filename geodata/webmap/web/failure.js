// What is said on the map where something failed.

import { button, element } from "./elements.js";
import { Unfetched, Unreadable } from "./files.js";
import { shielded } from "./leaflet.js";

/** A message on the map with a button to try again. */
export class Failure {
  #container;
  #node = shielded(element("div", "failure"));
  /** @type {Set<() => void>} */
  #again = new Set();

  /** @param {HTMLElement} container */
  constructor(container) {
    this.#container = container;
    this.#node.setAttribute("role", "alert");
  }

  /**
   * @param {unknown} error
   * @param {() => void} again does what failed once more
   */
  show(error, again) {
    console.warn(error);
    this.#again.add(again);
    this.#node.replaceChildren(
      element("p", "", inWords(error)),
      element("p", "detail", error instanceof Error ? error.message : String(error)),
      button("Try again", () => this.#tryAgain()),
    );
    this.#container.append(this.#node);
  }

  #tryAgain() {
    const failed = [...this.#again];
    this.#again.clear();
    this.#node.remove();
    for (const again of failed) again();
  }
}

/** @param {unknown} error */
function inWords(error) {
  if (error instanceof Unfetched) return "A file of this map could not be fetched.";
  if (error instanceof Unreadable) return "A file of this map could not be read.";
  return "The map's script has failed.";
}

/**
 * Says on the map what no one expected to fail.
 * @param {Failure} failure
 */
export function watch(failure) {
  const reload = () => location.reload();
  // Browsers report some things without an error, such as a layout that took two rounds.
  addEventListener("error", ({ error }) => error && failure.show(error, reload));
  addEventListener("unhandledrejection", ({ reason }) => failure.show(reason, reload));
}
