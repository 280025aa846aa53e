// The search box: it asks as one types, and offers what may be meant.

/** @import { Component } from "./element.js" */

import { whenConnected } from "./connection.js";

/**
 * @typedef {object} Asked
 * @property {string} text what is searched for
 * @property {[words: string, action: string][]} offers what may be meant
 */

/** Milliseconds without a key after which the server is asked. */
const REST = 250;

/** @param {Component<Asked>} component */
export function search({ data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".corridors"));
  if (!root.firstElementChild) build(root);
  const input = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  let resting = 0;
  const ask = () => {
    clearTimeout(resting);
    whenConnected(() => setTriggerValue("typed", input.value));
  };
  input.oninput = () => {
    delete root.dataset.instead;
    offers.hidden = !offers.childElementCount;
    clearTimeout(resting);
    resting = setTimeout(ask, REST);
  };
  // What is being typed is the visitor's, until the box is left or an offer taken instead.
  const isTyped = document.activeElement === input && input.value !== root.dataset.instead;
  if (!isTyped) input.value = data.text;
  const offers = /** @type {HTMLElement} */ (root.querySelector("ul"));
  const offered = JSON.stringify(data.offers);
  if (offers.dataset.offered !== offered) {
    offers.dataset.offered = offered; // the keyboard may be on one of those that stay
    offers.hidden = !data.offers.length;
    offers.replaceChildren(...data.offers.map(([words, action]) => offer(words, action)));
  }
  root.onclick = ({ target }) => {
    const pressed = /** @type {Element} */ (target).closest("button");
    if (!pressed) return;
    input.focus();
    root.dataset.instead = input.value;
    setTriggerValue("action", pressed.dataset.action);
  };
  root.onkeydown = (event) => {
    if (event.key === "Enter" && event.target === input) {
      ask();
      offers.hidden = true;
    }
    step(event, input, offers);
  };
}

/** @param {HTMLElement} root */
function build(root) {
  const input = document.createElement("input");
  Object.assign(input, { type: "search", placeholder: "Search, in any script", dir: "auto" });
  input.setAttribute("aria-label", "Search");
  const offers = document.createElement("ul");
  offers.setAttribute("aria-label", "Suggestions");
  root.classList.add("search");
  root.append(input, offers);
}

/**
 * @param {string} words
 * @param {string} action
 */
function offer(words, action) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", textContent: words, dir: "auto" });
  button.dataset.action = action;
  item.append(button);
  return item;
}

/**
 * Goes through the box and its offers by arrow keys; Escape leads back to the box.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} input
 * @param {HTMLElement} offers
 */
function step(event, input, offers) {
  if (event.key === "ArrowDown") offers.hidden = !offers.childElementCount;
  const places = [input, ...offers.querySelectorAll("button")];
  const by = { ArrowDown: 1, ArrowUp: -1, Escape: -places.length }[event.key];
  const at = places.findIndex((place) => place.matches(":focus"));
  if (by === undefined || (event.key === "Escape" && !at)) return;
  event.preventDefault();
  places[Math.max(0, Math.min(at + by, places.length - 1))].focus();
}
