//! A caption and whose picture it is, where pages run both together: "EPA A flooded streetEPA", "… (AP Photo/Jane Doe)",
//! "Foto: Name/dpa".
//!
//! What can be a sentence about an agency is left alone.

use super::agencies::{Agencies, Found, is_spelled_out};
use super::names::{is_name, is_part};
use super::words::ends_sentence;

/// What was run together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// What the picture shows; empty where a line is nothing but a credit.
    pub caption: String,
    /// Whose it is, without words like "Photo:".
    pub credit: String,
}

/// The longest text that is looked at: no caption is longer.
const LONGEST: usize = 1500;
/// The longest credit, in bytes.
const LONGEST_CREDIT: usize = 120;

/// Takes a credit off a caption. Nothing where a text has none, and where it is doubtful.
pub fn split(text: &str, agencies: &Agencies) -> Option<Caption> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let found = labelled_pair(text)
        .or_else(|| at_both_ends(text, agencies))
        .or_else(|| alone(text, agencies).map(|credit| made("", credit)))
        .or_else(|| marked(text))
        .or_else(|| bracketed(text, agencies))
        .or_else(|| behind_sentence(text, agencies))
        .or_else(|| glued(text, agencies))?;
    Some(found).filter(|found| !found.credit.is_empty() && found.credit.len() <= LONGEST_CREDIT)
}

fn made(caption: &str, credit: &str) -> Caption {
    let credit = credit.trim().trim_end_matches(['.', ',', ';', ']', '|']).trim_end();
    let credit = if credit.contains('(') { credit } else { credit.trim_end_matches(')') };
    let caption = caption.trim().trim_end_matches(['|', ',', '·', '–', '—', '(', '[', '/', '-']).trim_end();
    Caption { caption: caption.to_owned(), credit: credit.trim_start_matches([':', ' ', '(']).to_owned() }
}

/// "Image source, Getty Images" and "Image caption, The bridge", alone or one behind the other.
fn labelled_pair(text: &str) -> Option<Caption> {
    let labels = |text: &str, label: &str| {
        let at = text.to_ascii_lowercase().find(label)?;
        let rest = text.get(at + label.len()..)?;
        let rest = rest.strip_prefix([',', ':']).or_else(|| rest.strip_prefix(" ")).unwrap_or(rest);
        Some((at, rest.trim_start().len()))
    };
    let source = labels(text, "image source").filter(|(at, _)| *at == 0)?;
    let credit_from = text.len() - source.1;
    match labels(text, "image caption") {
        Some((at, rest)) if at >= credit_from => {
            Some(made(&text[text.len() - rest..], &text[credit_from..at]))
        }
        _ => Some(made("", &text[credit_from..])),
    }
}

/// A line that is nothing but a credit: "EPA-EFE", "AFP via Getty Images", "Clara Whitcombe/dpa".
fn alone<'a>(text: &'a str, agencies: &Agencies) -> Option<&'a str> {
    let text = text
        .trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | '[' | ']' | '.'));
    if text.len() > LONGEST_CREDIT {
        return None;
    }
    if agencies.exactly(text).is_some() {
        return Some(text);
    }
    let is_via = |part: &str| part.split(" via ").map(str::to_owned).collect::<Vec<_>>();
    let parts: Vec<String> =
        text.split(['/', '|', ',']).flat_map(is_via).map(|part| part.trim().to_owned()).collect();
    let is_agency = |part: &String| agencies.exactly(part).is_some();
    let is_known = |part: &String| {
        is_agency(part)
            || is_name(part)
            || matches!(
                &**part,
                "File"
                    | "File Photo"
                    | "Pool"
                    | "Archiv"
                    | "Archives"
                    | "Handout"
                    | "Illustration"
                    | "dpa-tmn"
            )
    };
    (parts.len() > 1 && parts.iter().any(is_agency) && parts.iter().all(is_known)).then_some(text)
}

/// Before whose picture it is; those with a colon first.
const MARKS: &[&str] = &[
    "photo credit:", "photo by", "photos by", "photo:", "photos:", "photo :", "photograph by", "photograph:",
    "photographs:", "photography:", "picture:", "pictures:", "picture by", "picture credit:",
    "image credit:", "image:", "image by", "image via", "credit:", "credits:", "illustration by",
    "illustration:", "courtesy of", "copyright:", "foto:", "fotos:", "foto von", "bild:", "bilder:",
    "bildquelle:", "bildnachweis:", "quelle:", "grafik:", "фото:", "фото :", "світлина:", "світлини:",
    "ілюстрація:", "зображення:", "фотографія:", "crédit photo :", "crédit photo:", "crédits photo :",
    "crédit :", "crédits :", "crédit:", "crédits:", "photo ©", "photographie :", "illustration :",
    "fotografía:", "fotografía de", "foto de", "imagen:", "imagen de", "crédito:", "créditos:",
    "crédito de la imagen:", "©", "(c)",
];

