//! A site in a temporary folder, and the real binary to build it with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use walkdir::WalkDir;

/// The moment at which tests build, unless they say another: what is dated later is held back.
pub(crate) const NOW: &str = "2025-02-15T12:00:00Z";

/// A site's folder, deleted at the end of the test.
pub(crate) struct Site {
    folder: TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stderr: String,
}

/// Path → bytes.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

impl Site {
    /// An empty site, with the plain templates of `tests/plain/`.
    pub(crate) fn plain() -> Self {
        let site = Self::bare();
        copy(&fixture("plain"), &site.path().join("templates"));
        site
    }

    /// An empty site, with the built-in theme.
    pub(crate) fn bare() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A site with these files, with the plain templates.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let site = Self::plain();
        site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\n");
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    /// The tree that a build from nothing makes of the same files.
    pub(crate) fn cold(&self) -> Tree {
        let other = Self::bare();
        for entry in std::fs::read_dir(self.path()).expect("the site").filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !matches!(name.as_str(), "public" | ".newsprint") {
                let target = other.path().join(name);
                if entry.path().is_dir() {
                    copy(&entry.path(), &target)
                } else {
                    drop(std::fs::copy(entry.path(), target))
                }
            }
        }
        other.built(&[])
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a path in the site")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.path().join(path)).expect("a file to remove");
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        command.arg("build").arg("--root").arg(self.path()).args(arguments);
        if !arguments.contains(&"--now") {
            command.args(["--now", NOW]);
        }
        command.env_remove("RAYON_NUM_THREADS");
        command
    }

    /// Builds into `public/`.
    pub(crate) fn build(&self, arguments: &[&str]) -> Run {
        run(self.command(arguments))
    }

    /// Builds, and expects that it works.
    pub(crate) fn built(&self, arguments: &[&str]) -> Tree {
        let run = self.build(arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        self.tree()
    }

    /// All files of `public/`, without the list of what is newsprint's own.
    pub(crate) fn tree(&self) -> Tree {
        tree(&self.path().join("public"))
    }

    /// A file of `public/` as text.
    pub(crate) fn page(&self, path: &str) -> String {
        let file = self.path().join("public").join(path);
        let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{path}: {error}"));
        String::from_utf8(bytes).expect("UTF-8")
    }
}

/// Runs a command to its end.
pub(crate) fn run(mut command: Command) -> Run {
    let Output { status, stderr, .. } = command.output().expect("the program runs");
    Run { code: status.code().unwrap_or(-1), stderr: String::from_utf8(stderr).expect("messages are UTF-8") }
}

/// All files below a folder but newsprint's own.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path =
            entry.path().strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
        if entry.file_type().is_file() && path != ".newsprint-owned" {
            tree.insert(path, std::fs::read(entry.path()).expect("a file"));
        }
    }
    tree
}

/// A folder of `tests/`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let target = to.join(entry.path().strip_prefix(from).expect("below the folder"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).expect("a folder");
        } else {
            std::fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            std::fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}
