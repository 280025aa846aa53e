// Grouping on the screen: no event is lost, marks keep apart, and panning keeps groups.

import assert from "node:assert/strict";
import test from "node:test";
import { isOnePlace } from "../../geodata/webmap/web/events.js";
import { Grid, MARK, MOST_MARKS } from "../../geodata/webmap/web/grid.js";
import { Groups } from "../../geodata/webmap/web/groups.js";

const VIEW = { x: 0, y: 0, width: 800, height: 600, zoom: 2 };
const ALL = { kept: null, last: null, since: 0 };
const WORLD = [0, 0, 256, 256];

function makeGrid(points, ground = WORLD) {
  const x = Float32Array.from(points, ([x]) => x);
  const y = Float32Array.from(points, ([, y]) => y);
  const category = Uint8Array.from(points, ([, , category = 0]) => category);
  return new Grid({ x, y }, category, 3, ground);
}

function grouped(grid, view = VIEW, count = 1e6) {
  grid.look(view);
  grid.clear(true);
  grid.add(0, count, ALL);
  return grid.groups();
}

const spread = Array.from({ length: 900 }, (_, i) => [
  20 + (i % 30) * 5,
  20 + Math.floor(i / 30) * 3,
  i % 3,
]);

test("every event in view is in one group, and marks keep apart", () => {
  const groups = grouped(makeGrid(spread), VIEW, spread.length);
  const inView = spread.filter(([x, y]) => x * 4 < 800 - 16 && y * 4 < 600 - 32);
  assert.equal(
    groups.reduce((sum, { count }) => sum + count, 0),
    inView.length,
  );
  assert.ok(groups.length <= MOST_MARKS);
  for (const [i, one] of groups.entries()) {
    assert.equal(
      one.parts.reduce((sum, part) => sum + part),
      one.count,
    );
    for (const other of groups.slice(i + 1)) {
      assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= MARK / 2);
    }
  }
});

test("a group knows its first event, its middle, its box and its parts", () => {
  const points = [
    [50, 50, 1],
    [51, 50, 2],
    [51, 52, 2],
  ];
  const [group] = grouped(makeGrid(points), VIEW, 3);
  assert.equal(group.first, 0);
  assert.deepEqual(group.box, [200, 200, 204, 208]);
  assert.deepEqual([...group.parts], [0, 1, 2]);
  assert.ok(Math.abs(group.x - 202.667) < 0.01);
});

test("panning keeps groups", () => {
  const grid = makeGrid(spread);
  const before = grouped(grid, VIEW, spread.length).map(({ first, count }) => `${first}:${count}`);
  const after = grouped(grid, { ...VIEW, x: 7, y: 5 }, spread.length);
  const same = after.filter(({ first, count }) => before.includes(`${first}:${count}`));
  assert.ok(same.length > after.length * 0.8);
});

test("what lies off the ground or out of view has no mark", () => {
  const points = [
    [50, 50],
    [199, 50],
    [Infinity, 50],
    [5, 5],
  ];
  const groups = grouped(makeGrid(points, [10, 10, 190, 190]), VIEW, points.length);
  assert.deepEqual(
    groups.map(({ first }) => first),
    [0],
  );
});

test("rows that are filtered away, or end before, are not counted", () => {
  const grid = makeGrid([
    [50, 50],
    [50, 50],
    [50, 50],
  ]);
  grid.look(VIEW);
  grid.clear(false);
  grid.add(0, 3, { kept: Uint8Array.of(1, 0, 1), last: Int32Array.of(5, 9, 9), since: 6 });
  const [{ count, first }] = grid.groups();
  assert.deepEqual([count, first], [1, 2]);
});

test("events beside the view are counted, but for those that have no place on the map", () => {
  const grid = makeGrid([
    [50, 50],
    [9000, 50],
    [9000, 9000],
    [9000, 9999],
  ]);
  const shown = { each: (visit) => [0, 1, 2, 3].some(visit) };
  grouped(grid);
  assert.equal(
    new Groups(grid, shown).outside((row) => row !== 3, []),
    2,
  );
});

test("of more events than are here, those in view are taken from all that have marks", () => {
  const grid = makeGrid([[50, 50]]);
  const groups = grouped(grid, VIEW, 1);
  const shown = { counted: { marked: 70, unmarked: 5 } };
  assert.equal(
    new Groups(grid, shown).outside(() => true, groups),
    69,
  );
});

test("a count stands for its events: in the number, the middle and the parts of a group", () => {
  const grid = makeGrid([
    [50, 50, 1],
    [51, 50, 2],
  ]);
  const world = { x: Float32Array.of(50, 51), y: Float32Array.of(50, 50) };
  grid.take(world, Uint8Array.of(1, 2), Uint32Array.of(30, 10));
  const [group] = grouped(grid, VIEW, 2);
  assert.equal(group.count, 40);
  assert.deepEqual([...group.parts], [0, 30, 10]);
  assert.equal(group.x, 50.25 * 4);
  assert.ok(!isOnePlace(group), "what is counted there may lie apart");
});

test("other rows take the place of those that were there, in the same view", () => {
  const grid = makeGrid([
    [50, 50],
    [90, 90],
  ]);
  assert.equal(grouped(grid, VIEW, 2).length, 2);
  grid.take({ x: Float32Array.of(20), y: Float32Array.of(20) }, Uint8Array.of(1), null);
  const groups = grouped(grid, VIEW, 1);
  assert.deepEqual(
    groups.map(({ x, y }) => [x, y]),
    [[80, 80]],
  );
});

const ROWS = [0, 1, 2];
const all = {
  each: (visit) => ROWS.some(visit),
  hidden: -1,
  counts: () => true,
  addTo: (grid) => grid.add(0, 3, ALL),
};

test("an opened group stands as a ring round its place, and closes again", () => {
  const groups = new Groups(
    makeGrid([
      [50, 50],
      [50, 50],
      [50, 50],
    ]),
    all,
  );
  const [whole] = groups.find(VIEW, true);
  assert.equal(whole.count, 3);
  assert.ok(groups.holds(whole, 2));
  assert.ok(groups.toggle(whole));
  const ring = groups.find(VIEW, true);
  assert.deepEqual(
    ring.map(({ count, first }) => [count, first]),
    ROWS.map((row) => [1, row]),
  );
  for (const { x, y, fan } of ring) assert.ok(Math.hypot(x - fan.x, y - fan.y) > MARK);
  assert.ok(groups.holds(ring[2], 2));
  assert.ok(!groups.holds(ring[1], 2));
  groups.close();
  assert.equal(groups.find(VIEW, true).length, 1);
});
