//! Bylines that name nobody: "By Staff", "Von der Redaktion", "By The Harbour Post".

use super::super::furniture::is_when;
use super::super::names::{is_name, shortest};
use super::super::words::{AND, DEFINITE, STAFF};
use super::{Byline, OURS, is_outlet, marked, read};

/// Whether a line begins as a byline does, and names nobody but an outlet: by a word that outlets have, or the one that the page is
/// of.
pub fn is_unsigned(text: &str, outlet: Option<&str>) -> bool {
    let plain = |text: &str| {
        let words = text.split_whitespace().map(|word| word.trim_matches([',', '.', ':', '|']));
        let articles = DEFINITE.iter().map(|article| article.to_lowercase()).collect::<Vec<_>>();
        let words = words.map(str::to_lowercase).filter(|word| !articles.contains(word) && !word.is_empty());
        words.collect::<Vec<_>>()
    };
    let line = text.trim();
    let is_outlet =
        |rest: &str| outlet.is_some_and(|outlet| !plain(outlet).is_empty() && plain(outlet) == plain(rest));
    let is_own =
        marked(line).is_some_and(|rest| is_outlet(rest) || before_staff(rest).is_some_and(is_outlet));
    is_own || read(line).is_some_and(|found| found.is_marked && found.people.is_empty())
}

/// Whether a line says that staff wrote a text, and nobody else, without "By": "Redaktion · 3 May 2031", "The Ledger Staff".
pub fn is_staff(text: &str) -> bool {
    of_staff_alone(text).is_some()
}

/// The byline that such a line is.
pub fn of_staff_alone(text: &str) -> Option<Byline> {
    let (first, rest) = text.split_once(['|', '·', '•', ',', '–', '—']).unwrap_or((text, ""));
    let (first, rest) = (first.trim(), rest.trim());
    let is_ours = OUR_OWN.contains(&&*first.to_lowercase());
    // "Staff, students and parents marched" is a sentence.
    if !is_ours && !rest.is_empty() && !is_outlet(rest) && !is_when(rest) {
        return None;
    }
    let outlet =
        if is_ours { Some("") } else { of_staff(first) }.filter(|_| first.starts_with(char::is_uppercase))?;
    let outlet = Some(outlet.to_owned()).filter(|outlet| !outlet.is_empty());
    Some(Byline { outlet, is_marked: true, ..Byline::default() })
}

/// Whom a line says to have written a text without a name. In lower case.
const OUR_OWN: &[&str] = &[
    "from our correspondent", "from our own correspondent", "from our correspondents", "from our staff",
    "von unserem korrespondenten", "von unserer korrespondentin", "von unseren korrespondenten",
    "de notre correspondant", "de notre correspondante", "de notre envoyé spécial",
    "de nuestro corresponsal", "de nuestra corresponsal", "від нашого кореспондента",
    "від нашої кореспондентки",
];

/// What stands before "Staff", "Redaktion" and their like in a byline. None where these do not end it.
fn before_staff(line: &str) -> Option<&str> {
    let line = line.trim_end_matches(['.', ',', ' ']);
    let lower = line.to_lowercase();
    let is_word = |before: &str| before.is_empty() || before.ends_with([' ', '-']);
    let staff = STAFF.iter().filter(|staff| lower.strip_suffix(**staff).is_some_and(is_word));
    let staff = staff.max_by_key(|staff| staff.len())?;
    // Where letters change their length with their case, places in the one are none in the other.
    let before = line
        .get(..lower.len() - staff.len())
        .filter(|_| lower.len() == line.len())?
        .trim_end_matches([' ', '-', ',']);
    Some(before)
}

/// The outlet whose staff a byline names in the place of names, or nothing. None where it names somebody, or something else.
pub(super) fn of_staff(line: &str) -> Option<&str> {
    let before = before_staff(line)?;
    let is_small = |word: &str| {
        OURS.contains(&&*word.to_lowercase())
            || DEFINITE.iter().any(|article| article.eq_ignore_ascii_case(word))
            || word.eq_ignore_ascii_case("der")
    };
    match before.split(' ').all(|word| word.is_empty() || is_small(word)) {
        true => Some(""),
        // "Jane Doe, Harbour Post Staff" names somebody.
        false => {
            let words: Vec<&str> = before.split(' ').collect();
            let name = shortest(&words);
            let is_named = before.contains([',', ';', '/', '|'])
                || words.iter().any(|word| AND.contains(&&*word.to_lowercase()))
                || name > 0 && is_outlet(&words[name..].join(" ")) && is_name(&words[..name].join(" "));
            (!is_named && (is_outlet(before) || is_titled(before))).then_some(before)
        }
    }
}

/// "The Ledger": an article, and nothing in small letters.
pub fn is_titled(text: &str) -> bool {
    let mut words = text.split(' ');
    let is_begun = words.next().is_some_and(|word| DEFINITE.contains(&word));
    is_begun && words.clone().count() > 0 && words.all(|word| word.starts_with(char::is_uppercase))
}
