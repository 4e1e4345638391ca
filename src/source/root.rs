//! The folder of a site: whether it is one, and its configuration.
#![allow(clippy::disallowed_methods)] // an edge: io is what it is for

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::CONFIG;
use super::read::{Wanted, read_file, unreadable};
use super::walk::CONTENT;
use crate::diagnostic::{Code, Diagnostic};

/// The bytes of `newsprint.yaml` of a site; none when there is no such file.
///
/// # Errors
/// When it is there and cannot be read, or when there is no site.
pub fn config_text(root: &Path) -> Result<Option<Vec<u8>>, Diagnostic> {
    check_root(root)?;
    let path = root.join(CONFIG);
    let mut bytes = Vec::new();
    let read = path.metadata().and_then(|metadata| match metadata.is_file() {
        true => read_file(&path, Wanted::Text, &mut bytes),
        // Opening a pipe would wait for whoever writes into it.
        false => Err(std::io::Error::other("it is no file")),
    });
    match read {
        Ok(_) => Ok(Some(bytes)),
        // A link that leads nowhere is there, and cannot be read.
        Err(error) if error.kind() == ErrorKind::NotFound && path.symlink_metadata().is_err() => {
            let content = root.join(CONTENT);
            let is_site = content.symlink_metadata().is_ok_and(|m| m.is_symlink() || m.is_dir());
            if is_site { Ok(None) } else { Err(no_site(root)) }
        }
        Err(error) => Err(unreadable(&error, CONFIG).problem),
    }
}

/// The folder of the site that the working directory is in, as a path from there: the nearest with a configuration, itself or above
/// it; itself when there is none, so that a message can be about it.
pub fn site_folder() -> PathBuf {
    let depth = std::env::current_dir().map_or(0, |folder| folder.ancestors().count() - 1);
    let above = (1..=depth).map(|steps| PathBuf::from_iter(std::iter::repeat_n("..", steps)));
    let here = PathBuf::from(".");
    let is_site = |folder: &PathBuf| folder.join(CONFIG).symlink_metadata().is_ok();
    std::iter::once(here.clone()).chain(above).find(is_site).unwrap_or(here)
}

/// Whether a folder is there that can be a site's.
fn check_root(root: &Path) -> Result<(), Diagnostic> {
    const HINT: &str = "--root names the folder that holds `newsprint.yaml` and `content/`";
    let shown = root.display();
    let message = match root.metadata() {
        Ok(metadata) if metadata.is_dir() => return Ok(()),
        Ok(_) => format!("`{shown}` is a file, and no site's folder"),
        Err(error) if error.kind() == ErrorKind::NotFound => format!("there is no folder `{shown}`"),
        Err(error) => format!("the folder `{shown}` cannot be read: {error}"),
    };
    Err(Diagnostic::error(Code::Root, message).hint(HINT))
}

/// What is said of a folder that is no site: what is made of nothing is never what was meant.
fn no_site(root: &Path) -> Diagnostic {
    let shown = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
    let message = format!("there is neither `{CONFIG}` nor `{CONTENT}/` in `{}`", shown.display());
    let problem = Diagnostic::error(Code::Root, message);
    match misnamed_config(root) {
        Some(_) => problem.hint(format!("rename `{MISNAMED}` to `{CONFIG}`")),
        None => problem.hint(
            "go to a site's folder, name it with `--root DIR`, or begin a site with `newsprint init DIR`",
        ),
    }
}

/// How others name their configuration.
const MISNAMED: &str = "newsprint.yml";

/// A warning about a configuration that is there under a name that is nearly right.
pub fn misnamed_config(root: &Path) -> Option<Diagnostic> {
    root.join(MISNAMED).is_file().then(|| {
        let message = "this file is passed over because of its name";
        Diagnostic::warning(Code::FileEnding, message)
            .in_file(MISNAMED)
            .hint(format!("rename it to {CONFIG}"))
    })
}
