#!/usr/bin/env bash
# Writes into Cargo.toml from which repository this is released: name-repository.sh https://github.com/OWNER/REPO
#
# crates.io, `cargo binstall`, npm's provenance, and the workflow that `newsprint init` writes want to know. The repository does not
# say it of itself, so that a copy that somebody releases speaks of itself.
set -euo pipefail
cd "$(dirname "$0")/.."
[[ $1 =~ ^https://[A-Za-z0-9./_-]+$ ]] || { echo "usage: name-repository.sh https://github.com/OWNER/REPO" >&2; exit 2; }
sed -i.bak -e '/^repository = /d' -e "/^description = /a\\
repository = \"$1\"" Cargo.toml
rm Cargo.toml.bak
grep -q "^repository = \"$1\"$" Cargo.toml
