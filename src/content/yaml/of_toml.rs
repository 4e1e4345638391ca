//! Tables of TOML as mappings of YAML, for front matter and configurations that others wrote.

use serde_yaml::{Mapping, Value};

/// A table. Its parser bounds how deep values are nested.
pub fn mapping(table: toml::Table) -> Mapping {
    table.into_iter().map(|(key, item)| (Value::String(key), value(item))).collect()
}

fn value(item: toml::Value) -> Value {
    match item {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(switch) => switch.into(),
        // Dates are text to YAML 1.2.
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(value).collect::<Vec<_>>().into(),
        toml::Value::Table(table) => Value::Mapping(mapping(table)),
    }
}
