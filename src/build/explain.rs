//! Why an output was made again, and what an output is made of.

use super::record::Record;
use crate::hash::Digest;
use crate::output::{Job, Kit, ingredient};

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
pub(super) fn why(kit: &Kit, job: &Job, known: Option<&Record>, now: &Record, changed_epoch: &[&str]) -> Why {
    let Some(known) = known else { return Why::New };
    if known.fingerprint == now.fingerprint {
        return Why::File;
    }
    let mut things: Vec<String> = changed_epoch.iter().map(|part| (*part).to_owned()).collect();
    let take = &mut |what: ingredient::What<'_>, digest: Digest| {
        if !known.marks.contains(&ingredient::mark(what, digest)) {
            things.push(what.to_string());
        }
    };
    job.output().ingredients(kit, job.subject, take);
    if now.marks.len() < known.marks.len() {
        things.push("something that it showed is gone".to_owned());
    }
    for (question, answer) in &known.asked {
        if kit.answer_digest(question) != *answer {
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
