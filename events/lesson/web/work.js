// A student's page: words to mark, who could know them, questions to answer. It stays on the device.

/** @import { Excerpt, Question, Tasks, Voice } from "./tasks.js" */
/** @import { Mark } from "./marks.js" */
/** @import { Work } from "./workfile.js" */

import { button, element } from "../../../geodata/webmap/web/elements.js";
import { addMark, KINDS, removeMarks } from "./marks.js";
import { cited, covered, desk, folded, kindSign, line, looksOf, said } from "./parts.js";
import { Passage } from "./passage.js";
import { printOn } from "./sheet.js";
import { knowersOf, NOBODY, pagesOf, say } from "./tasks.js";
import { Turner } from "./turner.js";
import {
  fileName,
  isEmpty,
  LONGEST_ANSWER,
  LONGEST_NAME,
  MOST_BYTES,
  NO_WORK,
  readWork,
  writeWork,
} from "./workfile.js";

/**
 * @typedef {object} Store what keeps texts on the device; it may fail
 * @property {(key: string) => string | null | undefined} get
 * @property {(key: string, text: string) => void} set
 */

const HOW =
  "Click or tap the first word and the last, or draw over them, and choose a kind. By keyboard: arrows, " +
  "with Shift for more words, then 1 to 4; Delete takes a mark away.";
const REPLACES = "The file takes the place of what stands here.";
const KEPT =
  "Kept in this browser only. Nobody sees it until you save it as a file and hand it in.";
const NOT_KEPT = "Nothing is kept here: save your work as a file before you close this page.";

/**
 * Draws the student's page.
 * @param {HTMLElement} host
 * @param {Tasks} lesson
 * @param {Store} [store]
 */
export function mountWork(host, lesson, store) {
  return new Workbook(host, lesson, store);
}

class Workbook {
  /**
   * @param {HTMLElement} host
   * @param {Tasks} lesson
   * @param {Store} [store]
   */
  constructor(host, lesson, store) {
    this.lesson = lesson;
    this.pages = pagesOf(lesson);
    this.store = store;
    this.key = `corridors-work:${lesson.id}:${lesson.hash}`;
    this.blind = false;
    /** Whether something is in no file yet. */
    this.isUnsaved = false;
    const kept = this.#restore();
    this.isKept = kept !== null;
    /** @type {Work} */
    this.work = (kept && readWork(kept, lesson).work) || NO_WORK;
    this.turner = new Turner(() => this.#draw());
    this.note = element("p", "kept");
    this.said = said();
    this.body = element("div", "work-page");
    this.node = desk("work");
    this.#build();
    host.append(this.node);
    printOn(() => (this.node.getClientRects().length ? this : null));
    window.addEventListener("beforeunload", (event) => {
      if (this.isUnsaved && !this.isKept) event.preventDefault();
    });
  }

  /**
   * Hides or shows the names of outlets.
   * @param {boolean} blind
   */
  veil(blind) {
    this.blind = blind;
    this.#build();
  }

  /**
   * Turns to the page of a step, counted from 0.
   * @param {number} step
   */
  show(step) {
    const found = this.pages.findIndex(({ title }) => title === this.lesson.steps[step]);
    this.turner.go(found);
  }

  /** Returns what is kept; null if nothing can be. */
  #restore() {
    try {
      const kept = this.store?.get(this.key) ?? "";
      this.store?.set(this.key, kept);
      return this.store ? kept : null;
    } catch {
      return null;
    }
  }

