//! What a text says already.

use std::collections::HashSet;

use crate::import::engine::{hash, words};
use crate::import::html::Leaf;

/// Each five words that follow each other in a text (its 5-shingles): quotations beside it repeat them.
#[derive(Default)]
pub(super) struct Shingles(HashSet<u64>);

impl Shingles {
    const LENGTH: usize = 5;

    pub(super) fn add(&mut self, leaf: &Leaf) {
        self.0.extend(words(&leaf.text.text()).windows(Self::LENGTH).map(hash));
    }

    /// Whether most of what a leaf says is said.
    pub(super) fn has(&self, leaf: &Leaf) -> bool {
        let words = words(&leaf.text.text());
        let all = words.windows(Self::LENGTH);
        all.len() > 0 && all.clone().filter(|window| self.0.contains(&hash(window))).count() * 2 >= all.len()
    }
}
