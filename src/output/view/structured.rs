//! Structured data: what a page says of itself in the words of schema.org, as JSON-LD.
//!
//! One script per page holds one `@graph`: what the page is about first, then the way to it. Nodes that stand on more than
//! one page (the newsroom, the site, an author, an outlet, a story) have an `@id` that is the same everywhere, so that
//! whoever reads many pages can put them together; and each is named where it is mentioned, so that one page makes sense by
//! itself. Nothing is said that is not known: an original is a `CreativeWork` whatever its outlet calls it, a live article
//! has a `coverageEndTime` only when it is over.

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

pub use address::Address;
pub use article::{ArticleFacts, article, moment};
pub use edition::edition;
pub use images::{Image, image, images};
pub use lists::{archive, corrections, editions, home, index, month, plain, year};
pub use page::{Page, PageSummary, page};
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
        variables: &'static str,
        #[serde(rename = "@graph")]
        graph: &'g T,
    }
    let mut json = Vec::with_capacity(4096);
    // Nothing in it can fail to be written: it is texts, numbers, lists and structs of them.
    let _ = serde_json::to_writer(&mut json, &Document { variables: "https://schema.org", graph });
    String::from_utf8(in_script(json)).unwrap_or_default()
}

/// JSON in which no text can end the script that it stands in, or begin a comment.
fn in_script(json: Vec<u8>) -> Vec<u8> {
    // The two line separators have the bytes e2 80 a8 and e2 80 a9; quotation marks and dashes begin as they do.
    let separates = |at: usize| matches!(json[at..], [0xe2, 0x80, 0xa8 | 0xa9, ..]);
    let mut separators = memchr::memmem::find_iter(&json, b"\xe2\x80").filter(|at| separates(*at));
    if memchr::memchr3(b'<', b'>', b'&', &json).is_none() && separators.next().is_none() {
        return json;
    }
    let mut safe = Vec::with_capacity(json.len() + 64);
    let mut written = 0;
    for (at, byte) in json.iter().enumerate() {
        let (escape, length): (&[u8], usize) = match byte {
            b'<' => (b"\\u003c", 1),
            b'>' => (b"\\u003e", 1),
            b'&' => (b"\\u0026", 1),
            0xe2 if separates(at) => (if json[at + 2] == 0xa8 { b"\\u2028" } else { b"\\u2029" }, 3),
            _ => continue,
        };
        safe.extend_from_slice(&json[written..at]);
        safe.extend_from_slice(escape);
        written = at + length;
    }
    safe.extend_from_slice(&json[written..]);
    safe
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
