// Turns the pages of a story: by keys (clickers send Page Up and Page Down), by buttons, at a pace,
// and together with the speaker's notes in another tab of this browser.
import { draw } from "./element.js";

const TURNS = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };
const tabs = new BroadcastChannel("corridors-presenter");
let live = null; // the screen that stands on the page now
let asked = []; // steps that the server was asked for and has not drawn yet
let timer = null;

const here = () => live !== null && live.root.isConnected;
const current = () => (asked.length ? asked[asked.length - 1] : live.step);

function go(step, verb = "step") {
  const next = Math.max(0, Math.min(live.last, step));
  if (next === current()) return;
  asked.push(next);
  live.send(`${verb}:${next}`);
}

const fold = () => live.root.querySelectorAll(".controls details[open]").forEach((box) => { box.open = false; });

// Says below a slide that there is more of it than the screen shows.
function mark() {
  const slide = live.root.querySelector(".slide"), more = live.root.querySelector(".more");
  if (slide && more) more.classList.toggle("shown", slide.scrollHeight - slide.clientHeight - slide.scrollTop > 8);
}

// A step that was chosen here is told to the other tabs; one that they told is not told again.
function turn(step, verb = live?.pace ? "stop" : "step") {
  if (!here()) return;
  fold();
  go(step, verb);
  tabs.postMessage({ story: live.story, step: current() });
}

const ROLLS = { ArrowDown: 1, ArrowUp: -1 };

function pressed(key) {
  if (!here()) return false;
  if (key === "Escape") { fold(); return false; }
  if (key in ROLLS) {
    const slide = live.root.querySelector(".slide");
    slide?.scrollBy(0, ROLLS[key] * slide.clientHeight * 0.6);
    return Boolean(slide);
  }
  if (!(key in TURNS)) return false;
  turn(current() + TURNS[key]);
  return true;
}

tabs.onmessage = ({ data }) => {
  if (here() && data.story === live.story && Number.isInteger(data.step)) go(data.step);
};

addEventListener("resize", () => { if (here()) mark(); });

addEventListener("corridors-turn", (event) => pressed(event.detail));

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (pressed(event.key)) event.preventDefault();
}, { capture: true });

const LOCAL = {
  next: () => turn(current() + 1),
  back: () => turn(current() - 1),
  whole: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => {})),
};

function keepPace({ step, last, pace }) {
  clearTimeout(timer);
  if (!pace) return;
  timer = setTimeout(() => {
    if (!here()) return;
    if (step < last) turn(step + 1, "step"); else live.send("pace:0");
  }, pace * 1000);
}

export function present(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".corridors");
  const began = !live || live.root !== root;
  const turned = began || live.step !== data.step;
  draw(component);
  const drawn = asked.indexOf(data.step);
  asked = drawn < 0 && here() && live.root === root ? asked : asked.slice(drawn + 1);
  live = { ...data, root, send: (action) => setTriggerValue("action", action) };
  root.onclick = ({ target }) => {
    const button = target.closest("[data-action]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const { action } = button.dataset;
    if (action in LOCAL) LOCAL[action](); else live.send(action);
  };
  // What started the story is gone from the page; the keyboard goes on from here.
  if (began) root.querySelector("[data-action=next]").focus({ preventScroll: true });
  if (turned) root.querySelector(".slide, .told")?.scrollTo(0, 0);
  root.querySelector(".slide")?.addEventListener("scroll", mark);
  mark();
  setTimeout(mark, 300);
  keepPace(data);
}
