//! A paragraph, or an item of a list, that holds nothing but one image becomes a figure: when the image has a title, when a
//! line of emphasised text before or after it says whose it is, or when it is to be shown wide.
//!
//! It is written as it comes; when it ends and was nothing else, its ends are replaced.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::escape::push_text;

/// What may become a figure: nothing but links, one image and its credit so far.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Where it begins.
    start: usize,
    /// Its tag, `<p>`, or nothing in an item of a list.
    tag: &'static str,
    image: Option<Illustration>,
    /// The line break between the image and its credit.
    line_break: Option<Range<usize>>,
    credit: Credit,
}

/// An image that was written.
#[derive(Debug)]
struct Illustration {
    title: String,
    /// Where its `title="…"` stands, which a caption replaces; none when the image is put in later.
    attribute: Option<Range<usize>>,
    is_wide: bool,
}

/// A line of emphasised text.
#[derive(Debug)]
enum Credit {
    None,
    /// Where its text begins.
    Open(usize),
    /// Where its text stands.
    Closed(Range<usize>),
}

const OPEN: &str = "<em>";

impl Candidate {
    /// What begins at `start` with a tag.
    pub(super) fn new(start: usize, tag: &'static str) -> Self {
        Self { start, tag, image: None, line_break: None, credit: Credit::None }
    }

    /// With an image; no candidate if it is the second.
    pub(super) fn with_image(
        self,
        title: &str,
        attribute: Option<Range<usize>>,
        is_wide: bool,
    ) -> Option<Self> {
        let fits = match self.credit {
            Credit::None => true,
            Credit::Open(_) => false,
            Credit::Closed(_) => self.line_break.is_some(),
        };
        let image = Some(Illustration { title: title.to_owned(), attribute, is_wide });
        (fits && self.image.is_none()).then_some(Self { image, ..self })
    }

    /// With text: none but in the credit.
    pub(super) fn with_text(self) -> Option<Self> {
        matches!(self.credit, Credit::Open(_)).then_some(self)
    }

    /// With a line break, which was written at a place.
    pub(super) fn with_line_break(self, place: Range<usize>) -> Option<Self> {
        let is_between = self.image.is_some() != matches!(self.credit, Credit::Closed(_));
        let fits = is_between && self.line_break.is_none() && !matches!(self.credit, Credit::Open(_));
        fits.then_some(Self { line_break: Some(place), ..self })
    }

    /// `<em>` was written at a place: a credit begins, if it is alone in its line.
    pub(super) fn with_emphasis(self, place: usize) -> Option<Self> {
        let begins = match &self.line_break {
            None => place == self.start + self.tag.len(),
            Some(line_break) => line_break.end == place,
        };
        let fits = begins && matches!(self.credit, Credit::None);
        fits.then_some(Self { credit: Credit::Open(place + OPEN.len()), ..self })
    }

    /// `</em>` was written at a place.
    pub(super) fn emphasis_ended(self, place: usize) -> Option<Self> {
        match self.credit {
            Credit::Open(start) => Some(Self { credit: Credit::Closed(start..place), ..self }),
            _ => None,
        }
    }

    /// Whether its image is put in later.
    pub(super) fn is_put_later(&self) -> bool {
        self.image.as_ref().is_some_and(|image| image.attribute.is_none())
    }

    /// Makes what stands at the end of `out`, whose end tag is not yet written, a figure. False when it is none.
    pub(super) fn finish(self, out: &mut String) -> bool {
        let Some(Illustration { title, attribute, is_wide }) = self.image else { return false };
        let inside = self.start + self.tag.len();
        let (image, by_line) = match (self.credit, self.line_break) {
            (Credit::None, None) => (inside..out.len(), None),
            (Credit::Closed(credit), Some(line)) if credit.start < line.start => {
                (line.end..out.len(), Some(credit))
            }
            (Credit::Closed(credit), Some(line)) => (inside..line.start, Some(credit)),
            _ => return false,
        };
        if matches!(title.trim(), "" | "|") && by_line.is_none() && !is_wide {
            return false;
        }
        let (caption, credit) = split(&title);
        let credit = by_line.map_or_else(
            || {
                let mut html = String::new();
                push_text(&mut html, credit.unwrap_or_default());
                html
            },
            |by_line| out[by_line].to_owned(),
        );
        let mut html = out[image.clone()].to_owned();
        if let Some(attribute) = attribute {
            html.replace_range(attribute.start - image.start..attribute.end - image.start, "");
        }
        out.truncate(self.start);
        out.push_str(if is_wide { "<figure class=\"wide\">" } else { "<figure>" });
        out.push_str(&html);
        if !caption.is_empty() || !credit.is_empty() {
            out.push_str("<figcaption>");
            push_text(out, caption);
            if !credit.is_empty() {
                out.push_str(if caption.is_empty() { "" } else { " " });
                out.push_str("<span class=\"credit\">");
                out.push_str(&credit);
                out.push_str("</span>");
            }
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>");
        true
    }
}

/// "caption | credit", at the last bar that stands between spaces.
pub(super) fn split(title: &str) -> (&str, Option<&str>) {
    // A bar alone parts nothing.
    let title = title.trim();
    let title = if title == "|" { "" } else { title };
    match title.rsplit_once(" | ") {
        Some((caption, credit)) => (caption.trim(), Some(credit.trim())),
        None => match title.strip_prefix("| ") {
            Some(credit) => ("", Some(credit.trim())),
            None => (title, None),
        },
    }
}

/// Lists in which nothing stands but pictures are galleries.
#[derive(Debug)]
pub(super) struct Gallery {
    /// Where its `<ul>` begins.
    start: usize,
    items: usize,
    images: usize,
    /// Nothing but pictures so far.
    is_pure: bool,
}

impl Gallery {
    /// A list whose tag begins at `start`.
    pub(super) fn new(start: usize) -> Self {
        Self { start, items: 0, images: 0, is_pure: true }
    }

    /// What comes in the list, but for what stands in images.
    pub(super) fn look_at(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Item) => self.items += 1,
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::Start(Tag::Paragraph | Tag::Link { .. }) | Event::End(_) => {}
            _ => self.is_pure = false,
        }
    }

    /// Makes a list whose tag stands in `out` a gallery, if it is one: two pictures or more, one for each item.
    pub(super) fn finish(&self, out: &mut String) {
        let tag = self.start..self.start + "<ul>".len();
        if self.is_pure && self.items > 1 && self.images == self.items && out.get(tag.clone()) == Some("<ul>")
        {
            out.replace_range(tag, "<ul class=\"gallery\">");
        }
    }
}
