//! The blocks of an article's page: which there are, where they stand, and the articles beside it.

use crate::harness::Site;
use crate::theme::{BASE, built_in};

/// What stands in the elements of a page that have these classes, in their order: the blocks of an article.
fn blocks(page: &str) -> Vec<&'static str> {
    const BLOCKS: [(&str, &str); 8] = [
        ("contents", "class=\"fold toc\""),
        ("text", "class=\"article-text\""),
        ("end", "class=\"article-footer\""),
        ("share", "class=\"share\""),
        ("side", "class=\"article-aside\""),
        ("sources", "class=\"sources\""),
        ("neighbours", "class=\"neighbours"),
        ("related", "class=\"section related\""),
    ];
    let mut found: Vec<(usize, &str)> =
        BLOCKS.iter().filter_map(|(name, mark)| Some((page.find(mark)?, *name))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn an_article_shows_its_blocks_where_the_configuration_puts_them() {
    let long = format!(
        "---\ntitle: Long\ntopics: [Grain]\nsources: [Wire]\n---\n## A\n\n## B\n\n## C\n\n{}\n",
        "word ".repeat(700)
    );
    let more = [("content/2025-02-02-long.md", &*long)];
    let page = |layout: &str| {
        let site = built_in(&format!("theme: {{article: {layout}}}\n"), &more);
        site.built(&[]);
        site.page("2025/02/long/index.html")
    };
    assert_eq!(blocks(&page("{}")), ["contents", "text", "end", "share", "side", "sources", "related"]);
    let moved = page("{top: [sources], side: [neighbours, contents], end: [], after: []}");
    assert_eq!(blocks(&moved), ["sources", "text", "end", "side", "neighbours", "contents"]);
    // What is named nowhere is not shown, and no empty column is left.
    assert_eq!(blocks(&page("{side: [], after: [share]}")), ["contents", "text", "end", "share"]);
}

#[test]
fn an_article_names_those_beside_it_in_its_topic() {
    let article = |title: &str, date: &str, topics: &str| {
        format!(
            "---\ntitle: {title}\ndate: {date}\ntopics: [{topics}]\nsources: [Wire]\n---\nText of {title}.\n"
        )
    };
    let site = Site::bare();
    // What is related is not said twice.
    site.write("newsprint.yaml", format!("{BASE}theme: {{article: {{after: [neighbours]}}}}\n"));
    for (name, title, date, topics) in [
        ("a", "Alpha", "2025-02-01", "Grain"),
        ("b", "Beta", "2025-02-02", "Ports"),
        ("c", "Gamma", "2025-02-03", "Grain, Ports"),
        ("d", "Delta", "2025-02-04", ""),
    ] {
        site.write(&format!("content/{name}.md"), article(title, date, topics));
    }
    let named = |name: &str| {
        let page = site.page(&format!("2025/02/{name}/index.html"));
        let block = page
            .split_once("class=\"neighbours")
            .map_or("", |(_, rest)| rest.split_once("</nav>").unwrap().0);
        ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]
            .into_iter()
            .filter(|title| block.contains(title))
            .collect::<Vec<_>>()
    };
    let said = |expected: [&[&str]; 4]| {
        assert_eq!(["a", "b", "c", "d"].map(named), expected);
        assert_eq!(site.tree(), site.cold());
    };
    site.built(&[]);
    said([&["Gamma"], &["Gamma"], &["Alpha"], &["Gamma"]]);
    // One comes between, one is called otherwise, and one moves to another topic.
    site.write("content/e.md", article("Epsilon", "2025-02-02", "Ports, Grain"));
    site.built(&[]);
    said([&["Epsilon"], &["Gamma", "Epsilon"], &["Epsilon"], &["Gamma"]]);
    site.write("content/e.md", article("Delta", "2025-02-02", "Ports"));
    site.built(&[]);
    said([&["Gamma"], &["Gamma", "Delta"], &["Alpha"], &["Gamma"]]);
}

#[test]
fn who_is_beside_an_article_is_labelled_as_everywhere() {
    let article = |title: &str, date: &str, more: &str| {
        format!(
            "---\ntitle: {title}\ndate: {date}\nstory: harvest\nsources: [Wire]\n{more}---\nText of {title}.\n"
        )
    };
    let site = Site::bare();
    site.write("newsprint.yaml", format!("{BASE}theme: {{article: {{after: [neighbours], side: []}}}}\n"));
    site.write("content/a.md", article("Alpha", "2025-02-01", "type: sponsored\nlanguage: de\n"));
    site.write("content/b.md", article("Beta", "2025-02-02", "").replace("story: harvest\n", ""));
    site.built(&[]);
    let page = || site.page("2025/02/b/index.html");
    let label = "<span class=\"type type-sponsored\">Sponsored</span>";
    assert!(
        page().contains(&format!("<span lang=\"de\" dir=\"auto\">Alpha</span></a> {label}")),
        "{}",
        page()
    );
    // In the box of a story, too.
    site.write("newsprint.yaml", BASE);
    site.write("content/b.md", article("Beta", "2025-02-02", ""));
    site.built(&[]);
    assert!(page().contains(&format!(">Alpha</a> {label} <time")), "{}", page());
    site.write("content/a.md", article("Alpha", "2025-02-01", "type: opinion\n"));
    site.built(&[]);
    assert!(page().contains(">Opinion</span> <time"), "{}", page());
    assert_eq!(site.tree(), site.cold());
}
