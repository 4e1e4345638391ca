//! What a user of each command sees, whole: tests/commands/. `NEWSPRINT_BLESS=1` writes what is expected anew; read the
//! difference.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::harness::{Site, fixture};

/// The day of all of them.
const NOW: &str = "2025-02-14T12:00:00Z";

/// A command with what is asked of it, in order; all in one site, in which each finds what the last one left.
const COMMANDS: &[(&str, &[&[&str]])] = &[
    ("announce", &[&["announce", "-h"], &["announce", "--dry-run"]]),
    ("build", &[&["build", "-h"], &["build"], &["build"], &["build", "--strict", "--base-url", "nowhere"]]),
    (
        "check",
        &[
            &["check", "-h"],
            &["check"],
            &["check", "content/2025-02-12-talks.md"],
            &["check", "--fix"],
            &["check", "nothing.md"],
        ],
    ),
    ("completions", &[&["completions", "-h"]]),
    ("due", &[&["due", "-h"], &["due"], &["due", "--within", "1d"]]),
    ("email", &[&["email", "-h"], &["email", "no-edition"]]),
    ("explain", &[&["explain", "-h"], &["explain", "/nowhere/"]]),
    (
        "import",
        &[
            &["import", "-h"],
            &["import"],
            &["import", "saved.html", "--explain", "--dry-run"],
            &["import", "saved.html", "--brief", "--topic", "trade"],
            &["import", "saved.html", "nowhere.html"],
        ],
    ),
    (
        "init",
        &[&["init", "-h"], &["init", "."], &["init", "new", "--title", "The Digest", "--timezone", "UTC"]],
    ),
    (
        "list",
        &[
            &["list", "-h"],
            &["list"],
            &["list", "topics"],
            &["list", "held"],
            &["list", "articles", "--without", "summary", "--format", "json"],
            &["list", "--topic", "Trad"],
        ],
    ),
    ("manual", &[&["manual", "-h"]]),
    (
        "mv",
        &[&["mv", "-h"], &["mv", "content/2025-02-12-talks.md", "content/2025-02-12-peace.md", "--dry-run"]],
    ),
    (
        "new",
        &[
            &["new", "-h"],
            &["new", "article", "Ministers meet", "--topic", "trade", "--tag", "Grian"],
            &["new", "article", "Ministers meet"],
            &["new", "tag", "Ports"],
        ],
    ),
    ("publish", &[&["publish", "-h"], &["publish"], &["publish", "--to", "elsewhere", "--dry-run"]]),
    ("schema", &[&["schema", "-h"], &["schema", "nothing"]]),
    ("serve", &[&["serve", "-h"], &["serve", "--port", "many"]]),
    ("stats", &[&["stats", "-h"], &["stats"]]),
    (
        "theme",
        &[
            &["theme", "-h"],
            &["theme", "eject", "card.html"],
            &["theme", "eject", "templates/parts/card.html"],
            &["theme", "diff"],
        ],
    ),
];

fn site() -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: The Digest\nbase_url: https://digest.example/\ntimezone: UTC\n");
    site.write("content/tags.yaml", "- name: Grain\n  aliases: [Cereals]\n");
    site.write("content/topics/trade.md", "---\ntitle: Trade\n---\nWhat is bought and sold.\n");
    let article = |name: &str, front: &str, body: &str| {
        site.write(&format!("content/{name}.md"), format!("---\n{front}\n---\n{body}\n"));
    };
    article(
        "2025-02-12-talks",
        "title: Talks begin in Geneva.\nsummary: Ministers met for the first time in a year.\nsources: [{name: The Times, url: 'https://times.example/talks'}]\ntopics: [Trade]\ntags: [grain]",
        "The minister, TK, arrived. See [the vote](2025-02-13-vote.md).",
    );
    article(
        "2025-02-13-vote",
        "title: Parliament votes\nsources: [The Post]\ntopics: [Trade]",
        "Text.\n\nRead more »",
    );
    article(
        "2025-02-15-later",
        "title: Later\ndate: 2025-02-15 06:00\nsources: [The Post]\nsummary: It comes.",
        "Other text.",
    );
    article("2025-02-11-draft", "title: Draft\ndraft: true", "Not yet.");
    site.write(
        "saved.html",
        "<!DOCTYPE html>\n<!-- saved from url=(0030)https://times.example/2025/pilots -->\n<html lang=\"en\"><head><title>Pilots return | The Times</title>\
         <meta property=\"og:site_name\" content=\"The Times\"></head><body><nav><a href=\"/\">Home</a></nav><article><h1>Pilots return</h1>\
         <p>By Olena Marchenko</p><p>A second group of pilots has been called back from leave so that the convoys can go on through the winter.</p>\
         <p>They will work in shifts of eight hours, and each ship will have two of them on the bridge until it has passed the outer buoy.</p>\
         </article><footer><p>All rights reserved</p></footer></body></html>\n",
    );
    site.write(
        "content/editions/2025-02-14.md",
        "---\ntitle: The Morning Brief\ndate: 2025-02-14 06:00\n---\n- [Talks](../2025-02-12-talks.md)\n",
    );
    site
}

