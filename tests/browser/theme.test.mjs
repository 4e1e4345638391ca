// The default theme as a reader meets it: the example digest, built, at a sub-path, on a host of plain files.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { open, visit } from "./browser.mjs";
import { BASE, PAGES, example } from "./example.mjs";
import { CONFIG, article, long, serve } from "./site.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const PHONE = { width: 360, height: 800 };
const DESK = { width: 1440, height: 900 };

/** Runs `look` on a page of each kind, and gives what it found wrong, each with its page. */
async function onEach(context, site, look) {
  const page = await context.newPage();
  const faults = [];
  for (const name of Object.keys(PAGES)) {
    await page.goto(site.at(name));
    for (const fault of await look(page, name)) faults.push(`${name}: ${fault}`);
  }
  return faults;
}

async function axe(page) {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
    return violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  });
}

async function isAccessible(t, colorScheme, viewport) {
  const site = await example(t);
  assert.deepEqual(await onEach(await open(t, { viewport, colorScheme, bypassCSP: true }), site, axe), []);
}

/** Controls that a finger cannot hit: neither 44 pixels high, with what enlarges them, nor away from others (WCAG 2.2, 2.5.5 and
 * 2.5.8). Links within sentences are as high as their line. */
const targets = (page) => page.evaluate(() => {
  const SIZE = 44;
  const inSentence = (element) => {
    const parent = element.closest("p, li, td, dd, figcaption, h1, h2, h3, h4");
    return element.matches("a") && parent && parent.textContent.trim().length > element.textContent.trim().length + 8;
  };
  const all = [...document.querySelectorAll("a[href], button, input, summary")].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true]");
  });
  const hits = (element, x, y) => {
    const found = document.elementFromPoint(x, y);
    return found === element || element.contains(found);
  };
  const faults = [];
  for (const element of all) {
    if (inSentence(element) || element.matches(".skip")) continue;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const box = element.getClientRects()[0];
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    // What is drawn behind a link enlarges it: what counts is where a touch ends up.
    const reach = (step) => {
      let way = 0;
      while (way < SIZE && hits(element, x, y + (way + 1) * step)) way += 1;
      return way;
    };
    const high = reach(-1) + reach(1) >= SIZE - 2;
    const near = all.filter((other) => {
      if (other === element || inSentence(other)) return false;
      const there = other.getClientRects()[0];
      if (!there) return false;
      const apart = Math.abs((there.top + there.bottom) / 2 - y);
      const beside = there.left < box.right && box.left < there.right;
      return beside && apart < 24;
    });
    if (!high && near.length) faults.push(`${element.outerHTML.slice(0, 90)} (${Math.round(box.width)} × ${Math.round(box.height)})`);
  }
  return faults;
});

