//! A site in several languages: one [`super::Site`] for each, and what leads from one to another.
//!
//! A document belongs to the language that it is written in; one in a language that the site does not have belongs to the
//! site's own. Everything else about a site (lists, terms, feeds, addresses) knows one language alone. Two things
//! cross over: links between files, and which page is a translation of which.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::links::{DocumentId, HeldTarget, LinkedFile, Links, Names, Target, Targets};
use super::place::{Placed, Separated, addresses, place};
use super::previous::Reusable;
use super::{Flags, Held};
use crate::address::{composed, nfc};
use crate::config::Config;
use crate::content::name::untranslated;
use crate::content::{Document, Kind, Slug};
use crate::diagnostic::Diagnostic;
use crate::hash::{FastMap, FastSet};
use crate::source::File;

/// A language of a site, as every page of it may name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SiteLanguage {
    /// BCP 47.
    pub code: String,
    /// The address of its home page, without base path.
    pub home: String,
}

/// The number of the language that a document belongs to.
pub fn number_of(document: &Document, codes: &[&str]) -> usize {
    let Some(own) = document.own_language().filter(|_| codes.len() > 1) else { return 0 };
    let primary = own.split('-').next().unwrap_or(own);
    let exactly = |wanted: &str| codes.iter().position(|code| code.eq_ignore_ascii_case(wanted));
    exactly(own).or_else(|| exactly(primary)).unwrap_or(0)
}

/// The documents of each language.
pub(super) fn by_language(
    documents: Vec<(Arc<Document>, Arc<File>)>,
    configs: &[Config],
) -> Vec<Vec<(Arc<Document>, Arc<File>)>> {
    if configs.len() == 1 {
        return vec![documents];
    }
    let codes: Vec<&str> = configs.iter().map(|config| &*config.language).collect();
    let mut parts = vec![Vec::new(); configs.len()];
    for (document, file) in documents {
        parts[number_of(&document, &codes)].push((document, file));
    }
    parts
}

/// The site in one language, up to where its documents stand.
pub(super) struct LanguagePart {
    pub(super) config: Config,
    pub(super) placed: Vec<Placed>,
    pub(super) withdrawn: Vec<Placed>,
    pub(super) broken: Vec<Arc<Document>>,
    pub(super) held: Vec<Held>,
    pub(super) held_documents: Vec<Arc<Document>>,
    pub(super) next_due: Option<i64>,
}

impl LanguagePart {
    pub(super) fn new(
        documents: Vec<(Arc<Document>, Arc<File>)>,
        config: Config,
        moment: (i64, Flags),
        addresses: &(dyn Fn(&Arc<Document>) -> Option<Arc<str>> + Sync),
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let Separated { live, broken, held, held_documents, withdrawn, next_due } =
            super::place::separate(documents, &config, moment, diagnostics);
        let placed = place(live, &config, addresses, diagnostics);
        let withdrawn = place(withdrawn, &config, addresses, diagnostics);
        Self { config, placed, withdrawn, broken, held, held_documents, next_due }
    }

    pub(super) fn held_targets(&self) -> impl Iterator<Item = (&Held, &Document)> {
        self.held.iter().zip(&self.held_documents).map(|(held, document)| (held, &**document))
    }

    /// The topics and stories that files describe: kind, slug and title.
    pub(super) fn described(&self) -> impl Iterator<Item = (Kind, Slug, &str)> {
        let described = self.placed.iter().filter(|place| place.document.kind.is_term());
        described.map(|place| (place.document.kind, place.slug(), &*place.document.front.title))
    }
}

/// Where links lead in each language. A link to a file leads to its translation, if there is one in the language of the
/// page; so a translated text may keep its links as they are. With the paths at which something else stands than in
/// `reusable`, if they are known.
pub(super) fn links(
    parts: &[LanguagePart],
    reusable: &[Option<Reusable<'_>>],
    unreadable: &[Arc<str>],
    files: &Arc<BTreeMap<Arc<str>, LinkedFile>>,
    statics: &Arc<BTreeMap<String, LinkedFile>>,
) -> Vec<(Links, Option<FastSet<Arc<str>>>)> {
    let held_at = held_addresses(parts);
    // Those of several languages hold documents of each other.
    let reusable = reusable[0].as_ref().filter(|_| parts.len() == 1);
    let own = |(number, part): (usize, &LanguagePart)| {
        let (files, statics) = (Arc::clone(files), Arc::clone(statics));
        let held: Vec<_> = part.held_targets().map(|(held, document)| (held.reason, document)).collect();
        let (mut targets, changed) = Targets::new(reusable, &part.placed, &held, unreadable);
        if parts.len() > 1 {
            across(&mut targets, number, parts);
        }
        let all = || parts.iter().flat_map(|part| &part.placed);
        let names = match all().any(|place| place.document.facts.named.is_some()) {
            true => Names::new(all().map(|place| &*place.document), files.keys()),
            false => Names::default(),
        };
        let links = Links {
            targets,
            files,
            statics,
            held_at: Arc::clone(&held_at),
            names,
            schemes: part.config.link_schemes.clone(),
            attachments: part.config.attachments.clone(),
            base: part.config.base_url.clone(),
        };
        (links, changed)
    };
    parts.iter().enumerate().map(own).collect()
}

/// What is held back, by the addresses at which it would be. Where something live stands the address is that one's.
fn held_addresses(parts: &[LanguagePart]) -> Arc<FastMap<Box<str>, Arc<HeldTarget>>> {
    let mut held_at = FastMap::default();
    for part in parts {
        for (held, document) in part.held_targets() {
            for address in addresses(document, &part.config) {
                held_at.entry(address).or_insert_with(|| Arc::new(HeldTarget::new(held.reason, document)));
            }
        }
    }
    if !held_at.is_empty() {
        for place in parts.iter().flat_map(|part| &part.placed) {
            held_at.remove(&*place.url);
        }
    }
    Arc::new(held_at)
}

/// Adds what documents of the other languages are to those of one. The documents of the others are numbered after those of
/// its own, in the order of the languages ([`others`]).
fn across(targets: &mut Targets, own: usize, parts: &[LanguagePart]) {
    let translated: FastMap<String, Target> = parts[own]
        .placed
        .iter()
        .filter_map(|place| {
            let target = targets.at(&place.document.path)?.clone();
            Some((untranslated(&nfc(&place.document.path)).into_owned(), target))
        })
        .collect();
    let mut number = parts[own].placed.len() as u32;
    for part in others(own, parts) {
        for place in &part.placed {
            let path = &place.document.path;
            let own = translated.get(&*untranslated(&nfc(path))).cloned();
            targets.add(
                composed(path),
                own.unwrap_or_else(|| Target::Live {
                    url: Arc::clone(&place.url),
                    is_article: false,
                    document: DocumentId(number),
                }),
            );
            number += 1;
        }
        for (held, document) in part.held_targets() {
            let target = Arc::new(HeldTarget::new(held.reason, document));
            let own = translated.get(&*untranslated(&nfc(&document.path))).cloned();
            targets.add(composed(&document.path), own.unwrap_or(Target::Held(target)));
        }
    }
}

/// The other languages, in order.
pub(super) fn others<T>(own: usize, parts: &[T]) -> impl Iterator<Item = &T> {
    parts.iter().enumerate().filter(move |(number, _)| *number != own).map(|(_, part)| part)
}
