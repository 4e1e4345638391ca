//! Links and pictures: kept, or refused for their scheme.

use std::ops::Range;

use super::Reader;
use crate::content::markdown::links::{is_image_address, place_in, scheme};
use crate::content::markdown::{ImageRef, Link};
use crate::content::mistyped::mistyped;
use crate::diagnostic::{Diagnostic, Span};

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
                let allowed = self.policy.link_schemes.join(", ");
                let hint = match mistyped(href).and_then(|fault| fault.meant) {
                    Some(meant) => format!("write `{meant}`"),
                    None => format!(
                        "allowed are relative addresses and {allowed}; a relative one may begin with `./`"
                    ),
                };
                let problem =
                    Diagnostic::error("link-scheme", format!("links with `{scheme}:` are not allowed"));
                self.report(problem.at(span).hint(hint));
            }
            _ => {
                if let Some(outline) = &mut self.outline {
                    outline.link(self.footnotes > 0);
                }
                self.links.push(Link { href: href.into(), alone: None, span });
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
            self.report(
                Diagnostic::error("link-scheme", format!("images with `{scheme}:` are not allowed"))
                    .at(span)
                    .hint("save the picture beside the article, or give its https address"),
            );
        }
        span
    }
}
