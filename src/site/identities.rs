//! The permanent identities of articles and editions, by which readers of feeds know what they have seen.
//!
//! One that nobody wrote is made of the file's date and the name behind it, and of the language that is part of the
//! name; never of the address or the folder, so that a file may be moved. Archives of other generators keep
//! translations in a folder for each language, under one name, and say the language in front matter. Then the one in
//! the site's own language has that identity, and each other has one with its language in it.

use std::sync::Arc;

use rayon::prelude::*;

use super::languages::LanguagePart;
use super::place::Placed;
use super::previous::Reusable;
use crate::content::{Document, Kind};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{Digest, FastMap};

/// The identities of documents in feeds.
pub(super) struct Identities {
    /// Of each document of each language, in their order; empty for what has none.
    pub(super) of: Vec<Vec<Arc<str>>>,
    /// Whether each is what a document by itself would have: no two were alike.
    pub(super) are_own: bool,
}

/// Gives the documents their identities, and says which articles would be one to readers of feeds.
pub(super) fn identities(
    parts: &[LanguagePart],
    reusable: &[Option<Reusable<'_>>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Identities {
    let of_part = |(part, reusable): (&LanguagePart, &Option<Reusable<'_>>)| {
        let reusable = reusable.as_ref().filter(|reusable| reusable.site.identities_are_own);
        let of_one = |(number, place): (usize, &Placed)| {
            let article = reusable.and_then(|reusable| reusable.article(number));
            article.map_or_else(|| identity(&place.document).into(), |article| Arc::clone(&article.id))
        };
        part.placed.par_iter().enumerate().map(of_one).collect()
    };
    let mut all: Vec<Vec<Arc<str>>> = parts.iter().zip(reusable).map(of_part).collect();
    let alike = doubles(parts, &all);
    if alike.is_empty() {
        return Identities { of: all, are_own: true };
    }
    let own = parts.first().map_or("", |part| &*part.config.language);
    for (part, number) in alike.into_iter().flat_map(|(one, other)| [one, other]) {
        if let Some(identity) = of_translation(&parts[part].placed[number].document, own) {
            all[part][number] = identity.into();
        }
    }
    diagnostics.extend(doubles(parts, &all).into_iter().map(|((one, first), (part, number))| {
        let path = &*parts[part].placed[number].document.path;
        let (other, identity) = (&parts[one].placed[first].document.path, &all[part][number]);
        Diagnostic::error(Code::DuplicateId, format!("this article and {other} have one identity in feeds: {identity}"))
            .in_file(path)
            .label_in(other, None, "it has the identity, too")
            .hint("give one of them an `id:` of its own, or its `language:` if it is a translation: feed readers show an identity once")
    }));
    Identities { of: all, are_own: false }
}

/// The number of a language, and of a document in it.
type At = (usize, usize);

/// The articles whose identity is that of one before them, and that one.
fn doubles(parts: &[LanguagePart], identities: &[Vec<Arc<str>>]) -> Vec<(At, At)> {
    let is_article = |place: &Placed| place.document.kind == Kind::Article;
    let mut seen: FastMap<&str, At> = FastMap::default();
    seen.reserve(parts.iter().map(|part| part.placed.len()).sum());
    let mut found = Vec::new();
    for (part, identities) in identities.iter().enumerate() {
        for (number, identity) in identities.iter().enumerate() {
            if is_article(&parts[part].placed[number])
                && let Some(first) = seen.insert(identity, (part, number))
            {
                found.push((first, (part, number)));
            }
        }
    }
    found
}

/// The identity that a document has in feeds by itself; empty for what no feed has.
pub fn identity(document: &Document) -> String {
    match (&document.front.rare().id, document.kind) {
        (Some(id), _) => String::from(&**id),
        // A translation has a name of its own; what has none keeps the identity that it always had.
        (None, Kind::Article) => made(document, "", document.name().language),
        (None, Kind::Edition) => made(document, "edition\0", document.name().language),
        (None, _) => String::new(),
    }
}

/// The identity of an article that has the name of its original, in another folder; none for what is no translation, and
/// for one that has an identity of its own already.
fn of_translation(document: &Document, site: &str) -> Option<String> {
    let primary = |tag: &str| tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    let language = document.own_language().filter(|language| primary(language) != primary(site))?;
    let has_its_own = document.front.rare().id.is_some() || document.name().language.is_some();
    (!has_its_own).then(|| made(document, "", Some(&language.to_ascii_lowercase())))
}

/// An identity made from the kind, the file's date and its name.
fn made(document: &Document, kind: &str, language: Option<&str>) -> String {
    let name = document.name();
    let date = document.front.date.map_or((0, 0, 0), |date| (date.year(), date.month(), date.day()));
    let day = match name.date {
        Some(day) => day.to_string(),
        None => format!("{:04}-{:02}-{:02}", date.0, date.1, date.2),
    };
    let language = language.map_or_else(String::new, |language| format!("\0{language}"));
    let text = format!("newsprint\0{kind}{day}\0{}{language}", name.slug_text);
    Digest::of_bytes(text.as_bytes()).urn()
}
