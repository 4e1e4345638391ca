//! How many of a site's links have died: by the year of the articles that name them, and from one run to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::known::DAY;
use super::{Known, Links};

/// What a run counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// When: seconds since 1970.
    pub at: i64,
    /// Addresses that the whole site named.
    pub addresses: usize,
    /// Those that were not there.
    pub dead: usize,
}

/// How many runs are kept.
const KEPT: usize = 120;

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

/// Notes what a run over a whole site counted, and gives the one before it. Of one day the last run counts.
pub fn note(known: &mut Known, run: Run) -> Option<Run> {
    let day = |run: &Run| run.at.div_euclid(DAY);
    let runs = &mut known.runs;
    let before = runs.iter().rev().find(|other| day(other) < day(&run)).copied();
    runs.retain(|other| day(other) != day(&run));
    runs.push(run);
    runs.sort_by_key(|run| run.at);
    runs.drain(..runs.len().saturating_sub(KEPT));
    before
}
