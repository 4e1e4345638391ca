//! What was taken back: its address stays, with a notice and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Copy;
use super::links::{Destination, From, Links, decoded_url};
use super::place::Placed;
use super::terms::Terms;
use crate::content::Document;
use crate::content::registry::RegistryKind;
use crate::diagnostic::{Code, Diagnostic};

/// A document that was taken back after it was published.
#[derive(Debug)]
pub struct Withdrawn {
    /// As read. Nothing of it is shown but the notice.
    pub document: Arc<Document>,
    /// Its address.
    pub url: Arc<str>,
}

/// Files of `static/` that are not published, by their addresses: each with the file of the text that showed it.
pub type UnpublishedStatics = BTreeMap<String, String>;

/// A picture of a text that was taken back is shown by another file, and so it stays.
pub(crate) fn still_shown(by: &str, picture: &str) -> Diagnostic {
    let message = format!("{picture} belongs to a text that was withdrawn, and is still shown here");
    let problem = Diagnostic::warning(Code::WithdrawnPicture, message).in_file(by);
    problem.hint("take the picture out here too, if it was part of what was wrong")
}

/// Keeps the pictures that entries of a registry show, and says so.
pub(super) fn keep_registered(
    unpublished_statics: &mut UnpublishedStatics,
    terms: &Terms,
    registry: RegistryKind,
) -> Vec<Diagnostic> {
    let shown = terms.iter().filter(|(_, term)| term.has_page()).filter_map(|(_, term)| term.image.as_ref());
    let kept = shown.filter(|picture| unpublished_statics.remove(&decoded_url(&picture.url)).is_some());
    kept.map(|picture| still_shown(registry.path(), &format!("static{}", picture.url))).collect()
}

/// The addresses of the pictures of `static/` that only documents which were taken back show: they are not published.
/// And what is to be said of their pictures that something else shows too.
pub(super) fn pictures<'p>(
    withdrawn: &[Placed],
    live: impl Iterator<Item = &'p Placed>,
    links: &Links,
    copies: &BTreeMap<String, Copy>,
) -> (UnpublishedStatics, Vec<Diagnostic>) {
    let (mut unpublished_statics, mut beside) = (UnpublishedStatics::new(), BTreeSet::new());
    for place in withdrawn {
        let document = &place.document;
        for src in pictures_of(document) {
            match shown(place, src, links) {
                Some(ShownFile::Static(url)) => {
                    drop(unpublished_statics.insert(url, document.path.to_string()))
                }
                Some(ShownFile::Beside(path)) => drop(beside.insert(path)),
                None => {}
            }
        }
    }
    let mut diagnostics = Vec::new();
    let mut say = |by: &str, picture: &str| diagnostics.push(still_shown(by, picture));
    for copy in copies.values().filter(|copy| beside.contains(&copy.file.path)) {
        say(&copy.by, &copy.file.path);
    }
    if unpublished_statics.is_empty() {
        return (unpublished_statics, diagnostics);
    }
    for place in live {
        let document = &place.document;
        for src in from_root(document) {
            if let Some(ShownFile::Static(url)) = shown(place, src, links)
                && unpublished_statics.remove(&url).is_some()
            {
                say(&document.path, &format!("static{url}"));
            }
        }
    }
    (unpublished_statics, diagnostics)
}

/// The addresses of the pictures that a document shows, as written.
pub(super) fn pictures_of(document: &Document) -> impl Iterator<Item = &str> {
    let in_text = document.facts.images.iter().map(|image| &*image.src);
    in_text.chain(document.front.image.as_ref().map(|image| &*image.src))
}

/// Whether a document shows any picture.
pub(super) fn has_pictures(document: &Document) -> bool {
    pictures_of(document).next().is_some()
}

/// What a document shows or links to that may be in `static/`, as written.
pub(super) fn from_root(document: &Document) -> impl Iterator<Item = &str> {
    let linked = document.facts.links.iter().map(|link| &*link.href);
    pictures_of(document).chain(linked).filter(|src| src.starts_with('/'))
}

/// A file that a document shows.
enum ShownFile {
    /// One of the site's `static/`, by its address.
    Static(String),
    /// One of `content/`, by its path.
    Beside(Arc<str>),
}

fn shown(place: &Placed, src: &str, links: &Links) -> Option<ShownFile> {
    let from = From::new(&place.document.path, &place.url);
    let Ok(Destination::File(url, linked)) = links.resolve(from, src) else { return None };
    let file = linked.file?;
    Some(if linked.beside {
        ShownFile::Beside(Arc::clone(&file.path))
    } else {
        ShownFile::Static(decoded_url(&url))
    })
}
