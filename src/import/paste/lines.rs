//! Pasted text → its lines, whatever machine they come from: ends of lines, signs without width, hard-wrapped paragraphs.

use crate::import::newsroom::furniture::{self, Why};
use crate::import::newsroom::words::ends_sentence;

/// A line of a pasted text: a paragraph, a heading, an item, or what a page has beside them.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// What it says, with single spaces, without the sign of an item.
    pub(super) text: String,
    /// Whether it stands apart from the line before.
    pub(super) is_apart: bool,
    /// What it looks like on its own.
    pub(super) look: Look,
    /// How many words it has.
    pub(super) words: usize,
}

/// What a line looks like on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A sentence or more.
    Prose,
    /// Long, and without an end.
    Endless,
    /// Neither a sentence nor long.
    Short,
    /// An item of a list, with its number where it has one.
    Item(Option<u32>),
    /// What a page has around its text.
    Furniture(Why),
}

/// From so many words a line without an end is no headline.
const LONG: usize = 28;

/// The lines of a text.
pub(super) fn read(text: &str) -> Vec<Line> {
    let mut groups: Vec<Vec<String>> = vec![Vec::new()];
    for raw in normalised(text).split('\n') {
        let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            groups.last_mut().expect("there is one").push(line);
        } else if groups.last().is_some_and(|group| !group.is_empty()) {
            groups.push(Vec::new());
        }
    }
    let is_wrapped = is_hard_wrapped(&groups);
    let mut texts: Vec<(String, bool)> = Vec::new();
    for group in groups {
        let group = if is_wrapped || goes_on(&group) { unwrapped(&group) } else { group };
        texts.extend(group.into_iter().enumerate().map(|(at, text)| (text, at == 0)));
    }
    let number = |at: Option<usize>| item(&texts.get(at?)?.0).and_then(|(number, _)| number);
    // "3. Februar" and the numbered headings of a text are no list: its items follow each other.
    let is_listed = |at: usize, number_here: u32| {
        number(at.checked_sub(1)).is_some_and(|before| before.checked_add(1) == Some(number_here))
            || number(Some(at + 1)).is_some_and(|behind| number_here.checked_add(1) == Some(behind))
    };
    let made = texts.iter().enumerate().map(|(at, (text, is_apart))| match item(text) {
        Some((Some(own), rest)) if is_listed(at, own) => line(rest, Some(Some(own)), *is_apart),
        Some((None, rest)) => line(rest, Some(None), *is_apart),
        _ => line(text, None, *is_apart),
    });
    made.collect()
}

/// One sign for the end of a line, plain spaces, nothing without width.
fn normalised(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut made = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => made.push('\n'),
            '\u{2029}' => made.push_str("\n\n"),
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{200e}'
            | '\u{200f}' => {}
            '\u{fffc}' => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '\t' => made.push(' '),
            letter if letter.is_control() && letter != '\n' => {}
            letter => made.push(letter),
        }
    }
    made
}

fn line(text: &str, marker: Option<Option<u32>>, is_apart: bool) -> Line {
    let words = words(text);
    let ends = ends_sentence(text);
    let look = match (furniture::of(text), marker) {
        (Some(why), _) => Look::Furniture(why),
        (None, Some(number)) => Look::Item(number),
        (None, None) if ends && (words >= 4 || text.starts_with(['"', '“', '«', '„', '‘', '–', '—'])) => {
            Look::Prose
        }
        (None, None) if words >= LONG => Look::Endless,
        (None, None) => Look::Short,
    };
    Line { text: text.to_owned(), is_apart, look, words }
}

/// How many words a line has. Scripts without spaces have about one for each two signs.
fn words(text: &str) -> usize {
    let is_of_cjk = |letter: &char| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    text.split(' ').count().max(text.chars().filter(is_of_cjk).count() / 2)
}

