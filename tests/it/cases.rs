//! The cases of `tests/sites/`: one folder each.
//!
//! A case is a site (`content/`, `newsprint.yaml`, optional `templates/`; without them the plain ones of
//! `tests/plain/` are used, with an empty file `built-in-theme` the program's own) and what must come of it:
//!
//! - `expected/…`: each file there must be in the output, byte for byte;
//! - `tree`: the paths of the whole output, without the theme's assets;
//! - `stderr`: all messages (the time is written as `0.00 s`);
//! - `exit`: the exit code, 0 without it; `args`: more arguments, one a line.
//!
//! The sitemaps of all cases must be valid.
//!
//! `NEWSPRINT_BLESS=1 cargo test` writes what came out into `tree`, `stderr` and the files of `expected/` that
//! are there. Read the difference before you keep it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::harness::{Site, copy, fixture, tree};

/// The folders of all cases, in order.
pub(crate) fn all() -> Vec<PathBuf> {
    let mut cases: Vec<_> = std::fs::read_dir(fixture("sites"))
        .expect("tests/sites")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

#[test]
fn site_cases() {
    let cases = all();
    assert!(!cases.is_empty(), "there are no cases");
    let mut failures = String::new();
    for case in &cases {
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        for failure in check(case) {
            let _ = writeln!(failures, "== {name}: {failure}\n");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

fn check(case: &Path) -> Vec<String> {
    let site = Site::bare();
    copy(case, site.path());
    if !case.join("templates").exists() && !case.join("built-in-theme").exists() {
        copy(&fixture("plain"), &site.path().join("templates"));
    }
    let read = |name: &str| std::fs::read_to_string(case.join(name)).ok();
    let arguments = read("args").unwrap_or_default();
    let arguments: Vec<&str> = arguments.lines().filter(|line| !line.is_empty()).collect();
    let run = site.build(&arguments);
    let mut failures = Vec::new();
    let exit: i32 = read("exit").map_or(0, |text| text.trim().parse().expect("`exit` is a number"));
    if run.code != exit {
        failures.push(format!("exit code {} instead of {exit}\n{}", run.code, run.stderr));
    }
    let mut compare = |name: &str, actual: Vec<u8>| {
        let file = case.join(name);
        let Ok(expected) = std::fs::read(&file) else { return };
        if expected == actual {
            return;
        }
        if std::env::var_os("NEWSPRINT_BLESS").is_some() {
            std::fs::write(&file, &actual).expect("the case is writable");
        } else {
            failures.push(difference(name, &expected, &actual));
        }
    };
    let output = site.tree();
    let paths = output.keys().filter(|path| !path.starts_with("theme/")).map(|path| format!("{path}\n"));
    compare("tree", paths.collect::<String>().into_bytes());
    let faults = crate::sitemaps::faults(&site);
    compare("stderr", normalised(&run.stderr, site.path()).into_bytes());
    for path in tree(&case.join("expected")).keys() {
        let made = output.get(path).cloned().unwrap_or_else(|| b"(this file was not made)".to_vec());
        compare(&format!("expected/{path}"), made);
    }
    failures.extend(faults);
    failures
}

/// Messages without what differs from run to run: the folder and the time.
fn normalised(stderr: &str, folder: &Path) -> String {
    let text = stderr.replace(&*folder.to_string_lossy(), "SITE");
    let mut lines = String::new();
    for line in text.lines() {
        match line.rsplit_once(" in ").filter(|(_, time)| time.ends_with(" s") && line.starts_with("Built "))
        {
            Some((before, _)) => {
                let _ = writeln!(lines, "{before} in 0.00 s");
            }
            None => {
                let _ = writeln!(lines, "{line}");
            }
        }
    }
    lines
}

fn difference(name: &str, expected: &[u8], actual: &[u8]) -> String {
    let (expected, actual) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(actual));
    let (mut wanted, mut got) = (expected.lines(), actual.lines());
    for line in 1.. {
        match (wanted.next(), got.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                let show = |line: Option<&str>| line.unwrap_or("(end)").to_owned();
                return format!("{name}:{line}\n  expected: {}\n  actual:   {}\n{actual}", show(a), show(b));
            }
        }
    }
    format!("{name}: the line ends differ")
}
