//! The program run by a user who may not read and write everything: permissions mean nothing to root.
#![cfg(unix)]

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::Site;

/// Nobody's, on most systems.
const NOBODY: u32 = 65_534;

/// A user without privileges, and the program where that user can run it.
pub(crate) struct OtherUser {
    program: PathBuf,
    _folder: tempfile::TempDir,
}

impl OtherUser {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        chmod(folder.path(), 0o755);
        let program = folder.path().join("newsprint");
        let built = Path::new(env!("CARGO_BIN_EXE_newsprint"));
        if std::fs::hard_link(built, &program).is_err() {
            std::fs::copy(built, &program).expect("a copy of the program");
        }
        Self { program, _folder: folder }
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        if is_root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    /// A site that everybody may read and write; root alone would be asked to share.
    pub(crate) fn share(site: &Site) {
        for entry in walkdir::WalkDir::new(site.path()).into_iter().filter_map(Result::ok) {
            chmod(entry.path(), if entry.file_type().is_dir() { 0o777 } else { 0o666 });
        }
    }
}

pub(crate) fn is_root() -> bool {
    // SAFETY: no memory is involved.
    unsafe { libc::geteuid() == 0 }
}

pub(crate) fn chmod(path: &Path, mode: u32) {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).expect("a file of ours");
}
