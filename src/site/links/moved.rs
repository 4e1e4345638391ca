//! Which names stand for something else than they did.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{LinkedFile, Links, Target, mark};
use crate::content::name::without_date;
use crate::hash::FastSet;

impl Links {
    /// The names that stand for something else than `before`, as [`mark`]s. `is_other` says of a live document (by its
    /// number) whether it is another one than it was, or another version of itself.
    ///
    /// Numbers of articles are no part of that: who keeps them follows links anew. Configurations are the same.
    pub(in crate::site) fn moved(&self, before: &Self, is_other: &dyn Fn(u32) -> bool) -> FastSet<u32> {
        let is_changed = |(path, target): &(&Arc<str>, &Target)| {
            !before.targets.get(*path).is_some_and(|known| is_same(target, known, is_other))
        };
        let is_gone = |path: &&Arc<str>| !self.targets.contains_key(*path);
        let gone = before.targets.keys().filter(is_gone).map(|path| (path, None));
        let changed = self.targets.iter().filter(is_changed).map(|(path, target)| (path, Some(target)));
        let mut moved = FastSet::default();
        changed.chain(gone).for_each(|(path, target)| {
            moved.insert(mark(path));
            moved.extend(without_date(path).map(|undated| mark(&undated)));
            if let Some(Target::Live { url, .. }) = target {
                moved.insert(mark(url));
            }
        });
        // An address is another's, or nobody's, when its document is.
        let alone = |one: &Self, two: &Self| {
            let alone = one.articles.keys().filter(|url| !two.articles.contains_key(*url));
            alone.map(|url| mark(url)).collect::<Vec<_>>()
        };
        if !Arc::ptr_eq(&self.articles, &before.articles) {
            moved.extend(alone(self, before));
            moved.extend(alone(before, self));
        }
        let files = differing(&self.files, &before.files).chain(differing(&self.statics, &before.statics));
        moved.extend(files);
        if self.held_at != before.held_at {
            let of = |one: &Self, two: &Self, moved: &mut FastSet<u32>| {
                let others =
                    one.held_at.iter().filter(|(address, held)| two.held_at.get(*address) != Some(held));
                for (address, _) in others {
                    // In any spelling that is taken for it.
                    let folder = address.trim_end_matches('/');
                    let spellings = [address.to_string(), folder.to_owned(), format!("{folder}/index.html")];
                    moved.extend(spellings.iter().map(|address| mark(address)));
                }
            };
            of(self, before, &mut moved);
            of(before, self, &mut moved);
        }
        moved
    }
}

fn is_same(target: &Target, before: &Target, is_other: &dyn Fn(u32) -> bool) -> bool {
    match (target, before) {
        (
            Target::Live { url, article, document },
            Target::Live { url: known, article: known_article, document: _ },
        ) => url == known && article.is_some() == known_article.is_some() && !is_other(*document),
        _ => target == before,
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
