//! Articles that may be one: of one source's address, or with nearly the same title and text; and those that nobody can
//! tell from each other by their titles.
//!
//! Those of one address, with two words of their titles in common, and of which the similarity hashes agree in one of four
//! bands, stand beside each other when they are sorted; no article is compared with all others. Where very many stand
//! together (every "Weather report"), each is compared with the nearest in time.
//!
//! [`Similarities`] are what an edit of a text needs to find out that it cannot have made or mended such a pair.

mod similarities;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use self::similarities::Mark;
pub use self::similarities::Similarities;
use super::links::{From, LinkedArticle, Links};
use super::previous::{Difference, Reusable};
use super::{Article, ArticleId};
use crate::content::{Document, copies, likeness};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::FastMap;

/// Texts whose hashes differ in so many bits are nearly the same.
const NEAR: u32 = 10;
/// Into how many bands a hash is cut.
const BANDS: u32 = 4;
/// With how many of those that stand in one band an article is compared.
const IN_BAND: usize = 32;
/// With how many of those that share words of a title.
const OF_TITLE: usize = 8;

/// What articles are compared by, and which of them may be one. With what was found of the last site, and the articles by
/// which it differs, only these are compared with all others, if that is enough.
pub(super) fn duplicates(
    articles: &[Arc<Article>],
    links: &Links,
    language: &str,
    reusable: Option<&Reusable<'_>>,
) -> Similarities {
    let next = reusable.and_then(|Reusable { site, difference, .. }| {
        site.similarities.next((&site.articles, articles), difference, language)
    });
    let (marks, pairs) = next.unwrap_or_else(|| compare(articles, language));
    let said = pairs.said(articles, links).into();
    Similarities { marks, pairs, said }
}

/// Compares all articles with each other.
fn compare(articles: &[Arc<Article>], language: &str) -> (Vec<Mark>, Arc<Pairs>) {
    let marks: Vec<Mark> = articles.iter().map(|article| Mark::of(&article.document, language)).collect();
    let (text, source) =
        rayon::join(|| of_text(articles, &marks, language), || of_source(articles, language));
    (marks, Arc::new(Pairs { text, source, title: of_title(articles, language) }))
}

/// Whether two documents have nearly the same title and text.
pub fn are_alike(one: &Document, other: &Document) -> bool {
    let hash = |document: &Document| document.facts.similarity.map_or(0, std::num::NonZeroU64::get);
    are_near(hash(one), hash(other)) && likeness::are_titles_near(&one.front.title, &other.front.title)
}

/// Pairs of articles that may be one, by their numbers, the newer first.
#[derive(Debug, Default)]
struct Pairs {
    /// Of nearly the same title and text.
    text: BTreeMap<u32, u32>,
    /// Of one source.
    source: Vec<(u32, u32)>,
    /// Of one title.
    title: Vec<(u32, u32)>,
}

impl Pairs {
    /// The same pairs when other articles came and went.
    fn renumbered(&self, difference: &Difference) -> Option<Self> {
        let pair = |(one, two): (&u32, &u32)| Some((difference.number(*one)?, difference.number(*two)?));
        let all = |pairs: &[(u32, u32)]| -> Option<Vec<_>> {
            pairs.iter().map(|(one, two)| pair((one, two))).collect()
        };
        Some(Self {
            text: self.text.iter().map(pair).collect::<Option<_>>()?,
            source: all(&self.source)?,
            title: all(&self.title)?,
        })
    }

    /// What is to be said of them.
    fn said(&self, articles: &[Arc<Article>], links: &Links) -> Vec<Diagnostic> {
        let at = |number: u32| &*articles[number as usize];
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for (article, other) in &self.text {
            let message =
                format!("this article and {} have nearly the same title and text", at(*other).document.path);
            diagnostics.push(
                Diagnostic::warning(Code::DuplicateText, message)
                    .in_file(&*at(*article).document.path)
                    .hint("keep one of them, and give its file the address of the other under `aliases:`"),
            );
        }
        for (article, other) in self.source.iter().copied() {
            if self.text.get(&article) == Some(&other) || are_linked(articles, links, article, other) {
                continue;
            }
            let Some(address) = common_address(at(article), at(other)) else { continue };
            let message = format!("this article and {} have one source: {address}", at(other).document.path);
            diagnostics.push(
                Diagnostic::warning(Code::DuplicateSource, message)
                    .in_file(&*at(article).document.path)
                    .hint("keep one of them; if both shall stay, link one to the other"),
            );
        }
        for (article, other) in self.title.iter().copied() {
            let [one, two] = [article, other].map(|number| &*at(number).document.path);
            // Of these it is said already that they may be one.
            if self.text.get(&article) != Some(&other) && !copies::are_versions(one, two) {
                diagnostics.push(same_title(at(article), at(other)));
            }
        }
        diagnostics
    }
}

fn same_title(article: &Article, other: &Article) -> Diagnostic {
    let title = &article.document.front.title;
    let hint = "say in each title what the others don't: its day, its number, what is new";
    Diagnostic::warning(
        Code::SameTitle,
        format!("this article and {} have one title: {title}", other.document.path),
    )
    .in_file(&*article.document.path)
    .hint(hint)
    .cause(likeness::title_key(title), format!("articles have the title of an older one: {title}"))
    .remedy(hint)
}

/// An article's similarity hash; 0 when its text is too short for one.
pub(super) fn similarity(document: &Document) -> u64 {
    document.facts.similarity.map_or(0, std::num::NonZeroU64::get)
}

