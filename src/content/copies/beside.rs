//! Copies beside their originals: what is found by names alone, and remembered while these are the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::originals;
use crate::diagnostic::{Code, Diagnostic};

/// Files of `content/` that are copies of others by their names, if these are beside them.
#[derive(Debug, Default)]
pub struct Copies {
    /// The paths that the originals of each would have; nothing of files that have names of their own.
    originals: BTreeMap<Arc<str>, Vec<String>>,
}

impl Copies {
    /// Those among all files.
    pub fn of<'a>(paths: impl Iterator<Item = &'a Arc<str>>) -> Self {
        let paths: Vec<&Arc<str>> = paths.collect();
        let named = |path: &Arc<str>| Some((Arc::clone(path), originals_of_text(path)?));
        Self { originals: paths.into_par_iter().filter_map(named).collect() }
    }

    /// Looks again at a file, which `is_there` or is gone.
    pub fn look_at(&mut self, path: &Arc<str>, is_there: bool) {
        self.originals.remove(path);
        if let Some(originals) = is_there.then(|| originals_of_text(path)).flatten() {
            self.originals.insert(Arc::clone(path), originals);
        }
    }

    /// Warnings about those beside their originals. `exists` says whether there is a file at a path.
    pub fn beside_originals(&self, exists: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
        let said = |(path, originals): (&Arc<str>, &Vec<String>)| {
            let original = originals.iter().find(|original| exists(original))?;
            let (becomes, hint) = match path.ends_with(".md") {
                true => (
                    "both are read",
                    "delete the one that is not right; if both shall stay, give it a name of its own",
                ),
                false => {
                    ("this one is not read", "take what is right of it over into the other, and delete it")
                }
            };
            let message = format!("this file looks like a copy of {original}: {becomes}");
            // Each names another original: they are not one fault.
            Some(Diagnostic::warning(Code::CopyBesideOriginal, message).in_file(&**path).hint(hint))
        };
        self.originals.iter().filter_map(said).collect()
    }
}

/// The same as [`originals`] of a text of `content/`; none if there are none.
fn originals_of_text(path: &str) -> Option<Vec<String>> {
    let is_text = path.starts_with("content/") && (path.ends_with(".md") || path.ends_with(".yaml"));
    is_text.then(|| originals(path)).filter(|originals| !originals.is_empty())
}
