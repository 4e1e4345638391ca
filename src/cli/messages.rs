//! What a command says: diagnostics, what is held back, the summary.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{FAILED, USAGE};
use crate::build::{Leftover, Report, sink};
use crate::deploy::git::Repository;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::print::{self, Format};
use crate::site::Held;
use crate::source;
use crate::theme;

/// How many held-back documents are listed one by one.
const LISTED: usize = 20;

/// How a command prints its messages, as its flag says.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MessageFormat {
    /// For people: the line with a caret under the place
    Human,
    /// One JSON object per line
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// A log for code scanning (SARIF 2.1.0)
    Sarif,
}

impl From<MessageFormat> for Format {
    fn from(format: MessageFormat) -> Self {
        match format {
            MessageFormat::Human => Self::Human,
            MessageFormat::Json => Self::Json,
            MessageFormat::Github => Self::Github,
            MessageFormat::Sarif => Self::Sarif,
        }
    }
}

/// Diagnostics as a format names their files: annotations and logs are read by what knows the repository, and the site may be a folder of it.
pub(super) fn of_repository<'d>(
    root: &Path,
    format: Format,
    diagnostics: &'d [Diagnostic],
) -> Cow<'d, [Diagnostic]> {
    let is_of_repository = matches!(format, Format::Github | Format::Sarif) && !diagnostics.is_empty();
    let prefix = is_of_repository
        .then(|| Repository::of(root).ok()?.prefix())
        .flatten()
        .filter(|prefix| !prefix.is_empty());
    let Some(prefix) = prefix else { return Cow::Borrowed(diagnostics) };
    let named = |diagnostic: &Diagnostic| {
        let mut named = diagnostic.clone();
        named.path = named.path.map(|path| format!("{prefix}{path}"));
        for label in &mut named.labels {
            label.path = label.path.as_deref().map(|path| format!("{prefix}{path}").into());
        }
        named
    };
    diagnostics.iter().map(named).collect()
}

pub(super) struct Messages<'a> {
    pub(super) root: &'a Path,
    pub(super) format: Format,
    pub(super) quiet: bool,
}

