//! Tera's errors as messages with a place in the template.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind, ReportError, Tera};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::theme::Template;

/// The path to print for a template.
fn path(name: &str) -> String {
    format!("templates/{name}")
}

fn at(diagnostic: Diagnostic, own: bool, name: &str) -> Diagnostic {
    let diagnostic = diagnostic.in_file(path(name));
    if own {
        diagnostic
    } else {
        diagnostic.hint("this template is built in: a site's own template of that name replaces it")
    }
}

fn of_report(report: &ReportError, own: bool) -> Diagnostic {
    let span = report.span();
    let length =
        if span.end_line == span.start_line { span.end_col.saturating_sub(span.start_col).max(1) } else { 1 };
    // Tera counts lines from 1 and columns from 0.
    let span =
        Span { line: span.start_line as u32, column: span.start_col as u32 + 1, length: length as u32 };
    at(Diagnostic::error(Code::Template, one_line(report.message())).at(span), own, report.filename())
}

/// The tag that opens what is not closed where it would have to be: Tera names the end, or the next tag that closes
/// something else.
///
/// The third value is where it would have to be closed, at the latest.
fn unclosed(text: &str) -> Option<(&str, Span, usize)> {
    let mut open: Vec<(&str, usize, usize)> = Vec::new();
    let (mut at, mut noticed) = (0, text.len());
    while let Some(start) = text[at..].find("{%").map(|found| at + found) {
        let Some(end) = text[start..].find("%}").map(|found| start + found + 2) else { break };
        let mut words = text[start + 2..end - 2].trim_matches('-').split_whitespace();
        match words.next().unwrap_or("") {
            "raw" => {
                let rest = text[end..].find("endraw").map(|found| end + found);
                at = rest.unwrap_or(end);
                continue;
            }
            word @ ("if" | "for" | "block" | "filter" | "component") => open.push((word, start, end)),
            // `set` opens only without a value: `{% set x %}…{% endset %}`.
            "set" if !text[start..end].contains('=') => open.push(("set", start, end)),
            word => {
                if let Some(closed) = word.strip_prefix("end")
                    && open.iter().any(|(opened, ..)| *opened == closed)
                {
                    if open.last().is_some_and(|(opened, ..)| *opened != closed) {
                        noticed = start;
                        break;
                    }
                    open.pop();
                }
            }
        }
        at = end;
    }
    let (word, start, end) = open.pop()?;
    Some((word, Span::of(text, start, end), noticed))
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}

/// What a rendering may not print: the dump of everything, whose order is random.
pub(super) fn refused(templates: &BTreeMap<String, Template>) -> Vec<Diagnostic> {
    const DUMP: &str = "__tera_context";
    let mut diagnostics = Vec::new();
    for (name, template) in templates {
        for (start, found) in template.text.match_indices(DUMP) {
            let span = Span::of(&template.text, start, start + found.len());
            let problem = Diagnostic::error(
                Code::Template,
                format!("`{DUMP}` has no stable order and is not available"),
            );
            diagnostics.push(
                problem.in_file(path(name)).at(span).hint("docs/templates.md lists what each template sees"),
            );
        }
    }
    diagnostics
}

/// All that is wrong with the templates. Tera stops at the first syntax error, so each is then read alone.
pub(super) fn of_compiling(error: &Error, templates: &BTreeMap<String, Template>) -> Vec<Diagnostic> {
    let own = |name: &str| templates.get(name).is_some_and(|template| template.own);
    let mut diagnostics: Vec<Diagnostic> = templates
        .iter()
        .filter_map(|(name, template)| {
            let alone = Tera::default().add_raw_template(name, &template.text).err()?;
            match alone.kind() {
                ErrorKind::SyntaxError(report) => {
                    let fits = |word: &str, at: usize| {
                        let (before, after) = template.text.split_at(at);
                        let closed = format!("{before}{{% end{word} %}}{after}");
                        // What it extends or includes is not there when it is read alone.
                        let read = Tera::default().add_raw_template(name, &closed);
                        read.err().is_none_or(|error| !matches!(error.kind(), ErrorKind::SyntaxError(_)))
                    };
                    // Only where closing it mends the template is that what is wrong.
                    Some(match unclosed(&template.text).filter(|(word, _, at)| fits(word, *at)) {
                        Some((word, span, _)) => {
                            let message = format!("`{word}` is opened here and never closed");
                            let problem = Diagnostic::error(Code::Template, message).at(span);
                            at(problem, own(name), name)
                                .hint(format!("write `{{% end{word} %}}` where it ends"))
                        }
                        None => of_report(report, own(name)),
                    })
                }
                _ => None,
            }
        })
        .collect();
    if !diagnostics.is_empty() {
        return diagnostics;
    }
    match error.kind() {
        ErrorKind::MissingParent { current, parent } => {
            let problem =
                Diagnostic::error(Code::Template, format!("it extends `{parent}`, which is not there"));
            diagnostics.push(at(problem, own(current), current));
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let problem =
                Diagnostic::error(Code::Template, format!("it comes back to itself: {}", chain.join(" → ")));
            // Tera names whichever it came from; what is built in goes round no circle.
            let to_blame = chain.iter().find(|name| own(name)).unwrap_or(tpl);
            diagnostics.push(at(problem, own(to_blame), to_blame));
        }
        ErrorKind::Msg(message) => {
            diagnostics.extend(message.split("\n\n").map(|report| of_text(report, templates)))
        }
        _ => diagnostics.push(Diagnostic::error(Code::Template, one_line(&error.to_string()))),
    }
    diagnostics
}

