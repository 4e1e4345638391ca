//! What of an article could matter to another one: as numbers, so that those of thousands are compared in no time.
//!
//! Two articles of which no marks meet have nothing that is said of both. Marks that meet may do so by chance.

use serde::{Deserialize, Serialize};

use super::duplicates::{are_near, seed, similarity};
use super::terms::{alike, key};
use super::{Article, Site, TermKind, identity};
use crate::content::{Document, Slug, likeness};
use crate::hash::Digest;

/// See the module. All numbers are hashes: those of names are short, since a site has many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// What no two have without a word: the identity in feeds, the title, the addresses of sources.
    lone: Vec<u64>,
    /// The hash of its text, which tells what is like it, and its language; 0 for a text that is too short.
    text: (u64, u64),
    /// The names that a live article bears, each once.
    names: Vec<NameMark>,
}

/// A name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NameMark {
    /// What it has in common with names that are taken for it.
    alike: u32,
    /// Its slug, by which it is found, too.
    slug: u32,
    /// As it is spelled.
    spelling: u32,
}

impl NameMark {
    /// Of a name of a kind, in a site's language.
    pub fn of(language: &str, kind: TermKind, name: &str) -> Self {
        let key = key(name);
        let slug = Slug::new(name).map_or_else(|| key.clone(), |slug| slug.to_string());
        let key = alike(&key).unwrap_or(key);
        let short = |text: &str| Digest::of(&(language, kind.as_str(), text)).number() as u32;
        Self { alike: short(&key), slug: short(&slug), spelling: short(name) }
    }

    /// Whether one may be taken for the other.
    pub fn is_alike(self, other: Self) -> bool {
        self.alike == other.alike || self.slug == other.slug
    }
}

impl Marks {
    /// Of an article of a site; `article` is what it is there, if it is live.
    pub fn of(document: &Document, article: Option<&Article>, site: &Site) -> Self {
        let language = &*site.config.language;
        let seed = seed(document, language);
        let title = (language, seed, likeness::title_key(&document.front.title));
        let sources =
            document.likeness.sources.iter().map(|source| Digest::of(&(language, source ^ seed)).number());
        let lone = [Digest::of(&identity(document)).number(), Digest::of(&title).number()]
            .into_iter()
            .chain(sources)
            .collect();
        let names = article.into_iter().flat_map(|article| {
            let written = article.written_names(site);
            written.chain(article.terms().map(|(kind, id)| (kind, &*site.terms(kind).get(id).name)))
        });
        let mut names: Vec<NameMark> = names.map(|(kind, name)| NameMark::of(language, kind, name)).collect();
        names.sort_unstable();
        names.dedup();
        Self { lone, text: (similarity(document), Digest::of(document.language(language)).number()), names }
    }

    /// Whether something may be said of both.
    pub fn meet(&self, other: &Self) -> bool {
        let (one, two) = (self.text, other.text);
        self.lone.iter().any(|mark| other.lone.contains(mark)) || one.1 == two.1 && are_near(one.0, two.0)
    }

    /// The names that it bears.
    pub fn names(&self) -> &[NameMark] {
        &self.names
    }
}
