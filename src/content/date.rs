//! Dates of publication: how editors write them, and the moment they mean.
//!
//! What has one safe reading is read; everything else is an error that says what to write. A date
//! without a zone is in the site's zone, a date without a time is the start of its day there.

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

pub(crate) mod months;
mod suggest;
#[cfg(test)]
mod tests;
pub(crate) mod words;

use self::suggest::Meaning;
use serde::{Deserialize, Serialize};

/// A moment as an editor wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Seconds since 1970-01-01T00:00:00Z. First, so that dates sort by moment.
    pub timestamp: i64,
    /// Seconds east of UTC, as written or by the site's zone at that moment.
    pub offset: i32,
    /// Whether a time of day was written.
    pub has_time: bool,
}

/// Why a time without a zone was not taken as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// Clocks skipped it: it was moved forward.
    Gap,
    /// Clocks showed it twice: the earlier one was taken.
    Overlap,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong, as the end of a sentence: "`date` …".
    pub message: String,
    /// What to write.
    pub hint: String,
    /// The date to write instead, when it is certain.
    pub write: Option<String>,
    /// What is wrong when nothing but its offset is.
    pub offset: Option<NoOffset>,
}

/// A day and a time with an offset that no place on Earth has (`+17:00`, `+01:75`): the moment is known to within a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoOffset {
    /// How long the offset is as written. It ends the text.
    pub len: usize,
    /// The earliest moment that may be meant, as the eastmost zone would have it.
    pub earliest: Date,
    /// The latest, as the westmost zone would have it.
    pub latest: Date,
}

impl Date {
    /// Reads `2025-02-12`, `2025-02-12 18:30`, `2025-02-12T18:30:05.5+01:00` and their like.
    pub fn parse(text: &str, zone: Tz) -> Result<(Self, Option<Shift>), DateError> {
        let text = text.trim();
        let (day_text, rest) = text.split_at(text.find([' ', 'T', 't']).unwrap_or(text.len()));
        let day = parse_day(day_text).map_err(|problem| unreadable(text, problem))?;
        if rest.is_empty() {
            let (date, _) =
                resolve(day.and_time(chrono::NaiveTime::MIN), zone, false).ok_or_else(out_of_range)?;
            return Ok((date, None));
        }
        let (time, zone_text) = split_zone(rest[1..].trim_start());
        let local = parse_time(time).map_err(|problem| unreadable(text, problem))?;
        let local = day.and_time(local);
        match zone_text {
            None => resolve(local, zone, true).ok_or_else(out_of_range),
            Some(written) => {
                let Some(offset) = parse_offset(written) else {
                    return Err(no_offset(local, written).unwrap_or_else(|| unreadable(text, None)));
                };
                let timestamp = local.and_utc().timestamp() - i64::from(offset);
                Ok((Self { timestamp, offset, has_time: true }, None))
            }
        }
    }

    /// A moment in a zone, with its time.
    pub fn at(timestamp: i64, zone: Tz) -> Option<Self> {
        let moment = zone.timestamp_opt(timestamp, 0).single()?;
        let offset = minutes(moment.offset().fix());
        (1..=9999).contains(&moment.year()).then_some(Self { timestamp, offset, has_time: true })
    }

    /// The start of a day in a zone; none when there is no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32, zone: Tz) -> Option<Self> {
        let day = NaiveDate::from_ymd_opt(year, month, day).filter(|day| (1..=9999).contains(&day.year()))?;
        resolve(day.and_time(chrono::NaiveTime::MIN), zone, false).map(|(date, _)| date)
    }

    /// The moment with its own offset.
    fn moment(self) -> DateTime<FixedOffset> {
        let offset = FixedOffset::east_opt(self.offset).unwrap_or_else(|| chrono::Utc.fix());
        DateTime::from_timestamp(self.timestamp, 0).unwrap_or_default().with_timezone(&offset)
    }

    /// The same moment as a zone shows it; itself where the calendar of the zone has none.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> Self {
        Self::at(self.timestamp, zone).map_or(self, |date| Self { has_time: self.has_time, ..date })
    }

    /// What its zone is called: by the abbreviation of a zone (`GMT`, `CET`) in which the clocks showed the same then, else by
    /// how far it is from UTC.
    pub fn zone_name(self, zone: Tz) -> String {
        let moment = zone.timestamp_opt(self.timestamp, 0).single();
        let same = moment.filter(|moment| minutes(moment.offset().fix()) == self.offset);
        let name = same.map(|moment| moment.format("%Z").to_string());
        let name = name.filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
        name.unwrap_or_else(|| match self.offset {
            0 => "UTC".to_owned(),
            _ => self.moment().format("UTC%:z").to_string(),
        })
    }

    /// Year where it was written.
    pub fn year(self) -> i32 {
        self.moment().year()
    }

    /// Month, 1 to 12, where it was written.
    pub fn month(self) -> u32 {
        self.moment().month()
    }

    /// Day of the month, where it was written.
    pub fn day(self) -> u32 {
        self.moment().day()
    }

    /// Hour, 0 to 23, where it was written.
    #[cfg(any(test, feature = "fuzzing"))]
    pub fn hour(self) -> u32 {
        chrono::Timelike::hour(&self.moment())
    }

    /// Minute, where it was written.
    #[cfg(any(test, feature = "fuzzing"))]
    pub fn minute(self) -> u32 {
        chrono::Timelike::minute(&self.moment())
    }

    /// `2025-02-12T18:30:00+01:00` (RFC 3339), `Z` for UTC.
    pub fn to_rfc3339(self) -> String {
        self.moment().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    /// As an editor writes it who means the site's zone: `2025-02-12T18:30`, or the day alone where it has no time.
    pub fn as_written(self) -> String {
        if self.has_time { self.to_minute() } else { self.moment().format("%Y-%m-%d").to_string() }
    }

    /// `2025-02-12T18:30`.
    pub fn to_minute(self) -> String {
        self.moment().format("%Y-%m-%dT%H:%M").to_string()
    }

    /// `Wed, 12 Feb 2025 18:30:00 +0100` (RFC 2822).
    #[cfg(any(test, feature = "fuzzing"))]
    pub fn to_rfc2822(self) -> String {
        self.moment().to_rfc2822()
    }
}

