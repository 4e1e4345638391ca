//! Who has which feature, and what that is worth.
//!
//! Articles are numbered by date, so whoever stands beside an article in a feature's list is nearest to it in time.
//! Only so many on either side are candidates, however long the list is: finding the matches of all articles grows
//! with their number. The best of the candidates are then compared with the article in everything.
//!
//! After an edit the lists of the features that an article lost or got are replaced ([`Index::replace`]); everything else
//! is shared.
//!
//! All numbers are whole: the same on every machine.

use std::cmp::Reverse;
use std::sync::Arc;

use rayon::prelude::*;

use super::features::{self, Kind};
use crate::hash::FastMap;
use crate::site::previous::Difference;
use crate::site::{ArticleId, Site};

/// What articles have, so that others with the same are found at once.
#[derive(Debug, Clone)]
pub(super) struct Index {
    base: Arc<Base>,
    /// The lists of features that are other than in the base.
    lists: FastMap<u32, Arc<[u32]>>,
    /// The features of articles that have others than in the base.
    owned: FastMap<u32, Arc<[u32]>>,
}

/// All articles at a moment.
#[derive(Debug)]
struct Base {
    /// The numbers of the features, ascending.
    numbers: Vec<u32>,
    /// Where the articles of each begin, with the end of the last.
    starts: Vec<u32>,
    /// The articles of all features.
    articles: Vec<u32>,
    /// Where the features of each article begin, with the end of the last.
    owners: Vec<u32>,
    /// The features of all articles, ascending.
    owned: Vec<u32>,
    /// When each article was published.
    dates: Vec<i64>,
}

/// How many of the candidates are compared in everything, for each one that is shown.
const COMPARED: usize = 3;
/// After so many days what two articles share counts half.
const HALF: u64 = 90;
const DAY: u64 = 24 * 60 * 60;

impl Kind {
    /// What sharing such a feature is worth beside others of the same rarity.
    fn worth(self) -> u32 {
        match self {
            Self::Story => 12,
            Self::Tag => 6,
            Self::Topic | Self::Word => 2,
        }
    }

    /// How many articles before and after are candidates.
    fn reach(self) -> usize {
        match self {
            Self::Story => 12,
            Self::Tag => 8,
            Self::Topic => 6,
            Self::Word => 3,
        }
    }
}

/// How rare it is that `has` of `all` have something: log2(1 + all / has) in quarters.
fn rarity(has: u64, all: u64) -> u32 {
    let ratio = (all << 16) / has + (1 << 16);
    let whole = ratio.ilog2();
    (whole - 16) * 4 + (ratio >> (whole - 2) & 3) as u32
}

