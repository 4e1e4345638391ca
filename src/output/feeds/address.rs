//! Addresses as feeds must hold them: absolute, and in ASCII (RFC 3986; the RSS profile asks for it, Atom and JSON Feed take
//! it).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::Url;

use crate::site::Site;

/// What no part of an address may hold as it is (RFC 3986, appendix A), besides what is not ASCII.
const REFUSED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// An address of the site (without base path) as the world names it.
pub(in crate::output) fn absolute(site: &Site, url: &str) -> String {
    uri(&site.config.base_url.absolute(url)).into_owned()
}

/// An absolute address in ASCII, with what may not stand in it percent-encoded.
pub(in crate::output) fn uri(url: &str) -> Cow<'_, str> {
    if is_plain(url) {
        return Cow::Borrowed(url);
    }
    // A host beyond ASCII becomes its ASCII form.
    let url = Url::parse(url).map_or_else(|_| url.to_owned(), String::from);
    let encoded = utf8_percent_encode(&url, REFUSED).to_string();
    Cow::Owned(without_stray_percents(&encoded))
}

fn is_plain(url: &str) -> bool {
    url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}%".contains(&byte))
}

/// Whether a text begins with two hexadecimal digits.
fn is_encoded(text: &str) -> bool {
    text.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// An address in which each `%` begins an encoded byte.
fn without_stray_percents(url: &str) -> String {
    let mut parts = url.split('%');
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        out.push_str(if is_encoded(part) { "%" } else { "%25" });
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_stand_in_an_address_is_encoded() {
        for (url, expected) in [
            ("https://a.example/x/?y=1&z#w", "https://a.example/x/?y=1&z#w"),
            ("https://a.example/новина/", "https://a.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/"),
            ("https://новини.example/", "https://xn--b1amarcd.example/"),
            ("https://a.example/?q={a|b}^\"<", "https://a.example/?q=%7Ba%7Cb%7D%5E%22%3C"),
            ("https://a.example/50%/%41?100%", "https://a.example/50%25/%41?100%25"),
        ] {
            assert_eq!(uri(url), expected);
        }
    }
}
