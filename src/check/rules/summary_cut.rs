//! A digest line that ends in the middle of a sentence.

use super::wording::{SUMMARY, words};
use crate::check::{Look, Rule, RuleOptions, Text};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule =
    Rule { code: Code::SummaryCut, severity: Some(Severity::Warning), options: &[], look: Look::Text(look) };

/// Words with which no sentence ends.
const OPEN: &[&str] = &[
    "the", "a", "an", "and", "or", "but", "its", "their", "і", "й", "та", "або", "але", "що", "який", "яка",
    "які", "для", "від", "до", "при", "під", "на", "у", "в", "з", "із", "der", "die", "das", "und", "oder",
    "dass", "ein", "eine", "mit", "von", "le", "la", "les", "et", "ou", "que", "de", "des", "el", "los",
    "las", "y", "con", "i", "lub", "że", "który", "która", "które", "się", "do", "w", "z",
];
const MARKS: &[&str] =
    &["…", "...", "[…]", "[...]", "(…)", "[&hellip;]", "&hellip;", ",", ";", ":", " -", " –", " —"];

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let summary = text.document.front.summary.as_deref();
    let found = || {
        text.warning_at(RULE.code, SUMMARY, "the summary ends in the middle of a sentence")
            .hint("end the sentence, or take the last one out")
    };
    summary.is_some_and(is_cut).then(found).into_iter().collect()
}

fn is_cut(summary: &str) -> bool {
    let summary = summary.trim_end();
    let last = || words(summary).last().map(str::to_lowercase);
    let has_end = summary.ends_with(['.', '!', '?', '»', '”', '"', '“', ')', '。', '’', '\'']);
    MARKS.iter().any(|mark| summary.ends_with(mark))
        || !has_end && words(summary).count() > 3 && last().is_some_and(|last| OPEN.contains(&&*last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end() {
        for summary in [
            "Ministers met in Geneva and…",
            "Ministers met in Geneva [...]",
            "Ministers met in Geneva to talk about the",
            "Міністри зустрілися, щоб говорити про те, що",
            "Ministers met,",
        ] {
            assert!(is_cut(summary), "{summary}");
        }
        for summary in ["Ministers met.", "Ministers met", "What for?", "He said “we met”", "All in all"]
        {
            assert!(!is_cut(summary), "{summary}");
        }
    }
}
