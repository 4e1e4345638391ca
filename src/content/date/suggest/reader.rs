//! Takes the words and numbers of a date apart and gives each its place: day, time of day, zone.

use chrono::NaiveDate;

use super::super::months;
use super::super::words::{self, Zone};

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(String),
    /// In lower case.
    Word(String),
    Mark(char),
}

/// A time of day: days after the date, hour, minute, second if one was written; or none at all.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Time(pub(super) Option<(i64, u32, u32, Option<u32>)>);

fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut joins = false;
    for c in text.chars() {
        match (found.last_mut().filter(|_| joins), c) {
            (Some(Token::Number(digits)), c) if c.is_ascii_digit() => digits.push(c),
            (Some(Token::Word(word)), c) if c.is_alphabetic() || c == '\'' => word.push(c),
            (_, c) if c.is_ascii_digit() => found.push(Token::Number(c.into())),
            (_, c) if c.is_alphabetic() => found.push(Token::Word(c.into())),
            (_, ' ') => {}
            (_, c) => found.push(Token::Mark(c)),
        }
        joins = c != ' ';
    }
    found
}

pub(super) struct Reader {
    tokens: Vec<Token>,
    /// Which tokens have found their place.
    at: Vec<bool>,
}

impl Reader {
    pub(super) fn new(text: &str) -> Self {
        let tokens = tokens(text);
        Self { at: vec![false; tokens.len()], tokens }
    }

    fn number(&self, at: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match self.tokens.get(at) {
            Some(Token::Number(digits)) if !self.at[at] && lengths.contains(&digits.len()) => {
                digits.parse().ok()
            }
            _ => None,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some(Token::Word(word)) if !self.at[at] => Some(word),
            _ => None,
        }
    }

    fn mark(&self, at: usize, marks: &[char]) -> Option<char> {
        match self.tokens.get(at) {
            Some(Token::Mark(mark)) if !self.at[at] && marks.contains(mark) => Some(*mark),
            _ => None,
        }
    }

    fn take(&mut self, range: std::ops::Range<usize>) {
        self.at[range].fill(true);
    }

    /// Whether there is a date whose year has two digits.
    pub(super) fn has_short_year(&self) -> bool {
        (0..self.tokens.len()).any(|at| {
            let digits = |at| self.number(at, 1..=2).is_some();
            let mark = self.mark(at + 1, &['/', '.', '-']);
            digits(at)
                && mark.is_some()
                && digits(at + 2)
                && self.mark(at + 3, &['/', '.', '-']) == mark
                && digits(at + 4)
        })
    }

    /// The days that the date may mean, and the token behind it.
    pub(super) fn day(&mut self) -> Option<(Vec<NaiveDate>, usize)> {
        for at in 0..self.tokens.len() {
            if let Some((days, end)) = self.numbers(at).or_else(|| self.basic(at)).or_else(|| self.week(at)) {
                self.take(at..end);
                return (!days.is_empty()).then_some((days, end));
            }
            if let Some((day, start, end)) = self.named(at) {
                self.take(start..end);
                return Some((vec![day], end));
            }
        }
        None
    }

    /// `2025/05/27`, `27.05.2025`, `05/27/2025`.
    fn numbers(&self, at: usize) -> Option<(Vec<NaiveDate>, usize)> {
        let mark = self.mark(at + 1, &['/', '.', '-'])?;
        let second = self.number(at + 2, 1..=2)?;
        self.mark(at + 3, &[mark])?;
        let date = |year: u32, month, day| NaiveDate::from_ymd_opt(year as i32, month, day);
        if let (Some(year), Some(day)) = (self.number(at, 4..=4), self.number(at + 4, 1..=2)) {
            return Some((date(year, second, day).into_iter().collect(), at + 5));
        }
        let (first, year) = (self.number(at, 1..=2)?, self.number(at + 4, 4..=4)?);
        let by_month = date(year, first, second).filter(|_| mark != '.');
        let mut days: Vec<NaiveDate> = by_month.into_iter().chain(date(year, second, first)).collect();
        days.dedup();
        Some((days, at + 5))
    }

