//! The segments of the search's index: which articles of the site each has, and what it is made of.

pub(super) mod cache;

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

use super::urls;
use crate::config::Config;
use crate::hash::{Digest, Hasher};
use crate::search::calendar::{Stretch, stretches};
use crate::search::stem::Stemmer;
use crate::site::{Article, ArticleId, Site, Term, TermKind};

/// How many articles a table has.
pub(super) const TABLE: usize = 16;
/// How many articles there are for each shard of a segment: shards of about 6 kB, with texts of 1,000 words.
const ARTICLES_PER_SHARD: usize = 16;
const MOST_SHARDS: usize = 512;
/// The kinds of terms by which results are filtered.
pub(super) const FACETS: [TermKind; 4] = [TermKind::Topic, TermKind::Tag, TermKind::Source, TermKind::Author];

/// A segment: articles that stand beside each other in the order of the site, but for those that keep out of searches.
#[derive(Debug, Clone)]
pub(super) struct SegmentPlace {
    /// Its name, which says which months it has.
    pub name: String,
    /// Its articles by the numbers that they have in it: the oldest has 0.
    pub articles: Vec<ArticleId>,
}

/// Those of a site, oldest first. An article that says `noindex` is not found: other generators' keys for that
/// (`in_search_index`, `searchHidden`) are read as it. A republished one is: only machines are asked to pass over that.
pub(super) fn places(site: &Site) -> Vec<SegmentPlace> {
    let is_found = |id: &ArticleId| !site.article(*id).document.front.noindex;
    let found = |articles: &[ArticleId]| articles.iter().rev().copied().filter(is_found).collect::<Vec<_>>();
    let months: BTreeMap<_, _> =
        site.archive.iter().map(|(month, articles)| (*month, found(articles))).collect();
    let counts =
        months.iter().map(|(month, articles)| (*month, articles.len())).filter(|(_, count)| *count > 0);
    let stretches = stretches(&counts.collect());
    let place = |stretch: Stretch| SegmentPlace {
        name: stretch.name(),
        articles: months.range(stretch.months()).flat_map(|(_, articles)| articles).copied().collect(),
    };
    stretches.into_iter().map(place).collect()
}

impl SegmentPlace {
    /// In how many shards its words are: a power of two.
    pub fn shards(&self) -> usize {
        (self.articles.len() / ARTICLES_PER_SHARD).next_power_of_two().min(MOST_SHARDS)
    }

    /// How many tables its articles have.
    pub fn tables(&self) -> usize {
        self.articles.len().div_ceil(TABLE)
    }

    /// Where one of its files stands, without base path.
    pub fn url(&self, site: &Site, file: &str) -> String {
        format!("{}{}/{file}", urls::search(site), self.name)
    }

    /// The articles of the site among which its own are.
    pub fn among<'s>(&self, site: &'s Site) -> &'s [Arc<Article>] {
        match self.articles[..] {
            [oldest, .., newest] => &site.articles[newest.0 as usize..=oldest.0 as usize],
            [one] => &site.articles[one.0 as usize..=one.0 as usize],
            [] => &[],
        }
    }

    /// Its articles that a term has, by their numbers in it, ascending.
    fn of_term(&self, term: &Term) -> Vec<u32> {
        let (Some(oldest), Some(newest)) = (self.articles.first(), self.articles.last()) else {
            return Vec::new();
        };
        let first = term.articles.partition_point(|id| id < newest);
        let last = term.articles.partition_point(|id| id <= oldest);
        let of_term = term.articles[first..last].iter().rev();
        let number = |id: &ArticleId| self.articles.binary_search_by(|own| id.cmp(own)).ok();
        of_term.filter_map(number).map(|number| number as u32).collect()
    }

    /// The lists of its articles by which results are filtered: `topic:ukraine`.
    pub fn facets(&self, site: &Site) -> Vec<(String, Vec<u32>)> {
        let mut facets = Vec::new();
        for kind in FACETS {
            for (_, term) in site.terms(kind).iter().filter(|(_, term)| term.has_page()) {
                let articles = self.of_term(term);
                if !articles.is_empty() {
                    facets.push((format!("{}:{}", kind.as_str(), term.slug), articles));
                }
            }
        }
        facets
    }
}

/// The segments with what they are made of.
#[derive(Debug)]
pub(super) struct Segments {
    /// Oldest first.
    pub all: Vec<SegmentState>,
    /// Takes the endings off words.
    pub stemmer: Stemmer,
}

/// A segment and what it is made of.
#[derive(Debug)]
pub(super) struct SegmentState {
    /// Which articles it has.
    pub place: SegmentPlace,
    /// Which articles have which numbers in it.
    pub layout: u32,
    /// Of all that it is made of.
    pub digest: Digest,
}

impl Segments {
    /// Those of a site.
    pub fn of(site: &Site) -> Self {
        let Config { base_url, language, timezone, html, .. } = &*site.config;
        let read_by = Digest::of(&(base_url, language, timezone.name(), html));
        let state = |place: SegmentPlace| {
            let (mut layout, mut hasher) = (Hasher::default(), Hasher::default());
            // How words are read, and how addresses and days are printed.
            (env!("CARGO_PKG_VERSION"), &read_by).hash(&mut hasher);
            for id in &place.articles {
                let article = site.article(*id);
                article.document.path.hash(&mut layout);
                // Raw HTML is indexed as its page shows it, links and all.
                let is_raw = article.document.facts.raw_html;
                let body = if is_raw { article.body } else { article.document.body_hash };
                (article.card, body).hash(&mut hasher);
            }
            place.facets(site).hash(&mut hasher);
            let layout = layout.digest();
            layout.hash(&mut hasher);
            SegmentState { place, layout: layout.0 as u32, digest: hasher.digest() }
        };
        let all = places(site).into_iter().map(state).collect();
        Self { all, stemmer: Stemmer::new(&site.config.language) }
    }
}
