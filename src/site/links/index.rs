//! Everything that links can lead to, from the documents of a language.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{HeldTarget, LinkedFile, Links, Target};
use crate::address::nfc;
use crate::config::BaseUrl;
use crate::content::{Document, Kind, name};
use crate::site::ArticleId;
use crate::site::place::Placed;
use crate::site::previous::Reusable;
use crate::site::visibility::Reason;

/// Files of `content/`, by path.
type Files = Arc<BTreeMap<Arc<str>, LinkedFile>>;
/// Files of `static/`, by address.
type Statics = Arc<BTreeMap<String, LinkedFile>>;

impl Links {
    /// Where links lead among documents of one language. What stands as it did in `reusable` is not added again; none for a
    /// site of several languages, whose links know the documents of each other.
    pub(in crate::site) fn new(
        reusable: Option<&Reusable<'_>>,
        base: &BaseUrl,
        placed: &[Placed],
        held: &[(Reason, &Document)],
        unreadable: &[Arc<str>],
        (files, statics): (Files, Statics),
    ) -> Self {
        let (targets, undated, articles) = reusable.map_or_else(Default::default, |reusable| {
            let links = &reusable.site.links;
            (Arc::clone(&links.targets), Arc::clone(&links.undated), Arc::clone(&links.articles))
        });
        let documents = placed.len() as u32;
        let base = base.clone();
        let mut links =
            Self { targets, undated, articles, base, files, statics, documents, ..Self::default() };
        let stands = |(number, place): &(usize, &Placed)| {
            let target = target_of(*number, place);
            let Target::Live { url, article, .. } = &target else { return false };
            links.target_of(&place.document.path) == Some(&target)
                && article.is_none_or(|id| links.articles.get(url) == Some(&id))
        };
        let others = placed.par_iter().enumerate().filter(|place| reusable.is_none() || !stands(place));
        let others: Vec<usize> = others.map(|(number, _)| number).collect();
        others.into_iter().for_each(|number| links.place(number, placed));
        for (reason, document) in held {
            links.add(&document.path, Target::Held(Arc::new(HeldTarget::new(*reason, document))));
        }
        for path in unreadable {
            links.add(path, Target::Unreadable);
        }
        if reusable.is_some() {
            links.prune(placed, held, unreadable);
        }
        links
    }

    /// Adds a live document. Of two at one address, or with one name in another form, the last one counts.
    fn place(&mut self, number: usize, placed: &[Placed]) {
        let place = &placed[number];
        let later = |other: u32| placed.get(other as usize).filter(|_| other as usize > number);
        let target = target_of(number, place);
        if let Target::Live { url, article: Some(id), .. } = &target {
            let other = self.articles.get(url).and_then(|id| later(id.0));
            if other.is_none_or(|other| other.url != *url) {
                Arc::make_mut(&mut self.articles).insert(Arc::clone(url), *id);
            }
        }
        let path = &place.document.path;
        let has_that_name = |other: &Placed| nfc(&other.document.path) == nfc(path);
        match self.target_of(path) {
            Some(Target::Live { document, .. }) if later(*document).is_some_and(has_that_name) => {}
            _ => self.add(path, target),
        }
    }

    pub(in crate::site) fn add(&mut self, path: &Arc<str>, target: Target) {
        let path = match nfc(path) {
            Cow::Borrowed(_) => Arc::clone(path),
            Cow::Owned(composed) => Arc::from(composed),
        };
        match self.targets.get(&path) {
            Some(other) if *other == target => return,
            Some(_) => {}
            None => {
                if let Some(undated) = name::without_date(&path) {
                    let paths = Arc::make_mut(&mut self.undated).entry(undated.into()).or_default();
                    paths.insert(paths.partition_point(|other| *other > path), Arc::clone(&path));
                }
            }
        }
        Arc::make_mut(&mut self.targets).insert(path, target);
    }

    /// Leaves out what is no longer there.
    fn prune(&mut self, placed: &[Placed], held: &[(Reason, &Document)], unreadable: &[Arc<str>]) {
        let is_called =
            |document: &Document, path: &str| *document.path == *path || nfc(&document.path) == path;
        let is_there = |path: &str, target: &Target| match target {
            Target::Live { document, .. } => {
                placed.get(*document as usize).is_some_and(|place| is_called(&place.document, path))
            }
            Target::Held(_) => held.iter().any(|(_, document)| is_called(document, path)),
            Target::Unreadable => unreadable.iter().any(|other| nfc(other) == path),
        };
        let gone: Vec<Arc<str>> = self
            .targets
            .iter()
            .filter(|(path, target)| !is_there(path, target))
            .map(|(path, _)| Arc::clone(path))
            .collect();
        for path in gone {
            Arc::make_mut(&mut self.targets).remove(&path);
            let Some(undated) = name::without_date(&path) else { continue };
            let all = Arc::make_mut(&mut self.undated);
            if let Some(paths) = all.get_mut(&*undated) {
                paths.retain(|other| *other != path);
                if paths.is_empty() {
                    all.remove(&*undated);
                }
            }
        }
        let is_there = |url: &Arc<str>, id: &ArticleId| {
            placed
                .get(id.0 as usize)
                .is_some_and(|place| place.url == *url && place.document.kind == Kind::Article)
        };
        if !self.articles.iter().all(|(url, id)| is_there(url, id)) {
            Arc::make_mut(&mut self.articles).retain(|url, id| is_there(url, id));
        }
    }
}

fn target_of(number: usize, place: &Placed) -> Target {
    let article = (place.document.kind == Kind::Article).then_some(ArticleId(number as u32));
    Target::Live { url: Arc::clone(&place.url), article, document: number as u32 }
}
