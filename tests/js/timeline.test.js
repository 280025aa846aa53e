// The timeline: its axis, the handles of its window, its lanes, and the names of periods.

import assert from "node:assert/strict";
import test from "node:test";
import {
  dayAt,
  groundAt,
  isNearest,
  isWhole,
  look,
  MARGIN,
  reveal,
  surround,
  ticks,
  xOf,
  zoom,
} from "../../geodata/webmap/web/axis.js";
import { monthStart } from "../../geodata/webmap/web/days.js";
import { GRIPS, partAt, place } from "../../geodata/webmap/web/handles.js";
import { layOut, layOutClosed, layOutOpened, near } from "../../geodata/webmap/web/lanes.js";
import { bands, inOneRow, inRows } from "../../geodata/webmap/web/periods.js";
import { highestOf } from "../../geodata/webmap/web/scene.js";

const day = (text) => Date.parse(text) / 86_400_000;
const measure = (text) => text.length * 6;

/** An axis that shows all days between two dates. */
function axisOf(first, last, width = 848) {
  const span = [first, last];
  return { span, view: span, width };
}

const texts = (axis) =>
  ticks(axis, measure)
    .map(({ text }) => text)
    .filter(Boolean);

test("every day lies between the margins, the first and the last one whole", () => {
  const axis = axisOf(100, 199);
  assert.equal(xOf(axis, 100), MARGIN);
  assert.equal(xOf(axis, 200), 848 - MARGIN);
  for (const day of [100, 150, 199]) assert.equal(dayAt(axis, xOf(axis, day) + 1), day);
});

const SEASONS = ["Apr 44 BC", "Oct", "Jan 43 BC", "Jul", "Oct"];
const AGES = ["3000 BC", "2000 BC", "1000 BC", "AD 1", "1000"];
const CENTURY = [35, 40, 45, 50, 55, 60, 65, 70, 75].map((year) => `AD ${year}`);
for (const [name, first, last, wanted, width] of [
  ["one day", day("2024-04-03"), day("2024-04-03"), ["3 Apr 2024"]],
  ["days", day("2023-12-30"), day("2024-01-01"), ["30 Dec 2023", "31 Dec", "1 Jan 2024"]],
  ["months", day("2023-10-07"), day("2024-02-20"), ["Nov 2023", "Jan 2024"], 250],
  ["the first century", monthStart(33), monthStart(80) - 1, CENTURY],
  ["years before it", monthStart(-43, 2), monthStart(-41) - 1, SEASONS, 400],
  ["ages", monthStart(-3000), monthStart(2000), AGES, 460],
]) {
  test(`the axis of ${name} names its days, months or years, each once`, () => {
    const found = texts(axisOf(first, last, width ?? 848));
    assert.deepEqual(found, wanted);
  });
}

for (const days of [1, 3, 12, 40, 100, 366, 800, 4000, 40_000, 2_000_000]) {
  for (const width of [200, 342, 848, 1900]) {
    test(`labels of ${days} days on ${width} pixels keep apart, and none is cut or said twice`, () => {
      const first = day("2023-10-07");
      const found = ticks(axisOf(first, first + days - 1, width), measure);
      const labels = found.filter(({ text }) => text);
      assert.ok(labels.length >= 1);
      let end = 0;
      for (const { x, text } of labels) {
        assert.ok(x >= end && x + measure(text) <= width, text);
        end = x + measure(text);
      }
      if (days > 31)
        assert.equal(new Set(labels.map(({ text }) => text)).size <= labels.length, true);
      for (const { x } of found) assert.ok(x >= MARGIN && x <= width - MARGIN);
    });
  }
}

test("a zoom keeps what is under the pointer, and ends at ten days and at all of them", () => {
  const axis = axisOf(0, 999);
  const x = 300;
  const under = dayAt(axis, x);
  const nearer = zoom(axis, 0.5, x);
  assert.ok(Math.abs(dayAt(nearer, x) - under) <= 1);
  assert.equal(nearer.view[1] - nearer.view[0] + 1, 500);
  const nearest = zoom(axis, 0.0001, x);
  assert.ok(isNearest(nearest) && nearest.view[1] - nearest.view[0] === 9);
  assert.ok(isWhole(zoom(nearest, 10_000, x)));
  assert.deepEqual(look(axis, 995, 100).view, [900, 999]);
});

