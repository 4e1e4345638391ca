//! The tables, in Markdown: how long one waits, and what the servers hold, newsprint beside Hugo.

use std::fmt::Write as _;

use crate::common::numbers::{median, thousands};
use crate::session::{Row, Session};

/// What was found at one size.
pub(crate) struct Size {
    pub(crate) articles: usize,
    pub(crate) ours: Session,
    pub(crate) theirs: Option<Session>,
}

/// A line of a table: what it says, which row of a session, and the targets: at so many articles at most so much.
type Line = (&'static str, fn(&Session) -> &Row, &'static [(usize, f64)]);

/// Milliseconds.
const WAITS: &[Line] = &[
    ("start-up, cold", |session| &session.cold, &[(10_000, 1000.0)]),
    ("start-up, warm", |session| &session.warm, &[(10_000, 1000.0), (100_000, 1000.0)]),
    ("save → visible, body", |session| &session.body, &[(10_000, 50.0), (100_000, 150.0)]),
    ("save → visible, headline", |session| &session.headline, &[(10_000, 100.0), (100_000, 400.0)]),
];

/// Megabytes.
const MEMORY: &[Line] = &[
    ("after a cold start", |session| &session.cold, &[(100_000, 400.0)]),
    ("after a warm start", |session| &session.warm, &[(100_000, 400.0)]),
    ("after the bodies", |session| &session.body, &[(100_000, 400.0)]),
    ("after the headlines", |session| &session.headline, &[(100_000, 400.0)]),
];

/// The table of times: from the start, or from the save, to the answer.
pub(crate) fn waits(sizes: &[Size]) -> String {
    let head = "| articles | | newsprint ms | worst | Hugo ms | worst | newsprint : Hugo | target ms | runs |\n\
                |---:|---|---:|---:|---:|---:|---:|---:|---:|\n";
    table(head, sizes, WAITS, &|row| {
        let (middle, worst, least) = match row.stopped {
            // What took longer than anything that was measured is the only thing known.
            Some(limit) => (limit, limit, true),
            None if row.seconds.is_empty() => return None,
            None => (median(row.seconds.clone()), row.seconds.iter().copied().fold(0.0, f64::max), false),
        };
        let runs = Some(row.seconds.len() + usize::from(row.stopped.is_some()));
        Some(Found { figure: middle * 1e3, worst: worst * 1e3, least, runs })
    })
}

/// The table of memory: what is held once the server has come to rest, and the most that was held until then.
pub(crate) fn memory(sizes: &[Size]) -> String {
    let head = "| articles | | newsprint MB | peak | Hugo MB | peak | newsprint : Hugo | target MB |\n\
                |---:|---|---:|---:|---:|---:|---:|---:|\n";
    table(head, sizes, MEMORY, &|row| {
        let memory = row.memory?;
        let least = row.stopped.is_some();
        Some(Found { figure: memory.now / 1e6, worst: memory.peak / 1e6, least, runs: None })
    })
}

/// What a row comes to.
struct Found {
    figure: f64,
    worst: f64,
    /// It was stopped: these are lower bounds.
    least: bool,
    /// Of how many runs; none where that says nothing.
    runs: Option<usize>,
}

fn table(head: &str, sizes: &[Size], lines: &[Line], find: &dyn Fn(&Row) -> Option<Found>) -> String {
    let mut table = head.to_owned();
    for size in sizes {
        for (what, row, targets) in lines {
            let ours = find(row(&size.ours));
            let theirs = size.theirs.as_ref().and_then(|session| find(row(session)));
            let cells = |found: Option<&Found>, ended: Option<&str>| match found {
                Some(Found { figure, worst, least, .. }) => {
                    let least = if *least { ">" } else { "" };
                    format!("{least}{} | {least}{}", digits(*figure), digits(*worst))
                }
                None => format!("{} | –", ended.unwrap_or("–")),
            };
            let ratio = ours.as_ref().zip(theirs.as_ref()).filter(|(ours, _)| !ours.least);
            let ratio = ratio.map_or_else(
                || "–".to_owned(),
                |(ours, theirs)| {
                    let least = if theirs.least { ">" } else { "" };
                    format!("1 : {least}{}", digits(theirs.figure / ours.figure))
                },
            );
            let target = targets.iter().find(|(articles, _)| *articles == size.articles);
            let target = target.map_or_else(|| "–".to_owned(), |(_, most)| digits(*most));
            let ended = size.theirs.as_ref().and_then(|session| session.ended);
            write!(
                table,
                "| {} | {what} | {} | {} | {ratio} | {target} |",
                thousands(size.articles as u64),
                cells(ours.as_ref(), None),
                cells(theirs.as_ref(), ended),
            )
            .expect("a String takes everything");
            let runs = |found: &Option<Found>| found.as_ref().and_then(|found| found.runs);
            match (runs(&ours), runs(&theirs)) {
                (Some(ours), Some(theirs)) if ours != theirs => table += &format!(" {ours}, {theirs} |"),
                (Some(ours), _) => table += &format!(" {ours} |"),
                _ => {}
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
