//! Shapes of values as schemas.

use std::cell::RefCell;
use std::collections::BTreeSet;

use chrono_tz::TZ_VARIANTS;
use serde_json::{Map, Value, json};

use super::{Names, patterns};
use crate::check::RULES;
use crate::content::markdown::Players;
use crate::shape::{Key, Known, Section, Shape};

/// All that a value can be, but for nothing.
const SOMETHING: [&str; 5] = ["array", "boolean", "number", "object", "string"];

const TRUE: [&str; 5] = ["true", "yes", "on", "y", "1"];
const FALSE: [&str; 5] = ["false", "no", "off", "n", "0"];

/// Schemas of values in a site that has some names.
pub(super) struct Values<'n> {
    names: &'n Names,
    /// Whose names were asked for: they stand once in a schema.
    asked: RefCell<BTreeSet<Known>>,
}

impl<'n> Values<'n> {
    pub(super) fn new(names: &'n Names) -> Self {
        Self { names, asked: RefCell::default() }
    }

    /// What else stands in the schema: the names that were asked for.
    pub(super) fn definitions(&self) -> Map<String, Value> {
        let asked = self.asked.borrow();
        asked.iter().map(|known| (known.as_str().to_owned(), json!({"enum": self.known(*known)}))).collect()
    }

    fn known(&self, known: Known) -> Vec<String> {
        match known {
            Known::Zones => TZ_VARIANTS.iter().map(|zone| zone.name().to_owned()).collect(),
            Known::Players => Players::names().map(str::to_owned).collect(),
            _ => self.names.get(&known).cloned().unwrap_or_default(),
        }
    }

    /// A schema, or nothing at all: an empty value is as good as none. (With `null` among the types, editors would offer it.)
    pub(super) fn or_nothing(&self, schema: Value) -> Value {
        let nothing = json!({"not": {"type": SOMETHING}});
        match schema {
            Value::Object(mut schema) if schema.len() == 1 && schema.contains_key("anyOf") => {
                if let Some(Value::Array(all)) = schema.get_mut("anyOf") {
                    all.push(nothing);
                }
                Value::Object(schema)
            }
            schema => json!({"anyOf": [schema, nothing]}),
        }
    }

    pub(super) fn or_nothing_if(&self, may_be_nothing: bool, schema: Value) -> Value {
        if may_be_nothing { self.or_nothing(schema) } else { schema }
    }

    /// A key as a property, with what an editor says of it.
    pub(super) fn property(&self, key: &Key) -> Value {
        let mut property = match self.or_nothing(self.shape(&key.shape)) {
            Value::Object(property) => property,
            other => return other,
        };
        property.insert("description".to_owned(), json!(description(key)));
        if let Some(default) = yaml(key.default) {
            property.insert("default".to_owned(), default);
        }
        if let Some(example) = yaml(key.example) {
            property.insert("examples".to_owned(), json!([example]));
        }
        Value::Object(property)
    }

    /// The same, of what no editor need offer.
    pub(super) fn hushed(&self, property: Value, description: &str) -> Value {
        let Value::Object(mut property) = property else { return property };
        property.insert("description".to_owned(), json!(description));
        property.insert("doNotSuggest".to_owned(), json!(true));
        property.remove("examples");
        property.remove("default");
        Value::Object(property)
    }

    /// A key under all of its names.
    pub(super) fn insert(&self, properties: &mut Map<String, Value>, key: &Key, property: Value) {
        let Some((first, others)) = key.names.split_first() else { return };
        for name in others {
            // What another program hides by such a name is read elsewhere.
            let hides = crate::content::hiding::HidingKey::of(name).is_some();
            let same = if hides { json!({}) } else { property.clone() };
            let told = format!("The same as `{first}`. {}", description(key));
            properties.insert((*name).to_owned(), self.hushed(same, &told));
        }
        properties.insert((*first).to_owned(), property);
    }

    /// A mapping.
    pub(super) fn section(&self, section: &Section) -> Value {
        self.keys(section.keys, section)
    }

