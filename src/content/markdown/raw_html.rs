//! Raw HTML before the sanitiser: what it will take out (for a warning at the place), where its
//! links and pictures lead, and whether it is nested so badly that it is better shown as text.
//!
//! This reads tags loosely and decides nothing about safety: the sanitiser does.

use std::ops::Range;

use super::Resolve;
use super::escape::push_url;
use super::links::is_dangerous;
use super::{ResolvedLink, sanitise};

/// A tag in raw HTML.
#[derive(Debug, Default)]
pub(super) struct Tag<'h> {
    /// As written.
    pub(super) name: &'h str,
    /// `</name>`.
    pub(super) closing: bool,
    /// From `<` to `>`.
    pub(super) place: Range<usize>,
    /// Name, and where the value is without its quotation marks.
    pub(super) attributes: Vec<(&'h str, Range<usize>)>,
}

impl Tag<'_> {
    /// Where its link or picture is written: the value of `<a href>` or `<img src>`.
    pub(super) fn address(&self) -> Option<Address> {
        let (name, is_image) = match () {
            () if self.closing => return None,
            () if self.name.eq_ignore_ascii_case("a") => ("href", false),
            () if self.name.eq_ignore_ascii_case("img") => ("src", true),
            () => return None,
        };
        let (_, place) = self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(Address { place: place.clone(), is_image })
    }

    /// What the sanitiser will take out of it: the tag, or the first such attribute.
    pub(super) fn forbidden(&self) -> Option<String> {
        if self.closing {
            return None;
        }
        let name = self.name.to_ascii_lowercase();
        if !sanitise::keeps_tag(&name) {
            return Some(format!("<{name}>"));
        }
        self.attributes.iter().map(|(key, _)| key.to_ascii_lowercase()).find_map(|key| {
            let active = key == "style" || key == "srcset" || key.starts_with("on");
            active.then(|| format!("{key}="))
        })
    }
}

/// An address in raw HTML.
#[derive(Debug)]
pub(super) struct Address {
    /// Where it stands.
    pub(super) place: Range<usize>,
    /// Of a picture, not of a link.
    pub(super) is_image: bool,
}

/// An attribute's value as an address, if it is written plainly enough to be read without an HTML parser.
pub(super) fn decode(value: &str) -> Option<String> {
    let plain = value.trim().replace("&amp;", "\u{0}");
    (!plain.contains('&')).then(|| plain.replace('\u{0}', "&"))
}

/// The tags in `html`, in order. Comments are passed over.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html.get(at..)?.find('<')?;
            let rest = &html[start + 1..];
            if rest.starts_with("!--") {
                at = start + rest.find("-->")?;
            } else if rest.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
                let tag = read_tag(html, start);
                at = tag.place.end;
                return Some(tag);
            }
            at = at.max(start + 1);
        }
    })
}

fn read_tag(html: &str, start: usize) -> Tag<'_> {
    let bytes = html.as_bytes();
    let skip = |mut at: usize, test: fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|b| test(*b)) {
            at += 1;
        }
        at
    };
    let word = |b: u8| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'=');
    let gap = |b: u8| b.is_ascii_whitespace() || b == b'/';
    let name_start = skip(start + 1, |b| b == b'/');
    let mut at = skip(name_start, word);
    let mut tag = Tag { name: &html[name_start..at], closing: name_start > start + 1, ..Tag::default() };
    loop {
        at = skip(at, gap);
        let key_start = at;
        at = skip(at, word);
        let key = &html[key_start..at];
        let value_start = skip(at, |b| b.is_ascii_whitespace());
        match bytes.get(value_start) {
            Some(b'=') => {
                let value_start = skip(value_start + 1, |b| b.is_ascii_whitespace());
                let value = match bytes.get(value_start) {
                    Some(quote @ (b'"' | b'\'')) => {
                        let inside = value_start + 1;
                        let end = html[inside..].find(char::from(*quote)).map_or(html.len(), |i| inside + i);
                        at = (end + 1).min(html.len());
                        inside..end
                    }
                    _ => {
                        at = skip(value_start, |b| !b.is_ascii_whitespace() && b != b'>');
                        value_start..at
                    }
                };
                tag.attributes.push((key, value));
            }
            _ if key.is_empty() => break,
            _ => tag.attributes.push((key, at..at)),
        }
    }
    // Whatever ended the attributes is `>`, or the end of the text.
    tag.place = start..(at + 1).min(html.len());
    tag
}

