//! Invariant 6: the build is killed at many moments, and every file in the output is whole each time.

use std::process::Stdio;
use std::time::Duration;

use crate::harness::{Site, Tree};

/// A site of `count` articles whose texts all say `version`.
fn fill(site: &Site, count: usize, version: &str) {
    site.write("newsprint.yaml", "title: Killed\nbase_url: https://digest.example/\npaginate: 10\n");
    for n in 0..count {
        let text = format!("version {version} ").repeat(400);
        let tag = n % 7;
        let head = format!(
            "---\ntitle: Article {n} {version}\ntags: [tag {tag}]\nsources: [{{name: Outlet}}]\n---\n"
        );
        site.write(&format!("content/2025-01-{:02}-article-{n}.md", n % 28 + 1), format!("{head}{text}\n"));
    }
}

/// Every file is one that the old or the new build made, byte for byte.
fn assert_whole(now: &Tree, old: &Tree, new: &Tree, moment: u64) {
    for (path, bytes) in now.iter().filter(|(path, _)| !path.starts_with(".newsprint-tmp/")) {
        let known = [old, new].iter().any(|tree| tree.get(path) == Some(bytes));
        assert!(known, "killed after {moment} µs: {path} is neither the old file nor the new one");
    }
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_repairs() {
    const COUNT: usize = 120;
    let site = Site::plain();
    fill(&site, COUNT, "one");
    let old = site.built(&[]);
    let reference = Site::plain();
    fill(&reference, COUNT, "two");
    let new = reference.built(&[]);
    fill(&site, COUNT, "two");

    let mut interrupted = 0;
    for moment in (0..60).map(|step| step * 1_500) {
        let mut child = site.command(&[]).stderr(Stdio::null()).spawn().expect("the program starts");
        // Not a wait for something to happen: the moment at which the build is killed.
        std::thread::sleep(Duration::from_micros(moment));
        let ended = child.try_wait().expect("a child").is_some();
        child.kill().expect("a child to kill");
        child.wait().expect("a child");
        assert_whole(&site.tree(), &old, &new, moment);
        if ended {
            break;
        }
        interrupted += 1;
    }
    assert!(interrupted > 3, "the build was killed only {interrupted} times");
    assert_eq!(site.built(&[]), new, "the next build repairs what was interrupted");
}

#[test]
fn a_build_that_was_killed_while_it_put_files_into_place_is_repaired_when_the_edit_is_taken_back() {
    let site = Site::plain();
    fill(&site, 40, "one");
    let old = site.built(&[]);
    // As a build leaves it that was killed between two renames: new bytes here, and a file of a new article.
    let owned = std::fs::read_to_string(site.path().join("public/.newsprint-owned")).expect("the list");
    site.write("public/.newsprint-owned", format!("{owned}2025/01/half-published/index.html\n"));
    site.write("public/2025/01/half-published/index.html", "new");
    site.write("public/index.html", "new");
    site.write("public/.newsprint-tmp/0/7", "left over");
    assert_eq!(site.built(&[]), old);
}
