//! Front matter being written: keys in the order of the documentation, with values as YAML.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use crate::content::yaml::write::{list, scalar};

/// The order of keys; all others follow.
const ORDER: [&str; 20] = [
    "title", "date", "updated", "expires", "draft", "type", "summary", "language", "authors", "sources",
    "topics", "tags", "story", "image", "slug", "url", "aliases", "id", "canonical", "comments",
];

/// Keys and their values.
#[derive(Debug, Default)]
pub(super) struct Head {
    values: BTreeMap<(usize, String), Written>,
}

#[derive(Debug)]
enum Written {
    /// What stands behind the key, or below it.
    Yaml(String),
    Text(String),
    Names(Vec<String>),
}

impl Head {
    fn put(&mut self, key: &str, value: Written) {
        let place = ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len());
        self.values.entry((place, key.to_owned())).or_insert(value);
    }

    fn place(key: &str) -> (usize, String) {
        (ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len()), key.to_owned())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.values.contains_key(&Self::place(key))
    }

    /// Takes a text out again.
    pub(super) fn take(&mut self, key: &str) -> Option<String> {
        match self.values.remove(&Self::place(key))? {
            Written::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A text, if it says anything; what is there already stays.
    pub(super) fn text(&mut self, key: &str, text: &str) {
        if !text.trim().is_empty() {
            self.put(key, Written::Text(text.trim().to_owned()));
        }
    }

    /// What is YAML already.
    pub(super) fn raw(&mut self, key: &str, yaml: &str) {
        self.put(key, Written::Yaml(format!(" {yaml}\n")));
    }

    /// Any value.
    pub(super) fn value(&mut self, key: &str, value: &Value) {
        let yaml = match value {
            Value::Mapping(_) | Value::Sequence(_) => match serde_yaml::to_string(value) {
                Ok(yaml) => format!("\n{}", indented(&yaml)),
                Err(_) => return,
            },
            Value::String(text) => format!(" {}\n", scalar(text, false)),
            value => match serde_yaml::to_string(value) {
                Ok(yaml) => format!(" {}\n", yaml.trim()),
                Err(_) => return,
            },
        };
        self.put(key, Written::Yaml(yaml));
    }

    /// Further names of a list.
    pub(super) fn add(&mut self, key: &str, names: Vec<String>) {
        if names.is_empty() {
            return;
        }
        let entry = self.values.entry(Self::place(key)).or_insert_with(|| Written::Names(Vec::new()));
        if let Written::Names(all) = entry {
            for name in names {
                if !name.is_empty() && !all.contains(&name) {
                    all.push(name);
                }
            }
        }
    }

    pub(super) fn mapping(&mut self, key: &str, items: &[(&'static str, String)]) {
        let lines: String =
            items.iter().map(|(key, text)| format!("  {key}: {}\n", scalar(text, false))).collect();
        self.put(key, Written::Yaml(format!("\n{lines}")));
    }

    pub(super) fn mappings(&mut self, key: &str, items: &[Vec<(&'static str, String)>]) {
        let mut lines = String::from("\n");
        for item in items {
            for (number, (key, text)) in item.iter().enumerate() {
                let mark = if number == 0 { '-' } else { ' ' };
                lines.push_str(&format!("  {mark} {key}: {}\n", scalar(text, false)));
            }
        }
        self.put(key, Written::Yaml(lines));
    }

    /// All of it as YAML.
    pub(super) fn yaml(&self, extra: &Mapping) -> String {
        let mut out = String::new();
        for ((_, key), value) in &self.values {
            let key = scalar(key, false);
            match value {
                Written::Yaml(yaml) => out.push_str(&format!("{key}:{yaml}")),
                Written::Text(text) => out.push_str(&format!("{key}: {}\n", scalar(text, false))),
                Written::Names(names) => {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    out.push_str(&format!("{key}: {}\n", list(&names)));
                }
            }
        }
        if !extra.is_empty()
            && let Ok(yaml) = serde_yaml::to_string(extra)
        {
            out.push_str(&format!("extra:\n{}", indented(&yaml)));
        }
        out
    }
}

fn indented(yaml: &str) -> String {
    yaml.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") }).collect()
}
