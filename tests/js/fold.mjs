// Folds the texts of a list that comes in, for the test that compares with Python.
import { readFileSync } from "node:fs";
import { fold } from "../../events/exporters/onefile/web/fold.js";

const { texts, unheard } = JSON.parse(readFileSync(0, "utf-8"));
const left = new Set(unheard);
process.stdout.write(JSON.stringify(texts.map((text) => fold(text, left))));
