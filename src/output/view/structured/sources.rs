//! What an article is made of: who reported it first, and where.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Address, anchor};
use crate::content::front_matter;
use crate::site::{Article, Site, Term};

/// An original, as far as it is known.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Original<'a> {
    /// A report, a study, a broadcast: that it is a work is all that is known of every one of them.
    #[serde(rename = "@type")]
    kind: &'static str,
    /// Its own address, which names it wherever it is spoken of; without one, its place in the article.
    #[serde(rename = "@id")]
    id: Id<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Address<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Reporter<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Outlet<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<Licence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_at: Option<Address<'a>>,
}

#[derive(Debug, Clone, Copy)]
enum Id<'a> {
    Own(Address<'a>),
    /// Of the article, and which of its sources, from 1.
    Numbered(Address<'a>, usize),
}

impl fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(address) => address.fmt(f),
            Self::Numbered(article, number) => write!(f, "{article}#source-{number}"),
        }
    }
}

impl Serialize for Id<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A reporter of another outlet.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Reporter<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

/// Who published it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Outlet<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Address<'a>>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Address<'a>>,
}

/// A licence by its address, or by its name.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(super) enum Licence<'a> {
    Address(Address<'a>),
    Named {
        #[serde(rename = "@type")]
        kind: &'static str,
        name: &'a str,
    },
}

impl<'a> Outlet<'a> {
    fn new(site: &'a Site, term: &'a Term, language: &str) -> Self {
        Self {
            kind: "Organization",
            id: term.has_page().then(|| Address::new(&site.config.base_url, &term.url).at(anchor::OUTLET)),
            name: term.name_in(language, &site.config.language),
            url: term
                .entry
                .as_ref()
                .and_then(|entry| entry.url.as_deref())
                .map(|url| Address::new(&site.config.base_url, url)),
        }
    }
}

/// The reporters of a source. Several stand in one text, by commas.
pub(super) fn reporters(source: &front_matter::Source) -> Vec<Reporter<'_>> {
    let names = source.author.as_deref().into_iter().flat_map(|names| names.split(", "));
    let names = names.map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| Reporter { kind: "Person", name }).collect()
}

/// The outlet of one of an article's sources.
pub(super) fn outlet<'a>(
    site: &'a Site,
    article: &'a Article,
    number: usize,
    language: &str,
) -> Option<Outlet<'a>> {
    let id = article.outlets.get(number).copied().flatten()?;
    Some(Outlet::new(site, site.sources.get(id), language))
}

/// The licence of a source.
pub(super) fn licence<'a>(site: &'a Site, source: &'a front_matter::Source) -> Option<Licence<'a>> {
    let licence = source.rare().licence.as_deref()?;
    let is_address = ["https://", "http://"].iter().any(|scheme| licence.starts_with(scheme));
    Some(match is_address && !licence.contains(char::is_whitespace) {
        true => Licence::Address(Address::new(&site.config.base_url, licence)),
        false => Licence::Named { kind: "CreativeWork", name: licence },
    })
}

/// The originals of an article; `url` is the article's own.
pub(super) fn originals<'a>(
    site: &'a Site,
    article: &'a Article,
    url: Address<'a>,
    language: &str,
) -> Vec<Original<'a>> {
    let original = |(number, source): (usize, &'a front_matter::Source)| {
        let rare = source.rare();
        let outside = |url| Address::new(&site.config.base_url, url);
        let address = source.url.as_deref().map(outside);
        let outlet_entry = article.outlets.get(number).copied().flatten();
        let outlet_entry = outlet_entry.and_then(|id| site.sources.get(id).entry.as_ref());
        Original {
            kind: "CreativeWork",
            id: address.map_or(Id::Numbered(url, number + 1), Id::Own),
            url: address,
            headline: source.title.as_deref(),
            author: reporters(source),
            publisher: outlet(site, article, number, language),
            date_published: rare.published.map(super::moment),
            in_language: rare
                .language
                .as_deref()
                .or_else(|| outlet_entry.and_then(|entry| entry.language.as_deref())),
            license: licence(site, source),
            archived_at: rare.archive.as_deref().map(outside),
        }
    };
    article.sources().iter().enumerate().map(original).collect()
}

/// An original where the article says what it is based on: by its name.
#[derive(Serialize)]
pub(super) struct Cited<'a> {
    #[serde(rename = "@id")]
    id: Id<'a>,
}

/// What an article cites: its originals.
pub(super) fn cited<'a>(originals: &[Original<'a>]) -> Vec<Cited<'a>> {
    originals.iter().map(|original| Cited { id: original.id }).collect()
}
