//! `newsprint check --external` against a host that is slow, redirects, refuses and lies, and `--addresses`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::Value;

use crate::harness::{NOW, Site};

/// A host that ends with the test, and what it was asked for.
struct Host {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    thread: Option<JoinHandle<()>>,
}

const ROBOTS: &str = "User-agent: *\nDisallow: /private/\n";

impl Host {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let seen = Arc::clone(&seen);
                if !answer(stream, &seen) {
                    break;
                }
            }
        });
        Self { address, asked, thread: Some(thread) }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        if let Ok(mut stream) = TcpStream::connect(&self.address) {
            let _ = stream.write_all(b"STOP / HTTP/1.1\r\n\r\n");
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Answers one request and closes; says whether to go on.
fn answer(mut stream: TcpStream, asked: &Mutex<Vec<String>>) -> bool {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut line = String::new();
    if reader.read_line(&mut line).is_err() {
        return true;
    }
    let mut header = String::new();
    while reader.read_line(&mut header).is_ok_and(|read| read > 2) {
        header.clear();
    }
    let mut words = line.split(' ');
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or("").to_owned());
    if method == "STOP" {
        return false;
    }
    let request = format!("{method} {path}");
    let times = {
        let mut asked = asked.lock().expect("no panic");
        asked.push(request.clone());
        asked.iter().filter(|other| **other == request).count()
    };
    let plain = |status: &str, headers: &str| {
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n{headers}\r\n")
    };
    let response = match (method, &*path) {
        (_, "/robots.txt") => format!(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{ROBOTS}",
            ROBOTS.len()
        ),
        (_, "/" | "/there" | "/new") => plain("200 OK", ""),
        ("HEAD", "/knows-no-head" | "/endless") => plain("405 Method Not Allowed", ""),
        ("HEAD", "/lies") => plain("404 Not Found", ""),
        (_, "/knows-no-head" | "/lies") => plain("200 OK", ""),
        (_, "/gone") => plain("410 Gone", ""),
        (_, "/moved") => plain("301 Moved Permanently", "Location: /new\r\n"),
        (_, "/elsewhere-today") => plain("302 Found", "Location: /new\r\n"),
        (_, "/round") => plain("302 Found", "Location: /round\r\n"),
        (_, "/swallowed") => plain("301 Moved Permanently", "Location: /\r\n"),
        (_, "/refuses") => plain("403 Forbidden", ""),
        (_, "/busy") if times == 1 => plain("429 Too Many Requests", "Retry-After: 0\r\n"),
        (_, "/busy") => plain("200 OK", ""),
        (_, "/always-busy") => plain("429 Too Many Requests", ""),
        (_, "/faulty") => plain("500 Internal Server Error", ""),
        ("GET", "/endless") => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            // As long as somebody reads.
            while stream.write_all(&[b'x'; 4096]).is_ok() {}
            return true;
        }
        (_, "/silent") => {
            // Until the other side has waited long enough.
            let _ = stream.read(&mut [0; 1]);
            return true;
        }
        (_, "/breaks-off") => return true,
        _ => plain("404 Not Found", ""),
    };
    let _ = stream.write_all(response.as_bytes());
    true
}

/// An address whose host nobody can have: its name is longer than any may be (RFC 1035, 2.3.4), so that no server is asked for it.
fn of_nobody() -> String {
    format!("http://{}.invalid/x", "a".repeat(70))
}

fn check(site: &Site, arguments: &[&str], now: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.arg("check").arg("--root").arg(site.path()).args(["--now", now]).args(arguments);
    // Nobody stands between the two.
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env_remove(name);
    }
    command.output().expect("newsprint runs")
}

fn said(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).into_owned()
}

fn article(site: &Site, name: &str, sources: &str, body: &str) {
    let text = format!(
        "---\ntitle: About {name}\nsummary: What was said of it.\ntype: opinion\n{sources}---\n{body}\n"
    );
    site.write(&format!("content/{name}.md"), text);
}

const CONFIG: &str =
    "title: T\nbase_url: https://digest.example/\nchecks:\n  link-dead: {seconds: 1, pause_ms: 0}\n";

