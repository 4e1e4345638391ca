//! A place that a site is published to: what can be done there, whatever it is.
//!
//! Each file is replaced as a whole: a reader gets the old bytes or the new ones.

mod folder;
mod s3;
mod sftp;

use std::fmt;
use std::io;

pub use folder::Local;
pub use s3::{Bucket, Service};
pub use sftp::Sftp;

use super::files::Published;
use crate::hash::Digest;

/// The folder of files that are not in place yet, where there are folders.
const TEMPORARY: &str = crate::paths::TEMPORARY;

/// The most bytes of a small file: the manifest of a million files has fewer.
const MOST: u64 = 256 << 20;
/// The most bytes of its first line.
const MOST_OF_LINE: usize = 32_000;

/// What is said of a small file that is none.
fn too_large(path: &str) -> Fault {
    Fault::said(format!("{path} has more than {} MB, so newsprint did not write it", MOST >> 20))
}

/// What files that are not in place yet are called.
fn temporary(path: &str) -> String {
    format!("{TEMPORARY}/{}", Digest::of_bytes(path.as_bytes()).short(16))
}

/// A version of a file: with another one it has other bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version(pub String);

impl Version {
    /// Where a place keeps none: its first line, which is another one in each manifest. `bytes` begin with it, if they do not end before.
    fn of_first_line(bytes: &[u8]) -> Self {
        let most = &bytes[..bytes.len().min(MOST_OF_LINE)];
        let line = most.split(|byte| *byte == b'\n').next().unwrap_or_default();
        Self(Digest::of_bytes(line).to_string())
    }
}

/// How servers hand out a file, where the place keeps that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headers {
    /// `Content-Type`.
    pub media: String,
    /// `Cache-Control`.
    pub cache: &'static str,
}

/// Why something could not be done there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// What the place, or the way to it, says; and what helps.
    Said(String, Option<&'static str>),
    /// Somebody else has written meanwhile.
    Raced,
    /// A file of the output has other bytes than it had.
    Changed(String),
}

impl Fault {
    fn said(what: impl fmt::Display) -> Self {
        Self::Said(what.to_string(), None)
    }

    fn with(what: impl fmt::Display, hint: &'static str) -> Self {
        Self::Said(what.to_string(), Some(hint))
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::said(error)
    }
}

/// A place. Its methods are called from many threads, and wait until what they do is done.
pub trait Destination: Send + Sync {
    /// The bytes of a small file, and its version; none when it is not there.
    ///
    /// # Errors
    /// What the place says.
    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, Fault>;

    /// Its version.
    ///
    /// # Errors
    /// What the place says.
    fn version(&self, path: &str) -> Result<Option<Version>, Fault>;

    /// Whether something is there.
    ///
    /// # Errors
    /// What the place says.
    fn has(&self, path: &str) -> Result<bool, Fault>;

    /// Writes a file.
    ///
    /// # Errors
    /// What the place says; [`Fault::Changed`] when the file has other bytes than those of its hash.
    fn put(&self, file: &Published, headers: &Headers) -> Result<(), Fault>;

    /// Writes a small file of newsprint's own.
    ///
    /// # Errors
    /// What the place says.
    fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), Fault>;

    /// The same, when what is there has this version.
    ///
    /// # Errors
    /// What the place says; [`Fault::Raced`] when it has another one.
    fn replace(&self, path: &str, bytes: Vec<u8>, expected: Option<&Version>) -> Result<Version, Fault>;

    /// Removes a file, and folders that are empty then. What is not there is removed.
    ///
    /// # Errors
    /// What the place says.
    fn remove(&self, path: &str) -> Result<(), Fault>;

    /// Whether something at this path would be in the place itself.
    ///
    /// # Errors
    /// Where the way leads out of it.
    fn may_reach(&self, _: &str) -> Result<(), Fault> {
        Ok(())
    }

    /// Takes away what interrupted writing left. What cannot be is left.
    fn sweep(&self) {}
}

/// A place of plain files, which keeps no versions of them: newsprint's own are told by their first lines, and two who replace one in the same
/// instant are not noticed.
trait PlainFiles: Destination {
    /// At most so many bytes of a file; none when it is not there.
    fn start(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Fault>;

    /// What [`Destination::read`] gives.
    fn read_plain(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, Fault> {
        let bytes = self.start(path, MOST + 1)?;
        if bytes.as_ref().is_some_and(|bytes| bytes.len() as u64 > MOST) {
            return Err(too_large(path));
        }
        Ok(bytes.map(|bytes| {
            let version = Version::of_first_line(&bytes);
            (bytes, version)
        }))
    }

    /// What [`Destination::version`] gives.
    fn version_plain(&self, path: &str) -> Result<Option<Version>, Fault> {
        Ok(self.start(path, MOST_OF_LINE as u64)?.map(|bytes| Version::of_first_line(&bytes)))
    }

    /// What [`Destination::replace`] does.
    fn replace_plain(
        &self,
        path: &str,
        bytes: Vec<u8>,
        expected: Option<&Version>,
    ) -> Result<Version, Fault> {
        if self.version(path)?.as_ref() != expected {
            return Err(Fault::Raced);
        }
        let version = Version::of_first_line(&bytes);
        self.write(path, bytes)?;
        Ok(version)
    }
}
