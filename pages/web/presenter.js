// Turns the pages of a story: by keys (clickers send Page Up and Page Down), by buttons, at a pace,
// and together with the speaker's notes in another tab of this browser.

/** @import { Component, Drawn } from "./element.js" */

import { draw, focusOn, rootOf } from "./element.js";

/** @typedef {Drawn & { story: string, step: number, last: number, pace: number }} Presented `pace` in seconds; 0 stands still */
/** @typedef {Presented & { root: HTMLElement, send: (action: string) => void }} Screen */

/** @type {Readonly<Record<string, number>>} keys that turn pages, and keys that roll a slide */
const TURNS = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };
/** @type {Readonly<Record<string, number>>} */
const ROLLS = { ArrowDown: 1, ArrowUp: -1 };
/** How much of a slide a key rolls, and how many pixels may be hidden without a word. */
const ROLL = 0.6;
const HIDDEN = 8;
/** Milliseconds after which a slide has its height. */
const SETTLED = 300;

const tabs = new BroadcastChannel("corridors-presenter");
/** @type {Screen | null} the screen that stands on the page now */
let live = null;
/** @type {number[]} steps that the server was asked for and has not drawn yet */
let asked = [];
let timer = 0;

/** @type {Readonly<Record<string, () => void>>} buttons that the server need not know of */
const LOCAL = {
  next: () => turnBy(1),
  back: () => turnBy(-1),
  whole: () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {}); // the browser says why not
  },
};

/** Returns the screen, where it is still on the page. */
function screen() {
  return live?.root.isConnected ? live : null;
}

/** @param {Screen} screen */
function currentStep({ step }) {
  return asked[asked.length - 1] ?? step;
}

/**
 * @param {Screen} screen
 * @param {number} step
 * @param {string} [verb]
 */
function go(screen, step, verb = "step") {
  const next = Math.max(0, Math.min(screen.last, step));
  if (next === currentStep(screen)) return;
  asked.push(next);
  screen.send(`${verb}:${next}`);
}

/**
 * Turns to a step that was chosen here, and tells the other tabs; one that they told is not told again.
 * @param {Screen} screen
 * @param {number} step
 * @param {string} [verb]
 */
function turn(screen, step, verb = screen.pace ? "stop" : "step") {
  foldSettings(screen);
  go(screen, step, verb);
  tabs.postMessage({ story: screen.story, step: currentStep(screen) });
}

/** @param {number} by */
function turnBy(by) {
  const shown = screen();
  if (shown) turn(shown, currentStep(shown) + by);
}

/** @param {Screen} screen */
function foldSettings({ root }) {
  for (const box of root.querySelectorAll(".controls details[open]")) box.removeAttribute("open");
}

/** Says below a slide that there is more of it than the screen shows. */
function markMore() {
  const slide = live?.root.querySelector(".slide");
  const more = live?.root.querySelector(".more");
  if (!slide || !more) return;
  more.classList.toggle(
    "shown",
    slide.scrollHeight - slide.clientHeight - slide.scrollTop > HIDDEN,
  );
}

/**
 * Follows a key; returns whether it was for the presenter.
 * @param {string} key
 */
function press(key) {
  const shown = screen();
  if (!shown) return false;
  if (key === "Escape") foldSettings(shown);
  if (Object.hasOwn(ROLLS, key)) return roll(shown, ROLLS[key]);
  const isTurn = Object.hasOwn(TURNS, key);
  if (isTurn) turnBy(TURNS[key]);
  return isTurn;
}

/**
 * @param {Screen} screen
 * @param {number} by
 */
function roll({ root }, by) {
  const slide = root.querySelector(".slide");
  slide?.scrollBy(0, by * slide.clientHeight * ROLL);
  return slide !== null;
}

tabs.onmessage = (/** @type {MessageEvent} */ { data }) => {
  const shown = screen();
  if (shown && data.story === shown.story && Number.isInteger(data.step)) go(shown, data.step);
};

addEventListener("resize", () => screen() && markMore());

addEventListener("corridors-turn", ({ detail }) => press(detail));

addEventListener(
  "keydown",
  (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { target } = event;
    if (target instanceof Element && target.closest("input, textarea, select, [contenteditable]"))
      return;
    if (press(event.key)) event.preventDefault();
  },
  { capture: true },
);

/** @param {Presented} data */
function keepPace({ step, last, pace }) {
  clearTimeout(timer);
  if (!pace) return;
  timer = setTimeout(() => {
    const shown = screen();
    if (!shown) return;
    if (step < last) turn(shown, step + 1, "step");
    else shown.send("pace:0");
  }, pace * 1000);
}

/**
 * @param {MouseEvent} event
 * @param {(action: string) => void} send
 */
function click({ target }, send) {
  const button = /** @type {Element} */ (target).closest("[data-action]");
  const action = button?.getAttribute("data-action");
  if (!action || button?.getAttribute("aria-disabled") === "true") return;
  if (Object.hasOwn(LOCAL, action)) LOCAL[action]();
  else send(action);
}

/** @param {Component<Presented>} component */
export function present(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = rootOf(parentElement);
  const before = live?.root === root ? live : null;
  draw(component);
  const drawn = asked.indexOf(data.step);
  asked = drawn < 0 && before && screen() ? asked : asked.slice(drawn + 1);
  live = { ...data, root, send: (action) => setTriggerValue("action", action) };
  const { send } = live;
  root.onclick = (event) => click(event, send);
  // What started the story is gone from the page; the keyboard goes on from here.
  if (!before) focusOn(root, "[data-action=next]", { preventScroll: true });
  if (before?.step !== data.step) root.querySelector(".slide, .wording")?.scrollTo(0, 0);
  root.querySelector(".slide")?.addEventListener("scroll", markMore);
  markMore();
  setTimeout(markMore, SETTLED);
  keepPace(data);
}
