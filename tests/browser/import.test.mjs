// A page becomes a draft in the browser: pasted, previewed, corrected, saved.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

import { open, shows } from "./browser.mjs";
import { article, serve } from "./site.mjs";
import { until } from "./wait.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const FILES = {
  "content/2025-02-12-talks.md": article("Talks", "They talked.", "topics: Trade\n"),
  "content/editions/2025-02-14.md": article("Friday", "Hello.", "number: 1\ndraft: true\n"),
};

const EDITION = "content/editions/2025-02-14.md";

/** A page that lists others. */
const LIST = `<!doctype html><html><head><title>Courier: News</title></head><body><h1>News</h1>${Array.from({ length: 12 }, (_, number) => `<article><h2><a
href="https://courier.example/2025/02/report-${number}.html">Report number ${number} of the harbour, the bridge and the council</a></h2><p>Short teaser.</p></article>`).join("")}</body></html>`;

const HTML = `<!doctype html><html lang="en"><head><title>Harbour opens again | The Coast Courier</title>
<link rel="canonical" href="https://courier.example/2025/02/harbour"><meta property="og:site_name" content="The Coast Courier">
<script>window.ran = true</script></head><body><nav><a href="/">Front page</a></nav>
<article><h1>Harbour opens again</h1><p>By Mara Lindt</p>
<p>The harbour of the town took in its <b>first</b> ship on Tuesday, eleven weeks after the storm had closed it to all traffic.</p>
<p>Divers had searched the basin <img src="x" onerror="window.ran = true"> for wreckage since the beginning of the year.</p>
<p>Two more ferries are expected before the weekend, and the <a href="https://port.example/plan">timetable</a> is out.</p>
<p>&lt;script&gt;window.ran = true&lt;/script&gt; is what a reader wrote below the report, and it stands there as she wrote it.</p>
</article><footer>All rights reserved by the publisher of this page.</footer></body></html>`;

/** A page that says little of itself: what is known of it are guesses. */
const GUESS = `<!doctype html><html><head><title>Bridge is closed</title></head><body><div><p>The bridge over the river is closed to cars from
Monday on, the town said.</p><p>Buses take the long way round, and people on foot may cross it all the time, also at night.</p>
<p>It was built when nobody had thought of lorries, and it has been mended twice since the last war.</p></div></body></html>`;

/** The page of imports, in a window that notes what its policy forbids. */
async function form(t, site, options) {
  const context = await open(t, options);
  await context.addInitScript(() => {
    window.refused = [];
    addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  await page.goto(site.at("__newsprint/import"));
  return page;
}

/** Pastes as a browser does that copied from a page. */
function paste(page, html, plain) {
  return page.evaluate(([html, plain]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", plain);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector("#text").dispatchEvent(event);
  }, [html, plain]);
}

async function isClean(page) {
  assert.deepEqual(await page.evaluate(() => [window.refused, window.ran]), [[], undefined]);
}

/** A page with a menu before its text. */
const MENU = HTML.replace("<nav>", `<nav><ul>${["News", "Sport", "Weather", "Business", "Culture"].map((name) => `<li><a href="/${name}">${name}</a></li>`).join("")}</ul>`);

/** Copies, as from a page or from a text. */
async function copy(page, html, plain) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(([html, plain]) => {
    const kinds = Object.entries({ "text/html": html, "text/plain": plain }).filter(([, text]) => text !== "");
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(kinds.map(([type, text]) => [type, new Blob([text], { type })])))]);
  }, [html, plain]);
}

/** Shows what becomes of a pasted page. */
async function preview(page, html) {
  await page.locator("#text").fill("");
  await paste(page, html, "words");
  await read(page);
}

/** Shows what becomes of what is in the form. */
async function read(page) {
  const button = page.getByRole("button", { name: "Preview", exact: true });
  await button.click();
  await until("the preview", () => button.isEnabled());
  await page.getByLabel("Headline", { exact: true }).waitFor();
}

const drafts = (site) => fs.readdirSync(path.join(site.root, "content")).filter((name) => name.includes("harbour"));

