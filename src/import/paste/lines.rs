//! Pasted text → its lines, whatever machine they come from: ends of lines, signs without width, hard-wrapped paragraphs, tables,
//! items of lists.

use super::raw::{Raw, normalised};
use super::{release, signs, table, wrap};
use crate::import::block::{Block, Inline};
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
    /// How many lists are around its own.
    pub(super) depth: usize,
    /// What it becomes, where its marks or its cells say more than its words.
    pub(super) block: Option<Block>,
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
    /// A table, a list or something else that is a block as it stands.
    Made,
    /// What a page has around its text.
    Furniture(Why),
}

/// From so many words a line without an end is no headline.
const LONG: usize = 28;
/// An item stands in another from so many columns on.
const DEEPER: usize = 2;

/// The lines of a text.
pub(super) fn read(text: &str) -> Vec<Line> {
    let mut groups: Vec<Vec<Raw>> = vec![Vec::new()];
    for raw in normalised(text).split('\n').map(Raw::read) {
        if !raw.text.is_empty() {
            if let Some(group) = groups.last_mut() {
                group.push(raw);
            }
        } else if groups.last().is_some_and(|group| !group.is_empty()) {
            groups.push(Vec::new());
        }
    }
    table::mark(&mut groups);
    signs::mark(&mut groups);
    let mut raws: Vec<(Raw, bool)> = Vec::new();
    for group in wrap::unwrapped(groups) {
        let group = within_items(signs::quotes(group));
        raws.extend(group.into_iter().enumerate().map(|(at, raw)| (raw, at == 0)));
    }
    let number = |at: Option<usize>| item(&raws.get(at?)?.0.text).and_then(|(number, _)| number);
    // "3. Februar" and the numbered headings of a text are no list: its items follow each other.
    let is_listed = |at: usize, number_here: u32| {
        number(at.checked_sub(1)).is_some_and(|before| before.checked_add(1) == Some(number_here))
            || number(Some(at + 1)).is_some_and(|behind| number_here.checked_add(1) == Some(behind))
    };
    let mut made: Vec<Line> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some((raw, is_apart)) = raws.get(at) {
        let rows = table::rows(&raws[at..]);
        if rows > 0 {
            made.push(table::made(&raws[at..at + rows]));
            indents.clear();
            at += rows;
            continue;
        }
        let text = &*raw.text;
        let mut line = match item(text) {
            _ if release::is_frame(text) => line(text, None, *is_apart),
            Some((Some(own), rest)) if is_listed(at, own) => line(rest, Some(Some(own)), *is_apart),
            Some((None, rest)) => line(rest, Some(None), *is_apart),
            _ if is_lettered(text) && raw.indent >= DEEPER => line(text, Some(None), *is_apart),
            _ => quoted(text, *is_apart).unwrap_or_else(|| line(text, None, *is_apart)),
        };
        if matches!(line.look, Look::Item(_)) {
            indents.retain(|outer| raw.indent >= outer + DEEPER);
            line.depth = indents.len().min(DEEPEST);
            indents.push(raw.indent);
        } else {
            indents.clear();
        }
        made.push(line);
        at += 1;
    }
    made
}

/// A line with what it looks like; `marker` is that of an item.
pub(super) fn line(text: &str, marker: Option<Option<u32>>, is_apart: bool) -> Line {
    let words = words(text);
    let ends = ends_sentence(text);
    let of_release = || release::is_frame(text).then_some(Why::Release);
    let look = match (furniture::of(text).or_else(of_release), marker) {
        (Some(why), _) => Look::Furniture(why),
        (None, Some(number)) => Look::Item(number),
        (None, None) if ends && (words >= 4 || text.starts_with(['"', '“', '«', '„', '‘', '–', '—'])) => {
            Look::Prose
        }
        (None, None) if words >= LONG => Look::Endless,
        (None, None) => Look::Short,
    };
    Line { text: text.to_owned(), is_apart, look, words, depth: 0, block: None }
}

