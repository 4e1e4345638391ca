//! What has to be written when a document, a folder or a name of the site gets another name, as values.
//!
//! 1. [`Request`] says what moves where, and which name becomes which;
//! 2. `documents` finds the addresses that change by it, and what the moved texts have to say of themselves (`id`, `aliases`);
//! 3. `links` mends what leads to files and addresses, `names` what front matter and templates call by a name, `briefs` the outlets
//!    that editions name, `entry` the entry;
//! 4. [`Renaming`] is all of it, checked: what the texts become, and which files move.
//!
//! Nothing here writes a file. Texts that change are read by whoever asks.

mod briefs;
mod documents;
mod elsewhere;
mod entry;
mod links;
mod names;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use briefs::has_outlet;
pub use names::NewName;

use self::documents::moved;
use self::tree::Tree;
use crate::config::Config;
use crate::content::document::{ParseContext, parse};
use crate::content::registry::RegistryKind;
use crate::content::{Document, Kind, copies, name, registry};
use crate::diagnostic::{Code, Diagnostic};
use crate::edits::{Replacement, apply};
use crate::paths::OutPath;
use crate::site::Site;
use crate::source::{self, CONFIG};

/// A site, for whoever renames something in it.
pub struct Input<'a> {
    /// The sites of all languages with all that is held back, their own first.
    pub all: Vec<&'a Site>,
    /// The same as readers see them.
    pub live: Vec<&'a Site>,
    /// What the reading of a document depends on.
    pub context: ParseContext,
    /// All files, relative to the root, sorted.
    pub files: &'a [Arc<str>],
    /// What makes an output of the site with all that is held back.
    pub made_by: &'a dyn Fn(&OutPath) -> Option<Maker>,
    /// The text of one of them; in words why it cannot be read.
    pub read: &'a dyn Fn(&str) -> Result<String, String>,
}

/// What makes an output.
#[derive(Debug)]
pub struct Maker {
    /// The file that says so, if one does.
    pub file: Option<String>,
    /// In words that continue "made by".
    pub words: String,
}

/// What is asked for.
#[derive(Debug, Default)]
pub struct Request {
    /// Files that move: from where to where, relative to the root.
    pub moves: BTreeMap<String, String>,
    /// A name that becomes another.
    pub name: Option<NewName>,
}

/// What has to be done.
#[derive(Debug, Default)]
pub struct Renaming {
    /// Files that move, from where to where.
    pub moves: BTreeMap<String, String>,
    /// Texts that change, by the paths that they have now: what they are and what they become.
    pub rewrites: BTreeMap<String, (String, String)>,
    /// Files that are new, and their texts.
    pub new: BTreeMap<String, String>,
    /// Old addresses that lead to new ones from now on, without base path.
    pub redirects: Vec<(String, String)>,
    /// What else is to be said.
    pub remarks: Vec<String>,
}

/// What is collected on the way.
struct Draft<'a> {
    input: &'a Input<'a>,
    moves: BTreeMap<String, String>,
    texts: BTreeMap<String, String>,
    edits: BTreeMap<String, Vec<Replacement>>,
    new: BTreeMap<String, String>,
    redirects: Vec<(String, String)>,
    remarks: BTreeSet<String>,
}

