//! A body in pieces: the text between headings, cards and briefs, and these.
//!
//! Everything is written as it comes. When a block of top level ends and is one of these, it is cut off the end of the
//! text, and the text before it becomes a piece.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Writer;
use crate::content::markdown::Piece;
use crate::content::markdown::alone::{Alone, Mark, is_dash};
use crate::content::markdown::anchors::Anchors;
use crate::content::markdown::events::typed;
use crate::content::markdown::sanitise::sanitise;

/// The pieces so far.
#[derive(Default)]
pub(super) struct Pieces {
    done: Vec<Piece>,
    anchors: Anchors,
    /// The links of the current block, if it is nothing but links.
    items: Vec<Item>,
    /// The next place that is told is where a link's words begin or where the link has ended.
    awaits: Option<Mark>,
}

/// A link that may turn out to be a card or a brief. Places are in what was written.
#[derive(Default)]
struct Item {
    href: String,
    /// As typed.
    plain: String,
    /// Its words.
    title: Range<usize>,
    /// What follows it.
    rest: Range<usize>,
}

impl Pieces {
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
    pub(super) fn finish(mut self, last: String, has_raw: bool) -> Vec<Piece> {
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
        self.done
    }

    fn text(&mut self, html: String) {
        if !html.trim().is_empty() {
            self.done.push(Piece::Text(html));
        }
    }
}

impl Writer<'_> {
    /// Follows the events, and notes where the parts of links are that may be cards or briefs. Asked before an event is
    /// written.
    pub(super) fn watch_pieces(
        &mut self,
        event: &Event<'_>,
        place: &Range<usize>,
        top: bool,
    ) -> Option<Alone> {
        let resolve = self.resolve;
        let (alone, mark) = self.watch.marked(event, top, &|href: &str| resolve.is_card(href));
        let items = &mut self.pieces.items;
        match mark {
            Some(Mark::Link) => {
                if let Event::Start(Tag::Link { dest_url, .. }) = event {
                    items.push(Item { href: dest_url.to_string(), ..Item::default() });
                }
                self.pieces.awaits = mark;
            }
            Some(Mark::Title) => {
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
            None => {}
        }
        alone
    }

    /// A block of top level has ended and is written.
    pub(super) fn block_ended(&mut self, alone: Option<Alone>) {
        let Some(alone) = alone else { return };
        let items = std::mem::take(&mut self.pieces.items);
        if !matches!(alone, Alone::Cards | Alone::Briefs) {
            return;
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
                Piece::Card { anchor: self.pieces.anchors.card(slug.as_deref()), href: item.href }
            } else {
                let rest = at(item.rest);
                Piece::Brief {
                    anchor: self.pieces.anchors.brief(item.plain.trim()),
                    title: at(item.title).to_owned(),
                    text: rest.strip_prefix(is_dash).unwrap_or(rest).trim_start().to_owned(),
                    href: item.href,
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
