//! Raw HTML before the sanitiser: what it will take out (for a warning at the place), where its
//! links and pictures lead, which ids it brings, and whether it is nested so badly that it is better shown as text.
//!
//! This reads tags loosely and decides nothing about safety: the sanitiser does.

use std::borrow::Cow;
use std::ops::Range;

use super::Resolve;
use super::escape::push_url;
use super::headings::HeadingIds;
use super::links::{is_dangerous, place_in};
use super::{ResolvedLink, sanitise};

/// Elements that load a file by `src`. The sanitiser takes them out.
const PLAYERS: [&str; 4] = ["audio", "source", "track", "video"];

/// A tag in raw HTML.
#[derive(Debug, Default)]
pub(crate) struct Tag<'h> {
    /// As written.
    pub(crate) name: &'h str,
    /// `</name>`.
    pub(crate) closing: bool,
    /// From `<` to `>`.
    pub(crate) place: Range<usize>,
    /// Name, and where the value is without its quotation marks.
    pub(crate) attributes: Vec<(&'h str, Range<usize>)>,
}

impl Tag<'_> {
    /// Where its link or picture is written: the value of `<a href>` or `<img src>`, or the file that a player plays.
    pub(super) fn address(&self) -> Option<Address> {
        let (name, is_image) = match () {
            () if self.closing => return None,
            () if self.name.eq_ignore_ascii_case("a") => ("href", false),
            () if self.name.eq_ignore_ascii_case("img") => ("src", true),
            () if PLAYERS.iter().any(|name| self.name.eq_ignore_ascii_case(name)) => ("src", false),
            () => return None,
        };
        let (_, place) = self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(Address { place: place.clone(), is_image })
    }

    /// Whether it is a picture without an alternative text, not even an empty one.
    pub(super) fn lacks_alt(&self) -> bool {
        !self.closing
            && self.name.eq_ignore_ascii_case("img")
            && !self.attributes.iter().any(|(key, _)| key.eq_ignore_ascii_case("alt"))
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
pub(crate) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
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

/// The HTML without its comments, wherever they stand: they are notes among editors, such as the headlines of drafts
/// that `newsprint new edition` writes down, and no page nor feed needs them. What looks like one in a script, a style
/// or an attribute is none. One that is never closed lasts to the end.
pub(super) fn without_comments(html: &str) -> Cow<'_, str> {
    if !html.contains("<!--") {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        if rest.starts_with("<!--") {
            // The shortest ones are `<!-->` and `<!--->`.
            rest = rest[2..].find("-->").map_or("", |end| &rest[2 + end + 3..]);
            continue;
        }
        let is_tag = rest[1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
        let mut end = 1;
        if is_tag {
            let tag = read_tag(rest, 0);
            end = tag.place.end;
            if !tag.closing && ["script", "style"].iter().any(|name| tag.name.eq_ignore_ascii_case(name)) {
                end += rest[end..].find("</").unwrap_or(rest.len() - end);
            }
        }
        out.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
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

/// What raw HTML is fitted into.
pub(super) struct Surroundings<'s, 'b> {
    /// Answers where its links and pictures lead.
    pub(super) resolve: &'s dyn Resolve,
    /// What stands before a `#fragment`.
    pub(super) fragment_base: &'s str,
    /// The ids of the page so far.
    pub(super) ids: &'s mut HeadingIds<'b>,
    /// What is open around it.
    pub(super) nesting: &'s mut Nesting,
    /// Whether it is printed as it is but for its addresses; else it is sanitised after.
    pub(super) trusted: bool,
}

/// The HTML as it fits into the page: its links and pictures resolved, and, unless it is trusted, without ids that the
/// page has already and with an alternative text for every picture.
pub(super) fn fit(html: &str, surroundings: &mut Surroundings<'_, '_>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    let mut replace = |place: Range<usize>, text: &str| {
        out.push_str(&html[done..place.start]);
        out.push_str(text);
        done = place.end;
    };
    for tag in tags(html) {
        let in_code = surroundings.nesting.is_code();
        surroundings.nesting.next(&tag);
        if tag.closing || in_code {
            continue;
        }
        if !surroundings.trusted && tag.lacks_alt() {
            let after_name = tag.place.start + 1 + tag.name.len();
            replace(after_name..after_name, " alt=\"\"");
        }
        let address = tag.address();
        for (key, place) in tag.attributes {
            if key.eq_ignore_ascii_case("id") {
                if !surroundings.ids.keeps_raw(&html[place.clone()]) && !surroundings.trusted {
                    replace(attribute(html, key, &place), "");
                }
            } else if let Some(Address { is_image, .. }) = address.as_ref().filter(|own| own.place == place) {
                match resolved(&html[place.clone()], *is_image, surroundings) {
                    Resolved::To(url) => replace(place, &url),
                    // Without its value the attribute would lead to the page itself: it goes, too.
                    Resolved::TextOnly => replace(attribute(html, key, &place), ""),
                    Resolved::AsWritten => {}
                }
            }
        }
    }
    out.push_str(&html[done..]);
    out
}

enum Resolved {
    To(String),
    TextOnly,
    AsWritten,
}

fn resolved(value: &str, is_image: bool, surroundings: &Surroundings<'_, '_>) -> Resolved {
    let Some(address) = decode(value).filter(|address| !is_dangerous(address)) else {
        return Resolved::AsWritten;
    };
    let url = match () {
        () if is_image => surroundings.resolve.image(&address).url,
        () if address.starts_with('#') => format!("{}{address}", surroundings.fragment_base),
        () => match surroundings.resolve.link(&address) {
            ResolvedLink::Url(url) => url,
            ResolvedLink::TextOnly => return Resolved::TextOnly,
        },
    };
    let mut escaped = String::with_capacity(url.len());
    push_url(&mut escaped, &url);
    Resolved::To(escaped)
}

/// An attribute as a whole, from its name to its closing quotation mark. `key` is a part of `html`.
fn attribute(html: &str, key: &str, value: &Range<usize>) -> Range<usize> {
    let start = place_in(html, key).map_or(value.start, |key| key.start);
    start..value.end + usize::from(html[value.end..].starts_with(['"', '\'']))
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
