//! Addresses in a body: their schemes, whether they lead outside, whether they can be cards.

use std::borrow::Cow;
use std::ops::Range;

/// The scheme of an address in lower case, none when it is relative.
///
/// Read as a browser would (WHATWG URL, 4.4: leading control characters and spaces do not count,
/// nor do tabs and line ends anywhere) and a little wider, so that no trick passes as relative.
pub(crate) fn scheme(address: &str) -> Option<Cow<'_, str>> {
    let head = &address[..address.find(':')?];
    if !head.is_empty() && head.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(Cow::Borrowed(head));
    }
    let name: String = head
        .trim_start_matches(ignorable)
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let valid = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then_some(Cow::Owned(name))
}

fn ignorable(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether an address is one that no configuration can make harmless in a page.
pub(super) fn is_dangerous(address: &str) -> bool {
    scheme(address).is_some_and(|scheme| {
        matches!(
            &*scheme,
            "javascript" | "vbscript" | "data" | "file" | "blob" | "filesystem" | "view-source"
        )
    })
}

/// Whether a picture may come from there.
pub(super) fn is_image_address(address: &str) -> bool {
    scheme(address).is_none_or(|scheme| matches!(&*scheme, "http" | "https"))
}

/// Whether an address is one of the web, with its scheme: what a brief's link is.
pub(super) fn is_web(href: &str) -> bool {
    let begins =
        |scheme: &str| href.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    begins("https://") || begins("http://")
}

/// Whether an address is written like one of an article: its file, its folder, or its address on the site. Where it
/// leads is known when all documents are; till then a link to it alone in its paragraph may be a card.
pub(super) fn may_be_article(href: &str) -> bool {
    let path = href.split(['#', '?']).next().unwrap_or("");
    let last = path.rsplit('/').next().unwrap_or(path);
    let rooted = href.starts_with('/') && !href[1..].starts_with(['/', '\\']);
    let file = !path.is_empty()
        && (last.ends_with(".md") || last.trim_start_matches('.').is_empty() || !last.contains('.'));
    let beside = file && !href.starts_with(['/', '\\']) && scheme(href).is_none();
    rooted || beside
}

/// Where in `body` the parser took `part` from; none when it had to be put together.
pub(super) fn place_in(body: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(body.as_ptr() as usize)?;
    (start + part.len() <= body.len()).then(|| start..start + part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_seen_through_tricks() {
        for trick in [
            "javascript:x", "JaVaScRiPt:x", " \u{1}javascript:x", "java\tscri\npt:x", "\u{feff}javascript:",
            "\u{a0}javascript:x",
        ] {
            assert_eq!(scheme(trick).as_deref(), Some("javascript"), "{trick:?}");
            assert!(is_dangerous(trick) && !is_image_address(trick));
        }
        for relative in ["a/b.md", "/a:b", "./a:b", "?a:b", "#a:b", "a b: c.md", ":x", "", "ä:x", "1a:x"] {
            assert_eq!(scheme(relative), None, "{relative:?}");
        }
        assert_eq!(scheme("web+app:x").as_deref(), Some("web+app"));
        assert!(!is_image_address("data:image/png;base64,") && is_image_address("//host/x.png"));
    }

    #[test]
    fn what_may_be_an_article() {
        for inside in
            ["a.md", "../2025-02-12-a.md#part", "a.md?x", "../x/bundle", "bundle/", "/topics/x/", "/"]
        {
            assert!(may_be_article(inside), "{inside:?}");
        }
        for other in ["//host/a.md", "/\\host", "https://host/a.md", "a.pdf", "#a.md", "x.y?a.md", ""] {
            assert!(!may_be_article(other), "{other:?}");
        }
    }
}
