//! Sitemaps: valid by the rules of the protocol and of its extension for news, and right about what is there.

use std::path::Path;
use std::process::Command;

use crate::harness::{Site, copy, fixture};

/// Asks libxml2 whether a file follows the rules in `tests/schemas/`; says nothing when there is no `xmllint` and the
/// environment does not ask for it.
fn is_valid(file: &Path) -> Result<(), String> {
    let schema = fixture("schemas").join("sitemap.xsd");
    let output =
        match Command::new("xmllint").args(["--nonet", "--noout", "--schema"]).arg(schema).arg(file).output()
        {
            Ok(output) => output,
            Err(_) if std::env::var_os("NEWSPRINT_REQUIRE_XMLLINT").is_none() => return Ok(()),
            Err(error) => return Err(format!("xmllint: {error}")),
        };
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// What is wrong with the sitemaps of a built site.
pub(crate) fn faults(site: &Site) -> Vec<String> {
    let fault = |(path, bytes): &(String, Vec<u8>)| {
        if bytes.len() >= 50 << 20 {
            return Some(format!("{path} is too long"));
        }
        is_valid(&site.path().join("public").join(path)).err()
    };
    sitemaps(site).iter().filter_map(fault).collect()
}

fn sitemaps(site: &Site) -> Vec<(String, Vec<u8>)> {
    let is_one = |path: &str| {
        path.ends_with(".xml") && path.rsplit('/').next().is_some_and(|name| name.contains("sitemap"))
    };
    site.tree().into_iter().filter(|(path, _)| is_one(path)).collect()
}

/// Checks all sitemaps of a built site; returns how many there are.
fn check(site: &Site) -> usize {
    assert_eq!(faults(site), [] as [&str; 0]);
    sitemaps(site).len()
}

fn listed(sitemap: &str) -> Vec<&str> {
    let entries = sitemap.split("<loc>").skip(1);
    entries
        .filter_map(|entry| entry.split('<').next())
        .map(|url| url.trim_start_matches("https://digest.example/"))
        .collect()
}

fn article(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\nsources: [{{name: Outlet, licence: CC BY}}]\n{more}---\nText of {title}.\n")
}

#[test]
fn the_rules_refuse_what_is_wrong() {
    if Command::new("xmllint").arg("--version").output().is_err() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let ask = |inside: &str| {
        let root = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
                    xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">";
        let file = folder.path().join("sitemap.xml");
        std::fs::write(&file, format!("{root}{inside}</urlset>")).expect("a file");
        is_valid(&file).is_ok()
    };
    let news =
        |inside: &str| format!("<url><loc>https://a.example/b/</loc><news:news>{inside}</news:news></url>");
    let publication =
        "<news:publication><news:name>N</news:name><news:language>en</news:language></news:publication>";
    let date = "<news:publication_date>2025-02-12</news:publication_date>";
    let title = "<news:title>T</news:title>";
    assert!(ask("<url><loc>https://a.example/</loc><lastmod>2025-02-12T10:00:00+01:00</lastmod></url>"));
    assert!(ask(&news(&format!("{publication}{date}{title}"))));
    // What a site with more than 50,000 addresses gets, as the unit test of the output has it.
    let index = folder.path().join("index.xml");
    std::fs::write(&index, include_str!("../schemas/index.xml")).expect("a file");
    assert_eq!(is_valid(&index), Ok(()));
    for wrong in [
        String::new(),
        "<url><loc>/a/</loc></url>".to_owned(),
        "<url><lastmod>2025-02-12</lastmod><loc>https://a.example/</loc></url>".to_owned(),
        "<url><loc>https://a.example/</loc><lastmod>12 February</lastmod></url>".to_owned(),
        "<url><loc>https://a.example/</loc><lastmod>2025-02-12T10:00:00</lastmod></url>".to_owned(),
        format!("<url><loc>https://a.example/{}</loc></url>", "x".repeat(2048)),
        "<url><loc>https://a.example/</loc></url><url><loc>https://a.example/</loc></url>".to_owned(),
        news(&format!("{date}{publication}{title}")),
        news(&format!("{publication}{date}")),
        news(&format!("{publication}{date}<news:title> </news:title>")),
        news(&format!("{}{date}{title}", publication.replace(">en<", ">en-GB<"))),
        news(&format!("{publication}{}{title}", date.replace("2025-02-12", "2025-02-31"))),
    ] {
        assert!(!ask(&wrong), "{wrong}");
    }
}

#[test]
fn the_sitemaps_of_the_example_digest_are_valid() {
    let site = Site::bare();
    let root = fixture("..");
    for folder in ["content", "static", "data"] {
        copy(&root.join(folder), &site.path().join(folder));
    }
    std::fs::copy(root.join("newsprint.yaml"), site.path().join("newsprint.yaml")).expect("a copy");
    site.built(&[]);
    assert!(check(&site) >= 2);
    let news = site.page("news-sitemap.xml");
    assert!(news.matches("<news:news>").count() > 3, "{news}");
    assert!(site.page("robots.txt").contains("\nSitemap: https://example.org/news-sitemap.xml\n"));
}

#[test]
fn news_of_the_last_two_days_and_nothing_that_is_not_ours() {
    let site = Site::with(&[
        ("content/2025-02-15-a.md", &article("Newest & <best>", "date: 2025-02-15T11:00:00+02:00\n")),
        ("content/2025-02-15-b.md", &article("Next", "date: 2025-02-15T08:00\nlanguage: uk\n")),
        ("content/2025-02-14-c.md", &article("A day", "")),
        ("content/2025-02-13-d.md", &article("Just in time", "date: 2025-02-13T12:01\n")),
        ("content/2025-02-13-e.md", &article("Too old", "date: 2025-02-13T12:00\n")),
        ("content/2025-02-14-f.md", &article("Hidden", "noindex: true\n")),
        ("content/2025-02-14-g.md", &article("Theirs", "republished: true\n")),
        ("content/2025-02-14-h.md", &article("Paid", "type: sponsored\n")),
        ("content/2025-02-14-i.md", &article("Elsewhere", "canonical: https://other.example/i\n")),
        ("content/2025-02-16-j.md", &article("To come", "")),
    ]);
    site.built(&[]);
    let news = site.page("news-sitemap.xml");
    assert_eq!(listed(&news), ["2025/02/a/", "2025/02/b/", "2025/02/c/", "2025/02/d/"]);
    for part in [
        "<news:publication><news:name>Test</news:name><news:language>en</news:language></news:publication>",
        "<news:publication_date>2025-02-15T11:00:00+02:00</news:publication_date><news:title>Newest &amp; &lt;best&gt;</news:title>",
        "<news:language>uk</news:language>",
        "<news:publication_date>2025-02-14</news:publication_date><news:title>A day</news:title>",
    ] {
        assert!(news.contains(part), "{part}\n{news}");
    }
    check(&site);

    // A warm build at a later moment: what was news is not any more, and the file is never empty.
    let later = |now: &str| {
        site.built(&["--now", now]);
        check(&site);
        site.page("news-sitemap.xml")
    };
    assert_eq!(listed(&later("2025-02-15T12:01:00Z")), ["2025/02/a/", "2025/02/b/", "2025/02/c/"]);
    let quiet = later("2025-02-25T12:00:00Z");
    assert_eq!(listed(&quiet), ["2025/02/j/"]);
    assert!(
        !quiet.contains("<news:news>") && quiet.contains("<lastmod>2025-02-16T00:00:00Z</lastmod>"),
        "{quiet}"
    );
}

#[test]
fn a_site_without_articles_has_no_news() {
    let site = Site::with(&[("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")]);
    let tree = site.built(&[]);
    assert!(!tree.contains_key("news-sitemap.xml"));
    assert!(!site.page("robots.txt").contains("news"));
    assert_eq!(check(&site), 1);
}

#[test]
fn at_most_a_thousand_articles_are_news() {
    let site = Site::with(&[]);
    for n in 0..1_003 {
        let (hour, minute) = (n / 60, n % 60);
        let text = article(&format!("Number {n}"), &format!("date: 2025-02-14T{hour:02}:{minute:02}\n"));
        site.write(&format!("content/2025-02-14-n{n}.md"), text);
    }
    site.built(&[]);
    let news = site.page("news-sitemap.xml");
    assert_eq!(listed(&news).len(), 1_000);
    assert_eq!(listed(&news)[0], "2025/02/n1002/");
    check(&site);
}
