//! Who may not make the server's page of imports write, and what it asks nobody for.

use serde_json::json;

use super::{PAGE, files, head, look, post, send, site, token, unchanged};
use crate::serving::Serving;

#[test]
fn nobody_else_writes() {
    let serving = Serving::start(site());
    let found = look(&serving, &json!({ "text": PAGE }));
    let body = unchanged(&found).to_string();
    let good = head(&serving);
    let other = token(&Serving::start(site()));
    for (name, value, expected) in [
        ("Host", Some("evil.example"), 403),
        ("Host", None, 400),
        ("Origin", Some("http://evil.example"), 403),
        ("Origin", Some("http://127.0.0.1"), 403),
        ("Origin", Some("https://localhost"), 403),
        ("Origin", Some("null"), 403),
        ("Origin", None, 403),
        ("Sec-Fetch-Site", Some("cross-site"), 403),
        ("Sec-Fetch-Site", Some("same-site"), 403),
        ("Content-Type", Some("text/plain"), 415),
        ("Content-Type", Some("application/x-www-form-urlencoded"), 415),
        ("Content-Type", None, 415),
        ("X-Newsprint-Token", Some(&*other), 403),
        ("X-Newsprint-Token", Some(""), 403),
        ("X-Newsprint-Token", None, 403),
        ("Content-Length", Some("99999999"), 413),
    ] {
        for to in ["save", "preview"] {
            let mut asked: Vec<_> = good.iter().filter(|(of, _)| *of != name).cloned().collect();
            asked.extend(value.map(|value| (name, value.to_owned())));
            let reply = send(&serving, to, &asked, &body);
            let is_refused = reply.status == expected || (name == "Host" && reply.status == 403);
            assert!(is_refused, "{name}: {value:?} to {to}: {}", reply.head);
            assert!(!reply.head.to_lowercase().contains("access-control"), "{}", reply.head);
        }
    }
    // By other methods nothing is done, and no page of the web is told that it may.
    for method in ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let reply = serving.ask(method, "/__newsprint/import/save", "Origin: http://evil.example\r\n");
        assert_eq!(reply.status, 405, "{method}");
        assert!(!reply.head.to_lowercase().contains("access-control"), "{}", reply.head);
    }
    for elsewhere in ["/__newsprint/import", "/__newsprint/", "/", "/__newsprint/import/save/", "/a%2f..%2fb"]
    {
        assert_eq!(serving.ask("POST", elsewhere, "Content-Length: 0\r\n").status, 405, "{elsewhere}");
    }
    // What is longer than it says, or than anything may be, and what is no JSON of the page's.
    let chunked: Vec<_> = good.iter().cloned().chain([("Transfer-Encoding", "chunked".to_owned())]).collect();
    let mut long = String::from("POST /__newsprint/import/save HTTP/1.1\r\n");
    chunked.iter().for_each(|(name, value)| long.push_str(&format!("{name}: {value}\r\n")));
    long.push_str(&format!("\r\n{:x}\r\n{}\r\n0\r\n\r\n", 10 << 20, " ".repeat(10 << 20)));
    let reply = serving.raw(long);
    assert!(matches!(reply.status, 0 | 413), "{}", reply.head);
    let deep = "[".repeat(100_000);
    for body in ["", "{", "[]", "{\"number\":\"1\"}", "{\"path\":\"/etc/x\"}", "\u{1}", deep.as_str()] {
        let reply = send(&serving, "save", &good, body);
        assert_eq!(reply.status, 422, "{}", &body[..body.len().min(40)]);
    }
    // What was never looked at cannot be saved.
    let (status, _) = post(&serving, "save", &json!({ "number": 99, "markdown": "x" }));
    assert_eq!(status, 422);
    assert_eq!(files(&serving), ["2025-02-12-talks.md", "2025-02-14.md"]);
    let (status, _) = post(&serving, "save", &unchanged(&found));
    assert_eq!(status, 200, "the page itself still may");
}

#[test]
fn where_others_reach_the_server_there_is_no_import() {
    let serving = Serving::at(site(), "0.0.0.0:0");
    let page = serving.get("/__newsprint/import");
    assert_eq!(page.status, 403);
    assert!(page.text().contains("--bind"), "{}", page.text());
    assert!(!serving.get("/__newsprint/").text().contains("Import a page"));
    let asked = [
        ("Host", "localhost".to_owned()),
        ("Origin", "http://localhost".to_owned()),
        ("Content-Type", "application/json".to_owned()),
        ("X-Newsprint-Token", String::new()),
    ];
    assert_eq!(send(&serving, "preview", &asked, "{}").status, 403);
}

#[test]
fn scripts_and_frames_do_not_get_the_page() {
    let serving = Serving::start(site());
    // Nor does whoever opens a window with it, but for the bookmarklet, which hands a page over.
    for (from, policy) in [("same-origin", "same-origin"), ("none", "same-origin"), ("cross-site", "")] {
        let head = format!("Sec-Fetch-Dest: document\r\nSec-Fetch-Site: {from}\r\n");
        let reply = serving.ask("GET", "/__newsprint/import", &head);
        assert_eq!((reply.status, reply.header("cross-origin-opener-policy")), (200, policy), "{from}");
    }
    for dest in ["empty", "iframe", "script"] {
        let reply = serving.ask("GET", "/__newsprint/import", &format!("Sec-Fetch-Dest: {dest}\r\n"));
        assert_eq!(reply.status, 403, "{dest}");
    }
    assert_eq!(serving.get("/__newsprint/import").header("x-frame-options"), "DENY");
}

#[test]
fn private_networks_are_not_asked_and_nothing_else_is() {
    let serving = Serving::start(site());
    let own = format!("http://{}/", serving.address);
    for (url, why) in [
        (own.as_str(), "private"),
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("localhost:8080/x", "private"),
        ("file:///etc/passwd", "no address of the web"),
        ("", "give an address"),
    ] {
        let (status, refused) = post(&serving, "preview", &json!({ "url": url }));
        assert_eq!(status, 422, "{url}: {refused}");
        assert!(refused["error"].as_str().is_some_and(|said| said.contains(why)), "{url}: {refused}");
    }
}

#[test]
fn one_at_a_time() {
    let serving = Serving::start(site());
    let mut request = String::from("POST /__newsprint/import/preview HTTP/1.1\r\n");
    head(&serving).iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
    let first = serving.send(format!("{request}Content-Length: 1000\r\n\r\n{{"));
    let status = || post(&serving, "preview", &json!({ "text": PAGE })).0;
    let becomes = |expected: u16| (0..10_000).any(|_| status() == expected);
    assert!(becomes(429), "the first one has its turn");
    drop(first);
    assert!(becomes(200), "whoever goes away gives its turn to the next");
}
