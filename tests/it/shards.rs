//! `build --shard K/N`: each share has the bytes of the whole, no file is in two, and all of them are the site.

use std::collections::BTreeMap;
use std::process::Command;

use crate::cases;
use crate::harness::{Site, Tree, copy, fixture, run, tree};

/// A build of a site into a folder of its own.
fn built(site: &Site, name: &str, arguments: &[&str]) -> (i32, Tree) {
    let folder = site.path().join(name);
    let mut command = site.command(arguments);
    command.arg("--output").arg(&folder);
    let run = run(command);
    (run.code, tree(&folder))
}

/// Builds the whole and its shares.
fn compare(site: &Site, most: u32, arguments: &[&str]) {
    let (code, whole) = built(site, "whole", arguments);
    for of in 1..=most {
        let mut all = Tree::new();
        for number in 1..=of {
            let shard = format!("{number}/{of}");
            let arguments = [arguments, &["--shard", &*shard]].concat();
            let (own_code, share) = built(site, &format!("share-{number}-{of}"), &arguments);
            assert_eq!(own_code, code, "{shard}");
            for (path, bytes) in share {
                assert!(whole.get(&path) == Some(&bytes), "{path} of {shard} is not what the whole has");
                assert!(all.insert(path.clone(), bytes).is_none(), "{path} is in two shares of {of}");
            }
        }
        assert_eq!(all.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>(), "of {of}");
        if of == most {
            assert_eq!(published(site, &all, arguments), whole, "what is published");
        }
    }
}

/// Puts shares together in a folder, without a list of what is newsprint's own, and publishes that to another one.
fn published(site: &Site, all: &Tree, arguments: &[&str]) -> Tree {
    for (path, bytes) in all {
        site.write(&format!("public/{path}"), bytes);
    }
    let away = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.arg("publish").arg("--root").arg(site.path()).args(["--no-build", "--to"]).arg(away.path());
    let base = arguments.iter().position(|argument| *argument == "--base-url");
    command.args(base.map(|at| &arguments[at..at + 2]).unwrap_or_default());
    let run = run(command);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("Left out") && !run.stderr.contains("Built"), "{}", run.stderr);
    let own = |path: &str| path.starts_with(".newsprint-");
    tree(away.path()).into_iter().filter(|(path, _)| !own(path)).collect()
}

fn example() -> Site {
    let site = Site::bare();
    let root = fixture("..");
    for folder in ["content", "static", "data"] {
        copy(&root.join(folder), &site.path().join(folder));
    }
    std::fs::copy(root.join("newsprint.yaml"), site.path().join("newsprint.yaml"))
        .expect("the configuration");
    site
}

#[test]
fn shares_of_the_example_are_the_whole() {
    compare(&example(), 5, &["--base-url", "https://digest.example/"]);
}

#[test]
fn shares_of_other_sites_are_the_whole() {
    // One of each kind: what they have is what outputs are of.
    for name in [
        "base-path", "bundles", "email", "languages", "permalinks", "redirects", "rss-full",
        "theme-overrides",
    ] {
        let case = cases::all().into_iter().find(|case| case.ends_with(name)).expect("a case");
        let site = Site::bare();
        copy(&case, site.path());
        if !case.join("templates").exists() && !case.join("built-in-theme").exists() {
            copy(&fixture("plain"), &site.path().join("templates"));
        }
        let arguments = std::fs::read_to_string(case.join("args")).unwrap_or_default();
        let arguments: Vec<&str> = arguments.lines().filter(|line| !line.is_empty()).collect();
        compare(&site, 3, &arguments);
    }
}

#[test]
fn a_share_touches_nothing_of_another() {
    let article = |title: &str| format!("---\ntitle: {title}\nsources: [O]\n---\nText of {title}.\n");
    let site = Site::plain();
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\n");
    (0..9).for_each(|n| site.write(&format!("content/2025-02-01-a{n}.md"), article(&format!("A{n}"))));
    let whole = site.built(&[]);
    let list = site.page(".newsprint-owned");
    // Into the folder of the whole, and one after another into an empty one.
    for shard in ["1/3", "2/3", "3/3"] {
        let run = site.build(&["--shard", shard]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains(&format!("Built share {shard} of 9 articles into")), "{}", run.stderr);
        assert!(run.stderr.contains("(0 written, ") && run.stderr.contains(", 0 removed)"), "{}", run.stderr);
        assert_eq!(site.tree(), whole, "{shard}");
        assert_eq!(site.page(".newsprint-owned"), list, "{shard}");
        built(&site, "together", &["--shard", shard]);
    }
    assert_eq!(tree(&site.path().join("together")), whole);
    // What is gone is removed by the share that had it, and said by it alone.
    site.remove("content/2025-02-01-a3.md");
    site.write("content/2025-02-01-moved.md", article("A3"));
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for shard in ["3/3", "1/3", "2/3"] {
        let run = site.build(&["--shard", shard]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        for line in run.stderr.lines().filter(|line| line.starts_with("Gone: ")) {
            *said.entry(line.to_owned()).or_default() += 1;
        }
    }
    assert_eq!(said, BTreeMap::from([("Gone: https://digest.example/2025/02/a3/".to_owned(), 1)]));
    let together = site.tree();
    assert_eq!(together, site.cold());
    let run = site.build(&[]);
    assert!(run.stderr.contains("(0 written, ") && run.stderr.contains(", 0 removed)"), "{}", run.stderr);
}

#[test]
fn a_share_that_is_none_is_refused() {
    let site = Site::with(&[]);
    for wrong in ["0/4", "5/4", "2", "a/b"] {
        let run = site.build(&["--shard", wrong]);
        assert_eq!(run.code, 2, "{wrong}");
        assert!(run.stderr.contains("write which share of how many, like 2/4"), "{}", run.stderr);
    }
}
