// Answers for Defuddle (npm: defuddle, jsdom): a page's path and address on each line, a line of JSON for each.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setImmediate } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

import { Defuddle } from "defuddle/node";
import { JSDOM, VirtualConsole } from "jsdom";

for await (const line of createInterface({ input: process.stdin })) {
  const [path, url] = line.split("\t");
  const answer = { text: "", title: "", author: "", date: "" };
  let page;
  try {
    const html = gunzipSync(readFileSync(path)).toString("utf8");
    page = new JSDOM(html, { url: url || undefined, virtualConsole: new VirtualConsole() });
    const found = await Defuddle(page.window.document, url || "https://page.invalid/");
    const text = new JSDOM(`<body>${found.content ?? ""}`).window.document;
    // Texts of neighbouring elements are words of their own.
    for (const element of text.querySelectorAll("p,h1,h2,h3,h4,h5,h6,li,blockquote,pre,td,th,figcaption,div,br")) element.append("\n");
    answer.text = text.body.textContent ?? "";
    answer.title = found.title ?? "";
    answer.author = found.author ?? "";
    const date = new Date(found.published ?? "");
    answer.date = Number.isNaN(date.getTime()) ? "" : String(found.published).slice(0, 10);
  } catch (error) {
    console.error(`${path}: ${error.message}`);
  }
  page?.window.close();
  // Pages are held by weak references, which are let go only between tasks.
  await setImmediate();
  console.log(JSON.stringify(answer));
}
