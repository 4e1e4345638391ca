//! Several names in one text: what separates them in practice, where a list was meant.
//!
//! Other tools split a text of tags at spaces (Jekyll, <https://jekyllrb.com/docs/front-matter/>), commas (Eleventy's
//! and Ghost's exports), semicolons (Zotero, MARC) or `#`; word processors leave bullets. Whether a text is one name or
//! several is for the caller to decide: this says only what the several would be.

use unicode_normalization::UnicodeNormalization;

use super::characters::tidy;

/// How names compare: NFKC, lower case, white space folded, without characters that nobody sees.
pub fn key(name: &str) -> String {
    if name.is_ascii() && !name.contains(|c: char| c.is_ascii_whitespace()) {
        return name.to_ascii_lowercase();
    }
    let folded: String = tidy(name).nfkc().flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ")
}

/// What stands between names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// Lines of their own.
    Line,
    /// `• one • two`
    Bullet,
    /// `#one #two`
    Hash,
    /// `one; two`
    Semicolon,
    /// `one | two`
    Bar,
    /// `one, two`
    Comma,
    /// `one / two`; without spaces it is part of a name.
    Slash,
}

/// Takes a text apart at the strongest separator that is in it; none when there is no separator or no name. A text
/// with one name and a separator behind it (`one;`) is that name.
pub fn separated(text: &str) -> Option<(Separator, Vec<&str>)> {
    let text = text.trim();
    if text.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        return found(
            Separator::Line,
            names(text, |c| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}')),
        );
    }
    if text.starts_with(BULLETS) || text.contains(" • ") || text.contains(" · ") {
        return found(Separator::Bullet, names(text, |c| BULLETS.contains(&c)));
    }
    // "C#, F#" are names of their own.
    if text.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
        return found(Separator::Hash, names(text, |c| c == '#'));
    }
    for (separator, marks) in [
        (Separator::Semicolon, &[';', '；', '؛'][..]),
        (Separator::Bar, &['|', '｜', '¦']),
        (Separator::Comma, &[',', '，', '、', '،']),
    ] {
        if text.contains(marks) {
            return found(separator, names(text, |c| marks.contains(&c)));
        }
    }
    let parts: Vec<&str> = text.split(" / ").map(bare).filter(|name| !name.is_empty()).collect();
    (parts.len() > 1).then_some((Separator::Slash, parts))
}

fn found(separator: Separator, names: Vec<&str>) -> Option<(Separator, Vec<&str>)> {
    (!names.is_empty()).then_some((separator, names))
}

const BULLETS: [char; 6] = ['•', '·', '●', '▪', '‣', '◦'];

fn names(text: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    text.split(separates).map(bare).filter(|name| !name.is_empty()).collect()
}

/// A name without what its list left around it.
fn bare(name: &str) -> &str {
    let name = name.trim();
    let item = ["- ", "* ", "+ "].iter().find_map(|mark| name.strip_prefix(mark)).unwrap_or(name);
    let name = item.trim().trim_matches([',', ';', '|', '；', '，']).trim_start_matches(BULLETS).trim();
    // Nothing but marks is no name.
    if name.chars().any(char::is_alphanumeric) { name } else { "" }
}

