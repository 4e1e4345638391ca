//! Texts without a date, and reports that the site has already.

use super::{holds, import, text};
use crate::harness::Site;

const FEED: &str = "<rss version=\"2.0\"><channel><title>The Times</title><link>https://t.example/</link><description>d</description>\
     <item><title>Talks end</title><link>https://t.example/talks?utm_source=feed</link><description>&lt;p&gt;They end.&lt;/p&gt;</description></item>\
     <item><title>Ships sail</title><link>/ships</link><pubDate>Mon, 03 Feb 2020 10:00:00 GMT</pubDate><description>&lt;p&gt;They sail. &lt;img src=\"/c.png\" alt=\"\"&gt;&lt;/p&gt;</description></item>\
     </channel></rss>";

#[test]
fn undated_texts_have_a_day_until_somebody_knows_better() {
    for (from, file, body, path) in [
        ("rss", "feed.xml", FEED, "content/_drafts/talks-end.md"),
        ("jekyll", "_drafts/plan.md", "---\ntitle: Plan\n---\nNot yet.\n", "content/_drafts/plan.md"),
        ("hugo", "content/posts/odd.md", "---\ntitle: Odd\ndate: 2022-13-45\nurl: /odd/\n---\nText.\n", ""),
    ] {
        let (old, site) = (Site::bare(), Site::with(&[]));
        old.write(file, body);
        for config in ["_config.yml", "hugo.toml"].iter().filter(|_| from != "rss") {
            old.write(config, "");
        }
        let place = if from == "rss" { file } else { "" };
        let run = import(&site, from, &old, place, &["--now", "2025-02-15"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        if !path.is_empty() {
            holds(
                &text(&site, path),
                &["date: 2025-02-15  # a guess: the day of the import\n", "draft: true\n"],
            );
            holds(&run.stderr, &["no date: imported as a draft, dated with the day of the import"]);
        }
        site.built(&["--drafts", "--now", "2025-02-16"]);
        // On another day it is the same text.
        let again = import(&site, from, &old, place, &["--now", "2025-03-01"]);
        holds(&again.stderr, &["Wrote 0 texts and 0 other files; ", " there already"]);
        assert!(!again.stderr.contains("with other words"), "{}", again.stderr);
    }
}

#[test]
fn a_report_that_the_site_has_is_named() {
    let (old, site) = (Site::bare(), Site::with(&[]));
    old.write("feed.xml", FEED);
    site.write(
        "content/2025-01-01-talks.md",
        "---\ntitle: Our words\ndate: 2025-01-01\nsources:\n  - name: The Times\n    url: http://www.t.example/talks/\ndraft: true\n---\n",
    );
    let run = import(&site, "rss", &old, "feed.xml", &["--now", "2025-02-15"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    holds(
        &run.stderr,
        &["Wrote 1 text", "the site retells the report already", "content/2025-01-01-talks.md"],
    );
    assert!(!site.path().join("content/_drafts").exists());
    // What is relative in a feed is so to the page that it reports.
    holds(
        &text(&site, "content/2020-02-03-ships-sail.md"),
        &["url: https://t.example/ships\n", "![](https://t.example/c.png)"],
    );
    // A draft that was moved since is known, too.
    std::fs::rename(
        site.path().join("content/2020-02-03-ships-sail.md"),
        site.path().join("content/2025-02-15-ships.md"),
    )
    .unwrap();
    let again = import(&site, "rss", &old, "feed.xml", &["--now", "2025-02-16"]);
    holds(&again.stderr, &["Wrote 0 texts", "content/2025-02-15-ships.md"]);
    // An own article that names the same source is no copy: both are named.
    let own = Site::bare();
    own.write("_config.yml", "title: Old\n");
    own.write("_posts/2020-02-05-a.md", "---\ntitle: A\nsource_url: https://t.example/ships\n---\nText.\n");
    let run = import(&site, "jekyll", &own, "", &[]);
    holds(&run.stderr, &["Wrote 1 text", "the site has an article of the same report"]);
}

#[test]
fn what_is_no_file_is_said_in_words() {
    let (old, site) = (Site::bare(), Site::with(&[]));
    let run = import(&site, "rss", &old, "gone.xml", &[]);
    assert_eq!(run.code, 2);
    holds(&run.stderr, &["there is no file or folder"]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(["import", "--root"]).arg(site.path()).args(["--from", "rss", "https://t.example/feed.xml"]);
    let run = crate::harness::run(command);
    assert_eq!(run.code, 2);
    holds(&run.stderr, &["save https://t.example/feed.xml first"]);
}

#[test]
fn of_a_source_only_what_cannot_be_read_goes() {
    let (old, site) = (Site::bare(), Site::with(&[]));
    let feed = FEED.replace("Mon, 03 Feb 2020 10:00:00 GMT", "sometime last week");
    old.write("feed.xml", &feed);
    let run = import(&site, "rss", &old, "feed.xml", &["--now", "2025-02-15"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    holds(
        &text(&site, "content/_drafts/ships-sail.md"),
        &[
            "sources:\n  - name: The Times\n    url: https://t.example/ships\n    title: Ships sail\n",
            "extra:\n  sources_published: sometime last week\n",
        ],
    );
    holds(&run.stderr, &["date: sometime last week", "the key `sources: published` is now below `extra:`"]);
    // So it is known when it was moved.
    std::fs::rename(
        site.path().join("content/_drafts/ships-sail.md"),
        site.path().join("content/2025-02-15-ships.md"),
    )
    .unwrap();
    let again = import(&site, "rss", &old, "feed.xml", &["--now", "2025-02-16"]);
    holds(&again.stderr, &["Wrote 0 texts", "content/2025-02-15-ships.md"]);
    assert!(!site.path().join("content/_drafts/ships-sail.md").exists());

    let own = Site::bare();
    own.write("_config.yml", "title: Old\n");
    own.write(
        "_posts/2020-02-05-a.md",
        "---\ntitle: A\nsources:\n  - name: The Times\n    published: 2020-02-04\n  - name: The Post\n    url: nowhere\n    published: soon\n\
         corrections:\n  - date: later\n    text: It was steel.\n---\nText.\n",
    );
    let run = import(&site, "jekyll", &own, "", &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let written = text(&site, "content/2020-02-05-a.md");
    holds(
        &written,
        &[
            "sources:\n  - name: The Times\n    published: 2020-02-04\n  - name: The Post\n",
            "  sources_2_published: soon\n",
            "  sources_2_url: nowhere\n",
        ],
    );
    assert!(written.contains("It was steel.") && written.contains("later"), "{written}");
}

#[test]
fn a_date_that_is_none_costs_no_feed() {
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Times</title><id>x</id><updated>some day</updated>\
         <entry><title>Talks end</title><id>y</id><updated>last week &amp; before</updated><link href=\"https://t.example/talks\"/><content type=\"html\">They end.</content></entry>\
         <entry><title>Ships sail</title><id>z</id><updated>2020-02-03T10:00:00Z</updated><link href=\"https://t.example/ships\"/><content type=\"html\">They sail.</content></entry></feed>";
    let (old, site) = (Site::bare(), Site::with(&[]));
    old.write("feed.xml", atom.replace(" &amp; before", ""));
    let run = import(&site, "rss", &old, "feed.xml", &["--now", "2025-02-15"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    holds(&run.stderr, &["Wrote 2 texts", "a date that means nothing: left out", "feed.xml: last week"]);
    let talks = text(&site, "content/_drafts/talks-end.md");
    holds(&talks, &["url: https://t.example/talks\n", "date: 2025-02-15  # a guess"]);
    assert!(!talks.contains("1970"), "{talks}");
    holds(&text(&site, "content/2020-02-03-ships-sail.md"), &["published: 2020-02-03T10:00:00"]);
    // One that cannot be found again ends it in words.
    old.write("feed.xml", atom);
    let run = import(&site, "rss", &old, "feed.xml", &["--now", "2025-02-15"]);
    assert!(run.code != 0 || run.stderr.contains("last week"), "{}", run.stderr);
}

#[test]
fn dates_in_obsolete_forms_are_read() {
    for (written, day, read) in [
        ("12 Nov 19 9:14 GMT", "2019-11-12", "2019-11-12T09:14:00+00:00"),
        ("Sat, 12 Sept 2020 10:00:00 PDT", "2020-09-12", "2020-09-12T10:00:00-07:00"),
        ("Fr, 12 Nov 2020 09:14:00 +0100", "2020-11-12", "2020-11-12T09:14:00+01:00"),
        ("Sat, 31 Oct 2020 24:00:00 GMT", "2020-11-01", "2020-11-01T00:00:00+00:00"),
    ] {
        let (old, site) = (Site::bare(), Site::with(&[]));
        old.write("feed.xml", FEED.replace("Mon, 03 Feb 2020 10:00:00 GMT", written));
        let run = import(&site, "rss", &old, "feed.xml", &["--now", "2025-02-15"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let draft = text(&site, &format!("content/{day}-ships-sail.md"));
        holds(&draft, &[&format!("date: {read}\n"), &format!("    published: {read}\n")]);
        assert!(!run.stderr.contains("a date that means nothing"), "{written}: {}", run.stderr);
    }
    // Of Atom, too, whose dates have one form alone.
    let (old, site) = (Site::bare(), Site::with(&[]));
    let entry = |title: &str, date: &str| {
        format!(
            "<entry><title>{title}</title><id>urn:{title}</id><link href=\"https://t.example/{title}\"/><updated>{date}</updated></entry>"
        )
    };
    old.write(
        "feed.xml",
        format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><id>urn:t</id><updated>2020-02-03T10:00:00Z</updated>{}{}</feed>",
            entry("Ships", "Mo, 3 Feb 20 10:00 GMT"), entry("Tugs", "soon")),
    );
    let run = import(&site, "rss", &old, "feed.xml", &["--now", "2025-02-15"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    holds(&text(&site, "content/2020-02-03-ships.md"), &["date: 2020-02-03T10:00:00+00:00\n"]);
    holds(&run.stderr, &["a date that means nothing: left out", "soon"]);
    assert!(!run.stderr.contains("3 Feb 20"), "{}", run.stderr);
}
