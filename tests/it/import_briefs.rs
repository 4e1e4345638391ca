//! Briefs that `newsprint import` puts into editions: whose they are, and that no edition has one of another unseen.

use std::process::Output;

use crate::harness::Site;
use crate::import::{import, page, said, site};

const EDITION: &str = "content/editions/2025-03-01.md";

fn text(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).expect("a file")
}

/// Puts a brief of a page into the edition.
fn brief(site: &Site, page: &str, url: &str, more: &[&str]) -> Output {
    site.write("a.html", page);
    let arguments = ["a.html", "--url", url, "--brief", "--edition", "2025-03-01"];
    import(site, &[&arguments, more].concat())
}

#[test]
fn a_brief_reads_with_the_outlet_that_the_page_names() {
    let host = page("Ferries stop", "x").replace("<meta property='og:site_name' content='x'>", "");
    let publisher = host.replace(
        "</title>",
        r#"</title><script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"Quay \"Post\""}}</script>"#,
    );
    // The page, its address; what stands in the edition behind its headline, and what readers see.
    let cases = [
        (page("Ferries stop", "The Quay"), "https://quay.example/a", "a \"The Quay\")", "The Quay"),
        (
            page("Ferries stop", "R&amp;D [x] {y}"),
            "https://r.example/a",
            "a \"R&D [x] \\{y}\")",
            "R&amp;D [x] {y}",
        ),
        (publisher, "https://p.example/a", "a \"Quay \\\"Post\\\"\")", "Quay \"Post\""),
        // The registry's spelling, and by its domain nothing has to be said.
        (page("Ferries stop", "reuters"), "https://r.example/a", "a \"Reuters\")", "Reuters"),
        (page("Ferries stop", "Harbour"), "https://harbour.example/a", "a)", "The Harbour Post"),
        (host, "https://host.example/a", "a)", "host.example"),
    ];
    for (page, url, written, shown) in cases {
        let site = site();
        let output = brief(&site, &page, url, &[]);
        assert!(output.status.success(), "{url}: {}", said(&output));
        let edition = text(&site, EDITION);
        assert!(edition.contains(&format!("{written} — TK\n")), "{url}: {edition}");
        // A name that only stands in a meta element may be that of a section: as everywhere, a comment says so.
        let is_guess = said(&output).contains("The outlet is a guess");
        assert_eq!(
            edition.contains("\n\n<!-- the outlet is a guess: meta og:site_name -->\n\n["),
            is_guess && written != "a)",
            "{url}: {edition}"
        );
        let run = site.build(&["--drafts", "--future"]);
        assert_eq!(run.code, 0, "{url}: {}", run.stderr);
        for file in ["index.html", "email.html"] {
            let made = site.page(&format!("editions/2025-03-01/{file}")).replace("&quot;", "\"");
            assert!(made.contains(shown) && !made.contains("a guess"), "{url}: {shown}: {made}");
        }
    }
}

#[test]
fn what_the_registry_learns_later_counts() {
    let site = site();
    assert!(brief(&site, &page("Ferries stop", "The Quay"), "https://quay.example/a", &[]).status.success());
    let shown = |site: &Site| {
        assert_eq!(site.build(&["--drafts", "--future"]).code, 0);
        site.page("editions/2025-03-01/index.html")
    };
    assert!(shown(&site).contains("<span class=\"brief-outlet\">The Quay</span>"));
    site.write("content/sources.yaml", "The Quay Times:\n  aliases: [The Quay]\n");
    assert!(shown(&site).contains("<span class=\"brief-outlet\">The Quay Times</span>"));
    site.write("content/sources.yaml", "The Quay Gazette:\n  domains: [quay.example]\n");
    assert!(shown(&site).contains("<span class=\"brief-outlet\">The Quay Gazette</span>"));
}

#[test]
fn a_brief_that_another_edition_has_is_named() {
    let report = page("Ferries stop", "The Quay");
    for (state, url) in [
        ("", "https://quay.example/a"),
        ("draft: true\n", "http://www.quay.example/a/?utm_source=feed#top"),
        ("date: 2026-01-01\n", "https://m.quay.example/a?amp"),
    ] {
        let site = site();
        let date = if state.starts_with("date") { "" } else { "date: 2025-02-20\n" };
        site.write(
            "content/editions/2025-02-20.md",
            format!(
                "---\ntitle: Earlier\n{date}{state}---\n\nIn passing [this](https://other.example/b).\n\n## At \"sea\"\n\n\
                 - [Tugs](https://other.example/a)\n- [Ferries](https://quay.example/a) — They stop.\n"
            ),
        );
        let before = text(&site, EDITION);
        for more in [&[][..], &["--dry-run"]] {
            let output = brief(&site, &report, url, more);
            assert_eq!(output.status.code(), Some(1), "{url}: {}", said(&output));
            let line = 11 + usize::from(state.starts_with("draft"));
            let named = format!(
                "content/editions/2025-02-20.md:{line} has that report as a brief already, under “At “sea””"
            );
            assert!(said(&output).contains(&named), "{url}: {named}: {}", said(&output));
            assert!(said(&output).contains("--again"), "{}", said(&output));
            assert_eq!(text(&site, EDITION), before);
        }
        // It is wanted all the same; but no edition has one twice, in whatever form its address is.
        let again = brief(&site, &report, url, &["--again"]);
        assert!(again.status.success(), "{}", said(&again));
        for more in [&[][..], &["--again"]] {
            let output = brief(&site, &report, "https://quay.example/a/", more);
            assert_eq!(output.status.code(), Some(1), "{}", said(&output));
            assert!(said(&output).contains("was not changed"), "{}", said(&output));
        }
        assert_eq!(text(&site, EDITION).matches("quay.example/a").count(), 1);
    }
}

