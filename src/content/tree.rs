//! YAML files whose shape is the site's own: interface texts, data.

use serde_yaml::Value;

use super::yaml::{FILE_BYTES, Report};
use crate::diagnostic::Diagnostic;

/// The value of a YAML text.
///
/// # Errors
/// The first thing that is wrong with it, and where.
pub fn parse(text: &str, path: &str) -> Result<Value, Diagnostic> {
    let report = Report::new(text, 0);
    let value = report.parse(FILE_BYTES);
    let (_, problems) = report.finish(path);
    match (value, problems.into_iter().find(Diagnostic::is_error)) {
        (Some(value), None) => Ok(value),
        (_, Some(problem)) => Err(problem),
        (None, None) => Err(Diagnostic::error("yaml-syntax", "this is not YAML").in_file(path)),
    }
}
