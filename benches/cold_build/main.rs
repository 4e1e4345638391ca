//! The benchmark of the cold build: newsprint side by side with Hugo and with the floor.
//!
//! 1. `corpus` makes the same articles as two sites, below a scratch folder (`scratch`).
//! 2. `size` builds them in turns, so that a busy moment of the machine hits every side, and counts what they wrote.
//! 3. `report` prints tables.
//!
//! It measures and never judges: no figure makes it fail. `cargo bench --bench cold_build -- --help` lists the
//! options. Unix only, since CPU time and peak memory come from `wait4`.

// A benchmark touches files and clocks, and prints.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::print_stdout, clippy::print_stderr)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod corpus;
mod floor;
mod front_matter;
mod hugo;
mod interrupt;
mod measure;
mod newsprint;
mod prose;
mod random;
mod report;
mod scratch;
mod size;
mod tree;
mod words;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use crate::hugo::Hugo;
use crate::scratch::Scratch;

/// Measures cold builds: the floor, newsprint and Hugo.
#[derive(Parser)]
struct Arguments {
    /// Numbers of articles
    #[arg(long, value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..),
          default_value = "1000,10000,100000")]
    articles: Vec<u32>,
    /// Runs of each side at each size; a side that takes longer than a minute runs once
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Where to put sites and outputs [default: the RAM disk, else the folder for temporary files]
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
    /// Leave Hugo out
    #[arg(long)]
    no_hugo: bool,
    /// Seconds after which a run of Hugo is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    hugo_timeout: u64,
    /// Only write the two sites of the first size to DIR/newsprint and DIR/hugo, to look at or to profile with
    #[arg(long, value_name = "DIR")]
    write_corpus: Option<PathBuf>,
    /// Cargo passes this
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let done = match given.split_first() {
        Some((first, rest)) if first == floor::ARGUMENT => floor::child(rest),
        _ => run(Arguments::parse()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> io::Result<()> {
    let mut sizes: Vec<usize> = arguments.articles.iter().map(|size| *size as usize).collect();
    if let Some(folder) = arguments.write_corpus {
        return size::write_corpus(&folder, sizes[0]);
    }
    if !arguments.bench {
        eprintln!("a benchmark, not a test: cargo bench --bench cold_build");
        return Ok(());
    }
    sizes.sort_unstable();
    sizes.dedup();
    interrupt::watch();
    let scratch = Scratch::new(arguments.scratch.as_deref())?;
    let hugo = if arguments.no_hugo { None } else { Hugo::find() };
    if hugo.is_none() && !arguments.no_hugo {
        eprintln!("{}", hugo::HOW_TO_GET_IT);
    }
    let options = size::Options {
        runs: arguments.runs as usize,
        hugo: hugo.as_ref(),
        hugo_limit: Duration::from_secs(arguments.hugo_timeout),
        scratch: &scratch,
    };

    let mut rows = Vec::new();
    let mut corpora = Vec::new();
    for size in sizes {
        let (megabytes, measured) = size::measure(size, &options)?;
        corpora.push(format!("{} articles: {megabytes:.1} MB", report::thousands(size as u64)));
        rows.extend(measured);
    }

    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let hugo = hugo.as_ref().map_or("no Hugo", |hugo| &hugo.version);
    println!("{}, {hugo}; {cores} cores; on {}.", newsprint::version()?, scratch.place);
    println!("Markdown: {}.\n", corpora.join("; "));
    println!("{}", report::costs(&rows));
    println!("{}", report::ratios(&rows, size::RATIOS));
    if let Some(table) = report::growth(&rows) {
        println!("{table}");
    }
    Ok(())
}
