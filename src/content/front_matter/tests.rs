//! Front matter as editors write it.

use super::*;
use crate::content::document::Kind;
use crate::diagnostic::{Code, Diagnostic};

fn read_as(kind: Kind, yaml: &str) -> (Option<FrontMatter>, Vec<Diagnostic>) {
    let file = format!("---\n{yaml}---\nText\n");
    let (_, split) = split(file.as_bytes(), kind).expect("fences");
    let (front, named, mut said) = read(&split, "content/x.md", kind, None, chrono_tz::Europe::Berlin);
    said.extend(named.doubtful.iter().map(|text| text.problem.clone()));
    (front, said)
}

/// Front matter of an article with a title, a date and a source besides.
fn article(yaml: &str) -> (Option<FrontMatter>, Vec<Diagnostic>) {
    read_as(Kind::Article, &format!("title: T\ndate: 2025-02-12\nsources: [Reuters]\n{yaml}"))
}

#[track_caller]
fn good(yaml: &str) -> FrontMatter {
    let (front, said) = article(yaml);
    assert_eq!(said, []);
    front.expect("front matter")
}

#[track_caller]
fn says(yaml: &str, expected: &[(&str, u32)]) -> Vec<String> {
    let said = article(yaml).1;
    let found: Vec<_> = said.iter().map(|d| (d.code.as_str(), d.span.map_or(0, |span| span.line))).collect();
    assert_eq!(found, expected, "{said:?}");
    said.into_iter().map(|d| format!("{} ({})", d.message, d.hints.join("; "))).collect()
}

#[test]
fn everything_at_once() {
    let front = good(concat!(
        "updated: 2025-02-13\nexpires: 2026-01-01\ndraft: yes\ntype: Opinion\nsummary: >\n  Two\n  lines\n",
        "authors: [Ann, {name: Bo, role: data}]\nrepublished: false\ntopics: Ukraine\ntags: [2025, true, x]\n",
        "story: Peace talks\nimage: {src: a.png, alt: A, caption: C, credit: D, credit_url: 'https://d.org', focus: 50% 30%}\n",
        "corrections:\n  - {date: 2025-02-14, kind: update, text: New}\nid: 7\naliases: old/x\nslug: Ä b\nurl: /a/b\n",
        "language: PT-BR\ncanonical: https://x.org/a\nnoindex: true\nextra: {a: [1]}\nlayout: post\n",
    ));
    assert!(front.draft && front.noindex && !front.republished);
    assert_eq!(front.article_type, ArticleType::Opinion);
    assert_eq!(front.summary.as_deref(), Some("Two lines"));
    assert_eq!(front.authors[1], Credit { name: "Bo".into(), role: Some("data".into()) });
    assert!(front.topics.iter().eq(["Ukraine"]) && front.tags.iter().eq(["2025", "true", "x"]));
    let image = front.image.as_ref().expect("an image");
    assert_eq!((&*image.src, &*image.alt, image.focus), ("a.png", "A", Some((50, 30))));
    let rare = front.rare();
    assert_eq!(rare.corrections[0].kind, CorrectionKind::Update);
    assert_eq!((rare.id.as_deref(), &rare.aliases[..]), (Some("7"), &["/old/x".to_owned()][..]));
    assert_eq!((rare.url.as_deref(), rare.language.as_deref()), (Some("/a/b/"), Some("pt-BR")));
    assert!(rare.extra.0.is_some() && front.updated.is_some() && rare.expires.is_some());
    assert_eq!(front.sources[0].name.as_deref(), Some("Reuters"));
}