/// "Photo: …", "Foto: …", "© …": at the beginning, or behind a caption's last sentence or in brackets.
fn marked(text: &str) -> Option<Caption> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let mut last: Option<(usize, usize)> = None;
    for mark in MARKS {
        for (at, _) in lower.match_indices(mark).take(8) {
            let before = lower[..at].trim_end();
            let is_free = before.is_empty()
                || before.len() < at && ends_sentence(before)
                || before.ends_with(['(', '[', '|', '/', '–', '—', '-', '.', '”', '"', '»'])
                || matches!(*mark, "©")
                || mark.ends_with(':') && before.len() < at;
            let with_colon = mark.ends_with([':', '©', ')']);
            let is_name_behind = with_colon
                || text
                    .get(at + mark.len()..)
                    .is_some_and(|rest| rest.trim_start().starts_with(char::is_uppercase));
            let is_better =
                last.is_none_or(|(known, length)| at < known || at == known && mark.len() > length);
            if is_free && is_name_behind && is_better && text.is_char_boundary(at) {
                last = Some((at, mark.len()));
            }
        }
    }
    let (at, length) = last?;
    let credit = text.get(at + length..)?.trim().trim_start_matches(['©', ':', ' ']);
    // A sentence after "Photo:" is what it shows.
    let is_credit =
        credit.split_whitespace().count() <= 12 && credit.len() <= LONGEST_CREDIT && !is_sentence(credit);
    is_credit.then(|| made(&text[..at], credit))
}

/// Whether this reads as a sentence rather than as names.
fn is_sentence(credit: &str) -> bool {
    let words: Vec<&str> = credit.split_whitespace().collect();
    let small = words.iter().filter(|word| {
        word.chars().next().is_some_and(char::is_lowercase)
            && word.chars().all(char::is_alphabetic)
            && !CREDIT_WORDS.contains(word)
    });
    let small = small.count();
    words.len() > 4 && small * 2 > words.len() || words.len() > 2 && small + 1 >= words.len()
}

/// Small words that credits have.
const CREDIT_WORDS: &[&str] = &[
    "via", "by", "für", "for", "pour", "para", "via", "von", "de", "van", "and", "und", "et", "dpa",
    "picture", "alliance", "imago", "der", "die", "da", "di",
];

/// "… (AP Photo/Clara Whitcombe)", "… [Getty Images]".
fn bracketed(text: &str, agencies: &Agencies) -> Option<Caption> {
    let text = text.trim_end_matches(['.', ' ']);
    let (open, close) = if text.ends_with(')') { ('(', ')') } else { ('[', ']') };
    let inner = text.strip_suffix(close)?;
    let at = inner.rfind(open)?;
    let (caption, inner) = (&inner[..at], inner[at + 1..].trim());
    if inner.len() > LONGEST_CREDIT {
        return None;
    }
    if let Some(marked) = marked(inner).filter(|found| found.caption.is_empty()) {
        return Some(made(caption, &marked.credit));
    }
    let exact = agencies.exactly(inner);
    if exact.is_some_and(|found| found.is_plain) && is_spelled_out(caption, inner) {
        return None;
    }
    let begins = agencies.at_start(inner).is_some_and(|found| {
        matches!(inner[found.length..].chars().next(), None | Some('/' | ' ' | ','))
            && inner[found.length..].contains('/')
    });
    let ends = agencies.at_end(inner).is_some_and(|found| {
        inner[..inner.len() - found.length].trim_end().ends_with(['/', ',', '|'])
            || inner[..inner.len() - found.length].ends_with(" via ")
    });
    (exact.is_some() || begins || ends).then(|| made(caption, inner))
}

/// "… the hall. Clara Whitcombe/dpa", "… the hall. EPA".
fn behind_sentence(text: &str, agencies: &Agencies) -> Option<Caption> {
    let ends = text.match_indices(['.', '!', '?', '”', '"', '»', ')']).map(|(at, sign)| at + sign.len());
    let mut ends: Vec<usize> = ends.filter(|end| text.len() - end <= LONGEST_CREDIT).collect();
    ends.retain(|end| text[*end..].starts_with([' ', '\n']) && text[*end..].trim().len() > 1);
    let end = ends.into_iter().find(|end| alone(&text[*end..], agencies).is_some())?;
    Some(made(&text[..end], &text[end..]))
}

/// An agency without a sign between it and the caption, at one end.
fn glued(text: &str, agencies: &Agencies) -> Option<Caption> {
    if let Some(found) = agencies.at_end(text).filter(|found| is_glued_end(text, found)) {
        let (caption, credit) = text.split_at(text.len() - found.length);
        return Some(made(caption, credit));
    }
    let found = agencies.at_start(text).filter(|found| is_glued_start(text, found))?;
    let (credit, caption) = text.split_at(found.length);
    Some(made(caption, credit))
}

