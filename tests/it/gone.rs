//! Addresses that readers have and that a build takes away: it says which, and what keeps them.

use crate::harness::Site;

const OLD: &str = "content/2025-02-01-harbour.md";
const URL: &str = "https://digest.example/2025/02/harbour/";

fn article(title: &str) -> String {
    format!("---\ntitle: {title}\nsources: [O]\n---\nA text about {title}.\n")
}

fn site() -> Site {
    let site = Site::with(&[(OLD, &article("Harbour"))]);
    site.write("content/2025-02-02-other.md", article("Another"));
    site
}

/// What a build says of what is gone.
fn gone(site: &Site, arguments: &[&str]) -> String {
    let run = site.build(arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let lines: Vec<&str> = run.stderr.lines().skip_while(|line| !line.starts_with("Gone: ")).collect();
    // Once, where there is a line to write.
    let command = "`newsprint mv OLD NEW` writes such lines by itself, and mends what leads there";
    let has_line = lines.iter().any(|line| line.contains("`aliases: ["));
    assert_eq!(lines.iter().filter(|line| **line == command).count(), usize::from(has_line), "{lines:?}");
    let rest = lines.iter().filter(|line| !line.starts_with("Built ") && **line != command);
    rest.map(|line| format!("{line}\n")).collect()
}

fn rename(site: &Site, from: &str, to: &str) {
    std::fs::rename(site.path().join(from), site.path().join(to)).expect("a file of ours");
}

#[test]
fn a_renamed_article_is_listed_with_the_line_that_keeps_its_address_once() {
    for caches_are_lost in [false, true] {
        let site = site();
        site.built(&[]);
        rename(&site, OLD, "content/2025-02-01-port.md");
        if caches_are_lost {
            std::fs::remove_dir_all(site.path().join(".newsprint")).expect("a cache");
        }
        assert_eq!(
            gone(&site, &[]),
            format!(
                "Gone: {URL}\n  `aliases: [/2025/02/harbour/]` in content/2025-02-01-port.md keeps the address\n"
            )
        );
        assert_eq!(gone(&site, &[]), "", "it is said once");
        let kept = article("Harbour").replacen("title", "aliases: [/2025/02/harbour/]\ntitle", 1);
        site.write("content/2025-02-01-port.md", kept);
        assert_eq!(gone(&site, &[]), "");
        assert!(site.tree().contains_key("2025/02/harbour/index.html"));
    }
}

#[test]
fn whatever_of_it_stayed_tells_where_it_went() {
    for (to, text, line) in [
        // Its file, with another slug, another date, and aliases that it had.
        (OLD, article("Harbour").replacen("title", "slug: port\ntitle", 1), "aliases: [/2025/02/harbour/]"),
        (
            OLD,
            article("Harbour").replacen("title", "date: 2024-12-31\ntitle", 1),
            "aliases: [/2025/02/harbour/]",
        ),
        (
            OLD,
            article("Harbour").replacen("title", "slug: port\naliases: [/a/]\ntitle", 1),
            "aliases: [/a/, /2025/02/harbour/]",
        ),
        // Its text under another title, its title over another text.
        (
            "content/2025-02-03-port.md",
            article("Harbour").replace("title: Harbour", "title: Port"),
            "aliases: [/2025/02/harbour/]",
        ),
        (
            "content/2025-02-03-port.md",
            article("Harbour").replace("A text", "Words"),
            "aliases: [/2025/02/harbour/]",
        ),
    ] {
        let site = site();
        site.built(&[]);
        site.remove(OLD);
        site.write(to, &text);
        let expected = format!("Gone: {URL}\n  `{line}` in {to} keeps the address\n");
        assert_eq!(gone(&site, &[]), expected, "{text}");
    }
}

#[test]
fn one_that_is_deleted_is_said_to_be_gone_and_no_more() {
    let site = site();
    site.built(&[]);
    site.remove(OLD);
    let said = gone(&site, &[]);
    assert!(said.starts_with(&format!("Gone: {URL}\n  no article is in its place")), "{said}");
    assert_eq!(gone(&site, &[]), "");
    let site = self::site();
    site.built(&[]);
    site.remove(OLD);
    let json = gone_json(&site);
    assert!(
        json.contains(&format!(
            "{{\"entry\":null,\"file\":null,\"gone\":\"{URL}\",\"kind\":\"article\",\"write\":null}}"
        )),
        "{json}"
    );
}

fn gone_json(site: &Site) -> String {
    let run = site.build(&["--format", "json"]);
    run.stderr.lines().filter(|line| line.contains("\"gone\"")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn nothing_is_said_of_what_is_held_back_or_was_never_live() {
    for key in [
        "draft: true", "expires: 2025-02-10", "date: 2025-03-01",
        "withdrawn: {date: 2025-02-10, text: Wrong.}",
    ] {
        let site = site();
        site.built(&[]);
        site.write(OLD, article("Harbour").replacen("title", &format!("{key}\ntitle"), 1));
        assert_eq!(gone(&site, &[]), "", "{key}");
    }
    let site = site();
    site.write(OLD, article("Harbour").replacen("title", "draft: true\ntags: [Only here]\ntitle", 1));
    site.built(&["--drafts"]);
    site.remove(OLD);
    assert_eq!(gone(&site, &[]), "");
}

#[test]
fn many_with_one_fate_are_one_line() {
    let site = Site::with(&[]);
    for n in 0..30 {
        site.write(&format!("content/2025-01-05-number-{n}.md"), article(&format!("Number {n}")));
    }
    site.built(&[]);
    let config = "title: Test\nbase_url: https://digest.example/\n";
    site.write("newsprint.yaml", format!("{config}permalinks: {{article: '/{{year}}/{{slug}}/'}}\n"));
    let said = gone(&site, &[]);
    assert!(
        said.starts_with("Gone: 30 addresses of articles whose files have other addresses now\n"),
        "{said}"
    );
    assert!(said.contains("`permalinks.article`") && said.contains("… and 27 more"), "{said}");
    assert!(said.lines().count() < 8, "{said}");
    site.write("newsprint.yaml", config);
    assert_eq!(gone_json(&site).lines().count(), 30);
}

#[test]
fn terms_and_pages_too_and_nothing_else() {
    let site = site();
    site.write("content/tags.yaml", "- {name: Seaports}\n");
    site.write("content/pages/about.md", "---\ntitle: About\n---\nUs.\n");
    site.write("content/topics/trade.md", "---\ntitle: Trade\n---\nOf trade.\n");
    site.write(
        "content/editions/2025-02-03.md",
        "---\ntitle: First\n---\nHello.\n\n[H](../2025-02-01-harbour.md)\n",
    );
    site.write(OLD, article("Harbour").replacen("title", "tags: [Seaports]\nauthors: [Ann]\ntitle", 1));
    site.write(
        "content/2025-02-02-other.md",
        article("Another").replacen("title", "tags: [Ships]\ntitle", 1),
    );
    site.built(&[]);
    site.write("content/2025-02-02-other.md", article("Another"));
    site.write("content/tags.yaml", "- {name: Ports of the sea, aliases: [Sea ports]}\n");
    let text = "tags: [Ports of the sea]\nauthors: [Ann]\ntitle";
    site.write(OLD, article("Harbour").replacen("title", text, 1));
    rename(&site, "content/pages/about.md", "content/pages/who-we-are.md");
    rename(&site, "content/topics/trade.md", "content/topics/commerce.md");
    rename(&site, "content/editions/2025-02-03.md", "content/editions/2025-02-03-first.md");
    let said = gone(&site, &[]);
    for line in [
        "Gone: https://digest.example/tags/seaports/\n  `aliases: [Sea ports, seaports]` of `Ports of the sea` in content/tags.yaml",
        "Gone: https://digest.example/tags/ships/\n  no tag is in its place",
        "Gone: https://digest.example/about/\n  `aliases: [/about/]` in content/pages/who-we-are.md",
        "Gone: https://digest.example/topics/trade/\n  `aliases: [/topics/trade/]` in content/topics/commerce.md",
        "Gone: https://digest.example/editions/2025-02-03/\n  `aliases: [/editions/2025-02-03/]` in content/editions/2025-02-03-first.md",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert_eq!(said.matches("Gone: ").count(), 5, "{said}");
}

#[test]
fn nothing_is_gone_from_an_address_that_is_nobodys() {
    for (base, has_workflow, is_said) in [
        ("https://example.org/", false, false),
        ("https://www.example.com/news/", false, false),
        // A workflow gives the site its address.
        ("https://example.org/", true, true),
        ("https://digest.example.org/", false, true),
    ] {
        let site = site();
        site.write("newsprint.yaml", format!("title: Test\nbase_url: {base}\n"));
        if has_workflow {
            site.write(".github/workflows/publish.yml", "on: push\n");
        }
        site.built(&[]);
        site.remove(OLD);
        assert_eq!(gone(&site, &[]).contains("Gone: "), is_said, "{base}");
    }
}
