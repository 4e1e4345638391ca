//! Checks of newsprint itself: no cache may show in what is made.
//!
//! `build --verify-fingerprints` makes everything and compares with the records of the runs before it. An output
//! whose bytes changed while its fingerprint did not depends on something that is not in its fingerprint: a later build
//! would leave it stale. `serve --verify` compares each site that came of the last one with one from nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::record::Record;
use super::{Engine, Loaded, Now, Options, Report};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Digest;
use crate::source::Look;

/// How many differences are named.
const NAMED: usize = 10;

/// What is to be said when an output has the same fingerprint as before and other bytes.
pub fn stale(before: &Record, now: &Record) -> Option<Diagnostic> {
    (before.fingerprint == now.fingerprint && before.bytes != now.bytes).then(|| {
        Diagnostic::error(Code::Fingerprint, "its bytes changed, but nothing that its fingerprint is made of")
            .in_file(&*now.path)
            .hint("this is a fault of newsprint: please report it with the edit that led to it")
    })
}

/// The first outputs and messages in which a site that came of others differs from the one that is read and assembled from
/// nothing at its moment. Nothing when the two cannot be compared: a file is wrong, in whose place stands what was good, or
/// the files are others than those that had the hash `files` ([`Engine::files`]).
pub fn differences(
    loaded: &Loaded,
    report: &Report,
    files: Digest,
    options: &Options,
) -> Option<Vec<String>> {
    if report.has_substitutes || report.diagnostics.iter().any(Diagnostic::is_error) {
        return None;
    }
    let now = Now::At(loaded.context.site().now);
    let options = Options { now, fresh: true, keep_good: false, ..options.clone() };
    let mut engine = Engine::new(&options);
    engine.look(&options, Look::Everything);
    let (afresh, said) = engine.site(&options, None);
    let afresh = afresh.filter(|_| engine.files() == files)?;
    let made_of = |loaded: &Loaded| -> BTreeMap<String, Digest> {
        let jobs = loaded.plan.jobs.iter();
        jobs.map(|job| (job.path.to_string(), job.input(&loaded.context))).collect()
    };
    let (one, two) = (made_of(loaded), made_of(&afresh));
    let paths: BTreeSet<&String> = one.keys().chain(two.keys()).collect();
    let outputs = paths.into_iter().filter(|path| one.get(*path) != two.get(*path)).cloned();
    let lines = |report: &Report| -> BTreeSet<String> {
        let said = report.diagnostics.iter();
        said.map(|problem| format!("{}: {}", problem.path.as_deref().unwrap_or(""), problem.message))
            .collect()
    };
    let (one, two) = (lines(report), lines(&said));
    Some(outputs.chain(one.symmetric_difference(&two).cloned()).take(NAMED).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Digest;

    #[test]
    fn only_other_bytes_of_one_fingerprint_are_stale() {
        let record = |fingerprint, bytes| Record {
            path: "a/index.html".into(),
            fingerprint: Digest(fingerprint),
            bytes: Digest(bytes),
            stat: None,
            marks: [].into(),
            asked: [].into(),
            drawn: None,
            said: None,
        };
        assert!(stale(&record(1, 1), &record(1, 2)).is_some_and(|problem| problem.is_error()));
        assert_eq!(stale(&record(1, 1), &record(1, 1)), None);
        assert_eq!(stale(&record(1, 1), &record(2, 2)), None);
    }
}
