//! Markup of other dialects of Markdown, and Markdown that failed: signs that are printed and surely were not meant to be.
//!
//! They are looked for in what is printed, piece by piece as the parser gives it: so code is never meant, nor is anything
//! that works. Each finder looks at one kind of mark, in the text as written, and answers what to write instead. A mark
//! with a `\` before it is meant as it stands.

mod alerts;
mod attributes;
mod blocks;
mod brackets;
mod components;
mod containers;
mod documents;
mod inline;
mod lists;
mod slips;
mod tables;
mod targets;
mod wikilinks;

use std::ops::Range;

pub(super) use blocks::{accidental_heading, braces_for_attributes, cells_too_many, unclosed_fence};

use super::HtmlPolicy;
use crate::bytes;
use crate::diagnostic::{Code, Diagnostic};

/// How far the end of a mark may be from its beginning, in bytes.
const LONGEST: usize = 300;
/// How much of a mark a message repeats, in characters.
const REPEATED: usize = 60;

/// Something that was found.
#[derive(Debug)]
pub(super) enum Found {
    /// A message, which lacks its file and its place, and the change that mends it.
    Said(Range<usize>, Diagnostic, Option<Change>),
    /// A link by a name: what it leads to is known when all documents are.
    Named(Range<usize>),
}

/// What is replaced in the body, and by what.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) place: Range<usize>,
    pub(super) text: String,
}

impl Found {
    pub(super) fn place(&self) -> &Range<usize> {
        let (Self::Said(place, ..) | Self::Named(place)) = self;
        place
    }

    /// The same with the change that mends it.
    fn mended(self, place: Range<usize>, text: impl Into<String>) -> Self {
        match self {
            Self::Said(at, problem, _) => Self::Said(at, problem, Some(Change { place, text: text.into() })),
            named @ Self::Named(_) => named,
        }
    }

    /// The same, mended by this text in the place of what was found.
    fn replaced_by(self, text: impl Into<String>) -> Self {
        let place = self.place().clone();
        self.mended(place, text)
    }
}

impl From<(Range<usize>, Diagnostic)> for Found {
    fn from((place, problem): (Range<usize>, Diagnostic)) -> Self {
        Self::Said(place, problem, None)
    }
}

/// A kind of mark: messages of one kind are one fault.
struct Kind {
    key: &'static str,
    /// Of all places together.
    summary: &'static str,
    /// What mends all of them.
    remedy: &'static str,
}

/// Reads what is printed.
#[derive(Debug)]
pub(super) struct Dialects {
    html: HtmlPolicy,
    /// What is before has been looked at.
    done: usize,
    /// Containers that were opened and not closed yet.
    open: u32,
}

/// A place in the text at which a mark may begin.
#[derive(Clone, Copy)]
struct At<'b> {
    body: &'b str,
    at: usize,
}

impl<'b> At<'b> {
    fn rest(self) -> &'b str {
        &self.body[self.at..]
    }

    /// From here to the end of the line, at most [`LONGEST`] bytes of it.
    fn line(self) -> &'b str {
        let rest = self.ahead(LONGEST);
        &rest[..memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())]
    }

    /// What follows, at most so many bytes of it.
    fn ahead(self, most: usize) -> &'b str {
        let rest = self.rest();
        let mut end = most.min(rest.len());
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        &rest[..end]
    }

    /// What stands before it in its line, at most [`LONGEST`] bytes of it.
    fn before(self) -> &'b str {
        let mut from = self.at.saturating_sub(LONGEST);
        while !self.body.is_char_boundary(from) {
            from += 1;
        }
        let before = &self.body[from..self.at];
        &before[memchr::memrchr2(b'\n', b'\r', before.as_bytes()).map_or(0, |end| end + 1)..]
    }

    fn previous(self) -> Option<char> {
        self.body[..self.at].chars().next_back().filter(|c| !matches!(c, '\n' | '\r'))
    }

    /// Whether nothing stands before it in its line but marks of quotations and lists.
    fn begins_line(self) -> bool {
        let before = self.before();
        before.len() < 64
            && before.bytes().all(|b| {
                b.is_ascii_digit() || matches!(b, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')')
            })
            && before.bytes().last().is_none_or(|b| matches!(b, b' ' | b'\t' | b'>'))
    }

    fn place(self, length: usize) -> Range<usize> {
        self.at..self.at + length
    }
}

