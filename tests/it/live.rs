//! Invariants 2 and 3 for the server: after any sequence of edits, a site that was kept up to date answers each path with
//! the bytes that a build from nothing writes, and says the same of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use newsprint::internals::{
    Answer, Digest, Engine, Flags, Live, Loaded, Look, Now, Options, Rebuild, Report, build, site_url,
};
use proptest::prelude::*;

use crate::harness::{Site, Tree, tree};
use crate::newsroom::{Newsroom, edit};

pub(crate) fn options(root: &Path, now: &str) -> Options {
    Options {
        root: root.to_path_buf(),
        output: root.join("public"),
        cache: None,
        base_url: None,
        now: Now::Written(now.to_owned()),
        flags: Flags::default(),
        force: false,
        strict: false,
        verify: false,
        program: Digest::of("test").into(),
        keep_good: false,
        temporary: std::env::temp_dir(),
        fresh: true,
        explain: false,
        plain_assets: true,
        shard: None,
    }
}

/// Writes what is other than before, removes what is gone; returns the paths.
fn write(site: &Site, newsroom: &Newsroom, before: &mut BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let now: BTreeMap<String, Vec<u8>> = newsroom.files().into_iter().collect();
    let mut changed: BTreeSet<String> = BTreeSet::new();
    for path in before.keys().filter(|path| !now.contains_key(*path)) {
        site.remove(path);
        changed.insert(path.clone());
    }
    for (path, text) in now.iter().filter(|(path, text)| before.get(*path) != Some(text)) {
        site.write(path, text);
        changed.insert(path.clone());
    }
    *before = now;
    changed
}

/// What a live site answers for everything in its plan.
pub(crate) fn answers(live: &Live, root: &Path) -> Tree {
    answers_of(live, root, &|_| true)
}

/// The same for some paths.
pub(crate) fn answers_of(live: &Live, root: &Path, is_one: &dyn Fn(&str) -> bool) -> Tree {
    let jobs = live.loaded().plan.jobs.iter().filter(|job| is_one(job.path.as_str()));
    let answer = |path: &str| match live.answer(&format!("/{path}")) {
        Answer::Made { bytes, .. } => bytes,
        Answer::File { file, .. } => std::fs::read(root.join(&*file.path)).expect("a file of the site"),
        Answer::Failed(problem) => panic!("{path}: {problem:?}"),
        Answer::Elsewhere(_) | Answer::Nothing | Answer::Changed => panic!("{path} is in the plan"),
    };
    jobs.map(|job| (job.path.to_string(), answer(job.path.as_str()))).collect()
}

