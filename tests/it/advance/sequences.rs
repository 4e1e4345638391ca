//! Sequences of edits that reach beyond their documents, each of which went wrong once.

use newsprint::internals::{Code, Engine, Look, Options};

use super::session::{options_of, said_alike};
use crate::harness::Site;
use crate::live::said;
use crate::sixty::{differences, made_of};

/// Texts in files, each with what is in it at one time after another, and nothing while there is no such file: what was
/// found to go wrong once.
fn follow(configuration: &str, registry: &str, files: &[(&str, &[&str])]) {
    let site = Site::bare();
    site.write("newsprint.yaml", format!("title: T\nbase_url: https://t.example/\n{configuration}"));
    site.write("content/sources.yaml", registry);
    site.write(
        "content/2025-02-01-vote.md",
        "---\ntitle: The vote\nsources: [Wire]\n---\n\nWords.\n\n## Count\n",
    );
    site.write("static/img/a.png", crate::crops::drawn((800, 600), (400, 300), image::ImageFormat::Png));
    let options = Options { keep_good: true, ..options_of(&site) };
    let write = |step: usize| {
        for (path, texts) in files {
            match texts[step] {
                "" if site.path().join(path).exists() => site.remove(path),
                "" => {}
                text => site.write(path, text),
            }
        }
    };
    write(0);
    let mut engine = Engine::new(&options);
    engine.look(&options, Look::Everything);
    let (loaded, report) = engine.site(&options, None);
    let mut before = (loaded.expect("a site"), report);
    for step in 1..files[0].1.len() {
        write(step);
        engine.look(&options, Look::At(&files.iter().map(|(path, _)| (*path).to_owned()).collect()));
        let (warm, warm_report) = engine.site(&options, Some((&before.0, &before.1)));
        let warm = warm.expect("a site");
        let mut cold = Engine::new(&options);
        cold.look(&options, Look::Everything);
        let (cold, cold_report) = cold.site(&options, None);
        // A text that is wrong stands as it was: of that nobody knows who was not there.
        if !cold_report.diagnostics.iter().any(newsprint::internals::Diagnostic::is_error) {
            let cold = cold.expect("a site");
            let why = (files, step);
            said_alike(&warm_report, &cold_report, &why);
            let (warm_made, cold_made) = (made_of(&warm), made_of(&cold));
            assert!(warm_made == cold_made, "{why:?}\n{:?}", differences(&warm_made, &cold_made));
        }
        before = (warm, warm_report);
    }
}

#[test]
fn a_card_comes_and_goes_with_the_letters_of_a_headline_and_with_a_credit() {
    let text = |title: &str, front: &str| {
        format!("---\ntitle: {title}\ndate: 2025-02-02\nsources: [Wire]\n{front}---\n\nWords.\n")
    };
    let (latin, other, arabic) = (text("A", ""), text("B", ""), text("حرب", ""));
    let image = |credit: &str| {
        text("One", &format!("image: {{src: /img/a.png, alt: A, credit: {credit}}}\n"))
            .replace("sources: [Wire]\n", "")
    };
    let (free, kept) = (image("Jo"), image("BBC"));
    follow(
        "social_cards: true\n",
        "- {name: BBC, redistribute: false}\n- {name: Wire}\n",
        &[
            ("content/2025-02-02-a.md", &[&latin, &arabic, &other, &arabic, &latin]),
            ("content/editions/one.md", &[&free, &free, &kept, &kept, &free]),
        ],
    );
    // With a picture, no headline has a card; without one it is said that it has none.
    let shown = |title: &str| text(title, "image: {src: /img/a.png, alt: A, credit: Jo}\n");
    let (shown_latin, shown_arabic) = (shown("A"), shown("حرب"));
    follow(
        "social_cards: true\n",
        "- {name: Wire}\n",
        &[(
            "content/2025-02-02-a.md",
            &[&shown_latin, &shown_arabic, &arabic, &shown_arabic, &arabic, &latin],
        )],
    );
    // Of an SVG that is not drawn something is said as soon as it may be passed on.
    let chart = |credit: &str| image(credit).replace("/img/a.png", "/img/c.svg");
    let (chart_free, chart_kept) = (chart("Jo"), chart("BBC"));
    for svg in ["<text y='9'>حرب</text>", "<rect width='9' height='9'/>"] {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{svg}</svg>");
        let charts = [&*chart_kept, &*chart_free, &*chart_kept];
        follow(
            "social_cards: true\n",
            "- {name: BBC, redistribute: false}\n- {name: Wire}\n",
            &[
                ("content/2025-02-02-a.md", &charts),
                ("content/editions/one.md", &charts),
                ("content/pages/about.md", &charts),
                ("static/img/c.svg", &[&*svg; 3]),
            ],
        );
    }
    follow(
        "social_cards: [editions]\n",
        "- {name: Wire}\n",
        &[("content/editions/two.md", &[&free, &arabic.replace("sources: [Wire]\n", ""), &free])],
    );
}

