//! What editors ask of a site besides building it: lists, what is due, counts, the theme's files, files that are ignored.

use std::process::{Command, Output};

use crate::harness::Site;

const NOW: &str = "2025-02-20T12:00";

fn newsprint(site: &Site, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(arguments).arg("--root").arg(site.path());
    if arguments[0] != "theme" {
        command.args(["--now", NOW]);
    }
    command.output().expect("newsprint runs")
}

fn printed(site: &Site, arguments: &[&str]) -> String {
    let run = newsprint(site, arguments);
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn article(site: &Site, name: &str, front: &str) {
    site.write(&format!("content/{name}.md"), format!("---\n{front}\n---\nText.\n"));
}

fn site() -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: T\nbase_url: https://digest.example/d/\ntimezone: Europe/Kyiv\n");
    site.write("content/tags.yaml", "- name: Sea\n- {name: Black Sea, parent: Sea}\n");
    article(
        &site,
        "2025-02-03-one",
        "title: One\nsources: [{name: The Times, url: 'https://t.example/1'}]\ntopics: [Trade]\ntags: [Black Sea]\nsummary: S",
    );
    article(&site, "2025-02-10-two", "title: Two\nsources: [The Times, The Post]\ntopics: [Trade, War]");
    article(
        &site,
        "2025-02-19-three",
        "title: Три\ndate: 2025-02-19T18:30\nsources: [The Post]\ntype: opinion\nauthors: [Anna]",
    );
    article(
        &site,
        "2025-02-21-four",
        "title: Four\ndate: 2025-02-21T06:00\nsources: [The Post]\nexpires: 2025-02-22",
    );
    article(&site, "2025-02-18-draft", "title: Draft\ndraft: true\nsources: [The Post]");
    site.write(
        "content/editions/2025-02-14.md",
        "---\ntitle: First\nnumber: 1\ndate: 2025-02-14\ncovers: 2025-02-08/2025-02-14\n---\n[Two](../2025-02-10-two.md)\n",
    );
    site
}

#[test]
fn lists_of_articles() {
    let site = site();
    let expected = "\
DATE              TITLE  TOPIC  PATH
2025-02-19 18:30  Три    –      content/2025-02-19-three.md
2025-02-10        Two    Trade  content/2025-02-10-two.md
2025-02-03        One    Trade  content/2025-02-03-one.md
";
    assert_eq!(printed(&site, &["list"]), expected);
    let titles = |arguments: &[&str]| -> Vec<String> {
        let lines = printed(&site, &[&["list", "--format", "json"], arguments].concat());
        let title = |line: &str| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["title"]
                .as_str()
                .expect("a title")
                .to_owned()
        };
        lines.lines().map(title).collect()
    };
    for (arguments, expected) in [
        (&["--topic", "trade"][..], &["Two", "One"][..]),
        (&["--tag", "Sea"], &["One"]),
        (&["--source", "the post", "--topic", "War"], &["Two"]),
        (&["--author", "Anna"], &["Три"]),
        (&["--type", "opinion"], &["Три"]),
        (&["--days", "2025-02-10/2025-02-19"], &["Три", "Two"]),
        (&["--in-no-edition"], &["Три", "One"]),
        (&["--without", "topic"], &["Три"]),
        (&["--without", "url", "--without", "author"], &["Two"]),
        (&["--without", "summary", "--limit", "1"], &["Три"]),
        (&["--without", "source"], &[]),
        (&["--all"], &["Four", "Три", "Draft", "Two", "One"]),
        (&["editions"], &["First"]),
        (&["held"], &["Draft", "Four"]),
        (&["held", "--all"], &["Draft", "Four"]),
        (&["due"], &["Four", "Four"]),
    ] {
        assert_eq!(titles(arguments), expected, "{arguments:?}");
    }
    for (arguments, answer) in [
        (&["list", "--topic", "Trad"][..], "--topic Trad: no article names it; did you mean `Trade`?"),
        (&["list", "tags", "--topic", "Trade"], "select articles"),
        (&["list", "--days", "soon"], "--days soon"),
        (&["list", "--language", "fr"], "the languages of this site are en"),
        (&["list", "everything"], "possible values"),
    ] {
        let refused = newsprint(&site, arguments);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
        assert!(said(&refused).contains(answer), "{arguments:?}: {}", said(&refused));
    }
    assert_eq!(said(&newsprint(&site, &["list", "--without", "source"])), "Nothing is of that kind\n");
}

