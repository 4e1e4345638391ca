//! The part of a site that decides what is said of a few articles, so that a look at them needs none at all others.
//!
//! 1. A look at the whole site in which no error was found leaves an [`Index`]: by what each file is known to be the same, and
//!    of each article what could matter to another one;
//! 2. [`Engine::part`] finds all files, and reads the candidates (those that are asked about, and those that are other than they
//!    were) and what they name;
//! 3. whatever could be said of a candidate because of any other file, or of another file because of a candidate, is ruled out by the
//!    index; or there is a [`Doubt`], and the whole site has to be looked at.
//!
//! *Invariant*: of the files that are asked about, a part says what the whole site would, and then there is no error elsewhere.

mod candidate;
mod index;
mod select;

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use self::candidate::Candidate;
use self::index::{Index, Place};
use super::load::Assembled;
use super::plan::{Plan, plan};
use super::read::Parsed;
use super::store::Store;
use super::{Engine, Loaded, Options, Report};
use crate::content::{Document, Kind};
use crate::diagnostic::Diagnostic;
use crate::hash::{Digest, FastMap};
use crate::site::Site;
use crate::source::{self, Look, Walk};

/// How many files may be asked about or be other than they were: of more, a look at all of them takes hardly longer.
const MAX_FILES: usize = 32;

/// A few articles, and as much of their site as decides what is said of them.
pub struct Part {
    /// The sites, one per language, their own first. Of the articles only those are there that matter here: what counts or lists
    /// articles is not that of the whole site.
    pub sites: Vec<Site>,
    /// What is said of the candidates, and what is said of no file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why the whole site has to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// There is no index, or one of another configuration, program or time.
    NoIndex,
    /// A folder is asked about, something that is gone or passed over, or too much.
    Asked,
    /// Other files than articles and new pictures are other than they were, or one is gone.
    Files,
    /// An article cannot be read, or has something that depends on all others.
    Unreadable,
    /// Others can see that it is another one: its address, its names, its headings.
    Placement,
    /// A name that few others have, or that is spelled in another way.
    Names,
    /// Another article is like it.
    Pair,
    /// Something else stands at its place, or may be meant by links to its name.
    Paths,
    /// A link to an address of which not enough is known.
    Links,
    /// Something is said that does not follow from a text alone.
    Diagnostics,
}

impl Engine {
    /// What is said of some files, if that can be told without a look at all others: of articles, and of pictures that came with
    /// them. `places` are paths from the site's folder; files that are no part of the site are passed over.
    ///
    /// # Errors
    /// Why it cannot be told.
    pub fn part(options: &Options, places: &[String]) -> Result<Part, Doubt> {
        let mut engine = Self::new(options);
        let config = engine.read_configuration(options).map_err(|_| Doubt::NoIndex)?.clone();
        let now = options.now.moment(&config).map_err(|_| Doubt::NoIndex)?;
        let walk = source::everything(&options.root).without(&config.ignore);
        let store = engine.index_store(options, walk.passed_over());
        let (index, stats) = rayon::join(|| Index::read(&store, now), || walk.stats(&options.root));
        let (index, stats) = (index.ok_or(Doubt::NoIndex)?, stats.ok_or(Doubt::Files)?);
        let candidates = candidates(&walk, places, index.differences(&stats).ok_or(Doubt::Files)?, &index)?;

        // What they name is known when they are read.
        let options = Options { fresh: true, keep_good: false, ..options.clone() };
        engine.look(&options, Look::Walked(select::described(&walk, &candidates)));
        let mut files = select::named(&walk, &engine.documents(&candidates)?, &candidates);
        files.extend(&candidates);
        engine.look(&options, Look::Walked(select::described(&walk, &files)));
        let documents = engine.documents(&candidates)?;
        let mut report = Report::default();
        let Assembled { sites, assets, .. } = engine.assembled(&options, config, now, None, &mut report);
        let plan: Plan = plan(&sites, &assets, None);

        let read: Vec<Candidate<'_>> =
            documents.iter().map(|document| Candidate::of(document, &sites)).collect::<Result<_, _>>()?;
        index.rule_out(&read, &candidates)?;
        let places = plan.jobs.iter().map(|job| Place::of(job, &sites, &assets));
        if !places.into_iter().all(|place| index.has_room_for(&place)) {
            return Err(Doubt::Paths);
        }
        let mut diagnostics = report.diagnostics;
        diagnostics.extend(plan.said);
        diagnostics.retain(|one| one.files().any(|path| candidates.contains(path)));
        let is_own = |one: &Diagnostic| documents.iter().any(|document| document.diagnostics.contains(one));
        if !diagnostics.iter().all(is_own) {
            return Err(Doubt::Diagnostics);
        }
        diagnostics.sort_unstable();
        diagnostics.dedup();
        diagnostics.extend(index.general().iter().cloned());
        Ok(Part { sites, diagnostics })
    }

