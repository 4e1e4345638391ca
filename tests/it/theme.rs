//! The built-in theme as sites see it.

use crate::harness::Site;

#[test]
fn an_overridden_template_cannot_lose_the_head() {
    let site = Site::with(&[
        ("content/2025-02-01-one.md", "---\ntitle: One\n---\nText.\n"),
        (
            "templates/article.html",
            "<html><head><title>Mine</title></head><body>{{ article.title }}</body></html>",
        ),
    ]);
    site.built(&[]);
    let html = site.page("2025/02/one/index.html");
    assert!(html.contains("<link rel=\"canonical\" href=\"https://digest.example/2025/02/one/\">"), "{html}");
    assert!(html.contains("<link rel=\"alternate\" type=\"application/rss+xml\""), "{html}");
}

#[test]
fn faults_of_templates_are_shown_at_their_place_all_at_once() {
    let site = Site::with(&[
        ("content/2025-02-01-one.md", "---\ntitle: One\n---\nText.\n"),
        ("templates/article.html", "line\n  {{ article.title | upcase }}\n"),
        ("templates/page.html", "{{ nothing(here=1) }}\n"),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("templates/article.html:2:"), "{}", run.stderr);
    assert!(run.stderr.contains("templates/page.html:1:"), "{}", run.stderr);
    assert!(run.stderr.contains("^^^"), "{}", run.stderr);

    site.write("templates/page.html", "fine");
    site.write("templates/article.html", "{% if article.title %}\n{{ article.title }\n");
    let run = site.build(&[]);
    assert!(run.stderr.contains("templates/article.html:2:"), "{}", run.stderr);
}

#[test]
fn the_first_paragraph_is_printed_once() {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\n");
    let text =
        |name: &str, more: &str| format!("---\ntitle: {name}\n{more}---\nOpening of {name}.\n\nMore.\n");
    site.write("content/2025-02-01-one.md", text("One", "source: S\ntopics: World\n"));
    site.write("content/topics/world.md", text("World", ""));
    site.write("content/pages/about.md", text("About", ""));
    site.write("content/index.md", text("Home", ""));
    site.built(&[]);
    for (path, name) in [
        ("2025/02/one/index.html", "One"),
        ("topics/world/index.html", "World"),
        ("topics/index.html", "World"),
        ("about/index.html", "About"),
        ("index.html", "Home"),
    ] {
        let page = site.page(path);
        let body = page.split_once("</head>").map_or("", |(_, body)| body);
        assert_eq!(body.matches(&format!("Opening of {name}.")).count(), 1, "{path}: {body}");
    }
}

#[test]
fn the_role_of_a_source_is_printed_with_and_without_its_author() {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\n");
    let sources = "sources:\n- {name: A, role: photographs}\n- {name: B, author: Jo Doe, role: reporting}\n";
    site.write("content/2025-02-01-one.md", format!("---\ntitle: One\n{sources}---\nText.\n"));
    site.built(&[]);
    let html = site.page("2025/02/one/index.html");
    assert!(html.contains("<li>photographs</li>") && html.contains("<li>Jo Doe (reporting)</li>"), "{html}");
}

pub(crate) const BASE: &str = "title: Test\nbase_url: https://digest.example/\n";

/// A site of the built-in theme with this configuration, and an article of two topics.
pub(crate) fn built_in(configuration: &str, more: &[(&str, &str)]) -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", format!("{BASE}{configuration}"));
    site.write(
        "content/2025-02-01-one.md",
        "---\ntitle: One\nsources: [{name: Wire}]\ntopics: [Grain, Ports]\nauthors: [Ann]\n---\nText.\n",
    );
    more.iter().for_each(|(path, text)| site.write(path, text));
    site
}

