//! The vocabulary of schema.org, as far as pages use it: what stands where, and of which type its values are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// See `vocabulary.py`.
const TABLE: &str = include_str!("vocabulary.txt");

pub(crate) struct Vocabulary {
    /// Type → the types right above it.
    types: BTreeMap<&'static str, Vec<&'static str>>,
    /// Property → the types that it stands on, and those of its values.
    properties: BTreeMap<&'static str, (Vec<&'static str>, Vec<&'static str>)>,
}

impl Vocabulary {
    pub(crate) fn new() -> Self {
        let (mut types, mut properties) = (BTreeMap::new(), BTreeMap::new());
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let words = |text: &'static str| text.split_whitespace().collect::<Vec<_>>();
            if let Some((name, rest)) = line.split_once(": ") {
                let (domain, values) = rest.split_once("-> ").expect("a property has values");
                properties.insert(name, (words(domain), words(values)));
            } else {
                let (name, above) = line.split_once('<').expect("a type, and what is above it");
                types.insert(name.trim(), words(above));
            }
        }
        Self { types, properties }
    }

    /// Whether a type is another one or stands below it.
    pub(crate) fn is(&self, kind: &str, other: &str) -> bool {
        kind == other
            || self.types.get(kind).is_some_and(|above| above.iter().any(|above| self.is(above, other)))
    }

    /// What is wrong with the data of a page.
    pub(crate) fn faults(&self, data: &Value) -> Vec<String> {
        let mut check = Check { vocabulary: self, kinds: BTreeMap::new(), faults: Vec::new() };
        if data["@context"] != "https://schema.org" {
            check.faults.push("the context is not schema.org".to_owned());
        }
        let graph = data["@graph"].as_array().cloned().unwrap_or_default();
        if graph.is_empty() {
            check.faults.push("there is no graph".to_owned());
        }
        graph.iter().for_each(|node| check.collect(node));
        graph.iter().for_each(|node| check.node(node, "@graph"));
        check.faults
    }
}

struct Check<'v> {
    vocabulary: &'v Vocabulary,
    /// `@id` → the type that it is said to have.
    kinds: BTreeMap<String, BTreeSet<String>>,
    faults: Vec<String>,
}

impl Check<'_> {
    /// Which thing has which type.
    fn collect(&mut self, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.collect(value)),
            Value::Object(map) => {
                if let (Some(Value::String(id)), Some(Value::String(kind))) =
                    (map.get("@id"), map.get("@type"))
                {
                    self.kinds.entry(id.clone()).or_default().insert(kind.clone());
                }
                map.values().for_each(|value| self.collect(value));
            }
            _ => {}
        }
    }

    fn node(&mut self, value: &Value, place: &str) {
        let Some(map) = value.as_object() else {
            self.faults.push(format!("{place} is no thing: {value}"));
            return;
        };
        let Some(kind) = map.get("@type").and_then(Value::as_str) else {
            self.faults.push(format!("{place} has no type: {value}"));
            return;
        };
        if !self.vocabulary.types.contains_key(kind) {
            self.faults.push(format!("{place} has the type {kind}, which is not in the table"));
        }
        self.properties(map, kind, place);
    }

    fn properties(&mut self, map: &Map<String, Value>, kind: &str, place: &str) {
        for (name, value) in map {
            let place = format!("{place}.{kind}.{name}");
            if name == "@id" && !value.as_str().is_some_and(is_address) {
                self.faults.push(format!("{place} is no absolute address: {value}"));
            }
            if name.starts_with('@') {
                continue;
            }
            // What an action takes is described under the property's name with an ending.
            let (name, of_action) = match name.strip_suffix("-input") {
                Some(name) => (name, self.vocabulary.is(kind, "Action")),
                None => (name.as_str(), false),
            };
            let Some((domain, values)) = self.vocabulary.properties.get(name) else {
                self.faults.push(format!("{place} is not in the table"));
                continue;
            };
            if !domain.iter().any(|domain| self.vocabulary.is(kind, domain)) {
                self.faults.push(format!("{place} does not stand on a {kind}"));
            }
            if of_action {
                continue;
            }
            match value {
                Value::Array(list) if list.is_empty() => self.faults.push(format!("{place} is empty")),
                Value::Array(list) => list.iter().for_each(|value| self.value(value, values, &place)),
                value => self.value(value, values, &place),
            }
        }
    }

    fn value(&mut self, value: &Value, wanted: &[&str], place: &str) {
        let fits = match value {
            Value::Object(map) if map.len() == 1 && map.contains_key("@id") => {
                let id = map["@id"].as_str().unwrap_or_default();
                let kinds = self.kinds.get(id).cloned().unwrap_or_default();
                if kinds.is_empty() {
                    self.faults.push(format!("{place} means {id}, which is not described on the page"));
                }
                kinds.iter().all(|kind| wanted.iter().any(|wanted| self.vocabulary.is(kind, wanted)))
            }
            Value::Object(map) => {
                let kind = map.get("@type").and_then(Value::as_str).unwrap_or_default();
                self.node(value, place);
                wanted.iter().any(|wanted| self.vocabulary.is(kind, wanted))
            }
            Value::String(text) => wanted.iter().any(|wanted| is_value(text, wanted)),
            Value::Number(number) => wanted.contains(&"Integer") && number.is_u64(),
            Value::Bool(_) => wanted.contains(&"Boolean"),
            Value::Null | Value::Array(_) => false,
        };
        if !fits {
            self.faults.push(format!("{place} is none of {wanted:?}: {value}"));
        }
    }
}

/// Whether a text is a value of a type. Whatever a thing is, it may be named by its address (schema.org's conformance).
fn is_value(text: &str, wanted: &str) -> bool {
    match wanted {
        "Text" => !text.is_empty(),
        "Date" => is_day(text),
        "DateTime" => is_moment(text),
        "Distance" => text
            .strip_suffix(" px")
            .is_some_and(|number| number.parse::<u32>().is_ok_and(|number| number > 0)),
        "URL" | "Thing" | "CreativeWork" => is_address(text),
        _ => false,
    }
}

pub(crate) fn is_address(text: &str) -> bool {
    let is_whole = !text.contains([' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}']);
    is_whole
        && url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.has_host())
}

/// `2025-02-12` (ISO 8601).
pub(crate) fn is_day(text: &str) -> bool {
    chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok() && text.len() == 10
}

/// `2025-02-12T18:30:00Z`: a moment names its zone.
pub(crate) fn is_moment(text: &str) -> bool {
    chrono::DateTime::parse_from_rfc3339(text).is_ok()
}
