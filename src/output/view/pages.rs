//! The views of pages, one struct per template, and of what stands in lists: terms, pages of a list, years and months.

use serde::Serialize;
use tera::Value;

use super::{ArticleView, ImageView, Link, PageView, TocEntry, editions, stories};

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
    pub article: ArticleView,
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
    /// Topics, tags and stories: the sections of editions that speak of it, the newest edition first; 20 at most, on the
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

/// `search.html`: what the reader looks for, which the browser finds.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct SearchPage {
    pub site: Value,
    pub page: PageView,
}

/// `offline.html`: what readers without a network see in place of a page that their browser does not keep.
#[derive(Debug, Serialize)]
pub struct OfflinePage {
    /// The site.
    pub site: Value,
    /// This page.
    pub page: PageView,
    /// The edition that is kept: the latest.
    pub edition: Option<editions::EditionView>,
    /// The articles that are kept: cards.
    pub articles: Vec<Value>,
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
