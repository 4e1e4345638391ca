//! Values that the configuration gives texts by where they stand
//! (<https://jekyllrb.com/docs/configuration/front-matter-defaults/>).

use serde_yaml::{Mapping, Value};

use crate::import::sites::globs::Glob;
use crate::import::sites::values::text;

/// All of them, those that count more after the others.
pub(super) struct Defaults {
    all: Vec<Given>,
}

struct Given {
    /// A folder or file; empty for all.
    below: String,
    glob: Option<Glob>,
    kind: Option<String>,
    values: Mapping,
}

impl Defaults {
    /// Of a configuration. What is said of a longer path counts more, and of one path what is said of a type.
    pub(super) fn of(config: &Mapping) -> Self {
        let entries = config.get("defaults").and_then(Value::as_sequence);
        let read = |entry: &Value| {
            let of_scope = |key: &str| entry.get("scope").and_then(|scope| scope.get(key)).and_then(text);
            let below = of_scope("path").unwrap_or_default();
            let below = below.trim_matches('/').trim_end_matches("/*").to_owned();
            let glob = below.contains('*').then(|| Glob::without_braces(&below));
            let values = entry.get("values")?.as_mapping()?.clone();
            Some(Given { below, glob, kind: of_scope("type"), values })
        };
        let mut all: Vec<Given> = entries.into_iter().flatten().filter_map(read).collect();
        all.sort_by_key(|default| (default.below.len(), default.kind.is_some()));
        Self { all }
    }

    /// The values of a text of a collection.
    pub(super) fn values(&self, path: &str, collection: &str) -> Mapping {
        let fits = |default: &&Given| {
            let stands_below = default.below.is_empty()
                || super::is_below(path, &default.below)
                || default.glob.as_ref().is_some_and(|glob| glob.fits_part(path));
            stands_below && default.kind.as_ref().is_none_or(|kind| kind == collection)
        };
        let values = self.all.iter().filter(fits).flat_map(|default| &default.values);
        values.map(|(key, value)| (key.clone(), value.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_counts() {
        let config = "defaults:\n- {scope: {path: secret}, values: {published: false}}\n- {scope: {path: ''}, values: {published: true}}\n\
                      - {scope: {path: 'a/*/b', type: posts}, values: {draft: true}}\n";
        let defaults = Defaults::of(&serde_yaml::from_str(config).expect("a mapping"));
        let of = |path: &str, key: &str| defaults.values(path, "posts").get(key).and_then(Value::as_bool);
        assert_eq!(of("secret/x.md", "published"), Some(false));
        assert_eq!(of("x.md", "published"), Some(true));
        assert_eq!(of("a/c/b/x.md", "draft"), Some(true));
        assert_eq!(of("a/b/x.md", "draft"), None);
        assert_eq!(defaults.values("a/c/b/x.md", "pages").get("draft"), None);
    }
}
