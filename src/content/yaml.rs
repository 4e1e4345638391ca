//! YAML, hidden: texts become values, values are read field by field, and all problems are collected.
//!
//! 1. [`Report::parse`] reads a text once, into a [`Value`], with bounds on size, nesting and aliases.
//! 2. [`Fields`] and [`FieldValue`] convert it; what is wrong goes to the [`Report`] and reading goes on.
//! 3. Only when there is something to report the text is read a second time, by a parser that knows
//!    positions (`tree`); `syntax` says in an editor's words what is wrong with a text that is no YAML.

pub mod convert;
mod fields;
mod find;
mod marks;
pub mod of_toml;
mod places;
pub mod scalars;
mod syntax;
mod tree;
mod unseen;
mod value;
pub mod write;

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;

pub use convert::as_switch;
#[cfg(test)]
pub(crate) use fields::record;
pub(crate) use fields::same_key;
pub use fields::{FieldValue, Fields, Path};
pub use find::Finder;
pub use places::value_place;
use serde_yaml::Value;

use self::tree::Tree;
use crate::diagnostic::{Code, Diagnostic, Span};

/// The most bytes a front matter may have.
pub const FRONT_MATTER_BYTES: usize = 256 << 10;
/// The most bytes a YAML file (configuration, registry) may have.
pub const FILE_BYTES: usize = 8 << 20;

/// The most messages about one text; what comes after them is counted.
const MESSAGES: usize = 200;

/// A text of YAML and what was found wrong with it.
pub struct Report<'t> {
    text: &'t str,
    lines: u32,
    tree: OnceCell<Option<Tree>>,
    /// Where its lines begin, in bytes.
    line_starts: OnceCell<Vec<usize>>,
    /// The last place looked up (byte, line, column): places mostly come in rising order.
    last: Cell<(usize, usize, usize)>,
    found: RefCell<Vec<Diagnostic>>,
    failed: Cell<bool>,
    unsaid: Cell<usize>,
    /// Whether comments of other programs are left out of its texts.
    cuts_comments: bool,
}

impl<'t> Report<'t> {
    /// For a text that begins `lines` lines down its file.
    pub fn new(text: &'t str, lines: u32) -> Self {
        Self {
            text,
            lines,
            tree: OnceCell::new(),
            line_starts: OnceCell::new(),
            last: Cell::default(),
            found: RefCell::default(),
            failed: Cell::default(),
            unsaid: Cell::default(),
            cuts_comments: false,
        }
    }

    /// For texts that readers see: comments of other programs are left out of them.
    #[must_use]
    pub fn cutting_comments(self) -> Self {
        Self { cuts_comments: true, ..self }
    }

    /// The text as a value, null when it is empty; none when it is no YAML, and then it was said why.
    pub fn parse(&self, most_bytes: usize) -> Option<Value> {
        if self.text.len() > most_bytes {
            let message = format!("the YAML is too long: more than {} KB", most_bytes >> 10);
            self.push(
                Diagnostic::error(Code::YamlSize, message)
                    .at(self.top())
                    .hint("move text out of it, into files"),
            );
            return None;
        }
        let breaks = unseen::hidden_breaks(self.text);
        if !breaks.is_empty() {
            self.extend(breaks);
            return None;
        }
        // What could be deep or repeat itself is looked at before a parser builds it.
        if (tree::may_be_deep(self.text) || tree::may_repeat(self.text)) && self.build().is_none() {
            return None;
        }
        let value = match serde_yaml::from_str(self.text) {
            Ok(Value::String(_)) if self.is_one_text() => None,
            Ok(value) if !self.is_doubtful(&value) => Some(value),
            // What the one parser refuses or reads otherwise the other one may know.
            _ => self.read_again(),
        };
        self.said_otherwise(value)
    }

    /// The same, with what was probably meant otherwise said: for texts that people write.
    fn said_otherwise(&self, value: Option<Value>) -> Option<Value> {
        if value.is_some() && marks::may_be_in(self.text) {
            self.extend(marks::meant_otherwise(self.text));
        }
        value
    }

    /// Whether what is one text to YAML was meant as lines of keys, which is said.
    fn is_one_text(&self) -> bool {
        let problem = syntax::one_text(self.text, self.lines > 0);
        let found = problem.is_some();
        self.extend(problem.into_iter().collect());
        found
    }

