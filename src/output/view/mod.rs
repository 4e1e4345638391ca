//! The views: what templates see, one struct per template, all of it typed.
//!
//! Views are built only to render and are never compared. Addresses in them are ready to print
//! (they carry the base path); dates are RFC 3339 strings for the `date` filter; texts are plain and get
//! escaped by the template, but for `head` and `content`, which are HTML and marked as safe.
//! docs/templates.md lists every field; a test holds the two together.

pub mod cards;
pub mod editions;
pub mod head;
pub mod report;
pub mod stories;
pub mod structured;

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
    /// Address or mail address of the newsroom.
    pub contact: Option<String>,
    /// What the newsroom publishes of how it works.
    pub policies: Vec<PolicyLink>,
    /// As configured.
    pub copyright: Option<String>,
    /// The site's feed.
    pub feed: String,
    /// The navigation, as configured.
    pub menu: Vec<Link>,
    /// All topics that have a page, by name.
    pub topics: Vec<Link>,
    /// Index pages that this site has: `topics`, `tags`, `sources`, `authors`, `archive`, `corrections`, `editions`,
    /// `stories`; none when there is nothing to list.
    pub indexes: Indexes,
    /// `extra:` of the configuration.
    pub extra: Value,
}

impl PolicyLink {
    /// Of a policy, with base path.
    pub fn new(policy: &crate::config::Policy, base: &crate::config::BaseUrl) -> Self {
        Self { name: policy.name, url: crate::output::print_url(base, &policy.url) }
    }
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
    /// `article`, `topic`, `tag`, `home` …: the name of the template without its ending.
    pub kind: &'static str,
    /// The feed of just this page's articles, if there is one.
    pub feed: Option<String>,
    /// Whether something on it waits for `theme/player.js`.
    pub player: bool,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
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
    /// Plain text; empty when there is none.
    pub summary: String,
    /// The primary topic.
    pub topic: Option<Link>,
    /// Its tags, without hidden ones.
    pub tags: Vec<Link>,
    /// Our authors.
    pub authors: Vec<Byline>,
    /// Names of the outlets that reported it.
    pub sources: Vec<OutletLink>,
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
}

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub struct ImageView {
    /// Its address.
    pub src: String,
    /// Alternative text.
    pub alt: String,
    /// Pixels, when known.
    pub width: Option<u32>,
    /// Pixels, when known.
    pub height: Option<u32>,
    /// Plain text.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Where they are found.
    pub credit_url: Option<String>,
    /// The point that crops keep, as CSS writes it: `50% 30%`.
    pub focus: Option<String>,
}

/// An article on its own page.
#[derive(Debug, Clone, Serialize)]
pub struct Article {
    /// Headline.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its absolute address.
    pub absolute_url: String,
    /// RFC 3339.
    pub date: String,
    /// Whether a time of day was written.
    pub has_time: bool,
    /// RFC 3339.
    pub updated: Option<String>,
    /// `news`, `opinion` …
    pub r#type: &'static str,
    /// The summary if the editors wrote one (an automatic one is the text's own beginning and stands there).
    pub standfirst: Option<String>,
    /// Our authors.
    pub authors: Vec<Byline>,
    /// Who reported it; the first leads.
    pub sources: Vec<SourceView>,
    /// The text is theirs, whole.
    pub republished: bool,
    /// What was corrected, in the order written.
    pub corrections: Vec<CorrectionView>,
    /// Those of them whose place is above the text.
    pub corrections_top: Vec<CorrectionView>,
    /// Those of them whose place is below the text.
    pub corrections_end: Vec<CorrectionView>,
    /// Where an error in it can be reported.
    pub report: Option<String>,
    /// Its topics; the first is the primary one.
    pub topics: Vec<Link>,
    /// Its tags, without hidden ones.
    pub tags: Vec<Link>,
    /// The leading picture.
    pub image: Option<ImageView>,
    /// Its place in the running story that it belongs to.
    pub story: Option<stories::StoryView>,
    /// The sections of editions that speak of it, the newest edition first; 50 at most.
    pub mentions: Vec<editions::MentionView>,
    /// The text: HTML.
    pub content: Value,
    /// Headings of level 2 and 3.
    pub toc: Vec<TocEntry>,
    /// Live articles: their updates in the order shown.
    pub updates: Vec<UpdateView>,
    /// Words of the text.
    pub words: u32,
    /// Minutes, at least 1.
    pub reading_time: u32,
    /// BCP 47.
    pub language: String,
    /// `extra:`.
    pub extra: Value,
}

