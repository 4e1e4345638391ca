"""Answers for trafilatura (PyPI: trafilatura, lxml_html_clean): a page's path and address on each line, a line of JSON for each."""

import gzip
import json
import sys

import trafilatura

for line in sys.stdin:
    path, _, url = line.rstrip("\n").partition("\t")
    with gzip.open(path) as file:
        html = file.read().decode("utf-8", "replace")
    found = None
    try:
        found = trafilatura.bare_extraction(html, url=url or None, include_comments=False, with_metadata=True)
    except Exception as error:  # noqa: BLE001 - a page that stops it is one without an answer
        print(f"{path}: {error}", file=sys.stderr)
    answer = {"text": "", "title": "", "author": "", "date": ""}
    if found is not None:
        found = found.as_dict()
        answer = {key: found.get(key) or "" for key in answer}
    print(json.dumps(answer), flush=True)
