//! Makes the jobs of a plan, on all cores, and stages the bytes: those whose fingerprint is another than before, or whose
//! file is not what it was.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::epoch::of_templates;
use super::explain::{self, Why};
use super::record::{Record, Records};
use super::sink::{Sink, Staged};
use super::{Epoch, Options, Plan, Progress, Stage, verify};
use crate::diagnostic::{Code, Diagnostic};
use crate::drawing;
use crate::hash::{Digest, Hasher};
use crate::output::context::Drawn;
use crate::output::context::derivatives::MadePicture;
use crate::output::view::head;
use crate::output::{Context, Job, Made, OUTPUTS, Output, ingredient};
use crate::publish::{self, Published};
use crate::render::Trace;
use crate::site::queries::Question;
use crate::source::Changed;
use crate::theme::AssetSource;

/// What making a plan gave.
#[derive(Debug, Default)]
pub struct MadeAll {
    /// What went wrong, each fault once.
    pub diagnostics: BTreeSet<Diagnostic>,
    /// One per job, in the plan's order; none for an output that is remembered as it is. The stat of what was staged is not
    /// known yet.
    pub records: Vec<Option<Record>>,
    /// Why outputs were made again, by path.
    pub why: Vec<(String, Why)>,
}

/// One output, as it will be.
struct One {
    /// None when what is remembered of it is true still.
    record: Option<Record>,
    why: Option<Why>,
    problem: Option<Box<Diagnostic>>,
}

/// One output, or what is wrong with it; small, for there is one for each output of the site.
type OneOrFault = Result<One, Box<Diagnostic>>;

/// Makes everything that has to be made. Nothing is in its place after that: the sink has staged what differs.
///
/// # Errors
/// When a text changed since it was read.
pub fn make_all(
    context: &Context,
    plan: &Plan,
    epoch: &Epoch,
    before: &Records,
    sink: &Sink,
    options: &Options,
    progress: Progress<'_>,
) -> Result<MadeAll, Changed> {
    let changed = if options.explain { epoch.since(&before.epoch) } else { Vec::new() };
    let epochs = Epochs::new(context, epoch);
    let one = |index: &usize| {
        let (index, job) = (*index, &plan.jobs[*index]);
        let known = before.get(job.path.as_str());
        let kept = known
            .filter(|_| !options.verify)
            .and_then(|known| keep(context, job, &epochs, before, known, sink));
        let one = match kept {
            Some(record) => {
                let problem = known.and_then(|known| known.said.clone());
                Ok(One { record, why: None, problem })
            }
            None => make_one(context, (index, job), &epochs, known, sink, options)?.map(|mut one| {
                let record = one.record.as_ref().filter(|_| options.explain);
                let changed: Vec<&str> =
                    changed.iter().filter(|part| epochs.has(job, part)).copied().collect();
                one.why = record.map(|record| explain::why(context, job, known, record, &changed));
                one
            }),
        };
        Ok((index, one))
    };
    let (of_pictures, others) = by_picture(context, plan);
    // Each stage is counted by itself: what one of its files takes says nothing of the other's.
    let one = &one;
    let counted = |stage, all| {
        let done = AtomicUsize::new(0);
        move |index: &usize| {
            let made = one(index)?;
            progress(stage, done.fetch_add(1, Ordering::Relaxed) + 1, all);
            Ok(made)
        }
    };
    let picture = counted(Stage::Pictures, of_pictures.iter().map(Vec::len).sum());
    let of_pictures = of_pictures.par_iter().flat_map_iter(|jobs| jobs.iter().map(&picture));
    let mut made: Vec<(usize, OneOrFault)> = of_pictures.collect::<Result<_, Changed>>()?;
    let other = counted(Stage::Files, others.len());
    made.extend(others.par_iter().map(other).collect::<Result<Vec<_>, Changed>>()?);
    made.sort_unstable_by_key(|(index, _)| *index);
    let mut all = MadeAll { records: Vec::with_capacity(made.len()), ..MadeAll::default() };
    // A part that many pages show has one fault, whichever of them shows it first.
    let mut seen = BTreeSet::new();
    for (_, result) in made {
        match result {
            Ok(One { record, why, problem }) => {
                let path = record.as_ref().map(|record| record.path.to_string());
                all.why.extend(path.zip(why));
                all.diagnostics.extend(problem.map(|problem| *problem));
                all.records.push(record);
            }
            Err(problem) => {
                if seen.insert((problem.path.clone(), problem.span, problem.message.clone())) {
                    all.diagnostics.insert(*problem);
                }
            }
        }
    }
    Ok(all)
}

