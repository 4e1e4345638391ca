//! The views of feeds: where they are, and the page that lists them.

use serde::Serialize;
use tera::Value;

use super::PageView;
use crate::config::{BaseUrl, FeedFormat};

/// A feed in one format.
#[derive(Debug, Clone, Serialize)]
pub struct FeedLink {
    /// "RSS", "Atom" or "JSON Feed".
    pub format: &'static str,
    /// Its media type.
    pub r#type: &'static str,
    /// Its address.
    pub url: String,
}

/// `feeds.html`: all feeds.
#[derive(Debug, Serialize)]
pub struct FeedsPage {
    /// The site.
    pub site: Value,
    /// This page.
    pub page: PageView,
    /// The lists that have feeds, by kind.
    pub groups: Vec<FeedGroup>,
    /// The file that programs take all feeds in from (OPML).
    pub opml: String,
}

/// The lists of a kind.
#[derive(Debug, Serialize)]
pub struct FeedGroup {
    /// As `feeds.of` calls it: `home`, `topics` …
    pub of: &'static str,
    /// What they are called together; none for the site's own feed and those of editions and corrections.
    pub name: Option<String>,
    /// By name.
    pub lists: Vec<FeedList>,
}

/// A list that has a feed.
#[derive(Debug, Serialize)]
pub struct FeedList {
    /// What it is called.
    pub name: String,
    /// Its page.
    pub url: String,
    /// One for each format.
    pub feeds: Vec<FeedLink>,
}

/// The feeds of the list at `url` (without base path), one for each format.
pub fn links(base: &BaseUrl, formats: &[FeedFormat], url: &str) -> Vec<FeedLink> {
    let link = |format: &FeedFormat| FeedLink {
        format: format.name(),
        r#type: format.media_type(),
        url: base.page(&format.url(url)),
    };
    formats.iter().map(link).collect()
}