    /// Writes down what a look at a part of a site has to know of all of it. `diagnostics` are all that were said of it, and `of_rules`
    /// what rules say of it that look at more than a text.
    ///
    /// # Errors
    /// What the file system says.
    pub fn keep_index(
        &self,
        options: &Options,
        loaded: &Loaded,
        diagnostics: &[Diagnostic],
        of_rules: &[Diagnostic],
    ) -> io::Result<()> {
        let sites: Vec<&Site> = loaded.context.sites().collect();
        let documents: FastMap<&str, &Arc<Document>> = sites
            .iter()
            .flat_map(|site| site.documents())
            .map(|document| (&*document.path, document))
            .collect();
        let is_of_others = |one: &&Diagnostic| {
            let document = one.path.as_deref().and_then(|path| documents.get(path));
            document.is_none_or(|document| !document.diagnostics.contains(one))
        };
        let of_others: Vec<&Diagnostic> = diagnostics.iter().filter(is_of_others).chain(of_rules).collect();
        let assets = loaded.context.assets();
        match Index::of(&sites, (&loaded.plan, assets), &self.sources, (diagnostics, &of_others)) {
            Some(index) => index.write(&self.index_store(options, self.sources.passed_over())),
            None => Ok(()),
        }
    }

    /// Where the index is, of a site in which this was passed over.
    fn index_store(&self, options: &Options, passed_over: Digest) -> Store {
        let Options { program, base_url, flags, plain_assets, .. } = options;
        let environment = (program.stat(), self.configured, base_url, flags, plain_assets, passed_over);
        let name = if flags.drafts { "checked-with-drafts" } else { "checked" };
        // The program is known by what its file looks like: its bytes need not be read.
        Store::new(&self.cache(options).join("facts"), name, Digest::of(&environment))
    }

    /// The documents among some files.
    fn documents(&self, paths: &BTreeSet<&str>) -> Result<Vec<Arc<Document>>, Doubt> {
        let document = |path: &&str| match self.sources.get(path).and_then(|entry| entry.made.as_ref()) {
            Some(Parsed::Document(document)) if !document.is_broken() => Ok(Arc::clone(document)),
            _ => Err(Doubt::Unreadable),
        };
        paths.iter().filter(|path| Kind::of(path).is_some()).map(document).collect()
    }
}

/// The files that are looked at: those at some places, and those that are `different`.
fn candidates<'w>(
    walk: &'w Walk,
    places: &[String],
    different: Vec<&'w str>,
    index: &Index,
) -> Result<BTreeSet<&'w str>, Doubt> {
    let mut candidates: BTreeSet<&str> = different.into_iter().collect();
    for place in places {
        match walk.file(place) {
            Some(file) => drop(candidates.insert(file)),
            // What is passed over because of its name is said to be.
            None if place.is_empty() || source::looked_at(place).is_some() => return Err(Doubt::Asked),
            None => {}
        }
    }
    let is_fit = |path: &&str| match Kind::of(path) {
        Some(kind) => kind == Kind::Article,
        None => path.starts_with("content/") && source::is_plain(path) && !index.has(path),
    };
    match () {
        () if !candidates.iter().all(is_fit) => Err(Doubt::Files),
        () if candidates.len() > MAX_FILES => Err(Doubt::Asked),
        () => Ok(candidates),
    }
}