#[test]
fn beside_a_brief_there_may_be_an_article() {
    let site = site();
    site.write(
        "content/editions/2025-02-20.md",
        "---\ntitle: Earlier\ndate: 2025-02-20\n---\n\n[Ferries](https://quay.example/a)\n",
    );
    site.write("a.html", page("Ferries stop", "The Quay"));
    let output = import(&site, &["a.html", "--url", "https://quay.example/a"]);
    assert!(output.status.success(), "{}", said(&output));
    let named = "content/editions/2025-02-20.md:6 has that report as a brief already\n";
    assert!(said(&output).contains(named), "{}", said(&output));
    // An outlet's own page, and a link in passing, are no brief of a report.
    site.write("b.html", page("Tugs sail", "The Quay"));
    for url in ["https://quay.example/", "https://quay.example/b"] {
        let output = import(&site, &["b.html", "--url", url, "--brief", "--edition", "2025-03-01"]);
        assert!(output.status.success(), "{url}: {}", said(&output));
    }
}

#[test]
fn builds_warn_of_sentences_that_nobody_has_written() {
    let site = site();
    assert!(brief(&site, &page("Ferries stop", "The Quay"), "https://quay.example/a", &[]).status.success());
    site.write("b.html", page("Tugs sail", "The Quay"));
    assert!(import(&site, &["b.html", "--url", "https://quay.example/b", "--brief"]).status.success());
    let article = "content/2025-03-01-tugs-sail.md";
    let said = |said: &str| {
        (said.contains("a brief is still `TK`"), said.contains("the summary of the article is still `TK`"))
    };
    let run = site.build(&["--future", "--drafts"]);
    assert_eq!(
        (run.code, said(&run.stderr)),
        (0, (false, false)),
        "of drafts nobody expects it: {}",
        run.stderr
    );
    for path in [EDITION, article] {
        site.write(path, text(&site, path).replace("draft: true\n", ""));
    }
    // The second build takes what the first one read.
    for _ in 0..2 {
        let run = site.build(&["--future"]);
        assert_eq!((run.code, said(&run.stderr)), (0, (true, true)), "{}", run.stderr);
        let line = |path: &str, of: &str| {
            text(&site, path).lines().position(|line| line.contains(of)).expect("a line") + 1
        };
        for (path, of) in [(EDITION, "— TK"), (article, "summary: TK")] {
            let place = format!("{path}:{}:", line(path, of));
            assert!(run.stderr.contains(&place), "{place}: {}", run.stderr);
        }
    }
    assert_ne!(site.build(&["--future", "--strict"]).code, 0);
    for path in [EDITION, article] {
        site.write(path, text(&site, path).replace("TK", "TK Maxx opens."));
    }
    let run = site.build(&["--future"]);
    assert_eq!((run.code, said(&run.stderr)), (0, (false, false)), "{}", run.stderr);
}

#[test]
fn of_several_pages_each_remark_says_which_one_it_is_of() {
    let site = site();
    let with_url = |headline: &str, url: &str| {
        let canonical = format!("</title><link rel=canonical href='{url}'>");
        page(headline, "The Quay").replacen("</title>", &canonical, 1)
    };
    site.write("a.html", with_url("Ferries stop", "https://quay.example/a"));
    site.write("b.html", with_url("Tugs sail", "https://quay.example/b"));
    site.write(
        "c.html",
        page("Piers are mended", "x").replace("<meta property='og:site_name' content='x'>", ""),
    );
    let pages = ["a.html", "b.html", "c.html"];
    let output = import(&site, &[&pages[..], &["--dry-run"]].concat());
    assert!(output.status.success(), "{}", said(&output));
    let said_of = |output: &Output| -> Vec<String> {
        let said = said(output);
        let remarks = said.lines().filter(|line| !line.starts_with("W") && !line.starts_with("Added to "));
        remarks
            .map(|line| {
                line.strip_prefix("warning: ").or(line.strip_prefix("error: ")).unwrap_or(line).to_owned()
            })
            .collect()
    };
    let remarks = said_of(&output);
    assert!(remarks.len() > 1, "{remarks:?}");
    for line in &remarks {
        assert!(pages.iter().any(|page| line.starts_with(&format!("{page}: "))), "{line}");
    }
    let new = remarks.iter().filter(|line| line.contains("“The Quay” is a new outlet")).count();
    assert_eq!(new, 1, "{remarks:?}");
    // Of one page nobody asks.
    let output = import(&site, &["a.html", "--dry-run"]);
    assert!(said(&output).contains("\n“The Quay” is a new outlet"), "{}", said(&output));

    let into = ["--brief", "--edition", "2025-03-01"];
    assert!(import(&site, &[&["a.html"][..], &into].concat()).status.success());
    let output = import(&site, &[&["a.html", "b.html"][..], &into].concat());
    let again = "a.html: content/editions/2025-03-01.md:10 has that already, and was not changed";
    assert!(said_of(&output).iter().any(|line| line == again), "{}", said(&output));
}
