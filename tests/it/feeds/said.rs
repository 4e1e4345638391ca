//! Where feeds are announced and listed, and what the configuration decides of that.

use roxmltree::Document;

use crate::harness::Site;

fn site(feeds: &str) -> Site {
    let site = Site::with(&[
        (
            "content/2025-02-01-one.md",
            "---\ntitle: One\ntags: [Ukraine]\ntopics: [Trade]\nauthor: Jo Doe\nsource: Wire\nstory: talks\n---\nText.\n",
        ),
        ("content/editions/2025-02-02-first.md", "---\ntitle: First\n---\n[One](../2025-02-01-one.md)\n"),
    ]);
    site.write(
        "newsprint.yaml",
        format!("title: Test\nbase_url: https://digest.example/x/\nfeeds: {feeds}\n"),
    );
    site
}

/// The feeds that a page announces: type, title, path.
fn announced(site: &Site, page: &str) -> Vec<String> {
    let html = site.page(page);
    let links = html.lines().filter(|line| line.starts_with("<link rel=\"alternate\""));
    links.map(|line| line.replace("https://digest.example/x/", "/")).collect()
}

#[test]
fn every_format_is_announced_and_told_apart() {
    let site = site("{formats: [rss, atom, json]}");
    site.built(&[]);
    let link = |kind: &str, title: &str, url: &str| {
        format!("<link rel=\"alternate\" type=\"application/{kind}\" title=\"{title}\" href=\"{url}\">")
    };
    let home = [
        link("rss+xml", "Test (RSS)", "/feed.xml"),
        link("atom+xml", "Test (Atom)", "/atom.xml"),
        link("feed+json", "Test (JSON Feed)", "/feed.json"),
    ];
    assert_eq!(announced(&site, "index.html"), home);
    for (page, name) in [
        ("topics/trade/", "Trade"),
        ("tags/ukraine/", "Ukraine"),
        ("stories/talks/", "Talks"),
        ("authors/jo-doe/", "Jo Doe"),
        ("editions/", "Editions"),
    ] {
        let own = [
            link("rss+xml", &format!("{name} (RSS)"), &format!("/{page}feed.xml")),
            link("atom+xml", &format!("{name} (Atom)"), &format!("/{page}atom.xml")),
            link("feed+json", &format!("{name} (JSON Feed)"), &format!("/{page}feed.json")),
        ];
        assert_eq!(announced(&site, &format!("{page}index.html")), [&own[..], &home].concat(), "{page}");
    }
    assert_eq!(announced(&site, "sources/wire/index.html"), home);
    assert_eq!(announced(&site, "2025/02/one/index.html").len(), 6);
}

#[test]
fn what_is_not_wanted_is_not_made_and_not_announced() {
    let site = site("{of: [topics, editions], formats: atom}");
    let tree = site.built(&[]);
    let feeds: Vec<&str> = tree
        .keys()
        .map(String::as_str)
        .filter(|path| ["feed.xml", "atom.xml", "feed.json"].iter().any(|file| path.ends_with(file)))
        .collect();
    assert_eq!(feeds, ["editions/atom.xml", "topics/trade/atom.xml"]);
    assert!(announced(&site, "index.html").is_empty());
    assert!(announced(&site, "tags/ukraine/index.html").is_empty());
    assert_eq!(
        announced(&site, "topics/trade/index.html"),
        [
            "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Trade\" href=\"/topics/trade/atom.xml\">"
        ]
    );
    for feeds in ["{formats: []}", "{of: []}"] {
        site.write(
            "newsprint.yaml",
            format!("title: Test\nbase_url: https://digest.example/x/\nfeeds: {feeds}\n"),
        );
        let tree = site.built(&[]);
        assert!(!tree.keys().any(|path| path.contains("feed") || path.contains("atom")), "{feeds}");
        assert!(announced(&site, "topics/trade/index.html").is_empty());
    }
}

#[test]
fn hubs_are_named_in_every_format() {
    let site = site("{formats: [rss, atom, json], hub: [https://one.example/, https://two.example/?a=1&b]}");
    site.built(&[]);
    for (file, hubs) in [
        (
            "feed.xml",
            [
                "<atom:link href=\"https://one.example/\" rel=\"hub\"/>",
                "<atom:link href=\"https://two.example/?a=1&#x26;b\" rel=\"hub\"/>",
            ],
        ),
        (
            "atom.xml",
            [
                "<link href=\"https://one.example/\" rel=\"hub\"/>",
                "<link href=\"https://two.example/?a=1&amp;b\" rel=\"hub\"/>",
            ],
        ),
        (
            "feed.json",
            [
                "{\"type\":\"WebSub\",\"url\":\"https://one.example/\"}",
                "{\"type\":\"WebSub\",\"url\":\"https://two.example/?a=1&b\"}",
            ],
        ),
    ] {
        let text = site.page(file);
        assert!(hubs.iter().all(|hub| text.contains(hub)), "{text}");
    }
}

#[test]
fn the_list_of_subscriptions_has_every_feed_once() {
    let site = site("{formats: [json, rss]}");
    let tree = site.built(&[]);
    let opml = site.page("feeds.opml");
    let document = Document::parse(&opml).expect("XML");
    let root = document.root_element();
    // OPML 2.0: "What is an OPML document?", and "Subscription lists".
    assert_eq!((root.tag_name().name(), root.attribute("version")), ("opml", Some("2.0")));
    let parts: Vec<_> =
        root.children().filter(|node| node.is_element()).map(|node| node.tag_name().name()).collect();
    assert_eq!(parts, ["head", "body"]);
    let outlines: Vec<_> =
        document.descendants().filter(|node| node.tag_name().name() == "outline").collect();
    assert!(outlines.iter().all(|outline| outline.attribute("text").is_some_and(|text| !text.is_empty())));
    let mut listed: Vec<&str> = outlines.iter().filter_map(|outline| outline.attribute("xmlUrl")).collect();
    listed.sort_unstable();
    let made = tree.keys().filter(|path| path.ends_with("feed.xml"));
    let made: Vec<String> = made.map(|path| format!("https://digest.example/x/{path}")).collect();
    assert_eq!(listed, made);
    for feed in outlines.iter().filter(|outline| outline.attribute("xmlUrl").is_some()) {
        assert_eq!((feed.attribute("type"), feed.attribute("version")), (Some("rss"), Some("RSS2")));
        assert!(feed.attribute("htmlUrl").is_some_and(|url| url.starts_with("https://digest.example/x/")));
    }
}

#[test]
fn a_page_of_the_sites_own_at_feeds_goes_before() {
    let site = site("{}");
    site.write("content/pages/feeds.md", "---\ntitle: Mine\n---\nOwn words.\n");
    site.built(&["--strict"]);
    assert!(site.page("feeds/index.html").contains("Own words."));
}
