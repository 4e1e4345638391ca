//! What other generators take for a command and this one for text: shortcodes, template tags, embedded notes.
//!
//! They are looked for in the text as written; what stands in code or in scripts is none. In the target of a link or in an
//! attribute the whole target is meant, so that the hint can be the address.

mod hints;
mod paths;

use std::collections::BTreeSet;
use std::ops::Range;

pub(crate) use paths::path_of;

use crate::diagnostic::{Code, Diagnostic};

/// A shortcode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shortcode {
    pub(super) place: Range<usize>,
    /// Its name: messages of one name are one fault.
    pub(super) name: String,
    /// How to write it instead.
    pub(super) hint: String,
    /// It names a file, to be looked for when all documents are known.
    pub(super) names_file: bool,
}

/// How far the end of one may be from its beginning.
const LONGEST: usize = 400;

/// What ends a tag that begins like this.
fn end_of(rest: &[u8]) -> Option<&'static [u8]> {
    Some(match rest {
        [b'{', b'{', b'<', ..] => b">}}",
        [b'{', b'{', b'%', ..] => b"%}}",
        [b'{', b'{', ..] => b"}}",
        [b'{', b'%', ..] => b"%}",
        [b'<', b'%', ..] => b"%>",
        [b'!', b'[', b'[', ..] => b"]]",
        _ => return None,
    })
}

/// Whether a text begins with a tag.
pub(super) fn begins(text: &str) -> bool {
    !text.starts_with('!') && end_of(text.as_bytes()).is_some()
}

/// Whether there is a tag in a text.
pub(crate) fn holds(text: &str) -> bool {
    memchr::memchr2_iter(b'{', b'<', text.as_bytes()).any(|at| begins(&text[at..]))
}

/// The message about a tag, which lacks its place.
pub(crate) fn means_nothing(text: &str, name: &str) -> Diagnostic {
    let message = format!("`{text}` means nothing here: it is shown as text");
    let summary = format!("the tag `{name}` of another generator means nothing here: it is shown as text");
    Diagnostic::warning(Code::Embed, message).cause(name, summary)
}

/// Everything that looks like one, in order.
pub(super) fn find(body: &str) -> Vec<Shortcode> {
    let bytes = body.as_bytes();
    let mut found: Vec<Shortcode> = Vec::new();
    let mut opened: BTreeSet<String> = BTreeSet::new();
    let mut done = 0;
    for at in memchr::memchr3_iter(b'{', b'!', b'<', bytes) {
        let rest = &bytes[at..];
        let Some(end) = end_of(rest) else { continue };
        let escaped = at > 0 && bytes[at - 1] == b'\\';
        if at < done || escaped {
            continue;
        }
        let line = &rest[..rest.len().min(LONGEST)];
        let Some(length) = memchr::memmem::find(line, end) else { continue };
        let place = at..at + length + end.len();
        let Some(text) = body.get(place.clone()) else { continue };
        let Some((name, closes)) = name(text) else { continue };
        // One message says that both ends of a pair have to go.
        if closes && opened.contains(&name) {
            done = place.end;
            continue;
        }
        let whole = if text.starts_with('!') { place.clone() } else { target(body, &place) };
        done = whole.end;
        let hint = hints::hint(text, &body[whole.clone()], &name);
        opened.insert(name.clone());
        let names_file = matches!(&*name, "post_url" | "link" | "ref" | "relref");
        found.push(Shortcode { place: whole, name, hint, names_file });
    }
    found
}

/// The first word of a tag, and whether it is the end of a pair. Nothing for `{{ 5 }}` and other signs.
fn name(text: &str) -> Option<(String, bool)> {
    if text.starts_with("![[") {
        return Some(("![[…]]".to_owned(), false));
    }
    let inside = text.trim_matches(|c: char| {
        matches!(c, '{' | '}' | '<' | '>' | '%' | '-' | '=' | '~') || c.is_whitespace()
    });
    let closes = inside.starts_with('/');
    let inside = inside.trim_start_matches(['/', ' ', '#', '.', '$']);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let end = inside.find(|c: char| !is_part(c)).unwrap_or(inside.len());
    let name = inside[..end].to_ascii_lowercase();
    match name.chars().next() {
        Some(first) if first.is_alphabetic() => {
            // A variable's value is printed, so a closing one of Liquid has `end` before its name.
            let ended = name.strip_prefix("end").filter(|name| !name.is_empty() && text.starts_with("{%"));
            Some(match ended {
                Some(name) => (name.to_owned(), true),
                None => (name, closes),
            })
        }
        _ if inside.starts_with(['"', '\'']) => Some(("…".to_owned(), false)),
        // Hugo's `{{% %}}` and the like with signs alone.
        _ => None,
    }
}