/// A line that is a block already.
pub(super) fn block(block: Block, is_apart: bool) -> Line {
    let text = block.text().split_whitespace().collect::<Vec<_>>().join(" ");
    Line { words: words(&text), text, is_apart, look: Look::Made, depth: 0, block: Some(block) }
}

/// A sentence behind the sign by which e-mails quote. Of pages it is the sign of a link.
fn quoted(text: &str, is_apart: bool) -> Option<Line> {
    let rest = text.strip_prefix("> ").or_else(|| text.strip_prefix(">"))?.trim_start();
    let inner = line(rest, None, is_apart);
    let quote = Block::Quote(vec![Block::Paragraph(Inline::plain(rest))]);
    // "> Who pays?", and the answer below it.
    let is_asked = rest.ends_with('?') && rest.contains(' ') && inner.look == Look::Short;
    let inner = if is_asked { Line { look: Look::Prose, ..inner } } else { inner };
    (inner.look == Look::Prose).then_some(Line { block: Some(quote), ..inner })
}

/// How many words a line has. Scripts without spaces have about one for each two signs.
fn words(text: &str) -> usize {
    let is_of_cjk = |letter: &char| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    text.split(' ').count().max(text.chars().filter(is_of_cjk).count() / 2)
}

/// The number of an item, and what follows its sign.
pub(super) fn item(text: &str) -> Option<(Option<u32>, &str)> {
    let signs =
        ["• ", "· ", "▪ ", "◦ ", "‣ ", "● ", "■ ", "○ ", "➤ ", "► ", "→ ", "* ", "- ", "– ", "•", "▪", "●"];
    let rest = signs.iter().find_map(|sign| text.strip_prefix(sign)).map(str::trim_start);
    if let Some(rest) = rest {
        // A dash begins speech, too, in many languages: a sentence behind one stays a sentence with its dash.
        let is_speech = text.starts_with('–')
            || text.starts_with("- ")
                && ends_sentence(rest)
                && (rest.contains([',', '»', '“']) || signs::is_tagged(rest))
                && rest.starts_with(char::is_uppercase);
        return (!rest.is_empty() && !is_speech).then_some((None, rest));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?.strip_prefix(['.', ')'])?.strip_prefix(' ')?;
    let is_item = (1..=2).contains(&digits)
        && rest.starts_with(|letter: char| letter.is_alphabetic() || "“\"«„".contains(letter));
    is_item.then(|| (text[..digits].parse().ok(), rest))
}

/// "a) By telephone"
fn is_lettered(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b')', b' ', ..] if letter.is_ascii_lowercase())
}

/// In so many lists an item stands at most; the rest is a program's or a joke.
const DEEPEST: usize = 8;

/// Lines that stand below an item's words, where they begin, are the item's.
fn within_items(group: Vec<Raw>) -> Vec<Raw> {
    let mut made: Vec<Raw> = Vec::new();
    let mut is_item = false;
    for raw in group {
        let is_own = item(&raw.text).is_some() || is_lettered(&raw.text);
        match made.last_mut() {
            Some(last)
                if is_item && !is_own && raw.cells.is_empty() && raw.indent >= last.indent + DEEPER =>
            {
                last.text.push(' ');
                last.text.push_str(&raw.text);
            }
            _ => {
                is_item = is_own;
                made.push(raw);
            }
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

    #[test]
    fn items_stand_in_items_as_far_as_they_are_indented() {
        let text = "1. Waste goes on Tuesday\n2. The fee is due\n   in July.\n3. Ask\n   a) by telephone\n   b) at the town hall\n- paper\n  - blue\n    - torn\n- glass";
        let shown: Vec<(String, usize)> =
            read(text).into_iter().map(|line| (line.text, line.depth)).collect();
        let shown: Vec<(&str, usize)> = shown.iter().map(|(text, depth)| (&**text, *depth)).collect();
        assert_eq!(
            shown,
            [
                ("Waste goes on Tuesday", 0),
                ("The fee is due in July.", 0),
                ("Ask", 0),
                ("a) by telephone", 1),
                ("b) at the town hall", 1),
                ("paper", 0),
                ("blue", 1),
                ("torn", 2),
                ("glass", 0),
            ]
        );
    }
}
