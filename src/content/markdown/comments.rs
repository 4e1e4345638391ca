//! Comments of other programs, which CommonMark prints: what somebody wrote so that nobody reads it.
//!
//! They are cut out of a body before anything reads it, so that facts and HTML know nothing of them; [`Cuts`] leads from
//! places in what is left to places in the file. Code is never touched. HTML comments are the parser's, but for those
//! that CommonMark takes for text: they hold an empty line in a paragraph, reach out of a quotation or a table's cell.

mod kinds;
mod notes;
mod protected;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use kinds::{Kind, opened};
use protected::{Apart, protected};

use crate::diagnostic::{Code, Diagnostic};

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Comment {
    place: Range<usize>,
    kind: Kind,
    /// It is opened and never closed, and lasts to the end.
    unclosed: bool,
}

/// How far the end of a block is looked for, in bytes.
const LONGEST_BLOCK: usize = 4096;
/// How often the code of a body is looked for anew because a comment reached into what seemed to be code.
const REREADINGS: usize = 16;

/// What was cut out of a body.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    comments: Vec<Comment>,
    /// What is cut, with the white space that would be left over; in order.
    cuts: Vec<Range<usize>>,
    /// From which place in what is left on how much was cut before it.
    shifts: Vec<(usize, usize)>,
}

impl Cuts {
    /// Looks for comments.
    pub(super) fn find(body: &str) -> Self {
        if !may_hold_comments(body) {
            return Self::default();
        }
        let comments = find(body);
        let mut cuts: Vec<Range<usize>> = Vec::with_capacity(comments.len());
        for comment in &comments {
            let cut = with_space(body, &comment.place);
            // Two comments side by side may want the same white space.
            let start = cut.start.max(cuts.last().map_or(0, |last| last.end));
            cuts.push(start..cut.end.max(start));
        }
        Self::of(comments, cuts)
    }

    fn of(comments: Vec<Comment>, cuts: Vec<Range<usize>>) -> Self {
        let mut before = 0;
        let shift = |cut: &Range<usize>| {
            let at = cut.start - before;
            before += cut.len();
            (at, before)
        };
        let shifts = cuts.iter().map(shift).collect();
        Self { comments, cuts, shifts }
    }

    /// The body without them.
    pub(super) fn apply<'b>(&self, body: &'b str) -> Cow<'b, str> {
        if self.cuts.is_empty() {
            return Cow::Borrowed(body);
        }
        let mut left = String::with_capacity(body.len());
        let mut at = 0;
        for cut in &self.cuts {
            left.push_str(&body[at..cut.start]);
            at = cut.end;
        }
        left.push_str(&body[at..]);
        Cow::Owned(left)
    }

    /// Where a place in what is left stands in the body.
    pub(super) fn place(&self, at: usize) -> usize {
        let next = self.shifts.partition_point(|(from, _)| *from <= at);
        at + next.checked_sub(1).map_or(0, |last| self.shifts[last].1)
    }

    /// Where something was cut out of what is left, within a range of it.
    pub(super) fn seams(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        self.shifts.iter().map(|(at, _)| *at).filter(move |at| range.start < *at && *at < range.end)
    }

    /// What is to be said of them, each with its place in the body.
    pub(super) fn said(&self) -> impl Iterator<Item = (Range<usize>, Diagnostic)> + '_ {
        self.comments.iter().filter_map(|comment| {
            let [open, close] = comment.kind.ends();
            if comment.unclosed {
                let message = format!("a comment is opened here with `{open}` and never closed");
                let hint = format!(
                    "write `{close}` where it ends; if it shall be printed, put it between backticks"
                );
                return Some((
                    comment.place.clone(),
                    Diagnostic::error(Code::CommentUnclosed, message).hint(hint),
                ));
            }
            (!comment.kind.is_own()).then(|| {
                let message = format!("`{open} … {close}` is a comment of another program: it is left out");
                let hint = "write `<!-- … -->`, or put it between backticks if it shall be printed";
                (comment.place.clone(), Diagnostic::warning(Code::ForeignComment, message).hint(hint))
            })
        })
    }
}

/// A text of front matter without comments, and what began the first of them; none when it holds none.
pub(crate) fn without_comments(text: &str) -> Option<(String, &'static str)> {
    if !may_hold_comments(text) && !text.contains("<!--") {
        return None;
    }
    let comments: Vec<Comment> = scan(text, 0, &[]).into_iter().filter(|comment| !comment.unclosed).collect();
    let first = comments.first()?.kind.ends()[0];
    let cuts = comments.iter().map(|comment| with_space(text, &comment.place)).collect();
    Some((Cuts::of(comments, cuts).apply(text).trim().to_owned(), first))
}

