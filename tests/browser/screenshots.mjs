// Takes the pictures of docs/screenshots/: `node tests/browser/screenshots.mjs`, after `cargo build`.
//
// They show what the fonts of the machine let them show: with none of the theme's stacks installed, the system's own.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { close, open } from "./browser.mjs";
import { example } from "./example.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));
const DESK = { viewport: { width: 1440, height: 1080 }, deviceScaleFactor: 1 };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };
const PICTURES = [
  ["home", "home", { ...DESK, colorScheme: "light" }],
  ["home-dark", "home", { ...DESK, colorScheme: "dark" }],
  ["article", "article", { ...DESK, colorScheme: "light" }],
  ["edition", "edition", { ...DESK, colorScheme: "light" }],
  ["search", "found", { ...DESK, colorScheme: "light" }],
  ["home-phone", "home", { ...PHONE, colorScheme: "light" }],
  ["article-phone", "live", { ...PHONE, colorScheme: "dark" }],
];

const ends = [];
const run = { after: (end) => ends.push(end) };
try {
  const site = await example(run);
  fs.mkdirSync(FOLDER, { recursive: true });
  for (const [name, kind, options] of PICTURES) {
    const page = await (await open(run, options)).newPage();
    await page.goto(site.at(kind), { waitUntil: "networkidle" });
    await page.screenshot({ path: path.join(FOLDER, `${name}.jpg`), type: "jpeg", quality: 80 });
  }
} finally {
  for (const end of ends) await end();
  await close();
}
