//! The corrections of all live articles, newest first.

use std::sync::Arc;

use super::{Article, ArticleId, Site};
use crate::content::Date;
use crate::content::front_matter::{Correction, CorrectionKind};
use crate::hash::Digest;

/// One correction of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrected {
    /// Whose.
    pub article: ArticleId,
    /// Which in its front matter, from 0.
    pub number: usize,
}

/// Corrections, clarifications and retractions, newest first; updates stand on the article alone.
pub(super) fn gather(articles: &[Arc<Article>]) -> Vec<Corrected> {
    let mut found = Vec::new();
    for (index, article) in (0..).zip(articles) {
        for (number, correction) in article.corrections().iter().enumerate() {
            if correction.kind != CorrectionKind::Update {
                found.push((correction.date, Corrected { article: ArticleId(index), number }));
            }
        }
    }
    // Of one moment: as the articles stand, and what was written last first.
    found.sort_by_key(|(date, one)| (std::cmp::Reverse(*date), one.article, std::cmp::Reverse(one.number)));
    found.into_iter().map(|(_, one)| one).collect()
}

impl Article {
    /// Its corrections, in the order written.
    pub fn corrections(&self) -> &[Correction] {
        &self.document.front.rare().corrections
    }

    /// When it last changed in substance: the latest of its date, `updated`, and its corrections.
    pub fn modified(&self) -> Date {
        let corrections = self.corrections().iter().map(|correction| correction.date);
        corrections.chain(self.document.front.updated).fold(self.date, Date::max)
    }

    /// The same, if it is later than the date of publication.
    pub fn updated(&self) -> Option<Date> {
        Some(self.modified()).filter(|date| *date > self.date)
    }

    /// The anchor of one of its corrections: by its day, so that it stays when others are added. Of several on one day
    /// each has a mark of its words too, so that it stays whichever stands on top.
    pub fn correction_anchor(&self, number: usize) -> String {
        let day = |correction: &Correction| {
            (correction.date.year(), correction.date.month(), correction.date.day())
        };
        let corrections = self.corrections();
        let correction = &corrections[number];
        let (year, month, of_month) = day(correction);
        let own = format!("theme-correction-{year:04}-{month:02}-{of_month:02}");
        let of_day =
            |others: &[Correction]| others.iter().filter(|other| day(other) == day(correction)).count();
        if of_day(corrections) == 1 {
            return own;
        }
        let mark = xxhash_rust::xxh3::xxh3_64(correction.text.as_bytes()) as u32;
        let before = corrections[..number].iter();
        match before.filter(|other| day(other) == day(correction) && other.text == correction.text).count() {
            0 => format!("{own}-{mark:08x}"),
            same => format!("{own}-{mark:08x}-{}", same + 1),
        }
    }
}

impl Site {
    /// An entry of [`Site::corrections`].
    pub fn correction(&self, one: Corrected) -> (&Article, &Correction) {
        let article = self.article(one.article);
        (article, &article.corrections()[one.number])
    }

    /// Hash of what an entry of [`Site::corrections`] shows.
    pub fn correction_digest(&self, one: Corrected) -> Digest {
        let (article, correction) = self.correction(one);
        let front = &article.document.front;
        let language = article.document.own_language();
        Digest::of(&(
            correction,
            &front.title,
            (&article.url, &article.id),
            language,
            article.correction_anchor(one.number),
        ))
    }
}
