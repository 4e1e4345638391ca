// What an editor of code shows of newsprint's schemas: the YAML language server, as VS Code and others run it, is asked as they ask it.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";

const here = dirname(fileURLToPath(import.meta.url));
const newsprint = process.env.NEWSPRINT_BINARY;
const folder = mkdtempSync(join(tmpdir(), "newsprint-"));
const site = join(folder, "site");
let server;
let connection;
/** By address, who waits for what is wrong with a text. */
const waiting = new Map();

before(async () => {
  execFileSync(newsprint, ["init", site, "--title", "T", "--now", "2025-03-01T12:00"], { stdio: "pipe" });
  execFileSync(newsprint, ["new", "tag", "Black Sea"], { cwd: site, stdio: "pipe" });
  execFileSync(newsprint, ["schema", "--write"], { cwd: site, stdio: "pipe" });
  const program = join(here, "node_modules/yaml-language-server/bin/yaml-language-server");
  server = spawn(process.execPath, [program, "--stdio"], { cwd: site, stdio: ["pipe", "pipe", "inherit"] });
  connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const settings = JSON.parse(readFileSync(join(site, ".vscode/settings.json"), "utf8"));
  // A Markdown file's front matter is YAML to the server when an editor gives it as that.
  const schemas = { ...settings["yaml.schemas"] };
  for (const kind of ["article", "page", "topic", "story", "edition", "home"]) schemas[`.schemas/${kind}.json`] = `${kind}.front.yaml`;
  const yaml = { schemas, validate: true, hover: true, completion: true, schemaStore: { enable: false } };
  connection.onRequest("workspace/configuration", ({ items }) => items.map((item) => (item.section === "yaml" ? yaml : null)));
  connection.onRequest("client/registerCapability", () => null);
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => waiting.get(uri)?.(diagnostics));
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(site).href,
    workspaceFolders: [{ uri: pathToFileURL(site).href, name: "site" }],
    capabilities: {
      textDocument: {
        completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown", "plaintext"] } },
        hover: { contentFormat: ["markdown"] },
      },
      workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
    },
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("workspace/didChangeConfiguration", { settings: { yaml } });
});

after(() => {
  connection?.dispose();
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

let version = 0;

/** Opens a text under a name, with `|` where the cursor is: what is wrong with it, and what is asked there. */
async function open(name, text) {
  const at = text.indexOf("¦");
  const plain = text.replace("¦", "");
  const path = join(site, name);
  const uri = pathToFileURL(path).href;
  const before = text.slice(0, at).split("\n");
  const position = { line: before.length - 1, character: before.at(-1).length };
  const said = new Promise((resolve) => waiting.set(uri, resolve));
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: ++version, text: plain },
  });
  const inOrder = (await said).sort((one, two) => one.range.start.line - two.range.start.line);
  const diagnostics = inOrder.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
  const textDocument = { uri };
  const ask = async (method) => (at < 0 ? null : connection.sendRequest(method, { textDocument, position }));
  const completion = await ask("textDocument/completion");
  const hover = await ask("textDocument/hover");
  await connection.sendNotification("textDocument/didClose", { textDocument });
  return {
    diagnostics,
    offered: (completion?.items ?? []).map((item) => item.label),
    items: completion?.items ?? [],
    hover: hover?.contents?.value ?? "",
  };
}

test("what is wrong is marked, with what to write", async () => {
  const { diagnostics } = await open(
    "newsprint.yaml",
    [
      "title: T",
      "base_url: digest.example.org",
      "titel: X",
      "feeds:",
      "  content: everything",
      "  items: many",
      "crops: perhaps",
      "paginate: 20000",
      "menu: [{name: World}]",
      "description: [a, b]",
    ].join("\n"),
  );
  assert.deepEqual(diagnostics, [
    "2: must be a whole web address, beginning with https://",
    "3: Property titel is not allowed.",
    "5: must be one of full, summary",
    "6: must be a whole number from 1 to 1000",
    "7: must be true or false",
    "8: Value is above the maximum of 10000.",
    '9: Missing property "url".',
    "10: must be text",
  ]);
});

