//! Everything up to the plan: reads the site's files, parses, assembles, compiles the templates, plans.

use std::collections::BTreeMap;

use super::plan::{Plan, plan};
use super::{Now, Options, Report, epoch};
use crate::config::Config;
use crate::content::document::{self, Document, Kind, ParseContext, RESERVED};
use crate::content::registry::{self, Entry, RegistryKind};
use crate::content::{Date, tree};
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
use crate::i18n::{self, I18n, Texts};
use crate::output::Kit;
use crate::render::Renderer;
use crate::site::links::LinkedFile;
use crate::site::{self, assemble};
use crate::source::{self, FileId, Sources};
use crate::theme;

/// A site, ready to be made.
pub struct Loaded {
    /// What makers work with.
    pub kit: Kit,
    /// What is to be made.
    pub plan: Plan,
    /// What everything depends on.
    pub epoch: Digest,
}

/// What one file was read as.
enum Read {
    Document(Box<Document>),
    /// No document could be made of this file.
    Unreadable(String, Vec<Diagnostic>),
    Registry(RegistryKind, Vec<Entry>, Vec<Diagnostic>),
    Template(String, String),
    Texts(String, serde_yaml::Value, Vec<Diagnostic>),
    Data(String, tera::Value, Digest),
    Problem(Diagnostic),
}

/// Loads and plans the site at `options.root`. There is nothing to make when something is wrong.
pub fn load(options: &Options) -> (Option<Loaded>, Report) {
    let mut report = Report::default();
    let text = source::config_text(&options.root);
    let text = match text {
        Ok(text) => text,
        Err(problem) => {
            report.diagnostics.push(problem);
            return (None, report);
        }
    };
    let (config, diagnostics) = Config::read(text.as_deref(), options.base_url.as_deref());
    report.diagnostics.extend(diagnostics);
    let Some(config) = config else { return (None, report) };
    let now = match moment(&options.now, &config) {
        Ok(now) => now,
        Err(problem) => {
            report.diagnostics.push(problem);
            return (None, report);
        }
    };

    report.now = Date::at(now, config.timezone).map(|date| date.to_rfc3339());
    let mut i18n = I18n::default();
    for (name, text) in theme::texts() {
        // The built-in texts are tested to be YAML.
        if let Ok(tree) = tree::parse(text, &name) {
            i18n.add(name.trim_end_matches(".yaml"), &tree);
        }
    }
    let built_in = i18n.texts("en");
    let context =
        ParseContext { zone: config.timezone, html: config.html, link_schemes: config.link_schemes.clone() };
    let (sources, read, diagnostics) =
        Sources::load(&options.root, |file: &source::Loaded<'_>| read_file(file, &context, &built_in));
    report.diagnostics.extend(diagnostics);
    let parts = sort(read, &sources, &mut report.diagnostics);

    let assets = theme::assets(&sources);
    let templates = theme::templates(parts.templates);
    for (language, tree) in &parts.texts {
        i18n.add(language, tree);
    }
    let hashes = parts.data.iter().map(|(name, (_, hash))| (name.clone(), *hash)).collect();
    let epoch = epoch::epoch(options.program, &templates, &i18n, &config, &assets, &hashes);

    let input = site::Input {
        config,
        documents: parts.documents,
        unreadable: parts.unreadable,
        registries: parts.registries,
        files: parts.files,
        statics: theme::linkable(&assets),
        now,
        flags: options.flags,
    };
    let (site, diagnostics) = assemble(input);
    report.diagnostics.extend(diagnostics);
    report.held.clone_from(&site.held);
    report.articles = site.articles.len();
    let (plan, diagnostics) = plan(&site, &assets);
    report.diagnostics.extend(diagnostics);
    report.planned = plan.counts();
    let renderer = match Renderer::new(&templates) {
        Ok(renderer) => renderer,
        Err(problems) => {
            report.diagnostics.extend(problems);
            return (None, report);
        }
    };
    let data = parts.data.into_iter().map(|(name, (value, _))| (name, value)).collect();
    let kit = Kit::new(site, sources, assets, data, &i18n, renderer);
    let loaded = Loaded { kit, plan, epoch };
    (Some(loaded).filter(|_| !report.diagnostics.iter().any(Diagnostic::is_error)), report)
}

fn moment(now: &Now, config: &Config) -> Result<i64, Diagnostic> {
    match now {
        Now::At(moment) => Ok(*moment),
        Now::Written(text) => match Date::parse(text, config.timezone) {
            Ok((date, _)) => Ok(date.timestamp),
            Err(error) => Err(Diagnostic::error("usage", format!("--now {text}: {}", error.message))),
        },
    }
}

/// Reads one file as what its place says it is. Pictures and assets are only hashed.
fn read_file(file: &source::Loaded<'_>, context: &ParseContext, built_in: &Texts) -> Option<Read> {
    let path = file.path;
    if let Some(kind) = Kind::of(path) {
        return Some(match document::parse(path, kind, file.bytes, context) {
            Ok(document) => Read::Document(Box::new(document)),
            Err(problems) => Read::Unreadable(path.to_owned(), problems),
        });
    }
    if let Some(kind) = RegistryKind::ALL.into_iter().find(|kind| kind.path() == path) {
        let (entries, diagnostics) = registry::read(kind, file.bytes, context.zone);
        return Some(Read::Registry(kind, entries, diagnostics));
    }
    let (folder, name) = path.split_once('/')?;
    match folder {
        "content" if name.ends_with(".md") && RESERVED.iter().any(|f| name.starts_with(&format!("{f}/"))) => {
            let folder = name.split('/').next().unwrap_or(name);
            let message =
                format!("`content/{folder}/` is kept for a later version; this file is passed over");
            Some(Read::Problem(Diagnostic::warning("not-yet", message).in_file(path)))
        }
        "templates" if name.ends_with(".html") || name.ends_with(".xml") || name.ends_with(".svg") => Some(
            text(file).map_or_else(Read::Problem, |text| Read::Template(name.to_owned(), text.to_owned())),
        ),
        "i18n" => {
            let language = name.strip_suffix(".yaml")?;
            let read = text(file).and_then(|text| Ok((tree::parse(text, path)?, text)));
            Some(read.map_or_else(Read::Problem, |(tree, text)| {
                let problems = i18n::check(&tree, text, path, built_in);
                Read::Texts(language.to_owned(), tree, problems)
            }))
        }
        "data" => {
            let (stem, ending) = name.rsplit_once('.')?;
            let value = match text(file) {
                Ok(text) => crate::render::read_data(ending, text, path)?,
                Err(problem) => Err(problem),
            };
            Some(match value {
                Ok(value) => Read::Data(stem.to_owned(), value, file.hash),
                Err(problem) => Read::Problem(problem),
            })
        }
        _ => None,
    }
}

fn text<'a>(file: &source::Loaded<'a>) -> Result<&'a str, Diagnostic> {
    let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file.bytes);
    std::str::from_utf8(bytes)
        .map_err(|_| Diagnostic::error("not-utf8", "this file is not UTF-8").in_file(file.path))
}

