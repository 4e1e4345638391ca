//! What appears and what expires, and when.

use crate::content::{Date, Document};
use crate::site::Site;

/// What becomes of a document at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Readers see it from then on.
    Appears,
    /// They see it no more.
    Expires,
}

impl Turn {
    /// "appears", "expires".
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Appears => "appears",
            Self::Expires => "expires",
        }
    }
}

/// A document for which something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The moment, in the site's zone.
    pub date: Date,
    /// What becomes of it.
    pub turn: Turn,
    /// Its file.
    pub path: String,
    /// Its headline.
    pub title: String,
}

/// What is due in a site with all that is held back, after a moment (seconds since 1970), the next first. What is a draft is due
/// never.
pub fn schedule(site: &Site, after: i64) -> Vec<Due> {
    let articles = site.articles.iter().map(|article| &article.document);
    let pages = site.all_pages().map(|page| &page.document);
    let mut due: Vec<Due> =
        articles.chain(pages).flat_map(|document| of_document(document, site, after)).collect();
    due.sort_by(|one, two| {
        (one.date.timestamp, &one.path, one.turn).cmp(&(two.date.timestamp, &two.path, two.turn))
    });
    due
}

fn of_document(document: &Document, site: &Site, after: i64) -> impl Iterator<Item = Due> {
    let front = &document.front;
    let turns = [(front.date, Turn::Appears), (front.rare().expires, Turn::Expires)];
    let (is_draft, zone) = (front.draft, site.config.timezone);
    turns.into_iter().filter_map(move |(date, turn)| {
        let date = date.filter(|date| date.timestamp > after && !is_draft)?;
        Some(Due {
            date: date.in_zone(zone),
            turn,
            path: document.path.to_string(),
            title: front.title.to_string(),
        })
    })
}
