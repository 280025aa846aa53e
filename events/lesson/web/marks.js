// Marks that readers set in a text: at most one for each word, and counted over all readers.

/**
 * @typedef {object} Mark
 * @property {number} from its first character, counted as JavaScript counts
 * @property {number} to the one behind its last
 * @property {string} kind the id of one of KINDS
 */

/**
 * @typedef {object} Word
 * @property {number} from
 * @property {number} to
 * @property {string} text
 * @property {string} blind the same while names are hidden
 */

/** @typedef {Record<string, number>} Counts how many readers gave a word each kind */

/** What a word can be; key, letter and line tell them apart where colours do not. */
export const KINDS = [
  { id: "fact", letter: "F", label: "Fact", means: "can be checked" },
  { id: "claim", letter: "C", label: "Claim", means: "somebody says so" },
  { id: "loaded", letter: "L", label: "Loaded", means: "pushes a feeling" },
  { id: "source", letter: "S", label: "Source", means: "tells who says so, or how they know" },
];

/**
 * Returns the words of a text in any script; a name that can be hidden is one word.
 * @param {string} text
 * @param {string} language
 * @param {readonly [from: number, to: number, letter: string][]} hidden
 * @returns {Word[]}
 */
export function wordsOf(text, language, hidden = []) {
  const names = hidden.map(([from, to, blind]) => ({
    from,
    to,
    text: text.slice(from, to),
    blind,
  }));
  const words = piecesOf(text, language).map(([from, part]) => ({
    from,
    to: from + part.length,
    text: part,
    blind: part,
  }));
  const open = words.filter((word) => !names.some((name) => overlap(word, name)));
  return [...open, ...names].sort((one, other) => one.from - other.from);
}

/**
 * @param {string} text
 * @param {string} language
 * @returns {[from: number, part: string][]}
 */
function piecesOf(text, language) {
  if (!("Segmenter" in Intl)) {
    return [...text.matchAll(/[\p{L}\p{N}\p{M}’']+/gu)].map((found) => [found.index, found[0]]);
  }
  const pieces = [...new Intl.Segmenter(language, { granularity: "word" }).segment(text)];
  return pieces
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => [index, segment]);
}

/**
 * @param {{ from: number, to: number }} one
 * @param {{ from: number, to: number }} other
 */
function overlap(one, other) {
  return one.from < other.to && other.from < one.to;
}

/**
 * Returns the marks with one more, which takes the place of what it covers.
 * @param {readonly Mark[]} marks
 * @param {Mark} mark
 * @param {string} text
 */
export function addMark(marks, mark, text) {
  const all = [...removeMarks(marks, mark.from, mark.to, text), ...trimmed(mark, text)];
  /** @type {Mark[]} */
  const joined = [];
  for (const next of all.sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    const touches = last?.kind === next.kind && !text.slice(last.to, next.from).trim();
    if (last && touches) joined[joined.length - 1] = { ...last, to: next.to };
    else joined.push(next);
  }
  return joined;
}

/**
 * Returns the marks without what lies between two characters.
 * @param {readonly Mark[]} marks
 * @param {number} from
 * @param {number} to
 * @param {string} text
 */
export function removeMarks(marks, from, to, text) {
  return marks.flatMap((mark) => {
    if (!overlap(mark, { from, to })) return [mark];
    return [...trimmed({ ...mark, to: from }, text), ...trimmed({ ...mark, from: to }, text)];
  });
}

/**
 * Returns a mark without space at its ends; none if nothing is left.
 * @param {Mark} mark
 * @param {string} text
 */
function trimmed(mark, text) {
  const inside = text.slice(mark.from, Math.max(mark.from, mark.to));
  const from = mark.from + inside.length - inside.trimStart().length;
  const to = from + inside.trim().length;
  return from < to ? [{ ...mark, from, to }] : [];
}

/**
 * Returns the mark over a word, if there is one.
 * @param {readonly Mark[]} marks
 * @param {Word} word
 */
export function markOver(marks, word) {
  return marks.find((mark) => overlap(mark, word));
}

/**
 * Counts for each word how many readers gave it each kind.
 * @param {readonly Word[]} words
 * @param {readonly (readonly Mark[])[]} readers the marks of each
 * @returns {Counts[]}
 */
export function countKinds(words, readers) {
  return words.map((word) => {
    const given = readers.map((marks) => marks.filter((mark) => overlap(mark, word)));
    const numbers = KINDS.map(({ id }) => [
      id,
      given.filter((marks) => marks.some(({ kind }) => kind === id)).length,
    ]);
    return Object.fromEntries(numbers);
  });
}

/**
 * Returns the kind that most readers gave; of several, the first of KINDS.
 * @param {Counts} counts
 */
export function strongest(counts) {
  const most = Math.max(...Object.values(counts));
  const kind = KINDS.find(({ id }) => counts[id] === most);
  return most && kind ? { kind, number: most } : null;
}
