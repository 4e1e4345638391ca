//! Several corrections of one day: feed readers and links know each by what it says.

use std::collections::BTreeMap;

use crate::harness::Site;

/// The guid of each correction in the feed.
fn guids(site: &Site, corrections: &[&str]) -> BTreeMap<String, String> {
    let list: String =
        corrections.iter().map(|text| format!("  - {{date: 2025-02-15, text: {text}}}\n")).collect();
    site.write(
        "content/2025-02-12-vote.md",
        format!("---\ntitle: The vote\nsources: [S]\ncorrections:\n{list}---\nText.\n"),
    );
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let tree = site.tree();
    let feed = String::from_utf8_lossy(&tree["corrections/feed.xml"]).into_owned();
    let between = |text: &str, from: &str, to: &str| {
        text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map(|(found, _)| found.to_owned())
    };
    feed.split("<item>")
        .skip(1)
        .filter_map(|item| {
            let guid = between(item, "<guid isPermaLink=\"false\">", "</guid>")?;
            Some((between(item, "<description><![CDATA[", "]]></description>")?, guid))
        })
        .collect()
}

#[test]
fn corrections_of_one_day_keep_their_guids_when_another_is_added() {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\n");
    let before = guids(&site, &["First", "Second"]);
    assert_eq!(before.len(), 2, "{before:?}");
    for order in [["Third", "First", "Second"], ["First", "Second", "Third"], ["Second", "Third", "First"]] {
        let after = guids(&site, &order);
        assert_eq!(after.len(), 3, "{after:?}");
        for (text, guid) in &before {
            assert_eq!(after.get(text), Some(guid), "{order:?}");
        }
        assert!(!before.values().any(|guid| *guid == after["Third"]), "a guid of its own");
    }
}
