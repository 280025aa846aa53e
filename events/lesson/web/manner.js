// How a lesson is shown on this device: kept in it where the browser allows that, and nowhere else.

/**
 * @typedef {object} Manner
 * @property {number} size of letters, in per cent
 * @property {boolean | null} dark null follows the device
 * @property {boolean} frozen the map stands still
 * @property {number} language of names on the map
 * @property {number} seconds a screen stands while the lesson goes on by itself
 */

/** @type {Manner} */
const FIRST = { size: 100, dark: null, frozen: false, language: 0, seconds: 20 };
export const SIZES = [100, 125, 150, 175, 200];
export const PACES = [10, 20, 40, 60];
const KEY = "corridors-lesson";

/**
 * @param {number} languages how many there are
 * @returns {Manner}
 */
export function readManner(languages) {
  const kept = { ...FIRST, ...parsed(recall(KEY)) };
  return {
    size: SIZES.includes(kept.size) ? kept.size : FIRST.size,
    dark: typeof kept.dark === "boolean" ? kept.dark : null,
    frozen: kept.frozen === true,
    language: kept.language < languages && kept.language >= 0 ? Math.floor(kept.language) : 0,
    seconds: PACES.includes(kept.seconds) ? kept.seconds : FIRST.seconds,
  };
}

/** @param {Manner} manner */
export function keepManner(manner) {
  keep(KEY, JSON.stringify(manner));
}

/** @param {string | null} text */
export function parsed(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} key */
export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // a browser may forbid a page to keep anything
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
export function keep(key, value) {
  try {
    keepOrThrow(key, value);
  } catch {
    // what is not kept is asked for again
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
export function keepOrThrow(key, value) {
  localStorage.setItem(key, value);
}
