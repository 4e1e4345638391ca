// The example digest, built for a sub-path, and a server of plain files for it as any host has one.

import { execFile } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

import { BINARY } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png",
  ".jpg": "image/jpeg", ".xml": "application/xml", ".json": "application/json", ".opml": "text/xml", ".txt": "text/plain",
};

/** The path below which the site stands. */
export const BASE = "/brief/";

let built = null;

/** A page of each kind, by its path below the site's. */
export const PAGES = {
  home: "",
  article: "2025/02/hegseth-brussels/",
  live: "2025/02/munich-opening-day/",
  explainer: "what-article-5-says/",
  topic: "topics/ukraine/",
  topics: "topics/",
  tag: "tags/nato/",
  tags: "tags/",
  source: "sources/bbc-news/",
  sources: "sources/",
  author: "authors/irene-calloway/",
  authors: "authors/",
  edition: "editions/2025-02-14/",
  editions: "editions/",
  story: "stories/ukraine-talks/",
  stories: "stories/",
  archive: "archive/",
  year: "archive/2025/",
  month: "archive/2025/02/",
  corrections: "corrections/",
  feeds: "feeds/",
  search: "search/",
  found: "search/?q=ukraine&topic=ukraine",
  page: "about/",
  withdrawn: "2025/02/seaweed-wrapping/",
  missing: "nothing-here/",
  ukrainian: "uk/",
};

/** The folder with the built example; it is built once for all tests. */
async function folder() {
  built ??= (async () => {
    const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "newsprint-example-"));
    process.on("exit", () => fs.rmSync(temporary, { recursive: true, force: true }));
    const output = path.join(temporary, "public");
    await promisify(execFile)(BINARY, [
      "build", "--strict", "--root", ROOT, "--output", output, "--cache", path.join(temporary, "cache"),
      "--base-url", `https://brief.example${BASE}`,
    ]);
    return output;
  })();
  return built;
}

/** Serves the example, packed for whoever takes it so, until the test `t` ends; the answer has `at(page)`, and `files`, the folder. */
export async function example(t) {
  const files = await folder();
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const below = pathname.startsWith(BASE) ? decodeURIComponent(pathname.slice(BASE.length)) : null;
    let file = below === null ? null : path.join(files, below);
    if (file?.endsWith("/") || file === files) file = path.join(file, "index.html");
    const found = file !== null && fs.existsSync(file) && fs.statSync(file).isFile();
    if (!found) file = path.join(files, "404.html");
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    const packed = /text|xml|json/.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"]);
    const headers = { "content-type": type, vary: "accept-encoding", ...packed && { "content-encoding": "gzip" } };
    response.writeHead(found ? 200 : 404, headers);
    response.end(packed ? gzipSync(fs.readFileSync(file)) : fs.readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { files, at: (page) => `${origin}${BASE}${PAGES[page] ?? page}` };
}
