// A player is loaded on a click, and nothing from elsewhere before.

import assert from "node:assert/strict";

import { open } from "./browser.mjs";
import { article, serve } from "./site.mjs";

const FILES = {
  "content/2025-02-12-speech.md": article("The speech", "https://youtu.be/dQw4w9WgXcQ\n\n[In full](https://vimeo.com/76979871)"),
};
const SPEECH = "2025/02/speech/";
const FRAME = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ";

/** A page of the site, and the addresses outside of it that were asked for; none of them is reached. */
async function watched(t, site) {
  const asked = [];
  const page = await (await open(t)).newPage();
  await page.route((url) => url.origin !== new URL(site.url).origin, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: "text/html", body: "<p>Player</p>" });
  });
  await page.goto(site.at(SPEECH));
  await page.waitForSelector("figure[data-player]");
  return [page, asked];
}

export default {
  async "a player is loaded on a click, and nothing from elsewhere before"(t) {
    const site = await serve(t, FILES);
    const [page, asked] = await watched(t, site);
    await page.waitForLoadState("load");
    assert.deepEqual(asked, []);
    assert.equal(await page.locator("figure iframe").count(), 0);
    await page.locator("figure[data-player] a").first().click();
    const frame = page.locator("figure.player-open > iframe");
    assert.equal(await frame.getAttribute("src"), FRAME);
    assert.equal(await frame.getAttribute("title"), "Play video (YouTube)");
    assert.equal(await page.locator("figure iframe").count(), 1);
    assert.equal(page.url(), site.at(SPEECH));
    await page.waitForFunction(() => document.activeElement?.tagName === "IFRAME");
    assert.ok(asked.every((url) => url === FRAME), asked.join());
  },

  async "a player is loaded by the keyboard"(t) {
    const site = await serve(t, FILES);
    const [page] = await watched(t, site);
    await page.locator("figure[data-player] a").last().focus();
    await page.keyboard.press("Enter");
    const frame = page.locator("figure.player-open > iframe");
    assert.equal(await frame.getAttribute("src"), "https://player.vimeo.com/video/76979871?dnt=1");
    assert.equal(await frame.getAttribute("title"), "In full Play video (Vimeo)");
  },
};