pub(crate) fn said(report: &Report) -> (Vec<String>, Vec<String>) {
    let problems = report.diagnostics.iter().map(|problem| format!("{problem:?}"));
    (problems.collect(), report.held.iter().map(|held| format!("{held:?}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_site_that_is_kept_up_to_date_answers_as_a_build_from_nothing(
        edits in prop::collection::vec((edit(), any::<bool>()), 1..12),
    ) {
        let mut newsroom = Newsroom::new();
        let site = Site::plain();
        let mut files = BTreeMap::new();
        write(&site, &newsroom, &mut files);
        let mut engine = Engine::new(&options(site.path(), &newsroom.now()));
        engine.look(&options(site.path(), &newsroom.now()), Look::Everything);
        let (loaded, report) = engine.site(&options(site.path(), &newsroom.now()), None);
        let mut before: Option<(Loaded, Report)> = loaded.map(|loaded| (loaded, report));
        for (edit, told) in &edits {
            newsroom.apply(edit);
            let changed = write(&site, &newsroom, &mut files);
            let now = options(site.path(), &newsroom.now());
            // Told what changed, as by the system; or looking at everything, as after it lost count.
            engine.look(&now, if *told { Look::At(&changed) } else { Look::Everything });
            let (warm, warm_report) =
                engine.site(&now, before.as_ref().map(|(loaded, report)| (loaded, report)));

            let other = Site::plain();
            write(&other, &newsroom, &mut BTreeMap::new());
            let cold_options = options(other.path(), &newsroom.now());
            let mut cold = Engine::new(&cold_options);
            cold.look(&cold_options, Look::Everything);
            let (cold, cold_report) = cold.site(&cold_options, None);
            prop_assert_eq!(said(&warm_report), said(&cold_report), "{:?}", edit);
            prop_assert_eq!(warm.is_some(), cold.is_some());
            let (Some(warm), Some(cold)) = (warm, cold) else { continue };
            let warm = Live::new(1, warm, warm_report, Rebuild::default());
            let cold = Live::new(1, cold, cold_report, Rebuild::default());
            let answered = answers(&warm, site.path());
            prop_assert_eq!(&answered, &answers(&cold, other.path()), "{:?}", edit);
            // And both are what the real sink writes.
            if !cold.report.diagnostics.iter().any(newsprint::internals::Diagnostic::is_error) {
                let built = build(&cold_options, &|| {}, &|_, _, _| {});
                prop_assert!(built.written.is_some());
                prop_assert_eq!(&answered, &tree(&other.path().join("public")), "{:?}", edit);
            }
            before = Some(warm.into_parts());
        }
    }
}

#[test]
fn a_broken_document_keeps_its_last_good_version_and_the_rest_goes_on() {
    let article =
        |title: &str, body: &str| format!("---\ntitle: {title}\nsources: [{{name: O}}]\n---\n{body}\n");
    let one = "content/2025-02-01-one.md";
    let site = Site::with(&[
        (one, &article("One", "First text.")),
        ("content/2025-02-02-two.md", &article("Two", "Other.")),
    ]);
    let options = Options { keep_good: true, ..options(site.path(), crate::harness::NOW) };
    let mut engine = Engine::new(&options);
    engine.look(&options, Look::Everything);
    let (loaded, report) = engine.site(&options, None);
    let live = Live::new(1, loaded.expect("a site"), report, Rebuild::default());
    let page = |live: &Live, path: &str| match live.answer(path) {
        Answer::Made { bytes, .. } => String::from_utf8(bytes).expect("UTF-8"),
        _ => panic!("{path} is a page"),
    };
    let good = page(&live, "/2025/02/one/");
    assert!(good.contains("First text."));

    site.write(one, "---\ntitle: [\n---\nBroken text.\n");
    site.write("content/2025-02-02-two.md", article("Two", "Goes on."));
    let places = BTreeSet::from([one.to_owned(), "content/2025-02-02-two.md".to_owned()]);
    engine.look(&options, Look::At(&places));
    let (loaded, report) = engine.site(&options, Some((live.loaded(), &live.report)));
    let live = Live::new(2, loaded.expect("a site"), report, Rebuild::default());
    assert_eq!(page(&live, "/2025/02/one/"), good, "the last good version");
    assert!(page(&live, "/2025/02/two/").contains("Goes on."), "the rest goes on");
    let problem = &live.report.diagnostics[0];
    assert_eq!(
        (problem.code.as_str(), problem.path.as_deref(), problem.span.map(|s| s.line)),
        ("yaml-syntax", Some(one), Some(2))
    );

    // Broken in another way, and still what was good.
    site.write(one, "no front matter at all\n");
    engine.look(&options, Look::At(&places));
    let (loaded, report) = engine.site(&options, Some((live.loaded(), &live.report)));
    let live = Live::new(3, loaded.expect("a site"), report, Rebuild::default());
    assert_eq!(page(&live, "/2025/02/one/"), good);

    site.write(one, article("One", "Mended text."));
    engine.look(&options, Look::At(&places));
    let (loaded, report) = engine.site(&options, Some((live.loaded(), &live.report)));
    let live = Live::new(4, loaded.expect("a site"), report, Rebuild::default());
    assert!(page(&live, "/2025/02/one/").contains("Mended text."));
    assert_eq!(live.report.diagnostics, []);

    // A template that does not compile keeps the last good ones; so does a configuration that cannot be read.
    site.write("templates/article.html", "{% if %}");
    site.write("newsprint.yaml", "title: [\n");
    engine.look(&options, Look::Everything);
    let (loaded, report) = engine.site(&options, Some((live.loaded(), &live.report)));
    let live = Live::new(5, loaded.expect("a site"), report, Rebuild::default());
    assert!(page(&live, "/2025/02/one/").contains("Mended text."));
    assert!(live.report.diagnostics.iter().filter(|problem| problem.is_error()).count() >= 2);
}

#[test]
fn a_renamed_file_is_followed() {
    let article = "---\ntitle: One\nsources: [{name: O}]\n---\nA text.\n";
    let site = Site::with(&[("content/2025-02-01-one.md", article)]);
    let options = options(site.path(), crate::harness::NOW);
    let mut engine = Engine::new(&options);
    let mut live = |number| {
        engine.look(&options, Look::Everything);
        let (loaded, report) = engine.site(&options, None);
        Live::new(number, loaded.expect("a site"), report, Rebuild::default())
    };
    let first = live(1);
    // The same file with a new address.
    site.write("content/2025-02-01-one.md", article.replace("title", "slug: first\ntitle"));
    let second = live(2);
    assert_eq!(second.moved(&first, "/2025/02/one/").as_deref(), Some("/2025/02/first/"));
    assert_eq!(second.moved(&first, "/"), None);
    // One that is gone and one that is new, with the same body.
    site.remove("content/2025-02-01-one.md");
    site.write("content/2025-02-03-other.md", article.replace("One", "Renamed"));
    let third = live(3);
    assert_eq!(third.moved(&second, "/2025/02/first/").as_deref(), Some("/2025/02/other/"));
    let address = third.loaded().plan.jobs.iter().map(|job| site_url(job.path.as_str()));
    assert!(address.into_iter().any(|url| url == "/2025/02/other/"));
}

#[test]
fn what_is_news_no_longer_is_seen_without_any_edit() {
    let text = "---\ntitle: One\ndate: 2025-02-13T13:00\nsources: [{name: O}]\n---\nA text.\n";
    let site = Site::with(&[
        ("content/2025-02-13-one.md", text),
        ("content/2025-02-14-two.md", &text.replace("One", "Two").replace("13T13:00", "14T09:00")),
    ]);
    let at = |now: &str| options(site.path(), now);
    let mut engine = Engine::new(&at("2025-02-15T12:00:00Z"));
    engine.look(&at("2025-02-15T12:00:00Z"), Look::Everything);
    let (loaded, report) = engine.site(&at("2025-02-15T12:00:00Z"), None);
    let mut live = Live::new(1, loaded.expect("a site"), report, Rebuild::default());
    let news = |live: &Live| match live.answer("/news-sitemap.xml") {
        Answer::Made { bytes, .. } => {
            String::from_utf8(bytes).expect("UTF-8").matches("<news:title>").count()
        }
        _ => panic!("there is a sitemap for news"),
    };
    assert_eq!(news(&live), 2);
    // The timer of the server goes by the same moments.
    let due = |live: &Live| live.loaded().context.site().next_due;
    let mut moments = Vec::new();
    for (now, count) in
        [("2025-02-15T12:59:59Z", 2), ("2025-02-15T13:00:00Z", 1), ("2025-02-16T09:00:00Z", 0)]
    {
        moments.extend(due(&live));
        engine.look(&at(now), Look::At(&BTreeSet::new()));
        let (loaded, report) = engine.site(&at(now), Some((live.loaded(), &live.report)));
        live = Live::new(2, loaded.expect("a site"), report, Rebuild::default());
        assert_eq!(news(&live), count, "{now}");
    }
    assert_eq!(moments, [1_739_624_400, 1_739_624_400, 1_739_696_400]);
    assert_eq!(due(&live), None);
}
