//! `newsprint mv`: what it refuses, what it takes back, and from where it takes paths.

use std::path::Path;
use std::process::Command;

use super::{article, mv};
use crate::harness::{Site, run};

#[test]
fn what_cannot_be_is_said_and_nothing_is_written() {
    let site = Site::with(&[
        ("content/2025-02-01-a.md", &article("tags: [Both]\ntopics: [Both too]\n", "A.")),
        ("content/2025-02-02-b.md", &article("", "B.")),
        ("content/pages/about.md", "---\ntitle: About\n---\nUs.\n"),
        ("content/tags.yaml", "[Both, Other]\n"),
        (
            "content/2025-02-03-other.md",
            &article(
                "tags: [Loose]\ntopics: [Trade]\naliases: [/2025/02/old/, /2025/02/Older/index.html]\n",
                "C.",
            ),
        ),
        ("newsprint.yaml", "title: T\nbase_url: https://e.example/\nignore: [content/inbox/]\n"),
        ("content/authors.yaml", "- Both\n"),
    ]);
    site.write("content/notes/plan.txt", "kept");
    let before = crate::harness::tree(&site.path().join("content"));
    for (arguments, code, says) in [
        (
            &["content/2025-02-01-a.md", "content/2025-02-02-b.md"][..],
            2,
            "there is content/2025-02-02-b.md already",
        ),
        (&["content/2025-02-01-a.md", "content/pages/a.md"], 1, "would be a page"),
        (&["content/2025-02-01-a.md", "content/a.html"], 2, "has to end in `.md`"),
        (&["content/2025-02-01-a.md", "../a.md"], 2, "is not in content/"),
        (&["content/2025-02-01-a.md", "/srv/b.md"], 2, "/srv/b.md is not in content/"),
        (&["content/2025-02-01-a.md", "archive/../../b.md"], 2, "is not in content/"),
        (&["content/2025-02-01-a.md", ".."], 2, "is not in content/"),
        (&["content/2025-02-01-a.md", ""], 2, "is not in content/"),
        (&["content/2025-02-01-a.md", "archive/a..b.md"], 0, "content/archive/a..b.md"),
        (&["content/2025-02-01-a.md", "x/../archive/c.md"], 0, "content/archive/c.md"),
        (&["content/2025-02-01-a.md", "content/2025-02-31-a.md"], 1, "there is no day 2025-02-31"),
        (&["content/2025-02-01-a.md", "content/x/2025-02-01-n.md"], 0, ""),
        (&["content/none.md", "content/b.md"], 2, "is no file or folder"),
        (&["content/pages", "content/pages/more"], 2, "into itself"),
        (&["/nowhere/", "content/b.md"], 2, "nothing is called `/nowhere/`"),
        (&["Bothx", "Else"], 2, "did you mean the tag `Both`?"),
        (&["Both", "Else"], 2, "`Both` is the name of a tag and of an author: say which with --kind"),
        (&["Both", "Else", "--kind", "topic"], 1, "no topic is called `Both`"),
        (&["Both", "!!!", "--kind", "tag"], 1, "no address can be made of `!!!`"),
        (
            &["content/2025-02-01-a.md", "content/.a.md"],
            1,
            "content/.a.md would be passed over because of its name",
        ),
        (&["content/2025-02-01-a.md", "content/_index.md"], 1, "passed over because of its name"),
        (
            &["content/2025-02-01-a.md", "content/2025-02-12-x_REMOTE_1234.md"],
            1,
            "passed over because of its name",
        ),
        (&["content/2025-02-01-a.md", "content/2025-02-12-con.md"], 1, "`con` is a reserved name"),
        (&["content/pages/about.md", "content/pages/topics.md"], 1, "/topics/ is made by"),
        (
            &["content/2025-02-01-a.md", "content/2025-02-01-older.md"],
            1,
            "is an old address of content/2025-02-03-other.md",
        ),
        (&["content/2025-02-01-a.md", "content/~$a.md"], 1, "passed over because of its name"),
        (&["content/2025-02-01-a.md", "content/inbox/"], 1, "passed over by `ignore:`"),
        (
            &["content/2025-02-01-a.md", "content/2025-02-01-old.md"],
            1,
            "is an old address of content/2025-02-03-other.md",
        ),
        (&["Loose", "Trade"], 1, "there is a topic `Trade`"),
        (
            &["Other", "Loose", "--kind", "tag", "--merge"],
            1,
            "content/tags.yaml describes `Other` and not `Loose`",
        ),
        (&["Both", "Other", "--kind", "tag", "--merge"], 1, "cannot be changed by its lines"),
    ] {
        let arguments: Vec<&str> =
            arguments.iter().copied().chain((code == 0).then_some("--dry-run")).collect();
        let said = mv(&site, &arguments);
        assert_eq!(said.code, code, "{arguments:?}: {}", said.said);
        assert!(said.said.contains(says), "{arguments:?}: {}", said.said);
        assert_eq!(crate::harness::tree(&site.path().join("content")), before, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_fault_on_the_way_is_taken_back() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::with(&[
        ("content/2025-02-01-a.md", &article("", "A.")),
        ("content/2025-02-02-b.md", &article("", "B [a](2025-02-01-a.md).")),
    ]);
    let before = crate::harness::tree(&site.path().join("content"));
    let file = site.path().join("content/2025-02-02-b.md");
    let mode =
        |mode| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).expect("permissions");
    mode(0o444);
    let said = mv(&site, &["content/2025-02-01-a.md", "content/2025-02-01-c.md"]);
    assert_eq!(
        (said.code, &*said.said),
        (
            1,
            "error: content/2025-02-02-b.md cannot be written: it is marked as read-only; nothing was changed\n"
        )
    );
    mode(0o644);
    // The folder cannot be made where a file is that is no part of the site.
    std::os::unix::fs::symlink("nowhere", site.path().join("content/wall")).expect("a link");
    let said = mv(&site, &["content/2025-02-01-a.md", "content/wall/2025-02-01-a.md"]);
    assert_eq!(said.code, 1, "{}", said.said);
    assert!(
        said.said.contains("cannot be moved") && said.said.ends_with("; nothing was changed\n"),
        "{}",
        said.said
    );
    site.remove("content/wall");
    assert_eq!(crate::harness::tree(&site.path().join("content")), before);
}

#[test]
fn paths_are_taken_from_the_working_directory() {
    let site = Site::with(&[("content/news/2025-02-01-a.md", &article("", "A."))]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command
        .args(["mv", "2025-02-01-a.md", "../2025-02-01-a.md"])
        .current_dir(site.path().join("content/news"));
    let run = run(command);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        site.path().join("content/2025-02-01-a.md").exists()
            && !Path::new(&site.path().join("content/news")).exists()
    );
}
