//! Which attributes of HTML hold addresses, and where in their values these stand. One table for all who ask: the facts
//! (what is followed, checked and copied), the page, feeds and e-mails.
//!
//! From the HTML standard's index of attributes (<https://html.spec.whatwg.org/multipage/indices.html#attributes-3>, those
//! whose value is a URL), its obsolete ones (<https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features>),
//! and SVG 2 (<https://www.w3.org/TR/SVG2/linking.html#linkRefAttrs>).

use std::borrow::Cow;
use std::ops::Range;

use super::escape::{push_attribute, push_url};

/// What an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// The address of a page or of a file.
    Link,
    /// The address of a picture.
    Picture,
    /// Addresses between spaces.
    Links,
    /// Addresses of pictures, with a width or density each.
    Pictures,
    /// A part of a style sheet.
    Style,
}

/// An address in the value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundUrl {
    /// Where it is in the value as it is read.
    pub(crate) place: Range<usize>,
    /// Of a picture, not of a page or a file.
    pub(crate) is_picture: bool,
}

/// What an attribute of an element holds, if it is one with addresses. The attribute decides, so that elements that a site
/// defines itself are served, too; where its name means something else elsewhere, the element does.
pub(crate) fn held(element: &str, attribute: &str) -> Option<Holds> {
    const TABLE: [(&str, &[&str], Holds); 22] = [
        ("action", &["form"], Holds::Link),
        ("archive", &["applet", "object"], Holds::Links),
        ("background", &[], Holds::Picture),
        ("cite", &[], Holds::Link),
        ("data", &["object"], Holds::Link),
        ("dynsrc", &["img"], Holds::Link),
        ("formaction", &[], Holds::Link),
        ("href", &["image", "feimage"], Holds::Picture),
        ("href", &[], Holds::Link),
        ("icon", &["menuitem"], Holds::Picture),
        ("imagesrcset", &["link"], Holds::Pictures),
        ("longdesc", &[], Holds::Link),
        ("lowsrc", &["img"], Holds::Picture),
        ("manifest", &["html"], Holds::Link),
        ("ping", &["a", "area"], Holds::Links),
        ("poster", &[], Holds::Picture),
        ("src", &["img", "input"], Holds::Picture),
        ("src", &[], Holds::Link),
        ("srcset", &[], Holds::Pictures),
        ("style", &[], Holds::Style),
        ("xlink:href", &["image", "feimage"], Holds::Picture),
        ("xlink:href", &[], Holds::Link),
    ];
    // `<base>` says what all others begin with.
    if element.eq_ignore_ascii_case("base") {
        return None;
    }
    let of = |elements: &[&str]| {
        elements.is_empty() || elements.iter().any(|own| own.eq_ignore_ascii_case(element))
    };
    let row = TABLE.iter().find(|(name, elements, _)| name.eq_ignore_ascii_case(attribute) && of(elements));
    row.map(|(.., holds)| *holds)
}

/// Whether a `#part` alone is a link of the text. Elsewhere it names a part of the drawing that it stands in.
pub(crate) fn is_link(element: &str) -> bool {
    ["a", "area"].iter().any(|own| own.eq_ignore_ascii_case(element))
}

/// The addresses in a value, as it is read ([`decoded`]). An empty one is the page itself and none of them, unless it is all
/// there is to a link or a picture.
pub(crate) fn found(value: &str, holds: Holds) -> Vec<FoundUrl> {
    match holds {
        Holds::Link | Holds::Picture => {
            let blank = |c: char| c <= ' ';
            let start = value.len() - value.trim_start_matches(blank).len();
            let end = start + value[start..].trim_end_matches(blank).len();
            vec![FoundUrl { place: start..end, is_picture: holds == Holds::Picture }]
        }
        Holds::Links => {
            let within = |part: &str| part.as_ptr() as usize - value.as_ptr() as usize;
            let parts = value.split_ascii_whitespace();
            parts
                .map(|part| FoundUrl { place: within(part)..within(part) + part.len(), is_picture: false })
                .collect()
        }
        Holds::Pictures => candidates(value),
        Holds::Style => style_sheet(value),
    }
}

