//! Old sites that come into what `newsprint init` wrote: an example that nobody has touched gives way to a text of the old site, and
//! whatever somebody has written stays.

use std::collections::BTreeMap;
use std::process::Command;

use super::{holds, import, text};
use crate::harness::{Site, run};

/// What `newsprint init` writes.
fn begun() -> Site {
    let site = Site::bare();
    let mut init = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    init.arg("init")
        .arg(site.path())
        .args(["--title", "New", "--base-url", "https://new.example/", "--now", "2025-02-15"]);
    assert_eq!(run(init).code, 0);
    site
}

/// An old site whose page of this name stood at `/about/`.
fn old(name: &str) -> Site {
    let old = Site::bare();
    old.write("_config.yml", "url: https://old.example\n");
    old.write("_posts/2020-02-03-grain.md", "---\ntitle: Grain\n---\nSee [us](/about/).\n");
    old.write(name, "---\ntitle: About\npermalink: /about/\n---\nWe were here.\n");
    old
}

/// All files of a site's content.
fn content(site: &Site) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(site.path().join("content")).into_iter().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().is_file());
    let text = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(site.path()).unwrap().to_string_lossy().into_owned();
        (path, std::fs::read_to_string(entry.path()).unwrap())
    };
    files.map(text).collect()
}

/// What a shell makes of the command behind a line of a report.
fn obey(report: &str, name: &str) {
    let command = report.lines().find(|line| line.starts_with(&format!("  {name} "))).expect("a command");
    let mut shell = Command::new("sh");
    // Where the import ran, which is not in the site.
    shell.args(["-c", command.trim()]);
    assert!(shell.status().expect("a shell").success(), "{command}");
}

