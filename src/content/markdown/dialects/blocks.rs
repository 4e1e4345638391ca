//! Blocks that became something else than was meant: a heading by a rule right below a text, code without an end.

use std::ops::Range;

use crate::diagnostic::Diagnostic;

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
    let is_drawn = last.chars().count().abs_diff(marks.trim_end().len()) <= 3;
    let reads_on = last.ends_with(['.', ':', ';', ',', ')']) || last.starts_with("![");
    let is_long = words.trim().contains('\n') || words.chars().count() > HEADING;
    if is_drawn || !(reads_on || is_long) {
        return None;
    }
    let start = place.start + text.len() - marks.len();
    let problem = Diagnostic::warning("broken-markup", "`---` right below a text makes the text a heading")
        .hint(
            "leave an empty line above `---` for a rule; for a heading write `## ` before the words instead",
        )
        .cause("---", "`---` right below a text makes the text a heading")
        .remedy("leave an empty line above `---`");
    Some((start..start + marks.trim_end().len(), problem))
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
    let problem = Diagnostic::warning("broken-markup", message)
        .hint(format!("write {fence} in a line of its own where the code ends"))
        .cause("fence", "code that is never closed: all that follows is shown as code")
        .remedy("write ``` in a line of its own where the code ends");
    Some((place.start..place.start + first.trim_end().len(), problem))
}
