//! Lines that a program broke at a width, as those of mail and of PDF → paragraphs, with the words that were divided.

use std::collections::BTreeSet;

use super::head::is_date;
use super::lines::item;
use super::raw::Raw;
use super::release;
use crate::import::newsroom::byline;
use crate::import::newsroom::words::ends_sentence;

/// Widths at which programs break lines, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=130;

/// The same groups of lines with whole paragraphs for lines.
pub(super) fn unwrapped(groups: Vec<Vec<Raw>>) -> Vec<Vec<Raw>> {
    let width = width(&groups);
    let known = match width {
        Some(_) => words(&groups),
        None => BTreeSet::new(),
    };
    let is_mail = width.is_none() && is_of_mail(&groups);
    let all = if is_mail { words(&groups) } else { BTreeSet::new() };
    let filled = groups.iter().filter(|group| !group.is_empty()).count();
    let count: usize = groups.iter().map(Vec::len).sum();
    // Where empty lines stand between paragraphs, a line that is short by chance ends none.
    let slack = if filled * 6 > count { 75 } else { 97 };
    let of_group = |group: Vec<Raw>| match width {
        Some(width) => joined(group, width, slack, &known),
        None if is_mail && is_broken(&group) => {
            let width = group.iter().map(Raw::length).max().unwrap_or(0);
            joined(group, width, 0, &all)
        }
        None if goes_on(&group) => {
            let width = group.iter().map(Raw::length).max().unwrap_or(0);
            let known = words(std::slice::from_ref(&group));
            joined(group, width, 50, &known)
        }
        None => group,
    };
    groups.into_iter().map(of_group).collect()
}

/// Two lines in succession, neither of which is a row or the second an item.
fn pairs(groups: &[Vec<Raw>]) -> impl Iterator<Item = (&Raw, &Raw)> {
    let pairs = groups.iter().flat_map(|group| group.windows(2)).map(|pair| (&pair[0], &pair[1]));
    pairs.filter(|(one, next)| {
        one.cells.is_empty()
            && next.cells.is_empty()
            && item(&one.text).is_none()
            && item(&next.text).is_none()
            && !is_quoted(one)
            && !is_quoted(next)
    })
}

/// Whether it has the sign by which e-mails quote: `signs.rs` brings such lines together.
fn is_quoted(raw: &Raw) -> bool {
    raw.text.starts_with('>')
}

/// The width at which a text was broken into lines; none where it was not.
fn width(groups: &[Vec<Raw>]) -> Option<usize> {
    let lines = || groups.iter().flatten().filter(|raw| raw.cells.is_empty() && !is_quoted(raw));
    let longest = lines().map(Raw::length).max().unwrap_or(0);
    let (mut count, mut full, mut ended, mut going, mut at_comma) = (0, 0, 0, 0, 0);
    for (one, next) in pairs(groups) {
        let length = one.length();
        let is_ended = ends_sentence(&one.text);
        let is_small = next.text.starts_with(char::is_lowercase);
        count += 1;
        full += usize::from(length * 10 >= longest * 7);
        ended += usize::from(is_ended);
        if !is_ended && (is_small && length * 20 >= longest * 11 || length * 20 >= longest * 17) {
            going += 1;
            at_comma += usize::from(one.text.ends_with([',', ';']));
        }
    }
    let is_even = full * 10 >= count * 8 && ended * 2 < count;
    let is_going = going >= 3 && going * 10 >= count * 3 && full * 10 >= count * 4;
    // Verses break where they pause, and programs wherever the line is full.
    let is_verse = at_comma * 5 > going * 2;
    let is_wrapped = count >= 3 && !is_verse && (is_even || is_going);
    (is_wrapped && WIDTHS.contains(&longest)).then_some(longest)
}

/// How wide programs of mail break lines, in characters (RFC 3676, section 4.2), and how short a line is that they broke.
const MAIL: std::ops::RangeInclusive<usize> = 60..=80;
const FULL: usize = 66;
const BROKEN: usize = 50;

