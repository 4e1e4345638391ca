//! Links and pictures: kept, or refused for their scheme.

use std::ops::Range;

use super::Reader;
use crate::content::markdown::links::{is_dangerous, is_image_address, place_in, scheme};
use crate::content::markdown::{ImageRef, Link};
use crate::content::mistyped::mistyped;
use crate::diagnostic::{Code, Diagnostic, Span};

impl Reader<'_> {
    /// The destination if it stands within the link, else the link.
    pub(super) fn address_place(&self, address: &str, place: Range<usize>) -> Range<usize> {
        place_in(self.body, address)
            .filter(|inner| !inner.is_empty() && place.start <= inner.start && inner.end <= place.end)
            .unwrap_or(place)
    }

    pub(super) fn link(&mut self, href: &str, place: Range<usize>) {
        let span = self.places.span(place.clone());
        self.address(href, &place, span);
        if let Some(fragment) = href.strip_prefix('#') {
            self.fragments.push((fragment.into(), span));
            return;
        }
        match scheme(href) {
            Some(scheme) if !self.policy.link_schemes.iter().any(|allowed| **allowed == *scheme) => {
                let summary = format!("links with `{scheme}:` are not allowed: only their words are shown");
                let problem = Diagnostic::warning(Code::LinkScheme, summary.clone());
                let problem = problem.cause(&*scheme, summary);
                self.report(self.scheme_meant(problem.at(span), href, span));
            }
            _ => {
                if let Some(outline) = &mut self.outline {
                    outline.link(self.footnotes > 0);
                }
                self.links.push(Link { href: href.into(), alone: None, span });
            }
        }
    }

    /// Adds what to write for an address whose scheme is not allowed.
    fn scheme_meant(&self, problem: Diagnostic, href: &str, span: Span) -> Diagnostic {
        match mistyped(href).and_then(|fault| fault.meant) {
            None if is_dangerous(href) => problem
                .hint("take the link out, or write an address of the web")
                .remedy("take the links out, or write addresses of the web"),
            Some(meant) if span.length as usize == href.chars().count() => {
                problem.hint(format!("write `{meant}`")).fix(span, meant)
            }
            Some(meant) => problem.hint(format!("write `{meant}`")),
            None => {
                let allowed = self.policy.link_schemes.join(", ");
                problem.hint(format!(
                    "allowed are relative addresses and {allowed}; a relative one may begin with `./`"
                ))
            }
        }
    }

    pub(super) fn image(&mut self, src: &str, place: Range<usize>) -> Span {
        let span = self.places.span(place.clone());
        self.address(src, &place, span);
        if is_image_address(src) {
            self.images.push(ImageRef { src: src.into(), span });
        } else {
            let scheme = scheme(src).unwrap_or_default();
            let what =
                format!("pictures with `{scheme}:` are not allowed: only their alternative text is shown");
            self.report(
                Diagnostic::warning(Code::LinkScheme, what.clone())
                    .at(span)
                    .hint("save the picture beside the article, or give its https address")
                    .cause(format!("picture {scheme}"), what),
            );
        }
        span
    }
}
