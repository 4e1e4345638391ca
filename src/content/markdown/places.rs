//! From offsets in a body to places in its file, without counting lines anew for each.

use std::ops::Range;

use super::comments::Cuts;
use crate::diagnostic::Span;

/// Answers where an offset is. Offsets that grow, as they mostly do, cost what lies between them.
pub(super) struct Places<'b> {
    body: &'b str,
    first_line: u32,
    /// The last answer: offset, line, column, both from 0.
    last: (usize, u32, u32),
    /// What was cut out of the body before offsets were counted.
    cuts: Option<&'b Cuts>,
}

impl<'b> Places<'b> {
    /// `first_line`: how many lines of the file stand before the body.
    pub(super) fn new(body: &'b str, first_line: u32) -> Self {
        Self { body, first_line, last: (0, 0, 0), cuts: None }
    }

    /// The same for offsets in what is left of the body.
    pub(super) fn cut(self, cuts: &'b Cuts) -> Self {
        Self { cuts: Some(cuts), ..self }
    }

    /// The place of `body[range]`, all of it, as a change of it counts; none when something was cut out of it.
    pub(super) fn whole(&mut self, range: Range<usize>) -> Option<Span> {
        let written = match self.cuts {
            Some(cuts) if range.is_empty() => cuts.place(range.start)..cuts.place(range.start),
            Some(cuts) => cuts.place(range.start)..cuts.place(range.end - 1) + 1,
            None => range.clone(),
        };
        let length = self.body.get(written.clone())?.chars().count() as u32;
        (written.len() == range.len()).then(|| Span { length, ..self.span(range) })
    }

    /// The place of `body[range]`, cut at the end of its first line.
    pub(super) fn span(&mut self, range: Range<usize>) -> Span {
        let range = match self.cuts {
            Some(cuts) if range.is_empty() => cuts.place(range.start)..cuts.place(range.start),
            Some(cuts) => cuts.place(range.start)..cuts.place(range.end - 1) + 1,
            None => range,
        };
        let (from, mut line, mut column) = match self.last {
            last if range.start >= last.0 => last,
            last => self.back(last, range.start).unwrap_or((0, 0, 0)),
        };
        let between = self.body.get(from..range.start).unwrap_or("");
        let on_line = match between.rfind('\n') {
            Some(end) => {
                line += between[..=end].bytes().filter(|b| *b == b'\n').count() as u32;
                column = 0;
                &between[end + 1..]
            }
            None => between,
        };
        column += on_line.chars().count() as u32;
        self.last = (range.start, line, column);
        let marked = self.body.get(range).and_then(|text| text.lines().next()).unwrap_or("");
        let length = (marked.chars().count() as u32).max(1);
        Span { line: self.first_line + line + 1, column: column + 1, length }
    }

    /// A little before the last answer, in its line.
    fn back(&self, (last, line, column): (usize, u32, u32), start: usize) -> Option<(usize, u32, u32)> {
        let between = self.body.get(start..last).filter(|text| text.len() < 4096 && !text.contains('\n'))?;
        Some((start, line, column - between.chars().count() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_span_of() {
        let body = "a é b\r\nсім x\n\nlast";
        let mut places = Places::new(body, 3);
        for start in [2, 8, 15, 0, 16, 18, 18, 4] {
            let range = start..(start + 2).min(body.len());
            if body.get(range.clone()).is_some() {
                assert_eq!(
                    places.span(range.clone()),
                    Span::of(body, range.start, range.end).down(3),
                    "{start}"
                );
            }
        }
    }
}
