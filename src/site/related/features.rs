//! What an article has in common with others: its story, its tags, its topics, the words of its title and summary.
//!
//! Each is a number of 32 bits, two of which say what it is. The article's language is in it, so that no two articles in
//! different languages have anything in common. Two words with one number are too rare to be more than noise.

use crate::content::Document;
use crate::hash::Digest;
use crate::site::{Article, Site, TermId, Terms};

/// What a feature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Story,
    Tag,
    Topic,
    Word,
}

/// A feature, and how it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feature<'a> {
    pub(super) number: u32,
    pub(super) name: &'a str,
}

/// How many different words of an article's title and summary are looked at.
const WORDS: usize = 24;
/// How many letters of a word count. It stands for what grammar does to the ends of words: `tariff` and `tariffs`,
/// `Україна` and `України` are one, in any language and without a dictionary.
const STEM: usize = 6;
/// Shorter words say little, unless they are names or abbreviations.
const SHORTEST: usize = 5;

impl Kind {
    const ALL: [Self; 4] = [Self::Story, Self::Tag, Self::Topic, Self::Word];

    pub(super) fn of(number: u32) -> Self {
        Self::ALL[(number >> 30) as usize]
    }

    fn number(self, seed: u64, value: u64) -> u32 {
        let mixed = (seed ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (self as u32) << 30 | (mixed >> 34) as u32
    }
}

/// Hash of everything that [`each`] and the index read of an article.
pub(super) fn digest(site: &Site, article: &Article) -> Digest {
    let document = &article.document;
    let keys = |ids: &[TermId], terms: &Terms| {
        ids.iter().fold(0_u128, |sum, id| Digest::of(&(sum, terms.get(*id).key.as_str())).0)
    };
    Digest::of(&(
        (&document.front.title, summary(document)),
        (keys(&article.tags, &site.tags), keys(&article.topics, &site.topics)),
        (&document.front.rare().story, article.date.timestamp, language(site, document)),
    ))
}

/// The features of an article, each once.
pub(super) fn each<'a>(site: &'a Site, article: &'a Article, mut take: impl FnMut(Feature<'a>)) {
    let document = &article.document;
    if document.front.rare().withdrawn.is_some() {
        return;
    }
    let seed = xxhash_rust::xxh3::xxh3_64(language(site, document).as_bytes());
    if let Some(story) = &document.front.rare().story {
        let name = story.as_str();
        take(Feature { number: Kind::Story.number(seed, xxhash_rust::xxh3::xxh3_64(name.as_bytes())), name });
    }
    // By their keys, as in the digest: ids change when a registry gets an entry.
    let mut terms = |kind: Kind, ids: &[TermId], terms: &'a Terms| {
        for term in ids.iter().map(|id| terms.get(*id)) {
            let key = xxhash_rust::xxh3::xxh3_64(term.key.as_bytes());
            take(Feature { number: kind.number(seed, key), name: &term.name });
        }
    };
    terms(Kind::Tag, &article.tags, &site.tags);
    terms(Kind::Topic, &article.topics, &site.topics);
    let mut seen = [0; WORDS];
    let mut count = 0;
    for name in words(&document.front.title).chain(words(summary(document))) {
        if count == WORDS {
            break;
        }
        let number = Kind::Word.number(seed, stem(name));
        if !seen[..count].contains(&number) {
            seen[count] = number;
            count += 1;
            take(Feature { number, name });
        }
    }
}

fn summary(document: &Document) -> &str {
    document.front.summary.as_deref().or(document.facts.excerpt.as_deref()).unwrap_or("")
}

fn language<'a>(site: &'a Site, document: &'a Document) -> &'a str {
    document.language(&site.config.language)
}

/// The words of a text that may say what it is about.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        // Most short words are told by their bytes.
        if word.len() < 2 {
            return false;
        }
        let letters = if word.is_ascii() { word.len() } else { word.chars().count() };
        letters >= SHORTEST
            || letters + 1 == SHORTEST && word.starts_with(char::is_uppercase)
            || letters >= 2 && word.chars().all(char::is_uppercase)
    })
}

/// A word without its end and without capitals, as a number.
fn stem(word: &str) -> u64 {
    let push = |hash: u64, letter: u32| (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
    if word.is_ascii() {
        let bytes = word.bytes().take(STEM);
        return bytes.fold(0, |hash, byte| push(hash, u32::from(byte.to_ascii_lowercase())));
    }
    word.chars().flat_map(char::to_lowercase).take(STEM).fold(0, |hash, letter| push(hash, u32::from(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_something() {
        let found: Vec<&str> =
            words("The EU, NATO and Kyiv’s tariffs on м’яку сталь of 2025: why now?").collect();
        assert_eq!(found, ["EU", "NATO", "Kyiv", "tariffs", "сталь"]);
    }

    #[test]
    fn the_ends_of_words_do_not_count() {
        for (one, two, same) in [
            ("Tariffs", "tariff", true),
            ("Україна", "України", true),
            ("steel", "steal", false),
            ("Україна", "Угорщина", false),
        ] {
            assert_eq!(stem(one) == stem(two), same, "{one} {two}");
        }
    }

    #[test]
    fn a_number_says_what_it_is() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of(kind.number(7, 8)), kind);
        }
        assert_ne!(Kind::Word.number(1, 8), Kind::Word.number(2, 8), "another language is another word");
    }
}
