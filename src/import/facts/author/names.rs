//! What stands in an author's place in a page, and is no name; and lines cut down to names.

use super::super::{date, line};
use crate::content::date::words;
use crate::import::newsroom::words::{BYLINE, WITH_COLON};

/// What programs write where nobody said a name, in lower case, with bars between.
const PLACEHOLDERS: &str = "admin|administrator|webmaster|web master|author|the author|post author|editor|undefined|null|none|\
    unknown|guest|guest author|user|root|anonymous|site admin|website admin|wordpress|default|\
    default author|staff|n/a|na|test|written by|by|author name|your name|superuser|super admin|\
    redaktion|адміністратор|адмін|автор|админ|администратор|administrador|administrateur|autor|auteur|\
    blog|news|contributor";

/// What stands before names, besides what bylines begin with.
const BEFORE: &[&str] = &["authored by", "article by", "da", "door"];

/// The longest name, in characters.
const LONGEST: usize = 80;

/// Whether a name is written as names are, and not as programs write them: a login, a number, a variable.
pub(super) fn is_spelled(name: &str) -> bool {
    let letters = name.chars().filter(|one| one.is_alphabetic()).count();
    letters >= 2
        && name.chars().count() <= LONGEST
        && !is_login(name)
        // "page.author.name" is a variable.
        && (name.contains(' ') || name.matches('.').count() < 2)
        && !name.contains("://")
        && !name.contains(['@', '{', '}', '<', '>', '[', ']', '_', '=', '%'])
        && !is_placeholder(name)
}

/// Whether a name is one that somebody logs in by: a word without a capital, with figures, or with a capital at its end.
pub(super) fn is_login(name: &str) -> bool {
    let is_small = name.to_lowercase() == name
        || name.chars().any(|one| one.is_ascii_digit() || matches!(one, '_' | '.'));
    let is_shortened =
        name.chars().count() > 3 && name.ends_with(char::is_uppercase) && name.to_uppercase() != name;
    let is_word = !name.contains([' ', '{', '}', '<', '>', '=', '%', '@', '/'])
        && name.chars().any(char::is_alphabetic);
    is_word && (is_small || is_shortened) && name.matches('.').count() < 2 && name.chars().count() <= 30
}

/// Whether a name is what programs write where there is none.
pub(super) fn is_placeholder(name: &str) -> bool {
    PLACEHOLDERS.split('|').any(|word| word == name.to_lowercase()) || is_weekday(name)
}

/// Whether a name may be a person's: programs are told of one-word names, of teams and of several people at once.
pub(super) fn is_person(name: &str) -> bool {
    const NO: &[&str] = &[
        "www.", ".com", ".net", ".org", " noc ", "inc", "inc.", "llc", "ltd", "ltd.", "gmbh", "pc", "corp",
        "corp.",
    ];
    let lower = format!(" {} ", name.to_lowercase());
    let is_firm = NO.iter().any(|word| {
        if word.starts_with([' ', '.']) || word.ends_with('.') {
            lower.contains(word)
        } else {
            lower.contains(&format!(" {word} "))
        }
    });
    is_spelled(name)
        && !is_firm
        && name.split_whitespace().count() <= 12
        && !name.contains(": ")
        && !name.split_whitespace().any(|word| word.eq_ignore_ascii_case("admin"))
}

/// A name without what programs leave around it.
pub(super) fn trimmed(name: &str) -> String {
    let name = line(name);
    let name = name.trim_matches(|one: char| {
        one.is_whitespace() || matches!(one, ',' | ';' | '|' | '-' | '–' | '·' | '•')
    });
    without_label(name).to_owned()
}

/// "Family, Given" is "Given Family" (Highwire's and Dublin Core's names).
pub(super) fn turned(name: &str) -> String {
    let name = trimmed(name);
    match name.split_once(", ") {
        Some((family, given)) if !given.contains(',') && !given.is_empty() => format!("{given} {family}"),
        _ => name,
    }
}

