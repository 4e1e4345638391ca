//! The world outside of a site: whether what its texts link to is still there.
//!
//! Hosts are asked politely: one request at a time, with a pause between two, and nothing that their `robots.txt` does not want.
//! What they answered is kept with its day, so that a site of ten thousand links does not ask for all of them each time.

mod ask;
mod known;
pub(crate) mod robots;
pub mod rot;

use std::collections::BTreeMap;
use std::time::Duration;

pub use ask::{Manners, ask};
pub use known::Known;
use serde::{Deserialize, Serialize};

use crate::content::Document;
use crate::diagnostic::Span;
use crate::site::Site;

/// Where texts lead out of the site: addresses without fragments, and who names each.
pub type Links<'a> = BTreeMap<String, Vec<Place<'a>>>;

/// A place that names an address.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The text.
    pub document: &'a Document,
    /// Where in it; none when that is in its front matter.
    pub span: Option<Span>,
}

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Answer {
    /// It is there.
    There,
    /// It stands at another address for good (RFC 9110, 15.4.2 and 15.4.9).
    Moved {
        /// Which one.
        to: String,
    },
    /// Nothing is there: the host says so, or there is no such host.
    Dead {
        /// Why, in words.
        why: String,
    },
    /// Nobody can tell: the host refuses programs, is busy, or has a fault.
    Unclear {
        /// Why, in words.
        why: String,
    },
    /// The host does not want programs to ask.
    Unasked,
}

impl Answer {
    /// Whether readers find it.
    pub fn is_dead(&self) -> bool {
        matches!(self, Self::Dead { .. })
    }
}

/// Where the documents of sites lead out of them.
pub fn links<'a>(documents: impl IntoIterator<Item = (&'a Site, &'a Document)>) -> Links<'a> {
    let mut links = Links::new();
    for (site, document) in documents {
        let base = site.config.base_url.absolute("/");
        let mut add = |address: &str, span: Option<Span>| {
            if let Some(address) = asked(address).filter(|address| !address.starts_with(&base)) {
                links.entry(address).or_default().push(Place { document, span });
            }
        };
        document.facts.links.iter().for_each(|link| add(&link.href, Some(link.span)));
        document.facts.images.iter().for_each(|image| add(&image.src, Some(image.span)));
        let front = &document.front;
        front.sources.iter().filter_map(|source| source.url.as_deref()).for_each(|url| add(url, None));
        front.image.iter().for_each(|image| add(&image.src, document.image_place()));
        front.rare().canonical.iter().for_each(|url| add(url, None));
    }
    links
}

/// What is asked for to learn whether an address is there: http and https, without a fragment (RFC 9110, section 4.2.5).
fn asked(address: &str) -> Option<String> {
    let mut url = url::Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    url.host_str()?;
    Some(url.into())
}

/// The longest that a host is waited for between two requests, whatever it asks for.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
