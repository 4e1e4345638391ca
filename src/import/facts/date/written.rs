//! Dates as people write them, in lines that say other things as well.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use super::{Moment, machine, zone};
use crate::content::date::months;

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 400;
/// How many words behind a date may be its time.
const TIME: usize = 4;

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import::facts) struct Written {
    /// When, with the day first where that is not known.
    pub(in crate::import::facts) moment: Moment,
    /// The other day that it may be: `03/04/2025`.
    pub(in crate::import::facts) other: Option<NaiveDate>,
    /// Where in the text it stands.
    pub(in crate::import::facts) range: Range<usize>,
    /// Whether it is the last of several days: "3–5 February 2025".
    pub(in crate::import::facts) is_span: bool,
}

/// The dates of a line, in its order.
pub(in crate::import::facts) fn dates(text: &str) -> Vec<Written> {
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(mut date) = date(&words, at) else {
            at += 1;
            continue;
        };
        let mut end = date.last;
        if let Moment::Day(day) = date.moment
            && let Some((time, last)) = time(&words, date.last + 1)
        {
            let local = day.and_time(time);
            let behind: Vec<&str> =
                words[last + 1..].iter().take(TIME).map(|word| signed(text, word)).collect();
            end = last;
            date.moment = Moment::Local(local);
            if let Some((offset, count)) = zone::read(&behind, local) {
                // An hour of nobody knows where is none.
                let zoned = offset.and_then(|offset| local.and_local_timezone(offset).single());
                date.moment = zoned.map_or(Moment::Day(day), Moment::Zoned);
                end = last + count;
            }
        }
        let range = words[date.first].start..words[end].start + words[end].text.len();
        let is_span = is_span(&text[..range.start]);
        found.push(Written { moment: date.moment, other: date.other, range, is_span });
        at = end + 1;
    }
    found
}

/// Whether what stands before a date is another day, and a sign or a word that leads from the one to the other: "3 to", "du 3 au".
fn is_span(before: &str) -> bool {
    const BETWEEN: &[&str] = &[
        "–", "—", "-", "&", " to", " and", " bis", " und", " au", " et", " al", " a", " y", " до", " і",
        " та",
    ];
    let before = before.trim_end();
    BETWEEN.iter().filter_map(|sign| before.strip_suffix(sign)).any(|rest| {
        let word = rest.trim_end().rsplit([' ', ',', '(', '\u{a0}']).next().unwrap_or("");
        day_of_month(word).is_some() || months::number(word).is_some()
    })
}

/// A number with the sign before it: "UTC -5".
fn signed<'a>(text: &'a str, word: &Word<'a>) -> &'a str {
    let before = &text[..word.start];
    let sign = if before.ends_with('-') { 1 } else { 0 };
    let is_number = word.text.starts_with(|one: char| one.is_ascii_digit());
    if is_number { &text[word.start - sign..word.start + word.text.len()] } else { word.text }
}

