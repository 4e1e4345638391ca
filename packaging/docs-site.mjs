// Makes a site of the documentation, by newsprint itself: docs/*.md become its pages.
//
//   node packaging/docs-site.mjs OUT BASE_URL
//
// `newsprint` is the one on the path, or NEWSPRINT_BINARY. With GITHUB_REPOSITORY links to files that are no pages lead there; without, they
// become their words.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const [out, base = "http://localhost:1111/"] = process.argv.slice(2);
if (!out) {
  console.error("usage: docs-site.mjs OUT BASE_URL");
  process.exit(2);
}

/** Pages in their order: the file, what it is called, and what stands in it. The first of them are in the menu. */
const PAGES = [
  ["README.md", "Start", "a site of your own in five minutes"],
  ["docs/cheatsheet.md", "Cheat sheet", "front matter, Markdown and commands on one page"],
  ["docs/writing.md", "Writing", "for editors: articles, editions, stories, corrections"],
  ["docs/import.md", "Import", "reports of others as drafts and briefs; whole sites"],
  ["docs/configuration.md", "Configuration", "every setting, and every command"],
  ["docs/templates.md", "Templates", "for theme authors"],
  ["docs/messages.md", "Messages", "what each says, and what to do"],
  ["docs/checks.md", "Checks", "what an editor would say of a text"],
  ["docs/benchmarks.md", "Speed", "measured beside Hugo"],
  ["docs/decisions.md", "Decisions", "why it is as it is"],
  ["ARCHITECTURE.md", "Architecture", "how it works inside"],
  ["CONTRIBUTING.md", "Contributing", "how to change it"],
  ["CHANGELOG.md", "Changes", "what is new"],
];
const IN_MENU = 8;
const slug = (file) => (file === "README.md" ? "start" : posix.basename(file, ".md").toLowerCase());
const missing = readdirSync(join(root, "docs")).filter(
  (name) => name.endsWith(".md") && name !== "fuzzing.md" && !PAGES.some(([file]) => file === `docs/${name}`),
);
if (missing.length > 0) throw new Error(`pages that the menu lacks: ${missing}`);

const repository = process.env.GITHUB_REPOSITORY && `https://github.com/${process.env.GITHUB_REPOSITORY}/blob/main/`;
const pictures = new Set();
/** Ids that the theme keeps for itself, and what headings are called instead. */
const KEPT = new Map([["comments", "on-comments"], ["theme-file", "on-theme-file"]]);
const kept = (anchor) => anchor.replace(/^#(.*)$/, (_, id) => `#${KEPT.get(id) ?? id}`);

/** A link of a file, as it is written in a page beside the others. */
function linked(file, whole, mark, words, target) {
  if (target.startsWith("#")) return `[${words}](${kept(target)})`;
  if (/^([a-z]+:|\/\/)/.test(target)) return whole;
  const [path, anchor = ""] = target.split(/(?=#)/);
  const to = posix.normalize(posix.join(posix.dirname(file), path));
  if (PAGES.some(([page]) => page === to)) return `[${words}](${slug(to)}.md${kept(anchor)})`;
  if (mark === "!") {
    pictures.add(to);
    return `![${words}](${posix.basename(to)})`;
  }
  return repository ? `[${words}](${repository}${to})` : words;
}

/** The id that GitHub gives a heading; `ids` are those that were given, and how often. */
function named(heading, ids) {
  const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
  const id = plain.replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-");
  const count = ids.get(id) ?? 0;
  ids.set(id, count + 1);
  return count === 0 ? (KEPT.get(id) ?? id) : `${id}-${count}`;
}

/** The text of a file as a page: its first heading is the title. */
function page(file) {
  const text = readFileSync(join(root, file), "utf8");
  const title = /^# (.*)$/m.exec(text)[1];
  let fence = "";
  const ids = new Map();
  const lines = text.replace(/^# .*\n/m, "").split("\n").map((line) => {
    const mark = /^ {0,3}(```+|~~~+)/.exec(line)?.[1];
    if (mark && (fence === "" || line.trim() === fence)) {
      fence = fence === "" ? mark : "";
      return line;
    }
    if (fence !== "") return line;
    // Links to places in a file follow GitHub's names of them.
    const heading = /^#{2,6} (.*)$/.exec(line)?.[1];
    if (heading) return `${line} {#${named(heading, ids)}}`;
    // What stands in code is no link; the words of a link may be code.
    const links = /`+[^`]*`+|(!?)\[((?:`[^`]*`|!\[[^\]]*\]\([^)]*\)|[^\]`])*)\]\(([^)\s]+)\)/g;
    return line.replace(links, (whole, mark, words, target) => (target ? linked(file, whole, mark, words, target) : whole));
  });
  return `---\ntitle: ${JSON.stringify(title)}\n---\n${lines.join("\n")}`;
}

const site = mkdtempSync(join(tmpdir(), "newsprint-docs-"));
try {
  const pages = join(site, "content/pages");
  mkdirSync(pages, { recursive: true });
  for (const [file] of PAGES) writeFileSync(join(pages, `${slug(file)}.md`), page(file));
  for (const picture of pictures) cpSync(join(root, picture), join(pages, posix.basename(picture)));
  const list = PAGES.map(([file, name, about]) => `- [${name}](pages/${slug(file)}.md): ${about}\n`).join("");
  const welcome = `---\ntitle: newsprint\n---\nA static site generator for curated news digests.\n\n${list}`;
  writeFileSync(join(site, "content/index.md"), welcome);
  const menu = PAGES.slice(0, IN_MENU).map(([file, name]) => `  - {name: ${name}, url: /${slug(file)}/}\n`).join("");
  writeFileSync(
    join(site, "newsprint.yaml"),
    `title: newsprint\ntagline: The documentation\nbase_url: ${JSON.stringify(base)}\nmenu:\n${menu}footer: []\ncsp: true\n`,
  );
  const newsprint = process.env.NEWSPRINT_BINARY || "newsprint";
  execFileSync(newsprint, ["build", "--root", site, "--output", resolve(out), "--force"], { stdio: "inherit" });
} finally {
  rmSync(site, { recursive: true, force: true });
}
