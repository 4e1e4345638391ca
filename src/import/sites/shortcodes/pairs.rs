//! Whether the text between a tag and its end is one that readers of the old site saw: its template says it, or its name.

use std::collections::BTreeMap;

use super::{Call, write};
use crate::import::sites::folder::Folder;
use crate::import::sites::unpublished::hides;

/// What a tag shows of the text between it and its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// That text.
    Inner,
    /// Nothing of it.
    Nothing,
    /// That text under conditions, or where nobody sees it.
    Perhaps,
}

/// What makes a template show its text to some readers only, or to nobody.
const CONDITIONS: [&str; 9] = [
    "isserver", "isproduction", "isdevelopment", "environment", "getenv", "get_env", "display:none",
    "display: none", " hidden",
];

impl Shows {
    /// As a template says it, in which the text is called `inner`. None where it hands all on to another one, by one of the words
    /// `others`.
    pub fn of_template(text: &str, inner: &str, others: &[&str]) -> Option<Self> {
        let text = without_comments(text);
        let folded = text.to_ascii_lowercase();
        let parts = || expressions(&text);
        if parts().any(|part| part.contains(inner)) {
            let is_sure = !CONDITIONS.iter().any(|condition| folded.contains(condition));
            return Some(if is_sure { Self::Inner } else { Self::Perhaps });
        }
        (!parts().any(|part| others.iter().any(|other| part.contains(other)))).then_some(Self::Nothing)
    }
}

/// The tags that a site and its themes define by templates in some folders (with `/` at their ends), by the names of their files.
pub fn defined(
    folder: &Folder,
    places: &[&str],
    of_template: impl Fn(&str) -> Option<Shows>,
) -> BTreeMap<String, Shows> {
    let mut tags = BTreeMap::new();
    for path in folder.paths() {
        let below = places.iter().find_map(|place| {
            let (above, name) = path.split_once(place)?;
            (above.is_empty() || above.ends_with('/')).then_some((above.len(), name))
        });
        let Some((depth, name)) = below else { continue };
        let Some(shows) = folder.text(path).ok().and_then(|text| of_template(&text)) else { continue };
        let name = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
        // What the site defines counts more than what a theme does.
        let nearest = tags.entry(name).or_insert((depth, shows));
        if nearest.0 > depth {
            *nearest = (depth, shows);
        }
    }
    tags.into_iter().map(|(name, (_, shows))| (name, shows)).collect()
}

/// A template without what stands between the marks of comments of HTML: nobody sees that.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<!--") {
        out.push_str(&rest[..at]);
        rest = rest[at..].find("-->").map_or("", |end| &rest[at + end + 3..]);
    }
    out.push_str(rest);
    out
}

/// What stands between the braces of a template, but for comments.
fn expressions(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let next = move || {
        loop {
            let at = rest.find('{')?;
            let after = &rest[at + 1..];
            let close = match after.as_bytes().first() {
                Some(b'{') => "}}",
                Some(b'%') => "%}",
                _ => {
                    rest = after;
                    continue;
                }
            };
            let inner = &after[1..];
            let end = inner.find(close)?;
            rest = &inner[end + close.len()..];
            return Some(inner[..end].trim_matches(['-', ' ', '\n']));
        }
    };
    std::iter::from_fn(next).filter(|part| !part.starts_with("/*"))
}

/// Words of the names of tags that show the text within them, as themes call them.
const SHOWN: &[&str] = &[
    "abstract", "accordions", "answer", "aside", "box", "boxed", "caption", "card", "cards", "carousel",
    "center", "chart", "chat", "col", "color", "column", "columns", "container", "details", "diagram", "div",
    "expandable", "faq", "feature", "fold", "footnote", "gallery", "galleries", "graphviz", "grid",
    "highlight", "html", "infobox", "intro", "kbd", "keypoints", "latex", "lead", "left", "lightbox", "list",
    "lyrics", "margin", "marginnote", "mark", "markdown", "math", "katex", "md", "panel", "paragraph",
    "plantuml", "poem", "question", "raw", "rawhtml", "readmore", "right", "row", "section", "sidebar",
    "sidenote", "slide", "slider", "slides", "small", "span", "step", "steps", "sub", "subtitle", "summary",
    "sup", "tab", "tabbed", "table", "tabpane", "tabs", "text", "timeline", "tldr", "toggle", "unsafe",
    "update", "verse", "wrap", "wrapper",
];

/// Whether the name of a tag says that the text within it is shown.
pub fn is_shown(call: &Call) -> bool {
    !hides(&call.name) && (write(call).is_some() || call.is(SHOWN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_say_what_they_show() {
        let of = |text: &str| Shows::of_template(text, ".Inner", &["partial", "template"]);
        for (text, shows) in [
            ("<div>{{ .Inner | markdownify }}</div>", Some(Shows::Inner)),
            ("{{- with .Get 0 }}<h3>{{ . }}</h3>{{ end -}}{{ $.Inner }}", Some(Shows::Inner)),
            ("", Some(Shows::Nothing)),
            ("<!-- {{ .Inner }} -->", Some(Shows::Nothing)),
            ("{{/* .Inner is for us */}}<hr>", Some(Shows::Nothing)),
            ("{{ if hugo.IsServer }}{{ .Inner }}{{ end }}", Some(Shows::Perhaps)),
            ("<div style=\"display:none\">{{ .Inner }}</div>", Some(Shows::Perhaps)),
            ("{{ partial \"box.html\" . }}", None),
        ] {
            assert_eq!(of(text), shows, "{text}");
        }
        let of = |text: &str| Shows::of_template(text, "body", &["include", "import"]);
        assert_eq!(of("<p class=\"card-body\">x</p>"), Some(Shows::Nothing));
        assert_eq!(of("<p>{{ body | safe }}</p>"), Some(Shows::Inner));
    }

    #[test]
    fn names_say_what_they_show() {
        for (name, shown) in [
            ("tab", true),
            ("img-gallery", true),
            ("note", true),
            ("note-internal", false),
            ("editors", false),
            ("noop", false),
            ("private-box", false),
        ] {
            assert_eq!(is_shown(&Call::of_words(name, "", Some("Text."))), shown, "{name}");
        }
    }
}
