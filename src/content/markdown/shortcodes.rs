//! What other generators take for a command and this one for text: shortcodes, template tags, embedded notes.
//!
//! They are looked for in the text as written; what stands in code or HTML is none.

use std::ops::Range;

use super::players;

/// A shortcode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shortcode {
    pub(super) place: Range<usize>,
    /// How to write it instead.
    pub(super) hint: String,
}

/// How far the end of one may be from its beginning.
const LONGEST: usize = 400;

/// Everything that looks like one, in order.
pub(super) fn find(body: &str) -> Vec<Shortcode> {
    let bytes = body.as_bytes();
    let mut found = Vec::new();
    let mut done = 0;
    for at in memchr::memchr2_iter(b'{', b'!', bytes) {
        let rest = &bytes[at..];
        let end: &[u8] = match rest {
            [b'{', b'{', b'<', ..] => b">}}",
            [b'{', b'{', b'%', ..] => b"%}}",
            [b'{', b'%', ..] => b"%}",
            [b'!', b'[', b'[', ..] => b"]]",
            _ => continue,
        };
        let escaped = at > 0 && bytes[at - 1] == b'\\';
        if at < done || escaped {
            continue;
        }
        let line = &rest[..rest.len().min(LONGEST)];
        let Some(length) = memchr::memmem::find(line, end) else { continue };
        let place = at..at + length + end.len();
        let Some(text) = body.get(place.clone()) else { continue };
        done = place.end;
        found.push(Shortcode { place, hint: hint(text) });
    }
    found
}

fn hint(text: &str) -> String {
    if let Some(file) = text.strip_prefix("![[").and_then(|rest| rest.strip_suffix("]]")) {
        let file = file.split(['|', '#']).next().unwrap_or(file).trim();
        return format!("write `![what it shows]({file})` for a picture, `[text]({file})` for anything else");
    }
    let inside = text
        .trim_matches(|c: char| matches!(c, '{' | '}' | '<' | '>' | '%' | '-' | '/') || c.is_whitespace());
    let mut words =
        inside.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '"' | '\'' | '='));
    let name = words.next().unwrap_or("").to_ascii_lowercase();
    let alone = |address: &str| format!("write its address alone in a paragraph: {address}");
    let frame = words.filter(|word| !word.is_empty()).find_map(|word| {
        players::original(word).or_else(|| match &*name {
            "youtube" => players::original(&format!("https://youtu.be/{word}")),
            "vimeo" => players::original(&format!("https://vimeo.com/{word}")),
            _ => None,
        })
    });
    match (frame, &*name) {
        (Some(address), _) => alone(&address),
        (None, "youtube" | "vimeo" | "embed" | "video" | "audio") => {
            alone("https://www.youtube.com/watch?v=…")
        }
        (None, "figure" | "image" | "img") => {
            "write `![what it shows](photo.jpg \"caption | credit\")`".to_owned()
        }
        (None, "ref" | "relref" | "link" | "post_url") => {
            "write a link to the file: `[text](../other.md)`".to_owned()
        }
        (None, "include" | "raw" | "endraw") => "write the text itself".to_owned(),
        _ => "write it as Markdown, or between backticks if it shall be seen".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_and_what_to_write() {
        let hints = |body: &str| find(body).into_iter().map(|found| found.hint).collect::<Vec<_>>();
        let youtube = "write its address alone in a paragraph: https://www.youtube.com/watch?v=dQw4w9WgXcQ";
        for body in [
            "{{< youtube dQw4w9WgXcQ >}}",
            "{{< youtube id=\"dQw4w9WgXcQ\" >}}",
            "x {% youtube dQw4w9WgXcQ %} y",
            "{% embed https://youtu.be/dQw4w9WgXcQ %}",
            "{{% youtube dQw4w9WgXcQ %}}",
        ] {
            assert_eq!(hints(body), [youtube], "{body}");
        }
        assert!(hints("![[photo.jpg|200]]")[0].starts_with("write `![what it shows](photo.jpg)`"));
        assert!(hints("{% include a.html %}")[0].starts_with("write the text"));
        assert!(hints("{{< figure src=\"a.png\" >}}")[0].contains("caption"));
        for body in ["{a} {{ x }} \\{% x %}", "{% never closed", "![a][b] ! [[x]]", "5 % {"] {
            assert!(hints(body).is_empty(), "{body}");
        }
        assert_eq!(find(&"{{<".repeat(10_000)), []);
    }
}
