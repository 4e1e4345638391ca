//! The tables, in Markdown: how long one waits, and what the servers hold, newsprint beside Hugo.

use std::fmt::Write as _;

use crate::common::edit::Edit;
use crate::common::hugo::Variant;
use crate::common::numbers::{median, thousands};
use crate::session::{Phase, Row, Session};

/// What was found at one size.
pub(crate) struct Size {
    pub(crate) articles: usize,
    pub(crate) ours: Session,
    /// One of each of Hugo's sites, in the same order at all sizes.
    pub(crate) theirs: Vec<Session>,
}

/// What is aimed at in milliseconds. A change of the registry may assemble the whole site anew.
fn milliseconds(phase: Phase, articles: usize) -> &'static str {
    match (phase, articles) {
        (Phase::Cold, 10_000) => "1,000",
        (Phase::Warm, 10_000) => "200",
        (Phase::Warm, 100_000) => "800",
        (Phase::Edits(Edit::Body), 10_000 | 100_000) => "20, at worst 60",
        (Phase::Edits(Edit::Headline | Edit::OwnHeadline), 10_000) => "60",
        (Phase::Edits(Edit::Headline | Edit::OwnHeadline), 100_000) => "150",
        (Phase::Edits(Edit::NewArticle | Edit::Tag | Edit::Rename), 10_000) => "100",
        _ => "–",
    }
}

/// What is aimed at in megabytes.
fn megabytes(_: Phase, articles: usize) -> &'static str {
    if articles == 100_000 { "400" } else { "–" }
}

/// The table of times: from the start, or from the save, to the answer.
pub(crate) fn waits(sizes: &[Size], variants: &[Variant]) -> String {
    let name = |phase| match phase {
        Phase::Cold => "start-up, cold".to_owned(),
        Phase::Warm => "start-up, warm".to_owned(),
        Phase::Edits(edit) => format!("save → visible, {}", edit.name()),
    };
    let columns = Columns { unit: "ms", worst: "worst", runs: true, variants };
    table(&columns, sizes, &name, milliseconds, &|row| {
        let (middle, worst, least) = match row.stopped {
            // What took longer than anything that was measured is the only thing known.
            Some(limit) => (limit, limit, true),
            None if row.seconds.is_empty() => return None,
            None => (median(row.seconds.clone()), row.seconds.iter().copied().fold(0.0, f64::max), false),
        };
        Some(Found { figure: middle * 1e3, worst: worst * 1e3, least })
    })
}

/// The table of memory: what is held once the server has come to rest, and the most that was held until then.
pub(crate) fn memory(sizes: &[Size], variants: &[Variant]) -> String {
    let name = |phase| match phase {
        Phase::Cold => "after a cold start".to_owned(),
        Phase::Warm => "after a warm start".to_owned(),
        Phase::Edits(edit) => format!("then, after the edits: {}", edit.name()),
    };
    let columns = Columns { unit: "MB", worst: "peak", runs: false, variants };
    table(&columns, sizes, &name, megabytes, &|row| {
        let memory = row.memory?;
        let least = row.stopped.is_some();
        Some(Found { figure: memory.now / 1e6, worst: memory.peak / 1e6, least })
    })
}

/// What a row comes to.
struct Found {
    figure: f64,
    worst: f64,
    /// It was stopped: these are lower bounds.
    least: bool,
}

/// What stands above a table.
struct Columns<'a> {
    unit: &'a str,
    worst: &'a str,
    /// Whether the number of runs is told.
    runs: bool,
    variants: &'a [Variant],
}

impl Columns<'_> {
    fn head(&self) -> String {
        let Self { unit, worst, runs, variants } = self;
        let theirs = variants.iter().map(|variant| {
            let name = variant.name();
            format!(" {name} {unit} | {worst} | newsprint : {name} |")
        });
        let theirs: String = theirs.collect();
        let runs = if *runs { " runs |" } else { "" };
        let head = format!("| articles | | newsprint {unit} | {worst} |{theirs} target {unit} |{runs}\n");
        let rule = head.matches('|').count() - 3;
        format!("{head}|---:|---|{}\n", "---:|".repeat(rule))
    }
}

fn table(
    columns: &Columns<'_>,
    sizes: &[Size],
    name: &dyn Fn(Phase) -> String,
    target: fn(Phase, usize) -> &'static str,
    find: &dyn Fn(&Row) -> Option<Found>,
) -> String {
    let mut table = columns.head();
    for size in sizes {
        for phase in Phase::all() {
            let found = |session: &Session| session.row(phase).and_then(find);
            let cells = |found: Option<&Found>, ended: Option<&str>| match found {
                Some(Found { figure, worst, least }) => {
                    let least = if *least { ">" } else { "" };
                    format!("{least}{} | {least}{}", digits(*figure), digits(*worst))
                }
                None => format!("{} | –", ended.unwrap_or("–")),
            };
            let ours = found(&size.ours);
            let articles = thousands(size.articles as u64);
            write!(table, "| {articles} | {} | {} |", name(phase), cells(ours.as_ref(), None))
                .expect("a String takes everything");
            for session in &size.theirs {
                let theirs = found(session);
                let ratio = ours.as_ref().zip(theirs.as_ref()).filter(|(ours, _)| !ours.least);
                let ratio = ratio.map_or_else(
                    || "–".to_owned(),
                    |(ours, theirs)| {
                        let least = if theirs.least { ">" } else { "" };
                        format!("1 : {least}{}", digits(theirs.figure / ours.figure))
                    },
                );
                write!(table, " {} | {ratio} |", cells(theirs.as_ref(), session.ended))
                    .expect("a String takes everything");
            }
            write!(table, " {} |", target(phase, size.articles)).expect("a String takes everything");
            if columns.runs {
                let sessions = [&size.ours].into_iter().chain(&size.theirs);
                let runs = sessions.map(|session| session.row(phase).map_or(0, Row::runs).to_string());
                write!(table, " {} |", runs.collect::<Vec<_>>().join(", "))
                    .expect("a String takes everything");
            }
            table.push('\n');
        }
    }
    table
}

/// Whole numbers from ten on.
fn digits(value: f64) -> String {
    if value < 9.95 { format!("{value:.1}") } else { thousands(value.round() as u64) }
}
