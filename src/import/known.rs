//! Whether a site has an article already, or a translation of it.

use url::Url;

use super::article::Article;
use crate::content::{Document, likeness};
use crate::site::{Article as Own, Site, are_alike};

/// What a site has of an imported article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The file.
    pub path: String,
    /// How it is known.
    pub by: By,
}

impl Known {
    /// What is said of it.
    pub fn said(&self) -> String {
        let path = &self.path;
        match self.by {
            By::Address => format!("{path} retells that report already"),
            By::Text => format!("{path} has nearly the same title and text"),
            By::Translation => format!("{path} is of the same report in another language"),
        }
    }
}

/// How an article is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A source has its address.
    Address,
    /// Title and text are nearly the same.
    Text,
    /// A source has the address of its translation.
    Translation,
}

/// What sites have of an article, the surest first. `document` is the article as it would be written.
pub fn known<'a>(
    sites: impl Iterator<Item = &'a Site>,
    article: &Article,
    document: Option<&Document>,
) -> Option<Known> {
    let own = [
        article.url.as_ref().map(|url| &url.value),
        article.origin.as_ref().and_then(|origin| origin.value.url.as_ref()),
        article.amp_of.as_ref(),
    ];
    let key = |url: &Url| likeness::address_key(url.as_str());
    let own: Vec<u64> = own.into_iter().flatten().filter_map(key).collect();
    let translations: Vec<u64> =
        article.translations.iter().filter_map(key).filter(|key| !own.contains(key)).collect();
    let mut found: Option<Known> = None;
    for site in sites {
        for other in &site.articles {
            let by = by(&own, &translations, document, other);
            if let Some(by) = by.filter(|by| found.as_ref().is_none_or(|found| *by < found.by)) {
                found = Some(Known { path: other.document.path.to_string(), by });
            }
        }
    }
    found
}

fn by(own: &[u64], translations: &[u64], document: Option<&Document>, other: &Own) -> Option<By> {
    let sources = &other.document.likeness.sources;
    if own.iter().any(|address| sources.contains(address)) {
        return Some(By::Address);
    }
    if document.is_some_and(|document| are_alike(document, &other.document)) {
        return Some(By::Text);
    }
    translations.iter().any(|address| sources.contains(address)).then_some(By::Translation)
}
