//! Dates of what has happened that are to come: they are believed, shown, and said to be doubtful.
//!
//! Whoever dates a withdrawal ahead may mean "from then on"; it counts at once.

use crate::content::{Date, Document};
use crate::diagnostic::{Code, Diagnostic};

/// The dates of a document that say when something happened.
fn happened(document: &Document) -> impl Iterator<Item = (&'static str, Date)> {
    let rare = document.front.rare();
    let corrections = rare.corrections.iter().map(|correction| ("a correction", correction.date));
    let withdrawn = rare.withdrawn.iter().map(|withdrawal| ("`withdrawn`", withdrawal.date));
    // The latest update is all that is known of them: when it has passed, all have.
    let update = document.facts.outline.as_ref().and_then(|outline| outline.latest_update);
    corrections.chain(withdrawn).chain(update.map(|date| ("the latest update", date)))
}

/// The next moment after `now` at which one of them has passed: then there is less to be said.
pub(super) fn next(document: &Document, now: i64) -> Option<i64> {
    happened(document).map(|(_, date)| date.timestamp).filter(|moment| *moment > now).min()
}

/// Warns of those that are to come.
pub(super) fn said(document: &Document, now: i64) -> impl Iterator<Item = Diagnostic> {
    happened(document).filter(move |(_, date)| date.timestamp > now).map(|(what, date)| {
        let message = format!("{what} has a date to come: {}", super::visibility::display(date));
        let hint = match what {
            "`withdrawn`" => "correct the date: the text is withdrawn from now on, whatever it says",
            _ => "correct the date: it is shown as if it had passed",
        };
        Diagnostic::warning(Code::DateToCome, message).in_file(&*document.path).hint(hint)
    })
}
