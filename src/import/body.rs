//! Which leaves of a page are the text of its article.
//!
//! What both engines keep is kept, and beside it what one of them keeps in the same element. Where they found different
//! things, the one that keeps more of an article is believed alone. Figures of all this stand in docs/benchmarks.md.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

use super::beside::is_of_frame;
use super::block::{Inline, Span};
use super::engine::{Engine, Readability, Trafilatura, Votes, votes};
use super::html::{Kind, Leaf, Within};
use super::newsroom::words::ends_sentence;
use super::newsroom::{byline, furniture};
use super::page::Page;

/// How much of what the first engine keeps the second has to agree with, in hundredths of its bytes.
const AGREEMENT: usize = 40;

/// Which leaves are kept, in their order.
pub fn select(page: &Page, leaves: &[Leaf]) -> Vec<bool> {
    let engines: [&dyn Engine; 2] = [&Trafilatura, &Readability];
    let votes = votes(page, leaves, &engines);
    let mut kept = texts(page, leaves, &votes);
    media(page, leaves, &mut kept);
    kept
}

/// Which texts are kept.
fn texts(page: &Page, leaves: &[Leaf], votes: &[Votes]) -> Vec<bool> {
    let first = |votes: &Votes| votes.0[0];
    let second = |votes: &Votes| votes.0[1];
    let length = |is_meant: &dyn Fn(&Votes) -> bool| -> usize {
        leaves
            .iter()
            .zip(votes)
            .filter(|(_, votes)| is_meant(votes))
            .map(|(leaf, _)| leaf.text.text().len())
            .sum()
    };
    let of_first = length(&first);
    let is_agreed = length(&|votes| first(votes) && second(votes)) * 100 >= of_first * AGREEMENT;
    let is_kept = |votes: &Votes| match (of_first, is_agreed) {
        (0, _) => second(votes),
        (_, true) => first(votes) && second(votes),
        (_, false) => first(votes),
    };
    let mut kept: Vec<bool> = votes.iter().map(is_kept).collect();
    let parent = |leaf: &Leaf| page.document.tree.parent_of(&leaf.node).map(|parent| parent.id);
    let parents: HashSet<_> =
        leaves.iter().zip(&kept).filter(|(_, kept)| **kept).filter_map(|(leaf, _)| parent(leaf)).collect();
    for ((leaf, votes), kept) in leaves.iter().zip(votes).zip(&mut kept) {
        *kept |= second(votes) && parent(leaf).is_some_and(|parent| parents.contains(&parent));
    }
    between(page, leaves, &mut kept);
    ends(page, leaves, &mut kept);
    kept
}

/// So many leaves before the first text that is kept, and behind the last, may be of the article.
const BESIDE: usize = 8;
/// The fewest words of a paragraph there.
const FEWEST: usize = 8;

/// Paragraphs between the headline and the text, and right behind it, in the article's own element: engines take the innermost
/// element that has most of a text, and lose what stands in one of its own.
fn ends(page: &Page, leaves: &[Leaf], kept: &mut [bool]) {
    let texts: Vec<usize> = (0..leaves.len()).filter(|at| !leaves[*at].text.is_empty()).collect();
    let Some(first) = texts.iter().position(|at| kept[*at]) else { return };
    let last = texts.iter().rposition(|at| kept[*at]).unwrap_or(first);
    let before = texts[..first].iter().rev().take(BESIDE);
    let headline = before.clone().position(|at| leaves[*at].kind == Kind::Heading(1));
    for at in before.take(headline.unwrap_or(0)) {
        kept[*at] = is_paragraph(page, &leaves[*at]);
    }
    let Some(root) = article(page, &leaves[texts[first]]) else { return };
    let is_within =
        |leaf: &Leaf| page.document.tree.ancestors_of(&leaf.node, None).iter().any(|node| node.id == root);
    for at in texts[last + 1..].iter().take(BESIDE) {
        if !is_within(&leaves[*at]) || !is_paragraph(page, &leaves[*at]) {
            break;
        }
        kept[*at] = true;
    }
}

/// The `article` that a leaf stands in.
fn article(page: &Page, leaf: &Leaf) -> Option<NodeId> {
    let node = NodeRef::new(leaf.node, &page.document.tree);
    node.ancestors_it(None).find(|node| node.has_name("article")).map(|node| node.id)
}

/// Whether a leaf is a sentence or more, in no element that is named after something else than the text.
fn is_paragraph(page: &Page, leaf: &Leaf) -> bool {
    /// By how many elements around it.
    const AROUND: usize = 3;
    let text = leaf.text.text();
    let is_prose = leaf.kind == Kind::Text
        && text.split_whitespace().count() >= FEWEST
        && ends_sentence(&text)
        && linked(&leaf.text) * 4 < text.len();
    is_prose
        && !is_caption(leaf)
        && !is_of_frame(&NodeRef::new(leaf.node, &page.document.tree), AROUND)
        && furniture::of(&text).is_none()
        && furniture::doubt(&text).is_none()
        && byline::read(&text).is_none()
}

/// So many leaves between two that are kept can be a part of their text.
const GAP: usize = 40;