#[test]
fn what_an_edit_reaches_beyond_its_document() {
    const PATH: &str = "content/2025-02-02-a.md";
    // A credit decides whether there are crops, and which of two articles they are made for.
    let image = |credit: &str| {
        format!(
            "---\ntitle: A\nsources: [Wire]\nimage: {{src: /img/a.png, alt: A, credit: {credit}}}\n---\n\nWords.\n"
        )
    };
    let (free, kept) = (image("Jo"), image("BBC"));
    let registry = "- {name: BBC, redistribute: false}\n- {name: Wire}\n";
    follow(
        "",
        registry,
        &[(PATH, &[&free, &kept, &free]), ("content/2025-02-03-b.md", &[&free, &free, &kept])],
    );
    // The same words are one name in a list, and two in a text.
    let authors =
        |authors: &str| format!("---\ntitle: A\nsources: [Wire]\nauthors: {authors}\n---\n\nWords.\n");
    let (text, list) = (authors("Anna Example and Ben Example"), authors("[Anna Example and Ben Example]"));
    follow("", "", &[(PATH, &[&text, &list, &text])]);
    // The first link by a name, and no more of them.
    let body = |body: &str| format!("---\ntitle: A\nsources: [Wire]\n---\n\nWords. {body}\n");
    let (plain, named) = (body(""), body("[[The vote]]"));
    follow("", "", &[(PATH, &[&plain, &named, &plain])]);
    // Two texts of the home page: that is an error, and nothing to fall over.
    let home = "---\ntitle: Home\n---\n\nHello.\n";
    let (one, two) = (body("[Trade](topics/trade.md#now)"), body("[Trade](topics/trade.md#then)"));
    let topic = "---\ntitle: Trade\n---\n\n## Now\n";
    follow(
        "",
        "",
        &[
            (PATH, &[&one, &two]),
            ("content/index.md", &[home, home]),
            ("content/index.uk.md", &[home, home]),
            ("content/topics/trade.md", &[topic, topic]),
        ],
    );
    // A picture of a text that was withdrawn is published again when another text shows it.
    let withdrawn =
        "---\ntitle: Gone\nwithdrawn: {date: 2025-02-05, text: Wrong.}\n---\n\n![P](/img/a.png)\n".to_owned();
    let (bare, shows, links) = (body(""), body("![P](/img/a.png)"), body("[P](/img/a.png)"));
    let steps = [&*bare, &*shows, &*links, &*bare, &*plain];
    follow("", "", &[(PATH, &steps), ("content/2025-02-04-gone.md", &[withdrawn.as_str(); 5])]);
    // Two texts at once, one of which links to a heading that the other gets.
    let (without, with) = (body("[Count](2025-02-03-b.md#total)"), body("[Sum](2025-02-03-b.md#total)"));
    let total = body("\n\n## Total\n");
    follow(
        "",
        "",
        &[(PATH, &[&without, &with, &without]), ("content/2025-02-03-b.md", &[&plain, &total, &plain])],
    );
    // Wrong, and right again.
    let broken = "---\ntitle: [\n---\n\nWords.\n";
    follow("", "", &[(PATH, &[&plain, broken, &plain, &one])]);
    // A warning that a text has stays where it is, or goes with what it is about.
    let (dead, held) = (body("[x](/nothing/)"), body("[x](2025-12-03-b.md)"));
    follow(
        "",
        "",
        &[
            (PATH, &[&plain, &dead, &plain, &held, &named, &held]),
            ("content/2025-12-03-b.md", &[plain.as_str(); 6]),
        ],
    );
}

