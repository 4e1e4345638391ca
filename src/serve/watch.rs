//! What changed in a site's folders, as the system tells it: gathered into batches, each after a moment of quiet.
#![allow(clippy::disallowed_methods)] // an edge: asks which folders there are

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::source::{CONFIG, FOLDERS, looked_at, relative};

/// How long nothing has to happen before a batch is complete, and how long it may take at most.
const QUIET: Duration = Duration::from_millis(10);
const PATIENCE: Duration = Duration::from_millis(250);

/// What comes to the thread that owns the site.
#[derive(Debug)]
pub enum Signal {
    /// Something happened to these paths.
    Paths(Vec<PathBuf>),
    /// Something happened, and nobody knows to what.
    Anything,
    /// It is to end.
    End,
}

/// Where to look again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Batch {
    /// At these files and folders, relative to the root.
    At(BTreeSet<String>),
    /// At everything.
    Everything,
    /// Nothing has changed but the time.
    Time,
    /// Nowhere: it is to end.
    End,
}

/// Watches the folders of a site until it is dropped: its root for what stands in it, and what is read below it. Each of
/// them may be a symbolic link: what it leads to is watched.
pub struct Watch {
    watcher: RecommendedWatcher,
    root: PathBuf,
    /// What is watched, by the name that the site has for it; the root is the empty name.
    watched: BTreeMap<&'static str, Watched>,
}

/// A folder that is watched.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Watched {
    /// As the system names it in its events.
    path: PathBuf,
    /// Which folder it is, whatever its name: another one may take its place.
    identity: (u64, u64),
}

/// Where the folders of a site are: by what the system calls them, what the site calls them.
pub type Names = Vec<(PathBuf, &'static str)>;

impl Watch {
    /// Watches the site at `root`.
    ///
    /// # Errors
    /// What the system says.
    pub fn new(root: &Path, signals: Sender<Signal>) -> notify::Result<Self> {
        let told = move |event: notify::Result<Event>| {
            // The receiver is gone when the server is about to end.
            let _ = match event {
                Ok(event) if event.need_rescan() => signals.send(Signal::Anything),
                Ok(event) if is_change(event.kind) => signals.send(Signal::Paths(event.paths)),
                Ok(_) => Ok(()),
                Err(_) => signals.send(Signal::Anything),
            };
        };
        // Links below these folders are passed over by a walk, wherever they lead.
        let watcher = RecommendedWatcher::new(told, Config::default().with_follow_symlinks(false))?;
        let mut watch = Self { watcher, root: root.to_path_buf(), watched: BTreeMap::new() };
        watch.folders()?;
        Ok(watch)
    }

    /// Watches the folders that have come since or that others have taken the place of, and forgets those that have gone.
    /// Returns those that have come.
    ///
    /// # Errors
    /// What the system says.
    pub fn folders(&mut self) -> notify::Result<Vec<&'static str>> {
        let mut come = Vec::new();
        let mut result = Ok(());
        // The root itself only for what stands in it: the output below it is none of the site's.
        for name in std::iter::once(ROOT).chain(FOLDERS).chain([CONFIG]) {
            let (now, mode) = match name {
                CONFIG => (self.beside_configuration(), RecursiveMode::NonRecursive),
                ROOT => (Watched::of(&self.root), RecursiveMode::NonRecursive),
                _ => (Watched::of(&self.root.join(name)), RecursiveMode::Recursive),
            };
            if self.watched.get(name) == now.as_ref() {
                continue;
            }
            if let Some(old) = self.watched.remove(name) {
                // The system may have forgotten it already.
                let _ = self.watcher.unwatch(&old.path);
            }
            let Some(now) = now else { continue };
            match self.watcher.watch(&now.path, mode) {
                Ok(()) => {
                    self.watched.insert(name, now);
                    come.push(name);
                }
                Err(error) => result = Err(error),
            }
        }
        result.map(|()| come)
    }

    /// Watches everything anew: a folder that could not be looked into holds others.
    pub fn renew(&mut self) {
        for (_, old) in std::mem::take(&mut self.watched) {
            let _ = self.watcher.unwatch(&old.path);
        }
        // What cannot be watched is tried again with the next batch.
        let _ = self.folders();
    }

    /// The folder of the file that newsprint.yaml leads to, when it is a link that leads to a folder not watched otherwise.
    fn beside_configuration(&self) -> Option<Watched> {
        let target = linked_configuration(&self.root)?;
        let folder = target.parent()?;
        let others = self.watched.iter().filter(|(name, _)| **name != CONFIG);
        let is_watched = others.into_iter().any(|(name, other)| match *name {
            ROOT => folder == other.path,
            _ => folder.starts_with(&other.path),
        });
        Watched::of(folder).filter(|_| !is_watched)
    }

    /// What the system calls the folders that are watched, and what the site calls them.
    pub fn names(&self) -> Names {
        let folders = self.watched.iter().filter(|(name, _)| **name != CONFIG);
        let folders = folders.map(|(name, watched)| (watched.path.clone(), *name));
        folders.chain(linked_configuration(&self.root).map(|target| (target, CONFIG))).collect()
    }
}

