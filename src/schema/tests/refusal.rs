//! As much of JSON Schema (draft 2020-12) as our schemas have: whether a schema refuses a value. It shares nothing with what writes them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::schema::SchemaKind;

/// A text of a kind as the language server sees it.
pub(super) fn as_file(kind: SchemaKind, value: &serde_yaml::Value) -> Value {
    let mut value: Value = serde_json::to_value(value).expect("JSON");
    if let (Some(value), SchemaKind::FrontMatter(_)) = (value.as_object_mut(), kind) {
        value.entry("title").or_insert(json!("T"));
    }
    match kind {
        SchemaKind::Registry(_) => {
            if let Some(value) = value.as_object_mut() {
                value.entry("name").or_insert(json!("N"));
            }
            json!([value])
        }
        _ => value,
    }
}

/// Whether a text fits a pattern. Each is compiled once: that takes longer than all else.
fn matches(pattern: &str, text: &str) -> bool {
    thread_local! {
        static COMPILED: std::cell::RefCell<BTreeMap<String, regex::Regex>> = const { std::cell::RefCell::new(BTreeMap::new()) };
    }
    COMPILED.with_borrow_mut(|compiled| {
        let known =
            compiled.entry(pattern.to_owned()).or_insert_with(|| regex::Regex::new(pattern).expect(pattern));
        known.is_match(text)
    })
}

/// Why a schema refuses a value, by those words of JSON Schema that ours have; any other ends the test.
pub(super) fn refusal(schema: &Value, value: &Value, root: &Value) -> Option<String> {
    let schema = match schema {
        Value::Bool(true) => return None,
        Value::Bool(false) => return Some("false".to_owned()),
        Value::Object(schema) => schema,
        other => panic!("no schema: {other}"),
    };
    for (word, asked) in schema {
        let fits = match &**word {
            "$schema" | "title" | "description" | "default" | "examples" | "definitions" | "errorMessage"
            | "doNotSuggest" => true,
            "$ref" => {
                let target = root.pointer(asked.as_str().expect("a reference").trim_start_matches('#'));
                refusal(target.expect("a definition"), value, root).is_none()
            }
            "type" => {
                let types = asked.as_array().cloned().unwrap_or_else(|| vec![asked.clone()]);
                types.iter().any(|kind| match kind.as_str().expect("a type") {
                    "array" => value.is_array(),
                    "boolean" => value.is_boolean(),
                    "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
                    "null" => value.is_null(),
                    "number" => value.is_number(),
                    "object" => value.is_object(),
                    "string" => value.is_string(),
                    other => panic!("no type: {other}"),
                })
            }
            "enum" => asked.as_array().expect("a list").contains(value),
            "anyOf" => {
                asked.as_array().expect("a list").iter().any(|schema| refusal(schema, value, root).is_none())
            }
            "allOf" => {
                asked.as_array().expect("a list").iter().all(|schema| refusal(schema, value, root).is_none())
            }
            "not" => refusal(asked, value, root).is_some(),
            "pattern" => value.as_str().is_none_or(|text| matches(asked.as_str().expect("a pattern"), text)),
            "minimum" => value.as_f64().is_none_or(|number| number >= asked.as_f64().expect("a number")),
            "maximum" => value.as_f64().is_none_or(|number| number <= asked.as_f64().expect("a number")),
            "required" => value.as_object().is_none_or(|value| {
                asked
                    .as_array()
                    .expect("a list")
                    .iter()
                    .all(|key| value.contains_key(key.as_str().expect("a key")))
            }),
            "items" => value.as_array().is_none_or(|items| match asked {
                Value::Array(first) => {
                    first.iter().zip(items).all(|(schema, item)| refusal(schema, item, root).is_none())
                }
                asked => items.iter().all(|item| refusal(asked, item, root).is_none()),
            }),
            "properties" | "patternProperties" | "additionalProperties" => continue,
            other => panic!("a schema has `{other}`, which this test does not know"),
        };
        if !fits {
            return Some(format!("{word}: {asked}"));
        }
    }
    let value = value.as_object()?;
    for (key, value) in value {
        let own = schema.get("properties").and_then(|all| all.get(key));
        let by_pattern: Vec<&Value> = schema
            .get("patternProperties")
            .and_then(Value::as_object)
            .map(|all| {
                all.iter().filter(|(pattern, _)| matches(pattern, key)).map(|(_, schema)| schema).collect()
            })
            .unwrap_or_default();
        let mut schemas: Vec<&Value> = own.into_iter().chain(by_pattern).collect();
        if schemas.is_empty() {
            schemas.extend(schema.get("additionalProperties"));
        }
        if let Some(why) = schemas.iter().find_map(|schema| refusal(schema, value, root)) {
            return Some(format!("{key}: {why}"));
        }
    }
    None
}
