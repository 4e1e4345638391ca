// Makes the npm packages: one for each platform, of a binary, and the one that people install, which brings theirs along.
//
//   node packaging/npm/pack.mjs OUT linux-x64=PATH [darwin-arm64=PATH …]
//
// Writes a folder for each package into OUT, to be given to `npm pack` or `npm publish`. The version is that of Cargo.toml.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PLATFORMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");

const cargo = readFileSync(join(root, "Cargo.toml"), "utf8");
const value = (key) => cargo.match(new RegExp(`^${key} = "(.*)"$`, "m"))?.[1];
const common = {
  version: value("version"),
  description: value("description"),
  license: value("license"),
  ...(value("repository") && { repository: { type: "git", url: `git+${value("repository")}.git` } }),
};

const [out, ...given] = process.argv.slice(2);
const binaries = new Map(given.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
const unknown = [...binaries.keys()].filter((platform) => !PLATFORMS.includes(platform));
if (!out || binaries.size === 0 || unknown.length > 0) {
  console.error(`usage: pack.mjs OUT PLATFORM=BINARY …, of ${PLATFORMS.join(", ")}`);
  process.exit(2);
}

function write(name, manifest, files) {
  const folder = join(out, name);
  mkdirSync(folder, { recursive: true });
  for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(join(root, licence), join(folder, licence));
  for (const [file, from] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(from, join(folder, file));
  }
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ name, ...common, ...manifest }, null, 2)}\n`);
  return folder;
}

for (const [platform, binary] of binaries) {
  const [os, cpu] = platform.split("-");
  const file = os === "win32" ? "newsprint.exe" : "newsprint";
  const folder = write(`newsprint-${platform}`, { os: [os], cpu: [cpu], files: [file] }, [[file, binary]]);
  chmodSync(join(folder, file), 0o755);
}
// Of those for which there is a binary: npm would ask the registry for the others.
const optional = [...binaries.keys()].sort().map((platform) => [`newsprint-${platform}`, common.version]);
write(
  "newsprint",
  {
    bin: { newsprint: "bin/newsprint.js" },
    files: ["bin"],
    engines: { node: ">=18" },
    optionalDependencies: Object.fromEntries(optional),
  },
  [
    ["bin/newsprint.js", join(here, "newsprint.js")],
    ["README.md", join(root, "README.md")],
  ],
);