/// The whole target of a link, or value of an attribute, in which a tag stands; else the tag.
fn target(body: &str, tag: &Range<usize>) -> Range<usize> {
    let mut line = tag.start.saturating_sub(LONGEST);
    while !body.is_char_boundary(line) {
        line += 1;
    }
    line += body[line..tag.start].rfind('\n').map_or(0, |end| end + 1);
    let before = &body[line..tag.start];
    let mut end = (tag.end + LONGEST).min(body.len());
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let rest = body[tag.end..end].lines().next().unwrap_or("");
    let opens = |mark: &str| before.rfind(mark).map(|at| line + at + mark.len());
    let in_target = opens("](").filter(|start| !body[*start..tag.start].contains([')', ' ']));
    if let Some(start) = in_target {
        let start = start + usize::from(body[start..].starts_with('<'));
        let end = end_of_target(rest, &[')', '>']);
        return start..tag.end + end;
    }
    for quote in ['"', '\''] {
        let start = opens(&format!("={quote}")).filter(|start| !body[*start..tag.start].contains(quote));
        if let Some((start, end)) = start.zip(rest.find(quote)) {
            return start..tag.end + end;
        }
    }
    if let Some(at) = before.find("]: ").filter(|_| before.trim_start().starts_with('[')) {
        let start = line + at + 3;
        if !body[start..tag.start].contains(' ') {
            return start..tag.end + end_of_target(rest, &[' ']);
        }
    }
    tag.clone()
}

/// Where a target ends, beyond further tags in it.
fn end_of_target(rest: &str, ends: &[char]) -> usize {
    let mut at = 0;
    loop {
        let end = rest[at..]
            .find(|c: char| ends.contains(&c) || c.is_whitespace())
            .map_or(rest.len(), |end| at + end);
        let tag = rest[at..].find('{').map(|tag| at + tag).filter(|tag| *tag < end && begins(&rest[*tag..]));
        match tag.and_then(|tag| Some(tag + rest[tag..].find("}}").or_else(|| rest[tag..].find("%}"))? + 2)) {
            Some(beyond) => at = beyond,
            None => return end,
        }
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
            "{{< youtube dQw4w9WgXcQ >}}", "{{< youtube id=\"dQw4w9WgXcQ\" >}}",
            "x {% youtube dQw4w9WgXcQ %} y", "{% embed https://youtu.be/dQw4w9WgXcQ %}",
            "{{% youtube dQw4w9WgXcQ %}}",
        ] {
            assert_eq!(hints(body), [youtube], "{body}");
        }
        assert!(hints("![[photo.jpg|200]]")[0].starts_with("write `![what it shows](photo.jpg)`"));
        assert!(hints("{% include a.html %}")[0].starts_with("write the text"));
        assert!(hints("{{< figure src=\"a.png\" >}}")[0].contains("caption"));
        for body in
            ["{a} {{ 5 }} \\{% x %}", "{% never closed", "![a][b] ! [[x]]", "5 % {", "a <% b", "{{}} {{ + }}"]
        {
            assert!(hints(body).is_empty(), "{body}");
        }
        assert_eq!(find(&"{{<".repeat(10_000)), []);
    }

    #[test]
    fn in_a_target_the_target_is_meant() {
        for (body, target, path) in [
            ("[a]({{ site.url }}/about/)", "{{ site.url }}/about/", "/about/"),
            (
                "[a]({{ site.url }}{{ site.baseurl }}/about/ \"x\")",
                "{{ site.url }}{{ site.baseurl }}/about/", "/about/",
            ),
            (
                "![x]({{ \"/img/x.png\" | relative_url }})", "{{ \"/img/x.png\" | relative_url }}",
                "/img/x.png",
            ),
            ("<a href=\"{{ site.baseurl }}/x/\">", "{{ site.baseurl }}/x/", "/x/"),
            ("<a href='<%= root %>/x/'>", "<%= root %>/x/", "/x/"),
            ("[a]: {{ site.baseurl }}/x/", "{{ site.baseurl }}/x/", "/x/"),
            ("[a]({{< ref \"x.md\" >}}#b)", "{{< ref \"x.md\" >}}#b", "x.md#b"),
        ] {
            let found = find(body);
            assert_eq!(found.len(), 1, "{body}: {found:?}");
            assert_eq!(&body[found[0].place.clone()], target, "{body}");
            assert_eq!(path_of(target).as_deref(), Some(path), "{body}");
            assert_eq!(found[0].hint, format!("write `{path}`"), "{body}");
        }
    }

    #[test]
    fn a_pair_is_said_once_under_its_name() {
        let names: Vec<_> =
            find("{{< tip >}} a {{< /tip >}}\n{% raw %} {% endraw %} {{ page.title }} <%= x %>")
                .into_iter()
                .map(|found| found.name)
                .collect();
        assert_eq!(names, ["tip", "raw", "page.title", "x"]);
    }
}
