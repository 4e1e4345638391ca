//! Related articles: why they are, when they are looked for again, and what an edit of one does to the pages of others.

use std::fs;

use crate::harness::{NOW, Site};

const TALKS: &str = "content/2025-02-10-talks.md";
const KEPT: &str = ".newsprint/facts/related-00";

fn article(title: &str, more: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nsummary: As told.\nsources: [{{name: Outlet}}]\n{more}---\n{body}\n")
}

fn site() -> Site {
    let site = Site::with(&[
        (TALKS, &article("Talks open", "story: talks\ntags: [Kyiv, NATO]\n", "First.")),
        (
            "content/2025-02-12-more.md",
            &article("More of it", "story: talks\ntags: [NATO, Kyiv]\n", "Second."),
        ),
        ("content/2025-02-01-power.md", &article("Power is back", "tags: [Kyiv]\n", "Third.")),
        ("content/2025-02-14-zoo.md", &article("A bear is born", "", "Fourth.")),
    ]);
    let plain = include_str!("../plain/article.html");
    let related = "{% for other in related %}related {{ other.title }}\n{% endfor %}";
    site.write("templates/article.html", format!("{plain}{related}"));
    site
}

fn related(site: &Site, page: &str) -> Vec<String> {
    let page = site.page(&format!("2025/02/{page}/index.html"));
    page.lines().filter_map(|line| line.strip_prefix("related ")).map(str::to_owned).collect()
}

#[test]
fn an_explanation_says_why_articles_are_related() {
    let site = site();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(["explain", TALKS, "--now", NOW, "--root"]).arg(site.path());
    let text = String::from_utf8(command.output().expect("the program runs").stdout).expect("UTF-8");
    let why = concat!(
        "  related articles, the most first\n",
        "    content/2025-02-12-more.md: the story talks, the tags Kyiv and NATO, 2 days apart\n",
        "    content/2025-02-01-power.md: the tag Kyiv, 9 days apart\n",
    );
    assert!(text.contains(why), "{text}");
}

#[test]
fn only_what_they_are_computed_from_makes_them_be_looked_for_again() {
    let site = site();
    site.built(&[]);
    assert_eq!(related(&site, "talks"), ["More of it", "Power is back"]);
    assert_eq!(related(&site, "zoo"), [""; 0]);
    let kept =
        || (fs::read(site.path().join(KEPT)).expect("kept"), fs::metadata(site.path().join(KEPT)).unwrap());
    let before = kept();
    let more = "story: talks\ntags: [Kyiv, NATO]\ntype: analysis\nauthors: Ann\n";
    site.write(TALKS, article("Talks open", more, "Another text."));
    let run = site.build(&["--explain"]);
    assert_eq!((kept().0, kept().1.modified().unwrap()), (before.0.clone(), before.1.modified().unwrap()));
    assert!(run.stderr.contains(&format!("card of {TALKS}, a related article")), "{}", run.stderr);
    // A tag that goes takes it out of the others' pages.
    site.write(TALKS, article("Talks open", "", "Another text."));
    site.built(&[]);
    assert_ne!(kept().0, before.0);
    assert_eq!(related(&site, "talks"), [""; 0]);
    assert_eq!(related(&site, "power"), ["More of it"]);
}

#[test]
fn as_many_are_shown_as_the_configuration_says() {
    let site = site();
    for (shown, titles) in [
        (2, &["More of it", "Power is back"][..]),
        (1, &["More of it"]),
        (2, &["More of it", "Power is back"]),
    ] {
        let related_articles = format!("related: {{articles: {shown}}}\n");
        site.write(
            "newsprint.yaml",
            format!("title: T\nbase_url: https://digest.example/\n{related_articles}"),
        );
        site.built(&[]);
        assert_eq!(related(&site, "talks"), titles);
    }
}

#[test]
fn none_are_looked_for_where_none_are_shown() {
    let site = site();
    site.write("newsprint.yaml", "title: T\nbase_url: https://digest.example/\nrelated: {articles: 0}\n");
    site.built(&[]);
    assert_eq!(related(&site, "talks"), [""; 0]);
    assert!(!site.path().join(KEPT).exists());
}
