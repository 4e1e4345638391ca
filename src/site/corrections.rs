//! The corrections of all live articles, newest first.

use std::sync::Arc;

use super::article::date_of;
use super::{Article, ArticleId, Site};
use crate::content::front_matter::{Correction, CorrectionKind};
use crate::content::{Date, Document};
use crate::hash::{Digest, FastMap};

/// One correction of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrected {
    /// Whose.
    pub article: ArticleId,
    /// Which in its front matter, from 0.
    pub number: usize,
    mark: Mark,
}

/// Corrections, clarifications and retractions, newest first; updates stand on the article alone.
pub(super) fn gather(articles: &[Arc<Article>]) -> Vec<Corrected> {
    let mut found = Vec::new();
    for (index, article) in (0..).zip(articles).filter(|(_, article)| article.is_corrected) {
        let corrections = article.corrections();
        for (number, (correction, mark)) in corrections.iter().zip(marks(corrections)).enumerate() {
            if correction.kind != CorrectionKind::Update {
                found.push((correction.date, Corrected { article: ArticleId(index), number, mark }));
            }
        }
    }
    // Of one moment: as the articles stand, and what was written last first.
    found.sort_by_key(|(date, one)| (std::cmp::Reverse(*date), one.article, std::cmp::Reverse(one.number)));
    found.into_iter().map(|(_, one)| one).collect()
}

/// When an article last changed in substance: see [`Article::modified`].
pub(super) fn modified(document: &Document) -> Date {
    let corrections = document.front.rare().corrections.iter().map(|correction| correction.date);
    corrections.chain(document.front.updated).fold(date_of(document), Date::max)
}

/// Whether an article has corrections.
pub(super) fn is_corrected(document: &Document) -> bool {
    !document.front.rare().corrections.is_empty()
}

impl Article {
    /// Its corrections, in the order written.
    pub fn corrections(&self) -> &[Correction] {
        &self.document.front.rare().corrections
    }

    /// When it last changed in substance, if that is later than the date of publication.
    pub fn updated(&self) -> Option<Date> {
        Some(self.modified).filter(|date| *date > self.date)
    }

    /// The anchors of its corrections, in their order.
    pub fn correction_anchors(&self) -> Vec<String> {
        let corrections = self.corrections();
        corrections.iter().zip(marks(corrections)).map(|(correction, mark)| mark.anchor(correction)).collect()
    }
}

/// What tells a correction from others of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    /// Whether it is the only one of its day.
    alone: bool,
    /// How many of its day with its words stand before it.
    same: u32,
}

impl Mark {
    /// The anchor: by its day, so that it stays when others are added. Of several on one day each has a mark of its words
    /// too, so that it stays whichever stands on top.
    fn anchor(self, correction: &Correction) -> String {
        let (year, month, of_month) = day(correction);
        let own = format!("theme-correction-{year:04}-{month:02}-{of_month:02}");
        let mark = || xxhash_rust::xxh3::xxh3_64(correction.text.as_bytes()) as u32;
        match self {
            Self { alone: true, .. } => own,
            Self { same: 0, .. } => format!("{own}-{:08x}", mark()),
            Self { same, .. } => format!("{own}-{:08x}-{}", mark(), same + 1),
        }
    }
}

fn day(correction: &Correction) -> (i32, u32, u32) {
    (correction.date.year(), correction.date.month(), correction.date.day())
}

/// The marks of an article's corrections, found in one pass over them all.
fn marks(corrections: &[Correction]) -> Vec<Mark> {
    let mut of_day: FastMap<(i32, u32, u32), usize> = FastMap::default();
    let mut of_words: FastMap<((i32, u32, u32), &str), u32> = FastMap::default();
    corrections.iter().for_each(|correction| *of_day.entry(day(correction)).or_default() += 1);
    let mark = |correction| {
        let same = of_words.entry((day(correction), &correction.text)).or_default();
        *same += 1;
        Mark { alone: of_day.get(&day(correction)) == Some(&1), same: *same - 1 }
    };
    corrections.iter().map(mark).collect()
}

impl Site {
    /// An entry of [`Site::corrections`](crate::site::SiteInLanguage::corrections).
    pub fn correction(&self, one: Corrected) -> (&Article, &Correction) {
        let article = self.article(one.article);
        (article, &article.corrections()[one.number])
    }

    /// Hash of what an entry of [`Site::corrections`](crate::site::SiteInLanguage::corrections) shows.
    pub fn correction_digest(&self, one: Corrected) -> Digest {
        let (article, correction) = self.correction(one);
        let front = &article.document.front;
        let language = article.document.own_language();
        Digest::of(&(
            correction,
            &front.title,
            (&article.url, &article.id),
            language,
            self.correction_anchor(one),
        ))
    }

    /// The anchor of an entry of [`Site::corrections`](crate::site::SiteInLanguage::corrections) on its article's page.
    pub fn correction_anchor(&self, one: Corrected) -> String {
        one.mark.anchor(self.correction(one).1)
    }
}
