//! Comments, analytics and the copy for readers without a network, as they are published. What browsers do with them is in
//! `tests/browser/reader.test.mjs`.

use crate::harness::{Site, Tree, copy, fixture};

/// The case with everything on.
fn site() -> Site {
    let site = Site::bare();
    copy(&fixture("sites/reader"), site.path());
    site
}

fn text(tree: &Tree, path: &str) -> String {
    String::from_utf8_lossy(tree.get(path).unwrap_or_else(|| panic!("there is no {path}"))).into_owned()
}

fn policy(page: &str) -> &str {
    let (_, rest) = page.split_once("Content-Security-Policy\" content=\"").expect("a policy");
    rest.split('"').next().unwrap_or_default()
}

#[test]
fn a_page_has_what_the_configuration_asks_for_and_no_more() {
    let tree = site().built(&[]);
    let [grain, vote, home, missing, offline] =
        ["2025/02/grain/index.html", "2025/02/vote/index.html", "index.html", "404.html", "offline.html"]
            .map(|path| text(&tree, path));
    assert!(
        grain.contains("id=\"comments\"") && grain.contains("data-embed=\"{&quot;script&quot;:{"),
        "{grain}"
    );
    assert!(!grain.contains("<script defer src=\"https:") && !grain.contains("<iframe"), "{grain}");
    assert!(policy(&grain).contains(
        "script-src 'self' https://gc.zgo.at/count.js https://giscus.app; style-src 'self' https://giscus.app"
    ));
    // `comments: false`, and pages that are no article.
    for page in [&vote, &home, &missing] {
        assert!(!page.contains("comments.") && !policy(page).contains("giscus"), "{page}");
        assert!(policy(page).contains("connect-src 'self' https://desk.goatcounter.com/count"), "{page}");
    }
    let counts = |page: &str| {
        page.contains("/digest/theme/analytics.")
            && page.contains("data-site=\"https://user.example/digest/\"")
    };
    assert_eq!(
        [&grain, &vote, &home, &missing, &offline].map(|page| counts(page)),
        [true, true, true, false, false]
    );
    let ukrainian = text(&tree, "uk/2025/02/vote/index.html");
    assert!(counts(&ukrainian) && ukrainian.contains("&quot;data-lang&quot;:&quot;uk&quot;"), "{ukrainian}");
    assert!(
        ukrainian.contains("data-worker=\"/digest/uk/service-worker.js\" data-scope=\"/digest/uk/\""),
        "{ukrainian}"
    );
    assert!(tree.keys().any(|path| path.starts_with("theme/analytics.") && path.ends_with(".css")));

    let site = site();
    site.write(
        "newsprint.yaml",
        "title: T\nbase_url: https://user.example/digest/\nlanguages: {uk: {title: U}}\n",
    );
    let tree = site.built(&[]);
    let is_of_it = |path: &&String| {
        ["comments.", "analytics.", "offline", "service-worker"].iter().any(|name| path.contains(name))
    };
    assert_eq!(tree.keys().find(is_of_it), None);
    let page = text(&tree, "2025/02/grain/index.html");
    assert!(!page.contains("comments") && !page.contains("analytics") && !page.contains("offline"), "{page}");
}

#[test]
fn a_redirect_counts_nothing() {
    let site = site();
    site.write(
        "content/2025-02-13-moved.md",
        "---\ntitle: Moved\nsources: [S]\naliases: [/old/]\n---\nText.\n",
    );
    let redirect = text(&site.built(&[]), "old/index.html");
    assert!(!redirect.contains("<script"), "{redirect}");
}

#[test]
fn each_service_has_its_documented_attributes() {
    let page = |configuration: &str| {
        let site = site();
        site.write(
            "newsprint.yaml",
            format!(
                "title: T\nbase_url: https://a.example/\nlanguages: {{uk: {{title: U}}}}\n{configuration}\n"
            ),
        );
        text(&site.built(&[]), "2025/02/grain/index.html").replace("&quot;", "'")
    };
    let html = page(
        "comments: {utterances: {repo: a/b, label: talk, mapping: og:title}}\nanalytics: {umami: {website_id: w}}",
    );
    for part in [
        "'issue-term':'og:title'",
        "'label':'talk'",
        "'src':'https://utteranc.es/client.js'",
        "href=\"https://github.com/a/b/issues?q=Grain%20%26%20%22ports%22\"",
        "'data-website-id':'w'",
        "'data-identity-stitching':'false'",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("analytics-ask"), "{html}");
    let html = page(
        "comments: {isso: {url: 'https://c.example/isso/'}}\nanalytics: {plausible: {domain: a.example}}",
    );
    for part in [
        "'data-isso':'https://c.example/isso/'", "'data-isso-css':'false'",
        "'style':'https://c.example/isso/css/isso.css'", "'data-isso-id':'/2025/02/grain/'",
        "theme/comments.", " hidden>", "'data-domain':'a.example'",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(policy(&html).contains("connect-src 'self' https://plausible.io https://c.example;"), "{html}");
}

#[test]
fn the_worker_is_another_when_what_it_keeps_is_and_only_then() {
    let site = site();
    let worker = |site: &Site| {
        let tree = site.built(&[]);
        assert_eq!(tree, site.cold());
        text(&tree, "service-worker.js")
    };
    let first = worker(&site);
    site.write("content/2025-02-12-other.md", "---\ntitle: Another title\nsources: [S]\n---\nOther words.\n");
    site.write("templates/slots/footer.html", "<p>Another template</p>");
    assert_eq!(worker(&site), first);
    site.write("content/2025-02-11-vote.md", "---\ntitle: The vote\nsources: [S]\n---\nOther words.\n");
    let second = worker(&site);
    assert_ne!(second, first);
    let pages = |worker: &str| {
        worker.split_once("\"pages\":[").and_then(|(_, rest)| Some(rest.split_once(']')?.0.to_owned()))
    };
    assert_eq!(pages(&second), pages(&first));
    site.write(
        "content/2025-02-11-vote.md",
        "---\ntitle: The vote\nsources: [S]\nwithdrawn: {date: 2025-02-12, text: Wrong.}\n---\n",
    );
    assert!(!pages(&worker(&site)).expect("pages").contains("vote"));
    site.write(
        "content/editions/2025-02-12.md",
        "---\ntitle: The second\n---\n[Other](../2025-02-12-other.md)\n",
    );
    let pages = pages(&worker(&site)).expect("pages");
    assert_eq!(pages, "\"/digest/editions/2025-02-12/\",\"/digest/\",\"/digest/2025/02/other/\"");
}

#[test]
fn a_site_s_own_worker_wins() {
    let site = site();
    site.write("static/service-worker.js", "// mine\n");
    let tree = site.built(&[]);
    assert_eq!(text(&tree, "service-worker.js"), "// mine\n");
    assert!(text(&tree, "uk/service-worker.js").contains("const copy"));
}
