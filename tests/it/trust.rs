//! What corrections and rights make again, and nothing else.

use crate::harness::Site;

/// Which files a build made again, by `--explain`.
fn made(site: &Site) -> Vec<String> {
    let run = site.build(&["--explain"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // "made 2 files (a, b): why", or "made a: why".
    let mut made = Vec::new();
    for line in run.stderr.lines().filter_map(|line| line.strip_prefix("made ")) {
        let paths = line.split(": ").next().unwrap_or(line);
        let paths = paths.split_once('(').map_or(paths, |(_, listed)| listed.trim_end_matches(')'));
        made.extend(paths.split(", ").map(str::to_owned));
    }
    made.sort();
    made
}

fn article(text: &str, date: &str) -> String {
    format!(
        "---\ntitle: One\nsource: S\ntags: [Grain]\ncorrections: [{{date: {date}, text: {text}}}]\n---\nText.\n"
    )
}

#[test]
fn the_words_of_a_correction_show_in_three_places() {
    let one = "content/2025-02-01-one.md";
    let site = Site::with(&[
        (one, &article("First", "2025-02-03")),
        ("content/2025-02-02-two.md", "---\ntitle: Two\nsource: S\ntags: [Grain]\n---\nText.\n"),
    ]);
    // A related article's page shows the card, and the card when it was changed last.
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\nrelated: {articles: 0}\n");
    site.built(&[]);
    site.write(one, article("Second", "2025-02-03"));
    assert_eq!(made(&site), ["2025/02/one/index.html", "corrections/feed.xml", "corrections/index.html"]);
    // Its date is the date of the article's last change, which lists and feeds show.
    site.write(one, article("Second", "2025-02-04"));
    let made = made(&site);
    for path in ["index.html", "sitemap.xml", "tags/grain/index.html"] {
        assert!(made.iter().any(|made| made == path), "{path}: {made:?}");
    }
    assert!(site.page("feed.xml").contains("<lastBuildDate>Tue, 4 Feb 2025"), "{}", site.page("feed.xml"));
    assert!(!made.iter().any(|made| made == "2025/02/two/index.html"), "{made:?}");
}

#[test]
fn rights_that_change_are_followed() {
    let picture = "image: {src: 'https://img.example/lead.png', alt: A, credit: Wire}";
    let body = "Text.\n\n![B](https://img.example/body.png \"x | Wire\")\n";
    let site = Site::with(&[
        ("content/2025-02-01-one.md", &format!("---\ntitle: One\nsource: S\n{picture}\n---\n{body}")),
        ("content/sources.yaml", "- {name: Wire}\n"),
    ]);
    let shown = |site: &Site| {
        site.built(&[]);
        let (page, feed) = (site.page("2025/02/one/index.html"), site.page("feed.xml"));
        let data = page.lines().find(|line| line.contains("ld+json")).unwrap_or_default().to_owned();
        assert!(page.contains("body.png"), "the page has them: {page}");
        ["lead.png", "body.png"]
            .map(|name| feed.contains(name))
            .into_iter()
            .chain([data.contains("lead.png")])
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(&site), [true, true, true]);
    site.write("content/sources.yaml", "- {name: Wire, redistribute: false}\n");
    assert_eq!(shown(&site), [false, false, false]);
    site.write("content/sources.yaml", "- {name: The Wire, redistribute: false}\n");
    assert_eq!(shown(&site), [true, true, true]);
}
