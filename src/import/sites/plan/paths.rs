//! Paths of what is written: every system can store them, and no two are one.

use std::collections::{HashMap, HashSet};

use super::super::remark::{Cause, Remark};
use super::super::site::OldSite;
use crate::content::Kind;
use crate::paths::fold;

/// What is said of texts of which feeds would take one for the other.
const SAME_ID: &str = "the identity of another text in feeds: the second has one of its own";

/// Gives each item a path of its own. A second one of a name gets a number.
pub(super) fn name_apart(site: &mut OldSite) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut ids: HashSet<String> = HashSet::new();
    // Of a name that many have, where to go on.
    let mut next: HashMap<String, usize> = HashMap::new();
    for item in &mut site.items {
        item.path = portable(&item.path, item.kind);
        let name = fold(&item.path).into_owned();
        if !seen.insert(name.clone()) {
            remarks.push(Remark::of(Cause::SamePath, &item.from).about(item.path.clone()));
            let number = next.entry(name).or_insert(2);
            let (stem, ending) = item.path.rsplit_once('.').unwrap_or((&item.path, "md"));
            let free = loop {
                let path = format!("{stem}~{number}.{ending}");
                *number += 1;
                if seen.insert(fold(&path).into_owned()) {
                    break path;
                }
            };
            item.path = free;
        }
        if let Some(id) = &item.id
            && !ids.insert(id.clone())
        {
            remarks.push(Remark::of(Cause::Done(SAME_ID), &item.from).about(id.clone()));
            item.id = None;
        }
    }
    remarks
}

/// A path that every system can store, and whose name says no language that nobody meant.
fn portable(path: &str, kind: Kind) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let last = parts.len() - 1;
    let mut out: Vec<String> = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let stem = if place == last { part.strip_suffix(".md").unwrap_or(part) } else { part };
        let odd = |c: char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\');
        let mut name: String = stem.chars().map(|c| if odd(c) { '-' } else { c }).collect();
        name = name.trim_start_matches('.').trim_end_matches(['.', ' ']).to_owned();
        while name.len() > 150 {
            name.pop();
        }
        if place == last {
            name.push_str(".md");
        }
        if name.is_empty() {
            name.push('_');
        }
        out.push(name);
    }
    // Folders that mean something here.
    let special = ["topics", "editions", "stories", "pages", "topic", "edition", "story", "page"];
    let first = out[0].to_ascii_lowercase();
    if kind == Kind::Article && out.len() > 1 && special.contains(&&*first) {
        out[0] = format!("{}-articles", out[0]);
    }
    out.join("/")
}
