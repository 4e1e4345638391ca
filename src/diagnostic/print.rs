//! Prints diagnostics: for people, as JSON lines, or as annotations of GitHub Actions.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};

use super::faults::{Fault, faults, mends_most};
use super::{Code, Diagnostic, Label, Severity, Span};

/// How many places of many are named.
const NAMED: usize = 3;
/// How many lines all messages together may take: what nobody reads to its end says nothing.
const LINES: usize = 110;
/// Of these, how many each fault that is left may take one of, and how many a code of those left then.
const SHORT: usize = 24;
const COUNTED: usize = 8;

/// How messages are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The line with a caret under the place; many places with one cause are one message, and all together take no
    /// more than some hundred lines.
    Human,
    /// The same for every place.
    Full,
    /// One JSON object per line and message.
    Json,
    /// Workflow commands of GitHub Actions, which it shows at the line.
    Github,
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
        Format::Human => human(&faults(diagnostics), &renderer(colour), out, source),
        Format::Full => {
            let renderer = renderer(colour);
            each(diagnostics, |diagnostic| writeln!(out, "{}\n", one(diagnostic, &renderer, source)))
        }
        Format::Json => each(diagnostics, |diagnostic| json(diagnostic, out)),
        Format::Github => each(diagnostics, |diagnostic| github(diagnostic, out)),
    }
}

/// Every place of every fault in order.
fn each(diagnostics: &[Diagnostic], mut print: impl FnMut(&Diagnostic) -> io::Result<()>) -> io::Result<()> {
    faults(diagnostics).iter().flat_map(|fault| &fault.places).try_for_each(|diagnostic| print(diagnostic))
}

fn renderer(colour: bool) -> Renderer {
    if colour { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii)
}