/// The names of people or outlets in the parts of a text that commas or other marks separate; none when they are one
/// name after all: "Smith, Jr.", "Reporters, Inc.".
pub fn people<'t>(text: &'t str, parts: &[&'t str]) -> Option<Vec<&'t str>> {
    let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let mut names: Vec<&str> = Vec::with_capacity(parts.len());
    for part in parts {
        if let Some(last) = names.last_mut().filter(|_| is_suffix(part)) {
            *last = &text[at(last)..at(part) + part.len()];
            continue;
        }
        // "A, B, and C"
        let part = CONJUNCTIONS.iter().find_map(|word| part.strip_prefix(word.trim_start())).unwrap_or(part);
        match conjoined(part) {
            Some((people, true)) => names.extend(people),
            _ => names.push(part),
        }
    }
    (names.len() > 1 || parts.len() == 1).then_some(names)
}

/// What follows a name behind a comma and belongs to it.
fn is_suffix(part: &str) -> bool {
    const SUFFIXES: &str = " jr sr jnr snr ii iii iv phd dphil md mp mep qc kc esq obe mbe cbe inc incorporated ltd \
        limited llc llp plc corp co gmbh ag kg ug ev sa sas sarl srl spa bv nv oy ab as aps ood llt тов ат зат пп мл ст ";
    let letters: String = part.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    (2..=12).contains(&letters.len()) && !part.contains(' ') && SUFFIXES.contains(&format!(" {letters} "))
}

/// What stands between two names.
const CONJUNCTIONS: [&str; 11] =
    [" and ", " & ", " und ", " et ", " y ", " та ", " і ", " й ", " и ", " i ", " og "];

/// Takes a name apart at "and" (in several languages), "&" or "/", and says whether each part looks like a person's full
/// name. None when there is no such word: most such names are one ("Trade and Industry"), so the caller has to know more.
pub fn conjoined(name: &str) -> Option<(Vec<&str>, bool)> {
    if !name.contains([' ', '/']) {
        return None;
    }
    let mark = CONJUNCTIONS.into_iter().find(|mark| name.contains(mark));
    let mark = mark.or_else(|| (name.contains('/') && !name.contains("//")).then_some("/"))?;
    let parts: Vec<&str> = name.split(mark).map(str::trim).collect();
    let distinct = parts.iter().all(|part| !part.is_empty()) && parts.windows(2).all(|two| two[0] != two[1]);
    (parts.len() > 1 && distinct).then(|| {
        let people = parts.iter().all(|part| is_person(part));
        (parts, people)
    })
}

/// Whether a name looks like a person's full one: two to four words that begin with a capital, but for particles.
pub fn is_person(name: &str) -> bool {
    const PARTICLES: [&str; 14] =
        ["von", "van", "der", "den", "de", "del", "della", "di", "da", "la", "le", "bin", "al", "el"];
    const NO_PERSON: [&str; 12] = [
        "The", "Ministry", "Department", "Institute", "University", "Union", "Party", "News", "Agency",
        "Times", "Office", "Committee",
    ];
    let words: Vec<&str> = name.split(' ').collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    (2..=4).contains(&words.len())
        && words.iter().all(|word| capital(word) || PARTICLES.contains(word))
        && words.iter().filter(|word| capital(word)).count() > 1
        && !words.iter().any(|word| NO_PERSON.contains(word))
        && !name.contains(|c: char| c.is_numeric())
}

/// Whether a name can be nothing but an outlet's: "The Times", `times.example`.
pub fn is_outlet(name: &str) -> bool {
    let capital = |rest: &str| rest.starts_with(char::is_uppercase);
    let is_host = || {
        let labels = name.rsplit_once('.').is_some_and(|(rest, last)| {
            !rest.is_empty() && last.len() > 1 && last.chars().all(char::is_alphabetic)
        });
        labels && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
    };
    name.strip_prefix("The ").is_some_and(capital) || is_host()
}

/// The words of a text; none when there is only one.
pub fn words(text: &str) -> Option<Vec<&str>> {
    text.contains(' ').then(|| text.split(' ').filter(|word| !word.is_empty()).collect())
}

/// Whether a text is two names with a comma of which the first is one word: "Example, Anna" is one person, or two.
pub fn is_last_first(text: &str) -> bool {
    text.split_once(',').is_some_and(|(last, first)| {
        let (last, first) = (last.trim(), first.trim());
        !last.contains(' ') && !first.contains(',') && first.split(' ').count() <= 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_separates_names_in_practice() {
        for (text, separator, expected) in [
            ("Strikes; Courts", Separator::Semicolon, &["Strikes", "Courts"][..]),
            ("Black Sea; Law of the sea;", Separator::Semicolon, &["Black Sea", "Law of the sea"]),
            ("Reuters, AP; AFP", Separator::Semicolon, &["Reuters, AP", "AFP"]),
            ("one | two words|three", Separator::Bar, &["one", "two words", "three"]),
            ("one,two , three,", Separator::Comma, &["one", "two", "three"]),
            ("один、два，три", Separator::Comma, &["один", "два", "три"]),
            ("one / two", Separator::Slash, &["one", "two"]),
            ("#one #two", Separator::Hash, &["one", "two"]),
            ("#one, #two words", Separator::Hash, &["one", "two words"]),
            ("• one • two", Separator::Bullet, &["one", "two"]),
            ("one · two", Separator::Bullet, &["one", "two"]),
            ("- one\n- two\n\n", Separator::Line, &["one", "two"]),
            ("• one\n• two", Separator::Line, &["one", "two"]),
            ("one;", Separator::Semicolon, &["one"]),
        ] {
            assert_eq!(separated(text), Some((separator, expected.to_vec())), "{text}");
        }
        for text in ["", "one", "one two", ";", " | ", "C#", "AC/DC", "24/7", "paral·lel", "#", "# one", "-"]
        {
            assert_eq!(separated(text), None, "{text}");
        }
    }

    #[test]
    fn people_and_what_belongs_to_them() {
        let people = |text| separated(text).and_then(|(_, parts)| people(text, &parts));
        assert_eq!(people("Anna One, Ben Two"), Some(vec!["Anna One", "Ben Two"]));
        assert_eq!(people("Anna One, Ben Two and Cy Three"), Some(vec!["Anna One", "Ben Two", "Cy Three"]));
        assert_eq!(people("A. One, B. Two, and C. Three"), Some(vec!["A. One", "B. Two", "C. Three"]));
        assert_eq!(people("Anna Smith, Jr., Ben Two"), Some(vec!["Anna Smith, Jr.", "Ben Two"]));
        assert_eq!(people("John Smith, Jr."), None);
        assert_eq!(people("Reporters, Inc."), None);
    }

    #[test]
    fn what_can_only_be_an_outlet() {
        for name in ["The Times", "times.example", "news.times.co.uk", "новини.укр"] {
            assert!(is_outlet(name), "{name}");
        }
        for name in ["Times", "the rest", "The", "A. One", "Inc.", "p. 12", "3.5", "U.S.", "Times of A.B"] {
            assert!(!is_outlet(name), "{name}");
        }
    }

    #[test]
    fn names_with_and() {
        for (text, are_people) in [
            ("Anna One and Ben Two", true),
            ("Anna von One & Ben Two", true),
            ("Олена Перша та Іван Другий", true),
            ("Trade and Industry", false),
            ("Ministry of Trade and Industry", false),
            ("Anna and Ben Two", false),
            ("Rail/Roads", false),
        ] {
            assert_eq!(conjoined(text).map(|(_, people)| people), Some(are_people), "{text}");
        }
        for text in ["Johnson & Johnson", "and", "Sand and", "Brandy", "https://x.org/"] {
            assert_eq!(conjoined(text), None, "{text}");
        }
    }
}