export default {
  async "axe finds nothing, by day on a phone"(t) {
    await isAccessible(t, "light", PHONE);
  },

  async "axe finds nothing, by night on a phone"(t) {
    await isAccessible(t, "dark", PHONE);
  },

  async "axe finds nothing, by day on a desk"(t) {
    await isAccessible(t, "light", DESK);
  },

  async "axe finds nothing, by night on a desk"(t) {
    await isAccessible(t, "dark", DESK);
  },

  async "no page is wider than a narrow screen"(t) {
    const site = await example(t);
    const context = await open(t, { viewport: { width: 320, height: 640 } });
    assert.deepEqual(await onEach(context, site, async (page) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      return wide > 320 ? [`${wide} pixels`] : [];
    }), []);
  },

  async "what is touched is large enough, or stands apart"(t) {
    const site = await example(t);
    assert.deepEqual(await onEach(await open(t, { viewport: PHONE, hasTouch: true }), site, targets), []);
  },

  async "a text begins on the first screen of a phone"(t) {
    const site = await example(t);
    const page = await (await open(t, { viewport: PHONE })).newPage();
    const begins = async (name) => {
      await page.goto(site.at(name));
      return page.evaluate(() => document.querySelector(".article .content > p").getBoundingClientRect().top + scrollY);
    };
    assert.ok(await begins("article") < 900);
    assert.ok(await begins("live") < 900);
    assert.ok(await begins("2025/02/trump-putin-call/") < 450);
    const header = await page.evaluate(() => document.querySelector(".site-header").getBoundingClientRect().height);
    assert.ok(header <= 110, `${header}`);
    await page.goto(site.at("home"));
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    assert.ok(height <= 4500, `${height}`);
  },

  async "every address of the site leads somewhere"(t) {
    const { files } = await example(t);
    const ids = new Map();
    const read = (file) => {
      if (!ids.has(file)) ids.set(file, fs.existsSync(file) ? fs.readFileSync(file, "utf8") : null);
      return ids.get(file);
    };
    // What a mail service fills in is no address yet.
    const pages = fs.readdirSync(files, { recursive: true }).filter((file) => /(?<!\/email)\.html$/.test(file));
    const lost = [];
    for (const file of pages) {
      const html = read(path.join(files, file));
      const here = new URL(`http://site${BASE}${file.replace(/index\.html$/, "")}`);
      for (const [, address] of html.matchAll(/<(?:a|link|img|script)\b[^>]*?\s(?:href|src)="([^"]*)"/g)) {
        const url = new URL(address.replaceAll("&amp;", "&").replace("https://brief.example", "http://site"), here);
        if (url.origin !== here.origin) continue;
        const below = decodeURIComponent(url.pathname).slice(BASE.length);
        const target = path.join(files, below.endsWith("/") || below === "" ? `${below}index.html` : below);
        const found = url.pathname.startsWith(BASE) && fs.existsSync(target) && fs.statSync(target).isFile();
        const anchor = decodeURIComponent(url.hash.slice(1));
        if (!found || (anchor && target.endsWith(".html") && !read(target).includes(`id="${anchor}"`))) lost.push(`${file}: ${address}`);
      }
    }
    assert.deepEqual([...new Set(lost)], []);
  },

  async "no page loads or runs what its policy forbids"(t) {
    const site = await example(t);
    const context = await open(t, { viewport: DESK });
    await context.addInitScript(() => {
      window.refused = [];
      addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    assert.deepEqual(await onEach(context, site, (page) => page.evaluate(() => {
      const policy = document.querySelector("meta[http-equiv=Content-Security-Policy]")?.content ?? "";
      const faults = [...window.refused];
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      if (window.ran || !policy || policy.includes("unsafe")) faults.push("an inline script ran");
      return faults;
    })), []);
  },

  async "style and script of a first visit are small"(t) {
    const { files } = await example(t);
    // Whoever does not search loads nothing of the search: its own tests see to that.
    const sizes = (ending) => fs.readdirSync(path.join(files, "theme"))
      .filter((file) => file.endsWith(ending) && !file.startsWith("search"))
      .reduce((sum, file) => sum + gzipSync(fs.readFileSync(path.join(files, "theme", file)), { level: 9 }).length, 0);
    assert.ok(sizes(".css") <= 8192, `${sizes(".css")}`);
    assert.ok(sizes(".js") <= 8192, `${sizes(".js")}`);
  },

  async "the menu opens and closes without a script"(t) {
    const site = await example(t);
    const context = await open(t, { viewport: PHONE, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(site.at("article"));
    const menu = page.getByRole("navigation", { name: "Main" });
    const ukraine = menu.getByRole("link", { name: "Ukraine", exact: true });
    assert.ok(!(await ukraine.isVisible()));
    await page.getByRole("button", { name: "Menu" }).press("Enter");
    await ukraine.waitFor({ state: "visible" });
    assert.equal(await ukraine.getAttribute("aria-current"), "true");
    await page.getByRole("button", { name: "Close" }).click();
    await ukraine.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Menu" }).click();
    await menu.getByRole("link", { name: "Editions" }).click();
    await page.waitForURL(site.at("editions"));
  },

  async "a link in the menu closes it, and so does a screen with room for it"(t) {
    const site = await example(t);
    const page = await (await open(t, { viewport: PHONE })).newPage();
    await page.goto(site.at("editions"));
    const close = page.getByRole("button", { name: "Close" });
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Subscribe" }).click();
    await close.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Menu" }).click();
    await page.setViewportSize(DESK);
    await close.waitFor({ state: "hidden" });
    await page.getByRole("link", { name: "Defence" }).first().click();
    await page.waitForURL(site.at("topics/defence/"));
  },

  async "a second level of the menu stays on the screen"(t) {
    const entries = Array.from({ length: 9 }, (_, number) => `  - {name: Section ${number}, url: /}\n`).join("");
    const last = "  - {name: Opinion, url: /, items: [{name: Commentary and analysis of everything, url: /archive/}]}\n";
    const site = await serve(t, {
      "newsprint.yaml": `${CONFIG}menu:\n${entries}${last}`,
      "content/2025-02-12-grain.md": article("Ministers talk about grain", long(2)),
    });
    const page = await (await open(t, { viewport: { width: 1000, height: 700 } })).newPage();
    await visit(page, site.at(""));
    await page.locator(".menu summary").click();
    const below = page.getByRole("link", { name: "Commentary" });
    const box = await below.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 1000, JSON.stringify(box));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 1000);
    await page.keyboard.press("Escape");
    await below.waitFor({ state: "hidden" });
  },

  async "a word without end makes no page wider"(t) {
    const word = "Bundesausbildungsfoerderungsgesetzesaenderungsverordnung".repeat(2);
    const lines = `topics: [${word}]\ntags: [${word}]\nauthors: [${word}]\nsources: [{name: ${word}, author: ${word}}]\n`;
    const site = await serve(t, { "content/2025-02-12-grain.md": article(word, `${word}\n\n## ${word}\n\n- [ ] ${word}`, lines) });
    const page = await (await open(t, { viewport: { width: 320, height: 640 } })).newPage();
    for (const path of ["", "2025/02/grain/", "tags/", "feeds/", "authors/", "archive/"]) {
      await visit(page, site.at(path));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, path);
    }
  },

  async "the navigation stands there on a desk, and the keyboard goes through it in order"(t) {
    const site = await example(t);
    const page = await (await open(t, { viewport: DESK })).newPage();
    await page.goto(site.at("topic"));
    const names = [];
    for (let step = 0; step < 9; step += 1) {
      await page.keyboard.press("Tab");
      names.push(await page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()));
    }
    const expected = ["Skip to content", "The Brief Desk", "Subscribe", "Search all articles", "Search", "Ukraine", "Defence"];
    assert.deepEqual(names.slice(0, expected.length), expected);
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.equal(outline, "solid");
  },

  async "contents and story stand beside the text where there is room, and below or folded where there is none"(t) {
    const site = await example(t);
    const place = async (viewport) => {
      const page = await (await open(t, { viewport })).newPage();
      await page.goto(site.at("live"));
      return page.evaluate(() => {
        const box = (selector) => document.querySelector(selector).getBoundingClientRect();
        return {
          text: box(".article-text"), aside: box(".article-aside"),
          moments: document.querySelector(".key-moments a").checkVisibility({ contentVisibilityAuto: true }),
        };
      });
    };
    const [phone, desk] = [await place(PHONE), await place(DESK)];
    assert.ok(phone.aside.top >= phone.text.bottom && !phone.moments);
    assert.ok(desk.aside.left >= desk.text.right && desk.aside.top < desk.text.bottom && desk.moments);
  },

  async "a page is passed on by mail, and with a script by its address"(t) {
    const site = await example(t);
    const context = await open(t, { viewport: PHONE });
    const page = await context.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } });
    });
    await page.goto(site.at("article"));
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("status").filter({ hasText: "Link copied" }).waitFor({ state: "attached" });
    assert.equal(await page.evaluate(() => window.copied), `https://brief.example${BASE}${PAGES.article}`);
    const plain = await (await open(t, { javaScriptEnabled: false })).newPage();
    await plain.goto(site.at("edition"));
    assert.equal(await plain.getByRole("button", { name: "Copy link" }).count(), 0);
    const mail = await plain.getByRole("link", { name: "E-mail", exact: true }).getAttribute("href");
    assert.equal(mail, `mailto:?subject=A%20cold%20reception%20in%20Munich&body=${encodeURIComponent(`https://brief.example${BASE}${PAGES.edition}`)}`);
  },

  async "an article is printed as a paper"(t) {
    const site = await example(t);
    const page = await (await open(t)).newPage();
    await page.goto(site.at("article"));
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() => Object.fromEntries(
      [".site-title", ".article h1", ".content", ".sources", ".menu", ".related", ".share", ".site-footer nav", ".printed-address"].map(
        (selector) => [selector, document.querySelector(selector)?.checkVisibility() ?? null],
      ),
    ));
    assert.deepEqual(shown, {
      ".site-title": true, ".article h1": true, ".content": true, ".sources": true, ".menu": false, ".related": false, ".share": false,
      ".site-footer nav": false, ".printed-address": true,
    });
  },

  async "nothing moves when a typeface of the site arrives"(t) {
    const FONT = fs.readFileSync(new URL("../fonts/boxes.woff2", import.meta.url));
    const site = await serve(t, {
      "newsprint.yaml": `${CONFIG}theme: {fonts: {files: [/fonts/boxes.woff2], fallback: serif}}\n`,
      "static/fonts/boxes.woff2": FONT,
      "content/2025-02-10-grain.md": article("Grain leaves the ports again after a week of storms", long(6)),
    });
    const page = await (await open(t, { viewport: PHONE })).newPage();
    let arrive;
    const held = new Promise((resolve) => { arrive = resolve; });
    await page.route("**/*.woff2", async (route) => { await held; await route.continue(); });
    await page.goto(new URL("2025/02/grain/", site.url).href, { waitUntil: "domcontentloaded" });
    const places = () => page.evaluate(() =>
      [...document.querySelectorAll(".article h1, .content p")].map((element) => {
        const { top, height } = element.getBoundingClientRect();
        return [Math.round(top + scrollY), Math.round(height)];
      }));
    // Whether this system has a typeface that may stand in: without any the browser's own does, and lines break elsewhere.
    const stands = await page.evaluate(async () => {
      const faces = [...document.fonts].filter((face) => face.family.includes("text "));
      const loaded = await Promise.allSettled(faces.map((face) => face.load()));
      return loaded.some(({ status }) => status === "fulfilled");
    });
    if (!stands) return t.skip("no Georgia, Times New Roman, Noto Serif, or what is as wide, is installed");
    const before = await places();
    arrive();
    await page.waitForFunction(() => [...document.fonts].some((face) => face.family.includes("Boxes") && face.status === "loaded"));
    await page.evaluate(() => document.fonts.ready);
    const after = await places();
    assert.ok(before.length > 6);
    // A paragraph may have a line more or less; ten of them together may not.
    const height = (all) => all.at(-1)[0] + all.at(-1)[1];
    assert.ok(Math.abs(height(after) - height(before)) < 0.04 * height(before), `${before} ${after}`);
    assert.equal(after[0][1], before[0][1]);
  },
};
