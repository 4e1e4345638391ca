//! When reports appeared that an article names.

use crate::check::Text;
use crate::content::{Date, Day};

/// The latest day on which a source of an article was published: as its front matter says, or the address of the report.
pub(super) fn latest(text: &Text<'_>) -> Option<Day> {
    let zone = text.site.config.timezone;
    let day_of = |date: Date| {
        let date = date.in_zone(zone);
        Day::new(date.year(), date.month(), date.day())
    };
    let days = text.document.front.sources.iter().filter_map(|source| {
        let written = source.rare().published.and_then(day_of);
        written.or_else(|| source.url.as_deref().and_then(in_address))
    });
    days.max()
}

/// The day that an address has in its path: `/2025/02/12/`, `/2025/feb/12/`, `2025-02-12`.
fn in_address(url: &str) -> Option<Day> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let path = url.split_once("://")?.1.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    parts.windows(3).find_map(|window| {
        let [year, month, day] = window else { return None };
        let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
            (digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
                .then(|| text.parse::<u32>().ok())?
        };
        let year = number(year, 4..=4).filter(|year| (1990..2100).contains(year))?;
        let named =
            || MONTHS.iter().position(|name| *name == month.to_ascii_lowercase()).map(|at| at as u32 + 1);
        let month = number(month, 1..=2).or_else(named)?;
        Day::new(year as i32, month, number(day, 1..=2)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_from_addresses() {
        for (url, day) in [
            ("https://news.example.org/2025/02/12/talks", Some((2025, 2, 12))),
            ("https://news.example.org/world/2025/feb/12/talks", Some((2025, 2, 12))),
            ("https://news.example.org/talks-2025-02-12.html", Some((2025, 2, 12))),
            ("https://news.example.org/2025/02/30/talks", None),
            ("https://news.example.org/article-20250212-33", None),
            ("https://news.example.org/1.2.3/2025/", None),
        ] {
            assert_eq!(
                in_address(url),
                day.and_then(|(year, month, day)| Day::new(year, month, day)),
                "{url}"
            );
        }
    }
}
