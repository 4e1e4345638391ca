//! Pictures of the old site that are not among its files. A build stops at a picture that is not there, and their old addresses
//! are those of this site as soon as it stands where the old one did: so a link with their words stands in their place.

use std::ops::Range;

use super::lead::Lead;
use super::{Ways, file_name, is_picture};
use crate::content::markdown::Tag;
use crate::site::links::{is_outside, split_suffix};

impl Ways<'_> {
    /// Whether the address of a picture is one of the old site at which none stands.
    pub(super) fn is_lost(&self, written: &str) -> bool {
        let address = written.trim();
        if address.is_empty() || address.contains("{{") || address.contains("{%") {
            return false;
        }
        let inside = match is_outside(address) {
            true => self.own(address),
            false => Some(address),
        };
        let leads = |inside: &str| matches!(self.lead_of_picture(split_suffix(inside).0), Lead::File(file) if is_picture(&file));
        inside.is_some_and(|inside| !leads(inside))
    }

    /// What stands in the place of a tag that shows such a picture.
    pub(super) fn lost_in_html(&self, html: &str, tag: &Tag<'_>, in_link: bool) -> Option<String> {
        if tag.closing || !tag.name.eq_ignore_ascii_case("img") {
            return None;
        }
        let of = |asked: &str| {
            let mut found = tag.attributes.iter().filter(|(name, _)| name.eq_ignore_ascii_case(asked));
            found.next().map(|(_, value)| html[value.clone()].trim())
        };
        let src = of("src").filter(|src| self.is_lost(src))?;
        let words = match of("alt").filter(|alt| !alt.is_empty()) {
            Some(alt) => alt.replace('<', "&lt;"),
            None => file_name(src),
        };
        let new = self.target(src, true);
        let to = new.as_deref().unwrap_or(src).replace('"', "%22");
        Some(if in_link { words } else { format!("<a href=\"{to}\">{words}</a>") })
    }
}

/// What of a picture in Markdown is written otherwise, so that it is a link; within a link these are its words.
pub(super) fn in_markdown(
    body: &str,
    place: &Range<usize>,
    address: &str,
    in_link: bool,
) -> (Range<usize>, String) {
    let written = &body[place.clone()];
    let is_wordless = written.starts_with("![]");
    if in_link {
        let end = written.rfind("](").or_else(|| written.rfind("][")).unwrap_or(written.len() - 1);
        let words = written.get(2..end).filter(|_| !is_wordless).map(str::to_owned);
        return (place.clone(), words.unwrap_or_else(|| file_name(address)));
    }
    match is_wordless {
        true => (place.start..place.start + 2, format!("[{}", file_name(address))),
        false => (place.start..place.start + 1, String::new()),
    }
}
