//! Which months of a site make a segment.
//!
//! Segments are cut by the calendar, not by number: an article that comes moves no other one into another segment, and the
//! articles of a year ago stay in files that browsers have. The newest month stands by itself, since most edits are there; a
//! stretch of the calendar with few articles is one segment, one with many is divided.

use std::collections::BTreeMap;

/// A year and a month, from 1.
type Month = (i32, u32);

/// Stretches of the calendar, in months, the longest first. Each begins where its length divides the months since the year 0.
const LENGTHS: [i32; 8] = [768, 192, 48, 24, 12, 6, 3, 1];

/// A segment has at most as many articles as this part of the site, within the bounds below.
const PART: usize = 8;
const LEAST: usize = 256;
const MOST: usize = 16_384;

/// A stretch of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    first: i32,
    length: i32,
}

impl Stretch {
    /// Its name: the first month, and how many there are: `2025-02-1`.
    pub fn name(self) -> String {
        let (year, month) = (self.first.div_euclid(12), self.first.rem_euclid(12) + 1);
        format!("{year:04}-{month:02}-{}", self.length)
    }

    /// Its months.
    pub fn months(self) -> std::ops::Range<Month> {
        month(self.first)..month(self.first + self.length)
    }

    fn holds(self, number: i32) -> bool {
        (self.first..self.first + self.length).contains(&number)
    }
}

fn number((year, month): Month) -> i32 {
    year * 12 + month as i32 - 1
}

fn month(number: i32) -> Month {
    (number.div_euclid(12), number.rem_euclid(12) as u32 + 1)
}

/// The stretches of a site with so many articles in each of its months, oldest first; none is empty.
pub fn stretches(months: &BTreeMap<Month, usize>) -> Vec<Stretch> {
    let (Some(first), Some(last)) = (months.keys().next(), months.keys().next_back()) else {
        return Vec::new();
    };
    let (first, newest) = (number(*first), number(*last));
    let most = (months.values().sum::<usize>() / PART).next_power_of_two().clamp(LEAST, MOST);
    let mut found = Vec::new();
    let mut start = first.div_euclid(LENGTHS[0]) * LENGTHS[0];
    while start <= newest {
        divide(Stretch { first: start, length: LENGTHS[0] }, 1, months, (newest, most), &mut found);
        start += LENGTHS[0];
    }
    found
}

fn divide(
    stretch: Stretch,
    level: usize,
    months: &BTreeMap<Month, usize>,
    (newest, most): (i32, usize),
    found: &mut Vec<Stretch>,
) {
    let count: usize = months.range(stretch.months()).map(|(_, count)| count).sum();
    if count == 0 {
        return;
    }
    let is_whole = stretch.length == 1 || count <= most && !stretch.holds(newest);
    if is_whole {
        return found.push(stretch);
    }
    let length = LENGTHS[level];
    for first in (stretch.first..stretch.first + stretch.length).step_by(length as usize) {
        divide(Stretch { first, length }, level + 1, months, (newest, most), found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(months: &[(Month, usize)]) -> Vec<String> {
        stretches(&months.iter().copied().collect()).into_iter().map(Stretch::name).collect()
    }

    #[test]
    fn the_newest_month_stands_alone_and_old_ones_together() {
        assert_eq!(names(&[]), [""; 0]);
        assert_eq!(names(&[((2025, 2), 3)]), ["2025-02-1"]);
        let months = [((2009, 5), 3), ((2023, 1), 9), ((2024, 12), 9), ((2025, 1), 9), ((2025, 2), 9)];
        assert_eq!(names(&months), ["2000-01-192", "2020-01-48", "2024-01-12", "2025-01-1", "2025-02-1"]);
    }

    #[test]
    fn what_is_large_is_divided_and_nothing_is_lost() {
        let months: Vec<(Month, usize)> = (0..36).map(|n| (month(2022 * 12 + 1 + n), 280)).collect();
        let all = stretches(&months.iter().copied().collect());
        let count = |stretch: &Stretch| {
            let inside = months.iter().filter(|(month, _)| stretch.months().contains(month));
            inside.map(|(_, count)| count).sum::<usize>()
        };
        assert_eq!(all.iter().map(count).sum::<usize>(), 36 * 280);
        assert!(all.iter().all(|stretch| count(stretch) <= 2048) && all.len() < 12, "{all:?}");
    }
}
