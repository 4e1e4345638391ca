//! `feeds:`: which lists have feeds, in which formats, and at which old addresses they answer, too.

use std::hash::{Hash, Hasher};

use super::Config;
use crate::address::of_path;
use crate::content::front_matter::path_of_site;
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::{Code, Span};
use crate::shape::{Shape, choice, keys};

const CONTENT: [(&str, bool); 2] = [("full", true), ("summary", false)];
const FORMATS: [(&str, FeedFormat); 3] = [
    (FeedFormat::Rss.as_str(), FeedFormat::Rss),
    (FeedFormat::Atom.as_str(), FeedFormat::Atom),
    (FeedFormat::Json.as_str(), FeedFormat::Json),
];
const OF: [(&str, FeedOf); 7] = {
    let all = FeedOf::ALL;
    let mut known = [("", FeedOf::Home); 7];
    let mut at = 0;
    while at < all.len() {
        known[at] = (all[at].as_str(), all[at]);
        at += 1;
    }
    known
};

keys! {
    /// `feeds:`.
    pub(super) OF_FEEDS:
    ITEMS: ["items"], Shape::Whole { least: 1, most: 1000 }, "20", "",
        "The most articles in one feed.";
    FULL: ["content"], choice!(CONTENT), "full", "",
        "Whether items carry the whole text or the summary only. A republished article never carries its text.";
    IN_FORMATS: ["formats", "format"], Shape::List(&choice!(FORMATS)), "[rss]", "[rss, atom, json]",
        "In which formats each feed is made. Pages lead to the first.";
    FEEDS_OF: ["of"], Shape::List(&choice!(OF)), "", "[home, topics, editions]",
        "Of what feeds are made. `[]` makes none.";
    HUB: ["hub", "hubs"], Shape::List(&Shape::WebAddress), "", "https://hub.example.org/",
        "[Hubs](#hubs).";
    ID: ["id"], Shape::Text, "", "",
        "What the identities of the Atom feeds themselves are made from. When you rename the site, write its old name here.";
    PATHS: ["paths"], Shape::Named(&Shape::Text), "", "{/rss.xml: /feed.xml}",
        "[Old addresses of feeds](#old-addresses-of-feeds).";
}

/// `feeds:`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Feeds {
    /// Items per feed; at least 1.
    pub items: usize,
    /// Full text, or the summary only.
    pub full: bool,
    /// In which formats each feed is made, each once; the first is the one that pages lead to.
    pub formats: Vec<FeedFormat>,
    /// Of what feeds are made, each once.
    pub of: Vec<FeedOf>,
    /// Addresses of WebSub hubs.
    pub hubs: Vec<String>,
    /// What the identities of the Atom feeds are made from, in place of the site's title.
    pub id: Option<String>,
    /// Old addresses that answer with a feed.
    pub paths: Vec<OldFeed>,
}

/// A format of feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedFormat {
    /// RSS 2.0.
    Rss,
    /// Atom 1.0 (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// What a feed is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum FeedOf {
    Home,
    Topics,
    Tags,
    Stories,
    Authors,
    Editions,
    Corrections,
}

/// An old address of a feed: an entry of `feeds.paths`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldFeed {
    /// Where it was, beginning with `/`.
    pub from: String,
    /// The address of a feed, or of the page whose feed it is.
    pub to: String,
    /// Where that is written.
    pub span: Span,
}

impl Hash for OldFeed {
    /// Without the place: a line more above it changes no output.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.from, &self.to).hash(state);
    }
}

impl FeedFormat {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// As configured.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::Json => "json",
        }
    }

    /// As readers call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Atom => "Atom",
            Self::Json => "JSON Feed",
        }
    }

    /// What its file is called in the folder of its list.
    pub fn file(self) -> &'static str {
        match self {
            Self::Rss => "feed.xml",
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

impl FeedOf {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 7] = [
        Self::Home,
        Self::Topics,
        Self::Tags,
        Self::Stories,
        Self::Authors,
        Self::Editions,
        Self::Corrections,
    ];

    /// As configured.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Topics => "topics",
            Self::Tags => "tags",
            Self::Stories => "stories",
            Self::Authors => "authors",
            Self::Editions => "editions",
            Self::Corrections => "corrections",
        }
    }
}

impl Default for Feeds {
    fn default() -> Self {
        Self {
            items: 20,
            full: true,
            formats: vec![FeedFormat::Rss],
            of: FeedOf::ALL.to_vec(),
            hubs: Vec::new(),
            id: None,
            paths: Vec::new(),
        }
    }
}

/// `feeds:`.
pub(super) fn feeds(fields: &Fields<'_>, config: &mut Config) {
    let feeds = &mut config.feeds;
    if let Some(items) = fields.take(ITEMS.names).and_then(|item| item.count(1_000)) {
        feeds.items = items;
    }
    if let Some(full) = fields.take(FULL.names).and_then(|item| item.choice(&CONTENT)) {
        feeds.full = full;
    }
    if let Some(item) = fields.take(IN_FORMATS.names) {
        feeds.formats = choices(&item, &FORMATS);
    }
    if let Some(item) = fields.take(FEEDS_OF.names) {
        feeds.of = choices(&item, &OF);
    }
    if let Some(item) = fields.take(HUB.names) {
        feeds.hubs = item.items().iter().filter_map(FieldValue::web_address).collect();
    }
    if let Some(item) = fields.take(ID.names) {
        feeds.id = item.text();
    }
    if let Some(item) = fields.take(PATHS.names) {
        feeds.paths = paths(&item);
    }
}

