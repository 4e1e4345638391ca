//! Text in HTML.

use crate::bytes;

/// Text for HTML, in elements and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    push_escaped(&mut escaped, text);
    escaped
}

/// The same, behind what is there.
pub fn push_escaped(escaped: &mut String, text: &str) {
    let special = |byte: u8| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    if !bytes::any(text.as_bytes(), special) {
        escaped.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(special) {
        escaped.push_str(&rest[..at]);
        escaped.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    escaped.push_str(rest);
}

/// Appends the text of HTML, without tags, comments, scripts and styles; where a tag stood there is a line's end, but for tags
/// within words.
pub fn push_text_of(out: &mut String, html: &str) {
    const WITHIN_WORDS: [&str; 12] =
        ["a", "abbr", "b", "bdi", "del", "em", "i", "mark", "span", "strong", "u", "wbr"];
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_unescaped(out, &rest[..start]);
        rest = &rest[start..];
        if rest.starts_with("<!--") {
            rest = rest.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let is_closing = rest[1..].starts_with('/');
        let name = rest[1..].trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if !WITHIN_WORDS.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            out.push('\n');
        }
        rest = behind_tag(rest);
        if !is_closing && ["script", "style"].iter().any(|code| name.eq_ignore_ascii_case(code)) {
            // Only its end is markup in it.
            rest = rest.find("</").map_or("", |end| &rest[end..]);
        }
    }
    push_unescaped(out, rest);
}

/// What stands behind the tag that begins a text: a value may hold its sign.
fn behind_tag(html: &str) -> &str {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return &html[at + 1..],
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    ""
}

/// Text with the references that are written here and by the sanitiser.
fn push_unescaped(out: &mut String, text: &str) {
    const REFERENCES: [(&str, &str); 6] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
    ];
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let known = REFERENCES.iter().find(|(reference, _)| rest[at..].starts_with(reference));
        let (length, plain) = known.map_or((1, "&"), |(reference, plain)| (reference.len(), *plain));
        out.push_str(plain);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_has_a_text() {
        let mut text = String::new();
        let html =
            "<p title=\"a>b\">Grain &amp; <em>sh</em>ips</p><style>p > a {}</style><!-- no > --><p>R&D &lt;3";
        push_text_of(&mut text, html);
        assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["Grain", "&", "ships", "R&D", "<3"]);
        assert_eq!(escape("a < \"b\""), "a &lt; &quot;b&quot;");
    }
}
