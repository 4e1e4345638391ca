//! Which files there are, and which of them a path in a link means.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::address::nfc;
use crate::content::name;

/// The files of a site, by the paths that links may have for them (as [`Links::resolve`](crate::site::Links::resolve) reads them).
pub(super) struct Tree {
    /// Paths in their composed form → as they are on the disk.
    paths: BTreeMap<String, String>,
    /// Paths without the date in the name → those with it.
    undated: BTreeMap<String, Vec<String>>,
}

impl Tree {
    pub(super) fn new(paths: impl Iterator<Item = String>) -> Self {
        let (mut by_path, mut undated) = (BTreeMap::new(), BTreeMap::<String, Vec<String>>::new());
        for path in paths.filter(|path| path.starts_with("content/")) {
            let composed = nfc(&path).into_owned();
            if let Some(short) = name::without_date(&composed).filter(|_| composed.ends_with(".md")) {
                undated.entry(short).or_default().push(path.clone());
            }
            by_path.insert(composed, path);
        }
        Self { paths: by_path, undated }
    }

    /// The same after files have moved.
    pub(super) fn after(&self, moves: &BTreeMap<String, String>) -> Self {
        Self::new(self.paths.values().map(|path| moves.get(path).unwrap_or(path).clone()))
    }

    /// The file that a path means: itself, a folder's `index.md`, or the one with a date before its name.
    pub(super) fn find(&self, path: &str) -> Option<&str> {
        let path: Cow<'_, str> = nfc(path);
        let index = format!("{}/index.md", path.trim_end_matches('/'));
        let exact = self.paths.get(&*path).or_else(|| self.paths.get(&index));
        let undated = || match self.undated.get(&*path).or_else(|| self.undated.get(&index))?.as_slice() {
            [one] => Some(one),
            _ => None,
        };
        exact.or_else(undated).map(String::as_str)
    }

    /// The files in a folder or below it.
    pub(super) fn below<'t>(&'t self, folder: &str) -> impl Iterator<Item = &'t str> {
        let folder = format!("{folder}/");
        self.paths.values().map(String::as_str).filter(move |path| path.starts_with(&folder))
    }
}
