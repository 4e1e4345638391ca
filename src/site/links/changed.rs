//! Which names stand for something else than they did.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{LinkedFile, Links, Target, mark};
use crate::content::name;
use crate::hash::FastSet;

impl Links {
    /// The names that stand for something else than `before`, as [`mark`]s. `paths` are those at which something else stands;
    /// where they are not known, `is_other` says of a live document, by its number and a name of it, whether the name stood
    /// for another document or for another version of this one.
    ///
    /// Ids of documents are no part of that.
    pub(in crate::site) fn changed_names(
        &self,
        before: &Self,
        paths: Option<&FastSet<Arc<str>>>,
        is_other: &dyn Fn(u32, &str) -> bool,
    ) -> FastSet<u32> {
        let others = paths.map_or_else(|| self.other_paths(before, is_other), |paths| paths.iter().collect());
        let mut changed = FastSet::default();
        for path in others {
            changed.insert(mark(path));
            changed.extend(name::without_date(path).map(|undated| mark(&undated)));
            // Two documents may have had one address: it is the other's now.
            for links in [self, before] {
                if let Some(Target::Live { url, .. }) = links.targets.by_path.get(path) {
                    changed.insert(mark(url));
                }
            }
        }
        let files = differing(&self.files, &before.files).chain(differing(&self.statics, &before.statics));
        changed.extend(files);
        if self.held_at != before.held_at {
            let of = |one: &Self, two: &Self, changed: &mut FastSet<u32>| {
                let others =
                    one.held_at.iter().filter(|(address, held)| two.held_at.get(*address) != Some(held));
                for (address, _) in others {
                    // In any spelling that is taken for it.
                    let folder = address.trim_end_matches('/');
                    let spellings = [address.to_string(), folder.to_owned(), format!("{folder}/index.html")];
                    changed.extend(spellings.iter().map(|address| mark(address)));
                }
            };
            of(self, before, &mut changed);
            of(before, self, &mut changed);
        }
        changed
    }

    /// The paths at which something else stands than `before`.
    fn other_paths<'l>(
        &'l self,
        before: &'l Self,
        is_other: &dyn Fn(u32, &str) -> bool,
    ) -> Vec<&'l Arc<str>> {
        let has_same_targets = Arc::ptr_eq(&self.targets.by_path, &before.targets.by_path);
        let stays = |target: &Target, other: &Target| match (target, other) {
            (Target::Live { url, is_article, .. }, Target::Live { url: other, is_article: was, .. }) => {
                url == other && is_article == was
            }
            (target, other) => other == target,
        };
        let is_same = |path: &str, target: &Target| {
            let is_the_document = match target {
                Target::Live { document, .. } => !is_other(self.number(*document), path),
                _ => true,
            };
            let stays = |other| stays(target, other);
            is_the_document && (has_same_targets || before.targets.by_path.get(path).is_some_and(stays))
        };
        let here =
            self.targets.by_path.iter().filter(|(path, target)| !is_same(path, target)).map(|(path, _)| path);
        let gone = (!has_same_targets).then(|| before.targets.by_path.keys()).into_iter().flatten();
        let gone = gone.filter(|path| !self.targets.by_path.contains_key(*path));
        here.chain(gone).collect()
    }
}

/// The names of the files that one of the two has alone, or that are other files in each.
fn differing<'f, K: Ord + AsRef<str>>(
    one: &'f BTreeMap<K, LinkedFile>,
    two: &'f BTreeMap<K, LinkedFile>,
) -> impl Iterator<Item = u32> + use<'f, K> {
    let other =
        |(name, file): &(&K, &LinkedFile), files: &BTreeMap<K, LinkedFile>| files.get(*name) != Some(file);
    let only_one = one.iter().filter(move |entry| other(entry, two));
    let only_two = two.iter().filter(move |entry| other(entry, one));
    only_one.chain(only_two).map(|(name, _)| mark(name.as_ref()))
}
