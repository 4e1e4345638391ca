//! One text that names several: each has its page, and is named by itself wherever the article is.

use std::collections::BTreeSet;

use crate::harness::Site;

fn site(article: &str, other: &str) -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: Names\nbase_url: https://digest.example/\n");
    site.write("content/2025-02-01-a.md", format!("---\ntitle: A\n{article}\n---\nText.\n"));
    site.write("content/2025-02-02-b.md", format!("---\ntitle: B\n{other}\n---\nText.\n"));
    site
}

/// Builds, and says which pages of a kind of names there are.
fn pages(site: &Site, kind: &str) -> (Vec<String>, String) {
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let tree = site.tree();
    let of_kind = tree.keys().filter_map(|path| path.strip_prefix(kind)?.strip_suffix("/index.html"));
    let slugs: BTreeSet<String> =
        of_kind.filter_map(|slug| Some(slug.strip_prefix('/')?.to_owned())).collect();
    (slugs.into_iter().collect(), run.stderr)
}

#[test]
fn names_that_can_only_be_several_are_several() {
    let site = site(
        "authors: Anna Example, Ben Sample and C. Third\nsources: The Example Times; news.example",
        "authors: Anna Example\nsources: [Else]",
    );
    let (authors, said) = pages(&site, "authors");
    assert_eq!(authors, ["anna-example", "ben-sample", "c-third"], "{said}");
    assert_eq!(pages(&site, "sources").0, ["else", "news-example", "the-example-times"]);
    assert!(!said.contains("one-name"), "{said}");
    let page = site.page("2025/02/a/index.html");
    for name in
        ["authors/anna-example", "authors/ben-sample", "sources/the-example-times", "sources/news-example"]
    {
        assert!(page.contains(&format!("href=\"/{name}/\"")), "{name}: {page}");
    }
    assert!(page.contains(r#""name":"C. Third""#) && page.contains(r#""name":"news.example""#), "{page}");
    let feed = site.page("feed.xml");
    for creator in ["Anna Example", "Ben Sample", "C. Third"] {
        assert!(feed.contains(&format!("<dc:creator>{creator}</dc:creator>")), "{feed}");
    }
    assert!(site.page("authors/ben-sample/feed.xml").contains("<title>A</title>"));
}

#[test]
fn names_that_somebody_knows_are_several_and_others_one_with_a_warning() {
    let article = "authors: Desk; Night desk\nsources: Agency, Post\ntags: trade, ports";
    // Named by itself in another article, or in a registry.
    let known = site(article, "authors: [Desk, Night desk]\nsources: [Agency, {name: Post}]");
    known.write("content/tags.yaml", "Trade: {}\nPorts: {}\n");
    let (authors, said) = pages(&known, "authors");
    assert_eq!(authors, ["desk", "night-desk"], "{said}");
    assert_eq!(pages(&known, "sources").0, ["agency", "post"]);
    assert_eq!(pages(&known, "tags").0, ["ports", "trade"]);
    assert!(!said.contains("one-name"), "{said}");

    // One of them is known, and the tags are nobody's.
    let half = site(article, "authors: [Desk]\nsources: [Agency]");
    let (authors, said) = pages(&half, "authors");
    assert_eq!(authors, ["desk", "desk-night-desk"], "{said}");
    assert_eq!(pages(&half, "sources").0, ["agency", "agency-post"]);
    assert_eq!(pages(&half, "tags").0, ["trade-ports"]);
    assert_eq!(said.matches("warning[one-name]").count(), 3, "{said}");
}

#[test]
fn what_is_described_in_a_list_or_has_an_address_is_one_name() {
    let one = site(
        "authors: Anna Example, Ben Sample\nsource: The Times, The Post\nsource_url: https://times.example/1",
        "authors: [\"Carl Third, Dora Fourth\"]\nsources: [\"The One, The Other\"]",
    );
    one.write("content/authors.yaml", "Anna Example, Ben Sample: {}\n");
    let (authors, said) = pages(&one, "authors");
    assert_eq!(authors, ["anna-example-ben-sample", "carl-third-dora-fourth"], "{said}");
    assert_eq!(pages(&one, "sources").0, ["the-one-the-other", "the-times-the-post"]);
}

#[test]
fn what_becomes_known_splits_a_text_that_stays_as_it_was() {
    let site = site("sources: Agency, Post", "sources: [Agency]");
    assert_eq!(pages(&site, "sources").0, ["agency", "agency-post"]);
    site.write("content/sources.yaml", "Post: {}\n");
    let (sources, warm) = pages(&site, "sources");
    assert_eq!(sources, ["agency", "post"], "{warm}");
    assert!(site.tree() == site.cold(), "a warm build has other bytes");
}
