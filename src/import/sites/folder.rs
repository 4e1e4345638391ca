//! The files of an old site: the edge at which they are read. Nothing outside of the folder is, no link of the file system is
//! followed, and sizes are bounded.
#![allow(clippy::disallowed_methods)] // an edge: reads the files of the old site

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use walkdir::{DirEntry, WalkDir};

use super::remark::{Cause, Remark};

/// The largest text that is read.
const MOST_BYTES: u64 = 8 << 20;
/// The largest export of a whole site in one file.
const MOST_OF_EXPORT: u64 = 512 << 20;
/// The largest picture or other file that is copied.
const MOST_OF_FILE: u64 = 64 << 20;
/// The most files that are looked at.
const MOST_FILES: usize = 1_000_000;
/// Folders that hold no content of any generator.
const NOT_CONTENT: [&str; 8] =
    [".git", ".hg", ".svn", "node_modules", "_site", ".jekyll-cache", ".sass-cache", "vendor"];

/// A folder, or one file, of an old site.
pub struct Folder {
    root: PathBuf,
    /// Paths from the root with `/`, and sizes.
    files: BTreeMap<String, u64>,
    /// What was passed over.
    pub remarks: Vec<Remark>,
    last_read: Mutex<LastRead>,
}

/// The file that was read last.
#[derive(Debug, Clone, Default)]
pub struct LastRead {
    /// How many were read before it, and itself.
    pub number: usize,
    /// Its path.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
}

impl Folder {
    /// Looks into a folder; of a single file it is the only one.
    ///
    /// # Errors
    /// It cannot be read at all.
    pub fn open(path: &Path) -> Result<Self, String> {
        let metadata = path.metadata().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => format!("there is no file or folder {}", path.display()),
            _ => format!("{}: {error}", path.display()),
        })?;
        if metadata.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let root = path.parent().unwrap_or(Path::new("")).to_path_buf();
            return Ok(Self::new(root, BTreeMap::from([(name, metadata.len())])));
        }
        let mut folder = Self::new(path.to_path_buf(), BTreeMap::new());
        let wanted = |entry: &DirEntry| {
            let is_folder = entry.depth() > 0 && entry.file_type().is_dir();
            !(is_folder && NOT_CONTENT.iter().any(|name| entry.file_name() == *name))
        };
        for entry in WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(wanted) {
            let entry = entry.map_err(|error| format!("{}: {error}", path.display()))?;
            let Ok(below) = entry.path().strip_prefix(path) else { continue };
            let Some(name) = below.to_str() else {
                folder.remarks.push(Remark::of(Cause::Unreadable, &below.to_string_lossy()));
                continue;
            };
            let name = name.replace(std::path::MAIN_SEPARATOR, "/");
            if entry.file_type().is_symlink() {
                folder.remarks.push(Remark::of(Cause::SymbolicLink, &name));
            } else if entry.file_type().is_file() {
                let size = entry.metadata().map_or(0, |metadata| metadata.len());
                folder.files.insert(name, size);
            }
            if folder.files.len() > MOST_FILES {
                return Err(format!("{}: more than {MOST_FILES} files", path.display()));
            }
        }
        Ok(folder)
    }

    fn new(root: PathBuf, files: BTreeMap<String, u64>) -> Self {
        Self { root, files, remarks: Vec::new(), last_read: Mutex::default() }
    }

    /// The file that was read last, for whoever watches the reading.
    pub fn last_read(&self) -> LastRead {
        self.last_read.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The paths of its files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Those below a folder, which ends with `/`.
    pub fn below<'f>(&'f self, folder: &'f str) -> impl Iterator<Item = &'f str> {
        let from = self.files.range(folder.to_owned()..);
        from.map(|(path, _)| path.as_str()).take_while(move |path| path.starts_with(folder))
    }

    /// Whether there is a file.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// A text.
    ///
    /// # Errors
    /// Why there is none.
    pub fn text(&self, path: &str) -> Result<String, Remark> {
        self.text_up_to(path, MOST_BYTES)
    }

    /// The text of the export of a whole site.
    ///
    /// # Errors
    /// Why there is none.
    pub fn export(&self, path: &str) -> Result<String, Remark> {
        self.text_up_to(path, MOST_OF_EXPORT)
    }

    fn text_up_to(&self, path: &str, most: u64) -> Result<String, Remark> {
        let bytes = self.bytes(path, most)?;
        let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) => rest.to_vec(),
            None => bytes,
        };
        let text = String::from_utf8(bytes).map_err(|_| Remark::of(Cause::NotUtf8, path))?;
        Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
    }

    /// Whether a picture or another file is there and no larger than such may be.
    ///
    /// # Errors
    /// Why it will not be read.
    pub fn fits(&self, path: &str) -> Result<(), Remark> {
        match self.files.get(path) {
            Some(size) if *size <= MOST_OF_FILE => Ok(()),
            Some(_) => Err(Remark::of(Cause::TooLarge, path)),
            None => Err(Remark::of(Cause::Unreadable, path)),
        }
    }

    /// The bytes of a picture or another file.
    ///
    /// # Errors
    /// Why there are none.
    pub fn file(&self, path: &str) -> Result<Vec<u8>, Remark> {
        self.bytes(path, MOST_OF_FILE)
    }

    fn bytes(&self, path: &str, most: u64) -> Result<Vec<u8>, Remark> {
        let unreadable = || Remark::of(Cause::Unreadable, path);
        let size = *self.files.get(path).ok_or_else(unreadable)?;
        if size > most {
            return Err(Remark::of(Cause::TooLarge, path));
        }
        let mut last = self.last_read.lock().unwrap_or_else(PoisonError::into_inner);
        *last = LastRead { number: last.number + 1, path: path.to_owned(), size };
        drop(last);
        let file = File::open(self.root.join(path)).map_err(|_| unreadable())?;
        let mut bytes = Vec::with_capacity(size as usize);
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| unreadable())?;
        if bytes.len() as u64 > most { Err(Remark::of(Cause::TooLarge, path)) } else { Ok(bytes) }
    }
}

#[cfg(test)]
impl Folder {
    /// With these files; they are there as long as what comes with it.
    pub fn of(files: &[(&str, &str)]) -> (Self, tempfile::TempDir) {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        (Self::open(folder.path()).expect("a folder"), folder)
    }
}
