//! Addresses as they are printed, in ASCII, by one function each for the two things that an address is made of.
//!
//! - [`of_path`] writes the address of a path that is known as text: `a b/50%.png` is `a%20b/50%25.png`. All addresses of
//!   the site's own (of documents, terms, files) are made by it, once, and are printed as they are from then on.
//! - [`uri`] writes an address that somebody else wrote: what stands in it encoded stays so, and what may not stand in
//!   one is encoded. It changes nothing that is right, so it may be asked twice.
//! - [`decode`] reads a path that an editor wrote, perhaps encoded, as text.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::{UnicodeNormalization, is_nfc};
use url::Host;

use crate::bytes;

/// What stands in a path as it is (RFC 3986, section 3.3): `pchar` and the slash. All else is encoded.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'/');

/// The address of a path that is text: a `%` in it is a `%`. What is composed of several characters is so in one form (NFC).
pub fn of_path(path: &str) -> Cow<'_, str> {
    match nfc(path) {
        Cow::Borrowed(path) => utf8_percent_encode(path, PATH).into(),
        Cow::Owned(path) => Cow::Owned(utf8_percent_encode(&path, PATH).to_string()),
    }
}

/// The path of an address, as text: what [`of_path`] was given. The address is one of ours, or one that was asked for: what
/// is no UTF-8 is no path of ours.
pub fn to_path(address: &str) -> Cow<'_, str> {
    match percent_decode_str(address).decode_utf8_lossy() {
        Cow::Borrowed(path) => nfc(path),
        Cow::Owned(path) => match nfc(&path) {
            Cow::Owned(path) => Cow::Owned(path),
            Cow::Borrowed(_) => Cow::Owned(path),
        },
    }
}

/// A text in the form in which names are compared: composed (Unicode Standard Annex 15, NFC).
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// The same of a path that is shared.
pub fn composed(path: &Arc<str>) -> Arc<str> {
    match nfc(path) {
        Cow::Borrowed(_) => Arc::clone(path),
        Cow::Owned(composed) => Arc::from(composed),
    }
}

/// Why a path cannot be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecodable {
    /// A `%` that begins no encoded byte.
    Percent,
    /// Encoded bytes that are no UTF-8.
    Bytes,
    /// An encoded slash, backslash or control character, or a segment of dots.
    Hidden,
}

impl Undecodable {
    /// What to do about it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Percent => "write %25 for a percent sign",
            Self::Bytes => "write the letters as they are: /київ/",
            Self::Hidden => "write the path as it is, without encoded dots, slashes or control characters",
        }
    }
}

/// The end of a sentence: "`url` …".
impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Percent => "holds a % that begins no encoded byte",
            Self::Bytes => "holds encoded bytes that are no UTF-8",
            Self::Hidden => "must not hold encoded dots or slashes",
        })
    }
}

/// A path as text, decoded once. What would then be another path, or none, is refused.
///
/// # Errors
/// [`Undecodable`].
pub fn decode(written: &str) -> Result<Cow<'_, str>, Undecodable> {
    if !written.contains('%') {
        return Ok(nfc(written));
    }
    if written.split('%').skip(1).any(|rest| !is_encoded(rest)) {
        return Err(Undecodable::Percent);
    }
    let decoded = percent_decode_str(written).decode_utf8().map_err(|_| Undecodable::Bytes)?;
    let count = |text: &str, c: char| text.matches(c).count();
    let hides = count(&decoded, '/') != count(written, '/') || count(&decoded, '\\') != count(written, '\\');
    let dots = decoded.split('/').any(|segment| matches!(segment, "." | ".."));
    if hides || dots || decoded.contains(char::is_control) {
        return Err(Undecodable::Hidden);
    }
    Ok(Cow::Owned(nfc(&decoded).into_owned()))
}

/// An address within the site that somebody wrote, perhaps with a query and a fragment, as it is printed: path and fragment
/// are decoded once and composed, as names of files and headings are.
///
/// # Errors
/// [`Undecodable`], of its path.
pub fn in_site(written: &str) -> Result<String, Undecodable> {
    let (path, suffix) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
    let (query, fragment) = suffix.split_at(suffix.find('#').unwrap_or(suffix.len()));
    let mut out = of_path(&decode(path)?).into_owned();
    out.push_str(&uri(query));
    if let Some(id) = fragment.strip_prefix('#') {
        out.push('#');
        out.push_str(&decode(id).map_or_else(|_| uri(id), |id| Cow::Owned(of_path(&id).into_owned())));
    }
    Ok(out)
}

