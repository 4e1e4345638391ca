//! Values whose marks mean something to YAML: quotation marks, brackets, colons, a first character.

use serde_yaml::Value;

use super::{Stop, alone, error, value_of};
use crate::content::yaml::marks::is_names;
use crate::content::yaml::write;
use crate::diagnostic::Diagnostic;

pub(super) fn quotation(stop: &Stop<'_>) -> Option<Diagnostic> {
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

pub(super) fn no_space(stop: &Stop<'_>) -> Option<Diagnostic> {
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

/// `summary: >` with lines below it that are not indented, or less than its number says (YAML 1.2, section 8.1).
pub(super) fn block(stop: &Stop<'_>) -> Option<Diagnostic> {
    let indent = |text: &str| text.len() - text.trim_start_matches(' ').len();
    // A line below that is no key is noticed when the next one begins.
    let number = (stop.line.saturating_sub(3).max(1)..=stop.line).rev().find(|number| {
        let value = value_of(stop.text(*number)).map_or("", |(_, value)| value);
        let rest = value.strip_prefix(['|', '>']);
        rest.is_some_and(|rest| rest.len() <= 2 && rest.chars().all(|c| matches!(c, '+' | '-' | '1'..='9')))
    })?;
    let (_, value) = value_of(stop.text(number))?;
    let own = indent(stop.text(number));
    let wanted = own + value.chars().find_map(|c| c.to_digit(10)).unwrap_or(1) as usize;
    let below = (number + 1..=stop.lines.len()).find(|below| !stop.text(*below).trim().is_empty())?;
    let text = stop.text(below);
    if indent(text) >= wanted || text.starts_with('\t') || text.trim_start().starts_with('-') {
        return None;
    }
    let message = format!("this text is not indented, as `{value}` above it wants");
    let spaces = wanted.max(own + 2) - own;
    let hint = format!("write {spaces} spaces before each of its lines");
    Some(error(&message, stop.at(below, 1, text.chars().count()), hint))
}

pub(super) fn first_mark(stop: &Stop<'_>) -> Option<Diagnostic> {
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
            if let Some(mended) = list_on_the_line(stop.text(number), start, value) {
                return Some(stop.mended(&message, stop.at(number, start, 1), &mended));
            }
            let hint = format!("put the whole value in quotes: title: \"{first}…\"");
            return Some(stop.quoted(&message, number, start, &hint));
        }
    }
    None
}

/// `tags: - a - b`, meant as a list.
fn list_on_the_line(line: &str, start: usize, value: &str) -> Option<String> {
    let key = line.trim_start().split(':').next()?;
    let items = value.strip_prefix("- ").filter(|_| is_names(key))?;
    let items: Vec<&str> = items.split(" - ").map(str::trim).filter(|item| !item.is_empty()).collect();
    let before: String = line.chars().take(start - 1).collect();
    let mended = format!("{before}{}", write::list(&items));
    alone(&mended).map(|_| mended)
}

pub(super) fn brackets(stop: &Stop<'_>) -> Option<Diagnostic> {
    // What is opened swallows lines until something cannot be in it.
    for number in (1..=stop.line).rev().take(20) {
        let Some((start, value)) = value_of(stop.text(number)) else { continue };
        let (close, shape) = match value.chars().next() {
            Some('[') => (']', "[…]"),
            Some('{') => ('}', "{…}"),
            _ => continue,
        };
        if let Some(problem) = mark_in_list(stop, number, start, value) {
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

/// `[#metoo, war]`, where the rest of the line is a comment to YAML, and `[@anna]`.
fn mark_in_list(stop: &Stop<'_>, number: usize, start: usize, value: &str) -> Option<Diagnostic> {
    let inner = value.strip_prefix('[')?.strip_suffix(']')?;
    const MARKS: [char; 4] = ['#', '@', '`', '%'];
    let begins = |part: &str| part.trim_start().starts_with(MARKS);
    let names: Vec<&str> = inner.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if !names.iter().any(|name| begins(name)) || inner.contains(['"', '\'', '[', '{']) {
        return None;
    }
    let at = value.find(|c| MARKS.contains(&c))?;
    let column = start + value[..at].chars().count();
    let line: String = stop.text(number).chars().take(start - 1).collect();
    let mended = format!("{line}{}", write::list(&names));
    let message = match &value[at..=at] {
        "#" => "`#` begins a comment, so the list is not closed".to_owned(),
        "`" => "an item cannot begin with a backtick, which has a meaning in YAML".to_owned(),
        mark => format!("an item cannot begin with `{mark}`, which has a meaning in YAML"),
    };
    alone(&mended).map(|_| stop.mended(&message, stop.at(number, column, 1), &mended))
}

pub(super) fn colon(stop: &Stop<'_>) -> Option<Diagnostic> {
    let colon = second_colon(stop.text(stop.line))?;
    let message = "a colon stands in a value that has no quotes";
    Some(stop.quoted(
        message,
        stop.line,
        colon,
        "put the whole value in quotes: title: \"Ukraine: the week\"",
    ))
}

/// A line with its value in quotes: none when the line has no value, or would not say the same then.
pub(in crate::content::yaml) fn in_quotes(line: &str) -> Option<String> {
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

/// The column of a colon inside a value, from 1.
fn second_colon(line: &str) -> Option<usize> {
    let (start, value) = value_of(line)?;
    let colon = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))?;
    (start > 1 && line.contains(": ")).then(|| start + value[..colon].chars().count())
}
