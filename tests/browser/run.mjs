// Runs the tests of `newsprint serve` in Chromium: `node run.mjs`, or `node run.mjs WORD` for those whose name has the word.
//
// NEWSPRINT_BINARY is the program (default: what `cargo build` makes), NEWSPRINT_CHROMIUM the browser.

import fs from "node:fs";
import { after, test } from "node:test";

import { close } from "./browser.mjs";
import { serving } from "./site.mjs";

/** How long a test may take, in milliseconds. */
const LONGEST = 300_000;

const word = process.argv[2] ?? "";
const files = fs.readdirSync(new URL(".", import.meta.url)).filter((file) => file.endsWith(".test.mjs")).sort();

after(close);
for (const file of files) {
  const tests = (await import(`./${file}`)).default;
  for (const [name, run] of Object.entries(tests)) {
    if (name.includes(word)) test(name, { timeout: LONGEST }, (t) => told(t, run));
  }
}

/** Runs a test; when it fails, what its servers said is told. */
async function told(t, run) {
  try {
    await run(t);
  } catch (error) {
    for (const site of serving) t.diagnostic(`the server said:\n${site.said}`);
    throw error;
  }
}
