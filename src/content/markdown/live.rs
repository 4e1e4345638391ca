//! Live articles: headings that begin with a time are updates.
//!
//! `## 14:05 The vote begins` is one of the day of the last heading above it that names a day, else of the article's
//! own day; `## 2025-02-13 09:10 The day after` names its day. Times are in the site's zone.

use chrono_tz::Tz;

use crate::content::Date;
use crate::content::date::Shift;

/// How a live article is shown.
#[derive(Clone, Copy)]
pub struct Live<'a> {
    /// When the article was published.
    pub date: Date,
    /// The site's zone.
    pub zone: Tz,
    /// Whether the newest update comes first.
    pub newest_first: bool,
    /// How the time of an update is printed; and whether its day is another than the article's.
    pub time: &'a dyn Fn(Date, bool) -> String,
}

/// An update of a live article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The anchor: its heading's id.
    pub id: Box<str>,
    /// When it was written.
    pub date: Date,
    /// The heading's words without the time, plain; empty when there are none.
    pub title: String,
    /// Its HTML, which begins with its heading.
    pub html: String,
}

/// Follows the days of a live article's headings.
#[derive(Debug)]
pub(super) struct Clock {
    zone: Tz,
    own_day: Option<[u32; 3]>,
    day: Option<[u32; 3]>,
    /// Why the time of the latest update was not taken as it stands.
    pub(super) shift: Option<Shift>,
}

impl Clock {
    pub(super) fn new(date: Date, zone: Tz) -> Self {
        let day = Date::at(date.timestamp, zone).map(|date| day_of(&date));
        Self { zone, own_day: day, day, shift: None }
    }

    /// The moment of a heading of top level, as written, and the time that it begins with; none when it is no update.
    pub(super) fn next<'h>(&mut self, heading: &'h str) -> Option<(Date, &'h str)> {
        let (day, time, written) = written_time(heading.trim_start_matches(['#', ' ', '\t']))?;
        let [year, month, number] = day.or(self.day)?;
        let text = format!("{year:04}-{month:02}-{number:02} {time}");
        let (date, shift) = Date::parse(&text, self.zone).ok()?;
        self.shift = shift;
        self.day = Some([year, month, number]);
        Some((date, written))
    }

    /// Whether a moment is on another day than the article's.
    pub(super) fn is_other_day(&self, date: Date) -> bool {
        Some(day_of(&date)) != self.own_day
    }
}

fn day_of(date: &Date) -> [u32; 3] {
    [date.year().unsigned_abs(), date.month(), date.day()]
}

/// The day, if there is one, the time (`09:10`), and both as they are written at the beginning of a text.
fn written_time(text: &str) -> Option<(Option<[u32; 3]>, String, &str)> {
    let (day, rest) = match text.get(..10).and_then(day) {
        Some(day) => (Some(day), text[10..].strip_prefix([' ', 'T'])?),
        None => (None, text),
    };
    // British clocks are also written with a point.
    let (hour, after) = rest.split_once([':', '.'])?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let minute = after.get(..2).filter(|minute| digits(minute))?;
    let (half, half_length) = half_of_day(&after[2..]);
    let end = &after[2 + half_length..];
    let ends = end.chars().next().is_none_or(char::is_whitespace);
    let number = hour.parse::<u32>().ok().filter(|_| (1..=2).contains(&hour.len()) && digits(hour))?;
    let hour = match half {
        None => Some(number).filter(|hour| *hour < 24)?,
        Some(after_noon) => number % 12 + if after_noon { 12 } else { 0 },
    };
    let is_of_half = half.is_none() || (1..=12).contains(&number);
    if !ends || !is_of_half || minute.parse::<u32>().is_ok_and(|minute| minute > 59) {
        return None;
    }
    Some((day, format!("{hour:02}:{minute}"), &text[..text.len() - end.len()]))
}

/// `am`, `p.m.` behind a time, perhaps after a space: whether it is after noon, and how long it is.
fn half_of_day(text: &str) -> (Option<bool>, usize) {
    let word = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    for (name, after_noon) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)] {
        let ends = || word[name.len()..].chars().next().is_none_or(char::is_whitespace);
        if word.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) && ends() {
            return (Some(after_noon), text.len() - word.len() + name.len());
        }
    }
    (None, 0)
}

/// `2025-02-13`
fn day(text: &str) -> Option<[u32; 3]> {
    let bytes = text.as_bytes();
    let dashes = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
    let part = |range: std::ops::Range<usize>| {
        text.get(range).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
    };
    if dashes { Some([part(0..4)?, part(5..7)?, part(8..10)?]) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_are_updates() {
        let zone = chrono_tz::Europe::Kyiv;
        let (date, _) = Date::parse("2025-02-12T23:30:00Z", zone).expect("a date");
        let mut clock = Clock::new(date, zone);
        let mut next =
            |heading| clock.next(heading).map(|(date, written)| format!("{} {written}", date.to_rfc3339()));
        for (heading, expected) in [
            ("## 14:05 The vote", Some("2025-02-13T14:05:00+02:00 14:05")),
            ("9:05", Some("2025-02-13T09:05:00+02:00 9:05")),
            ("### 2025-02-14 09:10 Next day", Some("2025-02-14T09:10:00+02:00 2025-02-14 09:10")),
            ("## 10:00 ##", Some("2025-02-14T10:00:00+02:00 10:00")),
            // Clocks skip this hour.
            ("## 2025-03-30 03:30 x", Some("2025-03-30T04:30:00+03:00 2025-03-30 03:30")),
            ("## 13.45 x", Some("2025-03-30T13:45:00+03:00 13.45")),
            ("## 9:45 pm x", Some("2025-03-30T21:45:00+03:00 9:45 pm")),
            ("## 12.05 a.m. x", Some("2025-03-30T00:05:00+02:00 12.05 a.m.")),
            ("## 13:45 am x", None),
            ("## 9:45 amends", Some("2025-03-30T09:45:00+03:00 9:45")),
            ("## 2.5 million", None),
            ("## 25:10 x", None),
            ("## 14:60 x", None),
            ("## 14:5 x", None),
            ("## 14:05:06 x", None),
            ("## 14:05Uhr", None),
            ("## 2025-02-30 10:00 x", None),
            ("## 2025-02-13", None),
            ("## **14:05** x", None),
            ("## At 14:05", None),
            ("## : x", None),
            ("## ї", None),
            ("## 11:00", Some("2025-03-30T11:00:00+03:00 11:00")),
        ] {
            assert_eq!(next(heading).as_deref(), expected, "{heading}");
        }
    }
}
