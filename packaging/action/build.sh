#!/usr/bin/env bash
# Builds the site for GitHub, says what changes, and checks the texts that do.
#
#   build.sh ROOT OUTPUT BASE_URL STRICT
#
# Messages become annotations; what is new, changed or gone stands in the run's summary. BASE_URL may be empty, STRICT is "true"
# or not.
set -euo pipefail
root=$1 output=$2 base_url=$3 strict=$4
changes=$(mktemp)
arguments=(build --root "$root" --output "$output" --format github --changes "$changes")
if [ -n "$base_url" ]; then arguments+=(--base-url "$base_url"); fi
if [ "$strict" = true ]; then arguments+=(--strict); fi
code=0
newsprint "${arguments[@]}" || code=$?
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
if [ "$code" != 0 ]; then
    echo "The site was not built: the annotations say what is wrong." >>"$summary"
    exit "$code"
fi
# How many lines of the list are shown: a summary may have 1 MB, and nobody reads more.
shown=50
{
    echo "| | pages and files |"
    echo "|---|---:|"
    for change in added changed removed; do
        printf '| %s | %s |\n' "$change" "$(grep -c "^$change " "$changes" || true)"
    done
    if [ -s "$changes" ]; then
        echo
        echo "| what | where |"
        echo "|---|---|"
        head -n "$shown" "$changes" | while read -r change url; do printf '| %s | %s |\n' "$change" "${url//|/%7C}"; done
        lines=$(wc -l <"$changes")
        if [ "$lines" -gt "$shown" ]; then echo "| … | and $((lines - shown)) more |"; fi
    fi
} >>"$summary"
# As an editor would, where warnings count: what a pull request changes, or everything where that cannot be told.
if [ "$strict" = true ]; then
    arguments=(check --root "$root" --strict --format github)
    if [ -n "${GITHUB_BASE_REF:-}" ] && git -C "$root" fetch --quiet --no-tags --depth=1 origin "$GITHUB_BASE_REF"; then
        arguments+=(--changed=FETCH_HEAD)
    fi
    newsprint "${arguments[@]}"
fi
