//! Editions: one issue of the digest a week, with the articles of its days as cards below their topics.

use std::fmt::Write as _;

use super::corpus::Date;

/// The most articles that an edition has.
pub(super) const MOST: usize = 24;

/// The file of an edition. `cards` are topics, headlines and paths.
pub(super) fn text(
    number: usize,
    first: Date,
    last: Date,
    published: Date,
    cards: &[(&str, String, String)],
) -> String {
    let (from, to) = (first.day(), last.day());
    let stamp = published.stamp();
    let mut text = format!(
        "---\ntitle: The week of {from}\nnumber: {number}\ndate: {stamp}\ncovers: {from}/{to}\n---\n\n\
         What happened from {from} to {to}, as we read it.\n"
    );
    let mut topics: Vec<&str> = cards.iter().map(|(topic, ..)| *topic).collect();
    topics.sort_unstable();
    topics.dedup();
    for topic in topics {
        let _ = write!(text, "\n## {topic}\n");
        for (_, title, path) in cards.iter().filter(|(of, ..)| *of == topic) {
            let _ = write!(text, "\n[{title}]({path})\n");
        }
    }
    text += "\n[The minutes of the week](https://records.example/minutes) — a brief: read it elsewhere.\n";
    text
}
