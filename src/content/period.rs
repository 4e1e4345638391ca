//! Days and periods of days, as editions name them: `2025-02-08/2025-02-14` (ISO 8601-1, 5.5.2.3: start and end).

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A day of the calendar, counted from 1 January of the year 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(i32);

/// Some days in a row, the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub first: Day,
    /// The last day, not before the first.
    pub last: Day,
}

impl Day {
    /// A day; none when the calendar has no such day, or its year is not between 1 and 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let day = NaiveDate::from_ymd_opt(year, month, day).filter(|day| (1..=9999).contains(&day.year()))?;
        Some(Self(day.num_days_from_ce()))
    }

    /// `2025-02-14`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let mut number = |most: usize| {
            let part = parts.next().filter(|part| (1..=most).contains(&part.len()))?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten()
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        Self::new(year as i32, month, day).filter(|_| parts.next().is_none())
    }

    /// The first day that there is.
    pub const FIRST: Self = Self(1);

    /// So many days before it.
    #[must_use]
    pub fn minus(self, days: i32) -> Self {
        Self((self.0 - days).max(1))
    }

    /// So many days after it.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// The Monday of its week: the first day of the calendar was one.
    #[must_use]
    pub fn monday(self) -> Self {
        Self(self.0 - (self.0 - 1).rem_euclid(7))
    }

    /// The day after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The day before it.
    #[must_use]
    pub fn previous(self) -> Self {
        self.minus(1)
    }

    /// Year, month and day.
    pub fn civil(self) -> (i32, u32, u32) {
        let date = NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or_default();
        (date.year(), date.month(), date.day())
    }

    /// Its beginning as RFC 3339 in UTC, for the `date` filter, which prints days where they are written.
    pub fn to_rfc3339(self) -> String {
        format!("{self}T00:00:00Z")
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Period {
    /// `2025-02-08/2025-02-14`, or one day. The error is what is wrong, as the end of a sentence.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        match (Day::parse(first), Day::parse(last)) {
            (Some(first), Some(last)) if last < first => Err("ends before it begins"),
            (Some(first), Some(last)) => Ok(Self { first, last }),
            _ => Err("is not a period of days"),
        }
    }

    /// How many days it has.
    pub fn days(self) -> i32 {
        self.last.0 - self.first.0 + 1
    }

    /// Whether a day is one of its own.
    pub fn contains(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { self.first.fmt(f) } else { write!(f, "{}/{}", self.first, self.last) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_as_written() {
        let week = Period::parse("2025-02-08/2025-02-14").unwrap();
        assert_eq!(week.to_string(), "2025-02-08/2025-02-14");
        assert_eq!(week.last.next().to_string(), "2025-02-15");
        assert_eq!((week.days(), week.first.monday().to_string()), (7, "2025-02-03".to_owned()));
        assert_eq!(week.first.plus(2).monday().to_string(), "2025-02-10");
        assert_eq!(Day::parse("2024-3-1").unwrap().previous().to_string(), "2024-02-29");
        assert!(week.contains(week.first) && week.contains(week.last) && !week.contains(week.last.next()));
        assert_eq!(Period::parse(" 2025-02-14 ").unwrap().to_string(), "2025-02-14");
        for wrong in [
            "", "2025-02-30", "2025-02", "2025-02-08/", "a/b", "2025-02-08/2025-02-07", "2025-02-08/9/1",
            "-1-2-3",
        ] {
            assert!(Period::parse(wrong).is_err(), "{wrong}");
        }
    }
}
