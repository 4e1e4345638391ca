//! The server's answers: pages, files, and everything that HTTP knows of them.

use std::time::Duration;

use newsprint::internals::Limits;

use crate::harness::Site;
use crate::serving::Serving;

const ARTICLE: &str = "---\ntitle: Talks\n---\nText.\n";

fn site() -> Site {
    let site = Site::with(&[
        ("content/2025-02-12-talks.md", ARTICLE),
        ("content/2025-02-11-draft.md", "---\ntitle: Soon\ndraft: true\n---\nText.\n"),
        ("content/2025-02-10-bundle/index.md", "---\ntitle: Bundle\n---\n![A map](<a map.png>)\n"),
        ("content/2025-02-10-bundle/a map.png", "no picture, but bytes"),
        ("static/css/site.css", "body { color: red }"),
        ("static/digits.txt", "0123456789"),
        ("static/film.mp4", "film"),
    ]);
    site.write("static/big.bin", vec![7u8; 3 << 20]);
    site
}

#[test]
fn answers_are_the_bytes_of_a_build() {
    let serving = Serving::with(site(), Limits::default(), false);
    let report = newsprint::internals::build(&serving.options, &|| {}, &|_, _, _| {});
    assert!(report.written.is_some(), "{:?}", report.diagnostics);
    for (path, bytes) in serving.site.tree() {
        let url = path.strip_suffix("index.html").unwrap_or(&path).replace(' ', "%20");
        let reply = serving.get(&format!("/{url}"));
        if path.contains("draft") {
            assert!(reply.text().contains("Not live: a draft<span> · </span><a href=\""), "{}", reply.text());
        } else {
            assert!(reply.status == 200 && reply.body == bytes, "{path}: {}", reply.head);
        }
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("cache-control"), "no-cache", "{path}");
        let head = serving.ask("HEAD", &format!("/{url}"), "");
        assert!(head.body.is_empty(), "{path}");
        for name in ["content-length", "content-type", "etag"] {
            assert!(!head.header(name).is_empty(), "{path} {name}: {}", head.head);
            assert_eq!(head.header(name), reply.header(name), "{path} {name}");
        }
    }
}

#[test]
fn media_types() {
    let serving = Serving::start(site());
    for (target, media) in [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "text/xml; charset=utf-8"),
        ("/css/site.css", "text/css; charset=utf-8"),
        ("/digits.txt", "text/plain; charset=utf-8"),
        ("/film.mp4", "video/mp4"),
        ("/2025/02/bundle/a%20map.png", "image/png"),
        ("/__newsprint/client.js", "text/javascript; charset=utf-8"),
        ("/__newsprint/", "text/html; charset=utf-8"),
        ("/nothing", "text/html; charset=utf-8"),
    ] {
        assert_eq!(serving.get(target).header("content-type"), media, "{target}");
    }
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let mut serving = Serving::start(site());
    for target in ["/2025/02/talks/", "/css/site.css", "/big.bin"] {
        let tag = serving.get(target).header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 10, "{tag}");
        let again = serving.ask("GET", target, &format!("If-None-Match: W/{tag}, \"x\"\r\n"));
        assert_eq!((again.status, again.header("etag"), again.body.len()), (304, &*tag, 0), "{target}");
        assert_eq!(serving.ask("GET", target, "If-None-Match: \"x\"\r\n").status, 200);
    }
    // Whatever an editor saves is another tag at once, even before the server knows.
    let tag = serving.get("/css/site.css").header("etag").to_owned();
    serving.site.write("static/css/site.css", "body { color: tan }");
    let known = format!("If-None-Match: {tag}\r\n");
    assert_eq!(serving.ask("GET", "/css/site.css", &known).text(), "body { color: tan }");
    serving.update();
    assert_eq!(serving.ask("GET", "/css/site.css", &known).text(), "body { color: tan }");
}

#[test]
fn ranges() {
    let serving = Serving::start(site());
    for (range, part, text) in [
        ("bytes=0-3", "bytes 0-3/10", "0123"),
        ("bytes=7-", "bytes 7-9/10", "789"),
        ("bytes=-2", "bytes 8-9/10", "89"),
        ("bytes=5-900", "bytes 5-9/10", "56789"),
    ] {
        let reply = serving.ask("GET", "/digits.txt", &format!("Range: {range}\r\n"));
        assert_eq!(
            (reply.status, reply.header("content-range"), &*reply.text()),
            (206, part, text),
            "{range}"
        );
    }
    let reply = serving.ask("GET", "/digits.txt", "Range: bytes=10-\r\n");
    assert_eq!((reply.status, reply.header("content-range"), reply.body.len()), (416, "bytes */10", 0));
    let reply = serving.get("/digits.txt");
    assert_eq!((reply.status, reply.header("accept-ranges")), (200, "bytes"));

    let tag = reply.header("etag");
    let of =
        |tag: &str| serving.ask("GET", "/digits.txt", &format!("Range: bytes=0-0\r\nIf-Range: {tag}\r\n"));
    assert_eq!((of(tag).status, of("\"old\"").status), (206, 200));
    for range in ["bytes=0-1,4-5", "bytes=5-2", "lines=1-2"] {
        let reply = serving.ask("GET", "/digits.txt", &format!("Range: {range}\r\n"));
        assert_eq!((reply.status, reply.body.len()), (200, 10), "{range}");
    }
    assert_eq!(serving.ask("HEAD", "/digits.txt", "Range: bytes=0-3\r\n").header("content-length"), "10");
    // One that is sent piece by piece.
    let reply = serving.ask("GET", "/big.bin", "Range: bytes=1000000-2999999\r\n");
    assert_eq!((reply.status, reply.body.len()), (206, 2_000_000));
    assert!(serving.get("/big.bin").body == vec![7; 3 << 20]);
}

