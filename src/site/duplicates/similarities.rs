//! What articles are compared by, kept so that an edit of a title or a text can find out that it neither makes nor parts a
//! pair of articles that may be one.

use std::sync::Arc;

use super::{IN_BAND, Keys, OF_TITLE, Pairs, are_near, bands, seed, similarity, title_keys};
use crate::content::{Document, likeness};
use crate::diagnostic::Diagnostic;
use crate::site::previous::Difference;
use crate::site::{Article, ArticleId};

/// What an article is compared by, as far as an edit of its title or text changes it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// The similarity hash of its text; 0 when it is too short for one.
    pub(super) hash: u64,
    pub(super) title: [u16; likeness::TITLE],
    /// A short hash of its language, if that is not the site's: 0.
    language: u32,
}

impl Mark {
    pub(super) fn of(document: &Document, language: &str) -> Self {
        Self {
            hash: similarity(document),
            title: document.likeness.title,
            language: seed(document, language) as u32,
        }
    }
}

/// What all articles are compared by, by number, and which of them may be one.
#[derive(Debug, Clone, Default)]
pub struct Similarities {
    pub(super) marks: Vec<Mark>,
    pub(super) pairs: Arc<Pairs>,
    /// What is said of those that may be one.
    pub(in crate::site) said: Arc<[Diagnostic]>,
}

impl Similarities {
    /// Puts another version of an article into its place, if no pair holds the article, neither before nor now, and none
    /// of others either is one more or less for it.
    pub(in crate::site) fn replace(
        &mut self,
        ArticleId(number): ArticleId,
        document: &Document,
        articles: &[Arc<Article>],
        language: &str,
    ) -> bool {
        let title = |number: u32| &*articles[number as usize].document.front.title;
        // Titles may be others and have one mark.
        let is_called_otherwise = *document.front.title != *title(number);
        let (before, now) = (self.marks[number as usize], Mark::of(document, language));
        if before == now && !is_called_otherwise {
            return true;
        }
        let titles = [title(number), &document.front.title];
        let is_alone = |mark: &Mark| self.is_alone(number, mark, &titles, &title);
        let stays = is_alone(&before)
            && (before.hash == now.hash || is_alone(&now))
            && !(is_called_otherwise && self.is_title_of_another(number, &[before, now], &titles, &title))
            && self.moves_nobody(number, (Some(before), Some(now)), &bands, IN_BAND)
            && self.moves_nobody(number, (Some(before), Some(now)), &title_keys, OF_TITLE);
        if stays {
            self.marks[number as usize] = now;
        }
        stays
    }

    /// The marks and pairs of the next site, if no pair holds any of the articles that come and go, and none of others is
    /// one more or less for them.
    pub(super) fn next(
        &self,
        (before, now): (&[Arc<Article>], &[Arc<Article>]),
        difference: &Difference,
        language: &str,
    ) -> Option<(Vec<Mark>, Arc<Pairs>)> {
        let is_like_before = |number: &u32| {
            let [before, now] = [before, now].map(|articles| &articles[*number as usize].document);
            Mark::of(now, language) == self.marks[*number as usize]
                && before.likeness.sources == now.likeness.sources
                && before.front.title == now.front.title
        };
        if difference.is_in_place() && difference.come.iter().all(is_like_before) {
            return Some((self.marks.clone(), Arc::clone(&self.pairs)));
        }
        let mut next = self.clone();
        let mut articles: Vec<&Article> = before.iter().map(|article| &**article).collect();
        for number in &difference.gone {
            let mark = self.marks[*number as usize];
            if !next.stands_apart(*number, (Some(mark), None), &articles) {
                return None;
            }
            articles.remove(*number as usize);
            next.marks.remove(*number as usize);
        }
        for number in &difference.come {
            let article = &now[*number as usize];
            let mark = Mark::of(&article.document, language);
            articles.insert(*number as usize, article);
            next.marks.insert(*number as usize, mark);
            if !next.stands_apart(*number, (None, Some(mark)), &articles) {
                return None;
            }
        }
        Some((next.marks, Arc::new(self.pairs.renumbered(difference)?)))
    }

    /// Whether no pair holds an article that comes or goes, and none of others is one more or less for it.
    fn stands_apart(
        &self,
        number: u32,
        (before, now): (Option<Mark>, Option<Mark>),
        articles: &[&Article],
    ) -> bool {
        let title = |number: u32| &*articles[number as usize].document.front.title;
        let own = [title(number)];
        let sources = &articles[number as usize].document.likeness.sources;
        let has_one = |(other, article): (u32, &&Article)| {
            other != number && article.document.likeness.sources.iter().any(|source| sources.contains(source))
        };
        before.iter().chain(&now).all(|mark| {
            self.is_alone(number, mark, &own, &title)
                && !self.is_title_of_another(number, &[*mark], &own, &title)
        }) && (sources.is_empty() || !(0..).zip(articles).any(has_one))
            && self.moves_nobody(number, (before, now), &bands, IN_BAND)
            && self.moves_nobody(number, (before, now), &title_keys, OF_TITLE)
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
        marks: &[Mark],
        titles: &[&str],
        title: &dyn Fn(u32) -> &'a str,
    ) -> bool {
        let titles: Vec<String> = titles.iter().map(|title| likeness::title_key(title)).collect();
        let may_be = |other: &Mark| {
            marks.iter().any(|mark| (mark.title, mark.language) == (other.title, other.language))
        };
        let mut others = self.others(number).filter(|(_, mark)| may_be(mark));
        others.any(|(other, _)| titles.contains(&likeness::title_key(title(other))))
    }

    /// Whether the same others are compared with each other whether an article stands between them or not: those that share a
    /// key stand together, each is compared with the next `reach`.
    fn moves_nobody(
        &self,
        number: u32,
        (before, now): (Option<Mark>, Option<Mark>),
        keys: &Keys,
        reach: usize,
    ) -> bool {
        let of = |mark: Option<Mark>| {
            let mut all = Vec::new();
            if let Some(mark) = mark {
                keys(&mark, &mut |key| all.push(key));
            }
            all
        };
        let (left, joined) = (of(before), of(now));
        let is_in_one = |key: &u64| left.contains(key) != joined.contains(key);
        let differing: Vec<u64> = left.iter().chain(&joined).copied().filter(is_in_one).collect();
        if differing.is_empty() {
            return true;
        }
        // Those with whom it shares a key, in their order.
        let mut together: Vec<Vec<u64>> = vec![Vec::new(); differing.len()];
        let mut newer = vec![0; differing.len()];
        let language = now.or(before).map(|mark| mark.language);
        for (other, mark) in self.others(number).filter(|(_, mark)| Some(mark.language) == language) {
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
        let joins =
            |near| of_others(near).moves_nobody(10, (Some(apart), Some(joining)), &title_keys, OF_TITLE);
        assert!(!joins([6, 15]), "without the tenth the fifteenth is the eighth after the sixth");
        assert!(joins([6, 14]) && joins([6, 16]) && joins([0, 8]) && joins([11, 19]));
    }
}
