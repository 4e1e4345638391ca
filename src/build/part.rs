//! The part of a site that decides what is said of a few articles, so that a look at one needs none at all others.
//!
//! 1. A look at the whole site in which no error was found leaves an [`Index`]: by what each file is known to be the same, and
//!    of each article what could matter to another one;
//! 2. [`Engine::part`] finds all files, and reads those that are asked about, those that are other than they were, and those that
//!    they name;
//! 3. whatever could be said of them because of any other file is ruled out by the index, or there is no such part, and the whole
//!    site has to be looked at.
//!
//! *Invariant*: of the files that are asked about, a part says what the whole site would. Where that is in doubt there is none.

mod index;
mod select;

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use self::index::{Asked, Index, is_about};
use super::load::Assembled;
use super::plan::plan;
use super::read::Parsed;
use super::store::Store;
use super::{Engine, Loaded, Options, Report};
use crate::content::{Document, Kind};
use crate::diagnostic::Diagnostic;
use crate::hash::{Digest, FastMap};
use crate::site::Site;
use crate::source::{self, Look, Walk};

/// How many files may be asked about or be other than they were.
const MOST: usize = 32;

/// A few articles, and as much of their site as decides what is said of them.
pub struct Part {
    /// The sites of all languages.
    pub sites: Vec<Site>,
    /// What is said of the articles, and of no file.
    pub said: Vec<Diagnostic>,
}

impl Engine {
    /// What is said of some files, if that can be told without a look at all others: of articles, and of pictures that came with
    /// them. `places` are paths from the site's folder; files that are no part of the site are passed over.
    pub fn part(options: &Options, places: &[String]) -> Option<Part> {
        let mut engine = Self::new(options);
        let config = engine.read_configuration(options).ok()?.clone();
        let now = options.now.moment(&config).ok()?;
        let walk = source::everything(&options.root).without(&config.ignore);
        let store = engine.index_store(options, walk.passed_over());
        let (index, looks) = rayon::join(|| Index::read(&store, now), || walk.looks(&options.root));
        let (index, looks) = (index?, looks?);
        let of_part: BTreeSet<&str> =
            index.differences(&looks)?.into_iter().chain(asked(&walk, places)?).collect();
        let is_fit = |path: &&str| match Kind::of(path) {
            Some(kind) => kind == Kind::Article,
            None => path.starts_with("content/") && source::is_plain(path) && !index.has(path),
        };
        if of_part.len() > MOST || !of_part.iter().all(is_fit) {
            return None;
        }

        // What they name is known when they are read.
        let options = Options { fresh: true, keep_good: false, ..options.clone() };
        engine.look(&options, Look::Walked(select::described(&walk, &of_part)));
        let mut files = select::named(&walk, &engine.documents(&of_part)?, &of_part);
        files.extend(&of_part);
        engine.look(&options, Look::Walked(select::described(&walk, &files)));
        let documents = engine.documents(&of_part)?;
        let mut report = Report::default();
        let Assembled { sites, assets, .. } = engine.assembled(&options, config, now, None, &mut report);
        let plan = plan(&sites, &assets, None);

        let looked: Vec<Asked<'_>> =
            documents.iter().map(|document| Asked::of(document, &sites)).collect::<Option<_>>()?;
        let is_free = looked.iter().all(|one| index.is_free(one, &of_part, &looked));
        if !is_free || !index.has_room(&plan, &sites, &looked) {
            return None;
        }
        let mut said = report.diagnostics;
        said.extend(plan.said);
        said.retain(|one| is_about(one, &|path| of_part.contains(path)));
        let own = |one: &Diagnostic| documents.iter().any(|document| document.diagnostics.contains(one));
        if !said.iter().all(own) {
            return None;
        }
        said.sort_unstable();
        said.dedup();
        said.extend(index.general().iter().cloned());
        Some(Part { sites, said })
    }

    /// Writes down what a look at a part of a site has to know of all of it. `said` is all that was said of it, and `of_rules` what
    /// rules say of it that look at more than a text.
    ///
    /// # Errors
    /// What the file system says.
    pub fn keep_index(
        &self,
        options: &Options,
        loaded: &Loaded,
        said: &[Diagnostic],
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
        let of_others: Vec<&Diagnostic> = said.iter().filter(is_of_others).chain(of_rules).collect();
        match Index::of(&sites, &loaded.plan, &self.sources, (said, &of_others)) {
            Some(index) => index.write(&self.index_store(options, self.sources.passed_over())),
            None => Ok(()),
        }
    }

    /// Where the index is, of a site in which this was passed over.
    fn index_store(&self, options: &Options, passed_over: Digest) -> Store {
        let Options { program, base_url, flags, plain_assets, .. } = options;
        let environment = (program.looks(), self.configured, base_url, flags, plain_assets, passed_over);
        index::store(&self.cache(options), flags.drafts, Digest::of(&environment))
    }

    /// The documents among some files; none if something is wrong with one.
    fn documents(&self, paths: &BTreeSet<&str>) -> Option<Vec<Arc<Document>>> {
        let document = |path: &&str| match &self.sources.get(path)?.made {
            Some(Parsed::Document(document)) if !document.is_broken() => Some(Arc::clone(document)),
            _ => None,
        };
        paths.iter().filter(|path| Kind::of(path).is_some()).map(document).collect()
    }
}

/// The files of the site among what is asked about; none when a folder is, or something that is not there.
fn asked<'w>(walk: &'w Walk, places: &[String]) -> Option<Vec<&'w str>> {
    let mut asked = Vec::new();
    for place in places {
        match walk.find(place) {
            Some(path) => asked.push(path),
            None if place.is_empty() || source::is_read(place) => return None,
            None => {}
        }
    }
    Some(asked)
}
