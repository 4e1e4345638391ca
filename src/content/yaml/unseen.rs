//! Characters that nobody sees, or that look like another, where YAML wants the plain ones.
//!
//! Inside a value they are text and nothing is said. Where a line has its form (its indentation, the mark of a list, the
//! end of a key, the quotes of a value) the message stands at the character and names it.

use serde_yaml::Value;

use crate::content::characters::{Instead, about, is_hidden_break, named};
use crate::diagnostic::{Code, Diagnostic, Span};

/// The code of all messages here.
const CODE: Code = Code::YamlCharacter;

/// Characters that end a line to YAML and that no editor shows, wherever they stand.
pub(super) fn hidden_breaks(text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    for (number, line) in (1..).zip(text.lines()) {
        for (column, c) in (1..).zip(line.chars()).filter(|(_, c)| is_hidden_break(*c)) {
            let message = format!("{} ends the line for YAML, and no editor shows it", named(c));
            found.push(fault(number, column, 1, message, "write a space in its place", " "));
        }
    }
    found
}

/// Characters in the form of lines that are not the plain ones, in the order of their places.
pub(super) fn in_form(text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    // Lines that are indented more than this belong to a text in a block.
    let mut block: Option<usize> = None;
    for (number, line) in (1..).zip(text.lines()) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if line.trim().is_empty() || block.is_some_and(|above| indent > above) {
            continue;
        }
        let head =
            line.trim_end().trim_end_matches(['+', '-']).trim_end_matches(|c: char| c.is_ascii_digit());
        block = (head.ends_with(" |") || head.ends_with(" >")).then_some(indent);
        of_line(line, number, &mut found);
    }
    found
}

/// Whether a value may have been meant otherwise: it is one text, a text that begins like a list, or a key with something
/// unseen in it.
pub(super) fn may_be_meant(value: &Value) -> bool {
    fn within(value: &Value) -> bool {
        match value {
            Value::String(text) => {
                let mut characters = text.chars();
                let dash = characters
                    .next()
                    .is_some_and(|c| c == '-' || about(c).is_some_and(|(_, i)| i == Instead::Plain('-')));
                let next = characters.next();
                dash && next.is_some_and(|c| c == ' ' || about(c).is_some_and(|(_, i)| i == Instead::Space))
            }
            Value::Sequence(items) => items.iter().any(within),
            Value::Mapping(mapping) => mapping.iter().any(|(key, value)| {
                key.as_str().is_some_and(|key| {
                    key.chars().any(|c| {
                        about(c).is_some_and(|(_, i)| matches!(i, Instead::Nothing | Instead::Space))
                    })
                }) || within(value)
            }),
            _ => false,
        }
    }
    value.is_string() || within(value)
}

fn of_line(line: &str, number: u32, found: &mut Vec<Diagnostic>) {
    let characters: Vec<char> = line.chars().collect();
    let instead = |c: char| about(c).map(|(_, instead)| instead);
    let is_space = |c: char| instead(c) == Some(Instead::Space);
    let is_gone = |c: char| instead(c) == Some(Instead::Nothing);
    let column = |at: usize| at as u32 + 1;
    let mut at = 0;
    // The indentation.
    while let Some(c) = characters.get(at).copied() {
        if is_space(c) {
            let message = format!("{} stands in the indentation of a line", named(c));
            found.push(fault(number, column(at), 1, message, "write plain spaces there", " "));
        } else if is_gone(c) && !c.is_control() {
            let message = format!("{} stands where a line begins", named(c));
            found.push(fault(number, column(at), 1, message, "delete it: nobody sees it", ""));
        } else if c != ' ' {
            break;
        }
        at += 1;
    }
    // The mark of a list.
    while let Some(c) = characters.get(at).copied() {
        let next = characters.get(at + 1).copied();
        let dash = c == '-' || instead(c) == Some(Instead::Plain('-'));
        if !dash {
            break;
        }
        let spaced = next.is_some_and(|next| next == ' ' || is_space(next));
        if c != '-' && spaced {
            let message = format!("{} stands where YAML wants the hyphen of a list", named(c));
            found.push(fault(number, column(at), 1, message, "write `- ` before each item", "-"));
        } else if c != '-'
            && characters[at..].iter().all(|c| about(*c).is_some_and(|(_, i)| i == Instead::Plain('-')))
        {
            let message = format!("{} stands where a line of three hyphens is meant", named(c));
            let length = (characters.len() - at) as u32;
            found.push(fault(number, column(at), length, message, "write `---`", "---"));
            return;
        }
        if !spaced {
            break;
        }
        at += 1;
        while let Some(c) = characters.get(at).copied().filter(|c| *c == ' ' || is_space(*c)) {
            if c != ' ' {
                let message = format!("{} stands where YAML wants a plain space", named(c));
                found.push(fault(number, column(at), 1, message, "write a plain space in its place", " "));
            }
            at += 1;
        }
    }
    let value = match characters.get(at) {
        Some('[' | '{') => at,
        _ => match key(&characters, at, number, found) {
            Some(value) => value,
            None => return,
        },
    };
    match characters.get(value) {
        Some('[' | '{') => brackets(&characters, value, number, found),
        _ => quotes(&characters, value, number, found),
    }
}

