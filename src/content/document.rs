//! One content file, read: its kind by its folder, its front matter, the facts of its body.

use std::sync::Arc;

use chrono_tz::Tz;

use super::front_matter::{self, FrontMatter};
use super::markdown::facts::FactsOptions;
use super::markdown::{self, Facts, HtmlPolicy};
use super::name::{self, Name};
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;

/// What a document is, by its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `content/**/*.md`, unless below.
    Article,
    /// `content/topics/*.md`.
    Topic,
    /// `content/pages/**/*.md`.
    Page,
    /// `content/index.md`.
    Home,
}

impl Kind {
    /// The kind of the Markdown file at `path` (relative to the site's root).
    pub fn of(path: &str) -> Option<Self> {
        let inside = path.strip_prefix("content/")?;
        if !inside.ends_with(".md") {
            return None;
        }
        Some(match inside.split_once('/') {
            None if inside == "index.md" => Self::Home,
            Some(("topics", _)) => Self::Topic,
            Some(("pages", _)) => Self::Page,
            Some((folder, _)) if RESERVED.contains(&folder) => return None,
            _ => Self::Article,
        })
    }
}

/// Folders of `content/` whose kinds of document this version does not make yet.
pub const RESERVED: [&str; 2] = ["editions", "stories"];

/// One file of `content/`, complete.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Relative to the site's root.
    pub path: Arc<str>,
    /// What it is.
    pub kind: Kind,
    /// What its name says.
    pub name: Name,
    /// Its front matter.
    pub front: FrontMatter,
    /// What others ask of its body.
    pub facts: Facts,
    /// Where the body begins, in bytes.
    pub body_start: usize,
    /// Hash of the body's bytes.
    pub body_hash: Digest,
}

/// What a document's reading depends on besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ParseContext {
    /// Of dates without a zone.
    pub zone: Tz,
    /// What becomes of raw HTML.
    pub html: HtmlPolicy,
    /// Schemes that links may have.
    pub link_schemes: Vec<String>,
}

/// Reads one document. There is none when anything in it is an error.
pub fn parse(
    path: &str,
    kind: Kind,
    bytes: &[u8],
    context: &ParseContext,
) -> (Option<Document>, Vec<Diagnostic>) {
    let name = match name::of(path) {
        Ok(name) => name,
        Err(problem) => return (None, vec![problem]),
    };
    let (text, split) = match front_matter::split(bytes, kind) {
        Ok(parts) => parts,
        Err(problem) => return (None, vec![problem.in_file(path)]),
    };
    let (front, mut diagnostics) = front_matter::read(&split, path, kind, name.date, context.zone);
    let options = FactsOptions { link_schemes: &context.link_schemes, html: context.html, path };
    let mut facts = markdown::facts(split.body, split.body_line, &options);
    diagnostics.append(&mut facts.diagnostics);
    let Some(front) = front.filter(|_| !diagnostics.iter().any(Diagnostic::is_error)) else {
        return (None, diagnostics);
    };
    let body_start = split.body.as_ptr() as usize - text.as_ptr() as usize + (bytes.len() - text.len());
    let body_hash = Digest::of_bytes(split.body.as_bytes());
    let document = Document { path: path.into(), kind, name, front, facts, body_start, body_hash };
    (Some(document), diagnostics)
}

impl Document {
    /// The body in the bytes of its file.
    pub fn body<'a>(&self, bytes: &'a [u8]) -> &'a str {
        bytes.get(self.body_start..).and_then(|body| std::str::from_utf8(body).ok()).unwrap_or("")
    }

    /// The digest line: as written, else from the body.
    pub fn summary(&self) -> &str {
        self.front.summary.as_deref().or(self.facts.excerpt.as_deref()).unwrap_or("")
    }
}
