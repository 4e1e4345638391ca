//! What readers would see of a text that nobody has written yet: nothing, or the `TK` that `newsprint import --brief` leaves in the
//! place of a sentence. Other marks, and marks within sentences, are for the rules of `newsprint check`, which each newsroom sets
//! for itself.

use super::Kind;
use super::front_matter::{FrontMatter, Split};
use crate::diagnostic::{Code, Diagnostic, Span};

/// What stands in the place of a sentence ("to come", as newsrooms spell it).
pub const MARK: &str = "TK";
/// What stands before it in a brief of an edition.
const DASH: &str = "— ";

/// What is not written of a text that readers get; of what is not ready nobody expects it.
pub(super) fn unwritten(kind: Kind, front: &FrontMatter, split: &Split<'_>) -> Vec<Diagnostic> {
    match kind {
        Kind::Article if front.rare().withdrawn.is_none() => of_article(front, split).into_iter().collect(),
        Kind::Edition => of_edition(split.body, split.body_line).collect(),
        _ => Vec::new(),
    }
}

fn of_article(front: &FrontMatter, split: &Split<'_>) -> Option<Diagnostic> {
    let is_mark = match &front.summary {
        Some(summary) if summary.trim() == MARK => true,
        None if is_blank(split.body) => false,
        _ => return None,
    };
    if is_mark {
        let key = split.yaml.lines().position(|line| line.starts_with("summary:"));
        let line = u32::try_from(key.unwrap_or(0) + 1).unwrap_or(u32::MAX);
        let place = Span { line, column: 1, length: 7 }.down(split.yaml_line);
        return Some(mark("the summary of the article is still `TK`").at(place));
    }
    let place = Span { line: split.body_line.max(1), column: 1, length: 3 };
    let hint = "write the text below the front matter, or a `summary:`; what is not ready is a `draft: true`";
    Some(Diagnostic::warning(Code::NoText, "the article has no text").at(place).hint(hint))
}

/// The briefs of an edition that end with the mark.
fn of_edition(body: &str, line: u32) -> impl Iterator<Item = Diagnostic> {
    body.match_indices(MARK).filter(|(at, _)| body[..*at].ends_with(DASH)).filter_map(move |(at, _)| {
        let end = at + MARK.len();
        let is_last = body[end..].lines().next().is_none_or(|rest| rest.trim().is_empty());
        is_last.then(|| mark("a brief is still `TK`").at(Span::of(body, at, end).down(line)))
    })
}

fn mark(message: &str) -> Diagnostic {
    let hint = "write the sentence; what is not ready is a `draft: true`";
    Diagnostic::warning(Code::NoText, message).hint(hint)
}

/// Whether nothing stands in a text but comments.
fn is_blank(mut body: &str) -> bool {
    loop {
        body = body.trim_start();
        match body.strip_prefix("<!--") {
            Some(comment) => body = comment.split_once("-->").map_or("", |(_, rest)| rest),
            None => return body.is_empty(),
        }
    }
}
