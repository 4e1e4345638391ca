//! What pages say of themselves where search engines and networks look for a description.

use std::collections::BTreeMap;
use std::path::Path;

use crate::harness::{Site, copy};

/// The value of `<meta name="description">`, as it is escaped.
fn description(html: &str) -> Option<&str> {
    html.split_once("<meta name=\"description\" content=\"")?.1.split_once('"').map(|(value, _)| value)
}

/// Pages that have none by design: nobody shall find them or pass them on.
fn has_none_by_design(path: &str, html: &str) -> bool {
    // The page for what is not there; a page that leads on; a mail; the notice where a text was taken back.
    path == "404.html"
        || html.contains("http-equiv=\"refresh\"")
        || path.ends_with("/email.html")
        || html.contains("class=\"article withdrawn\"")
}

fn every_page_says_what_it_is(site: &Site) {
    let tree = site.built(&[]);
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut faults = Vec::new();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        match description(&html) {
            Some(text) if !text.trim().is_empty() => {
                assert!(!text.contains(['{', '}']), "{path}: {text}");
                let language = html.split_once("<html lang=\"").map_or("", |(_, rest)| &rest[..2]);
                if let Some(other) = seen.insert(format!("{language} {text}"), path.clone()) {
                    faults.push(format!("{other} and {path}: {text}"));
                }
            }
            _ if has_none_by_design(path, &html) => {}
            _ => faults.push(format!("{path}: none")),
        }
    }
    assert!(seen.len() > 20, "{seen:#?}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_of_the_example_digest_says_what_it_is() {
    let site = Site::bare();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["content", "data", "static"] {
        copy(&root.join(folder), &site.path().join(folder));
    }
    site.write("newsprint.yaml", std::fs::read(root.join("newsprint.yaml")).expect("a configuration"));
    every_page_says_what_it_is(&site);
}

#[test]
fn lists_that_nobody_described_are_counted_in_the_sites_language() {
    let site = Site::with(&[]);
    for day in 1..=5 {
        site.write(
            &format!("content/2025-02-{day:02}-n{day}.md"),
            format!("---\ntitle: N{day}\nsummary: Summary {day}.\nsource: Wire\ntopics: [Trade]\ntags: [Ports]\nauthor: Jo Doe\nstory: talks\n---\nText.\n"),
        );
    }
    for (language, expected) in [
        ("en", "Trade: 5 articles of Desk on this topic. Page 2."),
        ("uk", "Trade: 5 статей «Desk» на цю тему. Сторінка 2."),
    ] {
        site.write(
            "newsprint.yaml",
            format!("title: Desk\nbase_url: https://digest.example/\nlanguage: {language}\npaginate: 2\n"),
        );
        every_page_says_what_it_is(&site);
        let page = site.page("topics/trade/page/2/index.html");
        assert_eq!(description(&page), Some(expected));
    }
}
