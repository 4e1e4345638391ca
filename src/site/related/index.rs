//! Who has which feature, and what that is worth.
//!
//! Articles are numbered by date, so whoever stands beside an article in a feature's list is nearest to it in time.
//! Only so many on either side are candidates, however long the list is: finding the matches of all articles grows
//! with their number. The best of the candidates are then compared with the article in everything.
//!
//! All numbers are whole: the same on every machine.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::features::{self, Kind};
use crate::site::{ArticleId, Site};

/// What articles have, so that others with the same are found at once. A feature that only one article has is not in it,
/// and no word that stands everywhere.
#[derive(Debug)]
pub(super) struct Index {
    /// The numbers of the features, ascending.
    numbers: Vec<u32>,
    /// What each is worth.
    weights: Vec<u32>,
    /// Where the articles of each begin, with the end of the last.
    starts: Vec<u32>,
    /// The articles of all features.
    articles: Vec<u32>,
    /// Where the features of each article begin, with the end of the last.
    owners: Vec<u32>,
    /// The features of all articles, ascending, and where the article stands among those that have it.
    owned: Vec<(u32, u32)>,
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

impl Index {
    pub(super) fn new(site: &Site) -> Self {
        let mut entries = Vec::new();
        for number in 0..site.articles.len() {
            entries_of(site, number, &mut entries);
        }
        entries.sort_unstable();
        Self::of(site, &entries)
    }

    /// The same with all processors.
    pub(super) fn in_parallel(site: &Site) -> Self {
        let pieces = (0..site.articles.len()).into_par_iter().fold(Vec::new, |mut entries, number| {
            entries_of(site, number, &mut entries);
            entries
        });
        let mut entries = pieces.reduce(Vec::new, |mut one, mut two| {
            one.append(&mut two);
            one
        });
        entries.par_sort_unstable();
        Self::of(site, &entries)
    }

    fn of(site: &Site, entries: &[u64]) -> Self {
        let count = site.articles.len();
        let mut index = Self {
            numbers: Vec::new(),
            weights: Vec::new(),
            starts: vec![0],
            articles: Vec::with_capacity(entries.len()),
            owners: vec![0; count + 1],
            owned: Vec::new(),
            dates: site.articles.iter().map(|article| article.date.timestamp).collect(),
        };
        // A word that more articles than these have says nothing.
        let most = (count / 16).max(4);
        for group in entries.chunk_by(|one, two| one >> 32 == two >> 32) {
            let number = (group[0] >> 32) as u32;
            let kind = Kind::of(number);
            if group.len() < 2 || kind == Kind::Word && group.len() > most {
                continue;
            }
            index.numbers.push(number);
            index.weights.push(kind.worth() * rarity(group.len() as u64, count as u64));
            for entry in group {
                index.articles.push(*entry as u32);
                index.owners[*entry as u32 as usize + 1] += 1;
            }
            index.starts.push(index.articles.len() as u32);
        }
        for number in 0..count {
            index.owners[number + 1] += index.owners[number];
        }
        let mut owned = vec![(0, 0); index.articles.len()];
        let mut next = index.owners.clone();
        for feature in 0..index.numbers.len() {
            for (place, article) in index.having(feature as u32).iter().enumerate() {
                let at = &mut next[*article as usize];
                owned[*at as usize] = (feature as u32, place as u32);
                *at += 1;
            }
        }
        index.owned = owned;
        index
    }

    /// The articles that have a feature, newest first.
    fn having(&self, feature: u32) -> &[u32] {
        let feature = feature as usize;
        &self.articles[self.starts[feature] as usize..self.starts[feature + 1] as usize]
    }

    fn features(&self, article: u32) -> &[(u32, u32)] {
        let article = article as usize;
        &self.owned[self.owners[article] as usize..self.owners[article + 1] as usize]
    }

    /// The best matches of an article, the best first; of those that are equally good the nearest in time, then the newest.
    pub(super) fn matches(&self, ArticleId(of): ArticleId, shown: usize) -> Box<[ArticleId]> {
        let mut found = Vec::with_capacity(256);
        for (feature, place) in self.features(of) {
            let (having, place) = (self.having(*feature), *place as usize);
            let weight = u64::from(self.weights[*feature as usize]);
            let reach = Kind::of(self.numbers[*feature as usize]).reach();
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
            candidates.into_iter().filter_map(|(_, _, other)| self.compared(of, other)).collect();
        best.sort_unstable();
        best.into_iter().take(shown).map(|(_, _, other)| ArticleId(other)).collect()
    }

    /// What two articles share, weighed; none when it is a single word.
    fn compared(&self, of: u32, other: u32) -> Option<(Reverse<u64>, u64, u32)> {
        let (mut sum, mut words, mut more) = (0, 0, false);
        self.each_shared(of, other, |feature| {
            sum += u64::from(self.weights[feature as usize]);
            match Kind::of(self.numbers[feature as usize]) {
                Kind::Word => words += 1,
                _ => more = true,
            }
        });
        (more || words > 1).then(|| self.ranked(of, other, sum))
    }

    fn ranked(&self, of: u32, other: u32, sum: u64) -> (Reverse<u64>, u64, u32) {
        let apart = self.dates[of as usize].abs_diff(self.dates[other as usize]);
        // Of 16 bits more than needed, lest what is nearly as good be equally good.
        (Reverse((sum << 16) * HALF / (HALF + apart / DAY)), apart, other)
    }

    fn each_shared(&self, of: u32, other: u32, mut take: impl FnMut(u32)) {
        let mut others = self.features(other).iter().peekable();
        for (feature, _) in self.features(of) {
            while others.next_if(|(other, _)| other < feature).is_some() {}
            if others.next_if(|(other, _)| other == feature).is_some() {
                take(*feature);
            }
        }
    }

    /// The numbers of the features that two articles share.
    pub(super) fn shared(&self, ArticleId(of): ArticleId, ArticleId(other): ArticleId) -> Vec<u32> {
        let mut shared = Vec::new();
        self.each_shared(of, other, |feature| shared.push(self.numbers[feature as usize]));
        shared
    }
}

/// Appends the features of an article, each with the article in its lower half.
fn entries_of(site: &Site, number: usize, entries: &mut Vec<u64>) {
    features::each(site, &site.articles[number], |feature| {
        entries.push(u64::from(feature.number) << 32 | number as u64);
    });
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