/// "EPA A flooded streetEPA".
fn at_both_ends(text: &str, agencies: &Agencies) -> Option<Caption> {
    let (first, last) = (agencies.at_start(text)?, agencies.at_end(text)?);
    if first.agency != last.agency || first.length + last.length >= text.len() {
        return None;
    }
    let (caption, credit) = text.split_at(text.len() - last.length);
    let caption = &caption[first.length..];
    let is_begun =
        caption.trim_start().starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
    is_begun.then(|| made(caption, credit))
}

/// "OdesaEPA", "the war.Reuters", "in Lviv Getty Images".
fn is_glued_end(text: &str, found: &Found<'_>) -> bool {
    let before = &text[..text.len() - found.length];
    let Some(last) = before.chars().next_back() else { return false };
    let is_capital = text[before.len()..].chars().next().is_some_and(char::is_uppercase);
    if last.is_lowercase() {
        return is_capital && before.split_whitespace().count() >= 2;
    }
    if matches!(last, '.' | '!' | '?' | '”' | '»' | ')' | '"') {
        return true;
    }
    if !last.is_whitespace() {
        return matches!(last, '©' | '|');
    }
    let before = before.trim_end();
    if ends_sentence(before) || before.ends_with(['|', '©', '·', '–', '—']) {
        return before.split_whitespace().count() >= 2;
    }
    let word = before.rsplit(' ').next().unwrap_or_default();
    let is_two_words = text[text.len() - found.length..].contains(' ') && !found.is_plain;
    is_two_words
        && before.split_whitespace().count() >= 4
        && !BEFORE_NOUN.contains(&&*word.to_lowercase())
        && is_part(word)
}

/// After these an agency is part of the sentence.
const BEFORE_NOUN: &[&str] = &[
    "by", "of", "from", "to", "via", "at", "said", "told", "and", "the", "for", "with", "or", "against",
    "on", "in", "von", "bei", "mit", "und", "an", "der", "die", "zu", "de", "par", "à", "chez", "et", "la",
    "le", "por", "con", "en", "y", "a", "el", "від", "до", "з", "і", "та",
];

/// "Getty Images A levy is to be paid", "ReutersA crowd": what follows begins a caption.
fn is_glued_start(text: &str, found: &Found<'_>) -> bool {
    let rest = &text[found.length..];
    let Some(first) = rest.chars().next() else { return false };
    let mut words = rest.split_whitespace();
    let word = words.next().unwrap_or_default();
    let count = 1 + words.clone().count();
    if !first.is_whitespace() {
        // "ReutersA crowd", "EPAThe bridge"; "REUTERSO", "EPAs" and "APD officers" are something else.
        let letters: Vec<char> = rest.chars().take(2).collect();
        let is_word = matches!(letters[..], [a, b]
            if a.is_uppercase() && (b.is_lowercase() || b == ' ' && ONE_LETTER.contains(a)));
        return is_word && count >= 3;
    }
    if count < 4 {
        return false;
    }
    if OPENS_CAPTION.contains(&word) {
        return true;
    }
    let second = words.next().unwrap_or_default();
    let is_capital = first.is_whitespace() && word.chars().next().is_some_and(char::is_uppercase);
    let is_known = !found.is_plain && !OF_AGENCY.contains(&&*word.to_lowercase());
    // "Reuters Ukrainian soldiers …": a caption goes on in small letters.
    is_capital
        && is_known
        && is_part(word)
        && second.chars().next().is_some_and(char::is_lowercase)
        && !VERBS.contains(&second)
}

/// Words of one letter.
const ONE_LETTER: &str = "AIYOÀУВОІЗЯЄ";

/// Words that captions begin with, and sentences about an agency do not have behind its name.
const OPENS_CAPTION: &[&str] = &[
    "A", "An", "The", "Two", "Three", "Four", "Five", "Many", "Some", "People", "Residents", "Protesters",
    "Demonstrators", "This", "These", "In", "On", "At", "After", "Ein", "Eine", "Der", "Die", "Das", "Zwei",
    "Drei", "Menschen", "Un", "Une", "Le", "La", "Les", "Des", "Deux", "Trois", "El", "Los", "Las", "Una",
    "Unos", "Dos", "Tres", "Двоє", "Люди", "Жінка", "Чоловік", "Діти",
];

/// Words that belong to an agency's name in a sentence.
const OF_AGENCY: &[&str] = &[
    "news", "institute", "chief", "editor", "inc", "foundation", "ceo", "journalist", "correspondent",
    "photographer", "reporter", "agency", "breakingviews", "group", "poll", "data", "plc", "staff", "fact",
    "digital", "korrespondent", "fotograf", "journaliste", "periodista", "spokesman", "spokeswoman",
];

/// Behind two capitals: "Reuters Monday said".
const VERBS: &[&str] = &[
    "said", "says", "reported", "reports", "wrote", "told", "and", "or", "of", "sagte", "meldete",
    "berichtete", "a", "dijo", "dit",
];

#[cfg(test)]
mod tests;
