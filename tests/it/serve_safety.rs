//! What others may try with the server: each case against one that runs.

use std::io::{Read, Write};
use std::time::Duration;

use newsprint::internals::Limits;

use crate::harness::Site;
use crate::serving::Serving;

fn site() -> Site {
    let site = Site::with(&[
        ("content/2025-02-12-talks.md", "---\ntitle: Talks\n---\nText.\n"),
        ("static/a.txt", "a"),
        ("static/folder/b.txt", "b"),
    ]);
    site.write("secret.txt", "the secret");
    site
}

#[test]
fn only_its_own_names_are_answered() {
    let serving = Serving::start(site());
    let with = |host: &str| serving.raw(format!("GET /a.txt HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
    let port = serving.address.port();
    for host in ["localhost", "127.0.0.1", "[::1]:9", "desk.local:8080", &format!("LocalHost:{port}")] {
        assert_eq!(with(&format!("Host: {host}\r\n")).status, 200, "{host}");
    }
    for host in [
        "Host: evil.example\r\n",
        &format!("Host: evil.example:{port}\r\n"),
        "Host: localhost.evil.example\r\n",
        "Host: 10.0.0.1\r\n",
        "Host:\r\n",
        "",
        "Host: localhost\r\nHost: evil.example\r\n",
    ] {
        let reply = with(host);
        assert!(reply.status == 403 || reply.status == 400, "{host:?}: {}", reply.head);
        assert!(reply.body != b"a", "{host:?}");
    }
    assert_eq!(with("Host: evil.example\r\n").header("content-type"), "text/plain; charset=utf-8");
    // The name in the request line counts too.
    let absolute = "GET http://evil.example/a.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(serving.raw(absolute).status, 403);
    // The streams and pages of its own are no exception.
    for own in ["events?path=/", "", "view/", "client.js"] {
        let request =
            format!("GET /__newsprint/{own} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assert_eq!(serving.raw(request).status, 403, "{own}");
    }
}

#[test]
fn no_spelling_of_a_path_leads_out() {
    let serving = Serving::start(site());
    let up = [
        "..", "%2e%2e", "%2E%2E", ".%2e", "%2e.", "%252e%252e", "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "..%00",
    ];
    let separators = ["/", "%2f", "%2F", "\\", "%5c", "%5C", "%252f", "%c0%af", "//", "/./"];
    let mut targets = vec![
        "/secret.txt%00.html".to_owned(),
        "//etc/passwd".to_owned(),
        "/%2fetc/passwd".to_owned(),
        "/file:///etc/passwd".to_owned(),
        "/newsprint.yaml".to_owned(),
        "/.newsprint/".to_owned(),
        "/a.txt/../../secret.txt".to_owned(),
        "/__newsprint/../secret.txt".to_owned(),
        "/__newsprint/view/../../secret.txt".to_owned(),
        "../secret.txt".to_owned(),
        "secret.txt".to_owned(),
        "*".to_owned(),
        "/a.txt\u{0}".to_owned(),
        "/a.txt%0d%0aX-Evil:%201".to_owned(),
    ];
    for up in up {
        for separator in separators {
            for start in ["/", "/folder/", "/static/"] {
                targets.push(format!("{start}{up}{separator}secret.txt"));
                targets.push(format!("{start}{}etc{separator}passwd", format!("{up}{separator}").repeat(12)));
            }
        }
    }
    for target in targets {
        let reply = serving.get(&target);
        assert!(matches!(reply.status, 400 | 403 | 404), "{target}: {}", reply.head);
        let text = String::from_utf8_lossy(&reply.body);
        assert!(!text.contains("the secret") && !text.contains("root:"), "{target}: {text}");
        assert!(!reply.head.to_lowercase().contains("x-evil"), "{target}: {}", reply.head);
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_put_in_a_files_place_is_not_followed() {
    use std::os::unix::fs::symlink;
    let serving = Serving::start(site());
    assert_eq!(serving.get("/a.txt").text(), "a");
    let root = serving.site.path();
    let outside = Site::bare();
    outside.write("b.txt", "the secret");
    serving.site.remove("static/a.txt");
    symlink(outside.path().join("b.txt"), root.join("static/a.txt")).expect("a link");
    std::fs::rename(root.join("static/folder"), root.join("static/other")).expect("a new name");
    symlink(outside.path(), root.join("static/folder")).expect("a link");
    for target in ["/a.txt", "/folder/b.txt"] {
        let reply = serving.get(target);
        assert_eq!(reply.status, 404, "{target}");
        assert!(!reply.text().contains("the secret"), "{target}");
    }
}

#[test]
fn oversized_requests_are_refused() {
    let serving = Serving::start(site());
    let long = "x".repeat(1 << 20);
    for request in [
        format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(10_000)),
        format!("{long} / HTTP/1.1\r\n"),
    ] {
        let reply = serving.raw(&request);
        // It may close before it has read everything; what it said can be lost then.
        assert!(reply.status == 0 || (400..500).contains(&reply.status), "{}", reply.head);
    }
    let body = format!("Content-Length: {}\r\n", long.len());
    assert_eq!(serving.ask("POST", "/", &body).status, 405);
    assert_eq!(serving.ask("GET", "/", &body).status, 413);
    assert_eq!(serving.ask("GET", "/", "Transfer-Encoding: chunked\r\n").status, 413);
    assert_eq!(serving.get("/a.txt").text(), "a");
}

#[test]
fn a_slow_client_is_closed_and_holds_up_nobody() {
    let limits = Limits { head: Duration::from_secs(1), ..Limits::default() };
    let serving = Serving::with(site(), limits, true);
    let mut slow: Vec<_> = (0..50).map(|_| serving.send("GET / HTTP/1.1\r\nHost: local")).collect();
    let mut idle = serving.send("");
    assert_eq!(serving.get("/a.txt").text(), "a");
    for stream in slow.iter_mut().chain([&mut idle]) {
        let mut rest = Vec::new();
        // Closed or reset: either way it ends.
        let read = stream.read_to_end(&mut rest);
        assert!(!matches!(&read, Err(error) if error.kind() == std::io::ErrorKind::WouldBlock), "{read:?}");
    }
}

#[test]
fn a_client_that_does_not_read_gives_its_place_to_the_next() {
    let site = site();
    site.write("static/big.bin", vec![7u8; 32 << 20]);
    let limits = Limits { write: Duration::from_millis(500), connections: 1, ..Limits::default() };
    let serving = Serving::with(site, limits, true);
    let stalled = serving.send("GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_eq!(serving.get("/a.txt").text(), "a");
    drop(stalled);
}

#[test]
fn it_ends_within_a_second_whoever_is_connected() {
    let site = site();
    site.write("static/big.bin", vec![7u8; 32 << 20]);
    let mut serving = Serving::start(site);
    let mut events = serving.watch("/2025/02/talks/");
    let _stalled = serving.send("GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let _slow = serving.send("GET / HTTP/1.1\r\nHost: local");
    let _idle = serving.send("");
    let mut kept = serving.send("GET /a.txt HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let mut first = [0; 12];
    kept.read_exact(&mut first).expect("an answer");
    assert_eq!(&first, b"HTTP/1.1 200");
    assert!(serving.ends_within(Duration::from_secs(1)));
    // The stream has ended as streams do.
    assert_eq!(std::iter::from_fn(|| Some(events.line())).find(|line| line == "0").as_deref(), Some("0"));
    let again = std::net::TcpStream::connect(serving.address).and_then(|mut stream| stream.write_all(b"x"));
    assert!(again.is_err(), "nobody listens any more");
}
