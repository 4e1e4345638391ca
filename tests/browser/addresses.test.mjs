// Pages whose address changes, and sites that do not stand at the root.

import assert from "node:assert/strict";

import { open, shows, stands, tab, visit } from "./browser.mjs";
import { CONFIG, article, long, picture, serve } from "./site.mjs";
import { until } from "./wait.mjs";

const GRAIN = "content/2025-02-12-grain.md";
const TITLE = "Ministers talk about grain";

export default {
  async "a page follows its file to another name"(t) {
    const site = await serve(t, { [GRAIN]: article(TITLE, long()) });
    const page = await tab(await open(t), site.at("2025/02/grain/"));
    site.rename(GRAIN, "content/2025-02-12-wheat.md");
    await page.waitForURL(site.at("2025/02/wheat/"));
    await shows(page, TITLE);
  },

  async "a page follows its text to another file"(t) {
    const site = await serve(t, { [GRAIN]: article(TITLE, long()) });
    const page = await tab(await open(t), site.at("2025/02/grain/"));
    site.unlink(GRAIN);
    site.write({ "content/2025-02-15-maize.md": article("Ministers talk about maize", long()) });
    await page.waitForURL(site.at("2025/02/maize/"));
    await shows(page, "Ministers talk about maize");
  },

  async "a page follows its text, however long the old file was gone or the new one there before"(t) {
    const site = await serve(t, { [GRAIN]: article(TITLE, long()) });
    const page = await tab(await open(t), site.at("2025/02/grain/"));
    site.unlink(GRAIN);
    await shows(page, "Page not found");
    site.write({ "content/2025-02-15-maize.md": article("Ministers talk about maize", long()) });
    await page.waitForURL(site.at("2025/02/maize/"));
    site.write({ "content/2025-02-16-rice.md": article("Ministers talk about rice", long()) });
    await until("the new page", async () => (await fetch(site.at("2025/02/rice/"))).ok);
    site.unlink("content/2025-02-15-maize.md");
    await page.waitForURL(site.at("2025/02/rice/"));
    await site.stop();
    site.rename("content/2025-02-16-rice.md", "content/2025-02-16-oats.md");
    await site.start();
    await page.waitForURL(site.at("2025/02/oats/"));
  },

  async "a page follows its slug, to the place where it was read"(t) {
    const site = await serve(t, { [GRAIN]: article(TITLE, long()) });
    const page = await tab(await open(t), `${site.at("2025/02/grain/")}#main`);
    site.write({ [GRAIN]: article(TITLE, long(), "slug: rye\n") });
    await page.waitForURL(`${site.at("2025/02/rye/")}#main`);
    await shows(page, TITLE);
  },

  async "what stood under its own path does so under a base path, and nothing leaves it"(t) {
    const site = await serve(t, {
      "newsprint.yaml": CONFIG.replace("https://brief.example/", "https://user.github.io/repo/"),
      "content/2025-02-12-grain/index.md": article(TITLE, `![The coast](coast.svg)\n\n${long()}`),
      "content/2025-02-12-grain/coast.svg": picture("red"),
    });
    assert.equal(new URL(site.url).pathname, "/repo/");
    const page = await open(t).then((context) => context.newPage());
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await visit(page, site.url);
    await page.getByRole("link", { name: TITLE }).first().click();
    await page.waitForURL(site.at("2025/02/grain/"));
    await page.evaluate(() => scrollTo(0, 1500));
    await stands(page, 1500);
    site.write({ "content/2025-02-12-grain/index.md": article(TITLE, `![The coast](coast.svg)\n\n${long()}\n\nThe end.`) });
    await shows(page, "The end.");
    await stands(page, 1500);
    site.write({ "static/theme/style.css": "h1 { color: rgb(1, 2, 3); }\n" });
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
    site.rename("content/2025-02-12-grain", "content/2025-02-12-wheat");
    await page.waitForURL(site.at("2025/02/wheat/"));
    await shows(page, "The end.");
    assert.deepEqual(asked.filter((address) => !address.startsWith(site.url)), []);
  },
};
