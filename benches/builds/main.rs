//! The benchmark of builds: newsprint, cold and warm, side by side with Hugo and with the floor.
//!
//! 1. `corpus` makes the same articles as two sites, below a scratch folder (`scratch`).
//! 2. `size` builds them in turns, so that a busy moment of the machine hits every side, and counts what they wrote.
//! 3. `report` prints tables.
//!
//! It measures and never judges: no figure makes it fail. `cargo bench --bench builds -- --help` lists the
//! options. Unix only, since CPU time and peak memory come from `wait4`.

// A benchmark touches files and clocks, and prints.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::print_stdout, clippy::print_stderr)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

#[path = "../common/mod.rs"]
mod common;
mod floor;
mod measure;
mod report;
mod size;
mod theirs;
mod warm;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::common::hugo::Variant;
use crate::common::scratch::Scratch;
use crate::common::{interrupt, newsprint, numbers, options};

/// Hugo's sites that are built unless others are asked for. Related articles take Hugo twice as long as all else at 10,000 articles.
const VARIANTS: &[Variant] = &[Variant::Lean, Variant::Equal];

/// Measures builds: the floor, newsprint cold and warm, and Hugo.
#[derive(Parser)]
struct Arguments {
    /// Numbers of articles
    #[arg(long, value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..),
          default_value = "1000,10000,100000")]
    articles: Vec<u32>,
    /// Runs of each side at each size; a side that takes longer than a minute runs once
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Only write the sites of the first size to DIR/newsprint and, unless Hugo is left out, DIR/hugo and DIR/hugo-equal, to
    /// look at or to profile with
    #[arg(long, value_name = "DIR")]
    write_corpus: Option<PathBuf>,
    #[command(flatten)]
    shared: options::Shared,
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
    if let Some(folder) = arguments.write_corpus {
        return size::write_corpus(&folder, arguments.articles[0] as usize, &arguments.shared);
    }
    if !arguments.shared.bench {
        eprintln!("a benchmark, not a test: cargo bench --bench builds");
        return Ok(());
    }
    interrupt::watch();
    let scratch = Scratch::new(arguments.shared.scratch.as_deref())?;
    let hugo = arguments.shared.hugo();
    let mut variants = arguments.shared.variants(VARIANTS);

    let mut rows = Vec::new();
    let mut corpora = Vec::new();
    for size in options::ascending(&arguments.articles) {
        let options = size::Options {
            runs: arguments.runs as usize,
            hugo: hugo.as_ref(),
            variants: &variants,
            hugo_limit: arguments.shared.hugo_limit(),
            scratch: &scratch,
            feeds: &arguments.shared.feeds,
            length: arguments.shared.length(),
        };
        let measured = size::measure(size, &options)?;
        corpora.push(format!("{} articles: {:.1} MB", numbers::thousands(size as u64), measured.megabytes));
        rows.extend(measured.rows);
        variants.retain(|variant| !measured.too_slow.contains(variant));
    }

    println!("{}", options::machine(&newsprint::version()?, hugo.as_ref(), scratch.place));
    println!("Markdown: {}.\n", corpora.join("; "));
    println!("{}", report::costs(&rows));
    println!("{}", report::ratios(&rows, &size::ratios()));
    println!("{}", report::shares(&rows, &warm::shares(size::NEWSPRINT)));
    if let Some(table) = report::growth(&rows) {
        println!("{table}");
    }
    Ok(())
}
