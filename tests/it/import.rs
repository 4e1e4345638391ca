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

fn drafts(site: &Site) -> Vec<String> {
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

const PAGE: &str = "<html><head><title>Grain ships leave the port again</title></head><body><article><h1>Grain ships leave the port again</h1>\
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

#[test]
fn a_text_with_its_address_is_no_list_and_nothing_is_no_text() {
    let site = site();
    let text = "The fee rises to 14 euros\n\nThe fee will rise to 14 euros a ton next year, the board said on Sunday.\n\nNobody had expected it, it was said.\n";
    for (name, text) in [
        ("first.txt", format!("https://harbour.example/2025/02/12/fee?utm_source=x\n\n{text}")),
        ("bare.txt", format!("harbour.example/2025/02/12/fee\n\n{text}")),
        ("last.txt", format!("{text}\nhttps://harbour.example/2025/02/12/fee\n")),
    ] {
        site.write(name, text);
        let output = import(&site, &[name, "--stdout", "--again"]);
        let draft = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{name}: {}", said(&output));
        assert!(draft.starts_with("---\ntitle: The fee rises to 14 euros\n"), "{name}: {draft}");
        assert!(draft.contains("    url: https://harbour.example/2025/02/12/fee"), "{name}: {draft}");
        assert!(draft.contains("- name: The Harbour Post\n"), "{name}: {draft}");
        assert!(draft.contains("    published: 2025-02-12"), "{name}: {draft}");
        assert!(!draft.contains("\nhttps://"), "{name}: {draft}");
    }
    // A headline with its address is enough for a brief.
    site.write("two.txt", "The fee rises to 14 euros\n\nhttps://harbour.example/2025/02/12/fee\n");
    let output = import(&site, &["two.txt", "--stdout", "--brief"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("title: The fee rises to 14 euros\n"));
    // A line that is nearly an address is one of a list; and what says nothing is none of both.
    site.write("list.txt", "https://a.example/1\n# more\nb.example/2\n");
    site.write("blank.txt", "\u{feff}\n \n");
    for (arguments, part) in
        [(&["list.txt"][..], "line 3 of the list is no address"), (&["blank.txt"], "the file is empty")]
    {
        let output = import(&site, arguments);
        assert!(!output.status.success() && said(&output).contains(part), "{arguments:?}: {}", said(&output));
        assert!(!said(&output).contains("--paste"), "{}", said(&output));
    }
    for arguments in [&["-"][..], &["--paste"]] {
        let output = import(&site, arguments);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(said(&output).contains("nothing came in"), "{arguments:?}: {}", said(&output));
        assert!(!said(&output).contains("import --paste"), "{arguments:?}: {}", said(&output));
    }
}

#[test]
fn a_piece_of_a_page_is_read_as_its_text() {
    let site = site();
    site.write(
        "piece.txt",
        "<p>The board <b>approves</b> the budget</p>\n<p>The board approved the <a href=\"https://a.example/b\">budget</a> on Tuesday by 21 votes to 9, and its head thanked all sides.</p>\n<ul><li>Roads: 3 million</li></ul>",
    );
    let output = import(&site, &["piece.txt", "--stdout"]);
    let draft = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", said(&output));
    assert!(draft.contains("title: The board approves the budget\n"), "{draft}");
    assert!(draft.contains("approved the [budget](https://a.example/b) on Tuesday"), "{draft}");
    assert!(draft.contains("\n- Roads: 3 million\n"), "{draft}");
}

/// A page with a headline and an outlet of these words, as HTML has them.
pub(crate) fn page(headline: &str, outlet: &str) -> String {
    PAGE.replace("Grain ships leave the port again", headline)
        .replace("</title>", &format!("</title><meta property='og:site_name' content='{outlet}'>"))
}

#[test]
fn names_that_no_address_can_be_made_of_stop_no_build() {
    for outlet in [
        "~", "null", "yes", "1.0", "...", "con", "Aux", "LPT1", "- x", "&lt;&lt;", "a: b #c", "2025-02-01",
        "\"", "🚢",
    ] {
        let site = site();
        site.write("a.html", page("Grain ships leave", outlet));
        let output = import(&site, &["a.html", "--url", "https://a.example/x"]);
        assert!(output.status.success(), "{outlet}: {}", said(&output));
        let run = site.build(&["--drafts", "--future"]);
        assert_eq!(run.code, 0, "{outlet}: {}", run.stderr);
        assert!(said(&output).contains("utlet"), "it is said: {outlet}: {}", said(&output));
    }
    for headline in ["Con", "nul", "COM1", "Index", "404", "~ 1", "null"] {
        let site = site();
        site.write("a.html", page(headline, "Post"));
        let output = import(&site, &["a.html", "--url", "https://a.example/x", "--title", headline]);
        assert!(output.status.success(), "{headline}: {}", said(&output));
        let run = site.build(&["--drafts", "--future"]);
        assert_eq!(run.code, 0, "{headline}: {}", run.stderr);
    }
    // What somebody asks for is refused, and nothing is written.
    let site = site();
    site.write("a.html", PAGE);
    for (flag, name) in [("--topic", "~"), ("--tag", "aux"), ("--topic", "...")] {
        let output = import(&site, &["a.html", flag, name]);
        assert!(!output.status.success() && said(&output).contains(name), "{}", said(&output));
    }
    assert_eq!(drafts(&site), Vec::<String>::new());
}

#[test]
fn headlines_stand_in_editions_as_they_are() {
    for (headline, shown) in [
        ("{{x}} and {% y %}", "{{x}} and {% y %}"),
        ("[Sic] a](b) [c](d)", "[Sic] a](b) [c](d)"),
        ("&lt;b&gt;Bold&lt;/b&gt; &lt;!no&gt;", "&lt;b&gt;Bold&lt;/b&gt; &lt;!no&gt;"),
        ("A | B *c* _d_ `e` ~~f~~", "A | B *c* _d_ `e` ~~f~~"),
        ("R&amp;D :smile: ==g== {#id} {.class}", "R&amp;D :smile: ==g== {#id} {.class}"),
        ("# 1. Ships", "# 1. Ships"),
        ("![Ships](x.jpg)", "![Ships](x.jpg)"),
        ("C:\\ships\\[x]", "C:\\ships\\[x]"),
    ] {
        let site = site();
        site.write("a.html", page(headline, "Post"));
        let url = "https://a.example/x_(y)";
        let output = import(
            &site,
            &[
                "a.html", "--url", url, "--brief", "--edition", "2025-03-01", "--summary",
                "Our {{ words }} | [here](x).",
            ],
        );
        assert!(output.status.success(), "{headline}: {}", said(&output));
        let again = import(&site, &["a.html", "--url", url, "--brief", "--edition", "2025-03-01"]);
        assert!(said(&again).contains("has that already"), "{headline}: {}", said(&again));
        let run = site.build(&["--drafts", "--future"]);
        assert_eq!(run.code, 0, "{headline}: {}", run.stderr);
        let edition = site.page("editions/2025-03-01/index.html");
        let written =
            std::fs::read_to_string(site.path().join("content/editions/2025-03-01.md")).expect("a file");
        assert!(edition.contains(&format!(">{shown}</a>")), "{shown}\n{written}\n{edition}");
        assert!(edition.contains("Our {{ words }} | [here](x)."), "{written}\n{edition}");
    }
}

#[test]
fn readers_have_a_standfirst_once() {
    const LEAD: &str = "Twelve ships loaded with grain left the southern port on Wednesday morning, the first convoy to sail for seven weeks, it was said.";
    assert!(PAGE.contains(LEAD));
    let words = |count: usize| LEAD.split(' ').take(count).collect::<Vec<_>>().join(" ");
    for (description, is_kept) in [
        (LEAD.to_owned(), false),
        (LEAD.to_uppercase().replace(',', " –"), false),
        (format!("{} The ships carry", LEAD), false),
        (format!("{}…", words(9)), false),
        (format!("{}...", &words(9)[..words(9).len() - 3]), false),
        (words(9), false),
        ("Grain sails again from the south.".to_owned(), true),
        (format!("Again: {LEAD}"), true),
        (format!("{} or so", words(5)), true),
    ] {
        let site = site();
        let head = format!("</title><meta name='description' content='{description}'>");
        site.write("a.html", PAGE.replace("</title>", &head));
        let output = import(&site, &["a.html", "--url", "https://harbour.example/x"]);
        assert!(output.status.success(), "{description}: {}", said(&output));
        let path = site.path().join("content").join(&drafts(&site)[0]);
        let draft = std::fs::read_to_string(&path).expect("a draft");
        assert_eq!(draft.contains("\nsummary:\n"), !is_kept, "{description}: {draft}");
        assert!(draft.contains(&format!("\n---\n\n{LEAD}\n")), "the text is whole: {draft}");
        std::fs::write(&path, draft.replace("draft: true\n", "")).expect("an article");
        let run = site.build(&["--now", "2025-03-02"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let page = site.page("2025/03/grain-ships-leave-the-port-again/index.html");
        assert_eq!(page.contains("class=\"standfirst\""), is_kept, "{description}: {page}");
        // Cards have the beginning of the text in its place.
        assert!(is_kept || site.page("index.html").contains(&words(9)), "{description}");
    }
    let site = site();
    site.write("a.html", PAGE);
    let own = import(&site, &["a.html", "--summary", LEAD, "--stdout"]);
    assert!(
        String::from_utf8_lossy(&own.stdout).contains("\nsummary: Twelve"),
        "what somebody gives is written"
    );
}

#[test]
fn a_role_is_written_where_it_is_that_of_all() {
    for (byline, author, role) in [
        ("By Jo Doe, energy reporter", "Jo Doe", Some("energy reporter")),
        ("By Jo Doe and Al Roe, reporters", "Jo Doe, Al Roe", Some("reporters")),
        (
            "By Jo Doe, energy reporter, and Al Roe, political editor",
            "Jo Doe, Al Roe  # Jo Doe: energy reporter; Al Roe: political editor",
            None,
        ),
        (
            "By Jo Doe, energy &#xFFFE;\u{7f}: # reporter, and Al Roe",
            "Jo Doe, Al Roe  # Jo Doe: energy : # reporter", None,
        ),
        ("By Jo Doe, energy reporter, and Al Roe", "Jo Doe, Al Roe  # Jo Doe: energy reporter", None),
    ] {
        let site = site();
        site.write("a.html", PAGE.replace("</h1>", &format!("</h1><p class='byline'>{byline}</p>")));
        let output = import(&site, &["a.html", "--url", "https://harbour.example/x"]);
        assert!(output.status.success(), "{byline}: {}", said(&output));
        let draft =
            std::fs::read_to_string(site.path().join("content").join(&drafts(&site)[0])).expect("a draft");
        assert!(draft.contains(&format!("    author: {author}\n")), "{byline}: {draft}");
        let line = role.map(|role| format!("    role: {role}\n"));
        assert_eq!(draft.contains("    role: "), line.is_some(), "{byline}: {draft}");
        assert!(line.is_none_or(|line| draft.contains(&line)), "{byline}: {draft}");
        assert_eq!(site.build(&["--drafts", "--future"]).code, 0);
    }
}

#[test]
fn languages_are_asked_for_by_their_own_flag() {
    let site = site();
    site.write("a.html", PAGE);
    let output = import(&site, &["a.html", "--draft-language", "xx"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--draft-language xx"), "{}", said(&output));
}
