//! When an article was published, and when it was changed.
//!
//! Machines are told one date, and readers see one. Where both are the same day, or only one is there, it is certain. They
//! differ by one day where the clock of the program that wrote the page is in another zone than its outlet: then what readers
//! see counts. Where they differ by more, something else is meant by one of them (a change of the text, a move of the whole
//! site), and whatever is chosen is a guess:
//! - what readers are told to be the date of publication, or
//! - the earlier one, for texts are changed and moved after they were published.
//!
//! A date that may be of something else than the text, by where it stands or by what stands beside it, is a guess, and says
//! nothing against what machines are told. An hour that readers see is of the machines' moment where both differ by a zone alone.
//!
//! Where readers see the date of a change alone, what machines are told is a guess as well: nobody who reads the page can see
//! that it is so.

mod label;
mod line;
mod machine;
mod seen;
mod told;
mod written;
mod zone;

use std::ops::Range;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use dom_query::NodeRef;
use url::Url;

pub use self::line::{is_of_change, is_of_other, is_of_publication, of_line};
use self::seen::{Dated, Seen};
use self::told::Told;
pub(super) use self::written::dates;
use super::head::Stand;
use super::{Found, Provenance, Sources};
use crate::import::beside;

/// The years in which a page may have been published.
const YEARS: Range<i32> = 1990..2100;

/// A moment as precisely as somebody says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// To the second, with its offset.
    Zoned(DateTime<FixedOffset>),
    /// To the minute, in a zone that nobody says.
    Local(NaiveDateTime),
    /// A day.
    Day(NaiveDate),
}

impl Moment {
    /// Reads a date in a form that machines write (RFC 3339, RFC 5322, and their kin) or people do, in several languages. None
    /// where it may be either of two days.
    pub fn parse(text: &str) -> Option<Self> {
        machine::read(text).filter(is_plausible).or_else(|| {
            let first = written::dates(text).into_iter().next()?;
            first.other.is_none().then_some(first.moment)
        })
    }

    /// The day, where it was written.
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::Zoned(moment) => moment.date_naive(),
            Self::Local(moment) => moment.date(),
            Self::Day(day) => *day,
        }
    }

    /// By what moments are sorted: without a zone as if it was UTC.
    pub fn order(&self) -> i64 {
        match self {
            Self::Zoned(moment) => moment.timestamp(),
            Self::Local(moment) => moment.and_utc().timestamp(),
            Self::Day(day) => day.and_time(NaiveTime::MIN).and_utc().timestamp(),
        }
    }

    /// As front matter has it (ISO 8601).
    pub fn written(&self) -> String {
        match self {
            Self::Zoned(moment) => moment.format("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            Self::Local(moment) => moment.format("%Y-%m-%dT%H:%M:%S").to_string(),
            Self::Day(day) => day.to_string(),
        }
    }

    /// The same time of another day.
    fn on(&self, day: NaiveDate) -> Self {
        match self {
            Self::Local(moment) => Self::Local(day.and_time(moment.time())),
            Self::Zoned(_) | Self::Day(_) => Self::Day(day),
        }
    }

    /// The moment that machines are told and readers are shown, if it is the same but for its zone: with the hour that readers
    /// see, and the zone that follows from both.
    fn shown(&self, shown: &Self) -> Option<Self> {
        /// The farthest zones from UTC, and what all of them are whole parts of, in minutes.
        const FARTHEST: i64 = 14 * 60;
        const STEP: i64 = 15;
        match (self, shown) {
            (Self::Zoned(told), Self::Local(seen)) => {
                let minute = |moment: NaiveDateTime| moment.and_utc().timestamp().div_euclid(60);
                let apart = minute(*seen) - minute(told.naive_utc());
                let offset = i32::try_from(apart * 60).ok().and_then(FixedOffset::east_opt);
                offset
                    .filter(|_| apart.abs() <= FARTHEST && apart % STEP == 0)
                    .map(|offset| Self::Zoned(told.with_timezone(&offset)))
            }
            (Self::Zoned(told), Self::Zoned(seen)) => (told.timestamp() / 60 == seen.timestamp() / 60)
                .then(|| Self::Zoned(told.with_timezone(seen.offset()))),
            (Self::Local(told), Self::Zoned(seen)) => {
                let is_same = [seen.naive_local(), seen.naive_utc()].contains(told);
                is_same.then(|| shown.clone())
            }
            _ => None,
        }
    }

    /// By how many days it is later than another.
    fn days_after(&self, other: &Self) -> i64 {
        (self.day() - other.day()).num_days()
    }
}

