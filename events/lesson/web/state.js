// Where a lesson stands, and where a key leads: pure, so that every window comes to the same.

/** @import { Tree } from "../../telling/assets/tree.js" */

/** @typedef {"quotes" | "judge" | "names" | "figures" | "question"} Stage what can be revealed by a key of its own */

/**
 * @template Value
 * @typedef {Record<string, Value>} Varied a value under each veil, but for those where it is the same
 */

/** @typedef {{ stage: "headline" | "quotes" | "figures" | "card", tree: Tree }} Block a card takes the place of the headline */

/**
 * @typedef {object} Shown what the map shows of a screen
 * @property {number[]} rows
 * @property {number} selected a row, or -1
 * @property {number} first days from 1970-01-01
 * @property {number} last
 * @property {[longitude: number, latitude: number, zoom: number] | null} view
 */

/**
 * @typedef {object} Screen what Python writes (see screens.py)
 * @property {Varied<string>} heading
 * @property {Varied<Tree[]>} head
 * @property {Varied<Block[]>} blocks
 * @property {Varied<string | null>} cover what the quotes are like that stay covered
 * @property {Varied<string>} question
 * @property {string[]} stages of the blocks that there are
 * @property {Tree[]} notes
 * @property {Shown | null} map null where there is none
 * @property {boolean} isStep
 */

/** @typedef {{ screen: number, frame: number, page: number }} Place a page can be LAST_PAGE or NEW_PAGE */

/** Pages of which the window that draws them finds the number: the last, the first with something new. */
export const LAST_PAGE = -1;
export const NEW_PAGE = -2;

/**
 * @typedef {object} State what all windows of a lesson share
 * @property {Place} at
 * @property {number} pages how many the frame has in the window that the class sees
 * @property {boolean} isOpen the covered quotes of this screen are open
 * @property {boolean} isBlack
 * @property {boolean} hidesNames
 * @property {boolean} hidesFigures
 * @property {Stage[]} stages those that have a key of their own
 */

/**
 * @typedef {object} Frame what is seen of a screen between two keys
 * @property {Set<string>} shown of the headline, quotes, names and figures
 * @property {"judge" | "question" | null} asks what stands alone
 */

/** @type {readonly Stage[]} in the order in which they are revealed */
export const STAGES = ["quotes", "judge", "names", "figures", "question"];

/** @type {State} */
export const START = {
  at: { screen: 0, frame: 0, page: 0 },
  pages: 1,
  isOpen: false,
  isBlack: false,
  hidesNames: false,
  hidesFigures: false,
  stages: ["question"],
};

/**
 * Returns what a screen shows, key by key.
 * @param {Screen} screen
 * @param {readonly Stage[]} chosen
 * @returns {Frame[]}
 */
export function framesOf(screen, chosen) {
  const frames = [frame(["headline"])];
  const isQuoting = screen.stages.includes("quotes");
  const has = {
    quotes: isQuoting,
    judge: isQuoting && chosen.includes("judge") && chosen.includes("names"),
    names: isQuoting,
    figures: screen.stages.includes("figures"),
    question: chosen.includes("question") && Boolean(screen.question[""]),
  };
  if (screen.stages.includes("card")) frames.push(frame(["card"]));
  for (const stage of STAGES.filter((one) => has[one])) {
    const { shown } = frames[frames.length - 1];
    if (stage === "judge" || stage === "question") frames.push({ shown, asks: stage });
    else if (chosen.includes(stage)) frames.push(frame([...shown, stage]));
    else shown.add(stage);
  }
  return frames;
}

/**
 * @param {Iterable<string>} shown
 * @returns {Frame}
 */
function frame(shown) {
  return { shown: new Set(shown), asks: null };
}

/**
 * Returns the place after this one, or the one before it; the same at either end.
 * @param {Place} at
 * @param {1 | -1} by
 * @param {readonly number[]} frames how many each screen has
 * @param {number} pages how many the frame has that stands
 * @returns {Place}
 */
export function beside({ screen, frame, page }, by, frames, pages) {
  const next = (page === LAST_PAGE ? pages - 1 : Math.max(0, page)) + by;
  if (next >= 0 && next < pages) return { screen, frame, page: next };
  if (frame + by >= 0 && frame + by < frames[screen])
    return { screen, frame: frame + by, page: by > 0 ? NEW_PAGE : LAST_PAGE };
  const other = screen + by;
  if (other < 0 || other >= frames.length) return { screen, frame, page };
  const start = by > 0 ? { frame: 0, page: 0 } : { frame: frames[other] - 1, page: LAST_PAGE };
  return { screen: other, ...start };
}

/**
 * Returns a value as the veil of a state leaves it.
 * @template Value
 * @param {Varied<Value>} values
 * @param {Pick<State, "hidesNames" | "hidesFigures">} state
 */
export function seen(values, { hidesNames, hidesFigures }) {
  const veil = [hidesNames && "blind", hidesFigures && "uncounted"].filter(Boolean).join(" ");
  return values[veil] ?? values[""];
}

/**
 * Returns what was kept or sent of a state, laid over another one; anything that no state can be is left
 * out.
 * @param {State} state
 * @param {unknown} given
 * @param {number} screens how many the lesson has
 * @returns {State}
 */
export function merged(state, given, screens) {
  if (typeof given !== "object" || given === null) return state;
  const told = /** @type {Record<string, unknown>} */ (given);
  const flags = /** @type {const} */ (["isOpen", "isBlack", "hidesNames", "hidesFigures"]);
  const made = { ...state };
  for (const flag of flags) if (typeof told[flag] === "boolean") made[flag] = told[flag];
  if (Array.isArray(told.stages))
    made.stages = STAGES.filter((stage) => /** @type {unknown[]} */ (told.stages).includes(stage));
  if (isCount(told.pages) && told.pages > 0) made.pages = told.pages;
  const { screen, frame, page } = /** @type {Record<string, unknown>} */ (told.at ?? {});
  if (isCount(screen) && isCount(frame) && Number.isInteger(page) && screen < screens)
    made.at = { screen, frame, page: Number(page) };
  return made;
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isCount(value) {
  return Number.isInteger(value) && Number(value) >= 0;
}
