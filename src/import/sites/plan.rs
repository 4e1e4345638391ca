//! What an import writes: no path twice, nothing over what is there, nothing that was imported before.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use super::convert::{Converted, Here, convert};
use super::fields::folded;
use super::index::Index;
use super::names;
use super::remark::{Cause, Remark};
use super::site::OldSite;
use crate::build::parse_context;
use crate::config::{Config, Pattern};
use crate::content::Kind;
use crate::paths::{OutPath, fold};

/// The site that is imported into, as far as an import looks at it.
pub struct Destination<'d> {
    /// Its configuration.
    pub config: &'d Config,
    /// Its files, relative to its root.
    pub files: &'d BTreeSet<String>,
    /// The bytes of one.
    pub read: &'d (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
    /// Identities in its texts, and whose they are.
    pub ids: &'d BTreeMap<String, String>,
    /// How many texts are imported at most.
    pub limit: Option<usize>,
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is written.
    New,
    /// It is there, with these bytes.
    AsItWas,
    /// There is another file of that name.
    LeftAlone,
}

impl Fate {
    /// For programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::AsItWas => "as-it-was",
            Self::LeftAlone => "left-alone",
        }
    }
}

/// Where the bytes of a file come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    /// A text that was made.
    Text(String),
    /// A file of the old site.
    Copy(String),
}

/// A file that an import writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Relative to the site's root.
    pub path: String,
    /// The file of the old site that it was.
    pub from: String,
    /// What it holds.
    pub bytes: Bytes,
    /// What becomes of it.
    pub fate: Fate,
    /// A text that is held back.
    pub is_draft: bool,
}

impl Planned {
    /// Whether it is a text, and no file that texts show.
    pub fn is_text(&self) -> bool {
        matches!(self.bytes, Bytes::Text(_))
    }
}

/// All that an import does.
#[derive(Debug, Default)]
pub struct Plan {
    /// Its files, texts first.
    pub files: Vec<Planned>,
    /// What is said.
    pub remarks: Vec<Remark>,
    /// What the site's editors may want to write into its configuration.
    pub advice: Vec<String>,
    /// The pattern that would keep more addresses than the site's own.
    pub pattern: Option<String>,
}

/// Plans the import of a site. `size` says how large a file of it is, `bytes` what it holds.
pub fn plan(
    site: &mut OldSite,
    here: &Destination<'_>,
    bytes: &(dyn Fn(&str) -> Result<Vec<u8>, Remark> + Sync),
) -> Plan {
    let mut plan = Plan { remarks: std::mem::take(&mut site.remarks), ..Plan::default() };
    if let Some(limit) = here.limit {
        site.items.truncate(limit);
    }
    let twice = name_apart(site);
    plan.remarks.extend(twice);
    let context = Here { config: here.config, context: parse_context(here.config) };
    let converted = all(site, &context);
    let (registries, advice_of_names) = names::told_apart(&converted, here.files);
    plan.advice.extend(advice_of_names);
    plan.advice.extend(advice(site, &converted, here.config, &mut plan.pattern));
    let mut taken: HashSet<String> = here.files.iter().map(|path| fold(path).into_owned()).collect();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (item, one) in site.items.iter().zip(converted) {
        plan.remarks.extend(one.remarks);
        plan.remarks.extend(one.found.remarks);
        let Some(text) = one.text else { continue };
        let id = item.id.as_ref().and_then(|id| here.ids.get(id)).filter(|path| **path != one.path);
        if let Some(path) = id {
            plan.remarks.push(Remark::of(Cause::Moved, &item.from).about(path.clone()));
            continue;
        }
        files.extend(one.found.files);
        let fate = match here.files.contains(&one.path) {
            true if (here.read)(&one.path).as_deref() == Some(text.as_bytes()) => Fate::AsItWas,
            true => Fate::LeftAlone,
            false if taken.insert(fold(&one.path).into_owned()) => Fate::New,
            false => Fate::LeftAlone,
        };
        if fate == Fate::LeftAlone {
            plan.remarks.push(Remark::of(Cause::Exists, &item.from).about(one.path.clone()));
        }
        let is_draft = one.is_draft;
        plan.files.push(Planned {
            path: one.path,
            from: item.from.clone(),
            bytes: Bytes::Text(text),
            fate,
            is_draft,
        });
    }
    for (path, text) in registries {
        plan.files.push(Planned {
            path,
            from: String::new(),
            bytes: Bytes::Text(text),
            fate: Fate::New,
            is_draft: false,
        });
    }
    for (path, from) in files {
        if let Err(fault) = OutPath::new(&path) {
            plan.remarks.push(Remark::of(Cause::Unreadable, &from).about(fault.to_string()));
            continue;
        }
        let is_same = || match ((here.read)(&path), bytes(&from)) {
            (Some(one), Ok(two)) => one == two,
            _ => false,
        };
        let fate = match here.files.contains(&path) {
            true if is_same() => Fate::AsItWas,
            true => Fate::LeftAlone,
            false if taken.insert(fold(&path).into_owned()) => Fate::New,
            false => Fate::LeftAlone,
        };
        if fate == Fate::LeftAlone {
            plan.remarks.push(Remark::of(Cause::Exists, &from).about(path.clone()));
        }
        plan.files.push(Planned {
            path,
            from: from.clone(),
            bytes: Bytes::Copy(from),
            fate,
            is_draft: false,
        });
    }
    plan.remarks.sort();
    plan
}