#[test]
fn an_example_that_nobody_has_touched_gives_way() {
    // At the same place, and at the same address.
    for (name, path) in [("about.md", "content/pages/about.md"), ("we.md", "content/pages/we.md")] {
        let (old, site) = (old(name), begun());
        let before = content(&site);
        let dry = import(&site, "jekyll", &old, "", &["--dry-run"]);
        holds(&dry.stderr, &["give way to texts of the old site: content/pages/about.md."]);
        assert_eq!(content(&site), before);
        let run = import(&site, "jekyll", &old, "", &[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        holds(&run.stderr, &["give way to texts of the old site: content/pages/about.md."]);
        assert!(!run.stderr.contains("Not imported"), "{}", run.stderr);
        let after = content(&site);
        assert!(after[path].contains("We were here."), "{after:?}");
        assert_eq!(after.len(), before.len() + 1, "{:?}", after.keys());
        let others = before.iter().filter(|(path, _)| *path != "content/pages/about.md");
        others.for_each(|(path, text)| assert_eq!(after.get(path), Some(text), "{path}"));
        let tree = site.built(&["--now", "2025-02-15"]);
        assert!(String::from_utf8_lossy(&tree["about/index.html"]).contains("We were here."));
        // Once more, and nothing changes.
        let again = import(&site, "jekyll", &old, "", &[]);
        holds(&again.stderr, &["Wrote 0 texts and 0 other files; 2 were there already"]);
        assert!(!again.stderr.contains("give way"), "{}", again.stderr);
        assert_eq!(content(&site), after);
    }
}

#[cfg(unix)]
#[test]
fn what_somebody_has_written_stays_and_a_command_makes_room() {
    let own = "---\ntitle: About this digest\nsummary: Who makes it, and how.\n---\nMine.\n";
    {
        let (old, site) = (old("about.md"), begun());
        site.write("content/pages/about.md", own);
        let run = import(&site, "jekyll", &old, "", &[]);
        assert_eq!(text(&site, "content/pages/about.md"), own, "{}", run.stderr);
        assert!(!run.stderr.contains("give way"), "{}", run.stderr);
        obey(&run.stderr, "mv");
        assert_eq!(text(&site, "content/pages/about-1.md"), own);
        assert_eq!(import(&site, "jekyll", &old, "", &[]).code, 0);
        let tree = site.built(&["--now", "2025-02-15"]);
        assert!(String::from_utf8_lossy(&tree["about/index.html"]).contains("We were here."));
        assert!(String::from_utf8_lossy(&tree["about-1/index.html"]).contains("Mine."));
    }
}

#[test]
fn a_page_of_ones_own_keeps_the_address_of_an_old_one() {
    for (path, own) in [
        ("content/pages/about.md", "---\ntitle: Mine\n---\nMine.\n"),
        ("content/pages/about/index.md", "---\ntitle: Mine\n---\nMine.\n"),
        ("content/pages/x.md", "---\ntitle: Mine\nurl: /about/\n---\nMine.\n"),
        ("content/2025-01-01-x.md", "---\ntitle: X\ndate: 2025-01-01\naliases: [/about/]\n---\nMine.\n"),
    ] {
        let (old, site) = (old("we.md"), Site::with(&[(path, own)]));
        for _ in 0..2 {
            let run = import(&site, "jekyll", &old, "", &[]);
            holds(&run.stderr, &["would stand at the address of another page", "we.md: /about/"]);
            assert_eq!(text(&site, path), own);
            holds(&text(&site, "content/2020-02-03-grain.md"), &["See [us](pages/we.md)."]);
        }
        let tree = site.built(&[]);
        assert!(String::from_utf8_lossy(&tree["we/index.html"]).contains("We were here."), "{path}");
        // A draft has no address.
        site.write(path, own.replace("title: ", "draft: true\ntitle: "));
        assert!(!import(&site, "jekyll", &old, "", &["--dry-run"]).stderr.contains("another page"));
    }
}

#[cfg(unix)]
#[test]
fn the_examples_that_are_left_go_by_a_command() {
    let (old, site) = (old("about.md"), begun());
    let report = import(&site, "jekyll", &old, "", &[]).stderr;
    let is_command = |line: &&str| line.starts_with("  rm ");
    assert!(report.lines().filter(is_command).all(|line| !line.contains("pages/about.md")), "{report}");
    obey(&report, "rm");
    let texts: Vec<String> = content(&site).into_keys().filter(|path| path.ends_with(".md")).collect();
    assert_eq!(texts, ["content/2020-02-03-grain.md", "content/pages/about.md"]);
    assert_eq!(site.build(&["--now", "2025-02-15"]).code, 0);
}

#[test]
fn the_menu_s_lines_of_examples_are_named_with_the_command() {
    let menu = |report: &str| -> Vec<String> {
        let lines = report.lines().skip_while(|line| !line.contains("out of `menu:` in newsprint.yaml"));
        lines.skip(1).take_while(|line| line.starts_with("  - ")).map(str::to_owned).collect()
    };
    let (world, editions, about) = (
        "  - {name: World, url: /topics/world/}", "  - {name: Editions, url: /editions/}",
        "  - {name: About, url: /about/}",
    );
    let with_posts = |head: &str| {
        let old = Site::bare();
        old.write("_config.yml", "url: https://old.example\n");
        old.write("_posts/2020-02-03-grain.md", format!("---\ntitle: Grain\n{head}---\nText.\n"));
        old
    };
    let report = import(&begun(), "jekyll", &with_posts(""), "", &[]).stderr;
    assert_eq!(menu(&report), [world, editions, about], "{report}");
    // The old site has such a page, and the topic.
    let report = import(&begun(), "jekyll", &old("about.md"), "", &[]).stderr;
    assert_eq!(menu(&report), [world, editions], "{report}");
    let report = import(&begun(), "jekyll", &with_posts("categories: [local, world]\n"), "", &[]).stderr;
    assert_eq!(menu(&report), [editions, about], "{report}");
    // Somebody has an edition, and no such line.
    let site = begun();
    site.write("content/editions/2025-02-10.md", "---\ntitle: Ours\n---\nGood evening.\n");
    let config = text(&site, "newsprint.yaml").replace(about, "");
    site.write("newsprint.yaml", config);
    let report = import(&site, "jekyll", &with_posts(""), "", &[]).stderr;
    assert_eq!(menu(&report), [world], "{report}");
    let config = text(&site, "newsprint.yaml").replace(world, "");
    site.write("newsprint.yaml", config);
    let report = import(&site, "jekyll", &with_posts(""), "", &[]).stderr;
    assert!(!report.contains("`menu:`") && report.contains("\n  rm "), "{report}");
}
