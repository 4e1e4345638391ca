//! Related articles: which articles a reader of one may want next.
//!
//! What two articles share (a story, tags, topics, words of title and summary) counts the more the rarer it is among
//! all articles, and the less the longer one was published after the other. `features` says what an article has,
//! `index` who else has it. An article's matches are computed when somebody asks for them, and once only: a build
//! asks for all, the server for those of the page that is shown.
//!
//! All of it is a function of what [`Basis::key`] hashes. Of what is cached under another key the matches of an article hold
//! if nothing is different by which these were found: its [version](Index::versions) says so.

mod features;
mod index;
mod why;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

pub use why::Why;

use self::index::Index;
use super::previous::Difference;
use super::{Article, ArticleId, Site};
use crate::hash::{Digest, FastMap};

/// How many articles may be others for an index to be made of the last one.
const MOST_OTHERS: usize = 64;

/// The related articles of every article of a site.
#[derive(Debug)]
pub struct Related {
    basis: Basis,
    /// How many of an article's matches are shown.
    shown: usize,
    index: OnceLock<Index>,
    matches: Matches,
    /// What was remembered of an earlier site, until everything is got ready: much of it may hold.
    earlier: Mutex<Option<StoredMatches>>,
}

/// What matches are computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// Hash of all of it.
    pub key: Digest,
    /// Hash of what is read of each article.
    articles: Vec<Digest>,
}

impl Basis {
    /// That of a site.
    pub fn of(site: &Site) -> Self {
        if site.config.related.articles == 0 {
            return Self { key: Digest::default(), articles: Vec::new() };
        }
        let articles = site.articles.par_iter().map(|article| features::digest(site, article));
        Self::new(site.config.related.articles, articles.collect())
    }

    /// That of the site which follows `before`, whose related articles are `related`.
    pub fn after(before: &Site, related: &Related, site: &Site) -> Self {
        let (shown, known) = (site.config.related.articles, &related.basis.articles);
        let difference = Difference::of_sites(before, site).filter(|_| known.len() == before.articles.len());
        let Some(difference) = difference.filter(|_| shown != 0) else { return Self::of(site) };
        let digest = |(number, article): (usize, &Arc<Article>)| {
            // An article that is the same value names the same terms.
            let same = difference.number_before(number as u32).map(|before| before as usize);
            let same = same.filter(|same| Arc::ptr_eq(&before.articles[*same], article));
            same.map_or_else(|| features::digest(site, article), |same| known[same])
        };
        Self::new(shown, site.articles.par_iter().enumerate().with_min_len(256).map(digest).collect())
    }

    fn new(shown: usize, articles: Vec<Digest>) -> Self {
        Self { key: Digest::of(&(shown, &articles)), articles }
    }
}

#[derive(Debug)]
enum Matches {
    /// Found when they are asked for.
    Sought(Box<[OnceLock<Box<[ArticleId]>>]>),
    /// Remembered: where those of each article begin, with the end of the last, and all of them; and what was remembered with
    /// them.
    Known { starts: Box<[u32]>, ids: Box<[ArticleId]>, paths: Box<[u64]>, versions: Box<[u64]> },
}

impl Matches {
    fn sought(count: usize) -> Self {
        Self::Sought((0..count).map(|_| OnceLock::new()).collect())
    }
}

/// The matches of all articles, to be written down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMatches {
    /// What they were computed from.
    pub key: Digest,
    counts: Vec<u8>,
    ids: Vec<u32>,
    /// A hash of each article's path.
    paths: Vec<u64>,
    /// Of each article the [version](Index::versions) of what its matches were found by.
    versions: Vec<u64>,
}

impl Related {
    /// The matches of a site of this [`Basis`], as far as they are kept from an earlier one.
    pub fn new(basis: Basis, shown: usize, kept: Option<StoredMatches>) -> Self {
        let count = basis.articles.len();
        let (known, earlier) = match kept {
            Some(kept) if kept.key == basis.key => (kept.open(count), None),
            kept => (None, kept),
        };
        let matches = known.unwrap_or_else(|| Matches::sought(count));
        Self { basis, shown, index: OnceLock::new(), matches, earlier: Mutex::new(earlier) }
    }