/// Several faults come as Tera's printed reports, and of these as nothing but text (`Tera::finalize_templates`, 2.4):
/// `error: message`, then ` --> name:line:column`, then the line with carets. What looks otherwise is said as it is. The
/// site `template-unknown-function` has such faults, as the library in the lock file says them.
fn of_text(report: &str, templates: &BTreeMap<String, Template>) -> Diagnostic {
    let parsed = (|| {
        let mut lines = report.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let (name, place) = lines.next()?.split_once("--> ")?.1.split_once(':')?;
        let (line, column) = place.split_once(':')?;
        let carets = lines.nth(2)?.matches('^').count().max(1) as u32;
        let span = Span { line: line.parse().ok()?, column: column.parse().ok()?, length: carets };
        let problem = Diagnostic::error(Code::Template, message).at(span);
        let own = templates.get(name).is_some_and(|template| template.own);
        Some(match lacks_block(name, span, templates) {
            Some((block, base)) => problem.in_file(path(name)).hint(format!(
                "{} is the site's own, and has to have that block: write `{{% block {block} %}}{{% endblock {block} %}}` in it",
                path(base)
            )),
            None => at(problem, own, name),
        })
    })();
    parsed.unwrap_or_else(|| Diagnostic::error(Code::Template, one_line(report)))
}

/// The block that a built-in template fills at a place, and the site's own template that it extends and that has no such block.
fn lacks_block<'t>(
    name: &str,
    place: Span,
    templates: &'t BTreeMap<String, Template>,
) -> Option<(&'t str, &'t str)> {
    let tag = |line: &'t str, word: &str| {
        Some(
            line.trim_start()
                .strip_prefix("{%")?
                .trim_start_matches('-')
                .trim_start()
                .strip_prefix(word)?
                .trim(),
        )
    };
    let template = templates.get(name).filter(|template| !template.own)?;
    let line = template.text.lines().nth(place.line.checked_sub(1)? as usize)?;
    let block = tag(line, "block ")?.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    let mut above = template;
    // No chain is longer than there are templates.
    for _ in 0..templates.len() {
        let parent = above.text.lines().find_map(|line| tag(line, "extends "))?.split(['"', '\'']).nth(1)?;
        let (base, found) = templates.get_key_value(parent)?;
        if found.own {
            let has_block = found.text.lines().any(|line| line.contains(&format!("block {block}")));
            return (!has_block).then_some((block, base.as_str()));
        }
        above = found;
    }
    None
}

/// What is wrong with a template that another one, `name`, called by a function, and where it was called.
pub(super) fn of_part(fault: Diagnostic, error: &Error, name: &str) -> Diagnostic {
    let place = match error.kind() {
        ErrorKind::RenderingError(report) => {
            let span = report.span();
            format!("{}:{}:{}", path(report.filename()), span.start_line, span.start_col + 1)
        }
        _ => path(name),
    };
    let hint = format!("it is shown by {place}");
    // What goes round and round comes by the same places again.
    if fault.hints.contains(&hint) { fault } else { fault.hint(hint) }
}

/// What went wrong while rendering, at its place. Tera's reports say all of it: nothing lies under them.
pub(super) fn of_rendering(error: &Error, name: &str, own: &BTreeMap<String, bool>) -> Diagnostic {
    let owned = |name: &str| own.get(name).copied().unwrap_or(false);
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            of_report(report, owned(report.filename()))
        }
        ErrorKind::Io(_) => {
            let message = format!("the page is larger than {} MB", super::LARGEST >> 20);
            at(Diagnostic::error(Code::Template, message), owned(name), name)
                .hint("look for a loop that has no end")
        }
        _ => at(Diagnostic::error(Code::Template, one_line(&error.to_string())), owned(name), name),
    }
}
