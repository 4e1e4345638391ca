//! What stands in the site that is imported into: what its texts name, and where readers find them.
//!
//! An example of `newsprint init` that nobody has changed gives way to a text of the old site that would have its place or its
//! address: without that a page of the old site is missing, or the site does not build. Whatever somebody has written stays as it
//! is, and the clash is named.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::convert::{Converted, Here};
use super::super::fields::folded;
use super::super::names::{self, Named};
use super::super::remark::{Cause, Remark};
use super::super::site::Item;
use super::Destination;
use crate::content::Kind;
use crate::content::document::{Document, parse};
use crate::scaffold::starter::has_path_of_example;
use crate::site::address_of;

/// For so many clashes the report has a command.
const MOST_COMMANDS: usize = 5;

/// See above.
pub(super) struct Standing {
    /// What its texts name.
    pub(super) names: Vec<Named>,
    /// Its texts by their addresses, as long as they are not held back.
    texts: BTreeMap<String, Vec<Standee>>,
}

/// A text at an address.
struct Standee {
    path: String,
    /// The address comes from the name of its file.
    is_by_name: bool,
}

/// A text that comes, and one that stands at its address.
struct Clash<'c> {
    item: &'c Item,
    one: &'c Converted,
    /// The address, as the text that comes has it.
    address: &'c str,
    standee: &'c Standee,
}

impl Standing {
    pub(super) fn of(here: &Destination<'_>, context: &Here) -> Self {
        let mut all: BTreeSet<Named> = BTreeSet::new();
        let mut texts: BTreeMap<String, Vec<Standee>> = BTreeMap::new();
        for path in here.files {
            let Some(kind) = Kind::of(path) else { continue };
            let Some(bytes) = (here.read)(path) else { continue };
            let Ok(document) = parse(&Arc::from(&**path), kind, &bytes, &context.context) else { continue };
            all.extend(names::of(&document));
            if !document.front.draft && kind != Kind::Home {
                for (address, is_by_name) in addresses(&document, context) {
                    texts
                        .entry(folded(&address))
                        .or_default()
                        .push(Standee { path: path.clone(), is_by_name });
                }
            }
        }
        Self { names: all.into_iter().collect(), texts }
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
        let at_address = self.at_addresses(comes).map(|clash| &clash.standee.path);
        let paths = in_place.chain(at_address);
        paths.filter_map(|path| Some((path.clone(), here.examples.get(path)?.clone()))).collect()
    }

    /// The texts that would have the address of one that stands here.
    pub(super) fn clashes(
        &self,
        comes: &[(&Item, &Converted)],
        gone: &BTreeMap<String, String>,
    ) -> Vec<Remark> {
        let left = self.at_addresses(comes).filter(|clash| !gone.contains_key(&clash.standee.path));
        let said = |clash: Clash<'_>| {
            let about = format!("{}, as {}", clash.address, clash.standee.path);
            Remark::of(Cause::SameAddress, &clash.item.from).about(about)
        };
        left.map(said).collect()
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
        let left = self.at_addresses(comes).filter(|clash| !gone.contains_key(&clash.standee.path));
        said.extend(left.take(MOST_COMMANDS).map(|Clash { address, one, standee, .. }| {
            let (yours, new) = (&standee.path, &one.path);
            let stops = format!(
                "{yours} has the address {address} of {new}, and nothing is built as long as both have it"
            );
            match standee.is_by_name {
                true => format!("{stops}. To give yours another one:\n  {}", command(yours, here)),
                false => format!("{stops}: give one of them another `url:`."),
            }
        }));
        said
    }

    fn at_addresses<'c>(&'c self, comes: &'c [(&Item, &Converted)]) -> impl Iterator<Item = Clash<'c>> {
        let public = comes.iter().filter(|(_, one)| one.text.is_some() && !one.is_draft);
        public.flat_map(move |(item, one)| {
            one.address.iter().chain(&one.aliases).flat_map(move |address| {
                let standees = self.texts.get(&folded(address)).into_iter().flatten();
                let others = standees.filter(|standee| standee.path != one.path);
                others.map(move |standee| Clash { item, one, address, standee })
            })
        })
    }
}

/// The addresses of a document, and which of them comes from the name of its file.
fn addresses(document: &Document, context: &Here) -> Vec<(String, bool)> {
    let rare = document.front.rare();
    let is_by_name = rare.url.is_none() && rare.slug.is_none();
    let own = address_of(document, &context.config).map(|address| (address, is_by_name));
    own.into_iter().chain(rare.aliases.iter().map(|alias| (alias.to_string(), false))).collect()
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
    format!("mv {} {}", quoted(moved), quoted(&other))
}

/// A path as a shell reads it.
fn quoted(path: &str) -> String {
    let is_plain = path.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    if is_plain { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
