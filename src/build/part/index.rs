//! What a check of a whole site leaves: by what each file is known to be the same, of each article what could matter to another,
//! and the places of all outputs.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::build::Plan;
use crate::build::read::Parsed;
use crate::build::store::Store;
use crate::content::{Document, Kind};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{Digest, FastSet};
use crate::output::Job;
use crate::paths::OutPath;
use crate::site::marks::{Marks, NameMark, names};
use crate::site::{Article, Site, TermKind};
use crate::source::{Sources, Stat};

/// How many others have to bear a name that nothing describes, so that nothing is said of it.
const BEARERS: usize = 2;

/// See the module.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Index {
    /// The moment of that check, and when something becomes due or expires next; seconds since 1970.
    made: i64,
    until: Option<i64>,
    /// What it said of no file.
    general: Vec<Diagnostic>,
    /// All files by path; no stat where only the bytes can tell whether a file is the same.
    files: Vec<(Box<str>, Option<Stat>)>,
    /// By path.
    articles: Vec<Known>,
    /// Numbers of the paths of all outputs, sorted.
    outputs: Vec<u64>,
    /// Of the folders that they are in.
    folders: Vec<u64>,
    /// Of files that are copied, together with where they are from.
    copies: Vec<u64>,
}

/// An article of the index.
#[derive(Debug, Serialize, Deserialize)]
struct Known {
    /// Its place among the files.
    file: u32,
    /// Whether something was said of it that does not follow from itself alone.
    is_spoken_of: bool,
    /// [`Document::standing`].
    standing: Digest,
    marks: Marks,
}

/// An article that is looked at.
pub(super) struct Asked<'a> {
    pub(super) document: &'a Arc<Document>,
    pub(super) site: &'a Site,
    /// As it is in the site, if it is live.
    pub(super) article: Option<&'a Arc<Article>>,
    pub(super) marks: Marks,
}

impl<'a> Asked<'a> {
    /// A document of a part; none if it is no article, or not read as one.
    pub(super) fn of(document: &'a Arc<Document>, sites: &'a [Site]) -> Option<Self> {
        sites.iter().find_map(|site| {
            let article = site.articles.iter().find(|article| article.document.path == document.path);
            let is_held = || site.held_documents.iter().any(|held| held.path == document.path);
            (article.is_some() || is_held()).then(|| {
                let marks = Marks::of(document, article.map(|article| &**article), site);
                Self { document, site, article, marks }
            })
        })
    }
}

fn number<T: std::hash::Hash + ?Sized>(value: &T) -> u64 {
    Digest::of(value).0 as u64
}

fn of_copy(path: &OutPath, file: &str) -> u64 {
    number(&(&*path.folded(), file))
}

/// The folders in which a path stands.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// The files that are copied for readers: where to, and from where.
fn copies(sites: &[&Site]) -> Vec<(OutPath, Arc<str>)> {
    let all = sites.iter().flat_map(|site| site.copies.iter());
    all.filter_map(|(url, copy)| Some((OutPath::of_url(url).ok()?, Arc::clone(&copy.file.path)))).collect()
}

/// Whether a message is about one of the files for which that is so.
pub(super) fn is_about(one: &Diagnostic, is_it: &dyn Fn(&str) -> bool) -> bool {
    one.path.as_deref().is_some_and(is_it)
        || one.labels.iter().any(|label| label.path.as_deref().is_some_and(is_it))
}

