//! The words of a text, as they are looked up.
//!
//! A text is cut into *tokens*: what stands between blanks and marks, with the hyphens, full stops and apostrophes inside
//! (`COVID-19`, `U.S.`, `п’ять`). The *terms* of a token are what the index holds. `static/theme/search-words.js` does the same;
//! `tests/browser/search-words.json` holds both to it.

use unicode_normalization::UnicodeNormalization;

use super::stem::Stemmer;

/// Longer parts of a token are no words: keys, checksums.
const LONGEST: usize = 40;
/// The longest first part of a compound that is written in one word, too: `e-mail`, `F-16`, `re-election`.
const PREFIX: usize = 3;
/// The longest elided article or particle: `d’Ukraine`, `O’Neill`.
const ELIDED: usize = 2;

/// Calls `take` for each token of a text.
pub fn tokens<'t>(text: &'t str, mut take: impl FnMut(&'t str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length = letter(text, at);
        if length == 0 {
            at += width(bytes[at]);
            continue;
        }
        let start = at;
        at += length;
        while at < bytes.len() {
            let length = match letter(text, at) {
                0 => inside(text, at),
                length => length,
            };
            if length == 0 {
                break;
            }
            at += length;
        }
        take(&text[start..at]);
    }
}

/// How many bytes the character has that begins with this one.
fn width(byte: u8) -> usize {
    match byte {
        0..=0xBF => 1,
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

/// How many bytes the letter or digit has that stands here; 0 if there is none.
fn letter(text: &str, at: usize) -> usize {
    match text.as_bytes()[at] {
        byte if byte.is_ascii_alphanumeric() => 1,
        0..=0x7F => 0,
        // All of U+0400 to U+047F are letters of Cyrillic.
        0xD0 | 0xD1 => 2,
        _ => text[at..].chars().next().filter(|c| is_letter(*c)).map_or(0, char::len_utf8),
    }
}

/// A letter, a digit, or a mark that was typed as a character of its own.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_apostrophe(c) || is_mark(c)
}

/// How many bytes of a token's inside stand here that are no letters: what hyphenation left, and a mark with a letter behind it.
fn inside(text: &str, at: usize) -> usize {
    let Some(c) = text[at..].chars().next() else { return 0 };
    let next = at + c.len_utf8();
    let is_inside = is_invisible(c)
        || (is_hyphen(c) || is_apostrophe(c) || c == '.') && next < text.len() && letter(text, next) > 0;
    if is_inside { c.len_utf8() } else { 0 }
}

/// Diacritics of Latin, Greek and Cyrillic, the points of Hebrew and Arabic: words are written with and without them. In other
/// scripts marks are letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// Where a word may be parted at the end of a line, and what holds it together.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | 'ʻ' | '`' | '′')
}

/// Letters that no decomposition leads to their plain ones.
pub const LETTERS: [(char, &str); 17] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ı', "i"),
    ('ŋ', "n"),
    ('ς', "σ"),
    ('ґ', "г"),
    ('ђ', "д"),
    ('ћ', "т"),
    ('ѣ', "е"),
];

/// A text without what the same word may be written with or without: capitals, diacritics, ligatures, what is invisible.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let decomposed: String = text.nfkd().collect();
    for c in decomposed.to_lowercase().chars().filter(|c| !is_mark(*c) && !is_invisible(*c)) {
        match LETTERS.iter().find(|(letter, _)| *letter == c) {
            Some((_, plain)) => folded.push_str(plain),
            None => folded.push(c),
        }
    }
    folded
}

/// The terms of a token; none if it is no word.
pub fn terms(token: &str, stemmer: &Stemmer, mut take: impl FnMut(String)) {
    let folded = fold(token);
    if !folded.contains(|c| is_hyphen(c) || is_apostrophe(c) || c == '.') {
        return part(&folded, stemmer, &mut take);
    }
    let plain: String = folded.chars().filter(|c| !is_apostrophe(*c)).collect();
    let separates = |c: char| is_hyphen(c) || c == '.';
    let parts: Vec<&str> = plain.split(separates).filter(|part| !part.is_empty()).collect();
    let joined = || parts.concat();
    if parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1) {
        return part(&joined(), stemmer, &mut take);
    }
    parts.iter().for_each(|one| part(one, stemmer, &mut take));
    if is_one_word(&parts) && !folded.contains('.') {
        part(&joined(), stemmer, &mut take);
    }
    if parts.len() == 1
        && let Some((elided, rest)) = folded.split_once(is_apostrophe)
        && elided.chars().count() <= ELIDED
        && elided.is_ascii()
    {
        part(&rest.replace(is_apostrophe, ""), stemmer, &mut take);
    }
}

/// Whether a compound is also written in one word.
fn is_one_word(parts: &[&str]) -> bool {
    let [first, .., last] = parts else { return false };
    first.chars().count() <= PREFIX || last.bytes().all(|byte| byte.is_ascii_digit())
}

/// The terms of a part of a token.
fn part(part: &str, stemmer: &Stemmer, take: &mut impl FnMut(String)) {
    if part.is_ascii() || !part.contains(is_solid) {
        // A single letter says nothing.
        if part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic())
            || part.chars().count() > LONGEST
        {
            return;
        }
        return take(stemmer.stem(part));
    }
    // Scripts that are written without blanks are looked up by two characters at a time.
    let characters: Vec<char> = part.chars().collect();
    for run in characters.chunk_by(|one, next| is_solid(*one) == is_solid(*next)) {
        match run {
            [first, ..] if !is_solid(*first) => self::part(&run.iter().collect::<String>(), stemmer, take),
            [_] => take(run.iter().collect()),
            _ => run.windows(2).for_each(|pair| take(pair.iter().collect())),
        }
    }
}

/// Characters of scripts that are written without blanks: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
pub fn is_solid(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{2FDF}'
        | '\u{3005}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[derive(serde::Deserialize)]
    struct Words {
        text: String,
        terms: BTreeMap<String, BTreeSet<String>>,
    }

    /// Two programs find the same words: this one, and the one in the reader's browser.
    #[test]
    fn words_are_those_of_the_browser() {
        let words: Words =
            serde_json::from_str(include_str!("../../tests/browser/search-words.json")).unwrap();
        let stemmer = Stemmer::new("en");
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        tokens(&words.text, |token| {
            let of_token = found.entry(token.to_owned()).or_default();
            terms(token, &stemmer, |term| of_token.extend([term]));
        });
        assert_eq!(found, words.terms);
    }
}
