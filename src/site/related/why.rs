//! Why two articles are related, in words.

use std::fmt;

use super::features::{self, Feature, Kind};
use crate::site::{Article, Site};

/// What two articles share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The story, tags, topics and words, as the first of them has them.
    shared: Vec<(Kind, String)>,
    /// Days between their dates.
    days: u64,
}

/// How many names of a kind are said.
const NAMED: usize = 4;

pub(super) fn why(site: &Site, of: &Article, other: &Article, numbers: &[u32]) -> Why {
    let mut shared = Vec::new();
    features::each(site, of, |Feature { number, name }| {
        if numbers.contains(&number) {
            shared.push((Kind::of(number), name.to_owned()));
        }
    });
    Why { shared, days: of.date.timestamp.abs_diff(other.date.timestamp) / (24 * 60 * 60) }
}

impl fmt::Display for Why {
    /// `the story ukraine-talks, the tags Kyiv and NATO, 2 days apart`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, one, more) in [
            (Kind::Story, "story", "stories"),
            (Kind::Tag, "tag", "tags"),
            (Kind::Topic, "topic", "topics"),
            (Kind::Word, "word", "words"),
        ] {
            let names: Vec<&str> =
                self.shared.iter().filter(|(k, _)| *k == kind).map(|(_, name)| name.as_str()).collect();
            match &*names {
                [] => {}
                [name] => write!(f, "the {one} {name}, ")?,
                [names @ .., last] if names.len() < NAMED => {
                    write!(f, "the {more} {} and {last}, ", names.join(", "))?;
                }
                names => {
                    let rest = names.len() - NAMED;
                    write!(f, "the {more} {} and {rest} more, ", names[..NAMED].join(", "))?;
                }
            }
        }
        match self.days {
            0 => f.write_str("less than a day apart"),
            1 => f.write_str("1 day apart"),
            days => write!(f, "{days} days apart"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_words() {
        let shared = [
            (Kind::Story, "ukraine-talks"),
            (Kind::Tag, "Kyiv"),
            (Kind::Tag, "NATO"),
            (Kind::Word, "a"),
            (Kind::Word, "b"),
            (Kind::Word, "c"),
            (Kind::Word, "d"),
            (Kind::Word, "e"),
        ];
        let why = Why { shared: shared.map(|(kind, name)| (kind, name.to_owned())).to_vec(), days: 2 };
        let words =
            "the story ukraine-talks, the tags Kyiv and NATO, the words a, b, c, d and 1 more, 2 days apart";
        assert_eq!(why.to_string(), words);
    }
}
