//! What is on disk: the only module that reads a site's files.
//!
//! [`Sources::load`] walks the site's folders, reads every file once and keeps of each its path, its
//! content hash and what the caller made of its bytes. Texts are read again by [`Sources::read`] when
//! something is made of them; a file that has changed meanwhile is a [`Changed`], never other bytes.
#![allow(clippy::disallowed_methods)] // an edge: io is what it is for

mod picture;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::Diagnostic;
use crate::hash::Digest;

/// The folders of a site that are read; anything beside them is the site's own business.
const FOLDERS: [&str; 5] = ["content", "data", "i18n", "static", "templates"];
/// The configuration file.
pub const CONFIG: &str = "newsprint.yaml";
/// The largest text (Markdown, YAML, template) that is read, in bytes.
pub const MAX_TEXT: u64 = 16 << 20;

/// A number that stands for a file in its [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Relative to the site's root, with `/`.
    pub path: Box<str>,
    /// Hash of its bytes.
    pub hash: Digest,
    /// Width and height in pixels, when it is a picture that says so.
    pub size: Option<(u32, u32)>,
    /// Bytes.
    pub len: u64,
}

/// All files of a site, by path.
#[derive(Debug)]
pub struct Sources {
    root: PathBuf,
    files: Vec<File>,
    ids: BTreeMap<Box<str>, FileId>,
}

/// A file is not what it was when the site was read: start over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub path: String,
}

/// What a reader gets of a file while the site is loaded.
pub struct Loaded<'a> {
    /// Relative to the site's root.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Their hash.
    pub hash: Digest,
}

