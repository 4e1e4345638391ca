//! What following the links of a document looked up.

use std::cell::RefCell;

use xxhash_rust::xxh3::xxh3_64;

/// The names (paths, addresses) that were looked up, as short hashes. What came of them holds for as long as each of them
/// stands for the same thing. Two names with one hash cost a document being followed once more.
#[derive(Debug, Default)]
pub(in crate::site) struct Lookups(RefCell<Vec<u32>>);

impl Lookups {
    pub(super) fn note(&self, name: &str) {
        self.0.borrow_mut().push(mark(name));
    }

    /// The hashes, each once.
    pub(in crate::site) fn into_marks(self) -> Vec<u32> {
        let mut marks = self.0.into_inner();
        marks.sort_unstable();
        marks.dedup();
        marks
    }
}

/// The short hash of a name.
pub(in crate::site) fn mark(name: &str) -> u32 {
    xxh3_64(name.as_bytes()) as u32
}
