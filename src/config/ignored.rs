//! `ignore:`: files of the site's folders that are no part of it, by patterns as `.gitignore` has them
//! (<https://git-scm.com/docs/gitignore#_pattern_format>), relative to the site's root.

use std::hash::{Hash, Hasher};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::PATH;
use crate::content::yaml::FieldValue;
use crate::diagnostic::Code;

/// Which files are passed over without a word.
#[derive(Debug, Clone)]
pub struct Ignored {
    /// As written.
    patterns: Vec<String>,
    matcher: Gitignore,
}

impl Default for Ignored {
    fn default() -> Self {
        Self { patterns: Vec::new(), matcher: Gitignore::empty() }
    }
}

impl PartialEq for Ignored {
    fn eq(&self, other: &Self) -> bool {
        self.patterns == other.patterns
    }
}

impl Eq for Ignored {}

impl Hash for Ignored {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.patterns.hash(state);
    }
}

impl Ignored {
    /// Whether a file (relative to the site's root, with `/`) or a folder that it is in is one of them.
    pub fn holds(&self, path: &str) -> bool {
        self.matches(path, false)
    }

    /// The same of what may be a file or a folder.
    pub fn holds_either(&self, path: &str) -> bool {
        self.matches(path, false) || self.matches(path, true)
    }

    fn matches(&self, path: &str, is_dir: bool) -> bool {
        !self.patterns.is_empty()
            && path != PATH
            && self.matcher.matched_path_or_any_parents(path, is_dir).is_ignore()
    }
}

/// What `ignore:` says.
pub(super) fn ignored(item: &FieldValue<'_>) -> Ignored {
    let mut builder = GitignoreBuilder::new("");
    let mut patterns = Vec::new();
    for item in item.items() {
        let Some(pattern) = item.text() else { continue };
        let pattern = pattern.strip_prefix("./").map_or(pattern.clone(), str::to_owned);
        if pattern.split('/').any(|part| part == "..") {
            let message = format!("`{pattern}` leads out of the site");
            item.error(Code::InvalidValue, message, "write it from the site's folder: `content/inbox/`");
            continue;
        }
        match builder.add_line(None, &pattern) {
            Ok(_) => patterns.push(pattern),
            Err(error) => item.error(
                Code::InvalidValue,
                format!("`{pattern}` is no pattern of files: {error}"),
                "write it as in .gitignore: `notes/`, `*.draft.md`, `content/inbox/**`",
            ),
        }
    }
    match builder.build() {
        Ok(matcher) => Ignored { patterns, matcher },
        Err(error) => {
            item.error(
                Code::InvalidValue,
                format!("`ignore` cannot be read: {error}"),
                "write fewer or shorter patterns",
            );
            Ignored::default()
        }
    }
}
