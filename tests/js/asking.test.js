// Links, and what the page on its own finds.

import assert from "node:assert/strict";
import test from "node:test";
import { linkedRow, matching, passing } from "../../events/exporters/web/asking.js";
import { linkTo, withParameters } from "../../pages/web/link.js";

const HERE = "https://example.org/app?from=2024&other=1&cat=a&cat=b#top";

test("the view is written into the address, and foreign parameters stay", () => {
  const changed = withParameters(
    HERE,
    ["from", "cat"],
    [
      ["cat", "c"],
      ["q", "a b&c"],
    ],
  );
  assert.equal(changed, "https://example.org/app?other=1&cat=c&q=a+b%26c#top");
});

test("a link holds what is ours and no more", () => {
  const made = linkTo(HERE, ["from", "cat"], { map: "9.5/31/34", v: "" });
  assert.equal(made, "https://example.org/app?from=2024&cat=a&cat=b&map=9.5%2F31%2F34");
  assert.equal(linkTo(HERE, [], {}), "https://example.org/app");
});

const EVENTS = [
  { id: "one", category: "aid", first: 1, last: 9, text: "a road opens" },
  { id: "two", category: "talks", first: 5, last: 5, text: "talks in a town" },
  { id: "three", category: "aid", first: 6, last: 6, text: "a road closes" },
];
const NOTHING = new Set();

test("events pass by every word and any category", () => {
  const rows = (words, ...categories) =>
    [...passing(EVENTS, words, new Set(categories), NOTHING).entries()]
      .filter(([, passes]) => passes)
      .map(([row]) => row);
  assert.deepEqual(rows(""), [0, 1, 2]);
  assert.deepEqual(rows("ROAD a"), [0, 2]);
  assert.deepEqual(rows("road", "talks"), []);
  assert.deepEqual(rows("", "aid", "talks"), [0, 1, 2]);
  assert.deepEqual(rows("  "), [0, 1, 2]);
  assert.deepEqual(rows("😀"), []);
});

test("those that begin in the days shown stand first", () => {
  const kept = EVENTS.map(() => true);
  assert.deepEqual(matching(EVENTS, kept, [5, 6]), [1, 2, 0]);
  assert.deepEqual(matching(EVENTS, [true, false, true], [5, 5]), [0]);
});

test("a link into the page names an event", () => {
  assert.equal(linkedRow(EVENTS, "#event=two"), 1);
  assert.equal(linkedRow(EVENTS, "#event=four"), -1);
  assert.equal(linkedRow(EVENTS, ""), -1);
});
