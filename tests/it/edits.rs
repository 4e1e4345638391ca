//! Invariants 1 and 2: after any sequence of edits the output folder holds what a build into an empty one makes,
//! with the same messages and exit code, and nothing changes whose fingerprint did not.

use proptest::prelude::*;

use crate::harness::{Run, Site};
use crate::newsroom::{Newsroom, edit};

/// What was said, without the counts of written files and the time.
fn said(run: &Run, site: &Site) -> String {
    let text = run.stderr.replace(&*site.path().to_string_lossy(), "SITE");
    // What a text that was taken back leaves is what the output held before.
    let of_before =
        |line: &&str| ["Withdrawn: ", "Gone: ", "  https://"].iter().any(|start| line.starts_with(start));
    let lines = text
        .lines()
        .filter(|line| !of_before(line))
        .map(|line| line.split(" (").next().filter(|_| line.starts_with("Built ")).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_edits_ends_as_a_build_from_nothing(edits in prop::collection::vec(edit(), 1..10)) {
        let mut newsroom = Newsroom::new();
        let site = Site::plain();
        newsroom.write(&site);
        site.build(&["--now", &newsroom.now()]);
        for edit in &edits {
            newsroom.apply(edit);
            newsroom.write(&site);
            let warm = site.build(&["--now", &newsroom.now()]);
            let other = Site::plain();
            newsroom.write(&other);
            let cold = other.build(&["--now", &newsroom.now()]);
            prop_assert_eq!(warm.code, cold.code, "{:?}\n{}", edit, warm.stderr);
            prop_assert_eq!(said(&warm, &site), said(&cold, &other), "{:?}", edit);
            if cold.code == 0 {
                prop_assert_eq!(site.tree(), other.tree(), "{:?}", edit);
                let again = site.build(&["--now", &newsroom.now(), "--verify-fingerprints"]);
                prop_assert!(!again.stderr.contains("[fingerprint]"), "{edit:?}\n{}", again.stderr);
                prop_assert!(again.stderr.contains("(0 written"), "{edit:?}\n{}", again.stderr);
            }
        }
    }
}
