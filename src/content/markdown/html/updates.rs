//! The updates of a live article, in the order in which they are shown.
//!
//! An update lasts until the next one, or until a heading without a time that is not deeper than its own. Such a
//! heading and what comes after it stand below all updates: whoever reads the newest first finds it on top, wherever
//! background was put in between.

use std::fmt::Write as _;
use std::ops::Range;

use super::Writer;
use crate::content::Date;
use crate::content::markdown::card_grammar::is_dash;
use crate::content::markdown::escape::{push_attribute, push_text};
use crate::content::markdown::live::{Clock, Live, Update};

/// The parts of a live article so far.
pub(super) struct Updates<'b> {
    live: Live<'b>,
    clock: Clock,
    parts: Vec<UpdatePart>,
    /// The update whose text is being written, and the level of its heading.
    open: Option<(Update, u8)>,
}

/// A part: an update, or what stands before, between or after them in the text.
struct UpdatePart {
    update: Option<Update>,
    html: String,
}

impl<'b> Updates<'b> {
    pub(super) fn new(live: Live<'b>) -> Self {
        Self { live, clock: Clock::new(live.date, live.zone), parts: Vec::new(), open: None }
    }

    /// What was written since the last part is one.
    fn close(&mut self, html: String) {
        let update = self.open.take().map(|(update, _)| update);
        if update.is_some() || !html.trim().is_empty() {
            self.parts.push(UpdatePart { update, html });
        }
    }

    /// The whole, `last` being what was written since the last part, and the updates in the order shown. Each part goes
    /// through `clean` by itself: what one leaves open does not reach into the next.
    pub(super) fn finish(mut self, last: String, clean: &dyn Fn(String) -> String) -> (String, Vec<Update>) {
        self.close(last);
        let mut html = String::new();
        let mut shown = Vec::new();
        let first = self.parts.iter().position(|part| part.update.is_some()).unwrap_or(self.parts.len());
        let after = self.parts.split_off(first);
        let (mut updates, rest): (Vec<UpdatePart>, Vec<UpdatePart>) =
            after.into_iter().partition(|part| part.update.is_some());
        put_in_order(&mut updates, self.live.newest_first);
        for UpdatePart { update, html: part } in self.parts.into_iter().chain(updates).chain(rest) {
            let part = clean(part);
            let Some(update) = update else {
                html.push_str(&part);
                continue;
            };
            html.push_str("<section class=\"update\" id=\"");
            push_attribute(&mut html, &update.id);
            let _ = write!(html, "\">\n{part}");
            if !html.ends_with('\n') {
                html.push('\n');
            }
            html.push_str("</section>\n");
            shown.push(Update { html: part, ..update });
        }
        (html, shown)
    }
}

/// By their moments. Those of one moment keep the order in which the text goes: with the newest first in a text that is
/// written so, and turned round in one that is written from the oldest on.
fn put_in_order(run: &mut [UpdatePart], newest_first: bool) {
    let date = |part: &UpdatePart| part.update.as_ref().map(|update| update.date);
    let falls = run.first().map(date) > run.last().map(date);
    if falls != newest_first {
        run.reverse();
    }
    run.sort_by(|a, b| {
        let order = date(a).cmp(&date(b));
        if newest_first { order.reverse() } else { order }
    });
}

impl Writer<'_> {
    /// A heading of top level in a live article, as written at `place`, of which the inside was written from `start`.
    /// True when it is an update: then its tag has no id, and `out` begins with its inside.
    pub(super) fn update_heading(
        &mut self,
        place: &Range<usize>,
        start: &mut usize,
        level: u8,
        id: &str,
        shown: &str,
    ) -> bool {
        let Some(updates) = &mut self.updates else { return false };
        let written = self.body.get(place.clone()).unwrap_or("");
        let Some((date, written)) = updates.clock.next(written) else {
            // A deeper one belongs to the update that is open.
            if updates.open.as_ref().is_some_and(|(_, of_update)| level <= *of_update) {
                let inside = self.out.split_off(*start);
                updates.close(std::mem::replace(&mut self.out, inside));
                *start = 0;
            }
            return false;
        };
        let inside = self.out.split_off(*start);
        updates.close(std::mem::take(&mut self.out));
        *start = 0;
        let words = |text: &str| without_time(text, written).to_owned();
        updates.open =
            Some((Update { id: id.into(), date, title: words(shown), html: String::new() }, level));
        self.out = time(date, updates);
        let words = words(&inside);
        if !words.is_empty() {
            self.out.push(' ');
            self.out.push_str(&words);
        }
        true
    }
}

fn time(date: Date, updates: &Updates<'_>) -> String {
    let mut html = format!("<time datetime=\"{}\">", date.to_rfc3339());
    push_text(&mut html, &(updates.live.time)(date, updates.clock.is_other_day(date)));
    html.push_str("</time>");
    html
}

/// A heading without the time at its beginning, and without the dash that may follow it.
fn without_time<'t>(text: &'t str, written: &str) -> &'t str {
    let text = text.trim();
    let rest = text.strip_prefix(written).unwrap_or(text).trim_start();
    match rest.strip_prefix(is_dash) {
        Some(words) if words.starts_with(char::is_whitespace) => words.trim_start(),
        _ => rest,
    }
}
