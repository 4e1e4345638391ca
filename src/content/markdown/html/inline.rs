//! What stands in a line: text, links, images, raw HTML, references to footnotes.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType};

use super::{OpenImage, Writer};
use crate::address::in_site;
use crate::content::markdown::escape::{push_attribute, push_text, push_url};
use crate::content::markdown::events::typed;
use crate::content::markdown::figure::{Candidate, split};
use crate::content::markdown::footnotes::reference_id;
use crate::content::markdown::links::{is_dangerous, is_image_address};
use crate::content::markdown::{HtmlPolicy, ResolvedLink, raw_html};

/// What an address of a picture ends with that is to be shown wide: other programs show it all the same.
const WIDE: &str = "wide";

impl<'b> Writer<'b> {
    pub(super) fn text(&mut self, text: &str, place: &Range<usize>) {
        self.figure = self.figure.take().and_then(Candidate::with_text);
        let shown = self.quotes.show(self.body, text, place);
        self.heading_text(shown, typed(self.body, text, place));
        push_text(&mut self.out, shown);
    }

    pub(super) fn heading_text(&mut self, shown: &str, typed: &str) {
        let hidden = self.raw.concealed.hides();
        if let Some(heading) = &mut self.heading {
            heading.shown.push_str(if hidden { "" } else { shown });
            heading.typed.push_str(typed);
        }
    }

    pub(super) fn line_break(&mut self, html: &str) {
        self.heading_text(" ", " ");
        let start = self.out.len();
        self.out.push_str(html);
        let place = start..self.out.len();
        self.figure = self.figure.take().and_then(|figure| figure.with_line_break(place));
        self.quote_line();
    }

    pub(super) fn link(&mut self, link_type: LinkType, href: &str, title: &str) {
        let url = match link_type {
            LinkType::Email => self.resolved(&format!("mailto:{href}")),
            _ if href.starts_with('#') => {
                let fragment = in_site(href).unwrap_or_else(|_| href.to_owned());
                Some(format!("{}{fragment}", self.options.fragment_base))
            }
            _ => self.resolved(href),
        };
        self.links.push(url.is_some());
        if let Some(url) = url {
            self.out.push_str("<a href=\"");
            push_url(&mut self.out, &url);
            let title = title.trim();
            if !title.is_empty() {
                self.out.push_str("\" title=\"");
                push_attribute(&mut self.out, title);
            }
            self.out.push_str("\">");
        }
    }

    /// The facts say which schemes are not allowed. Those that could act were errors, and are refused here again.
    pub(super) fn resolved(&self, href: &str) -> Option<String> {
        match self.resolve.link(href) {
            _ if is_dangerous(href) || !self.resolve.allows(href) => None,
            ResolvedLink::Url(url) if !is_dangerous(&url) => Some(url),
            ResolvedLink::Url(_) | ResolvedLink::TextOnly => None,
        }
    }

    /// Between the brackets of an image: its alternative text, without markup.
    pub(super) fn in_image(&mut self, event: Event<'b>, place: &Range<usize>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth > 0 => image.depth -= 1,
            Event::End(_) => {
                self.depth -= 1;
                if let Some(image) = self.image.take() {
                    self.write_image(&image);
                }
            }
            Event::Text(text) => image.alt.push_str(self.quotes.show(self.body, &text, place)),
            Event::Code(text) => image.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::InlineHtml(html)
                if self.options.html != HtmlPolicy::Trusted && self.raw.is_text(&html) =>
            {
                image.alt.push_str(&html);
            }
            _ => {}
        }
    }

    pub(super) fn write_image(&mut self, image: &OpenImage<'b>) {
        let figure = self.figure.take();
        let alt = image.alt.trim();
        if !is_image_address(&image.src) {
            return push_text(&mut self.out, alt);
        }
        let is_wide = image.src.rsplit_once('#').is_some_and(|(_, fragment)| fragment == WIDE);
        let credit = split(&image.title).1;
        if let Some(text) = credit.and_then(|credit| self.resolve.placeholder(alt, credit)) {
            return self.placeholder(&text);
        }
        let resolved = self.resolve.image(&image.src);
        // A heading is shown in more places than one.
        if let Some(responsive) = resolved.responsive.as_deref().filter(|_| self.heading.is_none()) {
            self.responsive_picture(image, &resolved, responsive, is_wide);
            self.figure = figure.and_then(|figure| figure.with_image(&image.title, None, is_wide));
            return;
        }
        let out = &mut self.out;
        out.push_str("<img src=\"");
        push_url(out, &resolved.url);
        out.push_str("\" alt=\"");
        push_attribute(out, alt);
        out.push('"');
        if let Some((width, height)) = resolved.size {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
        let before_title = out.len();
        if !image.title.trim().is_empty() {
            out.push_str(" title=\"");
            push_attribute(out, image.title.trim());
            out.push('"');
        }
        let attribute = before_title..out.len();
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
        self.figure = figure.and_then(|figure| figure.with_image(&image.title, Some(attribute), is_wide));
    }

    /// A link to the page that shows the picture; a link cannot stand in a link.
    fn placeholder(&mut self, text: &str) {
        let linked = self.links.contains(&true);
        if !linked {
            self.out.push_str("<a href=\"");
            push_url(&mut self.out, self.options.fragment_base);
            self.out.push_str("\">");
        }
        push_text(&mut self.out, text);
        if !linked {
            self.out.push_str("</a>");
        }
    }

    /// A piece of HTML within a line: one tag, mostly.
    pub(super) fn raw_in_line(&mut self, html: &str, place: &Range<usize>) {
        self.figure = None;
        if self.options.html != HtmlPolicy::Trusted && self.raw.is_text(html) {
            self.heading_text(html, "");
            return push_text(&mut self.out, html);
        }
        self.raw(html, place, true);
    }

    pub(super) fn raw(&mut self, html: &str, place: &Range<usize>, in_line: bool) {
        self.figure = None;
        let html = raw_html::without_comments(html);
        let rest = html.trim();
        let html = match self.options.html {
            HtmlPolicy::Trusted if !rest.is_empty() => &html,
            HtmlPolicy::Escape => return push_text(&mut self.out, rest),
            _ if rest.is_empty() => return,
            _ => rest,
        };
        let trusted = self.options.html == HtmlPolicy::Trusted;
        if trusted && in_line && self.raw.hides(place.start) {
            return self.out.push_str(html);
        }
        self.has_raw |= !trusted;
        raw_html::fit(
            html,
            &mut raw_html::Surroundings {
                resolve: self.resolve,
                fragment_base: self.options.fragment_base,
                ids: &mut self.ids,
                raw: &mut self.raw,
                body: self.body,
                end: place.end,
                depth: self.depth,
                hides_more: trusted || self.options.trusted_on_pages,
                in_line,
                trusted,
            },
            &mut self.out,
        );
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        self.figure = None;
        let (number, nth) = self.footnotes.refer(label);
        let _ = write!(self.out, "<sup class=\"footnote-ref\" id=\"{}\">", reference_id(number, nth));
        // A link cannot stand in a link.
        if self.links.contains(&true) {
            let _ = write!(self.out, "{number}</sup>");
        } else {
            self.out.push_str("<a href=\"");
            push_url(&mut self.out, self.options.fragment_base);
            let _ = write!(self.out, "#fn-{number}\">{number}</a></sup>");
        }
    }
}
