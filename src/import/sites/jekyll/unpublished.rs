//! What Jekyll makes no page of, whatever its front matter says (<https://jekyllrb.com/docs/configuration/options/>).

use std::collections::BTreeMap;

use super::Place;
use crate::import::sites::globs::Glob;
use crate::import::sites::unpublished::by_name;

/// What the configuration passes over: what begins like it, or fits its pattern, and whatever stands below that.
pub(super) struct Excluded {
    start: String,
    glob: Option<Glob>,
}

impl Excluded {
    pub(super) fn new(pattern: &str) -> Self {
        let start = pattern.trim_start_matches("./").trim_start_matches('/').to_owned();
        let glob = start.contains(['*', '?', '[']).then(|| Glob::without_braces(start.trim_end_matches('/')));
        Self { start, glob }
    }

    pub(super) fn fits(&self, path: &str) -> bool {
        !self.start.is_empty() && path.starts_with(&self.start)
            || self.glob.as_ref().is_some_and(|glob| glob.fits_part(path))
    }
}

/// Why Jekyll makes no page of a text, whatever its front matter says.
pub(super) fn unpublished(
    path: &str,
    place: Place<'_>,
    collections: &BTreeMap<String, bool>,
) -> Option<&'static str> {
    let marks = ['_', '.', '#', '~'];
    let below = |folder: &str| path.split_once(folder).map_or("", |(_, below)| below);
    let is_passed_over = |below: &str| {
        below
            .split('/')
            .any(|part| part.starts_with(marks))
            .then_some("their names begin with a mark that Jekyll passes over")
    };
    let why = match place {
        Place::Post if collections.get("posts") == Some(&false) => {
            Some("posts have no pages (`output: false`)")
        }
        Place::Post if !is_dated(path.rsplit('/').next().unwrap_or(path)) => {
            Some("their names have no date, and Jekyll passes over such posts")
        }
        Place::Post => is_passed_over(below("_posts/")),
        Place::Collection(name) if collections.get(name) != Some(&true) => {
            Some("their collection has no pages (`output: true` would make them)")
        }
        Place::Collection(_) => is_passed_over(below("/")),
        Place::Draft | Place::Page => None,
    };
    why.or_else(|| by_name(path))
}

/// Whether a file is called like a post: `2020-02-03-name.md`.
fn is_dated(file: &str) -> bool {
    let mut parts = file.splitn(4, '-');
    let mut is_number = |lengths: std::ops::RangeInclusive<usize>| {
        parts.next().is_some_and(|part| {
            lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    is_number(2..=4) && is_number(1..=2) && is_number(1..=2) && parts.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_page_is_made_of() {
        let collections = BTreeMap::from([("a".to_owned(), true), ("b".to_owned(), false)]);
        for (path, place, is_public) in [
            ("_posts/2020-02-03-x.md", Place::Post, true),
            ("a/_posts/b/20-2-3-x.md", Place::Post, true),
            ("_posts/x.md", Place::Post, false),
            ("_posts/2020-02-x.md", Place::Post, false),
            ("_posts/_old/2020-02-03-x.md", Place::Post, false),
            ("_posts/.trash/2020-02-03-x.md", Place::Post, false),
            ("_a/x.md", Place::Collection("a"), true),
            ("_a/_x.md", Place::Collection("a"), false),
            ("_b/x.md", Place::Collection("b"), false),
            ("x.md", Place::Page, true),
        ] {
            assert_eq!(unpublished(path, place, &collections).is_none(), is_public, "{path}");
        }
        for (pattern, path, is_excluded) in [
            ("old", "older/x.md", true),
            ("/old/", "old/x.md", true),
            ("old/", "x/old/x.md", false),
            ("*.bak.md", "a/x.bak.md", true),
            ("secret*", "secrets/a/x.md", true),
            ("", "x.md", false),
        ] {
            assert_eq!(Excluded::new(pattern).fits(path), is_excluded, "{pattern} {path}");
        }
    }
}
