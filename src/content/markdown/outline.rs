//! The outline of an edition: its sections, and which links stand in which, so that an article's page can lead to the
//! very place that speaks of it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::quoted;
use crate::content::Date;

/// Where in a body its links stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Outline {
    /// The headings at top level, in order.
    pub sections: Box<[Section]>,
    /// For each of the facts' links the section in which it stands, by its place in `sections`. None before the first
    /// one and in a footnote, which moves to the end of the page.
    pub of_link: Box<[Option<u32>]>,
    /// Which links are a brief's link.
    pub briefs: Box<[BriefLink]>,
    /// When the latest update of a live article was written, which has nothing else of these.
    pub latest_update: Option<Date>,
}

/// The link of a brief.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BriefLink {
    /// Its place among the facts' links.
    pub link: u32,
    /// The outlet, as the link's title names it.
    pub outlet: Option<Box<str>>,
}

/// The outlet that the title of a brief's link names: `[Headline](https://outlet.example/talks "The Outlet")`.
pub(super) fn outlet_of(title: &str) -> Option<&str> {
    Some(title.trim()).filter(|name| !name.is_empty())
}

/// A heading at top level, and what follows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Section {
    /// 1 to 6, as shown.
    pub level: u8,
    /// The same as on the page.
    pub id: Box<str>,
    /// Its quotation marks wait for a language.
    text: Box<str>,
}

impl Section {
    pub(super) fn new(level: u8, id: &str, text: &str) -> Self {
        Self { level, id: id.into(), text: text.into() }
    }

    /// Its words, plain, with the quotation marks of a language (BCP 47).
    pub fn text(&self, language: &str) -> Cow<'_, str> {
        quoted(&self.text, language)
    }
}
