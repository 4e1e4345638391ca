//! Articles that may be one: of one source's address, or with nearly the same title and text; and those that nobody can
//! tell from each other by their titles.
//!
//! Those of one address, with two words of their titles in common, and of which the similarity hashes agree in one of four
//! bands, stand beside each other when they are sorted; no article is compared with all others. Where very many stand
//! together (every "Weather report"), each is compared with the nearest in time.
//!
//! [`Similarities`] is what an edit of a text needs to find out that it cannot have made or mended such a pair.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::links::{From, Links, Named};
use super::{Article, ArticleId};
use crate::content::{Document, copies, likeness};
use crate::diagnostic::Diagnostic;
use crate::hash::FastMap;

/// Texts whose hashes differ in so many bits are nearly the same.
const NEAR: u32 = 10;
/// Into how many bands a hash is cut.
const BANDS: u32 = 4;
/// With how many of those that stand in one band an article is compared.
const IN_BAND: usize = 32;
/// With how many of those that share words of a title.
const OF_TITLE: usize = 8;

/// What is to be said of articles that may be one, and what they were compared by.
pub(super) fn duplicates(
    articles: &[impl Borrow<Article> + Sync],
    links: &Links,
    language: &str,
) -> Similarities {
    let articles: Vec<&Article> = articles.iter().map(Borrow::borrow).collect();
    let articles = &*articles;
    let marks: Vec<Mark> = articles.iter().map(|article| Mark::of(&article.document, language)).collect();
    let (by_text, by_source) =
        rayon::join(|| of_text(articles, &marks, language), || of_source(articles, language));
    let by_title = of_title(articles, language);
    let at = |number: u32| articles[number as usize];
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for (article, other) in &by_text {
        let message =
            format!("this article and {} have nearly the same title and text", at(*other).document.path);
        diagnostics.push(
            Diagnostic::warning("duplicate-text", message)
                .in_file(&*at(*article).document.path)
                .hint("keep one of them, and give its file the address of the other under `aliases:`"),
        );
    }
    for (article, other) in by_source {
        if by_text.get(&article) == Some(&other) || are_linked(articles, links, article, other) {
            continue;
        }
        let Some(address) = common_address(at(article), at(other)) else { continue };
        let message = format!("this article and {} have one source: {address}", at(other).document.path);
        diagnostics.push(
            Diagnostic::warning("duplicate-source", message)
                .in_file(&*at(article).document.path)
                .hint("keep one of them; if both shall stay, link one to the other"),
        );
    }
    for (article, other) in by_title {
        let [one, two] = [article, other].map(|number| &*at(number).document.path);
        // Of these it is said already that they may be one.
        if by_text.get(&article) != Some(&other) && !copies::are_versions(one, two) {
            diagnostics.push(same_title(at(article), at(other)));
        }
    }
    Similarities { marks, said: diagnostics.into() }
}

fn same_title(article: &Article, other: &Article) -> Diagnostic {
    let title = &article.document.front.title;
    let hint = "say in each title what the others don't: its day, its number, what is new";
    Diagnostic::warning(
        "same-title",
        format!("this article and {} have one title: {title}", other.document.path),
    )
    .in_file(&*article.document.path)
    .hint(hint)
    .cause(likeness::title_key(title), format!("articles have the title of an older one: {title}"))
    .remedy(hint)
}

/// An article's similarity hash; 0 when its text is too short for one.
fn similarity(document: &Document) -> u64 {
    document.facts.similarity.map_or(0, std::num::NonZeroU64::get)
}

/// What keeps the numbers of articles in different languages apart: a text and its translation are two articles of one
/// source.
fn seed(document: &Document, language: &str) -> u64 {
    let own = document.language(language);
    if own == language { 0 } else { xxhash_rust::xxh3::xxh3_64(own.as_bytes()) }
}

fn are_near(one: u64, two: u64) -> bool {
    one != 0 && two != 0 && (one ^ two).count_ones() <= NEAR
}

