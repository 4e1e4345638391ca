//! HTML whose addresses are absolute wherever they stand, for texts that are read away from their page.
//!
//! What Markdown makes asks for absolute addresses as it is written. This is for raw HTML, in which any attribute may hold
//! one (HTML standard, "List of attributes"), and with `markdown.html: trusted` any element.

use std::borrow::Cow;
use std::ops::Range;

use url::Url;

use super::escape::push_attribute;
use super::raw_html::{Nesting, tags};

/// Attributes that hold an address.
const ADDRESSES: [&str; 14] = [
    "action",
    "background",
    "cite",
    "classid",
    "codebase",
    "data",
    "formaction",
    "href",
    "icon",
    "longdesc",
    "manifest",
    "poster",
    "src",
    "xlink:href",
];
/// Attributes that hold several addresses between spaces.
const LISTS: [&str; 2] = ["archive", "ping"];
/// Attributes that hold addresses with a width or density each.
const SETS: [&str; 2] = ["imagesrcset", "srcset"];

/// The HTML with every address made absolute, as a browser would on the page at `base`.
pub fn absolute(html: &str, base: &str) -> String {
    let Ok(base) = Url::parse(base) else { return html.to_owned() };
    let mut out = String::with_capacity(html.len() + 256);
    let mut done = 0;
    let mut nesting = Nesting::default();
    for tag in tags(html) {
        let in_code = nesting.is_code();
        nesting.next(&tag);
        if tag.closing || in_code {
            continue;
        }
        for (key, place) in &tag.attributes {
            let written = &html[place.clone()];
            let is = |names: &[&str]| names.iter().any(|name| key.eq_ignore_ascii_case(name));
            let value = match () {
                // `data` of `<data value>` is an element; of `<object>` it is an address.
                () if is(&ADDRESSES) => one(&decoded(written), &base),
                () if is(&LISTS) => several(&decoded(written), &base),
                () if is(&SETS) => set(&decoded(written), &base),
                () => continue,
            };
            // Without a value there is no place for one.
            let Some(value) = value.filter(|_| has_value(html, key, place)) else { continue };
            out.push_str(&html[done..place.start]);
            let quoted = html[..place.start].ends_with(['"', '\'']);
            if !quoted {
                out.push('"');
            }
            push_attribute(&mut out, &value);
            if !quoted {
                out.push('"');
            }
            done = place.end;
        }
    }
    out.push_str(&html[done..]);
    out
}

/// Whether an attribute has a value, though an empty one: `href=""`, not `href`.
fn has_value(html: &str, key: &str, place: &Range<usize>) -> bool {
    !place.is_empty() || !html[..place.start].ends_with(key)
}

/// The absolute address, if that is another.
fn one(address: &str, base: &Url) -> Option<String> {
    let address = address.trim_matches(|c: char| c <= ' ');
    if Url::parse(address).is_ok() {
        return None;
    }
    base.join(address).ok().map(String::from)
}

fn several(addresses: &str, base: &Url) -> Option<String> {
    let made = addresses.split_ascii_whitespace();
    let made: Vec<String> =
        made.map(|one_of| one(one_of, base).unwrap_or_else(|| one_of.to_owned())).collect();
    Some(made.join(" "))
}

/// HTML standard, "Parsing a srcset attribute": an address ends at white space, and a comma at its end ends its candidate.
fn set(candidates: &str, base: &Url) -> Option<String> {
    let mut made = Vec::new();
    let mut rest = candidates;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return Some(made.join(", "));
        }
        let (address, after) =
            rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len()));
        let alone = address.trim_end_matches(',');
        let absolute = one(alone, base).unwrap_or_else(|| alone.to_owned());
        let (descriptor, next) = match alone.len() < address.len() {
            true => ("", after),
            false => after.split_at(after.find(',').unwrap_or(after.len())),
        };
        made.push(format!("{absolute} {}", descriptor.trim()).trim_end().to_owned());
        rest = next;
    }
}

/// The value of an attribute as a parser of HTML reads it, as far as addresses need it: numbers, and the names of what they
/// are written with. Another name stays as it is, which is an address, too.
fn decoded(value: &str) -> Cow<'_, str> {
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

    #[test]
    fn every_address_is_absolute() {
        for (html, expected) in [
            (r#"<a href="../x/">a</a>"#, r#"<a href="https://a.example/r/2025/x/">a</a>"#),
            ("<q cite=/y>a</q>", r#"<q cite="https://a.example/y">a</q>"#),
            ("<img src='//b.example/z.png' alt='a'>", "<img src='https://b.example/z.png' alt='a'>"),
            (r##"<a href="#part">a</a>"##, r##"<a href="https://a.example/r/2025/a/#part">a</a>"##),
            (r#"<a href="">a</a>"#, r#"<a href="https://a.example/r/2025/a/">a</a>"#),
            ("<a href>a</a>", "<a href>a</a>"),
            (
                r#"<video poster="p.png" src="?v&amp;w"></video>"#,
                r#"<video poster="https://a.example/r/2025/a/p.png" src="https://a.example/r/2025/a/?v&amp;w"></video>"#,
            ),
            (
                r#"<img srcset="a.png 1x, b,c.png 2x ,/d.png" alt>"#,
                r#"<img srcset="https://a.example/r/2025/a/a.png 1x, https://a.example/r/2025/a/b,c.png 2x, https://a.example/d.png" alt>"#,
            ),
            (r#"<a href="&sol;x&#47;&#x79;">a</a>"#, r#"<a href="https://a.example/x/y">a</a>"#),
            (r#"<a href="mailto:a@b.example">a</a>"#, r#"<a href="mailto:a@b.example">a</a>"#),
            (r#"<a href="https://b.example/?a&b">a</a>"#, r#"<a href="https://b.example/?a&b">a</a>"#),
            (r#"<script>"<a href='x'>"</script>"#, r#"<script>"<a href='x'>"</script>"#),
            ("a < b &amp; c", "a < b &amp; c"),
        ] {
            assert_eq!(absolute(html, "https://a.example/r/2025/a/"), expected);
        }
    }
}
