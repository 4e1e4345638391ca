#!/usr/bin/env bash
# Packs a binary for a release: archive.sh BINARY TARGET OUT writes OUT/newsprint-TARGET.tar.gz (.zip for Windows) and beside it
# its SHA-256 as `sha256sum` prints it. The archive has the same bytes whenever it is made of the same binary.
set -euo pipefail
binary=$1 target=$2 out=$3
root=$(cd "$(dirname "$0")/.." && pwd)
name=newsprint-$target
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$out" "$folder/$name"
cp "$binary" "$root/README.md" "$root/CHANGELOG.md" "$root"/LICENSE-* "$folder/$name/"
cp "$root/typefaces/LICENSE-OFL" "$folder/$name/"
chmod 644 "$folder/$name"/*
chmod 755 "$folder/$name" "$folder/$name"/newsprint*
out=$(cd "$out" && pwd)
cd "$folder"
case $target in
    *windows*)
        7z a -tzip -bso0 "$out/$name.zip" "$name"
        file=$name.zip
        ;;
    *)
        find "$name" -exec env TZ=UTC touch -t 198001010000 {} +
        find "$name" -type f | LC_ALL=C sort >list
        # BSD's tar has other words for the same; what it writes there differs by who packed it alone.
        if tar --version | grep -q GNU; then
            tar --owner=0 --group=0 --numeric-owner --format=ustar -cf - -T list | gzip -9n >"$out/$name.tar.gz"
        else
            tar --uid 0 --gid 0 --format=ustar -cf - -T list | gzip -9n >"$out/$name.tar.gz"
        fi
        file=$name.tar.gz
        ;;
esac
cd "$out"
if command -v sha256sum >/dev/null; then sha256sum "$file"; else shasum -a 256 "$file"; fi >"$file.sha256"
echo "$out/$file"
