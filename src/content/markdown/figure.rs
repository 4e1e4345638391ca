//! A paragraph that holds nothing but one image with a title becomes a figure.
//!
//! The paragraph is written as it comes; when it ends and was nothing else, its ends are replaced.

use std::ops::Range;

use super::escape::push_text;

/// A paragraph that may become a figure: nothing but links and one image so far.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Where its `<p>` begins.
    start: usize,
    image: Option<Titled>,
}

/// An image that was written.
#[derive(Debug)]
struct Titled {
    title: String,
    /// Where its `title="…"` stands, which a caption replaces.
    attribute: Range<usize>,
}

impl Candidate {
    /// A paragraph whose `<p>` begins at `start`.
    pub(super) fn new(start: usize) -> Self {
        Self { start, image: None }
    }

    /// With an image; no candidate if it is the second.
    pub(super) fn with_image(self, title: &str, attribute: Range<usize>) -> Option<Self> {
        let image = Some(Titled { title: title.to_owned(), attribute });
        self.image.is_none().then_some(Self { image, ..self })
    }

    /// Makes the paragraph at the end of `out`, whose `</p>` is not yet written, a figure. False when it is none.
    pub(super) fn finish(self, out: &mut String) -> bool {
        let Some(Titled { title, attribute }) = self.image.filter(|image| !image.title.trim().is_empty())
        else {
            return false;
        };
        out.replace_range(attribute, "");
        out.replace_range(self.start..self.start + "<p>".len(), "<figure>");
        let (caption, credit) = split(&title);
        out.push_str("<figcaption>");
        push_text(out, caption);
        if let Some(credit) = credit {
            out.push_str(if caption.is_empty() {
                "<span class=\"credit\">"
            } else {
                " <span class=\"credit\">"
            });
            push_text(out, credit);
            out.push_str("</span>");
        }
        out.push_str("</figcaption></figure>\n");
        true
    }
}

/// "caption | credit", at the last bar that stands between spaces.
pub(super) fn split(title: &str) -> (&str, Option<&str>) {
    let title = title.trim();
    match title.rsplit_once(" | ") {
        Some((caption, credit)) => (caption.trim(), Some(credit.trim())),
        None => match title.strip_prefix("| ") {
            Some(credit) => ("", Some(credit.trim())),
            None => (title, None),
        },
    }
}
