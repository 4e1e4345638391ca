//! The plan: every output's jobs, no two of which want one path.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::clashes::{clashes, may_clash};
use super::dead_links::dead_links;
use super::reserved;
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
    /// Numbers of jobs, by their paths.
    by_path: Vec<u32>,
}

impl Plan {
    fn new(jobs: Vec<Job>) -> Self {
        let mut by_path: Vec<u32> = (0..jobs.len() as u32).collect();
        by_path.par_sort_unstable_by_key(|index| &jobs[*index as usize].path);
        Self { jobs, said: Vec::new(), by_path }
    }

    /// The job of an output.
    pub fn job(&self, path: &OutPath) -> Option<&Job> {
        self.number(path).map(|number| &self.jobs[number])
    }

    /// Which of the jobs makes an output.
    pub fn number(&self, path: &OutPath) -> Option<usize> {
        let path_of = |index: &u32| &self.jobs[*index as usize].path;
        let found = self.by_path.binary_search_by(|index| path_of(index).cmp(path)).ok()?;
        Some(self.by_path[found] as usize)
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

    /// How many jobs each kind of output has.
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        let runs = self.jobs.chunk_by(|one, next| one.output().name() == next.output().name());
        runs.map(|run| (run[0].output().name(), run.len())).collect()
    }
}

/// Asks every output for its jobs, and says which of them cannot stand beside each other.
///
/// The sites are those of all languages.
pub fn plan(sites: &[Site], assets: &BTreeMap<String, Asset>) -> Plan {
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
    let plan = Plan::new(jobs);
    if may_clash(&plan) {
        diagnostics.extend(clashes(sites, assets, &plan.jobs));
    }
    for site in sites {
        diagnostics.extend(reserved::documents_at(site, &plan, &|path| plan.numbers(path)));
        diagnostics.extend(dead_links(site, &plan));
    }
    Plan { said: diagnostics, ..plan }
}
