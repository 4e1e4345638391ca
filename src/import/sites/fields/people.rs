//! Who wrote it.

use serde_yaml::Value;

use super::Reader;
use crate::import::sites::plain::plain;
use crate::import::sites::values::text;

impl Reader<'_> {
    pub(super) fn people(&mut self, value: &Value) -> bool {
        let one = |value: &Value| match value {
            Value::Mapping(mapping) => {
                ["name", "display_name", "title"].iter().find_map(|key| mapping.get(*key)).and_then(text)
            }
            value => text(value),
        };
        let found: Vec<String> = match value {
            Value::Sequence(items) => items.iter().filter_map(one).collect(),
            Value::String(list) => people_of(list),
            value => one(value).into_iter().collect(),
        };
        if found.is_empty() {
            return false;
        }
        let known = |name: String| self.site.people.get(&name).cloned().unwrap_or(name);
        let found = found.into_iter().map(known).map(|name| plain(&name)).collect();
        self.head.add("authors", found);
        true
    }
}

/// Names in one text: `A, B and C`. A name with one comma may be `Last, First`.
fn people_of(list: &str) -> Vec<String> {
    let parts: Vec<&str> = list.split([',', ';', '&']).flat_map(|part| part.split(" and ")).collect();
    let parts: Vec<String> =
        parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    match parts.iter().all(|part| part.contains(' ')) || parts.len() == 1 {
        true => parts,
        false => vec![list.trim().to_owned()],
    }
}
