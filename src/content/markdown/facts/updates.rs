//! The updates of a live article as its headings pass: the latest, and whether their times make sense.

use std::cmp::Ordering;
use std::ops::Range;

use chrono_tz::Tz;

use super::Reader;
use crate::content::Date;
use crate::content::markdown::live::Clock;
use crate::diagnostic::Diagnostic;

/// What is known of the updates so far.
pub(super) struct Updates {
    clock: Clock,
    pub(super) latest: Option<Date>,
    before: Option<Date>,
    /// How the second of two that differ compares with the first.
    direction: Option<Ordering>,
}

impl Updates {
    pub(super) fn new(date: Date, zone: Tz) -> Self {
        Self { clock: Clock::new(date, zone), latest: None, before: None, direction: None }
    }
}

impl Reader<'_> {
    /// A heading of top level.
    pub(super) fn update(&mut self, place: Range<usize>) {
        let Some(updates) = &mut self.updates else { return };
        let heading = self.body.get(place.clone()).unwrap_or("");
        let Some((date, written)) = updates.clock.next(heading) else { return };
        updates.latest = updates.latest.max(Some(date));
        let step = updates.before.replace(date).map(|before| date.cmp(&before));
        let Some(step) = step.filter(|step| step.is_ne()) else { return };
        let turns = *updates.direction.get_or_insert(step) != step;
        // Who writes the day knows that it is another.
        if turns && !written.contains('-') {
            let day = date.to_rfc3339();
            let day = day.get(..10).unwrap_or("");
            let (than, hint) = match step {
                Ordering::Less => ("earlier", "after midnight, name the day"),
                _ => ("later", "before midnight, name the day"),
            };
            let message = format!(
                "{written} on {day} is {than} than the update above it, against the order of the text"
            );
            let hint = format!("{hint}: `## 2025-02-13 {written} …`");
            let span = self.places.span(place);
            self.report(Diagnostic::warning("live-order", message).at(span).hint(hint));
        }
    }
}
