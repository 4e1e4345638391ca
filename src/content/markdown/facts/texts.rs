//! What readers read of a body: its words, of which texts are compared, headings named and summaries made.

use super::Reader;
use crate::content::markdown::HtmlPolicy;

impl Reader<'_> {
    /// Text as typed, and with the marks that are shown.
    pub(super) fn text(&mut self, text: &str, shown: &str) {
        if let Some(image) = &mut self.image {
            image.has_alt |= !text.trim().is_empty();
            return;
        }
        // An id is made of all the text between a heading's marks, as in the HTML, whatever the sanitiser drops later.
        if let Some((_, heading)) = &mut self.heading {
            heading.push_str(text);
            if let Some(outline) = &mut self.outline {
                let is_hidden =
                    self.in_code && self.policy.html == HtmlPolicy::Safe || self.raw.concealed.hides();
                outline.text(if is_hidden { "" } else { shown });
            }
        }
        if !self.code && !self.in_code {
            self.words(text, shown);
        }
    }

    /// HTML that is printed as typed. No id is made of it, since that does not depend on what becomes of HTML.
    pub(super) fn printed(&mut self, html: &str) {
        match (&mut self.image, &mut self.outline) {
            (Some(image), _) => return image.has_alt = true,
            (None, Some(outline)) if self.heading.is_some() && !self.raw.concealed.hides() => {
                outline.text(html)
            }
            _ => {}
        }
        self.words(html, html);
    }

    fn words(&mut self, text: &str, shown: &str) {
        if self.raw.concealed.hides() {
            return;
        }
        self.words.push(text);
        self.similarity.push(text);
        if self.heading.is_none() && self.footnotes == 0 {
            self.excerpt.push(shown, self.has_comments, self.watch.in_paragraph());
        }
    }

    /// A block begins: a word does not go on into it.
    pub(super) fn block(&mut self) {
        self.raw.concealed.block();
        self.words.gap();
        self.similarity.gap();
        self.excerpt.gap();
    }
}