#[test]
fn what_a_host_answers_is_told_apart() {
    let host = Host::start();
    let site = Site::bare();
    site.write("newsprint.yaml", CONFIG);
    let paths = [
        "/there", "/there#part", "/knows-no-head", "/endless", "/lies", "/missing", "/gone", "/moved",
        "/elsewhere-today", "/round", "/swallowed", "/refuses", "/busy", "/always-busy", "/faulty",
        "/silent", "/breaks-off", "/private/letter",
    ];
    let nobody = of_nobody();
    let links: Vec<String> = paths.iter().map(|path| format!("[one]({})", host.url(path))).collect();
    article(
        &site,
        "2025-02-12-links",
        &format!("sources: [{{name: The Times, url: '{}'}}]\n", host.url("/report")),
        &format!(
            "{} [none](http://127.0.0.1:1/x) [nobody]({nobody}) [own](https://digest.example/) [mail](mailto:a@example.org)",
            links.join(" ")
        ),
    );
    let run = check(&site, &["--external", "--format", "json"], NOW);
    assert_eq!(run.status.code(), Some(1), "what is dead is an error");
    let found: Vec<(String, String)> = String::from_utf8_lossy(&run.stdout)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect(line))
        .map(|one| {
            let message = one["message"].as_str().expect("a message").replace(&host.url(""), "");
            (
                one["code"].as_str().expect("a code").to_owned(),
                message.split(' ').next().unwrap_or("").to_owned(),
            )
        })
        .collect();
    let mut expected: Vec<(&str, &str)> = vec![
        ("link-dead", "/gone"),
        ("link-dead", "/missing"),
        ("link-dead", "/report"),
        ("link-dead", &nobody),
        ("link-unclear", "http://127.0.0.1:1/x"),
        ("link-moved", "/moved"),
        ("link-unclear", "/always-busy"),
        ("link-unclear", "/breaks-off"),
        ("link-unclear", "/faulty"),
        ("link-unclear", "/refuses"),
        ("link-unclear", "/round"),
        ("link-unclear", "/silent"),
        ("link-unclear", "/swallowed"),
    ];
    expected.sort_unstable();
    let mut found: Vec<(&str, &str)> = found.iter().map(|(code, address)| (&**code, &**address)).collect();
    found.sort_unstable();
    assert_eq!(found, expected);
    let asked = host.asked();
    assert!(!asked.iter().any(|request| request.contains("/private")), "its robots.txt does not want that");
    assert_eq!(
        asked.iter().filter(|request| *request == "HEAD /there").count(),
        1,
        "once, whatever the fragment"
    );
    let text = said(&run);
    assert!(
        text.contains(
            "20 addresses, 20 of them asked now: 4 dead (20.0 %), 1 moved, 8 unclear, 1 that their hosts want"
        ),
        "{text}"
    );
}

#[test]
fn without_a_web_nothing_is_dead() {
    let site = Site::bare();
    site.write("newsprint.yaml", CONFIG);
    article(&site, "2025-02-12-links", "", &format!("[nobody]({})", of_nobody()));
    let run = check(&site, &["--external"], NOW);
    assert_eq!(run.status.code(), Some(1));
    assert!(said(&run).contains("the web cannot be reached"), "{}", said(&run));
    assert!(!site.path().join(".newsprint/links.json").exists(), "nothing was learnt");
}