/// The HTML with its links and pictures resolved, to be sanitised after.
pub(super) fn resolve_addresses(html: &str, resolve: &dyn Resolve, fragment_base: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    for Address { place, is_image } in tags(html).filter_map(|tag| tag.address()) {
        let Some(address) = decode(&html[place.clone()]).filter(|address| !is_dangerous(address)) else {
            continue;
        };
        let url = match () {
            () if is_image => resolve.image(&address).url,
            () if address.starts_with('#') => format!("{fragment_base}{address}"),
            () => match resolve.link(&address) {
                ResolvedLink::Url(url) => url,
                ResolvedLink::TextOnly => {
                    // Without its value the attribute would lead to the page itself: it goes, too.
                    let key = html[..place.start].rfind(|c: char| c.is_whitespace() || c == '/');
                    let key = key.filter(|key| *key >= done).unwrap_or(place.start);
                    out.push_str(&html[done..key]);
                    done = place.end + usize::from(html[place.end..].starts_with(['"', '\'']));
                    continue;
                }
            },
        };
        out.push_str(&html[done..place.start]);
        push_url(&mut out, &url);
        done = place.end;
    }
    out.push_str(&html[done..]);
    out
}

/// Follows what is open in a document's raw HTML.
///
/// An HTML parser's time grows with the square of the nesting, and unclosed formatting is repeated
/// in every paragraph after it: a small file could fill the memory. Beyond these limits, which no
/// article comes near, raw HTML is shown as text.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    open: Vec<String>,
    unclosed_formatting: usize,
    /// Whether it went beyond the limits.
    pub(super) is_hostile: bool,
}

impl Nesting {
    const DEPTH: usize = 128;
    const UNCLOSED: usize = 16;
    const ATTRIBUTES: usize = 64;
    const VOID: [&str; 14] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ];
    /// Closed by their own kind: a row of them unclosed is not deep.
    const SELF_CLOSING: [&str; 9] = ["p", "li", "dt", "dd", "td", "th", "tr", "option", "tbody"];
    const FORMATTING: [&str; 14] =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

    /// Whether what follows is a program or a style sheet, which no reader sees.
    pub(super) fn is_code(&self) -> bool {
        self.open.iter().any(|name| matches!(name.as_str(), "script" | "style"))
    }

    /// Takes the next tag.
    pub(super) fn next(&mut self, tag: &Tag<'_>) {
        if self.is_hostile {
            return;
        }
        let name = tag.name.to_ascii_lowercase();
        if Self::VOID.contains(&&*name) || Self::SELF_CLOSING.contains(&&*name) {
            self.is_hostile |= tag.attributes.len() > Self::ATTRIBUTES;
            return;
        }
        let is_formatting = |name: &String| Self::FORMATTING.contains(&&**name);
        if !tag.closing {
            self.unclosed_formatting += usize::from(is_formatting(&name));
            self.open.push(name);
        } else if let Some(opened) = self.open.iter().rposition(|open| *open == name) {
            // What is closed by an outer tag stays unclosed for the parser.
            self.unclosed_formatting -= usize::from(is_formatting(&name));
            self.open.truncate(opened);
        }
        self.is_hostile |= self.open.len() > Self::DEPTH
            || self.unclosed_formatting > Self::UNCLOSED
            || tag.attributes.len() > Self::ATTRIBUTES;
    }
}