/// Whether the lines of a short text were broken as those of mail are: none is longer, and a full one goes on in the next.
fn is_of_mail(groups: &[Vec<Raw>]) -> bool {
    let is_measured = |raw: &&Raw| raw.cells.is_empty() && !is_quoted(raw) && raw.text.contains(' ');
    let longest = groups.iter().flatten().filter(is_measured).map(Raw::length).max().unwrap_or(0);
    let goes_on = |group: &Vec<Raw>| {
        is_broken(group) && group.windows(2).any(|pair| pair[1].text.starts_with(char::is_lowercase))
    };
    MAIL.contains(&longest) && groups.iter().any(goes_on)
}

/// Whether all lines of a group but the last are full, and none is one of a head, of a list or of verses.
fn is_broken(group: &[Raw]) -> bool {
    let is_full = |pair: &[Raw]| {
        let (one, next) = (&pair[0], &pair[1]);
        let first = next.text.split(' ').next().map_or(0, |word| word.chars().count());
        let is_row = !one.cells.is_empty() || !next.cells.is_empty();
        let is_other = item(&next.text).is_some() || is_quoted(one) || is_quoted(next);
        let is_head =
            is_date(&next.text) || byline::read(&next.text).is_some() || release::is_frame(&next.text);
        one.length() >= BROKEN && one.length() + 1 + first >= FULL && !is_row && !is_other && !is_head
    };
    let is_verse = group.iter().filter(|raw| raw.text.ends_with([',', ';'])).count() * 2 > group.len();
    group.len() >= 2 && group.windows(2).all(is_full) && !is_verse && !release::is_frame(&group[0].text)
}

/// Whether lines of one group go on in the middle of sentences: most begin small.
fn goes_on(group: &[Raw]) -> bool {
    let behind = group.get(1..).unwrap_or_default();
    let small = behind.iter().filter(|raw| raw.text.starts_with(char::is_lowercase)).count();
    let long = group[..behind.len()].iter().filter(|raw| (35..=130).contains(&raw.length())).count();
    let at_comma = group[..behind.len()].iter().filter(|raw| raw.text.ends_with([',', ';'])).count();
    let is_divided = group.windows(2).any(|pair| {
        pair[0].text.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic))
            && pair[1].text.starts_with(char::is_lowercase)
    });
    let is_going = behind.len() >= 2
        && small * 5 >= behind.len() * 3
        && long * 10 >= behind.len() * 8
        && at_comma * 5 <= behind.len() * 2;
    is_going || is_divided && long == behind.len()
}

/// Paragraphs of lines that were broken at a width; a line ends one where the next word had had room, in hundredths of the width.
fn joined(group: Vec<Raw>, width: usize, slack: usize, known: &BTreeSet<String>) -> Vec<Raw> {
    let mut made: Vec<Raw> = Vec::new();
    let mut before: Option<Raw> = None;
    for raw in group {
        let is_joined = before.as_ref().is_some_and(|before| goes_into(before, &raw, width, slack));
        match made.last_mut().filter(|_| is_joined) {
            Some(last) => append(&mut last.text, &raw.text, known),
            None => made.push(raw.clone()),
        }
        before = Some(raw);
    }
    made
}

fn goes_into(one: &Raw, next: &Raw, width: usize, slack: usize) -> bool {
    let is_row = !one.cells.is_empty() || !next.cells.is_empty();
    if is_row || item(&next.text).is_some() || is_quoted(one) || is_quoted(next) {
        return false;
    }
    let is_ended = ends_sentence(&one.text);
    // The first line of a paragraph that is indented.
    if is_ended && next.indent >= one.indent + 2 && item(&one.text).is_none() {
        return false;
    }
    let first = next.text.split(' ').next().map_or(0, |word| word.chars().count());
    let length = one.length() + 1 + first;
    let is_small = next.text.starts_with(char::is_lowercase);
    match is_ended {
        _ if slack == 0 => true,
        true => is_small || length * 100 > width * slack,
        false => is_small || length * 100 > width * slack.min(80),
    }
}

