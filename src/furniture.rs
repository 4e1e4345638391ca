//! A page's furniture: share bars, counters, invitations, as far as their words tell. The check of texts and the import know
//! it by the same lists.

mod phrases;

pub use phrases::AGENCIES;
use phrases::PHRASES;

/// What words of a page's furniture belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Furniture {
    /// A pointer to other articles.
    ReadOn,
    /// Buttons to share, print or save.
    Share,
    /// How often a page was seen, liked or shared.
    Counter,
    /// How long ago, or how long to read.
    Age,
    /// A notice of cookies or scripts.
    Cookies,
    /// An invitation to subscribe, register or sign in.
    Subscribe,
    /// An invitation to follow elsewhere.
    Follow,
    /// The comment box.
    Comments,
    /// An advertisement's label.
    Advertisement,
    /// The line that links to where a text comes from.
    SourceLink,
    /// Labels of a player or a picture.
    Player,
    /// A notice of rights.
    Rights,
    /// Buttons that lead through the site.
    Navigation,
}

/// Phrases of one kind of furniture, in lower case with straight apostrophes.
struct Phrases {
    what: Furniture,
    /// All that a block says.
    whole: &'static [&'static str],
    /// How a short block begins.
    beginnings: &'static [&'static str],
    /// The same with `#` for a number.
    counted: &'static [&'static str],
}

/// Signs that stand around such words.
const AROUND: &[char] = &[
    ' ', '\n', '\t', '.', ',', ':', ';', '!', '?', '…', '»', '«', '›', '‹', '→', '←', '>', '<', '|', '•',
    '·', '*', '-', '–', '—', '(', ')', '[', ']', '"', '“', '”', '▶', '▼', '↓', '↗', '\u{a0}',
];

/// A block that is nothing but words of a page's furniture: those words, and what they belong to.
pub fn words(block: &str) -> Option<(&str, Furniture)> {
    let words = trimmed(block);
    if words.len() > 160 {
        return None;
    }
    let folded = folded(words);
    let begins = |start: &str| {
        folded
            .strip_prefix(start)
            .is_some_and(|rest| rest.starts_with([' ', ':', ',']) && rest.chars().count() < 90)
    };
    // A sentence that begins so is one.
    let is_sentence = block.trim_end().ends_with(['.', '!', '?']);
    let is_begun = |start: &&str| begins(start) && (!is_sentence || folded[start.len()..].starts_with(':'));
    let whole = PHRASES.iter().find(|phrases| phrases.whole.contains(&&*folded));
    let found = whole.or_else(|| PHRASES.iter().find(|phrases| phrases.beginnings.iter().any(is_begun)));
    found.map(|phrases| (words, phrases.what))
}

/// "Visited 14 times", "3 comments", "1,204 shares", "5 min read": furniture around a number.
pub fn counted(block: &str) -> Option<(&str, Furniture)> {
    let words = trimmed(block);
    if words.len() > 60 || !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let pattern: Vec<String> =
        words
            .to_lowercase()
            .split_whitespace()
            .map(trimmed)
            .filter(|word| !word.is_empty())
            .map(|word| {
                if word.starts_with(|c: char| c.is_ascii_digit()) { "#".to_owned() } else { word.to_owned() }
            })
            .collect();
    let pattern = pattern.join(" ");
    PHRASES.iter().find(|phrases| phrases.counted.contains(&&*pattern)).map(|phrases| (words, phrases.what))
}

/// Without the signs that stand around words of furniture.
pub fn trimmed(block: &str) -> &str {
    block.trim_matches(AROUND)
}

/// In lower case, with straight apostrophes and single spaces, as lists of phrases are written.
pub fn folded(words: &str) -> String {
    let folded = words.to_lowercase().replace(['’', 'ʼ'], "'");
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_sentences() {
        for block in [
            "Read more »", "Advertisement", "Share this article", "Source link", "Related Article",
            "Читайте також: Бюджет ухвалено", "Sign in to continue reading",
            "We use cookies to improve your experience", "Підписуйтесь на наш канал", "Mehr lesen",
            "READ MORE: The budget explained", "Lire aussi : Le budget",
        ] {
            assert!(words(block).is_some(), "{block}");
        }
        for block in [
            "Visited 1 times, 1 visit(s) today", "Visited 14 times", "3 comments", "1,204 Shares",
            "5 min read", "Переглядів: 120",
        ] {
            assert!(counted(block).is_some(), "{block}");
        }
        for block in [
            "Read more books, the minister told students in a speech that went on for longer than anybody had planned, and nobody left.",
            "The advertisement was withdrawn",
            "3 comments were deleted by the court",
            "Share prices fell",
        ] {
            assert!(words(block).is_none() && counted(block).is_none(), "{block}");
        }
    }
}
