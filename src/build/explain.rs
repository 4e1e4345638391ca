//! Why an output was made again, and what an output is made of.

use std::fmt::Write as _;

use super::Loaded;
use super::make::{self, Finished};
use super::record::Record;
use crate::hash::Digest;
use crate::output::{Context, Job, Made, ingredient};
use crate::paths::site_url;

/// Why an output was made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// There was none, or nothing is known of how it was made.
    New,
    /// These things have changed ("body of content/x.md", "template article.html", "answer of articles(tag=ukraine)").
    Changed(Vec<String>),
    /// Nothing has changed, but its file is gone or is not what newsprint wrote.
    File,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::New => f.write_str("new"),
            Self::Changed(things) => f.write_str(&things.join(", ")),
            Self::File => f.write_str("its file was not what newsprint wrote"),
        }
    }
}

/// How many changed things are named.
const NAMED: usize = 5;

/// Compares what an output was made of with what it is made of now.
pub(super) fn why(
    context: &Context,
    job: &Job,
    known: Option<&Record>,
    now: &Record,
    changed_epoch: &[&str],
) -> Why {
    let Some(known) = known else { return Why::New };
    if known.fingerprint == now.fingerprint {
        return Why::File;
    }
    let mut things: Vec<String> = changed_epoch.iter().map(|part| (*part).to_owned()).collect();
    let take = &mut |what: ingredient::Ingredient<'_>, digest: Digest| {
        if !known.marks.contains(&ingredient::mark(what, digest)) {
            things.push(what.to_string());
        }
    };
    job.ingredients(context, take);
    if now.marks.len() < known.marks.len() {
        things.push("something that it showed is gone".to_owned());
    }
    for (question, answer) in &known.asked {
        if context.of(job).answer_digest(question) != *answer {
            things.push(format!("answer of {question}"));
        }
    }
    if things.is_empty() {
        things.push("the order of what it shows".to_owned());
    }
    things.dedup();
    if things.len() > NAMED {
        let more = things.len() - NAMED;
        things.truncate(NAMED);
        things.push(format!("{more} more"));
    }
    Why::Changed(things)
}

/// What an output is made of: a text for people.
///
/// # Errors
/// What is wrong with its template, or which file changed meanwhile, in a line.
pub fn explain(Loaded { context, epoch, .. }: &Loaded, job: &Job) -> Result<String, String> {
    let changed = |changed: crate::source::Changed| format!("{} has just changed: try again", changed.path);
    let made = job.make(context).map_err(changed)?;
    let template = match &made {
        Made::Template { name, .. } | Made::Treated { name, .. } => Some(name.clone()),
        Made::Card { name, .. } => Some((*name).to_owned()),
        Made::Bytes(_) | Made::Copy(_) | Made::Picture(..) | Made::Drawing(_) => None,
    };
    let own = context.of(job);
    let made = make::finish(own, made).map_err(changed)?;
    let Finished { bytes, trace, .. } = made.map_err(|problem| problem.message)?;
    let mut text = format!("{} ({}, {} bytes)\n", site_url(job.path.as_str()), job.path, bytes.len());
    let mut line = |depth: usize, what: &str| {
        let _ = writeln!(text, "{:width$}{what}", "", width = depth * 2);
    };
    line(1, &format!("made by the output `{}`", job.output().name()));
    if let Some(name) = template {
        line(1, "by");
        for name in context.renderer.family(&name) {
            line(2, &format!("template {name}"));
        }
    }
    line(1, "of");
    job.ingredients(context, &mut |what, _| line(2, &what.to_string()));
    let related = job.output().related(own, job.subject);
    if let Some((of, others)) = related.filter(|(_, others)| !others.is_empty()) {
        line(1, "related articles, the most first");
        for other in others {
            let (path, why) =
                (&own.site().article(*other).document.path, own.relations().why(own.site(), of, *other));
            line(2, &format!("{path}: {why}"));
        }
    }
    if !trace.is_empty() {
        line(1, "its templates asked");
        trace.keys().for_each(|question| line(2, &format!("answer of {question}")));
    }
    let others = epoch.parts.keys().filter(|part| !part.starts_with("template "));
    line(1, "and, like every page, of");
    others.for_each(|part| line(2, part));
    Ok(text)
}
