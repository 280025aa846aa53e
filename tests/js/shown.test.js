// Which rows are shown, held against asking each of them.

import assert from "node:assert/strict";
import test from "node:test";
import {
  packRows,
  project,
  readBars,
  readColumns,
  unpackRows,
} from "../../geodata/webmap/web/columns.js";
import { Shown } from "../../geodata/webmap/web/shown.js";

/** Numbers that look random and are always the same. */
function* numbers(seed) {
  for (let state = seed; ; state = (state * 1103515245 + 12345) % 2 ** 31) yield state / 2 ** 31;
}

function makeColumns(count) {
  const random = numbers(1);
  const next = (most) => Math.floor(random.next().value * most);
  const first = Int32Array.from({ length: count }, () => next(900)).sort();
  const last = first.map((day) => day + (next(10) ? next(5) : next(400)));
  return { first, last, category: Uint8Array.from({ length: count }, () => next(3)) };
}

const COUNT = 2000;
const columns = makeColumns(COUNT);
const kept = Uint8Array.from({ length: COUNT }, (_, row) => Number(row % 3 > 0));
const RANGES = [
  [0, 1300],
  [100, 100],
  [100, 150],
  [899, 1300],
  [-50, -1],
  [1400, 1500],
];

for (const range of RANGES) {
  for (const rows of [null, kept]) {
    test(`days ${range} of ${rows ? "some" : "all"} rows`, () => {
      const shown = new Shown(columns, range);
      shown.kept = rows;
      const passes = (row) => rows === null || rows[row] === 1;
      const touches = (row) => columns.first[row] <= range[1] && columns.last[row] >= range[0];
      const wanted = [...Array(COUNT).keys()].filter((row) => touches(row) && passes(row));
      const visited = [];
      shown.each((row) => {
        visited.push(row);
        return false;
      });
      assert.deepEqual(visited, wanted);
      assert.deepEqual(
        [...Array(COUNT).keys()].filter((row) => shown.has(row)),
        wanted,
      );
      assert.deepEqual(added(shown), wanted);
    });
  }
}

/** The rows that a grid is given. */
function added(shown) {
  const rows = [];
  const add = (from, to, { kept, last, since }) => {
    for (let row = from; row < to; row++) {
      if ((kept === null || kept[row]) && (last === null || last[row] >= since)) rows.push(row);
    }
  };
  shown.addTo({ add });
  return rows.sort((a, b) => a - b);
}

test("a visit ends when it is told to", () => {
  let visits = 0;
  new Shown(columns, [0, 1300]).each(() => {
    visits += 1;
    return visits === 3;
  });
  assert.equal(visits, 3);
});

test("what passes the filters is counted by the part of days in which it begins, and by category", () => {
  const shown = new Shown(columns, [0, 0]);
  shown.kept = kept;
  const expected = new Array(3 * 10).fill(0);
  for (let row = 0; row < COUNT; row++) {
    const bar = Math.floor((columns.first[row] - 200) / 50);
    if (kept[row] && bar >= 0 && bar < 10) expected[bar * 3 + columns.category[row]] += 1;
  }
  assert.deepEqual([...shown.count([200, 699], 10, 3)], expected);
});

test("the days on which events begin, and the rows beside a row, are those that pass the filters", () => {
  const shown = new Shown(columns, [0, 0]);
  shown.kept = kept;
  const passing = [...kept.keys()].filter((row) => kept[row]);
  assert.deepEqual(shown.beginnings(), [...new Set(passing.map((row) => columns.first[row]))]);
  assert.deepEqual([shown.next(3, 1), shown.next(3, -1), shown.next(1, -1)], [4, 2, -1]);
});

test("rows are listed where they are few enough, whatever days are shown", () => {
  const shown = new Shown(columns, [0, 0]);
  const touches = (row) => columns.first[row] <= 110 && columns.last[row] >= 100;
  const wanted = [...Array(COUNT).keys()].filter(touches);
  assert.deepEqual(shown.within([100, 110], wanted.length), wanted);
  assert.equal(shown.within([100, 110], wanted.length - 1), null);
});

test("rows come out of a file as they were put in, the highest bit first", () => {
  const rows = [true, false, false, true, false, false, false, false, true];
  assert.deepEqual([...packRows(rows)], [0b10010000, 0b10000000]);
  assert.deepEqual([...unpackRows(packRows(rows), rows.length)], rows.map(Number));
});

test("columns are read one after another", () => {
  const file = new ArrayBuffer(2 * 4 + 2 * 4 + 2);
  new Int32Array(file, 0, 2).set([10, 20]);
  new Uint32Array(file, 8, 2).set([0, 5]);
  new Uint8Array(file, 16, 2).set([3, 4]);
  const layout = [
    ["first", "i4"],
    ["days", "u4"],
    ["category", "u1"],
  ];
  const read = readColumns(file, layout, 2);
  assert.deepEqual([...read.last], [10, 25]);
  assert.deepEqual([...read.category], [3, 4]);
});