    /// `20250527`.
    fn basic(&self, at: usize) -> Option<(Vec<NaiveDate>, usize)> {
        let digits = self.number(at, 8..=8)?;
        let day = NaiveDate::from_ymd_opt((digits / 10_000) as i32, digits / 100 % 100, digits % 100);
        Some((day.into_iter().collect(), at + 1))
    }

    /// `2025-W22-2`, `2025W222`.
    fn week(&self, at: usize) -> Option<(Vec<NaiveDate>, usize)> {
        let year = self.number(at, 4..=4)? as i32;
        let letter = at + 1 + usize::from(self.mark(at + 1, &['-']).is_some());
        self.word(letter).filter(|word| *word == "w")?;
        let (week, day, end) = match (self.number(letter + 1, 3..=3), self.number(letter + 1, 2..=2)) {
            (Some(both), _) => (both / 10, both % 10, letter + 2),
            (None, week) => {
                self.mark(letter + 2, &['-'])?;
                (week?, self.number(letter + 3, 1..=1)?, letter + 4)
            }
        };
        let weekday = chrono::Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok()?;
        Some((NaiveDate::from_isoywd_opt(year, week, weekday).into_iter().collect(), end))
    }

    /// `May 27, 2025`, `27 May 2025`, `27. Mai 2025`, `2025 May 27`: the day, and its first and last token.
    fn named(&self, at: usize) -> Option<(NaiveDate, usize, usize)> {
        let month = months::number(self.word(at)?)?;
        let between = |at: usize| {
            self.mark(at, &['.', ',', '-', '/']).is_some() || self.word(at).is_some_and(words::is_ordinal)
        };
        let after = |mut at: usize| {
            while between(at) {
                at += 1;
            }
            at
        };
        let mut before = at;
        while before > 0 && between(before - 1) {
            before -= 1;
        }
        let before = before.checked_sub(1);
        let date = |year: u32, day| NaiveDate::from_ymd_opt(year as i32, month, day);
        let next = after(at + 1);
        if let Some(start) = before {
            if let (Some(day), Some(year)) = (self.number(start, 1..=2), self.number(next, 4..=4)) {
                return Some((date(year, day)?, start, next + 1));
            }
            if let (Some(year), Some(day)) = (self.number(start, 4..=4), self.number(next, 1..=2)) {
                return Some((date(year, day)?, start, next + 1));
            }
        }
        let (day, last) = (self.number(next, 1..=2)?, after(next + 1));
        Some((date(self.number(last, 4..=4)?, day)?, at, last + 1))
    }

    /// The times of day that are meant, none when there is no such time. `end` is behind the date.
    pub(super) fn time(&mut self, end: usize) -> Result<Vec<Time>, ()> {
        // `27/May/2025:18:30`
        if self.mark(end, &[':']).is_some() {
            self.take(end..end + 1);
        }
        for at in 0..self.tokens.len() {
            if let Some(word) = self.word(at) {
                let (noon, midnight) = (
                    ["noon", "midday", "mittags", "midi"].contains(&word),
                    ["midnight", "mitternacht", "minuit"].contains(&word),
                );
                if noon || midnight {
                    self.take(at..at + 1);
                    // "12 noon"
                    if at > 0 && self.number(at - 1, 2..=2) == Some(12) {
                        self.take(at - 1..at);
                    }
                    let time = |later, hour| Time(Some((later, hour, 0, None)));
                    // The midnight of a day is its start to some and its end to others.
                    return Ok(if noon { vec![time(0, 12)] } else { vec![time(0, 0), time(1, 0)] });
                }
            }
            if let Some(found) = self.clock(at) {
                return found.map(|time| vec![time]);
            }
        }
        Ok(vec![Time(None)])
    }

