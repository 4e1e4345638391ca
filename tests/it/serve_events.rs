//! What a page in a browser is told, and what it is not.

use std::time::Duration;

use newsprint::internals::Limits;
use serde_json::json;

use crate::harness::Site;
use crate::serving::Serving;

const TALKS: &str = "content/2025-02-12-talks.md";

fn article(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n{text}\n")
}

fn site() -> Site {
    let site = Site::with(&[("static/css/site.css", "a {}"), ("static/map.svg", "<svg/>")]);
    site.write(TALKS, article("Talks", "Text."));
    site.write("content/2025-02-11-other.md", article("Other", "Text."));
    site
}

#[test]
fn a_page_reloads_when_it_would_be_other_bytes() {
    let mut serving = Serving::start(site());
    let mut talks = serving.watch("/2025/02/talks/");
    let mut other = serving.watch("/2025/02/other/");
    let mut home = serving.watch("/");
    // The same bytes: nobody is told.
    serving.update();
    serving.site.write(TALKS, article("Talks", "Another text."));
    serving.update();
    assert_eq!(talks.next(), ("reload".to_owned(), json!({})));
    serving.site.write(TALKS, article("Talks go on", "Another text."));
    serving.update();
    assert_eq!(talks.next().0, "reload");
    // What comes first for the other pages is what concerns them.
    assert_eq!(home.next(), ("reload".to_owned(), json!({})));
    serving.site.write("content/2025-02-11-other.md", article("Other", "Text, too."));
    serving.update();
    assert_eq!(other.next().0, "reload");
}

#[test]
fn what_changed_before_the_page_asked_is_not_lost() {
    let mut serving = Serving::start(site());
    let (talks, other) = (serving.query("/2025/02/talks/"), serving.query("/2025/02/other/"));
    serving.site.write(TALKS, article("Talks", "Another text."));
    serving.update();
    let first = |query: &str| {
        let mut events = serving.events(query);
        (events.next().0, events.next().0)
    };
    assert_eq!(first(&talks), ("hello".to_owned(), "reload".to_owned()));
    assert_eq!(first(&other), ("hello".to_owned(), "overlay".to_owned()));
    // A style sheet counts as well: the page may have loaded the old one.
    serving.site.write("static/css/site.css", "b {}");
    serving.update();
    let first = |query: &str| {
        let mut events = serving.events(query);
        (events.next().0, events.next().0)
    };
    assert_eq!(first(&other), ("hello".to_owned(), "reload".to_owned()));
}

#[test]
fn a_page_that_was_missing_or_goes() {
    let mut serving = Serving::start(site());
    let mut missing = serving.watch("/2025/02/new/");
    let mut other = serving.watch("/2025/02/other/");
    serving.site.write("content/2025-02-10-new.md", article("New", "Another text."));
    serving.update();
    assert_eq!(missing.next().0, "reload");
    serving.site.remove("content/2025-02-11-other.md");
    serving.update();
    assert_eq!(other.next().0, "reload");
}

#[test]
fn styles_and_assets_come_without_a_reload() {
    let site = site();
    site.write("newsprint.yaml", "title: Test\nbase_url: https://user.github.io/repo/\n");
    let mut serving = Serving::start(site);
    let mut talks = serving.watch("/repo/2025/02/talks/");
    serving.site.write("static/css/site.css", "b {}");
    serving.update();
    let (event, data) = talks.next();
    assert_eq!((&*event, &data["paths"]), ("style", &json!(["/repo/css/site.css"])));
    let before = data["assets"].clone();
    serving.site.write("static/map.svg", "<svg />");
    serving.update();
    let (event, data) = talks.next();
    assert_eq!((&*event, &data["paths"]), ("asset", &json!(["/repo/map.svg"])));
    assert_ne!(data["assets"], before);
}

#[test]
fn the_page_follows_a_renamed_file() {
    let mut serving = Serving::start(site());
    let mut talks = serving.watch("/2025/02/talks/");
    let mut other = serving.watch("/2025/02/other/");
    // The same body under another name …
    serving.site.remove(TALKS);
    serving.site.write("content/2025-02-12-peace-talks.md", article("Talks", "Text about talks."));
    serving.site.write("content/2025-02-11-other.md", "---\ntitle: Other\nslug: different\n---\nText.\n");
    serving.update();
    // … and the same file with another address. The first has another body: it is another article.
    assert_eq!(talks.next().0, "reload");
    assert_eq!(other.next(), ("moved".to_owned(), json!({ "to": "/2025/02/different/" })));
}

#[test]
fn errors_are_shown_over_the_page_until_they_are_mended() {
    let mut serving = Serving::start(site());
    let mut talks = serving.watch("/2025/02/talks/");
    serving.site.write(TALKS, "---\ntitle: Talks\ndate: <soon>\n---\nText.\n");
    serving.update();
    let (event, data) = talks.next();
    let html = data["html"].as_str().expect("messages");
    assert_eq!(event, "overlay");
    for part in ["error[", "content/2025-02-12-talks.md:3:7", "3 | date: &lt;soon&gt;", "^^^^^^", "help"] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    // One that opens a page meanwhile sees it too.
    let mut late = serving.events(&serving.query("/2025/02/other/"));
    assert_eq!(late.next().0, "hello");
    assert_eq!(late.next(), ("overlay".to_owned(), data));
    serving.site.write(TALKS, article("Talks", "Text."));
    serving.update();
    assert_eq!(talks.next(), ("overlay".to_owned(), json!({ "html": null })));
    assert_eq!(late.next(), ("overlay".to_owned(), json!({ "html": null })));
}

