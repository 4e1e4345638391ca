//! Names that clash, names with odd characters, and what stands in the site already.

use std::process::Command;

use super::{holds, import, imported, text};
use crate::harness::{Site, run};

const CLASHING: &[(&str, &str)] = &[
    ("_config.yml", "title: Old\n"),
    (
        "_posts/2020-02-03-a.md",
        "---\ntitle: A\ntags: [C, C++, 'C#', Grain]\ncategories: [C, C++]\n---\nText.\n",
    ),
    ("_posts/2020-02-04-b.md", "---\ntitle: B\ntags: ['!!!', c++]\n---\nText.\n"),
];

#[test]
fn a_site_whose_names_would_have_one_address_builds() {
    let (old, site, report) = imported("jekyll", CLASHING);
    holds(&report, &["C++ (c-plus-plus)", "content/tags.yaml", "content/topics/"]);
    let tree = site.built(&["--now", "2025-02-15"]);
    for path in ["tags/c/", "tags/c-plus-plus/", "tags/c-sharp/", "topics/c/", "topics/c-plus-plus/"] {
        assert!(tree.contains_key(&format!("{path}index.html")), "{path}: {:?}", tree.keys());
    }
    // Once more, and nothing is added twice.
    let before = text(&site, "content/tags.yaml");
    let again = import(&site, "jekyll", &old, "", &[]);
    holds(&again.stderr, &["Wrote 0 texts and 0 other files; 2 were there already"]);
    assert_eq!(text(&site, "content/tags.yaml"), before);
}

#[test]
fn a_new_site_with_its_registries_and_examples() {
    let (old, folder) = (Site::bare(), Site::bare());
    CLASHING.iter().for_each(|(path, text)| old.write(path, text));
    let mut init = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    init.arg("init")
        .arg(folder.path())
        .args(["--title", "New", "--base-url", "https://new.example/", "--now", "2025-02-15"]);
    assert_eq!(run(init).code, 0);
    let before = text(&folder, "content/tags.yaml");
    let dry = import(&folder, "jekyll", &old, "", &["--dry-run"]);
    assert_eq!(text(&folder, "content/tags.yaml"), before, "{}", dry.stderr);
    let run = import(&folder, "jekyll", &old, "", &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    holds(
        &run.stderr,
        &["added to 1 file", "C++ (c-plus-plus)", "Examples of `newsprint init`", "content/pages/about.md"],
    );
    let after = text(&folder, "content/tags.yaml");
    assert!(after.starts_with(&before) && after.contains("- name: C++\n  slug: c-plus-plus\n"), "{after}");
    folder.built(&["--now", "2025-02-15"]);
    // What somebody changed is theirs.
    folder.write("content/pages/about.md", "---\ntitle: About\n---\nUs.\n");
    let again = import(&folder, "jekyll", &old, "", &[]);
    assert!(!again.stderr.contains("content/pages/about.md"), "{}", again.stderr);
}

#[test]
fn a_registry_to_which_nothing_can_be_added() {
    let (old, site) = (Site::bare(), Site::with(&[("content/tags.yaml", "[Grain, C]\n")]));
    let post = "---\ntitle: A\ntags: [C, C++, 'C#']\n---\nText.\n";
    old.write("_posts/2020-02-03-a.md", post);
    let run = import(&site, "jekyll", &old, "", &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    holds(&run.stderr, &["written as one", "C++ is C"]);
    holds(&text(&site, "content/2020-02-03-a.md"), &["tags: [C]\n"]);
    site.built(&[]);
}

#[test]
fn a_name_that_the_site_has_already() {
    let own = "---\ntitle: Own\ndate: 2025-01-01\ntags: [C]\nsources: [{name: S}]\n---\nText.\n";
    let (old, site) = (Site::bare(), Site::with(&[("content/own.md", own)]));
    old.write("_posts/2020-02-03-a.md", "---\ntitle: A\ntags: [C++]\n---\nText.\n");
    assert_eq!(import(&site, "jekyll", &old, "", &[]).code, 0);
    assert!(site.built(&[]).contains_key("tags/c-plus-plus/index.html"));
}

#[test]
fn names_of_feeds_are_one_line_and_addresses_say_nobody_came() {
    let item = "<item><title>Talks&#10;end&#7;here</title><link>https://t.example/talks?utm_source=rss&amp;id=1&amp;fbclid=x</link>\
                <author>Anna&#10;  Example</author><category>Black&#9;Sea&#10;</category><pubDate>Mon, 03 Feb 2020 10:00:00 GMT</pubDate><description>x</description></item>";
    let rss = format!(
        "<rss version=\"2.0\"><channel><title>The&#10;Times</title><link>https://t.example/</link><description>d</description>{item}</channel></rss>"
    );
    let (_, site, _) = imported("rss", &[("feed.xml", &rss)]);
    holds(
        &text(&site, "content/2020-02-03-talks-end-here.md"),
        &[
            "title: Talks end here\n", "name: The Times\n", "url: https://t.example/talks?id=1\n",
            "author: Anna Example\n", "tags: [Black Sea]\n",
        ],
    );
}
