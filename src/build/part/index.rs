//! What a look at a whole site leaves: by what each file is known to be the same, of each article what could matter to another,
//! and the places of all outputs. Numbers are hashes.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Doubt;
use super::candidate::Candidate;
use crate::address::{nfc, to_path};
use crate::build::Plan;
use crate::build::clashes::parents;
use crate::build::read::Parsed;
use crate::build::store::Store;
use crate::content::{Document, Kind, name};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{Digest, FastSet};
use crate::output::Job;
use crate::paths::OutPath;
use crate::site::marks::{Marks, NameMark};
use crate::site::terms::FEW;
use crate::site::{Article, Site, TermKind};
use crate::source::{Sources, Stat};
use crate::theme::Asset;

/// See the module.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Index {
    /// The moment of that look, and when something becomes due or expires next; seconds since 1970.
    made: i64,
    until: Option<i64>,
    /// What was said of no file.
    general: Vec<Diagnostic>,
    /// All files by path; no stat where only the bytes can tell whether a file is the same.
    files: Vec<(Box<str>, Option<Stat>)>,
    /// By path.
    articles: Vec<IndexedArticle>,
    /// The paths of all outputs, sorted.
    paths: Vec<u64>,
    /// The same with what they are made of.
    outputs: Vec<u64>,
    /// The folders that they are in.
    folders: Vec<u64>,
    /// The addresses of what is held back.
    held: Vec<u64>,
}

#[derive(Debug, Serialize, Deserialize)]
struct IndexedArticle {
    /// Its place among the files.
    file: u32,
    /// Whether something was said of it that does not follow from itself alone.
    has_diagnostics: bool,
    /// [`Document::cross_digest`].
    cross_digest: Digest,
    marks: Marks,
}

/// Where an output stands, and what it is made of.
pub(super) struct Place {
    path: String,
    output: u64,
}

impl Place {
    pub(super) fn of(job: &Job, sites: &[impl Borrow<Site>], assets: &BTreeMap<String, Asset>) -> Self {
        let path = job.path.folded().into_owned();
        let output = number(&(&path, job.origin(sites, assets).to_string()));
        Self { path, output }
    }
}

fn number<T: std::hash::Hash + ?Sized>(value: &T) -> u64 {
    Digest::of(value).number()
}

/// An address of something held back, with or without a slash at its end.
fn of_address(address: &str) -> u64 {
    number(to_path(address).trim_end_matches('/'))
}

fn sorted(mut numbers: Vec<u64>) -> Vec<u64> {
    numbers.par_sort_unstable();
    numbers.dedup();
    numbers
}

fn has(numbers: &[u64], wanted: u64) -> bool {
    numbers.binary_search(&wanted).is_ok()
}

