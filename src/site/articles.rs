//! Articles as a whole, of what was found out about each.

use std::sync::Arc;

use super::Rights;
use super::article::{Article, Card, Names, date_of};
use super::check::{Followed, Outcome};
use super::corrections::{is_corrected, modified};
use super::naming::{ArticleTerms, Credits, Naming, Subjects};
use super::place::Placed;
use crate::content::Date;
use crate::paths::OutPath;

/// What is known of an article before the terms are made.
pub(super) struct ArticleDraft {
    pub(super) place: Placed,
    /// Its permanent identity in feeds.
    pub(super) id: Arc<str>,
    /// What following its links gave.
    pub(super) followed: Outcome,
}

impl ArticleDraft {
    /// The article. `before` is the one of the last site, if its document is the same, and `has_same_rights` says whether
    /// the registry of outlets says the same of pictures as then.
    ///
    /// # Panics
    /// If something is as before, and there is none.
    pub(super) fn finish(
        self,
        terms: Option<ArticleTerms>,
        before: Option<&Arc<Article>>,
        naming: &Naming,
        (rights, has_same_rights): (&Rights, bool),
        over: Option<Date>,
    ) -> Arc<Article> {
        let Self { place, id, followed } = self;
        if let (Some(before), None, Outcome::AsBefore) = (before, &terms, &followed) {
            let is_same = before.id == id
                && Arc::ptr_eq(&before.file, &place.file)
                && has_same_rights
                && before.over == over;
            if is_same && !naming.respells(before) {
                return Arc::clone(before);
            }
        }
        let of_before = || before.unwrap_or_else(|| unreachable!("what is as before was there"));
        let followed = match followed {
            Outcome::Followed(followed) => *followed,
            Outcome::AsBefore => Followed::of_article(of_before()),
        };
        let terms = terms.unwrap_or_else(|| ArticleTerms::of(of_before()));
        Arc::new(Article::new((place, id), followed, terms, &naming.names(), rights, over))
    }
}

impl Article {
    fn new(
        (place, id): (Placed, Arc<str>),
        followed: Followed,
        terms: ArticleTerms,
        names: &Names<'_>,
        rights: &Rights,
        over: Option<Date>,
    ) -> Self {
        let Placed { document, file, url } = place;
        let Followed { image, body, copies, lookups, .. } = followed;
        let ArticleTerms {
            subjects: Subjects { topics, tags, story },
            credits: Credits { authors, split, outlets },
        } = terms;
        let image_withheld = rights.withhold_image(&document);
        let card = Card {
            document: &document,
            place: (&url, &id),
            about: (&topics, &tags, story),
            by: (&authors, &outlets),
            image: (image.as_ref(), image_withheld),
            over,
        };
        let card = card.digest(names);
        let (date, path) = (date_of(&document), OutPath::of_url(&url).ok());
        let (modified, is_corrected) = (modified(&document), is_corrected(&document));
        Self {
            document,
            file,
            date,
            modified,
            over,
            is_corrected,
            url,
            path,
            id,
            topics,
            tags,
            story,
            authors,
            split,
            outlets,
            image,
            image_withheld,
            card,
            body,
            copies,
            lookups,
        }
    }
}