#[test]
fn a_template_that_fails_leaves_the_good_page_under_its_message() {
    let mut serving = Serving::start(site());
    let template =
        std::fs::read_to_string(serving.site.path().join("templates/article.html")).expect("a file");
    let mut talks = serving.watch("/2025/02/talks/");
    serving.site.write("templates/article.html", "{{ article.no_such_field }}");
    serving.update();
    let (event, data) = talks.next();
    let html = data["html"].as_str().expect("messages");
    assert!(event == "overlay" && html.contains("templates/article.html:1:"), "{html}");
    // One that has only the message is told when there is a page.
    let mut message = serving.events(&serving.query("/2025/02/talks/"));
    assert_eq!((message.next().0, message.next().0), ("hello".to_owned(), "overlay".to_owned()));
    serving.site.write("templates/article.html", template);
    serving.update();
    assert_eq!(talks.next(), ("overlay".to_owned(), json!({ "html": null })));
    assert_eq!(message.next().0, "reload");
}

#[test]
fn the_ribbon_is_part_of_what_a_page_shows() {
    let mut serving = Serving::start(site());
    serving.site.write(TALKS, "---\ntitle: Talks\ndraft: true\n---\nText.\n");
    serving.update();
    let mut talks = serving.watch("/2025/02/talks/");
    serving.site.write(TALKS, article("Talks", "Text."));
    serving.update();
    assert_eq!(talks.next().0, "reload");
}

/// Where a held-back article shows it wears a badge, and warnings are counted: pages are told of both.
#[test]
fn pages_are_told_what_is_not_live_and_what_warnings_there_are() {
    let site = site();
    let sourced = |title: &str, line: &str| {
        format!("---\ntitle: {title}\ndate: 2025-02-12\nsources: [{title}]\n{line}---\nText of {title}.\n")
    };
    site.write(TALKS, sourced("Talks", ""));
    site.write("content/2025-02-11-other.md", sourced("Other", ""));
    let mut serving = Serving::start(site);
    let mut other = serving.events(&serving.query("/2025/02/other/"));
    let none = other.notes();
    assert_eq!((&none["held"], &none["warnings"]["count"]), (&json!({}), &json!(0)));
    serving.site.write(TALKS, sourced("Talks", "draft: true\ntitel: <x>\n"));
    serving.update();
    let notes = other.notes();
    assert_eq!(notes["held"], json!({ "/2025/02/talks/": "a draft" }));
    assert_eq!(notes["warnings"]["count"], 1, "{notes}");
    let html = notes["warnings"]["html"].as_str().expect("a list");
    for part in [
        "<strong>warning[unknown-key]", "content/2025-02-12-talks.md:6:1", "titel: &lt;x&gt;", "did you mean",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    serving.site.write(TALKS, sourced("Talks", ""));
    serving.update();
    assert_eq!(other.notes(), none);
}

/// As `build` says them: all at once, each with its place.
#[test]
fn all_errors_of_a_file_are_shown() {
    let mut serving = Serving::start(site());
    let mut talks = serving.watch("/2025/02/talks/");
    let keys: String = (1..=30).map(|n| format!("  - {{url: 'no address {n}'}}\n")).collect();
    serving.site.write(
        TALKS,
        format!("---\ntitle: Talks\ndate: soon\nlanguage: nothing at all\nsources:\n{keys}---\nText.\n"),
    );
    serving.update();
    let html = talks.next().1["html"].as_str().expect("messages").to_owned();
    assert!(html.contains("<h2>32 errors</h2>"), "{html}");
    let built = serving.site.build(&[]).stderr;
    let places: Vec<&str> = built.lines().filter(|line| line.contains("talks.md:")).map(str::trim).collect();
    assert!(
        places.len() > 3 && places.iter().all(|place| html.contains(&place.replace("-->", "--&gt;"))),
        "{html} {built}"
    );
}

#[test]
fn a_stream_shows_that_it_lives_and_that_it_is_one() {
    // The limit for a request's head does not count while its answer goes on.
    let (beat, head) = (Duration::from_millis(20), Duration::from_millis(500));
    let limits = Limits { beat, head, ..Limits::default() };
    let serving = Serving::with(site(), limits, true);
    let mut talks = serving.watch("/2025/02/talks/");
    for _ in 0..40 {
        while talks.line() != ":" {}
    }
    let head = serving.ask("HEAD", "/__newsprint/events?path=/", "");
    assert_eq!((head.status, head.header("content-type")), (200, "text/event-stream"));
    for query in ["", "?hash=1", "?path=relative"] {
        assert_eq!(serving.get(&format!("/__newsprint/events{query}")).status, 400, "{query}");
    }
}
