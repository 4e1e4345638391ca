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

/// An output folder, and where what is known of it is kept.
#[derive(Debug, Clone)]
pub struct Target {
    output: PathBuf,
    state: PathBuf,
    force: bool,
}

impl Target {
    /// The output folder of the site at `root`; with `force` it may be somebody else's.
    pub fn new(root: &Path, output: &Path, force: bool) -> Self {
        // Two spellings of one folder are one folder, if it is there to be asked.
        let absolute = fs::canonicalize(output).or_else(|_| std::path::absolute(output));
        let name = absolute.unwrap_or_else(|_| output.to_path_buf());
        let name = Digest::of_bytes(name.as_os_str().as_encoded_bytes()).short(16);
        Self { output: output.to_path_buf(), state: root.join(".newsprint").join(name), force }
    }
}

/// Locks the folder and makes it ready; `on_wait` is called when another build has to end first.
///
/// # Errors
/// A folder that is not newsprint's, that is a file, or that cannot be written.
pub fn open(target: &Target, on_wait: &dyn Fn()) -> Result<Sink, Diagnostic> {
    let Target { output, state, force } = target;
    let shown = output.display();
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
    let lock = lock::acquire(state, on_wait).map_err(failed)?;
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