/// Puts a line behind another; a word that was divided between them comes together.
fn append(text: &mut String, line: &str, known: &BTreeSet<String>) {
    let before = text.strip_suffix(['-', '\u{2010}']).filter(|text| text.ends_with(char::is_alphanumeric));
    match before.map(|before| joint(before, line, known)) {
        Some(Joint::Divided) => {
            text.pop();
        }
        Some(Joint::Compound) => {}
        Some(Joint::Apart) | None => text.push(' '),
    }
    text.push_str(line);
}

/// What a hyphen at the end of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// The word has none.
    Divided,
    /// The word has one.
    Compound,
    /// What follows is another word: "Ein- und Ausfahrt".
    Apart,
}

fn joint(before: &str, line: &str, known: &BTreeSet<String>) -> Joint {
    const AND: &[&str] =
        &["und", "oder", "bzw", "sowie", "bis", "and", "or", "to", "y", "o", "et", "ou", "та", "і", "або"];
    /// So much of a word tells what its hyphen is, in bytes.
    const TELLING: usize = 200;
    let before = &before[before.floor_char_boundary(before.len().saturating_sub(TELLING))..];
    let first = before.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '-').next().unwrap_or("");
    let second: String = line.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    let (first, second) = (first, second.as_str());
    if AND.contains(&second) {
        return Joint::Apart;
    }
    let is_capital = second.starts_with(|letter: char| !letter.is_lowercase());
    let is_short_form = first.chars().count() > 1 && !first.contains(char::is_lowercase);
    if is_capital
        || is_short_form
        || first.contains('-')
        || first.ends_with(|letter: char| letter.is_numeric())
    {
        return Joint::Compound;
    }
    let (first, second) = (first.to_lowercase(), second.to_lowercase());
    if known.contains(&format!("{first}{second}")) {
        return Joint::Divided;
    }
    let is_compound = known.contains(&format!("{first}-{second}"))
        || FIRSTS.contains(&&*first) && SECONDS.contains(&&*second)
        || BEHIND.contains(&&*second)
        || is_number(&first)
            && (is_number(&second) || ORDINALS.contains(&&*second) || SECONDS.contains(&&*second));
    if is_compound { Joint::Compound } else { Joint::Divided }
}

fn is_number(word: &str) -> bool {
    const NUMBERS: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty",
        "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "third", "thirds", "fourth",
        "quarters", "fifths",
    ];
    NUMBERS.contains(&word)
}

const ORDINALS: &[&str] = &[
    "first", "second", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "storey", "metre",
];

/// First halves of English compounds with a hyphen, which no syllable of another word is before one of the second halves.
const FIRSTS: &[&str] = &[
    "long", "short", "well", "self", "half", "full", "part", "high", "low", "mid", "non", "co", "so",
    "cross", "first", "second", "last", "far", "wide", "hard", "large", "small", "top", "open", "old", "new",
    "late", "early", "all", "vice", "post", "pre", "right", "left", "middle", "world", "one", "two", "three",
];

const SECONDS: &[&str] = &[
    "term", "time", "standing", "range", "lasting", "known", "being", "made", "running", "level", "ranking",
    "profile", "day", "week", "month", "hour", "year", "sized", "size", "scale", "paid", "educated",
    "established", "looking", "distance", "haul", "hand", "held", "speed", "quality", "tech", "minute",
    "point", "way", "appointed", "employed", "defence", "defense", "determination", "governing",
    "government", "sufficient", "wing", "operative", "operation", "called", "reaching", "spread", "class",
    "round", "old", "president", "chairman", "war", "pandemic", "border", "party", "income", "ended",
];

/// Second halves that stand behind any word.
const BEHIND: &[&str] = &[
    "based", "owned", "backed", "funded", "friendly", "called", "il", "elle", "ils", "elles", "ci", "là",
    "même", "mêmes", "être",
];