#[test]
fn other_generators() {
    let jekyll = "layout: post\ntitle: T\ndate: 2024-02-29 10:00:00 +0100\ncategories: news politics\ntags:\npublished: false\nsource: R\n";
    let (front, said) = read_as(Kind::Article, jekyll);
    let front = front.expect("front matter");
    assert!(front.draft && front.tags.is_empty());
    assert!(front.topics.iter().eq(["news politics"]));
    assert_eq!((said.len(), said[0].code.as_str(), said[0].span.unwrap().line), (1, "one-name", 5));
    assert!(said[0].hints[0].contains("`categories: [news, politics]` for 2"), "{:?}", said[0].hints);

    let hugo = "title: T\ndate: 2025-01-01\npublishDate: 2025-03-01\nlastmod: 2025-04-01\nseries: [A b]\nimages: [a.png]\ntype: posts\nsource_name: R\nsource_url: https://r.org/1\n";
    let (front, said) = read_as(Kind::Article, hugo);
    let front = front.expect("front matter");
    assert_eq!(front.date.unwrap().to_rfc3339(), "2025-03-01T00:00:00+01:00");
    assert_eq!((front.rare().story.clone(), &*front.image.unwrap().src), (Slug::new("a b"), "a.png"));
    assert_eq!(
        (front.sources[0].name.as_deref(), front.sources[0].url.as_deref()),
        (Some("R"), Some("https://r.org/1"))
    );
    assert_eq!(said.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["image-alt"]);

    let hugo =
        good("params: {a: 1}\nresources: [{src: a.png}]\nheader: {image: a.png}\nmenu: main\nvideos: []\n");
    assert!(hugo.rare().extra.0.is_some());

    let zola = good("taxonomies: {tags: [a], categories: [b]}\n");
    assert!(zola.tags.iter().eq(["a"]) && zola.topics.iter().eq(["b"]));
}

#[test]
fn what_is_missing() {
    let (front, said) = read_as(Kind::Article, "");
    // What is an error is empty in what comes back, so that links to the document are still followed.
    assert_eq!(front.map(|front| (front.title, front.date)), Some((Box::default(), None)));
    assert_eq!(
        said.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(),
        ["missing-date", "missing-title", "no-source"]
    );
    assert!(said.iter().all(|d| d.span == Some(crate::diagnostic::Span { line: 1, column: 1, length: 3 })));
    assert!(read_as(Kind::Home, "").0.is_some() && read_as(Kind::Page, "title: T\n").0.is_some());
    assert_eq!(read_as(Kind::Page, "title: ' '\n").1[0].code, Code::MissingTitle);
}

#[test]
fn faults_are_collected_with_their_places() {
    says(
        "draft: maybe\nupdated: 02/29/2024\ntitel: x\nexpires: [2025-01-01]\n",
        &[("invalid-value", 5), ("invalid-date", 6), ("unknown-key", 7), ("invalid-date", 8)],
    );
    let said = says("type: opnion\n", &[("unknown-type", 5)]);
    assert_eq!(said, ["`opnion` is not a type of article: it is news (did you mean `opinion`?)"]);
    let said = says("titel: x\n", &[("unknown-key", 5)]);
    assert_eq!(said, ["unknown key `titel` (did you mean `title`?; a site's own values go under `extra:`)"]);
    says(
        "aliases: [../a, a//b, 'a\\b', '/?p=1', 'https://x.org/a', /fine, /%2e%2e/]\n",
        &[("invalid-path", 5); 6],
    );
    says("canonical: javascript:alert(1)\n", &[("invalid-url", 5)]);
    says("image:\n  alt: x\n  focus: here\n", &[("invalid-value", 6), ("invalid-value", 7)]);
    says("image: {src: a.png, alt: ''}\n", &[]);
    says("image: {src: 'javascript:x', alt: ''}\n", &[("invalid-url", 5)]);
    says("republished: true\n", &[("no-licence", 5)]);
    says("updated: 2025-03-30 02:30\n", &[("date-gap", 5)]);
    says("lastmod: 2025-02-11\nexpires: 2025-02-12\n", &[("date-order", 5), ("date-order", 6)]);
    says("updated: 2025-02-12\nexpires: 2025-02-13\n", &[]);
    says("slug: '!!'\nid: \"a\\x07\"\n", &[("invalid-value", 5), ("invalid-value", 6)]);
    says("gather: {tags: [a]}\nwithdrawn: {date: 2025-01-01}\n", &[("unknown-key", 5), ("invalid-value", 6)]);
    says("title: U\ntags: {a: b}\n", &[("duplicate-key", 5), ("invalid-value", 6)]);
    says("summary: a\ndescription: b\n", &[("synonym", 6)]);
}

