//! Follows the links of all documents of a language: of those only that may lead somewhere else than before.

use std::cell::LazyCell;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Followed, Outcome, follow, said_early, still_holds};
use crate::content::{Document, Facts, Kind};
use crate::diagnostic::Diagnostic;
use crate::hash::FastSet;
use crate::site::ArticleId;
use crate::site::languages::LanguagePart;
use crate::site::links::Links;
use crate::site::place::Placed;
use crate::site::previous::Reusable;
use crate::site::visibility::Reason;

/// Follows the links of all documents of a language, and of those that are held back or broken: of these only what is to
/// be said is of use.
pub(in crate::site) fn follow_all(
    parts: &[LanguagePart],
    own: usize,
    (links, changed): (&Links, Option<&FastSet<Arc<str>>>),
    reusable: &[Option<Reusable<'_>>],
) -> (Vec<Outcome>, Vec<Diagnostic>) {
    let part = &parts[own];
    // The documents by their numbers.
    let numbered = || std::iter::once(own).chain((0..parts.len()).filter(move |other| *other != own));
    let document = |number: u32| -> &Document {
        let mut number = number as usize;
        for placed in numbered().map(|language| &parts[language].placed) {
            match placed.get(number) {
                Some(place) => return &place.document,
                None => number -= placed.len(),
            }
        }
        unreachable!("links lead to documents that are placed")
    };
    let facts_of = |number: u32| -> &Facts { &document(number).facts };
    let others = |language: usize| {
        let is_other = move |(number, place): (usize, &Placed)| {
            !reusable[language].as_ref().is_some_and(|reusable| reusable.has(number, &place.document))
        };
        parts[language].placed.iter().enumerate().map(is_other)
    };
    let changed = reusable[own].as_ref().map(|reusable| {
        let others: LazyCell<Vec<bool>, _> = LazyCell::new(|| numbered().flat_map(others).collect());
        // What is called otherwise than its file (in another form, or as a translation) may have been another document.
        let is_other = |number: u32, name: &str| others[number as usize] || *document(number).path != *name;
        links.changed_names(&reusable.site.links, changed, &is_other)
    });
    let page_again = |place: &Placed| {
        let (reusable, changed) = reusable[own].as_ref().zip(changed.as_ref())?;
        let (page, leads) = reusable.page(&place.document).filter(|(page, _)| page.url == place.url)?;
        let number = |id: ArticleId| reusable.difference.number(id.0).map(ArticleId);
        still_holds(page.lookups.as_deref(), changed).then(|| Followed::of_page(page, leads, &number))?
    };
    let article_again = |number: usize| {
        let (reusable, changed) = reusable[own].as_ref().zip(changed.as_ref())?;
        reusable.article(number).filter(|article| still_holds(article.lookups.as_deref(), changed))
    };
    let follow_one = |(number, place): (usize, &Placed)| {
        let is_article = place.document.kind == Kind::Article;
        if is_article && article_again(number).is_some() {
            return Outcome::AsBefore;
        }
        let again = if is_article { None } else { page_again(place) };
        let followed = again.unwrap_or_else(|| follow(&place.document, &place.url, links, &facts_of));
        Outcome::Followed(Box::new(followed))
    };
    let followed = part.placed.par_iter().enumerate().map(follow_one).collect();
    let mut said = Vec::new();
    for document in &part.broken {
        said.append(&mut follow(document, "/", links, &facts_of).diagnostics);
    }
    for (held, document) in part.held.iter().zip(&part.held_documents) {
        if matches!(held.reason, Reason::NotYet(_)) {
            said.extend(said_early(follow(document, "/", links, &facts_of).diagnostics));
        }
    }
    (followed, said)
}