/// What keeps the numbers of articles in different languages apart: a text and its translation are two articles of one
/// source.
pub(super) fn seed(document: &Document, language: &str) -> u64 {
    let own = document.language(language);
    if own == language { 0 } else { xxhash_rust::xxh3::xxh3_64(own.as_bytes()) }
}

pub(super) fn are_near(one: u64, two: u64) -> bool {
    one != 0 && two != 0 && (one ^ two).count_ones() <= NEAR
}

fn band(hash: u64, band: u32) -> u64 {
    hash >> (16 * band) & 0xffff
}

/// Numbers of what articles have, in a language, with the articles that have them: sorted, so that whoever has the same
/// stands together, the newest first.
fn sorted(
    articles: &[Arc<Article>],
    language: &str,
    of: impl Fn(&Article, &mut dyn FnMut(u64)) + Sync,
) -> Vec<(u64, u32)> {
    let pieces = articles.par_iter().enumerate().fold(Vec::new, |mut entries, (number, article)| {
        let seed = seed(&article.document, language);
        of(article, &mut |value| entries.push((value ^ seed, number as u32)));
        entries
    });
    let mut entries = pieces.reduce(Vec::new, |mut one, mut two| {
        one.append(&mut two);
        one
    });
    entries.par_sort_unstable();
    entries.dedup();
    entries
}

/// Hands out the numbers by which an article stands together with others.
type Keys = dyn Fn(&Mark, &mut dyn FnMut(u64));

/// Where an article stands by its text.
fn bands(mark: &Mark, add: &mut dyn FnMut(u64)) {
    if mark.hash != 0 {
        (0..BANDS).for_each(|n| add(u64::from(n) << 16 | band(mark.hash, n)));
    }
}

/// Where it stands by its title. Whoever has no hash can be like nobody, but stands here: an edit of a text moves nobody.
fn title_keys(mark: &Mark, add: &mut dyn FnMut(u64)) {
    likeness::title_keys(&mark.title).for_each(add);
}

/// The articles with nearly the same title and text, each with the newest that is older.
fn of_text(articles: &[Arc<Article>], marks: &[Mark], language: &str) -> BTreeMap<u32, u32> {
    let (bands, titles) = rayon::join(
        || sorted(articles, language, |article, add| bands(&Mark::of(&article.document, language), add)),
        || sorted(articles, language, |article, add| title_keys(&Mark::of(&article.document, language), add)),
    );
    let mut pairs = BTreeMap::new();
    for (entries, reach) in [(&bands, IN_BAND), (&titles, OF_TITLE)] {
        for together in entries.chunk_by(|one, two| one.0 == two.0).filter(|together| together.len() > 1) {
            for (place, (_, one)) in together.iter().enumerate() {
                for (_, two) in together[place + 1..].iter().take(reach) {
                    if !are_near(marks[*one as usize].hash, marks[*two as usize].hash) {
                        continue;
                    }
                    let (article, other) = (&*articles[*one as usize], &*articles[*two as usize]);
                    let titles = || (&article.document.front.title, &other.document.front.title);
                    if article.document.language(language) == other.document.language(language)
                        && likeness::are_titles_near(titles().0, titles().1)
                    {
                        let known = pairs.entry(*one).or_insert(*two);
                        *known = (*known).min(*two);
                    }
                }
            }
        }
    }
    pairs
}

/// Pairs of articles of one source, the newer first; of many the neighbours in time.
fn of_source(articles: &[Arc<Article>], language: &str) -> Vec<(u32, u32)> {
    let entries = sorted(articles, language, |article, add| {
        article.document.likeness.sources.iter().copied().for_each(add)
    });
    let together = entries.chunk_by(|one, two| one.0 == two.0);
    let mut pairs: Vec<(u32, u32)> =
        together.flat_map(|together| together.windows(2).map(|pair| (pair[0].1, pair[1].1))).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Articles that have the title of an older one, each with the newest of those.
fn of_title(articles: &[Arc<Article>], language: &str) -> Vec<(u32, u32)> {
    let entries = sorted(articles, language, |article, add| {
        let words = article.document.likeness.title;
        add(words.into_iter().fold(0, |number, word| number << 16 | u64::from(word)));
    });
    let mut pairs = Vec::new();
    for together in entries.chunk_by(|one, two| one.0 == two.0).filter(|together| together.len() > 1) {
        let mut known: FastMap<String, u32> = FastMap::default();
        for (_, number) in together.iter().rev() {
            let title = likeness::title_key(&articles[*number as usize].document.front.title);
            if let Some(older) = known.insert(title, *number) {
                pairs.push((*number, older));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The address that two articles have as a source, as the first of them has it.
fn common_address(article: &Article, other: &Article) -> Option<String> {
    let keys = &other.document.likeness.sources;
    let mut addresses = article.document.front.sources.iter().filter_map(|source| source.url.as_deref());
    let common = addresses.find(|url| likeness::address_key(url).is_some_and(|key| keys.contains(&key)));
    common.map(str::to_owned)
}

/// Whether one of two articles links to the other: then somebody knows of both.
fn are_linked(articles: &[Arc<Article>], links: &Links, one: u32, two: u32) -> bool {
    let links_to = |from: u32, to: u32| {
        let Article { document, url, .. } = &*articles[from as usize];
        let from = From::new(&document.path, url);
        document
            .facts
            .links
            .iter()
            .any(|link| links.article(from, &link.href) == Some(LinkedArticle::Live(ArticleId(to))))
    };
    links_to(one, two) || links_to(two, one)
}
