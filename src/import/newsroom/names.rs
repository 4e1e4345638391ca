//! Whether words are a person's name.

mod given;

use given::is_given;

use super::words::{
    DEGREES, FIELDS, HONORIFICS, NO_NAME, OFFICES, OFFICES_END, PARTICLES, PLACES, ROLES, SUFFIXES,
};

/// Whether a line looks like one person's name and like nothing else: two to four capitalised words, particles between them.
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_of_place = || last(&words).is_some_and(|last| BUILT.contains(&&*last.to_lowercase()));
    is_signed(text) && !is_of_place()
}

/// Whether it is one where somebody signs: "Emma Street" elsewhere is a street.
pub fn is_signed(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() <= 7 && longest(&words) == words.len() && !is_no_person(text)
}

/// Whether it can be one where somebody signs, and an outlet or a place as well: two words, of which the second is a surname and
/// something else, and the first no word that outlets and places have.
pub fn may_be_signed(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [first, second] = words[..] else { return false };
    let lower = first.to_lowercase();
    let is_of_place = BEFORE_PLACES.contains(&&*lower) || is_no_name_word(first) || is_organisation(first);
    is_part(first)
        && is_part(second)
        && !is_of_place
        && !FIELDS.contains(&&*lower)
        && !PLACES.contains(&&*first.to_uppercase())
        && SURNAMES.contains(&&*second.to_lowercase())
}

/// Whether words are a given name, or an initial, and a surname that means something else, too: "Robert Page", "J. Hall".
pub(super) fn is_by_given(words: &[&str]) -> bool {
    let Some(last) = last(words).filter(|last| SURNAMES.contains(&&*last.to_lowercase())) else {
        return false;
    };
    let first = words.iter().find(|word| !is_honorific(word));
    (2..=4).contains(&words.len())
        && first
            .is_some_and(|first| *first != last && is_part(first) && (is_given(first) || is_initial(first)))
}

/// The last word of a name, before "Jr".
fn last<'a>(words: &[&'a str]) -> Option<&'a str> {
    words.iter().rev().find(|word| !is_suffix(word)).copied()
}

/// Whether what stands in a byline's place is no person: an outlet, a section, a button, an address.
pub fn is_no_person(name: &str) -> bool {
    let name = name.trim();
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    letters < 2
        || name.chars().count() > 60
        || name.contains(['@', '#', '/', '|', '_', '<', '>', '{', '='])
        || name.chars().any(|letter| letter.is_ascii_digit())
        || is_domain(name)
        || PLACES.contains(&&*name.to_uppercase())
        || is_role_alone(name)
        || is_organisation(name)
        || has_no_name_word(&name.split_whitespace().collect::<Vec<_>>())
}

/// Whether one of these words stands in no person's name; behind a given name many can.
fn has_no_name_word(words: &[&str]) -> bool {
    let surname = last(words).filter(|_| is_by_given(words));
    words.iter().any(|word| Some(*word) != surname && is_no_name_word(word))
}

/// Whether a name is that of an office, a society or a firm: "Melby Police Department", "Polizeipräsidium Nordhafen".
pub fn is_organisation(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        let lower = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        let is_joined = OFFICES_END.iter().any(|end| lower.len() > end.len() + 2 && lower.ends_with(end));
        OFFICES.contains(&&*lower) || is_joined
    })
}

/// "Special Correspondent", "Contributing Writer".
fn is_role_alone(name: &str) -> bool {
    let is_of_role = |word: &str| {
        let word = word.to_lowercase();
        ROLES.contains(&&*word) || FIELDS.contains(&&*word)
    };
    let words = name.split_whitespace();
    words.clone().all(is_of_role) && words.clone().any(|word| ROLES.contains(&&*word.to_lowercase()))
}

fn is_domain(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        word.rsplit_once('.').is_some_and(|(host, end)| {
            host.chars().count() > 2
                && (2..=6).contains(&end.len())
                && end.bytes().all(|byte| byte.is_ascii_lowercase())
        })
    })
}

/// Whether a word stands in no person's name. Some small words stand between names ("von der Leyen").
fn is_no_name_word(word: &str) -> bool {
    // "A. J. Neal" has no article.
    if word.starts_with(char::is_uppercase) && is_initial(word) {
        return false;
    }
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let lower = word.to_lowercase();
    NO_NAME.contains(&&*lower) && !(PARTICLES.contains(&&*lower) && word == lower)
}

/// How many of these words, from the first, can be one name; zero where they begin as none does.
pub fn longest(words: &[&str]) -> usize {
    let (mut capitals, mut at) = (0, 0);
    let mut end = 0;
    while at < words.len() && capitals < 4 {
        let word = words[at];
        if at == 0 && is_honorific(word) {
            // "Dr." is no name yet.
        } else if is_part(word) || is_joined_particle(word) {
            capitals += 1;
            end = at + 1;
        } else if !is_particle(word) {
            break;
        }
        at += 1;
    }
    if capitals >= 2 { end + usize::from(words.get(end).is_some_and(|word| is_suffix(word))) } else { 0 }
}

/// How many words the shortest name has that these begin with: two capitalised words, initials beside them, "Jr".
pub fn shortest(words: &[&str]) -> usize {
    let (mut capitals, mut at) = (0, 0);
    while at < words.len() && capitals < 2 {
        let word = words[at];
        if at == 0 && is_honorific(word) {
            // "Dr." is no name yet.
        } else if is_part(word) || is_joined_particle(word) {
            capitals += usize::from(!is_initial(word) || at == 0);
        } else if !is_particle(word) {
            return 0;
        }
        at += 1;
    }
    if capitals < 2 {
        return 0;
    }
    at + usize::from(words.get(at).is_some_and(|word| is_suffix(word)))
}