/// Whether a text is nothing but the label of a date: "Last updated".
pub(super) fn is_label(text: &str) -> bool {
    label::alone(text).is_some()
}

fn is_plausible(moment: &Moment) -> bool {
    YEARS.contains(&moment.day().year())
}

/// When it was published.
pub(super) fn published(sources: &Sources<'_>, is_month_first: bool) -> Option<Found<Moment>> {
    let seen = seen::read(sources, is_month_first);
    let told = told::published(sources);
    let updated = told::updated(sources);
    match told.first() {
        Some(first) => Some(both(first, &told, updated.as_ref(), &seen, of_address(sources))),
        None => one(sources, &seen, updated),
    }
}

/// What is chosen where machines are told a date.
fn both(
    told: &Told,
    all: &[Told],
    updated: Option<&Told>,
    seen: &Seen,
    address: Option<NaiveDate>,
) -> Found<Moment> {
    let machines = |provenance| Found::new(told.moment.clone(), provenance, told.place.clone());
    let readers = |dated: &Dated, provenance| Found::new(dated.moment.clone(), provenance, dated.place);
    let is_near = |dated: &Dated, days: i64| dated.moment.days_after(&told.moment).abs() <= days;
    let visible = || [&seen.published, &seen.plain].into_iter().flatten().filter(|dated| !dated.is_ambiguous);
    if let Some(dated) = visible().find(|dated| is_near(dated, 0)) {
        // Readers may be shown the zone that machines are not told.
        let moment = told.moment.shown(&dated.moment).filter(|_| !matches!(told.moment, Moment::Zoned(_)));
        return machines(Provenance::Structured).map(|told| moment.unwrap_or(told));
    }
    let said = || visible().filter(|dated| !dated.is_doubtful);
    if let Some(dated) = said().find(|dated| is_near(dated, 1)) {
        let moment = told.moment.shown(&dated.moment);
        return readers(dated, Provenance::Visible).map(|seen| moment.unwrap_or(seen));
    }
    if let Some(dated) = said().next() {
        let is_change = updated.is_some_and(|updated| updated.moment.days_after(&dated.moment).abs() <= 1);
        let is_said = seen.published.as_ref().is_some_and(|published| !published.is_doubtful);
        return match is_said || (dated.moment.days_after(&told.moment) < 0 && !is_change) {
            true => readers(dated, Provenance::Guessed),
            false => machines(Provenance::Guessed),
        };
    }
    // Nobody changes what is not there yet, and other places say the same.
    let is_changed_before = seen.updated.as_ref().is_some_and(|dated| !is_near(dated, 0))
        || updated.is_some_and(|updated| updated.moment.days_after(&told.moment) < -1);
    let is_vague = all.iter().all(|told| told.is_vague);
    let is_disputed = is_vague
        || all.iter().any(|other| other.moment.days_after(&told.moment).abs() > 1)
        || address.is_some_and(|day| (told.moment.day() - day).num_days().abs() > 2);
    machines(if is_changed_before || is_disputed { Provenance::Guessed } else { Provenance::Structured })
}

