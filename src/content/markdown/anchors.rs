//! Anchors of cards and briefs: what a link to a part of an edition leads to.
//!
//! The page gives them when it is made, and whoever leads to a card computes the same ones from the facts: the links of
//! all cards, in order.

use std::collections::{HashMap, HashSet};

use crate::content::slug::Slug;

/// What every card's anchor begins with. No heading's id does.
pub const CARD: &str = "card:";
/// What every brief's anchor begins with. No heading's id does.
pub const BRIEF: &str = "brief:";

/// Whether an id is that of a card or a brief.
pub fn is_anchor(id: &str) -> bool {
    id.starts_with(CARD) || id.starts_with(BRIEF)
}

/// Gives each card and each brief of one document an anchor that no other has.
#[derive(Debug, Default)]
pub struct Anchors {
    given: HashSet<String>,
    /// The number last put behind an anchor that was taken.
    numbers: HashMap<String, u32>,
}

impl Anchors {
    /// Of the next card; `slug` is what [`Resolve::card_anchor`](super::Resolve::card_anchor) answers for its link.
    pub fn card(&mut self, slug: Option<&str>) -> String {
        self.give(format!("{CARD}{}", slug.unwrap_or("article")))
    }

    /// Of the next brief, by the plain text of its link.
    pub fn brief(&mut self, title: &str) -> String {
        let slug = Slug::new(title);
        self.give(format!("{BRIEF}{}", slug.as_ref().map_or("link", Slug::as_str)))
    }

    fn give(&mut self, base: String) -> String {
        if self.given.insert(base.clone()) {
            return base;
        }
        let number = self.numbers.entry(base.clone()).or_insert(1);
        loop {
            *number += 1;
            let anchor = format!("{base}-{number}");
            if self.given.insert(anchor.clone()) {
                return anchor;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_unique() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.card(Some("a")), "card:a");
        assert_eq!(anchors.card(Some("a-2")), "card:a-2");
        assert_eq!(anchors.card(Some("a")), "card:a-3");
        assert_eq!(anchors.brief("Є сталь!"), "brief:ye-stal");
        assert_eq!(anchors.brief("Є сталь"), "brief:ye-stal-2");
        assert_eq!(anchors.brief("…"), "brief:link");
        assert_eq!(anchors.card(None), "card:article");
    }
}
