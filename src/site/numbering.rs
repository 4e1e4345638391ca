//! The numbers under which links know live documents: those of a language first, in the order in which they were placed,
//! then those of the other languages.

use std::sync::Arc;

use super::place::by_date;
use super::{Page, Site, languages};
use crate::content::{Document, Facts};
use crate::hash::FastMap;

/// The documents of all languages by their numbers, as they were and as they are.
pub(super) struct Numbering<'s> {
    sites: &'s [&'s Site],
    /// Of each language those that are no articles.
    pages: Vec<Vec<&'s Arc<Document>>>,
    changed: FastMap<&'s str, &'s Arc<Document>>,
}

impl<'s> Numbering<'s> {
    /// `changed` are the new versions of documents.
    pub(super) fn new(sites: &'s [&'s Site], changed: impl Iterator<Item = &'s Arc<Document>>) -> Self {
        let pages = |site: &&'s Site| {
            let mut pages: Vec<&Page> = site.all_pages().collect();
            pages.sort_unstable_by(|one, two| by_date(&one.document, &two.document));
            pages.into_iter().map(|page| &page.document).collect()
        };
        let changed = changed.map(|document| (&*document.path, document)).collect();
        Self { sites, pages: sites.iter().map(pages).collect(), changed }
    }

    /// The facts of a document, as links of a language number it, before the changes.
    pub(super) fn facts_before(&self, language: usize, number: u32) -> &'s Facts {
        &self.document(language, number).facts
    }

    /// The same after them.
    pub(super) fn facts(&self, language: usize, number: u32) -> &'s Facts {
        let document = self.document(language, number);
        &self.changed.get(&*document.path).unwrap_or(&document).facts
    }

    fn document(&self, language: usize, number: u32) -> &'s Arc<Document> {
        let mut number = number as usize;
        let each: Vec<usize> = (0..self.sites.len()).collect();
        for of in std::iter::once(&language).chain(languages::others(language, &each)) {
            let (articles, pages) = (&self.sites[*of].articles, &self.pages[*of]);
            match articles.get(number) {
                Some(article) => return &article.document,
                None => number -= articles.len(),
            }
            match pages.get(number) {
                Some(document) => return document,
                None => number -= pages.len(),
            }
        }
        unreachable!("links lead to documents that are placed")
    }
}