    /// The same with an index, and nothing that was found.
    fn sought(basis: Basis, shown: usize, index: Option<Index>) -> Self {
        let index = index.map_or_else(OnceLock::new, OnceLock::from);
        let matches = Matches::sought(basis.articles.len());
        Self { basis, shown, index, matches, earlier: Mutex::default() }
    }

    /// Those of a site in which some articles are other versions of themselves; none when nothing differs that matches
    /// depend on.
    pub fn advance(&self, site: &Site, changed: &[ArticleId]) -> Option<Self> {
        let mut articles: Option<Vec<Digest>> = None;
        let mut index = self.index.get().cloned();
        for id in changed.iter().filter(|id| (id.0 as usize) < self.basis.articles.len()) {
            let digest = features::digest(site, site.article(*id));
            let articles = articles.get_or_insert_with(|| self.basis.articles.clone());
            let place = &mut articles[id.0 as usize];
            if std::mem::replace(place, digest) != digest
                && let Some(index) = &mut index
            {
                index.replace(*id, site);
            }
        }
        let basis = Basis::new(self.shown, articles?);
        (basis.key != self.basis.key).then(|| Self::sought(basis, self.shown, index))
    }

    /// Those of the next site, whose basis is `basis`, with the index of this one (`before`) as far as it holds.
    pub fn next(&self, before: &Site, site: &Site, basis: Basis) -> Self {
        let index = self.next_index(before, site, &basis);
        Self::sought(basis, self.shown, index)
    }

    fn next_index(&self, before: &Site, site: &Site, basis: &Basis) -> Option<Index> {
        let index = self.index.get().filter(|_| self.basis.articles.len() == before.articles.len())?;
        let difference = Difference::of_sites(before, site)?;
        let other = |number: &u32| match difference.number_before(*number) {
            Some(before) => self.basis.articles[before as usize] != basis.articles[*number as usize],
            None => true,
        };
        let others: Vec<u32> = (0..basis.articles.len() as u32).filter(other).take(MOST_OTHERS + 1).collect();
        (others.len() <= MOST_OTHERS).then(|| index.next(site, &difference, &others))
    }

    /// Hash of what they are computed from.
    pub fn key(&self) -> Digest {
        self.basis.key
    }

    /// An article's matches, the best first. `site` has this [`Basis`].
    pub fn of(&self, site: &Site, id: ArticleId) -> &[ArticleId] {
        let number = id.0 as usize;
        match &self.matches {
            Matches::Sought(places) => match places.get(number) {
                Some(place) => place.get_or_init(|| self.index(site).matches(id, self.shown)),
                None => &[],
            },
            Matches::Known { starts, ids, .. } => match starts.get(number..number + 2) {
                Some(ends) => &ids[ends[0] as usize..ends[1] as usize],
                None => &[],
            },
        }
    }

    /// Gets everything ready, with all processors, for somebody who will ask for the matches of all articles: what was
    /// found for an earlier site is taken over where nothing is different by which it was found.
    pub fn prepare(&self, site: &Site) {
        let Matches::Sought(places) = &self.matches else { return };
        self.make_index(site);
        let earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(earlier) = earlier.filter(|_| !self.basis.articles.is_empty()) {
            let paths = paths(site);
            earlier.take_over(places, &paths, &self.index(site).versions(&paths, self.shown));
        }
    }

    /// Makes the index, with all processors, if there is none: then matches are found at once after an edit, too.
    pub fn make_index(&self, site: &Site) {
        if !self.basis.articles.is_empty() {
            self.index(site);
        }
    }

    /// Why one article is among the matches of another.
    pub fn why(&self, site: &Site, of: ArticleId, other: ArticleId) -> Why {
        let shared = self.index(site).shared(of, other);
        why::why(site, site.article(of), site.article(other), &shared)
    }

