//! Patterns of addresses by section.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use crate::import::sites::values::text;

/// Patterns of addresses by section.
pub(super) struct Permalinks {
    by_section: BTreeMap<String, String>,
    pub(super) ugly: bool,
}

impl Permalinks {
    pub(super) fn of(settings: &Mapping) -> Self {
        let mut by_section = BTreeMap::new();
        let written = settings.get("permalinks").and_then(Value::as_mapping);
        for (key, value) in written.into_iter().flatten() {
            match (key.as_str(), value) {
                (Some("page"), Value::Mapping(mapping)) => {
                    let pairs = mapping
                        .iter()
                        .filter_map(|(key, value)| Some((key.as_str()?.to_owned(), text(value)?)));
                    by_section.extend(pairs);
                }
                (Some(section), value) => {
                    by_section.extend(text(value).map(|pattern| (section.to_owned(), pattern)))
                }
                _ => {}
            }
        }
        Self { by_section, ugly: settings.get("uglyurls").and_then(Value::as_bool) == Some(true) }
    }

    pub(super) fn of_section(&self, section: &str) -> Option<&str> {
        self.by_section.get(section).map(String::as_str)
    }
}
