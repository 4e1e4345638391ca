//! Topics, tags, outlets, authors and stories: one spelling, one slug and one page each.
//!
//! Names compare by their [`key`]. A registry (or a topic's file) decides how a name is spelled; without one
//! the most used spelling does, ties by byte order.

mod alike;
mod builder;
mod edit;
mod term_names;

use std::borrow::Cow;
use std::ops::{Deref, Index, IndexMut};
use std::sync::Arc;

use super::family::{Family, families};
use super::membership::{Apart, Lists, explainers};
use super::{Article, ArticleId, Page, Picture, TermId};
use crate::content::registry::RegistryKind;
use crate::hash::{Digest, FastMap};

pub use alike::alike;
pub(super) use builder::TermsBuilder;
pub(super) use edit::{EditedNames, NamesEdit};
pub use term_names::{TermName, TermNames};

pub use crate::content::name_lists::key;

/// A name that no more articles bear is a rare one.
pub const FEW: usize = 2;

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

    /// The terms of a registry.
    pub fn of(registry: RegistryKind) -> Self {
        match registry {
            RegistryKind::Tags => Self::Tag,
            RegistryKind::Sources => Self::Source,
            RegistryKind::Authors => Self::Author,
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

/// Something for each kind of terms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ByKind<T>([T; 5]);

impl<T> ByKind<T> {
    /// `f` says what it is for each kind.
    pub fn of(f: impl FnMut(TermKind) -> T) -> Self {
        Self(TermKind::ALL.map(f))
    }

    /// From those in the order of [`TermKind::ALL`].
    pub(super) fn from_array(of_kinds: [T; 5]) -> Self {
        Self(of_kinds)
    }

    pub(super) fn as_ref(&self) -> ByKind<&T> {
        ByKind(self.0.each_ref())
    }

    pub(super) fn map<U>(self, f: impl FnMut(T) -> U) -> ByKind<U> {
        ByKind(self.0.map(f))
    }

    /// In the order of [`TermKind::ALL`].
    pub(super) fn into_array(self) -> [T; 5] {
        self.0
    }
}

impl<T> Index<TermKind> for ByKind<T> {
    type Output = T;

    fn index(&self, kind: TermKind) -> &T {
        &self.0[kind as usize]
    }
}

impl<T> IndexMut<TermKind> for ByKind<T> {
    fn index_mut(&mut self, kind: TermKind) -> &mut T {
        &mut self.0[kind as usize]
    }
}

/// One topic, tag, outlet, author or story: what it is called, and its articles.
#[derive(Debug, Clone)]
pub struct Term {
    named: Arc<TermName>,
    /// A topic's file.
    pub page: Option<Page>,
    /// The picture that a registry names.
    pub image: Option<Picture>,
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
    rest: Option<Vec<ArticleId>>,
    /// Hash of all its page and the indexes say of it, without its articles.
    pub facts: Digest,
}

impl Deref for Term {
    type Target = TermName;

    fn deref(&self) -> &TermName {
        &self.named
    }
}

impl Term {
    pub(super) fn new(
        named: Arc<TermName>,
        page: Option<Page>,
        image: Option<Picture>,
        Family { above, below }: Family,
        articles: Vec<ArticleId>,
        Apart { background, rest }: Apart,
    ) -> Self {
        let facts = facts_of(&named, page.as_ref(), image.as_ref());
        Self { named, page, image, above, below, articles, background, rest, facts }
    }

    /// Whether it has a page of its own.
    pub fn has_page(&self) -> bool {
        self.has_page_with(!self.articles.is_empty())
    }

    /// With another text in place of its file's.
    pub(super) fn replace_page(&mut self, page: Page, Apart { background, rest }: Apart) {
        self.facts = facts_of(&self.named, Some(&page), self.image.as_ref());
        (self.background, self.rest) = (background, rest);
        self.page = Some(page);
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
fn facts_of(named: &TermName, page: Option<&Page>, image: Option<&Picture>) -> Digest {
    Digest::of(&(named.described, page.map(|page| (&page.document.front, page.body, &page.image)), image))
}

/// All terms of a kind.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    names: TermNames,
    terms: Vec<Term>,
}

impl Deref for Terms {
    type Target = TermNames;

    fn deref(&self) -> &TermNames {
        &self.names
    }
}

impl Terms {
    /// A term by its number.
    pub fn get(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    pub(super) fn get_mut(&mut self, id: TermId) -> &mut Term {
        &mut self.terms[id.0 as usize]
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &Term)> + Clone {
        self.ids().map(|id| (id, self.get(id)))
    }

    /// Those that have a page, by name.
    pub fn with_page(&self) -> Vec<(TermId, &Term)> {
        self.iter().filter(|(_, term)| term.has_page()).collect()
    }

    /// Those that a file describes, in the order of the files, and their texts: they have the first numbers.
    pub(super) fn pages(&self) -> impl Iterator<Item = (TermId, &Page)> + Clone {
        (0..).map(TermId).zip(self.terms.iter().map_while(|term| term.page.as_ref()))
    }

    /// The articles of each, by number.
    pub(super) fn lists(&self) -> impl Iterator<Item = &[ArticleId]> {
        self.terms.iter().map(|term| &*term.articles)
    }
}

/// The terms of all kinds: of each what it is called, its text if a file describes it, its articles, and its picture by the
/// registry. `articles` are those of the site.
pub(super) fn terms(
    names: ByKind<TermNames>,
    pages: ByKind<Vec<Page>>,
    lists: ByKind<Lists>,
    mut images: ByKind<FastMap<TermId, Picture>>,
    articles: &[Arc<Article>],
) -> ByKind<Terms> {
    let [topics, tags, ..] = TermKind::ALL;
    let (of_tags, of_topics) = families((&names[tags], &lists[tags]), (&names[topics], &lists[topics]));
    let mut families = ByKind::from_array([of_topics, of_tags, Vec::new(), Vec::new(), Vec::new()]);
    let explainers = explainers(articles);
    let (mut pages, mut lists) = (pages.map(Vec::into_iter), lists.map(Vec::into_iter));
    let mut names = names.map(Some);
    ByKind::of(|kind| {
        let names = names[kind].take().unwrap_or_default();
        let mut families = std::mem::take(&mut families[kind]).into_iter();
        let explainers: &[ArticleId] = if kind == TermKind::Topic { &explainers } else { &[] };
        let term = |(id, (named, list)): (TermId, (&Arc<TermName>, Vec<ArticleId>))| {
            let (page, image) = (pages[kind].next(), images[kind].remove(&id));
            let pinned = page.as_ref().map_or(&[][..], |page| &page.cards);
            let apart = Apart::of(pinned, &list, explainers);
            let family = families.next().unwrap_or_default();
            Term::new(Arc::clone(named), page, image, family, list, apart)
        };
        let terms = (0..).map(TermId).zip(names.names.iter().zip(lists[kind].by_ref())).map(term).collect();
        Terms { names, terms }
    })
}

/// The host of a web address, in lower case, without `www.`.
pub fn host(url: &str) -> Option<String> {
    let host = url::Url::parse(url).ok()?.host_str()?.to_ascii_lowercase();
    Some(host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
}

/// The term whose registered domain a host is or lies below, the longest domain first.
pub(super) fn by_domain(domains: &FastMap<String, TermId>, host: &str) -> Option<TermId> {
    if domains.is_empty() {
        return None;
    }
    let below = host.match_indices('.').map(|(at, _)| &host[at + 1..]);
    std::iter::once(host).chain(below).find_map(|domain| domains.get(domain).copied())
}
