//! How many of a site's links have died: by the year of the articles that name them, and from one run to the next.

use std::collections::BTreeMap;

use super::{Known, Links, Run, history};

/// How many addresses the articles of a year name, and how many of them are dead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OfYear {
    /// All.
    pub addresses: usize,
    /// Those that are not there.
    pub dead: usize,
}

/// By year; an address counts in each year in which somebody names it.
pub fn by_year(links: &Links<'_>, is_dead: impl Fn(&str) -> bool) -> BTreeMap<i32, OfYear> {
    let mut years: BTreeMap<i32, OfYear> = BTreeMap::new();
    for (address, places) in links {
        let mut of = Vec::new();
        for place in places {
            let Some(date) = place.document.front.date else { continue };
            if !of.contains(&date.year()) {
                of.push(date.year());
            }
        }
        for year in of {
            let year = years.entry(year).or_default();
            year.addresses += 1;
            year.dead += usize::from(is_dead(address));
        }
    }
    years
}

/// Notes what a run over a whole site counted, and gives the one before it.
pub fn note(known: &mut Known, run: Run) -> Option<Run> {
    const DAY: i64 = 24 * 60 * 60;
    let before =
        known.runs.iter().rev().find(|other| other.at.div_euclid(DAY) < run.at.div_euclid(DAY)).copied();
    history::add(&mut known.runs, run);
    before
}
