//! Old addresses: of sites that stand below a path, of patterns, and of pages that would have one address.

use super::{holds, import, imported, text};
use crate::harness::Site;

#[test]
fn a_site_of_jekyll_below_a_path() {
    let post = "---\ntitle: A\nimage: /news/assets/x.png\nredirect_from: https://old.example/news/first/\n---\n\
         ![p1]({{ \"/assets/x.png\" | relative_url }}) ![p2]({{ site.baseurl }}/assets/y.png) ![p3](/assets/x.png) ![p5]({{ \"/assets/a b.png\" | relative_url }})\n\n\
         <img src=\"{{ '/assets/y.png' | absolute_url }}\" alt=\"p4\">\n\n\
         [one]({{ site.baseurl }}{% post_url 2020-01-03-b %}) [two]({{ site.url }}{{ site.baseurl }}{% post_url 2020-01-03-b %}#c)\n\
         [three](/news/2020/01/03/b.html) [four]({{ \"/2020/01/03/b.html\" | relative_url }}) [five](/news/first/)\n\
         [six]({{ site.baseurl }}{% link assets/d.pdf %}) ![gone](/news/assets/gone.png)\n\n\
         {% include video.html id=\"dQw4w9WgXcQ\" %}\n";
    for url in ["url: https://old.example\n", ""] {
        let (_, site, report) = imported(
            "jekyll",
            &[
                ("_config.yml", &format!("title: Old\n{url}baseurl: /news\n")),
                ("_posts/2020-01-02-a.md", post),
                ("_posts/2020-01-03-b.md", "---\ntitle: B\n---\nB.\n"),
                (
                    "_includes/video.html",
                    "<div><iframe src=\"https://www.youtube.com/embed/{{ include.id }}\"></iframe></div>",
                ),
                ("assets/x.png", "png"),
                ("assets/y.png", "png"),
                ("assets/a b.png", "png"),
                ("assets/d.pdf", "pdf"),
            ],
        );
        let written = text(&site, "content/2020-01-02-a.md");
        holds(
            &written,
            &[
                "  src: /assets/x.png\n",
                "/first/]\n",
                "![p1](/assets/x.png) ![p2](/assets/y.png) ![p3](/assets/x.png)",
                "[three](2020-01-03-b.md) [four](2020-01-03-b.md) [five](2020-01-02-a.md)",
                "[one](2020-01-03-b.md)",
                "[six](/assets/d.pdf)",
                "![p5](/assets/a%20b.png)",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ\n",
            ],
        );
        let (second, gone) = match url {
            "" => ("", " [gone](/assets/gone.png)"),
            _ => ("[two](2020-01-03-b.md#c)", " [gone](https://old.example/news/assets/gone.png)"),
        };
        holds(&written, &[second, gone]);
        assert!(!written.contains("/news/assets/x") && !written.contains("/news/news"), "{written}");
        assert_eq!(text(&site, "static/assets/d.pdf"), "pdf");
        assert!(!report.contains("assets/x.png"), "{report}");
        holds(
            &report,
            &["written without /news: they hold only where `base_url` in newsprint.yaml ends in /news/."],
        );
    }
}

