//! What of an article could matter to another one: as numbers, so that those of thousands are compared in no time.
//!
//! Two articles of which no marks meet have nothing that is said of both. Marks that meet may do so by chance.

use serde::{Deserialize, Serialize};

use super::duplicates::{are_near, seed, similarity};
use super::terms::key;
use super::{Article, Site, TermKind, identity};
use crate::content::{Document, likeness};
use crate::hash::Digest;

/// See the module. All numbers are hashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// What no two have without a word: the identity in feeds, the title, the addresses of sources.
    lone: Vec<u64>,
    /// The hash of its text, which tells what is like it, and its language; 0 for a text that is too short.
    text: (u64, u64),
    /// The names that a live article bears.
    names: Vec<NameMark>,
}

/// A name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameMark {
    /// Of its kind, and the key by which it is found.
    key: u64,
    /// Of its kind, and its spelling.
    spelling: u64,
}

impl NameMark {
    /// Of a name of a kind.
    pub fn of(kind: TermKind, name: &str) -> Self {
        Self { key: number(&(kind.as_str(), key(name))), spelling: number(&(kind.as_str(), name)) }
    }

    /// Whether both are found by one key.
    pub fn is_alike(self, other: Self) -> bool {
        self.key == other.key
    }
}

fn number<T: std::hash::Hash>(value: &T) -> u64 {
    Digest::of(value).0 as u64
}

impl Marks {
    /// Of an article of a site; `article` is what it is there, if it is live.
    pub fn of(document: &Document, article: Option<&Article>, site: &Site) -> Self {
        let language = &*site.config.language;
        let seed = seed(document, language);
        let title = (number(&language), seed, likeness::title_key(&document.front.title));
        let sources =
            document.likeness.sources.iter().map(|source| number(&(number(&language), source ^ seed)));
        let lone = [number(&identity(document)), number(&title)].into_iter().chain(sources).collect();
        let names = article.into_iter().flat_map(|article| names(article, site));
        let names = names.map(|(kind, name)| NameMark::of(kind, name)).collect();
        Self { lone, text: (similarity(document), number(&document.language(language))), names }
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

/// The names of an article, as its front matter spells them; an outlet that nothing but an address names is called as its term is.
pub fn names<'a>(article: &'a Article, site: &'a Site) -> impl Iterator<Item = (TermKind, &'a str)> {
    let front = &article.document.front;
    let topics = front.topics.iter().map(|name| (TermKind::Topic, name));
    let tags = front.tags.iter().map(|name| (TermKind::Tag, name));
    let authors = front.authors.iter().map(|author| (TermKind::Author, &*author.name));
    let story = front.rare().story.iter().map(|story| (TermKind::Story, story.as_str()));
    let outlets = front.sources.iter().zip(&article.outlets).filter_map(|(source, outlet)| {
        let of_term = || outlet.map(|outlet| &*site.sources.get(outlet).name);
        Some((TermKind::Source, source.name.as_deref().or_else(of_term)?))
    });
    topics.chain(tags).chain(authors).chain(story).chain(outlets)
}
