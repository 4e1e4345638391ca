//! `newsprint check`: which texts it looks at, from where it takes and gives their names, and what it knows of the others.

use std::process::Command;

use super::{CLEAN, cases, check, found, front, text, with};
use crate::harness::{NOW, copy};

#[test]
fn one_text_a_folder_or_what_changed_is_looked_at() {
    let site = with(CLEAN, "Text TODO.");
    let other = |title: &str| front("title", title).replace("/talks", "/other");
    site.write(
        "content/old/2025-02-11-more.md",
        text(&other("title: Two ways"), "Other text, TK, of the desk."),
    );
    site.write(
        "content/2025-02-10-draft.md",
        text(&other("title: Draft\ndraft: true").replace("/other", "/draft"), "Draft, TK, of the desk."),
    );
    let places = |arguments: &[&str]| -> Vec<String> {
        found(&site, arguments)
            .into_iter()
            .map(|(_, place)| place.split(':').next().unwrap_or("").to_owned())
            .collect()
    };
    assert_eq!(places(&[]), ["content/2025-02-12-talks.md", "content/old/2025-02-11-more.md"]);
    assert_eq!(places(&["content/old"]), ["content/old/2025-02-11-more.md"]);
    // Who names a draft means it.
    assert_eq!(places(&["content/2025-02-10-draft.md"]), ["content/2025-02-10-draft.md"]);
    assert_eq!(places(&["--drafts"]).len(), 3);
    let git = |arguments: &[&str]| {
        let run = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
            .args(arguments)
            .current_dir(site.path())
            .output()
            .expect("git runs");
        assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    };
    git(&["init", "-q"]);
    assert_eq!(places(&["--changed"]).len(), 2, "all of it is new");
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    assert_eq!(places(&["--changed"]), [""; 0]);
    git(&["checkout", "-qb", "work"]);
    site.write(
        "content/old/2025-02-11-more.md",
        text(&other("title: Two ways"), "Other text, TODO, of the desk."),
    );
    assert_eq!(places(&["--changed"]), ["content/old/2025-02-11-more.md"]);
    git(&["commit", "-qam", "two"]);
    site.write(
        "content/2025-02-13-ünd \"new\".md",
        text(&other("title: New").replace("/other", "/new"), "Brand new, FIXME."),
    );
    assert_eq!(places(&["--changed"]), ["content/2025-02-13-ünd \"new\".md"]);
    assert_eq!(places(&["--changed=main"]).len(), 2, "what this branch changes");
    assert_eq!(places(&["--changed=main", "content/old"]), ["content/old/2025-02-11-more.md"]);
    for (arguments, said) in [
        (["--changed=nowhere"], "no revision `nowhere`"),
        (["--changed=--output=x"], "no revision"),
        (["content/nothing.md"], "there is no content/nothing.md"),
        (["/etc"], "not in the site's folder"),
    ] {
        let run = check(&site, &arguments);
        let text = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(!run.status.success() && text.contains(said), "{arguments:?}: {text}");
    }
    // An error elsewhere is not hidden.
    site.write("content/2025-02-09-broken.md", "---\ntitle: [\n---\n");
    let run = check(&site, &["content/old"]);
    let text = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(text.contains("other files have 1 error"), "{text}");
}

#[test]
fn annotations_name_files_from_the_repository() {
    let outer = tempfile::tempdir().expect("a folder");
    let site = with(CLEAN, "Text TODO.");
    copy(site.path(), &outer.path().join("sites/digest"));
    let git = Command::new("git").args(["init", "-q"]).arg(outer.path()).status().expect("git runs");
    assert!(git.success());
    let run = |format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        let root = outer.path().join("sites/digest");
        command.arg("check").arg("--root").arg(root).args(["--now", NOW, "--format", format]);
        String::from_utf8(command.output().expect("newsprint runs").stdout).expect("UTF-8")
    };
    let file = "content/2025-02-12-talks.md";
    assert!(run("github").contains(&format!("file=sites/digest/{file},")), "{}", run("github"));
    assert!(run("sarif").contains(&format!("sites/digest/{file}")), "{}", run("sarif"));
    assert!(run("json").contains(&format!("\"path\":\"{file}\"")), "{}", run("json"));
}

#[test]
fn what_is_known_of_a_site_changes_nothing_that_is_said_of_a_text() {
    for (rule, bad, _) in cases::cases() {
        let file = found(&bad, &[]).into_iter().find_map(|(code, place)| {
            let path = place.split(':').next().filter(|path| path.ends_with(".md") && code == rule)?;
            Some(path.to_owned())
        });
        let Some(file) = file else { continue };
        let first = found(&bad, &[&file]);
        assert!(first.iter().any(|(code, _)| code == rule), "{rule}: {first:?}");
        // The files are old enough by then to be known by what they look like.
        for _ in 0..3 {
            assert_eq!(found(&bad, &[&file]), first, "{rule}");
        }
    }
}

#[test]
fn drafts_that_are_not_looked_at_are_counted() {
    let site = with(&format!("{CLEAN}\ndraft: true"), "Text TODO.");
    let said = |arguments: &[&str]| String::from_utf8(check(&site, arguments).stderr).expect("UTF-8");
    assert!(said(&[]).contains("1 draft not looked at (--drafts)"), "{}", said(&[]));
    assert!(!said(&["--drafts"]).contains("not looked at"));
    assert!(!said(&["content/2025-02-12-talks.md"]).contains("not looked at"));
}
