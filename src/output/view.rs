//! The views: what templates see, one struct per template, all of it typed.
//!
//! Views are built only to render and are never compared. Addresses in them are ready to print
//! (they carry the base path); dates are RFC 3339 strings for the `date` filter; texts are plain and get
//! escaped by the template, but for `head` and `content`, which are HTML and marked as safe.
//! docs/templates.md lists every field; a test holds the two together.

pub mod article;
pub mod cards;
pub mod comments;
pub mod editions;
pub mod email;
pub mod feeds;
pub mod head;
pub mod images;
pub mod pages;
pub mod reader;
pub mod report;
pub mod site;
pub mod social;
pub mod social_card;
pub mod stories;
pub mod structured;
pub mod terms;
pub mod translations;

pub use article::*;
pub use images::ImageView;
pub use pages::*;
use serde::Serialize;
use tera::Value;

/// The site, the same on every page: `site`.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// Name of the site.
    pub title: String,
    /// A line under the name.
    pub tagline: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// Path of the home page: `/` or `/repo/`.
    pub home: String,
    /// Absolute address of the home page.
    pub url: String,
    /// BCP 47.
    pub language: String,
    /// All languages of the site, the one without a prefix first.
    pub languages: Vec<LanguageView>,
    /// Address or mail address of the newsroom.
    pub contact: Option<String>,
    /// What the newsroom publishes of how it works.
    pub policies: Vec<PolicyLink>,
    /// As configured.
    pub copyright: Option<String>,
    /// The site's feed, in the first format.
    pub feed: Option<String>,
    /// The site's feed in each format.
    pub feeds: Vec<feeds::FeedLink>,
    /// The navigation, as configured.
    pub menu: Vec<MenuLink>,
    /// Groups of links for the footer, as configured.
    pub footer: Vec<FooterGroup>,
    /// The logo in the header.
    pub logo: Option<LogoView>,
    /// The newsroom's pages elsewhere; `name` is the host.
    pub profiles: Vec<Link>,
    /// What `theme:` of the configuration says.
    pub theme: ThemeView,
    /// All topics that have a page, by name.
    pub topics: Vec<Link>,
    /// Index pages that this site has: `topics`, `tags`, `sources`, `authors`, `archive`, `corrections`, `editions`,
    /// `stories`, `feeds`; none when there is nothing to list.
    pub indexes: Indexes,
    /// The page that searches the site; none without a search.
    pub search: Option<String>,
    /// Where readers subscribe to the e-mails, as configured.
    pub subscribe: Option<email::SubscribeView>,
    /// Who counts visits, as configured.
    pub analytics: Option<reader::AnalyticsView>,
    /// The copy of the latest edition that browsers keep, if they are to.
    pub offline: Option<reader::OfflineView>,
    /// `extra:` of the configuration.
    pub extra: Value,
}

impl PolicyLink {
    /// Of a policy, with base path.
    pub fn new(policy: &crate::config::Policy, base: &crate::config::BaseUrl) -> Self {
        Self { name: policy.name, url: crate::output::urls::print_url(base, &policy.url) }
    }
}

/// A language of the site.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageView {
    /// BCP 47.
    pub language: String,
    /// What it is called by itself.
    pub name: String,
    /// Its home page.
    pub url: String,
}

/// A page in another language of the site.
#[derive(Debug, Clone, Serialize)]
pub struct TranslationView {
    /// BCP 47.
    pub language: String,
    /// What the language is called by itself.
    pub name: String,
    /// The same page in that language; the language's home page when there is none.
    pub url: String,
    /// Whether it is the same page.
    pub exact: bool,
}

/// Addresses of the index pages.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Indexes {
    pub topics: Option<String>,
    pub tags: Option<String>,
    pub sources: Option<String>,
    pub authors: Option<String>,
    pub archive: Option<String>,
    pub editions: Option<String>,
    pub stories: Option<String>,
    pub corrections: Option<String>,
    pub feeds: Option<String>,
}

/// Where a policy of the newsroom stands.
#[derive(Debug, Clone, Serialize)]
pub struct PolicyLink {
    /// `ethics`, `ownership` …
    pub name: &'static str,
    /// Its address.
    pub url: String,
}

/// A name and where it leads.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Link {
    pub name: String,
    pub url: String,
}

/// A link of the navigation, and those below it.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct MenuLink {
    pub name: String,
    pub url: String,
    pub items: Vec<Link>,
}

/// A group of links in the footer.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct FooterGroup {
    pub name: String,
    pub items: Vec<Link>,
}

/// The logo in the header.
#[derive(Debug, Clone, Serialize)]
pub struct LogoView {
    /// Its address.
    pub src: String,
    /// Another one for dark pages.
    pub dark: Option<String>,
    /// Pixels, when known.
    pub width: Option<u32>,
    /// Pixels, when known.
    pub height: Option<u32>,
    /// Whether the site's name stands beside it.
    pub with_title: bool,
}

/// How the default theme looks.
#[derive(Debug, Clone, Serialize)]
pub struct ThemeView {
    /// Classes of `<html>`: `density-dense`, `scheme-light`, `scheme-dark`, `dates-relative`, with spaces between; empty when
    /// nothing is other than by itself.
    pub classes: String,
    /// `auto`, `light`, `dark` or `choice`.
    pub scheme: &'static str,
    /// Whether there is a `theme/configured.css`, which says what the configuration does.
    pub style: bool,
    /// How many words a text has at least to get a table of contents.
    pub contents_from: usize,
    /// Typefaces of the site's own that are to be loaded before anything asks for them.
    pub preload: Vec<FontLink>,
    /// Which blocks an article shows, and where.
    pub article: ArticlePlaces,
}

