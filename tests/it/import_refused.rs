//! What `newsprint import` refuses, and that it says so before it is tried, and last of all that it says.

use crate::harness::Site;
use crate::import::{import, page, said, site};

const EDITION: &str = "content/editions/2025-03-01.md";
const URL: &str = "https://quay.example/ferries";

/// A site with a report's page, and a draft of the same headline that has the address which an article of it would have.
fn with_namesake(url: &str) -> Site {
    let site = site();
    site.write("a.html", page("Ferries stop", "The Quay"));
    site.write("content/tags.yaml", "Grain: {}\n");
    site.write(
        "newsprint.yaml",
        "title: T\nbase_url: https://digest.example/\npermalinks: {article: '/{year}/{month}/{slug}/'}\n",
    );
    site.write(
        "content/2025-03-09-ferries-stop.md",
        format!("---\ntitle: Ferries stop\nsources: [{{name: Other, url: '{url}'}}]\ndraft: true\n---\nIn another harbour, of other people.\n"),
    );
    site
}

#[test]
fn a_brief_of_an_edition_needs_no_address() {
    let site = with_namesake("https://other.example/x");
    let article = import(&site, &["a.html", "--url", URL, "--brief"]);
    assert!(
        said(&article).contains("is the address of content/2025-03-09-ferries-stop.md"),
        "{}",
        said(&article)
    );
    let output = import(&site, &["a.html", "--url", URL, "--brief", "--edition", "2025-03-01"]);
    assert!(output.status.success(), "{}", said(&output));
    let edition = std::fs::read_to_string(site.path().join(EDITION)).expect("an edition");
    assert!(
        edition.ends_with("[Ferries stop](https://quay.example/ferries \"The Quay\") — TK\n"),
        "{edition}"
    );
    // Nor does a headline without letters.
    site.write("b.html", page("Tugs sail", "The Quay"));
    let output = import(
        &site,
        &[
            "b.html", "--url", "https://quay.example/b", "--title", "???", "--brief", "--edition",
            "2025-03-01",
        ],
    );
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_report_that_the_site_has_is_named_with_its_card() {
    let site = with_namesake(URL);
    for more in [&[][..], &["--dry-run"]] {
        let output = import(&site, &[&["a.html", "--url", URL][..], more].concat());
        assert!(said(&output).contains("ferries-stop.md retells that report already; "), "{}", said(&output));
        for brief in [&["--brief"][..], &[]] {
            let arguments = ["a.html", "--url", URL, "--edition", "2025-03-01"];
            let output = import(&site, &[&arguments[..], brief, more].concat());
            assert_eq!(output.status.code(), Some(1));
            let card =
                "a line `[Ferries stop](../2025-03-09-ferries-stop.md)` puts its card into the edition";
            assert!(said(&output).contains(card), "{}", said(&output));
        }
    }
    site.write(
        EDITION,
        "---\ntitle: First\ndraft: true\n---\n\n[Ferries stop](../2025-03-09-ferries-stop.md)\n",
    );
    assert_eq!(site.build(&["--drafts", "--future"]).code, 0);
    assert!(site.page("editions/2025-03-01/index.html").contains("ferries-stop/"));
}

#[test]
fn what_has_no_place_in_an_edition_is_refused() {
    let site = site();
    site.write("a.html", page("Ferries stop", "The Quay"));
    for (flag, value) in [("--topic", "Trade"), ("--tag", "Grain"), ("--slug", "x"), ("--licence", "MIT")] {
        let brief = ["a.html", "--url", URL, "--brief", flag, value];
        let output = import(&site, &[&brief[..], &["--edition", "2025-03-01"]].concat());
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(flag), "{}", said(&output));
        assert!(import(&site, &[&brief[..], &["--dry-run"]].concat()).status.success(), "{flag}");
    }
}

#[test]
fn what_would_fail_fails_when_it_is_only_tried() {
    let site = site();
    let text = "Bridge is closed for a week\n\nThe bridge over the river is closed to cars from Monday on, the town said.\n\nBuses take the long way round, and people on foot may cross it all the time.\n";
    site.write("a.txt", text);
    assert!(import(&site, &["a.txt"]).status.success());
    let article = import(&site, &["a.txt", "--again", "--edition", "2025-03-01"]);
    let tried = import(&site, &["a.txt", "--again", "--edition", "2025-03-01", "--dry-run"]);
    for output in [article, tried] {
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let last = said(&output).lines().last().unwrap_or_default().to_owned();
        assert!(
            last.contains("there is content/2025-03-01-bridge-is-closed-for-a-week.md already"),
            "{}",
            said(&output)
        );
    }
    // Into the edition it may go, but not twice.
    for (dry, again) in [(&["--dry-run"][..], false), (&[], false), (&["--dry-run"], true), (&[], true)] {
        site.write("b.html", page("Ferries stop", "The Quay"));
        let arguments = ["b.html", "--url", URL, "--brief", "--edition", "2025-03-01", "--again"];
        let output = import(&site, &[&arguments[..], dry].concat());
        assert_eq!(output.status.success(), !again, "{}", said(&output));
    }
}

