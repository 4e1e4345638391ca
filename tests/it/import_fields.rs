//! What `newsprint import` makes of the facts of a page: names, headlines, standfirsts, roles.

use crate::import::{PAGE, drafts, import, page, said, site};

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
