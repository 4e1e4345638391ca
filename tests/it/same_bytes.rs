//! Invariants 1 and 4: what is made depends on what is there, and on nothing else.

use crate::harness::{Site, copy, fixture, run};

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
fn threads_zone_and_folder_make_no_difference() {
    let site = example();
    let reference = site.built(&["--jobs", "1"]);
    assert!(reference.len() > 60, "the example digest has many pages");

    let other = example();
    let mut command = other.command(&["--jobs", "8"]);
    command.env("TZ", "Asia/Kathmandu").env("LANG", "uk_UA.UTF-8").env("LC_ALL", "uk_UA.UTF-8");
    command.current_dir(std::env::temp_dir());
    let outcome = run(command);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(other.tree(), reference);

    let mut inside = other.command(&["--jobs", "3"]);
    inside.env("TZ", "America/St_Johns").current_dir(other.path());
    assert_eq!(run(inside).code, 0);
    assert_eq!(other.tree(), reference);
}

#[test]
fn a_second_build_writes_nothing() {
    let site = example();
    site.built(&[]);
    let run = site.build(&[]);
    assert!(run.stderr.contains("(0 written, "), "{}", run.stderr);
    assert!(run.stderr.contains(" 0 removed)"), "{}", run.stderr);
}
