// A site that is built and published at an address of its own: what it does only where it really stands is not to be seen under
// `newsprint serve`.

import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";

import { BINARY } from "./site.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json",
};

/** The path below which it stands. */
export const BASE = "/digest/";

/** Publishes a site with these files; `lines` is what its configuration has besides title and address. */
export async function publish(t, lines, files) {
  const site = new Published(lines, files);
  t.after(() => site.remove());
  await site.start();
  await site.build();
  return site;
}

class Published {
  constructor(lines, files) {
    this.root = fs.mkdtempSync(path.join(os.tmpdir(), "newsprint-published-"));
    this.lines = lines;
    this.write(files);
  }

  async start() {
    this.server = http.createServer((request, response) => this.answer(request, response));
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    // Browsers take names below localhost for safe, and look nowhere for them.
    this.url = `http://digest.localhost:${this.server.address().port}${BASE}`;
  }

  answer(request, response) {
    const { pathname } = new URL(request.url, this.url);
    let file = path.join(this.root, "public", decodeURIComponent(pathname).replace(BASE, "/"));
    if (file.endsWith("/")) file += "index.html";
    const is = pathname.startsWith(BASE) && fs.existsSync(file);
    const ending = path.extname(file);
    response.writeHead(is ? 200 : 404, { "content-type": TYPES[ending] ?? "application/octet-stream" });
    response.end(is ? fs.readFileSync(file) : "Not found");
  }

  /** Builds it for its address, with this in its configuration from now on. */
  async build(lines = this.lines) {
    this.lines = lines;
    this.write({ "newsprint.yaml": `title: The Morning Brief\nbase_url: ${this.url}\n${lines}` });
    const build = spawn(BINARY, ["build", "--root", this.root], { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    build.stderr.setEncoding("utf8").on("data", (text) => { said += text; });
    const code = await new Promise((resolve) => build.on("close", resolve));
    if (code !== 0) throw new Error(said);
  }

  /** The address of a page, by its path below the base path. */
  at(page) {
    return new URL(page, this.url).href;
  }

  write(files) {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.root, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
  }

  async remove() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}
