//! The benchmark of the servers: newsprint's beside Hugo's, measured from outside, as an editor meets them.
//!
//! 1. `side` writes the same articles as a site for each, below a scratch folder.
//! 2. `session` starts a server, edits articles, and asks for pages until they show it.
//! 3. `report` prints tables.
//!
//! It measures and never judges: no figure makes it fail. `cargo bench --bench serve -- --help` lists the options. Unix
//! only; memory is known on Linux.

// A benchmark touches files and clocks, and prints.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::print_stdout, clippy::print_stderr)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

#[path = "../common/mod.rs"]
mod common;
mod http;
mod process;
mod report;
mod server;
mod session;
mod side;

use std::io;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use crate::common::corpus::Corpus;
use crate::common::hugo::Variant;
use crate::common::scratch::Scratch;
use crate::common::{interrupt, newsprint, numbers, options};
use crate::report::Size;
use crate::session::{Runs, Session};
use crate::side::Side;

/// Hugo's sites that are served unless others are asked for: each takes minutes for an edit.
const VARIANTS: &[Variant] = &[Variant::Equal];

/// How long newsprint may take for anything.
const LIMIT: Duration = Duration::from_secs(120);

/// Measures servers: start-up, from a save until it is visible, and memory; newsprint and Hugo.
#[derive(Parser)]
struct Arguments {
    /// Numbers of articles
    #[arg(long, value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..),
          default_value = "10000,100000")]
    articles: Vec<u32>,
    /// Edits of each kind; after two minutes there are no more
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Cold starts, and warm starts; after two minutes there are no more
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    starts: u32,
    #[command(flatten)]
    shared: options::Shared,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<()> {
    if !arguments.shared.bench {
        eprintln!("a benchmark, not a test: cargo bench --bench serve");
        return Ok(());
    }
    interrupt::watch();
    let scratch = Scratch::new(arguments.shared.scratch.as_deref())?;
    let hugo = arguments.shared.hugo();
    let variants = if hugo.is_some() { arguments.shared.variants(VARIANTS) } else { Vec::new() };
    let runs = Runs { starts: arguments.starts as usize, edits: arguments.runs as usize };
    let log = scratch.path("server.log");

    let (mut sizes, mut corpora) = (Vec::new(), Vec::new());
    for articles in options::ascending(&arguments.articles) {
        eprintln!("{articles} articles");
        let corpus = Corpus::plan(articles, arguments.shared.length());
        let side = Side::newsprint(&corpus, &scratch, &arguments.shared.feeds, runs.edits, LIMIT)?;
        let megabytes = side.written as f64 / 1e6;
        corpora.push(format!("{} articles: {megabytes:.1} MB", numbers::thousands(articles as u64)));
        let mut ours = Session::default();
        session::measure(&side, &log, runs, &mut ours)?;
        side.remove()?;
        let mut theirs = Vec::new();
        for (hugo, variant) in hugo.iter().flat_map(|hugo| variants.iter().map(move |one| (hugo, *one))) {
            let limit = arguments.shared.hugo_limit();
            let side = Side::hugo((hugo, variant), &corpus, &scratch, runs.edits, limit)?;
            let mut found = Session::default();
            if let Err(error) = session::measure(&side, &log, runs, &mut found) {
                // That Hugo fails is an outcome.
                interrupt::check()?;
                eprintln!("\n    {error}");
                found.ended = Some("failed");
            }
            side.remove()?;
            theirs.push(found);
        }
        sizes.push(Size { articles, ours, theirs });
    }

    println!("{}", options::machine(&newsprint::version()?, hugo.as_ref(), scratch.place));
    println!("Markdown: {}.\n", corpora.join("; "));
    println!("{}", report::waits(&sizes, &variants));
    println!("{}", report::memory(&sizes, &variants));
    Ok(())
}
