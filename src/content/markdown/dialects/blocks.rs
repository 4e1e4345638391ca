//! Blocks that became something else than was meant: a heading by a rule right below a text, code without an end.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};

/// How long a heading is at most that nobody wonders at, in characters.
const HEADING: usize = 100;

/// A text with `---` right below it, which makes it a heading: the whole heading stands at `place`. One that is drawn as
/// one, as long as its words, or that reads like one, is meant.
pub(in super::super) fn accidental_heading(
    body: &str,
    place: &Range<usize>,
) -> Option<(Range<usize>, Diagnostic)> {
    let text = body.get(place.clone())?.trim_end();
    let (words, line) = text.rsplit_once('\n')?;
    let marks = line.trim_start_matches([' ', '\t', '>']);
    if !marks.starts_with('-') || marks.trim_end().bytes().any(|byte| byte != b'-') {
        return None;
    }
    let last = words.lines().next_back().unwrap_or("").trim();
    let length = marks.trim_end().len();
    let is_drawn = last.chars().count().abs_diff(length) <= 3;
    let ends = last.ends_with(['.', ':', ';', ',']) || length < 10 && last.ends_with(')');
    let reads_on = ends || last.starts_with("![");
    let is_long = words.trim().contains('\n') || words.chars().count() > HEADING;
    if is_drawn || !(reads_on || is_long) {
        return None;
    }
    let start = place.start + text.len() - marks.len();
    let problem = Diagnostic::warning(
        Code::BrokenMarkup,
        "`---` right below a text makes the text a heading",
    )
    .hint("leave an empty line above `---` for a rule; for a heading write `## ` before the words instead")
    .cause("---", "`---` right below a text makes the text a heading")
    .remedy("leave an empty line above `---`");
    Some((start..start + marks.trim_end().len(), problem))
}

/// What ends a heading at `place` in braces and is read as its attributes, though nobody writes such: `patch{,.orig}`.
pub(in super::super) fn braces_for_attributes(
    body: &str,
    place: &Range<usize>,
) -> Option<(Range<usize>, Diagnostic)> {
    let heading = body.get(place.clone())?.lines().next()?.trim_end().trim_end_matches('#').trim_end();
    let start = heading.rfind('{')?;
    let braces = &heading[start..];
    let message = format!("`{braces}` at the end of a heading is read as its attributes: it is not shown");
    let problem = Diagnostic::warning(Code::BrokenMarkup, message)
        .hint(format!("write `\\{braces}` if it belongs to the words"))
        .cause("heading", "braces at the end of headings are read as attributes: they are not shown");
    Some((place.start + start..place.start + heading.len(), problem))
}

/// What a row of a table at `place` has beyond the table's columns: CommonMark's extension leaves it out
/// (<https://github.github.com/gfm/#tables-extension->).
pub(in super::super) fn cells_too_many(
    body: &str,
    place: &Range<usize>,
    columns: usize,
) -> Option<(Range<usize>, Diagnostic)> {
    let row = body.get(place.clone())?.trim_end();
    let inner = row.trim_start().trim_start_matches('|');
    let start = place.start + row.len() - inner.len();
    let bytes = inner.as_bytes();
    let is_mark = |at: &usize| bytes[..*at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0;
    let last = memchr::memchr_iter(b'|', bytes).filter(is_mark).nth(columns.checked_sub(1)?)?;
    let rest = inner[last + 1..].trim_end_matches(['|', ' ', '\t']);
    let words = rest.trim_start();
    if !words.contains(char::is_alphanumeric) {
        return None;
    }
    let start = start + last + 1 + rest.len() - words.len();
    let message = "this row has more cells than the table has columns: what stands in them is not shown";
    let problem = Diagnostic::warning(Code::BrokenMarkup, message)
        .hint(
            "give the table a column more, in its first two lines; if a `|` is meant as a sign, write `\\|`",
        )
        .cause(
            "cells",
            "rows have more cells than their table has columns: what stands in them is not shown",
        );
    Some((start..start + words.len(), problem))
}

/// Code at `place` that begins with a fence and lasts to the end of the text, since nothing closes it.
pub(in super::super) fn unclosed_fence(
    body: &str,
    place: &Range<usize>,
) -> Option<(Range<usize>, Diagnostic)> {
    let text = body.get(place.clone())?;
    if !body[place.end..].chars().all(char::is_whitespace) {
        return None;
    }
    let sign = text.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let fence = &text[..text.len() - text.trim_start_matches(sign).len()];
    let mut lines = text.trim_end().lines();
    let first = lines.next().unwrap_or("");
    let last = lines.next_back().map(|line| line.trim_start_matches([' ', '\t', '>']).trim_end());
    let closes = last.is_some_and(|last| last.starts_with(fence) && last.chars().all(|c| c == sign));
    if closes {
        return None;
    }
    let message = "this code is never closed: all that follows is shown as code";
    let problem = Diagnostic::warning(Code::BrokenMarkup, message)
        .hint(format!("write {fence} in a line of its own where the code ends"))
        .cause("fence", "code that is never closed: all that follows is shown as code")
        .remedy("write ``` in a line of its own where the code ends");
    Some((place.start..place.start + first.trim_end().len(), problem))
}
