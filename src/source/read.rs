//! Reading one file: a text as a whole, of another file its beginning; always the hash of all of it.
#![allow(clippy::disallowed_methods)] // an edge: io is what it is for

use std::io::Read;
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use super::picture::HEAD;
use super::{MAX_TEXT, Stat};
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;

/// A file that is there and cannot be read.
pub(super) struct Unread {
    /// What is said of it.
    pub(super) problem: Diagnostic,
    /// Whether it may be readable in a moment without having been saved again.
    pub(super) may_pass: bool,
}

/// What is said of a file that cannot be read.
pub(super) fn unreadable(error: &std::io::Error, path: &str) -> Unread {
    let too_large = error.get_ref().and_then(|inner| inner.downcast_ref::<TooLarge>());
    let problem = match too_large {
        Some(TooLarge(len)) => {
            let message = format!("this text is {} MB long; the limit is {} MB", len >> 20, MAX_TEXT >> 20);
            Diagnostic::error("too-large", message)
                .hint("split it; if it is no text, such as a picture, correct the ending of its name")
        }
        None => Diagnostic::error("unreadable", format!("cannot be read: {error}")),
    };
    Unread { problem: problem.in_file(path), may_pass: too_large.is_none() }
}

/// A text of so many bytes is not read.
#[derive(Debug)]
struct TooLarge(u64);

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0)
    }
}

impl std::error::Error for TooLarge {}

/// Reads a file into the buffer, of one that is no text only the first bytes; returns its stat before, its length and the
/// hash of all of it.
pub(super) fn read_file(
    path: &Path,
    text: bool,
    buffer: &mut Vec<u8>,
) -> std::io::Result<(Stat, u64, Digest)> {
    buffer.clear();
    let mut file = std::fs::File::open(path)?;
    let stat = Stat::of(&file.metadata()?);
    if text && stat.len > MAX_TEXT {
        return Err(std::io::Error::other(TooLarge(stat.len)));
    }
    if text || stat.len <= HEAD as u64 {
        buffer.reserve(stat.len as usize + 1);
        file.read_to_end(buffer)?;
        return Ok((stat, buffer.len() as u64, Digest::of_bytes(buffer)));
    }
    (&mut file).take(HEAD as u64).read_to_end(buffer)?;
    let mut hasher = Xxh3::new();
    hasher.update(buffer);
    let (mut len, mut piece) = (buffer.len() as u64, vec![0; 64 << 10]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok((stat, len, Digest(hasher.digest128()))),
            read => {
                hasher.update(&piece[..read]);
                len += read as u64;
            }
        }
    }
}
