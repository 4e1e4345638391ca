//! `newsprint check --external`: what the site's texts link to, asked for.

use std::path::Path;
use std::time::Duration;

use indicatif::ProgressBar;

use crate::check::{RuleOptions, Scope, Settings, documents};
use crate::cli::messages;
use crate::content::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::site::Site;
use crate::web::rot::{self, Run, by_year};
use crate::web::{Answer, Known, Links, Manners, Place, ask, links};

/// From how many addresses on a year says something.
const OF_YEAR: usize = 10;

/// What is found, and lines that sum it up.
pub(super) struct External {
    pub(super) said: Vec<Diagnostic>,
    pub(super) lines: Vec<String>,
}

/// Asks for what the documents of a scope link to, unless that was asked for lately. `cache` is the folder of the cache.
///
/// # Errors
/// The web cannot be asked at all, in words.
pub(super) fn external(
    sites: &[&Site],
    scope: &Scope,
    settings: &Settings,
    cache: &Path,
    quiet: bool,
) -> Result<External, String> {
    // Switched off it is not said, and how hosts are asked is set there all the same.
    let Some(options) = settings.get(Code::LinkDead) else {
        return Ok(External {
            said: Vec::new(),
            lines: vec!["`link-dead` is off: nothing was asked".to_owned()],
        });
    };
    let now = sites.first().map_or(0, |site| site.now);
    let mut all = links(documents(sites, scope));
    let except = options.texts("except");
    all.retain(|address, _| !except.iter().any(|part| address.contains(&**part)));
    let mut known = Known::read(cache);
    let days = options.number("days");
    let new: Vec<String> =
        all.keys().filter(|address| known.recent(address, now, days).is_none()).cloned().collect();
    let manners = Manners {
        patience: Duration::from_secs(options.number("seconds").max(1)),
        pause: Duration::from_millis(options.number("pause_ms")),
        hosts: options.number("hosts").clamp(1, 256) as usize,
    };
    let asked = new.len();
    let bar = progress(asked as u64, quiet);
    for (address, answer) in ask(new, manners, &|| bar.inc(1))? {
        known.note(&address, answer, now);
    }
    bar.finish_and_clear();
    let mut said = Vec::new();
    for (address, places) in &all {
        let Some(answer) = known.answer(address) else { continue };
        let dead_days = known.dead_days(address, now);
        said.extend(places.iter().filter_map(|place| message(address, answer, place, (dead_days, settings))));
    }
    let lines = report(&all, &mut known, now, asked, scope);
    let is_named = |address: &str| scope.places.is_some() || all.contains_key(address);
    if let Err(error) = known.keep(is_named) {
        messages::say(&format!("What hosts answered cannot be kept: {error}"));
    }
    Ok(External { said, lines })
}

fn progress(length: u64, quiet: bool) -> ProgressBar {
    match quiet || length == 0 {
        true => ProgressBar::hidden(),
        false => messages::progress_bar(length, "addresses"),
    }
}

fn message(
    address: &str,
    answer: &Answer,
    place: &Place<'_>,
    (dead_days, settings): (Option<i64>, &Settings),
) -> Option<Diagnostic> {
    let found = |code: Code, message: String| -> Option<(RuleOptions<'_>, Diagnostic)> {
        let found = Diagnostic::warning(code, message).in_file(&*place.document.path);
        let found = place.span.map_or(found.clone(), |span| found.at(span));
        Some((settings.get(code)?, found))
    };
    let (options, found) = match answer {
        Answer::There | Answer::Unasked => return None,
        Answer::Dead { why } => {
            let since = match dead_days {
                Some(days) if days > 0 => format!(", since {days} days at least"),
                _ => String::new(),
            };
            let (options, found) = found(Code::LinkDead, format!("{address} is not there: {why}{since}"))?;
            (options, found.hint(format!("if it is true, a copy may be at {}", archived(address, place))))
        }
        Answer::Moved { to } => {
            let (options, found) = found(Code::LinkMoved, format!("{address} has moved"))?;
            (options, found.hint(format!("write {to}")))
        }
        Answer::Unclear { why } => {
            let (options, found) = found(Code::LinkUnclear, format!("{address} may be there or not: {why}"))?;
            (options, found.hint("look at it in a browser"))
        }
    };
    Some(options.as_set(found.cause(address, format!("{address} is not what it was"))))
}

/// The copy of the Internet Archive that is nearest to the day on which an article named an address.
fn archived(address: &str, place: &Place<'_>) -> String {
    let day = |date: Date| format!("{:04}{:02}{:02}", date.year(), date.month(), date.day());
    let day = place.document.front.date.map_or_else(String::new, |date| format!("{}/", day(date)));
    format!("https://web.archive.org/web/{day}{address}")
}

/// How many links have died: now, in the articles of each year, and since the last run.
fn report(links: &Links<'_>, known: &mut Known, now: i64, asked: usize, scope: &Scope) -> Vec<String> {
    let is = |kind: fn(&Answer) -> bool| {
        links.keys().filter(|address| known.answer(address).is_some_and(kind)).count()
    };
    let dead = is(Answer::is_dead);
    let moved = is(|answer| matches!(answer, Answer::Moved { .. }));
    let unclear = is(|answer| matches!(answer, Answer::Unclear { .. }));
    let unasked = is(|answer| matches!(answer, Answer::Unasked));
    let mut line = format!(
        "{} addresses, {asked} of them asked now: {dead} dead{}, {moved} moved, {unclear} unclear",
        links.len(),
        share(dead, links.len())
    );
    if unasked > 0 {
        line += &format!(", {unasked} that their hosts want no program to ask for");
    }
    let mut lines = vec![line];
    let years = by_year(links, |address| known.answer(address).is_some_and(Answer::is_dead));
    let rotten: Vec<String> = years
        .iter()
        .filter(|(_, of)| of.addresses >= OF_YEAR)
        .map(|(year, of)| format!("{year} {} of {}{}", of.dead, of.addresses, share(of.dead, of.addresses)))
        .collect();
    if rotten.len() > 1 && dead > 0 {
        lines.push(format!("Dead by the year of the article: {}", rotten.join("; ")));
    }
    if scope.places.is_none() {
        let before = rot::note(known, Run { at: now, addresses: links.len(), dead });
        if let Some(before) = before {
            let day = Date::at(before.at, chrono_tz::UTC).map_or_else(String::new, |date| date.as_written());
            let day = day.split('T').next().unwrap_or_default().to_owned();
            lines.push(format!(
                "On {day}: {} dead of {}{}",
                before.dead,
                before.addresses,
                share(before.dead, before.addresses)
            ));
        }
    }
    lines
}

/// ` (2.5 %)`, or nothing of nothing.
fn share(part: usize, all: usize) -> String {
    if all == 0 { String::new() } else { format!(" ({:.1} %)", part as f64 * 100.0 / all as f64) }
}