impl Messages<'_> {
    /// All diagnostics of a build, and what was held back. Write errors are passed over: nobody is listening.
    pub(super) fn print(&self, report: &Report) {
        self.print_diagnostics(&report.diagnostics);
        if !self.quiet && !report.held.is_empty() {
            let _ = self.held(&report.held, &mut anstream::stderr().lock());
        }
    }

    /// What is said of a build before its summary.
    pub(super) fn build(&self, report: &Report) {
        self.print(report);
        self.notes(&report.notes);
        self.left(&report.left);
        self.gone(&report.gone);
    }

    /// The diagnostics that were not said of the site before, and that nothing is wrong any more.
    pub(super) fn print_new(&self, before: &Report, report: &Report) {
        let known: HashSet<&Diagnostic> = before.diagnostics.iter().collect();
        let is_new = |problem: &&Diagnostic| !known.contains(problem);
        let new: Vec<Diagnostic> = report.diagnostics.iter().filter(is_new).cloned().collect();
        self.print_diagnostics(&new);
        let wrong = |report: &Report| report.diagnostics.iter().any(Diagnostic::is_error);
        if wrong(before) && !wrong(report) {
            self.note("All errors are mended");
        }
    }

    fn print_diagnostics(&self, diagnostics: &[Diagnostic]) {
        let mut out = anstream::stderr().lock();
        let colour = std::io::stderr().is_terminal();
        let source = |path: &str| source::peek(self.root, path).or_else(|| theme::built_in_text(path));
        let diagnostics = of_repository(self.root, self.format, diagnostics);
        let _ = print::print(&diagnostics, self.format, colour, &mut out, &source);
    }

    fn held(&self, held: &[Held], out: &mut dyn Write) -> std::io::Result<()> {
        match self.format {
            Format::Json => {
                for held in held {
                    let line = serde_json::json!({
                        "held": held.path, "title": held.title, "reason": held.reason.describe(),
                    });
                    writeln!(out, "{line}")?;
                }
            }
            // A log of results has no place for it.
            Format::Sarif => {}
            Format::Human | Format::Short(_) | Format::Full | Format::Github => {
                writeln!(out, "Held back: {}", held.len())?;
                for held in &held[..held.len().min(LISTED)] {
                    let title = print::plain(&held.title);
                    writeln!(out, "  {}: {} ({title})", held.path, held.reason.describe())?;
                }
                if held.len() > LISTED {
                    writeln!(out, "  … and {} more", held.len() - LISTED)?;
                }
            }
        }
        Ok(())
    }

    /// A line on what is going on.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            say(text);
        }
    }

    /// What an editor need not act on.
    pub(super) fn notes(&self, notes: &[String]) {
        for note in notes {
            match self.format {
                Format::Json => self.note(&serde_json::json!({ "note": note }).to_string()),
                Format::Human | Format::Short(_) | Format::Full | Format::Github => self.note(note),
                Format::Sarif => {}
            }
        }
    }

    /// What was taken back, and every address that showed it: whoever keeps copies may have to be told.
    fn left(&self, left: &[Leftover]) {
        if self.quiet {
            return;
        }
        for Leftover { path, urls } in left {
            if self.format == Format::Json {
                self.note(&serde_json::json!({ "withdrawn": path, "left": urls }).to_string());
                continue;
            }
            self.note(&format!(
                "Withdrawn: {path} is gone from {}",
                match urls.len() {
                    1 => "one address".to_owned(),
                    count => format!("{count} addresses"),
                }
            ));
            urls.iter().for_each(|url| self.note(&format!("  {url}")));
        }
    }

    /// What `--verbose` says more.
    pub(super) fn details(&self, root: &Path, output: &str, report: &Report) {
        self.note(&format!("Site: {}", root.display()));
        self.note(&format!("Output: {output}"));
        if let Some(now) = &report.now {
            self.note(&format!("As of: {now}"));
        }
        let made: Vec<String> =
            report.planned.iter().map(|(name, count)| format!("{name} {count}")).collect();
        if !made.is_empty() {
            self.note(&format!("Files: {}", made.join(", ")));
        }
    }

    /// Why files were made again. The reasons of many files are one line when they are the same.
    pub(super) fn reasons(&self, report: &Report) {
        let mut by_reason: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (path, why) in &report.why {
            by_reason.entry(why.to_string()).or_default().push(path);
        }
        let mut out = anstream::stderr().lock();
        for (reason, paths) in by_reason {
            let _ = match (self.format, &paths[..]) {
                (Format::Json, _) => {
                    writeln!(out, "{}", serde_json::json!({ "made": paths, "because": reason }))
                }
                (_, [path]) => writeln!(out, "made {path}: {reason}"),
                (_, paths) => {
                    let some: Vec<&str> = paths.iter().copied().take(3).collect();
                    let rest = if paths.len() > 3 { " …" } else { "" };
                    writeln!(out, "made {} files ({}{rest}): {reason}", paths.len(), some.join(", "))
                }
            };
        }
    }

    /// The last line.
    pub(super) fn summary(&self, report: &Report, output: &str, took: Duration) {
        let errors = report.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
        let warnings = report.diagnostics.len() - errors;
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let text = match &report.written {
            Some(summary) => {
                let warned =
                    if warnings == 0 { String::new() } else { format!(", {}", count(warnings, "warning")) };
                let share = report.shard.map_or_else(String::new, |shard| format!("share {shard} of "));
                format!(
                    "Built {share}{} into {output}: {} ({} written, {} unchanged, {} removed){warned} in {:.2} s",
                    count(report.articles, "article"),
                    count(summary.written() + summary.unchanged, "file"),
                    summary.written(),
                    summary.unchanged,
                    summary.removed.len(),
                    took.as_secs_f64()
                )
            }
            None => {
                let start = match report.partial {
                    Some(partial) => {
                        format!("Written in part, {} of {} new files", partial.placed, partial.of)
                    }
                    None => "Nothing was written".to_owned(),
                };
                format!("{start}: {}, {}", count(errors, "error"), count(warnings, "warning"))
            }
        };
        let text = match self.format {
            Format::Human | Format::Short(_) | Format::Full | Format::Github | Format::Sarif => text,
            Format::Json => {
                let files = report.written.as_ref().map(|summary| {
                    serde_json::json!({
                        "written": summary.written(), "unchanged": summary.unchanged, "removed": summary.removed.len(),
                    })
                });
                let mut summary = serde_json::json!({
                    "articles": report.articles, "errors": errors, "warnings": warnings, "files": files,
                });
                if let Some(sink::Partial { placed, of, removed }) = report.partial {
                    summary["partial"] =
                        serde_json::json!({ "placed": placed, "of": of, "removed": removed });
                }
                serde_json::json!({ "summary": summary }).to_string()
            }
        };
        if !self.quiet {
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }
}

/// What a terminal is shown of texts from elsewhere: nothing in them that it would obey.
fn shown(text: &str) -> String {
    text.split('\n').map(print::plain).collect::<Vec<_>>().join("\n")
}

/// Says what was done.
pub(super) fn say(text: &str) {
    let _ = writeln!(anstream::stderr(), "{}", shown(text));
}

/// A bar for what takes long: so many things of a kind.
pub(super) fn progress_bar(length: u64, what: &str) -> ProgressBar {
    bar(length, &format!("{{pos}}/{{len}} {what}"))
}

/// The same for bytes.
pub(super) fn progress_of_bytes(length: u64) -> ProgressBar {
    bar(length, "{bytes}/{total_bytes}")
}

fn bar(length: u64, how_far: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template(&format!("{{bar:30}} {how_far} {{eta}}"));
    style.map_or(bar.clone(), |style| bar.with_style(style))
}

/// Says what is wrong when it is neither the site nor the command line.
pub(super) fn failed(text: &str) -> u8 {
    let _ = writeln!(anstream::stderr(), "error: {}", shown(text));
    FAILED
}

/// Says what is wrong with the command line.
pub(super) fn usage(text: &str) -> u8 {
    let _ = writeln!(anstream::stderr(), "error: {}\n\nFor more information, try '--help'.", shown(text));
    USAGE
}