/// An offset in seconds, of whole minutes: no format of dates can print others. Before there were zones, clocks went by the
/// sun, in Berlin 53 minutes and 28 seconds ahead.
fn minutes(offset: FixedOffset) -> i32 {
    offset.local_minus_utc() / 60 * 60
}

/// A local time in a zone: a gap moves it forward by the gap's length, an overlap takes the earlier moment.
fn resolve(local: NaiveDateTime, zone: Tz, has_time: bool) -> Option<(Date, Option<Shift>)> {
    let at = |offset: FixedOffset, local: NaiveDateTime| {
        // The offset that holds at the moment itself: after a gap it is not the one before it.
        let timestamp = local.and_utc().timestamp() - i64::from(minutes(offset));
        let moment = zone.timestamp_opt(timestamp, 0).single()?;
        Some(Date { timestamp, offset: minutes(moment.offset().fix()), has_time })
    };
    match zone.offset_from_local_datetime(&local) {
        chrono::LocalResult::Single(offset) => Some((at(offset.fix(), local)?, None)),
        chrono::LocalResult::Ambiguous(a, b) => {
            let dates = [at(a.fix(), local)?, at(b.fix(), local)?];
            Some((dates[0].min(dates[1]), Some(Shift::Overlap)))
        }
        chrono::LocalResult::None => {
            // No gap is longer than a day (Samoa, 30 December 2011), none shorter than a quarter of an hour matters.
            let before = (1..=26 * 4).find_map(|quarters| {
                let earlier = local.checked_sub_signed(Duration::minutes(15 * quarters))?;
                zone.offset_from_local_datetime(&earlier).latest()
            })?;
            Some((at(before.fix(), local)?, Some(Shift::Gap)))
        }
    }
}

const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
];

/// `2025-02-12` or `2022-9-8`. `Err(None)` when it has no such form.
fn parse_day(text: &str) -> Result<NaiveDate, Option<DateError>> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return Err(None) };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4, 4), digits(month, 1, 2), digits(day, 1, 2))
    else {
        return Err(None);
    };
    if year == 0 {
        return Err(Some(out_of_range()));
    }
    match NaiveDate::from_ymd_opt(year as i32, month, day) {
        Some(date) => Ok(date),
        None if !(1..=12).contains(&month) => {
            let hint = "months are 01 to 12, and the order is year-month-day";
            Err(Some(error("has a month that does not exist", hint)))
        }
        None => {
            let days =
                (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year as i32, month, *day).is_some());
            let name = MONTHS[(month - 1) as usize];
            let message =
                format!("is a day that does not exist: {name} {year} has {} days", days.unwrap_or(31));
            Err(Some(error(&message, "correct the day")))
        }
    }
}

/// `18:30`, `18:30:05`, `18:30:05.25`; the fraction is let go.
fn parse_time(text: &str) -> Result<chrono::NaiveTime, Option<DateError>> {
    let (text, fraction) =
        text.split_once('.').map_or((text, None), |(text, fraction)| (text, Some(fraction)));
    let parts: Vec<&str> = text.split(':').collect();
    let (hour, minute, second) = match parts[..] {
        [hour, minute] if fraction.is_none() => (hour, minute, "00"),
        [hour, minute, second] => (hour, minute, second),
        _ => return Err(None),
    };
    if fraction.is_some_and(|fraction| fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit())) {
        return Err(None);
    }
    let (Some(hour), Some(minute), Some(second)) =
        (digits(hour, 1, 2), digits(minute, 2, 2), digits(second, 2, 2))
    else {
        return Err(None);
    };
    chrono::NaiveTime::from_hms_opt(hour, minute, second)
        .ok_or_else(|| Some(error("has a time that does not exist", "times are 00:00 to 23:59")))
}

