//! What engines lose within a text: lists, captions, headings of parts that open, boxes.
//!
//! What surely is of the text comes back. What may be of it, or of the page, comes back too, and whoever edits it is asked.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

use crate::import::beside::{self, Standing};
use crate::import::facts::Moment;
use crate::import::html::{Kind, Leaf, Within};
use crate::import::newsroom::words::{ends_sentence, is_long};
use crate::import::newsroom::{byline, furniture};

use super::shingles::Shingles;
use super::texts::{Texts, is_linked};
use super::{Choice, is_caption};

/// By how many elements around a leaf its frame is known.
const AROUND: usize = 3;
/// The fewest words of a box.
const FEWEST: usize = 8;
/// So many leaves between two that are kept can be a part of their text.
pub(super) const GAP: usize = 40;

impl Texts<'_> {
    /// What stands between two kept texts in the same element, and is neither links nor words of a page, is of the text: engines
    /// lose lists, and words that stand in no paragraph.
    pub(super) fn between(&mut self) {
        let anchors: Vec<usize> = self.kept().collect();
        for pair in anchors.windows(2) {
            let gap = &self.texts[pair[0] + 1..pair[1]];
            if !(1..=GAP).contains(&gap.len()) {
                continue;
            }
            let before = self.texts[pair[0]];
            let element = self.element_of_text(before);
            // "The documents:", and links to them.
            let is_announced = self.leaves[before].text.text().trim_end().ends_with(':');
            let is_headed = self.is_heading(before) || self.is_heading(gap[0]);
            let is_of_gap = |at: usize| {
                let leaf = &self.leaves[at];
                self.element_of_text(at) == element
                    && (is_announced || is_headed || !is_linked(&leaf.text, 2))
                    && furniture::of(&leaf.text.text()).is_none()
            };
            let is_within = self.element_of_text(self.texts[pair[1]]) == element;
            if is_within && gap.iter().all(|at| is_of_gap(*at)) {
                // Below a heading links may be those of a text, or lead away from it.
                let is_asked = !is_announced && gap.iter().any(|at| is_linked(&self.leaves[*at].text, 2));
                let choice = if is_asked { Choice::Asked } else { Choice::Kept };
                gap.iter().for_each(|at| self.chosen[*at] = choice);
            }
        }
    }

    /// Links under headings of a text: "Downloads", "Sources". They may be of it.
    pub(super) fn links(&mut self) {
        let Some(first) = self.kept().next() else { return };
        let elements: HashSet<_> = self.kept().map(|at| self.element_of_text(self.texts[at])).collect();
        for at in first + 1..self.texts.len() {
            let heading = self.texts[at];
            if !self.is_heading(heading) || self.chosen[self.texts[at - 1]] == Choice::Out {
                continue;
            }
            let element = self.element_of_text(heading);
            let is_own = |at: usize| {
                self.element_of_text(at) == element && furniture::of(&self.leaves[at].text.text()).is_none()
            };
            let is_lost = |at: &usize| self.chosen[*at] == Choice::Out && self.is_item(*at) && is_own(*at);
            let items: Vec<usize> =
                self.texts[at + 1..].iter().copied().take_while(|at| is_lost(at)).collect();
            let is_filed = items.iter().all(|at| self.leaves[*at].text.is_document());
            if elements.contains(&element)
                && (1..=GAP).contains(&items.len())
                && (is_own(heading) || is_filed)
                && !is_linked(&self.leaves[heading].text, 2)
            {
                let choice = if is_filed { Choice::Kept } else { Choice::Asked };
                items.iter().for_each(|at| self.chosen[*at] = choice);
                if self.chosen[heading] == Choice::Out {
                    self.chosen[heading] = choice;
                }
            }
        }
    }

    /// What stands within a text in elements that engines take for the page's, by what they are or how they are named.
    pub(super) fn boxes(&mut self) {
        let (Some(first), Some(last)) = (self.kept().next(), self.kept().next_back()) else { return };
        let Some(root) = self.root() else { return };
        let kept: Vec<usize> = self.kept().map(|at| self.texts[at]).collect();
        let (boxed, text): (Vec<usize>, Vec<usize>) =
            kept.into_iter().partition(|at| self.box_of(*at, root).is_some());
        let mut said = Shingles::default();
        text.iter().for_each(|at| said.add(&self.leaves[*at]));
        // Sentences of a text in larger letters.
        for at in boxed {
            match said.has(&self.leaves[at]) {
                true => self.chosen[at] = Choice::Out,
                false => said.add(&self.leaves[at]),
            }
        }
        // In one list for each gap; what is longer than any box is another text.
        let gaps = self.texts[first..last].chunk_by(|one, other| self.chosen[*one] == self.chosen[*other]);
        let lost = gaps.filter(|gap| self.chosen[gap[0]] == Choice::Out && gap.len() <= GAP).flatten();
        let lost: Vec<usize> = lost.copied().collect();
        self.boxes_of(&lost, root, &mut said);
        for (edge, article) in self.edges(first, last) {
            self.boxes_of(&edge, article, &mut said);
        }
    }

    /// Brings back what is lost of a text, by the boxes that it stands in.
    fn boxes_of(&mut self, lost: &[usize], root: NodeId, said: &mut Shingles) {
        let lost = lost.iter().filter(|at| self.chosen[**at] == Choice::Out);
        let boxed: Vec<(usize, Option<NodeId>)> = lost.map(|at| (*at, self.box_of(*at, root))).collect();
        for group in boxed.chunk_by(|(_, one), (_, other)| one == other) {
            let texts: Vec<usize> = group.iter().map(|(at, _)| *at).collect();
            if texts.iter().all(|at| self.is_note(*at, root)) {
                texts.iter().for_each(|at| self.chosen[*at] = Choice::Kept);
                continue;
            }
            if group[0].1.is_some() {
                let texts = self.without_links(texts);
                if self.is_box(&texts, root, said) {
                    texts.iter().for_each(|at| self.chosen[*at] = Choice::Asked);
                    texts.iter().for_each(|at| said.add(&self.leaves[*at]));
                }
                continue;
            }
            for at in texts {
                let leaf = &self.leaves[at];
                let is_within = self.standing(at, root) == Standing::Within;
                let is_quoted =
                    || leaf.within.iter().any(|one| one.kind == Within::Quote) && !is_linked(&leaf.text, 2);
                let is_told = || self.is_prose(at) || is_quoted() || self.is_answer(at);
                if is_within && is_told() && !self.is_below_furniture(at) && !said.has(leaf) {
                    self.chosen[at] = Choice::Kept;
                }
            }
        }
    }

    /// A table is of the text with all its cells, and with its caption: engines lose heads in which buttons sort.
    pub(super) fn tables(&mut self) {
        let table =
            |leaf: &Leaf| leaf.within.iter().find(|one| one.kind == Within::Table).map(|one| one.number);
        let leaves = self.leaves;
        for cells in self.texts.chunk_by(|one, other| table(&leaves[*one]) == table(&leaves[*other])) {
            let kept = cells.iter().filter(|at| self.chosen[**at] == Choice::Kept).count();
            if table(&leaves[cells[0]]).is_some() && kept * 2 > cells.len() {
                cells.iter().for_each(|at| self.chosen[*at] = Choice::Kept);
            }
        }
        for place in 1..self.texts.len() {
            let (at, next) = (self.texts[place - 1], self.texts[place]);
            let caption = self.node(at);
            let table = caption.has_name("caption").then(|| caption.parent()).flatten();
            if self.chosen[at] == Choice::Out && table.is_some_and(|table| self.is_within(next, table.id)) {
                self.chosen[at] = self.chosen[next];
            }
        }
    }

    /// A list of which an item is brought back is of the text with all its items.
    pub(super) fn lists(&mut self) {
        let list = |leaf: &Leaf| {
            leaf.within.iter().find(|one| matches!(one.kind, Within::List(_))).map(|one| one.number)
        };
        let leaves = self.leaves;
        for texts in self.texts.chunk_by(|one, other| list(&leaves[*one]) == list(&leaves[*other])) {
            if list(&leaves[texts[0]]).is_none() {
                continue;
            }
            let is_rescued = texts.iter().any(|at| self.is_rescued(*at));
            for at in texts.iter().filter(|_| is_rescued) {
                let text = &leaves[*at].text;
                if self.chosen[*at] == Choice::Out
                    && !is_linked(text, 2)
                    && furniture::of(&text.text()).is_none()
                {
                    self.chosen[*at] = Choice::Kept;
                }
            }
        }
    }

    /// The texts of a box without its links, if it has more of other words: tags below a note.
    fn without_links(&self, texts: Vec<usize>) -> Vec<usize> {
        let words = |texts: &[usize]| -> usize {
            texts.iter().map(|at| self.leaves[*at].text.text().split_whitespace().count()).sum()
        };
        let others: Vec<usize> =
            texts.iter().copied().filter(|at| !is_linked(&self.leaves[*at].text, 2)).collect();
        if words(&others) * 2 > words(&texts) { others } else { texts }
    }

    /// Whether a box that may be the page's says something, and something else than the text around it.
    fn is_box(&self, group: &[usize], root: NodeId, said: &Shingles) -> bool {
        let words = |at: &usize| self.leaves[*at].text.text().split_whitespace().count();
        let is_of_box = |at: &usize| {
            let leaf = &self.leaves[*at];
            !is_linked(&leaf.text, 2) && is_of_text(leaf) && self.standing(*at, root) != Standing::Beside
        };
        group.iter().map(words).sum::<usize>() >= FEWEST
            && group.iter().any(|at| self.is_prose(*at) || self.is_item(*at))
            && group.iter().all(is_of_box)
            && !group.iter().all(|at| said.has(&self.leaves[*at]))
    }

    /// The heading of a part of a text, whatever opens the part.
    pub(super) fn headings(&mut self) {
        let (Some(first), Some(root)) = (self.kept().next(), self.root()) else { return };
        for at in (first + 2..self.texts.len()).rev() {
            let (heading, next) = (self.texts[at - 1], self.texts[at]);
            let leaf = &self.leaves[heading];
            let is_lost = self.is_heading(heading) && self.chosen[heading] == Choice::Out;
            if is_lost
                && self.chosen[next] == Choice::Kept
                && self.is_over(at - 1)
                && self.standing(heading, root) == Standing::Within
                && !is_linked(&leaf.text, 2)
                && furniture::of(&leaf.text.text()).is_none()
            {
                self.chosen[heading] = Choice::Kept;
            }
        }
    }

    /// Whether the text behind a heading stands in the innermost element around it that has any other text.
    fn is_over(&self, place: usize) -> bool {
        let (before, heading, next) = (self.texts[place - 1], self.texts[place], self.texts[place + 1]);
        let around =
            |at: usize| -> HashSet<NodeId> { self.node(at).ancestors_it(None).map(|node| node.id).collect() };
        let (before, next) = (around(before), around(next));
        let is_shared = |node: &NodeRef<'_>| before.contains(&node.id) || next.contains(&node.id);
        self.node(heading).ancestors_it(None).find(is_shared).is_some_and(|node| next.contains(&node.id))
    }

    /// The heading right above a leaf.
    fn heading_of(&self, at: usize) -> Option<&Leaf> {
        let place = self.texts.partition_point(|text| *text < at).checked_sub(1)?;
        Some(self.texts[place]).filter(|before| self.is_heading(*before)).map(|before| &self.leaves[before])
    }

    /// Whether the heading above a leaf is words of a page: "Was this helpful?", "About the author".
    fn is_below_furniture(&self, at: usize) -> bool {
        self.heading_of(at).is_some_and(|heading| {
            let text = heading.text.text();
            furniture::of(&text).is_some_and(|why| !why.is_heading_of_text(&text))
        })
    }

    /// Whether a leaf is what follows a question, however short: "On Monday."
    fn is_answer(&self, at: usize) -> bool {
        let leaf = &self.leaves[at];
        leaf.kind == Kind::Text
            && self.heading_of(at).is_some_and(|heading| heading.text.text().trim_end().ends_with('?'))
            && !is_linked(&leaf.text, 2)
            && is_of_text(leaf)
    }

    /// Whether a leaf is a sentence or more, in no element that is named after something else than the text.
    pub(super) fn is_paragraph(&self, at: usize) -> bool {
        self.is_prose(at) && !beside::is_of_frame(&self.node(at), AROUND)
    }

    /// Whether a leaf may be the lead of an article, which need not be a sentence.
    pub(super) fn is_lead(&self, at: usize) -> bool {
        let (node, leaf) = (self.node(at), &self.leaves[at]);
        let is_named = || beside::is_lead(&node) && !is_linked(&leaf.text, 4) && is_of_text(leaf);
        (leaf.kind == Kind::Text || self.is_heading(at))
            && (self.is_candidate(at) || is_named())
            && (ends_sentence(&leaf.text.text()) || Moment::parse(&leaf.text.text()).is_none())
            && !beside::is_of_frame(&node, AROUND)
    }

    /// Whether a leaf is a sentence or more, and no words of a page.
    pub(super) fn is_prose(&self, at: usize) -> bool {
        let leaf = &self.leaves[at];
        leaf.kind == Kind::Text && ends_sentence(&leaf.text.text()) && self.is_candidate(at)
    }

    /// Whether a leaf has as many words as a sentence, and they are no words of a page.
    fn is_candidate(&self, at: usize) -> bool {
        let leaf = &self.leaves[at];
        is_long(&leaf.text.text())
            && !is_linked(&leaf.text, 4)
            && is_of_text(leaf)
            && furniture::doubt(&leaf.text.text()).is_none()
    }
}

/// Whether a leaf is neither a caption nor a byline nor words of a page.
fn is_of_text(leaf: &Leaf) -> bool {
    let text = leaf.text.text();
    !is_caption(leaf) && furniture::of(&text).is_none() && byline::read(&text).is_none()
}
