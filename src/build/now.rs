//! The moment of a build.

use crate::config::Config;
use crate::content::Date;
use crate::diagnostic::{Code, Diagnostic};

/// The moment of a build: the only clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Now {
    /// Seconds since 1970.
    At(i64),
    /// As written after `--now`; without a zone it is in the site's.
    Written(String),
}

impl Now {
    /// In seconds since 1970.
    ///
    /// # Errors
    /// What was written is no date.
    pub fn moment(&self, config: &Config) -> Result<i64, Diagnostic> {
        match self {
            Self::At(moment) => Ok(*moment),
            Self::Written(text) => match Date::parse(text, config.timezone) {
                Ok((date, _)) => Ok(date.timestamp),
                Err(error) => Err(Diagnostic::error(Code::Usage, format!("--now {text}: {}", error.message))
                    .hint(error.hint)),
            },
        }
    }

    /// A moment in the site's zone (RFC 3339).
    pub(super) fn shown(moment: i64, config: &Config) -> Option<String> {
        Date::at(moment, config.timezone).map(|date| date.to_rfc3339())
    }
}