#[test]
fn folders_missing_pages_and_methods() {
    let serving = Serving::start(site());
    let reply = serving.get("/2025/02/talks?a=b");
    assert_eq!((reply.status, reply.header("location")), (302, "/2025/02/talks/?a=b"));
    let reply = serving.get("/2025/02/nothing/");
    assert!(reply.status == 404 && reply.text().contains("Not found"), "{}", reply.head);
    assert_eq!(serving.get("/newsprint.yaml").status, 404);
    assert_eq!(serving.get("/content/2025-02-12-talks.md").status, 404);
    assert_eq!(serving.get("/__newsprint/nothing").status, 404);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"] {
        let reply = serving.ask(method, "/", "");
        assert_eq!((reply.status, reply.header("allow")), (405, "GET, HEAD"), "{method}");
    }
}

#[test]
fn the_site_stands_at_its_base_path() {
    let site = site();
    site.write("newsprint.yaml", "title: Test\nbase_url: https://user.github.io/repo/\n");
    let serving = Serving::start(site);
    assert_eq!(serving.get("/repo/").status, 200);
    assert_eq!(serving.get("/repo/css/site.css").text(), "body { color: red }");
    for (target, location) in
        [("/", "/repo/"), ("/repo", "/repo/"), ("/repo/2025/02/talks", "/repo/2025/02/talks/")]
    {
        let reply = serving.get(target);
        assert_eq!((reply.status, reply.header("location")), (302, location), "{target}");
    }
    let reply = serving.get("/2025/02/talks/");
    assert!(reply.status == 404 && reply.text().contains("<a href=\"/repo/\">"), "{}", reply.text());
    let page = serving.get("/repo/2025/02/talks/").text();
    assert!(page.contains("src=\"/repo/__newsprint/client.js\" data-path=\"/2025/02/talks/\""), "{page}");
    for target in ["/repo/__newsprint/client.js", "/__newsprint/client.js"] {
        assert_eq!(serving.get(target).status, 200, "{target}");
    }
}

#[test]
fn several_requests_over_one_connection() {
    let serving = Serving::start(site());
    let one = "GET /digits.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let last = "GET /digits.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let text = String::from_utf8(serving.raw(format!("{one}{one}{last}")).body).expect("UTF-8");
    assert_eq!(text.matches("0123456789").count(), 3, "{text}");
}

#[test]
fn the_ribbon_and_the_script() {
    let serving = Serving::start(site());
    let draft = serving.get("/2025/02/draft/").text();
    assert!(draft.contains("role=\"status\"") && draft.contains(">Not live: a draft<"), "{draft}");
    // It leads to all that is held back.
    assert!(draft.contains("<a href=\"/__newsprint/\">Overview</a></newsprint-ribbon>"), "{draft}");
    assert!(draft.contains("<script src=\"/__newsprint/client.js\""), "{draft}");
    let talks = serving.get("/2025/02/talks/").text();
    assert!(!talks.contains("newsprint-ribbon") && talks.contains("client.js"), "{talks}");
    assert!(!serving.get("/feed.xml").text().contains("client.js"));

    let serving = Serving::with(site(), Limits::default(), false);
    for target in ["/2025/02/draft/", "/2025/02/talks/", "/nothing", "/__newsprint/"] {
        assert!(!serving.get(target).text().contains("<script src"), "{target}");
    }
    assert!(serving.get("/2025/02/draft/").text().contains("newsprint-ribbon"));
}

#[test]
fn a_page_whose_file_is_being_changed_waits_for_the_next_site() {
    let mut serving = Serving::forgetful(site(), Limits::default());
    serving.site.write("content/2025-02-12-talks.md", ARTICLE.replace("Text.", "Other text."));
    let request = "GET /2025/02/talks/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let mut waiting = serving.send(request);
    serving.update();
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut waiting, &mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("Other text."), "{answer}");

    let limits = Limits { change: Duration::from_millis(50), ..Limits::default() };
    let serving = Serving::forgetful(site(), limits);
    serving.site.write("content/2025-02-12-talks.md", ARTICLE.replace("Text.", "Other text."));
    let reply = serving.get("/2025/02/talks/");
    assert_eq!((reply.status, reply.header("retry-after")), (503, "1"));
    assert!(reply.text().contains("http-equiv=\"refresh\""), "{}", reply.text());

    // Where overwritten texts are kept, the site as it was goes on until there is the next one.
    let mut serving = Serving::start(site());
    serving.site.write("content/2025-02-12-talks.md", ARTICLE.replace("Text.", "Other text."));
    let before = serving.get("/2025/02/talks/").text();
    assert!(before.contains("Text.") && !before.contains("Other text."), "{before}");
    serving.update();
    assert!(serving.get("/2025/02/talks/").text().contains("Other text."));
}

#[test]
fn a_template_that_fails_is_a_page_with_the_message() {
    let site = site();
    site.write("templates/article.html", "<p>&</p>\n{{ article.title | nothing_of_the_kind }}\n");
    let broken = "<p>&</p>\n{{ article.no_such_field }}\n";
    site.write("templates/article.html", broken);
    let serving = Serving::start(site);
    let reply = serving.get("/2025/02/talks/");
    assert_eq!(reply.status, 500);
    let text = reply.text();
    for part in
        ["error[template]", "templates/article.html:2:", "article.no_such_field", "^^^", "data-failed=\"1\""]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(serving.get("/").status, 200);
}
