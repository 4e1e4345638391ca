//! What each file of a site is read as, by its place.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::address::{composed, nfc};
use crate::content::document::{self, Document, Kind, NoText, ParseContext};
use crate::content::registry::{self, Entry, RegistryKind};
use crate::content::{conflict, copies, markdown, name, tree};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Digest;
use crate::i18n::{self, Texts};
use crate::site::visibility;
use crate::source::{self, File, LoadedFile, Sources};

/// What one file was read as.
#[derive(Debug, Clone)]
pub enum Parsed {
    /// A document.
    Document(Arc<Document>),
    /// No document could be made of this file.
    Unreadable(Arc<[Diagnostic]>),
    /// A registry: all entries that are whole, and what is wrong with the others.
    Registry(RegistryKind, Arc<[Entry]>, Arc<[Diagnostic]>),
    /// A template by its name.
    Template(Arc<str>),
    /// A language's interface texts, and what is wrong with them.
    Texts(String, Arc<serde_yaml::Value>, Arc<[Diagnostic]>),
    /// A value of `data/` by its name.
    Data(String, tera::Value),
    /// Nothing could be made of it, or nothing is to be made of it.
    Problem(Arc<Diagnostic>),
    /// Something is wrong with it, and before it was good.
    Broken(Box<Broken>),
}

/// A file that is wrong now and was good before.
#[derive(Debug, Clone)]
pub struct Broken {
    /// As it is now.
    pub now: Parsed,
    /// As it was.
    pub good: source::Entry<Parsed>,
}

impl Parsed {
    /// Whether there is an error in the file itself.
    fn is_wrong(&self) -> bool {
        let any = |problems: &[Diagnostic]| problems.iter().any(Diagnostic::is_error);
        match self {
            Self::Document(document) => document.is_broken(),
            Self::Unreadable(_) | Self::Broken(_) => true,
            Self::Registry(_, _, problems) | Self::Texts(_, _, problems) => any(problems),
            Self::Problem(problem) => problem.is_error(),
            Self::Template(_) | Self::Data(..) => false,
        }
    }

    /// With what was good before, when this is wrong.
    pub fn or_good(self, known: Option<&source::Entry<Self>>) -> Self {
        let Some(entry) = known.filter(|_| self.is_wrong()) else { return self };
        let good = match &entry.made {
            Some(Self::Broken(broken)) => broken.good.clone(),
            Some(made) if !made.is_wrong() => entry.clone(),
            _ => return self,
        };
        Self::Broken(Box::new(Broken { now: self, good }))
    }
}

/// Reads one file as what its place says it is. Pictures and assets are only hashed.
pub fn read(file: &LoadedFile<'_>, context: &ParseContext, built_in: &Texts) -> Option<Parsed> {
    let path = &**file.path;
    let problem = |problem: Diagnostic| Parsed::Problem(Arc::new(problem));
    let conflicted = copies::conflicted(path).filter(|_| !source::is_plain(path));
    if let Some(copy) = conflicted {
        return Some(problem(copy));
    }
    if let Some(kind) = Kind::of(path) {
        match document::no_text(path, kind, file.bytes) {
            Some(NoText::ReadMe) => return None,
            Some(NoText::Said(said)) => return Some(problem(said)),
            None => {}
        }
        return Some(match document::parse(file.path, kind, file.bytes, context) {
            Ok(document) => Parsed::Document(Arc::new(document)),
            Err(problems) => Parsed::Unreadable(problems.into()),
        });
    }
    if let Some(kind) = RegistryKind::ALL.into_iter().find(|kind| kind.path() == path) {
        let (entries, problems) = registry::read(kind, file.bytes, context.zone);
        return Some(Parsed::Registry(kind, entries.into(), problems.into()));
    }
    let (folder, name) = path.split_once('/')?;
    if let Some(wrong) = name::wrong_ending(path) {
        return Some(problem(wrong));
    }
    if source::is_plain(path) {
        return conflict_in_asset(file).map(problem);
    }
    match folder {
        "templates" if name.ends_with(".html") || name.ends_with(".xml") || name.ends_with(".svg") => {
            Some(text(file).map_or_else(problem, |text| Parsed::Template(text.into())))
        }
        "i18n" => {
            let language = name.strip_suffix(".yaml")?;
            let read = text(file).and_then(|text| Ok((tree::parse(text, path)?, text)));
            Some(read.map_or_else(problem, |(tree, text)| {
                let problems = i18n::check(&tree, text, path, built_in);
                Parsed::Texts(language.to_owned(), Arc::new(tree), problems.into())
            }))
        }
        "data" => {
            let (stem, ending) = name.rsplit_once('.')?;
            let value = match text(file) {
                Ok(text) => crate::render::read_data(ending, text, path)?,
                Err(problem) => Err(problem),
            };
            Some(value.map_or_else(problem, |value| Parsed::Data(nfc(stem).into_owned(), value)))
        }
        _ => None,
    }
}

/// A conflict that nobody solved in a file that is published as it is; the code of a text shows its marks.
fn conflict_in_asset(file: &LoadedFile<'_>) -> Option<Diagnostic> {
    let path = &**file.path;
    if !source::is_written(path) || !conflict::may_be_in(file.bytes) {
        return None;
    }
    let text = String::from_utf8_lossy(file.bytes);
    let code = || if path.ends_with(".md") { markdown::code_blocks(&text) } else { Vec::new() };
    Some(conflict::find(&text, code)?.in_file(path))
}