test("days that are asked for come into view", () => {
  const axis = look(axisOf(0, 999), 0, 100);
  assert.equal(reveal(axis, [10, 20]), axis);
  assert.deepEqual(reveal(axis, [500, 509]).view, [455, 554]);
  assert.equal(reveal(axis, [0, 999]), axis);
});

test("of days that are asked for elsewhere all come into view", () => {
  const axis = look(axisOf(0, 999), 100, 100);
  assert.equal(surround(axis, [110, 120]), axis);
  assert.deepEqual(surround(axis, [50, 149]).view, [50, 149]);
  assert.deepEqual(surround(axis, [0, 999]).view, [0, 999]);
});

test("the ground is a month, or a year or more where that is too narrow", () => {
  const year = [day("2024-01-01"), day("2024-12-31")];
  const at = day("2024-02-10");
  assert.deepEqual(groundAt(axisOf(...year), at), [day("2024-02-01"), day("2024-02-29")]);
  assert.deepEqual(groundAt(axisOf(monthStart(2000), monthStart(2040) - 1), at), year);
  const ages = axisOf(monthStart(1), monthStart(2100));
  const ancient = axisOf(monthStart(-1000), monthStart(1100));
  const days = (first, after) => [monthStart(first), monthStart(after) - 1];
  assert.deepEqual(groundAt(ancient, monthStart(-43)), days(-99, 1), "100 BC to 1 BC");
  assert.deepEqual(groundAt(ancient, monthStart(-99)), days(-99, 1));
  assert.deepEqual(groundAt(ancient, monthStart(1)), days(1, 100));
  assert.deepEqual(groundAt(ages, at), [monthStart(2000), monthStart(2100) - 1]);
});

for (const [range, x, part] of [
  [[300, 499], 0.3, "first"],
  [[300, 499], 0.5, "last"],
  [[300, 499], 0.4, "both"],
  [[300, 499], 0.1, "new"],
  [[0, 999], 0.5, "new"],
  [[400, 400], 0.4005, "both"],
]) {
  test(`at ${x} of the axis the hand takes ${part} of ${range}`, () => {
    const axis = axisOf(0, 999);
    const at = MARGIN + x * (axis.width - 2 * MARGIN);
    for (const grip of Object.values(GRIPS)) assert.equal(partAt(axis, range, at, grip), part);
  });
}

test("handles of one day are as wide as the hand needs, within the stage", () => {
  const axis = axisOf(0, 999, 342);
  for (const grip of Object.values(GRIPS)) {
    for (const day of [0, 500, 999]) {
      const taken = { first: 0, last: 0, both: 0, new: 0 };
      for (let x = 0; x < axis.width; x++) taken[partAt(axis, [day, day], x, grip)] += 1;
      assert.ok(taken.first >= grip && taken.last >= grip && taken.both >= 23, `${grip} ${day}`);
      const { from, to } = place(axis, [day, day], grip);
      assert.ok(from >= MARGIN && to <= axis.width - MARGIN);
    }
  }
});

const FIRST = [0, 0, 10, 10, 300, 990, 999];
const LAST = [0, 40, 10, 10, 700, 990, 999];
const LANE = [0, 1, 0, 0, 1, 0, 1];
const rows = FIRST.map((_, row) => row);
const dating = { first: FIRST, last: LAST, laneOf: (row) => LANE[row] };
const axis = axisOf(0, 999);

