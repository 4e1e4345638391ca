#!/usr/bin/env bash
# Fetches the released binary of a version for this machine into FOLDER, and checks it against its checksum.
#
#   fetch.sh RELEASES VERSION FOLDER
#
# RELEASES is where the releases' files stand: https://github.com/OWNER/REPO/releases/download. Ends with 0 and without a binary
# in FOLDER when there is no such release, so that it is built instead; with 1 when what came is not what was released, or when WANTED in
# the environment says that somebody asked for this version.
set -euo pipefail
releases=$1 version=$2 folder=$3
target=$("$(dirname "$0")/../target.sh")
none() {
    if [ -n "${WANTED:-}" ]; then
        echo "::error::$1, and it was asked for"
        exit 1
    fi
    echo "$1"
    exit 0
}
if [ -z "$target" ] || [ -z "$version" ]; then none "There is no released binary for this machine or version"; fi
case $target in *windows*) ending=zip ;; *) ending=tar.gz ;; esac
file=newsprint-$target.$ending
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
get() { curl --fail --silent --show-error --location --retry 3 --output "$scratch/$1" "$releases/v$version/$1"; }
if ! get "$file.sha256"; then none "There is no release $version with $file"; fi
get "$file"
cd "$scratch"
check() { if command -v sha256sum >/dev/null; then sha256sum --check --status "$1"; else shasum -a 256 --check --status "$1"; fi; }
# Of the file that was asked for, and of no other.
read -r sum named <"$file.sha256"
if [ "${named#\*}" != "$file" ] || ! printf '%s  %s\n' "$sum" "$file" >sum || ! check sum; then
    echo "::error::$file of $version is not what was released: its checksum is another one"
    exit 1
fi
case $ending in zip) unzip -q "$file" ;; *) tar -xzf "$file" ;; esac
mkdir -p "$folder"
cp "newsprint-$target"/newsprint* "$folder/"
echo "Fetched newsprint $version for $target"
