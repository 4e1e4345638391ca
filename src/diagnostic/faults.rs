//! Faults: the messages that have one cause, so that thousands of them can be read.
//!
//! A site that was copied from another generator may have one thing wrong in a thousand files. Messages are one
//! [`Fault`] by their code and [`Cause`](super::Cause), or by code and words where they name no cause.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Severity};

/// From how many places on one message stands for all of them.
pub const MANY: usize = 4;
/// How many messages a change must take away to be named beside the messages themselves.
const MENDS: usize = 20;

/// Messages with one cause, by file and line.
#[derive(Debug, Clone)]
pub struct Fault<'d> {
    /// At least one.
    pub places: Vec<&'d Diagnostic>,
}

impl<'d> Fault<'d> {
    /// The message that stands for all of them.
    pub fn first(&self) -> &'d Diagnostic {
        self.places[0]
    }

    /// Whether one message stands for all places.
    pub fn is_many(&self) -> bool {
        self.places.len() >= MANY
    }

    /// What is wrong, said of all places.
    pub fn message(&self) -> &'d str {
        let first = self.first();
        match &first.cause {
            Some(cause) if self.places.iter().any(|other| other.message != first.message) => &cause.summary,
            _ => &first.message,
        }
    }

    /// What to do about all places: what removes the cause, else the hints that all of them have.
    pub fn hints(&self) -> Vec<&'d str> {
        let first = self.first();
        if self.is_many()
            && let Some(remedy) = self.remedy()
        {
            return vec![remedy];
        }
        let of_all = |hint: &&String| self.places.iter().all(|other| other.hints.contains(hint));
        first.hints.iter().filter(of_all).map(String::as_str).collect()
    }

    /// What mends all places at once, if one change does.
    pub fn remedy(&self) -> Option<&'d str> {
        self.first().cause.as_ref()?.remedy.as_deref()
    }
}

/// All faults, what matters most first: errors before warnings, then what many places have by their number, then the
/// rest by file and line.
pub fn faults(diagnostics: &[Diagnostic]) -> Vec<Fault<'_>> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|d| (d.severity, &d.path, d.span, &d.code, &d.message));
    let mut by_cause: BTreeMap<Key<'_>, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in sorted {
        by_cause.entry(Key::of(diagnostic)).or_default().push(diagnostic);
    }
    let mut faults: Vec<Fault<'_>> = Vec::new();
    for places in by_cause.into_values() {
        if places.len() < MANY {
            faults.extend(places.into_iter().map(|place| Fault { places: vec![place] }));
        } else {
            faults.push(Fault { places });
        }
    }
    faults.sort_by_key(|fault| {
        let first = fault.first();
        let count = if fault.is_many() { fault.places.len() } else { 0 };
        (first.severity, std::cmp::Reverse(count), &first.path, first.span, &first.code, &first.message)
    });
    faults
}

/// The one change that mends most, and how many messages it takes away; none when none mends many.
pub fn mends_most<'d>(faults: &[Fault<'d>]) -> Option<(&'d str, usize)> {
    let many = faults.iter().filter(|fault| fault.is_many() && faults.len() > 1);
    let mended = many.filter_map(|fault| Some((fault.remedy()?, fault.places.len(), fault.first().severity)));
    let (remedy, count, _) =
        mended.min_by_key(|(_, count, severity)| (*severity, std::cmp::Reverse(*count)))?;
    (count >= MENDS).then_some((remedy, count))
}

/// What makes messages one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'d> {
    Cause(Severity, Code, &'d str),
    Words(Severity, Code, &'d str),
}

impl<'d> Key<'d> {
    fn of(diagnostic: &'d Diagnostic) -> Self {
        let Diagnostic { severity, code, message, cause, .. } = diagnostic;
        match cause {
            Some(cause) => Self::Cause(*severity, *code, &cause.key),
            None => Self::Words(*severity, *code, message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(n: usize, code: Code) -> Diagnostic {
        Diagnostic::warning(code, format!("`{n}.markdown` is not read"))
            .in_file(format!("content/{n}.markdown"))
            .hint(format!("call it {n}.md"))
            .hint("or remove it")
    }

    #[test]
    fn one_cause_is_one_fault_from_four_places_on() {
        let with = |n| found(n, Code::FileEnding).cause(".markdown", "files in `.markdown` are not read");
        let few: Vec<_> = (0..3).map(with).collect();
        assert_eq!(faults(&few).len(), 3);
        let many: Vec<_> = (0..5).map(with).collect();
        let [one] = &faults(&many)[..] else { panic!("one fault") };
        assert_eq!((one.message(), one.hints()), ("files in `.markdown` are not read", vec!["or remove it"]));
        let many: Vec<_> = many.into_iter().map(|fault| fault.remedy("rename them")).collect();
        assert_eq!(faults(&many)[0].hints(), ["rename them"]);
    }

    #[test]
    fn what_matters_most_comes_first() {
        let mut all: Vec<_> = (0..5).map(|n| found(n, Code::ImageAlt).cause("x", "x")).collect();
        all.extend((0..9).map(|n| found(n, Code::NoSource).cause("x", "x")));
        all.push(found(0, Code::NoText));
        all.push(Diagnostic::error(Code::BrokenLink, "an error").in_file("z"));
        let codes: Vec<_> = faults(&all).iter().map(|fault| fault.first().code).collect();
        assert_eq!(codes, [Code::BrokenLink, Code::NoSource, Code::ImageAlt, Code::NoText]);
    }

    #[test]
    fn the_change_that_mends_most_is_known() {
        let with = |key: &'static str, count| {
            (0..count).map(move |n| found(n, Code::FileEnding).cause(key, "x").remedy(key))
        };
        let all: Vec<_> = with("few", 5).chain(with("some", 30)).chain(with("most", 50)).collect();
        assert_eq!(mends_most(&faults(&all)), Some(("most", 50)));
        let few: Vec<_> = with("few", 5).chain(with("other", 6)).collect();
        assert_eq!(mends_most(&faults(&few)), None);
    }
}
