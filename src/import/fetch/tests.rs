//! Fetches from servers that mean no good. They are of this machine; each is there as long as its test.

mod lists;
mod server;

use std::io::Write;
use std::time::Duration;

use super::client::Web;
use super::coding::tests::gzip;
use super::*;
use crate::import::notice::Hint;
use server::{Server, answer};

const PAGE: &str = "<!DOCTYPE html><title>Ferry</title><p>The ferry is late.";

fn fetch(url: &Url, limits: &Limits) -> Result<Fetched, FetchError> {
    super::fetch(url, limits, None)
}

fn download(url: &Url, limits: &Limits) -> Result<Downloaded, FetchError> {
    super::download(url, limits, None)
}

fn limits() -> Limits {
    Limits {
        bytes: 100_000,
        // Nothing here waits for it but what is about it.
        time: Duration::from_secs(30),
        connect: Duration::from_secs(30),
        private_hosts: vec!["127.0.0.1".to_owned()],
        use_proxy: false,
        ..Limits::page(user_agent(Some("https://digest.example/")))
    }
}

/// What comes of an answer's bytes.
fn of(bytes: impl Into<Vec<u8>>) -> Result<Fetched, FetchError> {
    let bytes = bytes.into();
    let server = Server::new(move |_, out| out.write_all(&bytes));
    fetch(&server.url("/a"), &limits())
}

