//! An article without a digest line of its own.

use crate::check::{Look, Rule, RuleOptions, Text};
use crate::content::Kind;
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::MissingSummary,
    severity: Some(Severity::Warning),
    options: &[],
    look: Look::Text(look),
};

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let is_lacking = text.document.kind == Kind::Article && text.document.front.summary.is_none();
    let found = || {
        let message = "the article has no `summary`: lists and editions show how its text begins";
        text.warning_at(RULE.code, &[], message)
            .hint("write `summary:` with what happened, in one or two sentences")
            .cause("", "articles have no `summary`")
    };
    is_lacking.then(found).into_iter().collect()
}