#[test]
fn only_the_line_of_the_edition_is_printed() {
    let site = site();
    site.write("a.html", page("Ferries stop", "The Quay"));
    let arguments = ["a.html", "--url", URL, "--brief", "--edition", "2025-03-01", "--summary", "They stop."];
    let output = import(&site, &[&arguments[..], &["--stdout"]].concat());
    let line = "[Ferries stop](https://quay.example/ferries \"The Quay\") — They stop.";
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{line}\n"), "{}", said(&output));
    let output = import(&site, &[&arguments[..], &["--json"]].concat());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (&json[0]["entry"], &json[0]["path"], &json[0]["written"]),
        (&line.into(), &serde_json::Value::Null, &true.into())
    );
}

#[test]
fn a_list_whose_lines_lack_https_is_no_text() {
    let site = site();
    for (list, line) in [
        ("www.quay.example/x\n", "line 1 of the list is no address: www.quay.example/x"),
        ("# Today\nquay.example\nquay.example/b # b\n", "line 2 of the list is no address: quay.example"),
        (
            "https://quay.example/a\nwww.quay.example/x\n",
            "line 2 of the list is no address: www.quay.example/x",
        ),
        ("quay.example/b\nhttps://quay.example/a\n", "line 1 of the list is no address: quay.example/b"),
    ] {
        site.write("list.txt", list);
        let output = import(&site, &["list.txt"]);
        assert_eq!(output.status.code(), Some(1), "{list}: {}", said(&output));
        assert!(
            said(&output).contains(&format!("list.txt: {line}; write it with https://")),
            "{}",
            said(&output)
        );
    }
    // A masthead above a text is none.
    site.write("text.txt", "quay.example\n\nBridge is closed for a week\n\nThe bridge over the river is closed to cars from Monday on, the town said.\n\nBuses take the long way round, and people on foot may cross it all the time.\n");
    let output = import(&site, &["text.txt"]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_wrong_line_of_a_list_is_named_with_what_it_lacks() {
    let site = site();
    let saved = page("Ferries stop", "The Quay");
    site.write("saved/a.html", &saved);
    let (one, two) = ("https://quay.example/a\n", "https://quay.example/b\n");
    for (list, line, lacks) in [
        (
            format!("{one}saved/a.html\n"),
            "line 2 of the list is no address: saved/a.html",
            "`newsprint import FILE FILE`",
        ),
        (
            format!("# Today\n\n{one}file:///tmp/a.html\n"),
            "line 4 of the list is no address: file:///tmp/a.html",
            "`newsprint import FILE",
        ),
        (
            format!("10.0.0.1/x\n{one}"),
            "line 1 of the list is no address: 10.0.0.1/x",
            "write it with https://",
        ),
        (
            format!("{one}ftp://quay.example/x\n"),
            "line 2 of the list is no address: ftp://",
            "with https:// or http://",
        ),
        (
            format!("- {one}- {two}"),
            "line 1 of the list is no address: - https://quay.example/a; ",
            "one address on a line and nothing else; words go behind a ` #`; another line is none, too",
        ),
        (
            format!("{one}{two}Read this one, too\n"),
            "line 3 of the list is no address: Read this one, too",
            "one address on a line",
        ),
        (
            format!("{one}{two}https://quay.example/c Ferries stop\n"),
            "line 3 of the list is no address: https://quay.example/c Ferries",
            "one address",
        ),
        (
            "saved/a.html\nsaved/b.html\nsaved/c.html\n".to_owned(),
            "line 1 of the list is no address: saved/a.html; ",
            "`newsprint import FILE FILE`; 2 other lines are none, too",
        ),
    ] {
        site.write("list.txt", &list);
        let output = import(&site, &["list.txt"]);
        assert_eq!(output.status.code(), Some(1), "{list}: {}", said(&output));
        for part in [line, lacks] {
            assert!(said(&output).contains(part), "{part}: {}", said(&output));
        }
        assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
    }
}

#[test]
fn a_refusal_names_the_bound_that_was_hit() {
    let site = site();
    let deep = |levels: usize| format!("{}x{}", "<div>".repeat(levels), "</div>".repeat(levels));
    let attributes: String = (0..900).map(|number| format!("a{number}=1 ")).collect();
    for (body, why) in [
        (deep(600), "more than 512 of its elements stand in each other"),
        (deep(400).repeat(240), "too many of its elements stand many levels deep"),
        (format!("<p {attributes}{attributes}>x"), "one of its elements has more than 1,000 attributes"),
        (format!("<p {attributes}>x").repeat(60), "too many of its elements have hundreds of attributes"),
        ("<i>x</i>".repeat(60_000), "more elements or signs (`<`, `&`) than any text"),
    ] {
        site.write("a.html", format!("<html><body>{body}</body></html>"));
        let output = import(&site, &["a.html"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(why), "{why}: {}", said(&output));
    }
}
