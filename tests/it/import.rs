//! `newsprint import` of pages that are saved and of texts that were pasted: a folder of `tests/imports/` each, with what is put in
//! (`page.html` and its address in `url`, or `paste.txt`; flags in `arguments`) and what comes out: `draft.md`, and `said.txt`.
//!
//! `NEWSPRINT_BLESS=1` rewrites what is expected; the difference is to be read.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::harness::{Site, fixture};

/// A site that knows a topic, a tag and two outlets.
pub(crate) fn site() -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: T\nbase_url: https://digest.example/\ntimezone: Europe/Kyiv\n");
    site.write("content/tags.yaml", "- name: Grain\n  aliases: [cereals]\n");
    site.write("content/sources.yaml", "The Harbour Post:\n  domains: [harbour.example]\nReuters: {}\n");
    site.write("content/topics/trade.md", "---\ntitle: Trade\n---\nAll about it.\n");
    site.write(
        "content/editions/2025-03-01.md",
        "---\ntitle: First\nnumber: 1\ndate: 2025-03-01\ndraft: true\n---\n\nGood evening.\n",
    );
    site
}

pub(crate) fn import(site: &Site, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.arg("import").args(arguments).arg("--root").arg(site.path()).args(["--now", "2025-03-01T08:30"]);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").current_dir(site.path());
    command.output().expect("newsprint runs")
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn drafts(site: &Site) -> Vec<String> {
    let content = std::fs::read_dir(site.path().join("content")).expect("a folder");
    let names = content.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("20")).collect();
    names.sort();
    names
}