/// What is said of a draft that is wrong is a warning, and is gone when it is right again.
#[test]
fn a_draft_that_was_wrong_is_right_again() {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: T\nbase_url: https://t.example/\n");
    let flags = newsprint::internals::Flags { drafts: true, ..newsprint::internals::Flags::default() };
    let options = Options { keep_good: true, flags, ..options_of(&site) };
    let path = "content/_drafts/a.md";
    let good = "---\ntitle: A\ndate: 2025-02-01\nsources: [Wire]\n---\n\nWords.\n";
    site.write(path, good);
    let mut engine = Engine::new(&options);
    engine.look(&options, Look::Everything);
    let (loaded, report) = engine.site(&options, None);
    let first = said(&report);
    let mut last = (loaded.expect("a site"), report);
    for text in ["---\ntitle: [\n---\n", good] {
        site.write(path, text);
        engine.look(&options, Look::Everything);
        let (loaded, report) = engine.site(&options, Some((&last.0, &last.1)));
        last = (loaded.expect("a site"), report);
        assert_eq!(said(&last.1) == first, text == good, "{:?}", last.1.diagnostics);
    }
}

#[test]
fn a_draft_that_turned_wrong_stops_no_more_than_one_that_was() {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: T\nbase_url: https://t.example/\n");
    let options = Options { keep_good: true, ..options_of(&site) };
    let path = "content/_drafts/a.md";
    site.write(path, "---\ntitle: A\ndate: 2025-02-01\nsources: [Wire]\n---\n\nWords.\n");
    let mut engine = Engine::new(&options);
    engine.look(&options, Look::Everything);
    let (loaded, report) = engine.site(&options, None);
    let last = (loaded.expect("a site"), report);
    site.write(path, "---\ntitle: A\nsources: [Wire]\n---\n\nWords.\n");
    engine.look(&options, Look::Everything);
    let (_, warm) = engine.site(&options, Some((&last.0, &last.1)));
    let mut afresh = Engine::new(&options);
    afresh.look(&options, Look::Everything);
    let (_, cold) = afresh.site(&options, None);
    assert!(
        warm.diagnostics.iter().any(|problem| problem.code == Code::MissingDate),
        "{:?}",
        warm.diagnostics
    );
    assert_eq!(warm.diagnostics, cold.diagnostics);
}

