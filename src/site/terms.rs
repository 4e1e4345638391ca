//! Topics, tags, outlets and authors: one spelling, one slug and one page each.
//!
//! Names compare by their [`key`]. A registry (or a topic's file) decides how a name is spelled; without one
//! the most used spelling does, ties by byte order.

mod alike;
mod builder;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{ArticleId, Page, Picture, TermId};
use crate::content::Slug;
use crate::content::registry::{Entry, RegistryKind, in_language};
use crate::diagnostic::Span;
use crate::hash::{Digest, FastMap};

pub(super) use builder::TermsBuilder;

pub use crate::content::names::key;

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum TermKind {
    /// A curated page.
    Topic,
    /// A keyword.
    Tag,
    /// An outlet.
    Source,
    /// One of our authors.
    Author,
    /// A running story.
    Story,
}

impl TermKind {
    /// "topic", "tag" …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Tag => "tag",
            Self::Source => "source",
            Self::Author => "author",
            Self::Story => "story",
        }
    }

    /// All of them.
    pub const ALL: [Self; 5] = [Self::Topic, Self::Tag, Self::Source, Self::Author, Self::Story];

    /// "topics", "stories" …
    pub fn plural(self) -> &'static str {
        match self {
            Self::Topic => "topics",
            Self::Tag => "tags",
            Self::Source => "sources",
            Self::Author => "authors",
            Self::Story => "stories",
        }
    }

    /// The registry of such terms, if they have one.
    pub fn registry(self) -> Option<RegistryKind> {
        match self {
            Self::Topic | Self::Story => None,
            Self::Tag => Some(RegistryKind::Tags),
            Self::Source => Some(RegistryKind::Sources),
            Self::Author => Some(RegistryKind::Authors),
        }
    }
}

/// One topic, tag, outlet or author.
#[derive(Debug, Clone)]
pub struct Term {
    /// By which names of it are found.
    pub key: String,
    /// Its spelling everywhere.
    pub name: String,
    /// Its slug.
    pub slug: Slug,
    /// Where its name leads: its page, or the topic's page for a tag that is named like a topic.
    pub url: String,
    /// What a registry says of it.
    pub entry: Option<Entry>,
    /// A topic's file.
    pub page: Option<Page>,
    /// The picture that a registry names.
    pub image: Option<Picture>,
    /// Counts and selects, but is shown nowhere.
    pub hidden: bool,
    /// A tag that is named like a topic: it has no page of its own.
    pub is_topic: Option<TermId>,
    /// The tag above, by the registry.
    pub parent: Option<TermId>,
    /// The nearest tag above that is shown.
    pub above: Option<TermId>,
    /// The tags below that are shown, by name; also of a topic that is named like a tag.
    pub below: Vec<TermId>,
    /// Its articles and those of the tags below it, newest first.
    pub articles: Vec<ArticleId>,
    /// A topic's newest explainers, which stand apart as its background.
    pub background: Vec<ArticleId>,
    /// Its articles without those that stand above the list: what its text picks, and its background. None when nothing
    /// does.
    pub(super) rest: Option<Vec<ArticleId>>,
    /// Hash of its name, its label and its address, and of whether they are shown.
    pub link: Digest,
    /// Hash of all its page and the indexes say of it, without its articles.
    pub facts: Digest,
}

impl Term {
    /// Whether it has a page of its own.
    pub fn has_page(&self) -> bool {
        let stays = || self.entry.as_ref().is_some_and(|entry| entry.stays);
        !self.hidden
            && self.is_topic.is_none()
            && (self.page.is_some() || !self.articles.is_empty() || stays())
    }

    /// With another text in place of its file's.
    pub(super) fn replace_page(&mut self, page: Page) {
        self.facts = facts_of(self.link, self.entry.as_ref(), Some(&page), self.image.as_ref());
        self.page = Some(page);
    }

    /// With the picture that its entry names.
    pub(super) fn illustrate(&mut self, image: Picture) {
        self.facts = facts_of(self.link, self.entry.as_ref(), self.page.as_ref(), Some(&image));
        self.image = Some(image);
    }

    /// Whether a registry or a file describes it.
    pub fn is_described(&self) -> bool {
        self.entry.is_some() || self.page.is_some()
    }

