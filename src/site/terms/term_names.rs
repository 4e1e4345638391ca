//! What the terms of a kind are called, and by what they are found.
//!
//! It follows from the registry, from the files that describe terms, and from the names that articles use; articles'
//! numbers are no part of it. So it is shared by sites in which the same names are used ([`NamesEdit`](super::NamesEdit)).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{by_domain, host, key};
use crate::content::Slug;
use crate::content::near::Near;
use crate::content::registry::{Entry, in_language};
use crate::diagnostic::{Diagnostic, Span};
use crate::hash::{Digest, FastMap};
use crate::site::TermId;

/// What one term is called.
#[derive(Debug)]
pub struct TermName {
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
    /// Whether a file describes it.
    pub has_file: bool,
    /// Counts and selects, but is shown nowhere.
    pub hidden: bool,
    /// A tag that is named like a topic: it has no page of its own.
    pub is_topic: Option<TermId>,
    /// Hash of its name, its label and its address, and of whether they are shown.
    pub link: Digest,
    /// Hash of `link` and of all that the registry says.
    pub(super) described: Digest,
}

impl TermName {
    pub(super) fn new(
        (key, name, slug): (String, String, Slug),
        url: String,
        entry: Option<Entry>,
        has_file: bool,
        is_topic: Option<TermId>,
    ) -> Self {
        let hidden = entry.as_ref().is_some_and(|entry| entry.hidden);
        let label = entry.as_ref().and_then(|entry| entry.label.as_deref());
        let link = Digest::of(&(&name, &url, hidden, label));
        // A span says where an entry stands, not what it says.
        let plain = entry.clone();
        let plain = plain.map(|entry| Entry { span: Span::default(), image_place: Span::default(), ..entry });
        let described = Digest::of(&(link, plain));
        Self { key, name, slug, url, entry, has_file, hidden, is_topic, link, described }
    }

    /// The same of a term that nothing describes, in another spelling.
    pub(super) fn respelled(&self, name: String) -> Self {
        let names = (self.key.clone(), name, self.slug.clone());
        Self::new(names, self.url.clone(), None, false, self.is_topic)
    }

    /// Whether a registry or a file describes it.
    pub fn is_described(&self) -> bool {
        self.entry.is_some() || self.has_file
    }

    /// Whether it has a page of its own, when it has or has not articles.
    pub(in crate::site) fn has_page_with(&self, has_articles: bool) -> bool {
        let stays = || self.entry.as_ref().is_some_and(|entry| entry.stays);
        !self.hidden && self.is_topic.is_none() && (self.has_file || has_articles || stays())
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
}

/// What all terms of a kind are called.
#[derive(Debug, Clone, Default)]
pub struct TermNames {
    /// By number. A number keeps its term for as long as the names go on from each other; one of which the last name is
    /// gone is found by nothing.
    pub(super) names: Vec<Arc<TermName>>,
    /// Their numbers, as the alphabet of the site's language orders their names.
    pub(super) by_name: Arc<Vec<TermId>>,
    pub(super) by_key: Arc<BTreeMap<String, TermId>>,
    /// The first term of each slug.
    pub(super) by_slug: Arc<FastMap<Slug, TermId>>,
    /// The registered domains.
    pub(super) domains: Arc<FastMap<String, TermId>>,
    /// The tags above, by the registry; empty when no term has one.
    pub(super) parents: Arc<Vec<Option<TermId>>>,
    /// Spellings that were met: which term each means, and how often it was met.
    pub(super) met: Arc<FastMap<Arc<str>, (TermId, u32)>>,
    /// The terms by what their names are but for hyphens, spaces and points.
    pub(super) alike: Arc<FastMap<String, TermId>>,
    /// Those for which a name was taken that is only alike.
    pub(super) joined: Arc<Vec<TermId>>,
    /// What is wrong with the names.
    pub(super) said: Arc<Vec<Diagnostic>>,
}

impl TermNames {
    /// What a term is called, by its number.
    pub fn name(&self, id: TermId) -> &TermName {
        &self.names[id.0 as usize]
    }

    /// How many numbers there are. There may be fewer terms.
    pub fn numbers(&self) -> usize {
        self.names.len()
    }

    /// All of them, by name.
    pub fn ids(&self) -> impl Iterator<Item = TermId> + Clone {
        self.by_name.iter().copied()
    }

    /// What all of them are called, by name.
    pub fn all(&self) -> impl Iterator<Item = (TermId, &TermName)> + Clone {
        self.ids().map(|id| (id, self.name(id)))
    }

    /// A term by any spelling, alias or slug of it.
    pub fn find(&self, name: &str) -> Option<TermId> {
        let by_slug = |name: &str| self.by_slug.get(&Slug::new(name)?).copied();
        self.find_exactly(name).or_else(|| by_slug(name))
    }

    /// A term by any spelling or alias of it.
    pub(in crate::site) fn find_exactly(&self, name: &str) -> Option<TermId> {
        self.by_key.get(&key(name)).copied()
    }

    /// The term of which a name is nearly that, or another spelling of it; none when it is one itself.
    pub fn nearly(&self, name: &str) -> Option<&TermName> {
        let near = Near::new(self.keys());
        near.find(&key(name)).map(|id| self.name(id))
    }

    /// Whether a term is found by what is a [`key`] already: the key of a key may be another one.
    pub(in crate::site) fn has_key(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// The outlet at an address, by the registry's domains, the longest first.
    pub fn at_address(&self, url: &str) -> Option<TermId> {
        self.at_host(&host(url)?)
    }

    /// The same at a host.
    pub(in crate::site) fn at_host(&self, host: &str) -> Option<TermId> {
        by_domain(&self.domains, host)
    }

    /// Every name by which a term is found, and the term.
    pub(in crate::site) fn keys(&self) -> impl Iterator<Item = (&str, TermId)> {
        self.by_key.iter().map(|(key, id)| (&**key, *id))
    }

    /// The tag above one, by the registry.
    pub(in crate::site) fn parent(&self, id: TermId) -> Option<TermId> {
        self.parents.get(id.0 as usize).copied().flatten()
    }

    /// What is wrong with the names.
    pub(in crate::site) fn said(&self) -> &[Diagnostic] {
        &self.said
    }
}
