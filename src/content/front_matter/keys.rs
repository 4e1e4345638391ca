//! The keys of front matter: their names, and the documents in which they have an effect.
//!
//! A new key is a line here, a field of [`FrontMatter`](super::FrontMatter) or [`Rare`](super::Rare), what its value is read
//! as (`read`), and which aspect it is of ([`Aspects`](crate::content::Aspects)). What the names are nearly, and which keys
//! nobody knows, follows from what is taken.

use super::ArticleType;
use super::media::{CORRECTION, IMAGE_SHAPE, NOTICE};
use super::read::{GATHERING, LIVE_END};
use super::sources::{CREDIT, SOURCE};
use crate::content::document::Kind;
use crate::content::hiding::HidingKey;
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;
use crate::shape::{self, Known, Shape};

/// A key of front matter.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its names, the one of the documentation first; of two that say something the first holds.
    pub names: &'static [&'static str],
    scope: Scope,
    shows: Shows,
    shape: Shape,
    default: &'static str,
    example: &'static str,
    about: &'static str,
}

/// The documents in which a key has an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Everywhere,
    /// Elsewhere it is read all the same, and a warning with this hint says that only articles show it.
    Articles(&'static str),
    /// A warning says that the home page is always `/`.
    AllButHome,
    /// Elsewhere nobody knows it.
    Only(Kind),
}

use Scope::{AllButHome, Articles, Everywhere, Only};

/// The documents whose pages a key changes; elsewhere it is read, checked, and means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Always,
    NotOnHome,
    InArticles,
    InArticlesAndPages,
    /// Where its scope is.
    There,
}

use Shows::{Always, InArticles, InArticlesAndPages, NotOnHome, There};

/// What a key is to the documents of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It has one.
    Some,
    /// It has none, and nothing is said.
    Silent,
    /// It has none, and a warning says so.
    Said,
    /// Nobody knows it there.
    Unknown,
}

const TYPES: [&str; 7] = {
    let mut words = [""; 7];
    let mut at = 0;
    while at < words.len() {
        words[at] = ArticleType::ALL[at].as_str();
        at += 1;
    }
    words
};
/// What Hugo and Jekyll call every post.
pub(super) const NO_TYPES: [&str; 4] = ["post", "posts", "page", "pages"];

macro_rules! keys {
    ($(
        $name:ident: [$($names:literal),+], $scope:expr, $shows:expr, $shape:expr, $default:literal, $example:literal,
        $about:literal;
    )+) => {
        $(pub(super) const $name: Key = Key {
            names: &[$($names),+],
            scope: $scope,
            shows: $shows,
            shape: $shape,
            default: $default,
            example: $example,
            about: $about,
        };)+
        /// All of them, in the order of the documentation.
        pub const KEYS: &[Key] = &[$($name),+];
    };
}

