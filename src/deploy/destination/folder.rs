//! A folder of this machine, or one that is mounted: files are written beside their place and renamed.
#![allow(clippy::disallowed_methods)] // an edge: writes the folder

use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::{Destination, Fault, Headers, MOST, MOST_OF_LINE, TEMPORARY, Version, temporary, too_large};
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

    /// At most so many bytes of a file; none when it is not there.
    fn start(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Fault> {
        let file = self.place(path);
        let read = || {
            let mut bytes = Vec::new();
            fs::File::open(&file)?.take(most).read_to_end(&mut bytes).map(|_| bytes)
        };
        or_absent(read()).map_err(|error| at(&file, &error))
    }

    /// Lets `write` fill a file, and puts it into place.
    fn put_by(
        &self,
        path: &str,
        write: impl FnOnce(&mut fs::File) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let (waiting, target) = (self.place(&temporary(path)), self.place(path));
        make_parents(&waiting)?;
        let mut file = fs::File::create(&waiting).map_err(|error| at(&waiting, &error))?;
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

impl Destination for Local {
    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, Fault> {
        let bytes = self.start(path, MOST + 1)?;
        if bytes.as_ref().is_some_and(|bytes| bytes.len() as u64 > MOST) {
            return Err(too_large(path));
        }
        Ok(bytes.map(|bytes| {
            let version = Version::of_first_line(&bytes);
            (bytes, version)
        }))
    }

    fn version(&self, path: &str) -> Result<Option<Version>, Fault> {
        Ok(self.start(path, MOST_OF_LINE as u64)?.map(|bytes| Version::of_first_line(&bytes)))
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
        if self.version(path)?.as_ref() != expected {
            return Err(Fault::Raced);
        }
        let version = Version::of_first_line(&bytes);
        self.write(path, bytes)?;
        Ok(version)
    }

    fn remove(&self, path: &str) -> Result<(), Fault> {
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

    fn sweep(&self) {
        let folder = self.place(TEMPORARY);
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let _ = fs::remove_file(entry.path());
        }
        let _ = fs::remove_dir(folder);
    }
}
