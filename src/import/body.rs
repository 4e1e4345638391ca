//! Which leaves of a page are the text of its article.
//!
//! What both engines keep is kept, and beside it what one of them keeps in the same element. Where they found different
//! things, the one that keeps more of an article is believed alone. Figures of all this stand in docs/benchmarks.md.

mod ends;
mod left;
mod lost;
mod posts;
mod shingles;
mod texts;

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

pub use self::posts::only_one;
use self::texts::Texts;
use super::engine::{Engine, Readability, Trafilatura, Votes, votes};
use super::html::{Kind, Leaf, Within};
use super::newsroom::words::is_long;
use super::page::Page;

/// How much of what the first engine keeps the second has to agree with, in hundredths of its bytes.
const AGREEMENT: usize = 40;

/// What is done with a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It is none of the text.
    Out,
    /// It is of the text.
    Kept,
    /// It may be: whoever edits the text is asked.
    Asked,
}

/// What is the text of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// What is done with each leaf.
    pub chosen: Vec<Choice>,
    /// Whether more sentences that look like a text were left out than were kept.
    pub is_much_left: bool,
    /// Whether the page hides sentences within its text, which are no leaves.
    pub is_partly_hidden: bool,
}

/// What is done with each leaf.
pub fn select(page: &Page, leaves: &[Leaf]) -> Selection {
    let engines: [&dyn Engine; 2] = [&Trafilatura, &Readability];
    let votes = votes(page, leaves, &engines);
    let mut texts = Texts::new(page, leaves, &agreed(page, leaves, &votes));
    texts.between();
    texts.ends();
    texts.next_part();
    texts.boxes();
    texts.lists();
    texts.tables();
    texts.notes();
    texts.headings();
    texts.links();
    let (is_much_left, is_partly_hidden) = (texts.is_much_left(), texts.is_partly_hidden());
    let mut chosen = texts.chosen;
    media(page, leaves, &mut chosen);
    Selection { chosen, is_much_left, is_partly_hidden }
}

/// Which texts the engines keep.
fn agreed(page: &Page, leaves: &[Leaf], votes: &[Votes]) -> Vec<bool> {
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
    let is_text = |leaf: &Leaf| {
        !is_of_page(&NodeRef::new(leaf.node, &page.document.tree), texts::is_linked(&leaf.text, 2))
    };
    let mut kept: Vec<bool> =
        leaves.iter().zip(votes).map(|(leaf, votes)| is_kept(votes) && is_text(leaf)).collect();
    let parent = |leaf: &Leaf| page.document.tree.parent_of(&leaf.node).map(|parent| parent.id);
    let parents: HashSet<_> =
        leaves.iter().zip(&kept).filter(|(_, kept)| **kept).filter_map(|(leaf, _)| parent(leaf)).collect();
    for ((leaf, votes), kept) in leaves.iter().zip(votes).zip(&mut kept) {
        *kept |=
            second(votes) && is_text(leaf) && parent(leaf).is_some_and(|parent| parents.contains(&parent));
    }
    kept
}

/// Whether a leaf stands in what every page has: a menu, the page's own foot, or, if it is a link, its head.
fn is_of_page(node: &NodeRef<'_>, is_link: bool) -> bool {
    const PARTS: &[&str] = &["article", "main", "section", "aside", "blockquote"];
    let mut is_at_end = false;
    for around in std::iter::successors(Some(*node), NodeRef::parent) {
        if around.has_name("nav") {
            return true;
        }
        is_at_end |= around.has_name("footer") || is_link && around.has_name("header");
        // What stands in the head or foot of a part is of that part (HTML standard, section 4.3.9).
        if is_at_end && PARTS.iter().any(|part| around.has_name(part)) {
            return false;
        }
    }
    is_at_end
}

