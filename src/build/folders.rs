//! Whether folders that somebody names lie in each other, however they are spelled.
#![allow(clippy::disallowed_methods)] // an edge: asks where links lead

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::FOLDERS;

/// The one name of a file or folder: absolute, without links and `..`. What is not there yet has the name that it will have.
pub(super) fn real(path: &Path) -> PathBuf {
    named(path, LINKS)
}

/// How many links to what is not there yet may follow each other (as many as Linux follows, path_resolution(7)).
const LINKS: usize = 40;

fn named(path: &Path, links: usize) -> PathBuf {
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
        } else if let (Ok(target), Some(left)) = (fs::read_link(&name), links.checked_sub(1)) {
            // One to what is not there yet leads there all the same; `join` goes on from an absolute one alone.
            name.pop();
            name = named(&name.join(target), left);
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

/// Whether the site, or a folder of its files that stands elsewhere and is linked to, lies in a place that is by its one name.
fn holds_site(place: &Path, root: &Path) -> bool {
    let files = FOLDERS.into_iter().map(|folder| root.join(folder)).filter(|folder| folder.exists());
    std::iter::once(root.to_path_buf()).chain(files).any(|folder| real(&folder).starts_with(place))
}

/// What is wrong with the place of the caches: it is one of the site's own folders or in one, or holds the site.
pub(super) fn misplaced_cache(root: &Path, cache: &Path) -> Option<Diagnostic> {
    let place = real(cache);
    let message = match in_site(root, &place) {
        Some(folder) => format!("the cache `{}` is inside the site's own `{folder}/`", cache.display()),
        None if holds_site(&place, root) => {
            format!("the site itself is in the cache `{}`", cache.display())
        }
        None => return None,
    };
    let hint = "name a folder of its own with --cache, or with `cache:` in newsprint.yaml";
    Some(Diagnostic::error(Code::Output, message).hint(hint))
}

/// Why no site may be put into a folder, whatever is asked for: it holds texts of one, or what git or newsprint keeps.
pub fn reserved(root: &Path, caches: &[&Path], folder: &Path) -> Option<String> {
    let place = real(folder);
    if let Some(of_site) = in_site(root, &place) {
        return Some(format!("it is the site's own `{of_site}/`, or inside it"));
    }
    if holds_site(&place, root) {
        return Some("the site itself is in it".to_owned());
    }
    if place.components().any(|part| part.as_os_str() == ".git") {
        return Some("git keeps its own files there".to_owned());
    }
    caches.iter().any(|cache| place.starts_with(real(cache))).then(|| "the cache is there".to_owned())
}
