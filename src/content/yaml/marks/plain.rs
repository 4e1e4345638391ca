//! Where values without quotes stand in a text.

use std::ops::RangeInclusive;

use saphyr_parser::{Event, Parser, ScalarStyle};

/// A value without quotes on one line, or a key in `{…}`.
pub(super) struct Plain {
    /// From 0, as is its column.
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) text: String,
    /// The nearest key above; empty for a key.
    pub(super) name: String,
    /// Within `[…]` or `{…}`.
    pub(super) in_flow: bool,
    pub(super) is_key: bool,
    pub(super) is_item: bool,
}

/// All plain values, and the lines of texts in blocks and quotes, where `#` is a character as any other.
pub(super) fn plain_values(text: &str, lines: &[&str]) -> (Vec<Plain>, Vec<RangeInclusive<usize>>) {
    struct Open {
        is_mapping: bool,
        is_flow: bool,
        /// The key whose value comes next.
        key: Option<String>,
        name: String,
    }
    let begins = |open: &mut Vec<Open>| match open.last_mut() {
        Some(top) if top.is_mapping => top.key.take().unwrap_or_default(),
        Some(top) => top.name.clone(),
        None => String::new(),
    };
    let (mut values, mut blocks, mut open) = (Vec::new(), Vec::new(), Vec::new());
    let mut cursor = Cursor::default();
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        let (line, column) = (span.start.line().saturating_sub(1), span.start.col());
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let is_mapping = matches!(event, Event::MappingStart(..));
                let first = cursor.rest(lines, line, column).and_then(|rest| rest.chars().next());
                let is_flow = first == Some(if is_mapping { '{' } else { '[' });
                let name = begins(&mut open);
                open.push(Open { is_mapping, is_flow, key: None, name });
            }
            Event::MappingEnd | Event::SequenceEnd => drop(open.pop()),
            Event::Alias(_) => drop(begins(&mut open)),
            Event::Scalar(scalar, style, ..) => {
                let in_flow = open.last().is_some_and(|open| open.is_flow);
                let is_key = open.last().is_some_and(|open| open.is_mapping && open.key.is_none());
                let is_item = open.last().is_some_and(|open| !open.is_mapping);
                let last = span.end.line().saturating_sub(1);
                let name = if is_key { String::new() } else { begins(&mut open) };
                if style != ScalarStyle::Plain && last > line {
                    blocks.push(line..=last.saturating_sub(usize::from(span.end.col() == 0)));
                }
                let on_line = cursor.rest(lines, line, column);
                // A name that it has for other places stands before it.
                let named = on_line.filter(|rest| rest.starts_with('&')).and_then(|rest| {
                    let (_, value) = rest.split_once(' ')?;
                    Some((
                        column + rest[..rest.len() - value.trim_start().len()].chars().count(),
                        value.trim_start(),
                    ))
                });
                let column = named.map_or(column, |(column, _)| column);
                let on_line = named.map(|(_, value)| value).or(on_line);
                if style == ScalarStyle::Plain
                    && !scalar.is_empty()
                    && on_line.is_some_and(|line| line.starts_with(&*scalar))
                    && (!is_key || in_flow)
                {
                    let text = scalar.clone().into_owned();
                    values.push(Plain { line, column, text, name, in_flow, is_key, is_item });
                }
                if let Some(open) = open.last_mut().filter(|_| is_key) {
                    open.key = Some(scalar.into_owned());
                }
            }
            _ => {}
        }
    }
    (values, blocks)
}

/// Where the parser was last, so that a long line is not walked from its start for each of its values.
#[derive(Default)]
struct Cursor {
    line: usize,
    column: usize,
    byte: usize,
}

impl Cursor {
    /// What stands from a place on to the end of its line.
    fn rest<'t>(&mut self, lines: &[&'t str], line: usize, column: usize) -> Option<&'t str> {
        if self.line != line || self.column > column {
            *self = Self { line, ..Self::default() };
        }
        let text = lines.get(line)?;
        self.byte += byte(text.get(self.byte..)?, column - self.column);
        self.column = column;
        text.get(self.byte..)
    }
}

/// The byte at which a column of a line begins.
pub(super) fn byte(line: &str, column: usize) -> usize {
    line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}
