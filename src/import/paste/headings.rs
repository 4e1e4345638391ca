//! Whether a short line of a text is the heading of what follows, or only a line of it: a name, a score, a verse.

use super::head::is_date;
use super::lines::{Line, Look};
use crate::import::facts::date;

/// The longest heading, in words.
const LONGEST: usize = 14;

/// Whether one of some lines is a heading: it stands before text, below none that it belongs to, and looks like no part of a list, a
/// letter or an interview.
pub(super) fn is_heading(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let Some(next) = lines.get(at + 1) else { return false };
    let is_before_text = match next.look {
        // What goes on in small letters is the rest of this line.
        Look::Prose => !next.text.starts_with(char::is_lowercase) || next.is_apart,
        Look::Item(_) | Look::Made => true,
        _ => false,
    };
    let is_short = line.look == Look::Short
        && line.words <= LONGEST
        && line.text.chars().filter(|letter| letter.is_alphabetic()).count() >= 2;
    is_short && is_before_text && !is_last_of_run(lines, at) && !is_part(lines, at)
}

/// Whether short lines stand right above it, as those of a list without signs.
fn is_last_of_run(lines: &[Line], at: usize) -> bool {
    let is_short = |line: &Line| line.look == Look::Short && line.block.is_none();
    !lines[at].is_apart && at.checked_sub(1).is_some_and(|above| is_short(&lines[above]))
}

/// Whether it looks like a part of something: "Dear readers,", "Q: Why?", "2026: 14 euros", "Orten: Vik - Ruud".
fn is_part(lines: &[Line], at: usize) -> bool {
    let text = &*lines[at].text;
    let first = text.chars().next().unwrap_or(' ');
    let is_begun = first.is_alphanumeric() && !first.is_lowercase() || "“„«‘\"'¿¡".contains(first);
    let is_open = text.ends_with([',', ';', '-', '–']);
    let is_address = text.contains('@') || text.contains("://");
    // The foot of a printed page.
    let is_dated = is_date(text) || date::is_of_other(text);
    !is_begun || is_open || is_address || is_dated || is_speaker(text) || is_entry(lines, at)
}

/// "Q: Comments?", "A: Nothing."
fn is_speaker(text: &str) -> bool {
    const SPEAKERS: &[&str] = &[
        "question", "answer", "frage", "antwort", "pregunta", "respuesta", "réponse", "питання", "запитання",
        "відповідь",
    ];
    text.split_once(':').is_some_and(|(name, said)| {
        !said.trim().is_empty() && (name.chars().count() <= 2 || SPEAKERS.contains(&&*name.to_lowercase()))
    })
}

/// "2026: 14 euros", and "Orten: Vik" beside others of its kind.
fn is_entry(lines: &[Line], at: usize) -> bool {
    let is_pair = |text: &str| {
        text.split_once(": ").is_some_and(|(name, value)| name.split(' ').count() <= 4 && !value.is_empty())
    };
    let text = &*lines[at].text;
    let is_of_number = text.starts_with(|letter: char| letter.is_ascii_digit());
    let is_paired =
        |at: usize| lines.get(at).is_some_and(|line| line.look == Look::Short && is_pair(&line.text));
    is_pair(text) && (is_of_number || is_paired(at + 1) || at.checked_sub(1).is_some_and(is_paired))
}
