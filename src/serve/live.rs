//! A site as it is at a moment, ready to answer requests: immutable, shared by all of them, replaced as a whole.
//!
//! It answers with the bytes that a build writes; what the server adds to a page (the script that reloads it, the
//! ribbon, the messages over it) is added outside (`page`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::build::{Loaded, Report, make};
use crate::content::Document;
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
use crate::output::view::TEMPLATES;
use crate::output::{Job, Made};
use crate::paths::OutPath;
use crate::publish;
use crate::source::{Changed, File};
use crate::theme::AssetSource;

/// A site at a moment.
pub struct Live {
    /// Counts up with each rebuild, from 1.
    pub number: u64,
    /// What is to be said of it, as a build would say it.
    pub report: Report,
    /// What led to it.
    pub rebuild: Rebuild,
    loaded: Loaded,
    /// Whether it only stands for a site that cannot be shown yet.
    waiting: bool,
}

/// What a rebuild did.
#[derive(Debug, Clone, Default)]
pub struct Rebuild {
    /// Files that changed, relative to the root; empty for the first.
    pub changed: Vec<String>,
    /// How many outputs it made stale; found out after the site is there.
    pub stale: Arc<OnceLock<usize>>,
    /// From noticing the change to having the new site.
    pub took: Duration,
    /// Hash of all files, for who verifies.
    pub files: Option<Digest>,
}

/// The answer to a request for a path.
pub enum Answer {
    /// A page, a feed or another file that is made.
    Made {
        /// Where it is in the output: its ending tells the media type.
        path: OutPath,
        /// What a build writes.
        bytes: Vec<u8>,
    },
    /// A file of the site that is published as it is.
    File {
        /// Where it is in the output.
        path: OutPath,
        /// The file.
        file: Arc<File>,
    },
    /// It stands at another address: a folder without its slash. Without base path.
    Elsewhere(String),
    /// There is nothing.
    Nothing,
    /// A template is wrong.
    Failed(Diagnostic),
    /// A file has changed under the request: the next [`Live`] knows.
    Changed,
}

impl Live {
    /// A site that was loaded.
    pub fn new(number: u64, loaded: Loaded, report: Report, rebuild: Rebuild) -> Self {
        Self { number, report, rebuild, loaded, waiting: false }
    }

    /// One that stands for a site of which nothing can be shown: its configuration or its templates are wrong and never were
    /// right. What was loaded is empty.
    pub fn waiting(number: u64, loaded: Loaded, report: Report, rebuild: Rebuild) -> Self {
        Self { number, report, rebuild, loaded, waiting: true }
    }

    /// Whether there is nothing to show but what is wrong.
    pub fn is_waiting(&self) -> bool {
        self.waiting
    }

    /// What was loaded, and what was said of it.
    #[cfg(not(alone))]
    pub fn into_parts(self) -> (Loaded, Report) {
        (self.loaded, self.report)
    }

    /// What was loaded.
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// The job of an output.
    pub fn job(&self, path: &OutPath) -> Option<&Job> {
        self.loaded.plan.job(path)
    }

    /// The answer to a request for an address without base path, percent-decoded: `/2025/02/a/`, `/feed.xml`.
    pub fn answer(&self, url: &str) -> Answer {
        let Some(inside) = url.strip_prefix('/') else { return Answer::Nothing };
        let folder = inside.is_empty() || inside.ends_with('/');
        let exact = if folder { OutPath::new(&format!("{inside}index.html")) } else { OutPath::new(inside) };
        // What no output can be called is not there; that goes for `..` and its kin too.
        let Ok(path) = exact else { return Answer::Nothing };
        match self.job(&path) {
            Some(job) => self.make(job),
            None if !folder => match OutPath::new(&format!("{inside}/index.html")) {
                Ok(path) if self.job(&path).is_some() => Answer::Elsewhere(format!("{url}/")),
                _ => Answer::Nothing,
            },
            None => Answer::Nothing,
        }
    }

    /// What hosts show where there is nothing: `404.html`.
    pub fn not_found(&self) -> Answer {
        self.answer("/404.html")
    }

    fn make(&self, job: &Job) -> Answer {
        let context = &self.loaded.context;
        let path = job.path.clone();
        match job.make(context) {
            Ok(Made::Copy(AssetSource::File(file))) if !publish::is_cleaned(&file) => {
                Answer::File { path, file }
            }
            Ok(made) => match make::finish(context.of(job), made) {
                Ok(Ok(finished)) => Answer::Made { path, bytes: finished.bytes },
                Ok(Err(problem)) => Answer::Failed(problem),
                Err(Changed { .. }) => Answer::Changed,
            },
            Err(Changed { .. }) => Answer::Changed,
        }
    }

