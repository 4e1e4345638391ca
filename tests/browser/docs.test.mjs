// docs/templates.md as a theme author takes it: its examples make a site, and it names whatever the theme has.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { open, visit } from "./browser.mjs";
import { BINARY, CONFIG, article, serve } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (file) => fs.readFileSync(path.join(ROOT, file), "utf8");
const DOCS = read("docs/templates.md");
const TEMPLATES = fs.readdirSync(path.join(ROOT, "templates"), { recursive: true }).filter((file) => file.endsWith(".html"));

/** The examples whose first line names their file, by its name. */
function examples() {
  const found = {};
  for (const [, indent, block] of DOCS.matchAll(/^( *)```(?:jinja|css)\n(.*?)^ *```$/gms)) {
    const text = block.split("\n").map((line) => line.slice(indent.length)).join("\n");
    const name = text.match(/^(?:\{#- |\/\* )((?:templates|static)\/\S+)/)?.[1];
    if (name) found[name] = text;
  }
  return found;
}

const SITE = {
  "newsprint.yaml": `${CONFIG}menu: [{name: Trade, url: /topics/trade/}]\n`,
  "content/2025-02-12-grain.md": article("Ministers talk about grain", "They met.", "topics: Trade\nsources: [{name: The Times}]\n"),
  "content/2025-02-13-view.md": article("A view of grain", "I think so.", "topics: Trade\ntype: opinion\n"),
};

export default {
  async "the examples of the documentation make a theme"(t) {
    const files = examples();
    assert.deepEqual(Object.keys(files).sort(), [
      "static/theme/own.css", "templates/article-opinion.html", "templates/card.html", "templates/components/date_line.html",
      "templates/home.html", "templates/parts/header.html", "templates/slots/head.html",
    ]);
    const site = await serve(t, { ...SITE, ...files });
    const output = fs.mkdtempSync(path.join(os.tmpdir(), "newsprint-docs-"));
    t.after(() => fs.rmSync(output, { recursive: true }));
    await promisify(execFile)(BINARY, ["build", "--strict", "--root", site.root, "--output", output, "--force"]);
    const page = await (await open(t)).newPage();
    await visit(page, site.at(""));
    const text = (selector) => page.locator(selector).first().innerText();
    const colour = (selector, property) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], property);
    assert.equal(await text(".card-kicker"), "The Times");
    assert.deepEqual((await text(".site-header")).split(/\n+/), ["The Morning Brief", "Trade"]);
    assert.equal(await colour("body", "backgroundColor"), "rgb(255, 255, 255)");
    await visit(page, site.at("2025/02/view/"));
    assert.equal(await text(".notice"), "This is the view of its author.");
    assert.equal(await text(".dates"), "13 February 2025, 1 min read");
    assert.equal(await page.locator(".menu [aria-current=true]").innerText(), "Trade");
  },

  async "the documentation names each file, block, component, property and class of the theme"() {
    const names = { files: TEMPLATES, blocks: [], components: [], properties: [], classes: [] };
    for (const file of TEMPLATES) {
      const text = read(`templates/${file}`);
      const all = (pattern) => [...text.matchAll(pattern)].map(([, name]) => name);
      names.blocks.push(...all(/\{%-? block (\w+)/g));
      // A component that stands in a page's template is that page's own.
      if (file.startsWith("components/")) names.components.push(...all(/\{%-? component (\w+)/g));
      if (file.includes("email")) continue;
      // What is put together of a value, as `type-{{ article.type }}`, is named by hand.
      const plain = text.replace(/\{%.*?%\}/gs, " ").replace(/\{\{.*?\}\}/gs, "?");
      const classes = [...plain.matchAll(/class="([^"]*)"/g)].flatMap(([, list]) => list.split(/\s+/));
      names.classes.push(...classes.filter((name) => name && !name.includes("?")));
    }
    names.properties.push(...[...read("static/theme/style.css").matchAll(/^ {2}(--[a-z]+):/gm)].map(([, name]) => name));
    const isNamed = (name, kind) => DOCS.includes(kind === "components" ? `\`<${name} ` : `\`${name}\``);
    const missing = Object.entries(names).flatMap(([kind, list]) => [...new Set(list)].filter((name) => !isNamed(name, kind)));
    assert.deepEqual(missing, []);
  },
};
