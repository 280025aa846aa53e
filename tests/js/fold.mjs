// Folds the texts of a list that comes in, for the test that compares with Python.
import { readFileSync } from "node:fs";
import { fold } from "../../events/exporters/web/fold.js";

const { texts, ignored } = JSON.parse(readFileSync(0, "utf-8"));
const left = new Set(ignored);
process.stdout.write(JSON.stringify(texts.map((text) => fold(text, left))));
