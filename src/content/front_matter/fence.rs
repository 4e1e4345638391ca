//! Where front matter ends and the body begins.
//!
//! What is no fence and was meant as one is never read as text: what stands in it may hide the text.

mod foreign;
mod further;
mod nearly;
mod unclosed;

use crate::content::document::Kind;
use crate::diagnostic::{Code, Diagnostic, Span};

/// A file taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split<'a> {
    /// What stands between the fences; empty when there are none.
    pub yaml: &'a str,
    /// Lines before it.
    pub yaml_line: u32,
    /// What stands behind it.
    pub body: &'a str,
    /// Lines before the body.
    pub body_line: u32,
}

/// Takes a file apart: its text without a byte order mark, of which the parts are slices. A file without
/// front matter is an error for every kind that needs a title.
pub fn split(bytes: &[u8], kind: Kind) -> Result<(&str, Split<'_>), Diagnostic> {
    let text = decode(bytes)?;
    // Empty lines before the fence are read over.
    let (blank, start) = blank_lines(text);
    let (first, after) = line(&text[start..]);
    if first != "---" {
        let opening = Opening { text, start, line: blank + 1 };
        if let Some(problem) = foreign::front_matter(&opening).or_else(|| nearly::opening(&opening, kind)) {
            return Err(problem);
        }
        return match kind {
            Kind::Home => Ok((text, Split { yaml: "", yaml_line: 0, body: text, body_line: 0 })),
            _ => Err(missing(kind, &opening)),
        };
    }
    let yaml_start = start + after;
    let yaml_line = blank + 1;
    let (mut at, mut lines) = (yaml_start, yaml_line);
    while at < text.len() {
        let (content, next) = line(&text[at..]);
        lines += 1;
        if content == "---" || content == "..." {
            let (yaml, body) = (&text[yaml_start..at], &text[at + next..]);
            let problem = unclosed::before_the_fence(yaml, yaml_line);
            return match problem.or_else(|| further::front_matter(body, lines)) {
                Some(problem) => Err(problem),
                None => Ok((text, Split { yaml, yaml_line, body, body_line: lines })),
            };
        }
        at += next;
    }
    Err(unclosed::without_a_fence(&text[yaml_start..], yaml_line))
}

/// The first line of a file that is not blank, and no fence.
struct Opening<'a> {
    text: &'a str,
    /// Where it begins, in bytes.
    start: usize,
    /// Its number, from 1.
    line: u32,
}

fn missing(kind: Kind, opening: &Opening<'_>) -> Diagnostic {
    let hint = match kind {
        Kind::Article => {
            "begin the file with `---`, `title: …`, `date: 2025-02-12`, `---`, each on a line of its own"
        }
        _ => "begin the file with `---`, `title: …`, `---`, each on a line of its own",
    };
    let message = "there is no front matter, so the title is missing";
    let missing =
        |line| Diagnostic::error(Code::FrontMatterMissing, message).at(Span { line, column: 1, length: 1 });
    // Keys without their fences would be printed by whoever writes others above them.
    let lines = || opening.text[opening.start..].lines().map(str::trim_end);
    let keyed =
        lines().take_while(|line| nearly::is_key(line) || line.starts_with(['-', ' ', '\t'])).count() as u32;
    let is_title =
        |line: &str| line.split_once(':').is_some_and(|(key, _)| key.eq_ignore_ascii_case("title"));
    if lines().take(keyed as usize).any(is_title) {
        let last = opening.line + keyed - 1;
        return missing(opening.line).hint(match keyed {
            1 => format!("write a line `---` above line {last}, and one below it"),
            _ => format!("write a line `---` above line {}, and one below line {last}", opening.line),
        });
    }
    missing(1).hint(hint)
}

/// A line without its end and spaces after it, and where the next one begins.
fn line(text: &str) -> (&str, usize) {
    let end = text.find('\n');
    (text[..end.unwrap_or(text.len())].trim_end(), end.map_or(text.len(), |end| end + 1))
}

/// How many blank lines a text begins with, and where they end.
fn blank_lines(text: &str) -> (u32, usize) {
    let (mut count, mut at) = (0, 0);
    while at < text.len() {
        let (content, next) = line(&text[at..]);
        if !content.is_empty() {
            break;
        }
        count += 1;
        at += next;
    }
    (count, at)
}

/// Bytes as text, without a byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<&str, Diagnostic> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let span = Span::of(&before, before.len(), before.len());
        Diagnostic::error(Code::NotUtf8, "the file is not UTF-8")
            .at(span)
            .hint("save it as UTF-8 in your editor")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (&str, u32, &str, u32) {
        let (_, split) = split(text.as_bytes(), Kind::Article).expect("front matter");
        (split.yaml, split.yaml_line, split.body, split.body_line)
    }

    #[track_caller]
    fn fault(bytes: &[u8], expected: (&str, u32, u32)) {
        let problem = split(bytes, Kind::Article).expect_err("a fault");
        let span = problem.span.unwrap();
        assert_eq!((problem.code.as_str(), span.line, span.column), expected);
    }

    #[test]
    fn all_that_reads_well() {
        assert_eq!(parts("---\na: 1\n---\nText\n"), ("a: 1\n", 1, "Text\n", 3));
        assert_eq!(parts("\u{feff}---\r\na: 1\r\n...\r\nText"), ("a: 1\r\n", 1, "Text", 3));
        assert_eq!(parts("---\n---"), ("", 1, "", 2));
        assert_eq!(parts("\n \n--- \na: 1\n---"), ("a: 1\n", 3, "", 5));
        let home = split(b"Welcome", Kind::Home).unwrap().1;
        assert_eq!((home.yaml, home.body, home.body_line), ("", "Welcome", 0));
    }

    #[test]
    fn faults() {
        fault(b"---\ntitle: x\n", ("front-matter-unclosed", 1, 1));
        fault(b"---", ("front-matter-unclosed", 1, 1));
        fault(b"---\ntitle: x\n\nThe text.\n", ("front-matter-unclosed", 4, 1));
        fault(b"+++\r\ntitle = 1\n+++\n", ("front-matter-toml", 1, 1));
        fault(b"{\n\"title\": 1}\n", ("front-matter-json", 1, 1));
        fault(b"", ("front-matter-missing", 1, 1));
        fault(b"# Text", ("front-matter-missing", 1, 1));
        for (text, hint) in [
            ("Title: Talks\n\nText.\n", "write a line `---` above line 1, and one below it"),
            (
                "\ntitle: Talks\ntags:\n- a\n\nText.\n",
                "write a line `---` above line 2, and one below line 4",
            ),
        ] {
            let problem = split(text.as_bytes(), Kind::Article).expect_err("no fences");
            assert_eq!(
                (problem.code.as_str(), &*problem.hints),
                ("front-matter-missing", &[hint.to_owned()][..])
            );
        }
        fault(b"---\ntitle: x\n---\nab\xFFc", ("not-utf8", 4, 3));
    }
}