/// Compares with what is expected, or writes it.
fn expect(file: &Path, found: &str, faults: &mut Vec<String>) {
    if std::env::var_os("NEWSPRINT_BLESS").is_some() {
        std::fs::write(file, found).expect("a file");
        return;
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    if expected != found {
        faults.push(format!("{}\n--- expected\n{expected}\n--- found\n{found}", file.display()));
    }
}

#[test]
fn pages_and_texts_become_the_drafts_that_are_expected() {
    let mut faults = Vec::new();
    let mut folders: Vec<_> = std::fs::read_dir(fixture("imports"))
        .expect("cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    for folder in folders {
        let site = site();
        let text = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
        let flags = text("arguments").unwrap_or_default();
        let mut arguments: Vec<&str> = flags.split_whitespace().collect();
        let url = text("url").unwrap_or_default();
        let file = if folder.join("page.html").is_file() { "page.html" } else { "paste.txt" };
        let path = folder.join(file);
        arguments.push(path.to_str().expect("UTF-8"));
        if !url.trim().is_empty() {
            arguments.extend(["--url", url.trim()]);
        }
        let output = import(&site, &arguments);
        let messages = said(&output).replace(path.to_str().expect("UTF-8"), file);
        expect(&folder.join("said.txt"), &messages, &mut faults);
        let made = drafts(&site);
        let draft = made
            .first()
            .map(|name| std::fs::read_to_string(site.path().join("content").join(name)).expect("a draft"));
        assert_eq!(output.status.success(), draft.is_some(), "{}: {messages}", folder.display());
        if let Some(draft) = draft {
            expect(&folder.join("draft.md"), &draft, &mut faults);
        }
        // Whatever is written is one that a build takes, as a draft that nobody sees.
        assert!(site.build(&["--strict"]).code != 2, "{}", folder.display());
        let run = site.build(&["--drafts", "--future"]);
        assert_eq!(run.code, 0, "{}: {}", folder.display(), run.stderr);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// A page of an outlet.
pub(crate) const PAGE: &str = "<html><head><title>Grain ships leave the port again</title></head><body><article><h1>Grain ships leave the port again</h1>\
    <p>Twelve ships loaded with grain left the southern port on Wednesday morning, the first convoy to sail for seven weeks, it was said.</p>\
    <p>The ships carry three hundred thousand tonnes of wheat and maize, most of it for buyers far away, who had waited for it since the new year.</p>\
    <p>The next convoy is planned for the weekend, if the wind allows it. A second group of pilots has been called back from leave for it.</p></article></body></html>";

#[test]
fn nothing_is_overwritten_and_nothing_made_twice() {
    let site = site();
    site.write("a.html", PAGE);
    let url = "https://harbour.example/2025/02/grain";
    assert!(import(&site, &["a.html", "--url", url]).status.success());
    let name = drafts(&site).remove(0);
    assert_eq!(name, "2025-03-01-grain-ships-leave-the-port-again.md");
    site.write(
        &format!("content/{name}"),
        std::fs::read_to_string(site.path().join("content").join(&name))
            .expect("a draft")
            .replace("Twelve", "12"),
    );
    // By its address, in whatever form; by its text; and its file stays as it is.
    for arguments in [
        &["a.html", "--url", "http://www.harbour.example/2025/02/grain/?utm_source=x"][..],
        &["a.html"],
        &["a.html", "--again"],
    ] {
        let output = import(&site, arguments);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains(&name), "{}", said(&output));
    }
    assert_eq!(drafts(&site), [name.as_str()]);
    assert!(
        std::fs::read_to_string(site.path().join("content").join(&name))
            .expect("a draft")
            .contains("12 ships")
    );
    // It is wanted all the same.
    let output = import(&site, &["a.html", "--again", "--slug", "second"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(drafts(&site).len(), 2);
}

#[test]
fn cards_and_briefs_come_into_the_draft_of_an_edition() {
    let site = site();
    site.write("a.html", PAGE);
    site.write(
        "b.html",
        PAGE.replace("Grain ships leave", "Tugs from three lands guard")
            .replace("Twelve ships", "Nine tugs, of which two are new and"),
    );
    let url = "https://harbour.example/tugs";
    let output = import(&site, &["b.html", "--url", url, "--brief", "--edition", "2025-03-01"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(drafts(&site), Vec::<String>::new());
    let output = import(&site, &["a.html", "--edition", "2025-03-01"]);
    assert!(output.status.success(), "{}", said(&output));
    let edition =
        std::fs::read_to_string(site.path().join("content/editions/2025-03-01.md")).expect("the edition");
    assert!(
        edition.ends_with(
            "Good evening.\n\n[Tugs from three lands guard the port again](https://harbour.example/tugs) — TK\n\n\
             [Grain ships leave the port again](../2025-03-01-grain-ships-leave-the-port-again.md)\n"
        ),
        "{edition}"
    );
    site.write(
        "content/editions/2025-02-01.md",
        "---\ntitle: Out\nnumber: 2\ndate: 2025-02-01\n---\n\nHello.\n",
    );
    let refused = import(&site, &["a.html", "--again", "--slug", "x", "--edition", "2025-02-01"]);
    assert!(said(&refused).contains("is no draft"), "{}", said(&refused));
    assert_eq!(drafts(&site).len(), 1, "nothing is written where the card has no place");
}

#[test]
fn what_is_asked_for_without_writing_writes_nothing() {
    let site = site();
    site.write("a.html", PAGE);
    let dry = import(&site, &["a.html", "--dry-run", "--explain"]);
    assert!(dry.status.success());
    assert!(
        said(&dry).contains("Would write content/2025-03-01-grain-ships-leave-the-port-again.md"),
        "{}",
        said(&dry)
    );
    assert!(said(&dry).contains("(structured: `<h1>`"), "{}", said(&dry));
    let printed = import(&site, &["a.html", "--stdout"]);
    assert!(
        String::from_utf8_lossy(&printed.stdout)
            .starts_with("---\ntitle: Grain ships leave the port again\n")
    );
    let json = import(&site, &["a.html", "missing.html", "--json", "--dry-run"]);
    assert_eq!(json.status.code(), Some(3));
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(json[0]["fields"][0]["value"], "Grain ships leave the port again");
    assert!(json[1]["error"].as_str().is_some_and(|why| why.contains("cannot be read")), "{json}");
    assert_eq!(drafts(&site), Vec::<String>::new());
}

#[test]
fn a_text_is_taken_over_whole_only_under_a_licence() {
    let site = site();
    site.write("a.html", PAGE);
    let refused = import(&site, &["a.html", "--republished"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("--licence"), "{}", said(&refused));
    let with = PAGE.replace("</article>", "<figure><img src='https://harbour.example/s.jpg' alt='A ship'><figcaption>A ship</figcaption></figure><p>All of it has been said by the port authority, and none of it by anybody else so far, which is why it stands here.</p></article>");
    site.write("b.html", with);
    let taken = import(
        &site,
        &["b.html", "--url", "https://harbour.example/x", "--republished", "--licence", "CC BY 4.0"],
    );
    assert!(taken.status.success(), "{}", said(&taken));
    let draft =
        std::fs::read_to_string(site.path().join("content").join(&drafts(&site)[0])).expect("a draft");
    assert!(
        draft.contains("republished: true\n")
            && draft.contains("    licence: CC BY 4.0\n")
            && draft.contains("draft: true\n"),
        "{draft}"
    );
    assert!(!draft.contains("s.jpg"), "pictures stay behind: {draft}");
}

#[test]
fn what_cannot_be_read_is_said_in_a_line() {
    let site = site();
    site.write("list.txt", "https://a.example/1\nnot an address\n");
    site.write("deep.html", "<div>".repeat(100_000));
    site.write(
        "many.html",
        format!("<p {}>x</p>", (0..200_000).map(|n| format!("a{n}=1 ")).collect::<String>()),
    );
    site.write("long.html", "x".repeat((8 << 20) + 1));
    site.write("empty.html", "");
    site.write("a.html", PAGE);
    for (arguments, part) in [
        (&["deep.html"][..], "more than 512"),
        (&["many.html"], "more than 1,000 attributes"),
        (&["long.html"], "longer than 8 MB"),
        (&["empty.html"], "no text was found"),
        (&["nothing.html"], "nothing.html"),
        (&["a.html", "--selector", "::["], "no CSS selector"),
        (&["a.html", "--selector", ".nowhere"], "finds nothing"),
        (&["a.html", "--edition", "none"], "no edition none"),
        (&["a.html", "--topic", "Trad"], "did you mean"),
        (&["a.html", "--url", "harbour"], "no web address"),
        (&["http://127.0.0.1:8080/"], "private"),
        (&["http://localhost/"], "private"),
        (&["file:///etc/passwd"], "file:///etc/passwd"),
        (&[], "name a page"),
        (&["harbour.example/2025/grain"], "https://harbour.example/2025/grain"),
    ] {
        let output = import(&site, arguments);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(said(&output).contains(part), "{arguments:?}: {}", said(&output));
        assert!(said(&output).lines().count() <= 6, "{arguments:?}: {}", said(&output));
    }
    assert_eq!(drafts(&site), Vec::<String>::new());
}

/// A page with a headline and an outlet of these words, as HTML has them.
pub(crate) fn page(headline: &str, outlet: &str) -> String {
    PAGE.replace("Grain ships leave the port again", headline)
        .replace("</title>", &format!("</title><meta property='og:site_name' content='{outlet}'>"))
}

#[test]
fn languages_are_asked_for_by_their_own_flag() {
    let site = site();
    site.write("a.html", PAGE);
    let output = import(&site, &["a.html", "--draft-language", "xx"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--draft-language xx"), "{}", said(&output));
}
