//! `publish:`: where `newsprint publish` puts the site.

use super::place::Place;
use crate::content::yaml::FieldValue;
use crate::diagnostic::{Code, Diagnostic};
use crate::shape::{Shape, choice, keys};

/// `publish.history`.
const HISTORY: [(&str, bool); 2] = [("keep", false), ("squash", true)];

keys! {
    /// `publish:`.
    pub(super) OF_PUBLISH:
    REMOTE: ["remote"], Shape::Text, "origin", "",
        "The remote, or the address of a repository, to which `newsprint publish` puts the site.";
    BRANCH: ["branch"], Shape::Text, "gh-pages", "",
        "The branch to which it is put; it holds nothing else.";
    IN_HISTORY: ["history"], choice!(HISTORY), "keep", "",
        "Whether the branch keeps what was published before, or has one commit only.";
    TO: ["to"], Shape::Text, "", "s3://bucket/folder",
        "Another place than a branch: a folder, `s3://bucket/folder` or `sftp://user@host/folder`.";
    S3_ENDPOINT: ["endpoint"], Shape::WebAddress, "", "https://storage.example.org",
        "Where a service that is compatible with S3 answers.";
    REGION: ["region"], Shape::Text, "", "eu-central-1",
        "The region of S3.";
}

/// A branch of a git repository, as GitHub Pages and its like serve it; or a place of another kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Publishing {
    /// A remote, or an address.
    pub remote: String,
    /// The branch.
    pub branch: String,
    /// Whether the branch has one commit only.
    pub squash: bool,
    /// The place that `--to` would name, as it is written; without one it is the branch.
    pub to: Option<String>,
    /// Where a service that is compatible with S3 answers.
    pub endpoint: Option<String>,
    /// The region of S3.
    pub region: Option<String>,
}

impl Default for Publishing {
    fn default() -> Self {
        Self {
            remote: "origin".to_owned(),
            branch: "gh-pages".to_owned(),
            squash: false,
            to: None,
            endpoint: None,
            region: None,
        }
    }
}

/// Whether git takes a text as the name of a branch, as far as a name that somebody means goes (git-check-ref-format).
pub fn is_branch(name: &str) -> bool {
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "~^:?*[\\".contains(c);
    let is_part = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with(".lock");
    !matches!(name, "HEAD" | "@")
        && !name.starts_with("refs/")
        && name.split('/').all(is_part)
        && !name.starts_with('-')
        && !name.ends_with('.')
        && !name.contains("..")
        && !name.contains("@{")
        && !name.contains(is_odd)
}

/// What the section says.
pub(super) fn publishing(item: &FieldValue<'_>) -> Publishing {
    let mut publishing = Publishing::default();
    let Some(fields) = item.fields("write `to:`, or `branch:`, `remote:` or `history:` below it") else {
        return publishing;
    };
    if let Some(remote) = fields.take(REMOTE.names).and_then(|item| item.text()) {
        publishing.remote = remote;
    }
    if let Some(item) = fields.take(BRANCH.names)
        && let Some(branch) = item.text()
    {
        match is_branch(&branch) {
            true => publishing.branch = branch,
            false => {
                let message = format!("`{branch}` is no name of a branch");
                item.error(
                    Code::InvalidValue,
                    message,
                    "write it without `refs/heads/` and without spaces: gh-pages",
                );
            }
        }
    }
    if let Some(squash) = fields.take(IN_HISTORY.names).and_then(|item| item.choice(&HISTORY)) {
        publishing.squash = squash;
    }
    if let Some(item) = fields.take(TO.names)
        && let Some(to) = item.text()
    {
        match Place::parse(&to) {
            Ok(_) => publishing.to = Some(to),
            Err(fault) => {
                let hint = "write a folder, s3://bucket/folder or sftp://user@host/folder";
                let (label, why) = (item.label(), &fault.why);
                match fault.is_secret {
                    // With its place its line would be shown, in the log of whoever builds the site.
                    true => {
                        let message = format!("`{label}` in line {} {why}", item.span().line);
                        item.push(Diagnostic::error(Code::InvalidValue, message).hint(hint));
                    }
                    false => item.error(Code::InvalidValue, format!("`{label}` {why}"), hint),
                }
            }
        }
    }
    publishing.endpoint = fields.take(S3_ENDPOINT.names).and_then(|item| item.web_address());
    publishing.region = fields.take(REGION.names).and_then(|item| item.text());
    fields.finish(&[], None);
    publishing
}
