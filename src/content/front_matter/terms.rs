//! Topics and tags, under every name that other generators have for them.

use super::{keys, several};
use crate::content::Lines;
use crate::content::characters::tidy;
use crate::content::named::{NameKind, Noted};
use crate::content::yaml::{FieldValue, Fields, Finder};
use crate::diagnostic::Code;

/// Topics and tags, as written.
pub(super) fn read(fields: &Fields<'_>, noted: &Noted) -> (Lines, Lines) {
    const TOPICS: &[&str] = keys::TOPICS.names;
    const TAGS: &[&str] = keys::TAGS.names;
    let (topics, tags) = (fields.take(TOPICS), fields.take(TAGS));
    let taxonomies = fields.take(&[keys::TAXONOMIES]);
    let inner = taxonomies.as_ref().and_then(|item| item.fields("write `taxonomies: {tags: [a, b]}`"));
    let mut found = [Lines::default(), Lines::default()];
    for (kind, names, outer) in [(NameKind::Topic, TOPICS, topics), (NameKind::Tag, TAGS, tags)] {
        let within = inner.as_ref().and_then(|inner| inner.take(names));
        if let (Some(outer), Some(within)) = (&outer, &within) {
            let message = format!(
                "`{}` and `{}` say the same thing, the latter is passed over",
                outer.key(),
                within.label()
            );
            within.warning(Code::Synonym, message, format!("write `{}` alone", outer.key()));
        }
        if let Some(item) = outer.or(within) {
            let names = names_of(&item, kind, noted);
            found[usize::from(kind == NameKind::Tag)] = names.iter().map(|name| tidy(name)).collect();
        }
    }
    if let Some(inner) = &inner {
        inner.finish(&[], None);
    }
    let [topics, tags] = found;
    (topics, tags)
}

/// The names in a list.
fn names_of(item: &FieldValue<'_>, kind: NameKind, noted: &Noted) -> Vec<String> {
    let mut finder = Finder::below(item);
    let name = |item: &FieldValue<'_>| {
        let name = item.text()?;
        noted.name(kind, finder.next(item));
        several::note(item, &name, kind, noted);
        Some(name)
    };
    item.items().iter().filter_map(name).collect()
}
