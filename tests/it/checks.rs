//! `newsprint check`: what its rules find and leave alone, where it looks, and what it mends.

mod cases;
mod mending;
mod scope;

use std::collections::BTreeSet;
use std::process::{Command, Output};

use newsprint::internals::{CheckLook, OptionDefault, RULES, Severity};
use serde_json::Value;

use crate::harness::{NOW, Site, fixture};

/// A front matter that nothing is said of.
const CLEAN: &str = "title: Talks begin in Geneva\ndate: 2025-02-12\nsummary: Ministers met for the first time in a year.\nsources: [{name: The Times, url: 'https://times.example/2025/02/12/talks'}]\ntopics: [Trade]";

fn site() -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: T\nbase_url: https://digest.example/\nlanguage: en\n");
    site.write("content/topics/trade.md", "---\ntitle: Trade\n---\nWhat is bought and sold.\n");
    site
}

/// A site with one article.
fn with(front: &str, body: &str) -> Site {
    let site = site();
    site.write("content/2025-02-12-talks.md", text(front, body));
    site
}

fn text(front: &str, body: &str) -> String {
    format!("---\n{front}\n---\n{body}\n")
}

fn check(site: &Site, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.arg("check").arg("--root").arg(site.path()).args(["--now", NOW]).args(arguments);
    command.current_dir(site.path()).output().expect("newsprint runs")
}

/// Code and place of all that is said, sorted.
fn found(site: &Site, arguments: &[&str]) -> Vec<(String, String)> {
    let run = check(site, &[arguments, &["--format", "json"]].concat());
    let lines = String::from_utf8(run.stdout).expect("UTF-8");
    let mut found: Vec<_> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect(line))
        .map(|one| {
            let place = format!("{}:{}:{}", one["path"].as_str().unwrap_or(""), one["line"], one["column"]);
            (one["code"].as_str().expect("a code").to_owned(), place)
        })
        .collect();
    found.sort();
    found
}

fn codes(site: &Site, arguments: &[&str]) -> Vec<String> {
    found(site, arguments).into_iter().map(|(code, _)| code).collect()
}

/// `CLEAN` with a line in the place of one.
fn front(key: &str, line: &str) -> String {
    let kept: Vec<&str> = CLEAN.lines().filter(|line| !line.starts_with(key)).collect();
    format!("{}\n{line}", kept.join("\n"))
}

#[test]
fn each_rule_finds_what_it_is_for_and_nothing_beside_it() {
    let cases = cases::cases();
    for (rule, bad, good) in &cases {
        let found = codes(bad, &[]);
        assert!(!found.is_empty() && found.iter().all(|code| code == rule), "{rule}: {found:?}");
        assert_eq!(codes(good, &[]), [""; 0], "{rule}");
    }
    let tried: BTreeSet<&str> = cases.iter().map(|(rule, ..)| *rule).collect();
    // Those of other hosts have theirs in `check_external.rs`.
    let all = RULES.iter().filter(|rule| !matches!(rule.look, CheckLook::External));
    let all: BTreeSet<&str> = all.map(|rule| rule.code.as_str()).collect();
    assert_eq!(tried, all, "each rule has a case");
}

