//! Which files a site has: the walk over its folders, and what it passes over.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::file_names::{Class, class};
use super::{CONFIG, Stat};
use crate::config::Ignored;
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Digest;
pub use crate::paths::FOLDERS;

/// The folder of what editors write.
pub(super) const CONTENT: &str = "content";

/// What a walk found: which files there are, not what they are.
#[derive(Debug, Default)]
pub struct Walk {
    /// Files, relative to the root, sorted, each once.
    pub(super) paths: Vec<String>,
    /// What was passed over or cannot be read.
    pub(super) problems: Vec<Diagnostic>,
    /// Files and folders that were passed over because of their names, relative to the root.
    pub(super) passed_over: Vec<String>,
    /// Folders that are there and cannot be looked into.
    pub(super) unreadable: Vec<String>,
}

impl Walk {
    /// The same, as if some files were not there.
    #[must_use]
    pub fn without(mut self, ignored: &Ignored) -> Self {
        self.paths.retain(|path| !ignored.holds(path));
        self.passed_over.retain(|path| !ignored.holds_either(path));
        self.unreadable.retain(|path| !ignored.holds_either(path));
        self.problems
            .retain(|problem| problem.path.as_deref().is_none_or(|path| !ignored.holds_either(path)));
        self
    }

    /// The paths of its files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.paths.binary_search_by(|file| (**file).cmp(path)).ok().map(|number| &*self.paths[number])
    }

    /// The same with some of its files, and nothing else.
    pub fn only(&self, is_wanted: impl Fn(&str) -> bool) -> Self {
        let paths = self.paths.iter().filter(|path| is_wanted(path)).cloned().collect();
        Self { paths, ..Self::default() }
    }

    /// The files, and the stat of each; none when one is gone meanwhile.
    pub fn stats(&self, root: &Path) -> Option<Vec<(&str, Stat)>> {
        let of_file =
            |path: &'_ String| root.join(path).symlink_metadata().ok().map(|metadata| Stat::of(&metadata));
        let stats: Vec<Stat> = self.paths.par_iter().map(of_file).collect::<Option<_>>()?;
        Some(self.paths().zip(stats).collect())
    }

    /// The hash of what was passed over and cannot be read; the same as [`super::Sources::passed_over`] of what was read, if nothing
    /// has changed since.
    pub fn passed_over(&self) -> Digest {
        let passed_over: BTreeSet<&str> = self.passed_over.iter().map(String::as_str).collect();
        Digest::of(&(by_path(self.problems.iter().cloned()), passed_over))
    }

    /// The hash of what a site's files look like, without reading any; none when one of them is gone meanwhile. The same as
    /// [`super::Sources::stamp`] of what was read, if nothing has changed since.
    pub fn stamp(&self, root: &Path) -> Option<Digest> {
        let of_file = |path: &String| {
            let metadata = root.join(path).symlink_metadata().ok()?;
            Some(stamp_of(path, &Stat::of(&metadata)))
        };
        let files =
            self.paths.par_iter().map(of_file).try_reduce(Digest::default, |one, two| Some(one.and(two)))?;
        self.unreadable.is_empty().then(|| files.and(self.passed_over()))
    }
}

/// What a file adds to the hash of all of them.
pub(super) fn stamp_of(path: &str, stat: &Stat) -> Digest {
    Digest::of(&(path, stat))
}

/// Problems by the file that they are about.
pub(super) fn by_path(problems: impl Iterator<Item = Diagnostic>) -> BTreeMap<String, Diagnostic> {
    problems.map(|problem| (problem.path.clone().unwrap_or_default(), problem)).collect()
}

/// Walks all folders of a site.
pub fn everything(root: &Path) -> Walk {
    let mut walk = Walk::default();
    if root.join(CONFIG).is_file() {
        walk.paths.push(CONFIG.to_owned());
    }
    for folder in FOLDERS {
        walk.below(root, folder);
    }
    walk.paths.sort_unstable();
    walk
}

/// Looks at some files and folders; what is not there is not found.
pub(super) fn at<'a>(root: &Path, places: impl Iterator<Item = &'a str>) -> Walk {
    let mut walk = Walk::default();
    for place in places {
        if place == CONFIG {
            walk.paths.extend(root.join(CONFIG).is_file().then(|| CONFIG.to_owned()));
        } else if leads_through_folders(root, place) {
            let is_there = || root.join(place).symlink_metadata().is_ok();
            match passed_over(place) {
                None if is_read(place) => walk.below(root, place),
                Some(hidden) if is_there() => walk.passed_over.push(hidden.to_owned()),
                _ => {}
            }
        }
    }
    walk.paths.sort_unstable();
    walk.paths.dedup();
    walk
}

