// The teacher's view of students' work: marks laid over each other and counted, answers side by side.

/** @import { Excerpt, Question, Tasks } from "./tasks.js" */
/** @import { Counts } from "./marks.js" */
/** @import { Look } from "./passage.js" */
/** @import { Work } from "./workfile.js" */

import { button, element } from "../../../geodata/webmap/web/elements.js";
import { countKinds, KINDS, strongest } from "./marks.js";
import { cited, covered, desk, folded, line, PLAIN, said } from "./parts.js";
import { Passage } from "./passage.js";
import { NOBODY, pagesOf, say } from "./tasks.js";
import { Turner } from "./turner.js";
import { MOST_BYTES, readWork } from "./workfile.js";

export const MOST_FILES = 40;
/** Refused files that are listed. */
const MOST_LISTED = 40;
/** Of those who could know, how many are shown at once. */
const MOST_BARS = 5;

/** @typedef {{ file: string, text: string, work: Work }} Student */
/** @typedef {{ file: string, why: string }} Refused */

/**
 * Draws the teacher's view.
 * @param {HTMLElement} host
 * @param {Tasks} lesson
 * @param {Iterable<File>} [files] to begin with
 */
export function mountOverlay(host, lesson, files = []) {
  const overlay = new Overlay(host, lesson);
  overlay.add(files);
  return overlay;
}

class Overlay {
  /**
   * @param {HTMLElement} host
   * @param {Tasks} lesson
   */
  constructor(host, lesson) {
    this.lesson = lesson;
    this.pages = pagesOf(lesson);
    this.blind = false;
    this.isNamed = false;
    /** @type {Student[]} */
    this.students = [];
    /** @type {Refused[]} */
    this.refused = [];
    this.turner = new Turner(() => this.#draw());
    this.said = said();
    this.body = element("div", "work-page");
    this.list = element("ul", "files");
    this.files = folded("Students’ files", [this.#input(), this.list]);
    this.files.open = true;
    this.node = desk("work overlay");
    const head = element("div", "actions");
    head.append(element("h2", "", "The work of the class"), this.#names(), this.said);
    this.node.append(head, this.files, this.turner.node, this.body);
    host.append(this.node);
    this.veil(false);
  }

  /**
   * Hides or shows the names of outlets.
   * @param {boolean} blind
   */
  veil(blind) {
    this.blind = blind;
    this.turner.name(this.pages.map(({ title }) => say(title, blind)));
    this.#draw();
  }

  /**
   * Reads files, and tells which of them are refused and why.
   * @param {Iterable<File>} files
   */
  async add(files) {
    for (const file of files) {
      const why = await this.#take(file);
      if (why) this.refused.push({ file: file.name, why });
    }
    this.students.sort((one, other) => one.work.name.localeCompare(other.work.name));
    this.#tell();
    this.#draw();
  }

  /**
   * Takes a file; otherwise it returns why not.
   * @param {File} file
   */
  async #take(file) {
    if (this.students.length >= MOST_FILES)
      return `${MOST_FILES} files are open, and no more can be`;
    if (file.size > MOST_BYTES) return "it is too large for a student’s work";
    const text = await file.text().catch(() => null);
    if (text === null) return "it cannot be read";
    const same = this.students.find((student) => student.text === text);
    if (same) return `it is the same as ${same.file}`;
    const { work, faults } = readWork(text, this.lesson);
    if (!work) return faults.join("; ");
    this.students.push({ file: file.name, text, work });
    return null;
  }

  #input() {
    const input = element("input");
    Object.assign(input, { type: "file", accept: ".json", multiple: true });
    // The same files can be chosen again.
    input.addEventListener("click", () => Object.assign(input, { value: "" }));
    input.addEventListener("change", async () => {
      this.refused = [];
      await this.add([...(input.files ?? [])]);
      this.files.open = this.refused.length > 0;
    });
    const label = element("label", "asked");
    label.append(
      element("span", "", `Choose or drop files that students saved, up to ${MOST_FILES}`),
    );
    label.append(input);
    return label;
  }

  #names() {
    const names = button("Show names", () => {
      this.isNamed = !this.isNamed;
      names.setAttribute("aria-pressed", String(this.isNamed));
      this.#draw();
    });
    names.setAttribute("aria-pressed", "false");
    return names;
  }

  /** Says what was read, and lists the files where only a teacher who looks for them sees them. */
  #tell() {
    const { students, refused } = this;
    const not = refused.length ? `, ${refused.length} refused` : "";
    const read = `${counted(students.length, "file")} read${not}.`;
    this.said.textContent = students.length || not ? read : "";
    const taken = students.map((student) => {
      const item = element("li");
      const { file, work } = student;
      const drop = button("Take out", () => {
        this.students = this.students.filter((other) => other !== student);
        this.#tell();
        this.#draw();
      });
      drop.setAttribute("aria-label", `Take out ${file}`);
      item.append(line(`${work.name || "No name"} (${file})`), drop);
      return item;
    });
    const left = refused.slice(0, MOST_LISTED).map(({ file, why }) => {
      const item = element("li", "refused");
      item.append(line(`${file} is refused: ${why}.`));
      return item;
    });
    const more = refused.length - left.length;
    this.list.replaceChildren(...left, ...taken);
    if (more > 0) this.list.append(element("li", "", `and ${more} more are refused`));
  }