/// An address as somebody wrote it, as a URI (RFC 3986): a host beyond ASCII in its ASCII form (RFC 5891), everything else
/// that may not stand where it stands percent-encoded. What is encoded stays.
pub fn uri(written: &str) -> Cow<'_, str> {
    if !bytes::any(written.as_bytes(), |byte| !ALWAYS_PLAIN[usize::from(byte)]) {
        return Cow::Borrowed(written);
    }
    let authority = authority(written);
    let mut out = String::with_capacity(written.len() + 16);
    let mut rest = written;
    if let Some((start, end)) = authority {
        out.push_str(&written[..start]);
        push_authority(&mut out, &written[start..end]);
        rest = &written[end..];
        // To browsers it ends the host; encoded it would be part of whatever comes before an `@`.
        if let Some(behind) = rest.strip_prefix('\\') {
            out.push('/');
            rest = behind;
        }
    }
    let mut in_fragment = false;
    push(&mut out, rest, |byte| byte == b'#' && !std::mem::replace(&mut in_fragment, true));
    if out == written { Cow::Borrowed(written) } else { Cow::Owned(out) }
}

/// What may stand anywhere in an address: all but what is encoded, and `#`, `%`, `[` and `]`, which may at some places.
const fn is_always_plain(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(
            byte,
            b'"' | b'#' | b'%' | b'<' | b'>' | b'[' | b'\\' | b']' | b'^' | b'`' | b'{' | b'|' | b'}'
        )
}

/// The same as a table: every address on every page is looked at.
const ALWAYS_PLAIN: [bool; 256] = {
    let (mut table, mut byte) = ([false; 256], 0);
    while byte < 128 {
        table[byte as usize] = is_always_plain(byte);
        byte += 1;
    }
    table
};

