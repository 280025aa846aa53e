// What the server sends in fewer words, put back.

import assert from "node:assert/strict";
import test from "node:test";
import { unfold } from "../../pages/web/tree.js";

test("rows are put where their pattern has nothing, in its order", () => {
  /** @type {import("../../pages/web/tree.js").Folded} */
  const folded = {
    each: [
      "li",
      { class: "row" },
      ["button", { "data-action": null, lang: "" }, null],
      " at ",
      null,
    ],
    rows: [
      ["select:0", "One", "here"],
      ["select:1", "Two", "there"],
    ],
  };
  assert.deepEqual(unfold(folded), [
    [
      "li",
      { class: "row" },
      ["button", { "data-action": "select:0", lang: "" }, "One"],
      " at ",
      "here",
    ],
    [
      "li",
      { class: "row" },
      ["button", { "data-action": "select:1", lang: "" }, "Two"],
      " at ",
      "there",
    ],
  ]);
});

test("what is not folded stays", () => {
  assert.deepEqual(unfold("text"), ["text"]);
  assert.deepEqual(unfold(["p", {}, "text"]), [["p", {}, "text"]]);
});
