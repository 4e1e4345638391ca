// The search as a reader meets it: the example digest, built, at a sub-path, on a host of plain files; and a site of its own.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";

import { open, shows } from "./browser.mjs";
import { BASE, example } from "./example.mjs";
import { article, serve } from "./site.mjs";
import { until } from "./wait.mjs";

const WORDS = new URL("../../static/theme/search-words.js", import.meta.url);
const STATUS = ".search-status";

/** The headlines of what was found. */
const headlines = (page) => page.locator(".search-results .card-title").allInnerTexts();

/** Types a query in place of the last one, and waits until something of the answer is there. */
async function search(page, query, status) {
  await page.locator("#search-q").fill(query);
  await page.waitForFunction(([selector, source]) => new RegExp(source).test(document.querySelector(selector).textContent), [STATUS, status]);
}

/** A tab with the search of the example digest, and what went wrong in it. */
async function searchPage(t, options, query = "") {
  const site = await example(t);
  const page = await (await open(t, options)).newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`${error}`));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(site.at(`search/${query}`));
  return { site, page, faults };
}

async function wordsAreThoseOfTheIndex(t) {
  const site = await example(t);
  const { tokens, terms, stem, fold, variants, distance } = await import(WORDS);
  const { stemmer } = JSON.parse(fs.readFileSync(path.join(site.files, "search/index.json"), "utf8"));
  const known = JSON.parse(fs.readFileSync(new URL("search-words.json", import.meta.url), "utf8"));
  const found = {};
  for (const { text } of tokens(known.text)) {
    const { parts, joined } = terms(text, stemmer);
    found[text] = [...new Set([...parts, ...joined].map((part) => part.stem))].sort();
  }
  assert.deepEqual(found, known.terms);
  assert.ok(variants(stem(fold("Київ"), stemmer)).includes(stem(fold("Києва"), stemmer)));
  assert.ok(variants(stem(fold("рік"), stemmer)).includes(stem(fold("року"), stemmer)));
  assert.deepEqual(["ukrayne", "ukraines", "kraine", "grain"].map((word) => distance("ukraine", word, 2)), [1, 1, 1, 3]);
}

async function answersWhileTyping(t) {
  const { page, faults } = await searchPage(t);
  for (const [query, status] of [["u", "newest"], ["ukr", "^9 articles$"], ["ukraine", "^9 articles$"], ["UKRAINE’S", "^9 articles$"]]) {
    await search(page, query, status);
  }
  // Headlines first, the newest first.
  assert.match((await headlines(page))[0], /Ukraine/);
  assert.deepEqual(await page.locator(".search-names a").allInnerTexts(), ["Ukraine", "The talks about Ukraine"]);
  assert.equal(await page.locator(".search-results mark").first().innerText(), "Ukraine");
  // Mistyped, in its first letters too; what is meant is said.
  for (const query of ["ukrayne", "jkraine"]) await search(page, query, "9 articles Results for “ukraine”");
  await search(page, "negotiating", "articles");
  await search(page, "f-16", "1 article");
  await search(page, "xqzzt", "^Nothing found");
  assert.deepEqual(await headlines(page), []);
  // Signs of patterns and markup are no words; a text of any length is cut.
  for (const query of ["<img src=x onerror=alert(1)> (.*[", "\\", "%"]) await search(page, query, "Nothing found");
  await search(page, "munich", "[0-9]+ article");
  assert.equal(await page.locator(".search-results img").count(), 0);
  assert.deepEqual(faults, []);
}

async function addressCarriesIt(t) {
  const { site, page, faults } = await searchPage(t, {}, "?q=talks&topic=ukraine&from=2025-02-01");
  await page.waitForFunction(() => document.querySelectorAll(".search-results li").length > 0);
  assert.equal(await page.locator("#search-q").inputValue(), "talks");
  await page.waitForFunction(() => document.querySelector("#search-topic").value === "ukraine");
  const narrow = (await headlines(page)).length;
  await page.locator(".search-clear button").click();
  await page.waitForFunction((few) => document.querySelectorAll(".search-results li").length > few, narrow);
  assert.equal(new URL(page.url()).search, "?q=talks");
  await page.goBack();
  await page.waitForFunction((few) => document.querySelectorAll(".search-results li").length === few, narrow);
  // Without words it is a list by date.
  await page.goto(site.at("search/?author=irene-calloway"));
  await page.waitForFunction(() => document.querySelectorAll(".search-results li").length > 0);
  const dates = await page.locator(".search-results time").evaluateAll((all) => all.map((time) => time.dateTime.slice(0, 10)));
  assert.deepEqual(dates, [...dates].sort().reverse());
  // Hostile addresses: what is no text, too much of it, names that nobody has.
  for (const query of ["?q=%F0%9F%98&topic=%00", `?q=${"a".repeat(5000)}`, "?q=%3Cb%3E%26", "?from=never&tag=nobody"]) {
    await page.goto(site.at(`search/${query}`));
    await page.waitForFunction((selector) => document.querySelector(selector).textContent !== "" || !location.search, STATUS);
  }
  assert.deepEqual(faults, []);
}

async function keyboardAlone(t) {
  const { page } = await searchPage(t);
  await page.locator("#search-q").focus();
  await page.keyboard.type("munich");
  await page.waitForFunction(() => document.querySelectorAll(".search-results li").length > 1);
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), (await headlines(page))[0]);
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "search-q");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.includes("/search/"));
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("#search-q").value === "munich" && document.querySelectorAll(".search-results li").length > 1);
  assert.equal(await page.locator(STATUS).getAttribute("role"), "status");
}

