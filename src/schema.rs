//! JSON Schemas (draft-07) of front matter, registries and configuration, for editors of code.
//!
//! They are made of the [tables](crate::shape) that reading has. A schema refuses nothing that newsprint takes without a word, so
//! that no editor marks what is right; what newsprint only knows when it has read the whole site is no part of it. Draft-07 is what
//! both the YAML language server and JetBrains' programs read whole; `doNotSuggest` and `errorMessage` are words of the former, which
//! others pass over.

mod patterns;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use self::values::{Values, description};
use crate::config;
use crate::content::document::Kind;
use crate::content::front_matter::{self, Effect, PASSED_OVER};
use crate::content::hiding::HidingKey;
use crate::content::registry::RegistryKind;
use crate::shape::{Key, Known, Section, Shape};

/// What a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaKind {
    /// The front matter of documents of a kind.
    FrontMatter(Kind),
    /// A registry.
    Registry(RegistryKind),
    /// `newsprint.yaml`.
    Config,
}

/// What is said of a key that other documents have.
const NO_EFFECT: &str = "has no effect here";

/// The names that a site has, by what they are of.
pub type Names = BTreeMap<Known, Vec<String>>;

impl SchemaKind {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::FrontMatter(Kind::Article),
        Self::FrontMatter(Kind::Edition),
        Self::FrontMatter(Kind::Story),
        Self::FrontMatter(Kind::Topic),
        Self::FrontMatter(Kind::Page),
        Self::FrontMatter(Kind::Home),
        Self::Registry(RegistryKind::Tags),
        Self::Registry(RegistryKind::Sources),
        Self::Registry(RegistryKind::Authors),
        Self::Config,
    ];

    /// What it is called on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FrontMatter(Kind::Article) => "article",
            Self::FrontMatter(Kind::Edition) => "edition",
            Self::FrontMatter(Kind::Story) => "story",
            Self::FrontMatter(Kind::Topic) => "topic",
            Self::FrontMatter(Kind::Page) => "page",
            Self::FrontMatter(Kind::Home) => "home",
            Self::Registry(RegistryKind::Tags) => "tags",
            Self::Registry(RegistryKind::Sources) => "sources",
            Self::Registry(RegistryKind::Authors) => "authors",
            Self::Config => "config",
        }
    }

    /// What it is of, in words.
    fn title(self) -> String {
        match self {
            Self::FrontMatter(Kind::Home) => "Front matter of the home page".to_owned(),
            Self::FrontMatter(Kind::Article) => "Front matter of an article".to_owned(),
            Self::FrontMatter(Kind::Edition) => "Front matter of an edition".to_owned(),
            Self::FrontMatter(_) => format!("Front matter of a {}", self.as_str()),
            Self::Registry(registry) => registry.path().to_owned(),
            Self::Config => config::PATH.to_owned(),
        }
    }
}

/// The schema of a kind, in a site that has these names.
pub fn schema(kind: SchemaKind, names: &Names) -> Value {
    let values = Values::new(names);
    let body = match kind {
        SchemaKind::FrontMatter(document) => front_matter(&values, document),
        SchemaKind::Registry(registry) => self::registry(&values, registry),
        SchemaKind::Config => values.or_nothing(values.section(&Section::of(config::KEYS))),
    };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".to_owned(), json!(kind.title()));
    if let Value::Object(body) = body {
        schema.extend(body);
    }
    let definitions = values.definitions();
    if !definitions.is_empty() {
        schema.insert("definitions".to_owned(), Value::Object(definitions));
    }
    Value::Object(schema)
}

/// A schema as a file.
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

fn front_matter(values: &Values<'_>, kind: Kind) -> Value {
    let mut properties = Map::new();
    for key in front_matter::KEYS {
        let written = key.written();
        let property = match key.effect(kind) {
            Effect::Some => values.property(&written),
            Effect::Silent => values
                .hushed(values.property(&written), &format!("Has no effect here. {}", description(&written))),
            // Not what hides by such a name, of which nothing is said.
            Effect::Said if HidingKey::of(written.names[0]).is_some() => values.hushed(json!({}), NO_EFFECT),
            Effect::Said => values.hushed(
                json!({"type": "null", "errorMessage": format!("{NO_EFFECT}: take it out")}),
                NO_EFFECT,
            ),
            Effect::Unknown => continue,
        };
        values.insert(&mut properties, &written, property);
    }
    // Nobody need write them, and nobody is told that they are wrong.
    let others = front_matter::others().filter(|name| !properties.contains_key(*name));
    let mut passed = Map::new();
    passed.insert(patterns::any_of(others, false), json!(true));
    passed.insert(patterns::any_of(PASSED_OVER.iter().copied(), true), json!(true));
    let needed = if kind == Kind::Home { json!([]) } else { json!(["title"]) };
    values.or_nothing_if(
        kind == Kind::Home,
        json!({
            "type": "object",
            "properties": properties,
            "patternProperties": passed,
            "additionalProperties": false,
            "required": needed,
        }),
    )
}

/// A list of entries, or entries by their names.
fn registry(values: &Values<'_>, registry: RegistryKind) -> Value {
    let keys: Vec<Key> = registry.keys().concat();
    let entry = values.keys(&keys, &Section::of(&[]));
    let mut named = entry.clone();
    if let Some(entry) = named.as_object_mut() {
        entry.insert("required".to_owned(), json!(["name"]));
    }
    let item = json!({"anyOf": [values.shape(&Shape::Text), named]});
    values.or_nothing(json!({
        "anyOf": [
            {"type": "array", "items": values.or_nothing(item)},
            {"type": "object", "additionalProperties": values.or_nothing(entry)},
        ],
    }))
}
