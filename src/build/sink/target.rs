//! Opening an output folder: whose it is, who else works on it, what was left over.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::lock::Lock;
use super::{JOURNAL, Sink, ownership};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{Digest, FastSet};
use crate::paths::{OWNED, TEMPORARY};
use crate::source::FOLDERS;

/// An output folder, and where what is known of it is kept.
#[derive(Debug, Clone)]
pub struct Target {
    output: PathBuf,
    state: PathBuf,
    force: bool,
    /// The folder of the site's own files that it is in, if it is.
    inside: Option<&'static str>,
    /// The cache, when it is in the output.
    swallowed: Option<PathBuf>,
}

impl Target {
    /// The folder of the cache that belongs to this output.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// The output folder of the site at `root`, whose caches are in `cache`; with `force` it may be somebody else's.
    pub fn new(root: &Path, output: &Path, cache: &Path, force: bool) -> Self {
        // Two spellings of one folder are one folder, if it is there to be asked.
        let absolute = fs::canonicalize(output).or_else(|_| std::path::absolute(output));
        let name = absolute.unwrap_or_else(|_| output.to_path_buf());
        // An output that is not there yet has no canonical name.
        let roots = [fs::canonicalize(root), std::path::absolute(root)].into_iter().flatten();
        let roots: Vec<PathBuf> = roots.collect();
        // A folder of the site may be a link: what it leads to is the site's own.
        let is_below = |folder: PathBuf| {
            name.starts_with(&folder) || fs::canonicalize(folder).is_ok_and(|folder| name.starts_with(folder))
        };
        let inside = |folder: &&str| roots.iter().any(|root| is_below(root.join(folder)));
        let inside = FOLDERS.into_iter().find(inside);
        let caches = [fs::canonicalize(cache), std::path::absolute(cache)].into_iter().flatten();
        let swallowed = caches.into_iter().find(|cache| cache.starts_with(&name));
        let name = Digest::of_bytes(name.as_os_str().as_encoded_bytes()).short(16);
        Self { output: output.to_path_buf(), state: cache.join(name), force, inside, swallowed }
    }
}

/// Locks the folder and makes it ready; `on_wait` is called when another build has to end first.
///
/// # Errors
/// A folder that is not newsprint's, that is a file, or that cannot be written.
pub fn open(target: &Target, on_wait: &dyn Fn()) -> Result<Sink, Diagnostic> {
    let Target { output, state, force, inside, swallowed } = target;
    let shown = output.display();
    if let Some(folder) = inside {
        let message = format!("the output folder `{shown}` is inside the site's own `{folder}/`");
        return Err(Diagnostic::error(Code::Output, message).hint(
            "name another folder with --output: what is written there would become a part of the site",
        ));
    }
    if let Some(cache) = swallowed {
        let message = format!("the cache `{}` is inside the output folder `{shown}`", cache.display());
        return Err(Diagnostic::error(Code::Output, message)
            .hint("name another folder with --cache: what is in the output is published"));
    }
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
