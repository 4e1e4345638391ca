//! Dates in the forms that programs write: RFC 3339, RFC 5322, and their kin.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use super::Moment;

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 100;

const ZONED: &[&str] = &[
    "%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%dT%H:%M%#z",
    "%Y-%m-%d %H:%M%#z", "%Y-%m-%d %H:%M %z", "%Y/%m/%d %H:%M:%S %z",
];
const LOCAL: &[&str] = &[
    "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M", "%Y%m%dT%H%M%S",
];
const DAYS: &[&str] = &["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"];

/// A date in a form that programs write.
pub(super) fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() > LONGEST || !text.is_ascii() || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)) {
        return Some(Moment::Zoned(moment));
    }
    if let Some(moment) = ZONED.iter().find_map(|form| DateTime::parse_from_str(text, form).ok()) {
        return Some(Moment::Zoned(moment));
    }
    let plain = text.trim_end_matches(" UTC").trim_end_matches(" GMT").trim_end_matches('Z');
    if let Some(moment) = LOCAL.iter().find_map(|form| NaiveDateTime::parse_from_str(plain, form).ok()) {
        let is_utc = plain.len() != text.len();
        return Some(if is_utc {
            Moment::Zoned(moment.and_utc().fixed_offset())
        } else {
            Moment::Local(moment)
        });
    }
    if let Some(day) = DAYS.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok()) {
        return Some(Moment::Day(day));
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return number(text);
    }
    // A day with more behind it that is nothing known: "2025-02-12T10:00:00 Europe/Kyiv".
    let day = text.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok())?;
    (!text.as_bytes().get(10)?.is_ascii_digit()).then_some(Moment::Day(day))
}

/// "20250212", or seconds or milliseconds since 1970.
fn number(text: &str) -> Option<Moment> {
    match text.len() {
        8 => NaiveDate::parse_from_str(text, "%Y%m%d").ok().map(Moment::Day),
        10 | 13 => {
            let number: i64 = text.parse().ok()?;
            let seconds = if text.len() == 13 { number / 1000 } else { number };
            DateTime::from_timestamp(seconds, 0).map(|moment| Moment::Zoned(moment.fixed_offset()))
        }
        _ => None,
    }
}
