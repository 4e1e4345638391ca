//! `newsprint new` but for editions: articles, topics, stories, pages, and entries of the registries.

use std::process::{Command, Output};

use crate::harness::Site;

fn new(site: &Site, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.arg("new").args(arguments).arg("--root").arg(site.path());
    if !arguments.contains(&"--now") {
        command.args(["--now", "2025-03-01T08:30"]);
    }
    command.output().expect("newsprint runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn site() -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: T\nbase_url: https://digest.example/\ntimezone: Europe/Kyiv\n");
    site.write("content/tags.yaml", "# Keywords\n- name: Black Sea\n  aliases: [Pontus]\n");
    site.write("content/sources.yaml", "The Times:\n  domains: [times.example]\n");
    site.write("content/topics/trade.md", "---\ntitle: Trade\n---\nAll about it.\n");
    site.write("content/stories/grain-talks.md", "---\ntitle: The grain talks\n---\nSo far.\n");
    site.write(
        "content/2025/02/2025-02-20-old/index.md",
        "---\ntitle: Old\nsources: [{name: The Times, url: 'https://www.times.example/a/'}]\ntopics: [Trade]\n---\nText.\n",
    );
    site
}

#[test]
fn an_article_has_what_is_known_of_it() {
    let site = site();
    let made = new(
        &site,
        &[
            "article", "Ministers: “no deal”", "--topic", "TRADE", "--tag", "pontus", "--tag", "Grain",
            "--source", "https://www.times.example/report", "--source", "https://other.example/x", "--story",
            "grain-talks", "--type", "analysis", "--summary", "No\n deal.", "--author", "Anna",
        ],
    );
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!(
        said(&made),
        "Wrote content/2025/03/2025-03-01-ministers-no-deal.md\n“Grain” is a new tag: look at its spelling\n“Anna” is a new author: look at its spelling\nNo outlet of content/sources.yaml has the domain of https://other.example/x: fill in its name\nTake `draft: true` out when it may be published.\n"
    );
    let written = read(&site, "content/2025/03/2025-03-01-ministers-no-deal.md");
    let expected = "---
title: \"Ministers: “no deal”\"
date: 2025-03-01T08:30
summary: No deal.
authors: [Anna]
topics: [Trade]
tags: [Black Sea, Grain]
sources:
  - name: The Times
    url: https://www.times.example/report
    title:
    author:
  - name:
    url: https://other.example/x
    title:
    author:
# image: {src: photo.jpg, alt: What it shows, caption: Where and when, credit: Who took it}
draft: true
type: analysis
story: The grain talks
---

";
    assert_eq!(written, expected);
    let built = site.build(&["--drafts", "--now", "2025-03-01T09:00"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let page = site.page("2025/03/ministers-no-deal/index.html");
    for shown in
        ["Ministers: “no deal”", "The grain talks", "/tags/black-sea/", "https://other.example/x", "Anna"]
    {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn an_article_of_which_nothing_is_known_builds_without_a_word_once_it_has_a_source() {
    let site = site();
    assert!(
        new(&site, &["article", "Quiet day", "--bundle", "--no-draft", "--date", "2025-02-28T06:00"])
            .status
            .success()
    );
    let path = "content/2025/02/2025-02-28-quiet-day/index.md";
    let written = read(&site, path);
    assert!(!written.contains("draft"), "{written}");
    site.write(path, written.replace("sources:\n", "sources: [The Times]\n") + "It was quiet.\n");
    let built = site.build(&["--strict", "--now", "2025-03-01T09:00"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
}

#[test]
fn a_name_that_is_nearly_known_is_asked_about() {
    let site = site();
    for (flag, name, meant) in [
        ("--topic", "Tarde", "`Trade`"),
        ("--tag", "Blak Sea", "`Black Sea`"),
        ("--source", "The Tmies", "`The Times`"),
    ] {
        let refused = new(&site, &["article", "X", flag, name]);
        assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
        assert!(
            said(&refused).contains(&format!("{flag} {name}: did you mean {meant}?")),
            "{}",
            said(&refused)
        );
    }
    assert!(!site.path().join("content/2025/03").exists(), "nothing was written");
    // What the message names as the way out.
    let made = new(&site, &["tag", "Blak Sea"]);
    assert!(said(&made).contains("There is “Black Sea”, which is nearly the same"), "{}", said(&made));
    assert!(new(&site, &["article", "X", "--tag", "blak sea"]).status.success());
    assert!(read(&site, "content/2025/03/2025-03-01-x.md").contains("tags: [Blak Sea]"));
    let again = new(&site, &["article", "Z", "--source", "https://www.times.example/a"]);
    assert!(
        said(&again).contains("content/2025/02/2025-02-20-old/index.md retells that report already"),
        "{}",
        said(&again)
    );
}

#[test]
fn what_was_written_is_never_lost() {
    let site = site();
    site.write("content/2025/03/2025-03-01-x.md", "---\ntitle: Mine\nsources: [The Times]\n---\nText.\n");
    let refused = new(&site, &["article", "X"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("there is content/2025/03/2025-03-01-x.md already"),
        "{}",
        said(&refused)
    );
    assert!(read(&site, "content/2025/03/2025-03-01-x.md").contains("Mine"));
    assert!(new(&site, &["article", "X", "--slug", "Other x"]).status.success());
    assert!(site.path().join("content/2025/03/2025-03-01-other-x.md").is_file());
    for (arguments, answer) in [
        (&["article", " "][..], "the headline is empty"),
        (&["article", "!!!"], "no letter or digit"),
        (&["article", "X", "--date", "soon"], "--date soon"),
        (&["article", "X", "--type", "poem"], "opinion"),
        (&["article", "X", "--source", "https://"], "is no web address"),
        (&["article", "X", "--language", "fr"], "the languages of this site are en"),
    ] {
        let refused = new(&site, arguments);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}: {}", said(&refused));
        assert!(said(&refused).contains(answer), "{arguments:?}: {}", said(&refused));
    }
}

/// What is wrong elsewhere is no reason not to begin.
#[test]
fn another_article_may_be_broken() {
    let site = site();
    site.write("content/2025/02/2025-02-21-broken.md", "---\ntitle: [\n---\n");
    let made = new(&site, &["article", "Whole", "--topic", "trade"]);
    assert!(made.status.success(), "{}", said(&made));
    assert!(read(&site, "content/2025/03/2025-03-01-whole.md").contains("topics: [Trade]"));
}

#[test]
fn archetypes_of_the_site() {
    let site = site();
    let opinion = "---\ntitle:\nauthors: [The editor]\nextra:\n  box: yes\n---\n\n## What others say\n";
    site.write("archetypes/opinion.md", opinion);
    site.write("archetypes/article.md", "---\ntitle: x\ncategories: [Trade]\ndraft: true\n---\nLead.\n");
    assert!(new(&site, &["article", "Why", "--type", "opinion", "--tag", "Grain"]).status.success());
    assert_eq!(
        read(&site, "content/2025/03/2025-03-01-why.md"),
        "---\ntitle: Why\nauthors: [The editor]\nextra:\n  box: yes\ndate: 2025-03-01T08:30\ntype: opinion\ntags: [Grain]\ndraft: true\n---\n\n## What others say\n"
    );
    assert!(new(&site, &["article", "News", "--no-draft"]).status.success());
    assert_eq!(
        read(&site, "content/2025/03/2025-03-01-news.md"),
        "---\ntitle: News\ncategories: [Trade]\ndate: 2025-03-01T08:30\n---\nLead.\n"
    );
    site.write("archetypes/article.md", "---\ntitle:\ntype: opinion\ndraft: false\n---\n");
    let news = new(&site, &["article", "Not yet", "--type", "news", "--stdout"]);
    let news = String::from_utf8_lossy(&news.stdout).into_owned();
    assert!(news.contains("\ntype: news\n") && news.contains("\ndraft: true\n"), "{news}");
    site.write(
        "archetypes/edition.md",
        "---\ntitle: x\nsummary: The week in brief\ndraft: true\n---\nGood morning.\n",
    );
    assert!(new(&site, &["edition", "--covers", "2025-02-20"]).status.success());
    let edition = read(&site, "content/editions/2025-03-01.md");
    assert!(edition.starts_with("---\ntitle: Edition 1\nsummary: The week in brief\n"), "{edition}");
    assert!(edition.contains("Good morning.\n\n## Trade\n\n[Old]("), "{edition}");
    site.write("archetypes/page.md", "---\n{title: x}\n---\n");
    let refused = new(&site, &["page", "Imprint"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("archetypes/page.md: its front matter with what is filled in is no YAML"),
        "{}",
        said(&refused)
    );
    assert!(!site.path().join("content/pages").exists());
}

#[test]
fn topics_stories_and_pages() {
    let site = site();
    assert!(new(&site, &["article", "X", "--topic", "Fisheries & fleets", "--no-draft"]).status.success());
    // An article names it already: its spelling and its address stay.
    assert!(new(&site, &["topic", "FISHERIES & fleets", "--summary", "Nets: and quotas"]).status.success());
    assert_eq!(
        read(&site, "content/topics/fisheries-fleets.md"),
        "---\ntitle: Fisheries & fleets\nsummary: \"Nets: and quotas\"\n---\n\n"
    );
    assert!(new(&site, &["story", "Talks in Geneva"]).status.success());
    assert_eq!(
        read(&site, "content/stories/talks-in-geneva.md"),
        "---\ntitle: Talks in Geneva\nsummary:\n---\n\n"
    );
    assert!(new(&site, &["page", "Про нас", "--slug", "about"]).status.success());
    assert!(read(&site, "content/pages/about.md").starts_with("---\ntitle: Про нас\n"));
    let refused = new(&site, &["topic", "trade"]);
    assert!(said(&refused).contains("there is content/topics/trade.md already"), "{}", said(&refused));
    let built = site.build(&["--drafts", "--now", "2025-03-01T09:00"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
}

#[test]
fn entries_of_registries() {
    let site = site();
    let tag =
        new(&site, &["tag", "Grain", "--parent", "pontus", "--alias", "wheat", "--description", "It: grows"]);
    assert_eq!(said(&tag), "Added `Grain` to content/tags.yaml\n");
    assert_eq!(
        read(&site, "content/tags.yaml"),
        "# Keywords\n- name: Black Sea\n  aliases: [Pontus]\n- name: Grain\n  aliases: [wheat]\n  description: \"It: grows\"\n  parent: Black Sea\n"
    );
    assert!(
        new(&site, &["source", "The Post", "--url", "https://www.post.example/", "--label", "state media"])
            .status
            .success()
    );
    assert_eq!(
        read(&site, "content/sources.yaml"),
        "The Times:\n  domains: [times.example]\nThe Post:\n  domains: [post.example]\n  url: https://www.post.example/\n  label: state media\n"
    );
    assert!(new(&site, &["author", "Anna Example", "--role", "Editor"]).status.success());
    assert_eq!(read(&site, "content/authors.yaml"), "- name: Anna Example\n  role: Editor\n");
    let before = read(&site, "content/tags.yaml");
    for (arguments, answer) in [
        (&["tag", "WHEAT"][..], "content/tags.yaml:4 has `Grain` already"),
        (&["tag", "Corn", "--alias", "Pontus"], "duplicate-name"),
        (&["tag", "Corn", "--parent", "Plants"], "unknown-name"),
        (&["source", "Q", "--url", "ftp://q.example"], "invalid-url"),
        (&["tag", ""], "the name is empty"),
    ] {
        let refused = new(&site, arguments);
        assert!(
            !refused.status.success() && said(&refused).contains(answer),
            "{arguments:?}: {}",
            said(&refused)
        );
    }
    assert_eq!(read(&site, "content/tags.yaml"), before);
    site.write("content/tags.yaml", "[Grain, Ships]\n");
    let refused = new(&site, &["tag", "Corn"]);
    assert!(said(&refused).contains("As one of a list it is:\n\n- name: Corn\n"), "{}", said(&refused));
    let built = site.build(&["--now", "2025-03-01T09:00"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
}

#[test]
fn what_no_build_would_read_is_not_written() {
    let site = site();
    site.write("newsprint.yaml", "title: T\nbase_url: https://digest.example/\nignore: [content/stories/]\n");
    site.write(
        "content/2025/03/2025-03-01-taken.md", "---\ntitle: Taken\nsources: [The Times]\n---\nText.\n",
    );
    let taken = "/2025/03/taken/ is the address of content/2025/03/2025-03-01-taken.md";
    for (arguments, answer) in [
        (&["article", "Taken", "--date", "2025-03-02"][..], taken),
        (&["page", "a\u{7f}b"], "control character"),
        (&["article", "X", "--source", "https://unknown.example/r\"x: y"], "invalid-url"),
        (&["story", "Elections"], "passes over content/stories/elections.md"),
        (&["tag", "..."], "no letter or digit"),
        (&["source", "\u{1}"], "no letter or digit"),
    ] {
        let refused = new(&site, arguments);
        assert!(
            !refused.status.success() && said(&refused).contains(answer),
            "{arguments:?}: {}",
            said(&refused)
        );
    }
    let built = site.build(&["--drafts", "--now", "2025-03-03"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
}

/// A clock that is set back shows an hour twice.
#[test]
fn an_hour_that_is_shown_twice_has_its_offset() {
    let site = site();
    let date = |given: &str| {
        let made = new(&site, &["article", "T", "--date", given, "--stdout"]);
        let text = String::from_utf8_lossy(&made.stdout).into_owned();
        text.lines().find_map(|line| line.strip_prefix("date: ").map(str::to_owned)).expect("a date")
    };
    assert_eq!(date("2026-10-25T03:30+03:00"), "2026-10-25T03:30");
    assert_eq!(date("2026-10-25T03:30+02:00"), "2026-10-25T03:30:00+02:00");
}

#[cfg(unix)]
#[test]
fn the_editor_opens_what_was_written() {
    let site = site();
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(["new", "article", "X", "--edit", "--now", "2025-03-01", "--root"]).arg(site.path());
    command.env_remove("VISUAL").env("EDITOR", "printf 'written in it\\n' >>");
    let run = command.output().expect("newsprint runs");
    assert!(run.status.success(), "{}", said(&run));
    assert!(read(&site, "content/2025/03/2025-03-01-x.md").ends_with("---\n\nwritten in it\n"));
    command.args(["--slug", "y"]).env_remove("EDITOR");
    let run = command.output().expect("newsprint runs");
    assert!(said(&run).contains("neither $VISUAL nor $EDITOR"), "{}", said(&run));
    let of_day = new(&site, &["article", "D", "--date", "2025-03-02", "--stdout"]);
    assert!(String::from_utf8_lossy(&of_day.stdout).contains("\ndate: 2025-03-02\n"), "a day stays one");
    let printed = new(&site, &["article", "Z", "--stdout"]);
    assert!(String::from_utf8_lossy(&printed.stdout).starts_with("---\ntitle: Z\ndate: 2025-03-01T08:30\n"));
    assert!(!site.path().join("content/2025/03/2025-03-01-z.md").exists());
}
