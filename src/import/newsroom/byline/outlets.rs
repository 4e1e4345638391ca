//! Names of outlets, told from those of people by a word that outlets have.

use super::super::names::is_by_given;
use super::is_no_person;

/// Whether a line is the name of an outlet rather than of a person.
pub fn is_outlet(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let is_capital = text
        .chars()
        .next()
        .is_some_and(|letter| letter.is_uppercase() || matches!(letter, '«' | '"' | '„' | '“'))
        || lower == "dpa";
    let is_short = (1..=5).contains(&words.len());
    let is_domain = words.len() == 1 && lower.contains('.') && !lower.ends_with('.') && is_no_person(text);
    is_short
        && (is_domain
            || is_capital
                && !is_by_given(&text.split_whitespace().collect::<Vec<_>>())
                && words
                    .iter()
                    .any(|word| OUTLETS.contains(&word.trim_matches(['«', '»', '"', '„', '“', '”', '.']))))
}

/// Words by which outlets are known. In lower case.
const OUTLETS: &[&str] = &[
    "news", "bbc", "cnn", "npr", "nbc", "cbs", "abc", "reuters", "afp", "dpa", "bloomberg", "times", "post",
    "guardian", "herald", "tribune", "gazette", "telegraph", "journal", "magazine", "media", "press",
    "agency", "radio", "tv", "zeitung", "presse", "spiegel", "tagesschau", "zeit", "monde", "figaro",
    "libération", "país", "mundo", "vanguardia", "правда", "новини", "агентство", "суспільне", "укрінформ",
    "уніан", "independent", "politico", "newspaper", "nachrichten", "anzeiger", "tagblatt", "kurier",
    "noticias", "diario", "газета", "вісті", "network", "broadcasting",
];
