//! A headline that shouts.

use super::wording::{TITLE, words};
use crate::check::{Look, Rule, RuleOptions, Text};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::HeadlineCapitals,
    severity: Some(Severity::Warning),
    options: &[],
    look: Look::Text(look),
};

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let found = || {
        text.warning_at(RULE.code, TITLE, "the headline is in capitals")
            .hint("write it as a sentence: screen readers may spell capitals out, and a theme can show any headline so")
    };
    shouts(&text.document.front.title).then(found).into_iter().collect()
}

/// Whether most words of a headline are in capitals: one or two may be names (`NATO`, `HIV`).
fn shouts(title: &str) -> bool {
    let is_letters = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let has_case = |word: &&str| word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let all: Vec<&str> = words(title).filter(is_letters).filter(has_case).collect();
    let is_loud = |word: &&&str| !word.chars().any(char::is_lowercase);
    let loud = all.iter().filter(is_loud).count();
    let long = all.iter().filter(is_loud).filter(|word| word.chars().count() > 5).count();
    loud > 2 && loud * 2 > all.len() && long > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_shouting() {
        for title in ["BREAKING: TALKS BEGIN IN GENEVA", "ПАРЛАМЕНТ УХВАЛИВ БЮДЖЕТ НА РІК"]
        {
            assert!(shouts(title), "{title}");
        }
        for title in
            ["NATO, EU and UN meet", "Talks begin", "UNESCO", "US, UK, EU", "日本の首相", "A 4G 5G HIV test"]
        {
            assert!(!shouts(title), "{title}");
        }
    }
}
