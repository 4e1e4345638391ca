#!/usr/bin/env bash
# Decides what the action does, and prints it as outputs of its step. Reads VERSION, REF, EVENT, STRICT, DEPLOY, ACTION and ROOT.
set -euo pipefail
version=$VERSION
# A tag names the release by which the action is used; a branch or a commit has none.
case $REF in v[0-9]*.[0-9]*.[0-9]*) version=${version:-${REF#v}} ;; esac
is_request=false
case $EVENT in pull_request | pull_request_target) is_request=true ;; esac
if [ "$is_request" = true ]; then ships=false; else ships=true; fi
# What decides about the binary that is built: all that is compiled.
source=$(
    cd "$ACTION"
    find Cargo.lock Cargo.toml build.rs src templates static/theme i18n typefaces archetypes starter -type f -print0 |
        LC_ALL=C sort -z | xargs -0 shasum -a 256 | shasum -a 256 | cut -c 1-32
)
echo "version=${version#v}"
echo "strict=${STRICT:-$is_request}"
echo "deploy=${DEPLOY:-$ships}"
echo "source=$source"
echo "bin=${RUNNER_TEMP:-/tmp}/newsprint-bin"
echo "public=$ROOT/public"
echo "cache=$ROOT/.newsprint"
