//! A parsed document, written down as bytes and read back, is the same document.

#![allow(clippy::disallowed_methods, reason = "tests read files")]

use std::path::Path;

use proptest::prelude::*;
use walkdir::WalkDir;

use super::document::{self, Document, Kind, ParseContext};
use super::markdown::{HtmlPolicy, Players};
use crate::hash::Digest;

fn parse(path: &str, bytes: &[u8], html: HtmlPolicy) -> Option<Document> {
    let kind = Kind::of(path)?;
    let link_schemes = ["http", "https", "mailto"].map(str::to_owned).to_vec();
    let players = Players::default();
    let context = ParseContext { zone: chrono_tz::Europe::Kyiv, html, link_schemes, players };
    document::parse(&path.into(), kind, bytes, &context).ok()
}

/// Writes a document down, reads it back and compares; also the order of what is compared without regard to it.
fn comes_back(document: &Document) {
    let bytes = postcard::to_allocvec(document).expect("memory takes it");
    let back: Document = postcard::from_bytes(&bytes).expect("what was written can be read");
    assert_eq!(&back, document);
    assert_eq!(Digest::of(&back.front), Digest::of(&document.front), "{}", document.path);
    assert_eq!(format!("{back:?}"), format!("{document:?}"));
}

#[test]
fn every_document_here_comes_back() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for folder in ["content", "tests/sites"] {
        for entry in WalkDir::new(here.join(folder)).sort_by_file_name() {
            let entry = entry.expect("a readable folder");
            let path = entry.path().to_str().expect("UTF-8");
            let Some(at) = path.rfind("/content/") else { continue };
            if !entry.file_type().is_file() {
                continue;
            }
            let bytes = std::fs::read(entry.path()).expect("a readable file");
            for html in [HtmlPolicy::Safe, HtmlPolicy::Escape, HtmlPolicy::Trusted] {
                if let Some(document) = parse(&path[at + 1..], &bytes, html) {
                    comes_back(&document);
                    count += 1;
                }
            }
        }
    }
    assert!(count > 300, "{count}");
}

/// Keys that a document rarely has, and YAML of every type in an order that sorting would change.
const RARE: &str = r#"---
title: "Quotes \" and ’"
date: 2025-02-12 18:30 -03:30
updated: 2011-12-30
expires: 2026-01-01
type: live
summary: S
authors: [Ann, {name: Bo, role: data}]
sources:
  - {name: N, url: "https://n.example/1", title: T, author: A, role: R, published: 2025-01-01, retrieved: 2025-01-02,
     language: uk, archive: "https://a.example/", licence: CC0}
  - https://n.example/2
  - {title: only}
republished: true
topics: [Z, A]
tags: [z, "2025", a]
story: Talks
image: {src: a.png, alt: "", caption: C, credit: D, credit_url: "https://d.example", focus: left top}
corrections: [{date: 2025-02-14, kind: retraction, text: New}, {date: 2025-02-13, text: Old}]
withdrawn: {date: 2025-02-15, text: Gone}
id: 7
aliases: [z, /a]
slug: Ä b
url: /a/b
language: pt-BR
canonical: https://x.example/a
noindex: yes
unknown: 1
extra:
  zeta: 1
  alpha: [~, true, -1, 18446744073709551615, -9223372036854775808, 0.1, -0.0, .inf, -.inf, .nan, 1e300, "text", ""]
  mapping: {z: {}, a: [], 1: one, true: yes, ~: nothing, [1, 2]: list, {k: v}: mapping}
  tagged: !odd {b: !inner [1], a: 2}
---
# One {#one}
Text [a](b.md) and ![](c.png)

[card](2025-02-12-x.md)

<b onclick="x">raw</b> [no](javascript:x) [nowhere](#none)
"#;

#[test]
fn rare_keys_and_yaml_of_every_type_come_back() {
    for path in ["content/2025-2-12.md", "content/x/2025-02-12-a/index.uk.md", "content/topics/a.md"] {
        let document = parse(path, RARE.as_bytes(), HtmlPolicy::Safe).expect("a document");
        assert!(document.front.rare().extra.0.is_some() && !document.diagnostics.is_empty());
        comes_back(&document);
    }
}

#[test]
fn bytes_that_are_no_document_are_an_error() {
    let document = parse("content/a.md", RARE.as_bytes(), HtmlPolicy::Safe).expect("a document");
    let bytes = postcard::to_allocvec(&document).expect("memory takes it");
    for end in 0..bytes.len() {
        assert!(postcard::from_bytes::<Document>(&bytes[..end]).is_err(), "{end}");
    }
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        // An error or another document, but no panic.
        let _ = postcard::from_bytes::<Document>(&damaged);
    }
}

proptest! {
    #[test]
    fn whatever_is_written_comes_back(
        lines in prop::collection::vec(prop::sample::select(RARE.lines().collect::<Vec<_>>()), 0..40),
        odd in "\\PC{0,40}",
    ) {
        let file = format!("---\ntitle: {odd}\n{}\n{odd}\n", lines.join("\n"));
        for path in ["content/2025-02-12-a.md", "content/topics/a.md", "content/index.md"] {
            if let Some(document) = parse(path, file.as_bytes(), HtmlPolicy::Safe) {
                comes_back(&document);
            }
        }
    }
}
