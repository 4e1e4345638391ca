//! Puts what was staged into place, and removes what is stale.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::PoisonError;

use rayon::prelude::*;

use super::{PageMark, Sink, TREE, failed, ownership};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::FastSet;
use crate::output::Class;
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

/// How far a build came that could not put all of its files into place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Partial {
    /// How many files that are new or have new bytes are in place.
    pub placed: usize,
    /// Of how many.
    pub of: usize,
    /// How many files of an earlier build were removed.
    pub removed: usize,
}

/// Why a build did not end.
#[derive(Debug)]
pub enum Refused {
    /// Nothing in the output has changed.
    Before(Vec<Diagnostic>),
    /// Some files are the new ones, others the old ones, each of them whole.
    Halfway(Box<Diagnostic>, Partial),
}

/// What is said when the file system refuses something after the first change.
fn halfway(path: &str, what: &str, error: &io::Error, done: Partial) -> Refused {
    let Partial { placed, of, removed } = done;
    let message = match removed {
        0 => format!("`{path}` cannot be {what}: {error}; {placed} of {of} new files are in place"),
        _ => format!(
            "`{path}` cannot be {what}: {error}; {placed} of {of} new files are in place, {removed} old ones are removed"
        ),
    };
    let mut problem = Diagnostic::error(Code::OutputPartial, message);
    if let Some(remedy) = super::remedy(error) {
        problem = problem.hint(remedy);
    }
    let hint = "build again: each file is whole, the old one or the new one, and the next build compares all of them and \
                puts the rest into place";
    Refused::Halfway(Box::new(problem.hint(hint)), done)
}

/// Marks of pages, and further ones, by path.
fn with<'m>(
    marks: impl Iterator<Item = (&'m OutPath, PageMark)>,
    more: &'m [(OutPath, PageMark)],
) -> Vec<(&'m OutPath, PageMark)> {
    let mut all: Vec<_> = marks.chain(more.iter().map(|(path, mark)| (path, *mark))).collect();
    all.par_sort_by_key(|(path, _)| *path);
    all
}

impl Sink {
    /// Puts everything into place. `outputs` are all outputs of the build, by the numbers that they were staged under.
    /// `marks` are those of pages among them, by path. When there is anything to do, a journal is left for [`Sink::finish`] to
    /// take away.
    ///
    /// # Errors
    /// What the file system says, and what stands in the way that is not newsprint's. Whatever can be found before anything
    /// is changed is.
    pub fn commit(
        &mut self,
        outputs: &[(&OutPath, Class)],
        marks: &[(&OutPath, PageMark)],
    ) -> Result<Summary, Refused> {
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
        let list = self.output.join(OWNED);
        let of_others = self.marks_of_others(&list);
        let marks =
            &with(marks.iter().filter(|(path, _)| live.binary_search(path).is_ok()).copied(), &of_others);
        let text = ownership::text(&self.with_others(&live), marks);
        let same_list = fs::read(&list).is_ok_and(|there| there == text.as_bytes());
        if staged.is_empty() && stale.is_empty() && same_list {
            return Ok(summary);
        }
        if !self.fresh {
            let new: Vec<&OutPath> = staged.iter().map(|index| outputs[*index].0).collect();
            self.check_way(&new, &stale).map_err(|problem| Refused::Before(vec![problem]))?;
            let problems = self.check_folders(&new, &stale);
            if !problems.is_empty() {
                return Err(Refused::Before(problems));
            }
        }
        if let Err(error) = fs::write(self.journal(), "A build is in progress, or was interrupted.\n") {
            // The next build cannot know what became of this one, and knows that it cannot.
            self.cache_fault.get_or_insert(error);
        }
        // The list as it will be is written before there is anything to list, so that at the end no room is needed for it.
        let all: Vec<&OutPath> = live.iter().copied().chain(stale.iter().copied()).collect();
        let all = self.with_others(&all);
        let temporary = self.output.join(TEMPORARY);
        let new = temporary.join("owned");
        let write = || {
            fs::create_dir_all(&temporary)?;
            fs::write(&new, &text)?;
            if self.with_others(&self.owned.iter().collect::<Vec<_>>()) != all {
                let union = temporary.join("owned-until-then");
                if stale.is_empty() {
                    fs::write(&union, &text)?;
                    return fs::rename(&union, &list);
                }
                // What is about to go is known as what it was, should this build not end.
                let old = ownership::marks(&list, &|path| stale.binary_search(&path).is_ok());
                let marks = with(marks.iter().copied(), &old);
                fs::write(&union, ownership::text(&all, &marks))?;
                fs::rename(&union, &list)?;
            }
            Ok(())
        };
        write().map_err(|error| Refused::Before(vec![failed(OWNED, &error)]))?;
        drop((text, all));

        let mut done = Partial { placed: 0, of: staged.len(), removed: 0 };
        if self.fresh {
            self.place_tree(outputs, &mut done)?;
        } else {
            let mut folders = FastSet::default();
            for index in &staged {
                let path = outputs[*index].0;
                let placed = self.place(*index, path, &mut folders);
                placed.map_err(|error| halfway(path.as_str(), "put into place", &error, done))?;
                done.placed += 1;
            }
        }
        let names: BTreeSet<std::borrow::Cow<'_, str>> =
            if stale.is_empty() { BTreeSet::new() } else { live.iter().map(|path| path.folded()).collect() };
        for path in stale.iter().filter(|path| !names.contains(&path.folded())) {
            let removed = self.remove(path);
            if removed.map_err(|error| halfway(path.as_str(), "removed", &error, done))? {
                summary.removed.push(path.to_string());
                done.removed += 1;
            }
        }
        fs::rename(&new, &list).map_err(|error| halfway(OWNED, "put into place", &error, done))?;
        Ok(summary)
    }

    /// Paths of this build and those of other shares, sorted.
    fn with_others<'p>(&'p self, own: &[&'p OutPath]) -> Vec<&'p OutPath> {
        let mut all: Vec<&OutPath> = own.iter().copied().chain(&self.others).collect();
        all.par_sort_unstable();
        all.dedup();
        all
    }

    /// The marks of pages of other shares, as they are.
    fn marks_of_others(&self, list: &Path) -> Vec<(OutPath, PageMark)> {
        match self.others.is_empty() {
            true => Vec::new(),
            false => ownership::marks(list, &|path| self.others.binary_search(path).is_ok()),
        }
    }

    /// Renames a temporary file into place. What makes way for it was found to be newsprint's own and stale, or
    /// somebody's file that may be replaced.
    fn place<'a>(&self, index: usize, path: &'a OutPath, folders: &mut FastSet<&'a str>) -> io::Result<()> {
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
    fn place_tree(&self, outputs: &[(&OutPath, Class)], done: &mut Partial) -> Result<(), Refused> {
        let tree = self.output.join(TEMPORARY).join(TREE);
        let names = fs::read_dir(&tree)
            .and_then(|entries| entries.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>());
        let mut names = names.map_err(|error| halfway(TREE, "put into place", &error, *done))?;
        names.sort_by_key(|name| (name == "index.html", name.clone()));
        let mut below: HashMap<&str, usize> = HashMap::new();
        for (path, _) in outputs {
            *below.entry(path.as_str().split('/').next().unwrap_or_default()).or_default() += 1;
        }
        for name in &names {
            let shown = name.to_string_lossy();
            fs::rename(tree.join(name), self.output.join(name))
                .map_err(|error| halfway(&shown, "put into place", &error, *done))?;
            done.placed += below.get(&*shown).copied().unwrap_or_default();
        }
        Ok(())
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