/// What stands between two kept texts in the same element, and is neither links nor words of a page, is of the text: engines
/// lose lists, and words that stand in no paragraph.
fn between(page: &Page, leaves: &[Leaf], kept: &mut [bool]) {
    let texts: Vec<usize> = (0..leaves.len()).filter(|at| !leaves[*at].text.is_empty()).collect();
    let anchors: Vec<usize> = (0..texts.len()).filter(|at| kept[texts[*at]]).collect();
    for pair in anchors.windows(2) {
        let gap = &texts[pair[0] + 1..pair[1]];
        if !(1..=GAP).contains(&gap.len()) {
            continue;
        }
        let before = &leaves[texts[pair[0]]];
        let element = element_of_text(page, before);
        // "The documents:", and links to them.
        let is_announced = before.text.text().trim_end().ends_with(':');
        let is_of_text = |leaf: &Leaf| {
            let text = leaf.text.text();
            element_of_text(page, leaf) == element
                && (is_announced || linked(&leaf.text) * 2 < text.len())
                && furniture::of(&text).is_none()
        };
        if is_of_text(&leaves[texts[pair[1]]]) && gap.iter().all(|at| is_of_text(&leaves[*at])) {
            gap.iter().for_each(|at| kept[*at] = true);
        }
    }
}

/// The element whose text a leaf is a paragraph, an item or a cell of.
fn element_of_text(page: &Page, leaf: &Leaf) -> Option<NodeId> {
    const OF_TEXTS: &[&str] = &[
        "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "caption", "tbody", "thead",
        "tr", "td", "th", "h2", "h3", "h4", "h5", "h6",
    ];
    let node = NodeRef::new(leaf.node, &page.document.tree);
    let is_of_text = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| OF_TEXTS.contains(&&*name));
    std::iter::once(node).chain(node.ancestors_it(None)).find(|node| !is_of_text(node)).map(|node| node.id)
}

/// How many bytes of a text are those of links.
fn linked(text: &Inline) -> usize {
    let of_span = |span: &Span| match span {
        Span::Link { text, .. } => text.text().len(),
        Span::Emphasis(inner) | Span::Strong(inner) | Span::Strike(inner) => linked(inner),
        _ => 0,
    };
    text.0.iter().map(of_span).sum()
}

/// Pictures, players and rules have no words that an engine could keep: they go with the texts around them. One at the
/// beginning goes with what follows it, if that is in the same element.
fn media(page: &Page, leaves: &[Leaf], kept: &mut [bool]) {
    let is_text = |leaf: &Leaf| !leaf.text.is_empty() && !is_caption(leaf);
    let Some(first) = (0..leaves.len()).find(|at| kept[*at] && is_text(&leaves[*at])) else { return };
    let last = (0..leaves.len()).rfind(|at| kept[*at] && is_text(&leaves[*at])).unwrap_or(first);
    let texts: Vec<usize> = (0..leaves.len()).filter(|at| is_text(&leaves[*at])).collect();
    // The element in which the whole text stands.
    let root = common(page, leaves, kept);
    for at in 0..leaves.len() {
        let leaf = &leaves[at];
        if is_text(leaf) {
            continue;
        }
        let is_within = root.is_some_and(|root| {
            page.document.tree.ancestors_of(&leaf.node, None).iter().any(|node| node.id == root)
        });
        let place = texts.partition_point(|text| *text < at);
        let before = place.checked_sub(1).map(|place| texts[place]);
        let after = texts.get(place).copied();
        kept[at] = match (&leaf.kind, at < first, at > last) {
            (Kind::Rule, false, false) => {
                before.is_some_and(|at| kept[at]) && after.is_some_and(|at| kept[at])
            }
            (Kind::Rule, ..) => false,
            (_, false, false) => before.is_some_and(|at| kept[at]) || after.is_some_and(|at| kept[at]),
            // A picture above or below the text is of it in a figure only, or without any text between.
            (_, true, _) => is_within && (after == Some(first) || in_figure(leaf)),
            (_, _, true) => is_within && in_figure(leaf) && before == Some(last),
        };
    }
}

/// The innermost element that all kept texts stand in.
fn common(page: &Page, leaves: &[Leaf], kept: &[bool]) -> Option<NodeId> {
    let mut kept =
        leaves.iter().zip(kept).filter(|(leaf, kept)| **kept && !leaf.text.is_empty()).map(|(leaf, _)| leaf);
    let way = |leaf: &Leaf| {
        page.document.tree.ancestors_of(&leaf.node, None).iter().map(|node| node.id).collect::<Vec<_>>()
    };
    let mut shared = way(kept.next()?);
    for leaf in kept {
        let other: HashSet<_> = way(leaf).into_iter().collect();
        shared.retain(|id| other.contains(id));
    }
    shared.first().copied()
}

fn in_figure(leaf: &Leaf) -> bool {
    leaf.within.iter().any(|container| container.kind == Within::Figure)
}

fn is_caption(leaf: &Leaf) -> bool {
    leaf.within.iter().any(|container| matches!(container.kind, Within::Caption | Within::Credit))
}
