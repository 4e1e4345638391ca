//! The engine: from a site's folder to jobs, from jobs to bytes, from bytes to the sink.
//!
//! ```text
//! look → parse → assemble → plan → make → sink
//! ```
//!
//! [`Engine`] does everything up to the [`Plan`], [`build`] makes the plan's jobs and hands the bytes to the
//! sink, which puts nothing into place before all of them are made.

mod advance;
mod clashes;
mod dead_links;
mod epoch;
pub mod explain;
mod facts;
mod folders;
mod gone;
#[cfg(test)]
mod ingredients;
pub mod inputs;
pub mod load;
pub mod make;
mod now;
pub mod part;
mod pictures;
pub mod plan;
mod program;
pub mod read;
pub mod record;
mod related;
mod reserved;
mod shard;
pub mod sink;
mod stamp;
mod store;
mod unpublished;
pub mod verify;
mod withdrawn;

use std::any::Any;
use std::path::PathBuf;
use std::sync::Arc;

pub use epoch::Epoch;
pub use explain::Why;
pub use folders::reserved as reserved_folder;
pub use gone::{Gone, How, KeptBy};
pub use inputs::{Inputs, Reach};
pub use load::{Engine, Loaded, parse_context};
pub use now::Now;
pub use part::Part;
pub use plan::Plan;
pub use program::Program;
use rayon::prelude::*;
pub use record::{Record, Records};
pub use shard::Shard;
use stamp::Stamp;
pub use store::unkept;
pub use withdrawn::Leftover;

use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Digest;
use crate::output::{Context, Job};
use crate::paths::site_url;
use crate::site::{Flags, Held};
use crate::source::{self, Changed, Look};

/// What a build is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// The output folder.
    pub output: PathBuf,
    /// Where what is known of the site is kept, instead of where the configuration says.
    pub cache: Option<PathBuf>,
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
    /// Check newsprint itself: [`verify`].
    pub verify: bool,
    /// The running program.
    pub program: Program,
    /// What was good before takes the place of what is wrong.
    pub keep_good: bool,
    /// Where unnamed files may be while the program runs, if the cache's folder cannot be written.
    pub temporary: PathBuf,
    /// Forget what earlier builds left in the caches.
    pub fresh: bool,
    /// Say why outputs are made again.
    pub explain: bool,
    /// Styles and scripts keep their names, without a hash in them.
    pub plain_assets: bool,
    /// Make a share of the outputs only.
    pub shard: Option<Shard>,
}

/// What a build did.
#[derive(Default)]
pub struct Report {
    /// All that is to be said.
    pub diagnostics: Vec<Diagnostic>,
    /// What was held back.
    pub held: Vec<Held>,
    /// Whether what was good stands in the place of a file that is wrong.
    pub has_substitutes: bool,
    /// How many articles are live.
    pub articles: usize,
    /// The moment of the build, in the site's zone.
    pub now: Option<String>,
    /// The share of the outputs that was made, if it was not all of them.
    pub shard: Option<Shard>,
    /// How many files each kind of output has.
    pub planned: Vec<(&'static str, usize)>,
    /// What the sink did; none when nothing was written.
    pub written: Option<sink::Summary>,
    /// Absolute addresses of what is new, has other bytes, or is gone; sorted.
    pub urls: Vec<(Change, String)>,
    /// How far it came, when not all files could be put into place.
    pub partial: Option<sink::Partial>,
    /// Texts that were taken back since the last build, and what showed them.
    pub left: Vec<Leftover>,
    /// Pages that the last build had and that are gone, by path.
    pub gone: Vec<Gone>,
    /// Why outputs were made again, by path in the plan's order; only when it was asked for.
    pub why: Vec<(String, Why)>,
    /// What is to be said of the caches: nothing that an editor has to act on.
    pub notes: Vec<String>,
    /// The site that was made; none when nothing had changed since the last build, and so nothing was read.
    pub loaded: Option<Box<Loaded>>,
    /// What else the build worked with. Giving it back takes time that a program about to end need not spend.
    pub working_set: Option<Box<dyn Any + Send + Sync>>,
}

impl Report {
    /// Whether it did not end: an error, or with `strict` any message. Nothing was written then, unless it is `partial`.
    pub fn failed(&self) -> bool {
        self.written.is_none()
    }
}

/// What became of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is new.
    Added,
    /// It has other bytes.
    Changed,
    /// It is gone.
    Removed,
}

