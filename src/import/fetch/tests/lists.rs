//! Lists of addresses, and what their pages lead to.

use std::sync::Arc;

use super::*;
use crate::content::Date;
use crate::import::input::{Input, Reader};
use crate::import::newsroom::agencies::Agencies;

fn manners() -> Manners {
    Manners { pause: Duration::ZERO, longest_pause: Duration::from_secs(1), hosts: 2 }
}

/// What came of each path.
fn list(server: &Server, paths: &[&str]) -> Vec<Result<Fetched, FetchError>> {
    let urls: Vec<Url> = paths.iter().map(|path| server.url(path)).collect();
    let mut results = vec![None; urls.len()];
    fetch_list(&urls, &limits(), &Hosts::new(manners()), |number, result| results[number] = Some(result))
        .unwrap();
    results.into_iter().flatten().collect()
}

#[test]
fn robots_are_heard_and_every_address_has_its_result() {
    let server = Server::new(|request, out| match request.path() {
        "/robots.txt" => {
            out.write_all(&page("Content-Type: text/plain", b"User-agent: newsprint\nDisallow: /private"))
        }
        "/gone" => out.write_all(&answer(404)),
        "/leads" => out.write_all(&to("/private/b")),
        _ => out.write_all(&page("Content-Type: text/html", PAGE.as_bytes())),
    });
    let results = list(&server, &["/a", "/private/a", "/gone", "/leads", "/b?c"]);
    assert_eq!(results.len(), 5);
    assert!(results[0].is_ok() && results[4].is_ok());
    assert_eq!(results[1], Err(FetchError::Unwanted));
    assert_eq!(results[2], Err(FetchError::Status { code: 404, retry_after: None }));
    assert!(matches!(&results[3], Err(FetchError::Leads { why, .. }) if **why == FetchError::Unwanted));
    let asked: Vec<String> =
        server.heads().iter().map(|head| head.split(' ').nth(1).unwrap().to_owned()).collect();
    assert_eq!(asked, ["/robots.txt", "/a", "/gone", "/leads", "/b?c"]);
    assert_eq!(server.most_at_once(), 1);
}

#[test]
fn what_a_page_of_a_list_leads_to_is_asked_for_in_the_same_way() {
    let server = Server::new(|request, out| match request.path() {
        "/robots.txt" => {
            out.write_all(&page("Content-Type: text/plain", b"User-agent: *\nDisallow: /whole\nDisallow: /p"))
        }
        "/whole" => out.write_all(&page("Content-Type: text/html", PAGE.as_bytes())),
        "/leads" => out.write_all(&to("/whole")),
        _ => out.write_all(&page("Content-Type: image/png", b"\x89PNG\r\n\x1a\n")),
    });
    let hosts = Hosts::new(manners());
    let asked = |path: &str| super::super::fetch(&server.url(path), &limits(), Some(&hosts));
    assert_eq!(asked("/whole"), Err(FetchError::Unwanted));
    assert!(matches!(asked("/leads"), Err(FetchError::Leads { why, .. }) if *why == FetchError::Unwanted));
    let picture = |path: &str| super::super::download(&server.url(path), &limits(), Some(&hosts)).is_ok();
    assert!(picture("/a.png") && !picture("/p.png"));
    assert_eq!(server.heads().len(), 3, "robots.txt once, and what it allows");
    // Where nobody goes through a list, a reader asks.
    assert!(fetch(&server.url("/whole"), &limits()).is_ok());
}

/// The form of a page for phones names the page itself, which is fetched for the list, too.
#[test]
fn pages_for_phones_lead_nowhere_that_their_host_does_not_want() {
    let server = Server::new(|request, out| {
        let sentence =
            "Twelve ships with grain left the port on Wednesday morning, the first ones for seven weeks. ";
        let body = match request.path() {
            "/robots.txt" => "User-agent: *\nDisallow: /whole".to_owned(),
            path => format!(
                "<!doctype html><html{}><link rel=canonical href=/whole><title>Ships leave the port</title><article><h1>Ships leave the port</h1>{}</article>",
                if path == "/amp" { " amp" } else { "" },
                format!("<p>{sentence}{sentence}</p>").repeat(4),
            ),
        };
        out.write_all(&page("Content-Type: text/html", body.as_bytes()))
    });
    for is_list in [true, false] {
        let before = server.heads().len();
        let reader = Reader {
            agencies: Arc::new(Agencies::built_in()),
            limits: limits(),
            hosts: is_list.then(|| Hosts::new(manners())),
            selector: None,
            zone: chrono_tz::UTC,
            given: None,
            now: Date::at(1_740_000_000, chrono_tz::UTC).unwrap(),
        };
        let url = server.url("/amp");
        let input = Input::of_address("amp", url.clone()).with_page(fetch(&url, &limits()));
        assert!(reader.read(input).is_ok());
        let heads = server.heads();
        let asked: Vec<&str> = heads[before..].iter().map(|head| head.split(' ').nth(1).unwrap()).collect();
        assert_eq!(asked, if is_list { ["/amp", "/robots.txt"] } else { ["/amp", "/whole"] });
    }
}

#[test]
fn hosts_without_robots_are_open_and_those_with_a_fault_are_closed() {
    for (code, is_open) in [(404, true), (403, true), (500, false), (503, false)] {
        let server = Server::new(move |request, out| match request.path() {
            "/robots.txt" => out.write_all(&answer(code)),
            _ => out.write_all(&page("Content-Type: text/html", PAGE.as_bytes())),
        });
        assert_eq!(list(&server, &["/a"])[0].is_ok(), is_open, "{code}");
    }
}

#[test]
fn a_busy_host_is_asked_once_more_and_then_left_alone() {
    let busy =
        |seconds: u32| format!("HTTP/1.1 429 No\r\nRetry-After: {seconds}\r\nContent-Length: 0\r\n\r\n");
    let server = Server::new(move |request, out| match (request.path(), request.number) {
        ("/robots.txt", _) => out.write_all(&answer(404)),
        ("/soon", 1) => out.write_all(busy(0).as_bytes()),
        ("/late", _) => out.write_all(busy(3600).as_bytes()),
        _ => out.write_all(&page("Content-Type: text/html", PAGE.as_bytes())),
    });
    let results = list(&server, &["/soon", "/late", "/a"]);
    assert!(results[0].is_ok());
    let refused = Err(FetchError::Status { code: 429, retry_after: Some(Duration::from_secs(3600)) });
    assert_eq!(results[1..], [refused.clone(), refused]);
    assert_eq!(server.heads().len(), 4);
}

#[test]
fn whoever_listens_may_fail() {
    let server = Server::new(|_, out| out.write_all(&page("Content-Type: text/html", PAGE.as_bytes())));
    let urls: Vec<Url> = (0..20).map(|number| server.url(&format!("/{number}"))).collect();
    let failed = std::panic::catch_unwind(|| {
        fetch_list(&urls, &limits(), &Hosts::new(manners()), |_, _| panic!("full disk"))
    });
    assert!(failed.is_err());
}
