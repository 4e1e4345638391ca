//! Moments as feeds and their kin write them: RFC 5322, section 3.3, its obsolete forms (section 4.3, RFC 822), and what is often
//! written in their place: days and months in another language, a weekday that is not that day's, `24:00:00`.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};

use crate::content::date::{months, words};

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 100;

/// Such a moment, or one in the form of RFC 3339, as front matter has it; none where it is not certain to the second.
pub(super) fn moment(text: &str) -> Option<String> {
    let text = text.trim();
    let read = DateTime::parse_from_rfc2822(text).or_else(|_| DateTime::parse_from_rfc3339(text));
    let read = read.ok().or_else(|| lenient(text))?;
    Some(read.format("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// `[weekday,] 12 Nov 26 9:14[:05] GMT`: what day of the week it was follows from the rest.
fn lenient(text: &str) -> Option<DateTime<FixedOffset>> {
    if text.len() > LONGEST {
        return None;
    }
    // A comment names the zone again: `+0100 (CET)`.
    let text = text.split_once('(').map_or(text, |(text, _)| text);
    let mut words: Vec<&str> =
        text.split([' ', '\t', '\n', '\r', ',']).filter(|word| !word.is_empty()).collect();
    let is_word = |word: &str| word.chars().all(|one| one.is_alphabetic() || one == '.');
    if words.first().is_some_and(|word| is_word(word) && months::number(word).is_none()) {
        words.remove(0);
    }
    // `12-Nov-26` is of RFC 850.
    if let Some(date) = words.first().filter(|word| word.contains('-')) {
        let parts: Vec<&str> = date.split('-').collect();
        words.splice(..1, parts);
    }
    let [first, second, year, time, rest @ ..] = &words[..] else { return None };
    let (day, month) = match months::number(first) {
        Some(month) => (*second, month),
        None => (*first, months::number(second)?),
    };
    let date = NaiveDate::from_ymd_opt(year_of(year)?, month, day.trim_end_matches('.').parse().ok()?)?;
    let at = at(date, time)?;
    let [zone] = rest else { return None };
    offset(zone, at)?.from_local_datetime(&at).single()
}

/// Two digits are of these two centuries, three are years since 1900 (section 4.3).
fn year_of(text: &str) -> Option<i32> {
    let number: i32 = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    match text.len() {
        2 if number < 50 => Some(2000 + number),
        2 | 3 => Some(1900 + number),
        4 => Some(number),
        _ => None,
    }
}

/// A time of a day, whose end is the beginning of the next.
fn at(date: NaiveDate, time: &str) -> Option<NaiveDateTime> {
    let parts: Vec<u32> = time.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (hour, minute, second) = match parts[..] {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    match (hour, minute, second) {
        (24, 0, 0) => Some(date.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN)),
        // A leap second is the last one of its minute here.
        _ => date.and_hms_opt(hour, minute, second.min(59)).filter(|_| second <= 60),
    }
}

/// The offset of a zone: of those that RFC 822 names as it has them, of others as they are on that day.
fn offset(zone: &str, at: NaiveDateTime) -> Option<FixedOffset> {
    let hours = |hours: i32| FixedOffset::east_opt(hours * 3600);
    let digits = zone.strip_prefix(['+', '-']).map(|digits| digits.replace(':', ""));
    if let Some(digits) =
        digits.filter(|digits| digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let (hours, minutes): (i32, i32) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
        let sign = if zone.starts_with('-') { -1 } else { 1 };
        return FixedOffset::east_opt(sign * (hours * 60 + minutes) * 60)
            .filter(|_| hours <= 14 && minutes < 60);
    }
    match &*zone.to_lowercase() {
        "edt" => hours(-4),
        "est" | "cdt" => hours(-5),
        "cst" | "mdt" => hours(-6),
        "mst" | "pdt" => hours(-7),
        "pst" => hours(-8),
        lower => match words::zone(lower)? {
            words::Zone::Offset(minutes) => FixedOffset::east_opt(minutes * 60),
            words::Zone::Place(place) => Some(place.offset_from_local_datetime(&at).earliest()?.fix()),
            words::Zone::Several => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn what_is_written_in_feeds() {
        for (text, read) in [
            ("Thu, 12 Nov 2026 09:14:00 GMT", "2026-11-12T09:14:00+00:00"),
            ("2026-11-12T09:14:00.5Z", "2026-11-12T09:14:00+00:00"),
            ("12 Nov 26 9:14 GMT", "2026-11-12T09:14:00+00:00"),
            ("12 Nov 126 9:14 UT", "2026-11-12T09:14:00+00:00"),
            ("12 Nov 98 9:14:05 EST", "1998-11-12T09:14:05-05:00"),
            ("Sat, 12 Sept 2026 10:00:00 PDT", "2026-09-12T10:00:00-07:00"),
            ("Mon, 12 Nov 2026 09:14:00 +0100 (CET)", "2026-11-12T09:14:00+01:00"),
            ("Do, 12 Nov 2026 09:14:00 +01:00", "2026-11-12T09:14:00+01:00"),
            ("Sa., 12. Dezember 2026 09:14:00 MEZ", "2026-12-12T09:14:00+01:00"),
            ("чт, 12 листопада 2026 09:14:00 +0200", "2026-11-12T09:14:00+02:00"),
            ("Sat, 31 Oct 2026 24:00:00 GMT", "2026-11-01T00:00:00+00:00"),
            ("Thursday, 12-Nov-26 09:14:00 GMT", "2026-11-12T09:14:00+00:00"),
            ("Thu, Nov 12, 2026 09:14:00 GMT", "2026-11-12T09:14:00+00:00"),
            ("Fri, 31 Dec 2026 23:59:60 GMT", "2026-12-31T23:59:59+00:00"),
        ] {
            assert_eq!(moment(text).as_deref(), Some(read), "{text}");
        }
        for text in [
            "", "soon", "12 Nov 2026", "12 Nov 2026 09:14", "31 Nov 2026 09:14 GMT", "12 Nov 2026 24:01 GMT",
            "12 Nov 2026 25:00 GMT", "12 Nov 2026 09:14 XYZ", "12 Nov 2026 09:14 +9900",
            "12 Nov 2026 09:14 +€a", "12 Nov 2026 09:14 +-1+1", "11/12/2026 09:14 GMT",
            "12 Nov 2026 09:14 GMT or later", "12 Smarch 2026 09:14 GMT",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
