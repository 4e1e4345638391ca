//! What is measured of one server at one size.
//!
//! 1. Cold starts: nothing is left of earlier ones.
//! 2. Warm starts: with what an earlier one left behind.
//! 3. With the last server: bodies are edited, then headlines.
//!
//! Before each edit, and before memory is read, the server has come to rest.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::common::edit::Edit;
use crate::process::Memory;
use crate::server::{Server, Start};
use crate::side::Side;

/// When a row has taken so long, it takes no further runs.
const ENOUGH: Duration = Duration::from_secs(120);

/// How often each is measured.
#[derive(Clone, Copy)]
pub(crate) struct Runs {
    pub(crate) starts: usize,
    pub(crate) edits: usize,
}

/// What was found.
#[derive(Default)]
pub(crate) struct Session {
    pub(crate) cold: Row,
    pub(crate) warm: Row,
    pub(crate) body: Row,
    pub(crate) headline: Row,
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

/// Measures a server. What was found before an error is in `session`, too.
pub(crate) fn measure(side: &Side<'_>, log: &Path, runs: Runs, session: &mut Session) -> io::Result<()> {
    eprint!("    {}: cold", side.name());
    let mut warm = None;
    for cold in [true, false] {
        let row = if cold { &mut session.cold } else { &mut session.warm };
        let since = Instant::now();
        for _ in 0..runs.starts {
            if let Some(server) = warm.take() {
                Server::end(server)?;
            }
            if cold {
                side.make_cold()?;
            }
            match Server::start(|port| side.serve(port), log, side.limit)? {
                Start::Ready(server, seconds) => {
                    eprint!(" {seconds:.3}");
                    row.seconds.push(seconds);
                    server.settle()?;
                    row.memory = server.memory();
                    warm = Some(server);
                }
                Start::Late(memory) => {
                    eprintln!(" stopped after {:.0} s", side.limit.as_secs_f64());
                    (row.stopped, row.memory) = (Some(side.limit.as_secs_f64()), memory);
                    session.ended = Some("not ready");
                    return Ok(());
                }
                Start::Failed(how) => return Err(io::Error::other(format!("{}: {how}", side.name()))),
            }
            if since.elapsed() > ENOUGH {
                break;
            }
        }
        eprint!("{}", if cold { " s; warm" } else { " s" });
    }
    let mut server = warm.expect("it was started");
    for edit in [Edit::Body, Edit::Headline] {
        let row = if edit == Edit::Body { &mut session.body } else { &mut session.headline };
        *row = edits(side, &mut server, edit, runs.edits)?;
        server.settle()?;
        row.memory = server.memory();
        if row.stopped.is_some() {
            session.ended = Some("too slow");
            break;
        }
    }
    eprintln!();
    server.end()
}

fn edits(side: &Side<'_>, server: &mut Server, edit: Edit, runs: usize) -> io::Result<Row> {
    eprint!("; {}", if edit == Edit::Body { "bodies" } else { "headlines" });
    let mut row = Row::default();
    let since = Instant::now();
    for number in 1..=runs {
        let article = &side.articles[number % side.articles.len()];
        let file = side.site().join(&article.file);
        let mut text = fs::read_to_string(&file)?;
        let marker = edit.apply(&mut text, number);
        let page = if edit == Edit::Body { &article.address } else { "/" };

        let before = server.client.get(page, Instant::now() + side.limit)?;
        let listed = edit == Edit::Body || before.shows(&article.address);
        if before.status != 200 || before.shows(&marker) || !listed {
            let what = format!("{}: {page} does not show {} as it was", side.name(), article.address);
            return Err(io::Error::other(what));
        }
        server.settle()?;
        match server.save((&file, &text), (page, &marker), side.limit)? {
            Some(seconds) => row.seconds.push(seconds),
            None => {
                row.stopped = Some(side.limit.as_secs_f64());
                break;
            }
        }
        eprint!(" {:.0}", row.seconds[row.seconds.len() - 1] * 1e3);
        if since.elapsed() > ENOUGH {
            break;
        }
    }
    eprint!(" ms");
    Ok(row)
}