/// An outlet that reported an article.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// The outlet's name, by the registry; the URL's domain when nothing is known.
    pub name: Option<String>,
    /// The outlet's page on this site.
    pub page: Option<String>,
    /// The original article, or the outlet's own site when its address is not known.
    pub url: Option<String>,
    /// Whether `url` is the original article.
    pub is_article: bool,
    /// Its headline.
    pub title: Option<String>,
    /// Its reporter.
    pub author: Option<String>,
    /// What they did.
    pub role: Option<String>,
    /// "state media", "news agency" …
    pub label: Option<String>,
    /// RFC 3339.
    pub published: Option<String>,
    /// RFC 3339.
    pub retrieved: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// An archived copy.
    pub archive: Option<String>,
    /// Name or address of the licence.
    pub licence: Option<String>,
}

/// What was wrong in an article.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionView {
    /// Its anchor, to which the list of corrections leads.
    pub id: String,
    /// RFC 3339.
    pub date: String,
    /// `correction`, `clarification`, `update` or `retraction`.
    pub kind: &'static str,
    /// What was wrong and what is right, plain text.
    pub text: String,
}

/// An update of a live article.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateView {
    /// Its anchor.
    pub id: String,
    /// RFC 3339, in the site's zone.
    pub date: String,
    /// Seconds since 1970, to sort by: `date` as text is not in order where clocks change.
    pub timestamp: i64,
    /// Plain text without the time; empty when the heading is nothing else.
    pub title: String,
}

/// A heading in a table of contents.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct TocEntry {
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// A topic, tag, outlet or author on its own page or in an index.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Plain text. On a topic's own page only what the editors wrote: an automatic summary is the text's own beginning.
    pub description: Option<String>,
    /// How many articles it has.
    pub count: usize,
    /// When its newest article was published, RFC 3339.
    pub latest: Option<String>,
    /// Its feed (topics, tags and authors; a tag with few articles may have none).
    pub feed: Option<String>,
    /// A picture.
    pub image: Option<ImageView>,
    /// Outlets and authors: their own site.
    pub website: Option<String>,
    /// Outlets: "state media" …
    pub label: Option<String>,
    /// Outlets: BCP 47.
    pub language: Option<String>,
    /// Authors: what they do.
    pub role: Option<String>,
    /// Authors: when they left, RFC 3339.
    pub until: Option<String>,
    /// Tags, and topics that are named like a tag: the tag above.
    pub parent: Option<Link>,
    /// Tags, and topics that are named like a tag: the tags below, by name.
    pub children: Vec<Counted>,
    /// Topics: the introduction, HTML; empty elsewhere.
    pub content: Value,
    /// `extra:`.
    pub extra: Value,
}

/// Where a page stands in a list of pages.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    /// From 1.
    pub page: usize,
    /// At least 1.
    pub pages: usize,
    /// How many articles the list has on all pages.
    pub total: usize,
    /// The page before.
    pub prev: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Numbers to show: the first, the last and those around this one; a gap has no number.
    pub items: Vec<PagerItem>,
}

/// A number of a [`Pager`], or a gap between two.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct PagerItem {
    pub number: Option<usize>,
    pub url: Option<String>,
    pub current: bool,
}

/// `article.html` and `article-<type>.html`.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ArticlePage {
    pub site: Value,
    pub page: PageView,
    pub article: Article,
    /// Articles that are related to it, the most first: cards.
    pub related: Vec<Value>,
}

/// `page.html`: a standalone page.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct StandalonePage {
    pub site: Value,
    pub page: PageView,
    pub document: StandaloneDocument,
}

/// A standalone page's own content.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct StandaloneDocument {
    pub title: String,
    pub summary: Option<String>,
    pub updated: Option<String>,
    pub image: Option<ImageView>,
    /// HTML.
    pub content: Value,
    pub toc: Vec<TocEntry>,
    pub extra: Value,
}

/// `topic.html`, `tag.html`, `source.html`, `author.html`: one term and its articles.
#[derive(Debug, Serialize)]
pub struct TermPage {
    /// The site.
    pub site: Value,
    /// This page.
    pub page: PageView,
    /// The term.
    pub term: Term,
    /// Topics: the articles its text picks, on the first page of the list; they are not in `articles` there.
    pub pinned: Vec<Value>,
    /// Topics: its newest explainers, on the first page of the list; they are not in `articles` there.
    pub background: Vec<Value>,
    /// The articles of this page of the list: cards.
    pub articles: Vec<Value>,
    /// Stories: the same cards by day.
    pub timeline: Vec<stories::Day>,
    /// Topics, tags and stories: the sections of editions that speak of it, the newest edition first; 50 at most, on the
    /// first page of the list.
    pub mentions: Vec<editions::MentionView>,
    /// Tags: those that stand beside it most often, with how often.
    pub related: Vec<Counted>,
    /// Where this page stands.
    pub pager: Pager,
}

/// A link with a count.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct Counted {
    pub name: String,
    pub url: String,
    pub count: usize,
}

/// `topics.html`, `tags.html`, `sources.html`, `authors.html`: an index of terms, by name.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct TermsPage {
    pub site: Value,
    pub page: PageView,
    pub terms: Vec<Term>,
}