    /// The view that the template of a page sees, as JSON; none when no template makes what is there.
    pub fn view(&self, url: &str) -> Option<serde_json::Value> {
        let path = OutPath::of_path(url).ok()?;
        let job = self.job(&path)?;
        let made = match job.make(&self.loaded.context) {
            Ok(Made::Card { name, variables, language, .. }) => {
                Ok(Made::Template { name: name.to_owned(), variables, language })
            }
            made => made,
        };
        match made {
            Ok(
                Made::Template { name, variables, language }
                | Made::Treated { name, variables, language, .. },
            ) => {
                let names: BTreeSet<&str> = TEMPLATES.iter().flat_map(|(_, names)| *names).copied().collect();
                let named = names.into_iter().filter_map(|name| Some((name, variables.get(name)?)));
                let view = serde_json::to_value(named.collect::<BTreeMap<_, _>>()).ok()?;
                Some(serde_json::json!({ "template": name, "language": language, "view": view }))
            }
            _ => None,
        }
    }

    /// Assets by address without base path, and the hashes of their bytes: styles, pictures, what is copied beside documents.
    pub fn assets(&self) -> BTreeMap<&str, Digest> {
        let context = &self.loaded.context;
        let assets = context.assets().values().map(|asset| (asset.url.as_str(), asset.hash));
        let copies =
            context.sites().flat_map(|site| site.copies.iter()).map(|(url, copy)| (url.as_str(), copy.hash));
        assets.chain(copies).collect()
    }

    /// Why a page would not be live: the words for its ribbon ("a draft", "due 2025-03-01 06:00 +01:00").
    pub fn preview(&self, url: &str) -> Option<String> {
        let context = &self.loaded.context;
        let path = OutPath::of_path(url).ok()?;
        context.site().shown_though(self.job(&path)?.document(context)?)
    }

    /// Where the document went that stood at an address in `before` and has another address here: the same file with a new
    /// address, or one that is gone and one that is new with the same body. Without base path.
    pub fn moved(&self, before: &Self, url: &str) -> Option<String> {
        let path = OutPath::of_path(url).ok()?;
        if self.job(&path).is_some() {
            return None;
        }
        let old = before.job(&path)?.document(&before.loaded.context)?;
        let mut now = self.documents();
        let same_file = now.clone().find(|(document, _)| document.path == old.path);
        let is_new = |path: &str| !before.documents().any(|(document, _)| *document.path == *path);
        let found = same_file.or_else(|| {
            now.find(|(document, _)| document.body_hash == old.body_hash && is_new(&document.path))
        });
        found.map(|(_, url)| url.to_string())
    }

    /// All documents that have a page, with their addresses, in all languages.
    pub(super) fn documents(&self) -> impl Iterator<Item = (&Arc<Document>, &Arc<str>)> + Clone {
        self.loaded.context.sites().flat_map(|site| {
            let articles = site.articles.iter().map(|article| (&article.document, &article.url));
            articles.chain(site.all_pages().map(|page| (&page.document, &page.url)))
        })
    }

    /// The documents that are shown here and would not be live, with their addresses, and why.
    pub(super) fn held(&self) -> impl Iterator<Item = (&Arc<Document>, &Arc<str>, String)> {
        let site = self.loaded.context.site();
        self.documents().filter_map(|(document, url)| Some((document, url, site.shown_though(document)?)))
    }

    /// Hash of the body of the document whose page stands at an address; none when nothing is written in it.
    pub fn body(&self, url: &str) -> Option<Digest> {
        let document = self.job(&OutPath::of_path(url).ok()?)?.document(&self.loaded.context)?;
        (document.facts.words > 0).then_some(document.body_hash)
    }

    /// Where the text went that stood at an address where nothing is now: to the one document with that body. Unlike
    /// [`Self::moved`] it needs no site before: a file may have gone long before another came, or the server in between.
    /// Without base path.
    pub fn found_again(&self, url: &str, body: Digest) -> Option<String> {
        let path = OutPath::of_path(url).ok()?;
        if self.job(&path).is_some() {
            return None;
        }
        let mut same = self.documents().filter(|(document, _)| document.body_hash == body);
        let (_, url) = same.next()?;
        same.next().is_none().then(|| url.to_string())
    }
}
