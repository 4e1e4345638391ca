//! The zones that people write behind a time: "EST", "GMT+1", "Eastern time", "Ortszeit".

use chrono::{FixedOffset, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

use crate::content::date::{months, words};

/// How many words the name of a zone has at most: "Central European Summer Time".
const WORDS: usize = 4;

/// The zone that words begin with, and how many of them it takes. Its offset is nothing where the words name a zone that is not known:
/// then nobody knows which moment is meant.
pub(super) fn read(words: &[&str], at: NaiveDateTime) -> Option<(Option<FixedOffset>, usize)> {
    let first = *words.first()?;
    let lower = first.to_lowercase();
    // "GMT+1", "UTC +02:00".
    for name in ["gmt", "utc"] {
        let Some(rest) = lower.strip_prefix(name) else { continue };
        if let Some(offset) = signed(rest, true) {
            return Some((offset, 1));
        }
        if let Some(offset) = words.get(1).filter(|_| rest.is_empty()).and_then(|next| signed(next, true)) {
            return Some((offset, 2));
        }
    }
    if let Some(offset) = signed(first, false) {
        return Some((offset, 1));
    }
    named(words, at).or_else(|| letters(first, &lower, at).map(|offset| (offset, 1)))
}

/// "+1", "-05:00", "+0530": nothing in it where no place has that offset.
fn signed(text: &str, is_short: bool) -> Option<Option<FixedOffset>> {
    let (sign, rest) = match text.chars().next()? {
        '+' => (1, &text[1..]),
        '-' => (-1, &text[1..]),
        '−' | '–' => (-1, &text['−'.len_utf8()..]),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|one| *one != ':').collect();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = digits.len() == 4 || is_short && matches!(digits.len(), 1..=3);
    if !is_number || !is_whole {
        return None;
    }
    let (hours, minutes) = digits.split_at(digits.len().min(if digits.len() == 3 { 1 } else { 2 }));
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().unwrap_or(0));
    Some((hours <= 14).then(|| FixedOffset::east_opt(sign * (hours * 60 + minutes) * 60)).flatten())
}

/// "Eastern time", "heure de Paris", "за київським часом".
fn named(words: &[&str], at: NaiveDateTime) -> Option<(Option<FixedOffset>, usize)> {
    let lower: Vec<String> = words.iter().take(WORDS).map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let place = match lower[0] {
        "eastern" => Some(chrono_tz::America::New_York),
        "pacific" => Some(chrono_tz::America::Los_Angeles),
        "mountain" => Some(chrono_tz::America::Denver),
        _ => None,
    };
    match lower[..] {
        [_, "time", ..] | [_, "standard" | "daylight", "time", ..] if place.is_some() => {
            let count = lower.iter().position(|word| *word == "time").unwrap_or(0) + 1;
            Some((place.and_then(|place| offset(place, at)), count))
        }
        ["read" | "reading" | "estimated" | "listening", "time", ..] => None,
        [_, "time", ..] => Some((None, 2)),
        [_, _, "time", ..] if lower[0].chars().all(char::is_alphabetic) && lower[0] != "min" => {
            Some((None, 3))
        }
        ["ortszeit" | "lokalzeit" | "heure" | "hora", ..] => Some((None, 1)),
        ["за", _, "часом", ..] => Some((None, 3)),
        _ => None,
    }
}

/// "EST", "MEZ": in capitals, for "et" and "west" are words.
fn letters(word: &str, lower: &str, at: NaiveDateTime) -> Option<Option<FixedOffset>> {
    let is_capitals = word.chars().all(|letter| letter.is_ascii_uppercase());
    match words::zone(lower).filter(|_| is_capitals) {
        Some(words::Zone::Offset(minutes)) => {
            let written = FixedOffset::east_opt(minutes * 60);
            // "EST" in July is written by those who mean the clock on their wall, and by those who do not.
            let is_of_season = place(lower).is_none_or(|place| offset(place, at) == written);
            Some(written.filter(|_| is_of_season))
        }
        Some(words::Zone::Place(place)) => Some(offset(place, at)),
        Some(words::Zone::Several) => Some(None),
        // Most other zones end in "time", too.
        None => {
            let is_like_one = is_capitals && (3..=5).contains(&word.len()) && word.ends_with('T');
            (is_like_one && !words::is_weekday(lower) && !months::is_month(lower)).then_some(None)
        }
    }
}

/// Where clocks change between a zone and another.
fn place(zone: &str) -> Option<Tz> {
    match zone {
        "est" | "edt" => Some(chrono_tz::America::New_York),
        "pst" | "pdt" => Some(chrono_tz::America::Los_Angeles),
        "mdt" => Some(chrono_tz::America::Denver),
        "cet" | "cest" | "mez" | "mesz" => Some(chrono_tz::Europe::Berlin),
        "eet" | "eest" => Some(chrono_tz::Europe::Kyiv),
        "wet" | "west" => Some(chrono_tz::Europe::Lisbon),
        _ => None,
    }
}

fn offset(place: Tz, at: NaiveDateTime) -> Option<FixedOffset> {
    place.offset_from_local_datetime(&at).earliest().map(|offset| offset.fix())
}