/// Whether a path is one that a walk over everything could find: below a folder that is read, no part of it passed over.
pub fn is_read(path: &str) -> bool {
    let folder = path.split('/').next().unwrap_or(path);
    path == CONFIG
        || FOLDERS.contains(&folder) && path.split('/').all(|name| class(folder, name) == Class::Read)
}

/// The file or folder because of whose name a path is passed over, if that is said.
fn passed_over(path: &str) -> Option<&str> {
    let folder = path.split('/').next().filter(|folder| FOLDERS.contains(folder))?;
    let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
    for end in ends {
        let name = path[..end].rsplit('/').next().unwrap_or(path);
        match class(folder, name) {
            Class::Read => {}
            Class::PassedOver => return Some(&path[..end]),
            Class::Tools => return None,
        }
    }
    None
}

/// What has to be looked at when something happened to a path: itself, what it is passed over with, or nothing.
pub fn looked_at(path: &str) -> Option<&str> {
    if is_read(path) { Some(path) } else { passed_over(path) }
}

/// Whether a file can be found under a path: no symbolic link stands in the way, which a walk would not follow. The first
/// folder may be one: `content` itself may stand somewhere else.
fn leads_through_folders(root: &Path, path: &str) -> bool {
    path.match_indices('/').enumerate().all(|(depth, (end, _))| {
        let folder = root.join(&path[..end]);
        let metadata = if depth == 0 { folder.metadata() } else { folder.symlink_metadata() };
        // One that cannot be asked is walked, and the walk says why.
        metadata.map_or_else(|error| error.kind() != ErrorKind::NotFound, |metadata| metadata.is_dir())
    })
}

impl Walk {
    fn below(&mut self, root: &Path, place: &str) {
        let start = root.join(place);
        match start.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => return,
            Err(error) => return self.unread(place.to_owned(), &error.to_string()),
            // What a link leads to may be on a drive that is not there at the moment: that is no empty folder.
            Ok(metadata) if metadata.is_symlink() && !place.contains('/') => {
                if let Err(error) = start.metadata() {
                    return self.unread(place.to_owned(), &format!("the link leads nowhere ({error})"));
                }
            }
            Ok(_) => {}
        }
        if place == CONTENT && !start.is_dir() {
            let message = "this is a file, and the articles' folder should stand here";
            self.problems.push(Diagnostic::error(Code::FileName, message).in_file(place).hint(
                "rename it, and put the articles into a folder `content/`; if it was a symbolic link, \
                         git was told to make none: `git config core.symlinks true`, and check it out again",
            ));
            return;
        }
        let folder = place.split('/').next().unwrap_or(place);
        let walk = WalkDir::new(&start).follow_links(false).follow_root_links(!place.contains('/'));
        let mut entries = walk.into_iter();
        while let Some(entry) = entries.next() {
            if let Ok(entry) = &entry
                && entry.depth() > 0
                && let Some(name) = entry.file_name().to_str()
            {
                let class = class(folder, name);
                if class != Class::Read {
                    let path = relative(root, entry.path()).filter(|_| class == Class::PassedOver);
                    self.passed_over.extend(path);
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                    continue;
                }
            }
            match entry {
                Ok(entry) => match relative(root, entry.path()) {
                    Some(path) if entry.path_is_symlink() && path.contains('/') => self.problems.push(
                        Diagnostic::warning(Code::SymbolicLink, "a symbolic link is passed over")
                            .in_file(path)
                            .hint("put the file itself here: content may not lead out of its site"),
                    ),
                    Some(path) if entry.file_type().is_file() => self.paths.push(path),
                    Some(_) => {}
                    None => self.problems.push(
                        Diagnostic::error(Code::FileName, "this name is not UTF-8")
                            .in_file(lossy(root, entry.path()))
                            .hint("rename it"),
                    ),
                },
                Err(error) => {
                    // Between two steps of the walk it has gone.
                    if error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound) {
                        continue;
                    }
                    let path = error.path().and_then(|p| relative(root, p)).unwrap_or_else(|| place.into());
                    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.unread(path, &why);
                }
            }
        }
    }

    fn unread(&mut self, path: String, why: &str) {
        let problem = Diagnostic::error(Code::Unreadable, format!("cannot be read: {why}"));
        self.problems.push(problem.in_file(path.clone()));
        self.unreadable.push(path);
    }
}

/// A path below the root for a message, whatever bytes it has.
fn lossy(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// A path below the root as newsprint writes it: relative, with `/`; none when it is not UTF-8 or not below it.
pub fn relative(root: &Path, path: &Path) -> Option<String> {
    let path = path.strip_prefix(root).ok()?.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' { path.to_owned() } else { path.replace('\\', "/") })
}
