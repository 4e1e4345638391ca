//! What was meant by a path at which nothing is.

use super::{Broken, Links};
use crate::diagnostic::did_you_mean;
use crate::paths::{fold, folds_to};

/// In how many files what was meant by each of many dead links is looked for.
const MOST_COMPARED: usize = 5_000;

impl Links {
    /// What was meant by a path where nothing is, in a site that is not too large to look at every name.
    pub(in crate::site) fn nearest_if_few(&self, path: &str) -> Option<String> {
        (self.targets.by_path.len() + self.files.len() <= MOST_COMPARED).then(|| self.nearest(path)).flatten()
    }

    pub(super) fn nearest(&self, path: &str) -> Option<String> {
        // The date may be the wrong one, or be left out of a name that is nearly right.
        let dated = |undated: &str| Some(self.targets.undated.get(undated)?.iter().min()?.to_string());
        if let Some(meant) = crate::content::name::without_date(path).and_then(|undated| dated(&undated)) {
            return Some(meant);
        }
        let files = self.files.keys().map(|path| &**path);
        let undated = self.targets.undated.keys().map(|path| &**path);
        let known = self.targets.by_path.keys().map(|path| &**path).chain(files).chain(undated);
        // What differs in its capitals alone is one file to some systems, and none here.
        let folded = fold(path);
        let meant = match known.clone().filter(|known| folds_to(known, &folded)).min() {
            Some(same) => same,
            None => did_you_mean(path, known)?,
        };
        if folds_to(meant, &folded) && self.files.contains_key(meant) {
            return Some(meant.to_owned());
        }
        // In a long path three differences are little, but not when all of them are in a short name.
        let name = |path: &'_ str| -> String {
            path.rsplit('/').next().map_or("", |name| name.strip_suffix(".md").unwrap_or(name)).to_owned()
        };
        did_you_mean(&name(path), [&*name(meant)])?;
        if self.targets.by_path.contains_key(meant) || self.files.contains_key(meant) {
            return Some(meant.to_owned());
        }
        dated(meant)
    }

    /// The same of a picture, which is a file whatever its name.
    pub(in crate::site) fn missing(&self, broken: Broken) -> Broken {
        match broken {
            Broken::Dead(path) => Broken::Missing(self.nearest(&path)),
            broken => broken,
        }
    }
}
