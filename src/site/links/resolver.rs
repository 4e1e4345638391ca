//! Answers where links and pictures lead when a body is rendered.

use std::borrow::Cow;

use super::{Broken, Dead, Destination, From, Links, split_suffix};
use crate::address::in_site;
use crate::config::BaseUrl;
use crate::content::markdown::{Resolve, ResolvedImage, ResolvedLink};

/// Answers a body's questions when it is rendered.
pub struct Resolver<'a> {
    /// Where links lead.
    pub links: &'a Links,
    /// The document.
    pub from: From<'a>,
    /// Adds the base path.
    pub base: &'a BaseUrl,
    /// Whether addresses are printed with scheme and host: feeds yes, pages no.
    pub absolute: bool,
}

impl Resolver<'_> {
    fn print(&self, path: &str) -> String {
        if self.absolute { self.base.absolute(path) } else { self.base.page(path) }
    }

    /// What leads out of the site, as written; away from the site with its scheme.
    fn outside(&self, href: &str) -> String {
        match self.base.origin.split_once("//") {
            Some((scheme, _)) if self.absolute && href.starts_with("//") => format!("{scheme}{href}"),
            _ => href.to_owned(),
        }
    }
}

/// A query or fragment, with the name of a heading in the form that its id has.
fn composed(suffix: &str) -> Cow<'_, str> {
    if suffix.is_ascii() && !suffix.contains('%') {
        return Cow::Borrowed(suffix);
    }
    in_site(suffix).map_or(Cow::Borrowed(suffix), Cow::Owned)
}

impl Resolve for Resolver<'_> {
    fn link(&self, href: &str) -> ResolvedLink {
        ResolvedLink::Url(match self.links.resolve(self.from, href) {
            Ok(Destination::Held(..)) => return ResolvedLink::TextOnly,
            Ok(Destination::Document { url, suffix, .. }) => {
                format!("{}{}", self.print(url), composed(suffix))
            }
            Ok(Destination::File(url, _)) => {
                let (_, suffix) = split_suffix(href);
                format!("{}{suffix}", self.print(&url))
            }
            Ok(Destination::Path(inside)) => match in_site(inside) {
                Ok(address) => self.print(&address),
                Err(_) => self.print(inside),
            },
            Err(Broken::Dead(_)) => return ResolvedLink::TextOnly,
            Err(Broken::OutOfContent) if Dead::above_content(href).is_some() => {
                return ResolvedLink::TextOnly;
            }
            // What else is broken was an error when the site was assembled.
            Ok(Destination::Outside | Destination::Unreadable) | Err(_) => self.outside(href),
        })
    }

    fn allows(&self, href: &str) -> bool {
        self.links.allows(href)
    }

    fn is_card(&self, href: &str) -> bool {
        self.links.article(self.from, href).is_some()
    }
    fn card_anchor(&self, href: &str) -> Option<String> {
        self.links.card_slug(self.from, href)
    }

    fn image(&self, src: &str) -> ResolvedImage {
        match self.links.picture(self.from, src) {
            Ok(picture) if picture.hash.is_some() => {
                ResolvedImage { url: self.print(&picture.url), size: picture.size, responsive: None }
            }
            _ => ResolvedImage { url: self.outside(src), size: None, responsive: None },
        }
    }
}
