//! New files of a site, and the archetypes that a site has for them.
#![allow(clippy::disallowed_methods)] // an edge: reads archetypes, writes new files

use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::scaffold::archetype;
use crate::scaffold::document::Fault;

/// What became of a file that was to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is there now.
    New,
    /// It was there, and is as it was.
    WasThere,
}

/// Writes a file that is not there yet, and its folders.
pub fn write_new(path: &Path, bytes: impl AsRef<[u8]>) -> std::io::Result<Written> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    match std::fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => match file.write_all(bytes.as_ref()) {
            Ok(()) => Ok(Written::New),
            Err(error) => {
                // Half of it would be taken for somebody's own the next time.
                let _ = std::fs::remove_file(path);
                Err(error)
            }
        },
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Written::WasThere),
        Err(error) => Err(error),
    }
}

/// The site's archetype of the first of these names that it has, else the built-in one of the last: its path, if it is the site's
/// own, and its text.
///
/// # Errors
/// The site's own cannot be read.
pub fn archetype(root: &Path, names: &[&str]) -> Result<(Option<String>, String), Fault> {
    for name in names {
        let path = format!("archetypes/{name}.md");
        let file = root.join(&path);
        if file.symlink_metadata().is_err() {
            continue;
        }
        // Opening a pipe would wait for whoever writes into it.
        let text = match file.metadata() {
            Ok(metadata) if metadata.is_file() => std::fs::read_to_string(&file),
            Ok(_) => Err(std::io::Error::other("it is no file")),
            Err(error) => Err(error),
        };
        let text = text.map_err(|error| Fault::Failed(format!("{path} cannot be read: {error}")))?;
        return Ok((Some(path), text));
    }
    let text = names.last().and_then(|name| archetype::built_in(name)).unwrap_or_default();
    Ok((None, text.to_owned()))
}