    /// Whether a value may be another one than was written: with tags, merge keys, or marks that only look like YAML's.
    fn is_doubtful(&self, value: &Value) -> bool {
        let tagged = memchr::memchr_iter(b'!', self.text.as_bytes())
            .any(|at| at == 0 || matches!(self.text.as_bytes()[at - 1], b' ' | b'\n' | b'[' | b',' | b'\t'));
        tagged || self.text.contains("<<:") || !self.text.is_ascii() && unseen::may_be_meant(value)
    }

    /// The value by the parser that knows positions; what stops that one is said.
    fn read_again(&self) -> Option<Value> {
        if let Some(problem) = syntax::control_character(self.text, self.lines > 0) {
            self.push(problem.down(self.lines));
            return None;
        }
        self.build()?;
        let unseen = unseen::in_form(self.text);
        let value = value::read(self.text, self.lines > 0);
        if !unseen.is_empty() && value.as_ref().map_or(true, unseen::may_be_meant) {
            self.extend(unseen);
            return None;
        }
        match value {
            Ok(value) => Some(value),
            Err(problem) => {
                self.push(problem.down(self.lines));
                None
            }
        }
    }

    /// Says that the value at this place of the file has a tag of its own.
    fn push_tagged(&self, place: Span) {
        let inside = Span { line: place.line.saturating_sub(self.lines).max(1), ..place };
        self.push(value::tagged(self.text, inside).down(self.lines));
    }

    fn extend(&self, problems: Vec<Diagnostic>) {
        problems.into_iter().for_each(|problem| self.push(problem.down(self.lines)));
    }

    /// The tree of positions, when the text is YAML; if not, that is said, as are duplicate keys.
    fn build(&self) -> Option<&Tree> {
        let build = || match Tree::build(self.text, self.lines > 0) {
            Ok(tree) => {
                for (first, second) in tree.duplicates.iter().take(MESSAGES) {
                    let (first, second) = (self.span(first.clone()), self.span(second.clone()));
                    let message = "this key stands twice";
                    let hint = format!("it stands in line {} too: keep one of them", first.line);
                    let fault = Diagnostic::error(Code::DuplicateKey, message).at(second);
                    self.push(fault.label(first, "it stands here first").hint(hint));
                }
                Some(tree)
            }
            Err(problem) => {
                // A character that looks like another is why the rest does not fit.
                let unseen = unseen::in_form(self.text);
                if unseen.is_empty() {
                    self.push(problem.down(self.lines));
                }
                self.extend(unseen);
                None
            }
        };
        self.tree.get_or_init(build).as_ref()
    }

    /// One more message.
    pub fn push(&self, diagnostic: Diagnostic) {
        // However many there are, the first error is said.
        let first_error =
            diagnostic.is_error() && !self.failed.replace(self.failed.get() || diagnostic.is_error());
        if self.full() && !first_error {
            self.leave_unsaid();
        } else {
            self.found.borrow_mut().push(diagnostic);
        }
    }

    /// There is a message that is not shown.
    fn leave_unsaid(&self) {
        self.unsaid.set(self.unsaid.get() + 1);
    }

    /// Whether more messages would only be counted.
    fn full(&self) -> bool {
        self.found.borrow().len() >= MESSAGES
    }

    /// Whether none is an error, and all messages in the order of their places.
    pub fn finish(self, path: &str) -> (bool, Vec<Diagnostic>) {
        let mut found = self.found.into_inner();
        found.sort_by_key(|diagnostic| diagnostic.span);
        found.dedup();
        if self.unsaid.get() > 0 {
            let message = "there are more problems than are shown";
            found.push(Diagnostic::warning(Code::MoreProblems, message).hint("correct these first"));
        }
        for diagnostic in &mut found {
            diagnostic.path = Some(path.to_owned());
        }
        (!self.failed.get(), found)
    }

    /// What stands for the whole: the line with the opening fence, or the first.
    pub fn top(&self) -> Span {
        Span { line: self.lines.max(1), column: 1, length: if self.lines > 0 { 3 } else { 1 } }
    }

