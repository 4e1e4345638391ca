//! Other articles that a page names, and pages that are nothing but lists of them.

use std::collections::BTreeSet;

use url::Url;

use super::Card;
use crate::import::block::{Inline, Span};
use crate::import::html::{Kind, Leaf};
use crate::import::page::Page;
use crate::line::one_line;

/// The links of a page that look like headlines.
pub(super) fn cards(page: &Page, leaves: &[Leaf], kept: &[bool]) -> Vec<Card> {
    /// A shorter one is a section or a button.
    const SHORTEST: usize = 25;
    const LONGEST: usize = 250;
    let mut seen = BTreeSet::new();
    let mut cards = Vec::new();
    for (leaf, _) in leaves.iter().zip(kept) {
        let [Span::Link { href, text }] = &leaf.text.0[..] else { continue };
        let headline = one_line(&text.text());
        let is_headline = matches!(leaf.kind, Kind::Heading(_)) || headline.split(' ').count() >= 5;
        if !is_headline || !(SHORTEST..=LONGEST).contains(&headline.len()) {
            continue;
        }
        let url = Url::parse(href).ok().filter(|url| url.path().len() > 1);
        let own = page.url.as_ref();
        if let Some(url) = url.filter(|url| Some(url) != own)
            && seen.insert(url.clone())
        {
            cards.push(Card { headline, url: Some(url) });
        }
    }
    cards
}

/// How much is kept, in bytes: words, and words of links.
pub(super) fn prose(leaves: &[Leaf], kept: &[bool]) -> (usize, usize) {
    let (mut words, mut linked) = (0, 0);
    for (leaf, _) in leaves.iter().zip(kept).filter(|(_, kept)| **kept) {
        for span in &leaf.text.0 {
            let length = Inline(vec![span.clone()]).text().trim().len();
            *if matches!(span, Span::Link { .. }) { &mut linked } else { &mut words } += length;
        }
    }
    (words, linked)
}

/// Whether a page is a list of articles: it names a dozen of them, and has next to no text, or less than it has links.
pub(super) fn is_list(
    page: &Page,
    types: &[String],
    (words, linked): (usize, usize),
    cards: &[Card],
) -> bool {
    const MANY: usize = 8;
    /// What stands above a list, in bytes.
    const HEAD: usize = 600;
    /// What is no text, in bytes.
    const LINE: usize = 200;
    let is_said =
        types.iter().any(|kind| matches!(kind.as_str(), "CollectionPage" | "ItemList" | "SearchResultsPage"));
    let is_front = page.url.as_ref().is_some_and(|url| url.path().trim_matches('/').is_empty());
    let of_cards: usize = cards.iter().map(|card| card.headline.len()).sum();
    let is_bare = words < LINE || words < HEAD && linked >= words;
    let is_headed = (is_said || is_front) && words < of_cards.max(HEAD);
    cards.len() >= MANY && (is_bare || is_headed) && types.iter().all(|kind| !kind.ends_with("Article"))
}
