//! The benchmark of pictures: photographs of 12 megapixels, made for pages in four widths as JPEG and as WebP.
//!
//! newsprint is measured beside Hugo's image processing and Eleventy's (`@11ty/eleventy-img`, by sharp and libvips), on the same
//! files, widths, formats and quality. `photographs` makes them up, `sides` has the sites, and here they are built one after
//! another. Like the others it measures and never judges.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::print_stdout, clippy::print_stderr)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../builds/measure.rs"]
#[allow(dead_code)]
mod measure;
mod photographs;
mod sides;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use crate::common::hugo::Hugo;
use crate::common::scratch::Scratch;
use crate::common::tree::{self, Tree};
use crate::common::{interrupt, newsprint, options};
use crate::measure::{Cost, Run};
use crate::sides::Side;

/// Measures what pictures cost.
#[derive(Parser)]
struct Arguments {
    /// How many photographs
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    photographs: u32,
    /// Leave Hugo out
    #[arg(long)]
    no_hugo: bool,
    /// A folder in which `npm install` was run for benches/pictures/eleventy; Eleventy is left out without
    #[arg(long, value_name = "DIR")]
    eleventy: Option<PathBuf>,
    /// Seconds after which a side is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 3600)]
    timeout: u64,
    /// Where to put sites and outputs [default: the RAM disk, else the folder for temporary files]
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
    /// Cargo passes this
    #[arg(long, hide = true)]
    bench: bool,
}

/// A line of the table.
struct Row {
    what: &'static str,
    cost: Cost,
    made: Tree,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if !arguments.bench {
        eprintln!("a benchmark, not a test: cargo bench --bench pictures");
        return ExitCode::SUCCESS;
    }
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<()> {
    interrupt::watch();
    let scratch = Scratch::new(arguments.scratch.as_deref())?;
    let hugo = if arguments.no_hugo { None } else { Hugo::find() };
    let bytes = photographs::write(&scratch.path("photographs"), arguments.photographs as usize)?;
    let mut rows = Vec::new();
    for side in Side::all(hugo.as_ref(), arguments.eleventy.as_deref()) {
        let site = scratch.path(side.name());
        side.write(&site, &scratch.path("photographs"))?;
        for step in side.steps() {
            step.prepare(&site)?;
            let log = scratch.path("log");
            match measure::run(&mut side.command(&site), &log, Some(Duration::from_secs(arguments.timeout)))?
            {
                Run::Done(cost) => {
                    eprintln!("{}: {:.1} s", step.label(side), cost.wall);
                    rows.push(Row { what: step.label(side), cost, made: tree::count(&side.output(&site))? });
                }
                Run::Stopped(cost) => {
                    eprintln!("{}: stopped after {:.0} s", step.label(side), cost.wall);
                    break;
                }
                Run::Failed(how) => {
                    eprintln!("{}: {how}", step.label(side));
                    break;
                }
            }
        }
        tree::remove(&site)?;
    }
    println!("{}", options::machine(&newsprint::version()?, hugo.as_ref(), scratch.place));
    println!("{} photographs, {:.0} MB.\n", arguments.photographs, bytes as f64 / 1e6);
    println!("| | wall | CPU | peak memory | files | MB |\n|---|---|---|---|---|---|");
    for Row { what, cost, made } in rows {
        let (wall, cpu, peak) = (cost.wall, cost.cpu, cost.peak / 1e6);
        let (files, megabytes) = (made.files, made.bytes as f64 / 1e6);
        println!("| {what} | {wall:.2} s | {cpu:.2} s | {peak:.0} MB | {files} | {megabytes:.0} |");
    }
    Ok(())
}