impl Index {
    /// That of a site of which `all` was said, `of_others` because of more than a text; none when a look at a part could miss
    /// something.
    pub(super) fn of(
        sites: &[&Site],
        (plan, assets): (&Plan, &BTreeMap<String, Asset>),
        sources: &Sources<Parsed>,
        (all, of_others): (&[Diagnostic], &[&Diagnostic]),
    ) -> Option<Self> {
        let general: Vec<Diagnostic> = all.iter().filter(|one| one.path.is_none()).cloned().collect();
        let has_names = |site: &&Site| site.documents().any(|document| document.facts.named.is_some());
        let may_miss = all.iter().any(Diagnostic::is_error)
            // What depends on names of files alone is the same as long as these are.
            || general.iter().any(|one| one.code != Code::HiddenFile)
            // What a picture is to be copied for, and what a link by a name means, depends on all texts.
            || sites.iter().any(|site| has_names(site) || site.has_withdrawn_pictures());
        if may_miss {
            return None;
        }
        let with_diagnostics: FastSet<&str> = of_others.iter().flat_map(|one| one.files()).collect();
        let files: Vec<(Box<str>, Option<Stat>)> =
            sources.iter().map(|entry| ((&*entry.file.path).into(), entry.stat)).collect();
        let place = |path: &str| files.binary_search_by(|(file, _)| (**file).cmp(path)).ok();
        let indexed = |(document, article, site): (&Document, Option<&Article>, &Site)| {
            Some(IndexedArticle {
                file: place(&document.path)? as u32,
                has_diagnostics: with_diagnostics.contains(&*document.path),
                cross_digest: document.cross_digest(),
                marks: Marks::of(document, article, site),
            })
        };
        let articles = sites.iter().flat_map(|site| {
            let live = site.articles.iter().map(|article| (&*article.document, Some(&**article), *site));
            let held = site.held_documents.iter().filter(|document| document.kind == Kind::Article);
            live.chain(held.map(|document| (&**document, None, *site)))
        });
        let articles: Vec<_> = articles.collect();
        let mut articles: Vec<IndexedArticle> =
            articles.into_par_iter().map(indexed).collect::<Option<_>>()?;
        articles.sort_unstable_by_key(|article| article.file);
        let places: Vec<Place> = plan.jobs.par_iter().map(|job| Place::of(job, sites, assets)).collect();
        let held = sites.iter().flat_map(|site| site.links.held_addresses());
        Some(Self {
            made: sites[0].now,
            until: sites.iter().filter_map(|site| site.next_due).min(),
            general,
            paths: sorted(places.iter().map(|place| number(&*place.path)).collect()),
            outputs: sorted(places.iter().map(|place| place.output).collect()),
            folders: sorted(places.iter().flat_map(|place| parents(&place.path)).map(number).collect()),
            held: sorted(held.map(of_address).collect()),
            files,
            articles,
        })
    }

    /// The one that was written down for the same environment, if it still holds at a moment.
    pub(super) fn read(store: &Store, now: i64) -> Option<Self> {
        let index = store.read_one::<Self>().records.pop()?;
        let holds = index.made <= now && index.until.is_none_or(|until| now < until);
        holds.then_some(index)
    }

    pub(super) fn write(&self, store: &Store) -> io::Result<()> {
        store.write(&BTreeSet::from([0]), |_| vec![self])
    }

    /// What was said of no file.
    pub(super) fn general(&self) -> &[Diagnostic] {
        &self.general
    }

    /// Whether a file was there.
    pub(super) fn has(&self, path: &str) -> bool {
        self.place(path).is_some()
    }

    fn place(&self, path: &str) -> Option<usize> {
        self.files.binary_search_by(|(file, _)| (**file).cmp(path)).ok()
    }

    fn path(&self, article: &IndexedArticle) -> &str {
        &self.files[article.file as usize].0
    }