/// The time and what stands behind it, if anything: `Z`, `UTC`, `+01:00`.
fn split_zone(text: &str) -> (&str, Option<&str>) {
    match text.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')) {
        Some(end) => (&text[..end], Some(text[end..].trim())),
        None => (text, None),
    }
}

/// Seconds east of UTC, of an offset that there is.
fn parse_offset(text: &str) -> Option<i32> {
    if ["z", "utc", "gmt"].contains(&text.to_ascii_lowercase().as_str()) {
        return Some(0);
    }
    let (sign, hours, minutes) = offset_as_written(text)?;
    (minutes < 60 && hours * 60 + minutes <= MOST_EAST).then_some(sign * (hours * 3600 + minutes * 60) as i32)
}

/// The sign, the hours and the minutes of `+01:00`, `+0100` or `+01`.
fn offset_as_written(text: &str) -> Option<(i32, u32, u32)> {
    let (sign, text) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, minutes) = match text.split_once(':') {
        Some((hours, minutes)) => (digits(hours, 1, 2)?, digits(minutes, 2, 2)?),
        None if text.len() == 4 => (digits(text.get(..2)?, 2, 2)?, digits(text.get(2..)?, 2, 2)?),
        None => (digits(text, 1, 2)?, 0),
    };
    Some((sign, hours, minutes))
}

/// The fault of an offset that there is not; none for what is no offset at all.
fn no_offset(local: NaiveDateTime, written: &str) -> Option<DateError> {
    offset_as_written(written)?;
    let at = |minutes: i32| Date {
        timestamp: local.and_utc().timestamp() - i64::from(minutes) * 60,
        offset: minutes * 60,
        has_time: true,
    };
    let (earliest, latest) = (at(MOST_EAST as i32), at(-(MOST_WEST as i32)));
    let offset = Some(NoOffset { len: written.len(), earliest, latest });
    Some(DateError { offset, ..error(NO_OFFSET, OFFSETS) })
}

/// Minutes by which the day of the eastmost places is before that of Greenwich (Kiribati, `+14:00`), and that of the
/// westmost behind it (at sea, `-12:00`).
const MOST_EAST: u32 = 14 * 60;
const MOST_WEST: u32 = 12 * 60;

const NO_OFFSET: &str = "has an offset that does not exist";
const OFFSETS: &str = "an offset is 14 hours at most: write the one that is meant, as ±hh:mm";

fn digits(text: &str, least: usize, most: usize) -> Option<u32> {
    let fits = (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn out_of_range() -> DateError {
    error("is outside the years that are read", "years are 0001 to 9999")
}

fn error(message: &str, hint: impl Into<String>) -> DateError {
    DateError { message: message.to_owned(), hint: hint.into(), write: None, offset: None }
}

/// Why a text is no date, and what to write for it: nothing that would say less than it did.
fn unreadable(text: &str, fault: Option<DateError>) -> DateError {
    const MESSAGE: &str = "is not a date that can be read safely";
    // In "13:45 01-01-2026" the year is no offset: there it stands first, or a plus is before the offset.
    let offset = text.rsplit(['+', '-', '−']).next().unwrap_or(text);
    let has_year_first =
        text.as_bytes().first_chunk::<4>().is_some_and(|year| year.iter().all(u8::is_ascii_digit));
    let is_offset = has_year_first || text[..text.len() - offset.len()].ends_with('+');
    if is_offset && text.len() > offset.len() + 8 && is_too_far(offset) {
        return error(NO_OFFSET, OFFSETS);
    }
    match suggest::meaning(text) {
        Meaning::Write(moments) => match &moments[..] {
            [only] => DateError { write: Some(only.clone()), ..error(MESSAGE, format!("write {only}")) },
            [one, other] => error(MESSAGE, format!("write {one} or {other}, whichever is meant")),
            _ => error(MESSAGE, GENERAL),
        },
        Meaning::AmbiguousZone(name) => {
            let hint =
                format!("write the offset in the place of `{name}`, as ±hh:mm: several zones have that name");
            error("names a time zone that cannot be known by its letters", hint)
        }
        Meaning::ShortYear => error(MESSAGE, "write the year with four digits, first: year-month-day"),
        Meaning::Unknown => fault.unwrap_or_else(|| error(MESSAGE, GENERAL)),
    }
}

const GENERAL: &str = "write year-month-day, and the time if you like: 2025-02-12 or 2025-02-12 18:30";

/// Whether an offset without its sign is one of more than 14 hours, which no place on Earth has.
fn is_too_far(offset: &str) -> bool {
    let (hours, minutes) = match offset.trim().split_once(':') {
        Some((hours, minutes)) => (digits(hours, 1, 2), digits(minutes, 2, 2)),
        None => match offset.trim().split_at_checked(2) {
            Some((hours, minutes)) => (digits(hours, 2, 2), digits(minutes, 2, 2)),
            None => (None, None),
        },
    };
    hours.zip(minutes).is_some_and(|(hours, minutes)| hours * 60 + minutes > 14 * 60)
}
