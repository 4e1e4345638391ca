//! Messages as HTML: the very text of the terminal, escaped.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::print::{Format, print};
use crate::html::escape;
use crate::{source, theme};

/// Gives the text of a file by its path, for the line that is shown.
pub(super) type Source<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The texts of a site's files, and of the built-in templates, as they are now.
pub(super) fn texts(root: &Path) -> impl Fn(&str) -> Option<String> {
    move |path| source::peek(root, path).or_else(|| theme::built_in_text(path))
}

/// The errors among messages, as a heading and a `<pre>` for each; none when there are none.
pub(super) fn errors(diagnostics: &[Diagnostic], source: Source<'_>) -> Option<String> {
    let errors: Vec<Diagnostic> = diagnostics.iter().filter(|d| d.is_error()).cloned().collect();
    let heading = match errors.len() {
        0 => return None,
        1 => "An error".to_owned(),
        count => format!("{count} errors"),
    };
    Some(format!("<h2>{heading}</h2>\n{}", messages(&errors, source, OVER_A_PAGE)))
}

/// How many messages are shown over a page: as many as are said of one file. Who broke a template has as many as pages.
const OVER_A_PAGE: usize = 200;

/// How many warnings are listed on a page; the overview has more.
const LISTED: usize = 100;

/// How many warnings there are, and a `<pre>` for each.
pub(super) fn warnings(diagnostics: &[Diagnostic], source: Source<'_>) -> (usize, String) {
    let warnings: Vec<Diagnostic> = diagnostics.iter().filter(|said| !said.is_error()).cloned().collect();
    (warnings.len(), messages(&warnings, source, LISTED))
}

/// What is said of a page that cannot be made any more, over the one that could.
pub(super) fn failure(problem: &Diagnostic, source: Source<'_>) -> String {
    format!("<h2>This page cannot be made</h2>\n{}", messages(std::slice::from_ref(problem), source, 1))
}

/// A `<pre>` for each message, its first line set apart; at most so many.
pub(super) fn messages(diagnostics: &[Diagnostic], source: Source<'_>, most: usize) -> String {
    let mut html = String::new();
    let text = text(diagnostics, source);
    let mut messages = text.split("\n\n").filter(|message| !message.trim().is_empty());
    for message in messages.by_ref().take(most) {
        let (title, rest) = message.split_once('\n').unwrap_or((message, ""));
        let lines: Vec<String> = rest.trim_end().lines().map(line).collect();
        let (title, rest) = (escape(title), lines.join("\n"));
        html.push_str(&format!("<pre tabindex=\"0\"><strong>{title}</strong>\n{rest}</pre>\n"));
    }
    let more = messages.count();
    if more > 0 {
        html.push_str(&format!("<p>… and {more} more; the terminal has all of them.</p>\n"));
    }
    html
}

/// A line of a message. What stands in a `<span>` may be broken where it is too long: words and places, but no line of a
/// file, below which carets stand.
fn line(line: &str) -> String {
    let is_file = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').starts_with('|');
    if is_file { escape(line) } else { format!("<span>{}</span>", escape(line)) }
}

/// What the terminal says, without colour. No message holds an empty line.
fn text(diagnostics: &[Diagnostic], source: Source<'_>) -> String {
    let mut out = Vec::new();
    // Memory takes everything.
    let _ = print(diagnostics, Format::Human, false, &mut out, source);
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::diagnostic::Span;

    #[test]
    fn the_terminals_text_escaped() {
        let span = Span { line: 2, column: 7, length: 4 };
        let fault =
            Diagnostic::error(Code::InvalidDate, "`<soon>` is no date").in_file("content/x.md").at(span);
        let warning = Diagnostic::warning(Code::NoSource, "y");
        let faults =
            [fault.clone().hint("write \"2025-02-12\""), warning.clone(), fault.in_file("content/y.md")];
        let html = errors(&faults, &|_| Some("---\ndate: soon & late\n".to_owned())).expect("errors");
        for part in [
            "<h2>2 errors</h2>",
            "<strong>error[invalid-date]: `&lt;soon&gt;` is no date</strong>",
            "content/x.md:2:7",
            "2 | date: soon &amp; late",
            "^^^^",
            "write &quot;2025-02-12&quot;",
        ] {
            assert!(html.contains(part), "{part}\n{html}");
        }
        assert_eq!(html.matches("<pre").count(), 2, "{html}");
        assert_eq!(errors(&[warning], &|_| None), None);
    }

    #[test]
    fn all_errors_of_a_file_are_there() {
        let faults: Vec<_> =
            (0..25).map(|n| Diagnostic::error(Code::BrokenLink, format!("fault {n}"))).collect();
        let html = errors(&faults, &|_| None).expect("errors");
        assert!(html.contains("25 errors") && html.matches("<pre").count() == 25, "{html}");
    }
}
