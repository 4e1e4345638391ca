//! The plan: every output's jobs, no two of which want one path.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::dead_links::dead_links;
use super::reserved;
use crate::config::PATH;
use crate::content::name::untranslated;
use crate::diagnostic::Diagnostic;
use crate::hash::FastMap;
use crate::output::{Job, OUTPUTS, Planner, blame, file_in};
use crate::paths::OutPath;
use crate::site::Site;
use crate::theme::Asset;

/// What is to be made.
#[derive(Debug, Default)]
pub struct Plan {
    /// In the order of [`OUTPUTS`].
    pub jobs: Vec<Job>,
    /// Numbers of jobs, by their paths.
    by_path: Vec<u32>,
}

impl Plan {
    fn new(jobs: Vec<Job>) -> Self {
        let mut by_path: Vec<u32> = (0..jobs.len() as u32).collect();
        by_path.par_sort_unstable_by_key(|index| &jobs[*index as usize].path);
        Self { jobs, by_path }
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

    /// How many jobs each kind of output has.
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        let runs = self.jobs.chunk_by(|one, next| one.output().name() == next.output().name());
        runs.map(|run| (run[0].output().name(), run.len())).collect()
    }
}

/// Asks every output for its jobs, and says which of them cannot stand beside each other.
///
/// The sites are those of all languages.
pub fn plan(sites: &[Site], assets: &BTreeMap<String, Asset>) -> (Plan, Vec<Diagnostic>) {
    let planned = OUTPUTS.par_iter().enumerate().map(|(maker, output)| {
        let (mut jobs, mut diagnostics) = (Vec::new(), Vec::new());
        for (language, site) in (0..).zip(if output.is_shared() { &sites[..1] } else { sites }) {
            let mut planner = Planner { site, assets, maker: maker as u8, language, jobs, diagnostics };
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
    diagnostics.extend(clashes(sites, assets, &jobs));
    let plan = Plan::new(jobs);
    for site in sites {
        diagnostics.extend(reserved::documents_at(site, &plan, &|path| plan.numbers(path)));
        diagnostics.extend(dead_links(site, &plan));
    }
    (plan, diagnostics)
}

fn clashes(sites: &[Site], assets: &BTreeMap<String, Asset>, jobs: &[Job]) -> Vec<Diagnostic> {
    let folded: Vec<_> = jobs.par_iter().map(|job| job.path.folded()).collect();
    let mut taken: FastMap<&str, usize> = FastMap::default();
    taken.reserve(jobs.len());
    let mut diagnostics = Vec::new();
    let by = |index: usize| jobs[index].origin(sites, assets);
    for (index, path) in folded.iter().enumerate() {
        let Some(other) = taken.insert(path, index) else { continue };
        let (job, other_job) = (&jobs[index], &jobs[other]);
        let same_kind = job.maker == other_job.maker
            && job.language == other_job.language
            && job.subject.page == other_job.subject.page;
        if same_kind && job.path == other_job.path && job.output().is_said_to_clash() {
            continue;
        }
        let (one, two) = (by(other), by(index));
        let (path, other_path) = (jobs[index].path.as_str(), jobs[other].path.as_str());
        let message = if path == other_path {
            format!("the path `{path}` is made twice: by {one} and by {two}")
        } else {
            format!("the paths `{other_path}` by {one} and `{path}` by {two} are one to some file systems")
        };
        let asked = [index, other].map(|n| jobs[n].span(sites));
        let span = asked.into_iter().flatten().next();
        let file = span.map(|_| PATH).or_else(|| file_in(&two)).or_else(|| file_in(&one));
        diagnostics.push(Diagnostic {
            path: file.map(str::to_owned),
            span,
            ..Diagnostic::error("path-clash", message).hint(
                [&one, &two]
                    .into_iter()
                    .find_map(|by| reserved::way_out(path, by))
                    .unwrap_or_else(|| way_out(&one, &two)),
            )
        });
    }
    for (index, path) in folded.iter().enumerate() {
        let parents = path.match_indices('/').map(|(end, _)| &path[..end]);
        for other in parents.filter_map(|parent| taken.get(parent)) {
            let (one, two) = (by(*other), by(index));
            let message = format!(
                "`{}` by {one} is a file where `{}` by {two} needs a folder",
                jobs[*other].path.as_str(),
                jobs[index].path.as_str(),
            );
            let problem = Diagnostic::error("path-clash", message).hint(way_out(&one, &two));
            diagnostics.push(blame(problem, &two));
        }
    }
    diagnostics
}

/// What to do about two outputs that cannot stand beside each other, by what they are made of.
fn way_out(one: &str, two: &str) -> String {
    if untranslated(one) == untranslated(two) {
        return "a translation needs its language under `languages:` in newsprint.yaml".to_owned();
    }
    if [one, two].iter().any(|by| by.starts_with("the old feed address")) {
        return "take it out of `feeds.paths`, or give the other another address".to_owned();
    }
    match [two, one].into_iter().find(|by| by.starts_with("static/")) {
        Some(file) => format!("rename or move {file}, or give the other another address"),
        None if [one, two].iter().any(|by| by.starts_with("the old address in ")) => {
            "give one of them another `slug:`, or take the alias out".to_owned()
        }
        None => "give one of them another `slug:`".to_owned(),
    }
}
