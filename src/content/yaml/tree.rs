//! Where keys and values of a YAML text stand, which keys stand twice, and whether aliases repeat too much.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser};

use super::{Path, syntax};
use crate::diagnostic::{Code, Diagnostic, Span};

/// Lists and mappings within each other, at most.
const DEPTH: usize = 64;
/// What a text may grow to when its aliases are written out, in bytes and roughly.
const WEIGHT: u64 = 4 << 20;

/// Whether brackets alone could nest too deeply. Says yes too often, never too seldom.
pub(super) fn may_be_deep(text: &str) -> bool {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest > DEPTH
}

/// Whether there could be anchors and aliases. Says yes too often, never too seldom.
pub(super) fn may_repeat(text: &str) -> bool {
    marks(text, b'&') && marks(text, b'*')
}

/// Whether a mark stands before a name and not within one: "R&D" and "3 & 4" name no anchor.
fn marks(text: &str, mark: u8) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| {
        *byte == mark
            && bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace())
            && at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_alphanumeric())
    })
}

/// The positions of a text, in bytes.
#[derive(Debug)]
pub(super) struct Tree {
    root: Node,
    /// First and second place of each key that stands twice in one mapping.
    pub(super) duplicates: Vec<(Range<usize>, Range<usize>)>,
}

/// A value.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) range: Range<usize>,
    /// Of a list or a mapping, with the places of the keys.
    pub(super) children: Vec<(Option<Range<usize>>, Node)>,
    weight: u64,
}

/// The place that a parser names by its characters. Its lines are not those of a file: a carriage return ends one, too.
pub(super) fn at(text: &str, marker: &Marker) -> Span {
    let byte = text.char_indices().nth(marker.index()).map_or(text.len(), |(byte, _)| byte);
    Span::of(text, byte, byte)
}

/// Places of a key (of entries of mappings) and its value.
#[derive(Debug, Clone)]
pub(super) struct KeyRange {
    pub(super) key: Option<Range<usize>>,
    pub(super) value: Range<usize>,
}

impl Tree {
    /// Reads positions; an error when the text is no YAML, nests too deeply or repeats itself too much.
    pub(super) fn build(text: &str, front: bool) -> Result<Self, Diagnostic> {
        let mut builder = Builder::new(text);
        let mut parser = Parser::new_from_str(text);
        loop {
            match parser.next_event() {
                None => break,
                Some(Ok((event, span))) => builder.event(event, span.start.index(), span.end.index())?,
                Some(Err(error)) => {
                    return Err(syntax::explain(text, at(text, error.marker()), front));
                }
            }
        }
        Ok(Self { root: builder.root.unwrap_or_default(), duplicates: builder.duplicates })
    }

    /// The whole of it.
    pub(super) fn root(&self) -> &Node {
        &self.root
    }

    /// Where the value at a path stands; within an alias, where the alias stands.
    pub(super) fn locate(&self, path: &Path<'_>) -> Option<KeyRange> {
        let mut steps = Vec::new();
        let mut step = Some(path);
        while let Some(Path { parent: Some(parent), index, .. }) = step {
            steps.push(*index);
            step = Some(parent);
        }
        let mut place = KeyRange { key: None, value: self.root.range.clone() };
        let mut node = &self.root;
        for index in steps.into_iter().rev() {
            let Some((key, child)) = node.children.get(index) else { break };
            place = KeyRange { key: key.clone(), value: child.range.clone() };
            node = child;
        }
        Some(place)
    }
}

/// A list or mapping that is not closed yet.
struct Open {
    node: Node,
    anchor: usize,
    mapping: bool,
    /// The key whose value comes next, with its text when it is a scalar.
    key: Option<(Range<usize>, Option<String>)>,
    seen: BTreeMap<String, Range<usize>>,
}

