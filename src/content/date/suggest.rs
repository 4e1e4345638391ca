//! What to write for a date that has no safe reading: the same day, the same time, the same offset, or nothing at all.
//!
//! A hint that leaves the time out would publish at midnight who obeys it. So a text is understood whole or not: every
//! number and word in it must have its place, and what may mean two days is offered as both.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

mod reader;

use self::reader::{Reader, Time};
use super::words::Zone;

/// What a text may mean.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// One way to write each of the moments that it may mean, of one or two.
    Write(Vec<String>),
    /// It names a zone by letters that several have.
    AmbiguousZone(String),
    /// Its year has two digits.
    ShortYear,
    /// Nothing that is certain.
    Unknown,
}

/// Reads a text as people write dates.
pub(super) fn meaning(text: &str) -> Meaning {
    // No date is longer, whatever stands there.
    if text.len() > 100 {
        return Meaning::Unknown;
    }
    let text = plain(text);
    if let Some(moment) = unix(&text) {
        return Meaning::Write(vec![moment.format("%Y-%m-%d %H:%M:%S +00:00").to_string()]);
    }
    let (text, place) = without_place(&text);
    let mut reader = Reader::new(&text);
    let Some((days, end)) = reader.day() else {
        return if reader.has_short_year() { Meaning::ShortYear } else { Meaning::Unknown };
    };
    let Ok(times) = reader.time(end) else { return Meaning::Unknown };
    let zone = match reader.zone() {
        Err(name) => return Meaning::AmbiguousZone(name),
        Ok(zone) => zone.or(place),
    };
    if reader.is_left() {
        return Meaning::Unknown;
    }
    let mut found = Vec::new();
    for day in days {
        for time in &times {
            match written(day, time, zone) {
                Some(moment) => found.push(moment),
                None => return Meaning::Unknown,
            }
        }
    }
    found.dedup();
    if found.len() > 2 { Meaning::Unknown } else { Meaning::Write(found) }
}

fn written(day: NaiveDate, time: &Time, zone: Option<Zone>) -> Option<String> {
    if day.year() < 1 {
        return None;
    }
    let (later, hour, minute, second) = match (time.0, zone) {
        (None, None) => return Some(day.to_string()),
        // A zone without a time is the start of the day there.
        (None, Some(_)) => (0, 0, 0, None),
        (Some(time), _) => time,
    };
    let moment: NaiveDateTime =
        day.checked_add_signed(Duration::days(later))?.and_hms_opt(hour, minute, second.unwrap_or(0))?;
    let mut text =
        moment.format(if second.is_some() { "%Y-%m-%d %H:%M:%S" } else { "%Y-%m-%d %H:%M" }).to_string();
    let minutes = match zone {
        None => None,
        Some(Zone::Offset(minutes)) => Some(minutes),
        Some(Zone::Place(zone)) => {
            // In an hour that came twice neither is certain.
            let offset = zone.offset_from_local_datetime(&moment).single()?;
            Some(offset.fix().local_minus_utc() / 60)
        }
        Some(Zone::Several) => return None,
    };
    if let Some(minutes) = minutes.filter(|minutes| minutes.abs() <= 14 * 60) {
        let sign = if minutes < 0 { '-' } else { '+' };
        text += &format!(" {sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
    } else if minutes.is_some() {
        return None;
    }
    Some(text)
}

/// A text in plain characters: other spaces, dashes, digits and colons as the ASCII ones, `p.m.` as `pm`.
fn plain(text: &str) -> String {
    let plain: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'))
        .map(|c| match c {
            c if c.is_whitespace() => ' ',
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            '：' => ':',
            '／' => '/',
            c => c,
        })
        .collect();
    let mut plain = plain.to_lowercase();
    for (dotted, bare) in
        [("a. m.", "am"), ("p. m.", "pm"), ("a.m.", "am"), ("p.m.", "pm"), ("a.m", "am"), ("p.m", "pm")]
    {
        plain = plain.replace(dotted, bare);
    }
    plain
}

/// Seconds or milliseconds since 1970, of this century.
fn unix(text: &str) -> Option<NaiveDateTime> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    chrono::DateTime::from_timestamp(seconds, 0).map(|moment| moment.naive_utc())
}

/// A text without the zone `Europe/Kyiv` in it, and that zone.
fn without_place(text: &str) -> (String, Option<Zone>) {
    for part in text.split([' ', '[', ']', '(', ')']).filter(|part| part.contains('/')) {
        let zone = chrono_tz::TZ_VARIANTS.iter().find(|zone: &&Tz| zone.name().eq_ignore_ascii_case(part));
        if let Some(zone) = zone {
            return (text.replacen(part, " ", 1), Some(Zone::Place(*zone)));
        }
    }
    (text.to_owned(), None)
}
