// Where a lesson goes, key by key, and what of a state that was told is taken.

import assert from "node:assert/strict";
import test from "node:test";
import { beside, framesOf, merged, START, seen } from "../../events/lesson/web/state.js";

const FULL = { stages: ["figures", "headline", "quotes"], question: { "": "Who says so?" } };
const BARE = { stages: ["headline"], question: { "": "" } };
const ALL = ["quotes", "judge", "names", "figures", "question"];

const told = (screen, chosen) =>
  framesOf(screen, chosen).map(({ shown, asks }) => asks ?? [...shown].join(" "));

test("what is not chosen comes with what stands before it", () => {
  assert.deepEqual(told(FULL, []), ["headline quotes names figures"]);
  assert.deepEqual(told(FULL, ["question"]), ["headline quotes names figures", "question"]);
  assert.deepEqual(told(FULL, ["quotes"]), ["headline", "headline quotes names figures"]);
});

test("all stages come in their order, and the pause only where names are still hidden", () => {
  assert.deepEqual(told(FULL, ALL), [
    "headline",
    "headline quotes",
    "judge",
    "headline quotes names",
    "headline quotes names figures",
    "question",
  ]);
  assert.ok(!told(FULL, ["judge"]).includes("judge"));
});

test("a screen without quotes, figures or question has one frame", () => {
  assert.deepEqual(told(BARE, ALL), ["headline"]);
});

test("forward and back go through every page of every frame, and stop at the ends", () => {
  const frames = [1, 2, 1];
  const pages = { "1.0": 2 };
  const pagesAt = ({ screen, frame }) => pages[`${screen}.${frame}`] ?? 1;
  const way = [START.at];
  for (let at = START.at; ; way.push(at)) {
    const next = beside(at, 1, frames, pagesAt(at));
    if (JSON.stringify(next) === JSON.stringify(at)) break;
    at = { ...next, page: Math.max(0, next.page) }; // as the window that draws it finds
  }
  const names = way.map(({ screen, frame, page }) => `${screen}.${frame}.${page}`);
  assert.deepEqual(names, ["0.0.0", "1.0.0", "1.0.1", "1.1.0", "2.0.0"]);
  let at = way[way.length - 1];
  for (const name of names.slice(0, -1).reverse()) {
    at = beside(at, -1, frames, pagesAt(at));
    if (at.page < 0) at = { ...at, page: pagesAt(at) - 1 }; // as the window that draws it finds
    assert.equal(`${at.screen}.${at.frame}.${at.page}`, name);
  }
  assert.deepEqual(beside(at, -1, frames, 1), at);
});

test("a veil shows its own value, or that without one where it is the same", () => {
  const values = { "": "The Courier: 12", blind: "Outlet A: 12", "blind uncounted": "Outlet A: ▢" };
  assert.equal(seen(values, { hidesNames: false, hidesFigures: false }), "The Courier: 12");
  assert.equal(seen(values, { hidesNames: true, hidesFigures: true }), "Outlet A: ▢");
  assert.equal(seen({ "": "same" }, { hidesNames: true, hidesFigures: false }), "same");
});

test("of what was told only what a state can be is taken", () => {
  const at = { screen: 2, frame: 1, page: -1 };
  assert.deepEqual(merged(START, { at, isBlack: true }, 3), { ...START, at, isBlack: true });
  for (const nonsense of [
    null,
    7,
    "x",
    { at: { screen: 3, frame: 0, page: 0 } },
    { at: { screen: -1, frame: 0, page: 0 } },
    { at: { screen: "1", frame: 0, page: 0 } },
    { at: 1, isBlack: "yes", stages: "quotes", pages: -2 },
  ])
    assert.deepEqual(merged(START, nonsense, 3), START);
  assert.deepEqual(merged(START, { stages: ["figures", "x", "quotes"] }, 3).stages, [
    "quotes",
    "figures",
  ]);
});