struct Builder<'t> {
    text: &'t str,
    /// A character's number and byte, the last one looked up: positions come in rising order, nearly.
    last: (usize, usize),
    open: Vec<Open>,
    anchors: BTreeMap<usize, u64>,
    root: Option<Node>,
    duplicates: Vec<(Range<usize>, Range<usize>)>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let anchors = BTreeMap::new();
        Self { text, last: (0, 0), open: Vec::new(), anchors, root: None, duplicates: Vec::new() }
    }

    fn event(&mut self, event: Event<'_>, start: usize, end: usize) -> Result<(), Diagnostic> {
        match event {
            Event::Scalar(scalar, _, anchor, _) => {
                let node = Node {
                    range: self.bytes(start, end),
                    weight: 16 + scalar.len() as u64,
                    ..Node::default()
                };
                self.close(node, anchor, Some(&scalar))
            }
            Event::Alias(anchor) => {
                let weight = self.anchors.get(&anchor).copied().unwrap_or(1);
                let node = Node { range: self.bytes(start, end), weight, ..Node::default() };
                self.close(node, 0, None)
            }
            Event::SequenceStart(anchor, _) => self.begin(start, end, anchor, false),
            Event::MappingStart(anchor, _) => self.begin(start, end, anchor, true),
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(mut open) = self.open.pop() else { return Ok(()) };
                // A block ends where the next thing begins: only its first line is ever shown.
                open.node.range.end = self.bytes(start, start).start.max(open.node.range.start);
                self.close(open.node, open.anchor, None)
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, start: usize, end: usize, anchor: usize, mapping: bool) -> Result<(), Diagnostic> {
        let range = self.bytes(start, end);
        if self.open.len() >= DEPTH {
            let message = format!("the YAML is nested more than {DEPTH} levels deep");
            let problem =
                Diagnostic::error(Code::YamlSize, message).at(Span::of(self.text, range.start, range.end));
            return Err(problem.hint("write it flatter"));
        }
        let node = Node { range, weight: 32, ..Node::default() };
        self.open.push(Open { node, anchor, mapping, key: None, seen: BTreeMap::new() });
        Ok(())
    }

    /// Puts a finished node where it belongs: as a key, as a value, or as an item.
    fn close(&mut self, node: Node, anchor: usize, text: Option<&str>) -> Result<(), Diagnostic> {
        if anchor > 0 {
            self.anchors.insert(anchor, node.weight);
        }
        let Some(parent) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return Ok(());
        };
        parent.node.weight = parent.node.weight.saturating_add(node.weight);
        if parent.node.weight > WEIGHT.max(4 * self.text.len() as u64 + WEIGHT) && !self.anchors.is_empty() {
            let message = "what `*name` repeats is too much text";
            let place = Span::of(self.text, node.range.start, node.range.end);
            return Err(Diagnostic::error(Code::YamlSize, message).at(place).hint("write less with `*name`"));
        }
        if !parent.mapping {
            parent.node.children.push((None, node));
            return Ok(());
        }
        match parent.key.take() {
            None => parent.key = Some((node.range, text.map(str::to_owned))),
            Some((key, name)) => {
                // The value keeps the first of a key that stands twice, and so do the positions.
                if let Some(name) = name {
                    if let Some(first) = parent.seen.get(&name) {
                        self.duplicates.push((first.clone(), key));
                        return Ok(());
                    }
                    parent.seen.insert(name, key.clone());
                }
                parent.node.children.push((Some(key), node));
            }
        }
        Ok(())
    }

    /// Numbers of characters as bytes.
    fn bytes(&mut self, start: usize, end: usize) -> Range<usize> {
        let start = self.byte(start);
        start..self.byte(end)
    }

    fn byte(&mut self, character: usize) -> usize {
        if character < self.last.0 {
            self.last = (0, 0);
        }
        let (number, byte) = self.last;
        let step = self.text[byte..].char_indices().nth(character - number);
        let found = step.map_or(self.text.len(), |(offset, _)| byte + offset);
        if step.is_some() {
            self.last = (character, found);
        }
        found
    }
}
