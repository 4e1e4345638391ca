//! What changed in a site's folders, as the system tells it: gathered into batches, each after a moment of quiet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::source::{CONFIG, FOLDERS, is_read, relative};

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

/// Watches the folders of a site until it is dropped.
pub struct Watch {
    watcher: RecommendedWatcher,
    root: PathBuf,
    watched: BTreeSet<&'static str>,
}

impl Watch {
    /// Watches the site at `root` (an absolute path, as the system names it).
    ///
    /// # Errors
    /// What the system says.
    pub fn new(root: &Path, signals: Sender<Signal>) -> notify::Result<Self> {
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // The receiver is gone when the server is about to end.
            let _ = match event {
                Ok(event) if event.need_rescan() => signals.send(Signal::Anything),
                Ok(event) if is_change(event.kind) => signals.send(Signal::Paths(event.paths)),
                Ok(_) => Ok(()),
                Err(_) => signals.send(Signal::Anything),
            };
        })?;
        let mut watch = Self { watcher, root: root.to_path_buf(), watched: BTreeSet::new() };
        // The root itself only for what stands in it: the output below it is none of the site's.
        watch.watcher.watch(root, RecursiveMode::NonRecursive)?;
        watch.folders()?;
        Ok(watch)
    }

    /// Watches the folders that have come since, and forgets those that have gone. Returns those that have come.
    ///
    /// # Errors
    /// What the system says.
    pub fn folders(&mut self) -> notify::Result<Vec<&'static str>> {
        let mut come = Vec::new();
        for folder in FOLDERS {
            let path = self.root.join(folder);
            if !path.is_dir() {
                self.watched.remove(folder);
            } else if self.watched.insert(folder) {
                self.watcher.watch(&path, RecursiveMode::Recursive)?;
                come.push(folder);
            }
        }
        Ok(come)
    }
}

/// Whether an event can mean that a file is other than it was. Reading is none, but the end of writing is.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) | EventKind::Other => false,
        EventKind::Modify(ModifyKind::Metadata(_)) => false,
        _ => true,
    }
}

/// Waits for the next batch; `until` is when something is due.
pub fn next(signals: &Receiver<Signal>, root: &Path, until: Option<Instant>) -> Batch {
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
            Signal::Paths(paths) => places.extend(paths.iter().filter_map(|path| place(root, path))),
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

/// The path of a changed file as the site names it, if the site reads it.
fn place(root: &Path, path: &Path) -> Option<String> {
    relative(root, path).filter(|path| path == CONFIG || is_read(path))
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
