// The file of a student's work: written, and read as text that anybody may have changed.

/** @import { Tasks } from "./tasks.js" */
/** @import { Mark } from "./marks.js" */

import { addMark, KINDS } from "./marks.js";
import { NOBODY } from "./tasks.js";

/**
 * @typedef {object} Work
 * @property {string} name
 * @property {(Mark & { excerpt: string })[]} marks
 * @property {{ question: string, text: string }[]} answers
 * @property {{ excerpt: string, who: string[] }[]} knowers
 */

export const FORMAT = "corridors-work";
export const VERSION = 1;

/** Of a file; the longest work in any script is smaller. */
export const MOST_BYTES = 2 ** 20;
export const LONGEST_NAME = 60;
export const LONGEST_ANSWER = 2000;
export const MOST_MARKS = 5000;
/** Faults that are told of one file. */
const MOST_FAULTS = 5;

/** @type {Readonly<Work>} */
export const NO_WORK = { name: "", marks: [], answers: [], knowers: [] };

/** @param {Work} work */
export function isEmpty({ marks, answers, knowers }) {
  return !marks.length && !answers.length && !knowers.length;
}

/**
 * @param {Work} work
 * @param {Tasks} lesson
 */
export function writeWork(work, lesson) {
  const head = { format: FORMAT, version: VERSION, story: lesson.id, lesson: lesson.hash };
  return `${JSON.stringify({ ...head, ...work })}\n`;
}

/**
 * Names a file by its story and its student, in letters that every system allows.
 * @param {Work} work
 * @param {Tasks} lesson
 */
export function fileName({ name }, { id }) {
  const words = `${id} ${name}`.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return `${words.join("-")}.json`;
}

/**
 * Reads a file; of one that cannot be used it says why, and takes nothing from it.
 * @param {string} text
 * @param {Tasks} lesson
 * @returns {{ work: Work, faults: null } | { work: null, faults: string[] }}
 */
export function readWork(text, lesson) {
  const found = parse(text);
  const faults = found ? faultsOf(found, lesson) : ["it is not a file of students’ work"];
  if (faults.length) return { work: null, faults: faults.slice(0, MOST_FAULTS) };
  const { name, marks, answers, knowers } = /** @type {any} */ (found);
  return { work: { name, marks: apart(marks, lesson), answers, knowers }, faults: null };
}

/**
 * @param {string} text
 * @returns {Record<string, unknown> | null}
 */
function parse(text) {
  try {
    const found = JSON.parse(text);
    return found?.format === FORMAT ? found : null;
  } catch {
    return null;
  }
}

/**
 * Lays the marks of a file one upon the other, so that no word has two.
 * @param {Work["marks"]} marks
 * @param {Tasks} lesson
 */
function apart(marks, { excerpts }) {
  return excerpts.flatMap(({ id, text }) => {
    const own = marks.filter(({ excerpt }) => excerpt === id);
    return own
      .reduce((all, mark) => addMark(all, mark, text), /** @type {Mark[]} */ ([]))
      .map(({ from, to, kind }) => ({ excerpt: id, from, to, kind }));
  });
}

/**
 * @param {Record<string, unknown>} found
 * @param {Tasks} lesson
 */
function faultsOf({ format, version, story, lesson: hash, ...work }, lesson) {
  if (version !== VERSION) {
    return [`it is written in version ${quote(version)} of our format; this page reads ${VERSION}`];
  }
  if (story !== lesson.id) {
    return [`it belongs to the story ${quote(story)}; this is ${quote(lesson.id)}`];
  }
  if (hash !== lesson.hash) {
    return [`it belongs to another version of ${quote(story)}, of other excerpts or questions`];
  }
  const faults = workOf(lesson)(work, "");
  return faults.length ? faults : misplaced(/** @type {Work} */ (work), lesson);
}

/** @typedef {(value: any, where: string) => string[]} Check says what is wrong with a value */

/**
 * @param {Tasks} lesson
 * @returns {Check}
 */
function workOf({ excerpts, questions, speakers }) {
  const excerpt = oneOf(excerpts);
  const voices = [...speakers, NOBODY];
  return fields({
    name: text(LONGEST_NAME),
    marks: list(MOST_MARKS, fields({ excerpt, from: whole, to: whole, kind: oneOf(KINDS) })),
    answers: list(
      questions.length,
      fields({ question: oneOf(questions), text: text(LONGEST_ANSWER) }),
    ),
    knowers: list(excerpts.length, fields({ excerpt, who: list(voices.length, oneOf(voices)) })),
  });
}

/**
 * @param {Record<string, Check>} checks
 * @returns {Check}
 */
function fields(checks) {
  return (value, where) => {
    if (!value || typeof value !== "object" || Array.isArray(value)) {
      return [`${where}: must be a record`];
    }
    const unknown = Object.keys(value).filter((name) => !Object.hasOwn(checks, name));
    return [
      ...unknown.map((name) => `${where && `${where}: `}${quote(name)} is no field of such a file`),
      ...Object.entries(checks).flatMap(([name, check]) =>
        check(value[name], where ? `${where}.${name}` : name),
      ),
    ];
  };
}

/**
 * @param {number} most
 * @param {Check} check of each
 * @returns {Check}
 */
function list(most, check) {
  return (value, where) => {
    if (!Array.isArray(value)) return [`${where}: must be a list`];
    if (value.length > most) return [`${where}: must be at most ${most} (got ${value.length})`];
    return value.flatMap((one, number) => check(one, `${where}.${number}`));
  };
}

/**
 * @param {number} longest
 * @returns {Check}
 */
function text(longest) {
  return (value, where) => {
    if (typeof value !== "string") return [`${where}: must be text`];
    const { length } = value;
    return length > longest
      ? [`${where}: must be at most ${longest} characters (got ${length})`]
      : [];
  };
}

/** @type {Check} */
function whole(value, where) {
  return Number.isInteger(value) ? [] : [`${where}: must be a whole number (got ${quote(value)})`];
}

/**
 * @param {readonly { id: string }[]} known
 * @returns {Check}
 */
function oneOf(known) {
  const ids = new Set(known.map(({ id }) => id));
  return (value, where) =>
    ids.has(value) ? [] : [`${where}: is not known here (got ${quote(value)})`];
}

/**
 * Says which marks lie outside their text, and what is said twice of one thing.
 * @param {Work} work
 * @param {Tasks} lesson
 */
function misplaced({ marks, answers, knowers }, { excerpts }) {
  const lengths = new Map(excerpts.map(({ id, text: { length } }) => [id, length]));
  const outside = marks.flatMap(({ excerpt, from, to }, number) => {
    const inside = from >= 0 && from < to && to <= (lengths.get(excerpt) ?? 0);
    return inside ? [] : [`marks.${number}: lies outside its excerpt (got ${from} to ${to})`];
  });
  return [
    ...outside,
    ...twice(
      "answers",
      answers.map(({ question }) => question),
    ),
    ...twice(
      "knowers",
      knowers.map(({ excerpt }) => excerpt),
    ),
    ...knowers.flatMap(({ who }, number) => twice(`knowers.${number}.who`, who)),
  ];
}

/**
 * @param {string} where
 * @param {string[]} ids
 */
function twice(where, ids) {
  const again = ids.find((id, number) => ids.indexOf(id) < number);
  return again === undefined ? [] : [`${where}: has ${quote(again)} twice`];
}

/** @param {unknown} value of which anything may be false */
function quote(value) {
  const said = ["string", "number"].includes(typeof value) ? String(value) : typeof value;
  return `“${said.slice(0, 60)}”`;
}
