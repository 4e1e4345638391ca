//! What a text says already.

use std::collections::HashSet;

use crate::import::html::Leaf;

/// Each so many words that follow each other in a text: quotations beside it repeat them.
#[derive(Default)]
pub(super) struct Said(HashSet<Vec<String>>);

impl Said {
    const LENGTH: usize = 5;

    pub(super) fn add(&mut self, leaf: &Leaf) {
        self.0.extend(words(&leaf.text.text()).windows(Self::LENGTH).map(<[String]>::to_vec));
    }

    /// Whether most of what a leaf says is said.
    pub(super) fn has(&self, leaf: &Leaf) -> bool {
        let words = words(&leaf.text.text());
        let all = words.windows(Self::LENGTH);
        all.len() > 0 && all.clone().filter(|window| self.0.contains(*window)).count() * 2 >= all.len()
    }
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
