//! Where the text begins when the fence above it is missing.
//!
//! The lines of front matter have few shapes; the first line that has none of them is text, and so are the heading above
//! it and the blank lines between. Where there is a fence further down it may be a line within the text, so what is
//! between the two is only doubted when it is no YAML.

use serde_yaml::Value;

use super::nearly::{is_key, nearly};
use crate::content::hiding::HidingKey;
use crate::content::yaml::FRONT_MATTER_BYTES;
use crate::diagnostic::{Code, Diagnostic, Span};

const CODE: Code = Code::FrontMatterUnclosed;

/// A file without a second fence; `front` is all that follows the first one, `lines` the number of lines above.
pub(super) fn without_a_fence(front: &str, lines: u32) -> Diagnostic {
    match first_stranger(front, false) {
        Some(stranger) => problem(front, lines, stranger),
        None => {
            let written = front.trim_end();
            let last = written.lines().count() as u32;
            let column = written.lines().last().unwrap_or("").chars().count() as u32 + 1;
            let (line, column) = if last == 0 { (lines, 4) } else { (lines + last, column) };
            Diagnostic::error(CODE, "the front matter is opened here and never closed")
                .at(Span { line: lines, column: 1, length: 3 })
                .hint("write a line `---` where the front matter ends")
                .fix(Span { line, column, length: 0 }, "\n---")
        }
    }
}

/// What is wrong with the lines between two fences when the second one is not theirs.
pub(super) fn before_the_fence(front: &str, lines: u32) -> Option<Diagnostic> {
    if front.len() > FRONT_MATTER_BYTES {
        return None;
    }
    let stranger = first_stranger(front, true)?;
    if serde_yaml::from_str::<Value>(front).is_ok() {
        return None;
    }
    Some(problem(front, lines, stranger))
}

/// A line that is not the front matter's.
struct Stranger {
    /// From 0.
    line: usize,
    /// Whether it is nearly a fence.
    is_fence: bool,
}

fn problem(front: &str, lines: u32, stranger: Stranger) -> Diagnostic {
    let content = front.lines().nth(stranger.line).unwrap_or("").trim_end();
    let number = lines + stranger.line as u32 + 1;
    if let Some(nearly) = nearly(content).filter(|_| stranger.is_fence) {
        return nearly.problem(content, number, "closes the front matter", "write `---`");
    }
    let length = content.chars().count().max(1) as u32;
    let fault = Diagnostic::error(CODE, "the text begins here, and the front matter above it is not closed")
        .at(Span { line: number, column: 1, length })
        .hint("write a line `---` above it");
    // What stands below may hide the text, and would be text itself.
    let hides = |line: &str| {
        line.split_once(':').is_some_and(|(key, _)| {
            HidingKey::of(key).is_some() || ["date", "expires", "withdrawn"].contains(&key)
        })
    };
    if front.lines().skip(stranger.line).take(100).any(hides) {
        return fault.hint("keys that stand below belong above that line");
    }
    // What was a comment may be a heading, or nobody's to read.
    let above = front.lines().take(stranger.line).filter(|line| !line.trim().is_empty()).last();
    if above.is_some_and(|line| line.starts_with('#')) {
        return fault.hint("if the line with `#` above it is a heading, write `---` above that one");
    }
    fault.fix(Span { line: number, column: 1, length: 0 }, "---\n")
}