fn band(hash: u64, band: u32) -> u64 {
    hash >> (16 * band) & 0xffff
}

/// Numbers of what articles have, in a language, with the articles that have them: sorted, so that whoever has the same
/// stands together, the newest first.
fn sorted(
    articles: &[&Article],
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
fn of_text(articles: &[&Article], marks: &[Mark], language: &str) -> BTreeMap<u32, u32> {
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
                    let (article, other) = (articles[*one as usize], articles[*two as usize]);
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
fn of_source(articles: &[&Article], language: &str) -> Vec<(u32, u32)> {
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
fn of_title(articles: &[&Article], language: &str) -> Vec<(u32, u32)> {
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
fn are_linked(articles: &[&Article], links: &Links, one: u32, two: u32) -> bool {
    let links_to = |from: u32, to: u32| {
        let Article { document, url, .. } = articles[from as usize];
        let from = From { path: &document.path, url };
        document
            .facts
            .links
            .iter()
            .any(|link| links.article(from, &link.href) == Some(Named::Live(ArticleId(to))))
    };
    links_to(one, two) || links_to(two, one)
}

/// What an article is compared by, as far as an edit of its title or text changes it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Mark {
    /// The similarity hash of its text; 0 when it is too short for one.
    hash: u64,
    title: [u16; likeness::TITLE],
    /// A short hash of its language, if that is not the site's: 0.
    language: u32,
}

impl Mark {
    fn of(document: &Document, language: &str) -> Self {
        Self {
            hash: similarity(document),
            title: document.likeness.title,
            language: seed(document, language) as u32,
        }
    }
}

/// What all articles are compared by, by number.
#[derive(Debug, Clone, Default)]
pub struct Similarities {
    marks: Vec<Mark>,
    /// What is said of those that may be one.
    pub(super) said: Arc<[Diagnostic]>,
}

impl Similarities {
    /// Puts another version of an article into its place, if nothing is said of the article for its title or text, neither
    /// before nor now, and of no others either that would not be said without it.
    pub(super) fn replace(
        &mut self,
        ArticleId(number): ArticleId,
        document: &Document,
        articles: &[Arc<Article>],
        language: &str,
    ) -> bool {
        // Titles may be others and have one mark.
        let title = |number: u32| &*articles[number as usize].document.front.title;
        let is_called_otherwise = *document.front.title != *title(number);
        let (before, now) = (self.marks[number as usize], Mark::of(document, language));
        if before == now && !is_called_otherwise {
            return true;
        }
        let titles = [title(number), &document.front.title];
        let is_alone = |mark: &Mark| self.is_alone(number, mark, &titles, &title);
        let stays = is_alone(&before)
            && (before.hash == now.hash || is_alone(&now))
            && !(is_called_otherwise && self.is_title_of_another(number, [before, now], &titles, &title))
            && self.moves_nobody(number, [before, now], &bands, IN_BAND)
            && self.moves_nobody(number, [before, now], &title_keys, OF_TITLE);
        if !stays {
            return false;
        }
        self.marks[number as usize] = now;
        true
    }

    /// Whether an article's text is near to no other whose title is near to one of `titles`.
    fn is_alone<'a>(
        &self,
        number: u32,
        mark: &Mark,
        titles: &[&str],
        title: &dyn Fn(u32) -> &'a str,
    ) -> bool {
        let is_like = |(other, known): (u32, Mark)| {
            are_near(known.hash, mark.hash)
                && known.language == mark.language
                && titles.iter().any(|own| likeness::are_titles_near(own, title(other)))
        };
        !self.others(number).any(is_like)
    }

    /// Whether another article has one of these titles, whose marks are `marks`.
    fn is_title_of_another<'a>(
        &self,
        number: u32,
        marks: [Mark; 2],
        titles: &[&str; 2],
        title: &dyn Fn(u32) -> &'a str,
    ) -> bool {
        let titles = titles.map(likeness::title_key);
        let may_be = |other: &Mark| {
            marks.iter().any(|mark| (mark.title, mark.language) == (other.title, other.language))
        };
        let mut others = self.others(number).filter(|(_, mark)| may_be(mark));
        others.any(|(other, _)| titles.contains(&likeness::title_key(title(other))))
    }

    /// Whether the same others are compared with each other whether an article stands between them or not: those that share a
    /// key stand together, each is compared with the next `reach`.
    fn moves_nobody(&self, number: u32, [before, now]: [Mark; 2], keys: &Keys, reach: usize) -> bool {
        let of = |mark: &Mark| {
            let mut all = Vec::new();
            keys(mark, &mut |key| all.push(key));
            all
        };
        let (left, joined) = (of(&before), of(&now));
        let is_in_one = |key: &u64| left.contains(key) != joined.contains(key);
        let differing: Vec<u64> = left.iter().chain(&joined).copied().filter(is_in_one).collect();
        if differing.is_empty() {
            return true;
        }
        // Those with whom it shares a key, in their order.
        let mut together: Vec<Vec<u64>> = vec![Vec::new(); differing.len()];
        let mut newer = vec![0; differing.len()];
        for (other, mark) in self.others(number).filter(|(_, mark)| mark.language == now.language) {
            keys(&mark, &mut |key| {
                if let Some(at) = differing.iter().position(|differing| *differing == key) {
                    together[at].push(mark.hash);
                    newer[at] += usize::from(other < number);
                }
            });
        }
        together.iter().zip(newer).all(|(others, place)| {
            // With it between them these are no longer compared, or without it they are.
            let parted = (place.saturating_sub(reach)..place)
                .filter_map(|at| others.get(at).zip(others.get(at + reach)));
            parted.into_iter().all(|(one, two)| !are_near(*one, *two))
        })
    }

    fn others(&self, number: u32) -> impl Iterator<Item = (u32, Mark)> {
        (0..).zip(self.marks.iter().copied()).filter(move |(other, _)| *other != number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_alone_when_none_of_its_title_is_near() {
        let hashes = [0x1111_2222_3333_4444, 0, 0xffff_0000_ffff_0001];
        let marks = hashes.map(|hash| Mark { hash, ..Mark::default() });
        let all = Similarities { marks: marks.into(), ..Similarities::default() };
        let is_alone = |number, hash, title| {
            all.is_alone(number, &Mark { hash, ..Mark::default() }, &[title], &|_| "Talks begin")
        };
        assert!(is_alone(1, 0x5555_6666_7777_8888, "Talks begin") && is_alone(1, 0, "Talks begin"));
        assert!(!is_alone(1, 0x1111_2222_3333_4445, "Talks begin"));
        assert!(is_alone(1, 0x1111_2222_3333_4445, "Another story"));
        assert!(is_alone(0, 0x1111_2222_3333_4444, "Talks begin"), "but for itself");
    }

    /// Twenty articles of which the titles share two words: each is compared with the next eight, so one more between two
    /// that are nearly the same can part them.
    #[test]
    fn a_title_moves_somebody_when_it_stands_between_two_that_are_near() {
        let of_others = |near: [usize; 2]| {
            let mark = |number: usize| Mark {
                hash: if near.contains(&number) {
                    7
                } else {
                    (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
                },
                title: [1, 2, 100 + number as u16, 200],
                language: 0,
            };
            let mut marks: Vec<Mark> = (0..20).map(mark).collect();
            marks[10].title = [3, 4, 5, 6];
            Similarities { marks, ..Similarities::default() }
        };
        let apart = Mark { title: [3, 4, 5, 6], ..Mark::default() };
        let joining = Mark { title: [1, 2, 300, 200], ..Mark::default() };
        let joins = |near| of_others(near).moves_nobody(10, [apart, joining], &title_keys, OF_TITLE);
        assert!(!joins([6, 15]), "without the tenth the fifteenth is the eighth after the sixth");
        assert!(joins([6, 14]) && joins([6, 16]) && joins([0, 8]) && joins([11, 19]));
    }
}
