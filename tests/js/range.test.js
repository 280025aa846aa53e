// The days that the timeline shows, after all that a visitor can do to it.

import assert from "node:assert/strict";
import test from "node:test";
import { moves, reduce, wholeStrip } from "../../geodata/webmap/web/range.js";

const SPAN = [100, 199];
const STEPS = [100, 120, 121, 180];

/** A strip that shows a range, after some actions. */
function after(range, ...actions) {
  const strip = { ...wholeStrip(SPAN), range, steps: STEPS };
  return actions.reduce(reduce, strip);
}

const grab = (part, day) => ({ type: "grab", part, day });
const drag = (day, time = 0) => ({ type: "drag", day, time });
const release = (options = {}) => ({ type: "release", time: 0, still: false, ...options });

for (const [part, from, to, range] of [
  ["both", 130, 140, [130, 149]],
  ["both", 130, 10, [100, 119]],
  ["both", 130, 400, [180, 199]],
  ["first", 120, 110, [110, 139]],
  ["first", 120, 400, [139, 139]],
  ["last", 139, 150, [120, 150]],
  ["last", 139, 10, [120, 120]],
  ["new", 150, 160, [150, 160]],
  ["new", 150, 140, [140, 150]],
  ["new", 150, 500, [150, 199]],
]) {
  test(`dragging ${part} from ${from} to ${to} shows ${range}`, () => {
    assert.deepEqual(after([120, 139], grab(part, from), drag(to)).range, range);
  });
}

test("a window is moved from where it was taken, not from where it was moved to", () => {
  const strip = after([120, 139], grab("both", 130), drag(150), drag(131), release());
  assert.deepEqual(strip.range, [121, 140]);
  assert.equal(strip.hand, null);
});

test("without a hand on it nothing is dragged", () => {
  const strip = after([120, 139]);
  assert.equal(reduce(strip, drag(150)), strip);
  assert.equal(reduce(strip, release()), strip);
});

test("what the page takes over, as a scroll, leaves the days as they were", () => {
  const strip = after([120, 139], grab("new", 150), drag(160), { type: "cancel" });
  assert.deepEqual([strip.range, strip.hand], [[120, 139], null]);
});

const QUICK = [grab("both", 120), drag(121, 0), drag(126, 16), drag(131, 32)];

test("a window that is thrown glides on with its length, ever slower, and comes to rest", () => {
  let strip = after([110, 119], ...QUICK, release({ time: 33 }));
  assert.equal(strip.hand.kind, "glide");
  let time = 33;
  let before = strip.range[0];
  while (strip.hand) {
    time += 16;
    strip = reduce(strip, { type: "glide", time });
    assert.ok(strip.range[0] >= before);
    assert.equal(strip.range[1] - strip.range[0], 9);
    before = strip.range[0];
  }
  assert.ok(before > 121);
  assert.ok(time < 10_000);
});

test("a glide ends where the days end", () => {
  let strip = after([110, 119], ...QUICK, release({ time: 33 }));
  strip = reduce(strip, { type: "glide", time: 5000 });
  assert.deepEqual([strip.range, strip.hand], [[190, 199], null]);
});

for (const [why, actions] of [
  ["the hand rested before", [...QUICK, release({ time: 100 })]],
  ["no motion is wanted", [...QUICK, release({ time: 33, still: true })]],
  ["an edge was moved", [grab("last", 119), drag(120, 0), drag(160, 16), release({ time: 17 })]],
]) {
  test(`nothing glides where ${why}`, () => {
    assert.equal(after([110, 119], ...actions).hand, null);
  });
}

for (const [key, shift, range] of [
  ["ArrowRight", false, [121, 140]],
  ["ArrowUp", false, [121, 140]],
  ["ArrowLeft", false, [119, 138]],
  ["ArrowRight", true, [120, 140]],
  ["ArrowLeft", true, [120, 138]],
  ["PageUp", false, [150, 169]],
  ["PageDown", false, [100, 119]],
  ["PageDown", true, [120, 120]],
  ["Home", false, [100, 119]],
  ["End", false, [180, 199]],
]) {
  test(`${shift ? "Shift and " : ""}${key} shows ${range}`, () => {
    assert.ok(moves(key));
    assert.deepEqual(after([120, 139], { type: "key", key, shift }).range, range);
  });
}

test("other keys are not for the strip", () => {
  assert.deepEqual(["a", "Tab", "Enter", "toString"].filter(moves), []);
});

/** The ranges that playing shows, until it ends. */
function played(range, mode) {
  let strip = after(range, { type: "play", mode }, { type: "tick", mode });
  const shown = [];
  while (strip.play) {
    shown.push(strip.range);
    strip = reduce(strip, { type: "tick", mode });
  }
  return shown;
}

const single = (day) => [day, day];

test("playing shows one day with events after the other, and begins anew after the last", () => {
  assert.deepEqual(played([120, 120], "step"), [121, 180].map(single));
  assert.deepEqual(played([180, 180], "step"), STEPS.map(single));
  assert.deepEqual(played(SPAN, "step"), STEPS.map(single));
});

test("adding up keeps the first day", () => {
  const added = [
    [110, 120],
    [110, 121],
    [110, 180],
  ];
  assert.deepEqual(played([110, 115], "cumulative"), added);
});

test("a moving window goes on by a quarter of its length; of all days it takes a tenth", () => {
  assert.deepEqual(played([170, 178], "window").slice(0, 2), [
    [172, 180],
    [174, 182],
  ]);
  const anew = played(SPAN, "window");
  assert.deepEqual(anew.slice(0, 2), [
    [100, 110],
    [103, 113],
  ]);
  assert.ok(anew.every(([first, last]) => last - first === 10 && last <= SPAN[1]));
});

test("what the server asks for waits while the hand holds the strip, or it plays", () => {
  const follow = { type: "follow", range: [150, 160] };
  assert.deepEqual(after([120, 139], follow).range, [150, 160]);
  assert.deepEqual(after([120, 139], grab("both", 130), follow).range, [120, 139]);
  assert.deepEqual(after([120, 139], { type: "play", mode: "step" }, follow).range, [120, 139]);
});

test("days that are asked for are shown as far as there are any, and nothing plays", () => {
  const show = { type: "show", range: [90, 130] };
  const strip = after([120, 139], { type: "play", mode: "step" }, show);
  assert.deepEqual([strip.range, strip.play], [[100, 130], null]);
});
