//! A digest line that says what the headline says.

use super::wording::{SUMMARY, folded};
use crate::check::{Look, Rule, RuleOptions, Text};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::SummaryRepeats,
    severity: Some(Severity::Warning),
    options: &[],
    look: Look::Text(look),
};

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let front = &text.document.front;
    let repeats = front.summary.as_deref().is_some_and(|summary| repeats(&front.title, summary));
    let found = || {
        text.warning_at(RULE.code, SUMMARY, "the summary repeats the headline")
            .hint("say what the headline leaves out; they stand together wherever the article is listed")
    };
    repeats.then(found).into_iter().collect()
}

/// Whether a summary has hardly a word that the headline does not have.
fn repeats(title: &str, summary: &str) -> bool {
    let (title, summary) = (folded(title), folded(summary));
    if title.is_empty() || summary.is_empty() {
        return false;
    }
    let new = summary.iter().filter(|word| word.chars().count() > 3 && !title.contains(word)).count();
    summary == title || summary.len() > 2 && new == 0 || summary.starts_with(&title) && new < 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_words_are_news() {
        for (title, summary) in [
            ("Talks begin in Geneva", "Talks begin in Geneva."),
            ("Talks begin in Geneva", "In Geneva, the talks begin"),
            ("Переговори почалися", "Переговори почалися."),
        ] {
            assert!(repeats(title, summary), "{summary}");
        }
        for (title, summary) in [
            (
                "Talks begin in Geneva",
                "Ministers meet for the first time since the autumn; nobody expects a result.",
            ),
            ("Talks", "The ministers meet"),
            ("A", ""),
        ] {
            assert!(!repeats(title, summary), "{summary}");
        }
    }
}