    /// A mapping with these keys, and what else a section says.
    pub(super) fn keys(&self, keys: &[Key], section: &Section) -> Value {
        let mut properties = Map::new();
        let mut by_pattern = Map::new();
        for key in keys {
            let property = self.property(key);
            if section.any_case {
                by_pattern.insert(format!("^{}$", patterns::any_case(key.names[0])), property.clone());
            }
            self.insert(&mut properties, key, property);
        }
        if !section.passed_over.is_empty() {
            by_pattern.insert(patterns::any_of(section.passed_over.iter().copied(), true), json!(true));
        }
        let mut schema = json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        });
        if let Some(schema) = schema.as_object_mut() {
            if !by_pattern.is_empty() {
                schema.insert("patternProperties".to_owned(), Value::Object(by_pattern));
            }
            let (one, several): (Vec<_>, Vec<_>) = section.needed.iter().partition(|names| names.len() == 1);
            // In other capitals a name is one as well, and nothing that a schema can ask for.
            if !one.is_empty() && !section.any_case {
                let names: Vec<&str> = one.iter().map(|names: &&&[&str]| names[0]).collect();
                schema.insert("required".to_owned(), json!(names));
            }
            if !several.is_empty() && !section.any_case {
                let one_of = |names: &&[&str]| {
                    let each: Vec<Value> = names.iter().map(|name| json!({"required": [name]})).collect();
                    json!({"anyOf": each})
                };
                let all: Vec<Value> = several.iter().map(|names| one_of(names)).collect();
                schema.insert("allOf".to_owned(), json!(all));
            }
        }
        schema
    }

    /// A value.
    pub(super) fn shape(&self, shape: &Shape) -> Value {
        match shape {
            Shape::Text => text(json!({"type": ["string", "number"], "errorMessage": "must be text"})),
            Shape::Switch => switch(&[TRUE, FALSE].concat(), 1, "must be true or false"),
            Shape::Off => json!({"anyOf": [
                {"enum": [false]},
                {
                    "type": ["string", "integer"],
                    "pattern": patterns::words(FALSE.into_iter(), false),
                    "minimum": 0,
                    "maximum": 0,
                    "errorMessage": "must be false, or keys with values",
                },
            ]}),
            Shape::Whole { least, most } => json!({
                "type": ["integer", "string"],
                "minimum": least,
                "maximum": most,
                "pattern": "^\\s*\\+?[0-9]+\\s*$",
                "errorMessage": format!("must be a whole number from {least} to {most}"),
            }),
            Shape::Date => json!({
                "type": "string",
                "pattern": "^\\s*[0-9]+-[0-9]+-[0-9]+([ Tt]\\s*[0-9].*)?\\s*$",
                "errorMessage": "must be a date: 2025-02-12 or 2025-02-12 18:30",
            }),
            Shape::WebAddress => json!({
                "type": "string",
                "pattern": "^\\s*([Hh][Tt][Tt][Pp][Ss]?://\\S.*)?$",
                "errorMessage": "must be a whole web address, beginning with https://",
            }),
            Shape::Language => json!({
                "type": "string",
                "pattern": "^\\s*([A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*)?\\s*$",
                "errorMessage": "must be a language tag like en, uk or pt-BR",
            }),
            Shape::Name(known) => {
                let text = self.shape(&Shape::Text);
                if self.known(*known).is_empty() {
                    return text;
                }
                self.asked.borrow_mut().insert(*known);
                json!({"anyOf": [{"$ref": format!("#/definitions/{}", known.as_str())}, text]})
            }
            Shape::Choice { words, also } => {
                let all = words.iter().chain(*also).copied();
                json!({"anyOf": [
                    {"enum": words, "errorMessage": format!("must be one of {}", words.join(", "))},
                    {
                        "type": "string",
                        "pattern": patterns::words(all, true),
                        "errorMessage": format!("must be one of {}", words.join(", ")),
                    },
                ]})
            }
            Shape::List(item) => {
                let item = self.shape(item);
                either(vec![item.clone(), json!({"type": "array", "items": self.or_nothing(item)})])
            }
            Shape::First(item) => {
                let item = self.shape(item);
                either(vec![item.clone(), json!({"type": "array", "items": [self.or_nothing(item)]})])
            }
            Shape::Keys(section) => self.section(section),
            Shape::Named(value) => {
                json!({"type": "object", "additionalProperties": self.or_nothing(self.shape(value))})
            }
            Shape::ByLanguage(value) => {
                let tag = "^\\s*[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*\\s*$";
                json!({
                    "type": "object",
                    "patternProperties": {tag: self.or_nothing(self.shape(value))},
                    "additionalProperties": false,
                })
            }
            Shape::ByRule(value) => {
                let mut properties = serde_json::Map::new();
                for rule in RULES {
                    let mut of_rule = self.or_nothing(self.shape(value));
                    of_rule["description"] = json!(format!("docs/checks.md#{}", rule.code));
                    properties.insert(rule.code.as_str().to_owned(), of_rule);
                }
                properties
                    .insert("ignore".to_owned(), self.or_nothing(self.shape(&Shape::List(&Shape::Text))));
                json!({"type": "object", "properties": properties, "additionalProperties": false})
            }
            Shape::Mapping => json!({"type": "object", "errorMessage": "must be keys with values"}),
            Shape::Either(shapes) => either(shapes.iter().map(|shape| self.shape(shape)).collect()),
            Shape::Open(shape) => either(vec![self.shape(shape), json!({})]),
        }
    }
}

/// One of these; alternatives of alternatives are alternatives.
fn either(schemas: Vec<Value>) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for schema in schemas {
        match schema {
            Value::Object(mut schema) if schema.len() == 1 && schema.contains_key("anyOf") => {
                if let Some(Value::Array(inner)) = schema.remove("anyOf") {
                    all.extend(inner);
                }
            }
            schema => all.push(schema),
        }
    }
    json!({"anyOf": all})
}

/// Text, or a truth value, which is text as well; editors need not offer that.
fn text(text: Value) -> Value {
    json!({"anyOf": [text, {"not": {"type": ["array", "null", "number", "object", "string"]}}]})
}

fn switch(words: &[&str], most: u32, message: &str) -> Value {
    json!({
        "type": ["boolean", "string", "integer"],
        "pattern": patterns::words(words.iter().copied(), false),
        "minimum": 0,
        "maximum": most,
        "errorMessage": message,
    })
}

/// What an editor is told of a key: plain text, without where links lead.
pub(super) fn description(key: &Key) -> String {
    let mut told = String::new();
    let mut rest = key.about;
    while let Some((before, link)) = rest.split_once('[') {
        let Some((words, target)) = link.split_once("](") else { break };
        let Some((_, after)) = target.split_once(')') else { break };
        told.push_str(before);
        told.push_str(words);
        rest = after;
    }
    told.push_str(rest);
    if !key.default.is_empty() {
        told.push_str(&format!(" Default: `{}`.", key.default));
    }
    told
}

/// A value that a table has as YAML.
fn yaml(text: &str) -> Option<Value> {
    if text.is_empty() { None } else { serde_yaml::from_str(text).ok() }
}
