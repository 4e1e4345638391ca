//! Who wrote a text, as lines above it say: names apart, role, outlet and place apart.

mod outlets;
mod parts;
mod roles;
mod unsigned;

pub use self::outlets::is_outlet;
use self::parts::{Part, cleaned, parts};
use self::roles::is_role;
use self::unsigned::of_staff;
pub use self::unsigned::{is_staff, is_titled, is_unsigned, of_staff_alone};
use super::names::{is_degree, is_part, is_signed, is_suffix, may_be_signed, shortest};
pub use super::names::{is_name, is_no_person, is_organisation};
use super::words::{AND, BYLINE, IN, PLACES, WITH_COLON, ends_sentence};
use crate::content::date::months;

/// A byline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Byline {
    /// Those who wrote it.
    pub people: Vec<Person>,
    /// The outlet that it names; the only thing in a line like "By The Associated Press".
    pub outlet: Option<String>,
    /// Whether it says that it is one: "By", "Von", "Автор:".
    pub is_marked: bool,
}

/// Somebody who wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// The name.
    pub name: String,
    /// "Security correspondent".
    pub role: Option<String>,
    /// For whom.
    pub outlet: Option<String>,
    /// From where.
    pub place: Option<String>,
    /// Whether the name may be that of an outlet or a place: "Melby Court".
    pub is_doubtful: bool,
}

/// What stands behind whoever took the pictures.
const PICTURES: &[&str] = &[
    "foto", "fotos", "photo", "photos", "pictures", "photography", "фото", "fotografía", "video", "vidéo",
    "відео",
];

/// What stands behind whoever wrote the text, beside those who took its pictures.
const WRITTEN: &[&str] = &["text", "texte", "texto", "текст", "words", "interview", "recherche", "bericht"];

/// Before the role of somebody who is named behind it.
const OURS: &[&str] = &[
    "our", "the", "unser", "unsere", "unserem", "unserer", "unseren", "notre", "nos", "nuestro", "nuestra",
    "наш", "наша", "нашого", "нашої",
];

/// The longest line that may be a byline, in bytes.
const LONGEST: usize = 300;

/// Reads a byline. A line without "By" is one where it is made of names, roles, outlets and places alone.
pub fn read(text: &str) -> Option<Byline> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.len() > LONGEST {
        return None;
    }
    // "(Reporting by Max Hahn; Editing by Toby Rush)"
    let inner = line.strip_prefix('(').and_then(|inner| inner.trim_end_matches('.').strip_suffix(')'));
    let line = inner.filter(|inner| marked(inner).is_some() && !inner.contains(['(', ')'])).unwrap_or(&line);
    let (line, is_marked) = match marked(line) {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    if !is_marked && let Some(found) = behind_outlet(line) {
        return Some(found);
    }
    let mut made = Byline { is_marked, ..Byline::default() };
    // "By Harbour Post Staff": nobody is named, but an outlet may be.
    if is_marked && let Some(outlet) = of_staff(line) {
        return Some(Byline { outlet: Some(outlet.to_owned()).filter(|outlet| !outlet.is_empty()), ..made });
    }
    let is_sentence = ends_sentence(line);
    for Part { text: part, is_aside } in parts(&cleaned(line)) {
        let is_known = made.add(&part, is_marked, is_aside);
        // "By John Smith, the council was told that the ferry had left." is none.
        let is_of_sentence = is_sentence && part.starts_with(char::is_lowercase) && part.contains(' ');
        let is_passed_over = is_marked && !made.people.is_empty() && !is_of_sentence;
        if !is_known && !is_passed_over {
            return None;
        }
    }
    let is_something = !made.people.is_empty() || is_marked && made.outlet.is_some();
    is_something.then(|| made.shared())
}

/// "The Harbour Post | By Sam Dale | 4 March": a byline behind the name of an outlet or of a section. Nobody says which of them it is.
fn behind_outlet(line: &str) -> Option<Byline> {
    /// The longest name, in words.
    const NAME: usize = 5;
    let (before, rest) = [" | ", " · ", " • "]
        .iter()
        .filter_map(|bar| line.split_once(bar))
        .min_by_key(|(before, _)| before.len())?;
    let is_outlet = is_outlet(before);
    let is_label = before.split_whitespace().count() <= NAME
        && before.starts_with(char::is_uppercase)
        && !ends_sentence(before);
    let mut found = marked(rest)
        .filter(|_| is_label)
        .and_then(|_| read(rest))
        .filter(|found| !found.people.is_empty())?;
    if is_outlet && found.outlet.is_none() {
        found.outlet = Some(before.to_owned());
    }
    Some(found.shared())
}