test("the world is 256 pixels wide, and what no point stands for lies beyond it", () => {
  const points = { longitude: [0, -180, 10], latitude: [0, 0, 0] };
  const { x, y } = project({ ...points, precision: Uint8Array.of(0, 1, 5) }, 5);
  assert.deepEqual([...x], [128, 0, Infinity]);
  assert.deepEqual([...y], [128, 128, 128]);
});

/** Of 15 events, of which two without marks go on until the last days. */
const counts = {
  begins: {
    day: Int32Array.of(0, 10, 10, 20),
    weight: Uint32Array.of(5, 7, 2, 1),
    category: Uint8Array.of(0, 1, 1, 0),
    marked: Uint8Array.of(1, 1, 0, 1),
  },
  ends: {
    day: Int32Array.of(9, 19, 29, 29),
    weight: Uint32Array.of(5, 7, 2, 1),
    category: Uint8Array.of(0, 1, 1, 0),
    marked: Uint8Array.of(1, 1, 0, 1),
  },
};
const three = {
  first: Int32Array.of(0, 10, 12),
  last: Int32Array.of(9, 19, 12),
  category: Uint8Array.of(0, 1, 1),
  weight: Uint32Array.of(5, 7, 0),
};

test("of more events than are here the timeline adds counts up", () => {
  const shown = new Shown(three, [10, 19]);
  shown.take(three, counts, { hidden: -1, bar_days: 10, days: 1 });
  assert.deepEqual([...shown.count([0, 29], 3, 2)], [5, 0, 0, 9, 1, 0]);
  assert.deepEqual([...shown.count([10, 29], 2, 2)], [0, 9, 1, 0]);
  assert.deepEqual(shown.counted, { marked: 7, unmarked: 2 });
  shown.range = [20, 29];
  assert.deepEqual(shown.counted, { marked: 1, unmarked: 2 });
  assert.deepEqual(shown.beginnings(), [0, 10, 20]);
  assert.deepEqual(shown.categories, [0, 1]);
  assert.equal(shown.unit, 10);
  assert.equal(shown.within([0, 29], 400), null, "no lanes without all events");
});

test("the open event is not drawn beside the count that holds it, and is found in that", () => {
  const shown = new Shown(three, [10, 19]);
  shown.take(three, counts, { hidden: 2, bar_days: 10, days: 1 });
  assert.ok(!shown.has(2));
  assert.ok(shown.counts(2));
  shown.range = [20, 29];
  assert.ok(!shown.counts(2), "on other days it is not");
  shown.take(three, null);
  assert.ok(!shown.counts(2) && shown.kept === null);
});

test("the keyboard goes from event to event, and leaves counts out", () => {
  const shown = new Shown(three, [0, 29]);
  shown.take(three, counts, { hidden: -1, bar_days: 10, days: 1 });
  assert.equal(shown.next(-1, 1), 2);
  assert.equal(shown.next(2, -1), -1);
});

test("counts for the timeline are read from behind the rows", () => {
  const layout = [
    ["day", "i4"],
    ["weight", "u4"],
    ["category", "u1"],
    ["marked", "u1"],
    ["ends", "u1"],
  ];
  const part = {
    columns: [
      ["number", "i4"],
      ["first", "i4"],
    ],
    count: 4,
    bars: 2,
    bar_columns: layout,
  };
  const bytes = new Uint8Array(4 * 8 + 2 * 11);
  new Int32Array(bytes.buffer, 32, 4).set([-7, 3, 5, 5]);
  bytes.set([2, 2, 1, 0, 0, 1], 48);
  const { begins, ends } = readBars(bytes.buffer, part);
  assert.deepEqual([[...begins.day], [...begins.weight], [...begins.marked]], [[-7], [5], [1]]);
  assert.deepEqual([[...ends.day], [...ends.weight], [...ends.marked]], [[3], [5], [0]]);
  assert.equal(readBars(bytes.buffer, { ...part, bars: 0 }), null);
});

test("a count that goes beyond the range is taken in part, one that lasts longer whole", () => {
  const columns = {
    first: Int32Array.of(0, 10, 10),
    last: Int32Array.of(9, 19, 29),
    category: Uint8Array.of(0, 0, 0),
    weight: Uint32Array.of(50, 50, 50),
  };
  const shown = new Shown(columns, [0, 29]);
  shown.take(columns, counts, { hidden: -1, bar_days: 10, days: 10 });
  /** @type {number[][]} */
  const weighed = [];
  const grid = { weigh: (weight) => weighed.push([...weight]), add() {} };
  shown.addTo(grid);
  shown.range = [8, 14];
  shown.addTo(grid);
  assert.deepEqual(weighed, [
    [50, 50, 50],
    [10, 25, 50],
  ]);
});