keys! {
    TITLE: ["title"], Everywhere, Always,
        Shape::Text, "", "Ministers meet to talk about grain",
        "The headline, in plain text.";
    DATE: ["date", "published", "pubDate", "pubdate"], Everywhere, Always,
        Shape::Date, "", "",
        "When it is published, to the minute. Until then it is held back. Without a date the one in the name of the file holds.";
    UPDATED: ["updated", "lastmod", "modified", "last_modified_at"], Everywhere, InArticlesAndPages,
        Shape::Date, "", "2025-02-13",
        "When the text last changed in substance. It is shown, and moves the article in no list.";
    EXPIRES: [
        "expires", "expiryDate", "unpublish_date", "expires_at", "expiration_date", "expire_date",
        "unpublish_at", "unpublish_on", "unpublish", "expire_at", "publish_down", "expiry", "valid_until",
        "publish_until"
    ], Everywhere, Always,
        Shape::Date, "", "2035-01-01",
        "From then on it is gone from every page.";
    // Read with all others that hide.
    DRAFT: ["draft"], Everywhere, Always,
        Shape::Switch, "false", "true",
        "Held back until you take it out.";
    WITHDRAWN: ["withdrawn"], Everywhere, Always,
        Shape::Keys(&NOTICE), "", "{date: 2025-02-14, text: This rested on a forged press release.}",
        "Taken back after it was published: the address stays and answers with this notice, and the text is gone.";
    TYPE: ["type"], Everywhere, InArticles,
        Shape::Choice { words: &TYPES, also: &NO_TYPES }, "news", "",
        "What kind of text it is: a label wherever the headline stands, but for news.";
    SUMMARY: ["summary", "description", "excerpt"], Everywhere, Always,
        Shape::Text, "", "Six countries agreed on little, and on meeting again.",
        "A line or two in plain text, for cards, feeds and search engines. Without it the beginning of the text serves.";
    AUTHORS: ["authors", "author", "byline"], Everywhere, InArticles,
        Shape::List(&Shape::Either(&[Shape::Name(Known::Authors), Shape::Keys(&CREDIT)])), "", "[Anna Example]",
        "Who wrote our text. Reporters of other outlets are named with their source.";
    SOURCES: ["sources", "source", "source_name", "source_url"], Articles("take it out"), There,
        Shape::List(&Shape::Either(&[Shape::Name(Known::Sources), Shape::Keys(&SOURCE)])), "", "[{name: The Example Times, url: \"https://times.example.org/grain\", licence: CC BY 4.0}]",
        "Who reported it: outlets, addresses of reports, or both. The first leads.";
    REPUBLISHED: ["republished"], Everywhere, InArticles,
        Shape::Switch, "false", "true",
        "The text is the source's own, whole. A source has to name its `licence`.";
    TOPICS: ["topics", "topic", "categories", "category"], Articles("take it out"), There,
        Shape::List(&Shape::Name(Known::Topics)), "", "[Trade]",
        "The sections of the site that it belongs to; the first is the primary one.";
    TAGS: ["tags", "tag"], Articles("take it out"), There,
        Shape::List(&Shape::Name(Known::Tags)), "", "[Grain, Black Sea]",
        "Keywords, as the registry of tags spells them.";
    STORY: ["story", "series"], Articles("take it out"), There,
        Shape::First(&Shape::Name(Known::Stories)), "", "grain-talks",
        "The running story that it is a part of: the name of its file without `.md`.";
    IMAGE: ["image", "cover", "images"], Everywhere, NotOnHome,
        Shape::First(&IMAGE_SHAPE), "", "{src: harbour.jpg, alt: Ships wait off a harbour, credit: Ben Example}",
        "The leading picture.";
    CORRECTIONS: ["corrections"], Articles("say in the text what was corrected, or correct the article that it is about"), There,
        Shape::List(&Shape::Keys(&CORRECTION)), "", "[{date: 2025-02-13, text: \"There were six ministers, not five.\"}]",
        "What was corrected after it was published.";
    // Without keys below it, it is one of those that hide.
    LIVE: ["live"], Everywhere, InArticles,
        Shape::Either(&[Shape::Switch, Shape::Keys(&LIVE_END)]), "", "{ended: 2025-02-14 19:20}",
        "When a live article was over. By itself a day after its last update.";
    ID: ["id", "guid"], Everywhere, InArticles,
        Shape::Text, "", "tag:example.org,2025:grain",
        "Its permanent identity in feeds. By itself made of the date and the name of the file.";
    ALIASES: ["aliases", "redirect_from"], Everywhere, Always,
        Shape::List(&Shape::Text), "", "[/old/address/]",
        "Old addresses of it, paths of this site. Each leads on to it.";
    SLUG: ["slug"], AllButHome, NotOnHome,
        Shape::Text, "", "grain-talks",
        "The last part of its address. By itself made of the name of the file.";
    URL: ["url", "permalink"], AllButHome, NotOnHome,
        Shape::Either(&[Shape::Text, Shape::Off]), "", "/about/",
        "Its whole address, a path of this site, in place of what `permalinks:` says.";
    LANGUAGE: ["language", "lang"], Everywhere, Always,
        Shape::Language, "", "",
        "The language of the text, where it is not that of the site or of the file's name.";
    CANONICAL: ["canonical", "canonical_url", "canonicalURL"], Everywhere, NotOnHome,
        Shape::WebAddress, "", "https://times.example.org/grain",
        "Where the text stands first: search engines are told to show that.";
    // Read with all others that hide.
    NOINDEX: ["noindex", "robotsNoIndex"], Everywhere, Always,
        Shape::Switch, "false", "true",
        "Search engines are asked to pass over it.";
    // Other generators have it on texts of any kind.
    COMMENTS: ["comments"], Everywhere, InArticles,
        Shape::Open(&Shape::Switch), "true", "false",
        "Whether readers may comment on it, where the site has comments.";
    NUMBER: ["number", "issue"], Only(Kind::Edition), There,
        Shape::Whole { least: 1, most: 999_999 }, "", "12",
        "Which issue it is, one higher than the last.";
    COVERS: ["covers", "period"], Only(Kind::Edition), There,
        Shape::Text, "", "2025-02-08/2025-02-14",
        "The days whose articles it gathers, the last one included; or one day.";
    GATHER: ["gather"], Only(Kind::Topic), There,
        Shape::Keys(&GATHERING), "", "{tags: [Grain]}",
        "Articles that belong to the topic without naming it.";
    EXTRA: ["extra", "params"], Everywhere, Always,
        Shape::Mapping, "", "{region: Europe}",
        "Whatever the site's own templates want.";
}