#[test]
fn lists_of_names_and_of_what_is_held_back() {
    let site = site();
    let topics = "\
NAME   ARTICLES  DESCRIBED
Trade         2  false
War           1  false
";
    assert_eq!(printed(&site, &["list", "topics"]), topics);
    let held = "\
WHY                          TITLE  PATH
a draft                      Draft  content/2025-02-18-draft.md
due 2025-02-21 06:00 +02:00  Four   content/2025-02-21-four.md
";
    assert_eq!(printed(&site, &["list", "held"]), held);
    let tags = printed(&site, &["list", "tags", "--format", "json"]);
    assert_eq!(
        tags.lines().next(),
        Some(
            "{\"name\":\"Black Sea\",\"articles\":1,\"described\":true,\"url\":\"https://digest.example/d/tags/black-sea/\"}"
        )
    );
}

#[test]
fn what_is_due_and_when() {
    let site = site();
    let next = "DATE                       WHAT     TITLE  PATH\n2025-02-21T06:00:00+02:00  appears  Four   content/2025-02-21-four.md\n";
    assert_eq!(printed(&site, &["due"]), next);
    let due = |arguments: &[&str]| newsprint(&site, &[&["due"], arguments].concat());
    assert_eq!(due(&["--within", "12h"]).status.code(), Some(1));
    assert_eq!(due(&["--within", "18h"]).status.code(), Some(0));
    assert_eq!(
        String::from_utf8_lossy(&due(&["--within", "2d", "--format", "json"]).stdout).lines().count(),
        2
    );
    // From the last build to now: three came.
    assert_eq!(due(&["--since", "2025-02-19T18:00"]).status.code(), Some(0));
    assert_eq!(due(&["--since", "2025-02-19T18:30"]).status.code(), Some(1));
    for wrong in
        [&["--within", "soon"][..], &["--since", "soon"], &["--within", "1h", "--since", "2025-02-19"]]
    {
        assert_eq!(due(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn counts() {
    let site = site();
    let counted = printed(&site, &["stats", "--days", "2025-02-03/2025-02-20"]);
    let expected = "\
3 articles from 2025-02-03 to 2025-02-20

WEEK OF     ARTICLES
2025-02-03         1  ██████████████████████████████
2025-02-10         1  ██████████████████████████████
2025-02-17         1  ██████████████████████████████

TOPIC  ARTICLES
Trade         2
War           1
1 name no topic

OUTLET     ARTICLES  FIRST  PERCENT
The Post          2      1     66.7
The Times         2      2     66.7

Days without an article: 2025-02-11/2025-02-18, 2025-02-04/2025-02-09
";
    assert_eq!(counted, expected);
    let json: serde_json::Value =
        serde_json::from_str(&printed(&site, &["stats", "--format", "json"])).expect("JSON");
    assert_eq!((json["articles"].as_u64(), json["weeks"].as_array().map(Vec::len)), (Some(3), Some(12)));
    assert_eq!(json["outlets"][0]["percent"], 66.7);
}

#[test]
fn defaults_are_taken_out_and_compared_with_later_ones() {
    let site = site();
    let before = site.built(&["--now", NOW]);
    let listed = printed(&site, &["theme", "list"]);
    for file in ["templates/article.html", "static/theme/style.css", "i18n/en.yaml", "archetypes/article.md"]
    {
        assert!(
            listed.lines().any(|line| line.starts_with(file) && line.ends_with("  default")),
            "{file}\n{listed}"
        );
    }
    let all: Vec<&str> = listed.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(newsprint(&site, &[&["theme", "eject"], &all[..]].concat()).status.success());
    assert_eq!(site.built(&["--now", NOW]), before, "what was taken out and not changed makes the same site");
    assert!(printed(&site, &["theme", "list"]).lines().skip(1).all(|line| line.ends_with("  ejected")));
    assert_eq!(said(&newsprint(&site, &["theme", "diff"])), "No default has changed since it was ejected\n");

    // As if an earlier version had had another default.
    let card = "templates/components/byline.html";
    let was = std::fs::read_to_string(site.path().join(".theme-defaults").join(card)).expect("as it was");
    site.write(&format!(".theme-defaults/{card}"), format!("{was}<!-- old -->\n"));
    assert!(printed(&site, &["theme", "list"]).contains("ejected, and changed since"));
    let diff = printed(&site, &["theme", "diff"]);
    assert!(diff.starts_with(&format!("--- {card}, as it was ejected\n+++ {card}, of newsprint")), "{diff}");
    assert!(diff.contains("\n-<!-- old -->\n"), "{diff}");
    assert_eq!(said(&newsprint(&site, &["theme", "diff", "--seen"])), "Taken as seen\n");
    assert!(!printed(&site, &["theme", "list"]).contains("changed since"));

    let again = newsprint(&site, &["theme", "eject", "article.md"]);
    assert!(
        again.status.code() == Some(1) && said(&again).contains("there is archetypes/article.md already"),
        "{}",
        said(&again)
    );
    for (name, answer) in [
        ("article.htm", "the default theme has no `article.htm`; did you mean `article.html`?"),
        ("../../etc/passwd", "the default theme has no"),
        ("en.yml", "did you mean `en.yaml`"),
    ] {
        let refused = newsprint(&site, &["theme", "eject", name]);
        assert_eq!(refused.status.code(), Some(2), "{name}");
        assert!(said(&refused).contains(answer), "{name}: {}", said(&refused));
    }
}

#[test]
fn what_is_ignored_is_not_there() {
    let site = site();
    let before = site.built(&["--now", NOW]);
    site.write("content/inbox/raw.md", "no front matter\n");
    site.write("content/2025-02-04-notes.private.md", "---\ntitle: Notes\nsources: [S]\n---\nText.\n");
    site.write("static/sketches/a.txt", "x");
    let configuration = "title: T\nbase_url: https://digest.example/d/\ntimezone: Europe/Kyiv\n";
    site.write(
        "newsprint.yaml",
        format!("{configuration}ignore: [content/inbox/, '*.private.md', 'static/sketches/*', '!static/sketches/b.txt']\n"),
    );
    assert_eq!(site.built(&["--now", NOW]), before);
    site.write("static/sketches/b.txt", "y");
    assert!(site.built(&["--now", NOW]).contains_key("sketches/b.txt"));
    site.write("newsprint.yaml", format!("{configuration}ignore: [templates/, '*.yaml']\n"));
    let refused = newsprint(&site, &["theme", "eject", "article.html"]);
    assert!(refused.status.code() == Some(1) && said(&refused).contains("passes over"), "{}", said(&refused));
    // What is not ignored any more is there.
    site.write("newsprint.yaml", format!("{configuration}ignore: content/inbox/\n"));
    let tree = site.built(&["--now", NOW]);
    assert!(tree.contains_key("2025/02/notes-private/index.html") && tree.contains_key("sketches/a.txt"));
    assert_eq!(tree, site.built(&["--now", NOW, "--fresh"]));
    site.write("newsprint.yaml", format!("{configuration}ignore: ['content/{{a']\n"));
    let refused = site.build(&[]);
    assert!(refused.code == 1 && refused.stderr.contains("is no pattern of files"), "{}", refused.stderr);
    site.write("newsprint.yaml", format!("{configuration}ignoreFiles: ['secret.*']\n"));
    assert!(site.build(&[]).stderr.contains("`ignore:`"), "other tools' key names the way");
}

#[test]
fn shells_and_man_are_told_of_every_command() {
    let run = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_newsprint")).args(arguments).output().expect("newsprint runs");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let help = run(&["--help"]);
    let commands: Vec<&str> = help
        .split("Commands:\n")
        .nth(1)
        .expect("commands")
        .lines()
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 10 && commands.contains(&"init"), "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]);
        assert!(commands.iter().all(|command| script.contains(command)), "{shell}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    run(&["manual", "--to", &folder.path().to_string_lossy()]);
    assert!(
        folder.path().join("newsprint-new-article.1").is_file()
            && folder.path().join("newsprint.1").is_file()
    );
    assert!(run(&["manual"]).contains("newsprint"));
}
