//! What the benchmarks share: the corpus and its edits, the sites of the two generators, the scratch folder, options,
//! Ctrl-C, and how numbers are printed.
//!
//! It must not know what is measured.

// Each benchmark uses a part of it.
#![allow(dead_code)]

pub(crate) mod corpus;
pub(crate) mod edit;
mod edition;
mod front_matter;
pub(crate) mod hugo;
pub(crate) mod interrupt;
pub(crate) mod newsprint;
pub(crate) mod numbers;
pub(crate) mod options;
pub(crate) mod prose;
mod random;
mod registry;
pub(crate) mod scratch;
pub(crate) mod tree;
mod words;
