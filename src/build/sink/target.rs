//! Opening an output folder: whose it is, who else works on it, what was left over.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::{JOURNAL, Sink, lock, ownership};
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
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
}

impl Target {
    /// The folder of `.newsprint/` that belongs to this output.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// The output folder of the site at `root`; with `force` it may be somebody else's.
    pub fn new(root: &Path, output: &Path, force: bool) -> Self {
        // Two spellings of one folder are one folder, if it is there to be asked.
        let absolute = fs::canonicalize(output).or_else(|_| std::path::absolute(output));
        let name = absolute.unwrap_or_else(|_| output.to_path_buf());
        // An output that is not there yet has no canonical name.
        let roots = [fs::canonicalize(root), std::path::absolute(root)].into_iter().flatten();
        let roots: Vec<PathBuf> = roots.collect();
        let inside = |folder: &&str| roots.iter().any(|root| name.starts_with(root.join(folder)));
        let inside = FOLDERS.into_iter().find(inside);
        let name = Digest::of_bytes(name.as_os_str().as_encoded_bytes()).short(16);
        Self { output: output.to_path_buf(), state: root.join(".newsprint").join(name), force, inside }
    }
}

/// Locks the folder and makes it ready; `on_wait` is called when another build has to end first.
///
/// # Errors
/// A folder that is not newsprint's, that is a file, or that cannot be written.
pub fn open(target: &Target, on_wait: &dyn Fn()) -> Result<Sink, Diagnostic> {
    let Target { output, state, force, inside } = target;
    let shown = output.display();
    if let Some(folder) = inside {
        let message = format!("the output folder `{shown}` is inside the site's own `{folder}/`");
        return Err(Diagnostic::error("output", message).hint(
            "name another folder with --output: what is written there would become a part of the site",
        ));
    }
    let failed = |error: io::Error| {
        Diagnostic::error("output", format!("the output folder `{shown}` cannot be used: {error}"))
            .hint("name another folder with --output")
    };
    let existed = match fs::metadata(output) {
        Ok(metadata) if !metadata.is_dir() => {
            return Err(Diagnostic::error("output", format!("the output `{shown}` is a file"))
                .hint("move it away, or name a folder with --output"));
        }
        Ok(_) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(failed(error)),
    };
    let lock = lock::acquire(state, on_wait).map_err(|error| {
        let folder = state.parent().unwrap_or(state).display();
        Diagnostic::error("output", format!("`{folder}` cannot be written: {error}"))
            .hint("let this user write there: newsprint keeps the lock and the caches of a build in it")
    })?;
    let mut warnings = Vec::new();
    let list = ownership::read(&output.join(OWNED), &mut warnings).map_err(failed)?;
    let ours = list.is_some();
    let empty = !existed || is_empty(output).map_err(failed)?;
    if !empty && !ours && !force {
        let message = format!("the output folder `{shown}` has files in it, and newsprint never wrote to it");
        return Err(Diagnostic::error("output-foreign", message)
            .hint("name another folder with --output, or let --force write into this one; what newsprint does not make is kept"));
    }
    fs::create_dir_all(output).map_err(failed)?;
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
        interrupted: state.join(JOURNAL).exists(),
        warnings,
        folders: Mutex::new(HashSet::new()),
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
