//! The stamp of a build: of what it was made, and what was said. While all of that holds and the output is what it was,
//! a build has nothing to find out.
//!
//! It is written last, of a build that ended, and only if each of the site's files was old enough that a later change must
//! show in its stat. So it never says less than the site's facts do; without it a build takes longer.

use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::store::Store;
use super::{Options, Report, sink};
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
use crate::output::{Context, OUTPUTS};
use crate::paths::OutPath;
use crate::site::Held;
use crate::source::Stat;

/// What is written down. See the module.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// Hash of the paths and stats of all files of the site, and of what was passed over.
    sources: Digest,
    /// Hash of the paths and stats of all outputs.
    outputs: Digest,
    /// From when to when nothing becomes due: seconds since 1970.
    from: i64,
    until: Option<i64>,
    /// What was said, and how much was made.
    diagnostics: Vec<Diagnostic>,
    held: Vec<Held>,
    articles: usize,
    /// How many files each kind of output has, by its number in the registry.
    planned: Vec<(u8, u32)>,
}

/// The file of the stamp of an output. Its key is all that a build depends on besides the site's files and the time.
fn store(state: &Path, options: &Options) -> Store {
    let Options { root, output, base_url, flags, strict, force, program, plain_assets, shard, .. } = options;
    let key =
        Digest::of(&(program.digest(), base_url, flags, strict, force, plain_assets, root, output, shard));
    Store::new(state, "stamp", key)
}

impl Stamp {
    /// The stamp of the last build with the same options, if it left one.
    pub(super) fn read(state: &Path, options: &Options) -> Option<Self> {
        store(state, options).read_one().records.pop()
    }

    /// Whether nothing is due since then, and the site's files are what they were.
    pub(super) fn holds_for(&self, now: i64, sources: Option<Digest>) -> bool {
        now >= self.from && self.until.is_none_or(|until| now < until) && sources == Some(self.sources)
    }

    /// Whether the files of the output are what they were.
    pub(super) fn holds_in(&self, sink: &sink::Sink) -> bool {
        let of_file = |path: &OutPath| Some(of_output(path, &sink.stat(path)?));
        let outputs = all_of(sink.owned().par_iter().map(of_file));
        !sink.was_interrupted() && outputs == Some(self.outputs)
    }

    /// What a build says that finds nothing changed.
    pub(super) fn report(self, now: Option<String>) -> Report {
        let name = |number: u8| OUTPUTS.get(usize::from(number)).map(|output| output.name());
        let planned =
            self.planned.iter().filter_map(|(number, count)| Some((name(*number)?, *count as usize)));
        let planned: Vec<_> = planned.collect();
        let unchanged = planned.iter().map(|(_, count)| count).sum();
        Report {
            diagnostics: self.diagnostics,
            held: self.held,
            articles: self.articles,
            now,
            planned,
            written: Some(sink::Summary { unchanged, ..sink::Summary::default() }),
            ..Report::default()
        }
    }
}

/// Writes the stamp of a build that has ended, if all that it was made of can be known again by its looks. `outputs` are the
/// paths and stats of what it made.
///
/// # Errors
/// What the file system says.
pub(super) fn write<'p>(
    sink: &sink::Sink,
    options: &Options,
    context: &Context,
    (sources, outputs): (Option<Digest>, impl ParallelIterator<Item = (&'p OutPath, Option<Stat>)>),
    report: &Report,
) -> std::io::Result<()> {
    let outputs = all_of(outputs.map(|(path, stat)| Some(of_output(path, &stat?))));
    let (Some(sources), Some(outputs)) = (sources, outputs) else { return Ok(()) };
    let number = |name: &str| OUTPUTS.iter().position(|output| output.name() == name).unwrap_or(0) as u8;
    let stamp = Stamp {
        sources,
        outputs,
        from: context.site().now,
        until: context.sites().filter_map(|site| site.next_due).min(),
        diagnostics: report.diagnostics.clone(),
        held: report.held.clone(),
        articles: report.articles,
        planned: report.planned.iter().map(|(name, count)| (number(name), *count as u32)).collect(),
    };
    store(sink.state(), options).write(&[0].into(), |_| vec![&stamp])
}

/// The hash of all outputs, in whatever order they are met; none when nothing is known of one.
fn all_of(outputs: impl ParallelIterator<Item = Option<Digest>>) -> Option<Digest> {
    outputs.try_reduce(Digest::default, |one, two| Some(one.and(two)))
}

fn of_output(path: &OutPath, stat: &Stat) -> Digest {
    Digest::of(&(path.as_str(), stat))
}
