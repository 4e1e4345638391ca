//! A leading picture that nobody is credited for.

use super::wording::IMAGE;
use crate::check::{Look, Rule, RuleOptions, Text};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::MissingCredit,
    severity: Some(Severity::Warning),
    options: &[],
    look: Look::Text(look),
};

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let image = text.document.front.image.as_deref();
    let lacks =
        image.is_some_and(|image| image.credit.as_deref().is_none_or(|credit| credit.trim().is_empty()));
    let found = || {
        text.warning_at(RULE.code, &[IMAGE], "the picture names nobody who made it")
            .hint("write `credit:` with its `src:`: `credit: Olena Bondar`, or where it is from")
            .cause("", "pictures name nobody who made them")
    };
    lacks.then(found).into_iter().collect()
}
