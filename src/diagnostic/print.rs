//! Prints diagnostics: for people, as JSON lines, as annotations of GitHub Actions, or as SARIF.

mod people;
mod sarif;

use std::io::{self, Write};

use super::faults::faults;
use super::{Diagnostic, Label};
use people::{LINES, human, one, renderer};
use sarif::sarif;

/// How messages are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The line with a caret under the place; many places with one cause are one message, and all together take no
    /// more than some hundred lines.
    Human,
    /// The same in no more than about so many lines.
    Short(usize),
    /// The same for every place.
    Full,
    /// One JSON object per line and message.
    Json,
    /// Workflow commands of GitHub Actions, which it shows at the line.
    Github,
    /// One log of SARIF 2.1.0.
    Sarif,
}

/// Prints all diagnostics, what matters most first (see [`faults`]).
///
/// `source` gives the text of a file by its path, for the line that is shown.
///
/// # Errors
/// What `out` cannot take.
pub fn print(
    diagnostics: &[Diagnostic],
    format: Format,
    colour: bool,
    out: &mut dyn Write,
    source: &dyn Fn(&str) -> Option<String>,
) -> io::Result<()> {
    match format {
        Format::Human => human(&faults(diagnostics), LINES, &renderer(colour), out, source),
        Format::Short(lines) => human(&faults(diagnostics), lines, &renderer(colour), out, source),
        Format::Full => {
            let renderer = renderer(colour);
            each(diagnostics, |diagnostic| writeln!(out, "{}\n", one(diagnostic, &renderer, source)))
        }
        Format::Json => each(diagnostics, |diagnostic| json(diagnostic, out)),
        Format::Github => each(diagnostics, |diagnostic| github(diagnostic, out)),
        Format::Sarif => {
            let faults = faults(diagnostics);
            let all: Vec<&Diagnostic> = faults.iter().flat_map(|fault| &fault.places).copied().collect();
            sarif(&all, out)
        }
    }
}

/// Every place of every fault in order.
fn each(diagnostics: &[Diagnostic], mut print: impl FnMut(&Diagnostic) -> io::Result<()>) -> io::Result<()> {
    faults(diagnostics).iter().flat_map(|fault| &fault.places).try_for_each(|diagnostic| print(diagnostic))
}

/// A text that does nothing to a terminal: control characters are shown as what they are.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect()
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    if diagnostic.is_error() { "error" } else { "warning" }
}

fn json(diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let label = |label: &Label| {
        serde_json::json!({
            "path": label.path.as_deref().or(diagnostic.path.as_deref()),
            "line": label.span.map(|span| span.line),
            "column": label.span.map(|span| span.column),
            "length": label.span.map(|span| span.length),
            "text": label.text,
        })
    };
    let labels: Vec<_> = diagnostic.labels.iter().map(label).collect();
    let line = serde_json::json!({
        "severity": severity(diagnostic),
        "code": diagnostic.code.as_str(),
        "path": diagnostic.path,
        "line": diagnostic.span.map(|span| span.line),
        "column": diagnostic.span.map(|span| span.column),
        "length": diagnostic.span.map(|span| span.length),
        "message": diagnostic.message,
        "labels": labels,
        "hints": diagnostic.hints,
        "cause": diagnostic.cause.as_ref().map(|cause| &cause.key),
        "fix": diagnostic.fix.as_ref().map(|fix| serde_json::json!({
            "line": fix.span.line,
            "column": fix.span.column,
            "length": fix.span.length,
            "text": fix.text,
        })),
    });
    writeln!(out, "{line}")
}

