//! What is wrong with a text that is no YAML, in an editor's words.
//!
//! The parsers know where they stopped and what they wanted to see; what was meant is guessed from the
//! line they stopped in.

use crate::diagnostic::{Diagnostic, Span};

const CODE: &str = "yaml-syntax";
const QUOTE_IT: &str = "put the whole value in quotes: title: \"Ukraine: the week\"";

/// A message for what a parser says about a line and column, both from 1.
pub(super) fn explain(text: &str, line: usize, column: usize, said: &str) -> Diagnostic {
    let lines: Vec<&str> = text.lines().collect();
    let line = line.clamp(1, lines.len().max(1));
    let here = lines.get(line - 1).copied().unwrap_or("");
    let at = |line: usize, column: usize, length: usize| Span {
        line: line as u32,
        column: column.max(1) as u32,
        length: length.max(1) as u32,
    };
    let error = |message: &str, span: Span, hint: &str| Diagnostic::error(CODE, message).at(span).hint(hint);

    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    if said.contains("control char") || said.contains("not allowed") && text.contains(control) {
        let found =
            lines.iter().enumerate().find_map(|(n, text)| Some((n + 1, text.chars().position(control)?)));
        let (line, column) = found.unwrap_or((line, column.saturating_sub(1)));
        return error("a control character stands in the YAML", at(line, column + 1, 1), "delete it");
    }
    // The line before may be to blame: a parser stops at the first thing that cannot follow it.
    // One that ran into a tab names the place where what it was reading began, which may be lines above.
    let last = if said.contains("tab") { lines.len() } else { line };
    for number in [line].into_iter().chain(line.saturating_sub(1)..=last).filter(|number| *number > 0) {
        let text = lines.get(number - 1).copied().unwrap_or("");
        let indent = &text[..text.len() - text.trim_start().len()];
        if let Some(tab) = indent.chars().position(|c| c == '\t') {
            let hint = "write two spaces for each tab, or none if a new key begins here";
            return error("a tab indents this line; YAML wants spaces", at(number, tab + 1, 1), hint);
        }
    }
    // An open quotation mark swallows lines; text after a closed one stops the parser at once.
    let blamed = |n: usize| match quotes(&lines, n)? {
        Quotes::Trailing(_) if n + 1 < line => None,
        problem => Some((n, problem)),
    };
    if let Some((number, problem)) = (1..=line).find_map(blamed) {
        let (message, column, hint) = match problem {
            Quotes::Unclosed(column) => {
                ("a quotation mark is opened and never closed", column, "close it at the end of the value")
            }
            Quotes::Trailing(column) => (
                "there is text after the closing quotation mark",
                column,
                "put the whole value between quotes, and write \\\" for a quotation mark inside \"…\" and '' inside '…'",
            ),
        };
        return error(message, at(number, column, 1), hint);
    }
    if said.contains("alias") || said.contains("anchor") {
        let hint =
            "`*` and `&` mean something in YAML at the start of a value: put the whole value in quotes";
        return error("an alias (`*name`) has no anchor (`&name`) before it", at(line, column, 1), hint);
    }
    if let Some((start, value)) = value_of(here).filter(|(_, value)| value.starts_with(['@', '`', '%'])) {
        let hint = "put the whole value in quotes: title: \"@home\"";
        let message = format!("a value cannot begin with {}", &value[..1]);
        return error(&message, at(line, start, 1), hint);
    }
    for number in [line, line.saturating_sub(1)].into_iter().filter(|number| *number > 0) {
        let value = lines.get(number - 1).and_then(|line| value_of(line));
        let Some((start, value)) = value.filter(|(_, value)| value.starts_with(['[', '{'])) else { continue };
        let (close, shape) = if value.starts_with('[') { (']', "[…]") } else { ('}', "{…}") };
        if !value.ends_with(close) {
            let message = format!("a {shape} value is not closed, or text follows it");
            let hint =
                format!("close it with `{close}`; if the value is text, put the whole value in quotes");
            return error(&message, at(number, start, 1), &hint);
        }
    }
    if said.contains("mapping values are not allowed") {
        if let Some(colon) = second_colon(here) {
            return error("a colon stands in a value that has no quotes", at(line, colon, 1), QUOTE_IT);
        }
        if line > 1 {
            let hint =
                "begin all keys of one mapping at the same column, and write `key: value` in every line";
            return error("this line does not fit what stands above it", at(line, column, 1), hint);
        }
    }
    // A line without a colon is noticed when the next one begins.
    let bare = [line, line.saturating_sub(1)].into_iter().find(|number| {
        let text = number.checked_sub(1).and_then(|n| lines.get(n)).map_or("", |line| line.trim());
        !text.is_empty() && !text.contains(':') && !text.starts_with(['-', '#', '[', '{', ']', '}', '|', '>'])
    });
    if let Some(number) = bare.filter(|_| said.contains("':'") || said.contains("simple key")) {
        let length = lines.get(number - 1).map_or(1, |line| line.chars().count());
        return error("this line has no `key:`", at(number, 1, length), "write `key: value`");
    }
    if said.contains("more than one document") {
        let hint = "remove the `---` lines inside the file";
        return error("the file holds more than one YAML document", at(line, column, 1), hint);
    }
    let detail = said.split(" at line ").next().unwrap_or(said);
    error(
        &format!("this is not YAML: {detail}"),
        at(line, column, 1),
        "check indentation, quotes and brackets here and in the line above",
    )
}

