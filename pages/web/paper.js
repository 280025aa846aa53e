// Prepares a page for paper: what it shows in words with its link, maps as they are, and folds open.
// The styles are in print.css.

/** The width of the narrower paper, Letter or A4, between the margins of print.css, in pixels. */
const PAPER = 700;
/** Folds of what is read; those of citations and of files stay as they are. */
const FOLDS = ".panel details:not([open], .cite), .compared:not([open]), .cell details:not([open])";

/** What the page shows, in words; empty where it shows no choice of events. */
let shown = "";
/** @type {Element | null} */
let head = null;
/** @type {Element[]} */
let opened = [];

/** @param {string} words */
export function describe(words) {
  shown = words;
}

/**
 * @param {string} text
 * @param {string} name
 */
function line(text, name) {
  return Object.assign(document.createElement("p"), { className: name, textContent: text });
}

addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll(FOLDS)];
  for (const fold of opened) fold.setAttribute("open", "");
  head = document.createElement("div");
  head.className = "corridors on-paper";
  if (shown) head.append(line(`Shown: ${shown}.`, "shown"));
  head.append(line(location.href, "link"));
  const heading = document.querySelector("h1");
  const above =
    heading?.closest(".st-key-bar") ?? heading?.closest("[data-testid=stElementContainer]");
  above?.after(head);
  for (const frame of document.getElementsByTagName("iframe")) {
    // A frame that kept its size draws nothing anew, which it could not do before it is printed.
    const { width, height } = frame.getBoundingClientRect();
    const scale = Math.min(1, PAPER / width);
    frame.style.setProperty("--width", `${width}px`);
    frame.style.setProperty("--height", `${height}px`);
    frame.style.setProperty("--scale", String(scale));
    frame.style.setProperty("--less", `${height * (scale - 1)}px`);
  }
});

addEventListener("afterprint", () => {
  for (const fold of opened) fold.removeAttribute("open");
  head?.remove();
});
