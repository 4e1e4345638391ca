//! What terms are called after an edit: names are met less or more often than they were.
//!
//! Terms keep their numbers, so articles that were not touched stay as they are. Where the order in which names are met
//! would decide (names that are nearly the same, two terms at one address), nothing is said here, and the names are
//! collected anew.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::alike::alike;
use super::builder::{like_a_topic, most_used, shown_name};
use super::{TermKind, TermName, TermNames, key};
use crate::config::Pattern;
use crate::content::Slug;
use crate::i18n::Alphabet;
use crate::site::TermId;

/// How many numbers may stand for nothing before they are given anew.
const UNUSED: usize = 256;

/// Names that are met less or more often than before.
pub(in crate::site) struct NamesEdit<'a> {
    kind: TermKind,
    pattern: &'a Pattern,
    names: TermNames,
    /// Terms of which some spelling is met more or less often.
    touched: BTreeSet<TermId>,
    /// The keys and slugs of terms that are met for the first time, by their numbers: the next ones.
    new: Vec<(String, Slug)>,
    /// Whether the names have to be collected anew.
    is_unclear: bool,
}

/// What came of an edit of names.
pub(in crate::site) struct EditedNames {
    /// The names.
    pub(in crate::site) names: TermNames,
    /// Terms that are spelled otherwise than before.
    pub(in crate::site) respelled: Vec<TermId>,
    /// The keys of the terms that came and went.
    pub(in crate::site) keys: Vec<String>,
}

impl<'a> NamesEdit<'a> {
    pub(in crate::site) fn new(kind: TermKind, pattern: &'a Pattern, names: &TermNames) -> Self {
        let (names, touched, new) = (names.clone(), BTreeSet::new(), Vec::new());
        Self { kind, pattern, names, touched, new, is_unclear: false }
    }

    /// A name that was met is met once less. All of these come before the first name that is met once more. The number is
    /// that of its term.
    pub(in crate::site) fn forget(&mut self, name: &str) -> TermId {
        debug_assert!(self.new.is_empty() && self.names.met.contains_key(name), "{name}");
        let met = Arc::make_mut(&mut self.names.met);
        let Some((id, count)) = met.get_mut(name) else {
            self.is_unclear = true;
            return TermId(0);
        };
        let id = *id;
        *count -= 1;
        if *count == 0 {
            met.remove(name);
        }
        self.touched.insert(id);
        id
    }

    /// The number of the term that a name means, which is met once more.
    pub(in crate::site) fn intern(&mut self, name: &str) -> TermId {
        let met = Arc::make_mut(&mut self.names.met);
        if let Some((id, count)) = met.get_mut(name) {
            *count += 1;
            self.touched.insert(*id);
            return *id;
        }
        let key = key(name);
        let id = match self.names.by_key.get(&key) {
            Some(id) => *id,
            None => self.add(key),
        };
        Arc::make_mut(&mut self.names.met).insert(name.into(), (id, 1));
        self.touched.insert(id);
        id
    }

    fn add(&mut self, key: String) -> TermId {
        let id = TermId((self.names.numbers() + self.new.len()) as u32);
        let alike = alike(&key);
        let slug = Slug::new(&key).filter(|slug| !self.names.by_slug.contains_key(slug));
        let is_alike = alike.as_ref().is_some_and(|alike| self.names.alike.contains_key(alike));
        let (Some(slug), false) = (slug, is_alike) else {
            self.is_unclear = true;
            return id;
        };
        Arc::make_mut(&mut self.names.alike).extend(alike.map(|alike| (alike, id)));
        Arc::make_mut(&mut self.names.by_key).insert(key.clone(), id);
        Arc::make_mut(&mut self.names.by_slug).insert(slug.clone(), id);
        self.new.push((key, slug));
        id
    }

