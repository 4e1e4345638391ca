//! Values of front matter and settings, as texts and as names.

use serde_yaml::Value;

/// Names in a value: a list, or one text with spaces (Jekyll) or commas between them.
pub fn names(value: Option<&Value>, by_spaces: bool) -> Vec<String> {
    match value {
        Some(Value::Sequence(items)) => items.iter().filter_map(text).collect(),
        Some(value) => match text(value) {
            Some(text) if by_spaces && !text.contains(',') => {
                text.split_whitespace().map(str::to_owned).collect()
            }
            Some(text) => {
                text.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
            }
            None => Vec::new(),
        },
        None => Vec::new(),
    }
}

/// A value as text; none of lists, mappings and what is empty.
pub fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
