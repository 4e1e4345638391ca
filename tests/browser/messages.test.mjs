// What is wrong is said over the page until it is mended; what is not live says why.

import assert from "node:assert/strict";

import { isClear, isMarked, mark, open, overlay, shows, tab, visit } from "./browser.mjs";
import { article, serve } from "./site.mjs";

const GRAIN = "content/2025-02-12-grain.md";
const AT_GRAIN = "2025/02/grain/";
const GOOD = article("Ministers talk about grain", "They agreed on little.");
const FILES = { [GRAIN]: GOOD, "content/2025-02-13-ports.md": article("Ports open again", "All of them.") };
const BROKEN = "---\ntitle: [\n---\nThey agreed on little.\n";

/** Waits until a message has all of these in it. */
async function says(page, ...parts) {
  const text = await overlay(page);
  for (const part of parts) assert.ok(text.includes(part), `${part} in:\n${text}`);
}

export default {
  async "a broken file is shown over the page that was good, until it is mended"(t) {
    const site = await serve(t, FILES);
    const page = await tab(await open(t), site.at(AT_GRAIN));
    await mark(page);
    site.write({ [GRAIN]: BROKEN });
    await says(page, `${GRAIN}:2:`, "2 | title: [", "^", "help");
    await shows(page, "They agreed on little.");
    site.write({ [GRAIN]: GOOD });
    await isClear(page);
    assert.ok(await isMarked(page));
  },

  async "a broken file is shown over every page, new and old, and can be put aside"(t) {
    const site = await serve(t, FILES);
    const context = await open(t);
    const page = await tab(context, site.url);
    site.write({ [GRAIN]: BROKEN });
    await says(page, `${GRAIN}:2:`);
    const other = await tab(context, site.at("2025/02/ports/"));
    await says(other, `${GRAIN}:2:`);
    await other.keyboard.press("Escape");
    await isClear(other);
    await page.getByRole("button", { name: "Hide" }).click();
    await isClear(page);
    site.write({ [GRAIN]: BROKEN.replace("[", "{") });
    await says(page, "2 | title: {");
    await says(other, "2 | title: {");
    site.write({ [GRAIN]: GOOD.replace("little", "much") });
    await isClear(page);
    await isClear(other);
    await visit(page, site.at(AT_GRAIN));
    await shows(page, "They agreed on much.");
  },

  async "a file that was broken from the beginning appears when it is mended"(t) {
    const site = await serve(t, { ...FILES, [GRAIN]: BROKEN });
    const page = await open(t).then((context) => context.newPage());
    const response = await visit(page, site.at(AT_GRAIN));
    assert.equal(response.status(), 404);
    await says(page, `${GRAIN}:2:`);
    site.write({ [GRAIN]: GOOD });
    await shows(page, "They agreed on little.");
    await isClear(page);
  },

  async "a template's error is shown over the page that was good, and in place of one that cannot be made"(t) {
    const site = await serve(t, FILES);
    const context = await open(t);
    const good = await tab(context, site.at(AT_GRAIN));
    await mark(good);
    site.write({ "templates/article.html": "<!doctype html>\n<title>x</title>\n<p>{{ article.titel }}</p>\n" });
    await says(good, "templates/article.html:3:", "{{ article.titel }}", "^");
    await shows(good, "They agreed on little.");
    const fresh = await context.newPage();
    const response = await visit(fresh, site.at(AT_GRAIN));
    assert.equal(response.status(), 500);
    await shows(fresh, "templates/article.html:3:");
    site.write({ "templates/article.html": "<!doctype html>\n<title>x</title>\n<p>{{ article.title }} by hand</p>\n" });
    await shows(good, "Ministers talk about grain by hand");
    await shows(fresh, "Ministers talk about grain by hand");
    await isClear(good);
    await isClear(fresh);
  },

  async "a template that cannot be read is shown over the page that was good"(t) {
    const site = await serve(t, FILES);
    const page = await tab(await open(t), site.at(AT_GRAIN));
    await mark(page);
    site.write({ "templates/article.html": "<p>{% if article %}\n" });
    await says(page, "templates/article.html:");
    await shows(page, "They agreed on little.");
    site.unlink("templates/article.html");
    await isClear(page);
    assert.ok(await isMarked(page));
  },

  async "the server's own pages say all that is wrong, without anything over them"(t) {
    const site = await serve(t, {
      ...FILES,
      "content/2025-02-14-draft.md": article("A draft", "Not yet.", "draft: true\n"),
      "content/2025-02-11-broken.md": BROKEN,
      "templates/article.html": "<p>{{ article.titel }}</p>\n",
    });
    const page = await open(t).then((context) => context.newPage());
    await visit(page, site.at("__newsprint/"));
    await shows(page, "content/2025-02-11-broken.md:2:");
    await shows(page, "Held back: 1");
    assert.equal(await page.getByRole("link", { name: "A draft" }).getAttribute("href"), "/2025/02/draft/");
    site.write({ "content/2025-02-11-broken.md": article("Mended", "All of it.") });
    await shows(page, "Errors: 0");
    await isClear(page);
    site.write({ "content/2025-02-11-broken.md": BROKEN });
    await shows(page, "Errors: 1");
    await isClear(page);
    await visit(page, site.at(AT_GRAIN));
    assert.ok((await overlay(page)).includes("content/2025-02-11-broken.md:2:"));
    const [fault, others] = [page.locator("main pre"), page.locator("newsprint-overlay")];
    const [above, below] = [await fault.boundingBox(), await others.boundingBox()];
    assert.ok(above.y + above.height <= below.y, "the page's own fault is not covered");
  },

  async "a page that is not live wears a ribbon that says why, a live one does not"(t) {
    const site = await serve(t, {
      ...FILES,
      "content/2025-02-14-draft.md": article("A draft", "Not yet.", "draft: true\n"),
      "content/2999-01-01-future.md": article("A future", "Not yet."),
    });
    const page = await tab(await open(t), site.at(AT_GRAIN));
    const ribbon = page.locator("newsprint-ribbon");
    assert.equal(await ribbon.count(), 0);
    for (const [address, why] of [["2025/02/draft/", "Not live: a draft"], ["2999/01/future/", "Not live: due 2999-01-01"]]) {
      await visit(page, site.at(address));
      assert.ok(await ribbon.isVisible());
      assert.ok((await ribbon.innerText()).startsWith(why), await ribbon.innerText());
    }
    // Its style needs no script, and is allowed by the page's policy.
    const still = await serve(t, { "content/2025-02-14-draft.md": article("A draft", "Not yet.", "draft: true\n") }, "--no-reload");
    const plain = await (await open(t)).newPage();
    await plain.goto(still.at("2025/02/draft/"));
    await plain.waitForFunction(() => getComputedStyle(document.querySelector("newsprint-ribbon")).textAlign === "center");
    site.write({ "content/2025-02-14-draft.md": article("A draft no more", "Now.") });
    await visit(page, site.at("2025/02/draft/"));
    await shows(page, "A draft no more");
    assert.equal(await ribbon.count(), 0);
  },

  async "what is not live wears a badge wherever a link shows it, until it is live"(t) {
    const site = await serve(t, {
      ...FILES,
      "content/2025-02-14-draft.md": article("A draft about grain", "Not yet.", "draft: true\ntopics: [Trade]\n"),
      "content/editions/2025-02-15.md": "---\ntitle: Edition\n---\n[Its card](../2025-02-14-draft.md)\n",
    });
    const page = await tab(await open(t), site.url);
    const badges = (selector) => page.locator(`${selector} newsprint-badge`);
    const card = page.getByRole("link", { name: "A draft about grain draft" }).first();
    await card.waitFor();
    assert.equal(await page.getByRole("link", { name: /Ports open again.*draft/ }).count(), 0);
    for (const address of ["topics/trade/", "editions/2025-02-15/", "archive/2025/02/"]) {
      await visit(page, site.at(address));
      await badges("main a").first().waitFor();
    }
    // Results of a search are put there by a script, later.
    await visit(page, site.at("search/?q=draft"));
    await badges("main a[href*='/draft/']").first().waitFor();
    await visit(page, site.at("2025/02/draft/"));
    const overview = page.locator("newsprint-ribbon").getByRole("link", { name: "Overview" });
    await overview.click();
    await page.getByRole("heading", { name: "Held back: 1" }).waitFor();
    await visit(page, site.url);
    await card.waitFor();
    site.write({ "content/2025-02-14-draft.md": article("A draft about grain", "Now.", "topics: [Trade]\n") });
    await page.waitForFunction(() => !document.querySelector("newsprint-badge"));
  },

  async "warnings are counted, and listed for who asks"(t) {
    const piece = (lines) => article("Ports open again", "All of them.", `type: opinion\n${lines}`);
    const site = await serve(t, { [GRAIN]: article("Grain", "Text.", "type: opinion\n"), "content/2025-02-13-ports.md": piece("") });
    const page = await tab(await open(t), site.at(AT_GRAIN));
    assert.equal(await page.locator("newsprint-warnings").count(), 0);
    site.write({ "content/2025-02-13-ports.md": piece("titel: x\n") });
    const button = page.getByRole("button", { name: "1 warning" });
    await button.waitFor();
    assert.equal(await button.getAttribute("aria-expanded"), "false");
    await button.focus();
    await page.keyboard.press("Enter");
    const list = page.getByRole("region", { name: "1 warning" });
    await list.waitFor();
    const text = await list.innerText();
    for (const part of ["warning[unknown-key]", "content/2025-02-13-ports.md:4:1", "did you mean"]) assert.ok(text.includes(part), text);
    assert.equal(await list.getByRole("link").getAttribute("href"), "/__newsprint/");
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
    assert.equal(await button.getAttribute("aria-expanded"), "false");
    assert.ok(await button.evaluate((element) => element.getRootNode().activeElement === element), "the focus is where it was");
    site.write({ "content/2025-02-13-ports.md": piece("titel: x\ntopcis: y\n") });
    await page.getByRole("button", { name: "2 warnings" }).waitFor();
    site.write({ "content/2025-02-13-ports.md": piece("") });
    await page.locator("newsprint-warnings").waitFor({ state: "detached" });
  },
};