/// The numbers of a plan's jobs: those for which a picture is decoded, by picture, and the others. All that is made of a picture
/// is made at once, so that threads with jobs of the same one wait for each other; pages ask for its colours, and come after.
fn by_picture(context: &Context, plan: &Plan) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut by_picture: BTreeMap<Digest, Vec<usize>> = BTreeMap::new();
    let mut others = Vec::with_capacity(plan.jobs.len());
    for (index, job) in plan.jobs.iter().enumerate() {
        match job.output().picture(context.of(job), job.subject) {
            Some(picture) => by_picture.entry(picture.hash).or_default().push(index),
            None => others.push(index),
        }
    }
    (by_picture.into_values().collect(), others)
}

/// The new record, if it is another one, of an output that need not be made: nothing that it depends on has changed, and its
/// file is what it was.
fn keep(
    context: &Context,
    job: &Job,
    epochs: &Epochs,
    before: &Records,
    known: &Record,
    sink: &Sink,
) -> Option<Option<Record>> {
    let answers = known.asked.iter().map(|(question, _)| (question, context.of(job).answer_digest(question)));
    if fingerprint(epochs.of(job), job, job.input(context), answers) != known.fingerprint {
        return None;
    }
    if known.stat.is_some() && before.seen(job.path.as_str()) == known.stat {
        return Some(None);
    }
    let stat = sink.stat_if(&job.path, known.stat, known.bytes)?;
    Some((known.stat != Some(stat)).then(|| Record { stat: Some(stat), ..known.clone() }))
}

fn make_one(
    context: &Context,
    (index, job): (usize, &Job),
    epochs: &Epochs,
    known: Option<&Record>,
    sink: &Sink,
    options: &Options,
) -> Result<OneOrFault, Changed> {
    let Finished { bytes, trace, warning, drawn } = match make(context, job)? {
        Ok(finished) => finished,
        Err(problem) => return Ok(Err(Box::new(problem))),
    };
    let record = Record {
        path: job.path.as_str().into(),
        fingerprint: fingerprint(
            epochs.of(job),
            job,
            job.input(context),
            trace.iter().map(|(q, answer)| (q, *answer)),
        ),
        bytes: Digest::of_bytes(&bytes),
        stat: None,
        marks: marks(context, job),
        asked: trace.into_iter().collect(),
        drawn,
        said: warning.or_else(|| job.output().said(context.of(job), job.subject, &bytes)).map(Box::new),
    };
    let stale = known.filter(|_| options.verify).and_then(|known| verify::stale(known, &record));
    let problem = stale.map(Box::new).or_else(|| record.said.clone());
    let staged = sink.stage(index, &job.path, &bytes).map(|staged| {
        let stat = match staged {
            Staged::Unchanged(stat) => Some(stat),
            Staged::Changed => None,
        };
        One { record: Some(Record { stat, ..record }), why: None, problem }
    });
    Ok(staged.map_err(Box::new))
}

/// The bytes of an output.
#[derive(Debug)]
pub struct Finished {
    /// What is published.
    pub bytes: Vec<u8>,
    /// What its template asked.
    pub trace: Trace,
    /// What was seen of the file that it is a copy of.
    pub warning: Option<Diagnostic>,
    /// Under which key it is kept, if it was drawn by a template.
    pub drawn: Option<Box<Digest>>,
}

impl Finished {
    fn new(bytes: Vec<u8>, trace: Trace) -> Self {
        Self { bytes, trace, warning: None, drawn: None }
    }

    fn seen(bytes: Vec<u8>, warning: Option<Diagnostic>) -> Self {
        Self { warning, ..Self::new(bytes, Trace::new()) }
    }
}

/// Makes one job.
///
/// # Errors
/// When a text changed since it was read; inside, what is wrong with its template.
fn make(context: &Context, job: &Job) -> Result<Result<Finished, Diagnostic>, Changed> {
    finish(context.of(job), job.make(context)?)
}