impl Change {
    /// "added", "changed", "removed".
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// Called while outputs are made, from many threads: of a stage how many of how many.
pub type Progress<'a> = &'a (dyn Fn(Stage, usize, usize) + Sync);

/// What is being made: pictures first, for pages show their colours. Each takes far longer than a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files for which a picture is decoded.
    Pictures,
    /// All others.
    Files,
}

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
    let problem = Diagnostic::error(Code::Changing, "this file keeps changing while the site is built")
        .in_file(changed.path)
        .hint("build again when nothing writes to it");
    Report { diagnostics: vec![problem], ..Report::default() }
}

fn attempt(options: &Options, on_wait: &dyn Fn(), progress: Progress<'_>) -> Result<Report, Changed> {
    let known = || {
        let mut engine = Engine::new(options);
        // What it finds out is found again by the look; where the caches are has to be known before.
        engine.configure(options);
        engine
    };
    let (mut engine, walk) = rayon::join(known, || source::everything(&options.root));
    let walk = walk.without(&engine.ignored());
    let cache = engine.cache(options);
    let target = sink::Target::new(&options.root, &options.output, &cache, options.force);
    // Who asks why something is made again, or for everything anew, asks for more than what is remembered.
    let asks_more = options.fresh || options.verify || options.explain;
    if let Some(stamp) = Stamp::read(target.state(), options).filter(|_| !asks_more)
        && let Some((now, shown)) = engine.now(options)
        && stamp.holds_for(now, engine.stamp_of(&walk, options))
        && let Ok(mut sink) = open(&target, options, on_wait)
        && sink.take_warnings().is_empty()
        && stamp.holds_in(&sink)
    {
        return Ok(Report { shard: options.shard, ..stamp.report(shown) });
    }
    // What is remembered of the output depends on no file of the site: it is read meanwhile.
    let ((loaded, mut report), mut before) = rayon::join(
        || {
            engine.look(options, Look::Walked(walk));
            engine.site(options, None)
        },
        || if options.fresh { Records::default() } else { Records::read(target.state(), &options.output) },
    );
    let Some(mut loaded) = loaded.filter(|_| !stops(&report.diagnostics, options.strict)) else {
        return Ok(report);
    };
    if let Some(shard) = options.shard {
        loaded.plan = Arc::new(loaded.plan.share(shard));
        (report.shard, report.planned) = (Some(shard), loaded.plan.counts());
    }
    let mut sink = match open(&target, options, on_wait) {
        Ok(sink) => sink,
        Err(problem) => {
            report.diagnostics.push(problem);
            return Ok(report);
        }
    };
    report.diagnostics.append(&mut sink.take_warnings());
    if !options.fresh && !before.is_current(sink.state()) {
        // Another build had the lock, and has ended.
        before = Records::read(sink.state(), &options.output);
    }
    report.notes.extend(before.damaged.iter().map(|file| store::damaged(file)));
    if sink.was_interrupted() {
        before.distrust();
    }
    let Loaded { context, plan, epoch, .. } = &loaded;
    context.languages().for_each(|context| context.relations().prepare(context.site()));
    let made = make::make_all(context, plan, epoch, &before, &sink, options, progress)?;
    report.diagnostics.extend(made.diagnostics);
    report.why = made.why;
    if stops(&report.diagnostics, options.strict) {
        return Ok(report);
    }
    let cards = cards(&loaded, &made.records, &before);
    let kept = finish(sink, &loaded, made.records, &before, (&engine, options), &mut report);
    let kept = kept.and_then(|()| engine.keep_facts()).and_then(|()| engine.keep_related(&loaded.context));
    let kept = kept.and_then(|()| engine.sweep_pictures(&loaded.context, &cards));
    // Once, however many of its files cannot be written.
    report.notes.extend(kept.err().map(|error| store::unkept(&cache, &error)));
    report.loaded = Some(Box::new(loaded));
    report.working_set = Some(Box::new((engine, before)));
    Ok(report)
}

