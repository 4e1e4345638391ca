//! Who obeys a message is better off: every change that a message of the cases in `tests/sites/` has (`fix` with
//! `--format json`) is made, the site is built again, and then
//!
//! - the message is gone from its place, and no error that was not there stands in what was written;
//! - nothing that was held back is published, and nothing that says to be hidden;
//! - a time of day that was written still is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use newsprint::internals::{Fix, Replacement, Span, apply};
use serde_json::Value;

use crate::cases;
use crate::harness::{Site, copy, fixture};

#[test]
fn who_obeys_a_message_is_better_off() {
    let mut cases = cases::all();
    // A case that has no message with a hint has no change to make.
    let has_hints = |case: &PathBuf| {
        let said = std::fs::read_to_string(case.join("stderr"));
        said.is_ok_and(|said| said.contains("= help: ") || said.contains("\"fix\":{"))
    };
    cases.retain(has_hints);
    let half = |cases: &[PathBuf]| cases.iter().map(|case| (case.clone(), obey(case))).collect::<Vec<_>>();
    let (first, second) = cases.split_at(cases.len() / 2);
    let found = std::thread::scope(|threads| {
        let second = threads.spawn(|| half(second));
        let mut found = half(first);
        found.extend(second.join().expect("the other half"));
        found
    });
    let (mut made, mut failures) = (0, String::new());
    for (case, (count, faults)) in found {
        made += count;
        for fault in faults {
            let _ = writeln!(failures, "== {}: {fault}\n", case.display());
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(made > 60, "only {made} changes were made");
}

/// What a build says.
struct Said {
    messages: Vec<Value>,
    held: BTreeSet<String>,
}

impl Said {
    fn of(site: &Site, arguments: &[&str]) -> Self {
        let run = site.build(arguments);
        let lines = run.stderr.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let (mut messages, mut held) = (Vec::new(), BTreeSet::new());
        for line in lines {
            if let Some(path) = line["held"].as_str() {
                held.insert(path.to_owned());
            } else if line["severity"].is_string() {
                messages.push(line);
            }
        }
        Self { messages, held }
    }

    /// The errors in some lines of a file.
    fn errors(&self, path: &str, lines: std::ops::RangeInclusive<u64>) -> BTreeSet<String> {
        let here = self.messages.iter().filter(|m| m["severity"] == "error" && m["path"] == path);
        // Whether a picture is there has nothing to do with it.
        let of_the_words = |code: &str| {
            ["yaml-", "front-matter-", "invalid-", "duplicate-key"].iter().any(|kind| code.starts_with(kind))
        };
        let here = here.filter(|m| m["code"].as_str().is_some_and(of_the_words));
        let here = here.filter(|m| m["line"].as_u64().is_some_and(|line| lines.contains(&line)));
        here.map(|m| m["message"].to_string()).collect()
    }

    fn is_broken(&self, path: &str) -> bool {
        self.messages.iter().any(|m| m["path"] == path && m["severity"] == "error")
    }
}

fn obey(case: &Path) -> (usize, Vec<String>) {
    let site = Site::bare();
    copy(case, site.path());
    if !case.join("templates").exists() && !case.join("built-in-theme").exists() {
        copy(&fixture("plain"), &site.path().join("templates"));
    }
    let arguments = std::fs::read_to_string(case.join("args")).unwrap_or_default();
    let mut arguments: Vec<&str> = arguments.lines().filter(|line| !line.is_empty()).collect();
    if !arguments.iter().any(|argument| argument.starts_with("--format")) {
        arguments.extend(["--format", "json"]);
    }
    let before = Said::of(&site, &arguments);
    // One message of each file at a time.
    let mut rounds: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for message in before.messages.iter().filter(|message| message["fix"].is_object()) {
        rounds.entry(message["path"].as_str().expect("a file")).or_default().push(message);
    }
    let (mut made, mut failures) = (0, Vec::new());
    for round in 0..rounds.values().map(Vec::len).max().unwrap_or(0) {
        let now: Vec<(PathBuf, String, &Value)> = rounds
            .iter()
            .filter_map(|(path, messages)| {
                let path = site.path().join(path);
                let text = std::fs::read_to_string(&path).expect("a text with a message");
                Some((path, text, *messages.get(round)?))
            })
            .collect();
        for (path, text, message) in &now {
            std::fs::write(path, changed(text, &message["fix"])).expect("a file");
        }
        let after = Said::of(&site, &arguments);
        for (path, text, message) in now {
            made += 1;
            if let Err(fault) = better(&before, &after, &text, message) {
                failures.push(format!("{fault}\n{message:#}"));
            }
            std::fs::write(path, text).expect("a file");
        }
    }
    (made, failures)
}

/// A text with a change made.
fn changed(text: &str, fix: &Value) -> String {
    let number = |key: &str| u32::try_from(fix[key].as_u64().expect("a number")).expect("a small number");
    let span = Span { line: number("line"), column: number("column"), length: number("length") };
    let fix = Fix { span, text: fix["text"].as_str().expect("a text").into() };
    let change = Replacement::of(&fix, text).expect("a place in the text");
    apply(text, &[change]).expect("one change")
}

fn better(before: &Said, after: &Said, text: &str, message: &Value) -> Result<(), String> {
    let path = message["path"].as_str().expect("a file");
    let same = |other: &&Value| {
        ["path", "code", "line", "column", "message"].iter().all(|key| other[key] == message[key])
    };
    if after.messages.iter().any(|other| same(&other)) {
        return Err("the message is still there".to_owned());
    }
    let fix = &message["fix"];
    let written = fix["text"].as_str().expect("a text");
    let first = fix["line"].as_u64().expect("a line");
    let lines = first..=first + written.matches('\n').count() as u64;
    let new = after.errors(path, lines.clone());
    if let Some(error) = new.difference(&before.errors(path, lines)).next() {
        return Err(format!("there is another error in what was written: {error}"));
    }
    if before.held.contains(path) && !after.held.contains(path) {
        return Err("it was held back, and is not any more".to_owned());
    }
    // What was no front matter as long as the message stood.
    let hides = ["draft: true", "published: false", "draft = true", "\"draft\": true"];
    let plain = text.to_lowercase().replace('：', ": ").replace(['“', '”', '\u{200b}'], "");
    let was_unread = before.is_broken(path);
    if was_unread
        && hides.iter().any(|word| plain.contains(word))
        && !after.held.contains(path)
        && !after.is_broken(path)
    {
        return Err("it says that it is hidden, and is published".to_owned());
    }
    let replaced: String = text
        .trim_start_matches('\u{feff}')
        .lines()
        .nth(first as usize - 1)
        .unwrap_or("")
        .chars()
        .skip(fix["column"].as_u64().unwrap_or(1) as usize - 1)
        .take(fix["length"].as_u64().unwrap_or(0) as usize)
        .collect();
    if message["code"] == "invalid-date" && has_time(&replaced) && !written.contains(':') {
        return Err("the time of day is lost".to_owned());
    }
    Ok(())
}

/// Whether there is a time of day in what was meant as a date.
fn has_time(text: &str) -> bool {
    let text = text.to_lowercase();
    ["am", "pm", "a.m", "p.m", "noon", "midnight", "uhr"].iter().any(|word| text.contains(word))
        || text
            .split(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '：')))
            .any(|part| part.contains([':', '：']))
}