/// The bytes of what an output made. The context is the one of its language.
///
/// # Errors
/// When a file changed since it was read; inside, what is wrong with the template.
pub fn finish(context: &Context, made: Made) -> Result<Result<Finished, Diagnostic>, Changed> {
    Ok(match made {
        Made::Bytes(bytes) => Ok(Finished::new(bytes, Trace::new())),
        Made::Copy(AssetSource::BuiltIn(bytes)) => Ok(Finished::new(bytes.to_vec(), Trace::new())),
        Made::Copy(AssetSource::Configured(text)) => {
            Ok(Finished::new(text.as_bytes().to_vec(), Trace::new()))
        }
        Made::Copy(AssetSource::File(file)) => {
            let mut bytes = Vec::new();
            context.reader().read(&file, &mut bytes)?;
            let config = &context.site().config;
            let copy = publish::published(&file.path, bytes, config.html, config.pictures.metadata);
            copy.map(|Published { bytes, warning }| Finished::seen(bytes, warning))
        }
        Made::Picture(file, wanted) => {
            let made = context.derivative(&file, wanted)?;
            made.map(|MadePicture { bytes, warning }| Finished::seen(bytes, warning))
        }
        Made::Drawing(file) => {
            let drawn = context.draw_file(&file)?;
            drawn.map(|Drawn { bytes, .. }| Finished::new(bytes, Trace::new()))
        }
        Made::Card { name, variables, language, of } => {
            let rendered = context.renderer.render(name, &variables, context.scene(&language));
            rendered.and_then(|(svg, trace)| match context.draw_text(&svg) {
                Ok(Drawn { bytes, key }) => {
                    Ok(Finished { drawn: Some(Box::new(key)), ..Finished::new(bytes, trace) })
                }
                Err(why) => {
                    let detail = drawing::detail(&svg, why).map(|detail| format!(" ({detail})"));
                    let why = format!("{}{}", why.as_str(), detail.unwrap_or_default());
                    Err(Diagnostic::error(
                        Code::Template,
                        format!("what this template makes cannot be drawn: {why}"),
                    )
                    .in_file(format!("templates/{name}"))
                    .hint(format!("it was made for {of}"))
                    .hint("docs/templates.md says what can stand in a card"))
                }
            })
        }
        Made::Template { name, variables, language } => {
            let page = render(context, &name, &variables, &language);
            page.map(|(html, trace)| Finished::new(html.into_bytes(), trace))
        }
        Made::Treated { name, variables, language, treat } => render(context, &name, &variables, &language)
            .and_then(|(html, trace)| treat(html).map(|text| Finished::new(text.into_bytes(), trace))),
    })
}

/// The text of a page, with the head that its template may have forgotten.
fn render(
    context: &Context,
    name: &str,
    variables: &tera::Context,
    language: &str,
) -> Result<(String, Trace), Diagnostic> {
    let (html, trace) = context.renderer.render(name, variables, context.scene(language))?;
    let page = variables.get("page").and_then(|page| page.get_from_path("head"));
    let html = match page.and_then(tera::Value::as_str) {
        Some(essentials) => head::keep(html, essentials),
        None => html,
    };
    Ok((html, trace))
}

/// The epoch, as far as it decides about outputs of each kind.
struct Epochs {
    /// By the number of the maker: the hash, and the templates that decide about it, if only some do.
    of: Vec<(Digest, Option<Vec<String>>)>,
}

impl Epochs {
    fn new(context: &Context, epoch: &Epoch) -> Self {
        let of = |output: &&dyn Output| {
            let family = output.template().map(|name| context.renderer.family(name));
            let digest = match &family {
                Some(family) => epoch.of_templates(family),
                None if output.depends_on_epoch() => epoch.digest,
                None => epoch.program(),
            };
            (digest, family)
        };
        Self { of: OUTPUTS.iter().map(of).collect() }
    }

    fn of(&self, job: &Job) -> Digest {
        self.of[usize::from(job.maker)].0
    }

    /// Whether a part of the epoch decides about an output.
    fn has(&self, job: &Job, part: &str) -> bool {
        let family = &self.of[usize::from(job.maker)].1;
        job.output().depends_on_epoch() && family.as_ref().is_none_or(|family| of_templates(part, family))
    }
}

/// Hash of everything that an output depends on: of the epoch what decides about it, and of its ingredients (`input`).
pub fn fingerprint<'q>(
    epoch: Digest,
    job: &Job,
    input: Digest,
    answers: impl Iterator<Item = (&'q Question, Digest)>,
) -> Digest {
    use std::hash::Hash;
    let mut hasher = Hasher::default();
    (epoch, job.path.as_str(), job.output().name(), input).hash(&mut hasher);
    for answer in answers {
        answer.hash(&mut hasher);
    }
    hasher.digest()
}

/// A short hash of each ingredient.
fn marks(context: &Context, job: &Job) -> Box<[u32]> {
    let mut marks = Vec::new();
    let take =
        &mut |what: ingredient::Ingredient<'_>, digest: Digest| marks.push(ingredient::mark(what, digest));
    job.ingredients(context, take);
    marks.into()
}
