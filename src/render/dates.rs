//! Dates in words: `strftime` patterns with the names of the page's language.

use std::fmt::Write as _;

use chrono::format::{Fixed, Item, Numeric, StrftimeItems};
use chrono::{DateTime, Datelike, FixedOffset};

use crate::i18n::Texts;

/// Formats an RFC 3339 date, in the zone that it carries, by a `strftime` pattern or the name of one
/// (`long` → the interface text `dates.long`).
///
/// # Errors
/// A text that is no date; a pattern that is none.
pub fn format_date(date: &str, format: &str, texts: &Texts) -> Result<String, String> {
    let moment =
        DateTime::parse_from_rfc3339(date).map_err(|_| format!("`{date}` is not an RFC 3339 date"))?;
    if format == "iso" {
        return Ok(date.to_owned());
    }
    if format.contains('%') {
        return pattern(moment, format, texts);
    }
    let named = texts.get(&format!("dates.{format}"), None, &|_| None);
    let named = named.ok_or_else(|| format!("there is no date format `{format}` in the interface texts"))?;
    pattern(moment, &named, texts)
}

fn pattern(moment: DateTime<FixedOffset>, format: &str, texts: &Texts) -> Result<String, String> {
    let mut out = String::with_capacity(24);
    let month = |key: &str| texts.list(key).get(moment.month0() as usize);
    let weekday = |key: &str| texts.list(key).get(moment.weekday().num_days_from_monday() as usize);
    // A month without a day has another form in some languages (Unicode CLDR's stand-alone names).
    let alone = !StrftimeItems::new(format).any(|item| matches!(item, Item::Numeric(Numeric::Day, _)));
    let months = match alone && !texts.list("dates.months_alone").is_empty() {
        true => "dates.months_alone",
        false => "dates.months",
    };
    for item in StrftimeItems::new(format) {
        let named = match &item {
            Item::Error => return Err(format!("`{format}` is not a date format")),
            Item::Fixed(Fixed::LongMonthName) => month(months),
            Item::Fixed(Fixed::ShortMonthName) => month("dates.months_short"),
            Item::Fixed(Fixed::LongWeekdayName) => weekday("dates.weekdays"),
            Item::Fixed(Fixed::ShortWeekdayName) => weekday("dates.weekdays_short"),
            _ => None,
        };
        match (named, &item) {
            (Some(name), _) => out.push_str(name),
            (None, Item::Literal(text) | Item::Space(text)) => out.push_str(text),
            (None, _) => write!(out, "{}", moment.format_with_items(std::iter::once(&item)))
                .map_err(|_| format!("`{format}` is not a date format"))?,
        }
    }
    Ok(out)
}