    /// What it is called on a page in a language: by the registry, where that is not the site's own.
    pub fn name_in(&self, language: &str, site: &str) -> &str {
        let names = self.entry.as_ref().map(|entry| &entry.names).filter(|names| !names.is_empty());
        let Some(names) = names.filter(|_| language != site) else { return &self.name };
        in_language(names, language).unwrap_or(&self.name)
    }

    /// What readers should know of an outlet: "state media".
    pub fn label(&self) -> Option<String> {
        self.entry.as_ref().and_then(|entry| entry.label.clone())
    }

    /// The articles that its text picks.
    pub fn pinned(&self) -> &[ArticleId] {
        self.page.as_ref().map_or(&[], |page| &page.cards)
    }

    /// The articles of its list: those that do not stand above it.
    pub fn listed(&self) -> &[ArticleId] {
        self.rest.as_deref().unwrap_or(&self.articles)
    }

    /// What it is, plain text: a topic's summary, else the registry's description. `site` is the site's language.
    pub fn description(&self, site: &str) -> Option<Cow<'_, str>> {
        let of_page = self.page.as_ref().map(|page| page.document.summary(site));
        let registered = || self.entry.as_ref().and_then(|entry| entry.description.as_deref());
        of_page.filter(|text| !text.is_empty()).or_else(|| registered().map(Cow::Borrowed))
    }
}

/// Hash of all that a term's page and the indexes say of it besides its articles.
fn facts_of(link: Digest, entry: Option<&Entry>, page: Option<&Page>, image: Option<&Picture>) -> Digest {
    // A span says where an entry stands, not what it says.
    let plain = entry.cloned();
    let plain = plain.map(|entry| Entry { span: Span::default(), image_place: Span::default(), ..entry });
    Digest::of(&(link, plain, page.map(|page| (&page.document.front, page.body, &page.image)), image))
}

/// All terms of a kind, in the order in which they were met.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    terms: Vec<Term>,
    /// Their numbers, as the alphabet of the site's language orders their names.
    by_name: Vec<TermId>,
    by_key: BTreeMap<String, TermId>,
    /// The first term of each slug.
    by_slug: FastMap<Slug, TermId>,
    /// The registered domains.
    domains: FastMap<String, TermId>,
}

impl Terms {
    /// A term by its number.
    pub fn get(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    pub(super) fn get_mut(&mut self, id: TermId) -> &mut Term {
        &mut self.terms[id.0 as usize]
    }

    /// A term by any spelling, alias or slug of it.
    pub fn find(&self, name: &str) -> Option<TermId> {
        let by_slug = |name: &str| self.by_slug.get(&Slug::new(name)?).copied();
        self.by_key.get(&key(name)).copied().or_else(|| by_slug(name))
    }

    /// The outlet at an address, by the registry's domains, the longest first.
    pub fn at_address(&self, url: &str) -> Option<TermId> {
        by_domain(&self.domains, &host(url)?)
    }

    /// Every name by which a term is found, and the term.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, TermId)> {
        self.by_key.iter().map(|(key, id)| (&**key, *id))
    }

    /// A term by any spelling or alias of it.
    pub(super) fn find_exactly(&self, name: &str) -> Option<TermId> {
        self.by_key.get(&key(name)).copied()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Term> {
        self.terms.iter_mut()
    }

    /// All of them, in the order in which they were met.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &Term)> + Clone {
        self.terms.iter().enumerate().map(|(i, term)| (TermId(i as u32), term))
    }

    /// Those that have a page, by name.
    pub fn with_page(&self) -> Vec<(TermId, &Term)> {
        self.by_name().filter(|(_, term)| term.has_page()).collect()
    }

    /// All of them, by name.
    pub fn by_name(&self) -> impl Iterator<Item = (TermId, &Term)> {
        self.by_name.iter().map(|id| (*id, self.get(*id)))
    }
}

/// The host of a web address, in lower case, without `www.`.
pub fn host(url: &str) -> Option<String> {
    let host = url::Url::parse(url).ok()?.host_str()?.to_ascii_lowercase();
    Some(host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
}

/// The term whose registered domain a host is or lies below, the longest domain first.
fn by_domain(domains: &FastMap<String, TermId>, host: &str) -> Option<TermId> {
    if domains.is_empty() {
        return None;
    }
    let below = host.match_indices('.').map(|(at, _)| &host[at + 1..]);
    std::iter::once(host).chain(below).find_map(|domain| domains.get(domain).copied())
}
