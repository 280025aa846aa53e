// Reduces text to what a search compares, by the same rules as events/query/text.py.

const MARKS = /\p{M}/gu;
const BETWEEN_WORDS = /[^\p{L}\p{N}_]+/gu;

/** Letters that Unicode folds otherwise than by way of their capitals. */
const OTHERWISE = /[ı\p{Script=Cherokee}]/u;

/**
 * Harakat, niqqud and accents go, as do case and what is ignored.
 * @param {string} text
 * @param {ReadonlySet<string>} ignored letters that are left out
 */
export function fold(text, ignored) {
  const apart = [...text.normalize("NFKD")].map(foldCase).join("").normalize("NFKD");
  const letters = [...apart.replace(MARKS, "")].filter((letter) => !ignored.has(letter));
  return letters.join("").replace(BETWEEN_WORDS, " ").trim();
}

/** @param {string} letter */
function foldCase(letter) {
  if (OTHERWISE.test(letter)) return letter.toUpperCase() === "I" ? letter : letter.toUpperCase();
  // A final sigma has a capital that others share, and so has a sharp s in German.
  return letter.toLowerCase().toUpperCase().toLowerCase();
}