#[test]
fn the_documentation_has_every_rule_with_its_options() {
    let text = std::fs::read_to_string(fixture("../docs/checks.md")).expect("docs/checks.md");
    let all: Vec<&str> = RULES.iter().map(|rule| rule.code.as_str()).collect();
    assert!(all.is_sorted(), "rules are in the order of their codes");
    let table: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| [`")?.split_once("`](#"))
        .map(|(rule, rest)| (rule, rest.split(" | ").nth(1).unwrap_or("")))
        .collect();
    let levels: Vec<(&str, &str)> = RULES
        .iter()
        .map(|rule| {
            let level = match rule.severity {
                Some(Severity::Error) => "error",
                Some(_) => "warning",
                None => "off",
            };
            (rule.code.as_str(), level)
        })
        .collect();
    assert_eq!(table, levels, "the table of all rules");
    let sections: Vec<(&str, &str)> =
        text.split("\n### `").skip(1).filter_map(|part| part.split_once('`')).collect();
    for rule in RULES {
        let section = sections.iter().find(|(name, _)| *name == rule.code.as_str());
        let (_, section) = section.unwrap_or_else(|| panic!("no section on {}", rule.code));
        let section = section.split("\n## ").next().unwrap_or(section);
        let options: Vec<(&str, &str)> = section
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
            .map(|(name, rest)| (name, rest.split('|').next().unwrap_or("").trim()))
            .collect();
        let expected: Vec<(&str, String)> = rule
            .options
            .iter()
            .map(|(name, default)| match default {
                OptionDefault::Number(number) => (*name, number.to_string()),
                OptionDefault::Texts => (*name, String::new()),
            })
            .collect();
        let expected: Vec<(&str, &str)> =
            expected.iter().map(|(name, default)| (*name, &**default)).collect();
        assert_eq!(options, expected, "{}", rule.code);
    }
}

#[test]
fn the_example_digest_and_a_new_site_are_fine() {
    let run = Command::new(env!("CARGO_BIN_EXE_newsprint"))
        .args(["check", "--strict", "--now", NOW, "--root", env!("CARGO_MANIFEST_DIR")])
        .output()
        .expect("newsprint runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
    let folder = tempfile::tempdir().expect("a folder");
    let init = Command::new(env!("CARGO_BIN_EXE_newsprint")).arg("init").arg(folder.path()).output();
    assert!(init.expect("newsprint runs").status.success());
    let run = Command::new(env!("CARGO_BIN_EXE_newsprint"))
        .args(["check", "--strict", "--root"])
        .arg(folder.path())
        .output();
    let run = run.expect("newsprint runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}

#[test]
fn messages_stand_where_the_words_do() {
    let site = with(
        &front("title", "title: \"Talks begin in Geneva.\""),
        "One.\n\n> Two.\n\nThe *minister*, TK, arrived.\n\nSome\u{200b}thing.",
    );
    assert_eq!(
        found(&site, &[]),
        [
            ("headline-full-stop".to_owned(), "content/2025-02-12-talks.md:6:8".to_owned()),
            ("invisible-character".to_owned(), "content/2025-02-12-talks.md:14:5".to_owned()),
            ("unfinished".to_owned(), "content/2025-02-12-talks.md:12:17".to_owned()),
        ]
    );
}

#[test]
fn a_text_may_be_an_exception_and_says_why() {
    let allowed = "<!-- check: allow unfinished, residue because it is about them -->";
    let site = with(CLEAN, &format!("Text TODO.\n\nRead more\n\n{allowed}"));
    assert_eq!(codes(&site, &[]), [""; 0]);
    // Also of what is said of a site as a whole.
    for (rule, bad, _) in cases::cases() {
        let file = found(&bad, &[]).into_iter().find_map(|(_, place)| {
            let path = place.split(':').next().filter(|path| path.ends_with(".md"))?;
            Some(path.to_owned())
        });
        let Some(file) = file else { continue };
        let whole = std::fs::read_to_string(bad.path().join(&file)).expect("a text");
        let before = found(&bad, &[]).iter().filter(|(_, place)| place.starts_with(&file)).count();
        bad.write(&file, format!("{whole}\n\n<!-- check: allow {rule} because it has to be -->\n"));
        let after =
            found(&bad, &[]).into_iter().filter(|(_, place)| place.starts_with(&file)).collect::<Vec<_>>();
        assert!(before > 0 && after.is_empty(), "{rule}: {after:?}");
    }
    for (comment, said) in [
        ("<!-- check: allow unfinished -->", "says why"),
        ("<!-- check: allow because I say so -->", "names the rule"),
        ("<!-- check: allow unfinishd because so -->", "did you mean `unfinished`?"),
        ("<!-- check: allow broken-link because so -->", "said by every build"),
        ("<!-- check: allow headline-length because so -->", "allows nothing"),
        ("<!-- check: ignore unfinished because so -->", "begins with `check: allow`"),
    ] {
        let site = with(CLEAN, &format!("Text.\n\n{comment}"));
        let run = check(&site, &[]);
        let text = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(text.contains("warning[check-allow]") && text.contains(said), "{comment}: {text}");
    }
}

#[test]
fn a_site_sets_its_rules() {
    let site = with(CLEAN, "Text TODO. Our weekly letter comes on Friday.");
    let set = |checks: &str| {
        site.write(
            "newsprint.yaml",
            format!("title: T\nbase_url: https://digest.example/\nchecks:\n{checks}"),
        );
    };
    set("  unfinished: off\n");
    assert_eq!(codes(&site, &[]), [""; 0]);
    set("  unfinished: error\n");
    assert_eq!(check(&site, &[]).status.code(), Some(1));
    set("  unfinished: {level: no}\n  residue: {phrases: [our weekly LETTER]}\n");
    assert_eq!(codes(&site, &[]), ["residue"]);
    assert_eq!(check(&site, &[]).status.code(), Some(0));
    assert_eq!(check(&site, &["--strict"]).status.code(), Some(1));
    set("  ignore: ['content/*-talks.md']\n");
    assert_eq!(codes(&site, &[]), [""; 0]);
    for (checks, said) in [
        ("  unfinishd: off\n", "did you mean `unfinished`?"),
        ("  broken-link: off\n", "no rule that can be set"),
        ("  headline-length: {mots: 3}\n", "did you mean `most`?"),
        ("  headline-length: {most: many}\n", "whole number"),
        ("  unfinished: sometimes\n", "must be one of off, warning, error"),
        ("  residue: {phrases: 3}\n", "a list of texts"),
    ] {
        set(checks);
        let run = check(&site, &[]);
        let text = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(text.contains(said) && text.contains("newsprint.yaml:"), "{checks}: {text}");
    }
    // Nothing that is built depends on it.
    set("  unfinished: off\n");
    site.built(&[]);
    set("  unfinished: error\n");
    let run = site.build(&[]);
    assert!(run.stderr.contains("(0 written"), "{}", run.stderr);
}

#[test]
fn a_log_for_code_scanning_is_whole() {
    let site = with(&front("title", "title: Talks begin in Geneva."), "Text TODO.");
    let read = |site: &Site| -> Value {
        serde_json::from_slice(&check(site, &["--format", "sarif"]).stdout).expect("JSON")
    };
    let log = read(&site);
    assert_eq!(
        (log["version"].as_str(), log["runs"][0]["tool"]["driver"]["name"].as_str()),
        (Some("2.1.0"), Some("newsprint"))
    );
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 2);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("a number") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/2025-02-12-talks.md");
    }
    let fix = &results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(fix["insertedContent"]["text"], "Geneva");
    let log = read(&with(CLEAN, "Text."));
    assert_eq!(
        log["runs"][0]["results"],
        serde_json::json!([]),
        "a log without results says that all is well"
    );
}

#[test]
fn many_faults_fit_a_screen() {
    let site = site();
    for number in 0..300 {
        let changed = front("summary", "").replace("Talks begin", &format!("Talks number {number} begin"));
        let words = format!("word{number} ").repeat(20);
        site.write(
            &format!("content/2025-02-12-talks-{number}.md"),
            text(&changed, &format!("{words}\n\nTODO {number}")),
        );
    }
    let run = check(&site, &[]);
    let text = String::from_utf8(run.stdout).expect("UTF-8");
    assert!(text.lines().count() <= 40 && text.contains("(300 times)"), "{}:\n{text}", text.lines().count());
    let run = check(&site, &["-v"]);
    assert!(String::from_utf8(run.stdout).expect("UTF-8").lines().count() > 600);
}

#[test]
fn an_edition_misses_no_drafts() {
    let site = site();
    let article = |slug: &str, more: &str| {
        let front = CLEAN.replace("/talks", &format!("/{slug}")).replace("Talks begin", slug);
        site.write(&format!("content/2025-02-12-{slug}.md"), text(&format!("{front}\n{more}"), slug));
    };
    article("one", "");
    article("two", "");
    article("three", "draft: true");
    site.write(
        "content/editions/2025-02-13.md",
        "---\ntitle: Week 7\ncovers: 2025-02-10/2025-02-13\n---\n- [One](../2025-02-12-one.md)\n",
    );
    let missed = |arguments: &[&str]| {
        let said = check(&site, arguments);
        let text = String::from_utf8_lossy(&said.stdout).into_owned();
        text.lines().find(|line| line.contains("edition-left-out")).unwrap_or_default().to_owned()
    };
    for arguments in [&[][..], &["--drafts"]] {
        assert!(missed(arguments).ends_with("in no edition: content/2025-02-12-two.md"), "{arguments:?}");
    }
}

#[test]
fn phrases_are_found_however_they_are_typed() {
    let site = with(CLEAN, "D\u{6f}n’t\nmiss it. Hİ there.");
    site.write(
        "newsprint.yaml",
        "title: T\nbase_url: https://digest.example/\nchecks: {residue: {phrases: [\"don't miss\", hi]}}\n",
    );
    assert_eq!(codes(&site, &[]), ["residue"]);
}