    /// The files that are new or other than they were; none when one is gone.
    pub(super) fn differences<'w>(&self, files: &[(&'w str, Stat)]) -> Option<Vec<&'w str>> {
        let mut known = self.files.iter().peekable();
        let mut different = Vec::new();
        for (path, stat) in files {
            match known.peek().map(|(file, _)| (**file).cmp(path)) {
                Some(std::cmp::Ordering::Less) => return None,
                Some(std::cmp::Ordering::Equal) => {
                    let is_same = known.next().is_some_and(|(_, known)| known.as_ref() == Some(stat));
                    different.extend((!is_same).then_some(*path));
                }
                _ => different.push(*path),
            }
        }
        known.next().is_none().then_some(different)
    }

    /// Rules out that something is said of one of the candidates because of another article, or of another because of them.
    ///
    /// # Errors
    /// Why that may be.
    pub(super) fn rule_out(&self, candidates: &[Candidate<'_>], paths: &BTreeSet<&str>) -> Result<(), Doubt> {
        let others: Vec<&IndexedArticle> =
            self.articles.iter().filter(|article| !paths.contains(self.path(article))).collect();
        let is_new = |candidate: &Candidate<'_>| !self.has(&candidate.document.path);
        // One more article may make a name of others a frequent one.
        let bearers = match candidates.iter().any(|one| is_new(one) && one.article.is_some()) {
            true => FEW,
            false => 0,
        };
        for candidate in candidates {
            match is_new(candidate) {
                true => self.rule_out_new(candidate)?,
                false => self.rule_out_known(candidate)?,
            }
            self.rule_out_links(candidate)?;
            let beside = candidates.iter().filter(|other| other.document.path != candidate.document.path);
            let marks: Vec<&Marks> =
                others.iter().map(|other| &other.marks).chain(beside.map(|other| &other.marks)).collect();
            if marks.iter().any(|other| candidate.marks.meet(other)) {
                return Err(Doubt::Pair);
            }
            if !bears_known_names(candidate, &marks, bearers) {
                return Err(Doubt::Names);
            }
        }
        Ok(())
    }

    /// Nothing was said of it because of others, and these see nothing else of it.
    fn rule_out_known(&self, candidate: &Candidate<'_>) -> Result<(), Doubt> {
        let place = self.place(&candidate.document.path);
        let number = place.and_then(|place| {
            self.articles.binary_search_by_key(&(place as u32), |article| article.file).ok()
        });
        // It may have been no article.
        let article = &self.articles[number.ok_or(Doubt::Placement)?];
        match () {
            () if article.has_diagnostics => Err(Doubt::Diagnostics),
            () if article.cross_digest != candidate.document.cross_digest() => Err(Doubt::Placement),
            () => Ok(()),
        }
    }

    /// It stands where its name says, and links to its name mean it alone.
    fn rule_out_new(&self, candidate: &Candidate<'_>) -> Result<(), Doubt> {
        let own: Vec<String> = candidate.link_paths().map(|path| nfc(&path).to_lowercase()).collect();
        let is_meant = |path: &str| own.iter().any(|own| *own == nfc(path).to_lowercase());
        let is_like =
            |file: &str| is_meant(file) || name::without_date(file).is_some_and(|path| is_meant(&path));
        match candidate.chooses_its_place() || self.files.iter().any(|(file, _)| is_like(file)) {
            true => Err(Doubt::Paths),
            false => Ok(()),
        }
    }

    /// What it links to by an address is there, and not in the place of what is held back.
    fn rule_out_links(&self, candidate: &Candidate<'_>) -> Result<(), Doubt> {
        let is_there = |address: &&str| {
            let path = OutPath::of_url(&to_path(address)).ok();
            path.is_some_and(|path| has(&self.paths, number(&*path.folded())))
                && !has(&self.held, of_address(address))
        };
        match candidate.addresses().is_some_and(|addresses| addresses.iter().all(is_there)) {
            true => Ok(()),
            false => Err(Doubt::Links),
        }
    }

    /// Whether an output stands where it stood, or where nothing is in its way.
    pub(super) fn has_room_for(&self, Place { path, output }: &Place) -> bool {
        match has(&self.paths, number(&**path)) {
            true => has(&self.outputs, *output),
            false => {
                let is_taken = |folder: &str| has(&self.paths, number(folder));
                !has(&self.folders, number(&**path)) && !parents(path).any(is_taken)
            }
        }
    }
}

/// Whether each name of an article is described, or borne by so many others and spelled as by all of them.
fn bears_known_names(candidate: &Candidate<'_>, others: &[&Marks], bearers: usize) -> bool {
    let site = candidate.site;
    let language = &*site.config.language;
    let Some(article) = candidate.article else { return true };
    article.written_names(site).all(|(kind, name)| {
        let terms = site.terms(kind);
        if terms.find(name).is_some_and(|id| terms.get(id).is_described()) {
            return true;
        }
        let alike = |mark: NameMark| {
            let names = others.iter().flat_map(|other| other.names());
            names.filter(move |other| other.is_alike(mark))
        };
        // A tag may be what others call a topic.
        let is_topic =
            kind == TermKind::Tag && alike(NameMark::of(language, TermKind::Topic, name)).next().is_some();
        let mark = NameMark::of(language, kind, name);
        !is_topic && alike(mark).all(|other| *other == mark) && alike(mark).count() >= bearers
    })
}
