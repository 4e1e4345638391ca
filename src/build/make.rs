//! Makes the jobs of a plan, on all cores, and stages the bytes.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::Progress;
use super::plan::Plan;
use super::sink::Sink;
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
use crate::output::view::head;
use crate::output::{Job, Kit, Made};
use crate::render::Trace;
use crate::source::Changed;
use crate::theme::AssetSource;

/// What making everything gave.
#[derive(Debug, Default)]
pub struct MadeAll {
    /// What went wrong, each fault once.
    pub diagnostics: BTreeSet<Diagnostic>,
    /// One per job, in the plan's order.
    pub records: Vec<Record>,
}

/// What is known of an output that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its path.
    pub path: String,
    /// Hash of everything that it depends on.
    pub fingerprint: Digest,
    /// Hash of its bytes.
    pub bytes: Digest,
}

/// Makes everything. Nothing is in its place after that: the sink has staged what differs.
///
/// # Errors
/// When a text changed since it was read.
pub fn make_all(
    kit: &Kit,
    plan: &Plan,
    epoch: Digest,
    sink: &Sink,
    progress: Progress<'_>,
) -> Result<MadeAll, Changed> {
    let done = AtomicUsize::new(0);
    let made: Vec<Result<Record, Diagnostic>> = plan
        .jobs
        .par_iter()
        .enumerate()
        .map(|(index, job)| {
            let made = match make(kit, job)? {
                Ok((bytes, trace)) => sink.stage(index, &job.path, &bytes).map(|_| Record {
                    path: job.path.as_str().to_owned(),
                    fingerprint: fingerprint(epoch, job, &trace),
                    bytes: Digest::of_bytes(&bytes),
                }),
                Err(problem) => Err(problem),
            };
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, plan.jobs.len());
            Ok(made)
        })
        .collect::<Result<_, Changed>>()?;
    let mut all = MadeAll::default();
    for result in made {
        match result {
            Ok(record) => all.records.push(record),
            Err(problem) => {
                all.diagnostics.insert(problem);
            }
        }
    }
    Ok(all)
}

/// Makes one job: its bytes, and what its template asked.
///
/// # Errors
/// When a text changed since it was read; inside, what is wrong with its template.
pub fn make(kit: &Kit, job: &Job) -> Result<Result<(Vec<u8>, Trace), Diagnostic>, Changed> {
    Ok(match job.output().make(kit, job.subject)? {
        Made::Bytes(bytes) => Ok((bytes, Trace::new())),
        Made::Copy(AssetSource::BuiltIn(bytes)) => Ok((bytes.to_vec(), Trace::new())),
        Made::Copy(AssetSource::File(file)) => {
            let mut bytes = Vec::new();
            kit.sources().read(file, &mut bytes)?;
            Ok((bytes, Trace::new()))
        }
        Made::Template { name, context, language } => {
            kit.renderer.render(&name, &context, kit.scene(&language)).map(|(html, trace)| {
                let page = context.get("page").and_then(|page| page.get_from_path("head"));
                let html = match page.and_then(tera::Value::as_str) {
                    Some(essentials) => head::keep(html, essentials),
                    None => html,
                };
                (html.into_bytes(), trace)
            })
        }
    })
}

/// Hash of everything that an output depends on.
pub fn fingerprint(epoch: Digest, job: &Job, trace: &Trace) -> Digest {
    let answers: Vec<(String, Digest)> =
        trace.iter().map(|(question, answer)| (question.to_string(), *answer)).collect();
    Digest::of(&(epoch, job.path.as_str(), job.output().name(), job.input, answers))
}
