//! Changes of texts as values: what stands in the place of what, all of them made at once, and the difference they make.
//!
//! Nothing here reads or writes a file.

use std::ops::Range;

use similar::TextDiff;

use crate::diagnostic::Fix;

/// What stands in the place of a part of a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replacement {
    /// From which byte.
    pub start: usize,
    /// Up to which byte; the same is an insertion.
    pub end: usize,
    /// What stands there then. Its line breaks are written as those of the text.
    pub text: Box<str>,
}

impl Replacement {
    /// One of the bytes of a range.
    pub fn new(range: Range<usize>, text: impl Into<Box<str>>) -> Self {
        Self { start: range.start, end: range.end, text: text.into() }
    }

    /// What a message proposes, in the text of its file: all of it, with the mark of byte order that it may begin with. None when
    /// there is no such place.
    pub fn of(fix: &Fix, text: &str) -> Option<Self> {
        let bare = text.strip_prefix(MARK).unwrap_or(text);
        let lines_before = fix.span.line.checked_sub(1)? as usize;
        let line: usize = bare.split_inclusive('\n').take(lines_before).map(str::len).sum();
        if bare[..line].matches('\n').count() < lines_before {
            return None;
        }
        let after = |start: usize, characters: u32| {
            let rest = &bare[start..];
            match rest.char_indices().nth(characters as usize) {
                Some((length, _)) => Some(start + length),
                None => (rest.chars().count() == characters as usize).then_some(bare.len()),
            }
        };
        let start = after(line, fix.span.column.checked_sub(1)?)?;
        let end = after(start, fix.span.length)?;
        let mark = text.len() - bare.len();
        Some(Self::new(mark + start..mark + end, fix.text.clone()))
    }
}

/// The mark of byte order that some programs begin a text with.
const MARK: char = '\u{feff}';

/// Two changes of the same bytes, or two insertions at one place: what they come to is nobody's guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap(pub Replacement, pub Replacement);

/// A text with all changes made, whatever their order. The same change twice is one.
///
/// # Errors
/// Two that cannot both be made.
///
/// # Panics
/// One is of bytes that are not there, or of a part of a character.
pub fn apply(text: &str, replacements: &[Replacement]) -> Result<String, Box<Overlap>> {
    let mut sorted: Vec<&Replacement> = replacements.iter().collect();
    sorted.sort();
    sorted.dedup();
    for pair in sorted.windows(2) {
        let (one, other) = (pair[0], pair[1]);
        let is_one_place = one.start == other.start && other.end == other.start;
        if other.start < one.end || is_one_place {
            return Err(Box::new(Overlap(one.clone(), other.clone())));
        }
    }
    let has_returns = text.find('\n').is_some_and(|end| text[..end].ends_with('\r'));
    let (mut changed, mut at) = (String::with_capacity(text.len()), 0);
    for replacement in sorted {
        changed.push_str(&text[at..replacement.start]);
        match has_returns {
            true => changed.push_str(&replacement.text.replace("\r\n", "\n").replace('\n', "\r\n")),
            false => changed.push_str(&replacement.text),
        }
        at = replacement.end;
    }
    changed.push_str(&text[at..]);
    Ok(changed)
}

/// What differs between two versions of a text, as `diff -u` and git show it; empty when nothing does.
pub fn unified(before: &str, after: &str, names: (&str, &str)) -> String {
    TextDiff::from_lines(before, after).unified_diff().header(names.0, names.1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;

    fn fix(line: u32, column: u32, length: u32, text: &str) -> Fix {
        Fix { span: Span { line, column, length }, text: text.into() }
    }

    #[test]
    fn changes_are_made_at_once_whatever_their_order() {
        let text = "one two three";
        let changes = [
            Replacement::new(8..13, "3"),
            Replacement::new(0..0, "> "),
            Replacement::new(0..3, "1"),
            Replacement::new(7..7, ","),
            Replacement::new(0..3, "1"),
        ];
        assert_eq!(apply(text, &changes).as_deref(), Ok("> 1 two, 3"));
        assert_eq!(apply(text, &[]).as_deref(), Ok(text));
    }

    #[test]
    fn what_cannot_both_be_made_is_refused() {
        for (one, other) in [((0, 3), (2, 4)), ((0, 3), (0, 5)), ((4, 4), (4, 4)), ((0, 3), (1, 1))] {
            let one = Replacement::new(one.0..one.1, "a");
            let other = Replacement::new(other.0..other.1, "b");
            let overlap = apply("one two", &[other.clone(), one.clone()]).expect_err("an overlap");
            assert_eq!(*overlap, Overlap(one, other));
        }
    }

    #[test]
    fn line_breaks_are_those_of_the_text() {
        let change = [Replacement::new(5..5, "b: 2\nc: 3\r\n")];
        assert_eq!(apply("a: 1\nd\n", &change).as_deref(), Ok("a: 1\nb: 2\nc: 3\r\nd\n"));
        let change = [Replacement::new(6..6, "b: 2\nc: 3\r\n")];
        assert_eq!(apply("a: 1\r\nd\r\n", &change).as_deref(), Ok("a: 1\r\nb: 2\r\nc: 3\r\nd\r\n"));
    }

    #[test]
    fn places_of_messages_are_bytes_of_the_file() {
        for mark in ["", "\u{feff}"] {
            let text = format!("{mark}eins\r\nzwölf дні\r\n");
            let made = |fix: &Fix| {
                let change = Replacement::of(fix, &text)?;
                Some(apply(&text, &[change]).expect("one change"))
            };
            assert_eq!(made(&fix(2, 7, 3, "днів")), Some(format!("{mark}eins\r\nzwölf днів\r\n")));
            assert_eq!(made(&fix(1, 1, 0, "a\n")), Some(format!("{mark}a\r\neins\r\nzwölf дні\r\n")));
            assert_eq!(made(&fix(1, 5, 2, " ")), Some(format!("{mark}eins zwölf дні\r\n")));
            assert_eq!(made(&fix(3, 1, 0, "drei")), Some(format!("{mark}eins\r\nzwölf дні\r\ndrei")));
            for nowhere in
                [fix(0, 1, 1, ""), fix(1, 0, 1, ""), fix(4, 1, 0, ""), fix(2, 1, 12, ""), fix(3, 2, 0, "")]
            {
                assert_eq!(made(&nowhere), None, "{nowhere:?}");
            }
        }
    }

    #[test]
    fn a_difference_is_as_git_shows_it() {
        let shown = unified("a\nb\nc\n", "a\nB\nc\n", ("a.md", "b.md"));
        assert_eq!(shown, "--- a.md\n+++ b.md\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
        assert_eq!(unified("a\n", "a\n", ("a", "a")), "");
    }
}
