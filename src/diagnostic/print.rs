//! Prints diagnostics: for people, as JSON lines, or as annotations of GitHub Actions.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity, Span};

/// From how many places on one message stands for all of them.
const MANY: usize = 4;
/// How many places of many are named.
const NAMED: usize = 3;

/// How messages are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The line with a caret under the place; many files with one fault are one message.
    Human,
    /// One JSON object per line and message.
    Json,
    /// Workflow commands of GitHub Actions, which it shows at the line.
    Github,
}

/// Prints all diagnostics, warnings first, so that what stops the build stands last, by file and line.
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
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|d| (std::cmp::Reverse(d.severity), &d.path, d.span, &d.code, &d.message));
    match format {
        Format::Json => sorted.into_iter().try_for_each(|diagnostic| json(diagnostic, out)),
        Format::Github => sorted.into_iter().try_for_each(|diagnostic| github(diagnostic, out)),
        Format::Human => human(&sorted, colour, out, source),
    }
}

fn human(
    sorted: &[&Diagnostic],
    colour: bool,
    out: &mut dyn Write,
    source: &dyn Fn(&str) -> Option<String>,
) -> io::Result<()> {
    let mut faults: BTreeMap<Fault<'_>, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in sorted {
        faults.entry(Fault::of(diagnostic)).or_default().push(diagnostic);
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
    for diagnostic in sorted {
        // The first of many speaks for all of them.
        let Some(same) = faults
            .get(&Fault::of(diagnostic))
            .filter(|same| std::ptr::eq(same[0], *diagnostic) || same.len() < MANY)
        else {
            continue;
        };
        let text = if same.len() < MANY { one(diagnostic, &renderer, source) } else { many(same, &renderer) };
        writeln!(out, "{text}\n")?;
    }
    Ok(())
}

/// What makes messages one: their code and cause, or all that they say.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Fault<'d> {
    Cause(Severity, &'d str, &'d str),
    Words(Severity, &'d str, &'d str, &'d [String]),
}

impl<'d> Fault<'d> {
    fn of(diagnostic: &'d Diagnostic) -> Self {
        let Diagnostic { severity, code, message, hints, cause, .. } = diagnostic;
        match cause {
            Some(cause) => Self::Cause(*severity, code, &cause.key),
            None => Self::Words(*severity, code, message, hints),
        }
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

fn one(diagnostic: &Diagnostic, renderer: &Renderer, source: &dyn Fn(&str) -> Option<String>) -> String {
    let title = level(diagnostic.severity).primary_title(plain(&diagnostic.message)).id(&*diagnostic.code);
    let shown = diagnostic.path.as_deref().zip(diagnostic.span).and_then(|(path, span)| {
        let text = source(path)?;
        let line = text.lines().nth(span.line.checked_sub(1)? as usize)?;
        let line = plain(line);
        let range = range(&line, span)?;
        let annotation = AnnotationKind::Primary.span(range);
        Some(Snippet::source(line).line_start(span.line as usize).path(plain(path)).annotation(annotation))
    });
    let group = match (shown, &diagnostic.path) {
        (Some(snippet), _) => title.element(snippet),
        (None, Some(path)) => title.element(origin(path, diagnostic.span)),
        (None, None) => Group::with_title(title),
    };
    let hints: Vec<&str> = diagnostic.hints.iter().map(String::as_str).collect();
    render(group, diagnostic, &hints, renderer)
}

fn many(same: &[&Diagnostic], renderer: &Renderer) -> String {
    let first = same[0];
    let alike = same.iter().all(|other| other.message == first.message);
    let message = first.cause.as_ref().filter(|_| !alike).map_or(&*first.message, |cause| &*cause.summary);
    let message = format!("{} ({} times)", plain(message), same.len());
    let title = level(first.severity).primary_title(message).id(&*first.code);
    let mut group = Group::with_title(title);
    for diagnostic in &same[..NAMED] {
        if let Some(path) = &diagnostic.path {
            group = group.element(origin(path, diagnostic.span));
        }
    }
    let rest = same.len() - NAMED;
    group = group
        .element(Level::NOTE.message(format!("and {rest} more place{}", if rest == 1 { "" } else { "s" })));
    let remedy = first.cause.as_ref().and_then(|cause| cause.remedy.as_deref());
    let shared = first.hints.iter().filter(|hint| same.iter().all(|other| other.hints.contains(hint)));
    let hints: Vec<&str> = remedy.map_or_else(|| shared.map(String::as_str).collect(), |remedy| vec![remedy]);
    render(group, first, &hints, renderer)
}

fn render<'a>(mut group: Group<'a>, diagnostic: &Diagnostic, hints: &[&str], renderer: &Renderer) -> String {
    for hint in hints {
        group = group.element(Level::HELP.message(plain(hint)));
    }
    let text = renderer.render(&[group]);
    // Where no file is shown, nothing hangs on the bar below the title.
    if diagnostic.path.is_none() { text.replacen("\n |\n", "\n", 1) } else { text }
}

fn origin(path: &str, span: Option<Span>) -> Origin<'static> {
    let origin = Origin::path(plain(path));
    match span {
        Some(span) => origin.line(span.line as usize).char_column(span.column as usize),
        None => origin,
    }
}

