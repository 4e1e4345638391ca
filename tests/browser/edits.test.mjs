// What an editor saves is on screen at once, in the pages that it concerns and in no others.

import assert from "node:assert/strict";

import { isMarked, mark, open, shows, stands, tab } from "./browser.mjs";
import { CONFIG, article, long, serve } from "./site.mjs";
import { until } from "./wait.mjs";

const GRAIN = "content/2025-02-12-grain.md";
const PORTS = "content/2025-02-13-ports.md";
const AT_GRAIN = "2025/02/grain/";
const AT_PORTS = "2025/02/ports/";

const FILES = {
  [GRAIN]: article("Ministers talk about grain", long(), "topics: Trade\n"),
  [PORTS]: article("Ports open again", long(), "topics: Trade\n"),
};

export default {
  async "an edit of the body appears, and the page stays where it was scrolled to"(t) {
    const site = await serve(t, FILES);
    const page = await tab(await open(t), site.at(AT_GRAIN));
    await page.evaluate(() => scrollTo(0, 1500));
    await stands(page, 1500);
    site.write({ [GRAIN]: article("Ministers talk about grain", `${long()}\n\nThey meet again in March.`, "topics: Trade\n") });
    await shows(page, "They meet again in March.");
    await stands(page, 1500);
  },

  async "a burst of edits ends with the last one on screen"(t) {
    const site = await serve(t, FILES);
    const page = await tab(await open(t), site.at(AT_GRAIN));
    for (let edit = 1; edit <= 40; edit += 1) {
      site.write({ [GRAIN]: article("Ministers talk about grain", `Edit number ${edit} of 40.`) });
      if (edit % 4 === 0) await fetch(site.at(AT_GRAIN)); // Some fall together, some do not.
    }
    await shows(page, "Edit number 40 of 40.");
  },

  async "an edit of the headline appears on the open home page"(t) {
    const site = await serve(t, FILES);
    const page = await tab(await open(t), site.url);
    await shows(page, "Ministers talk about grain");
    site.write({ [GRAIN]: article("Ministers agree on grain", long(), "topics: Trade\n") });
    await shows(page, "Ministers agree on grain");
  },

  async "of two tabs only the one that an edit concerns is reloaded"(t) {
    // A page that shows the other's card among its related articles would be concerned too.
    const site = await serve(t, { ...FILES, "newsprint.yaml": `${CONFIG}related: {articles: 0}\n` });
    const context = await open(t);
    const [grain, ports] = [await tab(context, site.at(AT_GRAIN)), await tab(context, site.at(AT_PORTS))];
    await mark(grain);
    await mark(ports);
    site.write({ [GRAIN]: article("Ministers talk about grain", "Only this body is another.", "topics: Trade\n") });
    await shows(grain, "Only this body is another.");
    assert.ok(!await isMarked(grain));
    // What it is told next it is told after whatever it was told of that edit.
    site.write({ "content/2025-02-14-b.md": "---\ntitle: [\n---\n" });
    await ports.locator("newsprint-overlay").waitFor({ state: "visible" });
    assert.ok(await isMarked(ports));
  },

  async "what was saved while the server was down appears when it is up again"(t) {
    const site = await serve(t, FILES);
    const context = await open(t);
    const [grain, ports] = [await tab(context, site.at(AT_GRAIN)), await tab(context, site.at(AT_PORTS))];
    await mark(ports);
    await grain.evaluate(() => scrollTo(0, 900));
    await site.stop();
    site.write({ [GRAIN]: article("Ministers talk about grain", `${long()}\n\nSaved in between.`, "topics: Trade\n") });
    const asked = ports.waitForResponse((response) => response.url().includes("/__newsprint/events?"));
    await site.start();
    await shows(grain, "Saved in between.");
    await stands(grain, 900);
    await asked;
    assert.ok(await isMarked(ports));
  },

  async "what was saved while nobody saw the page appears when it is looked at"(t) {
    const site = await serve(t, FILES);
    const page = await open(t).then((context) => context.newPage());
    let streams = 0;
    const isStream = (request) => request.url().includes("/__newsprint/events?");
    page.on("request", (request) => { streams += isStream(request) ? 1 : 0; });
    page.on("requestfailed", (request) => { streams -= isStream(request) ? 1 : 0; });
    page.on("requestfinished", (request) => { streams -= isStream(request) ? 1 : 0; });
    await page.goto(site.at(AT_GRAIN));
    await until("the page's stream", () => streams === 1);
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { get: () => window.away, configurable: true });
      window.away = true;
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await until("the end of the stream of a page that nobody sees", () => streams === 0);
    site.write({ [GRAIN]: article("Ministers talk about grain", "Saved in the dark.", "topics: Trade\n") });
    await page.evaluate(() => {
      window.away = false;
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await shows(page, "Saved in the dark.");
  },

  async "no page of the server has an error or asks for what is not there"(t) {
    const site = await serve(t, FILES);
    const page = await open(t).then((context) => context.newPage());
    const faults = [];
    const fault = (text) => faults.push(`${page.url()}: ${text}`);
    page.on("pageerror", (error) => fault(error));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) fault(message.text());
    });
    page.on("response", (response) => {
      if (response.status() >= 400) fault(`${response.status()} ${response.url()}`);
    });
    page.on("requestfailed", (request) => {
      // Who leaves a page ends its stream, and whatever else is still on its way (the favicon, which no load waits for).
      const { errorText } = request.failure();
      if (errorText !== "net::ERR_ABORTED") fault(`failed (${errorText}): ${request.url()}`);
    });
    for (const address of ["", AT_GRAIN, "topics/trade/", "__newsprint/"]) {
      const events = page.waitForResponse((response) => response.url().includes("/__newsprint/events?"));
      await page.goto(site.at(address), { waitUntil: "load" });
      await events;
    }
    assert.deepEqual(faults, []);
  },
};
