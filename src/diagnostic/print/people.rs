//! Messages for people: the line with a caret under the place, what is wrong many times once, and of very much its beginning.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};

use super::{plain, severity};
use crate::diagnostic::faults::{Fault, mends_most};
use crate::diagnostic::{Code, Diagnostic, Severity, Span};

/// How many places of many are named.
const NAMED: usize = 3;
/// How many lines all messages together may take: what nobody reads to its end says nothing.
pub(super) const LINES: usize = 110;
/// Of so many lines, how many each fault that is left may take one of, and how many a code of those left then.
fn shares(lines: usize) -> (usize, usize) {
    (lines * 24 / LINES, lines * 8 / LINES)
}

pub(super) fn renderer(colour: bool) -> Renderer {
    if colour { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii)
}

/// Faults as long as there is room in so many lines; then a line for each, and then the number of each code.
pub(super) fn human(
    faults: &[Fault<'_>],
    most: usize,
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
        if lines > most {
            break;
        }
    }
    if lines <= most {
        texts.iter().try_for_each(|text| writeln!(out, "{text}\n"))?;
        return remedy(faults, out);
    }
    let (short, counted) = shares(most);
    let mut room = most.saturating_sub(short + counted + 4);
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
    let (listed, rest) = left.split_at(short.min(left.len()));
    writeln!(out, "And {} more, each with --verbose:", number(left.len(), "message"))?;
    for fault in listed {
        writeln!(out, "  {}", line(fault))?;
    }
    writeln!(out, "{}", if rest.is_empty() { "" } else { "  …" })?;
    counts(rest, counted, out)?;
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

/// How many messages of each code are left, of so many codes.
fn counts(faults: &[Fault<'_>], most: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    for fault in faults {
        *counts.entry((fault.first().severity, fault.first().code)).or_default() += fault.places.len();
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|((severity, code), count)| (*severity, std::cmp::Reverse(*count), *code));
    let (named, rest) = counts.split_at(most.min(counts.len()));
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

pub(super) fn one(
    diagnostic: &Diagnostic,
    renderer: &Renderer,
    source: &dyn Fn(&str) -> Option<String>,
) -> String {
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
