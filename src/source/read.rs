//! Reading one file: a text as a whole, of another file its beginning; always the hash of all of it.
#![allow(clippy::disallowed_methods)] // an edge: io is what it is for

use std::io::Read;
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use super::picture::HEAD;
use super::{MAX_TEXT, Stat};
use crate::diagnostic::{Code, Diagnostic};
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
            Diagnostic::error(Code::TooLarge, message)
                .hint("split it; if it is no text, such as a picture, correct the ending of its name")
        }
        None => Diagnostic::error(Code::Unreadable, format!("cannot be read: {error}")),
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

/// How much of a file somebody reads.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    /// All of it: a text, which may have so many bytes and no more.
    Text,
    /// All of it if it is not too long: an asset that people write.
    Written,
    /// The beginning: a picture, a film.
    Head,
}

impl Wanted {
    /// Of the file at a path.
    pub(super) fn of(path: &str) -> Self {
        match is_text(path) {
            true => Self::Text,
            false if is_written(path) => Self::Written,
            false => Self::Head,
        }
    }
}

/// Reads a file into the buffer, as much of it as is wanted; returns its stat before, its length and the hash of all of it.
pub(super) fn read_file(
    path: &Path,
    wanted: Wanted,
    buffer: &mut Vec<u8>,
) -> std::io::Result<(Stat, u64, Digest)> {
    buffer.clear();
    let mut file = std::fs::File::open(path)?;
    let stat = Stat::of(&file.metadata()?);
    let most = match wanted {
        Wanted::Text if stat.len > MAX_TEXT => return Err(std::io::Error::other(TooLarge(stat.len))),
        Wanted::Text => u64::MAX,
        Wanted::Written => MAX_TEXT,
        Wanted::Head => HEAD as u64,
    };
    if stat.len <= most {
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

/// Whether a file that is published as it is holds lines that people write, by its ending or its name.
pub fn is_written(path: &str) -> bool {
    const ENDINGS: [&str; 20] = [
        "css", "js", "mjs", "html", "htm", "xhtml", "txt", "xml", "xsl", "json", "svg", "md", "yaml", "yml",
        "csv", "webmanifest", "ics", "vtt", "srt", "toml",
    ];
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
        || matches!(name, "_headers" | "_redirects" | ".htaccess")
}

/// Whether a file is a text of the site, by its place.
pub(super) fn is_text(path: &str) -> bool {
    let content = path.starts_with("content/") && (path.ends_with(".md") || path.ends_with(".yaml"));
    content || path == super::CONFIG || ["data/", "i18n/", "templates/"].iter().any(|f| path.starts_with(f))
}