/// A line that says nothing but a role, an outlet or a place, as it stands below a name.
pub fn below_name(text: &str) -> Option<Person> {
    let words = text.split_whitespace().count();
    if words > 12 || super::words::ends_sentence(text) {
        return None;
    }
    let mut made = Byline { people: vec![Person::default()], ..Byline::default() };
    let is_known = parts(&cleaned(text)).iter().all(|part| made.add(&part.text, false, part.is_aside));
    let person = made.shared().people;
    let [person] = &person[..] else { return None };
    (is_known && *person != Person::default()).then(|| person.clone())
}

/// What follows "By", "Автор:", "Posted by".
pub fn marked(line: &str) -> Option<&str> {
    let found = BYLINE.iter().filter_map(|mark| {
        let start = line.get(..mark.len())?;
        let rest = (start.to_lowercase() == *mark).then(|| &line[mark.len()..])?;
        let with_colon = rest.trim_start().strip_prefix(':');
        let rest = match with_colon {
            Some(rest) => rest,
            None if WITH_COLON.contains(mark) && !is_name(rest) => return None,
            None => rest.strip_prefix(' ')?,
        };
        Some((mark.len(), rest.trim_start()))
    });
    found.max_by_key(|(length, _)| *length).map(|(_, rest)| rest).or_else(|| glued(line))
}

/// "ByClara Whitcombe".
fn glued(line: &str) -> Option<&str> {
    let rest = ["By", "Von", "Par", "Por"].iter().find_map(|mark| line.strip_prefix(mark))?;
    (rest.starts_with(char::is_uppercase) && is_name(rest)).then_some(rest)
}

/// Whether a line is nothing but the word before a byline's names.
pub fn is_mark(text: &str) -> bool {
    BYLINE.contains(&text.trim().trim_end_matches(':').trim_end().to_lowercase().as_str())
}

