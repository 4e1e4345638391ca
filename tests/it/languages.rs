//! Commands on a site in several languages.

use std::process::{Command, Output};

use crate::harness::{NOW, Site};

fn run(site: &Site, command: &[&str], arguments: &[&str]) -> Output {
    let mut newsprint = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    newsprint.args(command).arg("--root").arg(site.path()).args(["--now", NOW]).args(arguments);
    newsprint.output().expect("newsprint runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A site with an edition in each of two languages, both the first.
fn site() -> Site {
    let site = Site::bare();
    site.write(
        "newsprint.yaml",
        "title: The Desk\nbase_url: https://desk.example/\ncontact: desk@desk.example\nlanguages: {uk: {title: Стіл}}\n",
    );
    site.write("content/2025-02-12-grain.md", "---\ntitle: Grain\nsources: [S]\n---\nA text.\n");
    site.write("content/2025-02-12-grain.uk.md", "---\ntitle: Зерно\nsources: [S]\n---\nТекст.\n");
    let edition = |title| {
        format!("---\ntitle: {title}\nnumber: 1\ncovers: 2025-02-11\n---\n[Grain](../2025-02-12-grain.md)\n")
    };
    site.write("content/editions/2025-02-11.md", edition("The first"));
    site.write("content/editions/2025-02-11.uk.md", edition("Перший"));
    site
}

#[test]
fn an_edition_is_sent_in_its_language() {
    let site = site();
    let mail = |arguments: &[&str]| text(&run(&site, &["email"], arguments).stdout);
    let english = mail(&["1", "--text"]);
    assert!(english.contains("The first"), "{english}");
    assert!(english.contains("https://desk.example/2025/02/grain/"), "{english}");
    let ukrainian = mail(&["1", "--text", "--language", "uk"]);
    assert!(ukrainian.contains("Зерно") && !ukrainian.contains("Grain"), "{ukrainian}");
    assert!(ukrainian.contains("https://desk.example/uk/2025/02/grain/"), "{ukrainian}");
    for by in ["content/editions/2025-02-11.uk.md", "https://desk.example/uk/editions/2025-02-11/"] {
        assert_eq!(mail(&[by, "--text"]), ukrainian, "{by}");
    }
    let identity = |arguments: &[&str]| {
        mail(arguments).lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned)
    };
    assert!(identity(&["1"]).is_some());
    assert_ne!(identity(&["1"]), identity(&["1", "--language", "uk"]));
}

#[test]
fn the_next_edition_is_of_the_texts_in_its_language() {
    let site = site();
    let covers = ["--covers", "2025-02-12", "--date", "2025-02-12T20:00", "--language", "uk"];
    let made = run(&site, &["new", "edition"], &covers);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(
        text(&made.stderr).starts_with("Wrote content/editions/2025-02-12.uk.md: number 2"),
        "{}",
        text(&made.stderr)
    );
    let path = site.path().join("content/editions/2025-02-12.uk.md");
    let written = std::fs::read_to_string(path).expect("the edition");
    assert!(written.starts_with("---\ntitle: Випуск 2\n"), "{written}");
}

#[test]
fn a_language_that_the_site_does_not_have_is_told() {
    let site = site();
    for command in [&["email", "1"][..], &["new", "edition"]] {
        let output = run(&site, command, &["--language", "de"]);
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        let said = text(&output.stderr);
        assert!(said.contains("--language de: the languages of this site are en, uk"), "{said}");
    }
}

/// A language may have more editions than the site's own; what is said of one of them names it.
#[test]
fn editions_of_another_language_are_its_own() {
    let site = Site::bare();
    site.write(
        "newsprint.yaml",
        "title: T\nbase_url: https://digest.example/\ncontact: desk@digest.example\nlanguages: {uk: {title: Т}}\n",
    );
    let edition = |words: &str| format!("---\ntitle: E\nnumber: 1\n---\n{words}\n");
    site.write("content/editions/2025-02-10.uk.md", edition("Слова."));
    site.write(
        "content/editions/2025-02-11.uk.md",
        edition(&"Дуже багато слів. ".repeat(9000)).replace("1\n", "2\n"),
    );
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let said = run.stderr.find("email-size").expect("it is too large for some mail programs");
    assert!(run.stderr[said..].contains("content/editions/2025-02-11.uk.md"), "{}", run.stderr);
    assert!(!run.stderr.contains("no-original"), "{}", run.stderr);
}
