//! `--verify-fingerprints`: the same fingerprint must have made the same bytes.
//!
//! Each run with the flag makes everything, compares with what the run before it wrote down, and writes down
//! what it made. An output whose bytes changed while its fingerprint did not depends on something that is not
//! in its fingerprint: a later build would leave it stale.
#![allow(clippy::disallowed_methods)] // an edge: keeps its notes in `.newsprint/`

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::make::Record;
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;

const FILE: &str = "fingerprints";
const HEADER: &str = "newsprint fingerprints 1";

/// Compares with the notes of the run before in `state`, and writes new ones.
pub fn compare(state: &Path, records: &[Record]) -> Vec<Diagnostic> {
    let file = state.join(FILE);
    let before = std::fs::read_to_string(&file).map(|text| parse(&text)).unwrap_or_default();
    let mut diagnostics = stale(&before, records);
    let mut text = format!("{HEADER}\n");
    for record in records {
        let _ = writeln!(text, "{} {} {}", record.fingerprint, record.bytes, record.path);
    }
    let temporary = file.with_extension("tmp");
    let written = std::fs::write(&temporary, text).and_then(|()| std::fs::rename(&temporary, &file));
    if let Err(error) = written {
        let message = format!("the fingerprints cannot be kept for the next run: {error}");
        diagnostics.push(Diagnostic::warning("fingerprint", message));
    }
    diagnostics
}

/// Outputs with the same fingerprint as before and other bytes.
pub fn stale(before: &BTreeMap<String, (String, String)>, records: &[Record]) -> Vec<Diagnostic> {
    let differs = |record: &&Record| {
        before.get(&record.path).is_some_and(|(fingerprint, bytes)| {
            *fingerprint == record.fingerprint.to_string() && *bytes != record.bytes.to_string()
        })
    };
    let message = "its bytes changed, but nothing that its fingerprint is made of";
    let problem = |record: &Record| {
        Diagnostic::error("fingerprint", message)
            .in_file(&record.path)
            .hint("this is a fault of newsprint: please report it with the edit that led to it")
    };
    records.iter().filter(differs).map(problem).collect()
}

/// Path → fingerprint and hash of the bytes; a damaged note is no note.
pub fn parse(text: &str) -> BTreeMap<String, (String, String)> {
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        return BTreeMap::new();
    }
    let parsed = lines.filter_map(|line| {
        let mut parts = line.splitn(3, ' ');
        let (fingerprint, bytes) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        Some((parts.next()?.to_owned(), (fingerprint, bytes)))
    });
    parsed.collect()
}

/// The notes of a run, for [`stale`].
pub fn notes(records: &[Record]) -> BTreeMap<String, (String, String)> {
    let text = |digest: Digest| digest.to_string();
    records.iter().map(|r| (r.path.clone(), (text(r.fingerprint), text(r.bytes)))).collect()
}