/// What is chosen where machines are told none.
fn one(sources: &Sources<'_>, seen: &Seen, updated: Option<Told>) -> Option<Found<Moment>> {
    let address = of_address(sources);
    let found = [&seen.published, &seen.plain].into_iter().flatten();
    let found = found.clone().find(|dated| !dated.is_doubtful).or(found.clone().next());
    let elements = elements(sources);
    let is_better = |dated: &Dated| {
        dated.is_doubtful && elements.as_ref().is_some_and(|found| found.provenance == Provenance::Visible)
    };
    if let Some(dated) = found.filter(|dated| !is_better(dated)) {
        let is_disputed = address.is_some_and(|day| (dated.moment.day() - day).num_days().abs() > 2);
        let is_change = updated
            .as_ref()
            .is_some_and(|updated| seen.published.is_none() && updated.moment.days_after(&dated.moment) == 0);
        let is_guess = dated.is_ambiguous || dated.is_doubtful || is_disputed || is_change;
        // Of two guesses that of the address is the better one.
        if let Some(day) = address.filter(|_| dated.is_doubtful && is_disputed) {
            return Some(Found::new(Moment::Day(day), Provenance::Address, "the address"));
        }
        let provenance = if is_guess { Provenance::Guessed } else { Provenance::Visible };
        return Some(Found::new(dated.moment.clone(), provenance, dated.place));
    }
    if let Some(found) = elements {
        return Some(found);
    }
    if let Some(day) = address {
        return Some(Found::new(Moment::Day(day), Provenance::Address, "the address"));
    }
    let guess = |moment: Moment, place: &str| Found::new(moment, Provenance::Guessed, place);
    let in_scripts = told::in_scripts(sources).map(|told| guess(told.moment, &told.place));
    // No later than its last change.
    in_scripts
        .or_else(|| seen.updated.as_ref().map(|dated| guess(dated.moment.clone(), "the date of a change")))
        .or_else(|| updated.map(|told| guess(told.moment, &told.place)))
}

/// By how many elements something else may be around its date.
const AROUND: usize = 5;
/// How many `time` elements of a page are looked at.
const TIMES: usize = 500;

/// The `time` elements of the whole page, those of comments apart: where all of them are of the same day it is the article's, unless
/// they say that they are something else, or stand beside the text or in another article.
fn elements(sources: &Sources<'_>) -> Option<Found<Moment>> {
    let times = sources.page.document.select("time[datetime]");
    let of = |node: &NodeRef<'_>| {
        let is_aside = beside::is_of_others(node, AROUND) || sources.around.stand(node, true) != Stand::Own;
        Some((seen::of_time(node)?, seen::is_published(node), is_aside))
    };
    let times: Vec<_> = times
        .nodes()
        .iter()
        .take(TIMES)
        .filter(|node| !beside::is_of_comments(node, AROUND))
        .filter_map(of)
        .collect();
    let (first, is_published, is_aside) = times
        .iter()
        .find(|(_, is_published, is_aside)| *is_published && !is_aside)
        .or(times.iter().find(|(_, is_published, _)| *is_published))
        .or(times.first())?;
    let is_one = *is_published && !is_aside && times.iter().all(|(moment, ..)| moment.day() == first.day());
    let provenance = if is_one { Provenance::Visible } else { Provenance::Guessed };
    let place = if is_one { "`<time>`" } else { "the first of several `<time>`" };
    Some(Found::new(first.clone(), provenance, place))
}

/// When it was changed, if that is later than the day on which it was published.
pub(super) fn updated(sources: &Sources<'_>, published: Option<&Moment>) -> Option<Found<Moment>> {
    let told = told::updated(sources).map(|told| Found::new(told.moment, Provenance::Structured, told.place));
    let seen = || {
        let seen = seen::read(sources, false).updated.filter(|dated| !dated.is_ambiguous)?;
        Some(Found::new(seen.moment, Provenance::visible_if(!seen.is_doubtful), seen.place))
    };
    let published = published?;
    told.or_else(seen).filter(|updated| updated.value.day() > published.day())
}

fn of_address(sources: &Sources<'_>) -> Option<NaiveDate> {
    in_address(sources.page.url.as_ref()?)
}

/// The day in an address: `/2025/02/12/`, `/2025-02-12-`, `/20250212`.
pub fn in_address(url: &Url) -> Option<NaiveDate> {
    let numbers: Vec<&str> =
        url.path().split(|one: char| !one.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let whole = numbers
        .iter()
        .filter(|part| part.len() == 8)
        .find_map(|part| NaiveDate::parse_from_str(part, "%Y%m%d").ok());
    let parts = numbers.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    });
    parts.or(whole).filter(|day| YEARS.contains(&day.year()))
}