fn text<'a>(file: &LoadedFile<'a>) -> Result<&'a str, Diagnostic> {
    let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file.bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Diagnostic::error(Code::NotUtf8, "this file is not UTF-8").in_file(&**file.path))?;
    conflict::find(text, Vec::new).map_or(Ok(text), |problem| Err(problem.in_file(&**file.path)))
}

/// What was read, by what it is for.
#[derive(Default)]
pub struct ParsedFiles {
    /// Documents, by path.
    pub documents: Vec<(Arc<Document>, Arc<File>)>,
    /// Files that should be documents, and of which none could be made.
    pub unreadable: Vec<Arc<str>>,
    /// The registries.
    pub registries: Vec<(RegistryKind, Arc<[Entry]>)>,
    /// The site's own templates by name.
    pub templates: BTreeMap<String, Arc<str>>,
    /// The site's own interface texts.
    pub texts: Vec<(String, Arc<serde_yaml::Value>)>,
    /// `data/` by name, with the hash of the file.
    pub data: BTreeMap<String, (tera::Value, Digest)>,
    /// Files of `content/` that are no documents, by path.
    pub files: BTreeMap<Arc<str>, Arc<File>>,
}

/// The document of a file, or the last good one.
fn document_of(entry: &source::Entry<Parsed>) -> Option<(Arc<Document>, Arc<File>)> {
    match entry.made.as_ref()? {
        Parsed::Document(document) => Some((Arc::clone(document), Arc::clone(&entry.file))),
        Parsed::Broken(broken) => document_of(&broken.good),
        _ => None,
    }
}

impl ParsedFiles {
    /// Sorts what was read; the diagnostics are those that no document keeps. `is_held_back` says of a document that is wrong,
    /// in whose place stands what was good, whether it would be live.
    pub fn of(
        sources: &Sources<Parsed>,
        is_held_back: &dyn Fn(&Document) -> bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let entries: Vec<&source::Entry<Parsed>> = sources.iter().collect();
        // Nearly all of them are documents, each somewhere else in memory.
        let documents = entries.par_iter().with_min_len(1024).filter_map(|entry| document_of(entry));
        let mut parts = Self { documents: documents.collect(), ..Self::default() };
        for entry in entries {
            match &entry.made {
                Some(read) => parts.take(read, &entry.file, is_held_back, diagnostics),
                None => parts.take_file(&entry.file, diagnostics),
            }
        }
        parts
    }

    /// Takes what is no document.
    fn take(
        &mut self,
        read: &Parsed,
        file: &Arc<File>,
        is_held_back: &dyn Fn(&Document) -> bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        match read {
            Parsed::Document(_) => {}
            Parsed::Unreadable(problems) => {
                diagnostics.extend_from_slice(problems);
                self.unreadable.push(Arc::clone(&file.path));
            }
            Parsed::Registry(kind, entries, problems) => {
                diagnostics.extend_from_slice(problems);
                self.registries.push((*kind, Arc::clone(entries)));
                self.take_file(file, diagnostics);
            }
            Parsed::Template(text) => {
                self.templates.insert(file.path["templates/".len()..].to_owned(), Arc::clone(text));
            }
            Parsed::Texts(language, tree, problems) => {
                diagnostics.extend_from_slice(problems);
                self.texts.push((language.clone(), Arc::clone(tree)));
            }
            Parsed::Data(name, value) => {
                if self.data.insert(name.clone(), (value.clone(), file.hash)).is_some() {
                    let message = format!("two files of data/ would be called `{name}`");
                    diagnostics.push(Diagnostic::error(Code::PathClash, message).hint("rename one of them"));
                }
            }
            Parsed::Problem(problem) => {
                diagnostics.push(Diagnostic::clone(problem));
                self.take_file(file, diagnostics);
            }
            Parsed::Broken(broken) => {
                match &broken.now {
                    Parsed::Document(document) => {
                        diagnostics.extend(visibility::problems(document, is_held_back(document)));
                    }
                    Parsed::Unreadable(problems)
                    | Parsed::Registry(_, _, problems)
                    | Parsed::Texts(_, _, problems) => {
                        diagnostics.extend_from_slice(problems);
                    }
                    Parsed::Problem(problem) => diagnostics.push(Diagnostic::clone(problem)),
                    Parsed::Template(_) | Parsed::Data(..) | Parsed::Broken(_) => {}
                }
                if let Some(good) = &broken.good.made {
                    // What is wrong with it was said just now, what was said of the good one was said before.
                    self.take(good, &broken.good.file, is_held_back, &mut Vec::new());
                }
            }
        }
    }

    /// What documents may show or link to.
    fn take_file(&mut self, file: &Arc<File>, diagnostics: &mut Vec<Diagnostic>) {
        if file.path.starts_with("content/") && !file.path.ends_with(".md") {
            let name = composed(&file.path);
            if let Some(other) = self.files.insert(name, Arc::clone(file)) {
                let message = format!("{} and {} are one name to some file systems", other.path, file.path);
                let problem = Diagnostic::error(Code::PathClash, message).in_file(&*file.path);
                diagnostics
                    .push(problem.label_in(&other.path, None, "the other one").hint("rename one of them"));
            }
        }
    }
}