    /// A time by the clock that begins at a token; `Err` when there is no such time.
    fn clock(&mut self, at: usize) -> Option<Result<Time, ()>> {
        let after_t = at > 0 && matches!(&self.tokens[at - 1], Token::Word(word) if word == "t");
        let (hour, minute, second, mut end);
        if let (true, Some(both)) = (after_t, self.number(at, 4..=4)) {
            (hour, minute, second, end) = (both / 100, both % 100, None, at + 1);
        } else if let (true, Some(all)) = (after_t, self.number(at, 6..=6)) {
            (hour, minute, second, end) = (all / 10_000, all / 100 % 100, Some(all % 100), at + 1);
        } else {
            hour = self.number(at, 1..=2)?;
            let mark = self.mark(at + 1, &[':', '.']);
            let hours = self.word(at + 1).filter(|word| ["h", "uhr", "год"].contains(word)).is_some();
            let half = self.word(at + 1).filter(|word| ["am", "pm"].contains(word)).is_some();
            match self.number(at + 2, 2..=2).filter(|_| mark.is_some() || hours) {
                Some(found) => {
                    minute = found;
                    let more = self
                        .mark(at + 3, &[':', '.'])
                        .filter(|m| Some(*m) == mark)
                        .and(self.number(at + 4, 2..=2));
                    (second, end) = (more, if more.is_some() { at + 5 } else { at + 3 });
                }
                None if hours => (minute, second, end) = (0, None, at + 2),
                None if half || after_t => (minute, second, end) = (0, None, at + 1),
                None => return None,
            }
        }
        // A fraction of a second says nothing that is kept.
        if second.is_some() && self.mark(end, &['.', ',']).is_some() && self.number(end + 1, 1..=9).is_some()
        {
            end += 2;
        }
        let hour = match self.word(end) {
            Some("am") if (1..=12).contains(&hour) => hour % 12,
            Some("pm") if (1..=12).contains(&hour) => hour % 12 + 12,
            Some("pm") if hour > 12 => hour,
            Some("am" | "pm") => return Some(Err(())),
            _ => hour,
        };
        let half = usize::from(self.word(end).is_some_and(|word| ["am", "pm"].contains(&word)));
        self.take(at..end + half);
        let seconds = second.unwrap_or(0);
        Some(match (hour, minute, seconds) {
            (24, 0, 0) => Ok(Time(Some((1, 0, 0, second)))),
            // A leap second is over when the next minute begins.
            (23, 59, 60) => Ok(Time(Some((1, 0, 0, second.map(|_| 0))))),
            (0..=23, 0..=59, 0..=59) => Ok(Time(Some((0, hour, minute, second)))),
            _ => Err(()),
        })
    }

    /// The zone or offset; the letters of one that several have are an error.
    pub(super) fn zone(&mut self) -> Result<Option<Zone>, String> {
        let (mut found, mut several) = (None, None);
        for at in 0..self.tokens.len() {
            if let Some(named) = self.word(at).and_then(words::zone) {
                if named == Zone::Several {
                    several = self.word(at).map(str::to_uppercase);
                }
                self.take(at..at + 1);
                found = found.or(Some(named));
            }
            let Some(sign) = self.mark(at, &['+', '-']) else { continue };
            let minutes = match (self.number(at + 1, 4..=4), self.number(at + 1, 1..=2)) {
                (Some(both), _) => Some((both / 100 * 60 + both % 100, at + 2)),
                (None, Some(hours)) => match self.mark(at + 2, &[':']).and(self.number(at + 3, 2..=2)) {
                    Some(minutes) => Some((hours * 60 + minutes, at + 4)),
                    None => Some((hours * 60, at + 2)),
                },
                (None, None) => None,
            };
            if let Some((minutes, end)) = minutes {
                self.take(at..end);
                // `-0500 (EST)`: the offset says it, whatever the letters.
                (found, several) =
                    (Some(Zone::Offset(if sign == '-' { -(minutes as i32) } else { minutes as i32 })), None);
                for rest in end..self.tokens.len() {
                    if self.word(rest).and_then(words::zone).is_some() {
                        self.take(rest..rest + 1);
                    }
                }
                break;
            }
        }
        several.map_or(Ok(found), Err)
    }

    /// Whether anything has no place that may say something.
    pub(super) fn is_left(&self) -> bool {
        self.tokens.iter().zip(&self.at).any(|(token, taken)| match token {
            _ if *taken => false,
            Token::Number(_) => true,
            Token::Word(word) => !words::says_nothing(word),
            Token::Mark(mark) => !matches!(mark, ',' | '.' | '(' | ')' | '[' | ']' | '/' | '-' | '"' | '\''),
        })
    }
}
