//! Places in a text, as texts are looked through from their beginning to their end.

use std::ops::Range;

/// Whether a place lies in one of the ranges, which are sorted and do not overlap.
pub fn is_in(ranges: &[Range<usize>], at: usize) -> bool {
    let before = ranges.partition_point(|range| range.end <= at);
    ranges.get(before).is_some_and(|range| range.contains(&at))
}

/// Where a sign stands next. Places that are asked for only grow, so that each is looked at once.
#[derive(Default)]
pub struct Next {
    /// The last that was found, with where the text before it ends; none follows where it is none.
    found: Option<Option<(usize, usize)>>,
}

impl Next {
    /// The first at or behind a place.
    pub fn at(&mut self, text: &str, from: usize, sign: &str) -> Option<usize> {
        self.behind(text, from, sign, str::len).map(|(at, _)| at)
    }

    /// The first at or behind a place, and where the text before it ends: `trimmed` says how long that is without the white
    /// space at its end.
    pub fn behind(
        &mut self,
        text: &str,
        from: usize,
        sign: &str,
        trimmed: fn(&str) -> usize,
    ) -> Option<(usize, usize)> {
        let known = self.found.filter(|found| found.is_none_or(|(at, _)| at >= from));
        let found = known.unwrap_or_else(|| {
            let length = text[from..].find(sign)?;
            Some((from + length, from + trimmed(&text[from..from + length])))
        });
        self.found = Some(found);
        found
    }
}