/// Dates before which a text is not shown, whatever its `date` says.
pub(super) const EMBARGO: [&str; 19] = [
    "publishDate", "publish_at", "publish_on", "published_at", "published_date", "date_published", "embargo",
    "embargo_until", "scheduled_at", "scheduled", "release_date", "go_live",
    // Wagtail, Joomla.
    "go_live_at", "publish_up", "publication_date", "embargoed_until", "hold_until", "not_before",
    "publish_from",
];

/// Keys that are read besides: topics and tags of Zola.
pub(super) const TAXONOMIES: &str = "taxonomies";

/// Names of keys that are read in front matter besides [`KEYS`], and that nobody need write: dates before which a text is not shown,
/// what hides by the words of other programs.
pub fn others() -> impl Iterator<Item = &'static str> {
    EMBARGO.into_iter().chain([TAXONOMIES]).chain(HidingKey::all_names())
}

impl Key {
    /// What may stand under it.
    pub fn written(self) -> shape::Key {
        let Self { names, shape, default, example, about, .. } = self;
        shape::Key { names, shape, default, example, about }
    }

    /// What it is to the documents of a kind.
    pub fn effect(self, kind: Kind) -> Effect {
        match (self.scope, self.shows) {
            (Only(own), _) if own != kind => Effect::Unknown,
            (AllButHome, _) if kind == Kind::Home => Effect::Said,
            (Articles(_), _) if kind != Kind::Article => Effect::Said,
            (_, NotOnHome) if kind == Kind::Home => Effect::Silent,
            (_, InArticles) if kind != Kind::Article => Effect::Silent,
            (_, InArticlesAndPages) if !matches!(kind, Kind::Article | Kind::Page) => Effect::Silent,
            (_, Always | NotOnHome | InArticles | InArticlesAndPages | There) => Effect::Some,
        }
    }

    /// What a document of a kind says under it; nothing where that has no effect.
    pub(super) fn take<'f>(self, fields: &'f Fields<'_>, kind: Kind) -> Option<FieldValue<'f>> {
        match self.scope {
            Only(own) if own != kind => None,
            _ => fields.take(self.names).filter(|item| !self.is_idle(item, kind)),
        }
    }

    /// Whether it moves nothing there, and says so. Eleventy's `permalink: false` asks for no page: it is no address, and
    /// hides.
    fn is_idle(self, item: &FieldValue<'_>, kind: Kind) -> bool {
        let is_idle = self.scope == AllButHome && kind == Kind::Home;
        let hides = self.names == URL.names && item.as_switch() == Some(false);
        if is_idle && !hides {
            let message = format!("`{}` has no effect here: the home page is always `/`", item.key());
            item.doubtful_key(Code::NoEffect, message, "take it out");
        }
        is_idle
    }
}

/// Warns of keys that only articles show.
pub(super) fn of_articles(fields: &Fields<'_>) {
    for Key { names, scope, .. } in KEYS {
        let Articles(hint) = scope else { continue };
        for item in names.iter().filter_map(|name| fields.take_one(name)) {
            let message = format!("`{}` has no effect here: only articles show it", item.key());
            item.doubtful_key(Code::NoEffect, message, *hint);
        }
    }
}