async function boxInTheHeader(t) {
  const site = await example(t);
  const page = await (await open(t, { viewport: { width: 1280, height: 800 } })).newPage();
  const [loaded, faults] = [[], []];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  page.on("pageerror", (error) => faults.push(`${error}`));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(site.at("article"));
  assert.deepEqual(loaded.filter((name) => name.includes("search")), [], "nothing of the search is loaded before somebody goes there");
  await page.locator(".site-search input").pressSequentially("munich");
  await page.locator(".search-drop a").first().waitFor();
  assert.match(await page.locator(".search-drop li").last().innerText(), /^All results \([0-9]+\)/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".search-drop") !== null), true);
  await page.keyboard.press("Escape");
  await page.locator(".search-drop").waitFor({ state: "hidden" });
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${BASE}search/?q=munich`);
  await shows(page, "Munich");
  assert.deepEqual(faults, []);
}

async function fetchesLittle(t) {
  const { page } = await searchPage(t);
  let bytes = 0;
  page.on("response", async (response) => { bytes += (await response.body().catch(() => [])).length; });
  await page.locator("#search-q").pressSequentially("ukraine");
  await page.waitForFunction(() => document.querySelectorAll(".search-results li").length > 5);
  await page.waitForLoadState("networkidle");
  assert.ok(bytes > 0 && bytes < 300_000, `${bytes} bytes`);
}

async function whatFailsIsSaid(t) {
  const { site, page } = await searchPage(t);
  const failed = "cannot be reached";
  await page.route("**/search/2025*/*.bin*", (route) => route.fulfill({ status: 404, body: "" }));
  await search(page, "ukraine", failed);
  // A file that is cut off is no answer; what failed once is tried again.
  await page.unrouteAll({ behavior: "wait" });
  await page.route("**/search/2025*/*.bin*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.body()).subarray(0, 40) });
  });
  await search(page, "munich", failed);
  await page.unrouteAll({ behavior: "wait" });
  await search(page, "ukrain", "9 articles");
  // A browser that refuses the worker.
  await page.addInitScript(() => { window.Worker = class { constructor() { throw new Error("refused"); } }; });
  await page.goto(site.at("search/?q=ukraine"));
  await shows(page, failed);
}

async function withoutAScript(t) {
  const { site, page } = await searchPage(t, { javaScriptEnabled: false });
  await says(page, "needs JavaScript");
  for (const list of ["topics/", "tags/", "archive/"]) assert.equal(await page.locator(`.search-else a[href="${BASE}${list}"]`).count(), 1);
  assert.equal(await page.locator(".search-form").isVisible(), false);
  await page.goto(site.at("home"));
  assert.equal(await page.locator(`form[action="${BASE}search/"]`).count(), 1);
}
const says = (page, text) => until(text, async () => (await page.locator("main").innerText()).includes(text));

async function formsAndLanguages(t) {
  const site = await serve(t, {
    "newsprint.yaml": "title: T\nbase_url: https://brief.example/\nlanguages: {uk: {title: Т}}\n",
    "content/2025-02-10-a.md": article("Ships leave <b>Odesa</b>", "Café and naïve.", "type: sponsored\nsummary: A digest.\n"),
    "content/2025-02-10-a.uk.md": article("Росія і Київ", "Рішення про законами. Текст про об’єднання.\n"),
    "content/2025-02-11-b.uk.md": article("Інше", "Зустріч у Києві, допомога й безпека українців.\n"),
  });
  const page = await (await open(t)).newPage();
  const typed = async (query) => {
    await page.locator("#search-q").fill(query);
    await page.waitForFunction((selector) => /стат|Нічого|article|Nothing/.test(document.querySelector(selector).textContent), STATUS);
    return until(`an answer to ${query}`, async () => (await headlines(page)).join() || null);
  };
  await page.goto(site.at("uk/search/"));
  for (const query of ["Росією", "росії", "закону", "рішень", "об'єднання", "обєднанням"]) assert.equal(await typed(query), "Росія і Київ", query);
  for (const query of ["допомозі", "безпеці", "українець"]) assert.equal(await typed(query), "Інше", query);
  assert.equal(await typed("Києва"), "Росія і Київ,Інше");
  await page.goto(site.at("search/"));
  for (const query of ["CAFE", "naive", "odesa", "ships leave"]) assert.equal(await typed(query), "Ships leave <b>Odesa</b>", query);
  // A label wherever the headline shows.
  assert.equal(await page.locator(".search-results .type-sponsored").innerText(), "Sponsored");
  // What stands in the text alone is shown from there.
  await typed("naive");
  await page.waitForFunction(() => document.querySelector(".search-results .summary mark")?.textContent === "naïve");
  // The server's index follows what is saved.
  site.write({ "content/2025-02-12-c.md": article("Tankers", "Qzzword.") });
  await until("the new article", async () => {
    await page.goto(site.at("search/?q=tankers"));
    await page.waitForFunction((selector) => document.querySelector(selector).textContent !== "", STATUS);
    return (await headlines(page)).includes("Tankers");
  });
}

export default {
  "search: words are found as the index has them": wordsAreThoseOfTheIndex,
  "search: it answers while its reader types": answersWhileTyping,
  "search: the address carries query and filters": addressCarriesIt,
  "search: the keyboard is enough": keyboardAlone,
  "search: the box in the header answers on any page": boxInTheHeader,
  "search: a first query fetches little": fetchesLittle,
  "search: what fails is said": whatFailsIsSaid,
  "search: without a script the page leads on": withoutAScript,
  "search: forms of words, labels and languages": formsAndLanguages,
};
