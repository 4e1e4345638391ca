//! What raw HTML adds to the facts: its links, pictures and ids, and what is wrong with it.

use std::ops::Range;

use super::Reader;
use crate::content::markdown::events::strip_comments;
use crate::content::markdown::links::{place_in, scheme};
use crate::content::markdown::{HtmlPolicy, raw_html};
use crate::diagnostic::Diagnostic;

impl Reader<'_> {
    pub(super) fn raw(&mut self, place: Range<usize>) {
        let html = self.body.get(place.clone()).unwrap_or("");
        let (more, rest) = strip_comments(html);
        self.excerpt.more |= more && self.image.is_none();
        if rest.is_empty() {
            return;
        }
        self.facts.raw_html = true;
        if self.policy.html == HtmlPolicy::Escape {
            return;
        }
        let offset = place_in(self.body, rest).map_or(place.start, |rest| rest.start);
        let trusted = self.policy.html == HtmlPolicy::Trusted;
        for tag in raw_html::tags(rest) {
            let was_hostile = self.nesting.is_hostile;
            let in_code = self.nesting.is_code();
            self.nesting.next(&tag);
            if trusted && in_code {
                continue;
            }
            // Footnotes come last on the page: what they bring gives way there.
            if !tag.closing && self.footnotes == 0 && self.image.is_none() {
                for (_, id) in tag.attributes.iter().filter(|(key, _)| key.eq_ignore_ascii_case("id")) {
                    self.ids.keeps_raw(&rest[id.clone()]);
                }
            }
            let place = offset + tag.place.start..offset + tag.place.end;
            if !trusted && tag.lacks_alt() {
                let span = self.places.span(place.clone());
                self.report(
                    Diagnostic::warning("image-alt", "an image has no alternative text")
                        .at(span)
                        .hint("write what it shows as `alt=\"…\"`, or `alt=\"\"` if it is decoration"),
                );
            }
            if let Some(what) = tag.forbidden().filter(|_| !trusted) {
                let span = self.places.span(place);
                let problem = self.embed(&tag, rest, &what).unwrap_or_else(|| {
                    Diagnostic::warning("html-removed", format!("`{what}` is taken out of the text"))
                        .hint("write a link or Markdown instead, or set `markdown.html: trusted` if all who write are")
                });
                self.report(problem.at(span));
            } else if let Some(address) = tag.address()
                && let Some(url) = raw_html::decode(&rest[address.place.clone()])
            {
                let place = offset + address.place.start..offset + address.place.end;
                let may_be_any = trusted && scheme(&url).is_some();
                if address.is_image && !may_be_any {
                    self.image(&url, place);
                } else if !may_be_any {
                    self.link(&url, place);
                }
            }
            if !trusted && self.nesting.is_hostile && !was_hostile {
                let span = self.places.span(offset + tag.place.start..offset + tag.place.end);
                let message = "the HTML is nested too deeply or not closed: all of it is shown as text";
                self.report(Diagnostic::warning("html-removed", message).at(span).hint("close every tag"));
            }
        }
    }
}
