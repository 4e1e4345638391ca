//! `--no-build`: what stands in the output folder, as it is; and what is no finished build.

use std::path::PathBuf;
use std::process::Output;

use super::server::{BUCKET, KEYS, Seen, Server};
use super::{MANIFEST, address, article, command, digest, publish, published, refused, there};
use crate::harness::{Site, tree};

/// The folder that a build of a site wrote to.
fn public(site: &Site) -> PathBuf {
    site.path().join("public")
}

/// A site that was built, without the list of what newsprint made: as shares are put together.
fn together() -> Site {
    let site = digest();
    site.built(&[]);
    site.remove("public/.newsprint-owned");
    site
}

#[test]
fn what_stands_there_is_published_without_its_texts() {
    let (site, www) = (together(), tempfile::tempdir().expect("a folder"));
    // A build would say so, and stop.
    site.write("content/2025-02-14-broken.md", "---\ntitle: [\n---\n");
    for (path, text) in [("public/.env", "SECRET=1"), ("public/.well-known/security.txt", "x")] {
        site.write(path, text);
    }
    let to = ["--no-build", "--to", &address(www.path())];
    let plan = published(&publish(&site, &[&to[..], &["--dry-run"]].concat()));
    assert!(plan.contains("Nothing was published") && tree(www.path()).is_empty(), "{plan}");
    let said = published(&publish(&site, &to));
    assert!(said.contains("Left out, since newsprint did not make it: .env\n"), "{said}");
    let mut expected = site.tree();
    expected.remove(".env");
    assert_eq!(there(www.path()), expected);
    assert!(published(&publish(&site, &to)).contains("has all of it already"));
    // Only what changed, and what is gone.
    let home = site.page("index.html");
    site.write("public/index.html", home + "<!-- by hand -->\n");
    site.remove("public/.well-known/security.txt");
    let said = published(&publish(&site, &to));
    assert!(said.contains("0 new, 1 changed, 1 gone"), "{said}");

    // After a build of one machine its list says what is published.
    let site = digest();
    site.built(&[]);
    site.write("public/notes.txt", "mine");
    let said = published(&publish(&site, &[&to[..], &["--force"]].concat()));
    assert!(said.contains("Left out, since newsprint did not make it: notes.txt\n"), "{said}");
}

#[test]
fn what_is_no_finished_build_is_not_published() {
    let (site, www) = (together(), tempfile::tempdir().expect("a folder"));
    let to = ["--no-build", "--to", &address(www.path())];
    let try_it = |site: &Site, arguments: &[&str], parts: &[&str]| {
        let said = refused(&publish(site, &[&to[..], arguments].concat()), 1);
        for part in [&["error: nothing was published: "][..], parts].concat() {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(tree(www.path()).is_empty(), "nothing is written");
    };
    let without = |path: &str, parts: &[&str]| {
        let file = public(&site).join(path);
        let bytes = std::fs::read(&file).expect("a file");
        std::fs::remove_file(&file).expect("a file");
        try_it(&site, &[], parts);
        std::fs::write(&file, bytes).expect("a file");
    };
    without("index.html", &["is no finished build: it has no index.html"]);
    without("sitemap.xml", &["it has no sitemap.xml"]);
    let page = "sitemap.xml names https://digest.example/2025/02/one/";
    without("2025/02/one/index.html", &[page, "there is no such page; are all shares in it?"]);
    try_it(
        &site,
        &["--base-url", "https://other.example/"],
        &["was built for another address", "--base-url"],
    );
    for (part, why) in [("empty", "is empty: build the site into it first"), ("nowhere", "is no folder")] {
        let folder = site.path().join(part);
        if part == "empty" {
            std::fs::create_dir(&folder).expect("a folder");
        }
        try_it(&site, &["--output", &address(&folder)], &[why]);
    }
    std::fs::create_dir(public(&site).join(".newsprint-tmp")).expect("a folder");
    try_it(&site, &[], &["one is putting files into it, or was interrupted"]);
    std::fs::remove_dir(public(&site).join(".newsprint-tmp")).expect("a folder");

    // The list of one share, when all of them are there.
    let list = |paths: &[&str]| site.write("public/.newsprint-owned", paths.join("\n"));
    list(&["# A list", "index.html", "sitemap.xml"]);
    try_it(&site, &[], &["which .newsprint-owned does not list", "remove the list"]);
    list(&["# A list", "index.html", "sitemap.xml", "gone/index.html"]);
    try_it(&site, &[], &[".newsprint-owned lists what is not there (gone/index.html)"]);
    site.remove("public/.newsprint-owned");

    // A build that was killed while it put files into place.
    let built = digest();
    built.built(&[]);
    let state = std::fs::read_dir(built.path().join(".newsprint")).expect("the cache");
    let state = state.map(|entry| entry.expect("an entry").path()).find(|path| path.join("lock").exists());
    std::fs::write(state.expect("what is known of the output").join("journal"), "").expect("a file");
    try_it(&built, &[], &["was interrupted; build it again"]);

    refused(&publish(&site, &[&to[..], &["--strict"]].concat()), 2);
    published(&publish(&site, &to));
    assert_eq!(there(www.path()), site.tree());
}

/// What goes up, in its order, and how it is handed out.
fn uploads(site: &Site, arguments: &[&str]) -> Vec<(String, String, String)> {
    let server = Server::new();
    let to = format!("s3://{BUCKET}");
    let mut command = command(site, &[&["--jobs", "1", "--to", &to], arguments].concat());
    command
        .env("AWS_ENDPOINT_URL", &server.endpoint)
        .env("AWS_ACCESS_KEY_ID", KEYS.0)
        .env("AWS_SECRET_ACCESS_KEY", KEYS.1);
    let output: Output = command.output().expect("newsprint runs");
    published(&output);
    let is_upload = |seen: &Seen| seen.method == "PUT" && !seen.key.starts_with(MANIFEST);
    let seen = server.seen().into_iter().filter(is_upload);
    seen.map(|seen| (seen.key, seen.media, seen.cache)).collect()
}

#[test]
fn names_tell_the_order_that_a_build_knows() {
    let site = digest();
    article(&site, "three", "Text.");
    site.write(
        "newsprint.yaml",
        "title: Test\nbase_url: https://digest.example/\npaginate: 2\nlanguages: {uk: {title: Тест}}\nsocial_cards: true\n\
         email: {publish: true}\nfeeds: {formats: [rss, json], paths: {/rss.xml: /feed.xml}}\n",
    );
    site.write(
        "content/2025-02-13-uk.uk.md",
        "---\ntitle: Про\nsources: [S]\ntopics: [World]\n---\nТекст.\n",
    );
    site.write(
        "content/editions/2025-02-14.md",
        "---\ntitle: The week\nnumber: 1\n---\n[One](../2025-02-12-one.md)\n",
    );
    let built = uploads(&site, &[]);
    assert!(built.len() > 60, "{}", built.len());
    assert_eq!(uploads(&site, &["--no-build"]), built);
}
