//! Every message that an editor can get is described, and nothing else is.

use std::collections::BTreeSet;
use std::path::Path;

use walkdir::WalkDir;

use crate::harness::fixture;

#[test]
fn the_documentation_has_every_code_and_no_other() {
    let text = std::fs::read_to_string(fixture("../docs/messages.md")).expect("docs/messages.md");
    let headings: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`')).collect();
    let described: BTreeSet<&str> = headings.iter().copied().collect();
    assert_eq!(described.len(), headings.len(), "a code is described twice");
    let used = codes();
    let used: BTreeSet<&str> = used.iter().map(String::as_str).collect();
    let missing: Vec<_> = used.difference(&described).collect();
    assert!(missing.is_empty(), "docs/messages.md does not describe {missing:?}");
    let unused: Vec<_> = described.difference(&used).collect();
    assert!(unused.is_empty(), "docs/messages.md describes {unused:?}, which nothing says");

    let table: Vec<&str> =
        text.lines().filter_map(|line| Some(line.strip_prefix("| [`")?.split_once('`')?.0)).collect();
    assert!(table.is_sorted(), "the table of all codes is by the alphabet");
    assert_eq!(table.into_iter().collect::<BTreeSet<_>>(), described, "the table and the headings differ");
}

/// The codes that the program's text gives to diagnostics.
fn codes() -> BTreeSet<String> {
    const BEFORE: [&str; 8] = [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        ".error(",
        ".warning(",
        ".doubtful_key(",
        ".error_at_key(",
        "const CODE: &str =",
        "said(edition,",
    ];
    let mut codes = BTreeSet::new();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in WalkDir::new(&sources).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let is_code = entry.path().extension().is_some_and(|ending| ending == "rs");
        let is_test =
            |part: std::path::Component<'_>| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs"));
        if !is_code || entry.path().components().any(is_test) {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("UTF-8");
        // What follows a module of tests is tests.
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
        for before in BEFORE {
            for (at, _) in text.match_indices(before) {
                let code = text[at + before.len()..]
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next());
                let is_code = |code: &&str| {
                    code.bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
                };
                codes.extend(code.filter(is_code).map(str::to_owned));
            }
        }
    }
    codes
}
