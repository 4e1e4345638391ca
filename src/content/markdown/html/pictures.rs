//! Pictures of which there are other widths and formats: `<picture>` around `<img>` (HTML, section 4.8.1).
//!
//! They are put in after the sanitiser: the addresses in them are the site's own, and raw HTML can't say such things.

use std::fmt::Write as _;

use super::{OpenImage, Writer, later};
use crate::content::markdown::escape::{push_attribute, push_url};
use crate::content::markdown::{ResolvedImage, Responsive};

/// How wide the theme's column of text is, for browsers that do not find out themselves (`auto`, which they do for what is
/// loaded late).
const SIZES: &str = "auto, (min-width: 46rem) 42rem, 100vw";

/// The same of a picture that is shown as wide as the page allows.
const WIDE_SIZES: &str = "auto, (min-width: 72rem) 70rem, 100vw";

/// The pictures of one document.
#[derive(Default)]
pub(super) struct Pictures {
    /// In order.
    done: Vec<Picture>,
}

struct Picture {
    before: String,
    /// `title="…"` with a space before it, unless it became a caption.
    title: String,
    after: String,
}

/// What stands in the text where a picture goes: an id that no other element can have, since the theme's are reserved.
const BEFORE: &str = "<img id=\"theme-picture-";
const AFTER: &str = "\">";

impl Pictures {
    /// The HTML with the pictures in their places.
    pub(super) fn put(&self, html: String) -> String {
        if self.done.is_empty() {
            return html;
        }
        later::put(&html, BEFORE, AFTER, &|number, out| {
            let Some(Picture { before, title, after }) = self.done.get(number) else { return false };
            [before, title, after].iter().for_each(|part| out.push_str(part));
            true
        })
    }

    /// The title of the last one is its caption.
    pub(super) fn take_title(&mut self) {
        if let Some(picture) = self.done.last_mut() {
            picture.title.clear();
        }
    }
}

impl<'b> Writer<'b> {
    pub(super) fn responsive_picture(
        &mut self,
        image: &OpenImage<'b>,
        resolved: &ResolvedImage,
        Responsive { formats, srcset, tone }: &Responsive,
        is_wide: bool,
    ) {
        let sizes = if is_wide { WIDE_SIZES } else { SIZES };
        let mut before = String::new();
        if !formats.is_empty() {
            before.push_str("<picture>");
        }
        for (media_type, srcset) in formats {
            let _ = write!(before, "<source type=\"{media_type}\" srcset=\"");
            push_attribute(&mut before, srcset);
            let _ = write!(before, "\" sizes=\"{sizes}\">");
        }
        before.push_str("<img src=\"");
        push_url(&mut before, &resolved.url);
        before.push('"');
        if let Some(srcset) = srcset {
            before.push_str(" srcset=\"");
            push_attribute(&mut before, srcset);
            let _ = write!(before, "\" sizes=\"{sizes}\"");
        }
        before.push_str(" alt=\"");
        push_attribute(&mut before, image.alt.trim());
        before.push('"');
        if let Some((width, height)) = resolved.size {
            let _ = write!(before, " width=\"{width}\" height=\"{height}\"");
        }
        if let Some(tone) = tone {
            let _ = write!(before, " data-tone=\"{tone}\"");
        }
        let mut title = String::new();
        if !image.title.trim().is_empty() {
            title.push_str(" title=\"");
            push_attribute(&mut title, image.title.trim());
            title.push('"');
        }
        let end = if formats.is_empty() { "" } else { "</picture>" };
        let after = format!(" loading=\"lazy\" decoding=\"async\">{end}");
        let _ = write!(self.out, "{BEFORE}{}{AFTER}", self.pictures.done.len());
        self.pictures.done.push(Picture { before, title, after });
    }
}
