// Styles and pictures come anew without a reload.

import assert from "node:assert/strict";

import { isMarked, mark, open, tab } from "./browser.mjs";
import { article, long, picture, png, serve } from "./site.mjs";

const COAST = "content/2025-02-12-coast";
const FILES = {
  [`${COAST}/index.md`]: article("A coast in one colour", `![The coast](map.svg)\n\n${long(5)}`),
  [`${COAST}/map.svg`]: picture("rgb(255, 0, 0)"),
};
const AT_COAST = "2025/02/coast/";

/** Waits until the headline has a colour. */
const headline = (page, colour) =>
  page.waitForFunction((colour) => getComputedStyle(document.querySelector("h1")).color === colour, colour);

/** Waits until the first picture is of one colour. */
const paints = (page, colour) => page.waitForFunction((colour) => {
  const picture = document.querySelector("main img");
  if (!picture?.complete || !picture.naturalWidth) return false;
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].join() === colour;
}, colour);

export default {
  async "what is made of a picture comes anew with it"(t) {
    const files = { ...FILES, [`${COAST}/index.md`]: article("A coast", "![The coast](quay.png)"), [`${COAST}/quay.png`]: png([250, 0, 0]) };
    const site = await serve(t, files);
    const page = await tab(await open(t), site.at(AT_COAST));
    const shows = (part) => page.waitForFunction((part) => {
      const picture = document.querySelector("main picture img");
      if (!picture?.complete || !picture.naturalWidth || !picture.currentSrc.includes(".100w.webp")) return false;
      const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
      context.drawImage(picture, 0, 0, 1, 1);
      const colour = [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
      return colour.every((value, index) => (index === part ? value > 200 : value < 50));
    }, part);
    await shows(0);
    await mark(page);
    site.write({ [`${COAST}/quay.png`]: png([0, 0, 250]) });
    await shows(2);
    assert.ok(await isMarked(page));
  },

  async "an edit of a style is seen without a reload"(t) {
    const site = await serve(t, { ...FILES, "static/theme/style.css": "h1 { color: rgb(1, 2, 3); }\n" });
    const page = await tab(await open(t), site.at(AT_COAST));
    await headline(page, "rgb(1, 2, 3)");
    await mark(page);
    for (const colour of ["rgb(4, 5, 6)", "rgb(7, 8, 9)"]) {
      site.write({ "static/theme/style.css": `h1 { color: ${colour}; }\n` });
      await headline(page, colour);
    }
    assert.ok(await isMarked(page));
    await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);
  },

  async "a style of one's own takes the place of the built-in one without a reload, and gives it back"(t) {
    const site = await serve(t, FILES);
    const page = await tab(await open(t), site.at(AT_COAST));
    const colour = await page.evaluate(() => getComputedStyle(document.querySelector("h1")).color);
    await mark(page);
    site.write({ "static/theme/style.css": "h1 { color: rgb(1, 2, 3); }\n" });
    await headline(page, "rgb(1, 2, 3)");
    site.unlink("static/theme/style.css");
    await headline(page, colour);
    assert.ok(await isMarked(page));
  },

  async "a style that another one imports is seen without a reload"(t) {
    const site = await serve(t, {
      ...FILES,
      "static/theme/style.css": "@import \"../more.css\";\n",
      "static/more.css": "h1 { color: rgb(1, 2, 3); }\n",
    });
    const page = await tab(await open(t), site.at(AT_COAST));
    await headline(page, "rgb(1, 2, 3)");
    await mark(page);
    site.write({ "static/more.css": "h1 { color: rgb(4, 5, 6); }\n" });
    await headline(page, "rgb(4, 5, 6)");
    assert.ok(await isMarked(page));
  },

  async "a picture that is replaced is seen without a reload"(t) {
    const site = await serve(t, FILES);
    const page = await tab(await open(t), site.at(AT_COAST));
    await paints(page, "255,0,0");
    await mark(page);
    site.write({ [`${COAST}/map.svg`]: picture("rgb(0, 0, 255)") });
    await paints(page, "0,0,255");
    assert.ok(await isMarked(page));
  },
};
