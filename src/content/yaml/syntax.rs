//! What is wrong with a text that is no YAML, in an editor's words.
//!
//! A parser knows where it stopped; what it says of that is for those who write parsers, and none of it is printed. What was
//! meant is guessed from the lines at that place, and where the line can be mended the hint shows it: tried by reading it,
//! so that who obeys it does not come back with another fault.

mod lines;
#[cfg(test)]
mod tests;
mod values;

use serde_yaml::Value;

use self::lines::{bare, directive, document, indentation, tab};
pub(super) use self::values::in_quotes;
use self::values::{block, brackets, colon, first_mark, no_space, quotation};
use crate::content::characters::{is_hidden_break, named};
use crate::diagnostic::{Code, Diagnostic, Span};

const CODE: Code = Code::YamlSyntax;

/// A message for a text in which a parser stopped at a place. `front` for front matter.
pub(super) fn explain(text: &str, place: Span, front: bool) -> Diagnostic {
    let (line, column) = (place.line as usize, place.column as usize);
    let lines: Vec<&str> = text.lines().collect();
    let stop = Stop { line: line.clamp(1, lines.len().max(1)), lines, front };
    // Each looks for one fault near the place; the first that finds its own speaks.
    let looks: [fn(&Stop<'_>) -> Option<Diagnostic>; 12] = [
        control, tab, document, quotation, no_space, block, first_mark, brackets, colon, bare, indentation,
        directive,
    ];
    looks.iter().find_map(|look| look(&stop)).unwrap_or_else(|| {
        let message = "this line cannot be read as YAML where it stands";
        let hint = "write `key: value` in every line, all keys that belong together at the same column, and put a value with marks in it in quotes";
        error(message, stop.at(stop.line, column, 1), hint)
    })
}

/// A text holds a second document, which begins at a place.
pub(super) fn documents(at: Span) -> Diagnostic {
    error("a second file begins within this one", at, "remove the `---` lines inside the file")
}

/// A control character in a text, which no YAML may hold.
pub(super) fn control_character(text: &str, front: bool) -> Option<Diagnostic> {
    control(&Stop { lines: text.lines().collect(), line: 1, front })
}

/// A line read alone. No line that anybody mends by hand is longer.
fn alone(line: &str) -> Option<Value> {
    (line.len() <= 1000).then(|| serde_yaml::from_str(line.trim_start()).ok()).flatten()
}

/// What is wrong with a text that YAML reads as nothing but one text: `title:Talks`.
pub(super) fn one_text(text: &str, front: bool) -> Option<Diagnostic> {
    let lines: Vec<&str> = text.lines().collect();
    let most = lines.len().min(100);
    let mut stop = Stop { lines, line: 1, front };
    (1..=most).find_map(|line| {
        stop.line = line;
        no_space(&stop)
    })
}

/// Where a parser stopped.
struct Stop<'t> {
    lines: Vec<&'t str>,
    /// From 1.
    line: usize,
    front: bool,
}

impl<'t> Stop<'t> {
    /// A line by its number.
    fn text(&self, number: usize) -> &'t str {
        number.checked_sub(1).and_then(|at| self.lines.get(at)).copied().unwrap_or("")
    }

    /// The line and the one above it: a parser stops at the first thing that cannot follow.
    fn near(&self) -> impl Iterator<Item = usize> {
        [self.line, self.line.saturating_sub(1)].into_iter().filter(|number| *number > 0)
    }

    /// A place, kept within its line.
    fn at(&self, line: usize, column: usize, length: usize) -> Span {
        let most = self.text(line).chars().count() + 1;
        Span { line: line as u32, column: column.clamp(1, most) as u32, length: length.max(1) as u32 }
    }

    /// A message with the line as it should be, when putting its value in quotes mends it.
    fn quoted(&self, message: &str, number: usize, column: usize, otherwise: &str) -> Diagnostic {
        let span = self.at(number, column, 1);
        match in_quotes(self.text(number)) {
            Some(mended) => self.mended(message, span, &mended),
            None => error(message, span, otherwise),
        }
    }

    /// A message with the line as it should be.
    fn mended(&self, message: &str, span: Span, line: &str) -> Diagnostic {
        let length = self.text(span.line as usize).chars().count() as u32;
        let fault = error(message, span, format!("write {}", line.trim()));
        fault.fix(Span { column: 1, length, ..span }, line)
    }
}

fn error(message: &str, span: Span, hint: impl Into<String>) -> Diagnostic {
    Diagnostic::error(CODE, message).at(span).hint(hint).cause(message, message)
}

fn control(stop: &Stop<'_>) -> Option<Diagnostic> {
    let hostile = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r') && !is_hidden_break(*c);
    (1..).zip(&stop.lines).find_map(|(number, line)| {
        let (column, c) = (1..).zip(line.chars()).find(|(_, c)| hostile(c))?;
        let span = stop.at(number, column, 1);
        Some(error(&format!("{} stands in the YAML", named(c)), span, "delete it").fix(span, ""))
    })
}

/// The value in `key: value` or `- value`, with its column from 1.
fn value_of(line: &str) -> Option<(usize, &str)> {
    let mut rest = line.trim_start();
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start();
    }
    let value = match rest.split_once(": ") {
        Some((key, value)) if !key.starts_with(['"', '\'', '[', '{', '@', '`', '%', '*', '&', '!']) => {
            value.trim_start()
        }
        _ => rest,
    };
    let before = &line[..line.len() - value.len()];
    (!value.is_empty()).then(|| (before.chars().count() + 1, value.trim_end()))
}
