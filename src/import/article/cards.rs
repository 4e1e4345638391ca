//! Other articles that a page names, and pages that are nothing but lists of them.

use std::collections::BTreeSet;

use url::Url;

use super::Card;
use crate::import::block::Span;
use crate::import::html::{Kind, Leaf};
use crate::import::page::Page;

/// The links of a page that look like headlines.
pub(super) fn cards(page: &Page, leaves: &[Leaf], kept: &[bool]) -> Vec<Card> {
    /// A shorter one is a section or a button.
    const SHORTEST: usize = 25;
    const LONGEST: usize = 250;
    let mut seen = BTreeSet::new();
    let mut cards = Vec::new();
    for (leaf, _) in leaves.iter().zip(kept) {
        let [Span::Link { href, text }] = &leaf.text.0[..] else { continue };
        let headline = text.text().split_whitespace().collect::<Vec<_>>().join(" ");
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

/// Whether a page is a list of articles: it says so, or has a dozen of them and next to no text.
pub(super) fn is_list(page: &Page, types: &[String], length: usize, cards: &[Card]) -> bool {
    const MANY: usize = 8;
    /// What stands above a list, in bytes.
    const HEAD: usize = 600;
    let is_said =
        types.iter().any(|kind| matches!(kind.as_str(), "CollectionPage" | "ItemList" | "SearchResultsPage"));
    let is_front = page.url.as_ref().is_some_and(|url| url.path().trim_matches('/').is_empty());
    let of_cards: usize = cards.iter().map(|card| card.headline.len()).sum();
    let most = if is_said || is_front { of_cards.max(HEAD) } else { HEAD };
    cards.len() >= MANY && length < most && types.iter().all(|kind| !kind.ends_with("Article"))
}
