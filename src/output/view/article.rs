//! An article on its own page: what the view of its template holds.

use serde::Serialize;
use tera::Value;

use super::{ImageView, Link, comments, editions, stories};

/// An article on its own page.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
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
    /// What the zone of `date` is called: `GMT`, `CET`, `UTC+03:00`.
    pub zone: String,
    /// RFC 3339.
    pub updated: Option<String>,
    /// `news`, `opinion` …
    pub r#type: &'static str,
    /// A live article that is over: since when.
    pub over: Option<Moment>,
    /// The summary if the editors wrote one (an automatic one is the text's own beginning and stands there).
    pub standfirst: Option<String>,
    /// Our authors.
    pub authors: Vec<AuthorView>,
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
    /// A mail to nobody yet, with its headline and its address in it.
    pub mail: String,
    /// Its topics; the first is the primary one.
    pub topics: Vec<Link>,
    /// Its tags, without hidden ones.
    pub tags: Vec<Link>,
    /// The leading picture.
    pub image: Option<ImageView>,
    /// Its place in the running story that it belongs to.
    pub story: Option<stories::StoryView>,
    /// The sections of editions that speak of it, the newest edition first; 20 at most.
    pub mentions: Vec<editions::MentionView>,
    /// The article after it among those of its primary topic; without a topic among all.
    pub newer: Option<HeadlineLink>,
    /// The article before it in the same list.
    pub older: Option<HeadlineLink>,
    /// The text: HTML.
    pub content: Value,
    /// What readers say under it; none when the site or the article has no comments.
    pub comments: Option<comments::CommentsView>,
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

/// Another article, by its headline.
#[derive(Debug, Clone, Serialize)]
pub struct HeadlineLink {
    /// Headline.
    pub title: String,
    /// Its address.
    pub url: String,
    /// RFC 3339.
    pub date: String,
    /// `news`, `opinion` …
    pub r#type: &'static str,
    /// Whether it is a live article that is over.
    pub over: bool,
    /// BCP 47.
    pub language: String,
}

/// A moment, and what is known of it.
#[derive(Debug, Clone, Serialize)]
pub struct Moment {
    /// RFC 3339.
    pub date: String,
    /// Whether a time of day was written.
    pub has_time: bool,
    /// What its zone is called.
    pub zone: String,
}

/// One of our authors, above a text.
#[derive(Debug, Clone, Serialize)]
pub struct AuthorView {
    /// Their name.
    pub name: String,
    /// Their page.
    pub url: String,
    /// What they did.
    pub role: Option<String>,
    /// Their portrait.
    pub image: Option<ImageView>,
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
