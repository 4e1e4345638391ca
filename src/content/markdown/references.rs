//! Links by reference that lack one of their halves: `[words][name]` without a definition, which is printed as typed, and
//! `[name]: https://…` that nothing refers to. Said when both are known.
//!
//! `[name]` alone is text as often as not, so nothing is said of it.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, LinkType, RefDefs};

use super::dialects::short;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};

/// The longest label that is looked at, how often a suggestion is looked for, and among how many.
const LONGEST: usize = 999;
const SUGGESTIONS: usize = 20;
const CANDIDATES: usize = 500;

/// A reference without a definition: where it stands, and its name.
pub(super) type Undefined<'b> = (Range<usize>, CowStr<'b>);

/// A reference that has no definition, if it was surely meant as one.
pub(super) fn broken<'b>(body: &str, link: BrokenLink<'b>) -> Option<Undefined<'b>> {
    let BrokenLink { span, link_type, reference } = link;
    let is_reference = matches!(link_type, LinkType::Reference | LinkType::Collapsed);
    if !is_reference || reference.len() > LONGEST || reference.trim().is_empty() || reference.starts_with('^')
    {
        return None;
    }
    // `list[i][j]` and `[1][2]` are text.
    let text = body.get(span.clone())?;
    let in_word =
        body[..span.start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ']' | ')' | '\\'));
    let is_number = reference.bytes().all(|b| b.is_ascii_digit()) && !text.contains(char::is_alphabetic);
    // Of `[name][]` the parser speaks without its last brackets.
    let end = span.end + if body[span.end..].starts_with("[]") { 2 } else { 0 };
    // `[1][words](address)` is a link behind a text in brackets.
    let is_link = body[end..].starts_with('(');
    (!in_word && !is_number && !is_link).then_some((span.start..end, reference))
}

/// What is to be said, with places in the body, in order. `used`: the labels of links that have a definition.
pub(super) fn check(
    mut references: Vec<Undefined<'_>>,
    body: &str,
    used: &[CowStr<'_>],
    definitions: &RefDefs<'_>,
) -> Vec<(Range<usize>, Diagnostic)> {
    if references.is_empty() && definitions.iter().next().is_none() {
        return Vec::new();
    }
    references.sort_by_key(|(span, _)| span.start);
    references.dedup_by_key(|(span, _)| span.start);
    let known: BTreeSet<&str> = definitions.iter().map(|(label, _)| label).take(CANDIDATES).collect();
    let undefined = references.iter().enumerate().map(|(count, (span, label))| {
        // Versions of a program and volumes of a series differ in a number, and mean it.
        let alike = known.iter().copied().filter(|known| digits(known).eq(digits(label)));
        let meant = (count < SUGGESTIONS).then(|| did_you_mean(label, alike)).flatten();
        (span.clone(), undefined(&body[span.clone()], label, meant))
    });
    let mut said: Vec<_> = undefined.collect();
    let used: BTreeSet<usize> = used
        .iter()
        .filter_map(|label| definitions.get(label))
        .map(|definition| definition.span.start)
        .collect();
    let unused = definitions.iter().filter(|(label, definition)| {
        // `[//]: # (words)` is a comment among those who write.
        let is_comment =
            matches!(&*definition.dest, "" | "#") || label.starts_with(['/', '_']) || *label == "comment";
        !used.contains(&definition.span.start) && !is_comment
    });
    said.extend(unused.filter_map(|(label, definition)| {
        let label = label.to_owned();
        let text = body.get(definition.span.clone())?;
        // Its span may begin with the line that it stands in.
        let start = definition.span.start + (text.len() - text.trim_start().len());
        let length = text.trim_start().find(']')? + 1;
        Some((start..start + length, unused_definition(&label)))
    }));
    said.sort_by_key(|(span, _)| span.start);
    said
}

fn digits(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().filter(u8::is_ascii_digit)
}

fn undefined(text: &str, label: &str, meant: Option<&str>) -> Diagnostic {
    let written = short(text);
    let problem = Diagnostic::warning(
        Code::MissingDefinition,
        format!("`{written}` refers to `{label}`, which is defined nowhere: it is shown as text"),
    );
    // The words in their brackets, without the name behind them.
    let end = text.strip_suffix("[]").map_or_else(|| text.rfind('[').unwrap_or(0), str::len);
    match meant {
        Some(meant) => problem
            .hint(format!("did you mean `{}[{meant}]`?", &text[..end]))
            .cause("near", "links refer to names that are nearly defined: they are shown as text"),
        None => problem
            .hint(format!(
                "write `[{label}]: https://…` in a paragraph of its own, or the address itself: `{}(https://…)`",
                &text[..end]
            ))
            .cause("reference", "links refer to names that are defined nowhere: they are shown as text")
            .remedy(
                "write `[name]: https://…` at the end of each file; definitions that other generators take from a file \
                 for all of them (`{% include … %}`) are not read",
            ),
    }
}

fn unused_definition(label: &str) -> Diagnostic {
    Diagnostic::warning(Code::UnusedDefinition, format!("nothing refers to the address `{label}`"))
        .hint(format!("write `[words][{label}]` where it belongs, or take the line out"))
        .cause("definition", "nothing refers to these addresses")
        .remedy("write `[words][name]` where they belong, or take the lines out")
}
