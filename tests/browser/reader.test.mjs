// Comments are loaded when a reader asks, visits are counted where the site stands, and the latest edition is there without a network.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

import { open } from "./browser.mjs";
import { BASE, publish } from "./published.mjs";
import { article, picture, png, serve } from "./site.mjs";
import { until } from "./wait.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const SOURCE = "sources: [The Wire]\n";
const FILES = {
  "content/2025-02-11-grain/index.md": article("Grain moves", "![The port](port.svg)\n\nIt moves.", SOURCE),
  "content/2025-02-11-grain/port.svg": picture("rgb(255, 0, 0)"),
  "content/2025-02-12-vote/index.md": article("The vote", "They voted.", `${SOURCE}image: {src: hall.png, alt: The hall}\n`),
  "content/2025-02-12-vote/hall.png": png([0, 120, 0], 900),
  "content/2025-02-13-other.md": article("In no edition", "Another text.", SOURCE),
  "content/editions/2025-02-12.md": article("The first", "[Grain](../2025-02-11-grain/index.md)\n\n[Vote](../2025-02-12-vote/index.md)", "number: 1\n"),
};
const GRAIN = "2025/02/grain/";
const GISCUS = "comments: {giscus: {repo: a/b, repo_id: R, category: C, category_id: D}}\ntheme: {scheme: choice}\n";

/** A page of a window whose requests to other sites are answered by `answers`, by the beginnings of their addresses; those requests, and
    what the policy of a page refused. */
