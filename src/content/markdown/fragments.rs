//! Links to `#fragments` of the document itself, checked when all its headings are known.

use std::collections::BTreeSet;

use super::headings::is_footnote_id;
use crate::address::to_path;
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};

/// What a suggestion is looked for among, and how often: comparing words is slow.
const SUGGESTIONS: usize = 20;
const CANDIDATES: usize = 500;
const LONGEST: usize = 80;

/// A message for each fragment that leads nowhere. `fragments` are without their `#`.
pub(super) fn check(
    fragments: &[(Box<str>, Span)],
    heading_ids: &[Box<str>],
    has_footnotes: bool,
) -> Vec<Diagnostic> {
    let ids: BTreeSet<&str> = heading_ids.iter().map(|id| &**id).collect();
    let is_known = |fragment: &str| {
        // `#` and `#top` are the top of any page (HTML, 7.4.6.4).
        fragment.is_empty()
            || fragment.eq_ignore_ascii_case("top")
            || ids.contains(fragment)
            || has_footnotes && is_footnote_id(fragment)
    };
    fragments
        .iter()
        .filter(|(fragment, _)| !is_known(fragment) && !is_known(&to_path(fragment)))
        .enumerate()
        .map(|(count, (fragment, span))| {
            let likely = || {
                let near = ids.iter().copied().filter(|id| id.len() <= LONGEST).take(CANDIDATES);
                (count < SUGGESTIONS && fragment.len() <= LONGEST)
                    .then(|| did_you_mean(fragment, near))
                    .flatten()
            };
            let hint = match likely() {
                Some(id) => format!("did you mean `#{id}`?"),
                None if ids.is_empty() => "this text has no headings; name one, or drop the link".to_owned(),
                None => {
                    let some: Vec<_> = heading_ids.iter().take(5).map(|id| format!("`#{id}`")).collect();
                    let and_more = if heading_ids.len() > some.len() { ", …" } else { "" };
                    format!("the headings of this text are {}{and_more}", some.join(", "))
                }
            };
            let message = format!("no heading of this text has the id `{fragment}`");
            Diagnostic::warning(Code::BrokenFragment, message).at(*span).hint(hint)
        })
        .collect()
}
