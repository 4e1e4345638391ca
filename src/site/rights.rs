//! Whose pictures may not be passed on: those credited to an outlet with `redistribute: false`.
//!
//! They are shown on the article's own page and nowhere else.

use std::collections::BTreeSet;

use super::terms::{TermNames, key};
use crate::content::Document;
use crate::hash::Digest;

/// The names of all outlets whose pictures may not be passed on.
#[derive(Debug, Clone, Default)]
pub struct Rights {
    withheld: BTreeSet<String>,
    digest: Digest,
}

/// What stands between the names in a credit.
const BETWEEN: [char; 7] = [',', '/', ';', ':', '|', '(', ')'];
const WORDS: [&str; 3] = [" via ", " for ", " by "];

impl Rights {
    /// What the registry of outlets says.
    pub(super) fn new(sources: &TermNames) -> Self {
        let entries = sources.all().filter_map(|(_, term)| term.entry.as_ref());
        let names = entries
            .filter(|entry| !entry.redistribute)
            .flat_map(|entry| std::iter::once(&entry.name).chain(&entry.aliases).chain(entry.names.values()));
        let withheld: BTreeSet<String> = names.map(|name| key(name)).collect();
        let digest = Digest::of(&withheld);
        Self { withheld, digest }
    }

    /// Whether a picture with this credit stays out of what is passed on: whether the credit, or a part of it, is a name
    /// of such an outlet.
    pub fn withhold(&self, credit: &str) -> bool {
        if self.withheld.is_empty() {
            return false;
        }
        let credit = key(credit);
        let is_one = |part: &str| self.withheld.contains(part.trim_matches(['©', ' ']));
        is_one(&credit)
            || credit.split(BETWEEN).any(|part| is_one(part.trim()) || words(part).any(|part| is_one(&part)))
    }

    /// Whether the leading picture of a document stays out of what is passed on.
    pub(super) fn withhold_image(&self, document: &Document) -> bool {
        let credit = document.front.image.as_ref().and_then(|image| image.credit.as_deref());
        credit.is_some_and(|credit| self.withhold(credit))
    }

    /// Hash of what they are.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

/// The parts between "via", "for" and "by".
fn words(part: &str) -> impl Iterator<Item = String> {
    let mut parts = vec![format!(" {part} ")];
    for word in WORDS {
        parts = parts.iter().flat_map(|part| part.split(word)).map(|part| format!(" {part} ")).collect();
    }
    parts.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_names_an_outlet_by_a_part_of_it() {
        let withheld = ["bbc", "the wire, inc.", "зеркало"].map(str::to_owned).into();
        let rights = Rights { withheld, digest: Digest::default() };
        for credit in [
            "BBC", "© BBC", "Jo Doe/BBC", "Jo Doe (BBC)", "Jo Doe for BBC", "Photo by BBC", "by BBC",
            "Jo Doe via BBC via Somebody", "Photo: Jo Doe, bbc", "The Wire, Inc.", "Зеркало | Jo",
        ] {
            assert!(rights.withhold(credit), "{credit}");
        }
        for credit in ["", "BBC Two", "Jo Doe", "The Wire", "Bybbc", "Forbbc / viabbc"] {
            assert!(!rights.withhold(credit), "{credit}");
        }
    }
}