/// The bytes of a line that a span means; none when the line is not what it was.
fn range(line: &str, span: Span) -> Option<std::ops::Range<usize>> {
    let at = |column: usize| line.char_indices().map(|(at, _)| at).chain([line.len()]).nth(column);
    let start = at(span.column.checked_sub(1)? as usize)?;
    let end = at((span.column - 1 + span.length) as usize).unwrap_or(line.len());
    Some(start..end.max(start))
}

/// A text that does nothing to a terminal: control characters are shown as what they are.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect()
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    if diagnostic.is_error() { "error" } else { "warning" }
}

fn json(diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let line = serde_json::json!({
        "severity": severity(diagnostic),
        "code": diagnostic.code,
        "path": diagnostic.path,
        "line": diagnostic.span.map(|span| span.line),
        "column": diagnostic.span.map(|span| span.column),
        "length": diagnostic.span.map(|span| span.length),
        "message": diagnostic.message,
        "hints": diagnostic.hints,
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
    properties.push(format!("title={}", property(&diagnostic.code)));
    let text = [&diagnostic.message].into_iter().chain(&diagnostic.hints).map(String::as_str);
    let text = text.collect::<Vec<_>>().join("\n");
    writeln!(out, "::{} {}::{}", severity(diagnostic), properties.join(","), data(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(diagnostics: &[Diagnostic], format: Format, text: &str) -> String {
        let mut out = Vec::new();
        print(diagnostics, format, false, &mut out, &|_| Some(text.to_owned())).expect("memory takes it");
        String::from_utf8(out).expect("UTF-8")
    }

    fn fault() -> Diagnostic {
        let span = Span { line: 2, column: 7, length: 4 };
        Diagnostic::error("invalid-date", "`soon` is no date")
            .in_file("content/x.md")
            .at(span)
            .hint("write 2025-02-12")
    }

    #[test]
    fn people_see_the_line_and_a_caret() {
        let text = printed(&[fault()], Format::Human, "---\ndate: soon\n---\n");
        for part in [
            "error[invalid-date]: `soon` is no date",
            "content/x.md:2:7",
            "2 | date: soon",
            "^^^^",
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
    fn many_messages_with_one_cause_are_one() {
        let found = |n: usize| {
            Diagnostic::error("file-ending", format!("`{n}.markdown` is not read"))
                .in_file(format!("content/{n}.markdown"))
                .hint(format!("call it {n}.md"))
                .cause(".markdown", "files that end in `.markdown` are not read")
        };
        let few: Vec<_> = (0..3).map(found).collect();
        assert_eq!(printed(&few, Format::Human, "").matches("error[").count(), 3);
        let many: Vec<_> = (0..5).map(found).collect();
        let text = printed(&many, Format::Human, "");
        assert!(text.contains("files that end in `.markdown` are not read (5 times)"), "{text}");
        assert!(!text.contains("call it"), "a hint for one place is none for all: {text}");
        let mended: Vec<_> = many.into_iter().map(|fault| fault.remedy("rename them to `.md`")).collect();
        assert!(printed(&mended, Format::Human, "").contains("rename them to `.md`"));
        assert_eq!(printed(&mended, Format::Json, "").lines().count(), 5);
    }

    #[test]
    fn github_takes_escaped_commands() {
        let fault = Diagnostic::warning("x", "100% a\nb").in_file("content/a,b.md").at(Span {
            line: 1,
            column: 2,
            length: 1,
        });
        assert_eq!(
            printed(&[fault], Format::Github, ""),
            "::warning file=content/a%2Cb.md,line=1,col=2,title=x::100%25 a%0Ab\n"
        );
    }
}