#[test]
fn a_site_builds_where_the_old_one_stood() {
    let body = "![A](/news/none.png) and ![](assets/none%20too.png \"T\") and ![B][r] and ![C] here.\n\n\
         [![D](/news/none.png)](/news/2020/01/03/b.html) [![](https://old.example/news/e.png)](https://x.example/)\n\n\
         Also <img src=\"/news/f.png\" alt=\"F\"> and <a href=\"https://x.example/\"><img src=\"/g.png\"></a><a name=\"top\"> ![I](/i.png).\n\n\
         <figure>\n<img alt='H \"h\"' src='http://www.old.example/news/h.png'>\n</figure>\n\n\
         ![X](https://x.example/x.png) ![Y](/news/y.png)\n\n[r]: /news/r.png\n[C]: https://old.example/news/c.png\n";
    let (_, site, report) = imported(
        "jekyll",
        &[
            ("_config.yml", "title: Old\nurl: https://old.example\nbaseurl: /news\n"),
            ("_posts/2020-01-02-a.md", &format!("---\ntitle: A\nimage: /news/lead.png\n---\n{body}")),
            ("_posts/2020-01-03-b.md", "---\ntitle: B\n---\nB.\n"),
            ("y.png", "png"),
        ],
    );
    let written = text(&site, "content/2020-01-02-a.md");
    holds(
        &written,
        &[
            "extra:\n  image: /news/lead.png\n",
            "[A](https://old.example/news/none.png) and [none too.png](https://old.example/news/",
            " and [B][r] and [C] here.",
            "[D](2020-01-03-b.md) [e.png](https://x.example/)",
            "<a href=\"https://old.example/news/f.png\">F</a>",
            "<a href=\"https://x.example/\">g.png</a>",
            " [I](https://old.example/news/i.png).",
            "![X](https://x.example/x.png) ![Y](/y.png)",
        ],
    );
    assert!(!written.contains("<img"), "{written}");
    holds(&report, &["pictures that are not among the files: links to where they stood are in their place"]);
    let config = text(&site, "newsprint.yaml");
    let base = config.lines().find(|line| line.starts_with("base_url:")).unwrap_or_default();
    site.write("newsprint.yaml", config.replace(base, "base_url: https://old.example/news/"));
    assert!(site.built(&["--now", "2025-02-15"]).contains_key("2020/01/a/index.html"));
}