struct Word<'a> {
    text: &'a str,
    start: usize,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let is_between = |one: char| {
        one.is_whitespace()
            || matches!(
                one,
                ',' | '|'
                    | '·'
                    | '•'
                    | '⋅'
                    | '●'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '—'
                    | '–'
                    | ';'
                    | '@'
                    | '/'
                    | '-'
            )
    };
    let mut words = Vec::new();
    let mut start = None;
    for (at, one) in text.char_indices().chain([(text.len(), ' ')]) {
        // Within figures strokes and hyphens are part of a date.
        let is_inner =
            matches!(one, '/' | '-') && start.is_some() && text[at + 1..].starts_with(char::is_alphanumeric);
        match (is_between(one) && !is_inner, start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                let word = text[from..at].trim_matches(['.', ':']);
                if !word.is_empty() {
                    let offset = text[from..at].find(word).unwrap_or(0);
                    words.push(Word { text: word, start: from + offset });
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}

struct Date {
    moment: Moment,
    other: Option<NaiveDate>,
    first: usize,
    last: usize,
}

/// The date that begins with a word.
fn date(words: &[Word<'_>], at: usize) -> Option<Date> {
    let word = words.get(at)?.text;
    let of =
        |day: NaiveDate, last: usize| Some(Date { moment: Moment::Day(day), other: None, first: at, last });
    if let Some((moment, other)) = figures(word) {
        return Some(Date { moment, other, first: at, last: at });
    }
    let text = |at: usize| words.get(at).map(|word| word.text);
    let skip =
        |at: usize| at + usize::from(text(at).is_some_and(|word| matches!(word, "de" | "del" | "of" | "do")));
    // "12 February 2025", "12 de febrero de 2025", "12. Februar 2025".
    if let Some(day) = day_of_month(word) {
        let named = skip(at + 1);
        let month = months::number(text(named)?)?;
        let last = skip(named + 1);
        return of(NaiveDate::from_ymd_opt(year(text(last)?)?, month, day)?, last);
    }
    if let Some(month) = months::number(word) {
        // "February 12, 2025", "Feb 12 2025".
        let day = day_of_month(text(at + 1)?)?;
        return of(NaiveDate::from_ymd_opt(year(text(at + 2)?)?, month, day)?, at + 2);
    }
    // "2025 February 12".
    let (year, month) = (year(word)?, months::number(text(at + 1)?)?);
    of(NaiveDate::from_ymd_opt(year, month, day_of_month(text(at + 2)?)?)?, at + 2)
}

fn year(word: &str) -> Option<i32> {
    let digits = word.trim_end_matches(|one: char| !one.is_ascii_digit());
    let year: i32 = (digits.len() == 4 && word.len() - digits.len() <= 4).then(|| digits.parse().ok())??;
    super::YEARS.contains(&year).then_some(year)
}

/// "12", "12th", "1er".
fn day_of_month(word: &str) -> Option<u32> {
    let length = word.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = word.split_at(length);
    if !matches!(length, 1 | 2)
        || !matches!(rest, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º" | "°" | "-го" | "-е")
    {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// A date in one word, and the other day that it may be.
fn figures(word: &str) -> Option<(Moment, Option<NaiveDate>)> {
    if word.len() >= 10
        && word.as_bytes()[4] == b'-'
        && let Some(moment) = machine::read(word).filter(super::is_plausible)
    {
        return Some((moment, None));
    }
    let plain = match word.contains('年') {
        true => word.replace(['年', '月'], "-").replace('日', ""),
        false => word.to_owned(),
    };
    let parts: Vec<&str> = plain.split(['-', '/', '.']).collect();
    let [one, two, three] = parts[..] else { return None };
    if let (Some(day), Some(month), Some(year)) = (day_of_month(one), months::number(two), year(three)) {
        return Some((Moment::Day(NaiveDate::from_ymd_opt(year, month, day)?), None));
    }
    let is_number =
        |part: &&str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    let day = |year: i32, month: u32, day: u32| Some(Moment::Day(NaiveDate::from_ymd_opt(year, month, day)?));
    if one.len() == 4 {
        return Some((day(year(one)?, number(two)?, number(three)?)?, None));
    }
    let (first, second, year) = (number(one)?, number(two)?, year(three)?);
    if second > 12 && !plain.contains('.') {
        return Some((day(year, first, second)?, None));
    }
    // Dots are written by those who put the day first.
    let other = (first <= 12 && first != second && plain.contains('/'))
        .then(|| NaiveDate::from_ymd_opt(year, first, second))
        .flatten();
    Some((day(year, second, first)?, other))
}

/// The time that stands behind a date, and its last word: "at 2:05 pm", "14h05", "um 14.05 Uhr".
fn time(words: &[Word<'_>], from: usize) -> Option<(NaiveTime, usize)> {
    let until = words.len().min(from + TIME);
    (from..until).take_while(|at| figures(words[*at].text).is_none()).find_map(|at| {
        let lower = words[at].text.to_lowercase();
        let next = words.get(at + 1).map(|word| word.text.to_lowercase().replace('.', ""));
        let half = |text: &str| {
            if text.ends_with("pm") { Some(true) } else { text.ends_with("am").then_some(false) }
        };
        let own = half(&lower);
        let behind = next.as_deref().filter(|next| matches!(*next, "am" | "pm")).and_then(half);
        let is_clock = next.as_deref().is_some_and(|next| matches!(next, "uhr" | "год" | "h"));
        let digits = lower.trim_end_matches(|one: char| !one.is_ascii_digit());
        let parts = digits.split_once([':', 'h']);
        let (hour, minute) =
            parts.or_else(|| digits.split_once('.').filter(|_| own.or(behind).is_some() || is_clock))?;
        let minute = minute.split(':').next().filter(|minute| minute.len() == 2)?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        let hour = match own.or(behind) {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        let last = at + usize::from(own.is_none() && (behind.is_some() || is_clock));
        Some((NaiveTime::from_hms_opt(hour, minute, 0)?, last))
    })
}

#[cfg(test)]
mod tests {
    use super::super::Moment;
    use super::dates;

    #[test]
    fn dates_are_read_in_the_forms_of_people_and_machines() {
        for (text, written) in [
            ("2025-02-12T10:00:00Z", "2025-02-12T10:00:00+00:00"),
            ("2025-02-12T10:00:00+0200", "2025-02-12T10:00:00+02:00"),
            ("2025-02-12 10:00", "2025-02-12T10:00:00"),
            ("Wed, 12 Feb 2025 10:00:00 +0000", "2025-02-12T10:00:00+00:00"),
            ("20250212", "2025-02-12"),
            ("1739354400", "2025-02-12T10:00:00+00:00"),
            ("Published February 12, 2025 at 2:05 PM", "2025-02-12T14:05:00"),
            ("Feb. 12th, 2025 2:05pm EST", "2025-02-12T14:05:00-05:00"),
            ("Feb. 12, 2025, 7:40 p.m. ET", "2025-02-12T19:40:00-05:00"),
            ("July 12, 2025, 7:40 p.m. ET", "2025-07-12T19:40:00-04:00"),
            ("July 12, 2025 at 7:40 p.m. Eastern Time", "2025-07-12T19:40:00-04:00"),
            // Standard time in summer: of which hour, nobody says.
            ("July 12, 2025, 7:40 p.m. EST", "2025-07-12"),
            ("12 February 2025 19:40 GMT+1", "2025-02-12T19:40:00+01:00"),
            ("12 February 2025 19:40 (UTC +02:00)", "2025-02-12T19:40:00+02:00"),
            ("12 February 2025, 18:40 UTC", "2025-02-12T18:40:00+00:00"),
            ("12 February 2025, 18:40 UTC−3", "2025-02-12T18:40:00-03:00"),
            ("12 February 2025, 18:40 UTC -3", "2025-02-12T18:40:00-03:00"),
            ("12 February 2025, 18:40 GMT-03:30", "2025-02-12T18:40:00-03:30"),
            ("12 February 2025, 18:40 - 5 comments", "2025-02-12T18:40:00"),
            ("12. Februar 2025, 20:15 Uhr MEZ", "2025-02-12T20:15:00+01:00"),
            ("12. Juli 2025, 20:15 Uhr (MESZ)", "2025-07-12T20:15:00+02:00"),
            ("12 лютого 2025, 20:15 EET", "2025-02-12T20:15:00+02:00"),
            ("12. Februar 2025, 20:15 Uhr Ortszeit", "2025-02-12"),
            ("12 février 2025 à 20h15, heure de Paris", "2025-02-12"),
            ("12 February 2025, 20:15 Kyiv time", "2025-02-12"),
            ("12 February 2025, 20:15 IST", "2025-02-12"),
            ("12 February 2025, 20:15 BBC News", "2025-02-12T20:15:00"),
            ("12 February 2025, 20:15 • Reading time 3 min", "2025-02-12T20:15:00"),
            ("12. Februar 2025, 14:05 Uhr", "2025-02-12T14:05:00"),
            ("12. Februar 2025 um 14.05 Uhr", "2025-02-12T14:05:00"),
            ("12 лютого 2025, 09:30", "2025-02-12T09:30:00"),
            ("le 1er mars 2025 à 14h05", "2025-03-01T14:05:00"),
            ("12 de febrero de 2025", "2025-02-12"),
            ("12 lutego 2025", "2025-02-12"),
            ("12.02.2025", "2025-02-12"),
            ("13/02/2025", "2025-02-13"),
            ("02/13/2025", "2025-02-13"),
            ("04-ago-2021 5:11:10", "2021-08-04T05:11:00"),
            ("2025年2月12日", "2025-02-12"),
            ("By Ann Lee | May 2, 2025 | 6 comments", "2025-05-02"),
        ] {
            assert_eq!(
                Moment::parse(text).map(|moment| moment.written()).as_deref(),
                Some(written),
                "{text}"
            );
        }
        for text in [
            "", "tomorrow", "03/04/2025", "May the fourth", "Marathon 12 2025", "99/99/2025", "12 of 2025",
            "March for 2025", "March 2025", "1.2.3", "Junior 3, 2025", "31 February 2025", "12/2/25",
            "Room 12, 2025",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_may_have_several_dates_and_one_of_two_days() {
        let found = dates("March 1, 2025 — updated 3 April 2025 9:06am CST");
        let written: Vec<String> = found.iter().map(|date| date.moment.written()).collect();
        assert_eq!(written, ["2025-03-01", "2025-04-03"]);
        assert_eq!(found[0].range, 0..13);
        let [date] = &dates("03/04/2025")[..] else { panic!("one date") };
        assert_eq!(
            (date.moment.written().as_str(), date.other.unwrap().to_string().as_str()),
            ("2025-04-03", "2025-03-04")
        );
    }

    #[test]
    fn days_that_go_on_are_told_from_one_day() {
        for text in [
            "3–5 February 2025", "Hearing dates: 3 – 5 February 2025", "3 to 5 February 2025",
            "3. bis 5. Februar 2025", "du 3 au 5 février 2025", "del 3 al 5 de febrero de 2025",
            "3 до 5 лютого 2025", "3 February – 5 February 2025", "3 and 4 March 2025",
        ] {
            assert!(dates(text).iter().all(|date| date.is_span) && !dates(text).is_empty(), "{text}");
        }
        for text in
            ["Monday – 3 February 2025", "18:42 - 3 March 2025", "Melby and 3 March 2025", "3 March 2025"]
        {
            assert!(dates(text).iter().all(|date| !date.is_span), "{text}");
        }
    }

    #[test]
    fn a_long_line_is_not_searched() {
        assert_eq!(dates(&"1/".repeat(100_000)), []);
    }
}
