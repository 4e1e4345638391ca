//! A text with marks of Markdown, or a piece of a page → its lines: what marks say need not be guessed.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html::push_html};

use super::lines::{Line, block, line};
use crate::import::block::{Block, Inline};
use crate::import::html;

/// The lines of a text that is evidently Markdown; none where it is not, or where it cannot be read.
pub(super) fn markdown(text: &str) -> Option<Vec<Line>> {
    if is_markdown(text) { known_markdown(text) } else { None }
}

/// The lines of a text that is Markdown; none where it cannot be read.
pub(super) fn known_markdown(text: &str) -> Option<Vec<Line>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let (events, notes) = with_notes(Parser::new_ext(text, options));
    let mut made = String::new();
    push_html(&mut made, events.into_iter());
    if !notes.is_empty() {
        made.push_str("<ol>");
        for note in notes {
            made.push_str("<li>");
            push_html(&mut made, note.into_iter());
            made.push_str("</li>");
        }
        made.push_str("</ol>");
    }
    source(&made)
}

/// A text with the numbers of its footnotes, as they are read in it, and these themselves.
fn with_notes<'a>(events: impl Iterator<Item = Event<'a>>) -> (Vec<Event<'a>>, Vec<Vec<Event<'a>>>) {
    let (mut text, mut notes): (Vec<Event<'a>>, Vec<(CowStr<'a>, Vec<Event<'a>>)>) = Default::default();
    let mut numbers: HashMap<CowStr<'a>, usize> = HashMap::new();
    let mut is_within = false;
    for event in events {
        let event = match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                notes.push((label, Vec::new()));
                is_within = true;
                continue;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                is_within = false;
                continue;
            }
            Event::FootnoteReference(label) => {
                let next = numbers.len() + 1;
                let number = *numbers.entry(label).or_insert(next);
                Event::InlineHtml(format!("<sup>{number}</sup>").into())
            }
            event => event,
        };
        match notes.last_mut().filter(|_| is_within) {
            Some((_, note)) => note.push(event),
            None => text.push(event),
        }
    }
    // In the order of their numbers; those that nothing leads to are last.
    notes.sort_by_key(|(label, _)| numbers.get(label).copied().unwrap_or(usize::MAX));
    (text, notes.into_iter().map(|(_, note)| note).collect())
}

/// The lines of a piece of a page's source.
pub(super) fn source(source: &str) -> Option<Vec<Line>> {
    let blocks = html::blocks(source, None).ok()?;
    Some(blocks.into_iter().map(of_block).collect())
}

fn of_block(made: Block) -> Line {
    let text = |text: &Inline| text.text().split_whitespace().collect::<Vec<_>>().join(" ");
    match &made {
        Block::Paragraph(inline) | Block::Heading { text: inline, .. } => {
            Line { block: Some(made.clone()), ..line(&text(inline), None, true) }
        }
        _ => block(made, true),
    }
}

/// Whether a text has marks that are no accident: a heading in its first line, or two of different kinds.
fn is_markdown(text: &str) -> bool {
    let lines = || text.lines().map(str::trim_end);
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len()))
            && rest
                .strip_prefix(' ')
                .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_uppercase() || letter == '['))
    };
    let is_first = lines().find(|line| !line.is_empty()).is_some_and(is_heading);
    let is_rule = |line: &str| {
        line.starts_with("|-") || line.starts_with("| -") || line.starts_with("|:") || line.starts_with("| :")
    };
    let is_strong = |line: &str| {
        line.match_indices("**")
            .nth(1)
            .is_some_and(|(at, _)| line.find("**").is_some_and(|first| at > first + 2))
    };
    let is_link = |line: &str| line.contains("](http") || line.contains("](/") || line.contains("](#");
    let is_note = |line: &str| line.starts_with("[^") && line.contains("]: ");
    let signs: [bool; 7] = [
        is_first,
        lines().any(|line| line.starts_with("##") && is_heading(line)),
        lines().any(is_link),
        lines().any(is_rule),
        lines().any(is_strong),
        lines().any(is_note),
        lines().filter(|line| line.starts_with("```")).count() >= 2,
    ];
    is_first || signs.into_iter().filter(|is_there| *is_there).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_known_by_marks_that_are_no_accident() {
        for text in [
            "# The port opens\n\nIt opens.",
            "The port opens\n\n## Where\n\nAt [the quay](https://a.example).",
            "It is **open**.\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        ] {
            assert!(is_markdown(text), "{text}");
        }
        for text in [
            "The port opens\n\n# 1 in Europe", "#1 in Europe\n\nIt opens.",
            "5 * 3 ** 2 * 1\n* an item\n- another", "The port [sic](x) opens", "# 12 euros a ton\n\nText.",
        ] {
            assert!(!is_markdown(text), "{text}");
        }
    }
}
