//! What is left of a page that may be of its text all the same: enough of it is said, so that somebody looks.

use std::collections::HashSet;

use dom_query::NodeRef;

use crate::import::beside::{self, Standing};
use crate::import::engine::words;
use crate::import::html::is_hidden;
use crate::import::newsroom::furniture;
use crate::import::newsroom::words::{ends_sentence, is_long};

use super::Choice;
use super::texts::{Texts, is_linked};

/// Fewer sentences are those of a page.
const FEWEST: usize = 3;
/// By how many elements around a leaf comments of readers are known.
const AROUND: usize = 8;

impl Texts<'_> {
    /// Whether more sentences were left out than kept that stand in no element named after something else: a thread, of which one
    /// message was taken for the text; a page with several texts.
    pub(super) fn is_much_left(&self) -> bool {
        let Some(body) = self.body() else { return false };
        let (mut left, mut length, mut kept) = (0, 0, 0);
        for (place, at) in self.texts.iter().enumerate() {
            let size = self.leaves[*at].text.text().len();
            if self.chosen[*at] != Choice::Out {
                kept += size;
                continue;
            }
            let is_teaser = || {
                place.checked_sub(1).is_some_and(|before| is_linked(&self.leaves[self.texts[before]].text, 2))
            };
            if self.is_prose(*at)
                && self.standing(*at, body) == Standing::Within
                && !is_teaser()
                && !beside::is_of_comments(&self.node(*at), AROUND)
            {
                left += 1;
                length += size;
            }
        }
        left >= FEWEST && length > kept
    }

    /// Whether sentences of the text's own element are not shown: what a button "Read more" shows, or whoever pays.
    pub(super) fn is_partly_hidden(&self) -> bool {
        let Some(root) = self.root() else { return false };
        let said: HashSet<u64> =
            self.texts.iter().flat_map(|at| words(&self.leaves[*at].text.text())).collect();
        let is_new = |text: &str| words(text).iter().any(|word| !said.contains(word));
        let is_sentence = |node: &NodeRef<'_>| {
            let text = node.text();
            is_long(&text)
                && ends_sentence(&text)
                && furniture::of(&text).is_none()
                && furniture::doubt(&text).is_none()
                && is_new(&text)
        };
        let root = self.element(root);
        let mut hidden = HashSet::new();
        root.descendants_it().any(|node| {
            let is_in_hidden = node.parent().is_some_and(|parent| hidden.contains(&parent.id));
            if node.is_element() && (is_in_hidden || is_hidden(&node)) {
                hidden.insert(node.id);
            }
            hidden.contains(&node.id)
                && node.has_name("p")
                && !beside::is_of_frame(&node, AROUND)
                && is_sentence(&node)
        })
    }
}