/// `home.html`.
#[derive(Debug, Serialize)]
pub struct HomePage {
    /// The site.
    pub site: Value,
    /// This page.
    pub page: PageView,
    /// The home page's own text without its cards: HTML; empty but on the first page.
    pub content: Value,
    /// The first card of `content/index.md`, else the newest article; none but on the first page.
    pub lead: Option<Value>,
    /// The other cards of `content/index.md`; empty but on the first page.
    pub picks: Vec<Value>,
    /// The latest of each topic, three at most, without those above; empty but on the first page.
    pub by_topic: Vec<TopicLatest>,
    /// The latest that are not above: cards.
    pub articles: Vec<Value>,
    /// Where this page stands.
    pub pager: Pager,
    /// `extra:` of `content/index.md`.
    pub extra: Value,
}

/// A topic with its latest articles.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct TopicLatest {
    pub topic: Link,
    pub articles: Vec<Value>,
}

/// `corrections.html`: a page of the list of corrections.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct CorrectionsPage {
    pub site: Value,
    pub page: PageView,
    /// Newest first.
    pub corrections: Vec<CorrectionEntry>,
    pub pager: Pager,
}

/// An entry of the list of corrections.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionEntry {
    /// Headline of the article.
    pub title: String,
    /// The notice on the article.
    pub url: String,
    /// RFC 3339.
    pub date: String,
    /// `correction`, `clarification` or `retraction`.
    pub kind: &'static str,
    /// What was wrong and what is right, plain text.
    pub text: String,
    /// BCP 47: of headline and text.
    pub language: String,
}

/// `archive.html`: all years and months.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ArchivePage {
    pub site: Value,
    pub page: PageView,
    /// Newest first.
    pub years: Vec<ArchiveYear>,
}

/// A year of the archive.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct ArchiveYear {
    pub year: i32,
    pub url: String,
    pub count: usize,
    /// Newest first.
    pub months: Vec<ArchiveMonth>,
}

/// A month of the archive.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct ArchiveMonth {
    /// Its first day, RFC 3339, for the `date` filter.
    pub date: String,
    pub url: String,
    pub count: usize,
}

/// `archive-year.html`: one year, its months.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ArchiveYearPage {
    pub site: Value,
    pub page: PageView,
    pub year: ArchiveYear,
    /// The year before and after that have articles.
    pub older: Option<Link>,
    pub newer: Option<Link>,
}

/// `archive-month.html`: one month, its articles.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct ArchiveMonthPage {
    pub site: Value,
    pub page: PageView,
    /// Its first day, RFC 3339.
    pub date: String,
    pub year: Link,
    /// The months before and after that have articles; `name` is the first day, RFC 3339.
    pub older: Option<Link>,
    pub newer: Option<Link>,
    pub articles: Vec<Value>,
    pub pager: Pager,
}

/// `404.html`.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct NotFoundPage {
    pub site: Value,
    pub page: PageView,
}

/// `redirect.html`: an old address.
#[derive(Debug, Serialize)]
pub struct RedirectPage {
    /// The site.
    pub site: Value,
    /// Where it leads, absolute.
    pub target: String,
    /// BCP 47.
    pub language: String,
}

/// `extra:` as templates see it: a map, empty when there is none.
pub fn extra(extra: &crate::content::front_matter::Extra) -> Value {
    match &extra.0 {
        Some(map) => Value::from_serializable(&**map),
        None => Value::from(tera::Map::default()),
    }
}

/// A view as the variables of its template.
pub fn context<T: Serialize>(view: &T) -> tera::Context {
    // A view is a struct of strings, numbers and lists: nothing in it can fail to be serialised.
    tera::Context::from_serialize(view).unwrap_or_default()
}

/// The pager of page `page` (from 0) of a list at `url` (without base path).
pub fn pager(base: &crate::config::BaseUrl, url: &str, page: usize, total: usize, per_page: usize) -> Pager {
    let pages = crate::output::pages(total, per_page);
    let address = |page: usize| base.page(&crate::output::page_url(url, page));
    let mut items = Vec::new();
    let mut last = None;
    for shown in (0..pages).filter(|n| *n == 0 || n + 1 == pages || n.abs_diff(page) <= 2) {
        if last.is_some_and(|last| shown > last + 1) {
            items.push(PagerItem { number: None, url: None, current: false });
        }
        items.push(PagerItem { number: Some(shown + 1), url: Some(address(shown)), current: shown == page });
        last = Some(shown);
    }
    Pager {
        page: page + 1,
        pages,
        total,
        prev: (page > 0).then(|| address(page - 1)),
        next: (page + 1 < pages).then(|| address(page + 1)),
        items,
    }
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
    ("redirect.html", &["site", "target", "language"]),
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
