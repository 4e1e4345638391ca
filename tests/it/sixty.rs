//! Invariant 2 on a site of sixty articles, under whatever editors, other programs and the clock do to its files: an engine
//! that is told of each edit, or looks for itself, or begins again from its caches, has the site that one without any past
//! has. What outputs are made of is compared, all of it; and the bytes of some.

mod edits;
mod files;

use std::collections::BTreeSet;
use std::path::Path;

use newsprint::internals::{Engine, Live, Loaded, Look, Options, Rebuild, Report, build};
use proptest::prelude::*;

use self::edits::{Edit, edit};
use self::files::SiteFiles;
use crate::harness::{Site, tree};
use crate::live::{answers_of, options, said};

/// How many looks there are before the site is compared again.
const BETWEEN: usize = 12;
/// One of how many outputs has its bytes compared each time.
const SOME: usize = 40;

/// How the engine learns of edits.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// As by the system: it is told which files.
    Told,
    /// It looks at everything.
    Looks,
    /// It begins again, from what it wrote down.
    Restarts,
}

fn way() -> impl Strategy<Value = Way> {
    prop_oneof![6 => Just(Way::Told), 3 => Just(Way::Looks), 1 => Just(Way::Restarts)]
}

/// The options of an engine that reads its caches.
fn remembering(root: &Path, now: &str) -> Options {
    Options { fresh: false, ..options(root, now) }
}

/// What a site is made of: each output, and the hash of all that it depends on.
pub(crate) fn made_of(loaded: &Loaded) -> Vec<(String, String)> {
    let epoch = loaded.epoch.parts.iter().map(|(part, hash)| (format!("epoch: {part}"), hash.to_string()));
    let jobs = loaded.plan.jobs.iter();
    let jobs = jobs.map(|job| (job.path.to_string(), job.input(&loaded.context).to_string()));
    epoch.chain(jobs).collect()
}

/// The first differences, where a list of all would bury them.
pub(crate) fn differences(warm: &[(String, String)], cold: &[(String, String)]) -> Vec<String> {
    let (warm_set, cold_set): (BTreeSet<_>, BTreeSet<_>) = (warm.iter().collect(), cold.iter().collect());
    warm_set.symmetric_difference(&cold_set).map(|(path, _)| path.clone()).take(10).collect()
}

/// Some edits, and how the engine learns of all of them at once: 48 kinds of edits, 200 times each in all.
type Step = (Vec<Edit>, Way);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((prop::collection::vec(edit(), 1..6), way()), 100)
}

fn check(steps: &[Step]) -> Result<(), TestCaseError> {
    let mut files = SiteFiles::new();
    let site = Site::plain();
    files.write(site.path());
    let mut engine = Engine::new(&remembering(site.path(), &files.now()));
    engine.look(&remembering(site.path(), &files.now()), Look::Everything);
    let (loaded, report) = engine.site(&remembering(site.path(), &files.now()), None);
    let mut before: Option<(Loaded, Report)> = loaded.map(|loaded| (loaded, report));
    for (number, (edits, way)) in steps.iter().enumerate() {
        edits.iter().for_each(|edit| files.apply(edit));
        let changed = files.write(site.path());
        let now = remembering(site.path(), &files.now());
        if matches!(way, Way::Restarts) {
            engine.keep_facts().expect("a cache");
            engine = Engine::new(&now);
            before = None;
        }
        engine.look(&now, if matches!(way, Way::Told) { Look::At(&changed) } else { Look::Everything });
        let (warm, warm_report) = engine.site(&now, before.as_ref().map(|(loaded, report)| (loaded, report)));
        if !(number + 1).is_multiple_of(BETWEEN) && number + 1 < steps.len() {
            before = warm.map(|warm| (warm, warm_report));
            continue;
        }
        let since = || steps[..=number].iter().rev().take(BETWEEN).collect::<Vec<_>>();
        let other = Site::plain();
        files.write_all(other.path());
        let cold_options = options(other.path(), &files.now());
        let mut cold = Engine::new(&cold_options);
        cold.look(&cold_options, Look::Everything);
        let (cold, cold_report) = cold.site(&cold_options, None);
        prop_assert_eq!(said(&warm_report), said(&cold_report), "{:?}", since());
        prop_assert_eq!(warm.is_some(), cold.is_some(), "{:?}", since());
        let (Some(warm), Some(cold)) = (warm, cold) else {
            before = None;
            continue;
        };
        let (warm_made, cold_made) = (made_of(&warm), made_of(&cold));
        prop_assert!(warm_made == cold_made, "{:?}\n{:?}", differences(&warm_made, &cold_made), since());
        let some: BTreeSet<&str> =
            warm_made.iter().map(|(path, _)| path.as_str()).skip(number % SOME).step_by(SOME).collect();
        let is_one = |path: &str| path == "index.html" || some.contains(path);
        let warm = Live::new(1, warm, warm_report, Rebuild::default());
        let cold = Live::new(1, cold, cold_report, Rebuild::default());
        prop_assert_eq!(
            answers_of(&warm, site.path(), &is_one),
            answers_of(&cold, other.path(), &is_one),
            "{:?}",
            since()
        );
        before = Some(warm.into_parts());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_engine_with_a_past_has_the_site_of_one_without(steps in steps()) {
        check(&steps)?;
    }

    #[test]
    fn likewise_with_other_edits(steps in steps()) {
        check(&steps)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_output_of_a_build_with_a_past_is_that_of_one_without(edits in prop::collection::vec(edit(), 10..30)) {
        let mut files = SiteFiles::new();
        let site = Site::plain();
        files.write(site.path());
        for edit in &edits {
            files.apply(edit);
            files.write(site.path());
        }
        let build = |root: &Path, now: &str| build(&remembering(root, now), &|| {}, &|_, _, _| {});
        for _ in 0..2 {
            build(site.path(), &files.now());
            edits.iter().rev().take(4).for_each(|edit| files.apply(edit));
            files.write(site.path());
        }
        let warm = build(site.path(), &files.now());
        let other = Site::plain();
        files.write_all(other.path());
        let cold = build(other.path(), &files.now());
        prop_assert_eq!(said(&warm), said(&cold), "{:?}", edits);
        prop_assert_eq!(warm.failed(), cold.failed());
        if !cold.failed() {
            let output = |site: &Site| tree(&site.path().join("public"));
            prop_assert!(output(&site) == output(&other), "{:?}", edits);
        }
    }
}
