//! Structured data: what a page says of itself in the words of schema.org, as JSON-LD.
//!
//! One script per page holds one `@graph`: what the page is about first, then the way to it. Nodes that stand on more than
//! one page (the newsroom, the site, an author, an outlet, a story) have an `@id` that is the same everywhere, so that
//! whoever reads many pages can put them together; and each is named where it is mentioned, so that one page makes sense by
//! itself. Nothing is said that is not known: an original is a `CreativeWork` whatever its outlet calls it, a live article
//! has no `coverageEndTime`, since nobody writes down that it is over.

mod address;
mod article;
mod edition;
mod images;
mod lists;
mod newsroom;
mod page;
mod sources;
mod terms;

use serde::Serialize;
use serde_json::ser::Formatter;
use std::io;

pub use address::Address;
pub use article::{Said, article, moment};
pub use edition::edition;
pub use images::{Image, image, images};
pub use lists::{archive, corrections, editions, home, index, month, plain, year};
pub use page::{Items, Named, Page, Step, page};
pub use terms::{ancestors, term};

/// What a page says of itself.
#[derive(Debug, Clone, Default)]
pub enum Data<'a> {
    /// Nothing.
    #[default]
    Nothing,
    /// What its head names, and this.
    Page(Box<Page<'a>>),
    /// JSON-LD, ready to stand in a script.
    Ready(String),
}

/// Where the nodes of a page hang together: the anchors of their `@id`s.
mod anchor {
    pub(super) const ARTICLE: &str = "article";
    pub(super) const ISSUE: &str = "issue";
    pub(super) const NEWSROOM: &str = "newsroom";
    pub(super) const OUTLET: &str = "outlet";
    pub(super) const PERIODICAL: &str = "periodical";
    pub(super) const PERSON: &str = "person";
    pub(super) const SERIES: &str = "series";
    pub(super) const TAG: &str = "tag";
    pub(super) const TOPIC: &str = "topic";
    pub(super) const TRAIL: &str = "breadcrumb";
    pub(super) const WEBSITE: &str = "website";
}

/// A node that is described elsewhere.
#[derive(Debug, Clone, Copy, Serialize)]
struct Ref<'a> {
    #[serde(rename = "@id")]
    id: Address<'a>,
}

/// Nodes as the text of a script.
fn script<T: Serialize>(graph: &T) -> String {
    #[derive(Serialize)]
    struct Document<'g, T> {
        #[serde(rename = "@context")]
        context: &'static str,
        #[serde(rename = "@graph")]
        graph: &'g T,
    }
    let mut bytes = Vec::with_capacity(4096);
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, InScript);
    // Nothing in it can fail to be written: it is texts, numbers, lists and structs of them.
    let _ = Document { context: "https://schema.org", graph }.serialize(&mut serializer);
    String::from_utf8(bytes).unwrap_or_default()
}

/// JSON in which no text can end the script that it stands in, or begin a comment.
struct InScript;

impl Formatter for InScript {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        let bytes = text.as_bytes();
        // Bytes of 0xe2 begin the two line separators, and quotation marks.
        let doubtful = |byte: u8| (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == 0xe2);
        if !crate::bytes::any(bytes, doubtful) {
            return out.write_all(bytes);
        }
        let mut written = 0;
        for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| doubtful(**byte)) {
            let (escape, length): (&[u8], usize) = match byte {
                b'<' => (b"\\u003c", 1),
                b'>' => (b"\\u003e", 1),
                b'&' => (b"\\u0026", 1),
                _ => match bytes[at..] {
                    [_, 0x80, 0xa8, ..] => (b"\\u2028", 3),
                    [_, 0x80, 0xa9, ..] => (b"\\u2029", 3),
                    _ => continue,
                },
            };
            out.write_all(&bytes[written..at])?;
            out.write_all(escape)?;
            written = at + length;
        }
        out.write_all(&bytes[written..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script() {
        let hostile = "</script><!-- & \u{2028}\u{2029}\" “’” \u{1} 𝕏 \u{200f}";
        let text = script(&[hostile]);
        let expected = "{\"@context\":\"https://schema.org\",\"@graph\":[\"\\u003c/script\\u003e\\u003c!-- \\u0026 \
                        \\u2028\\u2029\\\" “’” \\u0001 𝕏 \u{200f}\"]}";
        assert_eq!(text, expected);
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["@graph"][0], hostile);
    }
}