/// All words of a text, in lower case: by them it is seen whether a word has a hyphen.
fn words(groups: &[Vec<Raw>]) -> BTreeSet<String> {
    let words = groups
        .iter()
        .flatten()
        .flat_map(|raw| raw.text.split(|letter: char| !letter.is_alphanumeric() && letter != '-'));
    words.filter(|word| !word.is_empty() && !word.ends_with('-')).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lines::read;

    fn texts(text: &str) -> Vec<String> {
        read(text).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn hard_wrapped_paragraphs_are_one_line_each() {
        let text = "The ferry left the harbour before dawn, with nobody on\nits deck but two sailors and a cat that had come aboard\nin the night.\n\nIt came back in the evening, when the ice had closed the\nmouth of the river.\n\n- a cat\n- two sailors";
        assert_eq!(texts(text).len(), 4);
        assert!(texts(text)[0].ends_with("come aboard in the night."));
    }

    #[test]
    fn paragraphs_without_empty_lines_end_where_a_word_had_room() {
        let text = "Pilots want a raise\nThe pilots of the northern port want to be paid for the hours in which\nthey wait, since the ice has made these longer than they were before,\nand since nobody else will come in their place on a winter's night. So\nthey say.\nWhat they get\nA pilot gets twenty euros for each ship that comes in, and ten for each\nthat leaves.\nThe board will answer in May.";
        assert_eq!(
            texts(text),
            [
                "Pilots want a raise",
                "The pilots of the northern port want to be paid for the hours in which they wait, since the ice has made these longer than they were before, and since nobody else will come in their place on a winter's night. So they say.",
                "What they get",
                "A pilot gets twenty euros for each ship that comes in, and ten for each that leaves.",
                "The board will answer in May.",
            ]
        );
    }

    #[test]
    fn divided_words_come_together_and_compounds_keep_their_hyphen() {
        let text = "Das teilte am Montag im Rathaus die Hafenge-\nsellschaft mit: Der Hafen ist frei, und die Ein-\nund Ausfahrt kostet auf der Strecke von Orten-\nNord nichts mehr.";
        assert_eq!(
            texts(text).join("|"),
            "Das teilte am Montag im Rathaus die Hafengesellschaft mit: Der Hafen ist frei, und die Ein- und Ausfahrt kostet auf der Strecke von Orten-Nord nichts mehr."
        );
        let text = "It said that the board of the port wants a long-\nterm plan for the catch of cod and of the her-\nring, and it is to be voted on in an EU-\nwide ballot. Nobody but its head wants the re-\nelection of all of the seven of its old mem-\nbers in this, which is the board's twenty-\nfirst year. The re-election was on Monday.";
        assert_eq!(
            texts(text).join("|"),
            "It said that the board of the port wants a long-term plan for the catch of cod and of the herring, and it is to be voted on in an EU-wide ballot. Nobody but its head wants the re-election of all of the seven of its old members in this, which is the board's twenty-first year. The re-election was on Monday."
        );
    }

    #[test]
    fn short_texts_that_mail_broke_are_whole_paragraphs() {
        let text = "Ferry to run until eleven at night\n\nThe ferry across the bay will run until eleven at night from March on,\nthe port said.\n\nIt had stopped at seven since the autumn, since nobody could be found to\nsteer it.\n\nHours:\nMonday to Friday";
        assert_eq!(
            texts(text),
            [
                "Ferry to run until eleven at night",
                "The ferry across the bay will run until eleven at night from March on, the port said.",
                "It had stopped at seven since the autumn, since nobody could be found to steer it.",
                "Hours:",
                "Monday to Friday",
            ]
        );
        // A headline that is as long as a line is none that goes on.
        let text = "The ferry across the bay will run until eleven at night from March\nBy Ann Lee\n\nThe ferry across the bay will run until eleven at night from March on,\nthe port said.";
        assert_eq!(texts(text)[1], "By Ann Lee");
    }

    #[test]
    fn verses_keep_their_lines() {
        let text = "The road to the winter harbour has no end,\nthe grass is high, and all the fences bend,\nand who goes there will surely go alone,\nwith half a loaf of bread and half a stone.";
        assert_eq!(texts(text).len(), 4);
    }
}
