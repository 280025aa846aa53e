// Students' files: written, read again, and refused where they are not ours or were changed.

import assert from "node:assert/strict";
import test from "node:test";
import { knowersOf, pagesOf } from "../../events/lesson/web/tasks.js";
import {
  fileName,
  isEmpty,
  LONGEST_ANSWER,
  MOST_MARKS,
  NO_WORK,
  readWork,
  writeWork,
} from "../../events/lesson/web/workfile.js";

const told = (text) => ({ named: text, blind: text });
const quoted = (id, event, text, by) => ({ id, event, text, by, ...told("A, in B") });
const LESSON = {
  id: "harbour",
  hash: "abc",
  ...told("At the harbour"),
  steps: [
    { event: "one", note: null, ...told("First") },
    { event: "two", note: "Sad", ...told("Then") },
    { event: "one", note: null, ...told("First") },
  ],
  excerpts: [
    quoted("one.0", "one", "a penny short", ["v1", "v3"]),
    quoted("one.1", "one", "as fair as can be", ["v2", "v3"]),
  ],
  questions: [
    { id: "opening", step: null, ...told("Who?") },
    { id: "step-1", step: 1, ...told("Why?") },
  ],
  speakers: ["v1", "v2", "v3", "v4"].map((id) => ({ id, role: null, ...told(id) })),
};
const WORK = {
  name: "Maya K.",
  marks: [{ excerpt: "one.0", from: 2, to: 7, kind: "fact" }],
  answers: [{ question: "step-1", text: "<script>alert(1)</script>\nسلام" }],
  knowers: [{ excerpt: "one.1", who: ["v1", "nobody"] }],
};

const read = (changed) =>
  readWork(JSON.stringify({ ...JSON.parse(writeWork(WORK, LESSON)), ...changed }), LESSON);
const faults = (changed) => read(changed).faults;

test("a lesson has a page for each step, and those that open and close it where they ask", () => {
  const pages = pagesOf(LESSON);
  assert.deepEqual(
    pages.map(({ title }) => title.named),
    ["To begin", "First", "Then", "First"],
  );
  assert.deepEqual(
    pages.map(({ excerpts, questions }) => [excerpts.length, questions.length]),
    [
      [0, 1],
      [2, 0],
      [0, 1],
      [2, 0],
    ],
  );
});

test("those who are quoted in the step come first among those who could know", () => {
  const { near, others } = knowersOf(LESSON, LESSON.excerpts[0]);
  const ids = (voices) => voices.map(({ id }) => id);
  assert.deepEqual([ids(near), ids(others)], [["v1", "v2", "v3"], ["v4"]]);
});

test("work is read as it was written, and script in it is text", () => {
  assert.deepEqual(readWork(writeWork(WORK, LESSON), LESSON).work, WORK);
  assert.deepEqual(readWork(writeWork(NO_WORK, LESSON), LESSON).work, NO_WORK);
  assert.ok(isEmpty({ ...NO_WORK, name: "Maya" }) && !isEmpty(WORK));
});

test("a file is named by its story and student, in letters that every system allows", () => {
  const name = (student) => fileName({ ...WORK, name: student }, LESSON);
  assert.equal(name("Maya K."), "harbour-Maya-K.json");
  assert.equal(name("../.. <b>مايا</b>"), "harbour-b-مايا-b.json");
  assert.equal(name(""), "harbour.json");
});

test("what is no file of ours is refused", () => {
  for (const text of [
    "",
    "{",
    "null",
    "[]",
    "7",
    '{"format":"other"}',
    "<html>",
    "[".repeat(1e5),
  ]) {
    assert.deepEqual(readWork(text, LESSON).faults, ["it is not a file of students’ work"]);
  }
});

test("other versions and other stories are told by name", () => {
  assert.match(faults({ version: 2 })[0], /version “2” of our format; this page reads 1/);
  assert.match(faults({ story: "bridge" })[0], /belongs to the story “bridge”; this is “harbour”/);
  assert.match(faults({ lesson: "old" })[0], /another version of “harbour”/);
  assert.match(faults({ story: { toString: 1 } })[0], /belongs to the story “object”/);
  assert.ok(faults({ story: "x".repeat(1e5) })[0].length < 200);
});

const mark = (changed) => ({ marks: [{ ...WORK.marks[0], ...changed }] });
const REFUSED = [
  [{ more: 1 }, /“more” is no field/],
  [{ name: 7 }, /name: must be text/],
  [{ name: "x".repeat(61) }, /name: must be at most 60 characters \(got 61\)/],
  [{ marks: {} }, /marks: must be a list/],
  [{ marks: [null] }, /marks\.0: must be a record/],
  [{ marks: Array(MOST_MARKS + 1).fill(WORK.marks[0]) }, /marks: must be at most 5000/],
  [mark({ kind: "lie" }), /marks\.0\.kind: is not known here \(got “lie”\)/],
  [mark({ excerpt: "three.0" }), /marks\.0\.excerpt: is not known here/],
  [mark({ from: 1.5 }), /marks\.0\.from: must be a whole number/],
  [mark({ from: -1 }), /marks\.0: lies outside its excerpt \(got -1 to 7\)/],
  [mark({ to: 14 }), /marks\.0: lies outside/],
  [mark({ to: 2 }), /marks\.0: lies outside/],
  [mark({ colour: "red" }), /marks\.0: “colour” is no field/],
  [{ answers: [WORK.answers[0], WORK.answers[0]] }, /answers: has “step-1” twice/],
  [{ answers: [{ question: "step-1", text: "x".repeat(LONGEST_ANSWER + 1) }] }, /at most 2000/],
  [{ answers: [{ question: "step-1" }] }, /answers\.0\.text: must be text/],
  [{ answers: Array(3).fill(WORK.answers[0]) }, /answers: must be at most 2/],
  [{ knowers: [{ excerpt: "one.0", who: ["v9"] }] }, /who\.0: is not known here/],
  [{ knowers: [{ excerpt: "one.0", who: ["v1", "v1"] }] }, /who: has “v1” twice/],
];

test("a file that was changed by hand is refused, with the field and the value", () => {
  for (const [changed, why] of REFUSED) {
    const found = read(changed);
    assert.equal(found.work, null);
    assert.match(found.faults.join("\n"), why);
    assert.ok(found.faults.length <= 5);
  }
  const hidden = writeWork(WORK, LESSON).replace("{", '{"__proto__": {"a": 1},');
  assert.match(readWork(hidden, LESSON).faults[0], /“__proto__” is no field/);
});

test("marks of a file that lie on each other count once", () => {
  const kinds = ["fact", "claim", "loaded"];
  const marks = kinds.map((kind) => ({ excerpt: "one.0", from: 2, to: 7, kind }));
  assert.deepEqual(read({ marks }).work.marks, [marks[2]]);
});
