//! A text that was taken back is gone from every output, and the build says from which.

use crate::harness::Site;

const TEXT: &str = "---\ntitle: The minister took envelopes\ndate: 2025-02-10\ntopics: [Trade]\ntags: [Ministers]\nstory: the-affair\n\
                    authors: [A. Nyone]\nsources: [{name: The Rumour, url: 'https://rumour.example/a'}]\n\
                    image: {src: beside.svg, alt: The minister at night}\n---\n\
                    He carried them home in a violin case.\n\n![Violin case](/img/own.svg)\n";
const PICTURE: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><desc>violin</desc></svg>";

/// Words that only the withdrawn text has, and its picture's bytes.
const GONE: [&str; 8] = [
    "envelopes", "violin", "The minister", "Ministers", "the-affair", "A. Nyone", "Rumour", "rumour.example",
];

fn site() -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\n");
    site.write("content/2025-02-10-affair/index.md", TEXT);
    site.write("content/2025-02-10-affair/beside.svg", PICTURE);
    site.write("static/img/own.svg", PICTURE);
    site.write(
        "content/2025-02-11-other.md",
        "---\ntitle: Another matter\ntopics: [Trade]\nsources: [S]\n---\nSee [this](2025-02-10-affair/index.md).\n",
    );
    site.write(
        "content/editions/2025-02-11.md",
        "---\ntitle: First\ncovers: 2025-02-10/2025-02-11\n---\n[It](../2025-02-10-affair/index.md)\n\n[Other](../2025-02-11-other.md)\n",
    );
    site
}

fn withdraw(site: &Site) {
    let notice = "withdrawn: {date: 2025-02-12, text: This rested on a forged paper.}\n---\nHe carried";
    site.write("content/2025-02-10-affair/index.md", TEXT.replacen("---\nHe carried", notice, 1));
}

fn assert_gone(site: &Site) {
    let tree = site.tree();
    for (path, bytes) in &tree {
        let text = String::from_utf8_lossy(bytes);
        for word in GONE {
            assert!(!text.contains(word), "{path} still says {word:?}");
            assert!(!path.contains(word), "{path} is still there");
        }
    }
    assert!(
        !tree.keys().any(|path| path.ends_with(".svg") && !path.starts_with("theme/")),
        "a picture is left"
    );
    let notice = String::from_utf8_lossy(&tree["2025/02/affair/index.html"]);
    assert!(notice.contains("This rested on a forged paper.") && notice.contains("content=\"noindex\""));
    let other = String::from_utf8_lossy(&tree["2025/02/other/index.html"]);
    assert!(other.contains("See this."), "the link has become its text");
}

#[test]
fn one_line_takes_a_text_back_from_everywhere() {
    let site = site();
    let before = site.build(&[]);
    assert_eq!(before.code, 0, "{}", before.stderr);
    for word in GONE {
        let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(word);
        assert!(site.tree().values().any(holds), "nothing ever said {word:?}");
    }
    withdraw(&site);
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_gone(&site);
    let listed: Vec<&str> = run.stderr.lines().skip_while(|line| !line.starts_with("Withdrawn: ")).collect();
    let address = |path: &str| format!("  https://digest.example/{path}");
    for path in [
        "2025/02/affair/", "2025/02/affair/beside.svg", "2025/02/other/", "editions/2025-02-11/",
        "editions/feed.xml", "topics/trade/", "topics/trade/feed.xml", "tags/ministers/",
        "stories/the-affair/", "sources/the-rumour/", "authors/a-nyone/", "feed.xml", "archive/2025/02/",
        "sitemap.xml", "",
    ] {
        assert!(listed.contains(&&*address(path)), "{path:?} is not listed:\n{}", listed.join("\n"));
    }
    assert!(!listed.contains(&&*address("sources/s/")), "what never showed it is not listed");

    let again = site.build(&[]);
    assert!(!again.stderr.contains("is gone from"), "it is said once: {}", again.stderr);
}

#[test]
fn the_outputs_are_listed_without_any_cache() {
    let site = site();
    site.build(&[]);
    withdraw(&site);
    std::fs::remove_dir_all(site.path().join(".newsprint")).expect("a cache");
    let run = site.build(&[]);
    assert!(
        run.stderr.contains("Withdrawn: content/2025-02-10-affair/index.md is gone from "),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("  https://digest.example/tags/ministers/\n"), "{}", run.stderr);
    assert_gone(&site);
}

#[test]
fn a_menu_that_leads_to_the_notice_is_said_and_a_title_that_the_notice_has_is_no_news() {
    let site = site();
    let config = "title: Test\nbase_url: https://digest.example/\n";
    site.write("newsprint.yaml", config);
    let text = TEXT.replace("title: The minister took envelopes", "title: Test");
    site.write("content/2025-02-10-affair/index.md", &text);
    assert_eq!(site.build(&[]).code, 0);
    let notice = "withdrawn: {date: 2025-02-12, text: It was wrong.}\nimage:";
    site.write("content/2025-02-10-affair/index.md", text.replacen("image:", notice, 1));
    let run = site.build(&[]);
    assert!(run.stderr.contains("is gone from"), "{}", run.stderr);
    // The notice changes with the navigation, which has the word too.
    site.write(
        "newsprint.yaml",
        format!(
            "{config}menu: [{{name: Test, url: /2025/02/affair/}}]\npolicies: {{ethics: /2025/02/affair/}}\n"
        ),
    );
    let run = site.build(&[]);
    assert!(!run.stderr.contains("is gone from"), "{}", run.stderr);
    assert!(
        run.stderr.contains(
            "`menu` leads to `/2025/02/affair/`, and content/2025-02-10-affair/index.md was withdrawn"
        ),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("`policies.ethics` leads to"), "{}", run.stderr);
}
