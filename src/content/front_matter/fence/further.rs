//! Keys behind the fence: a second front matter, as a template or a paste leaves it above or below the first, or one that
//! `...` has ended too early. They would be text, and what they hide would be read.

use super::nearly::{is_key, nearly};
use super::{blank_lines, line};
use crate::content::hiding::HidingKey;
use crate::diagnostic::{Code, Diagnostic, Span};

/// Keys that nobody writes above a line of three hyphens in a text.
const KEYS: [&str; 10] =
    ["title", "date", "tags", "categories", "authors", "author", "layout", "summary", "expires", "withdrawn"];

/// What is wrong with a body that begins with keys up to a fence; `lines` is the number of lines above it.
pub(super) fn front_matter(body: &str, lines: u32) -> Option<Diagnostic> {
    let (blank, start) = blank_lines(body);
    let (first, next) = line(&body[start..]);
    let is_opened =
        first == "---" || first.starts_with('-') && nearly(first).is_some_and(|nearly| nearly.is_sure);
    if !is_opened && !is_key(first) {
        return None;
    }
    let inner = if is_opened { &body[start + next..] } else { &body[start..] };
    let mut is_known = false;
    for content in inner.lines().map(str::trim_end).take(200) {
        if matches!(content, "---" | "...") {
            let message = match is_opened {
                true => "a second front matter begins here, which nobody reads",
                false => "keys stand here, below the fence that ends the front matter",
            };
            let length = first.chars().count().max(1) as u32;
            return is_known.then(|| {
                Diagnostic::error(Code::FrontMatterTwice, message)
                    .at(Span { line: lines + blank + 1, column: 1, length })
                    .hint("write its keys into the front matter above, and take the fences between them out")
            });
        }
        match content.split_once(':') {
            Some((key, _)) if is_key(content) => {
                is_known |= KEYS.contains(&key) || HidingKey::of(key).is_some();
            }
            _ if content.is_empty() || content.starts_with([' ', '\t', '-', '#']) => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use crate::content::document::Kind;

    #[test]
    fn keys_behind_the_fence_are_said() {
        for (text, line) in [
            ("---\ntitle: x\n---\n---\ndraft: true\n---\nBody\n", 4),
            ("---\ntitle: x\n---\n\n----\ntitle: y\ntags:\n- a\n---\nBody\n", 5),
            ("---\ntitle: x\n...\ndraft: true\n---\nBody\n", 4),
            ("---\ntitle: x\n---\n\nPublished: false\n---\nBody\n", 5),
        ] {
            let fault = split(text.as_bytes(), Kind::Article).expect_err(text);
            assert_eq!(
                (fault.code.as_str(), fault.span.map(|span| span.line)),
                ("front-matter-twice", Some(line))
            );
        }
        for text in [
            "---\ntitle: x\n---\n---\n\nBody: here.\n\n---\n",
            "---\ntitle: x\n---\nNote: a heading\n---\nBody\n", "---\ntitle: x\n---\n---\nBody\n---\n",
            "---\ntitle: x\n---\ntitle: y\n\nBody\n", "---\ntitle: x\n---\n---\n",
        ] {
            assert!(split(text.as_bytes(), Kind::Article).is_ok(), "{text:?}");
        }
    }
}
