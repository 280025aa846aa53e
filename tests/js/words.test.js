// Numbers and days in words, rings of colours, and styles of layers.

import assert from "node:assert/strict";
import test from "node:test";
import { monthStart, partsOf } from "../../geodata/webmap/web/days.js";
import { isOn, stands, styleOf } from "../../geodata/webmap/web/ground.js";
import { ring } from "../../geodata/webmap/web/looks.js";
import {
  briefNumber,
  dateInWords,
  monthInWords,
  number,
  outlineInWords,
  rangeInWords,
  standingInWords,
} from "../../geodata/webmap/web/words.js";

const day = (text) => Date.parse(text) / 86_400_000;

test("numbers stand as they are read", () => {
  assert.equal(number(1234567), "1,234,567");
  assert.deepEqual([999, 1500, 999_499, 999_500].map(briefNumber), ["999", "2k", "999k", "1M"]);
});

test("days stand in words", () => {
  const first = day("2024-04-07");
  assert.equal(rangeInWords([first, first]), "7 April 2024");
  assert.equal(rangeInWords([first, day("2024-05-01")]), "7 April 2024 to 1 May 2024");
});

test("an outline is dated by its beginning while it stands, and by both ends when it is gone", () => {
  const first = day("2024-02-19");
  const last = day("2024-07-30");
  assert.equal(outlineInWords({ first, last }, day("2024-05-01"), "en"), "as of February 2024");
  assert.equal(
    outlineInWords({ first, last }, day("2024-09-01"), "en"),
    "February 2024 to July 2024",
  );
  assert.equal(outlineInWords({ first: null, last }, day("2024-09-01"), "en"), "to July 2024");
  assert.equal(outlineInWords({ first: null, last: null }, last, "en"), "");
  assert.equal(outlineInWords({ first, last }, day("2024-05-01"), "he"), "פברואר 2024");
  assert.equal(
    outlineInWords({ first, last }, day("2024-09-01"), "pt"),
    "fevereiro de 2024 – julho de 2024",
  );
});

test("how long a shape stood is said by months", () => {
  const first = day("2024-01-10");
  const last = day("2025-02-01");
  assert.equal(standingInWords({ first: null, last: null }), "");
  assert.equal(standingInWords({ first, last: null }), ", from Jan 2024");
  assert.equal(standingInWords({ first: null, last }), ", to Feb 2025");
  assert.equal(standingInWords({ first, last }), ", Jan 2024 to Feb 2025");
});

test("years of the first centuries, and those before them, are taken for no others", () => {
  const pompeii = monthStart(79, 7) + 23;
  assert.equal(rangeInWords([pompeii, pompeii]), "24 August AD 79");
  assert.equal(monthInWords(monthStart(-43, 2)), "Mar 44 BC");
  assert.equal(monthStart(33), day("0033-01-01"));
  assert.equal(monthStart(2023, 12), day("2024-01-01"));
});

test("a date says what is not known of it", () => {
  const known = { vague: false, uncertain: false, limits: "given" };
  const april = [day("2024-04-01"), day("2024-04-30")];
  assert.equal(dateInWords(april, known), "1 April 2024 to 30 April 2024");
  assert.equal(dateInWords(april, { ...known, vague: true }), "April 2024 (day not given)");
  const year = [day("2024-01-01"), day("2024-12-31")];
  const both = { ...known, vague: true, uncertain: true };
  assert.equal(dateInWords(year, both), "2024 (day not given, approximate or inferred)");
  assert.equal(
    dateInWords([april[0], april[0]], { ...known, uncertain: true }),
    "1 April 2024 (approximate or inferred)",
  );
  for (const [limits, words] of [
    ["end open", "from 1 April 2024 on (end open)"],
    ["end not known", "from 1 April 2024 (end not known)"],
    ["beginning open", "until 1 April 2024 (beginning open)"],
    ["beginning not known", "until 1 April 2024 (beginning not known)"],
  ])
    assert.equal(dateInWords([april[0], april[0]], { ...known, limits }), words);
});

test("every day has its parts, far beyond the years that a Date can hold", () => {
  for (let first = -1_800_000_000; first <= 1_800_000_000; first += 7_654_321) {
    const { year, month, day } = partsOf(first);
    assert.equal(monthStart(year, month) + day - 1, first);
    assert.ok(month >= 0 && month < 12 && day >= 1 && day <= 31);
  }
  for (let first = -800_000; first <= 800_000; first += 97) {
    const date = new Date(first * 86_400_000);
    const parts = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    assert.deepEqual(Object.values(partsOf(first)), parts);
  }
  assert.equal(monthStart(0, 12 * 21 + 2), monthStart(21, 2));
  assert.equal(monthStart(5, -1), monthStart(4, 11));
  assert.equal(rangeInWords([monthStart(-170_000), monthStart(-170_000)]), "1 January 170,001 BC");
});

test("a ring shows the parts of a group", () => {
  const categories = [{ colour: "#111111" }, { colour: "#222222" }, { colour: "#333333" }];
  const drawn = ring(categories, { count: 4, parts: Int32Array.of(1, 0, 3) });
  assert.equal(drawn, "conic-gradient(#111111 0deg 90deg, #333333 90deg 360deg)");
});

const layer = {
  kind: "line",
  colour: { light: "#111111", dark: "#EEEEEE" },
  width: null,
  dashes: null,
};

test("a layer is drawn as its data say", () => {
  assert.equal(styleOf(layer, false, false).color, "#111111");
  assert.equal(styleOf(layer, true, false).color, "#EEEEEE");
  const dashed = styleOf({ ...layer, width: 3, dashes: [2, 5] }, false, false);
  assert.deepEqual([dashed.weight, dashed.dashArray], [3, "2 5"]);
  assert.ok(styleOf(layer, false, true).weight > dashed.weight);
});

test("a thing is drawn while it stood, where its layer is on", () => {
  const shown = { first: 10, last: 20 };
  assert.ok(stands({ first: 20, last: null }, shown));
  assert.ok(!stands({ first: 21, last: null }, shown));
  assert.ok(!stands({ first: null, last: 9 }, shown));
  const base = { layers: [{ id: "a" }, { id: "b" }] };
  assert.deepEqual(
    ["a", "b", "c"].map((id) => isOn(base, { layers: 2 }, id)),
    [false, true, false],
  );
});
