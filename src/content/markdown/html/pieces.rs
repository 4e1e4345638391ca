//! A body in pieces: the text between headings, cards and briefs, and these.
//!
//! Everything is written as it comes. When a block of top level ends and is one of these, it is cut off the end of the
//! text, and the text before it becomes a piece.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use super::Writer;
use crate::content::markdown::anchors::Anchors;
use crate::content::markdown::card_grammar::{Alone, Mark, is_dash};
use crate::content::markdown::escape::push_text;
use crate::content::markdown::events::typed;
use crate::content::markdown::outline::outlet_of;
use crate::content::markdown::sanitise::sanitise;
use crate::content::markdown::{Cards, Piece};

/// The pieces so far.
#[derive(Default)]
pub(super) struct Pieces<'b> {
    done: Vec<Piece>,
    anchors: Anchors,
    /// The links of the current block, if it is nothing but links.
    items: Vec<CardLink<'b>>,
    /// The next place that is told is where a link's words begin or where the link has ended.
    awaits: Option<Mark>,
}

/// A link that may turn out to be a card or a brief. Places are in what was written.
struct CardLink<'b> {
    href: CowStr<'b>,
    /// What its title says.
    named: CowStr<'b>,
    /// As typed.
    plain: String,
    /// Its words.
    title: Range<usize>,
    /// What follows it.
    rest: Range<usize>,
}

impl CardLink<'_> {
    /// Whether its words are its address.
    fn is_address(&self, words: &str) -> bool {
        let mut address = String::new();
        push_text(&mut address, &self.href);
        words == address
    }
}

impl Pieces<'_> {
    /// A tag of a link was written: this is where it ends.
    pub(super) fn link_written(&mut self, end: usize) {
        let Some(item) = self.items.last_mut() else { return };
        match self.awaits.take() {
            Some(Mark::Link) => item.title.start = end,
            Some(Mark::LinkEnd) => item.rest.start = end,
            _ => {}
        }
    }

    /// The pieces, `last` being the text after the others. Raw HTML is sanitised piece by piece: what one leaves open
    /// does not reach into the next.
    pub(super) fn finish(
        mut self,
        last: String,
        has_raw: bool,
        put: &dyn Fn(String) -> String,
    ) -> Vec<Piece> {
        self.text(last);
        if has_raw {
            for piece in &mut self.done {
                match piece {
                    Piece::Text(html) | Piece::Heading { html, .. } => *html = sanitise(html),
                    Piece::Brief { title, text, .. } => {
                        *title = sanitise(title);
                        *text = sanitise(text);
                    }
                    Piece::Card { .. } => {}
                }
            }
        }
        for piece in &mut self.done {
            match piece {
                Piece::Text(html) => *html = put(std::mem::take(html)),
                Piece::Brief { title, text, .. } => {
                    *title = put(std::mem::take(title));
                    *text = put(std::mem::take(text));
                }
                Piece::Heading { .. } | Piece::Card { .. } => {}
            }
        }
        self.done
    }

    fn text(&mut self, html: String) {
        if !html.trim().is_empty() {
            self.done.push(Piece::Text(html));
        }
    }
}

impl<'b> Writer<'b> {
    /// Follows the events, and notes where the parts of links are that may be cards or briefs. Asked before an event is
    /// written.
    pub(super) fn watch_pieces(
        &mut self,
        event: &Event<'b>,
        place: &Range<usize>,
        top: bool,
    ) -> Option<Alone> {
        let resolve = self.resolve;
        let keep = self.options.cards == Cards::Keep;
        let apart = self.options.cards == Cards::Apart;
        let (alone, mark) = self.watch.marked(event, top, &|href: &str| !keep && resolve.is_card(href));
        let items = &mut self.pieces.items;
        match mark {
            Some(Mark::Link) => {
                if let Event::Start(Tag::Link { dest_url, title, .. }) = event {
                    items.push(CardLink {
                        href: dest_url.clone(),
                        named: title.clone(),
                        plain: String::new(),
                        title: 0..0,
                        rest: 0..0,
                    });
                }
                self.pieces.awaits = mark;
            }
            Some(Mark::Title) if apart => {
                if let Some(item) = items.last_mut() {
                    match event {
                        Event::Text(text) => item.plain.push_str(typed(self.body, text, place)),
                        Event::Code(text) => item.plain.push_str(text),
                        Event::SoftBreak | Event::HardBreak => item.plain.push(' '),
                        _ => {}
                    }
                }
            }
            Some(Mark::LinkEnd) => {
                if let Some(item) = items.last_mut() {
                    item.title.end = self.out.len();
                }
                self.pieces.awaits = mark;
            }
            Some(Mark::End) => {
                if let Some(item) = items.last_mut() {
                    item.rest.end = self.out.len();
                }
            }
            Some(Mark::Title) | None => {}
        }
        alone
    }

    /// A block of top level has ended and is written.
    pub(super) fn block_ended(&mut self, alone: Option<Alone>) {
        let Some(alone) = alone else { return };
        let items = std::mem::take(&mut self.pieces.items);
        let Some(first) = items.first().filter(|_| alone != Alone::Text) else { return };
        if self.watch.was_one_link()
            && let Some(player) = self.options.players.find(&first.href)
        {
            let title = self.out.get(first.title.clone()).unwrap_or("").trim();
            // An address that stands for itself is no title.
            let title = if first.is_address(title) { String::new() } else { title.to_owned() };
            self.out.truncate(self.block_start);
            return self.player(&first.href, &title, player);
        }
        match (alone, self.options.cards) {
            (Alone::Cards, Cards::Omit) => return self.out.truncate(self.block_start),
            (Alone::Cards | Alone::Briefs, Cards::Apart) => {}
            _ => return,
        }
        let block = self.out.split_off(self.block_start);
        // Places are in the whole of what was written.
        let at = |range: Range<usize>| {
            let [start, end] = [range.start, range.end].map(|place| place.saturating_sub(self.block_start));
            block.get(start..end).unwrap_or("").trim()
        };
        let text = std::mem::take(&mut self.out);
        self.pieces.text(text);
        for item in items {
            self.pieces.done.push(if alone == Alone::Cards {
                let slug = self.resolve.card_anchor(&item.href);
                Piece::Card { anchor: self.pieces.anchors.card(slug.as_deref()), href: item.href.into() }
            } else {
                let rest = at(item.rest);
                Piece::Brief {
                    anchor: self.pieces.anchors.brief(item.plain.trim()),
                    title: at(item.title).to_owned(),
                    text: rest.strip_prefix(is_dash).unwrap_or(rest).trim_start().to_owned(),
                    outlet: outlet_of(&item.named).map(str::to_owned),
                    href: item.href.into(),
                }
            });
        }
    }

    /// A heading of top level, whose inside is what was written from `start`, becomes a piece.
    pub(super) fn heading_piece(&mut self, start: usize, level: u8, id: &str, text: &str) {
        let html = self.out.split_off(start).trim().to_owned();
        let before = std::mem::take(&mut self.out);
        self.pieces.text(before);
        self.pieces.done.push(Piece::Heading { level, id: id.into(), html, text: text.into() });
    }
}
