//! What may be asked, and by whom. Functions of a request's head alone.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hyper::body::Body;
use hyper::header::HOST;
use hyper::{Method, Request};
use percent_encoding::percent_decode_str;

use crate::config::BaseUrl;

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It calls the server by a name that is not its own: a page of another site may have led it here (DNS rebinding).
    Host,
    /// It wants to change something.
    Method,
    /// It brings something along.
    Body,
    /// Its path can be nobody's.
    Path,
}

/// Where a path leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// To an address of the site, without base path.
    Site(String),
    /// To something of the server's own: what follows `/__newsprint/`.
    Own(String),
    /// To the base path, but for its slash at the end.
    Base,
    /// Beside the site.
    Outside,
}

/// The folder of the server's own things.
pub(super) const OWN: &str = "/__newsprint/";

/// The path that a request asks for, percent-decoded.
pub(super) fn check<B: Body>(
    request: &Request<B>,
    hosts: &[String],
    own: Option<IpAddr>,
) -> Result<String, Refused> {
    called(request, hosts, own)?;
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Refused::Method);
    }
    if !request.body().is_end_stream() {
        return Err(Refused::Body);
    }
    decode(request.uri().path()).map(Cow::into_owned).ok_or(Refused::Path)
}

/// The path to which a request sends something, percent-decoded; whoever takes it has more to ask.
pub(super) fn sent<B>(
    request: &Request<B>,
    hosts: &[String],
    own: Option<IpAddr>,
) -> Result<String, Refused> {
    called(request, hosts, own)?;
    decode(request.uri().path()).map(Cow::into_owned).ok_or(Refused::Method)
}

/// Whether a request calls the server by a name of its own.
fn called<B>(request: &Request<B>, hosts: &[String], own: Option<IpAddr>) -> Result<(), Refused> {
    let named = request.uri().authority().map(hyper::http::uri::Authority::as_str);
    let mut headers = request.headers().get_all(HOST).iter();
    let host = headers.next().and_then(|host| host.to_str().ok());
    let allowed = |host: &str| is_allowed(host, hosts, own);
    if !host.is_some_and(allowed) || headers.next().is_some() || !named.is_none_or(allowed) {
        return Err(Refused::Host);
    }
    Ok(())
}

fn is_allowed(host: &str, hosts: &[String], own: Option<IpAddr>) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, port)) => (name, port),
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let port_is_one =
        port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    let is_local = name.parse::<IpAddr>().is_ok_and(|address| {
        address == Ipv4Addr::LOCALHOST || address == Ipv6Addr::LOCALHOST || Some(address) == own
    });
    let is_named = |own: &str| own.trim_matches(['[', ']']).eq_ignore_ascii_case(name);
    port_is_one && (is_local || is_named("localhost") || hosts.iter().any(|own| is_named(own)))
}

/// A path without its percent-encoding; none when it cannot be one of a site: it leads up, or hides a separator or a
/// control character.
fn decode(path: &str) -> Option<Cow<'_, str>> {
    let hidden = path.as_bytes().windows(3).any(|three| {
        three.eq_ignore_ascii_case(b"%2f") || three.eq_ignore_ascii_case(b"%5c") || three == b"%00"
    });
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let leads_up = path.split('/').any(|segment| segment == "." || segment == "..");
    let bad = hidden || leads_up || path.contains(|c: char| c.is_control() || c == '\\');
    (path.starts_with('/') && !bad).then_some(path)
}

/// Where a decoded path leads.
pub(super) fn place(path: &str, base: &BaseUrl) -> Route {
    let base = percent_decode_str(&base.path).decode_utf8_lossy();
    match path.strip_prefix(&*base) {
        Some(inside) => match format!("/{inside}").strip_prefix(OWN) {
            Some(own) => Route::Own(own.to_owned()),
            None => Route::Site(format!("/{inside}")),
        },
        None if path == "/" || path == base.trim_end_matches('/') => Route::Base,
        None => path.strip_prefix(OWN).map_or(Route::Outside, |own| Route::Own(own.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_names_are_heard() {
        let lan = Some(IpAddr::from([192, 168, 1, 5]));
        let hosts = ["desk.local".to_owned()];
        for host in [
            "localhost", "LOCALHOST:1111", "127.0.0.1:80", "[::1]:1111", "[::1]", "desk.local:1",
            "192.168.1.5",
        ] {
            assert!(is_allowed(host, &hosts, lan), "{host}");
        }
        for host in [
            "", "evil.example", "localhost.evil.example", "evil.example:1111", "192.168.1.6", "localhost:x",
            "localhost@evil.example", "[::1", "[::1]evil", "127.0.0.1.nip.io",
        ] {
            assert!(!is_allowed(host, &hosts, lan), "{host}");
        }
    }

    #[test]
    fn paths_that_lead_somewhere_else_are_none() {
        for path in [
            "/..", "/../etc/passwd", "/a/../../b", "/./a", "/%2e%2e/a", "/%2E%2E%2fa", "/..%5ca", "/..%2Fa",
            "/%2e./a", "/..\\a", "/%c0%ae%c0%ae/a", "/%e0%80%ae/a", "/%ff", "/a%00.html",
            "/a%0d%0aSet-Cookie:x", "*", "",
        ] {
            assert_eq!(decode(path), None, "{path}");
        }
        assert_eq!(decode("/caf%C3%A9%20au/").as_deref(), Some("/café au/"));
        // Once decoded it is a name with percent signs, which nothing has.
        assert_eq!(decode("/%252e%252e%252fa").as_deref(), Some("/%2e%2e%2fa"));
    }

    #[test]
    fn places() {
        let repo = BaseUrl::parse("https://x.org/r%C3%A9po/").unwrap();
        assert_eq!(place("/répo/a/", &repo), Route::Site("/a/".to_owned()));
        assert_eq!(place("/répo/", &repo), Route::Site("/".to_owned()));
        assert_eq!(place("/répo/__newsprint/view/", &repo), Route::Own("view/".to_owned()));
        assert_eq!(place("/__newsprint/", &repo), Route::Own(String::new()));
        assert_eq!(place("/", &repo), Route::Base);
        assert_eq!(place("/répo", &repo), Route::Base);
        assert_eq!(place("/other/", &repo), Route::Outside);
        assert_eq!(place("/a", &BaseUrl::default()), Route::Site("/a".to_owned()));
    }
}
