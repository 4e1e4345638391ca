//! What no browser shows of a page: elements with `hidden`, and, where HTML is trusted, templates and their like.
//!
//! Their words stay on the page, where a program may show them. Whatever is read away from it (summaries, feeds, mail)
//! has nothing that would hide them, so it is made without them.

use std::borrow::Cow;

use super::{HtmlPart, HtmlParts, Tag};

/// Elements that have no end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements that go on in the next block when they are not closed (HTML standard, section 13.2.4.3).
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Follows the tags of a text, and knows whether what stands behind the last of them is hidden.
#[derive(Debug, Default)]
pub(in crate::content::markdown) struct Concealed {
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    name: String,
    /// How many elements of Markdown were open where it began.
    depth: usize,
    /// How many of its own kind are open in it.
    inner: usize,
}

/// What a tag changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::content::markdown) enum Change {
    Nothing,
    /// What follows is hidden.
    Begins,
    /// What was hidden ends here.
    Ends,
    /// It is hidden, and holds nothing.
    Alone,
}

impl Concealed {
    /// Whether what comes next is hidden.
    pub(in crate::content::markdown) fn hides(&self) -> bool {
        self.open.is_some()
    }

    /// Takes the next tag of `html`, which stands in so many elements of Markdown.
    pub(in crate::content::markdown) fn next(
        &mut self,
        tag: &Tag<'_>,
        html: &str,
        trusted: bool,
        depth: usize,
    ) -> Change {
        match &mut self.open {
            // A paragraph ends where another one begins.
            Some(open) if !tag.is(&open.name) || tag.is("p") && !tag.closing => {
                if !tag.is("p") || open.name != "p" {
                    return Change::Nothing;
                }
                self.open = None;
                match self.next(tag, html, trusted, depth) {
                    Change::Nothing => Change::Ends,
                    change => change,
                }
            }
            Some(open) if !tag.closing => {
                open.inner += 1;
                Change::Nothing
            }
            Some(Open { inner: 0, .. }) => {
                self.open = None;
                Change::Ends
            }
            Some(open) => {
                open.inner -= 1;
                Change::Nothing
            }
            None if tag.closing || !is_hidden(tag, html, trusted) => Change::Nothing,
            None if VOID.iter().any(|name| tag.is(name)) => Change::Alone,
            None => {
                self.open = Some(Open { name: tag.name.to_ascii_lowercase(), depth, inner: 0 });
                Change::Begins
            }
        }
    }

    /// An element of Markdown has ended, and so many are open: what began in it ends with it.
    pub(in crate::content::markdown) fn left(&mut self, depth: usize) {
        let ends = |open: &mut Open| depth < open.depth && !FORMATTING.contains(&&*open.name);
        self.open.take_if(ends);
    }

    /// A block begins, which a paragraph cannot hold.
    pub(in crate::content::markdown) fn block(&mut self) {
        self.open.take_if(|open| open.name == "p");
    }
}

/// Whether no browser shows what an element holds (HTML standard, sections 6.1 and 15.3.1).
fn is_hidden(tag: &Tag<'_>, html: &str, trusted: bool) -> bool {
    if tag.has("hidden") {
        return true;
    }
    let by_style = || {
        tag.attributes.iter().filter(|(key, _)| key.eq_ignore_ascii_case("style")).any(|(_, value)| {
            let style = html.get(value.clone()).unwrap_or("").to_ascii_lowercase();
            let style: String = style.split_ascii_whitespace().collect();
            ["display:none", "visibility:hidden"].iter().any(|hides| style.contains(hides))
        })
    };
    trusted
        && (tag.is("template")
            || tag.is("datalist")
            || tag.is("dialog") && !tag.has("open")
            || tag.has("popover")
            || by_style())
}

/// The HTML of a page without what no browser shows of it.
pub(crate) fn shown(html: &str) -> Cow<'_, str> {
    if !may_hide(html) {
        return Cow::Borrowed(html);
    }
    let mut concealed = Concealed::default();
    let mut out = String::with_capacity(html.len());
    // Where what is shown begins; nothing when it is hidden.
    let mut from = Some(0);
    let mut parts = HtmlParts::new(html);
    while let Some(part) = parts.next() {
        let HtmlPart::Tag(tag) = part else { continue };
        match concealed.next(&tag, html, true, 0) {
            Change::Begins => {
                if let Some(from) = from.take() {
                    out.push_str(&html[from..tag.place.start]);
                }
            }
            // A paragraph that begins another one is shown itself.
            Change::Ends => from = Some(if tag.closing { tag.place.end } else { tag.place.start }),
            Change::Alone => {
                if let Some(from) = from.replace(tag.place.end) {
                    out.push_str(&html[from..tag.place.start]);
                }
            }
            Change::Nothing => {}
        }
        if let Some(end) = parts.code_end(&tag) {
            parts.skip_to(end);
        }
    }
    out.push_str(&html[from.unwrap_or(html.len())..]);
    Cow::Owned(out)
}

/// A guess that never misses: whether a word stands in it by which something is hidden.
fn may_hide(html: &str) -> bool {
    const WORDS: [&str; 6] = ["hidden", "template", "datalist", "dialog", "popover", "display"];
    let bytes = html.as_bytes();
    let is_word = |at: usize| {
        WORDS.iter().any(|word| {
            bytes
                .get(at + 1..at + word.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(&word.as_bytes()[1..]))
        })
    };
    memchr::memchr3_iter(b'h', b't', b'd', bytes).any(is_word)
        || memchr::memchr3_iter(b'H', b'T', b'D', bytes).any(is_word)
        || memchr::memchr2_iter(b'p', b'P', bytes).any(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_browser_shows_goes() {
        for (html, expected) in [
            ("<p>a <span hidden>b</span> c</p>", "<p>a  c</p>"),
            ("<div HIDDEN=\"until-found\"><div>a</div>b</div>c", "c"),
            ("<p hidden>a<p>b</p>", "<p>b</p>"),
            ("<p hidden>a<p hidden>b<p>c", "<p>c"),
            ("a<template><b>c</b></template>d", "ad"),
            ("<dialog>a</dialog><dialog open>b</dialog>", "<dialog open>b</dialog>"),
            ("<i style='color:red; Display : none'>a</i>b", "b"),
            ("a<img hidden src=\"x\">b", "ab"),
            ("a<div hidden>b", "a"),
            ("<b aria-hidden=\"true\">a</b>", "<b aria-hidden=\"true\">a</b>"),
            ("<details>a</details> hidden", "<details>a</details> hidden"),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }
}
