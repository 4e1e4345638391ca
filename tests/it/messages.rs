//! Every message that an editor can get is described, and nothing else is.

use std::collections::BTreeSet;
use std::path::Path;

use newsprint::internals::{Code, RULES};
use walkdir::WalkDir;

use crate::harness::fixture;

#[test]
fn the_documentation_has_every_code_and_no_other() {
    let text = std::fs::read_to_string(fixture("../docs/messages.md")).expect("docs/messages.md");
    let all: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert!(all.is_sorted(), "codes are in the order of their texts: messages are printed in it");
    // Those of rules are in docs/checks.md (`checks.rs`).
    let is_rule = |code: &str| RULES.iter().any(|rule| rule.code.as_str() == code);
    let all: Vec<&str> = all.into_iter().filter(|code| !is_rule(code)).collect();
    let mut headings: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`')).collect();
    headings.sort_unstable();
    assert_eq!(headings, all, "the headings");
    let table: Vec<&str> =
        text.lines().filter_map(|line| Some(line.strip_prefix("| [`")?.split_once('`')?.0)).collect();
    assert_eq!(table, all, "the table of all codes");
}

/// The compiler sees a code that is not there, but no code that nothing says.
#[test]
fn every_code_is_said_somewhere() {
    let mut unused: BTreeSet<String> = Code::ALL.iter().map(|code| format!("Code::{code:?}")).collect();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in WalkDir::new(&sources).into_iter().filter_map(Result::ok) {
        let is_code = entry.path().extension().is_some_and(|ending| ending == "rs");
        if is_code && !entry.path().ends_with("tests.rs") {
            let text = std::fs::read_to_string(entry.path()).expect("UTF-8");
            // What follows a module of tests is tests.
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let is_other = |code: &String| {
                text.match_indices(&**code)
                    .all(|(at, _)| text[at + code.len()..].starts_with(|c: char| c.is_alphanumeric()))
            };
            unused.retain(is_other);
        }
    }
    assert!(unused.is_empty(), "nothing says {unused:?}");
}
