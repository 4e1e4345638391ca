//! The engine: from a site's folder to jobs, from jobs to bytes, from bytes to the sink.
//!
//! ```text
//! load → parse → assemble → plan → make → sink
//! ```
//!
//! [`load()`] does everything up to the [`Plan`], [`build`] makes the plan's jobs and hands the bytes to the
//! sink, which puts nothing into place before all of them are made.

pub mod epoch;
pub mod load;
pub mod make;
pub mod plan;
pub mod sink;
pub mod verify;

use std::path::PathBuf;

pub use load::{Loaded, load};
pub use plan::Plan;

use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
use crate::output::Kit;
use crate::site::{Flags, Held};
use crate::source::Changed;

/// What a build is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// The output folder.
    pub output: PathBuf,
    /// Overrides `base_url` of the configuration.
    pub base_url: Option<String>,
    /// The moment of the build.
    pub now: Now,
    /// What is shown although it would be held back.
    pub flags: Flags,
    /// Write into a folder that newsprint never wrote to.
    pub force: bool,
    /// Warnings fail.
    pub strict: bool,
    /// Compare what was made with what the same fingerprints made before.
    pub verify: bool,
    /// Hash of the running program.
    pub program: Digest,
}

/// The moment of a build: the only clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Now {
    /// Seconds since 1970.
    At(i64),
    /// As written after `--now`; without a zone it is in the site's.
    Written(String),
}

/// What a build did.
#[derive(Default)]
pub struct Report {
    /// All that is to be said.
    pub diagnostics: Vec<Diagnostic>,
    /// What was held back.
    pub held: Vec<Held>,
    /// How many articles are live.
    pub articles: usize,
    /// The moment of the build, in the site's zone.
    pub now: Option<String>,
    /// How many files each kind of output has.
    pub planned: Vec<(&'static str, usize)>,
    /// What the sink did; none when nothing was written.
    pub written: Option<sink::Summary>,
    /// What the site was made of. Giving it back takes time that a program about to end need not spend.
    pub site: Option<Box<Kit>>,
}

impl Report {
    /// Whether nothing was written: an error, or with `strict` any message.
    pub fn failed(&self) -> bool {
        self.written.is_none()
    }
}

/// Called while outputs are made, from many threads: how many of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// How often a build starts over when files change under it.
const ATTEMPTS: usize = 5;

/// Builds a site into its output folder. With any error nothing there is touched.
pub fn build(options: &Options, on_wait: &dyn Fn(), progress: Progress<'_>) -> Report {
    let mut changed = Changed { path: String::new() };
    for _ in 0..ATTEMPTS {
        match attempt(options, on_wait, progress) {
            Ok(report) => return report,
            Err(again) => changed = again,
        }
    }
    let problem = Diagnostic::error("changing", "this file keeps changing while the site is built")
        .in_file(changed.path)
        .hint("build again when nothing writes to it");
    Report { diagnostics: vec![problem], ..Report::default() }
}

fn attempt(options: &Options, on_wait: &dyn Fn(), progress: Progress<'_>) -> Result<Report, Changed> {
    let (loaded, mut report) = load(options);
    let Some(Loaded { kit, plan, epoch }) = loaded.filter(|_| !stops(&report.diagnostics, options.strict))
    else {
        return Ok(report);
    };
    let mut sink = match sink::open(&target(options), on_wait) {
        Ok(sink) => sink,
        Err(problem) => {
            report.diagnostics.push(problem);
            return Ok(report);
        }
    };
    report.diagnostics.append(&mut sink.take_warnings());
    let made = make::make_all(&kit, &plan, epoch, &sink, progress)?;
    report.diagnostics.extend(made.diagnostics);
    if options.verify {
        report.diagnostics.extend(verify::compare(sink.state(), &made.records));
    }
    if stops(&report.diagnostics, options.strict) {
        return Ok(report);
    }
    let order: Vec<_> = plan.jobs.iter().map(|job| (&job.path, job.output().class())).collect();
    match sink.commit(&order) {
        Ok(summary) => report.written = Some(summary),
        Err(problem) => report.diagnostics.push(problem),
    }
    drop(order);
    report.site = Some(Box::new(kit));
    Ok(report)
}

fn stops(diagnostics: &[Diagnostic], strict: bool) -> bool {
    diagnostics.iter().any(|diagnostic| strict || diagnostic.is_error())
}

fn target(options: &Options) -> sink::Target {
    sink::Target::new(&options.root, &options.output, options.force)
}
