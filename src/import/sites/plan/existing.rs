//! What stands in the site that is imported into: what its texts name, and where readers find them.
//!
//! An example of `newsprint init` that nobody has changed gives way to a text of the old site that would have its place or its
//! address: without that a page of the old site is missing, or the site does not build. Whatever somebody has written stays as it
//! is, keeps its address, and is named where it has the place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::convert::Converted;
use super::super::fields::folded;
use super::super::made_here::is_made_here;
use super::super::names::{self, Named};
use super::super::site::{Item, OldSite};
use super::Destination;
use super::advice::in_shell;
use crate::content::Kind;
use crate::content::document::{Document, ParseContext, parse};
use crate::scaffold::starter::has_path_of_example;
use crate::site::address_of;

/// What the site has, as an import asks for it.
#[derive(Default)]
pub(super) struct Existing {
    /// What its texts name.
    pub(super) names: Vec<Named>,
    /// The files of its texts by their addresses, and by old ones that lead on to them, as long as they are not held back.
    texts: BTreeMap<String, Vec<String>>,
    /// Those addresses at which a text stands that neither gives way nor is made by this import.
    taken: BTreeSet<String>,
    /// Reports by the keys of their addresses: a file that retells it.
    reports: BTreeMap<u64, String>,
    /// Of files that this import makes: the days that their `date:` begins with.
    pub(super) days: BTreeMap<String, String>,
    /// Files that this import makes.
    own: BTreeSet<String>,
}

impl Existing {
    /// Reads the texts of a site.
    pub(super) fn of(here: &Destination<'_>, old: &OldSite, context: &ParseContext) -> Self {
        let mut existing = Self::default();
        existing.own.extend(old.items.iter().map(|item| format!("content/{}", item.path)));
        let mut names: BTreeSet<Named> = BTreeSet::new();
        for path in here.files {
            let Some(kind) = Kind::of(path) else { continue };
            let Some(bytes) = (here.read)(path) else { continue };
            if existing.own.contains(path)
                && let Some(day) = day(&String::from_utf8_lossy(&bytes))
            {
                existing.days.insert(path.clone(), day);
            }
            let Ok(document) = parse(&Arc::from(&**path), kind, &bytes, context) else { continue };
            names.extend(names::of(&document));
            existing.add(&document, path, here);
        }
        existing.names = names.into_iter().collect();
        existing
    }

    fn add(&mut self, document: &Document, path: &str, here: &Destination<'_>) {
        for report in &document.likeness.sources {
            self.reports.entry(*report).or_insert_with(|| path.to_owned());
        }
        if document.front.draft || document.kind == Kind::Home {
            return;
        }
        let stays = !self.own.contains(path) && !here.examples.contains_key(path);
        let aliases = document.front.rare().aliases.iter().map(ToString::to_string);
        for address in address_of(document, here.config).into_iter().chain(aliases) {
            let address = folded(&address);
            if stays {
                self.taken.insert(address.clone());
            }
            self.texts.entry(address).or_default().push(path.to_owned());
        }
    }

    /// Whether another page has an address, folded: one of the site, or one that this program makes.
    pub(super) fn is_taken(&self, address: &str) -> bool {
        self.taken.contains(address) || is_made_here(&format!("static{address}"))
    }

    /// The file that retells one of these reports, if it is none at `path`.
    pub(super) fn retells(&self, reports: &[u64], path: &str) -> Option<&str> {
        let mut files = reports.iter().filter_map(|report| self.reports.get(report)).map(String::as_str);
        files.find(|file| *file != path)
    }

    /// Whether this import makes a file.
    pub(super) fn is_own(&self, path: &str) -> bool {
        self.own.contains(path)
    }

    /// The examples that give way to the texts that come, with what they say.
    pub(super) fn giving_way(
        &self,
        comes: &[(&Item, &Converted)],
        here: &Destination<'_>,
    ) -> BTreeMap<String, String> {
        let in_place = comes.iter().filter_map(|(_, one)| {
            let said = here.examples.get(&one.path)?;
            one.text.as_ref().is_some_and(|text| text != said).then_some(&one.path)
        });
        let at_address = self.at_addresses(comes);
        let paths = in_place.chain(at_address);
        paths.filter_map(|path| Some((path.clone(), here.examples.get(path)?.clone()))).collect()
    }

    /// What the report says of examples that give way, and of what does not.
    pub(super) fn advice(
        &self,
        comes: &[(&Item, &Converted)],
        gone: &BTreeMap<String, String>,
        here: &Destination<'_>,
    ) -> Vec<String> {
        let mut said = Vec::new();
        if !gone.is_empty() {
            let paths: Vec<&str> = gone.keys().map(String::as_str).collect();
            said.push(format!(
                "Examples of `newsprint init` that nobody has changed give way to texts of the old site: {}.",
                paths.join(", ")
            ));
        }
        // Most texts that are here with other words were imported before and are edited since.
        let in_place = comes.iter().filter(|(_, one)| {
            let read = || (here.read)(&one.path);
            has_path_of_example(&one.path)
                && !gone.contains_key(&one.path)
                && one.text.as_ref().is_some_and(|text| read().is_some_and(|here| here != text.as_bytes()))
        });
        said.extend(in_place.map(|(item, one)| {
            format!(
                "{} is yours by now, and stays; {} has no place. To have both, move yours, and import once more:\n  {}",
                one.path,
                item.from,
                command(&one.path, here)
            )
        }));
        said
    }

    /// The texts that stand at the addresses of those that come.
    fn at_addresses<'c>(&'c self, comes: &'c [(&Item, &Converted)]) -> impl Iterator<Item = &'c String> {
        let public = comes.iter().filter(|(_, one)| one.text.is_some() && !one.is_draft);
        public.flat_map(move |(_, one)| {
            let addresses = one.address.iter().chain(&one.aliases);
            let texts = addresses.filter_map(|address| self.texts.get(&folded(address))).flatten();
            texts.filter(|path| **path != one.path)
        })
    }
}

/// What stands behind one of these keys in the front matter of a text, as it is written: also of a text that does not read.
pub fn written_at<'t>(text: &'t str, keys: &[&str]) -> Option<&'t str> {
    let mut head = text.lines().skip(1).take_while(|line| *line != "---");
    let behind = |line: &'t str| keys.iter().find_map(|key| line.strip_prefix(*key)?.strip_prefix(": "));
    head.find_map(behind)
}

/// The day that the front matter of a text begins its `date:` with.
fn day(text: &str) -> Option<String> {
    let day = written_at(text, &["date"])?.get(..10)?;
    day.parse::<chrono::NaiveDate>().is_ok().then(|| day.to_owned())
}

/// What moves a text of the site to a name that is free, and so to another address.
fn command(path: &str, here: &Destination<'_>) -> String {
    // A bundle is its folder. What stands behind the first dot is a language, and the ending.
    let moved = path.strip_suffix("/index.md").unwrap_or(path);
    let start = moved.rfind('/').map_or(0, |at| at + 1);
    let end = moved[start..].find('.').map_or(moved.len(), |at| start + at);
    let (stem, ending) = moved.split_at(end);
    let mut others = (1..).map(|number| format!("{stem}-{number}{ending}"));
    let is_free = |other: &String| {
        let folder = format!("{other}/");
        !here.files.contains(other) && !here.files.iter().any(|path| path.starts_with(&folder))
    };
    let other = others.find(is_free).unwrap_or_default();
    format!("mv {} {}", in_shell(here.root, moved), in_shell(here.root, &other))
}