/// Where a typeface is.
#[derive(Debug, Clone, Serialize)]
pub struct FontLink {
    /// Its address.
    pub url: String,
    /// Its media type.
    pub r#type: &'static str,
}

/// The names of the blocks of each place of an article's page.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct ArticlePlaces {
    pub top: Vec<&'static str>,
    pub side: Vec<&'static str>,
    pub end: Vec<&'static str>,
    pub after: Vec<&'static str>,
}

/// The page being made: `page`.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `<title>`, canonical, robots, description, feeds: HTML, to be printed once inside `<head>`.
    pub head: Value,
    /// The page's own title, without the site's.
    pub title: String,
    /// Its address with the base path.
    pub url: String,
    /// Its absolute address.
    pub absolute_url: String,
    /// BCP 47.
    pub language: String,
    /// Which way that is written: `ltr` or `rtl`.
    pub direction: &'static str,
    /// The other languages of the site, and where the same page is in them.
    pub translations: Vec<TranslationView>,
    /// `article`, `topic`, `tag`, `home` …: the name of the template without its ending.
    pub kind: &'static str,
    /// Where the navigation leads to the part of the site that this page belongs to.
    pub section: Option<String>,
    /// The feed of just this page's articles, if there is one, in the first format.
    pub feed: Option<String>,
    /// The same feed in each format.
    pub feeds: Vec<feeds::FeedLink>,
    /// Whether something on it waits for `theme/player.js`.
    pub player: bool,
}

/// An article in a list. Links of terms, bylines and outlets are views, or values that cards share.
#[derive(Debug, Clone, Serialize)]
pub struct Card<L = Link, B = Byline, O = OutletLink> {
    /// Headline.
    pub title: String,
    /// Its address.
    pub url: String,
    /// When it was published, RFC 3339 in the zone it was written in.
    pub date: String,
    /// Whether a time of day was written.
    pub has_time: bool,
    /// Last changed in substance, RFC 3339.
    pub updated: Option<String>,
    /// `news`, `opinion` …
    pub r#type: &'static str,
    /// Whether it is a live article that is over.
    pub over: bool,
    /// Plain text; empty when there is none.
    pub summary: String,
    /// The primary topic.
    pub topic: Option<L>,
    /// Its tags, without hidden ones.
    pub tags: Vec<L>,
    /// Our authors.
    pub authors: Vec<B>,
    /// Names of the outlets that reported it.
    pub sources: Vec<O>,
    /// The running story that it belongs to.
    pub story: Option<Link>,
    /// The leading picture, unless it stands on the article's page alone.
    pub image: Option<ImageView>,
    /// The leading picture stands on the article's page alone, because its owner does not let it be passed on.
    pub image_withheld: Option<Withheld>,
    /// Minutes, at least 1.
    pub reading_time: u32,
    /// BCP 47.
    pub language: String,
    /// `extra:` of the article.
    pub extra: Value,
}

/// Whose picture is not shown here.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Withheld {
    pub credit: String,
}

/// One of our authors, by name.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Byline {
    pub name: String,
    pub url: String,
    pub role: Option<String>,
}

/// An outlet by name; it has a page when some article names it as a source.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct OutletLink {
    pub name: String,
    pub url: Option<String>,
    /// "state media", "news agency" …
    pub label: Option<String>,
}

/// `extra:` as templates see it: a map, empty when there is none.
pub fn extra(extra: &crate::content::front_matter::Extra) -> Value {
    match &extra.0 {
        Some(map) => Value::from_serializable(&**map),
        None => Value::from(tera::Map::default()),
    }
}

/// A view as the variables of its template.
pub fn variables<T: Serialize>(view: &T) -> tera::Context {
    // A view is a struct of strings, numbers and lists: nothing in it can fail to be serialised.
    tera::Context::from_serialize(view).unwrap_or_default()
}

/// Every template that an output is rendered by, and the variables of its view.
pub const TEMPLATES: &[(&str, &[&str])] = &[
    ("404.html", &["site", "page"]),
    ("archive-month.html", &["site", "page", "date", "year", "older", "newer", "articles", "pager"]),
    ("archive-year.html", &["site", "page", "year", "older", "newer"]),
    ("archive.html", &["site", "page", "years"]),
    ("article.html", &["site", "page", "article", "related"]),
    ("author.html", TERM),
    ("authors.html", &["site", "page", "terms"]),
    ("corrections.html", &["site", "page", "corrections", "pager"]),
    ("home.html", &["site", "page", "content", "lead", "picks", "by_topic", "articles", "pager", "extra"]),
    ("page.html", &["site", "page", "document"]),
    ("edition.html", &["site", "page", "edition", "blocks", "previous", "next"]),
    ("editions.html", &["site", "page", "editions", "pager"]),
    ("email.html", &["site", "page", "mail", "edition", "blocks"]),
    ("feeds.html", &["site", "page", "groups", "opml"]),
    ("offline.html", &["site", "page", "edition", "articles"]),
    ("redirect.html", &["site", "target", "language"]),
    ("search.html", &["site", "page"]),
    ("social-card.svg", &["site", "card"]),
    ("source.html", TERM),
    ("sources.html", &["site", "page", "terms"]),
    ("stories.html", &["site", "page", "terms"]),
    ("story.html", TERM),
    ("tag.html", TERM),
    ("tags.html", &["site", "page", "terms"]),
    ("topic.html", TERM),
    ("topics.html", &["site", "page", "terms"]),
    ("withdrawn.html", &["site", "page", "notice"]),
];

const TERM: &[&str] =
    &["site", "page", "term", "pinned", "background", "articles", "timeline", "mentions", "related", "pager"];
