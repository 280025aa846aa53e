// What students work on in a story, as Python gives it, and the pages that it makes.

/**
 * @typedef {object} Told a text, and the same with letters for the names of outlets
 * @property {string} named
 * @property {string} blind
 */

/** @typedef {Told & { event: string, note: string | null }} Step `note` warns of what is quoted */

/**
 * @typedef {object} Quoted
 * @property {string} id
 * @property {string} event
 * @property {string} text
 * @property {[from: number, to: number, letter: string][]} hidden the names in it
 * @property {Told | null} translation
 * @property {string} language
 * @property {string} direction
 * @property {string[]} by the ids of those who stand behind it
 */

/** @typedef {Told & Quoted} Excerpt who says it and where, and its text */
/** @typedef {Told & { id: string, step: number | null }} Question */
/** @typedef {Told & { id: string, role: Told | null }} Voice */

/**
 * @typedef {object} Asked
 * @property {string} id of the story
 * @property {string} hash of all that follows
 * @property {Step[]} steps
 * @property {Excerpt[]} excerpts
 * @property {Question[]} questions
 * @property {Voice[]} speakers
 */

/** @typedef {Told & Asked} Tasks what Python gives (tasks.py); it is called a lesson */

/**
 * @typedef {object} Page what is shown at once
 * @property {Told} title
 * @property {string | null} note
 * @property {Excerpt[]} excerpts
 * @property {Question[]} questions
 */

/** Stands among those who could know something. */
export const NOBODY = {
  id: "nobody",
  named: "Nobody can know",
  blind: "Nobody can know",
  role: null,
};

/**
 * Says a text, with or without the names in it.
 * @param {Told} told
 * @param {boolean} blind
 */
export function say(told, blind) {
  return blind ? told.blind : told.named;
}

/**
 * Lists the pages of a lesson: the question that opens it, a page for each step, the closing.
 * @param {Tasks} lesson
 * @returns {Page[]}
 */
export function pagesOf({ steps, excerpts, questions }) {
  const pages = steps.map((step, number) => ({
    title: step,
    note: step.note,
    excerpts: excerpts.filter(({ event }) => event === step.event),
    questions: questions.filter((question) => question.step === number),
  }));
  return [
    ...framed("opening", "To begin", questions),
    ...pages,
    ...framed("closing", "Looking back", questions),
  ];
}

/**
 * @param {string} id
 * @param {string} title
 * @param {Question[]} questions
 * @returns {Page[]}
 */
function framed(id, title, questions) {
  const asked = questions.filter((question) => question.id === id);
  const page = { title: { named: title, blind: title }, note: null, excerpts: [] };
  return asked.length ? [{ ...page, questions: asked }] : [];
}

/**
 * Lists who could know what an excerpt says: first those who are quoted in its step.
 * @param {Tasks} lesson
 * @param {Excerpt} excerpt
 */
export function knowersOf({ excerpts, speakers }, { event }) {
  const same = excerpts.filter((other) => other.event === event);
  const near = new Set(same.flatMap(({ by }) => by));
  return {
    near: speakers.filter(({ id }) => near.has(id)),
    others: speakers.filter(({ id }) => !near.has(id)),
  };
}
