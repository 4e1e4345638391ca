//! The updates of a live article as its headings pass: the latest, and whether their times make sense.

use std::cmp::Ordering;
use std::ops::Range;

use chrono_tz::Tz;

use super::Reader;
use crate::content::Date;
use crate::content::date::Shift;
use crate::content::markdown::live::Clock;
use crate::diagnostic::{Code, Diagnostic};

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

impl Shift {
    /// The warning about the time of an update, as written. A heading has no place for an offset.
    fn warning(self, written: &str) -> Diagnostic {
        match self {
            Self::Gap => {
                let message = format!("{written} was skipped when the clocks changed; it was moved forward");
                Diagnostic::warning(Code::DateGap, message).hint("write the time that the clocks showed")
            }
            Self::Overlap => {
                let message =
                    format!("{written} came twice when the clocks changed; the earlier one was taken");
                let hint = "if it is the later one, give the update the next time that comes once, \
                            and say in its words when it was";
                Diagnostic::warning(Code::DateOverlap, message).hint(hint)
            }
        }
    }
}

impl Reader<'_> {
    /// A heading of top level.
    pub(super) fn update(&mut self, place: Range<usize>) {
        let Some(updates) = &mut self.updates else { return };
        let heading = self.body.get(place.clone()).unwrap_or("");
        let Some((date, written)) = updates.clock.next(heading) else { return };
        let shift = updates.clock.shift.map(|shift| shift.warning(written));
        let span = self.places.span(place);
        if let Some(problem) = shift {
            self.report(problem.at(span));
        }
        let Some(updates) = &mut self.updates else { return };
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
            self.report(Diagnostic::warning(Code::LiveOrder, message).at(span).hint(hint));
        }
    }
}
