//! What the page of imports sends.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What is to be previewed: what stands at an address, or what was pasted, which may have been found there.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Preview {
    pub(super) url: String,
    pub(super) text: String,
    /// What the text is.
    pub(super) kind: TextKind,
    /// Where the text stands on the page, as a CSS selector.
    pub(super) selector: String,
    /// The language of the draft; the site's own where it is empty.
    pub(super) into: String,
}

/// What a pasted text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum TextKind {
    /// By what it begins with.
    #[default]
    Auto,
    /// The source of a page.
    Page,
    /// A text without marks.
    Text,
}

/// A draft that is to be written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Save {
    /// The number of its preview.
    pub(super) number: u64,
    /// By field (`import/form.rs`).
    pub(super) fields: BTreeMap<String, String>,
    /// Fields whose guess is right.
    pub(super) sure: BTreeSet<String>,
    pub(super) topics: Vec<String>,
    pub(super) tags: Vec<String>,
    /// The edition that gets an entry; none where it is empty.
    pub(super) edition: String,
    /// What its file is called; as its title where it is empty.
    pub(super) slug: String,
    pub(super) brief: bool,
    pub(super) republished: bool,
    /// Import it although the site has it already.
    pub(super) again: bool,
    /// Only show what would be written.
    pub(super) dry: bool,
    /// The text.
    pub(super) markdown: String,
}

/// The editions that may get what was previewed.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Editions {
    /// The number of its preview.
    pub(super) number: u64,
}

/// Articles that a page names, as briefs of an edition.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Briefs {
    /// The number of its preview.
    pub(super) number: u64,
    /// The edition.
    pub(super) edition: String,
    /// Which of them, counted from 0.
    pub(super) cards: Vec<usize>,
}

/// What a request says.
///
/// # Errors
/// Why it is not what the page sends, in words.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    serde_json::from_slice(bytes).map_err(|error| format!("this is not what the page sends: {error}"))
}
