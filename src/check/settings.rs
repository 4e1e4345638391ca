//! The rules as a site has them: which hold, how severe they are, what they are told.

use super::{OptionDefault, RULES, Rule, RuleOptions};
use crate::config::{Checks, Level, OptionValue, PATH, RuleSetting};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};

/// The options that a site gives a rule.
type Given = Vec<(&'static str, OptionValue)>;

/// See the module.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Those that hold, in the registry's order.
    on: Vec<(&'static Rule, Severity, Given)>,
    checks: Checks,
}

impl Settings {
    /// What a site's configuration says, and what is wrong with that.
    pub fn new(checks: &Checks) -> (Self, Vec<Diagnostic>) {
        let mut said: Vec<Diagnostic> = checks.rules.iter().filter_map(no_rule).collect();
        let mut on = Vec::new();
        for rule in RULES {
            let setting = checks.rules.iter().find(|setting| setting.code == rule.code);
            let level = setting.and_then(|setting| setting.level);
            // Who tells a rule something wants it to hold.
            let told = setting.is_some_and(|setting| !setting.options.is_empty());
            let own = rule.severity.or(told.then_some(Severity::Warning));
            let severity = match level {
                Some(Level::Off) => None,
                Some(Level::On(severity)) => Some(severity),
                None => own,
            };
            let options = setting.map(|setting| options(rule, setting, &mut said)).unwrap_or_default();
            on.extend(severity.map(|severity| (*rule, severity, options)));
        }
        (Self { on, checks: checks.clone() }, said)
    }

    /// The rules that hold, as they are set.
    pub fn on(&self) -> impl Iterator<Item = (&'static Rule, RuleOptions<'_>)> {
        self.on
            .iter()
            .map(|(rule, severity, given)| (*rule, RuleOptions { rule, severity: *severity, given }))
    }

    /// A rule, as it is set, if it holds.
    pub fn get(&self, code: Code) -> Option<RuleOptions<'_>> {
        self.on().find(|(rule, _)| rule.code == code).map(|(_, options)| options)
    }

    /// Whether the wording of a file is not looked at.
    pub fn passes_over(&self, path: &str) -> bool {
        self.checks.ignore.holds(path)
    }
}

/// The rule that says a code.
pub(super) fn rule_of(code: Code) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code).copied()
}

fn no_rule(setting: &RuleSetting) -> Option<Diagnostic> {
    if rule_of(setting.code).is_some() {
        return None;
    }
    let message = format!("`{}` is said by every build: it is no rule that can be set", setting.code);
    let hint = "take it out; docs/checks.md has all rules";
    Some(Diagnostic::warning(Code::NoEffect, message).in_file(PATH).at(setting.span).hint(hint))
}

fn options(rule: &Rule, setting: &RuleSetting, said: &mut Vec<Diagnostic>) -> Given {
    let mut options = Vec::new();
    for option in &setting.options {
        let known = rule.options.iter().find(|(name, _)| *name == option.name);
        let wrong = |code, message: String| Diagnostic::warning(code, message).in_file(PATH).at(option.span);
        match (known, &option.value) {
            (Some((name, OptionDefault::Number(_))), OptionValue::Number(_))
            | (Some((name, OptionDefault::Texts)), OptionValue::Texts(_)) => {
                options.push((*name, option.value.clone()));
            }
            (Some((name, OptionDefault::Number(default))), _) => said.push(
                wrong(Code::InvalidValue, format!("`{name}` must be a whole number"))
                    .hint(format!("write `{name}: {default}`, or another number")),
            ),
            (Some((name, OptionDefault::Texts)), _) => said.push(
                wrong(Code::InvalidValue, format!("`{name}` must be a list of texts"))
                    .hint(format!("write `{name}: [one, two]`")),
            ),
            (None, _) => {
                let names = rule.options.iter().map(|(name, _)| *name).chain(["level"]);
                let hint = did_you_mean(&option.name, names.clone()).map_or_else(
                    || {
                        format!(
                            "it has {}",
                            names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
                        )
                    },
                    |near| format!("did you mean `{near}`?"),
                );
                said.push(
                    wrong(Code::UnknownKey, format!("the rule `{}` has no `{}`", rule.code, option.name))
                        .hint(hint),
                );
            }
        }
    }
    options
}
