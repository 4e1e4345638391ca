//! The texts of a page, what is chosen of them, and where they stand.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use dom_query::{NodeId, NodeRef};

use crate::import::beside::{self, Named, Standing};
use crate::import::block::{Inline, Span};
use crate::import::html::{Kind, Leaf, Within};
use crate::import::page::Page;

use super::{Choice, common};

/// The texts of a page and what is chosen of them.
pub(super) struct Texts<'a> {
    page: &'a Page,
    pub(super) leaves: &'a [Leaf],
    /// The leaves that have words.
    pub(super) texts: Vec<usize>,
    pub(super) chosen: Vec<Choice>,
    /// Which of them the engines keep.
    agreed: Vec<bool>,
    /// How the elements around them are named.
    names: HashMap<NodeId, Named>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(page: &'a Page, leaves: &'a [Leaf], kept: &[bool]) -> Self {
        let texts: Vec<usize> = (0..leaves.len()).filter(|at| leaves[*at].has_words()).collect();
        let chosen = kept.iter().map(|kept| if *kept { Choice::Kept } else { Choice::Out }).collect();
        let mut names = HashMap::new();
        for at in &texts {
            let node = NodeRef::new(leaves[*at].node, &page.document.tree);
            for node in std::iter::once(node).chain(node.ancestors_it(None)) {
                match names.entry(node.id) {
                    // Those around it were looked at with it.
                    Entry::Occupied(_) => break,
                    Entry::Vacant(entry) => entry.insert(beside::named(&node)),
                };
            }
        }
        Self { page, leaves, texts, chosen, agreed: kept.to_vec(), names }
    }

    pub(super) fn node(&self, at: usize) -> NodeRef<'a> {
        self.element(self.leaves[at].node)
    }

    pub(super) fn element(&self, id: NodeId) -> NodeRef<'a> {
        NodeRef::new(id, &self.page.document.tree)
    }

    /// The whole page.
    pub(super) fn body(&self) -> Option<NodeId> {
        self.page.document.body().map(|body| body.id)
    }

    /// The elements that a text stands in: that of its words, too, which may stand in it beside others.
    fn around_text(&self, at: usize) -> impl Iterator<Item = NodeRef<'a>> {
        std::iter::successors(Some(self.node(at)), NodeRef::parent)
    }

    pub(super) fn is_within(&self, at: usize, element: NodeId) -> bool {
        self.around_text(at).any(|node| node.id == element)
    }

    /// The texts that are kept, as places in `texts`.
    pub(super) fn kept(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.texts.len()).filter(|at| self.chosen[self.texts[*at]] == Choice::Kept)
    }

    /// Whether a leaf is kept though the engines lose it.
    pub(super) fn is_rescued(&self, at: usize) -> bool {
        self.chosen[at] == Choice::Kept && !self.agreed[at]
    }

    pub(super) fn is_heading(&self, at: usize) -> bool {
        matches!(self.leaves[at].kind, Kind::Heading(2..))
    }

    pub(super) fn is_item(&self, at: usize) -> bool {
        self.leaves[at].within.iter().any(|container| container.kind == Within::Item)
    }

    /// The element that all kept texts stand in.
    pub(super) fn root(&self) -> Option<NodeId> {
        let kept: Vec<bool> = self.chosen.iter().map(|choice| *choice == Choice::Kept).collect();
        common(self.page, self.leaves, &kept)
    }

    /// The element around another one, if that is not the whole page.
    pub(super) fn around(&self, element: NodeId) -> Option<NodeId> {
        let around = self.element(element).parent();
        around.filter(|node| !node.has_name("body")).map(|node| node.id)
    }

    /// The `article` that a leaf stands in.
    pub(super) fn article(&self, at: usize) -> Option<NodeId> {
        self.around_text(at).find(|node| node.has_name("article")).map(|node| node.id)
    }

    /// The names of the elements that a leaf stands in, up to that of the text, from the inside out.
    fn names(&self, at: usize, text: NodeId) -> impl Iterator<Item = (NodeId, Named)> + '_ {
        let nodes = std::iter::successors(Some(self.node(at)), NodeRef::parent);
        let nodes = nodes.take_while(move |node| node.id != text);
        nodes.filter_map(|node| Some((node.id, *self.names.get(&node.id)?)))
    }

    /// How a leaf stands to the text in an element around it, by what is between the two.
    pub(super) fn standing(&self, at: usize, text: NodeId) -> Standing {
        self.names(at, text).map(|(_, named)| named.standing).max().unwrap_or(Standing::Within)
    }

    /// The outermost element that may stand beside a text, between a leaf and that of the text.
    pub(super) fn box_of(&self, at: usize, text: NodeId) -> Option<NodeId> {
        let boxes = self.names(at, text).filter(|(_, named)| named.standing == Standing::Doubtful);
        boxes.last().map(|(node, _)| node)
    }

    /// Whether a leaf stands in a note to a text.
    pub(super) fn is_note(&self, at: usize, text: NodeId) -> bool {
        self.names(at, text).any(|(_, named)| named.is_note)
    }

    /// The element whose text a leaf is a paragraph, an item or a cell of.
    pub(super) fn element_of_text(&self, at: usize) -> Option<NodeId> {
        const OF_TEXTS: &[&str] = &[
            "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "caption", "tbody",
            "thead", "tr", "td", "th", "h2", "h3", "h4", "h5", "h6", "button",
        ];
        let node = self.node(at);
        let is_of_text = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| OF_TEXTS.contains(&&*name));
        std::iter::once(node)
            .chain(node.ancestors_it(None))
            .find(|node| !is_of_text(node))
            .map(|node| node.id)
    }
}

/// Whether so much of a text is links: a half, a fourth.
pub(super) fn is_linked(text: &Inline, part: usize) -> bool {
    linked(text) * part >= text.text().len()
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
