//! Footnotes: numbered by first reference, their texts kept as events until all references are
//! known, then written in that order at the end of the document.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::Event;

use super::Labels;
use super::escape::{push_attribute, push_url};

/// The events of a definition.
pub(super) type Definition<'b> = Vec<(Event<'b>, Range<usize>)>;

/// The footnotes of one document.
#[derive(Default)]
pub(super) struct Footnotes<'b> {
    numbers: HashMap<String, usize>,
    /// Labels in order of their first reference, and how often each was referred to.
    referenced: Vec<(String, u32)>,
    /// By label; the first definition counts.
    definitions: HashMap<String, Definition<'b>>,
}

impl<'b> Footnotes<'b> {
    /// A reference: its number, and which of the references to it this is, both from 1.
    pub(super) fn refer(&mut self, label: &str) -> (usize, u32) {
        let key = label.to_lowercase();
        let next = self.referenced.len();
        let index = *self.numbers.entry(key).or_insert_with_key(|key| {
            self.referenced.push((key.clone(), 0));
            next
        });
        let (_, uses) = &mut self.referenced[index];
        *uses += 1;
        (index + 1, *uses)
    }

    /// A definition has been read.
    pub(super) fn define(&mut self, label: &str, definition: Definition<'b>) {
        self.definitions.entry(label.to_lowercase()).or_insert(definition);
    }

    /// The text of the footnote with this number; none when no reference has it.
    pub(super) fn definition(&mut self, number: usize) -> Option<Definition<'b>> {
        let (label, _) = self.referenced.get(number - 1)?;
        Some(self.definitions.remove(label).unwrap_or_default())
    }

    /// Writes the section at the end; `texts` in the order of their numbers.
    pub(super) fn section(&self, texts: &[String], labels: &Labels<'_>, base: &str, out: &mut String) {
        if texts.is_empty() {
            return;
        }
        out.push_str("<section class=\"footnotes\" aria-label=\"");
        push_attribute(out, labels.footnotes);
        out.push_str("\">\n<ol>\n");
        for (index, (text, (_, uses))) in texts.iter().zip(&self.referenced).enumerate() {
            let number = index + 1;
            let _ = write!(out, "<li id=\"fn-{number}\">");
            // The way back stands in the last paragraph.
            let text = text.trim_end();
            let (text, end) = text.strip_suffix("</p>").map_or((text, ""), |text| (text, "</p>"));
            out.push_str(text);
            for nth in 1..=*uses {
                out.push_str(" <a class=\"footnote-back\" href=\"");
                push_url(out, base);
                let _ = write!(out, "#{}\" aria-label=\"", reference_id(number, nth));
                push_attribute(out, labels.footnote_back);
                let _ = match nth {
                    1 => write!(out, " {number}\">↩</a>"),
                    _ => write!(out, " {number}-{nth}\">↩<sup>{nth}</sup></a>"),
                };
            }
            out.push_str(end);
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }
}

/// The id of a reference, unique in the document.
pub(super) fn reference_id(number: usize, nth: u32) -> String {
    if nth == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{nth}") }
}