    /// All matches, to be written down.
    pub fn keep(&self, site: &Site) -> StoredMatches {
        self.prepare(site);
        let lists: Vec<&[ArticleId]> = (0..site.articles.len() as u32)
            .into_par_iter()
            .map(|number| self.of(site, ArticleId(number)))
            .collect();
        let (paths, versions) = match &self.matches {
            Matches::Known { paths, versions, .. } => (paths.to_vec(), versions.to_vec()),
            Matches::Sought(_) if lists.is_empty() => Default::default(),
            Matches::Sought(_) => {
                let paths = paths(site);
                let versions = self.index(site).versions(&paths, self.shown);
                (paths, versions)
            }
        };
        StoredMatches {
            paths,
            versions,
            key: self.key(),
            counts: lists.iter().map(|list| list.len() as u8).collect(),
            ids: lists.iter().flat_map(|list| list.iter().map(|id| id.0)).collect(),
        }
    }

    fn index(&self, site: &Site) -> &Index {
        self.index.get_or_init(|| Index::new(site))
    }
}

/// A hash of each article's path: what an article is called whatever its number.
fn paths(site: &Site) -> Vec<u64> {
    let articles = site.articles.par_iter().with_min_len(256);
    articles.map(|article| xxh3_64(article.document.path.as_bytes())).collect()
}

impl StoredMatches {
    /// Puts the matches that hold still into their places. `paths` and `versions` are those of the articles now.
    fn take_over(&self, places: &[OnceLock<Box<[ArticleId]>>], paths: &[u64], versions: &[u64]) {
        let count = self.counts.len();
        if self.paths.len() != count || self.versions.len() != count || versions.len() != places.len() {
            return;
        }
        let numbers: FastMap<u64, u32> = paths.iter().copied().zip(0..).collect();
        let number = |before: u32| numbers.get(self.paths.get(before as usize)?).copied();
        let mut end = 0;
        for (before, of_one) in (0..).zip(&self.counts) {
            let start = end;
            end += usize::from(*of_one);
            let Some(now) = number(before).map(|now| now as usize) else { continue };
            if versions[now] == self.versions[before as usize]
                && let Some(ids) = self.ids.get(start..end)
                && let Some(matches) = ids.iter().map(|id| number(*id).map(ArticleId)).collect()
            {
                // Nobody has asked yet.
                let _ = places[now].set(matches);
            }
        }
    }

    fn open(self, count: usize) -> Option<Matches> {
        let mut starts = Vec::with_capacity(count + 1);
        let mut end = 0;
        for of_one in &self.counts {
            starts.push(end);
            end += u32::from(*of_one);
        }
        starts.push(end);
        let fits = self.counts.len() == count
            && self.ids.len() == end as usize
            && self.ids.iter().all(|id| (*id as usize) < count);
        let ids = self.ids.into_iter().map(ArticleId).collect();
        let (paths, versions) = (self.paths.into(), self.versions.into());
        fits.then(|| Matches::Known { starts: starts.into(), ids, paths, versions })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_again_and_nothing_else_is_taken_for_it() {
        let kept = StoredMatches {
            key: Digest(1),
            counts: vec![2, 0, 1],
            ids: vec![1, 2, 0],
            paths: Vec::new(),
            versions: Vec::new(),
        };
        let Some(Matches::Known { starts, ids, .. }) = kept.clone().open(3) else { panic!("three articles") };
        assert_eq!(&*starts, [0, 2, 2, 3]);
        assert_eq!(&*ids, [ArticleId(1), ArticleId(2), ArticleId(0)]);
        assert!(kept.clone().open(2).is_none());
        assert!(StoredMatches { ids: vec![1, 3, 0], ..kept.clone() }.open(3).is_none());
        assert!(StoredMatches { ids: vec![1, 2], ..kept }.open(3).is_none());
    }
}