/// A guess that never misses one.
fn may_hold_comments(body: &str) -> bool {
    let bytes = body.as_bytes();
    let may_begin = |at: usize| match bytes[at] {
        b'%' => bytes.get(at + 1) == Some(&b'%'),
        // One that ends on its line, and not in a table, is the parser's, unless it stands in a title or a description.
        b'<' if bytes[at..].starts_with(b"<!--") => {
            let rest = &bytes[at..];
            let line = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
            memchr::memchr3(b'"', b'\'', b'(', &bytes[line..at]).is_some()
                || memchr::memmem::find(rest, b"-->")
                    .is_none_or(|end| memchr::memchr2(b'\n', b'|', &rest[..end]).is_some())
        }
        _ => opened(&body[at..]).is_some(),
    };
    memchr::memchr3_iter(b'%', b'{', b'<', bytes).any(may_begin) || !notes::find(body, 0).is_empty()
}

fn find(body: &str) -> Vec<Comment> {
    let (mut found, texts) = find_in_text(body);
    let outside = found.len();
    for text in texts {
        let next = found[..outside].partition_point(|comment| comment.place.end <= text.start);
        if found[..outside].get(next).is_some_and(|comment| comment.place.start < text.end) {
            continue;
        }
        found.extend(scan(&body[text.clone()], 0, &[]).into_iter().map(|comment| Comment {
            place: text.start + comment.place.start..text.start + comment.place.end,
            ..comment
        }));
    }
    if found.len() > outside {
        found.sort_by_key(|comment| comment.place.start);
    }
    found
}

/// The comments that stand in the text itself, and the texts that stand apart from it.
fn find_in_text(body: &str) -> (Vec<Comment>, Vec<Range<usize>>) {
    let mut work = Cow::Borrowed(body);
    let mut found: Vec<Comment> = Vec::new();
    let mut at = 0;
    for _ in 0..REREADINGS {
        let Apart { places: code, texts } = protected(&work);
        let comments = scan(&work, at, &code);
        // A comment that ends in what seems to be code: what is code is another question without it.
        let reaches = |comment: &Comment| {
            let end = comment.place.end;
            let next = code.partition_point(|code| code.end <= end);
            !comment.unclosed && code.get(next).is_some_and(|code| code.start < end)
        };
        let last = comments.iter().position(reaches);
        let sure = last.map_or(comments.len(), |last| last + 1);
        found.extend(comments.into_iter().take(sure));
        let (Some(_), Some(comment)) = (last, found.last()) else { return (found, texts) };
        at = comment.place.end;
        let mut masked = work.into_owned().into_bytes();
        for comment in &found {
            masked[comment.place.clone()].fill(b'x');
        }
        work = Cow::Owned(String::from_utf8_lossy(&masked).into_owned());
    }
    // A text that is nothing but riddles: whatever may be a comment is one.
    found.extend(scan(&work, at, &[]));
    (found, Vec::new())
}

/// Comments from `at` on that do not begin in one of the places of `code`, which are sorted and apart.
fn scan(body: &str, mut at: usize, code: &[Range<usize>]) -> Vec<Comment> {
    let bytes = body.as_bytes();
    let inside = |at: usize| {
        let next = code.partition_point(|code| code.end <= at);
        code.get(next).filter(|code| code.start <= at).map(|code| code.end)
    };
    let mut found = Vec::new();
    let mut may_end_raw = true;
    let mut notes = notes::find(body, at).into_iter().peekable();
    loop {
        let next = memchr::memchr3(b'%', b'{', b'<', &bytes[at..]).map(|next| at + next);
        if let Some(note) = notes.next_if(|note| next.is_none_or(|next| note.place.start < next)) {
            let start = note.place.start;
            if start >= at && inside(start).is_none() {
                at = note.place.end;
                found.push(note);
            }
            continue;
        }
        let Some(start) = next else { break };
        if let Some(end) = inside(start) {
            at = end;
            continue;
        }
        let rest = &body[start..];
        let escapes = bytes[..start].iter().rev().take_while(|byte| **byte == b'\\').count();
        let run = rest.bytes().take_while(|byte| *byte == b'%').count();
        let opened = match bytes[start] {
            _ if escapes % 2 == 1 => None,
            b'%' => (run == 2).then_some((Kind::Percent, 2)),
            _ => opened(rest),
        };
        let Some((kind, mark)) = opened else {
            // Liquid shows as it is what stands between these.
            let raw = rest.strip_prefix("{%").map(|raw| raw.trim_start_matches(['-', ' ']));
            let is_raw =
                may_end_raw && raw.is_some_and(|raw| raw.starts_with("raw ") || raw.starts_with("raw%"));
            let after = is_raw.then(|| memchr::memmem::find(rest.as_bytes(), b"endraw")).flatten();
            may_end_raw &= !is_raw || after.is_some();
            at = start + after.unwrap_or(run.max(1));
            continue;
        };
        let end = match kind {
            Kind::Percent => match percent_end(body, start, &inside) {
                Some(end) => end,
                // Two signs that begin a line are none of a number.
                None if begins_line(body, start)
                    && !rest[run..].starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    usize::MAX
                }
                None => {
                    at = start + run;
                    continue;
                }
            },
            kind => kind.end(rest, mark).map_or(usize::MAX, |end| start + end),
        };
        let unclosed = end == usize::MAX;
        let end = end.min(body.len());
        found.push(Comment { place: start..end, kind, unclosed });
        at = end;
    }
    found
}