/// The number of an item, and what follows its sign.
fn item(text: &str) -> Option<(Option<u32>, &str)> {
    let signs = ["• ", "· ", "▪ ", "◦ ", "‣ ", "● ", "* ", "- ", "– ", "•", "▪", "●"];
    let rest = signs.iter().find_map(|sign| text.strip_prefix(sign)).map(str::trim_start);
    if let Some(rest) = rest {
        // A dash begins speech, too, in many languages: a sentence behind one stays a sentence with its dash.
        let is_speech = text.starts_with('–')
            || text.starts_with("- ")
                && ends_sentence(rest)
                && rest.contains([',', '»', '“'])
                && rest.starts_with(char::is_uppercase);
        return (!rest.is_empty() && !is_speech).then_some((None, rest));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?.strip_prefix(['.', ')'])?.strip_prefix(' ')?;
    let is_item = (1..=2).contains(&digits)
        && rest.starts_with(|letter: char| letter.is_alphabetic() || "“\"«„".contains(letter));
    is_item.then(|| (text[..digits].parse().ok(), rest))
}

/// Whether paragraphs were broken into lines of about one length.
fn is_hard_wrapped(groups: &[Vec<String>]) -> bool {
    let inner: Vec<&String> = groups
        .iter()
        .flat_map(|group| &group[..group.len().saturating_sub(1)])
        .filter(|line| item(line).is_none())
        .collect();
    let longest = groups.iter().flatten().map(|line| line.chars().count()).max().unwrap_or(0);
    if inner.len() < 3 || !(40..=130).contains(&longest) {
        return false;
    }
    let count = inner.len();
    let full = inner.iter().filter(|line| line.chars().count() * 10 >= longest * 7).count();
    let ended = inner.iter().filter(|line| ends_sentence(line)).count();
    full * 10 >= count * 8 && ended * 2 < count
}

/// Whether lines of one group go on in the middle of sentences: most begin small.
fn goes_on(group: &[String]) -> bool {
    let behind = group.get(1..).unwrap_or_default();
    let small = behind.iter().filter(|line| line.starts_with(char::is_lowercase)).count();
    let long = group[..behind.len()].iter().filter(|line| (35..=130).contains(&line.chars().count())).count();
    behind.len() >= 2 && small * 5 >= behind.len() * 3 && long * 10 >= behind.len() * 8
}

fn unwrapped(group: &[String]) -> Vec<String> {
    let mut made: Vec<String> = Vec::new();
    for line in group {
        match made.last_mut() {
            Some(last) if item(line).is_none() => {
                // A word that was divided at its hyphen keeps it: whether it belongs to the word nobody knows.
                let is_divided = last.ends_with('-') && !last.ends_with(" -");
                last.push_str(if is_divided { "" } else { " " });
                last.push_str(line);
            }
            _ => made.push(line.clone()),
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        read(text).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_are_those_of_any_machine() {
        assert_eq!(
            texts("Eins\r\n\r\nZwei\u{a0}drei\tvier\rfünf\u{2028}sechs\u{200b}!\u{feff}"),
            ["Eins", "Zwei drei vier", "fünf", "sechs!"]
        );
        assert!(texts("\n \t\n\u{200b}").is_empty());
    }

    #[test]
    fn hard_wrapped_paragraphs_are_one_line_each() {
        let text = "The ferry left the harbour before dawn, with nobody on\nits deck but two sailors and a cat that had come aboard\nin the night.\n\nIt came back in the evening, when the ice had closed the\nmouth of the river.\n\n- a cat\n- two sailors";
        assert_eq!(texts(text).len(), 4);
        assert!(texts(text)[0].ends_with("come aboard in the night."));
    }

    #[test]
    fn items_and_speech_are_told_apart() {
        let looks: Vec<Look> = read("• bread\n2) butter\n3) salt\n– Ні, – сказала вона.\n1999. That was it.")
            .into_iter()
            .map(|line| line.look)
            .collect();
        assert_eq!(
            looks,
            [Look::Item(None), Look::Item(Some(2)), Look::Item(Some(3)), Look::Prose, Look::Prose]
        );
    }
}
