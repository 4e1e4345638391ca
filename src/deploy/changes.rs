//! What git says is changed.

use super::git::{Refused, Repository};

impl Repository {
    /// The folder's own path in the repository, with a `/` at its end; nothing of the repository's own folder.
    pub fn prefix(&self) -> Option<String> {
        self.git(&["rev-parse", "--show-prefix"], &[]).ok()
    }

    /// The files below the repository's folder that are not as the last commit has them, new ones among them; with `since` those
    /// that differ from where this branch left that revision. By their paths from the folder, with `/`; what was deleted is not
    /// there.
    ///
    /// # Errors
    /// What git says.
    pub fn changed_files(&self, since: Option<&str>) -> Result<Vec<String>, Refused> {
        const FORM: [&str; 6] =
            ["diff", "--name-only", "-z", "--relative", "--no-renames", "--diff-filter=d"];
        let has_commit = || self.git(&["rev-parse", "--verify", "--quiet", "HEAD"], &[]).is_ok();
        let mut listed = match since {
            Some(revision) => {
                self.git(
                    &[
                        "rev-parse",
                        "--verify",
                        "--quiet",
                        "--end-of-options",
                        &format!("{revision}^{{commit}}"),
                    ],
                    &[],
                )
                .map_err(|_| Refused::Git(format!("there is no revision `{revision}` here")))?;
                // A clone of a few commits does not know where its branch left the other.
                self.git(&[&FORM[..], &["--merge-base", revision, "--", "."]].concat(), &[])
                    .or_else(|_| self.git(&[&FORM[..], &[revision, "--", "."]].concat(), &[]))?
            }
            None if has_commit() => self.git(&[&FORM[..], &["HEAD", "--", "."]].concat(), &[])?,
            // Before the first commit all that is staged is new.
            None => self.git(&["ls-files", "-z"], &[])?,
        };
        listed.push('\0');
        listed.push_str(&self.git(&["ls-files", "-z", "--others", "--exclude-standard"], &[])?);
        let mut files: Vec<String> =
            listed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
        files.sort_unstable();
        files.dedup();
        Ok(files)
    }
}