/// A hash of a hash and a number, which are both as good as random.
fn mix(hash: u64, number: u64) -> u64 {
    (hash.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Index {
    /// Made with all processors, unless it is one of their tasks that asks: the others may be waiting for this one.
    pub(super) fn new(site: &Site) -> Self {
        let alone = rayon::current_thread_index().is_some();
        let numbers = (0..site.articles.len()).into_par_iter();
        let numbers = numbers.with_min_len(if alone { site.articles.len() } else { 1 });
        let pieces = numbers.fold(Vec::new, |mut entries, number| {
            features::each(site, &site.articles[number], |feature| {
                entries.push(u64::from(feature.number) << 32 | number as u64);
            });
            entries
        });
        let mut entries = pieces.reduce(Vec::new, |mut one, mut two| {
            one.append(&mut two);
            one
        });
        if alone {
            entries.sort_unstable()
        } else {
            entries.par_sort_unstable()
        };
        entries.dedup();
        Self::of(site, &entries)
    }

    fn of(site: &Site, entries: &[u64]) -> Self {
        let base = Arc::new(Base::of(site, entries));
        Self { base, lists: FastMap::default(), owned: FastMap::default() }
    }

    /// Makes it the index of a site in which an article is another version of itself.
    pub(super) fn replace(&mut self, id: ArticleId, site: &Site) {
        let (number, mut features) = (id.0, Vec::new());
        features::each(site, site.article(id), |feature| features.push(feature.number));
        features.sort_unstable();
        features.dedup();
        let before: Vec<u32> = self.features(number).to_vec();
        for lost in before.iter().filter(|feature| features.binary_search(feature).is_err()) {
            let list = self.having(*lost).iter().copied().filter(|other| *other != number).collect();
            self.lists.insert(*lost, list);
        }
        for got in features.iter().filter(|feature| before.binary_search(feature).is_err()) {
            let list = self.having(*got);
            let (newer, older) = list.split_at(list.partition_point(|other| *other < number));
            let list = newer.iter().chain([&number]).chain(older).copied().collect();
            self.lists.insert(*got, list);
        }
        self.owned.insert(number, features.into());
    }

    /// The index of the next site. `others` are the numbers of the articles that have come, and of those whose features may
    /// be others.
    pub(super) fn next(&self, site: &Site, difference: &Difference, others: &[u32]) -> Self {
        const NONE: u32 = u32::MAX;
        let mut numbers = vec![NONE; self.base.dates.len()];
        for number in (0..site.articles.len() as u32).filter(|number| others.binary_search(number).is_err()) {
            if let Some(before) = difference.number_before(number) {
                numbers[before as usize] = number;
            }
        }
        let mut features: Vec<u32> = self.base.numbers.iter().chain(self.lists.keys()).copied().collect();
        features.sort();
        features.dedup();
        let mut entries: Vec<u64> = Vec::with_capacity(self.base.articles.len() + 32 * others.len());
        for feature in features {
            let stay = self.having(feature).iter().map(|number| numbers[*number as usize]);
            let stay = stay.filter(|number| *number != NONE);
            entries.extend(stay.map(|number| u64::from(feature) << 32 | u64::from(number)));
        }
        for number in others {
            features::each(site, &site.articles[*number as usize], |feature| {
                entries.push(u64::from(feature.number) << 32 | u64::from(*number));
            });
        }
        // Nearly all of it is sorted.
        entries.sort();
        entries.dedup();
        Self::of(site, &entries)
    }

    /// The articles that have a feature, newest first.
    fn having(&self, feature: u32) -> &[u32] {
        self.lists.get(&feature).map_or_else(|| self.base.having(feature), |list| &**list)
    }

    /// The features of an article, ascending.
    fn features(&self, article: u32) -> &[u32] {
        self.owned.get(&article).map_or_else(|| self.base.features(article), |features| &**features)
    }

    /// What a feature is worth that so many have; nothing when nobody else has it, or a word says nothing because very many
    /// have it.
    fn weight(&self, feature: u32, having: usize) -> Option<u64> {
        let (kind, count) = (Kind::of(feature), self.base.dates.len());
        let says_nothing = having < 2 || kind == Kind::Word && having > (count / 16).max(4);
        (!says_nothing).then(|| u64::from(kind.worth() * rarity(having as u64, count as u64)))
    }

    /// The best matches of an article, the best first; of those that are equally good the nearest in time, then the newest.
    pub(super) fn matches(&self, ArticleId(of): ArticleId, shown: usize) -> Box<[ArticleId]> {
        let mut found = Vec::with_capacity(256);
        // What it can share with others, ascending.
        let mut weights: Vec<(u32, u64)> = Vec::with_capacity(32);
        for feature in self.features(of) {
            let having = self.having(*feature);
            let Some(weight) = self.weight(*feature, having.len()) else { continue };
            weights.push((*feature, weight));
            let place = having.partition_point(|other| *other < of);
            let reach = Kind::of(*feature).reach();
            let (before, after) = (place.saturating_sub(reach), (place + 1 + reach).min(having.len()));
            let near = having[before..place].iter().chain(&having[place + 1..after]);
            found.extend(near.map(|other| u64::from(*other) << 32 | weight));
        }
        found.sort_unstable();
        let same = found.chunk_by(|one, two| one >> 32 == two >> 32);
        let mut candidates: Vec<(Reverse<u64>, u64, u32)> = same
            .map(|group| {
                let other = (group[0] >> 32) as u32;
                let sum: u64 = group.iter().map(|entry| entry & u64::from(u32::MAX)).sum();
                self.ranked(of, other, sum)
            })
            .collect();
        let compared = shown * COMPARED;
        if candidates.len() > compared {
            candidates.select_nth_unstable(compared);
            candidates.truncate(compared);
        }
        let mut best: Vec<_> =
            candidates.into_iter().filter_map(|(_, _, other)| self.compared(of, other, &weights)).collect();
        best.sort_unstable();
        best.into_iter().take(shown).map(|(_, _, other)| ArticleId(other)).collect()
    }

    /// Of each article the version of what its matches are found by: for each of its features what that weighs and who has it.
    /// While it is the same its matches are the same articles. `articles` are hashes by which these are known whatever their
    /// numbers, `shown` is how many matches are shown. Nothing of an index that was edited.
    pub(super) fn versions(&self, articles: &[u64], shown: usize) -> Vec<u64> {
        let Base { numbers, dates, .. } = &*self.base;
        if !self.lists.is_empty() || !self.owned.is_empty() || articles.len() != dates.len() {
            return Vec::new();
        }
        let known: Vec<u64> =
            articles.iter().zip(dates).map(|(article, date)| mix(*article, *date as u64)).collect();
        let of_feature = |feature: &u32| {
            let having = self.base.having(*feature);
            let weight = self.weight(*feature, having.len()).map_or(0, |weight| weight + 1);
            having
                .iter()
                .fold(mix(u64::from(*feature), weight), |hash, number| mix(hash, known[*number as usize]))
        };
        let of_features: Vec<u64> = numbers.par_iter().with_min_len(64).map(of_feature).collect();
        let mut versions: Vec<u64> = known.iter().map(|hash| mix(*hash, shown as u64)).collect();
        for (feature, version) in numbers.iter().zip(of_features) {
            for number in self.base.having(*feature) {
                let hash = &mut versions[*number as usize];
                *hash = mix(*hash, version);
            }
        }
        versions
    }

    /// What two articles share, weighed; none when it is a single word.
    fn compared(&self, of: u32, other: u32, weights: &[(u32, u64)]) -> Option<(Reverse<u64>, u64, u32)> {
        let (mut sum, mut words, mut more) = (0, 0, false);
        let mut others = self.features(other).iter().peekable();
        for (feature, weight) in weights {
            while others.next_if(|other| *other < feature).is_some() {}
            if others.next_if(|other| *other == feature).is_some() {
                sum += weight;
                match Kind::of(*feature) {
                    Kind::Word => words += 1,
                    _ => more = true,
                }
            }
        }
        (more || words > 1).then(|| self.ranked(of, other, sum))
    }

    fn ranked(&self, of: u32, other: u32, sum: u64) -> (Reverse<u64>, u64, u32) {
        let dates = &self.base.dates;
        let apart = dates[of as usize].abs_diff(dates[other as usize]);
        // Of 16 bits more than needed, lest what is nearly as good be equally good.
        (Reverse((sum << 16) * HALF / (HALF + apart / DAY)), apart, other)
    }

    /// The numbers of the features that two articles share and that say something.
    pub(super) fn shared(&self, ArticleId(of): ArticleId, ArticleId(other): ArticleId) -> Vec<u32> {
        let others = self.features(other);
        let shared = self.features(of).iter().filter(|feature| others.binary_search(feature).is_ok());
        shared
            .filter(|feature| self.weight(**feature, self.having(**feature).len()).is_some())
            .copied()
            .collect()
    }
}

impl Base {
    fn of(site: &Site, entries: &[u64]) -> Self {
        let count = site.articles.len();
        let mut base = Self {
            numbers: Vec::new(),
            starts: vec![0],
            articles: entries.iter().map(|entry| *entry as u32).collect(),
            owners: vec![0; count + 1],
            owned: vec![0; entries.len()],
            dates: site.articles.iter().map(|article| article.date.timestamp).collect(),
        };
        for group in entries.chunk_by(|one, two| one >> 32 == two >> 32) {
            base.numbers.push((group[0] >> 32) as u32);
            base.starts.push(base.starts[base.starts.len() - 1] + group.len() as u32);
        }
        for article in &base.articles {
            base.owners[*article as usize + 1] += 1;
        }
        for number in 0..count {
            base.owners[number + 1] += base.owners[number];
        }
        let mut next = base.owners.clone();
        for entry in entries {
            let at = &mut next[*entry as u32 as usize];
            base.owned[*at as usize] = (entry >> 32) as u32;
            *at += 1;
        }
        base
    }

    fn having(&self, feature: u32) -> &[u32] {
        match self.numbers.binary_search(&feature) {
            Ok(at) => &self.articles[self.starts[at] as usize..self.starts[at + 1] as usize],
            Err(_) => &[],
        }
    }

    fn features(&self, article: u32) -> &[u32] {
        let article = article as usize;
        &self.owned[self.owners[article] as usize..self.owners[article + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rare_weighs_more() {
        let weights: Vec<u32> = [1, 10, 100, 1_000, 10_000].map(|has| rarity(has, 10_000)).to_vec();
        assert_eq!(weights, [52, 39, 26, 13, 4]);
        assert_eq!(rarity(3, 3), 4);
        assert!(rarity(1, 100_000_000) < 120);
    }
}
