//! Whether folders that somebody names lie in each other, however they are spelled.
#![allow(clippy::disallowed_methods)] // an edge: asks where links lead

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::FOLDERS;

/// The one name of a file or folder: absolute, without links and `..`. What is not there yet has the name that it will have.
pub(super) fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut name = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                name.pop();
            }
            Component::CurDir => {}
            // A drive alone names its current folder.
            part @ Component::Prefix(_) => {
                name.push(part);
                continue;
            }
            part => name.push(part),
        }
        // A link leads away before the next `..` leads up.
        if let Ok(there) = fs::canonicalize(&name) {
            name = there;
        }
    }
    name
}

/// The folder of the site's own files that a path is in, if it is; the path is by its one name.
pub(super) fn in_site(root: &Path, path: &Path) -> Option<&'static str> {
    let root = real(root);
    // A folder of the site may be a link: what it leads to is the site's own.
    FOLDERS.into_iter().find(|folder| {
        let folder = root.join(folder);
        path.starts_with(&folder) || path.starts_with(real(&folder))
    })
}

/// What is wrong with the place of the caches: it is one of the site's own folders or in one, or holds the site.
pub(super) fn misplaced_cache(root: &Path, cache: &Path) -> Option<Diagnostic> {
    let place = real(cache);
    let message = match in_site(root, &place) {
        Some(folder) => format!("the cache `{}` is inside the site's own `{folder}/`", cache.display()),
        None if real(root).starts_with(&place) => {
            format!("the site itself is in the cache `{}`", cache.display())
        }
        None => return None,
    };
    let hint = "name a folder of its own with --cache, or with `cache:` in newsprint.yaml";
    Some(Diagnostic::error(Code::Output, message).hint(hint))
}
