//! `newsprint new edition`.

use std::process::{Command, Output};

use crate::harness::Site;

fn new_edition(site: &Site, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(["new", "edition", "--root"]).arg(site.path()).args(arguments);
    command.output().expect("newsprint runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn article(site: &Site, name: &str, title: &str, date: &str, more: &str) {
    let text = format!("---\ntitle: {title}\ndate: {date}\nsources: [S]\n{more}---\nText of it.\n");
    site.write(&format!("content/{name}.md"), text);
}

/// A site with one edition, of Friday evening.
fn site() -> Site {
    let site = Site::bare();
    site.write(
        "newsprint.yaml",
        "title: T\nbase_url: https://digest.example/\ntimezone: Europe/Kyiv\nmenu: [{name: War, url: /topics/war/}]\n",
    );
    let correction = "corrections:\n  - {date: 2025-02-16, text: It was *two* of them.}\n  \
                      - {date: 2025-02-15, kind: update, text: Not said.}\n  - {date: 2025-02-01, text: Long ago.}\n";
    article(&site, "2025-02-13-old", "Old", "2025-02-13T09:00", correction);
    article(&site, "2025-02-14-late", "Late on Friday", "2025-02-14T22:00", "topics: [Arts]\n");
    article(&site, "2025-02-15-war", "'War [and] peace'", "2025-02-15T09:00", "topics: [War]\n");
    article(&site, "2025-02-16-arts", "Painted", "2025-02-16T08:00", "topics: [Arts, War]\n");
    article(&site, "x (1)/2025-02-16-none", "No topic", "2025-02-16T07:00", "");
    article(&site, "2025-02-17-later", "Later", "2025-02-17T09:00", "");
    let withdrawn = "withdrawn: {date: 2025-02-16T10:00, text: It rested on a *forgery*.}\n";
    article(&site, "2025-02-12-forged", "Forged papers", "2025-02-12", withdrawn);
    article(&site, "2025-02-15-draft", "A draft --> of sorts", "2025-02-15", "draft: true\n");
    site.write(
        "content/editions/2025-02-14.md",
        "---\ntitle: First\nnumber: 7\ndate: 2025-02-14T18:00\ncovers: 2025-02-10/2025-02-14\n---\n[Old](../2025-02-13-old.md)\n",
    );
    site
}

#[test]
fn the_next_edition_is_written_for_its_editors_to_finish() {
    let site = site();
    let run = new_edition(&site, &["--now", "2025-02-16T20:15"]);
    assert!(run.status.success(), "{}", text(&run.stderr));
    assert!(
        text(&run.stderr).starts_with(
            "Wrote content/editions/2025-02-16.md: number 8, 2025-02-15/2025-02-16, 4 articles\n"
        ),
        "{}",
        text(&run.stderr)
    );
    let written =
        std::fs::read_to_string(site.path().join("content/editions/2025-02-16.md")).expect("the edition");
    let expected = "---
title: Edition 8
number: 8
date: 2025-02-16T20:15
covers: 2025-02-15/2025-02-16
draft: true
---

## War

[War \\[and\\] peace](../2025-02-15-war.md)

## Arts

[Painted](../2025-02-16-arts.md)

[Late on Friday](../2025-02-14-late.md)

## Other news

[No topic](../x%20%281%29/2025-02-16-none.md)

## Corrections

- [Old](../2025-02-13-old.md), in edition 7: It was \\*two\\* of them.
- An article was withdrawn: It rested on a \\*forgery\\*.

<!--
Held back, and on no page yet:
- content/2025-02-15-draft.md: a draft (A draft –› of sorts)
- content/2025-02-17-later.md: due 2025-02-17 09:00 +02:00 (Later)
-->
";
    assert_eq!(written, expected);

    // What it wrote is an edition that a build reads without a word, once it may be published.
    site.write("content/editions/2025-02-16.md", written.replace("draft: true\n", ""));
    let run = site.build(&["--now", "2025-02-16T21:00"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    let page = text(&site.tree()["editions/2025-02-16/index.html"]);
    for title in ["War [and] peace", "Painted", "Late on Friday", "No topic"] {
        assert!(page.contains(&format!(">{title}</a>")), "{title}");
    }
    assert!(!page.contains("A draft"), "a comment is shown nowhere");
}

#[test]
fn what_was_written_is_never_lost() {
    let site = site();
    let file = site.path().join("content/editions/2025-02-16.md");
    site.write("content/editions/2025-02-16.md", "mine");
    // It is no edition that can be read: nothing is written beside what is wrong.
    let run = new_edition(&site, &["--now", "2025-02-16T20:15"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stderr).contains("front-matter-missing"), "{}", text(&run.stderr));
    let draft = "---\ntitle: Mine\nnumber: 8\ncovers: 2025-02-15/2025-02-16\ndraft: true\n---\nWords.\n";
    site.write("content/editions/2025-02-16.md", draft);
    let run = new_edition(&site, &["--now", "2025-02-16T20:15"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(
        text(&run.stderr).contains("content/editions/2025-02-16.md covers until 2025-02-16"),
        "a draft counts: {}",
        text(&run.stderr)
    );
    // What it says is what helps, with the name that was given.
    for (given, said) in [(&[][..], "--slug evening`"), (&["--slug", "Late"], "--slug late`")] {
        let run = new_edition(&site, &[&["--now", "2025-02-16T20:15", "--stdout"], given].concat());
        assert_eq!(run.status.code(), Some(1));
        assert!(
            text(&run.stderr).contains(&format!("such as `--covers 2025-02-16 {said}")),
            "{}",
            text(&run.stderr)
        );
    }
    let covers = ["--now", "2025-02-16T20:15", "--covers", "2025-02-16"];
    let run = new_edition(&site, &covers);
    assert!(
        text(&run.stderr).contains("there is content/editions/2025-02-16.md already"),
        "{}",
        text(&run.stderr)
    );
    assert_eq!(std::fs::read_to_string(&file).expect("still there"), draft);
    let run =
        new_edition(&site, &[&covers[..], &["--slug", "Evening", "--title", "Night: *falls*"]].concat());
    assert!(run.status.success(), "{}", text(&run.stderr));
    let shared = "content/editions/2025-02-16.md covers days of it, too: take `covers:` out of one of them";
    assert!(text(&run.stderr).contains(shared), "{}", text(&run.stderr));
    let evening =
        std::fs::read_to_string(site.path().join("content/editions/2025-02-16-evening.md")).expect("it");
    assert!(evening.starts_with("---\ntitle: \"Night: *falls*\"\nnumber: 9\n"), "{evening}");
    assert!(evening.contains("\nslug: 2025-02-16-evening\n"), "its address has its date: {evening}");
}

#[test]
fn the_first_edition_and_what_cannot_be() {
    let site = site();
    std::fs::remove_dir_all(site.path().join("content/editions")).expect("a folder");
    let run = new_edition(&site, &["--date", "2025-02-16T20:15", "--now", "2025-02-16T20:00", "--stdout"]);
    let edition = text(&run.stdout);
    assert!(
        edition.contains("number: 1\ndate: 2025-02-16T20:15\ncovers: 2025-02-10/2025-02-16\n"),
        "{edition}"
    );
    assert!(!edition.contains("Corrections"), "no edition carried what was corrected");
    assert!(!site.path().join("content/editions").exists(), "nothing is written");
    for (arguments, message) in [
        (["--date", "soon"], "--date soon"),
        (["--covers", "2025-02-16/2025-02-10"], "ends before it begins"),
        (["--slug", "!!"], "no letter or digit"),
    ] {
        let run = new_edition(&site, &arguments);
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
        assert!(text(&run.stderr).contains(message), "{}", text(&run.stderr));
    }
}

#[test]
fn what_the_last_edition_lists_as_corrected_does_not_come_again() {
    let site = site();
    let correction = "corrections:\n  - {date: 2025-02-14, text: It was two of them.}\n";
    article(&site, "2025-02-13-old", "Old", "2025-02-13T09:00", correction);
    let last = |body: &str| {
        let front =
            "---\ntitle: First\nnumber: 7\ndate: 2025-02-14T18:00\ncovers: 2025-02-10/2025-02-14\n---\n";
        site.write("content/editions/2025-02-14.md", format!("{front}{body}"));
        let run = new_edition(&site, &["--now", "2025-02-16T20:15"]);
        assert!(run.status.success(), "{}", text(&run.stderr));
        let path = site.path().join("content/editions/2025-02-16.md");
        let edition = std::fs::read_to_string(&path).expect("it is written");
        std::fs::remove_file(path).expect("it is there");
        edition.contains("It was two of them.")
    };
    assert!(last("[Old](../2025-02-13-old.md)\n"), "it is of the day, and nobody said it yet");
    assert!(!last("[Old](../2025-02-13-old.md)\n\n## Corrections\n\n- [Old](../2025-02-13-old.md): two.\n"));
}
