//! The server's own pages: how the site is, and what a template sees.

use crate::harness::Site;
use crate::serving::Serving;

#[test]
fn the_status_page_and_views() {
    let site = Site::with(&[
        ("content/2025-02-12-talks.md", "---\ntitle: Talks\n---\nText.\n"),
        ("static/digits.txt", "0123456789"),
    ]);
    site.write("content/2025-02-09-gone.md", "---\ntitle: <Gone>\nexpires: 2025-02-10\n---\nText.\n");
    site.write("content/2025-02-08-odd.md", "---\ntitle: Odd\nauthr: x\n---\nText.\n");
    site.write("content/2025-02-07-bad.md", "---\ntitle: Bad\ndate: soon\n---\nText.\n");
    let mut serving = Serving::start(site);
    serving.update();
    let text = serving.get("/__newsprint/").text();
    for part in [
        "content/2025-02-09-gone.md", "&lt;Gone&gt;", "expired 2025-02-10", "Warnings: 5",
        "content/2025-02-08-odd.md:3:1", "Errors: 1", "content/2025-02-07-bad.md:3:7",
        "content/&lt;changed&gt;.md", "7.0 ms", "/__newsprint/view/",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let view = serving.get("/__newsprint/view/2025/02/talks/");
    assert_eq!(view.header("content-type"), "application/json");
    let view: serde_json::Value = serde_json::from_slice(&view.body).expect("JSON");
    assert_eq!(view["template"], "article.html");
    assert_eq!(view["view"]["article"]["title"], "Talks");
    assert_eq!(serving.get("/__newsprint/view/").status, 200);
    for none in ["/__newsprint/view/digits.txt", "/__newsprint/view/nothing/"] {
        let reply = serving.get(none);
        assert_eq!(
            (reply.status, reply.header("content-type")),
            (404, "text/plain; charset=utf-8"),
            "{none}"
        );
    }
}

#[test]
fn the_status_page_lists_what_is_in_no_edition() {
    let site = Site::with(&[
        ("content/2025-02-10-in.md", "---\ntitle: In an edition\nsources: [S]\n---\nText.\n"),
        ("content/2025-02-11-left.md", "---\ntitle: Left <out>\nsources: [S]\n---\nText.\n"),
        ("content/2025-02-13-next.md", "---\ntitle: For the next\nsources: [S]\n---\nText.\n"),
        (
            "content/editions/2025-02-12.md",
            "---\ntitle: First\ncovers: 2025-02-10/2025-02-12\n---\n[In](../2025-02-10-in.md)\n",
        ),
    ]);
    let text = Serving::start(site).get("/__newsprint/").text();
    let after = |heading: &str| {
        let (_, rest) = text.split_once(heading).unwrap_or_else(|| panic!("no {heading}\n{text}"));
        rest.split("<h2>").next().unwrap_or_default().to_owned()
    };
    let next = after("<h2>For the next edition: 1</h2>");
    assert!(next.contains("<a href=\"/2025/02/next/\">For the next</a>"), "{next}");
    let left = after("First</a>, and in no edition: 1</h2>");
    assert!(left.contains("Left &lt;out&gt;") && left.contains("content/2025-02-11-left.md"), "{left}");
    assert!(!next.contains("In an edition") && !left.contains("In an edition"));
}
