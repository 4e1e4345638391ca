//! Plain text of what other generators read as Markdown or HTML.

use pulldown_cmark::{Event, Parser, TagEnd};

use crate::line::one_line;

/// A title or summary without its marks: Markdown, tags and entities. What holds none stays as it is.
pub fn plain(text: &str) -> String {
    let marked = ["**", "](", "`", "<", "&", "__", "[", "*", "_"].iter().any(|mark| text.contains(mark));
    if !marked {
        return printable(text);
    }
    // Behind a word nothing is a list or a heading.
    let within = format!("x {}", printable(text));
    let mut out = String::with_capacity(within.len());
    for event in Parser::new(&within) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::InlineHtml(tag) | Event::Html(tag) if tag.starts_with("<br") => out.push(' '),
            // What looks like a tag and is none that HTML has is text.
            Event::InlineHtml(tag) if !is_tag(&tag) => out.push_str(&tag),
            Event::End(TagEnd::Paragraph) => out.push(' '),
            _ => {}
        }
    }
    let out = out.strip_prefix('x').unwrap_or(&out);
    printable(out)
}

/// A text on one line: control characters stand for spaces, too.
pub fn printable(text: &str) -> String {
    one_line(&text.replace(char::is_control, " "))
}

fn is_tag(tag: &str) -> bool {
    const NAMES: [&str; 22] = [
        "a", "abbr", "b", "big", "cite", "code", "del", "div", "em", "font", "i", "img", "ins", "mark", "p",
        "q", "s", "small", "span", "strong", "sub", "sup",
    ];
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known)) || tag.starts_with("<!--")
}

/// A text without what stands between `<` and `>`.
pub fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        match rest[at..].find('>') {
            Some(end) => rest = &rest[at + end + 1..],
            None => {
                out.push_str(&rest[at..]);
                return out;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A text as the title of a link or picture, between quotation marks: plain, on one line.
pub fn in_title(text: &str) -> String {
    let unescaped = text.replace("\\\"", "\"").replace("\\'", "'");
    plain(&unescaped).replace('"', "'").replace('\\', "\\\\").replace('|', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts() {
        for (text, expected) in [
            ("Grain  talks", "Grain talks"),
            ("1. *Grain* & `steel`", "1. Grain & steel"),
            ("[Grain](https://x.example) &amp; <b>steel</b>", "Grain & steel"),
            ("# of votes: **12**", "# of votes: 12"),
            ("Vec<T> and snake_case_name", "Vec<T> and snake_case_name"),
            ("a<br>b", "a b"),
            ("a\n\u{7}b *c*\u{0}", "a b c"),
            ("a\n\u{7}b", "a b"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
        assert_eq!(in_title("A \\\"b\\\" | c"), "A 'b' / c");
        assert_eq!(without_tags("<p>a <b>c"), "a c");
    }
}
