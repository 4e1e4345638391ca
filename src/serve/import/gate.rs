//! Who may import. Any page of the web can send requests to this machine, and none of them may write files of a site:
//!
//! - the server must listen at a loopback address;
//! - the request must come from a page of the server's own: `Origin` (RFC 6454) names it, and so does `Sec-Fetch-Site` (Fetch
//!   Metadata) where a browser sends it;
//! - it must be JSON, which no form sends, and bring the token that stands in the page alone.
//!
//! That it calls the server by its own name was looked at before (`request`).
//!
//! All of this is against other origins: no page of the web, of another port or of another server of this machine can read the token
//! or send it. It is not against scripts of this origin: those of the site that is previewed, in its templates and its texts' HTML.
//! They cannot fetch the page (`Sec-Fetch-Dest`), show it in a frame, or look into a window that they open with it
//! (`Cross-Origin-Opener-Policy`); but a service worker of theirs sees the page as it comes, and so could a script that has another
//! site open the window for it. Whoever writes the templates of a site is trusted with its folder.

use std::borrow::Cow;
use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use hyper::body::{Body as _, Incoming};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, ORIGIN};
use hyper::{Request, StatusCode};

use super::Import;

/// The most bytes that the page sends: a page of 8 MB, and what stands around it.
const MOST: usize = 9 << 20;
/// The header in which the page sends its token.
const TOKEN: &str = "x-newsprint-token";

/// Why nothing is done.
pub(super) struct Refused {
    pub(super) status: StatusCode,
    pub(super) why: Cow<'static, str>,
}

impl Refused {
    pub(super) fn new(status: StatusCode, why: &'static str) -> Self {
        Self { status, why: why.into() }
    }
}

/// 128 bits that nobody guesses, from the system's source of randomness: through the provider of cryptography that TLS has here.
/// None where the system has none.
pub(super) fn token() -> Option<String> {
    let mut bytes = [0; 16];
    rustls::crypto::ring::default_provider().secure_random.fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What a page may have.
pub(super) struct Seen<'a> {
    pub(super) token: &'a str,
    /// Whether nobody else's script may hold its window: it was not opened by the bookmarklet, which hands a page over.
    pub(super) is_apart: bool,
}

/// The token, for a page that may have it.
pub(super) fn may_see<'a>(import: &'a Import, headers: &HeaderMap) -> Result<Seen<'a>, Refused> {
    let token = open(import)?;
    let site = text(headers, "sec-fetch-site");
    // A browser says what it will do with an answer: a page is shown, and what a script asks for would be read.
    match text(headers, "sec-fetch-dest") {
        None | Some("document") => {
            Ok(Seen { token, is_apart: !matches!(site, Some("cross-site" | "same-site")) })
        }
        Some(_) => Err(Refused::new(StatusCode::FORBIDDEN, "this page is only shown by itself")),
    }
}

fn open(import: &Import) -> Result<&str, Refused> {
    let closed = "pages are imported in the browser only where nobody else reaches the server: start `newsprint serve` \
                  without --bind, or use `newsprint import`";
    if !import.is_local {
        return Err(Refused::new(StatusCode::FORBIDDEN, closed));
    }
    let none = "this system gives no random numbers, without which this page would not be safe; use `newsprint import`";
    import.token.as_deref().ok_or(Refused::new(StatusCode::FORBIDDEN, none))
}

/// Whether a request may do something, by its head.
pub(super) fn check(import: &Import, headers: &HeaderMap) -> Result<(), Refused> {
    let token = open(import)?;
    let foreign = Refused::new(StatusCode::FORBIDDEN, "only the page of imports itself may ask for this");
    let own = text(headers, HOST.as_str()).map(|host| format!("http://{host}"));
    let is_own = text(headers, ORIGIN.as_str())
        .zip(own)
        .is_some_and(|(origin, own)| origin.eq_ignore_ascii_case(&own));
    let site = headers.get("sec-fetch-site").map(|site| site.as_bytes() == b"same-origin");
    if !is_own || site == Some(false) {
        return Err(foreign);
    }
    let media = text(headers, CONTENT_TYPE.as_str()).and_then(|media| media.split(';').next());
    if !media.is_some_and(|media| media.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "this takes JSON"));
    }
    if !text(headers, TOKEN).is_some_and(|sent| is_same(sent, token)) {
        let why =
            "this page is of a server that was started anew since: load it again (what you typed stays)";
        return Err(Refused::new(StatusCode::FORBIDDEN, why));
    }
    let length = text(headers, CONTENT_LENGTH.as_str()).and_then(|length| length.parse::<u64>().ok());
    if length.is_some_and(|length| length > MOST as u64) {
        return Err(long());
    }
    Ok(())
}

/// The value of a header that is there once.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let only = all.next().filter(|_| all.next().is_none());
    only.and_then(|value| value.to_str().ok())
}

