//! Footnotes that lack one of their halves: a reference without a text, which the parser takes for plain text, and a
//! text that nothing refers to, which is printed nowhere. Said when both are known.

use std::collections::BTreeSet;
use std::ops::Range;

use super::places::Places;
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};

/// The longest label that is looked at, in bytes (CommonMark 0.31, section 4.7, bounds those of links alike).
const LONGEST: usize = 999;
/// How often a suggestion is looked for, and among how many: comparing words is slow.
const SUGGESTIONS: usize = 20;
const CANDIDATES: usize = 500;

/// The footnotes of one document.
#[derive(Default)]
pub(super) struct Notes {
    /// Labels as they compare.
    referred: BTreeSet<String>,
    defined: Vec<(String, Span)>,
    undefined: Vec<(String, Span)>,
}

impl Notes {
    /// Whether there are references that lead to a text.
    pub(super) fn any(&self) -> bool {
        !self.referred.is_empty()
    }

    /// A reference that has a text.
    pub(super) fn refer(&mut self, label: &str) {
        self.referred.insert(label.to_lowercase());
    }

    /// A text, at `place` in the body.
    pub(super) fn define(&mut self, label: &str, body: &str, place: &Range<usize>, places: &mut Places<'_>) {
        let end = body.get(place.clone()).and_then(|text| text.find(']')).unwrap_or(0);
        self.defined.push((label.to_owned(), places.span(place.start..place.start + end + 1)));
    }

    /// A piece of plain text, which may begin with what was meant as a reference.
    pub(super) fn plain(&mut self, body: &str, place: &Range<usize>, places: &mut Places<'_>) {
        let Some(label) = body.get(place.start..).and_then(|rest| rest.strip_prefix("[^")) else { return };
        let end = label.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']')).unwrap_or(label.len());
        let is_escaped = body[..place.start].ends_with('\\');
        if is_escaped || end == 0 || end > LONGEST || !label[end..].starts_with(']') {
            return;
        }
        self.undefined.push((label[..end].to_owned(), places.span(place.start..place.start + end + 3)));
    }

    /// What is to be said of them.
    pub(super) fn check(self) -> Vec<Diagnostic> {
        let known: BTreeSet<&str> = self.defined.iter().map(|(label, _)| &**label).take(CANDIDATES).collect();
        let undefined = self.undefined.iter().enumerate().map(|(count, (label, span))| {
            let meant = (count < SUGGESTIONS).then(|| did_you_mean(label, known.iter().copied())).flatten();
            let problem =
                Diagnostic::warning(Code::MissingFootnote, format!("the footnote `[^{label}]` has no text"));
            let problem = problem.at(*span);
            match meant {
                Some(meant) => problem.hint(format!("did you mean `[^{meant}]`?")),
                None => problem.hint(format!(
                    "write its text in a paragraph of its own, `[^{label}]: …`; if it is no footnote, write `\\[^{label}]`"
                )),
            }
        });
        let unused = self.defined.iter().filter(|(label, _)| !self.referred.contains(&label.to_lowercase()));
        let unused = unused.map(|(label, span)| {
            let message = format!("nothing refers to the footnote `[^{label}]`: it is not printed");
            let hint = format!("write `[^{label}]` where it belongs, or take it out");
            Diagnostic::warning(Code::UnusedFootnote, message).at(*span).hint(hint)
        });
        undefined.chain(unused).collect()
    }
}