/// A capitalised word or initials: "Anne-Marie", "O'Neill", "J.", "J.K.", "al-Assad".
pub fn is_part(word: &str) -> bool {
    let word = word.trim_matches(['"', '“', '”', '‘', '\'']);
    let first = word.chars().next().is_some_and(char::is_uppercase);
    let is_letters = word
        .chars()
        .all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | 'ʼ' | '.' | '\u{301}'));
    let dots = word.matches('.').count();
    first && is_letters && !is_suffix(word) && (dots == 0 || is_initial(word) || word.chars().count() <= 4)
}

fn is_initial(word: &str) -> bool {
    let letters = word.split('.').filter(|part| !part.is_empty());
    word.ends_with('.')
        && letters.clone().count() <= 3
        && letters.clone().all(|part| part.chars().count() <= 2)
}

fn is_honorific(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && HONORIFICS.contains(&&*word.to_lowercase())
}

/// Whether a word is a degree or an office behind a name: "PhD", "RN".
pub fn is_degree(word: &str) -> bool {
    DEGREES.contains(&word)
}

/// "Jr", "III".
pub fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&&*word.to_lowercase())
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// "al-Assad", "d'Estaing": a particle and a name in one word.
fn is_joined_particle(word: &str) -> bool {
    let parts = word.split_once(['-', '\'', '’']);
    parts.is_some_and(|(small, name)| {
        small.chars().count() <= 3
            && small.chars().all(char::is_lowercase)
            && name.chars().next().is_some_and(char::is_uppercase)
    })
}

/// Words of outlets, of pages and of places that are surnames, too. In lower case.
const SURNAMES: &[&str] = &[
    "an", "back", "best", "club", "college", "council", "court", "das", "free", "german", "guest", "hall",
    "key", "law", "link", "page", "post", "press", "presse", "price", "print", "read", "sale", "school",
    "show", "spain", "spiegel", "store", "story", "street", "times", "un", "union", "watch", "wire", "zeit",
    "kurier", "monde", "правда", "світ",
];

/// Of these, those that are streets, buildings and societies behind a name.
const BUILT: &[&str] = &["club", "college", "council", "court", "school", "store", "street", "union"];

/// What stands before such words in places and societies, and is no given name. In lower case.
const BEFORE_PLACES: &[&str] = &[
    "town", "city", "county", "village", "district", "state", "crown", "high", "supreme", "royal", "student",
    "students", "football", "golf", "rugby", "tennis", "trade", "labour", "labor", "credit", "main", "front",
    "national", "european", "african", "soviet", "central", "church", "wall", "fleet", "web", "local",
    "public", "private", "free", "best", "good", "old", "great", "little", "market", "harbour", "harbor",
    "port", "morning", "evening", "daily", "sunday", "weekly", "full", "black", "concert", "music", "appeal",
    "appeals", "criminal", "civil", "federal", "youth",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_are_told_from_other_lines() {
        for name in [
            "Clara Whitcombe", "J. R. Hartwell", "Ursula von der Aue", "Pieter van den Berg",
            "Omar al-Hadidi", "Jean-Luc d'Orsay", "Ірина Коваль", "О. М. Гнатюк", "Samuel Pike Jr",
            "Inés García Lorenzo", "Anne-Marie O’Dell", "CLARA WHITCOMBE", "Оксана Мар'яненко", "A. J. Neal",
            "Prof. Bob Jones", "Dr. Ann Lee", "Tessa Hall", "Robert Page", "J. K. Price", "Dr. Emily Post",
            "Samuel Best Jr", "Anne-Marie Press", "Іван Правда", "Anita Das",
        ] {
            assert!(is_name(name), "{name}");
        }
        for line in [
            "BBC News", "Special Correspondent", "Contributing Writer", "Radio Free Harbour", "See Profile",
            "View more posts", "Editorial Board", "admin", "Staff", "Редакція", "Follow us", "Clara",
            "Ministers met on Monday", "Sign In", "Clara Whitcombe said no", "Related Article",
            "example.org", "clara@example.org", "@clara", "Page 2", "The Harbour Gazette", "World Politics",
            "dpa", "Нова Правда", "Top Stories", "Wirtschaft", "One Two Three Four Five Six", "Emma Street",
            "Town Hall", "Harbour Post", "Melby Court", "Front Page", "Best Price", "Trade Union",
        ] {
            assert!(!is_name(line), "{line}");
        }
    }

    #[test]
    fn whoever_signs_may_have_a_name_that_is_a_place() {
        for name in ["Emma Street", "Peter Court", "Mia Union"] {
            assert!(is_signed(name), "{name}");
        }
        for name in ["Xanthe Hall", "Ragnhild Page", "Melby Court"] {
            assert!(!is_signed(name) && may_be_signed(name), "{name}");
        }
        for line in [
            "Town Hall", "High Street", "Crown Court", "The Post", "Front Page", "Harbour Post", "New Club",
            "London Press", "Xanthe Redaktion", "The Ledger", "Hall", "Melby town hall",
        ] {
            assert!(!is_signed(line) && !may_be_signed(line), "{line}");
        }
    }

    #[test]
    fn the_shortest_name_leaves_the_role() {
        let length = |text: &str| shortest(&text.split_whitespace().collect::<Vec<_>>());
        assert_eq!(length("Clara Whitcombe Business reporter"), 2);
        assert_eq!(length("Pieter van den Berg Europe editor"), 4);
        assert_eq!(length("Samuel Pike Jr White House reporter"), 3);
        assert_eq!(length("ministers met"), 0);
    }
}
