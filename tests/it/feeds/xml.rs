//! What the rules of both XML formats need: elements, dates, addresses, language tags. The parser is another than the one
//! that writes.

use roxmltree::Node;
use url::Url;

pub(super) const ATOM: &str = "http://www.w3.org/2005/Atom";
pub(super) const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";

pub(super) const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
pub(super) const MEDIA: &str = "http://search.yahoo.com/mrss/";

/// The children of a name.
pub(super) fn children<'a, 'i>(
    of: Node<'a, 'i>,
    namespace: Option<&'a str>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    let is_one = move |node: &Node<'a, 'i>| {
        node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == namespace
    };
    of.children().filter(is_one)
}

pub(super) fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// Whether an address is absolute and in ASCII, and holds nothing that addresses may not (RFC 3986).
pub(super) fn is_uri(url: &str) -> bool {
    let encoded = url
        .split('%')
        .skip(1)
        .all(|rest| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit));
    encoded
        && url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>[]\\^`{|}".contains(&byte))
        && Url::parse(url).is_ok()
}

/// BCP 47, in outline.
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or("");
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// RFC 3339 as Atom wants it: with capitals.
pub(super) fn is_rfc3339(date: &str) -> bool {
    chrono::DateTime::parse_from_rfc3339(date).is_ok()
        && date.contains('T')
        && !date.contains([' ', 'z', 't'])
}

/// What XML 1.0 cannot hold (section 2.2).
pub(super) fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