/// Whether two texts are the same, in a time that does not say where they differ.
fn is_same(one: &str, other: &str) -> bool {
    let differences = one.bytes().zip(other.bytes()).fold(0, |all, (one, other)| all | (one ^ other));
    one.len() == other.len() && std::hint::black_box(differences) == 0
}

fn long() -> Refused {
    Refused::new(StatusCode::PAYLOAD_TOO_LARGE, "this is longer than 8 MB")
}

/// What a request brings along, within bounds of bytes and time.
pub(super) async fn body(request: Request<Incoming>, time: Duration) -> Result<Vec<u8>, Refused> {
    let mut incoming = request.into_body();
    let all = async {
        let mut bytes = Vec::new();
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut incoming).poll_frame(cx)).await {
            let broken = |_| Refused::new(StatusCode::BAD_REQUEST, "this did not come in whole");
            let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
            if bytes.len() + data.len() > MOST {
                return Err(long());
            }
            bytes.extend_from_slice(&data);
        }
        Ok(bytes)
    };
    let slow = |_| Refused::new(StatusCode::REQUEST_TIMEOUT, "this took too long to come in");
    tokio::time::timeout(time, all).await.map_err(slow)?
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderValue;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    fn import(is_local: bool) -> Import {
        let address = if is_local { "127.0.0.1:1111" } else { "0.0.0.0:1111" };
        Import { token: Some("secret".to_owned()), ..Import::new(address.parse().ok()) }
    }

    const GOOD: [(&str, &str); 5] = [
        ("host", "localhost:1111"),
        ("origin", "http://localhost:1111"),
        ("content-type", "application/json; charset=utf-8"),
        ("x-newsprint-token", "secret"),
        ("sec-fetch-site", "same-origin"),
    ];

    #[test]
    fn only_the_page_itself_may() {
        let status = |headers: &HeaderMap| check(&import(true), headers).err().map(|refused| refused.status);
        assert_eq!(status(&headers(&GOOD)), None);
        // A browser that does not say where it comes from says its origin all the same.
        assert_eq!(status(&headers(&GOOD[..4])), None);
        for (name, value, expected) in [
            ("origin", "http://evil.example", 403),
            ("origin", "https://localhost:1111", 403),
            ("origin", "http://localhost:2222", 403),
            ("origin", "http://localhost:1111.evil.example", 403),
            ("origin", "null", 403),
            ("sec-fetch-site", "same-site", 403),
            ("sec-fetch-site", "cross-site", 403),
            ("sec-fetch-site", "none", 403),
            ("content-type", "text/plain", 415),
            ("content-type", "multipart/form-data; boundary=application/json", 415),
            ("x-newsprint-token", "Secret", 403),
            ("x-newsprint-token", "secre", 403),
            ("x-newsprint-token", "", 403),
            ("content-length", "9437185", 413),
        ] {
            let mut asked = headers(&GOOD);
            asked.insert(name, HeaderValue::from_static(value));
            assert_eq!(status(&asked).map(|status| status.as_u16()), Some(expected), "{name}: {value}");
        }
        for (missing, _) in &GOOD[..4] {
            let mut asked = headers(&GOOD);
            asked.remove(*missing);
            assert!(status(&asked).is_some(), "without {missing}");
        }
        for (name, value) in &GOOD[1..] {
            // What is said twice may be read by others in another way.
            let mut asked = headers(&GOOD);
            asked.append(*name, HeaderValue::from_static(value));
            assert!(*name == "sec-fetch-site" || status(&asked).is_some(), "{name} twice");
        }
        assert!(check(&import(false), &headers(&GOOD)).is_err());
    }

    #[test]
    fn tokens_are_random() {
        let (one, other) = (token().expect("a token"), token().expect("a token"));
        assert!(one.len() == 32 && one != other);
    }

    #[test]
    fn scripts_do_not_read_the_page() {
        for (dest, is_shown) in [("document", true), ("empty", false), ("iframe", false)] {
            let asked = headers(&[("sec-fetch-dest", dest)]);
            assert_eq!(may_see(&import(true), &asked).is_ok(), is_shown, "{dest}");
        }
        assert!(may_see(&import(true), &HeaderMap::new()).is_ok());
        assert!(may_see(&import(false), &HeaderMap::new()).is_err());
        // A script of this origin does not look into a window with it; the bookmarklet has to.
        for (site, is_apart) in
            [("same-origin", true), ("none", true), ("same-site", false), ("cross-site", false)]
        {
            let import = import(true);
            let seen =
                may_see(&import, &headers(&[("sec-fetch-dest", "document"), ("sec-fetch-site", site)]));
            assert_eq!(seen.ok().map(|seen| seen.is_apart), Some(is_apart), "{site}");
        }
    }
}