/// Whether nothing stands before a place on its line but the marks of quotations and lists.
fn begins_line(body: &str, at: usize) -> bool {
    let before = body[..at].trim_end_matches([' ', '\t', '>', '-', '*', '+']);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

/// Where the comment ends that `%%` at `start` begins. A `%%` behind a number may be a mistyped sign that begins none.
fn percent_end(body: &str, start: usize, inside: &impl Fn(usize) -> Option<usize>) -> Option<usize> {
    let bytes = body.as_bytes();
    let begins = |at: usize| {
        bytes[..at].iter().rev().find(|byte| !b" \t>".contains(byte)).is_none_or(|byte| *byte == b'\n')
    };
    // A line of its own begins a block that such a line ends, whatever seems to be code between them.
    let is_lone = |at: usize| {
        let mut rest = bytes[at + 2..].iter();
        begins(at) && rest.find(|byte| !b" \t\r".contains(byte)).is_none_or(|byte| *byte == b'\n')
    };
    let begins_block = is_lone(start);
    let marks = |from: usize| {
        memchr::memmem::find_iter(&bytes[from..], b"%%")
            .map(move |at| from + at)
            .filter(|at| inside(*at).is_none() || begins_block && is_lone(*at))
    };
    let close = marks(start + 2).next()?;
    let next = close + 2;
    let of_number = |at: usize| body[..at].ends_with(|c: char| c.is_ascii_digit());
    if begins_line(body, start) || !of_number(start) {
        return Some(next);
    }
    // "5%% and 6%%" are two numbers.
    let is_sign = !body[start + 2..].starts_with(char::is_alphanumeric);
    if is_sign && of_number(close) {
        return None;
    }
    let window = &bytes[start..bytes.len().min(start + LONGEST_BLOCK)];
    let blank = memchr::memmem::find(window, b"\n\n").or_else(|| memchr::memmem::find(window, b"\n\r\n"));
    let block = start + blank.unwrap_or(window.len());
    let in_block = marks(start).take_while(|at| *at < block).count();
    (in_block % 2 == 0).then_some(next)
}

/// A comment and the white space that nobody needs without it: the line that it has for itself, or one of two spaces.
fn with_space(body: &str, comment: &Range<usize>) -> Range<usize> {
    let before = body[..comment.start].trim_end_matches([' ', '\t']);
    let after = body[comment.end..].trim_start_matches([' ', '\t']);
    let after_at = body.len() - after.len();
    let begins = before.is_empty() || before.ends_with('\n');
    let rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'));
    // What is left of an item of a list would underline a heading.
    if let (Some(item), Some(rest)) = (before.strip_suffix(['-', '+', '*']), rest)
        && item.trim_end_matches([' ', '\t']).ends_with('\n')
    {
        let is_indented = rest.starts_with([' ', '\t']);
        let start = if is_indented { comment.start } else { item.trim_end_matches([' ', '\t']).len() };
        return start..body.len() - if is_indented { rest.trim_start().len() } else { rest.len() };
    }
    match (begins, rest) {
        (true, Some(rest)) => before.len()..body.len() - rest.len(),
        (true, None) => comment.start..after_at,
        // Two spaces at the end of a line would break it.
        (false, Some(_)) => before.len()..after_at,
        (false, None) if after.is_empty() => before.len()..after_at,
        (false, None) if before.len() < comment.start => comment.start..after_at,
        (false, None) => comment.clone(),
    }
}
