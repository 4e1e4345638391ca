#!/usr/bin/env node
// Runs the program that the optional package for this machine has brought.
"use strict";

const { spawnSync } = require("node:child_process");

const name = `newsprint-${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "newsprint.exe" : "newsprint";

let program;
try {
  program = require.resolve(`${name}/${file}`);
} catch {
  console.error(
    `error: there is no newsprint for ${process.platform} on ${process.arch}, or ${name} was not installed ` +
      "(npm leaves it out with --no-optional or --omit=optional)",
  );
  process.exit(2);
}

const run = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (run.error) {
  console.error(`error: ${program} cannot be started: ${run.error.message}`);
  process.exit(2);
}
if (run.signal) {
  process.kill(process.pid, run.signal);
}
process.exit(run.status ?? 1);