/// Some of a few words, each once; an empty list is none of them.
fn choices<T: Copy + PartialEq>(item: &FieldValue<'_>, known: &[(&'static str, T)]) -> Vec<T> {
    let mut chosen = Vec::new();
    for choice in item.items().iter().filter_map(|item| item.choice(known)) {
        if !chosen.contains(&choice) {
            chosen.push(choice);
        }
    }
    chosen
}

/// `feeds.paths`: a line for each old address.
fn paths(item: &FieldValue<'_>) -> Vec<OldFeed> {
    const HINT: &str = "write a line for each old address: `/rss.xml: /feed.xml`";
    let Some(entries) = item.entries() else {
        item.unfit("keys with values", HINT);
        return Vec::new();
    };
    let mut paths = Vec::new();
    for (from, to) in &entries {
        if to.value().is_null() {
            to.unfit("a path of this site", HINT);
            continue;
        }
        let Some(target) = to.text() else { continue };
        let address = |text: &str| match path_of_site(text)? {
            path if path.starts_with('/') => Ok(of_path(&path).into_owned()),
            _ => Err(("must begin with /".to_owned(), HINT)),
        };
        match (address(from), address(&target)) {
            (Ok(from), Ok(target)) => paths.push(OldFeed { from, to: target, span: to.key_span() }),
            (Err((fault, hint)), _) => {
                to.error_at_key(Code::InvalidPath, format!("the old address `{from}` {fault}"), hint);
            }
            (_, Err((fault, hint))) => to.error(Code::InvalidPath, format!("`{target}` {fault}"), hint),
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;

    fn read(feeds: &str) -> (Option<Feeds>, Vec<Diagnostic>) {
        let text = format!("title: T\nbase_url: https://x.org/\nfeeds:\n{feeds}");
        let (config, said) = Config::read(Some(text.as_bytes()), None);
        (config.map(|config| config.feeds), said)
    }

    #[test]
    fn everything() {
        let (feeds, said) = read(concat!(
            "  items: 5\n  formats: [json, rss, json]\n  of: [home, tags]\n  hub: https://hub.example/\n  id: Old Name\n",
            "  paths:\n    /rss.xml: /feed.xml\n    /category/trade/feed/: /topics/trade/\n",
        ));
        assert_eq!(said, []);
        let feeds = feeds.expect("a configuration");
        assert_eq!(feeds.formats, [FeedFormat::Json, FeedFormat::Rss]);
        assert_eq!(feeds.of, [FeedOf::Home, FeedOf::Tags]);
        assert_eq!(feeds.hubs, ["https://hub.example/"]);
        let paths: Vec<_> = feeds.paths.iter().map(|old| (&*old.from, &*old.to, old.span.line)).collect();
        assert_eq!(paths, [("/rss.xml", "/feed.xml", 10), ("/category/trade/feed/", "/topics/trade/", 11)]);
        assert_eq!(read("  formats: []\n  of: []\n").0.map(|feeds| feeds.formats.len()), Some(0));
    }

    #[test]
    fn faults_say_what_was_meant_and_where() {
        let (feeds, said) = read(concat!(
            "  formats: [rss, atmo]\n  of: topcis\n  hub: [hub.example]\n  paths:\n    rss.xml: /feed.xml\n",
            "    /a.xml: feed.xml\n    /b/../c.xml: /feed.xml\n    /d.xml:\n    /e.xml: https://x.org/feed.xml\n",
        ));
        assert!(feeds.is_none());
        let found: Vec<_> = said.iter().map(|d| (d.code.as_str(), d.span.unwrap().line)).collect();
        let expected = [
            ("invalid-value", 4),
            ("invalid-value", 5),
            ("invalid-url", 6),
            ("invalid-path", 8),
            ("invalid-path", 9),
            ("invalid-path", 10),
            ("invalid-value", 11),
            ("invalid-path", 12),
        ];
        assert_eq!(found, expected, "{said:#?}");
        assert_eq!(said[0].hints, ["did you mean `atom`?"]);
        assert_eq!(said[1].hints, ["did you mean `topics`?"]);
        assert!(read("  paths: [/a]\n").0.is_none());
    }

    #[test]
    fn a_line_more_above_an_old_address_changes_no_output() {
        let hash = |text: &str| crate::hash::Digest::of(&read(text).0.expect("a configuration"));
        assert_eq!(
            hash("  paths: {/a.xml: /feed.xml}\n"),
            hash("  items: 20\n  paths: {/a.xml: /feed.xml}\n")
        );
        assert_ne!(hash("  paths: {/a.xml: /feed.xml}\n"), hash("  paths: {/a.xml: /atom.xml}\n"));
    }
}
