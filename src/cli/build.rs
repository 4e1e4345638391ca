//! `newsprint build`.
#![allow(clippy::disallowed_methods)] // an edge: writes the list of changes

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use clap::{ArgAction, Args};
use indicatif::ProgressBar;

use super::messages::{self, MessageFormat, Messages};
use super::site::SiteArguments;
use super::{CLEAN, PARTIAL, exit_code_of};
use crate::build::{self, Options, Report, Shard, Stage};
use crate::diagnostic::print::Format;
use crate::site::Flags;

/// How long a build lasts before a progress bar is worth looking at.
const PATIENCE: Duration = Duration::from_secs(1);

/// Build the site into a folder of plain files
///
/// Reads newsprint.yaml, content/, templates/, static/, i18n/ and data/ of the site and writes the whole site into
/// the output folder. Only files whose bytes differ are written, each as a whole; what an earlier build made and
/// this one does not is removed; anything else in the folder is kept. With any error in the site nothing is written at all.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint build                                  build this folder's site into public/
  newsprint build --drafts --future                with everything that is held back until later
  newsprint build --base-url https://user.github.io/repo/
  newsprint build --now 2025-02-14T06:00           as it will be at that moment
  newsprint build --shard 2/4                      the second of four shares, on one of four machines
  newsprint build --strict --format github         in CI: warnings fail, messages become annotations")]
pub(super) struct BuildArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Where the site is written [default: public/ in the site's folder]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
    /// Show what is dated in the future too
    #[arg(long)]
    future: bool,
    /// Show what has expired too
    #[arg(long)]
    expired: bool,
    /// Write into a folder that has files in it and that newsprint never wrote to
    #[arg(long)]
    force: bool,
    /// Let warnings fail the build
    #[arg(long)]
    strict: bool,
    /// How messages are printed
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    format: MessageFormat,
    /// Make the K-th of N shares of the files only, with the bytes that a whole build makes
    ///
    /// Nothing in the output folder is touched that is in another share. All shares together are the site.
    #[arg(long, value_name = "K/N")]
    shard: Option<Shard>,
    /// How many threads work [default: one per core]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Check that whatever is made anew has a new fingerprint (compares with the run before)
    #[arg(long)]
    verify_fingerprints: bool,
    /// Forget what earlier builds left in the caches, and make everything
    #[arg(long)]
    fresh: bool,
    /// Say of each file that is made again why
    #[arg(long)]
    explain: bool,
    /// Write the addresses of what is new, changed or gone to this file, a line each: `changed https://…`
    #[arg(long, value_name = "FILE")]
    changes: Option<PathBuf>,
    /// Print errors and warnings only
    #[arg(long, short)]
    quiet: bool,
    /// Say more: each message by itself, which folder, which moment, how many files of each kind
    #[arg(long, short, action = ArgAction::Count)]
    verbose: u8,
}

pub(super) fn run(arguments: &BuildArguments) -> u8 {
    let started = Instant::now();
    if arguments.jobs == Some(0) {
        return messages::usage("--jobs takes a number of threads, at least 1");
    }
    if let Some(threads) = arguments.jobs {
        // Fails only when the pool exists already, as in a second run within one process: it is kept then.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    let options = options(arguments);
    let format = match arguments.format.into() {
        Format::Human if arguments.verbose > 0 => Format::Full,
        format => format,
    };
    let messages = Messages { root: &options.root, format, quiet: arguments.quiet };
    let (pictures, files): (OnceLock<ProgressBar>, OnceLock<ProgressBar>) = Default::default();
    let progress = |stage: Stage, done: usize, all: usize| {
        if arguments.quiet || started.elapsed() <= PATIENCE {
            return;
        }
        let (bar, what, step) = match stage {
            Stage::Pictures => (&pictures, "sizes of pictures", 1),
            Stage::Files => (&files, "files", 64),
        };
        if done.is_multiple_of(step) || done == all {
            let begun = || {
                pictures.get().into_iter().for_each(ProgressBar::finish_and_clear);
                let bar = messages::progress_bar(all as u64, what);
                bar.set_position(done as u64);
                // What was made before the bar was there says nothing of how fast it goes.
                bar.reset_eta();
                bar
            };
            bar.get_or_init(begun).set_position(done as u64);
        }
    };
    let output = options.output.display().to_string();
    let wait = || messages.note(&format!("waiting for another build into {output} to end"));
    let report = build::build(&options, &wait, &progress);
    [&pictures, &files].into_iter().filter_map(OnceLock::get).for_each(ProgressBar::finish_and_clear);
    messages.build(&report);
    if arguments.explain {
        messages.reasons(&report);
    }
    let changes = arguments.changes.as_deref().filter(|_| !report.failed());
    let listed = changes.map_or(Ok(()), |file| write_changes(file, &report));
    if arguments.verbose > 0 {
        messages.details(&options.root, &output, &report);
    }
    messages.summary(&report, &output, started.elapsed());
    let code = match listed {
        Ok(()) => exit_code(&report),
        Err(error) => messages::failed(&format!("the list of changes cannot be written: {error}")),
    };
    // The system takes a process's memory back at once; string by string it would take longer.
    std::mem::forget(report);
    code
}

/// The addresses of what changed, a line each, for those who purge caches or ping search engines.
fn write_changes(file: &Path, report: &Report) -> std::io::Result<()> {
    let lines = report.urls.iter().map(|(change, url)| format!("{} {url}\n", change.as_str()));
    std::fs::write(file, lines.collect::<String>())
}

/// The exit code of a build.
pub(super) fn exit_code(report: &Report) -> u8 {
    match report.partial {
        Some(_) => PARTIAL,
        None if report.failed() => exit_code_of(&report.diagnostics),
        None => CLEAN,
    }
}

fn options(arguments: &BuildArguments) -> Options {
    let flags = Flags { drafts: arguments.drafts, future: arguments.future, expired: arguments.expired };
    let options = arguments.site.options(flags);
    Options {
        output: arguments.output.clone().unwrap_or_else(|| options.output.clone()),
        force: arguments.force,
        strict: arguments.strict,
        verify: arguments.verify_fingerprints,
        fresh: arguments.fresh,
        explain: arguments.explain,
        shard: arguments.shard,
        ..options
    }
}
