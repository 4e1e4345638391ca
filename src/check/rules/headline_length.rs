//! A headline that is cut off where it is listed.

use super::wording::TITLE;
use crate::check::{Look, OptionDefault, Rule, RuleOptions, Text};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::HeadlineLength,
    severity: Some(Severity::Warning),
    // Cards have four lines on a telephone, and search engines asked publishers for no more.
    options: &[("most", OptionDefault::Number(110))],
    look: Look::Text(look),
};

fn look(text: &Text<'_>, options: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let (length, most) = (text.document.front.title.chars().count() as u64, options.number("most"));
    let found = || {
        let message = format!("the headline has {length} characters: cards and search results cut it off");
        text.warning_at(RULE.code, TITLE, message)
            .hint(format!("say it in {most}, and the rest in `summary:`"))
            .cause("", "headlines are too long for cards and search results")
    };
    (length > most).then(found).into_iter().collect()
}
