//! Opening an output folder: whose it is, who else works on it, what was left over.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::lock::Lock;
use super::{JOURNAL, Sink, ownership};
use crate::build::folders::{self, real};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{Digest, FastSet};
use crate::paths::{OWNED, TEMPORARY};

/// An output folder, and where what is known of it is kept.
#[derive(Debug, Clone)]
pub struct Target {
    output: PathBuf,
    /// As it was spelled.
    shown: PathBuf,
    state: PathBuf,
    force: bool,
    /// Why nothing can be written there.
    fault: Option<Fault>,
}

impl Target {
    /// The folder of the cache that belongs to this output.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// Whether a build is putting files into place there, or one that did was interrupted; as far as its cache and the folder itself tell.
    pub fn is_unfinished(&self) -> bool {
        let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
        is_there(&self.state.join(JOURNAL)) || is_there(&self.output.join(TEMPORARY))
    }

    /// The output folder of the site at `root`, whose caches are in `cache`; with `force` it may be somebody else's.
    pub fn new(root: &Path, output: &Path, cache: &Path, force: bool) -> Self {
        let name = real(output);
        let inside = folders::in_site(root, &name).map(Fault::Inside);
        let root = real(root);
        let cache = real(cache);
        let fault = inside.or_else(|| match (cache.starts_with(&name), name.starts_with(&cache)) {
            (true, _) if root.starts_with(&name) => Some(Fault::HoldsSite),
            (true, _) => Some(Fault::HoldsCache(cache.clone())),
            (_, true) => Some(Fault::InCache(cache.clone())),
            _ => None,
        });
        let state = cache.join(Digest::of_bytes(name.as_os_str().as_encoded_bytes()).short(16));
        Self { output: name, shown: output.to_path_buf(), state, force, fault }
    }
}

/// Why a folder cannot be an output.
#[derive(Debug, Clone)]
enum Fault {
    /// It is in a folder of the site's own files.
    Inside(&'static str),
    /// The site and its cache are in it.
    HoldsSite,
    /// The cache is in it.
    HoldsCache(PathBuf),
    /// It is in the cache.
    InCache(PathBuf),
}

impl Fault {
    fn diagnostic(&self, output: &Path) -> Diagnostic {
        let shown = output.display();
        let (message, hint) = match self {
            Self::HoldsSite => (
                format!("the site itself and its cache are in the output folder `{shown}`"),
                "name a folder of its own with --output: what is in the output is published",
            ),
            Self::Inside(folder) => (
                format!("the output folder `{shown}` is inside the site's own `{folder}/`"),
                "name another folder with --output: what is written there would become a part of the site",
            ),
            Self::HoldsCache(cache) => (
                format!("the cache `{}` is inside the output folder `{shown}`", cache.display()),
                "name another folder with --cache: what is in the output is published",
            ),
            Self::InCache(cache) => (
                format!("the output folder `{shown}` is inside the cache `{}`", cache.display()),
                "name another folder with --output: a cache may be deleted at any time",
            ),
        };
        Diagnostic::error(Code::Output, message).hint(hint)
    }
}

/// Locks the folder and makes it ready; `on_wait` is called when another build has to end first.
///
/// # Errors
/// A folder that is not newsprint's, that is a file, or that cannot be written.
pub fn open(target: &Target, on_wait: &dyn Fn()) -> Result<Sink, Diagnostic> {
    let Target { output, shown, state, force, fault } = target;
    if let Some(fault) = fault {
        return Err(fault.diagnostic(shown));
    }
    let shown = shown.display();
    let failed = |error: io::Error| {
        Diagnostic::error(Code::Output, format!("the output folder `{shown}` cannot be used: {error}"))
            .hint("name another folder with --output")
    };
    match fs::metadata(output) {
        Ok(metadata) if !metadata.is_dir() => {
            return Err(Diagnostic::error(Code::Output, format!("the output `{shown}` is a file"))
                .hint("move it away, or name a folder with --output"));
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    let mut lock = Lock::default();
    let cache_fault = lock.of_state(state, on_wait).err();
    fs::create_dir_all(output).map_err(failed)?;
    lock.of_output(output, on_wait);
    let mut warnings = Vec::new();
    let list = ownership::read(&output.join(OWNED), &mut warnings).map_err(failed)?;
    let ours = list.is_some();
    let empty = is_empty(output).map_err(failed)?;
    if !empty && !ours && !force {
        let message = format!("the output folder `{shown}` has files in it, and newsprint never wrote to it");
        return Err(Diagnostic::error(Code::OutputForeign, message)
            .hint("name another folder with --output, or let --force write into this one; what newsprint does not make is kept"));
    }
    let temporary = output.join(TEMPORARY);
    match fs::symlink_metadata(&temporary) {
        // Left over by a build that was killed.
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(&temporary).map_err(failed)?,
        Ok(_) => fs::remove_file(&temporary).map_err(failed)?,
        Err(_) => {}
    }
    Ok(Sink {
        output: output.clone(),
        state: state.clone(),
        owned: list.unwrap_or_default(),
        others: Vec::new(),
        force: *force,
        fresh: empty && !ours,
        // Without a state nobody knows.
        interrupted: cache_fault.is_some() || state.join(JOURNAL).exists(),
        cache_fault,
        warnings,
        folders: Mutex::new(FastSet::default()),
        staged: Mutex::new(Vec::new()),
        _lock: lock,
    })
}

/// Whether a folder holds nothing that matters: what a killed build left over does not.
fn is_empty(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        if entry?.file_name() != TEMPORARY {
            return Ok(false);
        }
    }
    Ok(true)
}
