//! Lines that were meant as a fence: other dashes, more or fewer of them, something before or behind.

use super::{Opening, line};
use crate::content::characters::{Instead, about, named};
use crate::content::document::Kind;
use crate::diagnostic::{Code, Diagnostic, Span};

const CODE: Code = Code::FrontMatterFence;

/// What is wrong with a line that was meant as a fence.
pub(super) struct Nearly<'a> {
    /// "four hyphens stand"
    what: String,
    /// Where, in characters from 0, and how many.
    at: (usize, usize),
    /// What stands behind the hyphens and is no part of a fence.
    rest: &'a str,
    /// Whether it can be nothing else: `***` is a line in Markdown, too.
    pub(super) is_sure: bool,
}

impl Nearly<'_> {
    /// The message about a line of a file. `what_for` is what the fence does: "opens the front matter".
    pub(super) fn problem(&self, content: &str, number: u32, what_for: &str, hint: &str) -> Diagnostic {
        let message = format!("{} where a line of three hyphens {what_for}", self.what);
        let (column, length) = (self.at.0 as u32 + 1, self.at.1.max(1) as u32);
        let whole = Span { line: number, column: 1, length: content.chars().count() as u32 };
        let text = match self.rest {
            "" => "---".to_owned(),
            rest => format!("---\n{rest}"),
        };
        Diagnostic::error(CODE, message.clone())
            .at(Span { line: number, column, length })
            .hint(if self.rest.is_empty() {
                hint
            } else {
                "write `---` alone in its line, and what follows below it"
            })
            .cause(message.clone(), message)
            .fix(whole, text)
    }
}

/// What was meant as the opening fence and is none. On the home page, which needs none, only what a line of keys follows.
pub(super) fn opening(opening: &Opening<'_>, kind: Kind) -> Option<Diagnostic> {
    let rest = &opening.text[opening.start..];
    let (content, next) = line(rest);
    let found = nearly(content)?;
    let mut below = rest[next..].lines().map(str::trim_end);
    let keyed = below.next().is_some_and(is_key);
    let certain = found.is_sure && kind != Kind::Home;
    // `***` above a text on the home page is a line, unless it is closed by another.
    let closed = found.is_sure || below.take(200).any(|line| line == "---" || nearly(line).is_some());
    let hint = "write `---` there, and where the front matter ends";
    (certain || keyed && (closed || kind != Kind::Home))
        .then(|| found.problem(content, opening.line, "opens the front matter", hint))
}

/// What is wrong with a line that is nearly a fence; none for what is not.
pub(super) fn nearly(content: &str) -> Option<Nearly<'_>> {
    // No fence is longer, whatever was typed.
    let first = content.chars().next()?;
    if first.is_alphanumeric() || content.len() > 300 {
        return None;
    }
    let unseen = |c: char| c.is_whitespace() || about(c).is_some_and(|(_, i)| i == Instead::Nothing);
    let trimmed = content.trim_start_matches(unseen);
    let before = content.chars().count() - trimmed.chars().count();
    let core = trimmed.trim_end_matches(unseen);
    let length = core.chars().count();
    let sure = |what: String, at| Some(Nearly { what, at, rest: "", is_sure: true });
    if core == "---" {
        let odd = content.chars().enumerate().find(|(_, c)| !matches!(c, '-' | ' ' | '\t') && unseen(*c));
        return match odd {
            Some((at, c)) => sure(format!("{} stands beside the hyphens", named(c)), (at, 1)),
            None if before > 0 => sure("spaces stand before the hyphens".to_owned(), (0, before)),
            None => None,
        };
    }
    let is_dash = |c: char| {
        c == '-'
            || matches!(c, '─' | '⸺' | '⸻')
            || c != '•' && about(c).is_some_and(|(_, i)| i == Instead::Plain('-'))
    };
    let (mut dashes, mut spaces, mut typographic) = (0, 0, None);
    for (at, c) in core.chars().enumerate() {
        match c {
            c if is_dash(c) => {
                dashes += 1;
                typographic = typographic.or((c != '-').then_some((at, c)));
            }
            c if unseen(c) => spaces += 1,
            _ => dashes = usize::MAX / 2,
        }
    }
    if dashes <= length {
        return match typographic {
            Some((at, c)) => sure(format!("{} stands", named(c)), (before + at, length - at)),
            None if spaces > 0 && dashes > 2 => {
                sure("hyphens with spaces between them stand".to_owned(), (before, length))
            }
            None if spaces > 0 || dashes < 2 => None,
            None => sure(format!("{dashes} hyphens stand"), (before, length)),
        };
    }
    let mark = core.chars().next()?;
    if matches!(mark, '*' | '_' | '=' | '~' | '#' | '.' | '%') {
        let marks = core.chars().filter(|c| *c == mark).count();
        let only = core.chars().all(|c| c == mark || c == ' ');
        return (only && marks >= 3).then(|| Nearly {
            what: format!("`{core}` stands"),
            at: (before, length),
            rest: "",
            is_sure: false,
        });
    }
    if ["```", "```yaml", "```yml", "~~~yaml", "~~~yml"].contains(&core) {
        return Some(Nearly {
            what: "a fence of code stands".to_owned(),
            at: (before, length),
            rest: "",
            is_sure: false,
        });
    }
    let rest = core.strip_prefix("---").filter(|rest| !rest.starts_with(['-', '>', '|', ':']))?;
    // `---yaml` (gray-matter) says what follows anyway.
    let (rest, what) = match rest.trim() {
        "yaml" | "yml" => ("", format!("`{core}` stands")),
        rest => (rest, "text stands behind the hyphens,".to_owned()),
    };
    let start = core.len() - core.strip_prefix("---").map_or(0, |rest| rest.trim_start().len());
    let start = core[..start].chars().count();
    Some(Nearly { what, at: (before + start, length - start), rest, is_sure: true })
}