/// What was read, by what it is for.
#[derive(Default)]
struct Parts {
    documents: Vec<(Box<Document>, FileId)>,
    unreadable: Vec<String>,
    registries: Vec<(RegistryKind, Vec<Entry>)>,
    templates: BTreeMap<String, String>,
    texts: Vec<(String, serde_yaml::Value)>,
    data: BTreeMap<String, (tera::Value, Digest)>,
    files: BTreeMap<Box<str>, LinkedFile>,
}

fn sort(read: Vec<Read>, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Parts {
    let mut parts = Parts::default();
    for read in read {
        match read {
            Read::Document(document) => {
                let file = sources.find(&document.path);
                parts.documents.extend(Some(document).zip(file));
            }
            Read::Unreadable(path, problems) => {
                diagnostics.extend(problems);
                parts.unreadable.push(path);
            }
            Read::Registry(kind, entries, problems) => {
                diagnostics.extend(problems);
                parts.registries.push((kind, entries));
            }
            Read::Template(name, text) => {
                parts.templates.insert(name, text);
            }
            Read::Texts(language, tree, problems) => {
                diagnostics.extend(problems);
                parts.texts.push((language, tree));
            }
            Read::Data(name, value, hash) => {
                if parts.data.insert(name.clone(), (value, hash)).is_some() {
                    let message = format!("two files of data/ would be called `{name}`");
                    diagnostics.push(Diagnostic::error("path-clash", message).hint("rename one of them"));
                }
            }
            Read::Problem(problem) => diagnostics.push(problem),
        }
    }
    for (id, file) in sources.below("content/").filter(|(_, file)| !file.path.ends_with(".md")) {
        let linked = LinkedFile { file: Some(id), beside: true, size: file.size, hash: file.hash };
        parts.files.insert(file.path.clone(), linked);
    }
    parts
}