test("an event is a dot on its day, or a bar over its days, and none is under a handle", () => {
  const { items } = layOut(axis, rows, dating, 2, { top: 10, line: 7, head: 0, dot: 6, title: 0 });
  assert.deepEqual(
    items.map(({ isDot }) => isDot),
    [true, false, true, true, false, true, true],
  );
  assert.ok(
    items.every(({ left, right }) => left >= MARGIN && right <= axis.width - MARGIN + 1e-9),
  );
  assert.equal(items[4].left, xOf(axis, 300));
  assert.equal(items[4].right, xOf(axis, 701));
  assert.deepEqual(
    items.map(({ y }) => y),
    LANE.map((lane) => 10 + 7 * lane + 3.5),
  );
});

test("closed, all keep to the height; side by side where there is room, on each other where not", () => {
  const roomy = layOutClosed(axis, rows, dating, 2, 10, 80);
  const [, , one, other] = roomy.items;
  assert.notEqual(one.y, other.y);
  const tight = layOutClosed(axis, rows, dating, 2, 10, 26);
  assert.equal(tight.items[2].y, tight.items[3].y);
  for (const { height } of [roomy, tight]) assert.ok(height <= 80);
});

test("opened, no event covers another, and titles have what room there is", () => {
  const sizes = { top: 0, line: 20, head: 20, dot: 16, title: 240 };
  for (const height of [1000, 60]) {
    const { items } = layOutOpened(axis, rows, dating, 2, sizes, height);
    for (const one of items) {
      for (const other of items.filter((item) => item !== one && item.y === one.y))
        assert.ok(one.right <= other.left || other.right <= one.left);
    }
  }
  const tall = layOutOpened(axis, rows, dating, 2, sizes, 1000);
  assert.ok(tall.items.every(({ room }) => room > 200 || room < 30));
  // Lines close up before titles lose room.
  const close = layOutOpened(axis, rows, dating, 2, sizes, tall.height * 0.8);
  assert.equal(close.line, 15);
  assert.ok(close.height <= tall.height * 0.8);
});

test("what is near a point is found, the nearest first, a dot before the bar that it lies on", () => {
  const lanes = layOut(axis, rows, dating, 2, { top: 0, line: 7, head: 0, dot: 6, title: 0 });
  const [dot, bar] = lanes.items;
  const found = (x, y, reach) => near(lanes, x, y, reach).map(({ row }) => row);
  assert.deepEqual(found(dot.left + 2, dot.y, 0), [0]);
  assert.deepEqual(found(dot.left + 2, bar.y, 20).slice(0, 2), [1, 0]);
  assert.deepEqual(found(xOf(axis, 850), 3, 5), []);
  assert.deepEqual(found(lanes.items[2].left + 3, dot.y, 0).sort(), [2, 3]);
});

const PERIODS = [
  { title: "The long years", first: 0, last: 800 },
  { title: "A short week within them", first: 100, last: 106 },
  { title: "Later", first: 801, last: 2000 },
  { title: "Long before", first: -50, last: -1 },
];

test("names of periods stand whole in their bands, or not at all", () => {
  const drawn = bands(axis, PERIODS);
  assert.deepEqual(
    drawn.map(({ title }) => title),
    ["The long years", "A short week within them", "Later"],
  );
  const names = inOneRow(drawn, measure);
  assert.deepEqual(
    names.map(({ lines }) => lines),
    [["The long years"], ["Later"]],
  );
});

test("opened, all names stand, on as many rows and lines as they need", () => {
  const { names, rows } = inRows(axis, bands(axis, PERIODS), measure);
  assert.deepEqual(
    names.map(({ row }) => row),
    [0, 1, 0],
  );
  assert.equal(rows, 2);
  const narrow = axisOf(0, 999, 150);
  const wrapped = inRows(narrow, bands(narrow, PERIODS), measure);
  assert.equal(wrapped.names[1].lines.join(" "), "A short week within them");
  for (const { x, lines } of wrapped.names) {
    for (const line of lines) assert.ok(x + measure(line) <= 150 - MARGIN);
  }
});

test("the highest bar is known, of all categories on each other or of each", () => {
  const sums = Uint32Array.of(1, 2, 0, 3, 2, 2);
  assert.equal(highestOf(sums, 2, false), 4);
  assert.equal(highestOf(sums, 2, true), 3);
});
