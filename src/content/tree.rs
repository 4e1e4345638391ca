//! YAML files whose shape is the site's own: interface texts, data.

use serde_yaml::Value;

use super::yaml::{FILE_BYTES, FieldValue, Report};
use crate::diagnostic::{Code, Diagnostic};

/// The value of a YAML text.
///
/// # Errors
/// The first thing that is wrong with it, and where.
pub fn parse(text: &str, path: &str) -> Result<Value, Diagnostic> {
    let report = Report::new(text, 0);
    let value = report.parse(FILE_BYTES);
    if let Some(value) = &value {
        keys(&FieldValue::root(value, &report));
    }
    let (_, problems) = report.finish(path);
    match (value, problems.into_iter().find(Diagnostic::is_error)) {
        (Some(value), None) => Ok(value),
        (_, Some(problem)) => Err(problem),
        (None, None) => Err(Diagnostic::error(Code::YamlSyntax, "this is not YAML").in_file(path)),
    }
}

/// Says which keys are none to a template, which knows texts, whole numbers, true and false.
fn keys(item: &FieldValue<'_>) {
    let Value::Mapping(mapping) = item.value() else {
        if item.value().is_sequence() {
            item.items().iter().for_each(keys);
        }
        return;
    };
    for (key, (_, inner)) in mapping.keys().zip(item.entries().unwrap_or_default()) {
        if !(key.is_string() || key.is_bool() || key.is_i64() || key.is_u64()) {
            inner.error_at_key(
                Code::Data,
                "a key must be a text or a number",
                "write a text in quotes before its colon",
            );
        }
        keys(&inner);
    }
}
