//! Markup of other dialects, references, shortcodes and addresses that cannot be meant: said in the order of the text.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType, Tag};

use super::Reader;
use crate::content::markdown::dialects::{Dialects, Found, short};
use crate::content::markdown::links::scheme;
use crate::content::markdown::shortcodes::{self, Shortcode};
use crate::content::markdown::{HtmlPolicy, NamedLink, NamedLinks, raw_html};
use crate::content::mistyped::mistyped;
use crate::diagnostic::{Code, Diagnostic, Span};

/// What a body has of other dialects and generators, as far as it was read.
pub(super) struct Foreign<'b> {
    /// What looks like a shortcode.
    pub(super) shortcodes: Vec<Shortcode>,
    /// Where there are none: in code.
    no_shortcodes: Vec<Range<usize>>,
    dialects: Dialects,
    /// Markup of other dialects, and Markdown that failed.
    pub(super) found: Vec<Found>,
    /// The labels of links by reference.
    pub(super) labels: Vec<CowStr<'b>>,
}

impl Foreign<'_> {
    pub(super) fn new(body: &str, html: HtmlPolicy) -> Self {
        Self {
            shortcodes: shortcodes::find(body),
            no_shortcodes: Vec::new(),
            dialects: Dialects::new(html),
            found: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// A piece of printed text.
    pub(super) fn text(&mut self, body: &str, place: &Range<usize>) {
        self.dialects.text(body, place, &mut self.found);
    }
}

impl<'b> Reader<'b> {
    /// Notes which definition a link or a picture refers to. What stands in brackets twice and is a link by the inner ones
    /// (`[[name]]`, which is defined) was meant as that.
    pub(super) fn refers(&mut self, tag: &Tag<'b>, place: &Range<usize>) {
        if let Tag::Link { .. } = tag {
            self.foreign
                .found
                .pop_if(|found| matches!(found, Found::Named(_)) && found.place().start + 1 == place.start);
        }
        let (Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = tag else { return };
        if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
            self.foreign.labels.push(id.clone());
        }
    }

    /// The address of a link or a picture: one that cannot be meant is said, and a template tag in one is not said again
    /// when it leads nowhere.
    pub(super) fn address(&mut self, address: &str, place: &Range<usize>, span: Span) {
        if shortcodes::holds(address) {
            self.forget_shortcodes(place.clone());
        } else if matches!(scheme(address).as_deref(), Some("http" | "https" | "mailto"))
            && address.starts_with(|c: char| c.is_ascii_alphabetic())
            && let Some(fault) = mistyped(address)
        {
            let problem =
                Diagnostic::warning(Code::MistypedAddress, format!("`{}`: {}", short(address), fault.what));
            let problem = match fault.meant {
                Some(meant) if self.body.get(place.clone()) == Some(address) => {
                    problem.hint(format!("write `{meant}`")).fix(span, meant)
                }
                Some(meant) => problem.hint(format!("write `{meant}`")),
                None => problem.hint("write the whole address, as a browser shows it"),
            };
            let summary = format!("addresses that cannot be meant: {}", fault.what);
            self.report(problem.at(span).cause(fault.kind, summary));
        }
    }

    /// What stands in code is no shortcode, nor is what a script or a style holds.
    pub(super) fn no_shortcodes_in_html(&mut self, html: &str, start: usize) {
        if self.foreign.shortcodes.is_empty() {
            return;
        }
        let mut opened: Option<(&str, usize)> = None;
        for tag in raw_html::tags(html) {
            let is_code =
                ["script", "style", "pre", "code"].iter().any(|name| tag.name.eq_ignore_ascii_case(name));
            match opened {
                None if is_code && !tag.closing => opened = Some((tag.name, tag.place.end)),
                Some((name, from)) if tag.closing && tag.name.eq_ignore_ascii_case(name) => {
                    self.forget_shortcodes(start + from..start + tag.place.start);
                    opened = None;
                }
                _ => {}
            }
        }
        if let Some((_, from)) = opened {
            self.forget_shortcodes(start + from..start + html.len());
        }
        let mut at = 0;
        while let Some(comment) = html[at..].find("<!--").map(|comment| at + comment) {
            at = html[comment..].find("-->").map_or(html.len(), |end| comment + end);
            self.forget_shortcodes(start + comment..start + at);
        }
    }

    /// No shortcode begins at such a place.
    pub(super) fn forget_shortcodes(&mut self, place: Range<usize>) {
        if !self.foreign.shortcodes.is_empty() {
            self.foreign.no_shortcodes.push(place);
        }
    }

    /// The shortcodes that are printed.
    fn printed_shortcodes(&mut self) -> Vec<Shortcode> {
        let mut found = std::mem::take(&mut self.foreign.shortcodes);
        let mut places = std::mem::take(&mut self.foreign.no_shortcodes);
        places.sort_by_key(|place| place.start);
        let (mut next, mut end) = (0, 0);
        found.retain(|found| {
            while let Some(place) = places.get(next).filter(|place| place.start <= found.place.start) {
                end = end.max(place.end);
                next += 1;
            }
            found.place.start >= end
        });
        found
    }

    /// Says all that was found. Places are asked for in the order of the text, or each would be counted from the beginning.
    pub(super) fn report_dialects(&mut self, of_references: Vec<(Range<usize>, Diagnostic)>) {
        let mut found = std::mem::take(&mut self.foreign.found);
        for shortcode in self.printed_shortcodes() {
            found.push(match shortcode.names_file {
                true => Found::Named(shortcode.place),
                false => {
                    let text = self.body.get(shortcode.place.clone()).and_then(|text| text.lines().next());
                    let problem = shortcodes::means_nothing(text.unwrap_or(""), &shortcode.name);
                    Found::Said(shortcode.place, problem.hint(shortcode.hint), None)
                }
            });
        }
        found.sort_by_key(|found| found.place().start);
        let printed = |place: &Range<usize>| {
            let at = found.partition_point(|found| found.place().end <= place.start);
            found.get(at).is_none_or(|found| found.place().start >= place.end)
        };
        let of_references: Vec<_> = of_references.into_iter().filter(|(place, _)| printed(place)).collect();
        found.extend(of_references.into_iter().map(Found::from));
        found.sort_by_key(|found| found.place().start);
        let mut named = NamedLinks::default();
        for found in found {
            match found {
                Found::Said(place, problem, change) => {
                    let change =
                        change.and_then(|change| Some((self.places.whole(change.place)?, change.text)));
                    let problem = problem.at(self.places.span(place));
                    self.report(match change {
                        Some((span, text)) => problem.fix(span, text),
                        None => problem,
                    });
                }
                Found::Named(place) => {
                    let text = self.body.get(place.clone()).unwrap_or("").into();
                    named.links.push(NamedLink { text, span: self.places.span(place) });
                }
            }
        }
        self.facts.named = (!named.links.is_empty()).then(|| Box::new(named));
    }
}
