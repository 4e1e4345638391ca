//! A folder that is no site is an error of every command, and nothing is written into it.

use std::process::Command;

use crate::harness::{Site, run};

const COMMANDS: [&[&str]; 5] =
    [&["build"], &["serve", "--port", "0"], &["new", "edition"], &["email", "1"], &["explain", "/"]];

fn refused(site: &Site, root: &str, hint: &str) {
    for arguments in COMMANDS {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        command.args(arguments).arg("--root").arg(site.path().join(root));
        let run = run(command);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
        assert!(
            run.stderr.contains("error[root]") && run.stderr.contains(hint),
            "{arguments:?}: {}",
            run.stderr
        );
    }
}

#[test]
fn a_folder_with_neither_configuration_nor_content_is_no_site() {
    let site = Site::bare();
    site.write("texts/2025-05-01-one.md", "---\ntitle: One\n---\nText.\n");
    refused(&site, "", "neither `newsprint.yaml` nor `content/`");
    refused(&site, "texts", "`--root DIR`");
    let names: Vec<_> = std::fs::read_dir(site.path()).expect("the folder").collect();
    assert_eq!(names.len(), 1, "nothing was written: {names:?}");
    // A name that is nearly right.
    site.write("newsprint.yml", "title: T\n");
    refused(&site, "", "rename `newsprint.yml` to `newsprint.yaml`");
}

#[test]
fn a_root_that_is_missing_or_a_file_is_named() {
    let site = Site::with(&[]);
    refused(&site, "elsewhere", "there is no folder");
    refused(&site, "newsprint.yaml", "is a file");
}

#[test]
fn one_of_the_two_makes_a_site() {
    let site = Site::bare();
    site.write("content/2025-02-01-one.md", "---\ntitle: One\nsources: [O]\n---\nText.\n");
    assert_eq!(site.build(&[]).code, 0);
    let site = Site::bare();
    site.write("newsprint.yaml", "title: T\nbase_url: https://digest.example/\n");
    assert_eq!(site.build(&[]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_folder_that_a_link_leads_to_and_that_is_not_there_is_no_empty_folder() {
    let site = Site::with(&[("content/2025-02-01-one.md", "---\ntitle: One\nsources: [O]\n---\nText.\n")]);
    let before = site.built(&[]);
    std::fs::rename(site.path().join("content"), site.path().join("desk")).expect("a folder");
    std::os::unix::fs::symlink("desk", site.path().join("content")).expect("a link");
    assert_eq!(site.built(&[]), before, "what the link leads to is read");
    std::fs::rename(site.path().join("desk"), site.path().join("away")).expect("a folder");
    let run = site.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("the link leads nowhere"), "{}", run.stderr);
    assert_eq!(site.tree(), before);
    // As git leaves a link where it makes none.
    site.remove("content");
    site.write("content", "desk");
    let run = site.build(&[]);
    assert!(run.stderr.contains("core.symlinks"), "{}", run.stderr);
    assert_eq!(run.code, 1);
    // A configuration that a link leads to is read or an error, never passed over.
    site.remove("content");
    std::fs::rename(site.path().join("away"), site.path().join("content")).expect("a folder");
    site.remove("newsprint.yaml");
    std::os::unix::fs::symlink("elsewhere.yaml", site.path().join("newsprint.yaml")).expect("a link");
    let run = site.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[unreadable]"), "{}", run.stderr);
}
