//! Blocks whose HTML depends on what is in them: paragraphs, headings, alerts, tasks, footnotes.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::{OpenHeading, Writer};
use crate::content::markdown::escape::{push_attribute, push_text, push_url};
use crate::content::markdown::{Cards, Heading, HtmlPolicy, raw_html};

impl<'b> Writer<'b> {
    pub(super) fn end_paragraph(&mut self) {
        self.end_label();
        if self.end_figure() {
            return self.out.push('\n');
        }
        self.out.push_str("</p>\n");
        if let Some(Some(quotation)) = self.quotations.last_mut()
            && quotation.inner_depth == self.depth
        {
            quotation.paragraph(&self.out, self.paragraph_start);
        }
    }

    /// Makes what ends here a figure, if it is one.
    pub(super) fn end_figure(&mut self) -> bool {
        let Some(figure) = self.figure.take() else { return false };
        let is_put_later = figure.is_put_later();
        let is_figure = figure.finish(&mut self.out);
        if is_figure && is_put_later {
            self.pictures.take_title();
        }
        is_figure
    }

    /// A line begins, directly in a quotation's paragraph or not.
    pub(super) fn quote_line(&mut self) {
        if let Some(Some(quotation)) = self.quotations.last_mut()
            && self.depth <= quotation.inner_depth + 1
        {
            quotation.line(self.out.len());
        }
    }

    pub(super) fn end_heading(&mut self) {
        let Some(OpenHeading { level, asked, classes, place, mut start, shown, typed }) = self.heading.take()
        else {
            return;
        };
        let shown = shown.trim();
        let mut tag = format!("<h{level}");
        // A heading within a footnote moves to the end of the page: it is no part of its outline.
        if !self.in_footnote {
            let id = self.ids.next(asked.as_deref(), typed.trim());
            if self.options.cards == Cards::Apart && self.depth == 0 {
                if (2..=3).contains(&level) && !shown.is_empty() {
                    self.toc.push(Heading { level, id: id.clone(), text: shown.into() });
                }
                return self.heading_piece(start, level, &id, shown);
            }
            let is_update = self.depth == 0 && self.update_heading(&place, &mut start, level, &id, shown);
            if !is_update {
                tag.push_str(" id=\"");
                push_attribute(&mut tag, &id);
                tag.push('"');
            }
            // Without words there is nothing to call the anchor and its entry by.
            if self.options.anchors && !shown.is_empty() {
                self.out.push_str(" <a class=\"anchor\" href=\"");
                push_url(&mut self.out, self.options.fragment_base);
                self.out.push('#');
                push_url(&mut self.out, &id);
                self.out.push_str("\" aria-label=\"");
                push_attribute(&mut self.out, self.options.labels.anchor);
                self.out.push_str(": ");
                push_attribute(&mut self.out, shown);
                self.out.push_str("\">#</a>");
            }
            if (2..=3).contains(&level) && !shown.is_empty() && !is_update {
                self.toc.push(Heading { level, id, text: shown.into() });
            }
        }
        if !classes.is_empty() {
            tag.push_str(" class=\"");
            push_attribute(&mut tag, &classes.join(" "));
            tag.push('"');
        }
        tag.push('>');
        self.out.insert_str(start, &tag);
        let _ = writeln!(self.out, "</h{level}>");
    }

    pub(super) fn alert(&mut self, kind: BlockQuoteKind) {
        let labels = &self.options.labels;
        let (class, label) = match kind {
            BlockQuoteKind::Note => ("note", labels.note),
            BlockQuoteKind::Tip => ("tip", labels.tip),
            BlockQuoteKind::Important => ("important", labels.important),
            BlockQuoteKind::Warning => ("warning", labels.warning),
            BlockQuoteKind::Caution => ("caution", labels.caution),
        };
        self.block();
        let _ =
            write!(self.out, "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">");
        push_text(&mut self.out, label);
        self.out.push_str("</p>\n");
        self.quotations.push(None);
    }

    pub(super) fn task(&mut self, done: bool) {
        let (inside, paragraph) = match self.out.strip_suffix("<p>") {
            Some(before) => (before.trim_end().len(), true),
            None => (self.out.len(), false),
        };
        if self.out[..inside].ends_with("<li>") {
            self.out.insert_str(inside - 1, " class=\"task\"");
            self.paragraph_start += if paragraph { " class=\"task\"".len() } else { 0 };
        }
        self.figure = None;
        self.label = true;
        self.out.push_str("<label><input type=\"checkbox\" disabled=\"\"");
        self.out.push_str(if done { " checked=\"\"> " } else { "> " });
    }

    pub(super) fn end_label(&mut self) {
        if std::mem::take(&mut self.label) {
            self.out.push_str("</label>");
        }
    }

    pub(super) fn raw_block(&mut self, html: &str, place: &Range<usize>) {
        if self.options.html == HtmlPolicy::Escape {
            let text = raw_html::without_comments(html);
            if !text.trim().is_empty() {
                self.out.push_str("<p>");
                push_text(&mut self.out, text.trim());
                self.out.push_str("</p>\n");
            }
            return;
        }
        let code = self.raw.rest_of_code(html, place.start);
        let (code, html) = html.split_at(code);
        if self.options.html == HtmlPolicy::Trusted {
            self.out.push_str(code);
        }
        // A block that begins with what is printed is a paragraph: it has no tag of its own.
        let start = self.out.len();
        self.raw(html, place, false);
        let is_text = self.options.html == HtmlPolicy::Safe && self.out[start..].starts_with("&lt;");
        if is_text && !self.out[start..].contains('<') {
            self.out.insert_str(start, "<p>");
            self.out.push_str("</p>\n");
        }
        self.block();
    }

    /// Collects the events of a footnote's definition.
    pub(super) fn keep_back(&mut self, event: Event<'b>, place: Range<usize>) {
        let Some((label, open, mut events)) = self.definition.take() else {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                self.watch.spoil();
                self.definition = Some((label, 0, Vec::new()));
            }
            return;
        };
        let open = match event {
            Event::Start(Tag::FootnoteDefinition(_)) => open + 1,
            Event::End(TagEnd::FootnoteDefinition) if open == 0 => {
                return self.footnotes.define(&label, events);
            }
            Event::End(TagEnd::FootnoteDefinition) => open - 1,
            _ => open,
        };
        events.push((event, place));
        self.definition = Some((label, open, events));
    }
}
