// Where names stand, how marks give way to them, and where a tip stands.

import assert from "node:assert/strict";
import test from "node:test";
import { place } from "../../geodata/webmap/web/map_tip.js";
import * as rooms from "../../geodata/webmap/web/rooms.js";

/** @type {rooms.Room} */
const VIEW = [0, 0, 400, 300];
const markAt = (x, y, fan) => ({ x, y, count: 1, fan });
const gap = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

test("a mark on a sign stands above it, one below it below, and one apart stays", () => {
  const sign = { x: 100, y: 100 };
  const marks = [markAt(100, 100), markAt(104, 99), markAt(98, 112), markAt(100, 140)];
  rooms.clearSigns(marks, [sign]);
  const reach = rooms.HALF.mark + rooms.HALF.sign;
  assert.deepEqual(
    marks.map((mark) => Math.round(gap(mark, sign))),
    [reach, reach, reach, 40],
  );
  assert.deepEqual(
    marks.map(({ y }) => y < sign.y),
    [true, true, false, false],
  );
});

test("marks leave a name by the shortest way, but not those of an opened group", () => {
  /** @type {rooms.Room} */
  const name = [50, 90, 150, 110];
  const marks = [markAt(100, 95), markAt(100, 106), markAt(100, 95, { x: 0, y: 0 })];
  rooms.clearNames(marks, [name]);
  assert.deepEqual(
    marks.map(({ y }) => y),
    [75, 125, 95],
  );
});

test("a name takes the freest room beside its place, and stays in it while it is as free as any", () => {
  const beside = rooms.roomsBeside({ x: 380, y: 150 }, 80, 18, [8, 20]);
  const costs = beside.map((room) => rooms.cost([room], [], VIEW));
  const choice = rooms.freest(costs);
  assert.ok(beside[choice][2] <= 380 - 8, "it would be cut at the right edge");
  const taken = costs.map((_, i) => rooms.cost([beside[i]], [beside[choice]], VIEW));
  assert.ok(taken[choice] > 0);
  assert.equal(rooms.freest([0, 5, 0]), 0);
  assert.equal(rooms.freest([0, 5, 0], 2), 2);
  assert.equal(rooms.freest([0, 5, 0], 1), 0);
});

for (const [name, points, isLine, degrees] of [
  [
    "a line",
    [
      [0, 0],
      [50, 10],
      [100, 100],
    ],
    true,
    45,
  ],
  [
    "a line from the right",
    [
      [100, 0],
      [0, 100],
    ],
    true,
    -45,
  ],
  [
    "a strip",
    [
      [0, 0],
      [200, 0],
      [200, 20],
      [0, 20],
      [0, 0],
    ],
    false,
    0,
  ],
  [
    "a steep strip",
    [
      [0, 0],
      [20, 0],
      [20, 200],
      [0, 200],
      [0, 0],
    ],
    false,
    90,
  ],
]) {
  test(`a text along ${name} is turned by ${degrees} degrees`, () => {
    const spots = points.map(([x, y]) => ({ x, y }));
    const angle = (rooms.direction(spots, isLine) * 180) / Math.PI;
    assert.equal(Math.abs(Math.round(angle)), Math.abs(degrees));
    if (Math.abs(degrees) < 90) assert.equal(Math.round(angle) + 0, degrees);
  });
}

test("a text stands in a wide shape, beside a narrow one, and past the ends of a short one", () => {
  const strip = (width, height) =>
    [
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
    ].map(([x, y]) => ({ x, y }));
  const [inside] = rooms.spotsAlong(strip(200, 60), 0, 100, 30);
  assert.deepEqual(inside, { x: 100, y: 30 });
  const [beside] = rooms.spotsAlong(strip(200, 20), 0, 100, 30);
  assert.deepEqual(beside, { x: 100, y: 38 });
  const [past] = rooms.spotsAlong(strip(60, 20), 0, 100, 30);
  assert.deepEqual(past, { x: 116, y: 10 });
  const [upright] = rooms.spotsPast(strip(60, 20), 0, 100, 30);
  assert.deepEqual(upright.x, 116);
});

test("a turned text is covered from end to end", () => {
  const turned = rooms.roomsAlong({ x: 100, y: 100 }, Math.PI / 2, 90, 30);
  assert.equal(turned.length, 3);
  assert.equal(Math.min(...turned.map(([, top]) => top)), 55);
  assert.equal(Math.max(...turned.map(([, , , bottom]) => bottom)), 145);
});

for (const [where, at, corner] of [
  ["above", { x: 200, y: 200 }, [150, 140]],
  ["below at the upper edge", { x: 200, y: 20 }, [150, 40]],
  ["whole at the left edge", { x: 3, y: 200 }, [6, 140]],
  ["whole at the right edge", { x: 398, y: 200 }, [294, 140]],
]) {
  test(`a tip stands ${where}`, () => assert.deepEqual(place(at, [100, 40], [400, 300]), corner));
}
