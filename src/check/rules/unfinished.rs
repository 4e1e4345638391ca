//! Words that somebody meant to replace.

use super::wording::{Lower, SUMMARY, TITLE};
use crate::check::{Look, OptionDefault, Rule, RuleOptions, Text};
use crate::content::markdown::prose::Prose;
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::Unfinished,
    severity: Some(Severity::Warning),
    options: &[("phrases", OptionDefault::Texts)],
    look: Look::Text(look),
};

/// As they are written: `tk` in lower case is a domain.
const MARKS: &[&str] = &["TK", "TKTK", "TODO", "FIXME", "XXX", "TBD", "TBC", "ДОПИСАТИ", "УТОЧНИТИ"];
/// In any case.
const PHRASES: &[&str] = &[
    "lorem ipsum dolor", "dolor sit amet", "insert headline here", "insert name here", "headline goes here",
    "text goes here", "to be confirmed by desk", "[citation needed]",
];
const HINT: &str = "write what is meant, or take it out; what is not ready is a `draft: true`";

fn look(text: &Text<'_>, options: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let front = &text.document.front;
    let mut found = Vec::new();
    for (keys, value) in [(TITLE, Some(&*front.title)), (SUMMARY, front.summary.as_deref())] {
        let words = value.and_then(|value| first(value, options).map(|place| &value[place]));
        found.extend(words.map(|words| text.warning_at(RULE.code, keys, message(words)).hint(HINT)));
    }
    let of_block = |block: &Prose| {
        let place = first(&block.text, options)?;
        let words = &block.text[place.clone()];
        Some(text.warning_in(RULE.code, block, place.clone(), message(words)).hint(HINT))
    };
    found.extend(text.words.blocks.iter().filter_map(of_block));
    found
}

fn message(words: &str) -> String {
    format!("`{words}` stands where something is to be written")
}

fn first(text: &str, options: &RuleOptions<'_>) -> Option<std::ops::Range<usize>> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // `TK Maxx` is a shop.
    let is_name = |at: usize, mark: &str| {
        mark.starts_with("TK")
            && text[at + mark.len()..]
                .strip_prefix(' ')
                .is_some_and(|rest| rest.starts_with(char::is_uppercase))
    };
    let places =
        |mark: &'static &str| memchr::memmem::find_iter(text.as_bytes(), mark).map(move |at| (at, *mark));
    let marks = MARKS.iter().flat_map(places).filter(|(at, mark)| {
        !is_name(*at, mark)
            && !is_word(text[..*at].chars().next_back())
            && !is_word(text[at + mark.len()..].chars().next())
    });
    let phrases = PHRASES.iter().map(|phrase| (*phrase).to_owned());
    let phrases = phrases.chain(options.texts("phrases").iter().map(|phrase| Lower::phrase(phrase)));
    let lower = Lower::of(text);
    let phrases = phrases.filter_map(|phrase| lower.find(&phrase).next());
    marks.map(|(at, mark)| at..at + mark.len()).chain(phrases).min_by_key(|place| place.start)
}