impl Index {
    /// That of a site of which `said` was said, `of_others` because of more than a text; none when a look at a part could miss
    /// something.
    pub(super) fn of(
        sites: &[&Site],
        plan: &Plan,
        sources: &Sources<Parsed>,
        (said, of_others): (&[Diagnostic], &[&Diagnostic]),
    ) -> Option<Self> {
        let general: Vec<Diagnostic> = said.iter().filter(|one| one.path.is_none()).cloned().collect();
        let has_names = |document: &Arc<Document>| document.facts.named.is_some();
        let may_miss = said.iter().any(Diagnostic::is_error)
            // What depends on names of files alone is the same as long as these are.
            || general.iter().any(|one| one.code != Code::HiddenFile)
            // What a picture is to be copied for, and what a link by a name means, depends on all texts.
            || sites.iter().any(|site| site.documents().any(has_names) || site.has_withdrawn_pictures());
        if may_miss {
            return None;
        }
        let spoken: FastSet<&str> = of_others
            .iter()
            .flat_map(|one| {
                let labels = one.labels.iter().filter_map(|label| label.path.as_deref());
                one.path.as_deref().into_iter().chain(labels)
            })
            .collect();
        let files: Vec<(Box<str>, Option<Stat>)> =
            sources.iter().map(|entry| ((&*entry.file.path).into(), entry.stat)).collect();
        let place = |path: &str| files.binary_search_by(|(file, _)| (**file).cmp(path)).ok();
        let known = |document: &Arc<Document>, article: Option<&Article>, site: &Site| {
            Some(Known {
                file: place(&document.path)? as u32,
                is_spoken_of: spoken.contains(&*document.path),
                standing: document.standing(),
                marks: Marks::of(document, article, site),
            })
        };
        let mut articles = Vec::new();
        for site in sites {
            let live = site.articles.iter().map(|article| known(&article.document, Some(article), site));
            let held = site.held_documents.iter().filter(|document| document.kind == Kind::Article);
            articles.extend(
                live.chain(held.map(|document| known(document, None, site))).collect::<Option<Vec<_>>>()?,
            );
        }
        articles.sort_unstable_by_key(|known| known.file);
        let sorted = |mut numbers: Vec<u64>| {
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        let paths: Vec<_> = plan.jobs.iter().map(|job| job.path.folded()).collect();
        let copies = copies(sites);
        Some(Self {
            made: sites[0].now,
            until: sites.iter().filter_map(|site| site.next_due).min(),
            general,
            outputs: sorted(paths.iter().map(|path| number(&**path)).collect()),
            folders: sorted(paths.iter().flat_map(|path| parents(path)).map(number).collect()),
            copies: sorted(copies.iter().map(|(path, file)| of_copy(path, file)).collect()),
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
        self.files.binary_search_by(|(file, _)| (**file).cmp(path)).is_ok()
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

    fn path(&self, known: &Known) -> &str {
        &self.files[known.file as usize].0
    }

    /// Whether nothing can be said of an article because of another one: of the index but `of_part`, or of those `beside` it.
    pub(super) fn is_free(&self, asked: &Asked<'_>, of_part: &BTreeSet<&str>, beside: &[Asked<'_>]) -> bool {
        let path = &*asked.document.path;
        let place = self.files.binary_search_by(|(file, _)| (**file).cmp(path)).ok();
        let known =
            place.map(|place| self.articles.binary_search_by_key(&(place as u32), |known| known.file).ok());
        let is_as_it_was = |number: usize| {
            let known = &self.articles[number];
            !known.is_spoken_of && known.standing == asked.document.standing()
        };
        let is_known = match known {
            Some(Some(number)) if is_as_it_was(number) => true,
            // It was no article, or is another one.
            Some(_) => return false,
            None => false,
        };
        let front = &asked.document.front;
        if front.rare().withdrawn.is_some()
            || asked.document.facts.named.is_some()
            || !asked.document.one_texts().is_empty()
        {
            return false;
        }
        let others: Vec<&Known> =
            self.articles.iter().filter(|known| !of_part.contains(self.path(known))).collect();
        let is_alone = others.iter().all(|other| !asked.marks.meet(&other.marks))
            && beside
                .iter()
                .all(|other| other.document.path == asked.document.path || !asked.marks.meet(&other.marks));
        let bearers = if is_known { 0 } else { BEARERS };
        is_alone
            && asked.article.is_none_or(|article| bears_known_names(article, asked.site, &others, bearers))
    }

    /// Whether the outputs of a part stand where no others do.
    pub(super) fn has_room(&self, plan: &Plan, sites: &[Site], asked: &[Asked<'_>]) -> bool {
        let has = |numbers: &[u64], path: &str| numbers.binary_search(&number(path)).is_ok();
        let fits = |job: &Job| {
            let path = job.path.folded();
            has(&self.outputs, &path)
                || !has(&self.folders, &path) && !parents(&path).any(|parent| has(&self.outputs, parent))
        };
        let own_places = asked.iter().filter(|asked| !self.has(&asked.document.path));
        let own_places: Vec<String> = own_places
            .filter_map(|asked| Some(asked.article?.path.as_ref()?.folded().into_owned()))
            .collect();
        let is_own = |path: &str| {
            own_places.iter().any(|own| match own.strip_suffix("index.html") {
                Some(folder) if !folder.is_empty() => path.starts_with(folder),
                _ => path == own,
            })
        };
        let sites: Vec<&Site> = sites.iter().collect();
        plan.jobs
            .iter()
            .all(|job| fits(job) && !(is_own(&job.path.folded()) && has(&self.outputs, &job.path.folded())))
            && copies(&sites).iter().all(|(path, file)| {
                !has(&self.outputs, &path.folded()) || self.copies.binary_search(&of_copy(path, file)).is_ok()
            })
    }
}

/// Whether each name of an article is described, or borne by enough others and spelled as by all of them.
fn bears_known_names(article: &Article, site: &Site, others: &[&Known], bearers: usize) -> bool {
    names(article, site).all(|(kind, name)| {
        let terms = site.terms(kind);
        if terms.find(name).is_some_and(|id| terms.get(id).is_described()) {
            return true;
        }
        let mark = NameMark::of(kind, name);
        let alike = |mark: NameMark| {
            let names = others.iter().flat_map(|other| other.marks.names());
            names.filter(move |other| other.is_alike(mark))
        };
        // A tag may be what others call a topic.
        let is_topic = kind == TermKind::Tag && alike(NameMark::of(TermKind::Topic, name)).next().is_some();
        !is_topic && alike(mark).all(|other| *other == mark) && alike(mark).count() >= bearers
    })
}

/// Where the index of a site is written down that was looked at in an environment.
pub(super) fn store(cache: &Path, with_drafts: bool, environment: Digest) -> Store {
    let name = if with_drafts { "checked-with-drafts" } else { "checked" };
    Store::new(&cache.join("facts"), name, environment)
}
