//! Texts of a site that get other words: the difference on the terminal, and the files.
//!
//! A file is written whole under another name beside it and put into its place, with its permissions. All of them are written before
//! the first is put into place, and none is touched that is no longer what was read.
#![allow(clippy::disallowed_methods)] // an edge: writes files of the site

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::print;
use crate::edits;

/// A text and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// The file, relative to the site's root with `/`.
    pub path: String,
    /// All of it as it was read, from its mark of byte order to its last line break.
    pub before: String,
    /// All of it as it shall be.
    pub after: String,
}

/// Why not all files were written.
#[derive(Debug, PartialEq, Eq)]
pub struct Unwritten {
    /// The file at fault, and what is wrong with it.
    pub why: String,
    /// The files that are written, by their paths; the others are as they were.
    pub written: Vec<String>,
}

/// Prints the difference between two versions of a text, as `git diff` does.
pub fn show(before: &str, after: &str, names: (&str, &str)) {
    let difference = edits::unified(before, after, names);
    let shown = match std::io::stdout().is_terminal() {
        true => coloured(&difference),
        false => difference,
    };
    // A closed pipe is no reason to complain.
    let _ = anstream::stdout().write_all(shown.as_bytes());
}

/// A difference for a terminal: in colours, and nothing in it that the terminal would obey.
fn coloured(difference: &str) -> String {
    let mut shown = String::with_capacity(difference.len() + difference.len() / 4);
    for (number, line) in difference.lines().enumerate() {
        let style = match line.as_bytes().first() {
            _ if number < 2 => "\x1b[1m",
            Some(b'-') => "\x1b[31m",
            Some(b'+') => "\x1b[32m",
            Some(b'@') => "\x1b[36m",
            _ => "",
        };
        let end = if style.is_empty() { "" } else { "\x1b[0m" };
        shown.push_str(style);
        shown.push_str(&print::plain(line));
        shown.push_str(end);
        shown.push('\n');
    }
    shown
}

/// Writes all of them.
///
/// # Errors
/// A file has changed since it was read, may not be written, or the file system refuses. As long as nothing is in place, nothing
/// has changed.
pub fn write(root: &Path, rewrites: &[Rewrite]) -> Result<(), Unwritten> {
    let mut staged: Vec<Staged> = Vec::with_capacity(rewrites.len());
    for rewrite in rewrites {
        let failed = |why: String| Unwritten { why, written: Vec::new() };
        // What a symbolic link leads to is written, and the link stays.
        let file = fs::canonicalize(root.join(&rewrite.path))
            .map_err(|error| failed(format!("{} cannot be found: {error}", rewrite.path)))?;
        is_as_read(&file, rewrite).map_err(failed)?;
        let one = Staged::new(&file, &rewrite.after, staged.len())
            .map_err(|error| failed(format!("{} cannot be written: {error}", rewrite.path)))?;
        staged.push(one);
    }
    let mut written = Vec::new();
    for (rewrite, staged) in rewrites.iter().zip(staged) {
        let placed = is_as_read(&staged.file, rewrite).and_then(|()| {
            staged.place().map_err(|error| format!("{} cannot be written: {error}", rewrite.path))
        });
        if let Err(why) = placed {
            return Err(Unwritten { why, written });
        }
        written.push(rewrite.path.clone());
    }
    Ok(())
}

/// Whether a file is what was read.
fn is_as_read(file: &Path, rewrite: &Rewrite) -> Result<(), String> {
    match fs::read(file) {
        Ok(bytes) if bytes == rewrite.before.as_bytes() => Ok(()),
        Ok(_) => Err(format!("{} has changed meanwhile", rewrite.path)),
        Err(error) => Err(format!("{} cannot be read: {error}", rewrite.path)),
    }
}

/// A text that waits beside the file whose place it takes. Dropped, it is gone.
struct Staged {
    temporary: PathBuf,
    file: PathBuf,
    is_placed: bool,
}

