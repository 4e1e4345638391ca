//! What of `newsprint.yaml` is read, and what is said of it.

use super::*;

fn read(text: &str) -> (Option<Config>, Vec<Diagnostic>) {
    Config::read(Some(text.as_bytes()), None)
}

#[test]
fn everything() {
    let text = concat!(
        "title: The Digest\nbase_url: https://user.github.io/repo\nlanguage: uk\ntimezone: europe/kyiv\n",
        "contact: desk@example.org\nmenu:\n  - {name: Topics, url: /topics/}\npaginate: 30\n",
        "feeds: {items: 5, content: summary}\npermalinks:\n  article: /{year}/{slug}.html\n  opinion: /opinion/{slug}/\n",
        "  tag: /tag/{slug}/\nmarkdown: {html: escape, link_schemes: [https, 'Signal:']}\ncname: digest.example.org\n",
        "crops: no\nextra: {colour: red}\n",
    );
    let (config, said) = read(text);
    assert_eq!(said, []);
    let config = config.expect("a configuration");
    assert_eq!(config.timezone, chrono_tz::Tz::Europe__Kyiv);
    assert_eq!((config.feeds.items, config.feeds.full, config.paginate), (5, false, 30));
    assert_eq!(config.permalinks.by_type.len(), 1);
    assert!(!config.crops);
    assert_eq!(config.permalinks.tag.to_string(), "/tag/{slug}/");
    assert_eq!(config.permalinks.topic.to_string(), "/topics/{slug}/");
    assert_eq!((config.html, config.link_schemes.join(" ")), (HtmlPolicy::Escape, "https signal".to_owned()));
    assert_eq!(config.base_url.absolute("/a/"), "https://user.github.io/repo/a/");
}

#[test]
fn defaults_and_override() {
    let (config, said) = Config::read(None, None);
    assert_eq!((config, said[0].code.as_str()), (Some(Config::default()), "no-config"));
    let said = read("").1;
    let codes: Vec<_> = said.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes, ["no-title", "no-base-url"]);
    let (config, said) = Config::read(Some(b"title: T\nbase_url: https://a.org\n"), Some("https://b.org/x/"));
    assert_eq!((config.unwrap().base_url.absolute("/"), said), ("https://b.org/x/".to_owned(), vec![]));
    assert!(Config::read(Some(b"title: T"), Some("b.org")).0.is_none());
}

#[test]
fn what_hides_elsewhere_is_an_error() {
    for line in [
        "exclude: [private/]", "exclude: [./content/secret.md]", "exclude: [bingo-night.md]",
        "ignoreFiles: ['secret.*']", "disableLanguages: [uk]",
        "defaults: [{scope: {path: x}, values: {published: false}}]", "noindex: true", "noIndex: yes",
        "exclude_docs: |\n  /secret/\n  *.draft.md", "cascade: {draft: true}", "params: {a: {hidden: true}}",
        "languages: {uk: {disabled: true}}", "private: true", "robots: noindex",
    ] {
        let (config, said) = read(&format!("title: T\nbase_url: https://a.org\n{line}"));
        assert_eq!(
            (config.is_none(), said[0].code.as_str(), said.len()),
            (true, "hides-nothing", 1),
            "{line}"
        );
    }
    for line in [
        "exclude: [Gemfile, Gemfile.lock, vendor/, README.md, node_modules, .git, '**/node_modules/**']",
        "ignoreFiles: []",
        "defaults: [{values: {layout: post}}]",
        "noindex: false",
        "sitemap: false",
        "params: {draft: false}",
    ] {
        let (config, said) = read(&format!("title: T\nbase_url: https://a.org\n{line}"));
        assert_eq!((config.is_none(), said[0].code.as_str()), (false, "unknown-key"), "{line}");
    }
}

#[test]
fn faults_are_collected() {
    let text = concat!(
        "title: T\nbase_url: ftp://x.org\ntimezone: Europe/Berln\nlanguage: english please\npaginate: 0\n",
        "permalinks: {article: '/{yaer}/{slug}/', tag: '/{year}/{slug}/'}\nmarkdown: {link_schemes: [javascript]}\n",
        "menu: [{name: X, url: 'javascript:x'}]\nfeeds: {contents: full}\ncname: https://x.org\ntitel: x\n",
    );
    let (config, said) = read(text);
    assert!(config.is_none());
    let found: Vec<_> = said.iter().map(|d| (d.code.as_str(), d.span.unwrap().line)).collect();
    let expected = [
        ("invalid-base-url", 2),
        ("unknown-timezone", 3),
        ("invalid-value", 4),
        ("invalid-value", 5),
        ("invalid-permalink", 6),
        ("invalid-permalink", 6),
        ("invalid-value", 7),
        ("invalid-url", 8),
        ("unknown-key", 9),
        ("invalid-value", 10),
        ("unknown-key", 11),
    ];
    assert_eq!(found, expected);
    assert_eq!(said[1].hints, ["did you mean `Europe/Berlin`?"]);
    assert_eq!(
        read("timezone: Lisbon").1.iter().find(|d| d.is_error()).unwrap().hints,
        ["did you mean `Europe/Lisbon`?"]
    );
}