/// The name of the root among the folders of a site.
const ROOT: &str = "";

/// The file that newsprint.yaml leads to, when it is a symbolic link.
fn linked_configuration(root: &Path) -> Option<PathBuf> {
    let file = root.join(CONFIG);
    let is_link = file.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
    is_link.then(|| file.canonicalize().ok()).flatten()
}

impl Watched {
    /// A folder as it is now; none when there is none.
    fn of(path: &Path) -> Option<Self> {
        let path = path.canonicalize().ok()?;
        let metadata = path.metadata().ok().filter(std::fs::Metadata::is_dir)?;
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            (metadata.dev(), metadata.ino())
        };
        #[cfg(not(unix))]
        let identity = (0, u64::from(metadata.is_dir()));
        Some(Self { path, identity })
    }
}

/// Whether an event can mean that a file is other than it was, or readable where it was not. Reading is none, but the end
/// of writing is.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) | EventKind::Other => false,
        EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime | MetadataKind::WriteTime)) => false,
        _ => true,
    }
}

/// Waits for the next batch; `until` is when something is due, `names` are those of [`Watch::names`].
pub fn next(signals: &Receiver<Signal>, root: &Path, names: &Names, until: Option<Instant>) -> Batch {
    let first = match until {
        None => signals.recv().map_err(|_| RecvTimeoutError::Disconnected),
        Some(until) => signals.recv_timeout(until.saturating_duration_since(Instant::now())),
    };
    let mut places = BTreeSet::new();
    let mut everything = false;
    let mut signal = match first {
        Ok(signal) => signal,
        Err(RecvTimeoutError::Timeout) => return Batch::Time,
        Err(RecvTimeoutError::Disconnected) => return Batch::End,
    };
    let patience = Instant::now() + PATIENCE;
    loop {
        match signal {
            Signal::End => return Batch::End,
            Signal::Anything => everything = true,
            Signal::Paths(paths) => places.extend(paths.iter().flat_map(|path| called(names, path))),
        }
        let quiet = QUIET.min(patience.saturating_duration_since(Instant::now()));
        signal = match signals.recv_timeout(quiet) {
            Ok(signal) => signal,
            Err(RecvTimeoutError::Timeout) if !everything => {
                match while_being_written(signals, root, &places, patience) {
                    Some(signal) => signal,
                    None => break,
                }
            }
            Err(_) => break,
        };
    }
    if everything { Batch::Everything } else { Batch::At(places) }
}

/// What the site calls a changed file, as far as it reads it: two of its folders may lead to one.
fn called(names: &Names, path: &Path) -> impl Iterator<Item = String> {
    let called = names.iter().filter_map(|(folder, name)| match relative(folder, path)? {
        inside if inside.is_empty() => Some((*name).to_owned()),
        inside if name.is_empty() => Some(inside),
        inside => Some(format!("{name}/{inside}")),
    });
    called.filter_map(|path| looked_at(&path).map(str::to_owned))
}

/// Waits for the next signal as long as a file among the places is truncated and not filled yet: the rest of the write is
/// about to come, if there is any. None when there is nothing to wait for.
fn while_being_written(
    signals: &Receiver<Signal>,
    root: &Path,
    places: &BTreeSet<String>,
    until: Instant,
) -> Option<Signal> {
    while Instant::now() < until && places.iter().any(|path| is_empty(root, path)) {
        match signals.recv_timeout(QUIET) {
            Ok(signal) => return Some(signal),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    None
}

/// Whether a file is empty: editors truncate a file before they fill it again.
fn is_empty(root: &Path, path: &str) -> bool {
    root.join(path).symlink_metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0)
}