impl Byline {
    /// Takes a part for what it is; false where it is nothing of a byline.
    fn add(&mut self, part: &str, is_marked: bool, is_aside: bool) -> bool {
        let all: Vec<&str> = part.split_whitespace().collect();
        let (and, words) = match all.split_first() {
            Some((first, rest)) if AND.contains(&&*first.to_lowercase()) => (Some(*first), rest),
            _ => (None, &all[..]),
        };
        if words.is_empty() {
            return true;
        }
        // "Mia Brandt (Fotos)" took the pictures, and so did whoever stands behind "Fotos:".
        let label = words[0].trim_end_matches(':').to_lowercase();
        if words.len() == 1 && PICTURES.contains(&&*label) {
            self.people.pop();
            return true;
        }
        if is_aside && words.len() == 1 && WRITTEN.contains(&&*label)
            || words[0].ends_with(':') && PICTURES.contains(&&*label) && !self.people.is_empty()
        {
            return true;
        }
        // "Ann Lee MD, PhD", "Ann Lee, Jr."
        if let Some((last, before)) = words.split_last()
            && is_degree(last)
        {
            return match before {
                [] => !self.people.is_empty(),
                before => self.add(&before.join(" "), is_marked, is_aside),
            };
        }
        if let ([suffix], Some(person)) = (words, self.people.last_mut())
            && is_suffix(suffix)
        {
            person.name = format!("{} {suffix}", person.name);
            return true;
        }
        // A picture's text and the name below it.
        let (first, second) = words.split_at(words.len() / 2);
        if words.len() >= 4 && first == second {
            return self.add(&first.join(" "), is_marked, is_aside);
        }
        let text = words.join(" ");
        if text.chars().any(|letter| letter.is_ascii_digit())
            || words.iter().all(|word| months::is_month(word))
        {
            // A time, once somebody was named.
            return !self.people.is_empty() && words.len() <= 8;
        }
        let is_and_of_name = and.is_some_and(|and| matches!(and, "y" | "e" | "i"));
        if is_and_of_name
            && words.len() == 1
            && is_part(words[0])
            && let Some(last) = self.people.last_mut()
        {
            last.name = format!("{} {part}", last.name);
            return true;
        }
        if let Some(place) = place(words) {
            return self.last(|person| person.place = Some(place.clone()));
        }
        let name = shortest(words);
        let (person, behind) = (words[..name].join(" "), words[name..].join(" "));
        let is_acronym = behind.chars().all(|letter| !letter.is_lowercase());
        if name > 0
            && (words.len() > name + 1 || is_acronym)
            && is_outlet(&behind)
            && !is_outlet(&person)
            && is_name(&person)
        {
            self.outlet.get_or_insert(behind);
            return self.add(&person, is_marked, is_aside);
        }
        if is_outlet(&text) && !words.iter().any(|word| is_role(word)) {
            self.outlet.get_or_insert_with(|| text.clone());
            return true;
        }
        let is_of_name = |person: &Person| person.name.contains(' ');
        let is_named = if is_marked { is_signed(&text) } else { is_name(&text) };
        if is_named && !is_aside && !words.iter().any(|word| is_role(word)) {
            self.people.push(Person { name: text, ..Person::default() });
            return true;
        }
        if let Some(at) = words.iter().position(|word| is_role(word)) {
            return self.add_role(words, at, and, is_marked);
        }
        let (before, behind) = split_at_in(words);
        if !behind.is_empty() && !before.is_empty() {
            return self.add(&before.join(" "), is_marked, is_aside)
                && self.add(&behind.join(" "), is_marked, is_aside);
        }
        let is_place = PLACES.contains(&&*text.to_uppercase());
        let is_capitals = words.len() <= 2 && words.iter().all(|word| is_part(word));
        let is_word = is_capitals && !is_no_person(&text);
        // "Lviv, Ukraine": what follows a place is where that is.
        let is_behind_place = is_capitals && self.people.last().is_some_and(|person| person.place.is_some());
        let is_capital = is_place || is_word || is_behind_place;
        if is_capital
            && (is_behind_place
                || is_aside
                || self.outlet.is_some()
                || self.people.last().is_some_and(|person| person.role.is_some()))
        {
            return self.last(|person| {
                let before = person.place.take().map(|place| place + ", ").unwrap_or_default();
                person.place = Some(before + &text);
            });
        }
        if is_marked && !is_aside && may_be_signed(&text) {
            self.people.push(Person { name: text, is_doubtful: true, ..Person::default() });
            return true;
        }
        // Not all scripts have capitals.
        let is_caseless = (2..=12).contains(&text.chars().count())
            && text
                .chars()
                .all(|one| one.is_alphabetic() && !one.is_uppercase() && !one.is_lowercase() || one == '·');
        // "By Ann Lee, Melby": of people with two names the next one has two.
        let is_alone = !is_aside && !self.people.iter().any(is_of_name);
        if is_marked && words.len() == 1 && (is_word || is_caseless) && !is_place && is_alone {
            self.people.push(Person { name: text, ..Person::default() });
            return true;
        }
        false
    }

    fn last(&mut self, set: impl FnOnce(&mut Person)) -> bool {
        self.people.last_mut().map(set).is_some()
    }

    /// The outlet is that of everybody.
    fn shared(mut self) -> Self {
        for person in &mut self.people {
            person.outlet.clone_from(&self.outlet);
        }
        self
    }
}

/// "in Kyiv", "at the White House", "Reporting from Lviv".
fn place(words: &[&str]) -> Option<String> {
    let words = match words {
        [first, rest @ ..] if first.eq_ignore_ascii_case("reporting") => rest,
        _ => words,
    };
    let (first, rest) = words.split_first()?;
    let is_place = IN.contains(&&*first.to_lowercase())
        && (1..=5).contains(&rest.len())
        && rest.last().is_some_and(|word| is_part(word));
    is_place.then(|| rest.join(" "))
}

fn split_at_in<'a, 'b>(words: &'a [&'b str]) -> (&'a [&'b str], &'a [&'b str]) {
    let at = words.iter().position(|word| IN.contains(word));
    words.split_at(at.unwrap_or(words.len()))
}

#[cfg(test)]
mod tests;