#[test]
fn text_without_an_end_of_the_front_matter() {
    let (front, said) = read_as(Kind::Article, "title: T\nThe text begins\nhere: so\n");
    assert!(front.is_none());
    assert_eq!((said[0].code.as_str(), said[0].hints.len()), ("yaml-syntax", 3), "{said:?}");
    assert_eq!(read_as(Kind::Page, "- a\n- b\n").1[0].message, "this must be keys with values, not a list");
}

#[test]
fn what_hides_elsewhere_hides_here() {
    let by = |yaml: &str| {
        let (front, said) = article(yaml);
        let front = front.expect("front matter");
        let codes: Vec<String> = said.iter().map(|problem| problem.code.to_string()).collect();
        (front.draft, front.rare().hidden_by.map_or("", |key| key.name()), front.noindex, codes.join(" "))
    };
    let hides =
        |yaml: &str, key: &'static str| assert_eq!(by(yaml), (true, key, false, String::new()), "{yaml}");
    hides("draft: 1\n", "");
    hides("published: '0'\n", "");
    hides("status: pending\n", "");
    hides("status: Draft, at the lawyer's\n", "");
    hides("status: second draft\n", "");
    hides("build: {render: never, list: never}\n", "build");
    hides("render: false\n", "render");
    hides("permalink: false\n", "permalink");
    hides("unlisted: true\n", "unlisted");
    hides("enabled: false\n", "enabled");
    hides("live: false\n", "enabled");
    hides("wip: true\n", "disabled");
    assert_eq!(by("live: true\nwip: false\n"), (false, "", false, String::new()));
    hides("visibility: paid\n", "visibility");
    hides("draft: false\nstatus: [draft]\n", "");
    assert_eq!(by("sitemap: false\n"), (false, "", true, String::new()));
    assert_eq!(
        by("status: publish\nvisibility: public\nrender: always\n"),
        (false, "", false, String::new())
    );
    assert_eq!(by("Draft: true\ndraft: false\n"), (true, "", false, "key-spelling".to_owned()));
    assert_eq!(by("PUBLISHED: no\n"), (true, "", false, "key-spelling".to_owned()));
    assert_eq!(by("status: foo\n"), (false, "", false, "unknown-status".to_owned()));
    assert_eq!(by("type: draft\n"), (true, "", false, "unknown-type".to_owned()));
    for wrong in
        ["hidden: {a: b}\n", "draft: [yes]\n", "draft: ''\n", "publish: soon\n", "expires_at: never\n"]
    {
        assert!(article(wrong).1.iter().any(Diagnostic::is_error), "{wrong}");
    }
    says(
        "drafts: true\ndarft: yes\nexpire: 2025-03-01\ncraft: beer\n",
        &[("hides-nothing", 5), ("hides-nothing", 6), ("hides-nothing", 7), ("unknown-key", 8)],
    );
    says("feed: false\ncascade: {draft: true}\n", &[("hides-nothing", 5), ("hides-nothing", 6)]);
    // Pages are in no list that they could be kept out of.
    let (page, said) = read_as(Kind::Page, "title: T\neleventyExcludeFromCollections: true\nfeed: false\n");
    assert_eq!((page.map(|page| (page.draft, page.noindex)), said), (Some((false, true)), vec![]));
    let held = good("publish: 2030-01-01\n");
    assert_eq!(held.date.map(|date| date.year()), Some(2030));
}
