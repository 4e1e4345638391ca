//! The words that somebody may have meant who mistyped one.

use super::words::{fold, is_solid, tokens};
use crate::hash::FastMap;

/// How many there are at most: the most frequent.
const MOST: usize = 8192;
/// Shorter ones have too many neighbours.
const SHORTEST: usize = 4;

/// The words of headlines and names, folded, the most frequent first, then in the order of their letters.
pub fn words<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut counts: FastMap<String, usize> = FastMap::default();
    for text in texts {
        tokens(text, |token| {
            let word = fold(token);
            if word.chars().all(|c| c.is_alphabetic() && !is_solid(c)) && word.chars().count() >= SHORTEST {
                *counts.entry(word).or_default() += 1;
            }
        });
    }
    let mut words: Vec<(usize, String)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
    words.sort_unstable_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    words.truncate(MOST);
    words.into_iter().map(|(_, word)| word).collect()
}
