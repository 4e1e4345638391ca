//! Opens a file of the site for a request, and nothing that only stands in its place.
#![allow(clippy::disallowed_methods)] // an edge: io is what it is for

use std::fs::{File as Opened, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::reply::Content;
use crate::hash::Digest;
use crate::source::File;

/// Up to how many bytes a file is read at once, so that its entity tag is the hash of the very bytes that are sent.
const SMALL: u64 = 1 << 20;

/// A file, ready to be sent, and its entity tag.
///
/// It is what is there now: when the site does not know yet that it changed, the tag is another all the same.
///
/// # Errors
/// When it is not there, or there is a symbolic link or something else that is no file.
pub(super) fn open(root: &Path, file: &File) -> io::Result<(Content, String)> {
    let seen = plain(root, &file.path)?;
    let mut opened = Opened::open(root.join(&*file.path))?;
    let metadata = opened.metadata()?;
    if !same(&seen, &metadata) {
        return Err(not_plain());
    }
    if metadata.len() <= SMALL {
        let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
        (&mut opened).take(SMALL + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 <= SMALL {
            let tag = Digest::of_bytes(&bytes).to_string();
            return Ok((Content::Bytes(bytes.into()), tag));
        }
    }
    let metadata = opened.metadata()?;
    let written = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let tag = format!("{}-{:x}-{:x}", file.hash.short(16), metadata.len(), written.as_nanos());
    Ok((Content::File(opened, metadata.len()), tag))
}

/// Looks at each part of the path: all are folders but the last, which is a file. Only the first may be a link, as when
/// the site is loaded: `static/` may stand on another disk.
fn plain(root: &Path, path: &str) -> io::Result<Metadata> {
    for (first, (end, _)) in path.match_indices('/').enumerate() {
        let folder = root.join(&path[..end]);
        let metadata = if first == 0 { folder.metadata()? } else { folder.symlink_metadata()? };
        if !metadata.is_dir() {
            return Err(not_plain());
        }
    }
    let metadata = root.join(path).symlink_metadata()?;
    if metadata.is_file() { Ok(metadata) } else { Err(not_plain()) }
}

/// Whether what was opened is what was looked at, and not a link that was put there between.
#[cfg(unix)]
fn same(seen: &Metadata, opened: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (seen.dev(), seen.ino()) == (opened.dev(), opened.ino())
}

#[cfg(not(unix))]
fn same(_: &Metadata, opened: &Metadata) -> bool {
    opened.is_file()
}

fn not_plain() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is no plain file")
}
