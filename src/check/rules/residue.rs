//! What a page's furniture left in a text that was copied from it.

use super::phrases::{AGENCIES, RESIDUE};
use super::wording::Lower;
use crate::check::{Look, OptionDefault, Rule, RuleOptions, Text};
use crate::content::Kind;
use crate::content::markdown::prose::{Prose, ProseKind};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::Residue,
    severity: Some(Severity::Warning),
    options: &[("phrases", OptionDefault::Texts)],
    look: Look::Text(look),
};

/// Signs that stand around such words.
const AROUND: &[char] = &[
    ' ', '\n', '\t', '.', ',', ':', ';', '!', '?', '…', '»', '«', '›', '‹', '→', '←', '>', '<', '|', '•',
    '·', '*', '-', '–', '—', '(', ')', '[', ']', '"', '“', '”', '▶', '▼', '↓', '↗', '\u{a0}',
];

fn look(text: &Text<'_>, options: &RuleOptions<'_>) -> Vec<Diagnostic> {
    if text.document.kind != Kind::Article {
        return Vec::new();
    }
    let own: Vec<String> = options.texts("phrases").iter().map(|phrase| Lower::phrase(phrase)).collect();
    text.words.blocks.iter().filter_map(|block| of_block(text, block, &own)).collect()
}

fn of_block(text: &Text<'_>, block: &Prose, own: &[String]) -> Option<Diagnostic> {
    let whole = || furniture(&block.text).or_else(|| counted(&block.text));
    let (words, place) = match whole() {
        Some(words) => (words.to_owned(), 0..block.text.len()),
        None => {
            let of_own = || {
                let lower = (!own.is_empty()).then(|| Lower::of(&block.text))?;
                own.iter().find_map(|phrase| lower.find(phrase).next())
            };
            if let Some(place) = of_own().filter(|_| block.kind != ProseKind::Heading) {
                (block.text[place.clone()].to_owned(), place)
            } else {
                return glued(text, block);
            }
        }
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("`{words}` is what the page had that this was copied from");
    let found = text.warning_in(RULE.code, block, place, message).hint("take it out");
    Some(
        found
            .cause(words.to_lowercase(), format!("`{words}` is left from pages that texts were copied from")),
    )
}

/// A block that is nothing but words of a page's furniture.
fn furniture(block: &str) -> Option<&str> {
    let words = block.trim_matches(AROUND);
    if words.len() > 160 {
        return None;
    }
    let folded = words.to_lowercase().replace(['’', 'ʼ'], "'").replace('\u{a0}', " ");
    let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let begins = |start: &str| {
        folded
            .strip_prefix(start)
            .is_some_and(|rest| rest.starts_with([' ', ':', ',']) && rest.chars().count() < 90)
    };
    let is_whole = RESIDUE.whole.contains(&&*folded);
    // A sentence that begins so is one.
    let is_sentence = block.trim_end().ends_with(['.', '!', '?']);
    let is_begun = |start: &&str| begins(start) && (!is_sentence || folded[start.len()..].starts_with(':'));
    (is_whole || RESIDUE.beginnings.iter().any(is_begun)).then_some(words)
}

/// "Visited 14 times", "3 comments", "1,204 shares", "5 min read": furniture around a number.
fn counted(block: &str) -> Option<&str> {
    let words = block.trim_matches(AROUND);
    if words.len() > 60 || !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let pattern: Vec<String> =
        words
            .to_lowercase()
            .split_whitespace()
            .map(|word| word.trim_matches(AROUND))
            .filter(|word| !word.is_empty())
            .map(|word| {
                if word.starts_with(|c: char| c.is_ascii_digit()) { "#".to_owned() } else { word.to_owned() }
            })
            .collect();
    RESIDUE.counted.contains(&&*pattern.join(" ")).then_some(words)
}

/// A caption with its agency glued to it, as scrapers read two elements side by side: "ReutersThe hall in Geneva" and "… in Geneva.Reuters".
fn glued(text: &Text<'_>, block: &Prose) -> Option<Diagnostic> {
    let words = block.text.trim();
    let start = block.text.len() - block.text.trim_start().len();
    let at_start = AGENCIES.iter().find(|agency| {
        words.strip_prefix(**agency).is_some_and(|rest| {
            let mut letters = rest.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        })
    });
    let at_end = AGENCIES.iter().find(|agency| {
        words.strip_suffix(**agency).is_some_and(|rest| rest.ends_with(['.', '”', '"', ')', '!', '?']))
    });
    let (agency, place) = match (at_start, at_end) {
        (Some(agency), _) => (agency, start..start + agency.len()),
        (None, Some(agency)) => (agency, start + words.len() - agency.len()..start + words.len()),
        (None, None) => return None,
    };
    let message = format!(
        "`{agency}` is glued to what stands beside it: a caption of the page that this was copied from"
    );
    let hint = "take it out with its caption, or write the picture's `caption:` and `credit:`";
    let found = text.warning_in(RULE.code, block, place, message).hint(hint);
    Some(
        found.cause(*agency, format!("`{agency}` is glued to captions of pages that texts were copied from")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_sentences() {
        for block in [
            "Read more »",
            "Advertisement",
            "Share this article",
            "Source link",
            "Related Article",
            "Читайте також: Бюджет ухвалено",
            "Sign in to continue reading",
            "We use cookies to improve your experience",
            "Підписуйтесь на наш канал",
            "Mehr lesen",
            "READ MORE: The budget explained",
            "Lire aussi : Le budget",
        ] {
            assert!(furniture(block).is_some(), "{block}");
        }
        for block in [
            "Visited 1 times, 1 visit(s) today",
            "Visited 14 times",
            "3 comments",
            "1,204 Shares",
            "5 min read",
            "Переглядів: 120",
        ] {
            assert!(counted(block).is_some(), "{block}");
        }
        for block in [
            "Read more books, the minister told students in a speech that went on for longer than anybody had planned, and nobody left.",
            "The advertisement was withdrawn",
            "3 comments were deleted by the court",
            "Share prices fell",
        ] {
            assert!(furniture(block).is_none() && counted(block).is_none(), "{block}");
        }
    }
}
