//! `--verify-fingerprints`: the same fingerprint must have made the same bytes.
//!
//! A run with the flag makes everything and compares with what is remembered of the runs before it. An output whose bytes
//! changed while its fingerprint did not depends on something that is not in its fingerprint: a later build would leave it
//! stale.

use super::record::Record;
use crate::diagnostic::{Code, Diagnostic};

/// What is to be said when an output has the same fingerprint as before and other bytes.
pub fn stale(before: &Record, now: &Record) -> Option<Diagnostic> {
    (before.fingerprint == now.fingerprint && before.bytes != now.bytes).then(|| {
        Diagnostic::error(Code::Fingerprint, "its bytes changed, but nothing that its fingerprint is made of")
            .in_file(&*now.path)
            .hint("this is a fault of newsprint: please report it with the edit that led to it")
    })
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
            said: None,
        };
        assert!(stale(&record(1, 1), &record(1, 2)).is_some_and(|problem| problem.is_error()));
        assert_eq!(stale(&record(1, 1), &record(1, 1)), None);
        assert_eq!(stale(&record(1, 1), &record(2, 2)), None);
    }
}