/// Commas, colons and brackets within `[…]` and `{…}` that are none to YAML.
fn brackets(characters: &[char], start: usize, number: u32, found: &mut Vec<Diagnostic>) {
    let line: String = characters.iter().collect();
    if serde_yaml::from_str::<Value>(&line).is_ok() {
        return;
    }
    let mut quote = None;
    for (at, c) in characters.iter().copied().enumerate().skip(start) {
        match (quote, about(c)) {
            (Some(end), _) if c == end => quote = None,
            (Some(_), _) => {}
            (None, _) if matches!(c, '"' | '\'') => quote = Some(c),
            (None, Some((_, Instead::Plain(plain @ (',' | ':' | '[' | ']' | '{' | '}'))))) => {
                let spaced = characters.get(at + 1).is_none_or(|next| next.is_whitespace());
                let text = if matches!(plain, ',' | ':') && !spaced {
                    format!("{plain} ")
                } else {
                    plain.to_string()
                };
                let message = format!("{} stands where YAML wants `{plain}`", named(c));
                let hint = format!("write `{plain}` in its place");
                found.push(fault(number, at as u32 + 1, 1, message, &hint, &text));
            }
            _ => {}
        }
    }
}

/// Looks at the key that begins at a character and at what ends it; where its value begins, if there is a key.
fn key(characters: &[char], start: usize, number: u32, found: &mut Vec<Diagnostic>) -> Option<usize> {
    let instead = |c: char| about(c).map(|(_, instead)| instead);
    let column = |at: usize| at as u32 + 1;
    let mut at = start;
    let mut within = Vec::new();
    loop {
        let c = *characters.get(at)?;
        let next = characters.get(at + 1).copied();
        match c {
            ':' if next.is_none_or(|next| next == ' ') => break,
            ':' if next.is_some_and(|next| instead(next) == Some(Instead::Space)) => {
                let c = next.unwrap_or(' ');
                let message = format!("{} stands where YAML wants a plain space", named(c));
                let hint = "write a plain space in its place, as in `title: Hello`";
                found.push(fault(number, column(at + 1), 1, message, hint, " "));
                return None;
            }
            ':' if next.is_some_and(|next| instead(next) == Some(Instead::Nothing)) => {
                let c = next.unwrap_or(' ');
                let message = format!("{} stands behind the colon", named(c));
                let text = if characters.get(at + 2) == Some(&' ') { "" } else { " " };
                let hint = if text.is_empty() {
                    "delete it: nobody sees it"
                } else {
                    "write a plain space in its place"
                };
                found.push(fault(number, column(at + 1), 1, message, hint, text));
                return None;
            }
            c if instead(c) == Some(Instead::Plain(':')) => {
                let message = format!("{} stands where YAML wants a colon and a space", named(c));
                let text = if next.is_none_or(|next| next == ' ') { ":" } else { ": " };
                found.push(fault(number, column(at), 1, message, "write `: ` in its place", text));
                return None;
            }
            c if instead(c) == Some(Instead::Nothing) && !c.is_control() => within.push((at, c)),
            // No key is so long, and none is a sentence or a list.
            '"' | '\'' | '[' | '{' | '#' => return None,
            _ if at - start > 40 => return None,
            _ => {}
        }
        at += 1;
    }
    for (at, c) in within {
        let message = format!("{} stands in a key", named(c));
        found.push(fault(number, column(at), 1, message, "delete it: nobody sees it", ""));
    }
    at += 1;
    while characters.get(at) == Some(&' ') {
        at += 1;
    }
    Some(at)
}

