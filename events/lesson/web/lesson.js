// A lesson in one page: it turns its screens by itself, and needs no server once it is there.

/** @import { Ask } from "./controls.js" */
/** @import { Manner } from "./manner.js" */
/** @import { Mapped } from "./stage.js" */
/** @import { Screen, State } from "./state.js" */
/** @import { Tasks } from "./tasks.js" */
/** @import { Tree } from "../../telling/assets/tree.js" */
/** @import { Verb } from "./keys.js" */

import { holdPictures } from "../../telling/assets/tree.js";
import { Controls } from "./controls.js";
import { watchKeys } from "./keys.js";
import { keepManner, keepOrThrow, parsed, readManner, recall } from "./manner.js";
import { mountOverlay } from "./overlay.js";
import { Slides } from "./slides.js";
import { Stage } from "./stage.js";
import { beside, framesOf, merged, START } from "./state.js";
import { Teacher } from "./teacher.js";
import { joinWindows } from "./windows.js";
import { mountWork } from "./work.js";

/**
 * @typedef {Mapped & {
 *   id: string, hash: string, title: string, screens: Screen[], sources: Tree[], languages: string[],
 *   tasks: Tasks, pictures: Record<string, string>,
 * }} Content what Python writes into the page (document.py)
 */

/** What the page shows, one at a time; the address names it. */
const PARTS = /** @type {const} */ (["slides", "teacher", "plan", "tasks", "work"]);

/** @type {Content} */
const content = JSON.parse(find("data").textContent ?? "");
const { screens } = content;
holdPictures(content.pictures);
const last = screens.length - 1;
const steps = screens.filter(({ isStep }) => isStep).length;
const isFramed = window.parent !== window;
const part = partOf(location.hash);
const isTeacher = part === "teacher";
const isDark = window.matchMedia("(prefers-color-scheme: dark)");

/** @type {State} */
let state = asLinked(merged(START, kept(), screens.length));
/** @type {Manner} */
let manner = readManner(content.languages.length);
let isPlaying = false;
let pace = 0;

const windows = joinWindows(content.hash, isTeacher, hear, () => state);
const OPEN = {
  slides: openSlides,
  teacher: openTeacher,
  plan: openPlan,
  tasks: openTasks,
  work: openWork,
};
const view = OPEN[part]();
for (const name of PARTS) find(name).hidden = name !== part;
if (part === "slides" || isTeacher) watchKeys(act, (number) => jump(number));

/** @param {string} id */
function find(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Returns the part of the lesson that an address names.
 * @param {string} hash
 */
function partOf(hash) {
  const named = new URLSearchParams(hash.slice(1));
  return PARTS.find((name) => named.has(name)) ?? "slides";
}

/**
 * Returns a state as the address has it: `#step=3&blind=1`.
 * @param {State} from where its step already stands, it stands at the same part of it
 */
function asLinked(from) {
  const asked = new URLSearchParams(location.hash.slice(1));
  const screen = Number(asked.get("step") ?? 0);
  const at = screen === from.at.screen ? from.at : { screen, frame: 0, page: 0 };
  const hidesNames = asked.has("blind") || from.hidesNames;
  return merged(from, { at, hidesNames }, screens.length);
}

/** Returns where this window stood before it was loaded anew. */
function kept() {
  try {
    return parsed(sessionStorage.getItem(content.hash));
  } catch {
    return null;
  }
}

function openSlides() {
  const slides = new Slides(find("slide"));
  const stage = new Stage(content, countRows(), (row) => {
    const number = screens.findIndex(({ isStep, map }) => isStep && map?.selected === row);
    if (number >= 0) jump(number);
  });
  const asks = { act, change, adapt };
  const controls = new Controls(find("controls"), asks, { ...content, isFramed });
  find("slide").addEventListener("click", ({ target }) => {
    const verb = /** @type {Element} */ (target).closest("[data-verb]")?.getAttribute("data-verb");
    if (verb) act(/** @type {Verb} */ (verb));
  });
  const draw = () => {
    const dark = manner.dark ?? isDark.matches;
    document.documentElement.classList.toggle("dark", dark);
    document.documentElement.style.setProperty("--size", String(manner.size / 100));
    find("slides").classList.toggle("black", state.isBlack);
    const screen = screens[state.at.screen];
    const frames = framesOf(screen, state.stages);
    const frame = Math.min(state.at.frame, frames.length - 1);
    find("slides").classList.toggle("alone", !screen.map || frames[frame].asks !== null);
    const drawn = slides.draw(screen, frames[frame], frames[frame - 1], state);
    state = { ...state, at: { ...state.at, frame, page: drawn.page }, pages: drawn.pages };
    if (screen.map) stage.show(screen.map, { ...manner, dark });
    controls.show(counted(), state, { ...manner, isDark: dark, isPlaying });
  };
  // The window's size, or the bar's, leaves the slide more room or less.
  new ResizeObserver(draw).observe(find("slide"));
  isDark.addEventListener("change", draw);
  queueMicrotask(() => {
    draw();
    controls.focus();
  });
  const fold = () => {
    const wasOpen = controls.isOpen;
    controls.isOpen = false;
    return wasOpen;
  };
  return { draw, fold };
}

function openTeacher() {
  document.title = `${content.title}: for the teacher`;
  const teacher = new Teacher(find("teacher"), content, { act, jump, change });
  const draw = () => {
    document.documentElement.classList.toggle("dark", manner.dark ?? isDark.matches);
    teacher.show(state, counted());
  };
  isDark.addEventListener("change", draw);
  queueMicrotask(() => {
    draw();
    windows.tell(null);
  });
  return { draw, fold: () => false };
}

function openPlan() {
  document.title = `${content.title}: plan`;
  return openDesk({ veil: () => {} });
}

function openTasks() {
  document.title = `${content.title}: tasks`;
  return openDesk(mountWork(find("tasks"), content.tasks, { get: recall, set: keepOrThrow }));
}

function openWork() {
  document.title = `${content.title}: students’ work`;
  return openDesk(mountOverlay(find("work"), content.tasks));
}

/** @param {{ veil: (isBlind: boolean) => void }} mounted */
function openDesk(mounted) {
  const draw = () => {
    document.documentElement.classList.toggle("dark", manner.dark ?? isDark.matches);
    mounted.veil(state.hidesNames);
  };
  isDark.addEventListener("change", draw);
  queueMicrotask(draw);
  return { draw, fold: () => false };
}

function countRows() {
  return Math.max(...screens.flatMap(({ map }) => map?.rows ?? [])) + 1;
}

/** Says where in the lesson a screen is. */
function counted() {
  const { screen } = state.at;
  if (!screen) return "Start";
  if (screen === last) return "End";
  const kind = screen > steps ? "Contrast " : "";
  const of = kind + (kind ? `${screen - steps} of ${last - 1 - steps}` : `${screen} of ${steps}`);
  return state.pages > 1 ? `${of}, part ${state.at.page + 1} of ${state.pages}` : of;
}

/** @type {Readonly<Record<Ask, () => void>>} */
const ACTS = {
  next: () => (state.isBlack ? change({ isBlack: false }) : turn(1)),
  back: () => (state.isBlack ? change({ isBlack: false }) : turn(-1)),
  first: () => jump(0),
  last: () => jump(last),
  skip: () => {
    const frames = framesOf(screens[state.at.screen], state.stages);
    const asked = frames.findIndex(({ asks }) => asks === "question");
    if (state.at.frame < asked) go({ ...state.at, frame: asked, page: 0 });
    else jump(state.at.screen + 1);
  },
  black: () => change({ isBlack: !state.isBlack }),
  open: () => change({ isOpen: !state.isOpen }),
  whole: () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {}); // the browser says why not
  },
  leave: () => {
    if (view.fold()) return;
    if (state.isBlack) change({ isBlack: false });
  },
  exit: () => window.parent.postMessage({ corridors: "leave" }, "*"),
  play: () => {
    isPlaying = !isPlaying && state.at.screen < last;
    settle();
  },
  teacher: () => open("teacher"),
  plan: () => open("plan"),
  tasks: () => open("tasks"),
  work: () => open("work"),
};

