//! Live articles: updates in order, nothing lost, and the facts agree.

use super::*;
use crate::content::Date;

const ZONE: chrono_tz::Tz = chrono_tz::Europe::Kyiv;

fn published() -> Date {
    Date::parse("2025-02-12T10:00", ZONE).expect("a date").0
}

fn rendered(body: &str, newest_first: bool) -> Rendered {
    let time = |date: Date, other: bool| {
        let day = if other { format!("{} ", date.day()) } else { String::new() };
        format!("{day}{}:{:02}", date.hour(), date.minute())
    };
    let live = Live { date: published(), zone: ZONE, newest_first, time: &time };
    render(body, &Options { live: Some(live), players: &PLAYERS, ..OPTIONS }, &Site)
}

fn latest(body: &str) -> Option<Date> {
    read_live(body).0.outline?.latest_update
}

fn read_live(body: &str) -> (Facts, Vec<Diagnostic>) {
    let options = FactsOptions {
        link_schemes: &[],
        html: HtmlPolicy::Safe,
        excerpt: true,
        outline: false,
        live: Some((published(), ZONE)),
        players: &PLAYERS,
        path: "a.md",
    };
    facts(body, 0, &options)
}

/// What facts and page say alike.
pub(super) fn agree(body: &str) {
    let rendered = rendered(body, true);
    assert!(hostile::is_harmless(&rendered.html), "{}", rendered.html);
    assert_eq!(rendered.updates.iter().map(|update| update.date).max(), latest(body), "{body:?}");
}

#[test]
fn updates_come_newest_first() {
    let body = "Intro.[^1]\n\n## 14:05 The *vote* begins\n\nA\n\n### Who votes\n\nB\n\n## 2025-02-13 09:10 — \"Next\" day\n\nC\n\n\
        ## 9:30\n\nD\n\n## 25:10 x\n\nOutro\n\n[^1]: Note.";
    let shown = rendered(body, true);
    assert_eq!(
        shown.html.split("<section class=\"footnotes").next().unwrap_or_default(),
        "<p>Intro.<sup class=\"footnote-ref\" id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup></p>\n\
         <section class=\"update\" id=\"9-30\">\n<h2><time datetime=\"2025-02-13T09:30:00+02:00\">13 9:30</time></h2>\n<p>D</p>\n</section>\n\
         <section class=\"update\" id=\"2025-02-13-09-10-next-day\">\n<h2><time datetime=\"2025-02-13T09:10:00+02:00\">13 9:10</time> “Next” day</h2>\n<p>C</p>\n</section>\n\
         <section class=\"update\" id=\"14-05-the-vote-begins\">\n<h2><time datetime=\"2025-02-12T14:05:00+02:00\">14:05</time> The <em>vote</em> begins</h2>\n<p>A</p>\n\
         <h3 id=\"who-votes\">Who votes</h3>\n<p>B</p>\n</section>\n\
         <h2 id=\"25-10-x\">25:10 x</h2>\n<p>Outro</p>\n"
    );
    let titles: Vec<&str> = shown.updates.iter().map(|update| &*update.title).collect();
    assert_eq!(titles, ["", "“Next” day", "The vote begins"]);
    let toc: Vec<&str> = shown.toc.iter().map(|heading| &*heading.id).collect();
    assert_eq!(toc, ["who-votes", "25-10-x"]);
    agree(body);
    let oldest = rendered(body, false).updates;
    assert_eq!(oldest.iter().map(|update| update.date).collect::<Vec<_>>(), {
        let mut dates: Vec<_> = shown.updates.iter().map(|update| update.date).collect();
        dates.reverse();
        dates
    });
    assert!(html(body).contains("<h2 id=\"14-05-the-vote-begins\">14:05 The <em>vote</em> begins</h2>"));
}

#[test]
fn what_stands_between_goes_below() {
    let order = |body: &str, newest: bool| {
        rendered(body, newest).updates.iter().map(|update| update.title.clone()).collect::<String>()
    };
    assert_eq!(order("## 10:00 a\n## 11:00 b\n## Between\n## 12:00 c\n## 13:00 d", true), "dcba");
    let between = rendered("Top\n## 10:00 a\n## Between\n## 12:00 c", true).html;
    assert!(between.ends_with("</section>\n<h2 id=\"between\">Between</h2>\n"), "{between}");
    // Written from the newest on, and several of one minute.
    assert_eq!(order("## 11:00 a\n## 10:00 b\n## 10:00 c\n## 09:00 d", true), "abcd");
    assert_eq!(order("## 09:00 a\n## 10:00 b\n## 10:00 c\n## 11:00 d", true), "dcba");
    assert_eq!(order("## 09:00 a\n## 10:00 b\n## 10:00 c\n## 11:00 d", false), "abcd");
    // Only headings of top level are updates.
    assert_eq!(order("> ## 10:00 a\n\n- ## 11:00 b", true), "");
    let both = rendered("## 10:00 a\n\n<div><b>x\n\n## 11:00 b\n\ny", true).html;
    assert!(both.ends_with("</time> a</h2>\n<div><b>x\n</b></div>\n</section>\n"), "{both}");
}

#[test]
fn a_time_against_the_order_is_said() {
    let said = |body: &str| {
        let problems = read_live(body).1.into_iter();
        problems
            .map(|problem| format!("{} {}", problem.span.unwrap_or_default().line, problem.message))
            .collect::<Vec<_>>()
    };
    let turn = "## 23:10 a\n\n## 23:50 b\n\n## 0:10 c\n\n## 0:20 d";
    assert_eq!(
        said(turn),
        ["5 0:10 on 2025-02-12 is earlier than the update above it, against the order of the text"]
    );
    assert_eq!(
        said("## 2025-03-30 03:30 a\n\n## 2025-10-26 3:30 b"),
        [
            "1 2025-03-30 03:30 was skipped when the clocks changed; it was moved forward",
            "3 2025-10-26 3:30 came twice when the clocks changed; the earlier one was taken"
        ]
    );
    for body in [
        "## 23:10 a\n\n## 23:50 b\n\n## 2025-02-13 0:10 c\n\n## 0:20 d",
        "## 2025-02-13 0:10 a\n\n## 0:10 b\n\n## 2025-02-12 23:50 c\n\n## 23:10 d",
        "## 10:00 a\n\n## 10:00 b",
    ] {
        assert_eq!(said(body), [""; 0], "{body}");
    }
}