/// Finds out what has to be done.
///
/// # Errors
/// Why it cannot be, in words.
pub fn rename(input: &Input<'_>, request: Request) -> Result<Renaming, String> {
    let Request { moves, name } = request;
    let mut draft = Draft {
        input,
        moves,
        texts: BTreeMap::new(),
        edits: BTreeMap::new(),
        new: BTreeMap::new(),
        redirects: Vec::new(),
        remarks: BTreeSet::new(),
    };
    let tree = Tree::new(input.files.iter().map(|path| (**path).to_owned()));
    draft.take_along(&tree);
    draft.refuse_unread()?;
    let mut addresses = BTreeMap::new();
    let moved = moved(&mut draft)?;
    moved.iter().for_each(|moved| addresses.extend(moved.address.clone()));
    let mut changes = names::slugs(&draft, &moved);
    let like = name.as_ref().and_then(|name| names::tag_like(&draft, name));
    // An outlet that briefs alone name has no entry and no page.
    let only_in_briefs = name.as_ref().filter(|name| briefs::alone_name(input, name));
    if let Some(name) = only_in_briefs {
        briefs::respell(&mut draft, name)?;
    }
    for name in name.iter().filter(|_| only_in_briefs.is_none()).chain(&like) {
        changes.retain(|change| change.kind != name.kind);
        let change = names::change(&draft, name, &moved)?;
        let new = change.addresses(&draft);
        for (_, address) in new.iter().filter(|_| change.target.is_none()) {
            documents::refuse_old_address(&draft, address, None)?;
            documents::refuse_taken(&draft, address, None)?;
        }
        addresses.extend(new);
        entry::write(&mut draft, &change)?;
        changes.push(change);
    }
    links::mend(&mut draft, &tree, &addresses)?;
    for change in &changes {
        names::mend(&mut draft, change)?;
        briefs::mend(&mut draft, change)?;
        elsewhere::templates_that_name(&mut draft, change)?;
    }
    elsewhere::mend(&mut draft, &addresses)?;
    elsewhere::pictures(&mut draft, &tree)?;
    documents::keep(&mut draft, &moved, name.as_ref())?;
    draft.finish()
}

impl Draft<'_> {
    /// The text of a file, as it is.
    fn text(&mut self, path: &str) -> Result<&str, String> {
        if !self.texts.contains_key(path) {
            let text = (self.input.read)(path).map_err(|error| format!("{path} cannot be read: {error}"))?;
            self.texts.insert(path.to_owned(), text);
        }
        Ok(&self.texts[path])
    }

    /// Where a file will stand.
    fn place<'p>(&'p self, path: &'p str) -> &'p str {
        self.moves.get(path).map_or(path, String::as_str)
    }

    /// Refuses files that would go where no build finds them.
    ///
    /// # Errors
    /// Which one.
    fn refuse_unread(&self) -> Result<(), String> {
        let ignored = &self.input.all[0].config.ignore;
        let is_named_so =
            |to: &str| !source::is_read(to) || name::is_section(to) || copies::conflicted(to).is_some();
        let lost = self.moves.values().find(|to| is_named_so(to) || ignored.holds(to));
        lost.map_or(Ok(()), |to| {
            let why = if is_named_so(to) { "because of its name" } else { "by `ignore:` in newsprint.yaml" };
            Err(format!("{to} would be passed over {why}"))
        })
    }

    fn edit(&mut self, path: &str, replacement: Replacement) {
        self.edits.entry(path.to_owned()).or_default().push(replacement);
    }

    fn has(&self, path: &str) -> bool {
        self.input.files.binary_search_by(|file| (**file).cmp(path)).is_ok()
    }

    /// All documents, each with the number of its language.
    fn documents(&self) -> Vec<(usize, Arc<Document>)> {
        documents_of(self.input)
    }

    /// Everything, checked.
    fn finish(self) -> Result<Renaming, String> {
        let mut rewrites = BTreeMap::new();
        let documents: BTreeMap<Arc<str>, Arc<Document>> = self
            .documents()
            .into_iter()
            .map(|(_, document)| (Arc::clone(&document.path), document))
            .collect();
        for (path, edits) in &self.edits {
            let before = self.texts.get(path).cloned().unwrap_or_default();
            // The places of the one reading are those of no other.
            if documents.get(&**path).is_some_and(|known| !self.is_as_read(known, &before)) {
                return Err(format!("{path} has changed meanwhile"));
            }
            let after = apply(&before, edits).map_err(|overlap| {
                format!("{path}: `{}` and `{}` are of the same place", overlap.0.text, overlap.1.text)
            })?;
            if after != before {
                self.check(path, (&before, &after), edits)?;
                rewrites.insert(path.clone(), (before, after));
            }
        }
        let mut redirects = self.redirects;
        redirects.sort();
        redirects.dedup();
        let remarks = self.remarks.into_iter().collect();
        Ok(Renaming { moves: self.moves, rewrites, new: self.new, redirects, remarks })
    }

    /// Whether a text is the one that the site's document was read from, as far as the document tells.
    fn is_as_read(&self, known: &Document, text: &str) -> bool {
        parse(&known.path, known.kind, text.as_bytes(), &self.input.context).is_ok_and(|document| {
            (document.body_start, document.body_hash, document.shown)
                == (known.body_start, known.body_hash, known.shown)
        })
    }

    /// Whether a text that changes says something wrong that it did not say.
    fn check(&self, path: &str, (before, after): (&str, &str), edits: &[Replacement]) -> Result<(), String> {
        let config = &self.input.all[0].config;
        let said = |text: &str, path: &str| -> Vec<Diagnostic> {
            let registry = RegistryKind::ALL.into_iter().find(|registry| registry.path() == path);
            match (registry, Kind::of(path)) {
                (Some(registry), _) => registry::read(registry, text.as_bytes(), config.timezone).1,
                (_, Some(kind)) => {
                    match parse(&Arc::from(path), kind, text.as_bytes(), &self.input.context) {
                        Ok(document) => document.diagnostics.into(),
                        Err(said) => said,
                    }
                }
                _ if path == CONFIG => Config::read(Some(text.as_bytes()), None).1,
                _ => Vec::new(),
            }
        };
        // A message quotes names, and other names are no other fault. What is about no line has the line 0.
        let line = |problem: &Diagnostic| problem.span.map_or(0, |span| span.line);
        let known: Vec<(Code, Option<u32>)> = said(before, path)
            .iter()
            .map(|problem| (problem.code, line_after(before, edits, line(problem))))
            .collect();
        let new = said(after, self.place(path)).into_iter().find(|problem| {
            let is_known = known
                .iter()
                .any(|(code, at)| *code == problem.code && at.is_none_or(|at| at == line(problem)));
            !is_known && (problem.is_error() || self.place(path) == path)
        });
        match new {
            Some(problem) => Err(format!(
                "{} would have a fault that it does not have now: {}",
                self.place(path),
                problem.message
            )),
            None => Ok(()),
        }
    }
}

