//! The views of editions: an edition's name, what it is put together from, where it speaks of something; and of the notice
//! that stands in place of what was taken back.

use serde::Serialize;
use tera::Value;

use super::images::Tones;
use super::{ImageView, OutletLink, PageView, Pager};
use crate::site::{Edition, Site};

/// An edition in a list: what names it.
#[derive(Debug, Clone, Serialize)]
pub struct EditionView {
    /// Its title.
    pub title: String,
    /// Which issue it is.
    pub number: Option<u32>,
    /// Its page.
    pub url: String,
    /// The same, absolute.
    pub absolute_url: String,
    /// A mail to nobody yet, with its title and its address in it.
    pub mail: String,
    /// When it is published, RFC 3339.
    pub date: String,
    /// The first and the last day that it covers, RFC 3339.
    pub first: Option<String>,
    /// See `first`.
    pub last: Option<String>,
    /// Plain text; on its own page only what the editors wrote.
    pub summary: Option<String>,
    /// Its leading picture.
    pub image: Option<ImageView>,
    /// How many articles it picks.
    pub count: usize,
    /// How many briefs it has.
    pub briefs: usize,
    /// BCP 47.
    pub language: String,
    /// `extra:`.
    pub extra: Value,
}

/// `edition.html`.
#[derive(Debug, Serialize)]
pub struct EditionPage {
    /// The site.
    pub site: Value,
    /// This page.
    pub page: PageView,
    /// The edition.
    pub edition: EditionView,
    /// What it is put together from, in order.
    pub blocks: Vec<Block>,
    /// The edition before it.
    pub previous: Option<EditionView>,
    /// The edition after it.
    pub next: Option<EditionView>,
}

/// A piece of an edition.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// `text`, `heading`, `card` or `brief`.
    pub kind: &'static str,
    /// Its anchor: of headings, cards and briefs.
    pub id: Option<String>,
    /// A heading's level, 1 to 6.
    pub level: Option<u8>,
    /// HTML: of text whole, of a heading what stands between its tags, of a brief the words after its dash; empty for a
    /// card.
    pub content: Value,
    /// A card's article.
    pub article: Option<Value>,
    /// A brief's headline: HTML.
    pub title: Option<Value>,
    /// Where a brief leads.
    pub url: Option<String>,
    /// The outlet that a brief leads to, by the registry's domains, else by the address's.
    pub outlet: Option<OutletLink>,
}

/// `editions.html`: all editions.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct EditionsPage {
    pub site: Value,
    pub page: PageView,
    /// Newest first.
    pub editions: Vec<EditionView>,
    pub pager: Pager,
}

/// A section of an edition that speaks of something.
#[derive(Debug, Clone, Serialize)]
pub struct MentionView {
    /// The edition's title.
    pub title: String,
    /// Which issue it is.
    pub number: Option<u32>,
    /// When it was published, RFC 3339.
    pub date: String,
    /// The section's heading; none before the first.
    pub section: Option<String>,
    /// The very place.
    pub url: String,
}

/// `withdrawn.html`: the notice in place of a text that was taken back.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct WithdrawnPage {
    pub site: Value,
    pub page: PageView,
    pub notice: Notice,
}

/// The notice.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Notice {
    /// Since when, RFC 3339.
    pub date: String,
    /// What readers shall know, plain text.
    pub text: String,
}

/// What names an edition.
pub fn edition((site, tones): (&Site, &dyn Tones), edition: &Edition) -> EditionView {
    let document = &edition.page.document;
    let summary = document.summary(&site.config.language);
    let absolute_url = site.config.base_url.absolute(&edition.page.url);
    EditionView {
        mail: super::report::share(&document.front.title, &absolute_url),
        absolute_url,
        title: document.front.title.to_string(),
        number: edition.number(),
        url: site.config.base_url.page(&edition.page.url),
        date: edition.date.to_rfc3339(),
        first: edition.covers().map(|period| period.first.to_rfc3339()),
        last: edition.covers().map(|period| period.last.to_rfc3339()),
        summary: Some(summary.into_owned()).filter(|text| !text.is_empty()),
        image: super::images::image(
            (site, tones),
            document.front.image.as_deref(),
            edition.page.image.as_ref(),
        ),
        count: edition.page.cards.len(),
        briefs: edition.briefs(),
        language: document.language(&site.config.language).to_owned(),
        extra: super::extra(&document.front.rare().extra),
    }
}
