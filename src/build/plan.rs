//! The plan: every output's jobs, no two of which want one path.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::clashes::{clashes, may_clash, new_may_clash};
use super::dead_links::dead_links;
use super::{Shard, reserved};
use crate::diagnostic::Diagnostic;
use crate::output::{Job, OUTPUTS, Planner};
use crate::paths::OutPath;
use crate::site::Site;
use crate::theme::Asset;

/// What is to be made.
#[derive(Debug, Default)]
pub struct Plan {
    /// In the order of [`OUTPUTS`].
    pub jobs: Vec<Job>,
    /// What is wrong between them.
    pub said: Vec<Diagnostic>,
    /// Numbers of jobs, by their paths, and of those with one path by number.
    by_path: Vec<u32>,
    /// Whether none of them can clash with another, as far as a quick look tells.
    is_free_of_clashes: bool,
}

/// Which jobs of the last plan those of a plan were, by path.
pub(super) struct Matching {
    /// By the numbers of the jobs; none of new ones.
    pub(super) before: Vec<Option<u32>>,
    /// By the numbers that jobs had; none of those that are gone.
    pub(super) now: Vec<Option<u32>>,
}

impl Plan {
    fn new(jobs: Vec<Job>, before: Option<&Self>) -> Self {
        let after =
            before.filter(|before| before.is_free_of_clashes).and_then(|before| before.order_after(&jobs));
        let (by_path, new) = after.unzip();
        let by_path = by_path.unwrap_or_else(|| {
            let mut by_path: Vec<u32> = (0..jobs.len() as u32).collect();
            by_path.par_sort_unstable_by_key(|number| (&jobs[*number as usize].path, *number));
            by_path
        });
        let plan = Self { jobs, said: Vec::new(), by_path, is_free_of_clashes: false };
        let is_free_of_clashes = match new {
            Some(new) if !new_may_clash(&plan, &new) => true,
            _ => !may_clash(&plan),
        };
        Self { is_free_of_clashes, ..plan }
    }

    /// The jobs of a share. What is wrong between the jobs of all shares is said of the whole plan.
    pub fn share(&self, shard: Shard) -> Self {
        let jobs = self.jobs.iter().filter(|job| shard.has(&job.path)).cloned().collect();
        Self::new(jobs, None)
    }

    /// The numbers of the next plan's jobs by their paths, and those that have come; none if two have one path.
    fn order_after(&self, jobs: &[Job]) -> Option<(Vec<u32>, Vec<u32>)> {
        let matching = self.matching(jobs);
        let path = |number: &u32| &jobs[*number as usize].path;
        let stay: Vec<u32> = self.by_path.iter().filter_map(|was| matching.now[*was as usize]).collect();
        let new = (0..).zip(&matching.before).filter(|(_, was)| was.is_none()).map(|(number, _)| number);
        let mut new: Vec<u32> = new.collect();
        new.sort_unstable_by_key(|number| (path(number), *number));
        let (mut by_path, mut from) = (Vec::with_capacity(jobs.len()), 0);
        for number in &new {
            let to = from + stay[from..].partition_point(|other| path(other) < path(number));
            by_path.extend_from_slice(&stay[from..to]);
            by_path.push(*number);
            from = to;
        }
        by_path.extend_from_slice(&stay[from..]);
        (by_path.len() == jobs.len()).then_some((by_path, new))
    }

    /// Which of the jobs of this plan those of the next one are: nearly all stand in the same order.
    pub(super) fn matching(&self, jobs: &[Job]) -> Matching {
        let mut matching =
            Matching { before: Vec::with_capacity(jobs.len()), now: vec![None; self.jobs.len()] };
        let mut at = 0;
        for (number, job) in (0..).zip(jobs) {
            let is_next = self.jobs.get(at).is_some_and(|was| was.path == job.path);
            let was = if is_next { Some(at) } else { self.number(&job.path) };
            if let Some(was) = was {
                at = was + 1;
                matching.now[was] = Some(number);
            }
            matching.before.push(was.map(|was| was as u32));
        }
        matching
    }

    /// The job of an output.
    pub fn job(&self, path: &OutPath) -> Option<&Job> {
        self.number(path).map(|number| &self.jobs[number])
    }

    /// Which of the jobs makes an output: where two clash, the first.
    pub fn number(&self, path: &OutPath) -> Option<usize> {
        let path_of = |number: &u32| &self.jobs[*number as usize].path;
        let first = self.by_path.partition_point(|number| path_of(number) < path);
        self.by_path.get(first).filter(|number| path_of(number) == path).map(|number| *number as usize)
    }

    /// All jobs at a path: more than one where they clash.
    pub(super) fn numbers(&self, path: &str) -> Vec<usize> {
        let path_of = |index: &u32| self.jobs[*index as usize].path.as_str();
        let first = self.by_path.partition_point(|index| path_of(index) < path);
        self.by_path[first..]
            .iter()
            .take_while(|index| path_of(index) == path)
            .map(|index| *index as usize)
            .collect()
    }

    /// Whether two jobs have one path.
    pub(super) fn has_doubles(&self) -> bool {
        let path_of = |index: &u32| &self.jobs[*index as usize].path;
        self.by_path.par_windows(2).any(|pair| path_of(&pair[0]) == path_of(&pair[1]))
    }

    /// Whether a job's path begins with this text.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let path_of = |index: &u32| self.jobs[*index as usize].path.as_str();
        let first = self.by_path.partition_point(|index| path_of(index) < folder);
        self.by_path.get(first).is_some_and(|index| path_of(index).starts_with(folder))
    }

    /// Whether none of its jobs can clash with another, as far as a quick look tells.
    pub(super) fn is_free_of_clashes(&self) -> bool {
        self.is_free_of_clashes
    }

    /// How many jobs each kind of output has.
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        let runs = self.jobs.chunk_by(|one, next| one.output().name() == next.output().name());
        runs.map(|run| (run[0].output().name(), run.len())).collect()
    }
}

/// Asks every output for its jobs, and says which of them cannot stand beside each other.
///
/// The sites are those of all languages; `before` is the last plan, if there was one: it decides about time alone.
pub fn plan(sites: &[Site], assets: &BTreeMap<String, Asset>, before: Option<&Plan>) -> Plan {
    let planned = OUTPUTS.par_iter().enumerate().map(|(maker, output)| {
        let (mut jobs, mut diagnostics) = (Vec::new(), Vec::new());
        for (language, site) in (0..).zip(if output.is_shared() { &sites[..1] } else { sites }) {
            let (output, maker) = (*output, maker as u8);
            let mut planner = Planner { site, assets, output, maker, language, jobs, diagnostics };
            output.plan(&mut planner);
            (jobs, diagnostics) = (planner.jobs, planner.diagnostics);
        }
        (jobs, diagnostics)
    });
    let (mut jobs, mut diagnostics) = (Vec::new(), Vec::new());
    for (mut of_output, mut said) in planned.collect::<Vec<_>>() {
        jobs.append(&mut of_output);
        diagnostics.append(&mut said);
    }
    let plan = Plan::new(jobs, before);
    if !plan.is_free_of_clashes {
        diagnostics.extend(clashes(sites, assets, &plan.jobs));
    }
    for site in sites {
        diagnostics.extend(reserved::documents_at(site, &plan, &|path| plan.numbers(path)));
        diagnostics.extend(dead_links(site, &plan));
    }
    Plan { said: diagnostics, ..plan }
}
