//! Characters that nobody sees: they come with copied text, break search and copying, and may turn words around
//! (Unicode Technical Report 36, section 2.5).

use std::ops::Range;

use super::wording::{SUMMARY, TITLE};
use crate::check::{Look, Rule, RuleOptions, Text};
use crate::content::markdown::prose::Prose;
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::InvisibleCharacter,
    severity: Some(Severity::Warning),
    options: &[],
    look: Look::Text(look),
};

/// Languages that are written from right to left, whose texts need marks of direction.
const RIGHT_TO_LEFT: &[&str] = &["ar", "he", "fa", "ur", "yi", "ps", "dv", "ckb", "syr", "ug", "sd"];

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let right_to_left = RIGHT_TO_LEFT.contains(&text.language());
    let front = &text.document.front;
    let values = [(TITLE, Some(&*front.title)), (SUMMARY, front.summary.as_deref())];
    let mut found: Vec<Diagnostic> =
        values.into_iter().filter_map(|(keys, value)| of_value(text, keys, value?, right_to_left)).collect();
    for block in &text.words.blocks {
        found.extend(of_block(text, block, right_to_left));
        found.extend(lost(text, block));
    }
    found
}

/// The first of a headline or a summary.
fn of_value(text: &Text<'_>, keys: &[&[&str]], value: &str, right_to_left: bool) -> Option<Diagnostic> {
    let unseen = |(at, c): (usize, char)| {
        name(c).filter(|_| !is_needed(value, at, c, right_to_left)).map(|name| (at, c, name))
    };
    let (at, c, name) = value.char_indices().find_map(unseen)?;
    let number = value[..at].matches(c).count();
    let found = text.warning_at(RULE.code, keys, message(1, c, name));
    Some(text.fix_nth_at(said(found), keys, (&c.to_string(), number), ""))
}

fn message(count: usize, c: char, name: &str) -> String {
    match count {
        1 => format!("a character that nobody sees: {name} (U+{:04X})", c as u32),
        _ => format!("{count} characters that nobody sees, the first is {name} (U+{:04X})", c as u32),
    }
}

fn said(found: Diagnostic) -> Diagnostic {
    found.hint("take it out").cause("", "texts have characters that nobody sees")
}

fn of_block(text: &Text<'_>, block: &Prose, right_to_left: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut runs: Vec<(Range<usize>, char, &str)> = Vec::new();
    for (at, c) in block.text.char_indices() {
        let Some(name) = name(c).filter(|_| !is_needed(&block.text, at, c, right_to_left)) else { continue };
        let place = block.place(at..at + c.len_utf8());
        // What is written as an entity was meant.
        if !text.written(place.clone()).starts_with(c) {
            continue;
        }
        match runs.last_mut() {
            Some((run, ..)) if run.end == place.start => run.end = place.end,
            _ => runs.push((place, c, name)),
        }
    }
    for (place, c, name) in runs {
        let count = text.written(place.clone()).chars().count();
        let one = text.warning(RULE.code, message(count, c, name)).at(text.place(place.clone()));
        let one = said(one);
        let is_safe = joins_words(text, &place);
        found.push(if is_safe { text.fix_in(one, place, "") } else { one });
    }
    found
}

/// Whether what stands around a place stays what it is without it: signs of Markdown may become ones.
fn joins_words(text: &Text<'_>, place: &Range<usize>) -> bool {
    let (before, after) = text.around(place);
    let ends = |c: char| c.is_alphanumeric() || c.is_whitespace() || ".,;:!?)»”’…".contains(c);
    match (before, after) {
        (Some(before), after) if before.is_alphabetic() => after.is_none_or(ends),
        (Some(' ' | '\u{a0}'), Some(after)) => after.is_alphabetic(),
        (Some(before), Some(after)) if before.is_numeric() => after.is_alphanumeric(),
        (Some(before), after) if ".,;:!?)»”’…".contains(before) => {
            after.is_none_or(char::is_whitespace)
        }
        (None | Some('\n'), Some(after)) => after.is_alphabetic(),
        _ => false,
    }
}

/// Letters that were lost on the way, which nobody but an editor can write anew.
fn lost(text: &Text<'_>, block: &Prose) -> Option<Diagnostic> {
    let is_lost = |c: char| c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(&c);
    let (at, c) = block.text.char_indices().find(|(_, c)| is_lost(*c))?;
    let message = format!("a letter was lost on the way (U+{:04X})", c as u32);
    let found = text.warning_in(RULE.code, block, at..at + c.len_utf8(), message);
    Some(
        found
            .hint("look it up where the text is from, and write it")
            .cause("lost", "letters were lost on the way"),
    )
}

fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{200b}' => "a space without width",
        '\u{200c}' | '\u{200d}' => "a joiner without width",
        '\u{2060}' | '\u{feff}' => "a mark that joins words",
        '\u{ad}' => "a soft hyphen",
        '\u{200e}' | '\u{200f}' | '\u{61c}' => "a mark of direction",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "a change of direction",
        '\u{180e}' | '\u{2061}'..='\u{2064}' => "a separator that is not shown",
        '\u{fff9}'..='\u{fffb}' | '\u{e0001}' => "a mark of annotation",
        c if c.is_control() && c != '\n' && c != '\t' => "a control character",
        _ => return None,
    })
}

/// Whether it does what it is for where it stands.
fn is_needed(text: &str, at: usize, c: char, right_to_left: bool) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    match c {
        // Joins emoji, and letters of scripts that have them joined.
        '\u{200c}' | '\u{200d}' => {
            before.zip(after).is_some_and(|(before, after)| !is_plain(before) && !is_plain(after))
        }
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            right_to_left
        }
        // A place where a line may end.
        '\u{200b}' => {
            before.zip(after).is_some_and(|(before, after)| is_unparted(before) && is_unparted(after))
        }
        _ => false,
    }
}

/// Latin, Greek and Cyrillic letters, marks and spaces: nothing that needs a joiner.
fn is_plain(c: char) -> bool {
    (c as u32) < 0x530 || c.is_whitespace()
}

/// Scripts that are written without spaces between words: Thai, Lao, Khmer, Burmese.
fn is_unparted(c: char) -> bool {
    matches!(c as u32, 0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff)
}
