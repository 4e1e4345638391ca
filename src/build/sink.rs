//! The sink: puts bytes into the output folder, all of them or none, each file as a whole.
//!
//! 1. [`open()`] takes the folder's lock, reads what newsprint owns there, and refuses a folder that is somebody else's;
//! 2. [`Sink::stage`] compares with what is there and writes what differs to a temporary file, from many threads;
//! 3. [`Sink::commit`] writes a journal that marks the build as in progress, renames the temporary files into place (assets, pages, lists, feeds), then removes what an
//!    earlier build made and this one did not; [`Sink::finish`] takes the journal away again.
//!
//! Until `commit` nothing that readers see has changed, so an error on the way costs nothing; whatever can be known before is
//! asked before its first change. A build that fails or is killed in `commit` leaves whole files, old ones and new ones; what is owned was written down as old ∪ new before, and the
//! journal tells the next build to trust no file.
#![allow(clippy::disallowed_methods)] // an edge: io is what it is for

mod check;
mod commit;
mod lock;
mod ownership;
mod target;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

pub use commit::{Partial, Refused, Summary};
use lock::Lock;
pub use ownership::PageMark;
pub use target::{Target, open};

use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{Digest, FastSet};
use crate::output::Class;
use crate::paths::{OWNED, OutPath, TEMPORARY};
use crate::source::Stat;

/// How many temporary files stand in one folder.
const PER_FOLDER: usize = 1000;
/// The folder of temporary files that holds a whole site, when nothing was there before.
const TREE: &str = "site";
/// The file in `.newsprint/` that marks a build in progress.
const JOURNAL: &str = "journal";

/// An output folder that is locked, and what was staged for it.
#[derive(Debug)]
pub struct Sink {
    output: PathBuf,
    state: PathBuf,
    /// What earlier builds made, sorted.
    owned: Vec<OutPath>,
    /// What they made and this build has nothing to do with, sorted: it is in other shares of the site.
    others: Vec<OutPath>,
    /// Whether files that newsprint does not own may be replaced.
    force: bool,
    /// Nothing was there before: there is nothing to compare with, and whole folders can be put into place.
    fresh: bool,
    /// A build before this one was interrupted.
    interrupted: bool,
    /// Why nothing can be kept of this build.
    cache_fault: Option<io::Error>,
    warnings: Vec<Diagnostic>,
    /// Temporary folders that were made, by their path in the temporary folder.
    folders: Mutex<FastSet<Box<str>>>,
    /// Numbers of what is staged.
    staged: Mutex<Vec<usize>>,
    _lock: Lock,
}

/// Whether an output is what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staged {
    /// The file there has these bytes.
    Unchanged(Stat),
    /// The bytes wait to be put into place.
    Changed,
}

