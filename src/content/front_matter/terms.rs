//! Topics and tags, under every name that other generators have for them.

use serde_yaml::Value;

use crate::content::Lines;
use crate::content::characters::tidy;
use crate::content::names::separated;
use crate::content::yaml::{Fields, Item, write};
use crate::diagnostic::Diagnostic;

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
            found[list] = names_of(&item).iter().map(|name| tidy(name)).collect();
        }
    }
    if let Some(inner) = &inner {
        inner.finish(&[], None);
    }
    let [topics, tags] = found;
    (topics, tags)
}

/// The names in a list. One text is a list of one, which is doubtful where it looks like several.
fn names_of(item: &Item<'_>) -> Vec<String> {
    let found = item.texts();
    if let (Value::String(text), [only]) = (item.value(), &found[..]) {
        let key = item.key();
        // The text itself: in what is one name lines are folded.
        let parts = match separated(text) {
            Some((_, parts)) => Some(parts),
            // Jekyll and Hugo's themes split these two at spaces.
            None if matches!(key, "categories" | "tags") && only.contains(' ') => {
                Some(only.split(' ').collect())
            }
            None => None,
        };
        if let Some(parts) = parts {
            let list = write::list(&parts);
            let message = format!("`{key}` is one text, so it was read as one name");
            let these = if parts.len() == 1 { "that name".to_owned() } else { parts.len().to_string() };
            let hint = format!(
                "\"{only}\" is one name now: write `{key}: {list}` for {these}, or `{key}: [{}]` for this one",
                write::quoted(only)
            );
            let warning = (Diagnostic::warning("one-name", message.clone()).at(item.span()).hint(hint))
                .cause(key, message)
                .remedy(format!(
                    "write a list: `{key}: [one, two]`, or `{key}: [\"this one\"]` for one name"
                ));
            item.push(match item.line_of_value() {
                Some(place) => warning.fix(place, list),
                None => warning,
            });
        }
    }
    found
}
