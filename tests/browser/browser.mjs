// Chromium, one for a run; each test has a window of its own, which shares nothing with the others.

import { chromium } from "playwright-core";

import { LIMIT } from "./wait.mjs";

/** Where Chromium is. */
export const BROWSER = process.env.NEWSPRINT_CHROMIUM || "/usr/bin/chromium";

/** What it is started with. */
export const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

let browser = null;

/** A new window of the test `t`, with what is asked of it: its size, its colours. */
export async function open(t, options = {}) {
  browser ??= await chromium.launch({
    executablePath: BROWSER,
    args: FLAGS,
    chromiumSandbox: false,
    timeout: LIMIT,
  });
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, ...options });
  t.after(() => context.close());
  context.setDefaultTimeout(LIMIT);
  return context;
}

/** Ends Chromium. */
export async function close() {
  await browser?.close();
}

/** A tab that shows an address, and has its server's ear. */
export async function tab(context, address) {
  const page = await context.newPage();
  await visit(page, address);
  return page;
}

/** Shows an address, and waits until the server knows of it: an edit before that is another matter, with tests of its own. */
export async function visit(page, address) {
  for (;;) {
    const events = page.waitForResponse((response) => response.url().includes("/__newsprint/events?"));
    try {
      const response = await page.goto(address);
      await events;
      return response;
    } catch (error) {
      events.catch(() => {});
      // The page that was shown had just begun to reload: that is what it is for.
      if (!error.message.includes("interrupted by another navigation")) throw error;
    }
  }
}

/** Puts a mark on a page that no reload survives. */
export async function mark(page) {
  await page.evaluate(() => { window.marked = true; });
}

export const isMarked = (page) => page.evaluate(() => window.marked === true);

/** Waits until a page's text has `text`. */
export async function shows(page, text) {
  await page.waitForFunction((text) => document.body?.innerText.includes(text), text);
}

/** Waits until a page is scrolled to a place, give or take a pixel. */
export async function stands(page, place) {
  await page.waitForFunction((place) => Math.abs(scrollY - place) <= 1, place);
}

/** What the messages over a page say; waits until there are some. */
export async function overlay(page) {
  const messages = page.locator("newsprint-overlay [role=alert]");
  await messages.waitFor({ state: "visible" });
  return messages.innerText();
}

/** Waits until no messages are over a page, nor anything that was there for them. */
export async function isClear(page) {
  await page.waitForFunction(() => !document.querySelector("newsprint-overlay"));
}
