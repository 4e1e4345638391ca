//! A folder of this machine, or one that is mounted: files are written beside their place and renamed. It may be a link itself; through links in
//! it nothing is written or removed.
#![allow(clippy::disallowed_methods)] // an edge: writes the folder

use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::{Destination, Fault, Headers, PlainFiles, TEMPORARY, Version, temporary};
use crate::deploy::files::{Published, pieces};

/// A folder.
#[derive(Debug)]
pub struct Local {
    root: PathBuf,
}

impl Local {
    /// The folder, which need not be there.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    fn place(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Lets `write` fill a file, and puts it into place.
    fn put_by(
        &self,
        path: &str,
        write: impl FnOnce(&mut fs::File) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let aside = temporary(path);
        self.may_reach(&aside)?;
        self.may_reach(path)?;
        let (waiting, target) = (self.place(&aside), self.place(path));
        make_parents(&waiting)?;
        // What an interruption left there, or a link that somebody put there, is not written to.
        let _ = fs::remove_file(&waiting);
        let mut file = fs::File::create_new(&waiting).map_err(|error| at(&waiting, &error))?;
        write(&mut file).inspect_err(|_| drop(fs::remove_file(&waiting)))?;
        make_parents(&target)?;
        fs::rename(&waiting, &target).map_err(|error| at(&target, &error))
    }
}

/// What the file system says, and of what.
fn at(file: &Path, error: &io::Error) -> Fault {
    Fault::said(format!("{}: {error}", file.display()))
}

fn make_parents(file: &Path) -> Result<(), Fault> {
    let Some(folder) = file.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|error| at(folder, &error))
}

fn or_absent<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

impl PlainFiles for Local {
    fn start(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Fault> {
        let file = self.place(path);
        let read = || {
            let mut bytes = Vec::new();
            fs::File::open(&file)?.take(most).read_to_end(&mut bytes).map(|_| bytes)
        };
        or_absent(read()).map_err(|error| at(&file, &error))
    }
}

impl Destination for Local {
    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, Fault> {
        self.read_plain(path)
    }

    fn version(&self, path: &str) -> Result<Option<Version>, Fault> {
        self.version_plain(path)
    }

    fn has(&self, path: &str) -> Result<bool, Fault> {
        Ok(or_absent(fs::symlink_metadata(self.place(path)))?.is_some())
    }

    fn put(&self, file: &Published, _: &Headers) -> Result<(), Fault> {
        self.put_by(&file.path, |out| {
            let digest = pieces(&file.file, &mut |piece| Ok::<(), Fault>(out.write_all(piece)?))?;
            if digest == file.digest { Ok(()) } else { Err(Fault::Changed(file.path.clone())) }
        })
    }

    fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        self.put_by(path, |out| Ok(out.write_all(&bytes)?))
    }

    fn replace(&self, path: &str, bytes: Vec<u8>, expected: Option<&Version>) -> Result<Version, Fault> {
        self.replace_plain(path, bytes, expected)
    }

    fn remove(&self, path: &str) -> Result<(), Fault> {
        self.may_reach(path)?;
        let file = self.place(path);
        or_absent(fs::remove_file(&file)).map_err(|error| at(&file, &error))?;
        for folder in file.ancestors().skip(1).take_while(|folder| *folder != self.root) {
            // One that is not empty stays, and so do those that it is in.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn may_reach(&self, path: &str) -> Result<(), Fault> {
        for (end, _) in path.match_indices('/') {
            let folder = self.place(&path[..end]);
            match or_absent(fs::symlink_metadata(&folder)).map_err(|error| at(&folder, &error))? {
                Some(metadata) if metadata.is_symlink() => {
                    let what = format!("{} is a link: nothing is put where a link leads", folder.display());
                    return Err(Fault::with(what, "move it away"));
                }
                Some(_) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn sweep(&self) {
        let folder = self.place(TEMPORARY);
        if self.may_reach(&format!("{TEMPORARY}/")).is_err() {
            return;
        }
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let _ = fs::remove_file(entry.path());
        }
        let _ = fs::remove_dir(folder);
    }
}
