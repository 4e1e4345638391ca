//! Players in the text, and what cannot be one: shortcodes and embedding HTML.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Reader;
use crate::content::markdown::addresses::decoded;
use crate::content::markdown::links::place_in;
use crate::content::markdown::{Players, players, raw_html, social};
use crate::diagnostic::{Code, Diagnostic};

/// Elements that embed something.
const EMBEDS: [&str; 6] = ["iframe", "embed", "object", "script", "video", "audio"];

/// How long an address may be that is looked at.
const ADDRESS: usize = 2048;

impl Reader<'_> {
    /// Whether an event is part of a paragraph that is nothing but the address of a player.
    pub(super) fn in_bare_player(&mut self, event: &Event<'_>, place: &Range<usize>) -> bool {
        if self.bare {
            self.bare = !matches!(event, Event::End(TagEnd::Paragraph));
            return true;
        }
        if matches!(event, Event::Start(Tag::Paragraph))
            && self.depth == 0
            && let Some((address, _)) =
                self.body.get(place.clone()).and_then(|text| self.policy.players.bare(text))
        {
            self.block();
            self.link(address, place.clone());
            self.bare = true;
        }
        self.bare
    }

    /// Whether the block that has just ended, whose links begin at `links`, is the link of a player.
    pub(super) fn is_player(&self, links: usize) -> bool {
        let link = self.links.get(links).filter(|_| self.watch.was_one_link());
        link.is_some_and(|link| self.policy.players.find(&link.href).is_some())
    }

    /// What stands in code is no shortcode.
    pub(super) fn no_shortcodes_in(&mut self, event: &Event<'_>, place: &Range<usize>) {
        if self.foreign.shortcodes.is_empty() {
            return;
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => self.forget_shortcodes(place.clone()),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                self.no_shortcodes_in_html(self.body.get(place.clone()).unwrap_or(""), place.start);
            }
            _ => {}
        }
    }

    /// The warning about a paragraph or an item of a list that is nothing but the address of a post or of a player, and
    /// is shown as plain text.
    pub(super) fn bare_embed(&mut self, event: &Event<'_>, place: &Range<usize>) {
        // What is longer is no address, and items in items have each other's texts.
        if place.len() > ADDRESS || !matches!(event, Event::Start(Tag::Paragraph | Tag::Item)) {
            return;
        }
        let text = self.body.get(place.clone()).unwrap_or("");
        let text = match event {
            Event::Start(Tag::Paragraph) => text,
            Event::Start(Tag::Item) => {
                text.trim_start_matches(|c: char| c.is_ascii_digit() || "-*+.) \t".contains(c))
            }
            _ => return,
        };
        let Some(address) = players::bare_address(text) else { return };
        let plays = self.policy.players.find(address).is_some();
        if !plays && !social::is_post(address) && Players::default().find(address).is_none() {
            return;
        }
        let Some(place) = place_in(self.body, address) else { return };
        let span = self.places.span(place);
        // The paragraph in an item begins where the item does.
        if self.diagnostics.last().is_some_and(|last| last.code == Code::Embed && last.span == Some(span)) {
            return;
        }
        let message = format!("`{address}` is shown as text: it is not played and is no link");
        let or = if plays {
            ", or put it into a paragraph of its own outside of lists and quotations"
        } else {
            ""
        };
        let hint = format!("write a link: `[what it shows]({address})`{or}");
        self.report(Diagnostic::warning(Code::Embed, message).at(span).hint(hint));
    }

    /// The warning about a tag that is taken out, when it is one that embeds something.
    pub(super) fn embed(&self, tag: &raw_html::Tag<'_>, html: &str) -> Option<Diagnostic> {
        let name = tag.name.to_ascii_lowercase();
        if !EMBEDS.contains(&&*name) {
            return None;
        }
        let named = ["src", "data"].iter().find_map(|key| {
            let (_, place) = tag.attributes.iter().find(|(own, _)| own.eq_ignore_ascii_case(key))?;
            // Browsers read an address without its tabs and line ends (URL standard, section 4.4).
            Some(decoded(html.get(place.clone())?).trim().replace(['\t', '\n', '\r'], ""))
        });
        let played = named.as_deref().and_then(|address| {
            players::original(address)
                .or_else(|| self.policy.players.find(address).map(|_| address.to_owned()))
        });
        let hint = match (&*name, played, named) {
            ("script", ..) => "scripts belong into templates; write a link to what it would show".to_owned(),
            (_, Some(address), _) if address.contains("://") => {
                format!("write its address alone in a paragraph: {address}")
            }
            (_, Some(file), _) => format!("write a link to it alone in a paragraph: `[what it is]({file})`"),
            (_, None, Some(address)) if !address.is_empty() => {
                format!("write a link: `[what it shows]({address})`")
            }
            _ => "write a link to what it shows".to_owned(),
        };
        let message = match &*name {
            "script" => "`<script>` is taken out of the text".to_owned(),
            "embed" => "`<embed>` shows nothing here".to_owned(),
            _ => format!("`<{name}>` shows nothing here; the words in it stay"),
        };
        Some(Diagnostic::warning(Code::Embed, message).hint(hint))
    }
}