/// HTML standard, "Parsing a srcset attribute": an address ends at white space, and a comma at its end ends its candidate.
fn candidates(value: &str) -> Vec<FoundUrl> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = value[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let start = value.len() - rest.len();
        let end = start + rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let alone = start + value[start..end].trim_end_matches(',').len();
        found.push(FoundUrl { place: start..alone, is_picture: true });
        at = match alone < end {
            true => end,
            false => end + value[end..].find(',').unwrap_or(value.len() - end),
        };
    }
}

/// `url(…)` and `@import "…"` of a style sheet, outside of its comments. All are pictures but what is imported and fonts,
/// which nobody can tell apart here: a link leads to any file.
pub(crate) fn style_sheet(css: &str) -> Vec<FoundUrl> {
    let bytes = css.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let begins = |at: usize, word: &str| {
        css.get(at..at + word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word))
    };
    let blanks = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    while let Some(next) = css[at..].find(['u', 'U', '@', '/', '"', '\'']) {
        at += next;
        let (start, end) = match bytes[at] {
            b'/' if begins(at, "/*") => {
                at = css[at + 2..].find("*/").map_or(css.len(), |end| at + 2 + end + 2);
                continue;
            }
            // A text, which may look like anything.
            quote @ (b'"' | b'\'') => {
                at = css[at + 1..].find(char::from(quote)).map_or(css.len(), |end| at + 1 + end + 1);
                continue;
            }
            b'@' if begins(at, "@import") => {
                let start = blanks(at + "@import".len());
                let Some(quote @ (b'"' | b'\'')) = bytes.get(start) else {
                    at = start;
                    continue;
                };
                let end = css[start + 1..].find(char::from(*quote)).map_or(css.len(), |end| start + 1 + end);
                (start + 1, end)
            }
            b'u' | b'U' if begins(at, "url(") => {
                let start = blanks(at + "url(".len());
                match bytes.get(start) {
                    Some(quote @ (b'"' | b'\'')) => {
                        let inside = start + 1;
                        let end =
                            css[inside..].find(char::from(*quote)).map_or(css.len(), |end| inside + end);
                        (inside, end)
                    }
                    _ => {
                        let end = css[start..].find(')').map_or(css.len(), |end| start + end);
                        (start, start + css[start..end].trim_ascii_end().len())
                    }
                }
            }
            _ => {
                at += 1;
                continue;
            }
        };
        // `url(#part)` is a part of a drawing on this page.
        if start < end && !css[start..].starts_with('#') {
            found.push(FoundUrl { place: start..end, is_picture: false });
        }
        at = (end + 1).min(css.len());
    }
    found
}

/// The value of an attribute with other addresses in it, ready to stand between double quotation marks; none when all of
/// them stay. `other` answers with an address as it is read.
pub(crate) fn rewritten(
    value: &str,
    holds: Holds,
    other: &mut dyn FnMut(&str, bool) -> Option<String>,
) -> Option<String> {
    let mut out = String::with_capacity(value.len() + 32);
    let mut done = 0;
    let mut changed = false;
    for FoundUrl { place, is_picture } in found(value, holds) {
        let Some(address) = other(&value[place.clone()], is_picture) else { continue };
        changed = true;
        let alone = matches!(holds, Holds::Link | Holds::Picture);
        if !alone {
            push_attribute(&mut out, &value[done..place.start]);
        }
        match holds {
            Holds::Style => push_url(&mut out, &in_style(&address)),
            _ => push_url(&mut out, &address),
        }
        done = if alone { value.len() } else { place.end };
    }
    push_attribute(&mut out, &value[done..]);
    changed.then_some(out)
}