impl Sink {
    /// What was noticed when the folder was opened.
    pub fn take_warnings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.warnings)
    }

    /// What earlier builds made, sorted.
    pub fn owned(&self) -> &[OutPath] {
        &self.owned
    }

    /// Leaves everything alone that is not this build's own.
    pub fn keep_to(&mut self, is_own: &dyn Fn(&OutPath) -> bool) {
        let all = std::mem::take(&mut self.owned);
        (self.owned, self.others) = all.into_iter().partition(is_own);
    }

    /// Why nothing can be kept of this build, if so.
    pub fn take_cache_fault(&mut self) -> Option<io::Error> {
        self.cache_fault.take()
    }

    /// The folder of the cache that belongs to this output.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// Compares the bytes of output number `index` with what is there, and keeps them for [`Sink::commit`] if they differ.
    ///
    /// # Errors
    /// What the file system says; and a file that is not newsprint's, which is not replaced without `force`.
    pub fn stage(&self, index: usize, path: &OutPath, bytes: &[u8]) -> Result<Staged, Diagnostic> {
        if !self.fresh {
            let target = self.output.join(path.as_str());
            let there = compare(&target, bytes).map_err(|error| failed(path.as_str(), &error))?;
            if let There::Same(stat) = there {
                return Ok(Staged::Unchanged(stat));
            }
            if there == There::Different && !self.force && self.owned.binary_search(path).is_err() {
                return Err(foreign(path.as_str()));
            }
        }
        self.write(index, path, bytes).map_err(|error| failed(path.as_str(), &error))?;
        self.staged.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(index);
        Ok(Staged::Changed)
    }

    /// The stat of an output whose file is what it was: by its stat, or else by its bytes. Nothing when it is not.
    pub fn stat_if(&self, path: &OutPath, known: Option<Stat>, bytes: Digest) -> Option<Stat> {
        if self.fresh {
            return None;
        }
        let file = self.output.join(path.as_str());
        let metadata = fs::symlink_metadata(&file).ok().filter(fs::Metadata::is_file)?;
        let stat = Stat::of(&metadata);
        if known == Some(stat) {
            return known;
        }
        let same = fs::read(&file).is_ok_and(|there| Digest::of_bytes(&there) == bytes);
        // The file may have changed between the two looks at it.
        same.then(|| self.stat(path)).flatten().filter(|again| *again == stat)
    }

    /// What the system says of an output's file.
    pub fn stat(&self, path: &OutPath) -> Option<Stat> {
        fs::symlink_metadata(self.output.join(path.as_str())).ok().map(|metadata| Stat::of(&metadata))
    }

    /// The outputs that are about to have other bytes or to go, sorted. `outputs` are all of the build, by the numbers that
    /// they were staged under.
    pub fn stale<'p>(&'p self, outputs: &[(&'p OutPath, Class)]) -> Vec<&'p OutPath> {
        let staged = self.staged.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let live: FastSet<&OutPath> = outputs.iter().map(|(path, _)| *path).collect();
        let gone = self.owned.iter().filter(|path| !live.contains(path));
        let mut stale: Vec<&OutPath> = staged.iter().map(|index| outputs[*index].0).chain(gone).collect();
        stale.sort_unstable();
        stale
    }

    /// Whether an earlier build made a file at a path.
    pub fn owns(&self, path: &OutPath) -> bool {
        self.owned.binary_search(path).is_ok() || self.others.binary_search(path).is_ok()
    }

    /// The pages of documents and terms that are about to go, by path. `outputs` are the paths of all outputs of the build.
    pub fn gone(&self, outputs: &[&OutPath]) -> Vec<(OutPath, PageMark)> {
        let live: FastSet<&OutPath> = outputs.iter().copied().collect();
        if self.owned.iter().all(|path| live.contains(path)) {
            return Vec::new();
        }
        let names: FastSet<std::borrow::Cow<'_, str>> = outputs.iter().map(|path| path.folded()).collect();
        let is_gone = |path: &OutPath| {
            let is_own = self.others.is_empty() || self.owned.binary_search(path).is_ok();
            is_own && !live.contains(path) && !names.contains(&path.folded())
        };
        ownership::marks(&self.output.join(OWNED), &is_gone)
    }

    /// What an output's file holds before anything is put into place; nothing when it is not newsprint's.
    pub fn old_bytes(&self, path: &OutPath) -> Vec<u8> {
        match self.owned.binary_search(path) {
            Ok(_) => fs::read(self.output.join(path.as_str())).unwrap_or_default(),
            Err(_) => Vec::new(),
        }
    }

    /// Whether the build before this one was interrupted while it put files into place.
    pub fn was_interrupted(&self) -> bool {
        self.interrupted
    }

    fn journal(&self) -> PathBuf {
        self.state.join(JOURNAL)
    }

    /// The build is complete, and what is remembered of it was written: takes the journal away.
    ///
    /// # Errors
    /// What the file system says.
    pub fn finish(self) -> io::Result<()> {
        match fs::remove_file(self.journal()) {
            Err(error) if !is_absent(&error) => Err(error),
            _ => Ok(()),
        }
    }

    fn write(&self, index: usize, path: &OutPath, bytes: &[u8]) -> io::Result<()> {
        let name = self.temporary(index, path);
        let (folder, _) = name.rsplit_once('/').unwrap_or(("", &name));
        let known = || self.folders.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !known().contains(folder) {
            // Two threads may both make it: that is no error.
            fs::create_dir_all(self.output.join(TEMPORARY).join(folder))?;
            known().insert(folder.into());
        }
        let file = self.output.join(TEMPORARY).join(&name);
        OpenOptions::new().write(true).create_new(true).open(file)?.write_all(bytes)
    }

    /// Where an output waits in the temporary folder: numbered, or in a tree like the one that it will be in.
    fn temporary(&self, index: usize, path: &OutPath) -> String {
        if self.fresh { format!("{TREE}/{path}") } else { format!("{}/{index}", index / PER_FOLDER) }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        // What cannot be removed is swept by the next build.
        let _ = fs::remove_dir_all(self.output.join(TEMPORARY));
    }
}

/// What stands where an output is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum There {
    Nothing,
    Same(Stat),
    Different,
}

/// Compares a file with bytes, its length first. A symbolic link is never followed.
fn compare(path: &Path, bytes: &[u8]) -> io::Result<There> {
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(There::Nothing);
        }
        Err(error) => return Err(error),
    };
    if metadata.is_dir() {
        // Whether it can make way is found out when everything is put into place.
        return Ok(There::Nothing);
    }
    if !metadata.is_file() || metadata.len() != bytes.len() as u64 {
        return Ok(There::Different);
    }
    let mut there = Vec::with_capacity(bytes.len());
    File::open(path)?.read_to_end(&mut there)?;
    Ok(if there == bytes { There::Same(Stat::of(&metadata)) } else { There::Different })
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// What is said when the file system refuses something before anything in the output has changed.
fn failed(path: &str, error: &io::Error) -> Diagnostic {
    let Some(hint) = remedy(error) else {
        return Diagnostic::error(Code::Output, format!("`{path}` in the output cannot be written: {error}"))
            .hint("name another folder with --output");
    };
    if is_full(error) {
        // Without the path: a full disk is one fault, however many files it stops.
        return Diagnostic::error(Code::Output, format!("the output cannot be written: {error}")).hint(hint);
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    Diagnostic::error(Code::Output, format!("`{path}` in the output cannot be written: {error}"))
        .hint(hint)
        .cause(folder, format!("files in `/{folder}` of the output cannot be written: {error}"))
}

/// What helps against what the file system says.
fn remedy(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        _ if is_full(error) => Some("make room on the disk"),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Some("let this user write there, or name another folder with --output")
        }
        _ => None,
    }
}

fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

fn foreign(path: &str) -> Diagnostic {
    Diagnostic::error(Code::OutputForeign, format!("`{path}` in the output was not made by newsprint"))
        .hint("move it away, or let --force replace it")
}
