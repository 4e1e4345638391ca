//! What stands below the title of an edition: how much it holds, on its page, in the list and on the front page.

use crate::harness::Site;

const PAGES: [&str; 3] = ["editions/2025-02-14/index.html", "editions/index.html", "index.html"];

fn edition(body: &str) -> String {
    format!("---\ntitle: Friday\nnumber: 3\ndate: 2025-02-14\n---\n\nGood evening.\n\n{body}")
}

fn site(language: &str, body: &str) -> Site {
    let site = Site::bare();
    site.write(
        "newsprint.yaml",
        format!("title: T\nbase_url: https://digest.example/\nlanguage: {language}\n"),
    );
    site.write("content/2025-02-13-a.md", "---\ntitle: Grain\nsources: [S]\n---\nText.\n");
    site.write("content/2025-02-13-b.md", "---\ntitle: Steel\nsources: [S]\n---\nText.\n");
    site.write("content/2025-02-13-held.md", "---\ntitle: Held\ndraft: true\n---\nText.\n");
    site.write("content/editions/2025-02-14.md", edition(body));
    site
}

/// What is counted in the line of an edition.
fn counts(page: &str) -> Vec<String> {
    let line = page.split("<ul class=\"facts dates\">").nth(1).expect("a line");
    let line = line.split("</ul>").next().unwrap_or_default();
    let facts = line.split("<li>").skip(1).map(|fact| fact.split("</li>").next().unwrap_or_default());
    // Behind its number and its date.
    facts.skip(2).map(str::to_owned).collect()
}

const CARD: &str = "[Grain](../2025-02-13-a.md)\n\n";
const OTHER_CARD: &str = "[Steel](../2025-02-13-b.md)\n\n";
const BRIEF: &str = "[Ferries stop](https://quay.example/a) — They do.\n\n";
const OTHER_BRIEF: &str = "[Tugs sail](https://quay.example/b) — They do.\n\n";
const HELD: &str = "[Held](../2025-02-13-held.md) — It is.\n\n";

#[test]
fn articles_and_briefs_are_counted_each_for_itself() {
    for (language, body, expected) in [
        ("en", BRIEF.to_owned(), &["1 brief"][..]),
        ("en", [CARD, BRIEF, OTHER_BRIEF].concat(), &["1 article", "2 briefs"]),
        ("en", [CARD, OTHER_CARD].concat(), &["2 articles"]),
        ("en", [BRIEF, HELD].concat(), &["1 brief"]),
        ("en", String::new(), &[]),
        ("uk", BRIEF.to_owned(), &["1 коротка новина"]),
        ("uk", [CARD, BRIEF, OTHER_BRIEF].concat(), &["1 стаття", "2 короткі новини"]),
        ("uk", BRIEF.repeat(5), &["5 коротких новин"]),
    ] {
        let site = site(language, &body);
        site.built(&[]);
        for page in PAGES {
            assert_eq!(counts(&site.page(page)), expected, "{language}: {page}: {body}");
        }
    }
}

#[test]
fn lists_follow_what_is_written() {
    let site = site("en", CARD);
    site.built(&[]);
    for body in [[CARD, BRIEF].concat(), [CARD, BRIEF, OTHER_BRIEF].concat(), CARD.to_owned()] {
        site.write("content/editions/2025-02-14.md", edition(&body));
        assert_eq!(site.built(&[]), site.cold(), "{body}");
    }
}
