//! What an address leads to that nothing of the old site stands at, and where in the text that is.

use super::super::html::HERE;
use super::super::permalinks::tidy;
use super::super::remark::{Cause, Remark};
use super::super::site::Body;
use super::{Ways, escape_spaces, normal};
use crate::site::links::split_suffix;

/// How the lines of addresses are found: most stand in the order in which they are asked for.
pub(super) struct Lines {
    /// The last that was found, in bytes, and the lines before it.
    pub(super) at: usize,
    pub(super) line: u32,
    /// How many bytes may be searched yet. Of further addresses no line is said.
    pub(super) left: usize,
}

/// How many bytes are searched for the lines of a text's addresses.
pub(super) const MOST_SEARCHED: usize = 256 << 20;

impl Ways<'_> {
    pub(super) fn missing(
        &self,
        written: &str,
        inside: &str,
        path: &str,
        is_picture: bool,
    ) -> Option<String> {
        let looks_like_file = is_picture || has_ending(path);
        let absolute = match path.starts_with('/') {
            true => Some(inside.to_owned()),
            false => self.item.address.as_ref().and_then(|address| {
                let joined = normal(address.trim_start_matches('/'), path)?;
                Some(format!("/{joined}{}", &inside[path.len()..]))
            }),
        };
        // A name like `example.org` that lacks its scheme is left to the build, which knows what to say.
        let cause = if is_picture { Cause::MissingPicture } else { Cause::MissingTarget };
        let line = self.line_of(written);
        let shown = written.strip_prefix("https://").and_then(|rest| rest.strip_prefix(HERE));
        let detail = shown.unwrap_or(written).to_owned();
        let remark = Remark { cause, file: self.item.from.clone(), line, detail };
        self.found.borrow_mut().remarks.push(remark);
        let absolute = absolute.unwrap_or_else(|| format!("/{}", path.trim_start_matches(['.', '/'])));
        let new = match &self.site.base {
            Some(base) if looks_like_file => {
                // Markdown names paths within the site, HTML those on its host.
                let is_whole = self.site.within(&absolute).len() < absolute.len()
                    || path.starts_with('/') && matches!(self.item.body, Body::Html(_));
                let below = if is_whole { "" } else { &*self.site.below };
                let origin = base.origin().ascii_serialization();
                format!("{origin}{below}{}", escape_spaces(&absolute))
            }
            _ => escape_spaces(&tidy_path(self.site.within(&absolute))),
        };
        (new != written).then_some(new)
    }

    /// The line of the old text in which an address stands.
    fn line_of(&self, address: &str) -> Option<u32> {
        let text = match &self.item.body {
            Body::Markdown(_, text) | Body::Html(text) => text,
        };
        let mut lines = self.lines.borrow_mut();
        let ahead = &text[lines.at..];
        let found = ahead.find(address);
        lines.left = lines.left.checked_sub(found.unwrap_or(ahead.len()))?;
        let at = match found {
            Some(length) => lines.at + length,
            None => {
                lines.left = lines.left.checked_sub(lines.at)?;
                (lines.at, lines.line) = (0, 0);
                text.find(address)?
            }
        };
        let passed = text[lines.at..at].bytes().filter(|byte| *byte == b'\n').count() as u32;
        (lines.at, lines.line) = (at, lines.line + passed);
        Some(self.item.line + lines.line + 1)
    }
}

/// A path with its suffix as an address of this site.
fn tidy_path(address: &str) -> String {
    let (path, suffix) = split_suffix(address);
    format!("{}{suffix}", tidy(path))
}

fn has_ending(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or(path);
    last.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty() && (2..=4).contains(&ending.len()) && !ending.starts_with("htm")
    })
}
