// Which outlines of a place an event lights.

import assert from "node:assert/strict";
import test from "node:test";
import { standing } from "../../geodata/webmap/web/ground.js";

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
