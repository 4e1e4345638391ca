//! What was found out for the last site and is so still: each stage of [`assemble`](fn@super::assemble) asks here before
//! it works on a document.
//!
//! A document is the same if it is the same value: whoever reads files keeps what was made of a file that has not
//! changed. With another configuration there is nothing to take.

use std::sync::Arc;

use super::editions::Lead;
use super::place::{Placed, by_date};
use super::{Article, Page, Site};
use crate::config::Config;
use crate::content::{Document, Kind};
use crate::hash::FastMap;

/// The last site, in all its languages; or nothing.
pub(super) struct Previous<'s> {
    sites: &'s [&'s Site],
    /// The articles of each, by where their documents are in memory: these are alive.
    articles: Vec<FastMap<usize, &'s Article>>,
}

impl<'s> Previous<'s> {
    /// `sites` are those of all languages of the last site, `configs` the configurations of these languages now.
    pub(super) fn new(sites: &'s [&'s Site], configs: &[Config]) -> Self {
        let are_same = sites.iter().map(|site| &*site.config).eq(configs);
        let sites = if are_same { sites } else { &[] };
        let by_document = |article: &'s Arc<Article>| (Arc::as_ptr(&article.document).addr(), &**article);
        let articles = sites.iter().map(|site| site.articles.iter().map(by_document).collect());
        Self { sites, articles: articles.collect() }
    }

    /// The last site in a language.
    fn site(&self, language: usize) -> Option<&'s Site> {
        self.sites.get(language).copied()
    }

    /// The address that an article has which is still the same.
    pub(super) fn address(&self, language: usize, document: &Arc<Document>) -> Option<Arc<str>> {
        let article = self.articles.get(language)?.get(&Arc::as_ptr(document).addr())?;
        Some(Arc::clone(&article.url))
    }

    /// What can be taken over of the documents of a language, in their order; nothing if many of them are others.
    pub(super) fn reusable(&self, language: usize, placed: &[Placed]) -> Option<Reusable<'s>> {
        let site = self.site(language)?;
        let articles = placed.partition_point(|place| place.document.kind == Kind::Article);
        let difference = Difference::between(&site.articles, &placed[..articles], |place| &place.document)?;
        let of_editions = site.editions.iter().map(|edition| (&edition.page, &*edition.leads));
        let pages = site.pages_but_editions().map(|page| (page, [].as_slice())).chain(of_editions);
        let pages = pages.map(|(page, leads)| (Arc::as_ptr(&page.document).addr(), (page, leads))).collect();
        Some(Reusable { site, difference, pages })
    }
}

/// What can be taken over of the documents of a language.
pub(super) struct Reusable<'s> {
    pub(super) site: &'s Site,
    pub(super) difference: Difference,
    /// The documents that are no articles, each by where it is in memory: those of the last site are alive. With where the
    /// links of editions lead.
    pages: FastMap<usize, (&'s Page, &'s [Lead])>,
}

impl<'s> Reusable<'s> {
    /// The article that has this number now, if it was there, and its document is the same.
    pub(super) fn article(&self, number: usize) -> Option<&'s Arc<Article>> {
        self.site.articles.get(self.difference.number_before(number as u32)? as usize)
    }

    /// The page of a document that is the same, with where an edition's links lead.
    pub(super) fn page(&self, document: &Arc<Document>) -> Option<(&'s Page, &'s [Lead])> {
        self.pages.get(&Arc::as_ptr(document).addr()).copied()
    }

    /// Whether one of the documents in their order, which has this number, was there and is the same.
    pub(super) fn has(&self, number: usize, document: &Arc<Document>) -> bool {
        match document.kind {
            Kind::Article => self.difference.number_before(number as u32).is_some(),
            _ => self.page(document).is_some(),
        }
    }
}

/// How many articles may come and go for the site to be told from the last one; another version of one counts twice.
const MOST_MOVED: usize = 32;

/// Which articles a site has lost and got. Another version of an article is both.
pub(super) struct Difference {
    /// The numbers that they had, the highest first.
    pub(super) gone: Vec<u32>,
    /// The numbers that they have, the lowest first.
    pub(super) come: Vec<u32>,
}

impl Difference {
    /// That of the articles of the last site and of the next one, both in their order; none if it is large.
    fn between<T>(
        before: &[Arc<Article>],
        now: &[T],
        document: impl Fn(&T) -> &Arc<Document>,
    ) -> Option<Self> {
        let mut found = Self { gone: Vec::new(), come: Vec::new() };
        let (mut was, mut is) = (0, 0);
        while was < before.len() || is < now.len() {
            let (one, two) = (before.get(was), now.get(is));
            let (one, two) = (one.map(|article| &article.document), two.map(&document));
            let (left, right) = match (one, two) {
                (Some(one), Some(two)) if Arc::ptr_eq(one, two) => {
                    (was, is) = (was + 1, is + 1);
                    continue;
                }
                (Some(one), Some(two)) => {
                    let order = by_date(one, two);
                    (order.is_le(), order.is_ge())
                }
                (one, two) => (one.is_some(), two.is_some()),
            };
            if left {
                found.gone.push(was as u32);
                was += 1;
            }
            if right {
                found.come.push(is as u32);
                is += 1;
            }
            if found.gone.len() + found.come.len() > MOST_MOVED {
                return None;
            }
        }
        found.gone.reverse();
        Some(found)
    }

    /// That of two sites; none if it is large.
    pub(super) fn of_sites(before: &Site, now: &Site) -> Option<Self> {
        Self::between(&before.articles, &now.articles, |article| &article.document)
    }

    /// Whether nothing but other versions of articles came, each in the place of the one before.
    pub(super) fn is_in_place(&self) -> bool {
        self.gone.iter().rev().eq(&self.come)
    }

    /// The number that an article has which had `number`; none of one that is gone.
    pub(super) fn number(&self, number: u32) -> Option<u32> {
        if self.gone.contains(&number) {
            return None;
        }
        let gone = self.gone.iter().filter(|gone| **gone < number).count() as u32;
        Some(self.come.iter().fold(number - gone, |number, come| number + u32::from(*come <= number)))
    }

    /// The number that an article had which has `number`; none of one that has come.
    pub(super) fn number_before(&self, number: u32) -> Option<u32> {
        let come = self.come.binary_search(&number).err()? as u32;
        Some(self.gone.iter().rev().fold(number - come, |number, gone| number + u32::from(*gone <= number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_keep_their_numbers_but_for_those_that_come_and_go_before_them() {
        // Of 0 to 7 the first, the fourth and the fifth go; what comes stands at 2, 3 and 8.
        let difference = Difference { gone: vec![4, 3, 0], come: vec![2, 3, 8] };
        let now = [(1, 0), (2, 1), (5, 4), (6, 5), (7, 6)];
        for (before, now) in now {
            assert_eq!(difference.number(before), Some(now));
            assert_eq!(difference.number_before(now), Some(before));
        }
        assert_eq!([0, 3, 4].map(|number| difference.number(number)), [None; 3]);
        assert_eq!([2, 3, 8].map(|number| difference.number_before(number)), [None; 3]);
        assert_eq!(difference.number_before(7), Some(8));
    }
}
