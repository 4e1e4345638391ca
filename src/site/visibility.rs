//! What is live and what is held back, at a moment.

use serde::{Deserialize, Serialize};

use crate::content::hiding::HidingKey;
use crate::content::{Date, Document};
use crate::diagnostic::{Diagnostic, Severity};

/// What is shown although it would be held back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Flags {
    /// `--drafts`
    pub drafts: bool,
    /// `--future`
    pub future: bool,
    /// `--expired`
    pub expired: bool,
}

/// Why a document is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// `draft: true`, or whatever another tool has for it: its key.
    Draft(Option<HidingKey>),
    /// Its date is to come.
    NotYet(Date),
    /// Its `expires` has passed.
    Expired(Date),
    /// It was taken back.
    Withdrawn(Date),
}

/// A document that is held back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Held {
    /// Its file.
    pub path: String,
    /// Its headline.
    pub title: String,
    /// The slug of its name.
    pub slug: String,
    /// Why.
    pub reason: Reason,
}

impl Reason {
    /// "a draft", "not due until 2025-03-01 06:00 +0000" …
    pub fn describe(self) -> String {
        match self {
            Self::Draft(None) => "a draft".to_owned(),
            Self::Draft(Some(key)) => format!("a draft by `{}`", key.name()),
            Self::NotYet(date) => format!("due {}", display(date)),
            Self::Expired(date) => format!("expired {}", display(date)),
            Self::Withdrawn(date) => format!("withdrawn {}", display(date)),
        }
    }
}

/// `2025-02-14 06:00`, with the zone it was written in: `+01:00`.
pub(super) fn display(date: Date) -> String {
    let text = date.to_rfc3339();
    let (day, rest) = text.split_once('T').unwrap_or((&text, ""));
    let (time, zone) = rest.split_at(rest.find(['Z', '+', '-']).unwrap_or(rest.len()));
    let time = time.get(..5).unwrap_or(time);
    format!("{day} {time} {}", if zone == "Z" { "UTC" } else { zone })
}

/// The next moment after `now` at which a document becomes due or expires, or a date that is said to be to come has
/// passed; whatever is shown before. Seconds since 1970.
pub fn next_due(document: &Document, now: i64) -> Option<i64> {
    let front = &document.front;
    let moments = [front.date, front.rare().expires].into_iter().flatten().map(|date| date.timestamp);
    moments.filter(|moment| *moment > now).chain(super::to_come::next(document, now)).min()
}

/// Why `document` is not live at `now` (seconds since 1970), if it is not.
///
/// What never comes back is said before what will: an expired draft is expired.
pub fn reason(document: &Document, now: i64, flags: Flags) -> Option<Reason> {
    let withdrawn = document.front.rare().withdrawn.as_ref();
    withdrawn
        .map(|withdrawal| Reason::Withdrawn(withdrawal.date))
        .or_else(|| besides_withdrawal(document, now, flags))
}

/// What is wrong in a document. What is held back never stops a build: its errors are warnings.
pub fn problems(document: &Document, is_held_back: bool) -> impl Iterator<Item = Diagnostic> {
    document.diagnostics.iter().cloned().map(move |problem| match is_held_back {
        true => Diagnostic { severity: Severity::Warning, ..problem },
        false => problem,
    })
}

/// Why it would not be live if it had not been taken back: what never was published has nobody to be told.
pub(super) fn besides_withdrawal(document: &Document, now: i64, flags: Flags) -> Option<Reason> {
    let front = &document.front;
    if let Some(expires) = front.rare().expires.filter(|date| date.timestamp <= now && !flags.expired) {
        return Some(Reason::Expired(expires));
    }
    if front.draft && !flags.drafts {
        return Some(Reason::Draft(front.rare().hidden_by));
    }
    front.date.filter(|date| date.timestamp > now && !flags.future).map(Reason::NotYet)
}