#[test]
fn a_try_links_to_what_is_not_imported_yet() {
    let (old, site) = (Site::bare(), Site::with(&[]));
    old.write("_config.yml", "title: Old\nurl: https://old.example\n");
    old.write(
        "_posts/2020-01-02-a.md",
        "---\ntitle: A\n---\n[c]({% post_url 2020-01-04-c %}) [c](/2020/01/04/c.html) [b]({% post_url 2020-01-03-b %})\n",
    );
    old.write("_posts/2020-01-03-b.md", "---\ntitle: B\n---\nB.\n");
    old.write("_posts/2020-01-04-c.md", "---\ntitle: C\n---\n{% odd %}\n");
    let run = import(&site, "jekyll", &old, "", &["--limit", "2"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    holds(&run.stderr, &["Wrote 2 texts", "Texts that link to others which --limit leaves out: 1."]);
    assert!(!run.stderr.contains("not among the files") && !run.stderr.contains("odd"), "{}", run.stderr);
    holds(
        &text(&site, "content/2020-01-02-a.md"),
        &["[c](2020-01-04-c.md) [c](2020-01-04-c.md) [b](2020-01-03-b.md)"],
    );
    let run = import(&site, "jekyll", &old, "", &[]);
    holds(&run.stderr, &["Wrote 1 text and 0 other files; 2 were there already"]);
    assert!(!run.stderr.contains("--limit"), "{}", run.stderr);
    site.built(&[]);
}

#[test]
fn sites_of_hugo_and_zola_below_a_path() {
    let body = "![x](/sub/img/x.png) ![y](/img/x.png) [b](/sub/post/b/) [b2](https://old.example/sub/post/b/) [b3](/post/b/)";
    for (from, config) in [("hugo", "hugo.toml"), ("zola", "config.toml")] {
        let base = if from == "hugo" { "baseURL" } else { "base_url" };
        let picture = if from == "hugo" { "[cover]\nimage = \"img/x.png\"\n" } else { "" };
        let (_, site, report) = imported(
            from,
            &[
                (config, &format!("{base} = \"https://old.example/sub/\"\n")),
                (
                    "content/post/a.md",
                    &format!("+++\ntitle = \"A\"\ndate = 2020-01-02\n{picture}+++\n{body}\n"),
                ),
                ("content/post/b.md", "+++\ntitle = \"B\"\ndate = 2020-01-03\n+++\nB.\n"),
                ("static/img/x.png", "png"),
            ],
        );
        let written = text(&site, "content/post/a.md");
        holds(&written, &["![x](/img/x.png) ![y](/img/x.png) [b](b.md) [b2](b.md) [b3](b.md)"]);
        assert!(!written.contains("/sub/img"), "{written}");
        if from == "hugo" {
            holds(&written, &["  src: /img/x.png\n"]);
        }
        assert!(!report.contains("not among the files"), "{report}");
    }
}

#[test]
fn the_default_language_keeps_its_identity() {
    let (_, site, _) = imported(
        "hugo",
        &[
            (
                "hugo.toml",
                "baseURL = \"https://old.example/\"\ndefaultContentLanguage = \"de\"\n[languages.de]\n[languages.en]\n",
            ),
            ("content/post/b.en.md", "---\ntitle: B\ndate: 2020-01-03\n---\nB.\n"),
            ("content/post/b.md", "---\ntitle: B\ndate: 2020-01-03\n---\nB.\n"),
        ],
    );
    holds(&text(&site, "content/post/b.md"), &["id: https://old.example/post/b/\n"]);
    holds(&text(&site, "content/post/b.en.md"), &["id: https://old.example/en/post/b/\n"]);
}

/// Two posts of Jekyll with categories, and the setting of their addresses.
fn with_categories(permalink: &str, categories: [&str; 2]) -> (Site, Site) {
    let (old, site) = (Site::bare(), Site::with(&[]));
    old.write("_config.yml", format!("title: Old\nurl: https://old.example\n{permalink}"));
    for (name, category) in ["2020-01-02-a", "2020-02-03-b"].iter().zip(categories) {
        let head = if category.is_empty() { String::new() } else { format!("categories: [{category}]\n") };
        old.write(&format!("_posts/{name}.md"), format!("---\ntitle: {name}\n{head}---\nText.\n"));
    }
    (old, site)
}

#[test]
fn only_a_pattern_that_keeps_most_is_written() {
    for permalink in ["", "permalink: pretty\n", "permalink: /:categories/:year/:month/:title.html\n"] {
        let (old, site) = with_categories(permalink, ["Local", "World"]);
        let before = text(&site, "newsprint.yaml");
        for arguments in [&["--dry-run"][..], &["--permalinks"], &[]] {
            let run = import(&site, "jekyll", &old, "", arguments);
            assert_eq!(run.code, 0, "{}", run.stderr);
            holds(
                &run.stderr,
                &["Addresses: 0 of 2 stay as they were", "No pattern of `permalinks:` keeps most"],
            );
        }
        assert_eq!(text(&site, "newsprint.yaml"), before, "{permalink}");
    }
    // One folder for all is a part of the pattern.
    let (old, site) =
        with_categories("permalink: /:categories/:year/:month/:title.html\n", ["Local", "Local"]);
    let dry = import(&site, "jekyll", &old, "", &["--dry-run"]);
    holds(&dry.stderr, &["0 of 2 stay", "/local/{year}/{month}/{slug}.html", "2 of 2 stay."]);
    let run = import(&site, "jekyll", &old, "", &["--permalinks"]);
    holds(&run.stderr, &["Addresses: 2 of 2 stay as they were, by `permalinks:"]);
    let tree = site.built(&[]);
    assert!(tree.contains_key("local/2020/01/a.html"), "{:?}", tree.keys());
    // Half of them is not most.
    let (old, site) = with_categories("", ["Local", ""]);
    let run = import(&site, "jekyll", &old, "", &["--permalinks"]);
    holds(&run.stderr, &["No pattern of `permalinks:` keeps most"]);
}

#[test]
fn no_two_pages_have_one_address() {
    let (old, site) = (Site::bare(), Site::with(&[]));
    site.write(
        "content/2022-01-03-other.md",
        "---\ntitle: Other\ndate: 2022-01-03\nsources: []\n---\nText.\n",
    );
    for (path, body) in [
        ("hugo.toml", "baseURL = \"https://old.example/\"\n[permalinks]\nposts = \"/:year/:month/:slug/\"\n"),
        ("content/posts/Same.md", "---\ntitle: Same\ndate: 2022-01-01\n---\nOne. [Two](/archive/)\n"),
        ("content/posts/same-b.md", "---\ntitle: Same\ndate: 2022-01-01\nslug: same\n---\nTwo.\n"),
        ("content/posts/same-c.md", "---\ntitle: Same\ndate: 2022-01-01\nslug: same\n---\nThree.\n"),
        ("content/posts/other.md", "---\ntitle: Other, here\ndate: 2022-01-03\nslug: other\n---\nFour.\n"),
        ("content/archive.md", "---\ntitle: The archive\n---\nAll that we ever wrote.\n"),
    ] {
        old.write(path, body);
    }
    let run = import(&site, "hugo", &old, "", &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    holds(&run.stderr, &["would stand at the address of another page", "/2022/01/same-2/", "/archive-2/"]);
    let tree = site.built(&["--now", "2025-02-15"]);
    for path in [
        "2022/01/same/", "2022/01/same-2/", "2022/01/same-3/", "2022/01/other/", "2022/01/other-2/",
        "archive-2/",
    ] {
        assert!(tree.contains_key(&format!("{path}index.html")), "{path}: {:?}", tree.keys());
    }
    // A link means what stood there.
    holds(&text(&site, "content/posts/Same.md"), &["[Two](../pages/archive.md)"]);
    let again = import(&site, "hugo", &old, "", &[]);
    holds(&again.stderr, &["Wrote 0 texts and 0 other files; 5 were there already"]);
}

#[test]
fn a_title_that_made_the_address_of_a_post_of_hugo_is_its_slug() {
    let (_, site, report) = imported(
        "hugo",
        &[
            ("hugo.toml", "baseURL = \"https://old.example/\"\n[permalinks]\nposts = \"/:year/:slug/\"\n"),
            ("content/posts/one.md", "---\ntitle: Harvest festival\ndate: 2020-01-03\n---\nText.\n"),
        ],
    );
    holds(&text(&site, "content/posts/one.md"), &["slug: harvest-festival\n"]);
    holds(&report, &["`permalinks: {article: \"/{year}/{slug}/\"}`", "1 of 1 stay."]);
}

#[test]
fn texts_that_are_not_counted_are_said_to_be_so() {
    let (old, site) = (Site::bare(), Site::with(&[]));
    old.write("_config.yml", "url: https://old.example\npermalink: /:year/:month/:day/:title/\n");
    for day in 1..4 {
        old.write(&format!("_posts/2020-02-0{day}-p{day}.md"), format!("---\ntitle: P{day}\n---\nText.\n"));
    }
    old.write("_posts/2020-02-09-own.md", "---\ntitle: Own\npermalink: /own/\n---\nText.\n");
    old.write("_drafts/plan.md", "---\ntitle: Plan\n---\nText.\n");
    old.write("about.md", "---\ntitle: About\n---\nText.\n");
    old.write("we.md", "---\ntitle: We\n---\nText.\n");
    let run = import(&site, "jekyll", &old, "", &["--permalinks"]);
    holds(
        &run.stderr,
        &[
            "Wrote 7 texts",
            "Addresses: 3 of 3 stay as they were, by",
            "\n  Not among them: 2 pages, whose old addresses stay or lead on; 1 article that keeps its own (`url:`); 1 article that had none.\n",
        ],
    );
}

#[test]
fn without_an_address_of_an_article_permalinks_says_so() {
    for (arguments, asked) in [(&[][..], false), (&["--permalinks"], true)] {
        let (old, site) = (Site::bare(), Site::with(&[]));
        old.write("config.toml", "base_url = \"https://old.example\"\n");
        old.write("content/about.md", "+++\ntitle = \"About\"\n+++\nText.\n");
        let run = import(&site, "zola", &old, "", arguments);
        let said = "Addresses: --permalinks has nothing to write, since no pattern could keep any: 1 page, whose old address stays";
        assert_eq!(run.stderr.contains(said), asked, "{}", run.stderr);
        assert_eq!(run.stderr.contains("Addresses:"), asked, "{}", run.stderr);
        // Whose addresses stay without a line.
        let (old, site) = (
            Site::bare(),
            Site::with(&[(
                "newsprint.yaml",
                "title: T\nbase_url: https://new.example/\npermalinks: {article: '/posts/{slug}/'}\n",
            )]),
        );
        old.write("config.toml", "base_url = \"https://old.example\"\n");
        old.write("content/posts/a.md", "+++\ntitle = \"A\"\ndate = 2020-02-03\n+++\nText.\n");
        let run = import(&site, "zola", &old, "", arguments);
        let said = "Addresses: 1 of 1 stay as they were";
        holds(&run.stderr, &[said]);
        assert_eq!(
            run.stderr.contains(&format!("{said}; --permalinks has nothing to write.")),
            asked,
            "{}",
            run.stderr
        );
    }
}
