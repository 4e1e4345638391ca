//! What can be known before the first change: what stands in the way, and where nothing may be written.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::{Sink, failed, foreign};
use crate::diagnostic::{Code, Diagnostic};
use crate::paths::OutPath;

impl Sink {
    /// Finds what stands in the way and is not newsprint's, before anything is changed.
    pub(super) fn check_way(&self, new: &[&OutPath], stale: &[&OutPath]) -> Result<(), Diagnostic> {
        let stale: BTreeSet<&str> = stale.iter().map(|path| path.as_str()).collect();
        let mut seen = BTreeSet::new();
        for path in new.iter().map(|path| path.as_str()) {
            for (end, _) in path.match_indices('/') {
                let folder = &path[..end];
                if !seen.insert(folder) {
                    continue;
                }
                let Ok(metadata) = fs::symlink_metadata(self.output.join(folder)) else { break };
                if metadata.is_symlink() {
                    return Err(Diagnostic::error(
                        Code::OutputForeign,
                        format!("`{folder}` in the output is a symbolic link: nothing is written through it"),
                    )
                    .hint("move it away"));
                }
                let makes_way = stale.contains(folder) || self.force && metadata.is_file();
                if !metadata.is_dir() && !makes_way {
                    return Err(foreign(folder));
                }
            }
            let target = self.output.join(path);
            let is_folder = fs::symlink_metadata(&target).is_ok_and(|metadata| metadata.is_dir());
            let kept = if is_folder { self.first_kept(&target, &stale) } else { Ok(None) };
            if let Some(kept) = kept.map_err(|error| failed(path, &error))? {
                let message = format!("`{path}` is to be a file, but it is a folder that holds `{kept}`");
                return Err(Diagnostic::error(Code::OutputForeign, message).hint("move it away"));
            }
        }
        Ok(())
    }

    /// A file below a folder that is not about to be removed.
    fn first_kept(&self, folder: &Path, stale: &BTreeSet<&str>) -> io::Result<Option<String>> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                if let Some(kept) = self.first_kept(&entry.path(), stale)? {
                    return Ok(Some(kept));
                }
                continue;
            }
            let path = entry.path();
            let path = path.strip_prefix(&self.output).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if !stale.contains(path.as_str()) {
                return Ok(Some(path));
            }
        }
        Ok(None)
    }

    /// Asks whether files can be put into all folders of what is new, and taken out of those of what is stale. Room on the disk
    /// need not be asked for: what is new is on it already.
    pub(super) fn check_folders(&self, new: &[&OutPath], stale: &[&OutPath]) -> Vec<Diagnostic> {
        let device = device(&self.output);
        let folder_of =
            |path: &OutPath| path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let wanted: BTreeSet<String> = new.iter().chain(stale).map(|path| folder_of(path)).collect();
        let mut asked = BTreeSet::new();
        let mut problems = Vec::new();
        for wanted in &wanted {
            // The nearest folder that is there: in it the others are made.
            let mut folder = wanted.as_str();
            while !folder.is_empty() && !self.output.join(folder).is_dir() {
                folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            }
            if !asked.insert(folder) {
                continue;
            }
            let path = self.output.join(folder);
            if let Err(error) = may_write(&path) {
                problems.push(failed(&format!("{folder}/"), &error));
            } else if device.is_some() && self::device(&path) != device {
                let error = io::Error::from(io::ErrorKind::CrossesDevices);
                problems.push(failed(&format!("{folder}/"), &error));
            }
        }
        problems
    }
}

/// Whether this user may make, replace and remove files in a folder.
#[cfg(unix)]
fn may_write(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).map_err(io::Error::from)
}

#[cfg(not(unix))]
fn may_write(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The file system that a folder is on: no file can be renamed into another.
#[cfg(unix)]
fn device(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(folder).ok().map(|metadata| metadata.dev())
}

#[cfg(not(unix))]
fn device(_: &Path) -> Option<u64> {
    None
}
