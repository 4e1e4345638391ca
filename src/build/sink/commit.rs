//! Puts what was staged into place, and removes what is stale.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::PoisonError;

use rayon::prelude::*;

use super::{Class, JOURNAL, Sink, TREE, failed, foreign, ownership};
use crate::diagnostic::Diagnostic;
use crate::paths::{OWNED, OutPath, TEMPORARY};

/// What a build did to its output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new.
    pub added: Vec<String>,
    /// Files that have new bytes.
    pub changed: Vec<String>,
    /// How many files were as they should be.
    pub unchanged: usize,
    /// Files of an earlier build.
    pub removed: Vec<String>,
}

impl Summary {
    /// How many files are new or have new bytes.
    pub fn written(&self) -> usize {
        self.added.len() + self.changed.len()
    }
}

impl Sink {
    /// Puts everything into place. `outputs` are all outputs of the build, by the numbers that they were staged under.
    /// When there is anything to do, a journal is left for [`Sink::finish`] to take away.
    ///
    /// # Errors
    /// What the file system says, and what stands in the way that is not newsprint's. What stands in the way is found
    /// before anything is changed.
    pub fn commit(&mut self, outputs: &[(&OutPath, Class)]) -> Result<Summary, Diagnostic> {
        let mut staged = std::mem::take(&mut *self.staged.lock().unwrap_or_else(PoisonError::into_inner));
        staged.sort_by_key(|index| (outputs[*index].1, *index));
        let mut live: Vec<&OutPath> = outputs.iter().map(|(path, _)| *path).collect();
        live.par_sort_unstable();
        let stale: Vec<&OutPath> =
            self.owned.iter().filter(|path| live.binary_search(path).is_err()).collect();
        let mut summary = Summary { unchanged: outputs.len() - staged.len(), ..Summary::default() };
        for index in &staged {
            let path = outputs[*index].0;
            let is_new = self.owned.binary_search(path).is_err();
            if is_new { &mut summary.added } else { &mut summary.changed }.push(path.to_string());
        }
        let same_list = self.owned.iter().eq(live.iter().copied());
        if staged.is_empty() && stale.is_empty() && same_list {
            return Ok(summary);
        }
        if !self.fresh {
            self.check_way(&staged, outputs, &stale)?;
        }
        fs::write(self.journal(), "A build is in progress, or was interrupted.\n")
            .map_err(|error| failed(JOURNAL, &error))?;
        let list = self.output.join(OWNED);
        let temporary = self.output.join(TEMPORARY).join("owned");
        let write = |paths: &mut dyn Iterator<Item = &OutPath>| {
            ownership::write(&list, &temporary, paths).map_err(|error| failed(OWNED, &error))
        };
        let mut all: Vec<&OutPath> = live.iter().copied().chain(stale.iter().copied()).collect();
        all.par_sort_unstable();
        write(&mut all.into_iter())?;

        if self.fresh {
            self.place_tree().map_err(|error| failed("", &error))?;
        } else {
            let mut folders = HashSet::new();
            for index in &staged {
                let path = outputs[*index].0;
                self.place(*index, path, &mut folders).map_err(|error| failed(path.as_str(), &error))?;
            }
        }
        let names: BTreeSet<std::borrow::Cow<'_, str>> =
            if stale.is_empty() { BTreeSet::new() } else { live.iter().map(|path| path.folded()).collect() };
        for path in stale.iter().filter(|path| !names.contains(&path.folded())) {
            if self.remove(path).map_err(|error| failed(path.as_str(), &error))? {
                summary.removed.push(path.to_string());
            }
        }
        write(&mut live.into_iter())?;
        Ok(summary)
    }

    /// Finds what stands in the way and is not newsprint's, before anything is changed.
    fn check_way(
        &self,
        staged: &[usize],
        outputs: &[(&OutPath, Class)],
        stale: &[&OutPath],
    ) -> Result<(), Diagnostic> {
        let stale: BTreeSet<&str> = stale.iter().map(|path| path.as_str()).collect();
        let mut seen = BTreeSet::new();
        for index in staged {
            let path = outputs[*index].0.as_str();
            for (end, _) in path.match_indices('/') {
                let folder = &path[..end];
                if !seen.insert(folder) {
                    continue;
                }
                let Ok(metadata) = fs::symlink_metadata(self.output.join(folder)) else { break };
                if metadata.is_symlink() {
                    return Err(Diagnostic::error(
                        "output-foreign",
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
                return Err(Diagnostic::error("output-foreign", message).hint("move it away"));
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

    /// Renames a temporary file into place. What makes way for it was found to be newsprint's own and stale, or
    /// somebody's file that may be replaced.
    fn place<'a>(&self, index: usize, path: &'a OutPath, folders: &mut HashSet<&'a str>) -> io::Result<()> {
        let target = self.output.join(path.as_str());
        let folder = path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        if !folders.contains(folder) {
            let wanted = self.output.join(folder);
            if let Err(error) = fs::create_dir_all(&wanted) {
                self.make_way_for_folder(path).map_err(|_| error)?;
                fs::create_dir_all(&wanted)?;
            }
            folders.insert(folder);
        }
        let temporary = self.output.join(TEMPORARY).join(self.temporary(index, path));
        match fs::rename(&temporary, &target) {
            Err(_) if target.is_dir() => {
                fs::remove_dir_all(&target)?;
                fs::rename(&temporary, &target)
            }
            result => result,
        }
    }

    /// Puts a whole site into a folder that had nothing: a few renames, the home page last.
    fn place_tree(&self) -> io::Result<()> {
        let tree = self.output.join(TEMPORARY).join(TREE);
        let mut names =
            fs::read_dir(&tree)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
        names.sort_by_key(|name| (name == "index.html", name.clone()));
        names.iter().try_for_each(|name| fs::rename(tree.join(name), self.output.join(name)))
    }

    /// Removes the file where an output needs a folder.
    fn make_way_for_folder(&self, path: &OutPath) -> io::Result<()> {
        let path = path.as_str();
        for (end, _) in path.match_indices('/') {
            let folder = self.output.join(&path[..end]);
            if fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_file()) {
                return fs::remove_file(folder);
            }
        }
        Ok(())
    }

    /// Removes a file that an earlier build made, and the folders that this leaves empty. Says whether it was there.
    fn remove(&self, path: &OutPath) -> io::Result<bool> {
        let parts: Vec<&str> = path.as_str().split('/').collect();
        let mut folder = self.output.clone();
        for part in &parts[..parts.len() - 1] {
            folder.push(part);
            // Through a symbolic link nothing is removed: what is there is not in this folder.
            match fs::symlink_metadata(&folder) {
                Ok(metadata) if metadata.is_dir() => {}
                _ => return Ok(false),
            }
        }
        let file = folder.join(parts[parts.len() - 1]);
        match fs::symlink_metadata(&file) {
            Ok(metadata) if !metadata.is_dir() => fs::remove_file(&file)?,
            _ => return Ok(false),
        }
        while folder != self.output && fs::remove_dir(&folder).is_ok() {
            folder.pop();
        }
        Ok(true)
    }
}
