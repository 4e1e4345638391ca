//! What is on disk: the only module that reads a site's files.
//!
//! [`Sources::look`] looks at the site's folders, or at some places in them, reads what is not known to be what it was,
//! and keeps of each file its path, its content hash and what the caller made of its bytes. Texts are read again by
//! [`Reader::read`] when something is made of them; a file that has changed meanwhile is a [`Changed`], never other
//! bytes.
#![allow(clippy::disallowed_methods)] // an edge: io is what it is for

mod file_names;
mod holds;
mod kept;
pub mod picture;
mod read;
mod reader;
mod root;
mod stat;
mod walk;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

pub use file_names::is_hidden;
pub use holds::Holds;
pub use kept::KeptTexts;
pub use picture::Pixels;
pub use read::is_written;
use read::{Unread, Wanted, is_text, read_file, unreadable};
pub use reader::{Changed, Reader, peek, text};
pub use root::{config_text, misnamed_config, site_folder};
pub use stat::Stat;
pub use walk::{FOLDERS, Walk, everything, is_read, looked_at, relative};

use crate::config::Ignored;
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;

/// The configuration file.
pub const CONFIG: &str = "newsprint.yaml";
/// The largest text (Markdown, YAML, template) that is read, in bytes.
pub const MAX_TEXT: u64 = 16 << 20;

/// One file, as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct File {
    /// Relative to the site's root, with `/`.
    pub path: Arc<str>,
    /// Hash of its bytes.
    pub hash: Digest,
    /// Width and height in pixels as shown, when it is a picture that says so.
    pub size: Option<(u32, u32)>,
    /// Whether it is a picture that can be cropped.
    pub pixels: Pixels,
    /// What it holds, by its first bytes.
    pub holds: Holds,
    /// Bytes.
    pub len: u64,
}

/// A file, and what was made of it.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// What it was when it was read.
    pub file: Arc<File>,
    /// By what it is known to be the same still; none when only its bytes can tell.
    pub stat: Option<Stat>,
    /// What the reader made of its bytes.
    pub made: Option<T>,
}

/// All files of a site, by path.
#[derive(Debug)]
pub struct Sources<T> {
    root: PathBuf,
    entries: BTreeMap<Arc<str>, Entry<T>>,
    /// What was passed over or could not be read, by path.
    problems: BTreeMap<String, Diagnostic>,
    /// Files and folders that were passed over because of their names.
    passed_over: BTreeSet<String>,
    /// Files and folders that are there and could not be read: they may be readable in a moment, and nobody tells.
    unreadable: BTreeSet<String>,
    /// Whether what was read before stands for what cannot be read now.
    keep: bool,
    /// Files that are no part of the site.
    ignored: Ignored,
}

/// Where to look.
#[derive(Debug)]
pub enum Look<'a> {
    /// At everything. A file that looks as it did is not read.
    Everything,
    /// At everything, where the walk was made already.
    Walked(Walk),
    /// At these files, and at everything below these folders; relative to the root. All of it is read.
    At(&'a BTreeSet<String>),
}

/// What a reader gets of a file.
pub struct LoadedFile<'a> {
    /// Relative to the site's root.
    pub path: &'a Arc<str>,
    /// Its bytes; of a file that is no text only the first.
    pub bytes: &'a [u8],
    /// Hash of all its bytes.
    pub hash: Digest,
}

/// What a look at one path found.
enum PathState<T> {
    Same(Option<Stat>),
    Other(Entry<T>),
    Gone,
    Unread(Unread),
}

/// Whether a file is a picture or its like: one that is copied, and of which nothing is made.
pub fn is_plain(path: &str) -> bool {
    !is_text(path)
}

/// What a look found to be other than it was.
#[derive(Debug, Default)]
pub struct Seen {
    /// Paths of files that are new, have other bytes, or are gone; sorted.
    pub changed: Vec<Arc<str>>,
    /// Paths of files that only look other than they did.
    pub touched: Vec<Arc<str>>,
    /// Paths of which something else is said than at the last look, because they were passed over or not readable.
    pub said: Vec<Arc<str>>,
}