impl Sources {
    /// Reads the site at `root`. `read` is called for every file, from many threads, and what it makes is
    /// returned in the order of the paths.
    ///
    /// # Errors
    /// A folder or file that cannot be read.
    pub fn load<T: Send>(
        root: &Path,
        read: impl Fn(&Loaded<'_>) -> Option<T> + Sync,
    ) -> (Self, Vec<T>, Vec<Diagnostic>) {
        let (paths, mut diagnostics) = walk(root);
        let loaded: Vec<Result<(File, Option<T>), Diagnostic>> = paths
            .into_par_iter()
            .map_init(Vec::new, |buffer, path| {
                let len = read_into(&root.join(&path), is_text(&path), buffer)
                    .map_err(|problem| problem.in_file(&path))?;
                let hash = Digest::of_bytes(buffer);
                let made = read(&Loaded { path: &path, bytes: buffer, hash });
                let size = picture::size(&path, buffer);
                Ok((File { path: path.into(), hash, size, len }, made))
            })
            .collect();
        let (mut files, mut made) = (Vec::with_capacity(loaded.len()), Vec::new());
        for result in loaded {
            match result {
                Ok((file, value)) => {
                    files.push(file);
                    made.extend(value);
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        let ids = files.iter().enumerate().map(|(i, f)| (f.path.clone(), FileId(i as u32))).collect();
        (Self { root: root.to_path_buf(), files, ids }, made, diagnostics)
    }

    /// The file at a path relative to the root.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.ids.get(path).copied()
    }

    /// What is known of a file.
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
    }

    /// All files below a folder (`static/`), by path.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (FileId, &'a File)> + 'a {
        self.ids
            .range::<str, _>((std::ops::Bound::Included(folder), std::ops::Bound::Unbounded))
            .take_while(move |(path, _)| path.starts_with(folder))
            .map(|(_, id)| (*id, self.file(*id)))
    }

    /// The bytes of a file as they were when the site was read.
    ///
    /// # Errors
    /// [`Changed`] when they are not what they were, or cannot be read any more.
    pub fn read(&self, id: FileId, buffer: &mut Vec<u8>) -> Result<(), Changed> {
        let file = self.file(id);
        let changed = || Changed { path: file.path.to_string() };
        read_into(&self.root.join(&*file.path), false, buffer).map_err(|_| changed())?;
        if Digest::of_bytes(buffer) == file.hash { Ok(()) } else { Err(changed()) }
    }

    /// A text for a message: whatever the file holds now.
    pub fn peek(root: &Path, path: &str) -> Option<String> {
        let mut buffer = Vec::new();
        read_into(&root.join(path), true, &mut buffer).ok()?;
        Some(String::from_utf8_lossy(&buffer).into_owned())
    }
}

fn is_text(path: &str) -> bool {
    let content = path.starts_with("content/") && (path.ends_with(".md") || path.ends_with(".yaml"));
    content || path == CONFIG || ["data/", "i18n/", "templates/"].iter().any(|f| path.starts_with(f))
}

/// Paths of all files, sorted, and what was passed over.
fn walk(root: &Path) -> (Vec<String>, Vec<Diagnostic>) {
    let mut paths = Vec::new();
    let mut diagnostics = Vec::new();
    if root.join(CONFIG).is_file() {
        paths.push(CONFIG.to_owned());
    }
    for folder in FOLDERS {
        let start = root.join(folder);
        if !start.exists() {
            continue;
        }
        let entries = WalkDir::new(&start).follow_links(false).into_iter();
        // Hidden files are the tools' own: `.DS_Store`, an editor's swap file, `.git` of a nested repository.
        let visible = |name: &str| !name.starts_with('.') && !name.ends_with('~');
        for entry in entries.filter_entry(|e| e.file_name().to_str().is_none_or(visible)) {
            match entry {
                Ok(entry) => match relative(root, entry.path()) {
                    Some(path) if entry.path_is_symlink() => diagnostics.push(
                        Diagnostic::warning("symbolic-link", "a symbolic link is passed over")
                            .in_file(path)
                            .hint("put the file itself here: content may not lead out of its site"),
                    ),
                    Some(path) if entry.file_type().is_file() => paths.push(path),
                    Some(_) => {}
                    None => diagnostics.push(
                        Diagnostic::error("file-name", "this file's name is not UTF-8")
                            .in_file(entry.path().to_string_lossy()),
                    ),
                },
                Err(error) => {
                    let path = error.path().and_then(|p| relative(root, p)).unwrap_or_else(|| folder.into());
                    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    diagnostics.push(
                        Diagnostic::error("unreadable", format!("cannot be read: {why}")).in_file(path),
                    );
                }
            }
        }
    }
    paths.sort_unstable();
    (paths, diagnostics)
}

fn relative(root: &Path, path: &Path) -> Option<String> {
    let path = path.strip_prefix(root).ok()?.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' { path.to_owned() } else { path.replace('\\', "/") })
}

fn read_into(path: &Path, text: bool, buffer: &mut Vec<u8>) -> Result<u64, Diagnostic> {
    let failed = |error: std::io::Error| Diagnostic::error("unreadable", format!("cannot be read: {error}"));
    buffer.clear();
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let len = file.metadata().map_err(failed)?.len();
    if text && len > MAX_TEXT {
        let message = format!("this text is {} MB long; the limit is {} MB", len >> 20, MAX_TEXT >> 20);
        return Err(Diagnostic::error("too-large", message));
    }
    buffer.reserve(len as usize + 1);
    file.read_to_end(buffer).map_err(failed)?;
    Ok(buffer.len() as u64)
}

/// The bytes of `newsprint.yaml` of a site; none when there is no such file.
///
/// # Errors
/// When it is there and cannot be read, or when there is no such site.
pub fn config_text(root: &Path) -> Result<Option<Vec<u8>>, Diagnostic> {
    if !root.is_dir() {
        let message = format!("there is no folder `{}`", root.display());
        return Err(Diagnostic::error("root", message).hint("--root names the folder that holds `content/`"));
    }
    let path = root.join(CONFIG);
    if !path.exists() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    read_into(&path, true, &mut bytes).map_err(|problem| problem.in_file(CONFIG))?;
    Ok(Some(bytes))
}
