//! Heading ids: one piece of code for the facts and for the HTML, so that both have the same.

use std::collections::{HashMap, HashSet};

use super::anchors;
use crate::address::nfc;
use crate::content::slug::Slug;

/// Gives each heading of one document an id that no other has.
pub(super) struct HeadingIds<'b> {
    /// Ids that some heading asks for with `{#id}`: automatic ids stay clear of them.
    asked: HashSet<&'b str>,
    given: HashSet<Box<str>>,
    /// The number last put behind an id that was taken.
    numbers: HashMap<Box<str>, u32>,
}

impl<'b> HeadingIds<'b> {
    pub(super) fn new(body: &'b str) -> Self {
        Self { asked: asked_ids(body).collect(), given: HashSet::new(), numbers: HashMap::new() }
    }

    /// The id of the next heading: as asked for, else the slug of its text, else `section`; with
    /// `-2`, `-3` … where it is taken. Ids of footnotes (`fn-1`, `fnref-1`) and of the page (`main`, and with `section-`
    /// before it `theme-…`, `card:…`, `brief:…`) are never given.
    pub(super) fn next(&mut self, asked: Option<&str>, text: &str) -> Box<str> {
        let asked = asked.map(safe_name).filter(|id| !id.is_empty()).map(not_of_theme);
        let is_free = |ids: &Self, id: &str| !ids.given.contains(id) && !is_reserved(id);
        let base: Box<str> = match asked {
            Some(id) if is_free(self, &id) => return self.give(id.into()),
            Some(id) => id.into(),
            None => {
                let slug = Slug::new(text);
                let id = not_of_theme(slug.as_ref().map_or("section", Slug::as_str).to_owned());
                if is_free(self, &id) && !self.asked.contains(&*id) {
                    return self.give(id.into());
                }
                id.into()
            }
        };
        // Behind these a number alone would make a footnote's id, however high.
        let base = if is_footnote_id(&format!("{base}-2")) { format!("{base}-section").into() } else { base };
        let mut number = self.numbers.get(&base).copied().unwrap_or(1);
        let id = loop {
            number += 1;
            let id = format!("{base}-{number}");
            if is_free(self, &id) && !self.asked.contains(&*id) {
                break id;
            }
        };
        self.numbers.insert(base, number);
        self.give(id.into())
    }

    /// Whether an element of raw HTML may keep its id: not when the page or something above has it. One with character
    /// references could be any.
    pub(super) fn keeps_raw(&mut self, id: &str) -> bool {
        !is_reserved(id) && !id.contains('&') && self.given.insert(id.into())
    }

    fn give(&mut self, id: Box<str>) -> Box<str> {
        self.given.insert(id.clone());
        id
    }
}

/// Ids that the page around the text has (`main`, `comments`, `theme-…`), those of cards and briefs, and those of footnotes.
fn is_reserved(id: &str) -> bool {
    matches!(id, "main" | "comments" | "isso-thread") || has_reserved_prefix(id) || is_footnote_id(id)
}

fn has_reserved_prefix(id: &str) -> bool {
    ["theme-", anchors::CARD, anchors::BRIEF].iter().any(|prefix| id.starts_with(prefix))
}

/// A number behind it would not take an id out of the theme's: a word before it does.
fn not_of_theme(id: String) -> String {
    if has_reserved_prefix(&id) { format!("section-{id}") } else { id }
}

/// Whether an id is one that footnotes use: `fn-1`, `fnref-1`, `fnref-1-2`.
pub(super) fn is_footnote_id(id: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match (id.strip_prefix("fn-"), id.strip_prefix("fnref-")) {
        (Some(rest), _) => number(rest),
        (_, Some(rest)) => {
            let (first, nth) = rest.split_once('-').unwrap_or((rest, "2"));
            number(first) && number(nth)
        }
        _ => false,
    }
}

/// A class or an id with nothing in it but letters, digits and `-_.:`.
pub(super) fn safe_name(name: &str) -> String {
    nfc(name).chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')).collect()
}

/// What looks like `{… #id …}` at the end of a line. Too many are no harm.
fn asked_ids(body: &str) -> impl Iterator<Item = &str> {
    memchr::memchr_iter(b'{', body.as_bytes())
        .filter_map(|start| {
            let line = body[start + 1..].split('\n').next()?;
            line.trim_end().strip_suffix('}').filter(|inside| !inside.contains('{'))
        })
        .flat_map(|inside| inside.split_ascii_whitespace().filter_map(|part| part.strip_prefix('#')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_asked_ones_are_kept() {
        let mut ids = HeadingIds::new("# A\n# B { .c #a }\r\n");
        let mut next = |asked, text| ids.next(asked, text).into_string();
        assert_eq!(next(None, "A"), "a-2");
        assert_eq!(next(Some("a"), "B"), "a");
        assert_eq!(next(None, "A"), "a-3");
        assert_eq!(next(Some("a"), "B"), "a-4");
        assert_eq!(next(None, "…"), "section");
        assert_eq!(next(None, "!"), "section-2");
        assert_eq!(next(Some("\"><b"), "C"), "b");
        assert_eq!(next(None, "Fn"), "fn");
        assert_eq!(next(None, "Fn"), "fn-section-2");
        assert_eq!(next(Some("fnref-1-2"), ""), "fnref-1-2-2");
        assert_eq!(next(Some("main"), ""), "main-2");
        assert_eq!(next(None, "Main"), "main-3");
        assert_eq!(next(Some("theme-sources"), ""), "section-theme-sources");
        assert_eq!(next(None, "Theme sources"), "section-theme-sources-2");
        assert_eq!(next(Some("card:a"), ""), "section-card:a");
        assert_eq!(next(Some("brief:"), ""), "section-brief:");
        assert!(ids.keeps_raw("x") && !ids.keeps_raw("x"));
        assert!(
            ["main", "theme-x", "card:x", "brief:", "fn-1", "a", "&#109;ain"]
                .iter()
                .all(|id| !ids.keeps_raw(id))
        );
        assert_eq!(ids.next(None, "X").into_string(), "x-2");
    }

    #[test]
    fn footnote_ids() {
        assert!(is_footnote_id("fn-1") && is_footnote_id("fnref-1-2") && !is_footnote_id("fn-2000-rifle"));
        assert!(!is_footnote_id("fnref-1-2-2") && !is_footnote_id("fnref-"));
    }
}
