#!/usr/bin/env bash
# Makes the wheel and the npm packages for this machine, installs each into an empty environment from local files alone, and builds
# a site with what was installed.
#
#   packaging/try.sh PROFILE      dev, or dist for what is published
#
# Needs maturin (`pip install maturin`), pip and npm.
set -euo pipefail
cd "$(dirname "$0")/.."
profile=${1:-dist}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)

# What a user does first; `newsprint` is whatever was installed.
try() {
    local newsprint=$1 site=$2
    [ "$("$newsprint" --version)" = "newsprint $version" ]
    "$newsprint" init "$site" --title "A digest"
    "$newsprint" build --strict --root "$site"
    grep -q "A digest" "$site/public/index.html"
}

echo "wheel"
maturin build --locked --quiet --profile "$profile" --out "$folder/wheels"
pip3 install --quiet --no-index --no-deps --target "$folder/python" "$folder"/wheels/newsprint-*.whl
try "$folder/python/bin/newsprint" "$folder/site-of-wheel"

echo "npm"
target=${CARGO_TARGET_DIR:-target}
binary=$target/$([ "$profile" = dev ] && echo debug || echo "$profile")/newsprint
platform=$(node -p 'process.platform + "-" + process.arch')
node packaging/npm/pack.mjs "$folder/packages" "$platform=$binary"
mkdir "$folder/node"
for package in "$folder"/packages/*; do (cd "$folder/node" && npm pack --silent "$package" >/dev/null); done
(cd "$folder/node" && npm install --silent --offline --no-audit --no-fund ./newsprint-*.tgz)
try "$folder/node/node_modules/.bin/newsprint" "$folder/site-of-npm"
# It ends as the program does.
code=0
"$folder/node/node_modules/.bin/newsprint" build --root "$folder/nowhere" 2>/dev/null || code=$?
[ "$code" = 2 ]

echo "archive"
archive=$(packaging/archive.sh "$binary" "$(packaging/target.sh)" "$folder/release")
mkdir -p "$folder/releases/v$version"
cp "$folder"/release/* "$folder/releases/v$version/"
packaging/action/fetch.sh "file://$folder/releases" "$version" "$folder/bin"
try "$folder/bin/newsprint" "$folder/site-of-archive"
# Another version is built from source, and what is not what was released is refused.
packaging/action/fetch.sh "file://$folder/releases" 9.9.9 "$folder/none"
[ ! -e "$folder/none" ]
echo x >>"$folder/releases/v$version/$(basename "$archive")"
if packaging/action/fetch.sh "file://$folder/releases" "$version" "$folder/other"; then exit 1; fi
[ ! -e "$folder/other" ]
echo "All of them work"