/// A workflow command: its data and its properties are escaped differently.
fn github(diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut properties = Vec::new();
    if let Some(path) = &diagnostic.path {
        properties.push(format!("file={}", property(path)));
    }
    if let Some(span) = diagnostic.span {
        properties.push(format!("line={},col={}", span.line, span.column));
    }
    properties.push(format!("title={}", property(diagnostic.code.as_str())));
    let text = [&diagnostic.message].into_iter().chain(&diagnostic.hints).map(String::as_str);
    let text = text.collect::<Vec<_>>().join("\n");
    writeln!(out, "::{} {}::{}", severity(diagnostic), properties.join(","), data(&text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Span};

    fn printed(diagnostics: &[Diagnostic], format: Format, text: &str) -> String {
        let mut out = Vec::new();
        print(diagnostics, format, false, &mut out, &|_| Some(text.to_owned())).expect("memory takes it");
        String::from_utf8(out).expect("UTF-8")
    }

    fn fault() -> Diagnostic {
        let span = Span { line: 2, column: 7, length: 4 };
        Diagnostic::error(Code::InvalidDate, "`soon` is no date")
            .in_file("content/x.md")
            .at(span)
            .hint("write 2025-02-12")
    }

    #[test]
    fn people_see_the_line_and_a_caret() {
        let text = printed(&[fault()], Format::Human, "---\ndate: soon\n---\n");
        for part in [
            "error[invalid-date]: `soon` is no date", "content/x.md:2:7", "2 | date: soon", "^^^^",
            "write 2025-02-12",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn a_file_that_changed_or_attacks_the_terminal_is_shown_all_the_same() {
        for text in ["", "---", "---\ndate", "---\n\u{1b}[2Jdate: soon", "---\r\nда\tte: soon\r\n"] {
            let shown = printed(&[fault()], Format::Human, text);
            assert!(shown.contains("content/x.md:2:7") && !shown.contains('\u{1b}'), "{shown}");
        }
    }

    #[test]
    fn many_files_with_one_fault_are_one_message() {
        let faults: Vec<_> = (0..9).map(|n| fault().in_file(format!("content/{n}.md"))).collect();
        let text = printed(&faults, Format::Human, "");
        assert_eq!(text.matches("error[").count(), 1, "{text}");
        for part in ["(9 times)", "content/0.md:2:7", "content/2.md:2:7", "and 6 more places"] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert_eq!(printed(&faults, Format::Json, "").lines().count(), 9);
    }

    #[test]
    fn however_much_is_wrong_it_can_be_read() {
        let causes = |n: usize| {
            Diagnostic::error(Code::MissingImage, format!("there is no picture `/{n}.png`"))
                .in_file(format!("content/{n}.md"))
                .hint("look for it")
                .cause(format!("{}", n / 10), "pictures of one folder are missing")
        };
        for count in [1, 40, 400, 40_000] {
            let mut all: Vec<_> = (0..count).map(causes).collect();
            all.push(
                Diagnostic::warning(Code::NoSource, "the article names no source").in_file("content/a.md"),
            );
            let text = printed(&all, Format::Human, "");
            assert!(text.lines().count() <= LINES, "{count}: {}", text.lines().count());
            assert_eq!(printed(&all, Format::Full, "").matches("= help").count(), count, "--verbose has all");
            assert!(text.contains("[no-source]"), "{count}:\n{text}");
            assert!(text.starts_with("error[missing-image]"), "{text}");
        }
    }

    #[test]
    fn the_other_one_of_two_is_shown_too() {
        let span = |line, length| Span { line, column: 1, length };
        let twice = Diagnostic::error(Code::DuplicateKey, "this key stands twice")
            .in_file("content/x.md")
            .at(span(9, 5))
            .label(span(2, 5), "it stands here first")
            .label_in("content/tags.yaml", Some(span(1, 3)), "and here")
            .label_in("content/y.md", None, "and in this file");
        let text = "---\ntitle: a\n\n\n\n\n\n\ntitle: b\n---\n";
        let shown = printed(std::slice::from_ref(&twice), Format::Human, text);
        let expected = "\
error[duplicate-key]: this key stands twice
 --> content/x.md:9:1
  |
2 | title: a
  | ----- it stands here first
...
9 | title: b
  | ^^^^^
  |
 ::: content/tags.yaml:1:1
  |
1 | ---
  | --- and here
  |
 ::: content/y.md
  |

";
        assert_eq!(shown, expected);
        // What is not there any more is named all the same.
        let shown = printed(std::slice::from_ref(&twice), Format::Human, "---\n");
        assert!(shown.contains("--> content/x.md:9:1\n") && shown.contains("| --- and here"), "{shown}");
        let json = printed(std::slice::from_ref(&twice), Format::Json, "");
        for part in [
            r#""labels":[{"column":1,"length":5,"line":2,"path":"content/x.md","text":"it stands here first"},"#,
            r#"{"column":null,"length":null,"line":null,"path":"content/y.md","text":"and in this file"}]"#,
        ] {
            assert!(json.contains(part), "{json}");
        }
        let alone = Diagnostic { labels: Vec::new(), ..twice.clone() };
        assert_eq!(printed(&[twice], Format::Github, ""), printed(&[alone], Format::Github, ""));
    }

    #[test]
    fn github_takes_escaped_commands() {
        let fault = Diagnostic::warning(Code::SameTitle, "100% a\nb").in_file("content/a,\nb.md").at(Span {
            line: 1,
            column: 2,
            length: 1,
        });
        assert_eq!(
            printed(&[fault], Format::Github, ""),
            "::warning file=content/a%2C%0Ab.md,line=1,col=2,title=same-title::100%25 a b\n"
        );
    }
}
