//! `[//]: # (…)`: a definition that nothing refers to, by which people write notes to each other
//! (<https://stackoverflow.com/questions/4823468/comments-in-markdown>).
//!
//! Markdown reads a definition only where a paragraph may begin, and only with parentheses that match and nothing behind
//! them. Everywhere else it would print the note: so whatever begins a line like one is one.

use std::ops::Range;

use super::Comment;
use super::kinds::Kind;

/// Names that hardly anybody gives to an address.
const NAMES: [&str; 11] = [
    "hide", "note", "notes", "todo", "fixme", "secret", "internal", "private", "draft", "remark", "metadata",
];
/// How often it is looked whether something refers to a name.
const LOOKED_FOR: usize = 32;

/// All notes of a body, in order. `at` is where to begin.
pub(super) fn find(body: &str, at: usize) -> Vec<Comment> {
    let mut found: Vec<Comment> = Vec::new();
    let mut looked_for = 0;
    // Only the first bracket of a line can be that of its name.
    let mut line_end = 0;
    for colon in memchr::memmem::find_iter(&body.as_bytes()[at..], b"]:").map(|own| at + own) {
        if colon < line_end || found.last().is_some_and(|last| colon < last.place.end) {
            continue;
        }
        line_end = memchr::memchr(b'\n', &body.as_bytes()[colon..]).map_or(body.len(), |end| colon + end);
        let start = body[..colon].rfind('\n').map_or(0, |end| end + 1);
        let Some(label) = label(body, start..colon) else {
            found.extend(within_a_line(body, colon));
            continue;
        };
        let name = &body[label.clone()];
        let words = body[colon + 2..].trim_start_matches([' ', '\t']);
        let behind = ["<#>", "<>", "#"].iter().find_map(|target| words.strip_prefix(target));
        let is_note = match behind {
            _ if matches!(name.trim(), "//" | "///") => true,
            // `#section` is an address.
            Some(rest) if !rest.is_empty() && !rest.starts_with(char::is_whitespace) => false,
            Some(_) if is_certain(name) => true,
            Some(rest)
                if is_name(name) || rest.trim_start_matches([' ', '\t']).starts_with(['(', '"', '\'']) =>
            {
                looked_for += 1;
                looked_for <= LOOKED_FOR && !is_referred_to(body, name)
            }
            _ => false,
        };
        if is_note && label.start > at {
            let words = body.len() - behind.unwrap_or(words).len();
            found.push(note(body, label.start - 1, words));
        }
    }
    found
}

/// The name in brackets that begins a line, behind the marks of quotations and lists.
fn label(body: &str, line: Range<usize>) -> Option<Range<usize>> {
    let written = &body[line.clone()];
    let open = written.find('[')?;
    let marks = written[..open].trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let number = marks.trim_start_matches(|c: char| c.is_ascii_digit()).trim_end();
    let begins = marks.is_empty() || marks.ends_with([' ', '\t']) && matches!(number, "." | ")");
    (begins && !written[open + 1..].contains(['[', ']'])).then(|| line.start + open + 1..line.end)
}

/// A note behind other words: one that nobody can mean otherwise, and that ends on its line.
fn within_a_line(body: &str, colon: usize) -> Option<Comment> {
    let start = body[..colon].strip_suffix("[//")?.len();
    let line = body[colon + 2..].lines().next()?;
    let words = line.trim_start_matches([' ', '\t']);
    let words =
        ["#", "<>"].iter().find_map(|target| words.strip_prefix(target))?.trim_start_matches([' ', '\t']);
    let mut depth = 0_u32;
    let end = words.find(|c| {
        depth = match c {
            '(' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0
    })?;
    let end = colon + 2 + line.len() - words.len() + end + 1;
    words.starts_with('(').then_some(Comment { place: start..end, kind: Kind::Note('('), unclosed: false })
}

/// Whether a name says that it is none.
fn is_certain(name: &str) -> bool {
    let plain = name.trim_matches(|c: char| !c.is_alphanumeric());
    plain.is_empty()
        || name.starts_with(['_', '/', '#', '-', '!', '%'])
        || ["comment", "comments", "hidden"].iter().any(|known| plain.eq_ignore_ascii_case(known))
}

fn is_name(name: &str) -> bool {
    NAMES.iter().any(|known| name.trim().eq_ignore_ascii_case(known))
}

fn is_referred_to(body: &str, name: &str) -> bool {
    // Names of references have no capitals (CommonMark 0.31, section 4.7).
    let (written, body) = (format!("[{name}]").to_lowercase(), body.to_lowercase());
    memchr::memmem::find_iter(body.as_bytes(), written.as_bytes())
        .any(|at| !body[at + written.len()..].starts_with(':'))
}

/// The note that begins at `start`, and its words at `words`: up to the end of its line, or of the paragraph's line that
/// closes what is open.
fn note(body: &str, start: usize, words: usize) -> Comment {
    let line_end = |from: usize| {
        let end = memchr::memchr(b'\n', &body.as_bytes()[from..]).map_or(body.len(), |end| from + end);
        end - usize::from(body[..end].ends_with('\r') && end > from)
    };
    let end = line_end(words);
    let whole = |mark, end| Comment { place: start..end, kind: Kind::Note(mark), unclosed: false };
    let text = body[words..end].trim();
    let (mark, close) = match text.chars().next() {
        Some('(') => ('(', ')'),
        Some(mark @ ('"' | '\'')) => (mark, mark),
        _ => return whole('(', end),
    };
    let depth = |close: char| match close {
        ')' => text.matches('(').count().saturating_sub(text.matches(')').count()),
        quote => usize::from(text.matches(quote).count() < 2),
    };
    if depth(close) == 0 || text.len() > 1 && text.ends_with(close) {
        return whole(mark, end);
    }
    let mut at = end;
    while let Some(next) = memchr::memchr(b'\n', &body.as_bytes()[at..]).map(|next| at + next + 1) {
        let end = line_end(next);
        let line = body[next..end].trim_matches([' ', '\t', '>']);
        match () {
            () if line.is_empty() => break,
            () if line.ends_with(close) => return whole(mark, end),
            () => at = end,
        }
    }
    Comment { place: start..body.len(), kind: Kind::Note(mark), unclosed: true }
}
