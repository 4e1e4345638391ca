//! Whether what begins like furniture goes on as a sentence of a text: "Sign up sheets are at the town hall."

use super::Why;
use crate::content::date::{months, words as dates};
use crate::furniture::{Furniture, folded};
use crate::import::newsroom::words::CLOSING;

/// How sure it is that a block is furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sureness {
    /// It can be nothing else.
    Sure,
    /// It may be a sentence of the text.
    Doubtful,
}

use Sureness::{Doubtful, Sure};

/// Longer blocks are text, in characters.
const LONG: usize = 110;
/// Longer sentences are text where nothing in them speaks to readers.
const LONG_SENTENCE: usize = 70;
/// Of so many words a beginning is that of furniture alone.
const TELLING: usize = 4;

/// How surely a block is furniture that begins like it; nothing where it is text. `words` is the block folded, and `start` how
/// that begins.
pub(super) fn judged(why: Why, text: &str, words: &str, start: &str) -> Option<Sureness> {
    let length = words.chars().count();
    if length >= LONG {
        return None;
    }
    let is_sentence = ends_with_full_stop(text);
    match why {
        Why::Date => return dated(&words[start.len()..], start, is_sentence),
        Why::Staff => return staffed(text, start, is_sentence),
        Why::Contents => return Some(Sure),
        _ => {}
    }
    if !is_sentence {
        return Some(Sure);
    }
    let is_telling = start.split(' ').count() >= TELLING
        || start.ends_with(':')
        || why == Why::Furniture(Furniture::Rights)
        || is_to_readers(words);
    match (is_telling && !goes_on(text), is_speech(text, words)) {
        (true, false) => Some(Sure),
        (false, _) if length >= LONG_SENTENCE => None,
        _ => Some(Doubtful),
    }
}

/// Whether a text ends with a full stop or its like: not with a colon, and not cut off.
fn ends_with_full_stop(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(CLOSING);
    text.ends_with(['.', '!', '?']) && !text.ends_with("..")
}

/// "Read: he could not, and nobody had taught him." Headlines behind a colon begin with a capital.
pub(super) fn goes_on(text: &str) -> bool {
    let behind = text.split_once(':').map(|(_, behind)| behind.trim_start());
    ends_with_full_stop(text) && behind.is_some_and(|behind| behind.starts_with(char::is_lowercase))
}

/// Whether it is a word or two that somebody may have said.
pub(super) fn is_exclaimed(text: &str) -> bool {
    ends_with_full_stop(text) && text.split_whitespace().count() <= 2
}

/// Whether it tells what somebody said.
pub(super) fn is_speech(text: &str, words: &str) -> bool {
    text.contains(['“', '”', '„', '«', '»', '"']) || has(words, SPEECH)
}

/// Whether it speaks to readers, or of what a page asks them for.
pub(super) fn is_to_readers(words: &str) -> bool {
    has(words, TO_READERS)
}

fn has(words: &str, known: &[&str]) -> bool {
    words.split(|letter: char| !letter.is_alphanumeric() && letter != '-').any(|word| known.contains(&word))
}

/// Whether a line says when, and how surely it says no more.
pub(super) fn when(text: &str) -> Option<Sureness> {
    dated(&folded(text), "", ends_with_full_stop(text))
}

/// Whether a line has words of dates and times only.
pub(super) fn is_bare_date(text: &str) -> bool {
    let (whens, others) = words_of_date(&folded(text));
    whens > 0 && others == 0
}

/// "Updated: 3 May 2024, 10:15", and no sentence that has a number in it.
fn dated(rest: &str, start: &str, is_sentence: bool) -> Option<Sureness> {
    /// So many other words may stand beside a date: who wrote it, and where.
    const BESIDE: usize = 6;
    if !rest.contains(char::is_alphanumeric) {
        return Some(Sure);
    }
    let (whens, others) = words_of_date(rest);
    match (whens, others, is_sentence) {
        (0, _, _) => (start.ends_with(':') && !is_sentence).then_some(Sure),
        (_, 0, _) => Some(Sure),
        (_, 1..=3, true) => Some(Doubtful),
        (_, 1..=BESIDE, false) => Some(Sure),
        _ => None,
    }
}

