//! Old addresses of feeds answer with the feed itself.

use newsprint::internals::Limits;

use crate::harness::Site;
use crate::serving::Serving;

const SITE: &str = "title: Test\nbase_url: https://digest.example/\nfeeds:\n  formats: [rss, atom, json]\n";

fn site(paths: &str) -> Site {
    let site = Site::with(&[
        (
            "content/2025-02-01-one.md",
            "---\ntitle: One\ntags: [Ukraine]\ntopics: [Trade]\nsource: Wire\n---\nText.\n",
        ),
        ("content/topics/trade.md", "---\ntitle: Trade\naliases: [/commerce/, /business.html]\n---\n"),
        ("content/tags.yaml", "- name: Ukraine\n  aliases: [Ukraina]\n- name: Gone\n"),
    ]);
    site.write("newsprint.yaml", format!("{SITE}{paths}"));
    site
}

#[test]
fn the_whole_feed_stands_there_and_names_its_new_address() {
    let tree = site(concat!(
        "  paths:\n    /rss.xml: /\n    /all.json: /feed.json\n    /category/trade/feed/: /topics/trade/\n",
        "    /blog: /atom.xml\n    /t.xml: /topics/trade/atom.xml\n",
    ))
    .built(&[]);
    for (old, new) in [
        ("rss.xml", "feed.xml"),
        ("all.json", "feed.json"),
        ("category/trade/feed/index.html", "topics/trade/feed.xml"),
        ("blog/index.html", "atom.xml"),
        ("t.xml", "topics/trade/atom.xml"),
        ("commerce/feed.xml", "topics/trade/feed.xml"),
        ("commerce/atom.xml", "topics/trade/atom.xml"),
        ("commerce/feed.json", "topics/trade/feed.json"),
        ("business/feed.xml", "topics/trade/feed.xml"),
        ("tags/ukraina/feed.xml", "tags/ukraine/feed.xml"),
        ("tags/ukraina/feed.json", "tags/ukraine/feed.json"),
    ] {
        assert!(tree.contains_key(old) && tree.get(old) == tree.get(new), "{old}");
        let text = String::from_utf8_lossy(&tree[old]);
        assert!(text.contains(&format!("https://digest.example/{new}")), "{text}");
    }
}

#[test]
fn the_server_adds_nothing_to_a_feed_that_is_called_like_a_page() {
    let serving =
        Serving::with(site("  paths: {/category/trade/feed/: /topics/trade/}\n"), Limits::default(), true);
    let (old, new) = (serving.get("/category/trade/feed/"), serving.get("/topics/trade/feed.xml"));
    assert!(old.status == 200 && old.body == new.body, "{}", old.text());
    assert!(serving.get("/topics/trade/").text().contains("client.js"));
}

#[test]
fn an_old_address_follows_the_feed() {
    let site = site("  paths: {/rss.xml: /}\n");
    site.built(&[]);
    site.write("content/2025-02-02-two.md", "---\ntitle: Two\nsource: Wire\n---\nText.\n");
    let tree = site.built(&["--verify-fingerprints"]);
    assert!(tree["rss.xml"] == tree["feed.xml"] && site.page("rss.xml").contains("<title>Two</title>"));
}

#[test]
fn what_somebody_put_there_goes_before_an_alias() {
    let site = site("  paths: {/tags/ukraina/feed.xml: /}\n");
    site.write("static/commerce/feed.xml", "mine");
    let tree = site.built(&[]);
    assert_eq!(tree["tags/ukraina/feed.xml"], tree["feed.xml"]);
    assert_eq!(tree["commerce/feed.xml"], b"mine");
}

#[test]
fn what_leads_nowhere_or_clashes_is_an_error_at_its_place() {
    let site = site(concat!(
        "  paths:\n    /a.xml: /topics/trad/\n    /b.xml: /sources/wire/\n    /feed.xml: /atom.xml\n    /about/: /\n",
        "    /c|d.xml: /\n",
    ));
    site.write("content/pages/about.md", "---\ntitle: About\n---\nText.\n");
    let run = site.build(&[]);
    assert_eq!(run.code, 1);
    for said in [
        "newsprint.yaml:6:5",
        "`/a.xml` leads to `/topics/trad/`, and there is no such feed",
        "did you mean `/topics/trade/`?",
        "newsprint.yaml:7:5",
        "newsprint.yaml:8:5",
        "the path `feed.xml` is made twice",
        "newsprint.yaml:9:5",
        "the path `about/index.html` is made twice",
        "take it out of `feeds.paths`",
        "newsprint.yaml:10:5",
    ] {
        assert!(run.stderr.contains(said), "{said}:\n{}", run.stderr);
    }
}

#[test]
fn a_format_that_is_not_made_is_said() {
    let site = site("  paths: {/old.xml: /atom.xml}\n");
    site.write(
        "newsprint.yaml",
        "title: Test\nbase_url: https://digest.example/\nfeeds: {paths: {/old.xml: /atom.xml}}\n",
    );
    let run = site.build(&[]);
    assert!(
        run.stderr.contains("add `atom` to `feeds.formats`, or lead it to `/feed.xml`"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_has_no_feed_at_the_moment_stops_no_build() {
    let site = site("  paths: {/gone.xml: /tags/gone/, /corrected.xml: /corrections/}\n");
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("`/gone.xml` leads to `/tags/gone/`, which has no feed"), "{}", run.stderr);
    assert!(!site.tree().contains_key("gone.xml"));
}
