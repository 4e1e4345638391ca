//! What is measured of one server at one size.
//!
//! 1. Cold starts: nothing is left of earlier ones.
//! 2. Warm starts: with what an earlier one left behind.
//! 3. With the last server: edits, one kind after the other.
//!
//! Before each edit, and before memory is read, the server has come to rest.

use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::common::edit::{Change, Edit, Step};
use crate::process::Memory;
use crate::server::{Server, Start};
use crate::side::Side;

/// When a row has taken so long, it takes no further runs; nor does anybody wait longer for an edit to show.
const ENOUGH: Duration = Duration::from_secs(120);

/// How often each is measured.
#[derive(Clone, Copy)]
pub(crate) struct Runs {
    pub(crate) starts: usize,
    pub(crate) edits: usize,
}

/// What is done to a server.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Cold,
    Warm,
    Edits(Edit),
}

impl Phase {
    /// In their order.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        [Self::Cold, Self::Warm].into_iter().chain(Edit::ALL.map(Self::Edits))
    }
}

/// What was found.
#[derive(Default)]
pub(crate) struct Session {
    rows: Vec<(Phase, Row)>,
    /// Why there is no more: it was stopped, or failed.
    pub(crate) ended: Option<&'static str>,
}

/// Some runs of one thing.
#[derive(Default)]
pub(crate) struct Row {
    pub(crate) seconds: Vec<f64>,
    /// The last run was stopped after so many seconds.
    pub(crate) stopped: Option<f64>,
    /// What the server held after the last run.
    pub(crate) memory: Option<Memory>,
}

impl Session {
    /// What was found of a phase; none if there was no time for it.
    pub(crate) fn row(&self, phase: Phase) -> Option<&Row> {
        self.rows.iter().find(|(of, _)| *of == phase).map(|(_, row)| row)
    }
}

impl Row {
    /// How many runs there were, with one that was stopped.
    pub(crate) fn runs(&self) -> usize {
        self.seconds.len() + usize::from(self.stopped.is_some())
    }
}

/// Measures a server. What was found before an error is in `session`, too.
pub(crate) fn measure(side: &Side<'_>, log: &Path, runs: Runs, session: &mut Session) -> io::Result<()> {
    eprint!("    {}: cold", side.name());
    let mut running = None;
    for phase in [Phase::Cold, Phase::Warm] {
        let mut row = Row::default();
        let started = starts(side, log, phase, runs.starts, &mut running, &mut row);
        let late = row.stopped.is_some();
        session.rows.push((phase, row));
        started?;
        if late {
            eprintln!(" stopped after {:.0} s", side.limit.as_secs_f64());
            session.ended = Some("not ready");
            return Ok(());
        }
        eprint!("{}", if phase == Phase::Cold { " s; warm" } else { " s" });
    }
    let mut server = running.expect("it was started");
    for edit in Edit::ALL {
        let mut row = Row::default();
        let edited = edits(side, &mut server, edit, runs.edits, &mut row);
        let rests = server.settle()?;
        row.memory = server.memory();
        let late = row.stopped.is_some();
        session.rows.push((Phase::Edits(edit), row));
        edited?;
        // What a server at rest does not show it never will; other kinds of edits it may.
        if late && !rests {
            session.ended = Some("too slow");
            break;
        }
    }
    eprintln!();
    server.end()
}

/// Starts the server some times, and leaves the last one running.
fn starts(
    side: &Side<'_>,
    log: &Path,
    phase: Phase,
    runs: usize,
    running: &mut Option<Server>,
    row: &mut Row,
) -> io::Result<()> {
    let since = Instant::now();
    for _ in 0..runs {
        if let Some(server) = running.take() {
            Server::end(server)?;
        }
        if phase == Phase::Cold {
            side.make_cold()?;
        }
        match Server::start(|port| side.serve(port), log, side.limit)? {
            Start::Ready(server, seconds) => {
                eprint!(" {seconds:.3}");
                row.seconds.push(seconds);
                server.settle()?;
                row.memory = server.memory();
                *running = Some(server);
            }
            Start::Late(memory) => {
                (row.stopped, row.memory) = (Some(side.limit.as_secs_f64()), memory);
                break;
            }
            Start::Failed(how) => return Err(io::Error::other(format!("{}: {how}", side.name()))),
        }
        if since.elapsed() > ENOUGH {
            break;
        }
    }
    Ok(())
}

/// Makes some edits of a kind.
fn edits(side: &Side<'_>, server: &mut Server, edit: Edit, runs: usize, row: &mut Row) -> io::Result<()> {
    eprint!("; {}", edit.name());
    let since = Instant::now();
    for number in 1..=runs {
        if let Some(first) = edit.follows() {
            let first = first.change(&side.edited, number)?;
            // Unless it was made in its own turn. Its time is not counted.
            if !matches!(&first.step, Step::Write(path, _) if path.exists()) {
                save(side, server, &first)?;
            }
        }
        let Some(seconds) = save(side, server, &edit.change(&side.edited, number)?)? else {
            row.stopped = Some(limit(side).as_secs_f64());
            break;
        };
        row.seconds.push(seconds);
        eprint!(" {:.0}", seconds * 1e3);
        if since.elapsed() > ENOUGH {
            break;
        }
    }
    eprint!(" ms");
    Ok(())
}

/// Makes an edit once the server has come to rest: the seconds until it was seen, none if it was not within the limit.
fn save(side: &Side<'_>, server: &mut Server, change: &Change) -> io::Result<Option<f64>> {
    let Change { step, page, mark, before } = change;
    let found = server.client.get(page, Instant::now() + side.limit)?;
    if found.shows(mark) || before.as_ref().is_some_and(|before| !found.shows(before)) {
        let what = format!("{}: {page} is not as it should be before it shows “{mark}”", side.name());
        return Err(io::Error::other(what));
    }
    server.settle()?;
    server.save(step, (page, mark), limit(side))
}

/// How long an edit may take to show.
fn limit(side: &Side<'_>) -> Duration {
    side.limit.min(ENOUGH)
}