/// Pictures, players, rules and signs have no words that an engine could keep: they go with the texts around them. One at the
/// beginning goes with what follows it, if that is in the same element.
fn media(page: &Page, leaves: &[Leaf], chosen: &mut [Choice]) {
    let mut kept: Vec<bool> = chosen.iter().map(|choice| *choice != Choice::Out).collect();
    let is_text = |leaf: &Leaf| leaf.has_words() && !is_caption(leaf);
    let is_said = |at: &usize| kept[*at] && is_text(&leaves[*at]) && is_long(&leaves[*at].text.text());
    let Some(first) = (0..leaves.len()).find(|at| kept[*at] && is_text(&leaves[*at])) else {
        return of_captions(page, leaves, chosen);
    };
    if !(0..leaves.len()).any(|at| is_said(&at)) {
        of_captions(page, leaves, chosen);
        if chosen.iter().zip(leaves).any(|(choice, leaf)| *choice == Choice::Kept && is_caption(leaf)) {
            return;
        }
    }
    let last = (0..leaves.len()).rfind(|at| kept[*at] && is_text(&leaves[*at])).unwrap_or(first);
    let texts: Vec<usize> = (0..leaves.len()).filter(|at| is_text(&leaves[*at])).collect();
    let lost = lost_figures(leaves, &kept);
    // The element in which the whole text stands.
    let root = common(page, leaves, &kept);
    for at in 0..leaves.len() {
        let leaf = &leaves[at];
        if is_text(leaf) {
            continue;
        }
        let is_within = root.is_some_and(|root| {
            page.document.tree.ancestors_of(&leaf.node, None).iter().any(|node| node.id == root)
        });
        if is_caption(leaf) && figure(leaf).is_some_and(|number| lost.contains(&number)) {
            continue;
        }
        let place = texts.partition_point(|text| *text < at);
        let before = place.checked_sub(1).map(|place| texts[place]);
        let after = texts.get(place).copied();
        kept[at] = match (&leaf.kind, at < first, at > last) {
            (Kind::Rule, false, false) => {
                before.is_some_and(|at| kept[at]) && after.is_some_and(|at| kept[at])
            }
            (Kind::Rule, ..) => false,
            // "«" among the numbers of pages.
            (Kind::Text, ..) if is_item(leaf) => {
                before.is_some_and(|at| kept[at]) && after.is_some_and(|at| kept[at])
            }
            (_, false, false) => before.is_some_and(|at| kept[at]) || after.is_some_and(|at| kept[at]),
            // A picture above or below the text is of it in a figure only, or without any text between.
            (_, true, _) => is_within && (after == Some(first) || in_figure(leaf)),
            (Kind::Comment(_), _, true) => is_within && before == Some(last),
            // The last sign of a table, the stars of a review.
            (Kind::Text, _, true) if !is_caption(leaf) => is_within && before == Some(last),
            (_, _, true) => is_within && in_figure(leaf) && before == Some(last),
        };
        chosen[at] = if kept[at] { Choice::Kept } else { Choice::Out };
    }
}

/// Where nothing but captions is the text, they are, with what they are of: those that say something in the element of the article.
fn of_captions(page: &Page, leaves: &[Leaf], chosen: &mut [Choice]) {
    let root = ["article", "main"].iter().find_map(|name| page.first(name)).map(|node| node.id);
    let is_own = |leaf: &Leaf| {
        let node = NodeRef::new(leaf.node, &page.document.tree);
        node.ancestors_it(None).any(|node| Some(node.id) == root)
    };
    let is_said = |leaf: &&Leaf| is_caption(leaf) && is_own(leaf) && is_long(&leaf.text.text());
    let figures: HashSet<u32> = leaves.iter().filter(is_said).filter_map(figure).collect();
    for (leaf, choice) in leaves.iter().zip(chosen) {
        if figure(leaf).is_some_and(|figure| figures.contains(&figure)) {
            *choice = Choice::Kept;
        }
    }
}

/// The innermost element that all kept texts stand in.
fn common(page: &Page, leaves: &[Leaf], kept: &[bool]) -> Option<NodeId> {
    let mut kept =
        leaves.iter().zip(kept).filter(|(leaf, kept)| **kept && leaf.has_words()).map(|(leaf, _)| leaf);
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

/// The figures whose texts are not kept, and that have nothing else: quotations.
fn lost_figures(leaves: &[Leaf], kept: &[bool]) -> HashSet<u32> {
    let (mut lost, mut others) = (HashSet::new(), HashSet::new());
    for (leaf, kept) in leaves.iter().zip(kept).filter(|(leaf, _)| !is_caption(leaf)) {
        let is_lost = leaf.has_words() && !kept;
        figure(leaf).map(|number| if is_lost { lost.insert(number) } else { others.insert(number) });
    }
    lost.retain(|number| !others.contains(number));
    lost
}

/// Which figure a leaf stands in.
fn figure(leaf: &Leaf) -> Option<u32> {
    leaf.within.iter().find(|one| one.kind == Within::Figure).map(|one| one.number)
}

fn is_item(leaf: &Leaf) -> bool {
    leaf.within.last().is_some_and(|one| one.kind == Within::Item)
}

fn in_figure(leaf: &Leaf) -> bool {
    figure(leaf).is_some()
}

fn is_caption(leaf: &Leaf) -> bool {
    leaf.within.iter().any(|container| matches!(container.kind, Within::Caption | Within::Credit))
}
