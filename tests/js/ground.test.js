// Which outlines of a place an event lights, and which one is drawn.

import assert from "node:assert/strict";
import test from "node:test";
import { outlineAt, standing } from "../../geodata/webmap/web/ground.js";

const axis = { id: "axis", first: 100, last: null };
const narrow = { id: "narrow", first: 100, last: 199 };
const wide = { id: "wide", first: 200, last: 300 };

for (const [days, lit] of [
  [
    [150, 150],
    ["axis", "narrow"],
  ],
  [
    [199, 200],
    ["axis", "narrow", "wide"],
  ],
  [[301, 400], ["axis"]],
  [[50, 60], ["axis"]],
]) {
  test(`days ${days} light ${lit}`, () => {
    const [first, last] = days;
    const found = standing([axis, narrow, wide], { first, last });
    assert.deepEqual(
      found.map(({ id }) => id),
      lit,
    );
  });
}

test("a shape without dates stands on all days, and a place without shapes lights none", () => {
  const always = { id: "always", first: null, last: null };
  assert.deepEqual(standing([narrow, always], { first: 1, last: 2 }), [always]);
  assert.deepEqual(standing([], { first: 1, last: 2 }), []);
});

for (const [days, drawn] of [
  [[0, 150], "narrow"],
  [[0, 250], "wide"],
  [[199, 200], "wide"],
  [[0, 400], "wide"],
  [[301, 400], undefined],
]) {
  test(`of the days ${days} the outline ${drawn} is drawn`, () => {
    const [first, last] = days;
    assert.equal(outlineAt([wide, narrow], { first, last })?.id, drawn);
  });
}

test("of two outlines that still stand the later is drawn, and one without a beginning is the earliest", () => {
  const always = { id: "always", first: null, last: null };
  const shown = { first: 0, last: 500 };
  assert.equal(outlineAt([axis, always], shown)?.id, "axis");
  assert.equal(outlineAt([always, wide], shown)?.id, "always");
});
