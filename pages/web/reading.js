// The reading column: it shows what is open, or the list at the place where the reader left it; the
// keyboard goes along, and rows of the list and marks of the map light each other.

/** With this begins the name of a place's history. */
const HISTORY = "history:";
/** The height of the header that lies over the page, and of what needs to be seen, in pixels. */
const HEADER = 64;
const SEEN = 120;

/** Says what the keyboard did not go to. It stands from the start: else nobody would be told. */
const spoken = document.createElement("p");
spoken.className = "corridors-spoken";
spoken.setAttribute("role", "status");
document.body.append(spoken);

/** Where the list was left: how far it was scrolled, and on what of the map the keyboard was. */
let scrolled = 0;
/** @type {string | null} its name; empty where the frame does not tell, null beside the map */
let leftMap = null;

/** What was open when a history was turned to: going back, the keyboard is on what led there. */
let led = "";

/**
 * Draws the panel, and follows what it shows.
 * @param {HTMLElement} root
 * @param {[shown: string, asked: number]} reach what is shown, and how often it was asked for
 *   elsewhere than on the map
 * @param {() => void} draw
 */
export function follow(root, [shown, asked], draw) {
  const isFirst = !root.firstElementChild; // nobody was in it
  const { shown: before = "", asked: askedBefore = "0" } = root.dataset;
  // Asked before drawing, which may take away what was pressed.
  const opener = document.activeElement;
  const goes = mayGo(root, opener);
  if (!isReading(root)) leaveList(root);
  draw();
  root.onkeydown = (event) => leaveByKey(root, event);
  if (!isFirst && before === shown && Number(askedBefore) === asked) return;
  Object.assign(root.dataset, { shown, asked, reads: shown && "panel" });
  if (isFirst) return;
  if (shown) arrive(root, before, goes);
  else showList(root, before, goes);
  if (shown && asked > Number(askedBefore)) scrollTo(root);
}

/**
 * Escape in the panel closes it, or goes back to what it showed before.
 * @param {HTMLElement} root
 * @param {KeyboardEvent} event
 */
function leaveByKey(root, { key }) {
  if (key === "Escape") /** @type {HTMLElement | null} */ (root.querySelector(".close"))?.click();
}

/** The link that skips to the list leads there also while something else is read. */
addEventListener("click", ({ target }) => {
  const skips = /** @type {Element} */ (target).closest?.(".skip");
  const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-reads=panel]"));
  if (!skips || !root) return;
  root.dataset.reads = ""; // only what is seen can be skipped to
  /** @type {HTMLElement | null} */ (root.querySelector("[data-action=close]"))?.click();
});

/** @param {HTMLElement} root */
function isReading(root) {
  return root.dataset.reads === "panel";
}

/** @param {HTMLElement} root */
function leaveList(root) {
  scrolled = scrollingBox(root)?.scrollTop ?? 0;
  const frame = mapFrame();
  const onMap = frame && document.activeElement === frame;
  leftMap = onMap ? (frame.contentDocument?.activeElement?.getAttribute("aria-label") ?? "") : null;
}

/**
 * Puts the keyboard on the heading of what was opened, or says it where the keyboard stays.
 * @param {HTMLElement} root
 * @param {string} before what was shown
 * @param {boolean} goes the keyboard goes along
 */
function arrive(root, before, goes) {
  const box = scrollingBox(root);
  if (box && !isPage(box)) box.scrollTop = 0;
  const heading = /** @type {HTMLElement | null} */ (root.querySelector("[tabindex='-1']"));
  const { shown = "" } = root.dataset;
  const back = before.startsWith(HISTORY) && shown === led ? buttonOf(root, before) : null;
  if (shown.startsWith(HISTORY)) led = before;
  if (goes) (back ?? heading)?.focus({ preventScroll: true });
  else say(heading);
}

/** @param {Element | null} heading */
function say(heading) {
  spoken.textContent = heading?.textContent ?? "";
}

/**
 * Shows the list as it was left, and puts the keyboard on what opened the panel.
 * @param {HTMLElement} root
 * @param {string} before what was shown
 * @param {boolean} goes the keyboard goes along
 */
function showList(root, before, goes) {
  const box = scrollingBox(root);
  if (box) box.scrollTop = scrolled;
  if (!goes) return;
  const row = buttonOf(document, `select:${before}`) ?? buttonOf(root, before);
  if (leftMap !== null) returnToMap(leftMap);
  else row?.focus({ preventScroll: true });
  if (box && !isPage(box)) row?.scrollIntoView({ block: "nearest" });
}

/** @param {string} name of what the keyboard was on; the map may have drawn it anew */
function returnToMap(name) {
  const frame = mapFrame();
  frame?.contentWindow?.focus();
  const mark = frame?.contentDocument?.querySelector(`[aria-label="${CSS.escape(name)}"]`);
  /** @type {HTMLElement | null | undefined} */ (mark)?.focus();
}

/**
 * Returns whether the keyboard goes along with what is opened: from the column, from nowhere, and
 * from a mark that was pressed by key. It stays on a button that goes on to the next event, and on
 * the map where a pointer is in use, so that the next one is a press away.
 * @param {HTMLElement} root
 * @param {Element | null} active
 */
function mayGo(root, active) {
  if (!active || active === document.body) return true;
  if (root.contains(active)) return !active.matches(".step");
  return active.matches(".rows button") || isKeyOnMap(active);
}

/**
 * Returns whether a mark was pressed by key. A frame with an origin of its own does not tell.
 * @param {Element} active
 */
function isKeyOnMap(active) {
  const inside = active === mapFrame() ? mapFrame()?.contentDocument : null;
  return inside?.activeElement?.matches(":focus-visible") ?? false;
}

/**
 * @param {ParentNode} root
 * @param {string} action
 */
function buttonOf(root, action) {
  const found = root.querySelector(`.rows [data-action="${CSS.escape(action)}"]`);
  const own = root.querySelector(`[data-action="${CSS.escape(action)}"]`);
  return /** @type {HTMLElement | null} */ (found ?? own);
}

/** @param {HTMLElement} root */
function scrollTo(root) {
  const { top } = root.getBoundingClientRect();
  if (top > innerHeight - SEEN || top < HEADER) root.scrollIntoView({ block: "start" });
}

/** @param {HTMLElement} node */
function scrollingBox(node) {
  let box = node.parentElement;
  while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  return box;
}

/** @param {HTMLElement} box */
function isPage(box) {
  return box.dataset.testid === "stMain";
}

function mapFrame() {
  return [...document.getElementsByTagName("iframe")].find(({ title }) => title.includes("folium"));
}

// Rows and marks

for (const name of ["pointerover", "focusin"]) addEventListener(name, light);

let lit = -1;

/**
 * Tells the map which event's row the pointer or the keyboard is on.
 * @param {Event} event
 */
function light({ target }) {
  const row = /** @type {Element} */ (target).closest?.("[data-row]")?.getAttribute("data-row");
  const number = Number(row ?? -1);
  if (number === lit) return;
  lit = number;
  mapFrame()?.contentWindow?.postMessage({ corridors: "hover", row: number }, "*");
}

addEventListener("message", ({ source, data }) => {
  if (data?.corridors !== "hovered" || source !== mapFrame()?.contentWindow) return;
  for (const row of document.querySelectorAll("[data-row]")) {
    row.toggleAttribute("data-lit", row.getAttribute("data-row") === String(data.row));
  }
});
