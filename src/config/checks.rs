//! `checks:`: which rules of `newsprint check` hold, how severe they are, and their options. Which options a rule has is
//! known where the rules are.

use std::hash::{Hash, Hasher};

use super::ignored::{Ignored, ignored};
use crate::content::yaml::{FieldValue, as_switch};
use crate::diagnostic::{Code, Severity, Span, did_you_mean};

/// What a site decides about the checks. No output depends on it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checks {
    /// By rule, in the order written.
    pub rules: Vec<RuleSetting>,
    /// Files whose wording is not looked at.
    pub ignore: Ignored,
}

/// Checks reach no output, so nothing has to be made again when they change.
impl Hash for Checks {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// What is decided about one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleSetting {
    /// What the rule says.
    pub code: Code,
    /// Where its key stands.
    pub span: Span,
    /// How severe it is; none when that is the rule's own.
    pub level: Option<Level>,
    /// What it is told besides.
    pub options: Vec<RuleOption>,
}

/// How severe what a rule says is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It is not looked for.
    Off,
    /// It is said.
    On(Severity),
}

/// An option of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleOption {
    /// Its key.
    pub name: String,
    /// Where its value stands.
    pub span: Span,
    /// Its value.
    pub value: OptionValue,
}

/// The value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionValue {
    /// A whole number.
    Number(u64),
    /// Texts.
    Texts(Vec<String>),
}

pub(super) const LEVELS: [(&str, Level); 3] =
    [("off", Level::Off), ("warning", Level::On(Severity::Warning)), ("error", Level::On(Severity::Error))];

/// What the section says.
pub(super) fn checks(item: &FieldValue<'_>) -> Checks {
    let mut checks = Checks::default();
    let Some(entries) = item.entries() else {
        item.unfit("keys with values", "write rules below it: `headline-length: off`");
        return checks;
    };
    for (name, entry) in &entries {
        if name == "ignore" {
            checks.ignore = ignored(entry);
            continue;
        }
        match Code::ALL.iter().find(|code| code.as_str() == name) {
            Some(code) => checks.rules.extend(setting(*code, entry)),
            None => {
                let known = did_you_mean(name, Code::ALL.iter().map(|code| code.as_str()));
                let hint = known.map_or_else(
                    || "docs/checks.md has all of them".to_owned(),
                    |known| format!("did you mean `{known}`?"),
                );
                entry.doubtful_key(Code::UnknownKey, format!("there is no rule `{name}`"), hint);
            }
        }
    }
    checks
}

fn setting(code: Code, item: &FieldValue<'_>) -> Option<RuleSetting> {
    let span = item.key_span();
    let Some(entries) = item.entries() else {
        return Some(RuleSetting { code, span, level: Some(level(item)?), options: Vec::new() });
    };
    let mut setting = RuleSetting { code, span, level: None, options: Vec::new() };
    for (name, entry) in &entries {
        match &**name {
            "level" => setting.level = level(entry),
            name => {
                let value = match entry.value() {
                    serde_yaml::Value::Number(_) => {
                        entry.whole(0, usize::MAX >> 1).map(|n| OptionValue::Number(n as u64))
                    }
                    _ => {
                        Some(OptionValue::Texts(entry.items().iter().filter_map(FieldValue::text).collect()))
                    }
                };
                let span = entry.span();
                setting.options.extend(value.map(|value| RuleOption { name: name.to_owned(), span, value }));
            }
        }
    }
    Some(setting)
}

fn level(item: &FieldValue<'_>) -> Option<Level> {
    // `no` and `false` mean the same.
    match as_switch(item.value()) {
        Some(false) => Some(Level::Off),
        _ => item.choice(&LEVELS),
    }
}
