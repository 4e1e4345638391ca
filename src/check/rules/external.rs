//! Links out of the site, which `check --external` asks for. What became of each is found out elsewhere (`web`).

use crate::check::{Look, OptionDefault, Rule};
use crate::diagnostic::{Code, Severity};

/// Nothing is there any more.
pub(super) const DEAD: Rule = Rule {
    code: Code::LinkDead,
    severity: Some(Severity::Error),
    options: &[
        ("days", OptionDefault::Number(7)),
        ("seconds", OptionDefault::Number(20)),
        ("pause_ms", OptionDefault::Number(1000)),
        ("hosts", OptionDefault::Number(16)),
        ("except", OptionDefault::Texts),
    ],
    look: Look::External,
};

/// It stands at another address for good.
pub(super) const MOVED: Rule =
    Rule { code: Code::LinkMoved, severity: Some(Severity::Warning), options: &[], look: Look::External };

/// Nobody can tell.
pub(super) const UNCLEAR: Rule =
    Rule { code: Code::LinkUnclear, severity: Some(Severity::Warning), options: &[], look: Look::External };