  #build() {
    const { lesson, blind, pages } = this;
    this.turner.name(pages.map(({ title }) => say(title, blind)));
    const title = element("h2", "", say(lesson, blind));
    title.dir = "auto";
    this.node.replaceChildren(
      title,
      this.note,
      this.#name(),
      this.turner.node,
      this.body,
      this.#actions(),
      this.said,
    );
    this.#tellKept();
    this.#draw();
  }

  #tellKept() {
    this.note.textContent = this.isKept ? KEPT : NOT_KEPT;
    this.note.classList.toggle("warned", !this.isKept);
  }

  #name() {
    const input = element("input");
    Object.assign(input, { value: this.work.name, maxLength: LONGEST_NAME, autocomplete: "off" });
    input.dir = "auto";
    input.addEventListener("input", () => this.#change({ name: input.value }));
    return labelled("Your name", input);
  }

  #draw() {
    const page = this.pages[this.turner.page];
    const title = element("h3", "", say(page.title, this.blind));
    title.dir = "auto";
    const excerpts = page.excerpts.map((excerpt, n) =>
      this.#excerpt(excerpt, `Excerpt ${n + 1} of ${page.excerpts.length}`),
    );
    this.body.replaceChildren(
      title,
      ...(excerpts.length ? [legend(!this.work.marks.length)] : []),
      ...covered(page, excerpts),
      ...page.questions.map((question) => this.#question(question)),
    );
  }

  /**
   * @param {Excerpt} excerpt
   * @param {string} name
   */
  #excerpt(excerpt, name) {
    const node = element("article", "work-excerpt");
    node.setAttribute("aria-label", name);
    /** @type {Passage} */
    const passage = new Passage(
      excerpt,
      this.blind,
      { key: (key) => this.#key(passage, key) },
      true,
    );
    const tools = element("div", "marking");
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", "Mark the chosen words as");
    tools.append(
      ...KINDS.map((kind, n) => {
        const tool = button("", () => this.#mark(passage, kind));
        tool.setAttribute("aria-keyshortcuts", `${n + 1}`);
        tool.append(kindSign(kind));
        return tool;
      }),
      button("No mark", () => this.#mark(passage, null)),
    );
    this.#dress(passage);
    node.append(passage.node, ...cited(excerpt, this.blind), tools, this.#knowers(excerpt));
    return node;
  }

  /** @param {Passage} passage */
  #dress(passage) {
    passage.dress(looksOf(passage.words, this.#marksIn(passage.excerpt)));
  }

  /**
   * @param {Excerpt} excerpt
   * @returns {readonly Mark[]}
   */
  #marksIn({ id }) {
    return this.work.marks.filter(({ excerpt }) => excerpt === id);
  }

  /**
   * @param {Passage} passage
   * @param {string} key
   */
  #key(passage, key) {
    const kind = KINDS[Number(key) - 1] ?? null;
    if (!kind && !["0", "Delete", "Backspace"].includes(key)) return false;
    this.#mark(passage, kind);
    passage.choose(passage.cursor);
    return true;
  }

  /**
   * Marks what is chosen, or takes its marks away.
   * @param {Passage} passage
   * @param {typeof KINDS[number] | null} kind
   */
  #mark(passage, kind) {
    const [range, chosen, { excerpt }] = [passage.range(), passage.chosen(), passage];
    if (!range || !chosen) {
      this.said.textContent = "First choose words in the excerpt.";
      return;
    }
    const before = this.#marksIn(excerpt);
    const after = kind
      ? addMark(before, { ...range, kind: kind.id }, excerpt.text)
      : removeMarks(before, range.from, range.to, excerpt.text);
    const others = this.work.marks.filter((mark) => mark.excerpt !== excerpt.id);
    const own = after.map(({ from, to, kind }) => ({ excerpt: excerpt.id, from, to, kind }));
    this.#change({ marks: [...others, ...own] });
    this.said.textContent = `${passage.said(chosen[0], chosen[1])}: ${kind?.label ?? "no mark"}`;
    passage.clear();
    this.#dress(passage);
  }

  /** @param {Excerpt} excerpt */
  #knowers(excerpt) {
    const { near, others } = knowersOf(this.lesson, excerpt);
    const rest = this.#choices(others, excerpt);
    const node = folded("", [
      this.#choices([...near, NOBODY], excerpt),
      ...(others.length ? [folded("Others in this story", [rest])] : []),
    ]);
    node.className = "knowers";
    const tell = () => {
      const names = [...this.lesson.speakers, NOBODY].filter(({ id }) =>
        this.#who(excerpt).includes(id),
      );
      const said = names.map((voice) => say(voice, this.blind)).join("; ");
      const summary = /** @type {HTMLElement} */ (node.firstElementChild);
      summary.textContent = `Who could know this?${said ? ` ${said}` : ""}`;
    };
    node.addEventListener("change", ({ target }) => {
      this.#know(excerpt, /** @type {HTMLInputElement} */ (target), node);
      tell();
    });
    tell();
    return node;
  }

  /**
   * @param {Voice[]} voices
   * @param {Excerpt} excerpt
   */
  #choices(voices, excerpt) {
    const node = element("div", "choices");
    node.setAttribute("role", "group");
    node.setAttribute("aria-label", "Who could know this?");
    const chosen = this.#who(excerpt);
    node.append(
      ...voices.map((voice) => {
        const box = element("input");
        Object.assign(box, {
          type: "checkbox",
          value: voice.id,
          checked: chosen.includes(voice.id),
        });
        const label = element("label");
        const name = element("span", "", say(voice, this.blind));
        name.dir = "auto";
        if (voice.role) name.append(element("small", "", say(voice.role, this.blind)));
        label.append(box, name);
        return label;
      }),
    );
    return node;
  }

  /** @param {Excerpt} excerpt */
  #who({ id }) {
    return this.work.knowers.find(({ excerpt }) => excerpt === id)?.who ?? [];
  }

  /**
   * Keeps who is chosen: whoever could know shuts out that nobody can, and the other way round.
   * @param {Excerpt} excerpt
   * @param {HTMLInputElement} pressed
   * @param {HTMLElement} within
   */
  #know({ id }, pressed, within) {
    const boxes = [...within.querySelectorAll("input")];
    for (const box of boxes) {
      const shutsOut = (box.value === NOBODY.id) !== (pressed.value === NOBODY.id);
      if (pressed.checked && shutsOut) box.checked = false;
    }
    const who = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    const others = this.work.knowers.filter(({ excerpt }) => excerpt !== id);
    this.#change({ knowers: who.length ? [...others, { excerpt: id, who }] : others });
  }

  /** @param {Question} question */
  #question(question) {
    const { id } = question;
    const input = element("textarea");
    const given = this.work.answers.find((answer) => answer.question === id);
    Object.assign(input, { value: given?.text ?? "", maxLength: LONGEST_ANSWER, rows: 4 });
    input.dir = "auto";
    input.addEventListener("input", () => {
      const others = this.work.answers.filter((answer) => answer.question !== id);
      const text = input.value;
      this.#change({ answers: text.trim() ? [...others, { question: id, text }] : others });
    });
    return labelled(say(question, this.blind), input);
  }

  #actions() {
    const node = element("div", "actions");
    const file = element("input");
    Object.assign(file, { type: "file", accept: ".json", className: "unseen", tabIndex: -1 });
    file.setAttribute("aria-hidden", "true");
    file.addEventListener("change", async () => {
      const [chosen] = file.files ?? [];
      if (chosen) await this.#open(chosen);
      file.value = "";
    });
    node.append(
      button("Save as a file", () => this.#save(), { className: "main" }),
      button("Print", () => window.print()),
      button("Open a saved file", () => file.click()),
      button("Start anew", () =>
        this.#ask(NO_WORK, "This empties the page.", "Empty. The next student can begin."),
      ),
      file,
    );
    return node;
  }

  #save() {
    const link = element("a");
    const name = fileName(this.work, this.lesson);
    const content = new Blob([writeWork(this.work, this.lesson)], { type: "application/json" });
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    // Not at once: some browsers begin to save only after this turn.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.isUnsaved = false;
    this.said.textContent = `Saved as ${name}. Hand this file in.`;
  }

  /** @param {File} file */
  async #open(file) {
    const text = file.size > MOST_BYTES ? "" : await file.text();
    const { work, faults } = readWork(text, this.lesson);
    if (work) this.#ask(work, REPLACES, `Opened ${file.name}.`);
    else this.said.textContent = `${file.name} is not opened: ${faults.join("; ")}.`;
  }

  /**
   * Puts other work in the place of this one, after a question if there is something to lose.
   * @param {Work} work
   * @param {string} warning
   * @param {string} done
   */
  #ask(work, warning, done) {
    const replace = () => {
      this.#change(work);
      this.isUnsaved = false;
      this.#build();
      this.said.textContent = done;
      this.node.querySelector("input")?.focus();
    };
    if (isEmpty(this.work)) {
      replace();
      return;
    }
    const keep = () => {
      this.said.textContent = "Nothing is changed.";
    };
    const yes = button("Go on", replace);
    this.said.replaceChildren(`${warning} `, yes, " ", button("Keep my work", keep));
    yes.focus();
  }

  /** @param {Partial<Work>} changed */
  #change(changed) {
    this.work = { ...this.work, ...changed };
    this.isUnsaved = true;
    if (!this.isKept) return;
    try {
      this.store?.set(this.key, writeWork(this.work, this.lesson));
    } catch {
      this.isKept = false;
      this.#tellKept();
    }
  }
}

/**
 * Tells the kinds and how words are marked.
 * @param {boolean} isOpen
 */
function legend(isOpen) {
  const kinds = element("ul", "kinds");
  for (const kind of KINDS) {
    const item = element("li");
    item.append(kindSign(kind), ` ${kind.means}`);
    kinds.append(item);
  }
  const node = folded("How to mark words", [kinds, line(HOW)]);
  node.open = isOpen;
  return node;
}

/**
 * @param {string} text
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 */
function labelled(text, input) {
  const label = element("label", "asked");
  const name = element("span", "", text);
  name.dir = "auto";
  label.append(name, input);
  return label;
}
