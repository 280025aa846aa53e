// A student's work on paper: what is marked and answered, in letters that let it fit on one page.

/** @import { Page, Tasks } from "./tasks.js" */
/** @import { Work } from "./workfile.js" */

import { element } from "../../../geodata/webmap/web/elements.js";
import { KINDS } from "./marks.js";
import { cited, kindSign, line, looksOf } from "./parts.js";
import { Passage } from "./passage.js";
import { NOBODY, pagesOf, say } from "./tasks.js";

/** @typedef {{ lesson: Tasks, work: Work, blind: boolean }} Printed */

/** The height that both A4 and Letter have within their margins, and sizes of letters to try. */
const HEIGHT_MM = 248;
const SIZES_PT = [11, 10, 9, 8];
const SEVERAL_PAGES_PT = 10;
const PIXELS_PER_MM = 96 / 25.4;

/**
 * Prints a sheet instead of the page while there is one to print.
 * @param {() => Printed | null} printed
 */
export function printOn(printed) {
  /** @type {HTMLElement | null} */
  let sheet = null;
  window.addEventListener("beforeprint", () => {
    const given = printed();
    if (!given) return;
    sheet = drawSheet(given);
    document.body.append(sheet);
    document.body.classList.add("prints-work");
    fit(sheet);
  });
  window.addEventListener("afterprint", () => {
    sheet?.remove();
    document.body.classList.remove("prints-work");
  });
}

/** @param {HTMLElement} sheet */
function fit(sheet) {
  for (const size of SIZES_PT) {
    sheet.style.fontSize = `${size}pt`;
    if (sheet.offsetHeight <= HEIGHT_MM * PIXELS_PER_MM) return;
  }
  sheet.style.fontSize = `${SEVERAL_PAGES_PT}pt`;
}

/** @param {Printed} printed */
function drawSheet({ lesson, work, blind }) {
  const sheet = element("section", "work work-sheet");
  const blanks = element("div", "blanks");
  blanks.append(line(`Name: ${work.name}`), line("Class:"), line("Date:"));
  const kinds = element("p", "kinds");
  kinds.append(...KINDS.flatMap((kind) => [kindSign(kind), ` ${kind.means}   `]));
  const title = element("h2", "", say(lesson, blind));
  title.dir = "auto";
  const pages = pagesOf(lesson).map((page) => drawPage(page, { lesson, work, blind }));
  const columns = element("div", "columns");
  columns.append(...pages.filter((node) => node !== null));
  sheet.append(blanks, title, kinds, columns);
  return sheet;
}

/**
 * Draws what is done of a page; nothing if nothing is.
 * @param {Page} page
 * @param {Printed} printed
 */
function drawPage({ title, excerpts, questions }, { lesson, work, blind }) {
  const marksIn = (/** @type {string} */ id) => work.marks.filter(({ excerpt }) => excerpt === id);
  const who = new Map(work.knowers.map((knower) => [knower.excerpt, knower.who]));
  const answers = new Map(work.answers.map(({ question, text }) => [question, text]));
  const quoted = excerpts.filter(({ id }) => marksIn(id).length || who.has(id));
  const answered = questions.filter(({ id }) => answers.has(id));
  if (!quoted.length && !answered.length) return null;
  const node = element("section");
  const heading = element("h3", "", say(title, blind));
  heading.dir = "auto";
  node.append(heading);
  for (const excerpt of quoted) {
    const passage = new Passage(excerpt, blind, {});
    passage.dress(looksOf(passage.words, marksIn(excerpt.id)));
    const names = [...lesson.speakers, NOBODY]
      .filter(({ id }) => who.get(excerpt.id)?.includes(id))
      .map((voice) => say(voice, blind));
    const known = names.length ? [line(`Who could know this? ${names.join("; ")}`, "cited")] : [];
    node.append(passage.node, ...cited(excerpt, blind), ...known);
  }
  for (const question of answered) {
    node.append(
      line(say(question, blind), "prompt"),
      line(answers.get(question.id) ?? "", "answer"),
    );
  }
  return node;
}
