//! What is open in a document's raw HTML, and whether that is too much for a parser.

use super::Tag;

/// Follows what is open in a document's raw HTML.
///
/// An HTML parser's time grows with the square of the nesting, and unclosed formatting is repeated
/// in every paragraph after it: a small file could fill the memory. Beyond these limits, which no
/// article comes near, raw HTML is shown as text.
#[derive(Debug, Default)]
pub(in crate::content::markdown) struct Nesting {
    open: Vec<String>,
    unclosed_formatting: usize,
    /// Whether it went beyond the limits.
    pub(in crate::content::markdown) is_hostile: bool,
}

impl Nesting {
    const DEPTH: usize = 128;
    const UNCLOSED: usize = 16;
    const ATTRIBUTES: usize = 64;
    const VOID: [&str; 14] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ];
    /// Closed by their own kind: a row of them unclosed is not deep.
    const SELF_CLOSING: [&str; 9] = ["p", "li", "dt", "dd", "td", "th", "tr", "option", "tbody"];
    const FORMATTING: [&str; 14] =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

    /// Takes the next tag.
    pub(in crate::content::markdown) fn next(&mut self, tag: &Tag<'_>) {
        if self.is_hostile {
            return;
        }
        let name = tag.name.to_ascii_lowercase();
        if Self::VOID.contains(&&*name) || Self::SELF_CLOSING.contains(&&*name) {
            self.is_hostile |= tag.attributes.len() > Self::ATTRIBUTES;
            return;
        }
        let is_formatting = |name: &String| Self::FORMATTING.contains(&&**name);
        if !tag.closing {
            self.unclosed_formatting += usize::from(is_formatting(&name));
            self.open.push(name);
        } else if let Some(opened) = self.open.iter().rposition(|open| *open == name) {
            // What is closed by an outer tag stays unclosed for the parser.
            self.unclosed_formatting -= usize::from(is_formatting(&name));
            self.open.truncate(opened);
        }
        self.is_hostile |= self.open.len() > Self::DEPTH
            || self.unclosed_formatting > Self::UNCLOSED
            || tag.attributes.len() > Self::ATTRIBUTES;
    }
}
