//! What articles of one kind or another say of themselves.

use serde_json::Value;

use super::{canonical, meta, node, nodes};
use crate::harness::Site;

#[test]
fn a_live_article_tells_its_updates() {
    let text = "Opening.\n\n## 14:05 The vote begins\n\nA *word* & more.\n\n### Deeper\n\nBelow.\n\n## 15:10\n\nNo title.\n";
    let site = Site::with(&[
        ("content/2025-02-01-one.md", &format!("---\ntitle: One\ntype: live\nsource: S\n---\n{text}")),
        (
            "content/2025-02-02-two.md",
            "---\ntitle: Two\ndate: 2025-02-02 10:00\ntype: live\nsource: S\n---\nNothing yet.\n",
        ),
    ]);
    site.built(&[]);
    let article = node(&site.page("2025/02/one/index.html"), "LiveBlogPosting");
    // Nobody wrote when it began: when its first update did.
    assert_eq!(article["coverageStartTime"], "2025-02-01T14:05:00Z");
    let updates = article["liveBlogUpdate"].as_array().expect("updates");
    assert_eq!(updates.len(), 2);
    let first = &updates[1];
    assert_eq!(first["headline"], "The vote begins");
    assert_eq!(first["datePublished"], "2025-02-01T14:05:00Z");
    let body = first["articleBody"].as_str().expect("a text");
    assert!(body.starts_with("A word & more. Deeper") && body.ends_with("Below."), "{body}");
    let url = first["url"].as_str().expect("an address");
    let (page, anchor) = url.split_once('#').expect("an anchor");
    assert_eq!(page, "https://digest.example/2025/02/one/");
    assert!(site.page("2025/02/one/index.html").contains(&format!("id=\"{anchor}\"")), "{anchor}");
    assert!(updates[0]["headline"].is_null());
    assert_eq!(updates[0]["articleBody"], "No title.");
    let article = node(&site.page("2025/02/two/index.html"), "LiveBlogPosting");
    assert_eq!(article["coverageStartTime"], "2025-02-02T10:00:00Z");
    assert!(article["liveBlogUpdate"].is_null());
}

#[test]
fn a_republished_text_is_theirs() {
    let source = "sources: [{name: Wire, url: 'https://wire.example/a', title: A, author: 'Jo Doe, Ann Roe', \
                  licence: CC BY 4.0, published: 2025-01-31}]";
    let site = Site::with(&[(
        "content/2025-02-01-one.md",
        &format!("---\ntitle: One\nrepublished: true\nauthors: [Our Editor]\n{source}\n---\nText.\n"),
    )]);
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\ncopyright: Ours\n");
    site.built(&[]);
    let html = site.page("2025/02/one/index.html");
    let article = node(&html, "NewsArticle");
    assert_eq!(article["author"][0]["name"], "Jo Doe");
    assert_eq!(article["author"][1]["name"], "Ann Roe");
    assert_eq!(article["publisher"]["name"], "Wire");
    assert_eq!(article["provider"]["name"], "Test");
    assert_eq!(article["license"]["name"], "CC BY 4.0");
    assert_eq!(article["mainEntityOfPage"]["@id"], "https://wire.example/a");
    assert!(article["copyrightHolder"].is_null() && article["copyrightNotice"].is_null());
    assert_eq!(article["isBasedOn"][0]["datePublished"], "2025-01-31");
    assert_eq!(canonical(&html), Some("https://wire.example/a"));
    assert_eq!(meta(&html, "og:url"), ["https://wire.example/a"]);
    assert_eq!(meta(&html, "robots"), ["noindex"]);
}

#[test]
fn what_was_taken_back_is_no_article() {
    let site = Site::with(&[
        (
            "content/2025-02-01-one.md",
            "---\ntitle: Secret\nsource: S\nwithdrawn: {date: 2025-02-02, text: Wrong.}\n---\nText.\n",
        ),
        (
            "content/2025-02-03-two.md",
            "---\ntitle: Two\nsource: S\ncorrections:\n- {date: 2025-02-04, kind: retraction, text: All of it.}\n\
             - {date: 2025-02-04, kind: update, text: News.}\n---\nText.\n",
        ),
    ]);
    site.built(&[]);
    let html = site.page("2025/02/one/index.html");
    assert!(nodes(&html, "Article").is_empty() && !html.contains("Secret"), "{html}");
    assert_eq!(meta(&html, "og:title"), ["Withdrawn"]);
    let article = node(&site.page("2025/02/two/index.html"), "NewsArticle");
    assert_eq!(article["creativeWorkStatus"], "Retracted");
    // What is new corrects nothing.
    assert_eq!(article["correction"].as_array().map(Vec::len), Some(1));
    assert_eq!(article["correction"][0]["text"], "All of it.");
}

#[test]
fn an_author_s_role_reaches_their_articles() {
    let site = Site::with(&[
        ("content/2025-02-01-one.md", "---\ntitle: One\nsource: S\nauthors: [Jo Doe]\n---\nText.\n"),
        ("content/authors.yaml", "- {name: Jo Doe, role: Editor, url: 'https://jo.example/'}\n"),
    ]);
    let role = |role: &str| {
        site.built(&[]);
        let author = node(&site.page("2025/02/one/index.html"), "Article")["author"][0].clone();
        let person = node(&site.page("authors/jo-doe/index.html"), "ProfilePage")["mainEntity"].clone();
        assert_eq!((&author["jobTitle"], &person["jobTitle"]), (&Value::from(role), &Value::from(role)));
        assert_eq!(author["@id"], person["@id"]);
        person
    };
    let person = role("Editor");
    assert_eq!(
        (&person["worksFor"]["name"], &person["sameAs"]),
        (&"Test".into(), &"https://jo.example/".into())
    );
    site.write("content/authors.yaml", "- {name: Jo Doe, role: Reporter, until: 2025-02-10}\n");
    assert!(role("Reporter")["worksFor"].is_null(), "who has left works elsewhere");
}
