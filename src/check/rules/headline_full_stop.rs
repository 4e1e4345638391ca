//! A headline that ends like a sentence.

use super::wording::TITLE;
use crate::check::{Look, Rule, RuleOptions, Text};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::HeadlineFullStop,
    severity: Some(Severity::Warning),
    options: &[],
    look: Look::Text(look),
};

/// Words that end with a full stop of their own.
const ABBREVIATIONS: &[&str] = &[
    "inc", "al", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "gov",
    "sen", "rep", "gen", "ltd", "co", "corp", "jr", "sr", "dr", "mr", "mrs", "st", "vs", "etc", "no", "p.m",
    "a.m", "ін", "др", "р", "рр", "млн", "млрд", "тис", "грн", "ст", "usw", "bzw",
];

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let title = text.document.front.title.trim();
    if !ends_like_a_sentence(title) {
        return Vec::new();
    }
    let found = text
        .warning_at(RULE.code, TITLE, "the headline ends with a full stop")
        .hint("take the full stop out");
    let last = title.split_whitespace().next_back().unwrap_or(title);
    vec![text.fix_at(found, TITLE, last, last.trim_end_matches(['.', '。']))]
}

fn ends_like_a_sentence(title: &str) -> bool {
    if title.ends_with('。') {
        return true;
    }
    let Some(rest) = title.strip_suffix('.') else { return false };
    let last = rest.split_whitespace().next_back().unwrap_or(rest);
    let word = last.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // An ellipsis, an abbreviation, an initial; and two sentences are what was meant.
    !rest.ends_with(['.', '…'])
        && !last.contains('.')
        && word.chars().count() > 1
        && !ABBREVIATIONS.contains(&&*word)
        && ![". ", "? ", "! ", "… "].iter().any(|end| rest.contains(end))
        && !rest.ends_with(|c: char| c.is_whitespace() || matches!(c, '?' | '!'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_and_sentences_may_end_so() {
        for title in ["Talks begin.", "Парламент ухвалив бюджет.", "He said “no”.", "会議が始まった。"]
        {
            assert!(ends_like_a_sentence(title), "{title}");
        }
        for title in [
            "Talks begin", "Made in the U.S.", "And then...", "Acme Inc.", "He won. They lost.",
            "Vitamin B.", "Will he go? Yes.", "Smith et al.", "On 12 Feb.", "100 млн.",
        ] {
            assert!(!ends_like_a_sentence(title), "{title}");
        }
    }
}