/// An address in a style sheet: what could end it is percent-encoded.
pub(crate) fn in_style(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '(' | ')' | '\'' | '"' | '\\' | '<' | '>' | ' ' => out.push_str(&format!("%{:02X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// The value of an attribute as a parser of HTML reads it, as far as addresses need it: numbers, and the names of what they
/// are written with. Another name stays as it is, which is an address, too.
pub(crate) fn decoded(value: &str) -> Cow<'_, str> {
    const NAMES: [(&str, char); 16] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("sol", '/'),
        ("colon", ':'),
        ("period", '.'),
        ("num", '#'),
        ("quest", '?'),
        ("equals", '='),
        ("lowbar", '_'),
        ("Tab", '\t'),
        ("NewLine", '\n'),
        ("comma", ','),
    ];
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let numeric = name.strip_prefix('#').and_then(|number| {
            let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?)
        });
        let named = NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
        match numeric.or(named.filter(|_| after.starts_with(';'))) {
            Some(c) => {
                out.push(c);
                rest = after.strip_prefix(';').unwrap_or(after);
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(value: &str, holds: Holds) -> Vec<&str> {
        found(value, holds).into_iter().map(|found| &value[found.place]).collect()
    }

    #[test]
    fn attributes_that_hold_addresses() {
        for (element, attribute, holds) in [
            ("a", "href", Some(Holds::Link)),
            ("IMG", "SRC", Some(Holds::Picture)),
            ("iframe", "src", Some(Holds::Link)),
            ("my-map", "src", Some(Holds::Link)),
            ("object", "data", Some(Holds::Link)),
            ("data", "data", None),
            ("source", "srcset", Some(Holds::Pictures)),
            ("image", "xlink:href", Some(Holds::Picture)),
            ("use", "href", Some(Holds::Link)),
            ("p", "style", Some(Holds::Style)),
            ("form", "action", Some(Holds::Link)),
            ("button", "formaction", Some(Holds::Link)),
            ("base", "href", None),
            ("data", "value", None),
            ("p", "id", None),
        ] {
            assert_eq!(held(element, attribute), holds, "{element} {attribute}");
        }
    }

    #[test]
    fn addresses_in_values() {
        assert_eq!(all("\n x y ", Holds::Link), ["x y"]);
        assert_eq!(all("", Holds::Picture), [""]);
        assert_eq!(all(" /a  b ", Holds::Links), ["/a", "b"]);
        assert_eq!(
            all("a.png 1x, b,c.png 2x ,/d.png,e.png", Holds::Pictures),
            ["a.png", "b,c.png", "/d.png,e.png"]
        );
        assert_eq!(all("a.png, b.png 300w", Holds::Pictures), ["a.png", "b.png"]);
        for (css, expected) in [
            (
                "background: URL( a.png ) no-repeat, url('b c.png'), url(\"d.png\")",
                vec!["a.png", "b c.png", "d.png"],
            ),
            ("@import 'x.css'; @import url(y.css); /* url(z) */ fill: url(#g)", vec!["x.css", "y.css"]),
            ("content: 'url(x)'; src: url(f.woff2)", vec!["f.woff2"]),
            ("url(", vec![]),
            ("url(\"x", vec!["x"]),
            ("é url(ї.png)", vec!["ї.png"]),
        ] {
            assert_eq!(all(css, Holds::Style), expected, "{css}");
        }
    }

    #[test]
    fn values_are_rewritten_in_place() {
        let mut below = |address: &str, _| (!address.contains(':')).then(|| format!("/r/{address}"));
        assert_eq!(rewritten(" a b&c ", Holds::Link, &mut below).as_deref(), Some("/r/a%20b&amp;c"));
        assert_eq!(rewritten("https://x", Holds::Link, &mut below), None);
        assert_eq!(
            rewritten("a 1x, y:b 2x,c", Holds::Pictures, &mut below).as_deref(),
            Some("/r/a 1x, y:b 2x,/r/c")
        );
        assert_eq!(
            rewritten("a: url(\"x'(y\")", Holds::Style, &mut below).as_deref(),
            Some("a: url(&quot;/r/x%27%28y&quot;)")
        );
    }
}
