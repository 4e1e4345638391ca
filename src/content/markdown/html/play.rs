//! Players: a plain link, which on a page the theme's script exchanges for the player on the reader's click.
//!
//! What is played is put in after the sanitiser: what it says of frames must not be something that raw HTML can say.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Writer, later};
use crate::content::markdown::escape::{push_attribute, push_text, push_url};
use crate::content::markdown::players::{Medium, Player, Source};

/// The players of one document.
#[derive(Default)]
pub(super) struct Play<'b> {
    /// Their HTML, in order.
    done: Vec<String>,
    /// One of them waits for the script.
    pub(super) has_frames: bool,
    /// The paragraph that is being read is nothing but this address.
    bare: Option<(&'b str, Player)>,
}

/// What stands in the text where a player goes: an id that no other element can have, since the theme's are reserved.
const BEFORE: &str = "<figure id=\"theme-player-";
const AFTER: &str = "\"></figure>";

impl Play<'_> {
    /// The HTML with the players in their places.
    pub(super) fn put(&self, html: String) -> String {
        if self.done.is_empty() {
            return html;
        }
        later::put(&html, BEFORE, AFTER, &|number, out| {
            let Some(player) = self.done.get(number) else { return false };
            out.push_str(player);
            true
        })
    }
}

impl<'b> Writer<'b> {
    /// Whether an event is part of a paragraph that is nothing but the address of a player.
    pub(super) fn in_bare_player(&mut self, event: &Event<'b>, place: &Range<usize>) -> bool {
        if self.play.bare.is_some() {
            if matches!(event, Event::End(TagEnd::Paragraph))
                && let Some((address, player)) = self.play.bare.take()
            {
                self.block();
                self.player(address, "", player);
            }
            return true;
        }
        if matches!(event, Event::Start(Tag::Paragraph)) && self.depth == 0 && !self.in_footnote {
            let body: &'b str = self.body;
            self.play.bare = body.get(place.clone()).and_then(|text| self.options.players.bare(text));
        }
        self.play.bare.is_some()
    }

    /// Writes a player. `title` is HTML, empty where the address alone was written.
    pub(super) fn player(&mut self, href: &str, title: &str, player: Player) {
        let Some(url) = self.resolved(href) else {
            let _ = writeln!(self.out, "<p>{title}</p>");
            return;
        };
        let (class, label) = match player.medium {
            Medium::Video => ("video", self.options.labels.play_video),
            Medium::Audio => ("audio", self.options.labels.play_audio),
        };
        let name = match &player.source {
            Source::Frame { name, .. } => name,
            Source::File => "",
        };
        let mut action = String::new();
        push_text(&mut action, label);
        if !name.is_empty() {
            let _ = write!(action, " ({name})");
        }
        let mut link = String::from("<a href=\"");
        push_url(&mut link, &url);
        link.push_str("\">");
        if !self.options.plays {
            let words = if title.is_empty() { &action } else { title };
            let _ = writeln!(self.out, "<p>{link}{words}</a></p>");
            return;
        }
        let mut html = format!("<figure class=\"player player-{class}\"");
        match &player.source {
            Source::Frame { url, .. } => {
                self.play.has_frames = true;
                html.push_str(" data-player=\"");
                push_attribute(&mut html, url);
                let _ = write!(html, "\">{link}");
                if !title.is_empty() {
                    let _ = write!(html, "<span class=\"player-title\">{title}</span> ");
                }
                let _ = write!(html, "<span class=\"player-action\">{action}</span></a></figure>");
            }
            Source::File => {
                let _ = write!(html, "><{class} controls preload=\"none\" src=\"");
                push_url(&mut html, &url);
                let words = if title.is_empty() { &action } else { title };
                let _ = write!(html, "\"></{class}><figcaption>{link}{words}</a></figcaption></figure>");
            }
        }
        let _ = writeln!(self.out, "{BEFORE}{}{AFTER}", self.play.done.len());
        self.play.done.push(html);
    }
}