#[test]
fn the_theme_is_configured_without_a_template() {
    let site = built_in(
        "theme: {accent: '#ffd500', density: dense, scheme: choice, dates: relative, fonts: slab}\n",
        &[],
    );
    let tree = site.built(&[]);
    let page = site.page("index.html");
    assert!(page.contains("<html lang=\"en\" class=\"density-dense dates-relative\">"), "{page}");
    assert!(page.contains("class=\"scheme-switch\""), "{page}");
    let style =
        tree.keys().find(|path| path.starts_with("theme/configured.")).expect("a style of its own").clone();
    assert!(page.contains(&format!("<link rel=\"stylesheet\" href=\"/{style}\">")), "{page}");
    let style = String::from_utf8_lossy(&tree[&style]).into_owned();
    // Yellow can be read on dark paper alone.
    assert!(style.contains(", #ffd500);") && !style.contains("light-dark(#ffd500"), "{style}");
    assert!(style.contains("--text: Rockwell"), "{style}");

    let site = built_in("", &[]);
    assert!(!site.built(&[]).keys().any(|path| path.starts_with("theme/configured.")));
    assert!(site.page("index.html").contains("<html lang=\"en\">"));
}

#[test]
fn the_navigation_has_two_levels_and_says_where_the_page_belongs() {
    let menu = "menu:\n- {name: Home, url: /}\n- {name: Trade, url: /topics/ports/, items: [{name: Grain, url: /topics/grain/}]}\n";
    let site =
        built_in(menu, &[("content/editions/1.md", "---\ntitle: First\ndate: 2025-02-02\nnumber: 1\n---\n")]);
    site.built(&[]);
    let marked = |path: &str| {
        let page = site.page(path);
        let header = page.split_once("</header>").map_or("", |(header, _)| header).to_owned();
        let marks = header.match_indices(" aria-current=\"");
        marks
            .map(|(at, _)| header[at + 15..].split_once('<').unwrap_or_default().0.to_owned())
            .collect::<Vec<_>>()
    };
    // On an article its first topic, though the other one stands above it in the menu.
    assert_eq!(marked("2025/02/one/index.html"), ["true\">Grain"]);
    assert_eq!(marked("topics/ports/index.html"), ["page\">Trade"]);
    assert_eq!(marked("index.html"), ["page\">", "page\">Home"]);
    assert_eq!(marked("editions/1/index.html"), [""; 0]);

    let run =
        built_in("menu: [{name: A, url: /, items: [{name: B, url: /, items: [{name: C, url: /}]}]}]\n", &[])
            .build(&[]);
    assert!(
        run.code == 1 && run.stderr.contains("links of `menu` stand on two levels at most"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_footer_is_the_site_s_own_where_it_says_so() {
    let site = built_in("footer: [{name: About, items: [{name: Imprint, url: /gone/}]}]\n", &[]);
    let run = site.build(&[]);
    assert!(run.stderr.contains("`footer` leads to `/gone/`, and there is no such page"), "{}", run.stderr);
    let page = site.page("index.html");
    let footer = page.split_once("<footer").map_or("", |(_, footer)| footer);
    assert!(footer.contains("<h2>About</h2>") && footer.contains("href=\"/gone/\">Imprint"), "{footer}");
    assert!(!footer.contains("/topics/grain/"), "{footer}");
}

#[test]
fn the_header_shows_a_logo() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>";
    let site = built_in(
        "theme: {logo: {src: /day.svg, dark: /night.svg, title: no}}\n",
        &[("static/day.svg", svg), ("static/night.svg", svg)],
    );
    site.built(&[]);
    let page = site.page("index.html");
    let title = page
        .split_once("<p class=\"site-title\">")
        .map_or("", |(_, rest)| rest.split_once("</p>").unwrap().0);
    assert_eq!(title.matches("alt=\"Test\"").count(), 2, "{title}");
    assert!(
        title.contains("src=\"/night.svg\"") && title.contains("width=\"40\"") && !title.contains("<span>"),
        "{title}"
    );
    let run = built_in("theme: {logo: /gone.svg}\n", &[]).build(&[]);
    assert!(run.code == 1 && run.stderr.contains("gone.svg"), "{}", run.stderr);
}

#[test]
fn an_edition_says_what_it_picks_in_its_order() {
    let site = built_in(
        "",
        &[
            ("content/2025-02-02-two.md", "---\ntitle: Two\ntype: opinion\n---\nText.\n"),
            (
                "content/editions/first.md",
                "---\ntitle: First\ndate: 2025-02-03\nnumber: 7\n---\n[One](../2025-02-01-one.md)\n\n[Two](../2025-02-02-two.md)\n",
            ),
            (
                "templates/404.html",
                "{% for name in [\"first\", 7, \"none\"] %}{% for a in articles(edition=name) %}{{ a.title }} {% endfor %}|{% endfor %}\
                 {% for a in articles(edition=7, type=\"opinion\") %}{{ a.title }}{% endfor %}|\
                 {% for a in articles(edition=7, topic=\"Grain\") %}{{ a.title }}{% endfor %}",
            ),
        ],
    );
    site.built(&[]);
    let page = site.page("404.html");
    assert!(page.contains("One Two |One Two ||Two|One"), "{page}");
    // The front page shows what is in the latest edition.
    let home = site.page("index.html");
    let contents =
        home.split_once("edition-contents").map_or("", |(_, rest)| rest.split_once("</ul>").unwrap().0);
    assert!(contents.find("One") < contents.find("Two") && contents.contains("Two"), "{contents}");
    site.remove("content/2025-02-01-one.md");
    site.write(
        "content/editions/first.md",
        "---\ntitle: First\ndate: 2025-02-03\nnumber: 7\n---\n[Two](../2025-02-02-two.md)\n",
    );
    site.built(&[]);
    assert!(site.page("404.html").contains("Two |Two ||Two|"), "{}", site.page("404.html"));
}

#[test]
fn a_live_article_is_over_some_time_after_its_last_update_or_when_it_says_so() {
    let text = |more: &str| {
        format!(
            "---\ntitle: Vote\ndate: 2025-02-12 10:00\ntype: live\nsource: S\n{more}---\nText.\n\n## 14:05 It begins\n\nNow.\n"
        )
    };
    let site = built_in("", &[("content/2025-02-12-vote.md", &text(""))]);
    let over = |now: &str| {
        site.built(&["--now", now]);
        let page = site.page("2025/02/vote/index.html");
        let home = site.page("index.html");
        let said = [&page, &home].map(|page| page.contains("Live, ended"));
        assert_eq!(said[0], said[1], "{now}");
        assert_eq!(said[0], page.contains("\"coverageEndTime\""), "{page}");
        (said[0], page)
    };
    assert!(!over("2025-02-13 14:04").0);
    let (is_over, page) = over("2025-02-13 14:05");
    assert!(is_over && page.contains("\"coverageEndTime\":\"2025-02-12T14:05:00Z\""), "{page}");
    // Warm, as time passes, and back again.
    assert!(!over("2025-02-12 20:00").0);
    site.write("content/2025-02-12-vote.md", text("live: {ended: 2025-02-12 18:00}\n"));
    let (is_over, page) = over("2025-02-12 20:00");
    assert!(is_over && page.contains("Ended 12 February 2025, 18:00 UTC"), "{page}");
    assert!(!over("2025-02-12 17:00").0);
    site.write("newsprint.yaml", format!("{BASE}live: {{over_after: false}}\n"));
    site.write("content/2025-02-12-vote.md", text(""));
    assert!(!over("2026-02-12 20:00").0);

    site.write(
        "content/2025-02-12-vote.md",
        text("").replace("type: live", "type: news\nlive: {ended: 2025-02-12}"),
    );
    let run = site.build(&[]);
    assert!(run.stderr.contains("`live` has no effect here"), "{}", run.stderr);
}

#[test]
fn times_say_their_zone_and_bylines_who_reported() {
    let portrait = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\"/>";
    let site = built_in(
        "timezone: Europe/Kyiv\n",
        &[
            (
                "content/authors.yaml",
                "- {name: Ann, role: Editor, image: {src: portraits/ann.svg, alt: Ann}}\n",
            ),
            ("content/portraits/ann.svg", portrait),
            (
                "content/2025-02-12-vote.md",
                "---\ntitle: Vote\ndate: 2025-02-12 10:00\nsources: [{name: Wire}, {name: Post}]\nauthors: [Ann]\n---\nText.\n",
            ),
            (
                "content/2024-07-12-noon.md",
                "---\ntitle: Noon\ndate: 2024-07-12T10:00:00-05:30\nsource: W\n---\nText.\n",
            ),
        ],
    );
    site.built(&[]);
    let page = site.page("2025/02/vote/index.html");
    assert!(page.contains("12 February 2025, 10:00 EET"), "{page}");
    assert!(site.page("2024/07/noon/index.html").contains("12 July 2024, 10:00 UTC-05:30"));
    let byline = page
        .split_once("<div class=\"byline\">")
        .map_or("", |(_, rest)| rest.split_once("</header>").unwrap().0);
    let outlet = |name: &str, slug: &str| format!("<a href=\"/sources/{slug}/\">{name}</a>");
    assert!(
        byline.contains(&format!("Reported by {}, {}", outlet("Wire", "wire"), outlet("Post", "post"))),
        "{byline}"
    );
    assert!(byline.contains("class=\"portrait\" src=\"/authors/ann/portraits/ann.svg\""), "{byline}");
    assert!(byline.contains("Our text by <a rel=\"author\" href=\"/authors/ann/\">Ann</a>"), "{byline}");
    // Another portrait is another page.
    site.write("content/portraits/ann.svg", portrait.replace("40", "50"));
    site.write("content/authors.yaml", "- {name: Ann, role: Editor}\n");
    site.built(&[]);
    assert!(!site.page("2025/02/vote/index.html").contains("class=\"portrait\""));
}

#[test]
fn an_edition_is_named_by_a_text_or_a_number() {
    for name in ["true", "[1]", "1.5", "page"] {
        let text = format!("{{% for a in articles(edition={name}) %}}{{{{ a.title }}}}{{% endfor %}}");
        let run = built_in("", &[("templates/404.html", &text)]).build(&[]);
        assert!(run.code == 1 && run.stderr.contains("an edition is named by"), "{name}: {}", run.stderr);
    }
}

#[test]
fn another_description_of_a_portrait_is_another_page() {
    let authors = |alt: &str| format!("- name: Ann\n  image: {{src: ann.svg, alt: {alt}}}\n");
    let site = built_in(
        "",
        &[
            ("content/ann.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\"/>"),
            ("content/authors.yaml", &authors("Ann in 2024")),
            (
                "templates/article.html",
                "{% for author in article.authors %}{{ author.image.alt }}{% endfor %}",
            ),
        ],
    );
    site.built(&[]);
    assert!(site.page("2025/02/one/index.html").contains("Ann in 2024"));
    site.write("content/authors.yaml", authors("Ann in 2025"));
    site.built(&[]);
    assert!(site.page("2025/02/one/index.html").contains("Ann in 2025"));
}

#[test]
fn the_front_page_shows_what_is_in_the_latest_edition_whatever_it_is_called() {
    let edition = |title: &str, day: u32, number: u32, pick: &str| {
        format!("---\ntitle: {title}\ndate: 2025-02-{day:02}\nnumber: {number}\n---\n[Pick](../{pick}.md)\n")
    };
    // Names and numbers that are each other's.
    let site = built_in(
        "",
        &[
            ("content/2025-02-02-two.md", "---\ntitle: Two\ntype: opinion\n---\nText.\n"),
            ("content/editions/12.md", &edition("Thirteen", 3, 13, "2025-02-01-one")),
            ("content/editions/13.md", &edition("Fourteen", 4, 14, "2025-02-02-two")),
        ],
    );
    site.built(&[]);
    let home = site.page("index.html");
    let contents =
        home.split_once("edition-contents").map_or("", |(_, rest)| rest.split_once("</ul>").unwrap().0);
    assert!(contents.contains(">Two<") && !contents.contains(">One<"), "{contents}");
}
