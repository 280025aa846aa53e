// Events by their rows: the server names them by their number among all.

import assert from "node:assert/strict";
import test from "node:test";
import { Events } from "../../geodata/webmap/web/events.js";

const BASE = {
  count: 4,
  places: [{ names: ["Inkhaven"], shapes: [] }],
  outlines: [],
  placeless: 5,
  whole: 4,
  zoom: 3,
  region: { bounds: [-180, -80, 180, 80] },
};

function makeEvents(more) {
  const none = () => new Uint8Array(4);
  const columns = {
    longitude: new Float32Array(4),
    latitude: new Float32Array(4),
    first: Int32Array.of(0, 0, 3, 9),
    last: Int32Array.of(9, 9, 3, 9),
    place: new Uint16Array(4),
    category: none(),
    precision: none(),
    dating: none(),
    status: none(),
    ...more,
  };
  return new Events(BASE, columns, { get: () => null });
}

test("where all events are here a row is its own number", () => {
  const events = makeEvents({});
  assert.deepEqual([events.rowOf(2), events.numberOf(2), events.rowOf(-1)], [2, 2, -1]);
  assert.ok(!events.isCount(2));
});

test("an event goes before the count of one that it is", () => {
  const events = makeEvents({
    number: Int32Array.of(-1, 70, 70, 80),
    weight: Uint32Array.of(30, 1, 0, 1),
  });
  assert.equal(events.rowOf(70), 2);
  assert.equal(events.rowOf(80), 3, "of a count of one the event can be opened");
  assert.equal(events.rowOf(7), -1);
  assert.equal(events.rowOf(-1), -1);
  assert.equal(events.numberOf(0), -1);
  assert.ok(events.isCount(0) && !events.isCount(2));
});

test("a count lies in one tile of those by which it was counted", () => {
  const events = makeEvents({
    longitude: Float32Array.of(-180, 34.4, 0, 0),
    latitude: Float32Array.of(0, 31.4, -0.1, 0),
  });
  assert.deepEqual(events.tileOf(0), [0, 128, 32, 160]);
  assert.deepEqual(events.tileOf(1), [128, 96, 160, 128]);
  assert.deepEqual(events.tileOf(2), [128, 128, 160, 160]);
});