  #draw() {
    const page = this.pages[this.turner.page];
    const title = element("h3", "", say(page.title, this.blind));
    title.dir = "auto";
    this.body.replaceChildren(
      title,
      ...covered(
        page,
        page.excerpts.map((excerpt) => this.#excerpt(excerpt)),
      ),
      ...page.questions.map((question) => this.#question(question)),
    );
  }

  /** @param {Excerpt} excerpt */
  #excerpt(excerpt) {
    const node = element("article", "work-excerpt");
    const detail = line("Point at a word to see its marks.", "detail");
    const show = (/** @type {number} */ word) => {
      detail.textContent = `${passage.said(word, word)}: ${inWords(counts[word])}`;
    };
    /** @type {Passage} */
    const passage = new Passage(excerpt, this.blind, {
      chosen: () => passage.anchor >= 0 && show(passage.cursor),
      over: show,
    });
    const marks = this.students.map(({ work }) =>
      work.marks.filter((mark) => mark.excerpt === excerpt.id),
    );
    const counts = countKinds(passage.words, marks);
    passage.dress(laidOver(counts, this.students.length));
    node.append(
      passage.node,
      detail,
      ...cited(excerpt, this.blind),
      ...this.#table(passage, counts),
      ...this.#knowers(excerpt),
    );
    return node;
  }

  /**
   * Lists the words that are marked, for whoever cannot see them.
   * @param {Passage} passage
   * @param {Counts[]} counts
   */
  #table(passage, counts) {
    const table = element("table");
    const head = element("tr");
    head.append(element("th", "", "Word"), ...KINDS.map(({ label }) => element("th", "", label)));
    for (const cell of head.children) cell.setAttribute("scope", "col");
    const rows = counts.flatMap((given, word) => {
      if (!strongest(given)) return [];
      const row = element("tr");
      const name = element("th", "", passage.spans[word].textContent ?? "");
      name.scope = "row";
      name.dir = "auto";
      row.append(name, ...KINDS.map(({ id }) => element("td", "", `${given[id]}`)));
      return [row];
    });
    table.append(head, ...rows);
    return rows.length ? [folded("Marks as a list", [table])] : [];
  }

  /**
   * Counts who is said to be able to know an excerpt.
   * @param {Excerpt} excerpt
   */
  #knowers({ id }) {
    const chosen = this.students.flatMap(({ work }) =>
      work.knowers.filter((k) => k.excerpt === id),
    );
    const voices = [...this.lesson.speakers, NOBODY]
      .map((voice) => ({
        voice,
        number: chosen.filter(({ who }) => who.includes(voice.id)).length,
      }))
      .filter(({ number }) => number)
      .sort((one, other) => other.number - one.number);
    if (!voices.length) return [];
    const bars = voices.map(({ voice, number }) => {
      const item = element("li");
      item.style.setProperty("--share", `${number / this.students.length}`);
      item.append(line(`${say(voice, this.blind)}: ${number}`));
      return item;
    });
    const [first, rest] = [element("ul", "bars"), element("ul", "bars")];
    first.append(...bars.slice(0, MOST_BARS));
    rest.append(...bars.slice(MOST_BARS));
    const title = `Who could know this? Said by ${chosen.length} of ${this.students.length}`;
    const more = rest.children.length ? [folded(`${rest.children.length} more`, [rest])] : [];
    return [element("h4", "", title), first, ...more];
  }

  /**
   * Sets the answers side by side. While names are hidden their order gives nobody away.
   * @param {Question} question
   */
  #question(question) {
    const node = element("section", "answers");
    const given = this.students.flatMap(({ work }) =>
      work.answers
        .filter(({ question: id }) => id === question.id)
        .map(({ text }) => ({ text, name: work.name || "No name" })),
    );
    if (!this.isNamed) given.sort((one, other) => one.text.localeCompare(other.text));
    const cards = element("ul", "cards");
    for (const { text, name } of given) {
      const card = element("li");
      card.append(...(this.isNamed ? [line(name, "name")] : []), line(text, "answer"));
      cards.append(card);
    }
    const heading = element("h4", "", say(question, this.blind));
    heading.dir = "auto";
    const number = `${counted(given.length, "answer")} from ${counted(this.students.length, "student")}.`;
    node.append(heading, line(number, "cited"), cards);
    return node;
  }
}

/**
 * Says how each word is drawn: by the kind that most gave it, the stronger the more they are.
 * @param {Counts[]} counts
 * @param {number} readers
 * @returns {Look[]}
 */
export function laidOver(counts, readers) {
  const most = counts.map(strongest);
  const same = (/** @type {number} */ one, /** @type {number} */ other) =>
    most[one] && most[one]?.kind === most[other]?.kind && most[one]?.number === most[other]?.number;
  return most.map((found, word) => {
    if (!found) return PLAIN;
    const { kind, number } = found;
    return {
      kind: kind.id,
      sign: same(word, word - 1) ? "" : `${kind.letter}${number}`,
      said: inWords(counts[word]),
      share: number / readers,
      goesOn: Boolean(same(word, word + 1)),
    };
  });
}

/**
 * Says how many gave a word each kind, the most first.
 * @param {Counts} counts
 */
function inWords(counts) {
  const given = KINDS.filter(({ id }) => counts[id]).sort((a, b) => counts[b.id] - counts[a.id]);
  return given.map(({ id, label }) => `${label} ${counts[id]}`).join(", ") || "no mark";
}

/**
 * @param {number} number
 * @param {string} thing
 */
function counted(number, thing) {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