enum Quotes {
    Unclosed(usize),
    Trailing(usize),
}

/// What is wrong with the quotation marks of a line's value; columns from 1.
fn quotes(lines: &[&str], number: usize) -> Option<Quotes> {
    let (start, value) = value_of(lines.get(number - 1)?)?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut characters = value.chars().enumerate().skip(1).peekable();
    while let Some((index, c)) = characters.next() {
        let doubled = quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == quote);
        if c == '\\' && quote == '"' || c == quote && doubled {
            characters.next();
        } else if c == quote {
            let rest: String = characters.map(|(_, c)| c).collect();
            let fine = rest.trim().is_empty() || rest.trim_start().starts_with(['#', ',', ':', ']', '}']);
            return (!fine).then_some(Quotes::Trailing(start + index));
        }
    }
    // Quoted text may go on in further lines, but these do not look like `key: value`.
    let next = lines.get(number).map_or("", |line| line.trim_start());
    let key = next.split_once(':').map(|(key, _)| key);
    let runs_out =
        next.is_empty() || key.is_some_and(|key| !key.is_empty() && !key.contains([' ', '"', '\'']));
    runs_out.then_some(Quotes::Unclosed(start))
}

/// The value in `key: value` or `- value`, with its column from 1.
fn value_of(line: &str) -> Option<(usize, &str)> {
    let mut rest = line.trim_start();
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start();
    }
    let value = match rest.split_once(": ") {
        Some((key, value)) if !key.contains(['"', '\'', '[', '{']) => value.trim_start(),
        _ => rest,
    };
    let before = &line[..line.len() - value.len()];
    (!value.is_empty()).then(|| (before.chars().count() + 1, value.trim_end()))
}

/// The column of a colon inside a value, from 1.
fn second_colon(line: &str) -> Option<usize> {
    let (start, value) = value_of(line)?;
    let colon = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))?;
    (start > 1 && line.contains(": ")).then(|| start + value[..colon].chars().count())
}

#[cfg(test)]
mod tests {
    use super::super::{FRONT_MATTER_BYTES, Report};

    #[track_caller]
    fn says(text: &str, line: u32, column: u32, message: &str) {
        let report = Report::new(text, 0);
        assert!(report.parse(FRONT_MATTER_BYTES).is_none());
        let found = report.finish("x").1;
        let [problem] = &found[..] else { panic!("{found:?}") };
        let span = problem.span.unwrap();
        assert_eq!((span.line, span.column, problem.message.as_str()), (line, column, message));
    }

    #[test]
    fn what_editors_get_wrong() {
        says("a: 1\ntitle: Ukraine: the week\n", 2, 15, "a colon stands in a value that has no quotes");
        says("title: The week:\n", 1, 16, "a colon stands in a value that has no quotes");
        says("tags:\n\t- a\n", 2, 1, "a tab indents this line; YAML wants spaces");
        says("image:\n\tsrc: a\n", 2, 1, "a tab indents this line; YAML wants spaces");
        says("title: X\n\ttags: a\n", 2, 1, "a tab indents this line; YAML wants spaces");
        says("title: X\n  y\n\ttags: a\n", 3, 1, "a tab indents this line; YAML wants spaces");
        says(
            "title: \"Ukraine\ndate: 2025-01-01\nsummary: \"x\"\n",
            1,
            8,
            "a quotation mark is opened and never closed",
        );
        says("title: 'Ukraine\n", 1, 8, "a quotation mark is opened and never closed");
        says("title: \"Stop\" he said\n", 1, 13, "there is text after the closing quotation mark");
        says("title: 'Ukraine's week'\n", 1, 16, "there is text after the closing quotation mark");
        says("title: @home\n", 1, 8, "a value cannot begin with @");
        says("title: [Live] Kyiv\n", 1, 8, "a […] value is not closed, or text follows it");
        says("tags: [a, b\ndate: 2025-01-01\n", 1, 7, "a […] value is not closed, or text follows it");
        says("title: *Kyiv* burns\n", 1, 8, "an alias (`*name`) has no anchor (`&name`) before it");
        says("title: x\nbare words here\nb: 1\n", 2, 1, "this line has no `key:`");
        says("title: x\n  bad: y\n", 2, 6, "this line does not fit what stands above it");
        says("title: a\u{7}b\n", 1, 9, "a control character stands in the YAML");
    }

    #[test]
    fn nothing_panics() {
        for text in [
            "a: \"é",
            "é: 'x' é: y",
            ":",
            "- ",
            "\"",
            "'",
            "%",
            "? - : [",
            "a: b: \u{2028}",
            "\r\r:\t: x",
            "---\na: 1\n---\nb",
        ] {
            let report = Report::new(text, 0);
            report.parse(FRONT_MATTER_BYTES);
        }
    }
}
