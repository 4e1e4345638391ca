//! What sections of Hugo hand down to the texts below them (<https://gohugo.io/content-management/front-matter/#cascade>), as far as
//! it hides them.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use super::super::site::Item;
use crate::content::hiding::{From, HidingKey, Meaning};
use crate::import::sites::values::text;

/// What is handed down, by the folder of the section below `content/`; that of the configuration by the topmost.
#[derive(Debug, Default)]
pub(super) struct Cascades {
    by_folder: BTreeMap<String, Vec<Cascade>>,
}

#[derive(Debug)]
struct Cascade {
    /// The language that it is for; none when it is for all.
    language: Option<Option<String>>,
    values: Mapping,
}

impl Cascades {
    /// Notes the cascades of a section's front matter, or of the configuration.
    pub(super) fn add(&mut self, folder: &str, language: Option<Option<String>>, head: &Mapping) {
        let values = match get(head, "cascade") {
            Some(Value::Mapping(values)) => vec![values.clone()],
            Some(Value::Sequence(all)) => all.iter().filter_map(Value::as_mapping).cloned().collect(),
            _ => return,
        };
        let cascades = values.into_iter().map(|values| Cascade { language: language.clone(), values });
        // What is named first wins, and a section comes before the configuration.
        let of_folder = self.by_folder.entry(folder.to_owned()).or_default();
        of_folder.splice(0..0, cascades);
    }

    /// Why an item is hidden. `below` is its file, relative to `content/`. What the item says itself counts more than what is
    /// handed down, and what is near more than what is far.
    pub(super) fn hide(&self, below: &str, item: &Item) -> Option<&'static str> {
        let folders = || {
            let above = below.match_indices('/').map(|(at, _)| &below[..=at]).rev().chain([""]);
            above.filter_map(|folder| self.by_folder.get(folder)).flatten()
        };
        let handed = |is_said: fn(&Mapping) -> Option<bool>| {
            folders()
                .filter(|cascade| cascade.is_for(below, item))
                .find_map(|cascade| is_said(&cascade.values))
        };
        if draft(&item.head).is_none() && handed(draft) == Some(true) {
            return Some("`cascade` makes them drafts");
        }
        let hides = |cascade: &Cascade| hides_otherwise(&cascade.values, &item.head);
        if folders().filter(|cascade| cascade.is_for(below, item)).any(hides) {
            return Some("`cascade` hands down a key that hides them");
        }
        match unrendered(&item.head).map_or_else(|| handed(unrendered), Some) {
            Some(true) => Some("`build.render: never`"),
            _ => None,
        }
    }
}

impl Cascade {
    /// Whether its target, if it has one, is the page of an item. A pattern that may mean it does.
    fn is_for(&self, below: &str, item: &Item) -> bool {
        if self.language.as_ref().is_some_and(|language| *language != item.language) {
            return false;
        }
        let target = ["_target", "target"].iter().find_map(|key| get(&self.values, key));
        let Some(target) = target.and_then(Value::as_mapping) else { return true };
        let is_section = below.rsplit('/').next().is_some_and(|file| file.starts_with("_index."));
        let kind = get(target, "kind").and_then(text);
        let is_kind = kind.is_none_or(|kind| is_section != kind.contains("page") || kind.contains('*'));
        let path = get(target, "path").and_then(text);
        let page = below.split_once('.').map_or(below, |(stem, _)| stem);
        let page = page.strip_suffix("/index").or_else(|| page.strip_suffix("/_index")).unwrap_or(page);
        is_kind && path.is_none_or(|path| may_fit(&path.to_lowercase(), &format!("/{page}").to_lowercase()))
    }
}

/// Whether it says that a text is a draft; a word that is not known does.
fn draft(head: &Mapping) -> Option<bool> {
    let value = get(head, "draft")?;
    HidingKey::of("draft").map(|key| key.meaning(value) != Meaning::Shows)
}

/// Whether values hold another key that hides, or one by which a text is shown for a time, that a text has not itself.
fn hides_otherwise(values: &Mapping, own: &Mapping) -> bool {
    const OF_TIME: [&str; 5] = ["publishdate", "expirydate", "unpublishdate", "expires", "published"];
    // These have their own rules above.
    const KNOWN: [&str; 6] = ["draft", "build", "_build", "cascade", "target", "_target"];
    let hides = |(name, value): (&Value, &Value)| {
        let Some(name) = name.as_str().filter(|name| get(own, name).is_none()) else { return false };
        let lower = name.to_ascii_lowercase();
        let key = HidingKey::of(name).filter(|_| !KNOWN.contains(&&*lower));
        let meaning = key.map_or(Meaning::Other, |key| key.meaning(value));
        OF_TIME.contains(&&*lower)
            || matches!(meaning, Meaning::Hides(From::All) | Meaning::Unfit | Meaning::Unknown)
    };
    let params = get(values, "params").and_then(Value::as_mapping);
    values.iter().chain(params.into_iter().flatten()).any(hides)
}

fn unrendered(head: &Mapping) -> Option<bool> {
    let build = ["build", "_build"].iter().find_map(|key| get(head, key))?;
    match get(build.as_mapping()?, "render")? {
        Value::Bool(render) => Some(!render),
        render => Some(text(render)?.eq_ignore_ascii_case("never")),
    }
}

/// A key's value, however its letters are written.
fn get<'m>(mapping: &'m Mapping, key: &str) -> Option<&'m Value> {
    let is = |(name, _): &(&Value, &Value)| name.as_str().is_some_and(|name| name.eq_ignore_ascii_case(key));
    mapping.iter().find(is).map(|(_, value)| value)
}

/// Whether a path may be one of a glob's: the parts between its signs stand in the path, in their order.
fn may_fit(glob: &str, path: &str) -> bool {
    let is_sign = |c: char| "*?[]{}!,".contains(c);
    let first = glob.find(is_sign);
    let Some(first) = first else { return glob.trim_end_matches('/') == path };
    // `/a/**` is `/a`, too.
    let start = glob[..first].trim_end_matches('/');
    let Some(mut rest) = path.strip_prefix(start) else { return false };
    // What stands between these is one of several.
    if glob.contains(['{', '[']) {
        return true;
    }
    for part in
        glob[first..].split(is_sign).map(|part| part.trim_matches('/')).filter(|part| !part.is_empty())
    {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs() {
        for (glob, path, fits) in [
            ("/a/**", "/a/b/c", true),
            ("/a/**", "/a", true),
            ("/b/**", "/a/b", false),
            ("{/a,/b}/**", "/a/b", true),
            ("/a/b", "/a/b", true),
            ("/a/b", "/a/c", false),
            ("**/x*", "/a/xy", true),
            ("**/x*", "/a/y", false),
        ] {
            assert_eq!(may_fit(glob, path), fits, "{glob} {path}");
        }
    }
}