/// Typographic marks around a whole value, where YAML's quotes are meant: only asked where the text is no YAML as it is.
fn quotes(characters: &[char], start: usize, number: u32, found: &mut Vec<Diagnostic>) {
    let end = characters.iter().rposition(|c| !c.is_whitespace()).map_or(0, |end| end + 1);
    let Some([open, .., close]) = characters.get(start..end) else { return };
    let quotes = |c: char| matches!(about(c), Some((_, Instead::Plain('"' | '\''))));
    let brackets = |c: char| matches!(about(c), Some((_, Instead::Plain('[' | '{'))));
    // As text they do no harm: only where the line cannot be read they were meant as YAML's.
    let line: String = characters.iter().collect();
    if serde_yaml::from_str::<Value>(&line).is_ok() {
        return;
    }
    if quotes(*open) && (quotes(*close) || *close == '"') {
        let inner: String = characters[start + 1..end - 1].iter().collect();
        let written = super::write::quoted(&inner);
        let message = format!("{} is no quotation mark to YAML", named(*open));
        let hint = format!("write plain quotation marks around the value: {written}");
        let length = (end - start) as u32;
        found.push(fault(number, start as u32 + 1, length, message, &hint, &written));
    } else if brackets(*open) {
        let message = format!("{} stands where YAML wants a plain bracket", named(*open));
        found.push(fault(
            number,
            start as u32 + 1,
            1,
            message,
            "write plain brackets and commas",
            match about(*open) {
                Some((_, Instead::Plain('['))) => "[",
                _ => "{",
            },
        ));
    }
}

fn fault(line: u32, column: u32, length: u32, message: String, hint: &str, text: &str) -> Diagnostic {
    let span = Span { line, column, length };
    let key = message.clone();
    Diagnostic::error(CODE, message).at(span).hint(hint).cause(key.clone(), key).remedy(hint).fix(span, text)
}

#[cfg(test)]
mod tests {
    use super::super::{FRONT_MATTER_BYTES, Report};

    #[track_caller]
    fn said(text: &str) -> Vec<(u32, u32, String)> {
        let report = Report::new(text, 0);
        report.parse(FRONT_MATTER_BYTES);
        let found = report.finish("x").1;
        found.iter().map(|d| (d.span.unwrap().line, d.span.unwrap().column, d.message.clone())).collect()
    }

    #[test]
    fn the_character_is_named_where_it_stands() {
        for (text, line, column, name) in [
            ("title: A\u{2028}b\ntype: x\n", 1, 9, "U+2028, line separator"),
            ("title: \"A\u{85}b\"\n", 1, 10, "U+0085, next line"),
            ("title:\u{a0}Hello\ntype: x\n", 1, 7, "U+00A0, no-break space"),
            ("tags:\n-\u{a0}one\ntype: x\n", 2, 2, "U+00A0, no-break space"),
            ("tags:\n  -\u{a0}one\n  -\u{a0}two\n", 2, 4, "U+00A0, no-break space"),
            ("image:\n\u{a0}\u{a0}src: a.png\n", 2, 1, "U+00A0, no-break space"),
            ("title：你好\ntype: x\n", 1, 6, "U+FF1A, full-width colon"),
            ("title：你好\n", 1, 6, "U+FF1A, full-width colon"),
            ("a: 1\n\u{feff}b: 2\n", 2, 1, "U+FEFF, byte order mark"),
            ("tit\u{200b}le: x\n", 1, 4, "U+200B, zero width space"),
            ("title:\u{200b}x\ntype: y\n", 1, 7, "U+200B, zero width space"),
            ("tags:\n– one\n– two\ntype: x\n", 2, 1, "U+2013, en dash"),
            ("tags:\n  – one\n  – two\n", 2, 3, "U+2013, en dash"),
            ("title: “Talks: day two”\n", 1, 8, "U+201C, left double quotation mark"),
            ("a: {b: 1，c: 2}\n", 1, 9, "U+FF0C, full-width comma"),
            ("tags: [a, b］\n", 1, 12, "U+FF3D, full-width right square bracket"),
            ("a: 1\n———\nb: 2\n", 2, 1, "U+2014, em dash"),
        ] {
            let found = said(text);
            assert!(
                found
                    .first()
                    .is_some_and(|(l, c, message)| (*l, *c) == (line, column) && message.starts_with(name)),
                "{text:?}: {found:?}"
            );
        }
    }

    #[test]
    fn what_does_no_harm_is_not_said() {
        for text in [
            "title: Black\u{a0}Sea – “grain” and 👩\u{200d}🚀\n",
            "title: می\u{200c}خواهم\n",
            "summary: |\n  — a dash\n  title：x\n",
            "title: \"«Тиша»\"\n",
            "title: «Тиша» в ефірі\ntitle2: “Quoted”\n",
            "тег: a\n",
        ] {
            assert_eq!(said(text), [], "{text:?}");
        }
    }
}
