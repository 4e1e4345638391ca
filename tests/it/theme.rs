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
