// A site in a temporary folder and `newsprint serve` on it, as an editor has them.

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";

import { until } from "./wait.mjs";

/** The program. */
export const BINARY = process.env.NEWSPRINT_BINARY || fileURLToPath(new URL("../../target/debug/newsprint", import.meta.url));

export const CONFIG = "title: The Morning Brief\nbase_url: https://brief.example/\ntimezone: Europe/Kyiv\n";

/** An article's text: front matter of these lines, and a body. */
export function article(title, body, lines = "") {
  return `---\ntitle: ${title}\n${lines}---\n${body}\n`;
}

/** So many paragraphs that a page has to be scrolled. */
export function long(count = 60) {
  const paragraph = (number) => `Paragraph ${number}: the ministers talked about grain, and about the ports it leaves from.`;
  return Array.from({ length: count }, (_, number) => paragraph(number + 1)).join("\n\n");
}

/** A picture of one colour, of the same size whatever the colour. */
export function picture(colour) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"><rect width="80" height="60" fill="${colour}"/></svg>\n`;
}

/** A PNG file of one colour. */
export function png(colour, side = 100) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, side, 0, 0, 0, side, 8, 2, 0, 0, 0]);
  const line = Buffer.concat([Buffer.from([0]), ...Array(side).fill(Buffer.from(colour))]);
  const pixels = deflateSync(Buffer.concat(Array(side).fill(line)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

/** The sites of the test that runs. */
export const serving = new Set();

// Whatever ends a run ends its servers.
process.on("exit", () => serving.forEach((site) => site.server?.kill("SIGKILL")));

/** A site with these files, served until the test `t` ends. */
export async function serve(t, files, ...options) {
  const site = new Site(files, options);
  serving.add(site);
  t.after(() => site.remove());
  await site.start();
  return site;
}

class Site {
  constructor(files, options) {
    this.root = fs.mkdtempSync(path.join(os.tmpdir(), "newsprint-browser-"));
    this.options = options;
    this.port = 0;
    this.write({ "newsprint.yaml": CONFIG, ...files });
  }

  /** Starts the server; at the port that it had before, if it had one. */
  async start() {
    const server = spawn(BINARY, ["serve", "--port", `${this.port}`, "--root", this.root, ...this.options], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.server = server;
    this.ended = new Promise((resolve) => server.on("close", resolve));
    this.said = "";
    server.stderr.setEncoding("utf8").on("data", (text) => { this.said += text; });
    server.on("error", (error) => { this.said += `${error}`; });
    const line = await until("the server's line with its address", () => {
      if (server.exitCode !== null) throw new Error(`the server has ended:\n${this.said}`);
      return this.said.match(/^Serving \d+ articles? at (http:\/\/localhost:(\d+)\/\S*)/m);
    });
    this.url = line[1];
    this.port = Number(line[2]);
  }

  /** Ends the server, which has to be gone afterwards. */
  async stop() {
    if (this.server.exitCode === null && this.server.signalCode === null) this.server.kill("SIGINT");
    await this.ended;
  }

  async remove() {
    serving.delete(this);
    await this.stop();
    fs.rmSync(this.root, { recursive: true, force: true });
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

  rename(from, to) {
    fs.renameSync(path.join(this.root, from), path.join(this.root, to));
  }

  unlink(name) {
    fs.rmSync(path.join(this.root, name));
  }
}
