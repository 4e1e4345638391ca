//! What a rule is.

use super::{Extent, Text};
use crate::config::OptionValue;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::site::Site;

/// A rule of `newsprint check`.
#[derive(Debug)]
pub struct Rule {
    /// What it says.
    pub code: Code,
    /// How severe that is, unless the site says otherwise; none when it is not looked for unless the site says so.
    pub severity: Option<Severity>,
    /// What it may be told: name and default, in the order of the documentation.
    pub options: &'static [(&'static str, OptionDefault)],
    /// How it looks.
    pub look: Look,
}

/// An option's value where the site says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionDefault {
    /// A whole number.
    Number(u64),
    /// Texts: none. What a site names comes to what the rule knows.
    Texts,
}

/// How a rule looks at what it is about. What it finds is a warning: the settings decide.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// At one text after another.
    Text(fn(&Text<'_>, &RuleOptions<'_>) -> Vec<Diagnostic>),
    /// At the documents of a site, at each by itself.
    Documents(LookAtSite),
    /// At a site in one language as a whole.
    Site(LookAtSite),
    /// At what the site links to, when that is asked for.
    External,
}

/// How a rule looks at a site.
pub type LookAtSite = fn(&Site, &RuleOptions<'_>) -> Vec<Diagnostic>;

impl Look {
    /// How it looks at a site of which so much is there, if it does.
    pub(super) fn of_site(&self, extent: Extent) -> Option<LookAtSite> {
        match self {
            Self::Documents(look) => Some(*look),
            Self::Site(look) => Some(*look).filter(|_| extent == Extent::Whole),
            Self::Text(_) | Self::External => None,
        }
    }
}

/// A rule as a site has set it.
#[derive(Debug, Clone, Copy)]
pub struct RuleOptions<'s> {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) given: &'s [(&'static str, OptionValue)],
}

impl<'s> RuleOptions<'s> {
    fn given(&self, name: &str) -> Option<&'s OptionValue> {
        self.given.iter().find(|(given, _)| *given == name).map(|(_, value)| value)
    }

    /// The number that an option has.
    pub fn number(&self, name: &str) -> u64 {
        let default = || self.rule.options.iter().find(|(option, _)| *option == name);
        match (self.given(name), default()) {
            (Some(OptionValue::Number(number)), _) => *number,
            (_, Some((_, OptionDefault::Number(number)))) => *number,
            _ => 0,
        }
    }

    /// The texts that a site names.
    pub fn texts(&self, name: &str) -> &'s [String] {
        match self.given(name) {
            Some(OptionValue::Texts(texts)) => texts,
            _ => &[],
        }
    }

    /// A finding, as severe as the site has it.
    pub fn as_set(&self, found: Diagnostic) -> Diagnostic {
        debug_assert_eq!(found.code, self.rule.code, "{found:?}");
        Diagnostic { severity: self.severity, ..found }
    }
}
