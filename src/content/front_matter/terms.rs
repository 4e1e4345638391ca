//! Topics and tags, under every name that other generators have for them.

use serde_yaml::Value;

use crate::content::Lines;
use crate::content::yaml::{Fields, Item};

/// Topics and tags, as written.
pub(super) fn read(fields: &Fields<'_>) -> (Lines, Lines) {
    const TOPICS: &[&str] = &["topics", "topic", "categories", "category"];
    const TAGS: &[&str] = &["tags", "tag"];
    let (topics, tags) = (fields.take(TOPICS), fields.take(TAGS));
    let taxonomies = fields.take(&["taxonomies"]);
    let inner = taxonomies.as_ref().and_then(|item| item.fields("write `taxonomies: {tags: [a, b]}`"));
    let mut found = [Lines::default(), Lines::default()];
    for (list, names, outer) in [(0, TOPICS, topics), (1, TAGS, tags)] {
        let within = inner.as_ref().and_then(|inner| inner.take(names));
        if let (Some(outer), Some(within)) = (&outer, &within) {
            let message = format!(
                "`{}` and `{}` say the same thing, the latter is passed over",
                outer.key(),
                within.label()
            );
            within.warning("synonym", message, format!("write `{}` alone", outer.key()));
        }
        if let Some(item) = outer.or(within) {
            found[list] = names_of(&item).iter().collect();
        }
    }
    if let Some(inner) = &inner {
        inner.finish(&[], None);
    }
    let [topics, tags] = found;
    (topics, tags)
}

/// The names in a list. One text is a list of one, which is doubtful where other generators split it.
fn names_of(item: &Item<'_>) -> Vec<String> {
    let found = item.texts();
    if let (Value::String(_), [only]) = (item.value(), &found[..]) {
        let (key, words) = (item.key(), only.contains(' ') && matches!(item.key(), "categories" | "tags"));
        if words || only.contains(',') {
            let parts: Vec<&str> = only
                .split(if only.contains(',') { ',' } else { ' ' })
                .map(str::trim)
                .filter(|p| !p.is_empty())
                .collect();
            let message = format!("`{key}` is one text, so it was read as one name");
            let hint = format!(
                "\"{only}\" is one name now: write `{key}: [{}]` for {}, or `{key}: [\"{only}\"]` for this one",
                parts.join(", "),
                parts.len()
            );
            item.warning("one-name", message, hint);
        }
    }
    found
}
