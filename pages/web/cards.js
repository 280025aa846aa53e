// Shows cards one at a time, each first without names; they turn without the server.

/** @import { Component, Drawn } from "./element.js" */
/** @import { Tree } from "./tree.js" */

import { actionOf, draw, rootOf } from "./element.js";
import { become, build } from "./tree.js";

/** @typedef {Drawn & { cards: [blind: Tree, told: Tree | null][] }} Dealt */
/** @typedef {{ cards: Dealt["cards"], at: number, told: Set<number> }} Hand `told` are the cards with names */

/** @type {Readonly<Record<string, string>>} keys (a clicker sends Page Up and Page Down) */
const KEYS = {
  ArrowRight: "next",
  PageDown: "next",
  ArrowLeft: "back",
  PageUp: "back",
  Home: "first",
  End: "last",
  n: "reveal",
};
const TURNS = ["next", "back", "first", "last"];

/** @type {WeakMap<HTMLElement, Hand>} */
const hands = new WeakMap();

/** @type {HTMLElement | null} the cards that stand on the page */
let live = null;

// Where the keyboard is on nothing, arrows turn the cards; all else still moves the page.
addEventListener("keydown", (event) => {
  const isFree = event.target === document.body && live?.isConnected;
  if (isFree && event.key.startsWith("Arrow")) live?.onkeydown?.(event);
});

/** @param {Component<Dealt>} component */
export function cards(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = rootOf(parentElement);
  const before = hands.get(root);
  if (!before) draw(component);
  const isSame = JSON.stringify(before?.cards.map(([blind]) => blind)) === faces(data.cards);
  const hand = before && isSame ? before : { cards: data.cards, at: 0, told: new Set() };
  if (hand !== before) root.querySelector(".stage")?.replaceChildren();
  hand.cards = data.cards;
  hands.set(root, hand);
  live = root;
  /** @param {string | null | undefined} verb */
  const act = (verb) => {
    if (verb === "whole") return goWhole(root);
    if (verb === "reveal" && !hand.cards[hand.at][1]) setTriggerValue("action", "reveal:all");
    if (verb) play(hand, verb);
    show(root, hand);
  };
  root.onclick = (event) => act(actionOf(event));
  root.onkeydown = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    act(KEYS[event.key]);
  };
  show(root, hand);
}

/** @param {Dealt["cards"]} cards */
function faces(cards) {
  return JSON.stringify(cards.map(([blind]) => blind));
}

/**
 * @param {Hand} hand
 * @param {string} verb
 */
function play(hand, verb) {
  const { at, cards, told } = hand;
  if (TURNS.includes(verb)) hand.at = turned(at, verb, cards.length);
  else if (!told.delete(at)) told.add(at);
}

/**
 * @param {number} at
 * @param {string} verb
 * @param {number} count
 */
function turned(at, verb, count) {
  const to = { next: at + 1, back: at - 1, first: 0, last: count - 1 }[verb] ?? at;
  return Math.max(0, Math.min(count - 1, to));
}

/**
 * @param {HTMLElement} root
 * @param {Hand} hand
 */
function show(root, { cards, at, told }) {
  const [blind, named] = cards[at];
  const isTold = told.has(at) && named !== null;
  const stage = /** @type {HTMLElement} */ (root.querySelector(".stage"));
  const tree = isTold ? named : blind;
  // What was unfolded on a card stays open when its names are told.
  if (stage.dataset.at === String(at) && stage.firstElementChild)
    become(stage.firstElementChild, tree);
  else stage.replaceChildren(build(tree));
  stage.dataset.at = String(at);
  const counter = root.querySelector(".counter");
  if (counter) counter.textContent = `${at + 1} of ${cards.length}`;
  disable(root, "back", at === 0);
  disable(root, "next", at === cards.length - 1);
  root.querySelector("[data-action=reveal]")?.setAttribute("aria-pressed", String(isTold));
}

/**
 * A button that goes on taking the keyboard, so that it is not lost at the last card.
 * @param {HTMLElement} root
 * @param {string} action
 * @param {boolean} isOff
 */
function disable(root, action, isOff) {
  root.querySelector(`[data-action=${action}]`)?.setAttribute("aria-disabled", String(isOff));
}

/** @param {HTMLElement} root */
function goWhole(root) {
  if (document.fullscreenElement) document.exitFullscreen();
  else
    root
      .querySelector(".cards")
      ?.requestFullscreen()
      .catch(() => {}); // the browser says why
}