impl Staged {
    /// `number` tells it from the others of this run.
    fn new(file: &Path, text: &str, number: usize) -> std::io::Result<Self> {
        let permissions = fs::metadata(file)?.permissions();
        if permissions.readonly() {
            return Err(std::io::Error::other("it is marked as read-only"));
        }
        // A name that builds and servers pass over (`source/file_names.rs`).
        let name = format!(".~newsprint-{}-{number}", std::process::id());
        let temporary = file.with_file_name(name);
        let mut opened = fs::OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        let staged = Self { temporary, file: file.to_path_buf(), is_placed: false };
        // Before the text is in it: nobody reads what he may not, not even for a moment.
        opened.set_permissions(permissions)?;
        opened.write_all(text.as_bytes())?;
        Ok(staged)
    }

    fn place(mut self) -> std::io::Result<()> {
        fs::rename(&self.temporary, &self.file)?;
        self.is_placed = true;
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.is_placed {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewrite(path: &str, before: &str, after: &str) -> Rewrite {
        Rewrite { path: path.to_owned(), before: before.to_owned(), after: after.to_owned() }
    }

    fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            fs::write(folder.path().join(path), text).expect("a file");
        }
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_written_all_or_none_that_can_be_told_before() {
        let folder = site(&[("a.md", "a"), ("b.md", "changed")]);
        let rewrites = [rewrite("a.md", "a", "A"), rewrite("b.md", "b", "B")];
        let unwritten = write(folder.path(), &rewrites).expect_err("a file that has changed");
        assert_eq!(unwritten.why, "b.md has changed meanwhile");
        assert_eq!(unwritten.written, Vec::<String>::new());
        assert_eq!(fs::read(folder.path().join("a.md")).expect("a file"), b"a");
        assert_eq!(names(folder.path()), ["a.md", "b.md"]);

        fs::write(folder.path().join("b.md"), "b").expect("a file");
        assert_eq!(write(folder.path(), &rewrites), Ok(()));
        assert_eq!(fs::read(folder.path().join("a.md")).expect("a file"), b"A");
        assert_eq!(fs::read(folder.path().join("b.md")).expect("a file"), b"B");
        assert_eq!(names(folder.path()), ["a.md", "b.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay_and_what_is_read_only_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = site(&[("a.md", "a"), ("b.md", "b")]);
        let file = |name: &str| folder.path().join(name);
        let mode = |name: &str, mode| {
            fs::set_permissions(file(name), fs::Permissions::from_mode(mode)).expect("permissions");
        };
        mode("a.md", 0o640);
        std::os::unix::fs::symlink("a.md", file("link.md")).expect("a link");
        assert_eq!(write(folder.path(), &[rewrite("link.md", "a", "A")]), Ok(()));
        assert_eq!(fs::read(file("a.md")).expect("a file"), b"A");
        assert!(file("link.md").symlink_metadata().expect("a link").is_symlink());
        assert_eq!(fs::metadata(file("a.md")).expect("a file").permissions().mode() & 0o777, 0o640);

        mode("b.md", 0o444);
        let unwritten =
            write(folder.path(), &[rewrite("b.md", "b", "B")]).expect_err("a file that is read-only");
        assert_eq!(unwritten.why, "b.md cannot be written: it is marked as read-only");
        assert_eq!(names(folder.path()), ["a.md", "b.md", "link.md"]);
    }

    #[test]
    fn nothing_in_a_difference_reaches_the_terminal_as_a_command() {
        let shown = coloured("--- a\n+++ a\n@@ -1 +1 @@\n-\x1b]0;title\x07\n+b\n");
        assert_eq!(shown.matches('\x1b').count(), 10, "{shown:?}");
        assert!(shown.contains("\x1b[31m-\u{fffd}]0;title\u{fffd}\x1b[0m\n"), "{shown:?}");
    }
}
