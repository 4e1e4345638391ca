//! Cookies between the redirects of one fetch, as hosts have them that show a page only to who brings back what they set.
//!
//! They go back to the host that set them and to no other, whatever domain it names, and nothing of them outlives the fetch.

use url::Url;

/// What hosts have set.
#[derive(Default)]
pub(super) struct Cookies {
    kept: Vec<Cookie>,
    /// Whether any host set one.
    pub(super) are_set: bool,
}

struct Cookie {
    host: String,
    name: String,
    value: String,
    is_secure: bool,
}

/// The most that are kept, and the longest name and value together (RFC 6265, section 6.1, asks for as much of a browser).
const MOST: usize = 50;
const LONGEST: usize = 4096;

impl Cookies {
    /// Keeps what an answer sets, by the values of `Set-Cookie` (RFC 6265, section 5.2).
    pub(super) fn hear(&mut self, url: &Url, set: &[String]) {
        let host = url.host_str().unwrap_or_default();
        for line in set {
            self.are_set = true;
            let mut parts = line.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { continue };
            let (name, value) = (name.trim(), value.trim());
            self.kept.retain(|cookie| cookie.host != host || cookie.name != name);
            let (mut is_secure, mut is_over) = (false, false);
            for part in parts {
                let (key, value) = part.split_once('=').unwrap_or((part, ""));
                is_secure |= key.eq_ignore_ascii_case("secure");
                is_over |=
                    key.eq_ignore_ascii_case("max-age") && value.parse().is_ok_and(|age: i64| age <= 0);
            }
            let is_plain = |text: &str| text.bytes().all(|byte| matches!(byte, 0x20..=0x7e));
            if !is_over
                && self.kept.len() < MOST
                && name.len() + value.len() <= LONGEST
                && is_plain(name)
                && is_plain(value)
            {
                let (host, name, value) = (host.to_owned(), name.to_owned(), value.to_owned());
                self.kept.push(Cookie { host, name, value, is_secure });
            }
        }
    }

    /// The value of `Cookie` for an address; empty when there is none.
    pub(super) fn of(&self, url: &Url) -> String {
        let host = url.host_str().unwrap_or_default();
        let goes = |cookie: &&Cookie| cookie.host == host && (!cookie.is_secure || url.scheme() == "https");
        let pairs: Vec<_> =
            self.kept.iter().filter(goes).map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        pairs.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_go_back_to_the_host_that_set_them() {
        let url = |address: &str| Url::parse(address).unwrap();
        let mut cookies = Cookies::default();
        let set = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let lines = ["a=1; Path=/x", " b = two words ; Secure", "nothing", "c=\u{e9}", "d=4;max-age=9"];
        cookies.hear(&url("https://example.org/a"), &set(&lines));
        assert_eq!(cookies.of(&url("https://example.org/")), "a=1; b=two words; d=4");
        assert_eq!(cookies.of(&url("http://example.org/")), "a=1; d=4");
        assert_eq!(cookies.of(&url("https://www.example.org/")), "");
        cookies.hear(&url("https://www.example.org/"), &set(&["a=7; Domain=example.org"]));
        cookies.hear(&url("https://example.org/"), &set(&["d=; Max-Age=0", "a=2"]));
        assert_eq!(cookies.of(&url("http://example.org/")), "a=2");
        let many: Vec<String> = (0..999).map(|number| format!("n{number}=1")).collect();
        cookies.hear(&url("http://example.org/"), &many);
        cookies.hear(&url("http://example.org/"), &["long=".to_owned() + &"x".repeat(5000)]);
        assert!(cookies.kept.len() == MOST && cookies.of(&url("http://example.org/")).len() < 1000);
    }
}