    /// The names as they are now; none if they have to be collected anew. Of tags, `topics` are those that may be named
    /// alike: the same as before for all tags that were there.
    pub(in crate::site) fn finish(
        mut self,
        topics: Option<&TermNames>,
        alphabet: &Alphabet,
    ) -> Option<EditedNames> {
        let was_faulty = || self.names.said.iter().any(|problem| problem.is_error());
        let is_joined = |id: &TermId| self.names.joined.contains(id);
        if self.is_unclear || was_faulty() || self.touched.iter().any(is_joined) {
            return None;
        }
        let (mut respelled, mut gone) = (Vec::new(), Vec::new());
        let touched = self.names.met.iter().filter(|(_, (id, _))| self.touched.contains(id));
        let (spellings, known) = (most_used(touched), self.names.numbers());
        for id in self.touched.iter().copied().filter(|id| (id.0 as usize) < known) {
            let named = Arc::clone(&self.names.names[id.0 as usize]);
            if named.is_described() {
                continue;
            }
            match spellings.get(&id) {
                None => gone.push(id),
                Some((spelling, _)) => {
                    let name = shown_name(self.kind, spelling.to_string());
                    if name != named.name {
                        self.names.names[id.0 as usize] = Arc::new(named.respelled(name));
                        respelled.push(id);
                    }
                }
            }
        }
        for (key, slug) in std::mem::take(&mut self.new) {
            let id = TermId(self.names.numbers() as u32);
            let (spelling, _) = spellings.get(&id)?;
            let name = shown_name(self.kind, spelling.to_string());
            let own = self.pattern.expand_slug(slug.as_str());
            if self.names.all().any(|(_, other)| other.url == own) {
                return None;
            }
            let (is_topic, url) = like_a_topic(topics, &name, own);
            self.names.names.push(Arc::new(TermName::new((key, name, slug), url, None, false, is_topic)));
        }
        let new = (known as u32..self.names.numbers() as u32).map(TermId);
        self.order(new.clone().chain(respelled.iter().copied()).collect(), &gone, alphabet);
        for id in &gone {
            self.remove(*id);
        }
        let keys = new.chain(gone).map(|id| self.names.name(id).key.clone()).collect::<Vec<_>>();
        let names_a_parent = |named: &TermName| {
            let parent = named.entry.as_ref().and_then(|entry| entry.parent.as_deref());
            parent.is_some_and(|parent| keys.contains(&super::key(parent)))
        };
        let unused = self.names.numbers() - self.names.by_name.len();
        let is_parent = !keys.is_empty() && self.names.all().any(|(_, named)| names_a_parent(named));
        (!is_parent && unused <= UNUSED).then_some(EditedNames { names: self.names, respelled, keys })
    }

    /// Puts the terms that are new or spelled otherwise into their places by name.
    fn order(&mut self, others: Vec<TermId>, gone: &[TermId], alphabet: &Alphabet) {
        if others.is_empty() && gone.is_empty() {
            return;
        }
        let by_name = Arc::make_mut(&mut self.names.by_name);
        by_name.retain(|id| !others.contains(id) && !gone.contains(id));
        for id in others {
            let place = |id: TermId| {
                let named = &*self.names.names[id.0 as usize];
                (alphabet.place(&named.name), &named.key, &named.slug)
            };
            let own = place(id);
            let at = by_name.partition_point(|other| place(*other) < own);
            by_name.insert(at, id);
        }
    }

    /// Takes out a term that nobody names any more; its number stands for nothing then.
    fn remove(&mut self, id: TermId) {
        let named = Arc::clone(&self.names.names[id.0 as usize]);
        Arc::make_mut(&mut self.names.by_key).remove(&named.key);
        // What is found by the slug or by what is alike may be another term.
        if self.names.by_slug.get(&named.slug) == Some(&id) {
            Arc::make_mut(&mut self.names.by_slug).remove(&named.slug);
        }
        if let Some(alike) = alike(&named.key).filter(|alike| self.names.alike.get(alike) == Some(&id)) {
            Arc::make_mut(&mut self.names.alike).remove(&alike);
        }
    }
}