/// A line without "By" at its beginning.
pub(super) fn without_label(text: &str) -> &str {
    label(text).map_or(text, |length| {
        text[length..]
            .trim_start_matches(|one: char| one.is_whitespace() || matches!(one, ':' | '/' | '-' | '–'))
    })
}

/// How long the label is that a line begins with, in bytes: a whole word.
pub(super) fn label(text: &str) -> Option<usize> {
    let found = BYLINE.iter().chain(BEFORE).filter(|word| {
        let head = text.get(..word.len()).is_some_and(|head| head.to_lowercase() == **word);
        // "Von" without a colon, "Text:" only with one; and "ByAnn Lee", where a program forgot a space.
        let rest = text.get(word.len()..).unwrap_or("");
        let is_noun = WITH_COLON.contains(word);
        let is_open = if is_noun {
            rest.trim_start().starts_with(':') || rest.is_empty()
        } else {
            rest.is_empty() || rest.starts_with([' ', ':', '\u{a0}'])
        };
        head && (is_open
            || (**word == "by" && text.starts_with("By") && rest.starts_with(char::is_uppercase))
            || (**word == "written by" && rest.starts_with(char::is_uppercase)))
    });
    found.map(|word| word.len()).max()
}

/// A byline without dates, counts, and what buttons say behind it.
pub(super) fn cut(text: &str) -> String {
    let mut text = text.to_owned();
    for date in date::dates(&text).iter().rev() {
        let before = text[..date.range.start].trim_end();
        let weekday = before.rsplit([' ', ',']).next().filter(|word| is_weekday(word)).map_or(0, str::len);
        let from = before.len() - weekday;
        text.replace_range(from..date.range.end, " | ");
    }
    let is_between = |one: char| matches!(one, '|' | '•' | '·' | '⋅' | '●' | '\n' | '»' | '—' | '–');
    let parts = text.split(is_between).map(|part| {
        part.trim_matches(|one: char| {
            one.is_whitespace() || matches!(one, ',' | '-' | '/' | ':' | '(' | ')' | ';' | '&')
        })
    });
    let said: Vec<&str> =
        parts.map(without_ends).filter(|part| !part.is_empty() && label(part) != Some(part.len())).collect();
    let first = said
        .iter()
        .find(|part| label(part).is_some())
        .or_else(|| said.iter().find(|part| part.starts_with(char::is_alphabetic)));
    let words = first.map_or("", |part| part).split_whitespace();
    let is_count = |word: &str| word.trim_start_matches('(').starts_with(|one: char| one.is_ascii_digit());
    words
        .take_while(|word| !word.contains('@') && !word.starts_with("http") && !is_count(word))
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_weekday(word: &str) -> bool {
    words::is_weekday(&word.trim_matches('.').to_lowercase())
}

/// A name without the words that lead to a date or to another person: "on", "updated", "reviewed by …".
fn without_ends(text: &str) -> &str {
    const ENDS: &[&str] = &[
        " on", " at", " in", " published", " updated", " last updated", " posted", " am", " um", " le",
        " el", " published on", " updated on", " last updated on", " published:", " updated:", " posted on",
    ];
    const STOPS: &[&str] = &[
        "; editing by", "; edited by", " reviewed by", " medically reviewed", " edited by", " fact checked",
        " fact-checked", " on behalf of ", " photographs by", " photos by", " updated ",
    ];
    let lower = text.to_lowercase();
    let stop = STOPS
        .iter()
        .filter_map(|stop| lower.find(stop))
        .min()
        .filter(|at| text.is_char_boundary(*at) && lower.len() == text.len());
    let mut text = stop.map_or(text, |at| text[..at].trim_end_matches(['.', ',', ' ', '&']));
    while let Some(end) = ENDS.iter().find(|end| {
        text.len() >= end.len()
            && text.is_char_boundary(text.len() - end.len())
            && text[text.len() - end.len()..].eq_ignore_ascii_case(end)
    }) {
        text = text[..text.len() - end.len()].trim_end_matches([',', ' ', ':', '-']);
    }
    text
}