#[test]
fn answers_are_kept_and_age() {
    let host = Host::start();
    let site = Site::bare();
    site.write("newsprint.yaml", CONFIG);
    article(&site, "2024-02-12-old", "", &format!("[a]({}) [b]({})", host.url("/gone"), host.url("/there")));
    article(&site, "2025-02-12-new", "", &format!("[a]({}) is there.", host.url("/new")));
    let run = check(&site, &["--external"], NOW);
    let text = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(
        text.contains("error[link-dead]") && text.contains("/gone is not there: the host answers 410 Gone"),
        "{text}"
    );
    assert!(text.contains(&format!("https://web.archive.org/web/20240212/{}", host.url("/gone"))), "{text}");
    let first = host.asked().len();
    let run = check(&site, &["--external"], NOW);
    assert_eq!((host.asked().len(), run.status.code()), (first, Some(1)), "nobody is asked twice in a day");
    // What was not there is asked for again after a day, what was there after a week.
    check(&site, &["--external"], "2025-02-17T12:00:00Z");
    let later: Vec<String> = host.asked().split_off(first);
    assert!(
        later.contains(&"HEAD /gone".to_owned()) && !later.contains(&"HEAD /there".to_owned()),
        "{later:?}"
    );
    let run = check(&site, &["--external"], "2025-03-15T12:00:00Z");
    let text = format!("{}{}", String::from_utf8_lossy(&run.stdout), said(&run));
    assert!(text.contains("since 28 days at least"), "{text}");
    assert!(text.contains("On 2025-02-17: 1 dead of 3 (33.3 %)"), "{text}");
    site.write("newsprint.yaml", CONFIG.replace("pause_ms: 0", "pause_ms: 0, days: 0"));
    assert_eq!(check(&site, &["--external"], NOW).status.code(), Some(1), "asked each time, and said");
    // Some addresses are nobody's business.
    site.write("newsprint.yaml", CONFIG.replace("pause_ms: 0", "pause_ms: 0, except: [/gone]"));
    assert_eq!(check(&site, &["--external"], NOW).status.code(), Some(0));
    site.write("newsprint.yaml", CONFIG.replace("link-dead: {", "link-dead: {level: warning, "));
    assert_eq!(check(&site, &["--external"], NOW).status.code(), Some(0));
    site.write(
        "content/2024-02-12-old.md",
        "---\ntitle: Old\nsummary: What was said of it.\ntype: opinion\n---\nText.\n",
    );
    assert_eq!(
        check(&site, &["--external"], NOW).status.code(),
        Some(0),
        "what nobody names is asked for no more"
    );
}

#[test]
fn old_addresses_answer_or_are_proposed() {
    let site = Site::bare();
    site.write(
        "newsprint.yaml",
        "title: T\nbase_url: https://digest.example/d/\npermalinks:\n  article: /{year}/{slug}/\n",
    );
    article(&site, "2024-02-12-harbour-strike", "aliases: [/old/strike/]\n", "Text.");
    article(&site, "2025-02-12-harbour-strike-ends", "", "Other text.");
    site.write("static/report.pdf", "%PDF");
    site.write(
        "old-sitemap.xml",
        "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>\
         <url><loc>https://old.example/d/2024/harbour-strike/</loc></url><url><loc>https://old.example/d/old/strike</loc></url>\
         <url><loc>https://old.example/d/report.pdf</loc></url><url><loc>https://old.example/d/</loc></url>\
         <url><loc>https://old.example/d/2024/02/12/harbour_strike.html</loc></url>\
         <url><loc>https://old.example/d/nothing-like-it/</loc></url></urlset>",
    );
    let run = check(&site, &["--addresses", &site.path().join("old-sitemap.xml").to_string_lossy()], NOW);
    let text = format!("{}{}", String::from_utf8_lossy(&run.stdout), said(&run));
    for part in [
        "nothing answers at /2024/02/12/harbour_strike.html",
        "content/2024-02-12-harbour-strike.md",
        "write `aliases: [/old/strike/, /2024/02/12/harbour_strike.html]`",
        "nothing answers at /nothing-like-it/",
        "6 old addresses: 2 do not answer",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    site.write("list.txt", "# what was there\n/2024/harbour-strike/\n\nhttps://old.example/report.pdf\n");
    let list = site.path().join("list.txt");
    let run = check(&site, &["--addresses", &list.to_string_lossy()], NOW);
    assert!(said(&run).contains("2 old addresses: all answer"), "{}", said(&run));
    for (bytes, why) in [
        ("", "names no address"),
        ("<urlset><url>", "names no address"),
        (
            "<sitemapindex><sitemap><loc>https://a.example/</loc></sitemap></sitemapindex>",
            "a list of sitemaps",
        ),
    ] {
        site.write("list.txt", bytes);
        let run = check(&site, &["--addresses", &list.to_string_lossy()], NOW);
        assert!(said(&run).contains(why) && run.status.code() == Some(2), "{bytes}: {}", said(&run));
    }
}