/// Whether a line is `key: value`, also with a colon that only looks like one.
pub(super) fn is_key(line: &str) -> bool {
    let Some((key, after)) = line.split_once([':', '：']) else { return false };
    let key = key.trim_matches(['"', '\'']);
    !key.is_empty()
        && key.len() <= 40
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
        && !key.starts_with(['-', ' '])
        && !after.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use super::*;

    #[track_caller]
    fn said(text: &str, kind: Kind) -> Option<(u32, u32, String, String)> {
        let fault = split(text.as_bytes(), kind).err()?;
        let (span, fix) = (fault.span.unwrap(), fault.fix?);
        Some((span.line, span.column, fault.message, fix.text.into()))
    }

    #[test]
    fn what_is_nearly_a_fence_is_named() {
        for (fence, column, what) in [
            ("—", 1, "U+2014, em dash stands"),
            ("–––", 1, "U+2013, en dash stands"),
            ("-–-", 2, "U+2013, en dash stands"),
            ("----", 1, "4 hyphens stand"),
            ("--", 1, "2 hyphens stand"),
            ("- - -", 1, "hyphens with spaces between them stand"),
            ("***", 1, "`***` stands"),
            ("* * *", 1, "`* * *` stands"),
            ("===", 1, "`===` stands"),
            ("___", 1, "`___` stands"),
            ("```yaml", 1, "a fence of code stands"),
            ("---yaml", 4, "`---yaml` stands"),
            ("  ---", 1, "spaces stand before the hyphens"),
            ("\u{200b}---", 1, "U+200B, zero width space stands beside the hyphens"),
            ("---\u{200b}", 4, "U+200B, zero width space stands beside the hyphens"),
            ("\u{feff}---", 1, "U+FEFF, byte order mark stands beside the hyphens"),
        ] {
            // The first byte order mark of a file is none of its characters.
            let text = format!("\u{feff}{fence}\ntitle: x\n---\nText\n");
            let message = format!("{what} where a line of three hyphens opens the front matter");
            for kind in [Kind::Article, Kind::Home] {
                assert_eq!(said(&text, kind), Some((1, column, message.clone(), "---".into())), "{fence:?}");
            }
            if fence == "---yaml" || fence.starts_with("```") {
                continue;
            }
            for after in ["", "Text\n\n---\n\nMore\n"] {
                let text = format!("---\ntitle: x\n{fence}\n{after}");
                let message = format!("{what} where a line of three hyphens closes the front matter");
                assert_eq!(said(&text, Kind::Article), Some((3, column, message, "---".into())), "{text:?}");
            }
        }
        let found = said("--- title: x\ndate: 1\n---\n", Kind::Article).unwrap();
        assert_eq!((found.1, &*found.3), (5, "---\ntitle: x"));
        let found = said("---\ntitle: x\n--- Text\n\n---\n", Kind::Article).unwrap();
        assert_eq!((found.0, found.1, &*found.3), (3, 5, "---\nText"));
    }

    #[test]
    fn what_is_something_else_is_not() {
        for text in
            ["***\n\nWelcome", "---\n---\n", "-----\n\nWelcome: all", "— said he\n", "===\nWelcome: all"]
        {
            assert!(split(text.as_bytes(), Kind::Home).is_ok(), "{text:?}");
        }
        for yaml in ["a: |\n  ----\n  x\n", "a: |\n  ---\n  x\n", "tags:\n- - -\n", "a:\n- b\n"] {
            assert!(split(format!("---\n{yaml}---\n").as_bytes(), Kind::Article).is_ok(), "{yaml:?}");
        }
    }
}