impl<T: Clone + Send + Sync> Sources<T> {
    /// A site that was not looked at yet. `known` is what a cache remembers of it. With `keep`, what was read before stands
    /// for what cannot be read later. What is `ignored` is not there.
    pub fn new(root: &Path, known: Vec<Entry<T>>, keep: bool, ignored: Ignored) -> Self {
        let entries = known.into_iter().map(|entry| (Arc::clone(&entry.file.path), entry)).collect();
        let (problems, passed_over, unreadable) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        Self { root: root.to_path_buf(), entries, problems, passed_over, unreadable, keep, ignored }
    }

    /// Looks at the files, and says which are other than they were.
    ///
    /// `read` is called for every file whose bytes are not those that were known, from many threads, with what was known of
    /// it.
    pub fn look(
        &mut self,
        look: Look<'_>,
        read: &(impl Fn(&LoadedFile<'_>, Option<&Entry<T>>) -> Option<T> + Sync),
    ) -> Seen {
        let now = SystemTime::now();
        let (walk, places) = match look {
            Look::Everything => (walk::everything(&self.root), None),
            Look::Walked(walk) => (walk, None),
            Look::At(places) => (walk::at(&self.root, places.iter().map(String::as_str)), Some(places)),
        };
        let walk = walk.without(&self.ignored);
        let trust = places.is_none();
        let found: Vec<PathState<T>> = walk
            .paths
            .par_iter()
            .map_init(Vec::new, |buffer, path| self.look_at(path, trust, now, buffer, read))
            .collect();

        let before = (self.problems.clone(), self.passed_over.clone());
        let mut seen = Seen { changed: self.forget(places, &walk), ..Seen::default() };
        self.passed_over.extend(walk.passed_over);
        self.problems.extend(walk::by_path(walk.problems.into_iter()));
        self.unreadable.extend(walk.unreadable);
        for (path, found) in walk.paths.into_iter().zip(found) {
            match found {
                PathState::Same(stat) => {
                    if let Some(entry) =
                        self.entries.get_mut(path.as_str()).filter(|entry| entry.stat != stat)
                    {
                        entry.stat = stat;
                        seen.touched.push(Arc::clone(&entry.file.path));
                    }
                }
                PathState::Other(entry) => {
                    let path = Arc::clone(&entry.file.path);
                    self.entries.insert(Arc::clone(&path), entry);
                    seen.changed.push(path);
                }
                PathState::Gone => seen.changed.extend(self.remove(&path)),
                PathState::Unread(unread) => {
                    match self.entries.get_mut(path.as_str()).filter(|_| self.keep) {
                        Some(entry) => entry.stat = None,
                        None => seen.changed.extend(self.remove(&path)),
                    }
                    if unread.may_pass {
                        self.unreadable.insert(path.clone());
                    }
                    // Who reads the configuration says what is wrong with it.
                    if path != CONFIG {
                        self.problems.insert(path, unread.problem);
                    }
                }
            }
        }
        seen.changed.sort_unstable();
        let (problems, passed_over) = before;
        let differs = |path: &&String| problems.get(*path) != self.problems.get(*path);
        let said = problems.keys().chain(self.problems.keys()).filter(differs);
        let said = said.chain(passed_over.symmetric_difference(&self.passed_over));
        seen.said = said.map(|path| path.as_str().into()).collect();
        seen.said.sort_unstable();
        seen.said.dedup();
        seen
    }

    fn remove(&mut self, path: &str) -> Option<Arc<str>> {
        self.entries.remove(path).map(|entry| Arc::clone(&entry.file.path))
    }

    fn look_at(
        &self,
        path: &str,
        trust: bool,
        now: SystemTime,
        buffer: &mut Vec<u8>,
        read: &(impl Fn(&LoadedFile<'_>, Option<&Entry<T>>) -> Option<T> + Sync),
    ) -> PathState<T> {
        let known = self.entries.get(path);
        let full = self.root.join(path);
        if let Some(stat) = known.and_then(|entry| entry.stat).filter(|_| trust)
            && full.symlink_metadata().is_ok_and(|metadata| Stat::of(&metadata) == stat)
        {
            return PathState::Same(Some(stat));
        }
        let (stat, len, hash) = match read_file(&full, Wanted::of(path), buffer) {
            Ok(read) => read,
            // Between the walk and now it has gone.
            Err(error) if error.kind() == ErrorKind::NotFound => return PathState::Gone,
            Err(error) => return PathState::Unread(unreadable(&error, path)),
        };
        let stat = Some(stat).filter(|stat| stat.is_settled(now));
        match known {
            Some(entry) if entry.file.hash == hash => PathState::Same(stat),
            known => {
                let shared = known.map_or_else(|| path.into(), |entry| Arc::clone(&entry.file.path));
                let made = read(&LoadedFile { path: &shared, bytes: buffer, hash }, known);
                let (size, pixels) = picture::look(path, buffer, len);
                let holds = if is_plain(path) { Holds::of(buffer) } else { Holds::Other };
                let file = Arc::new(File { path: shared, hash, size, pixels, holds, len });
                PathState::Other(Entry { file, stat, made })
            }
        }
    }

    /// Forgets what stood at the places that are looked at and was not found there again; returns the paths.
    fn forget(&mut self, places: Option<&BTreeSet<String>>, walk: &Walk) -> Vec<Arc<str>> {
        // Whether a file in a folder that cannot be looked into is there, nobody knows.
        let may_be_there =
            |path: &str| self.keep && walk.unreadable.iter().any(|folder| inside(path, folder));
        let is_gone = |path: &str| {
            walk.paths.binary_search_by(|found| found.as_str().cmp(path)).is_err() && !may_be_there(path)
        };
        let gone: Vec<Arc<str>> = match places {
            None => {
                self.problems.clear();
                self.passed_over.clear();
                self.unreadable.clear();
                self.entries.keys().filter(|path| is_gone(path)).cloned().collect()
            }
            Some(places) => {
                self.problems.retain(|path, _| !places.iter().any(|place| inside(path, place)));
                self.passed_over.retain(|path| !places.iter().any(|place| inside(path, place)));
                self.unreadable.retain(|path| !places.iter().any(|place| inside(path, place)));
                let below = |place: &'_ String| {
                    let from = (std::ops::Bound::Included(place.as_str()), std::ops::Bound::Unbounded);
                    let place = place.clone();
                    self.entries
                        .range::<str, _>(from)
                        .map(|(path, _)| path)
                        .take_while({
                            let place = place.clone();
                            move |path| path.starts_with(place.as_str())
                        })
                        .filter(move |path| inside(path, &place))
                };
                places.iter().flat_map(below).filter(|path| is_gone(path)).cloned().collect()
            }
        };
        for path in &gone {
            self.entries.remove(path);
        }
        gone
    }

    /// What was passed over or could not be read, by path, and last the one warning about names.
    pub fn problems(&self) -> impl Iterator<Item = Cow<'_, Diagnostic>> {
        let names = file_names::passed_over(self.passed_over.iter().map(String::as_str));
        self.problems.values().map(Cow::Borrowed).chain(names.map(Cow::Owned))
    }

    /// Files and folders that are there and could not be read at the last look.
    pub fn unreadable(&self) -> &BTreeSet<String> {
        &self.unreadable
    }

    /// The hash of what all files looked like at the last look; none when one of them was too young to be known by its
    /// looks, or could not be read.
    pub fn stamp(&self) -> Option<Digest> {
        let of_file = |entry: &Entry<T>| Some(walk::stamp_of(&entry.file.path, entry.stat.as_ref()?));
        let mut files = self.entries.values().map(of_file);
        let files = files.try_fold(Digest::default(), |all, file| Some(all.and(file?)))?;
        self.unreadable.is_empty().then(|| files.and(self.passed_over()))
    }

    /// The hash of what was passed over and could not be read at the last look.
    pub fn passed_over(&self) -> Digest {
        let passed_over: BTreeSet<&str> = self.passed_over.iter().map(String::as_str).collect();
        Digest::of(&(&self.problems, passed_over))
    }

    /// What is known of the file at a path relative to the root.
    pub fn get(&self, path: &str) -> Option<&Entry<T>> {
        self.entries.get(path)
    }

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = &Entry<T>> {
        self.entries.values()
    }

    /// All files below a folder (`static/`), by path.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Entry<T>> + 'a {
        self.entries
            .range::<str, _>((std::ops::Bound::Included(folder), std::ops::Bound::Unbounded))
            .take_while(move |(path, _)| path.starts_with(folder))
            .map(|(_, entry)| entry)
    }

    /// Reads the files of this site again.
    pub fn reader(&self, kept: Option<Arc<KeptTexts>>) -> Reader {
        Reader::new(&self.root, kept)
    }
}

/// Whether a path is a place or below it.
fn inside(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
