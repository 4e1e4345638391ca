//! Which files of a site a part of it needs.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::address::{nfc, to_path};
use crate::content::registry::RegistryKind;
use crate::content::{Document, Kind, copies, name};
use crate::hash::FastSet;
use crate::source::{CONFIG, Walk};

/// The configuration, registries, and all texts that are no articles and no editions, besides some files.
pub(super) fn described(walk: &Walk, files: &BTreeSet<&str>) -> Walk {
    walk.only(|path| {
        let is_registry = || RegistryKind::ALL.into_iter().any(|registry| registry.path() == path);
        let is_described = || {
            let kind = Kind::of(path);
            kind.is_some_and(|kind| !matches!(kind, Kind::Article | Kind::Edition))
        };
        path == CONFIG || files.contains(path) || is_described() || is_registry()
    })
}

/// The files that documents may name in links and pictures, and those that have the name of one of them in another form: its
/// translations, the file that it is a copy of. Too many do no harm.
pub(super) fn named<'w>(
    walk: &'w Walk,
    documents: &[Arc<Document>],
    files: &BTreeSet<&str>,
) -> BTreeSet<&'w str> {
    let mut words: FastSet<String> = files.iter().map(|path| word(path)).collect();
    for document in documents {
        let links = document.facts.links.iter().map(|link| &*link.href);
        let images = document.facts.images.iter().map(|image| &*image.src);
        let image = document.front.image.iter().map(|image| &*image.src);
        words.extend(links.chain(images).chain(image).map(|href| {
            let path = href.split(['#', '?']).next().unwrap_or(href);
            word(to_path(path).trim_end_matches('/'))
        }));
    }
    let originals: FastSet<String> = files.iter().flat_map(|path| copies::originals(path)).collect();
    let is_named = |path: &&str| originals.contains(*path) || words.contains(&word(path));
    let mut found: BTreeSet<&str> = walk.paths().filter(is_named).collect();
    // Of a text with a folder of its own depends whether what lies there may be shown.
    let folders: FastSet<&str> = found.iter().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
    found.extend(walk.paths().filter(|path| {
        path.rsplit_once('/').is_some_and(|(folder, file)| name::is_index(file) && folders.contains(folder))
    }));
    found
}

/// By what a path is known in whatever form it is written: the last part of it without day, language and ending; of a file
/// with a folder of its own, that of the folder.
fn word(path: &str) -> String {
    let path = name::untranslated(path);
    let stem = path.strip_suffix(".md").unwrap_or(&path);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    let last = stem.rsplit('/').next().unwrap_or(stem);
    nfc(name::undated(last)).to_lowercase()
}