test("what is right is left alone, in any of its forms", async () => {
  for (const [name, text] of [
    ["newsprint.yaml", "title: T\nTAGLINE:\n".replace("TAGLINE", "tagline") + "language: no\ncrops: off\nfeeds: {content: Full, format: RSS}\nplayers: []\ntheme:\n  fonts: {headings: old-style}\n  accent: '#98191d'\nsearch: /find/?q={query}\noffline: remove\ncomments: false\n"],
    ["article.front.yaml", "title: 2025\ndate: 2025-02-12 18:30\nlayout: post\nstatus: published\ncategories: world\nauthor: Somebody New\nsource: https://times.example.org/grain\nimage: a.jpg\nsummary:\ntags: [Grain, 2025, A new one]\ntype: Opinion\n"],
    ["page.front.yaml", "title: About\nauthors: [Anna]\n"],
    ["home.front.yaml", ""],
    ["content/tags.yaml", "- Kyiv\n- name: Defence\n  aliases: [Defense]\n  names: {uk: Оборона}\n"],
    ["content/authors.yaml", "Anna Example:\n  role: Editor\nhsu: {name: Hanna Schmidt}\nBen Example:\n"],
  ]) {
    const { diagnostics } = await open(name, text);
    assert.deepEqual(diagnostics, [], `${name}: ${text}`);
  }
});

test("every file of a new site, and of the example digest, is right", async () => {
  const digest = join(here, "../..");
  for (const [folder, names] of [
    [site, ["newsprint.yaml", "content/tags.yaml", "content/sources.yaml", "content/authors.yaml"]],
    [digest, ["newsprint.yaml", "content/tags.yaml", "content/sources.yaml", "content/authors.yaml"]],
  ]) {
    for (const name of names) {
      const { diagnostics } = await open(name, readFileSync(join(folder, name), "utf8"));
      assert.deepEqual(diagnostics, [], `${folder}/${name}`);
    }
  }
});

test("keys are completed and explained, by their own names alone", async () => {
  const { offered, items } = await open("article.front.yaml", "title: T\n¦");
  for (const key of ["date", "summary", "sources", "tags", "type", "image", "draft"]) assert.ok(offered.includes(key), key);
  for (const key of ["lastmod", "layout", "status", "gather", "number", "isDraft"]) assert.ok(!offered.includes(key), key);
  const summary = items.find((item) => item.label === "summary");
  assert.match(JSON.stringify(summary.documentation), /for cards, feeds and search engines/);
  const topic = await open("topic.front.yaml", "title: T\n¦");
  assert.ok(topic.offered.includes("gather") && !topic.offered.includes("sources") && !topic.offered.includes("authors"));
  const source = await open("article.front.yaml", "title: T\nsources:\n  - name: A\n    ¦");
  for (const key of ["url", "title", "author", "retrieved", "licence"]) assert.ok(source.offered.includes(key), `${key}: ${source.offered}`);
  const config = await open("newsprint.yaml", "feeds:\n  ¦");
  assert.ok(config.offered.includes("formats") && !config.offered.includes("hubs"), `${config.offered}`);
});

test("values are completed: words, and the names of the site", async () => {
  const type = await open("article.front.yaml", "title: T\ntype: ¦");
  for (const word of ["news", "opinion", "live"]) assert.ok(type.offered.includes(word), `${word}: ${type.offered}`);
  const topics = await open("article.front.yaml", "title: T\ntopics: ¦");
  assert.ok(topics.offered.includes("World"), `${topics.offered}`);
  const tags = await open("article.front.yaml", "title: T\ntags:\n  - ¦");
  assert.ok(tags.offered.includes("Black Sea") && tags.offered.includes("Grain"), `${tags.offered}`);
  const draft = await open("article.front.yaml", "title: T\ndraft: ¦");
  assert.ok(draft.offered.includes("true") && !draft.offered.includes("null"), `${draft.offered}`);
  const title = await open("article.front.yaml", "title: ¦");
  assert.ok(!title.offered.includes("true") && !title.offered.includes("null"), `${title.offered}`);
  const zone = await open("newsprint.yaml", "timezone: Europe/Ky¦");
  assert.ok(zone.offered.includes("Europe/Kyiv"));
});

test("what a key means is told where the pointer rests", async () => {
  const paginate = await open("newsprint.yaml", "title: T\npagi¦nate: 20");
  assert.match(paginate.hover, /Articles on each page of a list/);
  const synonym = await open("article.front.yaml", "title: T\nlast¦mod: 2025-02-12");
  assert.match(synonym.hover, /The same as `updated`/);
});

test("what has no effect in a document is said where it stands", async () => {
  const { diagnostics } = await open("topic.front.yaml", "title: Trade\nsources: [A]\ngather: {tags: [Grain]}\n");
  assert.deepEqual(diagnostics, ["2: has no effect here: take it out"]);
});
