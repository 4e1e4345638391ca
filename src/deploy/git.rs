//! A folder as a commit on a branch that holds nothing else, as GitHub Pages and its like serve it.
//!
//! Git's own program does the work, by objects and references: neither the working tree nor the index of the repository is touched, and
//! every file has the bytes that it has in the folder, whatever attributes say.
#![allow(clippy::disallowed_methods)] // an edge: runs git

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::files::Folder;
use crate::source::{CONFIG, FOLDERS};

/// The line of a commit that says from which commit of the texts it was made.
const SOURCE: &str = "Source-Commit: ";
/// The line of a commit that says what newsprint made: the tree that the commit has, unless somebody changed it.
const TREE: &str = "Made-Tree: ";
/// Where the repository keeps what was published before, so that its objects are here.
const PUBLISHED: &str = "refs/newsprint/published";
/// What git tells its hooks of the repository that they run in: this may be about another one, or another folder of it.
const OF_HOOKS: [&str; 8] = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE",
];
/// The most bytes that GitHub takes of one file.
pub const MOST_OF_FILE: u64 = 100 << 20;
/// The most bytes that a site of GitHub Pages may have.
pub const MOST_OF_SITE: u64 = 1 << 30;

/// Where and how a site is published.
#[derive(Debug, Clone)]
pub struct Target {
    /// A remote of the repository, or an address.
    pub remote: String,
    /// The branch, without `refs/heads/`.
    pub branch: String,
    /// Whether the branch has one commit only.
    pub squash: bool,
    /// Whether what others published in between is written over.
    pub force: bool,
}

/// A file of the commit and of the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// `A` for a new one, `M` for another one, `D` for one that is gone.
    pub status: char,
    /// From the folder, with `/`.
    pub path: String,
}

/// A commit that is made and not pushed yet.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Its name.
    commit: String,
    /// What the branch was, if it was there.
    before: Option<String>,
    /// What differs.
    pub changed: Vec<Changed>,
    /// How many files it has.
    pub files: usize,
    /// How many bytes.
    pub bytes: u64,
    /// The largest file, and its bytes.
    pub largest: Option<(String, u64)>,
}

/// Why nothing was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// There is no git, no repository, no remote; or git says why not.
    Git(String),
    /// What stands there was made from texts that are not in this repository's history.
    Newer {
        /// The commit of the texts.
        source: String,
        /// Who published it, and when.
        by: String,
        /// Whether this repository has a part of its history alone.
        is_shallow: bool,
    },
    /// What stands there was not made by newsprint: who made it, when, and its subject.
    Foreign(String),
    /// The branch is the one that the repository is at.
    Current,
    /// What stands there is the texts of a site.
    Texts,
    /// Somebody has published meanwhile.
    Raced(String),
}

/// A repository.
#[derive(Debug, Clone)]
pub struct Repository {
    root: PathBuf,
}

/// Whether a folder or one above it has what git keeps of a repository.
fn is_below_repository(folder: &Path) -> bool {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    absolute.ancestors().any(|folder| folder.join(".git").exists())
}