/// Whether a text begins with two hexadecimal digits.
fn is_encoded(text: &str) -> bool {
    text.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// Text of an address: what is encoded and what may stand at this place stays, the rest is encoded.
fn push(out: &mut String, text: &str, mut allowed: impl FnMut(u8) -> bool) {
    for (at, c) in text.char_indices() {
        let is_plain = match c {
            '%' => is_encoded(&text[at + 1..]),
            c => c.is_ascii() && (ALWAYS_PLAIN[c as usize] || allowed(c as u8)),
        };
        match is_plain {
            true => out.push(c),
            false => out.extend(utf8_percent_encode(&text[at..at + c.len_utf8()], NON_ALPHANUMERIC)),
        }
    }
}

/// Where the authority of an address begins and ends; none when it has none.
fn authority(address: &str) -> Option<(usize, usize)> {
    let start = match address.strip_prefix("//") {
        Some(_) => 2,
        None => {
            let scheme = address.find("://")?;
            let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
            address[..scheme].chars().all(is_scheme).then_some(scheme + 3).filter(|_| scheme > 0)?
        }
    };
    let end = address[start..].find(['/', '?', '#', '\\']).map_or(address.len(), |length| start + length);
    Some((start, end))
}

/// An authority (RFC 3986, section 3.2): who asks stays as it is, the host is made ASCII.
fn push_authority(out: &mut String, authority: &str) {
    let (user, host) = authority.rsplit_once('@').map_or(("", authority), |(user, host)| (user, host));
    if authority.contains('@') {
        push(out, user, |_| false);
        out.push('@');
    }
    let port = host.rfind(':').filter(|at| host[at + 1..].bytes().all(|byte| byte.is_ascii_digit()));
    let (name, port) = host.split_at(port.unwrap_or(host.len()));
    // What is no host leads nowhere, and breaks nothing around it.
    let parsed = Host::parse(name).ok().filter(|_| !to_path(name).is_ascii());
    let name = parsed.map_or(Cow::Borrowed(name), |host| Cow::Owned(host.to_string()));
    push(out, &name, |byte| matches!(byte, b'[' | b']'));
    out.push_str(port);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_may_not_stand_in_an_address_is_encoded() {
        for (written, expected) in [
            ("https://a.example/x/?y=1&z#w", "https://a.example/x/?y=1&z#w"),
            ("https://a.example/новина/", "https://a.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B0/"),
            ("https://новини.example/", "https://xn--b1amarcd.example/"),
            ("https://новини.example:8080?a", "https://xn--b1amarcd.example:8080?a"),
            ("https://a.example\\@b.example", "https://a.example/@b.example"),
            ("//Bücher.example/ü", "//xn--bcher-kva.example/%C3%BC"),
            ("https://a.example/?q={a|b}^\"<", "https://a.example/?q=%7Ba%7Cb%7D%5E%22%3C"),
            ("https://a.example/50%/%41?100%&%zz", "https://a.example/50%25/%41?100%25&%25zz"),
            ("https://[::1]:80/[a]?b[]=1#c#d", "https://[::1]:80/%5Ba%5D?b%5B%5D=1#c%23d"),
            ("https://a b.example/c d", "https://a%20b.example/c%20d"),
            ("https://me@a.example/`\\", "https://me@a.example/%60%5C"),
            ("/f g.png", "/f%20g.png"),
            ("mailto:ю@a.example", "mailto:%D1%8E@a.example"),
            ("a%2Fb", "a%2Fb"),
            ("", ""),
        ] {
            assert_eq!(uri(written), expected, "{written}");
        }
    }

    #[test]
    fn a_path_is_decoded_once_or_not_at_all() {
        for (written, expected) in [
            ("/a/b/", Ok("/a/b/")),
            ("/a%20b/", Ok("/a b/")),
            ("/100%25/", Ok("/100%/")),
            ("/a%2541/", Ok("/a%41/")),
            ("/%D0%BA%D0%B8%D1%97%D0%B2/", Ok("/київ/")),
            ("/cafe\u{301}/", Ok("/café/")),
            ("/cafe%CC%81/", Ok("/café/")),
            ("/100%/", Err(Undecodable::Percent)),
            ("/a%zz", Err(Undecodable::Percent)),
            ("/a%2", Err(Undecodable::Percent)),
            ("/%ff/", Err(Undecodable::Bytes)),
            ("/%C0%AF/", Err(Undecodable::Bytes)),
            ("/a%2fb/", Err(Undecodable::Hidden)),
            ("/a%5Cb/", Err(Undecodable::Hidden)),
            ("/%2e%2e/a", Err(Undecodable::Hidden)),
            ("/.%2E/a", Err(Undecodable::Hidden)),
            ("/a%00", Err(Undecodable::Hidden)),
            ("/a%0A", Err(Undecodable::Hidden)),
        ] {
            assert_eq!(decode(written).as_deref(), expected.as_ref().copied(), "{written}");
        }
    }

    #[test]
    fn what_leads_within_the_site_is_composed() {
        for (written, expected) in [
            ("/a b/?q=[1]#x", Ok("/a%20b/?q=%5B1%5D#x")),
            ("/cafe\u{301}/#cafe%CC%81", Ok("/caf%C3%A9/#caf%C3%A9")),
            ("#100%", Ok("#100%25")),
            ("/100%/", Err(Undecodable::Percent)),
        ] {
            assert_eq!(in_site(written).as_deref(), expected.as_ref().copied(), "{written}");
        }
    }

    #[test]
    fn the_two_forms_of_a_letter_have_one_address() {
        assert_eq!(of_path("/cafe\u{301}/"), of_path("/café/"));
        assert_eq!(to_path("/cafe%CC%81/"), "/café/");
    }

    proptest! {
        #[test]
        fn a_path_comes_back_from_its_address(path in "(/[^/\\\\\\p{Cc}]{1,8}){1,3}/?") {
            let address = of_path(&path);
            prop_assert!(address.is_ascii());
            prop_assert_eq!(uri(&address), &*address);
            prop_assert_eq!(to_path(&address), nfc(&path));
        }

        #[test]
        fn what_is_an_address_is_not_encoded_again(written in "(https?://|//|/|)\\PC{0,24}") {
            let once = uri(&written).into_owned();
            prop_assert!(once.bytes().all(|byte| byte.is_ascii_graphic()), "{}", once);
            prop_assert_eq!(&*uri(&once), &*once);
        }
    }
}
