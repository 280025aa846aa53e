// Marks in a text: of whole words, one kind each, laid over each other and counted.

import assert from "node:assert/strict";
import test from "node:test";
import {
  addMark,
  countKinds,
  KINDS,
  markOver,
  removeMarks,
  strongest,
  wordsOf,
} from "../../events/lesson/web/marks.js";
import { laidOver } from "../../events/lesson/web/overlay.js";
import { looksOf } from "../../events/lesson/web/parts.js";

const TEXT = "a dispute made by a few, they say";
const marked = (kind, part, text = TEXT) => {
  const from = text.indexOf(part);
  return { from, to: from + part.length, kind };
};
const said = (marks, text = TEXT) =>
  marks.map(({ from, to, kind }) => [kind, text.slice(from, to)]);

test("a kind is told by its key, its letter and its name", () => {
  assert.equal(new Set(KINDS.map(({ letter }) => letter)).size, 4);
  assert.deepEqual(
    KINDS.map(({ id }) => id),
    ["fact", "claim", "loaded", "source"],
  );
});

test("words are found in any script, without what stands between them", () => {
  const words = (text, language) => wordsOf(text, language).map((word) => word.text);
  assert.deepEqual(words("“rest and refit”, the army’s 20,000", "en"), [
    "rest",
    "and",
    "refit",
    "the",
    "army’s",
    "20,000",
  ]);
  assert.deepEqual(words("آب تا پنجره‌ها رسید", "fa").length, 4);
  assert.ok(words("他们说没有人", "zh").length > 1);
  assert.deepEqual(words("— 🙂 —", "en"), []);
});

test("without a segmenter words are what letters and digits make", (context) => {
  const { Segmenter } = Intl;
  context.after(() => Object.assign(Intl, { Segmenter }));
  delete Intl.Segmenter;
  assert.deepEqual(
    wordsOf("a docker’s day, 1892", "en").map(({ from, text }) => [from, text]),
    [
      [0, "a"],
      [2, "docker’s"],
      [11, "day"],
      [16, "1892"],
    ],
  );
});

test("a name that can be hidden is one word", () => {
  const text = "told The Quill Courier so";
  const words = wordsOf(text, "en", [[5, 22, "Outlet A"]]);
  assert.deepEqual(
    words.map((word) => word.text),
    ["told", "The Quill Courier", "so"],
  );
  assert.deepEqual(
    words.map((word) => word.blind),
    ["told", "Outlet A", "so"],
  );
});

test("a new mark takes the place of what it covers", () => {
  const claim = addMark([], marked("claim", "a dispute made by a few"), TEXT);
  const both = addMark(claim, marked("loaded", "made by"), TEXT);
  assert.deepEqual(said(both), [
    ["claim", "a dispute"],
    ["loaded", "made by"],
    ["claim", "a few"],
  ]);
  const whole = addMark(both, marked("fact", TEXT), TEXT);
  assert.deepEqual(said(whole), [["fact", TEXT]]);
});

test("neighbours of one kind become one mark, across space alone", () => {
  const two = addMark([marked("claim", "made")], marked("claim", "by"), TEXT);
  assert.deepEqual(said(two), [["claim", "made by"]]);
  const apart = addMark([marked("claim", "few")], marked("claim", "they"), TEXT);
  assert.equal(apart.length, 2);
  const other = addMark([marked("claim", "made")], marked("fact", "by"), TEXT);
  assert.equal(other.length, 2);
});

test("taking a mark away leaves what stands beside it", () => {
  const { from, to } = marked("", "made");
  const left = removeMarks([marked("claim", "dispute made by")], from, to, TEXT);
  assert.deepEqual(said(left), [
    ["claim", "dispute"],
    ["claim", "by"],
  ]);
  assert.deepEqual(removeMarks(left, 0, TEXT.length, TEXT), []);
  assert.deepEqual(removeMarks(left, 0, 1, TEXT), left);
  assert.deepEqual(addMark([], { from: 1, to: 2, kind: "fact" }, TEXT), []);
});

test("a word is looked for in its marks", () => {
  const [, dispute, made] = wordsOf(TEXT, "en");
  const marks = [marked("claim", "dispute")];
  assert.equal(markOver(marks, dispute), marks[0]);
  assert.equal(markOver(marks, made), undefined);
});

test("readers are counted for each word and kind", () => {
  const words = wordsOf(TEXT, "en");
  const readers = [
    [marked("claim", "a dispute made by a few")],
    [marked("loaded", "dispute"), marked("source", "they say")],
    [marked("loaded", "dispute made")],
    [],
  ];
  const counts = countKinds(words, readers);
  assert.deepEqual(counts[1], { fact: 0, claim: 1, loaded: 2, source: 0 });
  assert.deepEqual(counts[2], { fact: 0, claim: 1, loaded: 1, source: 0 });
  assert.equal(strongest(counts[1]).kind.id, "loaded");
  assert.equal(strongest(counts[1]).number, 2);
  assert.equal(strongest(counts[2]).kind.id, "claim");
  assert.equal(strongest(countKinds(words, [])[0]), null);
});

test("a mark is signed at its first word and goes on behind its words", () => {
  const words = wordsOf(TEXT, "en");
  const looks = looksOf(words, [marked("loaded", "dispute made")]);
  assert.deepEqual(
    looks.slice(0, 4).map(({ kind, sign, said, goesOn }) => [kind, sign, said, goesOn]),
    [
      ["", "", "", false],
      ["loaded", "L", "Loaded", true],
      ["loaded", "", "Loaded", false],
      ["", "", "", false],
    ],
  );
});

test("words of a class are drawn by the kind that most gave, with their number", () => {
  const words = wordsOf(TEXT, "en");
  const readers = [
    [marked("claim", "a dispute made")],
    [marked("claim", "dispute")],
    [marked("fact", "dispute")],
    [marked("fact", "few")],
  ];
  const looks = laidOver(countKinds(words, readers), readers.length);
  assert.deepEqual(
    looks.map(({ sign }) => sign),
    ["C1", "C2", "C1", "", "", "F1", "", ""],
  );
  assert.deepEqual(
    [looks[1].said, looks[1].share, looks[1].goesOn],
    ["Claim 2, Fact 1", 0.5, false],
  );
});