/// Commands that take no moment.
const TIMELESS: &[&str] = &["completions", "manual", "theme", "schema", "serve"];

fn seen(site: &Site, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(arguments).current_dir(site.path());
    let asks_help = arguments.contains(&"-h");
    if !asks_help && !TIMELESS.contains(&arguments[0]) {
        command.args(["--now", NOW]);
    }
    for name in ["EDITOR", "VISUAL", "GIT_DIR", "COLUMNS"] {
        command.env_remove(name);
    }
    // Above the site there is no repository and no other site, whatever the machine has.
    command.env("GIT_CEILING_DIRECTORIES", site.path().parent().unwrap_or(site.path()));
    let run = command.output().expect("newsprint runs");
    let typed = arguments
        .iter()
        .map(|word| if word.contains(' ') { format!("{word:?}") } else { (*word).to_owned() });
    let mut text = format!("$ newsprint {}\n", typed.collect::<Vec<_>>().join(" "));
    for part in [&run.stdout, &run.stderr] {
        text.push_str(&steady(&String::from_utf8_lossy(part), site.path()));
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    let _ = writeln!(text, "[{}]\n", run.status.code().unwrap_or(-1));
    text
}

/// A text without what another machine or another moment would print: the folder, how long it took, the version.
fn steady(text: &str, folder: &Path) -> String {
    let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let text = text.replace(&*folder.to_string_lossy(), "SITE").replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let text = text.replace("newsprint.exe", "newsprint");
    let mut lines = String::new();
    for line in text.lines() {
        match line.rsplit_once(" in ") {
            Some((start, took))
                if took.strip_suffix(" s").is_some_and(|number| number.parse::<f64>().is_ok()) =>
            {
                let _ = writeln!(lines, "{start} in 0.00 s");
            }
            _ => {
                let _ = writeln!(lines, "{}", line.trim_end());
            }
        }
    }
    lines
}

#[test]
fn each_command_shows_what_is_expected() {
    let bless = std::env::var_os("NEWSPRINT_BLESS").is_some();
    for (name, invocations) in COMMANDS {
        let site = site();
        let text: String = invocations.iter().map(|arguments| seen(&site, arguments)).collect();
        let file = fixture("commands").join(format!("{name}.txt"));
        if bless {
            std::fs::create_dir_all(fixture("commands")).expect("a folder");
            std::fs::write(&file, &text).expect("a file");
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            text == expected,
            "{name}: NEWSPRINT_BLESS=1 writes it anew\n{}",
            difference(&expected, &text)
        );
    }
}

/// The lines that only one of two texts has.
fn difference(expected: &str, text: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (expected.lines().collect(), text.lines().collect());
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(come).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_command_is_forgotten() {
    let run = Command::new(env!("CARGO_BIN_EXE_newsprint")).arg("-h").output().expect("newsprint runs");
    let help = String::from_utf8_lossy(&run.stdout).into_owned();
    let listed = help
        .split("Commands:\n")
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next())
        .expect("a list of commands");
    let names: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "help")
        .collect();
    for name in names {
        assert!(COMMANDS.iter().any(|(command, _)| *command == name), "{name} has no snapshot");
    }
}