export default {
  async "a pasted page is previewed, corrected and saved"(t) {
    const site = await serve(t, FILES);
    const page = await form(t, site);
    await paste(page, HTML, "Harbour opens again");
    await page.getByRole("button", { name: "Preview", exact: true }).click();
    await page.getByLabel("Headline", { exact: true }).waitFor();
    assert.equal(await page.getByLabel("Headline", { exact: true }).inputValue(), "Harbour opens again");
    assert.equal(await page.getByLabel("Author", { exact: true }).inputValue(), "Mara Lindt");
    await shows(page, "All rights reserved by the publisher of this page. (the page's frame)");
    assert.match(await page.locator("#markdown").inputValue(), /took in its \*\*first\*\* ship/);
    await page.getByLabel("Headline", { exact: true }).fill("A harbour is open");
    await page.getByRole("button", { name: "Trade" }).click();
    await page.getByRole("button", { name: "Show the file" }).click();
    await page.locator("#file").filter({ hasText: "title: A harbour is open" }).waitFor();
    assert.deepEqual(drafts(site), []);
    await page.getByRole("button", { name: "Save the draft" }).click();
    await shows(page, "Saved:");
    const [name] = drafts(site);
    const text = fs.readFileSync(path.join(site.root, "content", name), "utf8");
    for (const part of ["title: A harbour is open\n", "topics: [Trade]\n", "author: Mara Lindt\n", "draft: true\n", "**first** ship"]) {
      assert.ok(text.includes(part), `${part}\n${text}`);
    }
    await isClean(page);
    // Saved again it is named, and nothing is overwritten.
    await until("the site to know of it", async () => {
      await page.getByRole("button", { name: "Save the draft" }).click();
      return (await page.locator("#outcome").innerText()).includes("Not saved");
    });
    assert.equal(fs.readFileSync(path.join(site.root, "content", name), "utf8"), text);
    await page.getByRole("link", { name: "see it" }).count();
  },

  async "what an editor has written is not given up unasked on the page of imports"(t) {
    const page = await form(t, await serve(t, FILES));
    const asked = [];
    let isGivenUp = false;
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      return isGivenUp ? dialog.accept() : dialog.dismiss();
    });
    await preview(page, HTML);
    await preview(page, HTML);
    assert.deepEqual(asked, [], "nothing was edited");
    await page.locator("#markdown").fill("My own words.");
    await page.getByRole("button", { name: "Preview", exact: true }).click();
    assert.deepEqual(asked, ["confirm"]);
    assert.equal(await page.locator("#markdown").inputValue(), "My own words.");
    await page.close({ runBeforeUnload: true });
    await until("the question whether to leave", async () => asked.length === 2);
    assert.deepEqual(asked, ["confirm", "beforeunload"]);
    isGivenUp = true;
    await page.getByRole("button", { name: "Preview", exact: true }).click();
    await until("the other preview", async () => (await page.locator("#markdown").inputValue()).includes("first")
      && (await page.getByRole("button", { name: "Preview", exact: true }).isEnabled()));
    // What is saved is not lost.
    await page.locator("#markdown").fill("My own words.");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await shows(page, "Saved:");
    const before = asked.length;
    await page.goto("about:blank");
    assert.equal(asked.length, before);
  },

  async "a brief leads to its edition, and menus do not hide the article on the page of imports"(t) {
    const site = await serve(t, FILES);
    const page = await form(t, site);
    await preview(page, MENU);
    const left = page.locator("#source summary").filter({ hasText: "lines left out:" });
    assert.equal(await left.count(), 1);
    assert.ok(!(await page.getByText("Weather (").isVisible()));
    await left.click();
    await page.getByText("Weather (").waitFor();
    await page.getByLabel("Summary").fill("What the page says.");
    await page.getByLabel("A brief").check();
    assert.equal(await page.getByLabel("Summary").inputValue(), "What the page says.", "what was typed stays");
    await page.getByLabel("Summary").fill("");
    await page.getByLabel("Add it to the edition").selectOption("Friday");
    await page.getByRole("button", { name: "Save the brief" }).click();
    await shows(page, "Added to “Friday”");
    assert.match(fs.readFileSync(path.join(site.root, "content/editions/2025-02-14.md"), "utf8"), /\[Harbour opens again\]\(https:.*\) — TK\n$/);
    assert.ok(!(await page.locator("main").innerText()).includes("`"), "signs of code");
    await page.getByRole("link", { name: "see the edition" }).click();
    await until("the edition with its brief", async () => (await page.locator("body").innerText()).includes("Harbour opens again"));
  },

  async "each paste is read as what it is"(t) {
    const page = await form(t, await serve(t, FILES));
    await copy(page, HTML, "words");
    await page.locator("#text").focus();
    await page.keyboard.press("Control+V");
    await read(page);
    assert.equal(await page.locator("#kind").inputValue(), "page");
    await copy(page, "", "The bridge is open\n\nBy Nora Vane\n\nThe bridge over the river is open to cars from Monday on, the town said.\n\nBuses take the long way round no more, and people on foot may cross it all the time.\n");
    await page.locator("#text").focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Control+V");
    assert.equal(await page.locator("#kind").inputValue(), "auto");
    await read(page);
    assert.equal(await page.getByLabel("Headline", { exact: true }).inputValue(), "The bridge is open");
    assert.equal(await page.locator("#markdown").inputValue().then((text) => text.trim().split("\n\n").length), 2);
    // What is saved is done with.
    await page.getByRole("button", { name: "Save the draft" }).click();
    await shows(page, "Saved:");
    assert.equal(await page.locator("#text").inputValue(), "");
  },

  async "how it ended is in view, and the focus stays on the page of imports"(t) {
    for (const width of [400, 1280]) {
      const site = await serve(t, FILES);
      const page = await form(t, site, { viewport: { width, height: 700 } });
      const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
      const isInView = () => page.locator("#outcome").evaluate((outcome) => {
        const { top, bottom } = outcome.getBoundingClientRect();
        return outcome.innerText !== "" && top >= 0 && bottom <= innerHeight;
      });
      await preview(page, HTML);
      assert.equal(await focused(), "result");
      const save = page.getByRole("button", { name: "Save the draft" });
      await save.click();
      await shows(page, "Saved:");
      assert.ok(await isInView());
      await until("the site to know of it", async () => {
        await save.click();
        return (await page.locator("#outcome").innerText()).includes("tick “Import it all the same”");
      });
      assert.ok(await isInView());
      assert.ok(await page.getByLabel("Import it all the same").isVisible());
      assert.equal(await page.locator("#outcome").getAttribute("role"), "alert");
      assert.equal(await focused(), "Save the draft");
      await page.getByRole("button", { name: "Show the file" }).click();
      await shows(page, "It would not be saved:");
      assert.ok(await isInView());
    }
  },

  async "a brief shows what it is made of, and editions that are made meanwhile"(t) {
    const { [EDITION]: _, ...files } = FILES;
    const site = await serve(t, files);
    const page = await form(t, site);
    await preview(page, HTML);
    await shows(page, "It would be");
    await page.getByLabel("Headline", { exact: true }).fill("A harbour is open");
    await shows(page, "yours");
    assert.ok(!(await page.locator("#path").isVisible()), "of another headline the name is not known");
    await page.getByLabel("A brief").check();
    assert.ok(!(await page.locator("#markdown").isVisible()) && await page.getByLabel("Topics").isVisible());
    await shows(page, "newsprint new edition");
    site.write({ [EDITION]: FILES[EDITION] });
    await until("the edition", async () => {
      await page.evaluate(() => dispatchEvent(new Event("focus")));
      return (await page.getByLabel("Add it to the edition").innerText()).includes("Friday");
    });
    await page.getByLabel("Add it to the edition").selectOption("Friday");
    for (const label of ["Topics", "Name of the file", "Author", "Licence"]) {
      assert.ok(!(await page.getByLabel(label, { exact: true }).isVisible()), label);
    }
    assert.ok(await page.getByLabel("Outlet", { exact: true }).isVisible());
    await page.getByLabel("An article").check();
    assert.ok(await page.locator("#markdown").isVisible());
  },

  async "a list has no draft, and its articles go into an edition"(t) {
    const site = await serve(t, FILES);
    const page = await form(t, site);
    await page.getByLabel("Address", { exact: true }).fill("https://courier.example/");
    await page.locator("#text").fill(LIST);
    await page.getByRole("button", { name: "Preview", exact: true }).click();
    await shows(page, "Report number 11");
    assert.ok(!(await page.getByRole("button", { name: "Save the draft" }).isVisible()));
    await page.getByRole("button", { name: "Add the ticked ones" }).click();
    await shows(page, "Not added: tick those");
    for (const number of [2, 5]) await page.getByLabel(`Report number ${number} `).check();
    await page.getByRole("button", { name: "Add the ticked ones" }).click();
    await shows(page, "Added to “Friday”");
    const text = fs.readFileSync(path.join(site.root, EDITION), "utf8");
    assert.match(text, /\[Report number 2 .*report-2\.html.*\) — TK\n\n\[Report number 5 /);
    await isClean(page);
  },

  async "what was typed outlives the server on the page of imports"(t) {
    const site = await serve(t, FILES);
    const page = await form(t, site);
    await preview(page, HTML);
    await page.getByLabel("Headline", { exact: true }).fill("A harbour is open");
    await page.locator("#markdown").fill("My own words.");
    await site.stop();
    await site.start();
    await page.getByRole("button", { name: "Save the draft" }).click();
    await shows(page, "load it again");
    await page.reload();
    await shows(page, "What you typed is here again");
    await read(page);
    assert.equal(await page.getByLabel("Headline", { exact: true }).inputValue(), "A harbour is open");
    assert.equal(await page.locator("#markdown").inputValue(), "My own words.");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await shows(page, "Saved:");
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  },

  async "what nothing can be made of is said"(t) {
    const page = await form(t, await serve(t, FILES));
    await page.getByRole("button", { name: "Preview", exact: true }).click();
    await shows(page, "give an address, or paste");
    await page.getByLabel("Address", { exact: true }).fill("http://127.0.0.1:8080/");
    await page.getByRole("button", { name: "Preview", exact: true }).click();
    await shows(page, "private");
    await isClean(page);
  },

  async "the bookmarklet brings a page along, and nothing is done before a click"(t) {
    const site = await serve(t, FILES);
    const page = await form(t, site);
    const link = await page.locator("#bookmarklet").getAttribute("href");
    assert.ok(link.startsWith("javascript:"));
    const host = createServer((_, response) => response.setHeader("Content-Type", "text/html").end(HTML));
    await new Promise((resolve) => host.listen(0, "127.0.0.1", resolve));
    t.after(() => host.close());
    const other = await page.context().newPage();
    await other.goto(`http://127.0.0.1:${host.address().port}/report?utm_source=x`);
    const asked = [];
    page.context().on("request", (request) => asked.push(request.method()));
    const [opened] = await Promise.all([
      other.waitForEvent("popup"),
      other.evaluate((link) => { location.href = link; }, link),
    ]);
    await shows(opened, "is here as you saw it");
    assert.match(await opened.getByLabel("Address", { exact: true }).inputValue(), /\/report\?utm_source=x$/);
    assert.match(await opened.locator("#text").inputValue(), /took in its/);
    assert.ok(!asked.includes("POST"), `${asked}`);
    // What comes later changes nothing any more.
    await opened.evaluate(() => window.postMessage({ newsprint: "page", url: "https://evil.example/", html: "<p>Evil" }, "*"));
    await opened.getByRole("button", { name: "Preview", exact: true }).click();
    await opened.getByLabel("Headline", { exact: true }).waitFor();
    assert.ok(!(await opened.locator("#text").inputValue()).includes("Evil"));
    assert.deepEqual(drafts(site), []);
    await isClean(opened);
  },

  async "axe finds nothing on the page of imports"(t) {
    const site = await serve(t, FILES);
    for (const colorScheme of ["light", "dark"]) {
      const page = await form(t, site, { viewport: { width: 390, height: 800 }, colorScheme, bypassCSP: true });
      await paste(page, GUESS, "Bridge");
      await page.getByLabel("Address", { exact: true }).fill("https://courier.example/2025/02/11/bridge");
      await page.getByRole("button", { name: "Preview", exact: true }).click();
      await page.getByLabel("Headline", { exact: true }).waitFor();
      await page.getByText("a guess:").first().waitFor();
      await page.addScriptTag({ path: AXE });
      const faults = await page.evaluate(async () => {
        const { violations } = await axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
      });
      assert.deepEqual(faults, []);
      if (process.env.NEWSPRINT_SCREENSHOTS) {
        await page.screenshot({ path: path.join(process.env.NEWSPRINT_SCREENSHOTS, `import-guess-${colorScheme}.png`), fullPage: true });
      }
    }
  },

  async "the page of imports fits phones and desks, by day and by night"(t) {
    const site = await serve(t, FILES);
    for (const width of [320, 400, 800, 1280]) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await form(t, site, { viewport: { width, height: 800 }, colorScheme });
        await preview(page, MENU);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
        if (process.env.NEWSPRINT_SCREENSHOTS) {
          await page.screenshot({ path: path.join(process.env.NEWSPRINT_SCREENSHOTS, `import-${width}-${colorScheme}.png`), fullPage: true });
        }
        await isClean(page);
      }
    }
  },
};