    /// Places of the key and the value at a path, in bytes of the text.
    fn locate(&self, path: &Path<'_>) -> Option<tree::KeyRange> {
        // A text that one parser reads and the other does not has no positions.
        self.tree.get_or_init(|| Tree::build(self.text, false).ok()).as_ref()?.locate(path)
    }

    /// The place of a part of the text in its file, cut at the end of its first line. As [`Span::of`], but made
    /// for looking up many places.
    fn span(&self, range: Range<usize>) -> Span {
        let starts = self.line_starts.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect()
        });
        let line = starts.partition_point(|start| *start <= range.start).max(1);
        let (last, last_line, last_column) = self.last.get();
        let (from, before) = match starts.get(line - 1).copied().unwrap_or(0) {
            _ if last_line == line && last <= range.start => (last, last_column),
            start => (start, 0),
        };
        let column = before + self.text.get(from..range.start).map_or(0, |text| text.chars().count());
        self.last.set((range.start, line, column));
        let marked = self.text.get(range).and_then(|text| text.lines().next()).unwrap_or("");
        let length = (marked.chars().count() as u32).max(1);
        Span { line: line as u32, column: column as u32 + 1, length }.down(self.lines)
    }
}

trait Down {
    fn down(self, lines: u32) -> Self;
}

impl Down for Diagnostic {
    fn down(mut self, lines: u32) -> Self {
        self.span = self.span.map(|span| span.down(lines));
        if let Some(fix) = &mut self.fix {
            fix.span = fix.span.down(lines);
        }
        for span in self.labels.iter_mut().filter_map(|label| label.span.as_mut()) {
            *span = span.down(lines);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<Diagnostic> {
        let report = Report::new(text, 1);
        report.parse(FRONT_MATTER_BYTES);
        report.finish("x.md").1
    }

    #[test]
    fn duplicates_are_found_and_do_not_hide_the_rest() {
        let report = Report::new("title: a\nimage:\n  src: x\n  src: y\ntitle: b\n", 1);
        let value = report.parse(FRONT_MATTER_BYTES).expect("a value");
        assert_eq!(value["title"], "a");
        let found = report.finish("x.md").1;
        assert_eq!(found.iter().map(|d| d.span.unwrap().line).collect::<Vec<_>>(), [5, 6]);
        assert_eq!(found[1].hints, ["it stands in line 2 too: keep one of them"]);
    }

    #[test]
    fn hostile_texts_end_soon() {
        for deep in ["[".repeat(100_000), "- ".repeat(100_000), "{a: ".repeat(60_000), "? ".repeat(100_000)] {
            assert_eq!(problems(&deep).len(), 1, "{}", &deep[..8]);
        }
        let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (one, two) in ('a'..='o').zip('b'..='p') {
            bomb += &format!("{two}: &{two} [{}]\n", vec![format!("*{one}"); 9].join(","));
        }
        assert_eq!(problems(&bomb)[0].code, Code::YamlSize);
        let flat = format!("a: &a [{}]\nb: [{}]\n", "1,".repeat(30_000), "*a,".repeat(30_000));
        assert_eq!(problems(&flat)[0].code, Code::YamlSize);
        assert_eq!(problems(&" ".repeat(FRONT_MATTER_BYTES + 1))[0].code, Code::YamlSize);
        assert_eq!(problems("a: &a [1]\nb: *a\nc: 2 * 3 & 4\n"), []);
    }

    #[test]
    fn many_problems_are_cut_and_still_fail() {
        let report = Report::new("", 0);
        for _ in 0..300 {
            report.push(Diagnostic::warning(Code::UnknownKey, "w"));
        }
        report.push(Diagnostic::error(Code::InvalidValue, "e"));
        let (clean, found) = report.finish("x");
        assert!(!clean && found.iter().any(Diagnostic::is_error));
        assert_eq!(found.last().map(|d| d.code.as_str()), Some("more-problems"));
    }

    #[test]
    fn a_recursive_alias_is_an_error() {
        assert_eq!(problems("a: &a [*a]\n").len(), 1);
    }

    #[test]
    fn a_carriage_return_alone_ends_no_line_of_the_file() {
        let found = problems("a: 1\rb: !x &a 2\n---\nc: 3\n");
        let span = found[0].span.expect("a place");
        assert_eq!((found[0].code.as_str(), span.line, span.column), ("yaml-syntax", 3, 1));
    }
}