/// Opens the output folder; of a build that makes a share, for what is in it.
///
/// # Errors
/// Why it cannot be written to.
fn open(target: &sink::Target, options: &Options, on_wait: &dyn Fn()) -> Result<sink::Sink, Diagnostic> {
    let mut sink = sink::open(target, on_wait)?;
    if let Some(shard) = options.shard {
        sink.keep_to(&|path| shard.has(path));
    }
    Ok(sink)
}

/// The keys under which cards are kept.
fn cards(Loaded { plan, .. }: &Loaded, records: &[Option<Record>], before: &Records) -> Vec<Digest> {
    let cards = plan.jobs.iter().zip(records).filter(|(job, _)| job.output().template().is_some());
    let record = |(job, record): (&Job, &'_ Option<Record>)| {
        let record = record.as_ref().or_else(|| before.get(job.path.as_str()));
        record.and_then(|record| record.drawn.as_deref().copied())
    };
    cards.filter_map(record).collect()
}

/// Puts what was made into place, and then writes down what it was made of.
///
/// # Errors
/// Why nothing can be kept for the next build: that costs it time. What goes wrong otherwise is in the report.
fn finish(
    mut sink: sink::Sink,
    Loaded { plan, epoch, context, .. }: &Loaded,
    mut records: Vec<Option<Record>>,
    before: &Records,
    (engine, options): (&Engine, &Options),
    report: &mut Report,
) -> std::io::Result<()> {
    let order: Vec<_> = plan.jobs.iter().map(|job| (&job.path, job.output().class())).collect();
    if context.sites().any(|site| !site.withdrawn.is_empty()) {
        report.left = withdrawn::left(context, &sink, &sink.stale(&order));
    }
    let shown = gone::shown(context);
    let marks: Vec<_> = shown.iter().map(|shown| (&shown.path, shown.mark)).collect();
    let outputs: Vec<_> = order.iter().map(|(path, _)| *path).collect();
    // A site without an address of its own is nowhere yet, unless a workflow gives it one.
    let is_nowhere =
        context.site().config.base_url.is_placeholder() && !options.root.join(".github/workflows").is_dir();
    if !is_nowhere {
        report.gone = gone::gone(context, &sink, &shown, &outputs);
    }
    let summary = match sink.commit(&order, &marks) {
        Ok(summary) => summary,
        Err(refused) => {
            report.left.clear();
            report.gone.clear();
            match refused {
                sink::Refused::Before(problems) => report.diagnostics.extend(problems),
                sink::Refused::Halfway(problem, partial) => {
                    report.diagnostics.push(*problem);
                    report.partial = Some(partial);
                }
            }
            return Ok(());
        }
    };
    records.par_iter_mut().zip(&order).for_each(|(record, (path, _))| {
        if let Some(record) = record.as_mut().filter(|record| record.stat.is_none()) {
            record.stat = sink.stat(path);
        }
    });
    report.urls = urls(context, &summary);
    report.written = Some(summary);
    if let Some(fault) = sink.take_cache_fault() {
        return Err(fault);
    }
    // When that fails the journal stays: the next build compares every file. It costs time, not correctness.
    before.replace(sink.state(), plan, &records, &epoch.parts)?;
    let stats = plan.jobs.par_iter().zip(&records).map(|(job, record)| {
        let record = record.as_ref().or_else(|| before.get(job.path.as_str()));
        (&job.path, record.and_then(|record| record.stat))
    });
    stamp::write(&sink, options, context, (engine.stamp(), stats), report)?;
    sink.finish()
}

/// The addresses of what changed, for those who purge caches.
fn urls(context: &Context, summary: &sink::Summary) -> Vec<(Change, String)> {
    let base = &context.site().config.base_url;
    let of = |change: Change, paths: &[String]| -> Vec<(Change, String)> {
        paths.iter().map(|path| (change, base.absolute(&site_url(path)))).collect()
    };
    let mut urls = of(Change::Added, &summary.added);
    urls.extend(of(Change::Changed, &summary.changed));
    urls.extend(of(Change::Removed, &summary.removed));
    urls.sort_by(|one, two| one.1.cmp(&two.1));
    urls
}

fn stops(diagnostics: &[Diagnostic], strict: bool) -> bool {
    diagnostics.iter().any(|diagnostic| strict || diagnostic.is_error())
}
