//! What is wrong with a text that is no YAML, in an editor's words.
//!
//! A parser knows where it stopped; what it says of that is for those who write parsers, and none of it is printed. What was
//! meant is guessed from the lines at that place, and where the line can be mended the hint shows it: tried by reading it,
//! so that who obeys it does not come back with another fault.

use serde_yaml::Value;

use super::write;
use crate::content::characters::{is_hidden_break, named};
use crate::diagnostic::{Diagnostic, Span};

const CODE: &str = "yaml-syntax";

/// A message for a text in which a parser stopped at a place. `front` for front matter.
pub(super) fn explain(text: &str, place: Span, front: bool) -> Diagnostic {
    let (line, column) = (place.line as usize, place.column as usize);
    let lines: Vec<&str> = text.lines().collect();
    let stop = Stop { line: line.clamp(1, lines.len().max(1)), lines, front };
    // Each looks for one fault near the place; the first that finds its own speaks.
    let looks: [fn(&Stop<'_>) -> Option<Diagnostic>; 11] = [
        control,
        tab,
        document,
        quotation,
        no_space,
        first_mark,
        brackets,
        colon,
        bare,
        indentation,
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

/// A line with its value in quotes: none when the line has no value, or would not say the same then.
pub(super) fn in_quotes(line: &str) -> Option<String> {
    let (start, value) = value_of(line)?;
    let text = meant(value)?;
    let before: String = line.chars().take(start - 1).collect();
    let mended = format!("{before}{}", write::quoted(&text));
    // Read alone, the line must say this very text.
    let read = alone(&mended)?;
    let mut found = &read;
    while let Value::Sequence(items) = found {
        found = items.first()?;
    }
    let found = match found {
        Value::Mapping(mapping) => mapping.values().next()?,
        found => found,
    };
    (found.as_str() == Some(&text)).then_some(mended)
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

/// The text that a value without its quotes, or with too many of them, was meant to be.
fn meant(value: &str) -> Option<String> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote.filter(|quote| value.len() > 1 && value.ends_with(*quote)) else {
        return Some(value.to_owned());
    };
    if quote == '"' && value.contains('\\') {
        return None;
    }
    // The quotes are the value's own when another one opens or stands alone inside: 'Kyiv's week', "the "law" holds".
    let inner = &value[1..value.len() - 1];
    let inside = inner.matches(quote).count();
    let opens = inner.match_indices(quote).next().is_some_and(|(at, _)| {
        let before = inner[..at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || c == '(')
            && !inner[at + 1..].starts_with(char::is_whitespace)
    });
    Some(if inside % 2 == 1 || opens { inner.to_owned() } else { value.to_owned() })
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

fn tab(stop: &Stop<'_>) -> Option<Diagnostic> {
    // A parser that ran into a tab may name the place where what it was reading began, lines above.
    let first = stop.line.saturating_sub(1).max(1);
    let begins =
        |number: &usize| !stop.text(*number).starts_with([' ', '\t', '-', '#']) && *number > stop.line;
    for number in (first..=stop.lines.len()).take_while(|number| !begins(number)) {
        let text = stop.text(number);
        let indent = &text[..text.len() - text.trim_start().len()];
        let Some(tab) = indent.chars().position(|c| c == '\t') else { continue };
        if text.trim().is_empty() {
            continue;
        }
        let hint = "write two spaces for each tab, or none if a new key begins here";
        return Some(error("a tab indents this line; YAML wants spaces", stop.at(number, tab + 1, 1), hint));
    }
    None
}

fn document(stop: &Stop<'_>) -> Option<Diagnostic> {
    let number = stop.near().find(|number| {
        let text = stop.text(*number);
        *number > 1 && (text == "---" || text == "..." || text.starts_with("--- "))
    })?;
    Some(documents(stop.at(number, 1, 3)))
}

fn quotation(stop: &Stop<'_>) -> Option<Diagnostic> {
    // An open quotation mark swallows lines; text after a closed one stops the parser at once.
    let blamed = |number: usize| match quotes(&stop.lines, number)? {
        Quotes::Trailing(_) if number + 1 < stop.line => None,
        problem => Some((number, problem)),
    };
    let (number, problem) = (1..=stop.line).find_map(blamed)?;
    let whole = "put the whole value between quotes, and write \\\" for a quotation mark inside \"…\" and '' inside '…'";
    Some(match problem {
        Quotes::Trailing(column) => stop.quoted(
            "the value ends at the second quotation mark, and text follows it",
            number,
            column,
            whole,
        ),
        Quotes::Unclosed(column) => {
            let message = "a quotation mark is opened and never closed";
            // 'Tis has an apostrophe; a double mark alone lacks the other one.
            let closed = format!("{}\"", stop.text(number).trim_end());
            let value = value_of(stop.text(number)).map_or("", |(_, value)| value);
            if value.matches('"').count() == 1 && value.starts_with('"') && alone(&closed).is_some() {
                return Some(stop.mended(message, stop.at(number, column, 1), &closed));
            }
            stop.quoted(message, number, column, "close it at the end of the value")
        }
    })
}

fn no_space(stop: &Stop<'_>) -> Option<Diagnostic> {
    stop.near().find_map(|number| {
        let line = stop.text(number);
        let start = line.trim_start();
        let (key, value) =
            start.split_once(':').filter(|_| !start.contains(": ") && !start.ends_with(':'))?;
        let fits = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        if !fits || value.starts_with("//") {
            return None;
        }
        let before = line.len() - start.len() + key.len() + 1;
        let column = line[..before].chars().count() + 1;
        let mended = format!("{} {value}", &line[..before]);
        let mended = if alone(&mended).is_some() { mended } else { in_quotes(&mended)? };
        Some(stop.mended("there is no space after the colon", stop.at(number, column, 1), &mended))
    })
}

fn first_mark(stop: &Stop<'_>) -> Option<Diagnostic> {
    for number in stop.near() {
        let Some((start, value)) = value_of(stop.text(number)) else { continue };
        // Whole lines that begin so are YAML's own: lists, comments, directives.
        let keyed = stop.text(number).chars().take(start - 1).any(|c| c == ':' || c == '-');
        let mut characters = value.chars();
        let (first, second) = (characters.next().unwrap_or(' '), characters.next());
        let blank = second.is_none_or(char::is_whitespace);
        let wrong = match first {
            '@' | '`' => true,
            '%' | '!' | '|' | '>' | '&' | ',' | ']' | '}' => keyed,
            '-' | '?' => keyed && blank,
            '*' => {
                // `*name` alone is an alias whose anchor is missing.
                let alone = value[1..].chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
                if alone && !blank && keyed {
                    let message = "`*name` refers to a `&name` that stands nowhere before it";
                    return Some(stop.quoted(message, number, start, "put the whole value in quotes"));
                }
                true
            }
            _ => false,
        };
        if wrong {
            let shown = match first {
                '-' | '?' => format!("`{first} `"),
                '`' => "a backtick".to_owned(),
                _ => format!("`{first}`"),
            };
            let message = format!("a value cannot begin with {shown}, which has a meaning in YAML");
            let hint = format!("put the whole value in quotes: title: \"{first}…\"");
            return Some(stop.quoted(&message, number, start, &hint));
        }
    }
    None
}

fn brackets(stop: &Stop<'_>) -> Option<Diagnostic> {
    // What is opened swallows lines until something cannot be in it.
    for number in (1..=stop.line).rev().take(20) {
        let Some((start, value)) = value_of(stop.text(number)) else { continue };
        let (close, shape) = match value.chars().next() {
            Some('[') => (']', "[…]"),
            Some('{') => ('}', "{…}"),
            _ => continue,
        };
        if let Some(problem) = hash_in_list(stop, number, start, value) {
            return Some(problem);
        }
        let whole = alone(stop.text(number)).is_some();
        if whole && number != stop.line {
            continue;
        }
        let message = format!("a {shape} value is not closed, or text follows it");
        let hint = format!("close it with `{close}`; if the value is text, put the whole value in quotes");
        // With text behind the bracket it is a headline: "[Live] Kyiv".
        let closes = value.find(close).is_some_and(|at| at + 1 < value.len());
        return Some(if closes {
            stop.quoted(&message, number, start, &hint)
        } else {
            error(&message, stop.at(number, start, 1), hint)
        });
    }
    None
}

/// `[#metoo, war]`, where the rest of the line is a comment to YAML.
fn hash_in_list(stop: &Stop<'_>, number: usize, start: usize, value: &str) -> Option<Diagnostic> {
    let inner = value.strip_prefix('[')?.strip_suffix(']')?;
    let begins = |part: &str| part.trim_start().starts_with('#');
    let names: Vec<&str> = inner.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if !names.iter().any(|name| begins(name)) || inner.contains(['"', '\'', '[', '{']) {
        return None;
    }
    let column = start + value[..value.find('#')?].chars().count();
    let line: String = stop.text(number).chars().take(start - 1).collect();
    let mended = format!("{line}{}", write::list(&names));
    let message = "`#` begins a comment, so the list is not closed";
    alone(&mended).map(|_| stop.mended(message, stop.at(number, column, 1), &mended))
}

fn colon(stop: &Stop<'_>) -> Option<Diagnostic> {
    let colon = second_colon(stop.text(stop.line))?;
    let message = "a colon stands in a value that has no quotes";
    Some(stop.quoted(
        message,
        stop.line,
        colon,
        "put the whole value in quotes: title: \"Ukraine: the week\"",
    ))
}

fn indentation(stop: &Stop<'_>) -> Option<Diagnostic> {
    let indent = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let is_key = |text: &str| {
        let text = text.trim();
        !text.starts_with(['-', '#', '"', '\'']) && (text.contains(": ") || text.ends_with(':'))
    };
    let text = stop.text(stop.line);
    let above = (1..stop.line).rev().find(|number| {
        let text = stop.text(*number).trim();
        !text.is_empty() && !text.starts_with('#')
    });
    let above = above?;
    if !is_key(text) {
        return None;
    }
    let (own, other) = (indent(text), indent(stop.text(above)));
    if own > other && is_key(stop.text(above)) {
        let message = "spaces stand before this key, so it does not fit what stands above it";
        let mended = format!("{}{}", " ".repeat(other), text.trim_start());
        return Some(stop.mended(message, stop.at(stop.line, other + 1, own - other), &mended));
    }
    // All lines above are indented, this one is not: the space stands before the first of them.
    let first = (1..=above).find(|number| !stop.text(*number).trim().is_empty())?;
    if own < other && first == above && is_key(stop.text(first)) {
        let message = "spaces stand before this key, so it does not fit what stands below it";
        let mended = format!("{}{}", " ".repeat(own), stop.text(first).trim_start());
        return Some(stop.mended(message, stop.at(first, own + 1, other - own), &mended));
    }
    if own == other {
        return None;
    }
    let hint = "begin all keys that belong together at the same column, and write `key: value` in every line";
    Some(error("this line does not fit what stands above it", stop.at(stop.line, own + 1, 1), hint))
}

fn bare(stop: &Stop<'_>) -> Option<Diagnostic> {
    // A line without a colon is noticed when the next one begins.
    let number = stop.near().find(|number| {
        let text = stop.text(*number).trim();
        !text.is_empty()
            && !text.contains(": ")
            && !text.ends_with(':')
            && !text.starts_with(['-', '#', '[', '{', ']', '}', '|', '>', '%'])
    })?;
    let text = stop.text(number);
    let above = stop.text(number.saturating_sub(1));
    let continues = value_of(above)
        .is_some_and(|(start, value)| start > 1 && !value.starts_with(['"', '\'', '[', '{', '|', '>']));
    let mut fault =
        error("this line has no `key:`", stop.at(number, 1, text.chars().count()), "write `key: value`");
    if continues {
        fault = fault.hint("if it continues the line above, write two spaces before it");
        let mended = format!("  {text}");
        // In front matter it may be the text that begins here.
        if !stop.front && alone(&format!("{}\n{mended}", above.trim_start())).is_some() {
            fault = fault.fix(Span { line: number as u32, column: 1, length: 0 }, "  ");
        }
    }
    if stop.front {
        fault = fault.hint("if the text begins here, the line `---` above it is missing");
    }
    Some(fault)
}

fn directive(stop: &Stop<'_>) -> Option<Diagnostic> {
    let number = stop.near().find(|number| stop.text(*number).starts_with('%'))?;
    let hint = "take it out; in a value put the whole value in quotes";
    Some(error("a line cannot begin with `%`, which has a meaning in YAML", stop.at(number, 1, 1), hint))
}

enum Quotes {
    Unclosed(usize),
    Trailing(usize),
}

/// What is wrong with the quotation marks of a line's value; columns from 1.
fn quotes(lines: &[&str], number: usize) -> Option<Quotes> {
    let line = lines.get(number - 1)?;
    let (start, value) = value_of(line)?;
    let keyed = line.chars().take(start - 1).any(|c| c == ':');
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut characters = value.chars().enumerate().skip(1).peekable();
    while let Some((index, c)) = characters.next() {
        let doubled = quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == quote);
        if c == '\\' && quote == '"' || c == quote && doubled {
            characters.next();
        } else if c == quote {
            let rest: String = characters.map(|(_, c)| c).collect();
            let text = rest.trim_start();
            // Within brackets, and as a key, a quoted text is followed by marks.
            let fine = text.is_empty()
                || text.starts_with('#') && text.len() < rest.len()
                || !keyed && text.starts_with([',', ':', ']', '}']);
            let skipped = rest.chars().count() - text.chars().count();
            return (!fine).then_some(Quotes::Trailing(start + index + 1 + skipped));
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
        Some((key, value)) if !key.starts_with(['"', '\'', '[', '{', '@', '`', '%', '*', '&', '!']) => {
            value.trim_start()
        }
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
        assert!(report.parse(FRONT_MATTER_BYTES).is_none(), "{text:?}");
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
        says(
            "title: \"Stop\" he said\n",
            1,
            15,
            "the value ends at the second quotation mark, and text follows it",
        );
        says(
            "title: 'Ukraine's week'\n",
            1,
            17,
            "the value ends at the second quotation mark, and text follows it",
        );
        says("title: @home\n", 1, 8, "a value cannot begin with `@`, which has a meaning in YAML");
        says("title: [Live] Kyiv\n", 1, 8, "a […] value is not closed, or text follows it");
        says("tags: [a, b\ndate: 2025-01-01\n", 1, 7, "a […] value is not closed, or text follows it");
        says("tags: [war, #metoo]\nb: 1\n", 1, 13, "`#` begins a comment, so the list is not closed");
        says("title: *Kyiv* burns\n", 1, 8, "a value cannot begin with `*`, which has a meaning in YAML");
        says("title: *Kyiv\n", 1, 8, "`*name` refers to a `&name` that stands nowhere before it");
        says("title: x\nbare words here\nb: 1\n", 2, 1, "this line has no `key:`");
        says(
            "title: x\n  bad: y\n",
            2,
            1,
            "spaces stand before this key, so it does not fit what stands above it",
        );
        says(
            " title: x\nbad: y\n",
            1,
            1,
            "spaces stand before this key, so it does not fit what stands below it",
        );
        says("title: a\u{7}b\n", 1, 9, "U+0007, control character stands in the YAML");
    }

    /// A line that is no YAML, and the line that is meant.
    const MENDED: &[(&str, &str)] = &[
        ("title: \"Unlawful\", says operator", "title: '\"Unlawful\", says operator'"),
        ("title: \"Stop\" he said", "title: '\"Stop\" he said'"),
        ("title: \"Stop\", he said, \"now\"", "title: '\"Stop\", he said, \"now\"'"),
        ("title: \"He said \"no\" twice\"", "title: 'He said \"no\" twice'"),
        ("title: 'Ukraine's week'", "title: \"Ukraine's week\""),
        ("title: 'Tis the season", "title: \"'Tis the season\""),
        ("title: - more", "title: \"- more\""),
        ("title: ? why", "title: \"? why\""),
        ("title: `code` first", "title: \"`code` first\""),
        ("title: @home", "title: \"@home\""),
        ("title: %5 more", "title: \"%5 more\""),
        ("title: & more", "title: \"& more\""),
        ("title: *Kyiv* burns", "title: \"*Kyiv* burns\""),
        ("title: | x", "title: \"| x\""),
        ("title: > x", "title: \"> x\""),
        ("title: [Live] Kyiv", "title: \"[Live] Kyiv\""),
        ("tags: [#war, #metoo]", "tags: [\"#war\", \"#metoo\"]"),
        ("title: {a} b", "title: \"{a} b\""),
        ("title: Talks: day two", "title: \"Talks: day two\""),
        ("title: The week:", "title: \"The week:\""),
        ("title:Talks", "title: Talks"),
        ("title:\"Talks", "title: '\"Talks'"),
        ("title: \"Talks", "title: \"Talks\""),
        ("- name: Talks: day two", "- name: \"Talks: day two\""),
    ];

    #[test]
    fn the_hint_is_the_line_mended_and_can_be_read() {
        for (line, mended) in MENDED {
            for after in ["", "date: 2025-05-01\n"] {
                if !after.is_empty() && line.starts_with('-') {
                    continue;
                }
                let text = format!("{line}\n{after}");
                let report = Report::new(&text, 0);
                assert!(report.parse(FRONT_MATTER_BYTES).is_none(), "{text}");
                let found = report.finish("x").1;
                let fix = found[0].fix.as_ref().unwrap_or_else(|| panic!("{text}: {found:?}"));
                assert_eq!((&*fix.text, fix.span.line, fix.span.column), (*mended, 1, 1), "{text}");
                assert_eq!(found[0].hints, [format!("write {mended}")]);
                let text = format!("{mended}\n{after}");
                let report = Report::new(&text, 0);
                assert!(report.parse(FRONT_MATTER_BYTES).is_some(), "{text}");
            }
        }
    }

    /// The words of the two parsers are in their sources; none of them is ever printed.
    #[test]
    fn no_parser_speaks_to_editors() {
        let jargon = [
            "simple key",
            "block mapping",
            "block sequence",
            "scalar",
            "could not find",
            "did not find",
            "not allowed in this context",
            "flow",
            "token",
            "expected",
            "indicator",
            "node",
            "directive",
            "while",
        ];
        for (line, _) in MENDED {
            for (before, after) in [
                ("", ""),
                ("a: 1\n", ""),
                ("", "b: 2\n"),
                ("a:\n  ", "\n  - b\n"),
                ("- ", "\n- a: b"),
                ("a: [", "\n"),
                ("a: \"", ""),
            ] {
                for cut in [line.len(), line.len() / 2, 8] {
                    let line: String = line.chars().take(cut).collect();
                    let text = format!("{before}{line}\n{after}");
                    let report = Report::new(&text, 0);
                    report.parse(FRONT_MATTER_BYTES);
                    for said in report.finish("x").1 {
                        let words =
                            [said.message.as_str()].into_iter().chain(said.hints.iter().map(String::as_str));
                        for words in words {
                            assert!(!jargon.iter().any(|jargon| words.contains(jargon)), "{text:?}: {words}");
                        }
                    }
                }
            }
        }
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