/// While two articles want one address, or two files have one name in two forms, that is an error; but the server goes on,
/// and what comes after it must not remember.
#[test]
fn of_two_with_one_address_or_name_one_goes() {
    let article =
        |title: &str, more: &str| format!("---\ntitle: {title}\n{more}---\n\nWords.\n\n## {title}\n");
    let (first, second, third) = (article("First", ""), article("Second", ""), article("Third", ""));
    let (elsewhere, draft) = (article("Second", "slug: y\n"), article("Second", "draft: true\n"));
    let edition = "---\ntitle: Issue\n---\n\n## News\n\n[C](/2025/01/c/)\n\n[X](/2025/02/x/)\n";
    let topic = "---\ntitle: Trade\n---\n\n[X](/2025/02/x/index.html)\n";
    let (newer, older, oldest) =
        ("content/2025-02-02-x.md", "content/2025-02-01-x.md", "content/2025-01-05-c.md");
    let pages = [("content/editions/2025-02-10.md", edition), ("content/topics/trade.md", topic)];
    for mended in [&*elsewhere, &*draft, ""] {
        // The oldest article goes while two others clash, and then one of these gives way.
        follow(
            "",
            "",
            &[
                (newer, &[&first, &first, &first, &first]),
                (older, &["", &second, &second, mended]),
                (oldest, &[&third, &third, "", ""]),
                (pages[0].0, &[pages[0].1; 4]),
                (pages[1].0, &[pages[1].1; 4]),
            ],
        );
        follow(
            "",
            "",
            &[
                (newer, &["", &first, mended, &first]),
                (older, &[&second, &second, &second, ""]),
                (oldest, &[third.as_str(); 4]),
                (pages[0].0, &[pages[0].1; 4]),
                (pages[1].0, &[pages[1].1; 4]),
            ],
        );
    }
    let (composed, apart) = ("content/2025-02-01-\u{e9}.md", "content/2025-02-01-e\u{301}.md");
    let links = "---\ntitle: Links\n---\n\n[There](2025-02-01-\u{e9}.md#first) it is.\n";
    let to_page = "---\ntitle: Links\n---\n\n[There](pages/\u{e9}.md) it is.\n";
    for (one, other, links) in [
        (composed, apart, links),
        (apart, composed, links),
        ("content/pages/\u{e9}.md", "content/pages/e\u{301}.md", to_page),
        ("content/pages/e\u{301}.md", "content/pages/\u{e9}.md", to_page),
    ] {
        // Somebody else comes while both are there, then the first goes, or the second.
        for (last, last_other) in [("", &*second), (&*first, "")] {
            follow(
                "",
                "",
                &[
                    (one, &[&first, &first, &first, last, last]),
                    (other, &["", &second, &second, last_other, last_other]),
                    ("content/2025-01-20-third.md", &["", "", &third, &third, ""]),
                    ("content/2025-02-04-fourth.md", &["", "", &third, "", &third]),
                    ("content/2025-02-03-links.md", &[links; 5]),
                ],
            );
        }
    }
    let page = "---\ntitle: About\n---\n\nWe.\n";
    follow(
        "",
        "",
        &[
            (composed, &[&first, &first, "", ""]),
            (apart, &["", &second, &second, ""]),
            ("content/2025-02-03-links.md", &[links, links, links, page]),
            ("content/pages/zz.md", &[page, page, "", page]),
        ],
    );
}

/// An edit of a heading says of a link in another text that it leads nowhere, without looking at that text's links again;
/// what is put together after it must not take that text for one without faults.
#[test]
fn a_heading_that_is_gone_stays_gone_when_something_comes() {
    let text = |title: &str, body: &str| format!("---\ntitle: {title}\nsources: [{title}]\n---\n\n{body}\n");
    let links = text("One walks", "See [b](2025-01-02-b.md#part).");
    let (part, chapter) =
        (text("Two runs", "Words.\n\n## Part\n"), text("Two runs", "Words.\n\n## Chapter\n"));
    let (come, page) = (text("Third sits", "Words."), text("About", "See [b](../2025-01-02-b.md#part)."));
    follow(
        "",
        "",
        &[
            ("content/2025-01-01-a.md", &[&links; 4].map(String::as_str)),
            ("content/2025-01-02-b.md", &[&part, &chapter, &chapter, &part]),
            ("content/2025-01-03-c.md", &["", "", &come, &come]),
            ("content/pages/about.md", &[&page; 4].map(String::as_str)),
        ],
    );
}

/// Terms keep their numbers from one site to the next: names that come, go, come back, are spelled otherwise, are nearly the
/// same, or are a topic's, whose key is another one when it is made a key again.
#[test]
fn names_are_those_from_nothing_whoever_was_met_before() {
    let tagged = |keys: &str| format!("---\ntitle: A\nsources: [Wire]\n{keys}\n---\n\nWords.\n");
    let marked = tagged("topics: [\"T\u{308}est\"]");
    let (one, other) = (tagged("tags: [\"T\u{308}est\"]"), tagged("tags: [steel, Grain]"));
    let upper = tagged("tags: [STEEL]\nstory: long-talks\nauthors: [Jo Example]");
    let nearly = tagged("tags: [st-eel, steel-]\nauthors: [JO EXAMPLE]");
    follow(
        "",
        "- {name: Wire}\n",
        &[
            ("content/2025-02-02-a.md", &[&one, &one, &one, &other, &upper, &upper, &nearly, &one, ""]),
            ("content/2025-02-03-b.md", &["", &marked, "", &upper, &upper, &other, &other, &marked, &marked]),
            ("content/2025-02-04-c.md", &[&other, &other, &nearly, "", &nearly, "", &upper, &other, &one]),
        ],
    );
}