/// The first line that is no line of front matter. `sure` for one that cannot be a line of it with a slip.
fn first_stranger(front: &str, sure: bool) -> Option<Stranger> {
    let mut heading: Option<usize> = None;
    // What the last key began: a list or what is indented, a text in a block, brackets or quotes up to their end.
    let (mut is_open, mut in_block, mut until) = (true, false, None::<char>);
    let mut blank = false;
    for (number, line) in front.lines().enumerate() {
        let content = line.trim_end();
        if content.is_empty() {
            (blank, until) = (true, None);
            continue;
        }
        let after_blank = std::mem::replace(&mut blank, false);
        if let Some(end) = until {
            until = (!content.contains(end)).then_some(end);
            continue;
        }
        let indented = content.starts_with([' ', '\t']);
        let is_item = content == "-" || content.starts_with("- ");
        let is_yaml = indented && in_block || is_item && is_open || content.starts_with('#');
        if !is_yaml && nearly(content).is_some() {
            return Some(Stranger { line: number, is_fence: true });
        }
        if indented || is_item && is_open {
            continue;
        }
        if content.starts_with('#') {
            // A comment, unless text follows. Nobody writes one with more of them.
            heading = heading.or((after_blank || content.starts_with("##")).then_some(number));
            continue;
        }
        if is_key(content) && !(after_blank && content.split(':').next().is_some_and(|key| key.contains(' ')))
        {
            let value = content.split_once([':', '：']).map_or("", |(_, value)| value.trim());
            (heading, in_block) = (None, value.starts_with(['|', '>']));
            is_open = value.is_empty() || value.starts_with(['&', '!', '#']);
            until =
                [('[', ']'), ('{', '}'), ('"', '"'), ('\'', '\'')].into_iter().find_map(|(open, close)| {
                    value.strip_prefix(open).filter(|inner| !inner.contains(close)).map(|_| close)
                });
            continue;
        }
        let text = heading.unwrap_or(number);
        let is_prose = after_blank || heading.is_some();
        let begins = content.starts_with(|c: char| c.is_alphabetic() || "*[!<>`(_".contains(c));
        if !sure || is_prose && begins {
            return Some(Stranger { line: text, is_fence: false });
        }
        return None;
    }
    heading.filter(|_| !sure).map(|line| Stranger { line, is_fence: false })
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use crate::content::document::Kind;

    /// The line of the message, and whether it has a fix.
    #[track_caller]
    fn said(text: &str) -> (u32, u32, bool) {
        let fault = split(text.as_bytes(), Kind::Article).expect_err(text);
        assert_eq!(fault.code, super::CODE, "{text:?}");
        let span = fault.span.unwrap();
        (span.line, span.column, fault.fix.is_some())
    }

    #[test]
    fn the_message_stands_where_the_text_begins() {
        let front = "---\ntitle: x\ntags:\n- a\n- b\nimage:\n  src: a.png\n# note\nsummary: >\n  more\n";
        for (text, line) in [
            ("Prose here.\n", 11),
            ("\nProse here, at once.\n", 12),
            ("\n# Heading\n\nProse here.\n", 12),
            ("\n\n## Heading\nProse here.\n", 13),
            ("\n![](a.png)\n", 12),
            ("\n> Quoted.\n", 12),
            ("\n* one\n* two\n", 12),
            ("\n- one\n- two\n", 12),
            ("\nHe said it twice: no.\n", 12),
            ("\n# Heading\n", 12),
        ] {
            assert_eq!(said(&format!("{front}{text}")), (line, 1, true), "{text:?}");
        }
        // A line within the text is no fence of the front matter.
        assert_eq!(said("---\ntitle: x\n\nProse here.\n\n---\n\nMore.\n"), (4, 1, true));
        assert_eq!(said("---\ntitle: x\n\n# Heading\n\nProse here.\n\n---\n"), (4, 1, true));
        // A comment or a heading: who obeyed at once would lose the one or print the other.
        assert_eq!(said("---\ntitle: x\n# Heading?\n\nProse here.\n"), (5, 1, false));
        assert_eq!(said("---\ntitle: x\n## Heading\n\nProse here.\n"), (3, 1, true));
        // There is no text, or none that is certain.
        assert_eq!(said(front), (1, 1, true));
        assert_eq!(said("---"), (1, 1, true));
        // Who obeyed would publish what is hidden.
        assert_eq!(said("---\ntitle: x\n\nProse here.\n\ndraft: true\n"), (4, 1, false));
    }

    #[test]
    fn what_is_yaml_is_not_doubted() {
        for yaml in [
            "a: 1\n\n# note\n\nb: 2\n", "a: [x,\ny,\nz]\n\nb: 1\n", "a: \"x\n\ny\"\n", "\n\n# note\n",
            "a: 1\n\nog image: 2\n",
        ] {
            assert!(split(format!("---\n{yaml}---\n").as_bytes(), Kind::Article).is_ok(), "{yaml:?}");
        }
    }
}