/// All documents of a site, each with the number of its language.
fn documents_of(input: &Input<'_>) -> Vec<(usize, Arc<Document>)> {
    let mut found: BTreeMap<Arc<str>, (usize, Arc<Document>)> = BTreeMap::new();
    for (number, site) in input.all.iter().enumerate() {
        let articles = site.articles.iter().map(|article| &article.document);
        let pages = site.all_pages().map(|page| &page.document);
        let withdrawn = site.withdrawn.iter().map(|withdrawn| &withdrawn.document);
        let rest = site.held_documents.iter().chain(site.broken.iter());
        for document in articles.chain(pages).chain(withdrawn).chain(rest) {
            found.entry(Arc::clone(&document.path)).or_insert_with(|| (number, Arc::clone(document)));
        }
    }
    found.into_values().collect()
}

/// The number that a line has when changes are made; none of one that they put another into the place of.
fn line_after(before: &str, edits: &[Replacement], line: u32) -> Option<u32> {
    let Some(lines_before) = line.checked_sub(1) else { return Some(0) };
    let start: usize = before.split_inclusive('\n').take(lines_before as usize).map(str::len).sum();
    let breaks = |text: &str| text.matches('\n').count() as i64;
    let mut edits: Vec<&Replacement> = edits.iter().collect();
    edits.sort();
    edits.dedup();
    let mut after = i64::from(line);
    for edit in edits {
        let gone = &before[edit.start..edit.end];
        match edit.end <= start {
            true => after += breaks(&edit.text) - breaks(gone),
            false if edit.start <= start && gone.contains('\n') => return None,
            false => {}
        }
    }
    u32::try_from(after).ok()
}

/// Whether readers see a document, or a notice in its place.
fn is_published(input: &Input<'_>, path: &str) -> bool {
    let is_it = |document: &Document| *document.path == *path;
    input.live.iter().any(|site| {
        site.articles.iter().any(|article| is_it(&article.document))
            || site.all_pages().any(|page| is_it(&page.document))
            || site.withdrawn.iter().any(|withdrawn| is_it(&withdrawn.document))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_known_again_where_changes_have_put_it() {
        let before = "a\nb\nc\nd\n";
        let edits = [
            Replacement::new(2..2, "new\nnew\n"),
            Replacement::new(2..3, "B"),
            Replacement::new(4..8, "e\n"),
        ];
        let lines = [0, 1, 2, 3, 4, 5].map(|line| line_after(before, &edits, line));
        assert_eq!(lines, [Some(0), Some(1), Some(4), None, None, Some(6)]);
    }
}
