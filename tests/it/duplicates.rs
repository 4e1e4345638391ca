//! Warnings about articles that may be one come and go with the texts, also where an edit leaves the index as it is.

use std::collections::BTreeSet;
use std::sync::Arc;

use newsprint::internals::{Engine, Loaded, Look, Report};

use crate::harness::{NOW, Site};
use crate::live::options;

const ONE: &str = "content/2025-02-01-one.md";
const TWO: &str = "content/2025-02-02-two.md";
const OTHER: &str = "content/2025-02-03-other.md";

/// A text of 100 words, of which `changed` are others.
fn text(seed: usize, changed: usize) -> String {
    let word = |n: usize| if n % 40 < changed { format!("other{n}") } else { format!("w{}", n * seed % 97) };
    (0..100).map(word).collect::<Vec<_>>().join(" ")
}

fn article(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\nsummary: As told.\nsources: [{{name: Outlet}}]\n---\n{text}\n")
}

fn said(report: &Report) -> Vec<String> {
    let of_duplicates =
        report.diagnostics.iter().filter(|problem| problem.code.as_str().starts_with("duplicate"));
    of_duplicates.map(|problem| problem.message.clone()).collect()
}

#[test]
fn a_text_that_becomes_like_another_is_noticed_and_costs_no_assembly() {
    let site = Site::with(&[
        (ONE, &article("Talks open", &text(7, 0))),
        (TWO, &article("The talks open", &text(11, 0))),
        (OTHER, &article("A bear is born", &text(13, 0))),
    ]);
    let options = options(site.path(), NOW);
    let mut engine = Engine::new(&options);
    engine.look(&options, Look::Everything);
    let (loaded, report) = engine.site(&options, None);
    let mut last: (Loaded, Report) = (loaded.expect("a site"), report);
    assert_eq!(said(&last.1), [""; 0]);
    let same = [format!("this article and {ONE} have nearly the same title and text")];
    for (path, body, warned) in [
        // Another text like none.
        (OTHER, article("A bear is born", &text(17, 0)), false),
        // One that is too short to be like any.
        (OTHER, article("A bear is born", "Gone."), false),
        // That of another article, but not its title: it is looked for, and not said.
        (OTHER, article("A bear is born", &text(7, 0)), false),
        // The same with its title.
        (TWO, article("The talks open", &text(7, 1)), true),
        // The article that the warning names, and not in which it stands.
        (ONE, article("Talks open", &text(19, 0)), false),
        (ONE, article("Talks open", &text(7, 0)), true),
    ] {
        site.write(path, &body);
        engine.look(&options, Look::At(&BTreeSet::from([path.to_owned()])));
        let (loaded, report) = engine.site(&options, Some((&last.0, &last.1)));
        let loaded = loaded.expect("a site");
        assert_eq!(said(&report), if warned { &same[..] } else { &[] }, "{path}: {body}");
        assert!(Arc::ptr_eq(&loaded.plan, &last.0.plan), "{path}: {body}");
        last = (loaded, report);
    }
}
