// The e-mail of an edition, as a mail client with the engine of a browser shows it: on a narrow screen, by day and by night.

import assert from "node:assert/strict";

import { open } from "./browser.mjs";
import { article, serve } from "./site.mjs";

/** WCAG 2.2, success criterion 1.4.3; all of the text is taken for small. */
const CONTRAST = 4.5;

const SUMMARY = "summary: What the ministers talked about, and what the harbour masters made of it.\ntype: analysis\n";
const FILES = {
  "newsprint.yaml": "title: The Morning Brief\nbase_url: https://brief.example/\ntimezone: Europe/Kyiv\ncontact: desk@brief.example\n" +
    "policies: {ethics: /ethics/}\nemail: {unsubscribe: '*|UNSUB|*', address: [1 Example Street, Kyiv]}\n",
  "content/2025-02-12-grain.md": article("Grain leaves the ports", "Text.", `${SUMMARY}sources: https://wire.example/grain\n`),
  "content/pages/ethics.md": article("Ethics", "Text."),
  "content/editions/2025-02-14.md": article("The week in grain", [
    "Good evening, with [a link](https://brief.example/) and a word that is long: " + "Donaudampfschifffahrtsgesellschaft".repeat(4),
    "## The sea", "[Grain](../2025-02-12-grain.md)", "[A report from elsewhere](https://wire.example/report) — worth reading.",
    "> What is said.\n>\n> — Somebody", "```\na line of code that is longer than the screen of a telephone is wide, by far\n```",
    "| Port | Tonnes | And | More | Columns | Than | Fit |\n|---|---|---|---|---|---|---|\n| Odesa | 1 | 2 | 3 | 4 | 5 | 6 |",
    "> [!WARNING]\n> Of ice.", "![A ship](/img/ship.png \"In the morning | Jo Doe\")", "A note[^1].\n\n[^1]: Of the kind that stands below.",
  ].join("\n\n"), "number: 3\ndate: 2025-02-14T18:00\n"),
};
const EMAIL = "editions/2025-02-14/email.html";

/** A picture that is wider than any mail: 1200 pixels of grey. */
const SHIP = Buffer.from("iVBORw0KGgoAAAANSUhEUgAABLAAAAACCAAAAABtB3p+AAAAHUlEQVR42mMwHgWjYBSMgiECGEaDYBSMglEwVAAAoO/eMJHj0CEAAAAASUVORK5CYII=", "base64");

/** The texts of a page whose colours are too near to what is behind them, and what their contrast is. */
function faint(least) {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [red, green, blue] = channels(colour).map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  const texts = document.createTreeWalker(document.querySelector(".outer"), NodeFilter.SHOW_TEXT);
  let count = 0;
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [one, two] = [light(getComputedStyle(element).color), light(behind(element))];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    count += 1;
    if (contrast < least) found.push(`${contrast.toFixed(2)}: ${texts.currentNode.data.trim()}`);
  }
  return { found, count };
}

/** The e-mail in a window of its own. Mail clients load pictures from afar, or do not. */
async function shown(t, site, options, loads = true) {
  const page = await (await open(t, options)).newPage();
  await page.route((url) => url.host === "brief.example", (route) =>
    loads ? route.fulfill({ contentType: "image/png", body: SHIP }) : route.abort());
  await page.goto(site.at(EMAIL));
  await page.waitForSelector(".inner");
  return page;
}

export default {
  async "an e-mail fits on a narrow screen and is legible by day and by night"(t) {
    const site = await serve(t, { ...FILES, "static/img/ship.png": SHIP });
    const backgrounds = new Set();
    for (const width of [320, 640]) {
      for (const [colorScheme, loads] of [["light", true], ["light", false], ["dark", true]]) {
        const page = await shown(t, site, { viewport: { width, height: 700 }, colorScheme }, loads);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `${width} pixels, ${colorScheme}, pictures ${loads}: ${wide} pixels too wide`);
        const { found, count } = await page.evaluate(faint, CONTRAST);
        assert.deepEqual(found, [], `${width} pixels, ${colorScheme}`);
        assert.ok(count > 25, `${count} texts`);
        backgrounds.add(await page.evaluate(() => getComputedStyle(document.querySelector(".inner")).backgroundColor));
        await page.close();
      }
    }
    assert.equal(backgrounds.size, 2, "night looks like day");
  },

  async "an e-mail's pictures have a description, and its addresses are whole"(t) {
    const site = await serve(t, { ...FILES, "static/img/ship.png": SHIP });
    const page = await shown(t, site, {});
    const pictures = await page.evaluate(() => [...document.querySelectorAll("img")].map((image) => image.alt));
    assert.deepEqual(pictures, ["A ship"]);
    const addresses = await page.evaluate(() =>
      [...document.querySelectorAll(".outer [href], .outer [src]")].map((element) => element.getAttribute("href") ?? element.getAttribute("src")));
    assert.ok(addresses.length > 8);
    for (const address of addresses) assert.match(address, /^(https?:\/\/|mailto:|\*\|UNSUB\|\*$)/);
  },
};