/// Faults as long as there is room; then a line for each, and then the number of each code.
fn human(
    faults: &[Fault<'_>],
    renderer: &Renderer,
    out: &mut dyn Write,
    source: &dyn Fn(&str) -> Option<String>,
) -> io::Result<()> {
    let mut texts = Vec::new();
    let mut lines = 0;
    // What is too long to be printed whole need not be written.
    for fault in faults {
        let text = if fault.is_many() { many(fault, renderer) } else { one(fault.first(), renderer, source) };
        lines += text.lines().count() + 1;
        texts.push(text);
        if lines > LINES {
            break;
        }
    }
    if lines <= LINES {
        texts.iter().try_for_each(|text| writeln!(out, "{text}\n"))?;
        return remedy(faults, out);
    }
    let mut room = LINES - SHORT - COUNTED - 4;
    let mut whole = 0;
    for text in &texts {
        let takes = text.lines().count() + 1;
        if takes > room {
            break;
        }
        writeln!(out, "{text}\n")?;
        (room, whole) = (room - takes, whole + 1);
    }
    let left = &faults[whole..];
    let (short, counted) = left.split_at(SHORT.min(left.len()));
    writeln!(out, "And {} more, each with --verbose:", number(left.len(), "message"))?;
    for fault in short {
        writeln!(out, "  {}", line(fault))?;
    }
    writeln!(out, "{}", if counted.is_empty() { "" } else { "  …" })?;
    counts(counted, out)?;
    remedy(faults, out)
}

/// What to do first.
fn remedy(faults: &[Fault<'_>], out: &mut dyn Write) -> io::Result<()> {
    match mends_most(faults) {
        Some((remedy, count)) => {
            writeln!(out, "Do this first, it mends {count} of them: {}\n", plain(remedy))
        }
        None => Ok(()),
    }
}

/// A fault in one line.
fn line(fault: &Fault<'_>) -> String {
    let first = fault.first();
    let place = match (&first.path, first.span) {
        (Some(path), Some(span)) => format!("{}:{}:{}: ", plain(path), span.line, span.column),
        (Some(path), None) => format!("{}: ", plain(path)),
        (None, _) => String::new(),
    };
    let more = match fault.places.len() - 1 {
        0 => String::new(),
        rest => format!(" (and {rest} more)"),
    };
    let (severity, code) = (severity(first), first.code);
    format!("{place}{severity}[{code}]: {}{more}", plain(fault.message()))
}

/// How many messages of each code are left.
fn counts(faults: &[Fault<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    for fault in faults {
        *counts.entry((fault.first().severity, fault.first().code)).or_default() += fault.places.len();
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|((severity, code), count)| (*severity, std::cmp::Reverse(*count), *code));
    let (named, rest) = counts.split_at(COUNTED.min(counts.len()));
    for ((severity, code), count) in named {
        let what = if *severity == Severity::Error { "error" } else { "warning" };
        writeln!(out, "  {}[{code}]", number(*count, what))?;
    }
    let rest: usize = rest.iter().map(|(_, count)| count).sum();
    if rest > 0 {
        writeln!(out, "  {}", number(rest, "other"))?;
    }
    if counts.is_empty() { Ok(()) } else { writeln!(out) }
}

fn number(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

fn one(diagnostic: &Diagnostic, renderer: &Renderer, source: &dyn Fn(&str) -> Option<String>) -> String {
    let title =
        level(diagnostic.severity).primary_title(plain(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    // Places in one file are shown in one piece of it.
    let mut files: Vec<(&str, Vec<Place<'_>>)> = Vec::new();
    let own = diagnostic.path.as_deref();
    let labels =
        diagnostic.labels.iter().map(|label| (label.path.as_deref().or(own), label.span, &*label.text));
    for (path, span, label) in std::iter::once((own, diagnostic.span, "")).chain(labels) {
        let Some(path) = path else { continue };
        match files.iter_mut().find(|(other, _)| *other == path) {
            Some((_, places)) => places.push(Place { span, label }),
            None => files.push((path, vec![Place { span, label }])),
        }
    }
    let mut lines_shown = false;
    for (path, places) in &files {
        group = match snippet(path, places, source) {
            Some(snippet) => {
                lines_shown = true;
                group.element(snippet)
            }
            None if lines_shown => {
                group.element(Padding).element(origin(path, places[0].span)).element(Padding)
            }
            None => group.element(origin(path, places[0].span)),
        };
    }
    let hints: Vec<&str> = diagnostic.hints.iter().map(String::as_str).collect();
    render(group, diagnostic, &hints, renderer)
}

/// A place that is shown; without a label it is the message's own.
struct Place<'d> {
    span: Option<Span>,
    label: &'d str,
}

/// The lines of a file from the first of these places to the last, with the places marked; none when the first place is
/// not there any more.
fn snippet(
    path: &str,
    places: &[Place<'_>],
    source: &dyn Fn(&str) -> Option<String>,
) -> Option<Snippet<'static, Annotation<'static>>> {
    places[0].span?;
    let text = source(path)?;
    let numbers = || places.iter().filter_map(|place| place.span).map(|span| span.line as usize);
    let (first, last) = (numbers().min()?.checked_sub(1)?, numbers().max()?);
    let lines: Vec<String> = text.lines().skip(first).take(last - first).map(plain).collect();
    let marks = places.iter().map(|Place { span, label }| {
        let number = span.as_ref()?.line as usize - 1 - first;
        let start: usize = lines[..number.min(lines.len())].iter().map(|line| line.len() + 1).sum();
        let range = range(lines.get(number)?, (*span)?)?;
        let kind = if label.is_empty() { AnnotationKind::Primary } else { AnnotationKind::Context };
        let label = Some(*label).filter(|label| !label.is_empty()).map(plain);
        Some(kind.span(range.start + start..range.end + start).label(label))
    });
    let mut marks = marks.peekable();
    marks.peek()?.as_ref()?;
    let marks: Vec<Annotation<'static>> = marks.flatten().collect();
    Some(Snippet::source(lines.join("\n")).line_start(first + 1).path(plain(path)).annotations(marks))
}

fn many(fault: &Fault<'_>, renderer: &Renderer) -> String {
    let first = fault.first();
    let message = format!("{} ({} times)", plain(fault.message()), fault.places.len());
    let title = level(first.severity).primary_title(message).id(first.code.as_str());
    let mut group = Group::with_title(title);
    // One file may have it many times: three files say more than three lines.
    let mut files: Vec<&Diagnostic> = Vec::new();
    for place in &fault.places {
        if files.len() < NAMED && files.iter().all(|other| other.path != place.path) {
            files.push(place);
        }
    }
    let further = fault.places.iter().filter(|place| !files.iter().any(|file| std::ptr::eq(*file, **place)));
    let further: Vec<&Diagnostic> = further.take(NAMED - files.len()).copied().collect();
    let named = files.len() + further.len();
    for diagnostic in files.into_iter().chain(further) {
        if let Some(path) = &diagnostic.path {
            group = group.element(origin(path, diagnostic.span));
        }
    }
    let rest = fault.places.len() - named;
    group = group.element(Level::NOTE.message(format!("and {}", number(rest, "more place"))));
    render(group, first, &fault.hints(), renderer)
}

fn render<'a>(mut group: Group<'a>, diagnostic: &Diagnostic, hints: &[&str], renderer: &Renderer) -> String {
    for hint in hints {
        let lines: Vec<String> = hint.split('\n').map(plain).collect();
        group = group.element(Level::HELP.message(lines.join("\n")));
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
