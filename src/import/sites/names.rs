//! Names that would have one address: `C` and `C++` are both `/tags/c/`. A registry tells them apart.

use std::collections::{BTreeMap, BTreeSet};

use super::convert::Converted;
use crate::content::Slug;
use crate::content::registry::RegistryKind;
use crate::content::yaml::write::scalar;
use crate::paths::fold;

/// Registries to be written where there are none, and advice where there are: path and text; lines.
pub fn told_apart(converted: &[Converted], files: &BTreeSet<String>) -> (Vec<(String, String)>, Vec<String>) {
    let (mut registries, mut advice) = (Vec::new(), Vec::new());
    for kind in RegistryKind::ALL {
        let mut by_slug: BTreeMap<String, BTreeMap<String, &str>> = BTreeMap::new();
        let named = converted.iter().filter(|one| one.text.is_some()).flat_map(|one| &one.names);
        for (_, name) in named.filter(|(of, _)| *of == kind) {
            if let Some(slug) = Slug::new(name) {
                by_slug.entry(slug.to_string()).or_default().entry(fold(name).into_owned()).or_insert(name);
            }
        }
        let slugs: BTreeSet<String> = by_slug.keys().cloned().collect();
        let mut lines = String::new();
        for (slug, names) in by_slug.iter().filter(|(_, names)| names.len() > 1) {
            let mut number = 2;
            for name in names.values().skip(1) {
                while slugs.contains(&format!("{slug}-{number}")) {
                    number += 1;
                }
                lines.push_str(&format!("- name: {}\n  slug: {slug}-{number}\n", scalar(name, false)));
                number += 1;
            }
        }
        if lines.is_empty() {
            continue;
        }
        match files.contains(kind.path()) {
            false => registries.push((kind.path().to_owned(), lines)),
            true => advice.push(format!(
                "Names that would have one address; add to {}:\n{}",
                kind.path(),
                lines.trim_end()
            )),
        }
    }
    (registries, advice)
}
