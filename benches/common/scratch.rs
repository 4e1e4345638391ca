//! The folder that everything is made in, and that is removed at the end, however the benchmark ends.

use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// Where Linux has a RAM disk that everybody may write to.
const RAM_DISK: &str = "/dev/shm";

/// A folder of our own; dropping it removes it.
pub(crate) struct Scratch {
    folder: TempDir,
    /// What to call the place in the report.
    pub(crate) place: &'static str,
}

impl Scratch {
    /// Below `chosen`; else on the RAM disk, if there is one, or in the system's folder for temporary files.
    pub(crate) fn new(chosen: Option<&Path>) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("newsprint-bench-");
        if let Some(chosen) = chosen {
            return Ok(Self { folder: builder.tempdir_in(chosen)?, place: "a chosen folder" });
        }
        match builder.tempdir_in(RAM_DISK) {
            Ok(folder) => Ok(Self { folder, place: "a RAM disk" }),
            Err(_) => Ok(Self { folder: builder.tempdir()?, place: "the folder for temporary files" }),
        }
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