/**
 * Opens another part in a window of its own.
 * @param {string} name
 */
function open(name) {
  const blind = state.hidesNames ? "&blind=1" : "";
  windows.open(`${location.href.split("#")[0]}#${name}${blind}`, name);
}

/** @param {Ask} verb */
function act(verb) {
  ACTS[verb]();
}

/** @param {1 | -1} by */
function turn(by) {
  isPlaying = false;
  step(by);
}

/** @param {1 | -1} by */
function step(by) {
  const counts = screens.map((screen) => framesOf(screen, state.stages).length);
  go(beside(state.at, by, counts, state.pages));
}

/** @param {number} screen */
function jump(screen) {
  isPlaying = false;
  go({ screen: Math.max(0, Math.min(screen, last)), frame: 0, page: 0 });
}

/** @param {State["at"]} at */
function go(at) {
  view.fold();
  const isSame = at.screen === state.at.screen;
  change({ at, pages: 1, isBlack: false, isOpen: isSame && state.isOpen });
}

/** @param {Partial<State>} changed */
function change(changed) {
  const before = state.at.screen;
  state = { ...state, ...changed };
  settle();
  if (state.at.screen !== before) history.pushState(null, "", addressOf());
  windows.tell(state);
}

/** @param {Partial<Manner>} changed */
function adapt(changed) {
  manner = { ...manner, ...changed };
  keepManner(manner);
  settle();
}

/**
 * Follows another window. The class's answers the teacher's, which does not know how many pages there are.
 * @param {unknown} told
 * @param {boolean} byTeacher
 */
function hear(told, byTeacher) {
  state = merged(state, told, screens.length);
  settle();
  history.replaceState(null, "", addressOf()); // a reload begins where the others are
  if (byTeacher && !isTeacher) windows.tell(state);
}

/** Draws what the state asks for, and keeps it for a reload. */
function settle() {
  view.draw();
  try {
    sessionStorage.setItem(content.hash, JSON.stringify(state));
  } catch {
    // then the address alone tells where the lesson stands
  }
  if (isFramed) {
    const { at, hidesNames } = state;
    const step = Math.min(at.screen, steps + 1); // a link knows the steps and what is behind them
    window.parent.postMessage({ corridors: "at", step, blind: hidesNames }, "*");
  }
  clearTimeout(pace);
  if (isPlaying) pace = setTimeout(goOn, manner.seconds * 1000);
}

function goOn() {
  isPlaying = state.at.screen < last;
  if (isPlaying) step(1);
  else settle();
}

function addressOf() {
  return `#${part === "slides" ? "" : `${part}&`}step=${state.at.screen}`;
}

addEventListener("popstate", () => {
  if (partOf(location.hash) !== part) {
    location.reload();
    return;
  }
  const before = state.at.screen;
  state = asLinked(state);
  if (state.at.screen !== before) windows.tell(state);
  settle();
});