impl Dialects {
    pub(super) fn new(html: HtmlPolicy) -> Self {
        Self { html, done: 0, open: 0 }
    }

    /// What is found in a piece of printed text, at `place` in the body.
    pub(super) fn text(&mut self, body: &str, place: &Range<usize>, found: &mut Vec<Found>) {
        let Some(text) = body.get(place.clone()) else { return };
        let start = At { body, at: place.start };
        if place.start >= self.done
            && begins_like_a_block(text)
            && start.begins_line()
            && !is_escaped(body, place.start)
            && let Some(mark) = self.block(start)
        {
            self.take(mark, found);
        }
        if text.starts_with('_')
            && let Some(mark) = documents::behind_code(start)
        {
            self.take(mark, found);
        }
        for (number, group) in text.as_bytes().chunks(64).enumerate() {
            if !bytes::any(group, is_sign) {
                continue;
            }
            for (offset, byte) in group.iter().enumerate() {
                let at = place.start + number * 64 + offset;
                if !is_sign(*byte) || at < self.done || is_escaped(body, at) {
                    continue;
                }
                if let Some(mark) = self.inline(At { body, at }, *byte) {
                    self.take(mark, found);
                }
            }
        }
    }

    fn take(&mut self, mark: Found, found: &mut Vec<Found>) {
        self.done = self.done.max(mark.place().end);
        found.push(mark);
    }

    fn block(&mut self, start: At<'_>) -> Option<Found> {
        containers::find(start, &mut self.open)
            .or_else(|| slips::heading(start))
            .or_else(|| tables::find(start))
            .or_else(|| lists::find(start))
            .or_else(|| documents::line(start))
            .or_else(|| components::module(start))
    }

    fn inline(&self, at: At<'_>, byte: u8) -> Option<Found> {
        match byte {
            b'{' => attributes::find(at),
            b'[' => alerts::find(at).or_else(|| wikilinks::find(at)).or_else(|| brackets::find(at)),
            b']' => targets::find(at),
            b'=' | b'+' | b'~' | b'^' | b':' => {
                inline::find(at, byte, self.html).or_else(|| documents::within(at, byte))
            }
            b'*' => slips::strong(at, self.html).or_else(|| slips::stars(at)),
            b'<' => components::find(at),
            b'&' => slips::entity(at),
            _ => None,
        }
    }
}

fn is_sign(byte: u8) -> bool {
    (byte == b'{')
        | (byte == b'[')
        | (byte == b']')
        | (byte == b'=')
        | (byte == b'+')
        | (byte == b'~')
        | (byte == b'^')
        | (byte == b':')
        | (byte == b'*')
        | (byte == b'&')
        | (byte == b'<')
}

/// Whether a text may begin a line that is meant as a block: by its first byte, which may be one of several.
fn begins_like_a_block(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        [b':' | b'!' | b'?' | b'/' | b'=' | b'~' | b'.' | b'#' | b'|' | b'-', ..]
            | [b'0'..=b'9', ..]
            // `•` and its like, `·`, `§`, what Word's fonts have for bullets.
            | [0xe2 | 0xc2 | 0xef, ..]
            | [b'o', b'\t', ..]
            | [b'h', b'1'..=b'6', b'.', ..]
            | [b'b', b'q', b'.', ..]
            | [b'i', b'm', ..]
            | [b'i', b'n', b'c', ..]
            | [b'v', b'i', b'd', ..]
            | [b'e', b'x', b'p', ..]
    )
}

fn is_escaped(body: &str, at: usize) -> bool {
    body[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// The message about a mark that means nothing here.
fn foreign(at: At<'_>, length: usize, kind: &Kind, hints: impl IntoIterator<Item = String>) -> Found {
    let place = at.place(length);
    let message = format!("`{}` means nothing here: it is shown as text", short(&at.body[place.clone()]));
    let problem =
        Diagnostic::warning(Code::ForeignMarkup, message).cause(kind.key, kind.summary).remedy(kind.remedy);
    Found::Said(place, hints.into_iter().fold(problem, Diagnostic::hint), None)
}

/// The message about Markdown that is none as it stands.
fn failed(at: At<'_>, length: usize, message: String, kind: &Kind, hint: String) -> Found {
    let problem = Diagnostic::warning(Code::BrokenMarkup, message).hint(hint);
    Found::Said(at.place(length), problem.cause(kind.key, kind.summary).remedy(kind.remedy), None)
}

/// As much of a mark as a message repeats.
pub(super) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(REPEATED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