/// How many words of a text in lower case say when, and how many others there are beside those of dates.
fn words_of_date(text: &str) -> (usize, usize) {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let is_when = |word: &&&str| {
        word.starts_with(|letter: char| letter.is_ascii_digit())
            || months::is_month(word)
            || dates::is_weekday(word)
            || NEAR_DAYS.contains(*word)
    };
    let whens = words.iter().filter(is_when).count();
    let others = words.iter().filter(|word| !is_when(word) && !OF_DATES.contains(*word)).count();
    (whens, others)
}

/// "Reporting by Clara Whitcombe; Editing by Samuel Pike": names, and small words between them.
fn staffed(text: &str, start: &str, is_sentence: bool) -> Option<Sureness> {
    /// So many small words of other kinds: "the culture desk".
    const BESIDE: usize = 2;
    let words = text.split_whitespace().skip(start.split(' ').count());
    let is_small = |word: &&str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        word.starts_with(char::is_lowercase) && !OF_STAFF.contains(&word)
    };
    match (words.filter(is_small).count(), is_sentence) {
        (0, _) | (1..=BESIDE, false) => Some(Sure),
        _ => None,
    }
}

const SPEECH: &[&str] = &[
    "ruled", "warned", "joked", "argued", "erklärte", "entschied", "warnte", "scherzte", "bromeó",
    "advirtió", "averti", "ironisé", "попередив", "попередила", "said", "says", "told", "asked", "wrote",
    "added", "called", "sagte", "sagt", "schrieb", "fragte", "rief", "dit", "déclaré", "expliqué", "affirmé",
    "demandé", "dijo", "dice", "afirmó", "declaró", "explicó", "pidió", "сказав", "сказала", "заявив",
    "заявила", "повідомив", "повідомила", "каже", "додав", "додала", "закликав", "закликала",
];

const TO_READERS: &[&str] = &[
    "us", "our", "your", "newsletter", "newsletters", "inbox", "facebook", "twitter", "telegram",
    "instagram", "whatsapp", "youtube", "mastodon", "bluesky", "tiktok", "linkedin", "cookie", "cookies",
    "javascript", "uns", "unser", "unsere", "unseren", "unserem", "ihr", "ihre", "ihren", "ihrem", "dein",
    "deine", "deinen", "euch", "posteingang", "postfach", "nous", "notre", "nos", "vous", "votre", "vos",
    "courriel", "nosotros", "nuestro", "nuestra", "nuestros", "nuestras", "tu", "tus", "te", "correo",
    "boletín", "нас", "наш", "наша", "наше", "наші", "нашу", "нам", "вас", "вам", "ваш", "ваша", "ваше",
    "ваші", "вашу", "розсилку", "канал", "сторінку", "телеграм", "фейсбук",
];

/// Days that are named by the day on which somebody writes.
const NEAR_DAYS: &[&str] =
    &["today", "yesterday", "heute", "gestern", "hier", "hoy", "ayer", "сьогодні", "вчора"];

const OF_DATES: &[&str] = &[
    "at", "on", "of", "the", "a", "am", "pm", "m", "p", "st", "nd", "rd", "th", "gmt", "utc", "bst", "est",
    "edt", "cst", "cdt", "pst", "pdt", "et", "pt", "cet", "cest", "eet", "eest", "ist", "ago", "hours",
    "hour", "minutes", "uhr", "um", "den", "der", "vor", "stunden", "le", "à", "h", "min", "du", "de", "del",
    "el", "las", "horas", "hora", "о", "об", "в", "у", "р", "рік", "року", "год", "година", "годині", "time",
    "local", "by",
];

const OF_STAFF: &[&str] = &[
    "in", "and", "by", "editing", "writing", "reporting", "additional", "from", "at", "the", "for", "with",
    "of", "compiled", "edited", "written", "contributed", "contributing", "und", "von", "van", "der", "de",
    "la", "y", "et", "bei", "aus", "al", "el", "agencies",
];