async function watched(t, site, answers, options = {}) {
  const context = await open(t, options);
  const asked = [];
  await context.route((url) => url.origin !== new URL(site.url).origin, (route) => {
    const url = route.request().url();
    asked.push(url);
    const body = Object.entries(answers).find(([start]) => url.startsWith(start))?.[1] ?? "";
    const contentType = /\.js(\?|$)/.test(url) ? "text/javascript" : /\.css$/.test(url) ? "text/css" : "text/html";
    return route.fulfill({ contentType, body, headers: { "access-control-allow-origin": "*" } });
  });
  await context.addInitScript(() => {
    window.refused = [];
    // The scripts of a page share one scope.
    addEventListener("error", (event) => window.refused.push(event.message));
    addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return [await context.newPage(), asked, context];
}

/** What the scripts of giscus and utterances do, as far as the page sees it. */
const FRAME = (origin, name) => `{
  const script = document.currentScript;
  const link = document.createElement("link");
  if ("${name}" === "giscus") document.head.append(Object.assign(link, { rel: "stylesheet", href: "${origin}/default.css" }));
  const frame = Object.assign(document.createElement("iframe"), { className: "${name}-frame", src: "${origin}/widget?" + script.attributes.length });
  frame.style.height = "300px";
  script.after(frame);
  window.attributes = Object.fromEntries([...script.attributes].map(({ name, value }) => [name, value]));
}`;
const WIDGET = "<title>Widget</title><script>addEventListener('message', ({ data }) => { document.title = JSON.stringify(data); });</script>";

export default {
  async "comments are loaded on a click, and nothing from elsewhere before"(t) {
    const site = await serve(t, { ...FILES, "newsprint.yaml": `title: T\nbase_url: https://brief.example/\n${GISCUS}` });
    const [page, asked] = await watched(t, site, { "https://giscus.app/client.js": FRAME("https://giscus.app", "giscus"), "https://giscus.app/widget": WIDGET });
    await page.goto(site.at(GRAIN), { waitUntil: "load" });
    const button = page.getByRole("button", { name: "Show comments" });
    await button.waitFor();
    assert.deepEqual(asked, []);
    assert.equal(await page.locator("#comments a").getAttribute("href"), "https://github.com/a/b/discussions?discussions_q=2025%2F02%2Fgrain%2F");
    await button.click();
    const frame = page.locator("#comments iframe.giscus-frame");
    await frame.waitFor();
    assert.ok(!(await button.isVisible()));
    await until("the style and the frame", () => ["default.css", "widget"].every((part) => asked.some((url) => url.includes(part))));
    assert.deepEqual(await page.evaluate(() => window.refused), []);
    const attributes = await page.evaluate(() => window.attributes);
    assert.deepEqual([attributes["data-repo"], attributes["data-theme"], attributes["data-lang"]], ["a/b", "preferred_color_scheme", "en"]);
    // The switch of the page is the comments' switch, too.
    const widget = await (await frame.elementHandle()).contentFrame();
    await widget.waitForFunction(() => document.title === "Widget");
    // By the keyboard: while a page scrolls, Chromium may give a click to the frame that was there.
    await page.locator(".scheme-switch").press("Enter");
    await until("the theme", async () => (await widget.title()) === '{"giscus":{"setConfig":{"theme":"dark"}}}');
  },

  async "comments are loaded at once for who comes back from the login or by a link to them"(t) {
    const site = await serve(t, { ...FILES, "newsprint.yaml": `title: T\nbase_url: https://brief.example/\n${GISCUS}` });
    for (const end of ["?giscus=session", "#comments"]) {
      const [page] = await watched(t, site, { "https://giscus.app/client.js": FRAME("https://giscus.app", "giscus") });
      await page.goto(site.at(GRAIN) + end);
      await page.locator("#comments iframe").waitFor();
      assert.deepEqual(await page.evaluate(() => window.refused), []);
    }
  },

  async "comments that cannot be loaded can be asked for again, and without a script there is a link"(t) {
    const lines = "comments: {utterances: {repo: a/b}}\n";
    const site = await serve(t, { ...FILES, "newsprint.yaml": `title: T\nbase_url: https://brief.example/\n${lines}` });
    const [page, asked, context] = await watched(t, site, { "https://utteranc.es/client.js": FRAME("https://utteranc.es", "utterances") });
    const refuse = (route) => route.abort();
    await context.route("https://utteranc.es/client.js", refuse);
    await page.goto(site.at(GRAIN));
    const button = page.getByRole("button", { name: "Show comments" });
    await button.click();
    await page.getByText("The comments could not be loaded.").waitFor();
    await context.unroute("https://utteranc.es/client.js", refuse);
    await button.click();
    await page.locator("iframe.utterances-frame").waitFor();
    assert.deepEqual(await page.evaluate(() => window.refused), []);
    assert.ok(asked.length > 0);

    const [plain, nothing] = await watched(t, site, {}, { javaScriptEnabled: false });
    await plain.goto(site.at(GRAIN));
    assert.ok(await plain.getByRole("link", { name: "The discussion at GitHub" }).isVisible());
    assert.equal(await plain.getByRole("button", { name: "Show comments" }).count(), 0);
    assert.deepEqual(nothing, []);
  },

  async "Isso finds its thread, asks its own server, and shows nothing without a script"(t) {
    const isso = `{
      const thread = document.getElementById("isso-thread");
      const { isso } = document.currentScript.dataset;
      fetch(isso + "config").then((answer) => answer.text()).then((text) => { thread.textContent = "Isso: " + text + thread.dataset.title; });
    }`;
    const site = await serve(t, { ...FILES, "newsprint.yaml": "title: T\nbase_url: https://brief.example/\ncomments: {isso: {url: 'https://isso.example/c'}}\n" });
    const answers = { "https://isso.example/c/js/embed.min.js": isso, "https://isso.example/c/config": "ready ", "https://isso.example/c/css/": "#isso-thread { color: red; }" };
    const [page, asked] = await watched(t, site, answers);
    await page.goto(site.at(GRAIN));
    await page.getByRole("button", { name: "Show comments" }).click();
    await page.getByText("Isso: ready Grain moves").waitFor();
    await page.waitForFunction(() => getComputedStyle(document.getElementById("isso-thread")).color === "rgb(255, 0, 0)");
    assert.deepEqual(await page.evaluate(() => window.refused), []);
    assert.ok(asked.every((url) => url.startsWith("https://isso.example/c/")), asked.join());
    const [plain] = await watched(t, site, {}, { javaScriptEnabled: false });
    await plain.goto(site.at(GRAIN));
    assert.ok(!(await plain.locator("#comments").isVisible()));
  },

  async "a visit is counted once, where the site stands"(t) {
    const lines = `analytics: {goatcounter: {code: desk}}\noffline: true\n${GISCUS}`;
    const count = "window.visits = (window.visits ?? 0) + 1; navigator.sendBeacon(document.querySelector('script[data-goatcounter]').dataset.goatcounter + '?p=/');";
    const site = await publish(t, lines, FILES);
    const [page, asked] = await watched(t, site, { "https://gc.zgo.at/count.js": count });
    await page.goto(site.at(GRAIN));
    await page.waitForFunction(() => window.visits === 1);
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await until("the beacon", () => asked.some((url) => url.startsWith("https://desk.goatcounter.com/count?")));
    assert.deepEqual(await page.evaluate(() => window.refused), []);
    assert.equal(asked.filter((url) => url.includes("count.js")).length, 1);

    // The same files at another address, and the same address for who wants no part in it.
    const elsewhere = site.url.replace("digest.localhost", "copy.localhost");
    const [copy, ofCopy] = await watched(t, { url: elsewhere }, {});
    await copy.goto(elsewhere + GRAIN, { waitUntil: "load" });
    assert.deepEqual(ofCopy, []);
    // A page that is made ready before anybody looks at it.
    const [ready, ofReady] = await watched(t, site, { "https://gc.zgo.at/count.js": count });
    await ready.addInitScript(() => Object.defineProperty(document, "prerendering", { get: () => !window.isShown }));
    await ready.goto(site.at(GRAIN), { waitUntil: "load" });
    assert.deepEqual(ofReady, []);
    await ready.evaluate(() => { window.isShown = true; document.dispatchEvent(new Event("prerenderingchange")); });
    await ready.waitForFunction(() => window.visits === 1);
    for (const signal of [{ globalPrivacyControl: true }, { doNotTrack: "1" }]) {
      const [silent, ofSilent, context] = await watched(t, site, {});
      await context.addInitScript((signal) => {
        for (const [name, value] of Object.entries(signal)) Object.defineProperty(navigator, name, { get: () => value });
      }, signal);
      await silent.goto(site.at(GRAIN), { waitUntil: "load" });
      assert.deepEqual(ofSilent, [], JSON.stringify(signal));
    }
  },

  async "nothing is counted or kept under the server"(t) {
    const lines = "analytics: {plausible: {domain: brief.example}}\noffline: true\n";
    // Without an address it is the server's own.
    for (const base of ["https://brief.example/", "http://localhost:1111/"]) {
      const site = await serve(t, { ...FILES, "newsprint.yaml": `title: T\nbase_url: ${base}\n${lines}` });
      const [page, asked] = await watched(t, site, {});
      await page.goto(site.at(""), { waitUntil: "load" });
      assert.ok(await page.locator("script[data-worker]").count());
      assert.deepEqual(await page.evaluate(() => window.refused), []);
      assert.deepEqual(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
      assert.deepEqual(asked, []);
    }
  },

  async "who is asked first is counted after yes, and can take it back"(t) {
    const site = await publish(t, "analytics: {plausible: {domain: a.example}, consent: true}\n", FILES);
    const [page, asked] = await watched(t, site, { "https://plausible.io/js/script.js": "window.visits = (window.visits ?? 0) + 1;" });
    await page.addInitScript(() => {
      window.shifts = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { window.shifts += value; })).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(site.at(""));
    const question = page.locator(".analytics-ask");
    const [yes, no] = ["Yes", "No"].map((name) => question.getByRole("button", { name, exact: true }));
    await yes.waitFor();
    const boxes = await Promise.all([yes, no].map((button) => button.boundingBox()));
    assert.deepEqual([boxes[0].width, boxes[0].height], [boxes[1].width, boxes[1].height]);
    assert.ok(await question.evaluate((line) => line.getBoundingClientRect().bottom <= innerHeight));
    assert.equal(await page.evaluate(() => window.shifts), 0);
    assert.deepEqual(asked, []);
    await no.click();
    await question.waitFor({ state: "hidden" });
    await page.goto(site.at(GRAIN), { waitUntil: "load" });
    assert.ok(!(await question.isVisible()));
    assert.deepEqual(asked, []);
    // Another answer.
    const again = page.getByRole("button", { name: "Counting visits" });
    await again.click();
    // What was answered shows.
    assert.deepEqual(await Promise.all([yes, no].map((button) => button.getAttribute("aria-pressed"))), ["false", "true"]);
    await yes.click();
    await page.waitForFunction(() => window.visits === 1);
    // It is a button of its own, and no switch of another kind.
    assert.deepEqual(await page.evaluate(() => [document.documentElement.className, document.querySelector(".scheme-switch")]), ["", null]);
    await page.goto(site.at(""));
    await page.waitForFunction(() => window.visits === 1);
    assert.ok(!(await question.isVisible()));
    const before = asked.length;
    await again.click();
    const reloaded = page.waitForEvent("load");
    await no.click();
    await reloaded;
    await again.waitFor();
    assert.deepEqual([asked.length, await page.evaluate(() => window.visits)], [before, undefined]);
  },

  async "axe finds nothing where readers are asked, by day and by night"(t) {
    const site = await publish(t, `analytics: {umami: {website_id: a}, consent: true}\n${GISCUS}`, FILES);
    for (const colorScheme of ["light", "dark"]) {
      const page = await (await open(t, { colorScheme, bypassCSP: true, viewport: { width: 390, height: 800 } })).newPage();
      await page.goto(site.at(GRAIN));
      await page.locator(".analytics-ask").waitFor();
      await page.getByRole("button", { name: "Show comments" }).waitFor();
      await page.addScriptTag({ path: AXE });
      assert.deepEqual(await page.evaluate(async () => {
        const { violations } = await axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
        return violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
      }), []);
    }
  },

  async "the latest edition is there without a network, and another one takes its place"(t) {
    const site = await publish(t, "offline: true\n", { ...FILES, "static/theme/own.css": "@font-face { font-family: Own; src: url(\"own.woff2\"); }\n", "static/theme/own.woff2": "font", "templates/slots/head.html": "<link rel=\"stylesheet\" href=\"{{ asset(path=\"theme/own.css\") }}\">" });
    const context = await open(t, { deviceScaleFactor: 2 });
    const page = await context.newPage();
    await page.goto(site.at(""));
    const caches = () => page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const names = registration?.active?.state === "activated" && !registration.installing && !registration.waiting ? await window.caches.keys() : [];
      const found = await Promise.all(names.map(async (name) => (await (await window.caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
      return names.length === 1 ? { name: names[0], paths: found[0] } : null;
    }).catch(() => null);
    const first = await until("a copy", caches);
    for (const part of ["", "editions/2025-02-12/", GRAIN, `${GRAIN}port.svg`, "2025/02/vote/", "offline.html", "theme/own.woff2"]) {
      assert.ok(first.paths.includes(BASE + part), `${part}: ${first.paths.join(" ")}`);
    }
    assert.ok(!first.paths.some((path) => path.includes("other") || path.includes("search")), first.paths.join(" "));

    await context.setOffline(true);
    await page.goto(site.at("editions/2025-02-12/"));
    // Of a picture one version is kept, and it stands for those that this screen asks for.
    await page.waitForFunction(() => document.querySelector(".card-image img[src*=hall]").naturalWidth > 0);
    await page.getByRole("link", { name: "Grain moves" }).first().click();
    await page.waitForURL(site.at(GRAIN));
    assert.equal(await page.locator("h1").innerText(), "Grain moves");
    await page.waitForFunction(() => document.querySelector(".content img").naturalWidth > 0);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector(".site-footer")).borderTopWidth), "0px");
    await page.goto(`${site.at("2025/02/vote/")}?from=mail`);
    assert.equal(await page.locator("h1").innerText(), "The vote");
    await page.waitForFunction(() => document.querySelector(".article .picture img").naturalWidth > 0);
    assert.ok(!(await page.evaluate(() => document.querySelector(".article .picture img").currentSrc)).includes("800w"));
    await page.goto(site.at("2025/02/other/"));
    assert.equal(await page.locator("h1").innerText(), "You are offline");
    assert.ok(await page.getByRole("link", { name: "Latest edition: The first" }).isVisible());
    await context.setOffline(false);

    // With a network a page is never old, and its copy neither.
    site.write({ "content/2025-02-12-vote/index.md": article("The vote, counted", "They voted.", SOURCE) });
    await site.build();
    await page.goto(site.at("2025/02/vote/"));
    assert.equal(await page.locator("h1").innerText(), "The vote, counted");

    site.write({
      "content/2025-02-11-grain/index.md": article("Grain moves", "Gone.", `${SOURCE}withdrawn: {date: 2025-02-14, text: It was wrong.}\n`),
      "content/editions/2025-02-14.md": article("The second", "[Other](../2025-02-13-other.md)", "number: 2\n"),
    });
    await site.build();
    await page.goto(site.at(""));
    const second = await until("another copy", async () => {
      const now = await caches();
      return now && now.paths.includes(`${BASE}editions/2025-02-14/`) ? now : null;
    });
    assert.notEqual(second.name, first.name);
    assert.ok(second.paths.includes(`${BASE}2025/02/other/`) && !second.paths.includes(BASE + GRAIN), second.paths.join(" "));
    await context.setOffline(true);
    await page.goto(site.at("2025/02/other/"));
    assert.equal(await page.locator("h1").innerText(), "In no edition");
    await page.goto(site.at(GRAIN));
    assert.equal(await page.locator("h1").innerText(), "You are offline");
    await context.setOffline(false);

    await site.build("offline: remove\n");
    await page.goto(site.at(""));
    await until("nothing", () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length === 0 && (await window.caches.keys()).length === 0).catch(() => false));
    await context.setOffline(true);
    await assert.rejects(page.goto(site.at("")));
  },
};