/// Whether a text can be the whole name of a commit.
fn is_commit(name: &str) -> bool {
    name.len() >= 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

impl Repository {
    /// The one that a site is in.
    ///
    /// # Errors
    /// There is none, or no git.
    pub fn of(site: &Path) -> Result<Self, Refused> {
        let repository = Self { root: site.to_path_buf() };
        match repository.git(&["rev-parse", "--git-dir"], &[]) {
            Ok(_) => Ok(repository),
            // Where there is one git says itself why it does not take it.
            Err(Refused::Git(_)) if !is_below_repository(site) => Err(Refused::Git(
                "the site is in no git repository: `git init` in its folder begins one".to_owned(),
            )),
            Err(other) => Err(other),
        }
    }

    /// The address of a remote; none when it has no such remote.
    pub fn address(&self, remote: &str) -> Option<String> {
        self.git(&["remote", "get-url", remote], &[]).ok()
    }

    /// The commit that it is at; none before the first.
    pub fn head(&self) -> Option<String> {
        self.git(&["rev-parse", "--verify", "--quiet", "HEAD"], &[]).ok()
    }

    /// Whether a commit is in the history of the one that it is at.
    pub fn has_in_history(&self, commit: &str) -> bool {
        is_commit(commit) && self.git(&["merge-base", "--is-ancestor", commit, "HEAD"], &[]).is_ok()
    }

    /// Whether something of the site is not in the commit that it is at.
    pub fn has_uncommitted_changes(&self) -> bool {
        let arguments = [&["status", "--porcelain", "--", CONFIG][..], &FOLDERS].concat();
        self.git(&arguments, &[]).is_ok_and(|said| !said.is_empty())
    }

    /// Makes the commit of a folder's files. Nothing outside the repository's store of objects is written, but for a reference of
    /// newsprint's own to what stood there.
    ///
    /// # Errors
    /// Why it is not to be published.
    pub fn prepare(&self, folder: &Folder, target: &Target, message: &str) -> Result<Prepared, Refused> {
        let before = self.published(target)?;
        // A later one has to know from which texts this one was made.
        let head = self
            .head()
            .ok_or_else(|| Refused::Git("there is no commit yet: commit your texts first".to_owned()))?;
        self.is_of_texts(target, before.as_deref())?;
        if let Some(before) = before.as_deref().filter(|_| !target.force) {
            self.may_follow(before)?;
        }
        let (tree, mut prepared) = self.tree(folder)?;
        let empty = self.git_with(&["hash-object", "-t", "tree", "-w", "--stdin"], &[], b"")?;
        let old_tree = before.as_deref().map_or(empty, |before| format!("{before}^{{tree}}"));
        prepared.changed = self.changed(&old_tree, &tree)?;
        let message = format!("{message}\n\n{SOURCE}{head}\n{TREE}{tree}\n");
        let parent = before.as_deref().filter(|_| !target.squash);
        let parent = parent.map_or_else(Vec::new, |parent| vec!["-p", parent]);
        let arguments = [&["commit-tree", &tree][..], &parent].concat();
        prepared.commit = self.git_with(&arguments, &[], message.as_bytes())?;
        prepared.before = before;
        Ok(prepared)
    }

    /// Puts a commit onto the branch, in one push.
    ///
    /// # Errors
    /// Why it is not there: nothing has changed then.
    pub fn push(&self, prepared: &Prepared, target: &Target) -> Result<(), Refused> {
        let to = format!("{}:refs/heads/{}", prepared.commit, target.branch);
        // Also a push that replaces what stands there replaces nothing else.
        let lease = format!(
            "--force-with-lease=refs/heads/{}:{}",
            target.branch,
            prepared.before.as_deref().unwrap_or("")
        );
        let mut arguments = vec!["push", "--porcelain", &target.remote, &to];
        if target.squash || target.force {
            arguments.insert(1, &lease);
        }
        match self.git(&arguments, &[]) {
            Ok(_) => Ok(()),
            Err(Refused::Git(said)) => {
                let is_raced = self.remote_tip(target).is_ok_and(|now| now != prepared.before);
                Err(if is_raced { Refused::Raced(said) } else { Refused::Git(said) })
            }
            Err(other) => Err(other),
        }
    }

    /// What the branch is on the remote.
    fn remote_tip(&self, target: &Target) -> Result<Option<String>, Refused> {
        let is_name = !target.remote.contains(['/', ':', '\\']);
        if is_name && self.address(&target.remote).is_none() {
            let name = &target.remote;
            return Err(Refused::Git(format!(
                "there is no remote `{name}`: write `git remote add {name} ADDRESS`, or the address after --remote"
            )));
        }
        let reference = format!("refs/heads/{}", target.branch);
        let listed = self.git(&["ls-remote", &target.remote, &reference], &[])?;
        // Others may end with the same words.
        let of_branch =
            |line: &'_ str| Some(line.split_once('\t').filter(|(_, name)| *name == reference)?.0.to_owned());
        Ok(listed.lines().find_map(of_branch))
    }

    /// The same, with its objects in this repository.
    fn published(&self, target: &Target) -> Result<Option<String>, Refused> {
        let Some(tip) = self.remote_tip(target)? else { return Ok(None) };
        let own = format!("+refs/heads/{}:{PUBLISHED}", target.branch);
        self.git(&["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", &target.remote, &own], &[])?;
        Ok(Some(tip))
    }

    /// Whether what stands there may be replaced without asking: it is what newsprint made, from this history of texts.
    fn may_follow(&self, before: &str) -> Result<(), Refused> {
        let by =
            || self.git(&["log", "-1", "--format=%an, %ad: %s", "--date=format:%Y-%m-%d %H:%M", before], &[]);
        let (Some(source), Some(made)) = (self.noted(before, SOURCE), self.noted(before, TREE)) else {
            return Err(Refused::Foreign(by()?));
        };
        // A commit that somebody changed keeps its message.
        if self.git(&["rev-parse", &format!("{before}^{{tree}}")], &[])? != made {
            return Err(Refused::Foreign(by()?));
        }
        if self.has_in_history(&source) {
            return Ok(());
        }
        let is_shallow = self.git(&["rev-parse", "--is-shallow-repository"], &[])? == "true";
        Err(Refused::Newer { source: source.get(..12).unwrap_or(&source).to_owned(), by: by()?, is_shallow })
    }

    /// The object that a line of a commit's message names.
    fn noted(&self, commit: &str, line: &str) -> Option<String> {
        let message = self.git(&["log", "-1", "--format=%B", commit], &[]).ok()?;
        let name = message.lines().find_map(|written| written.strip_prefix(line))?.trim().to_owned();
        is_commit(&name).then_some(name)
    }

    /// Whether a branch is one of texts, here or where it is published: whatever is asked for, they are not replaced by what is
    /// made of them.
    fn is_of_texts(&self, target: &Target, before: Option<&str>) -> Result<(), Refused> {
        let current = self.git(&["symbolic-ref", "--quiet", "--short", "HEAD"], &[]).ok();
        if current.as_deref() == Some(&*target.branch) {
            return Err(Refused::Current);
        }
        // The site may be a folder of the repository.
        let folder = self.git(&["rev-parse", "--show-prefix"], &[])?;
        let has = |tip: &str, path: &str| {
            let at = |place: String| self.git(&["cat-file", "-e", &format!("{tip}:{place}")], &[]).is_ok();
            at(path.to_owned()) || at(format!("{folder}{path}"))
        };
        let local = format!("refs/heads/{}", target.branch);
        let mut tips = before.into_iter().chain([&*local]);
        // A site that was made may have an address below `/content/`.
        let is_of_texts =
            |tip: &str| has(tip, CONFIG) || self.noted(tip, SOURCE).is_none() && has(tip, "content");
        if tips.any(is_of_texts) { Err(Refused::Texts) } else { Ok(()) }
    }

    /// Writes the files of a folder as a tree, by an index of its own.
    fn tree(&self, folder: &Folder) -> Result<(String, Prepared), Refused> {
        let files = &folder.files;
        let largest = files.iter().max_by_key(|(_, _, bytes)| *bytes);
        let prepared = Prepared {
            commit: String::new(),
            before: None,
            changed: Vec::new(),
            files: files.len(),
            bytes: files.iter().map(|(_, _, bytes)| bytes).sum(),
            largest: largest.map(|(path, _, bytes)| (path.clone(), *bytes)),
        };
        let mut paths = String::new();
        files.iter().for_each(|(_, file, _)| {
            let _ = writeln!(paths, "{}", file.display());
        });
        let hashes =
            self.git_with(&["hash-object", "-w", "--no-filters", "--stdin-paths"], &[], paths.as_bytes())?;
        if hashes.lines().count() != files.len() {
            return Err(Refused::Git(
                "git has read other files than it was told: is there a line break in the folder's name?"
                    .to_owned(),
            ));
        }
        let mut index = Vec::new();
        for (hash, (path, ..)) in hashes.lines().zip(files) {
            index.extend(format!("100644 {hash}\t{path}\0").into_bytes());
        }
        let git_dir = self.git(&["rev-parse", "--absolute-git-dir"], &[])?;
        let own = PathBuf::from(git_dir).join(format!("newsprint-index-{}", std::process::id()));
        let own_index = [("GIT_INDEX_FILE", own.as_os_str().to_owned())];
        let tree = self
            .git_with(&["update-index", "-z", "--index-info"], &own_index, &index)
            .and_then(|_| self.git(&["write-tree"], &own_index));
        let _ = std::fs::remove_file(&own);
        Ok((tree?, prepared))
    }

    fn changed(&self, before: &str, after: &str) -> Result<Vec<Changed>, Refused> {
        let listed =
            self.git(&["diff-tree", "-r", "-z", "--no-renames", "--name-status", before, after], &[])?;
        let mut words = listed.split('\0');
        let mut changed = Vec::new();
        while let (Some(status), Some(path)) =
            (words.next().and_then(|word| word.chars().next()), words.next())
        {
            changed.push(Changed { status, path: path.to_owned() });
        }
        Ok(changed)
    }

    pub(super) fn git(
        &self,
        arguments: &[&str],
        environment: &[(&str, std::ffi::OsString)],
    ) -> Result<String, Refused> {
        self.git_with(arguments, environment, b"")
    }

    /// What git prints; or what it says when it fails. It asks nothing.
    fn git_with(
        &self,
        arguments: &[&str],
        environment: &[(&str, std::ffi::OsString)],
        input: &[u8],
    ) -> Result<String, Refused> {
        let mut command = Command::new("git");
        for name in OF_HOOKS {
            command.env_remove(name);
        }
        command.arg("-C").arg(&self.root).args(arguments).envs(environment.iter().cloned());
        command
            .env("GIT_TERMINAL_PROMPT", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let refused = |error: std::io::Error| Refused::Git(format!("git cannot be run: {error}"));
        let mut child = command.spawn().map_err(refused)?;
        let stdin = child.stdin.take();
        let output = std::thread::scope(|scope| {
            scope.spawn(move || {
                // It may end before it has read all, and says why.
                stdin.map(|mut stdin| stdin.write_all(input))
            });
            child.wait_with_output()
        });
        let output = output.map_err(refused)?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end_matches('\n').to_owned();
        match output.status.success() {
            true => Ok(text(&output.stdout)),
            false => {
                let said = [text(&output.stderr), text(&output.stdout)];
                let said = said.iter().find(|said| !said.trim().is_empty()).cloned();
                Err(Refused::Git(said.unwrap_or_else(|| format!("git {} failed", arguments[0]))))
            }
        }
    }
}