/// Converts all items; what is no document is nothing to link to, and no two have one address.
fn all(site: &mut OldSite, here: &Here<'_>) -> Vec<Converted> {
    let mut gone: BTreeSet<usize> = BTreeSet::new();
    let mut converted: Vec<Converted> = Vec::new();
    let mut wanted: BTreeSet<usize> = (0..site.items.len()).collect();
    for _ in 0..PASSES {
        let index = Index::without(site, &gone);
        let numbers: Vec<usize> = std::mem::take(&mut wanted).into_iter().collect();
        let anew: Vec<Converted> =
            numbers.par_iter().map(|number| convert(site, &index, &site.items[*number], here)).collect();
        if converted.is_empty() {
            converted = anew;
        } else {
            numbers.into_iter().zip(anew).for_each(|(number, one)| converted[number] = one);
        }
        let is_gone = |(number, one): (usize, &Converted)| one.text.is_none().then_some(number);
        let now: BTreeSet<usize> = converted.iter().enumerate().filter_map(is_gone).collect();
        if now != gone {
            let links = |one: &Converted| one.found.items.iter().any(|item| now.contains(item));
            wanted
                .extend(converted.iter().enumerate().filter(|(_, one)| links(one)).map(|(number, _)| number));
            gone = now;
        }
        wanted.extend(clashes(site, &converted));
        if wanted.is_empty() {
            break;
        }
    }
    converted
}

/// How often texts are converted anew because of others.
const PASSES: usize = 4;

/// Texts that would have the address of another: they keep their old ones, and what leads to another text leads there.
fn clashes(site: &mut OldSite, converted: &[Converted]) -> BTreeSet<usize> {
    let mut by_address: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let there = || converted.iter().enumerate().filter(|(_, one)| one.text.is_some());
    for (number, one) in there() {
        if let Some(address) = &one.address {
            by_address.entry(folded(address)).or_default().push(number);
        }
    }
    let mut anew = BTreeSet::new();
    for numbers in by_address.values().filter(|numbers| numbers.len() > 1) {
        let mut kept: BTreeSet<String> = BTreeSet::new();
        for number in numbers {
            let item = &mut site.items[*number];
            // Two texts stood at one address: the second has its own here.
            if item.is_fixed && item.address.as_ref().is_some_and(|address| !kept.insert(folded(address))) {
                (item.address, item.is_fixed) = (None, false);
                anew.insert(*number);
                continue;
            }
            if item.address.is_some() && !item.is_fixed {
                item.is_fixed = true;
                anew.insert(*number);
            }
        }
    }
    let mut aliases: BTreeMap<String, usize> = BTreeMap::new();
    for (number, one) in there() {
        for alias in &one.aliases {
            let alias = folded(alias);
            let is_taken = by_address.get(&alias).is_some_and(|numbers| *numbers != [number])
                || super::targets::is_made_here(&format!("static{alias}"))
                || *aliases.entry(alias.clone()).or_insert(number) != number;
            if is_taken && site.items[number].without.insert(alias) {
                anew.insert(number);
            }
        }
    }
    anew
}

/// Gives each item a path of its own. A second one of a name gets a number.
fn name_apart(site: &mut OldSite) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut ids: HashSet<String> = HashSet::new();
    for item in &mut site.items {
        item.path = portable(&item.path, item.kind);
        let mut number = 2;
        while !seen.insert(fold(&item.path).into_owned()) {
            if number == 2 {
                remarks.push(Remark::of(Cause::SamePath, &item.from).about(item.path.clone()));
            }
            let (stem, ending) = item.path.rsplit_once('.').unwrap_or((&item.path, "md"));
            let stem = stem.rsplit_once("~").map_or(stem, |(stem, _)| stem);
            item.path = format!("{stem}~{number}.{ending}");
            number += 1;
        }
        if let Some(id) = &item.id
            && !ids.insert(id.clone())
        {
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

/// What would keep more addresses than the site's pattern does.
fn advice(
    site: &OldSite,
    converted: &[Converted],
    config: &Config,
    pattern: &mut Option<String>,
) -> Option<String> {
    let articles = || {
        site.items.iter().zip(converted).filter(|(item, one)| {
            item.kind == Kind::Article && one.text.is_some() && !item.is_fixed && item.address.is_some()
        })
    };
    let all = articles().count();
    let kept = articles().filter(|(item, one)| {
        one.address.as_ref().zip(item.address.as_ref()).is_some_and(|(new, old)| folded(new) == folded(old))
    });
    let (kept, proposed) = (kept.count(), site.pattern.as_ref()?);
    let read = Pattern::parse(proposed, true).ok()?;
    let would = articles().filter(|(item, one)| {
        let Some((date, slug)) = &one.place else { return false };
        let new = read.expand(*date, slug, "news");
        item.address.as_ref().is_some_and(|old| folded(&new) == folded(old))
    });
    let would = would.count();
    if read == config.permalinks.article || would <= kept {
        return (all > 0 && kept > 0).then(|| {
            format!("Addresses: {kept} of {all} stay as they were; the others lead on (`aliases:`).")
        });
    }
    *pattern = Some(proposed.clone());
    Some(format!(
        "Addresses: {kept} of {all} stay as they were; the others lead on (`aliases:`). With --permalinks, which writes\n  \
         `permalinks: {{article: \"{proposed}\"}}` into newsprint.yaml, {would} of {all} stay."
    ))
}