fn page(head: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 200 OK\r\n{head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn to(place: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {place}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        .into_bytes()
}

#[test]
fn a_page_with_what_is_known_of_it() {
    let server = Server::new(|request, out| match request.path() {
        "/old" => out.write_all(&to("/new?a=b#c")),
        _ => out.write_all(&page("Content-Type: Text/HTML; charset=\"koi8-u\"", PAGE.as_bytes())),
    });
    let asked = server.url("/old#d");
    let fetched = fetch(&asked, &limits()).unwrap();
    assert_eq!((fetched.kind, &*fetched.content_type), (Kind::Html, "text/html"));
    assert_eq!(fetched.charset.as_deref(), Some("koi8-u"));
    assert_eq!((&fetched.url, &fetched.asked), (&server.url("/new?a=b"), &asked));
    assert_eq!(fetched.redirects, [server.url("/new?a=b")]);
    assert_eq!(fetched.bytes, PAGE.as_bytes());
    assert!(!fetched.is_elsewhere());
    let heads = server.heads();
    let agent = format!("user-agent: newsprint/{} (+https://digest.example/)\r\n", env!("CARGO_PKG_VERSION"));
    assert!(heads[0].starts_with("GET /old HTTP/1.1\r\n") && heads.iter().all(|head| head.contains(&agent)));
    assert!(heads.iter().all(|head| !head.contains("cookie") && !head.contains("referer")), "{heads:?}");
}

#[test]
fn it_can_be_called_from_inside_of_a_runtime() {
    let server = Server::new(|_, out| out.write_all(&page("Content-Type: text/html", PAGE.as_bytes())));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    assert!(runtime.block_on(async { fetch(&server.url("/"), &limits()) }).is_ok());
}

#[test]
fn nothing_private_is_asked_after_a_redirect_either() {
    let other = Server::new(|_, out| out.write_all(&page("Content-Type: text/html", PAGE.as_bytes())));
    let port = other.url("/").port().unwrap();
    for (place, why) in [
        (format!("http://localhost:{port}/"), FetchError::Private("localhost".into())),
        (format!("http://127.0.0.2:{port}/"), FetchError::Private("127.0.0.2".into())),
        (format!("//2130706434:{port}/"), FetchError::Private("127.0.0.2".into())),
        (format!("http://[::ffff:7f00:2]:{port}/"), FetchError::Private("[::ffff:7f00:2]".into())),
        ("http://169.254.169.254/latest/meta-data/".into(), FetchError::Private("169.254.169.254".into())),
        ("ftp://127.0.0.1/a".into(), FetchError::Scheme("ftp".into())),
        ("file:///etc/passwd".into(), FetchError::Scheme("file".into())),
        ("data:text/html,a".into(), FetchError::Scheme("data".into())),
        ("http://a:b@127.0.0.1/".into(), FetchError::Password),
        ("http://127.0.0.1:25/".into(), FetchError::Port(25)),
    ] {
        match of(to(&place)) {
            Err(FetchError::Leads { why: was, .. }) => assert_eq!(*was, why, "{place}"),
            result => panic!("{place}: {result:?}"),
        }
    }
    assert!(other.heads().is_empty());
    let alone = Limits { private_hosts: Vec::new(), ..limits() };
    assert_eq!(fetch(&other.url("/"), &alone), Err(FetchError::Private("127.0.0.1".into())));
    assert!(other.heads().is_empty());
}

#[test]
fn redirects_end() {
    let server = Server::new(|request, out| {
        match request.path() {
        "/circle" => out.write_all(&to("/back")),
        "/back" => out.write_all(&to("/circle#x")),
        "/wall" => out.write_all(
            b"HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: /wall\r\nContent-Length: 0\r\n\r\n",
        ),
        "/once" if request.has("cookie: seen=yes") => {
            out.write_all(&page("Content-Type: text/html", PAGE.as_bytes()))
        }
        "/once" => out.write_all(
            b"HTTP/1.1 302 Found\r\nSet-Cookie: seen=yes; Path=/\r\nLocation: /once\r\nContent-Length: 0\r\n\r\n",
        ),
        "/nowhere" => out.write_all(&to("http://[")),
        "/without" => out.write_all(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
        path => out.write_all(&to(&format!("{path}x"))),
    }
    });
    let fetch = |path: &str| fetch(&server.url(path), &limits());
    assert_eq!(fetch("/circle"), Err(FetchError::Circle { sets_cookies: false }));
    assert_eq!(fetch("/wall"), Err(FetchError::Circle { sets_cookies: true }));
    assert_eq!(fetch("/once").unwrap().redirects, [server.url("/once")]);
    assert_eq!(fetch("/endless"), Err(FetchError::Redirects(10)));
    assert!(matches!(fetch("/nowhere"), Err(FetchError::Broken(_))));
    assert_eq!(fetch("/without"), Err(FetchError::Status { code: 302, retry_after: None }));
}

#[test]
fn hosts_that_say_no_are_quoted() {
    for (status, code, seconds) in [
        ("404 Not Found", 404, None),
        ("403 Forbidden", 403, None),
        ("206 Partial Content", 206, None),
        ("429 Too Many\r\nRetry-After: 90", 429, Some(90)),
        (
            "503 Busy\r\nDate: Tue, 03 Mar 2026 10:00:00 GMT\r\nRetry-After: Tue, 03 Mar 2026 10:01:00 GMT",
            503,
            Some(60),
        ),
    ] {
        let result = of(format!("HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\nno"));
        let retry_after = seconds.map(Duration::from_secs);
        assert_eq!(result, Err(FetchError::Status { code, retry_after }), "{status}");
    }
    let error = of(b"HTTP/1.1 451 No\r\nContent-Length: 0\r\n\r\n".to_vec()).unwrap_err();
    assert_eq!(error.to_string(), "the host answers 451 Unavailable For Legal Reasons");
    assert_eq!(error.hint(), Some(Hint::ByBrowser));
}

#[test]
fn lies_about_types_are_found_out() {
    let kind = |head: &str, body: &[u8]| match of(page(head, body)) {
        Err(FetchError::Kind { media_type, is_lie, .. }) => (media_type, is_lie),
        result => panic!("{head}: {result:?}"),
    };
    assert_eq!(kind("Content-Type: text/html", b"%PDF-1.7"), ("application/pdf".into(), true));
    assert_eq!(kind("X: y", b"\x89PNG\r\n\x1a\n\0\0\0"), ("image/png".into(), false));
    assert_eq!(kind("Content-Type: application/pdf", b"%PDF-1.7"), ("application/pdf".into(), false));
    assert_eq!(kind("Content-Type: application/json", b"{}"), ("application/json".into(), false));
    assert_eq!(of(page("X: y", PAGE.as_bytes())).unwrap().content_type, "text/html");
    assert_eq!(of(page("Content-Type: text/html", b" \n")), Err(FetchError::Empty));
    assert_eq!(of(&b"HTTP/1.1 204 No Content\r\n\r\n"[..]), Err(FetchError::Empty));
}

#[test]
fn sizes_are_bounded_packed_and_unpacked() {
    let most = limits().bytes;
    let large = vec![b'a'; most + 1];
    assert_eq!(of(page("Content-Type: text/html", &large)), Err(FetchError::Size(most)));
    assert_eq!(of(page("Content-Type: text/html", &large[1..])).unwrap().bytes.len(), most);
    let bomb = gzip(&vec![b' '; 8 << 20]);
    assert_eq!(
        of(page("Content-Type: text/html\r\nContent-Encoding: gzip", &bomb)),
        Err(FetchError::Size(most))
    );
    let twice = gzip(&bomb);
    let head = "Content-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Encoding: gzip";
    assert_eq!(of(page(head, &twice)), Err(FetchError::Size(most)));
    assert_eq!(of(page(head, &gzip(&gzip(PAGE.as_bytes())))).unwrap().bytes, PAGE.as_bytes());
    // Neither a length nor an end.
    let server = Server::new(|_, out| {
        out.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?;
        loop {
            out.write_all(PAGE.as_bytes())?;
        }
    });
    assert_eq!(fetch(&server.url("/"), &limits()), Err(FetchError::Size(most)));
    let error = of("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n");
    assert_eq!(error, Err(FetchError::Size(most)));
}

#[test]
fn the_time_is_over_whatever_a_host_does() {
    let limits = Limits { time: Duration::from_millis(200), ..limits() };
    let late = Err(FetchError::Time(limits.time));
    for begin in [
        "HTTP/1.1 200 ",
        "HTTP/1.1 200 OK\r\nX: ",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n",
    ] {
        let server = Server::new(move |request, out| {
            out.write_all(begin.as_bytes())?;
            request.drip(out)
        });
        assert_eq!(fetch(&server.url("/"), &limits), late, "{begin}");
    }
    let silent = Server::new(|request, out| request.wait(out));
    assert_eq!(fetch(&silent.url("/"), &limits), late);
}

#[test]
fn what_is_no_http_is_said() {
    let many: String = (0..500).map(|number| format!("X-{number}: y\r\n")).collect();
    let long = format!("X: {}\r\n", "y".repeat(1 << 20));
    for bytes in [
        // HTTP/0.9.
        PAGE.to_owned(),
        String::new(),
        "SSH-2.0-OpenSSH\r\n".to_owned(),
        format!("HTTP/1.1 200 OK\r\n{many}\r\n{PAGE}"),
        format!("HTTP/1.1 200 OK\r\n{long}\r\n{PAGE}"),
        // More is promised than comes.
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n{PAGE}"),
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{PAGE}"
        ),
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 7\r\n\r\n".to_owned(),
    ] {
        assert!(
            matches!(of(bytes.as_str()), Err(FetchError::Broken(_))),
            "{bytes:.80} {:?}",
            of(bytes.as_str())
        );
    }
    // Less is promised than comes; no field at all; no end but that of the connection.
    let cut = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n";
    assert_eq!(of(format!("{cut}{PAGE}")).unwrap().bytes, &PAGE.as_bytes()[..15]);
    assert_eq!(of(format!("HTTP/1.0 200 OK\r\n\r\n{PAGE}")).unwrap().bytes, PAGE.as_bytes());
    let packed = of(page("Content-Encoding: gzip", &gzip(PAGE.as_bytes())[..20]));
    assert!(matches!(packed, Err(FetchError::Coding(_))), "{packed:?}");
    // Nobody listens.
    let url = Server::new(|_, _| Ok(())).url("/");
    assert!(matches!(fetch(&url, &limits()), Err(FetchError::Unreachable(_))));
}

#[test]
fn pictures_are_known_by_their_bytes() {
    let server = Server::new(|request, out| match request.path() {
        "/a.png" => out.write_all(&page("Content-Type: text/html", b"\xff\xd8\xff\xe0 and so on")),
        "/b.svg" => out.write_all(&page("Content-Type: image/svg+xml", b"<svg onload='x'/>")),
        _ => out.write_all(&page("Content-Type: image/jpeg", PAGE.as_bytes())),
    });
    let picture = download(&server.url("/a.png"), &limits()).unwrap();
    assert_eq!((picture.media_type, picture.extension), ("image/jpeg", "jpg"));
    assert_eq!(picture.digest, Digest::of_bytes(&picture.bytes));
    let error = |path: &str| download(&server.url(path), &limits()).unwrap_err().to_string();
    assert_eq!(error("/b.svg"), "it is a drawing (SVG) (image/svg+xml)");
    assert_eq!(error("/c.jpg"), "it is a page (text/html), which the host calls something else");
}

#[test]
fn a_proxy_is_asked_for_public_addresses_only() {
    let proxy = Server::new(|request, out| match request.path() {
        "http://news.example/a" => out.write_all(&to("http://10.0.0.1/b")),
        _ => out.write_all(&page("Content-Type: text/html", PAGE.as_bytes())),
    });
    let fetch = |address: &str| {
        let settings = hyper_util::client::proxy::matcher::Matcher::builder();
        let settings = settings.all(proxy.url("/").to_string()).no("direct.invalid").build();
        let web = Web::with_proxies(Limits { private_hosts: Vec::new(), ..limits() }, Some(settings))?;
        run(async || super::page(&web, &address.parse().unwrap(), None).await)
    };
    // A name that only the proxy knows; the proxy itself may be in a private network.
    assert_eq!(fetch("http://news.example/b").unwrap().bytes, PAGE.as_bytes());
    assert!(
        matches!(fetch("http://news.example/a"), Err(FetchError::Leads { why, .. }) if *why == FetchError::Private("10.0.0.1".into()))
    );
    assert_eq!(fetch("http://localhost/"), Err(FetchError::Private("localhost".into())));
    assert_eq!(fetch("http://direct.invalid/"), Err(FetchError::NoHost("direct.invalid".into())));
    assert_eq!(proxy.heads().len(), 2);
}
