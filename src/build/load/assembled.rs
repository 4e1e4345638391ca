//! The sites of all languages, put together of the files as they were read: before anything of them is planned.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::Arc;

use super::{Engine, Loaded};
use crate::build::read::{Parsed, ParsedFiles};
use crate::build::unpublished::keep_named;
use crate::build::{Options, Report};
use crate::config::Config;
use crate::content::copies::Copies;
use crate::content::{Document, name};
use crate::diagnostic::Diagnostic;
use crate::hash::{Digest, Hasher};
use crate::i18n::I18n;
use crate::site::links::LinkedFile;
use crate::site::{self, Site, assemble, visibility};
use crate::source::{File, Reader};
use crate::theme::{self, Asset, Template};

/// What a site is before anything of it is planned.
pub(in crate::build) struct Assembled {
    /// The sites, one per language, their own first.
    pub(in crate::build) sites: Vec<Site>,
    pub(super) config: Config,
    pub(super) templates: BTreeMap<String, Template>,
    pub(in crate::build) assets: BTreeMap<String, Asset>,
    pub(super) i18n: I18n,
    /// Values of `data/` by their names, and their hashes.
    pub(super) data: BTreeMap<String, (tera::Value, Digest)>,
    pub(super) reader: Reader,
}

/// What was said of files for their names.
pub(super) struct SaidOfNames {
    /// The hash of the names.
    names: Digest,
    said: Vec<Diagnostic>,
    copies: Copies,
}

impl Engine {
    /// The sites of all languages, of the files as they were at the last look.
    pub(in crate::build) fn assembled(
        &mut self,
        options: &Options,
        config: Config,
        now: i64,
        before: Option<&Loaded>,
        report: &mut Report,
    ) -> Assembled {
        report.diagnostics.extend(self.sources.problems().map(Cow::into_owned));
        let broken = self.sources.iter().filter(|entry| matches!(entry.made, Some(Parsed::Broken(_))));
        self.substituted = broken.map(|entry| Arc::clone(&entry.file.path)).collect();
        report.has_substitutes = !self.substituted.is_empty();
        let is_held_back = |document: &Document| visibility::reason(document, now, options.flags).is_some();
        let parts = ParsedFiles::of(&self.sources, &is_held_back, &mut report.diagnostics);
        let mut i18n = self.texts.clone();
        for (language, tree) in &parts.texts {
            i18n.add(language, tree);
        }
        let reader = self.sources.reader(self.kept.clone());
        let typefaces = self.typefaces(&config, &i18n, &reader, &mut report.diagnostics);
        let assets = theme::assets(&self.sources, (&config, &typefaces), options.plain_assets);
        let templates = theme::templates(parts.templates);

        let statics = theme::linkable(&assets, &config.pictures);
        let linked =
            |(name, file): (Arc<str>, Arc<File>)| (name, LinkedFile::new(&file, true, &config.pictures));
        let files = parts.files.into_iter().map(linked).collect();
        let input = site::Input {
            config: config.clone(),
            documents: parts.documents,
            unreadable: parts.unreadable,
            registries: parts.registries,
            files,
            statics,
            now,
            flags: options.flags,
        };
        let known: Vec<&Site> = before.iter().flat_map(|before| before.context.sites()).collect();
        let (mut sites, diagnostics) = assemble(input, &known);
        report.diagnostics.extend(diagnostics);
        // Files of `static/` belong to all languages, and the own one tells which are published.
        report.diagnostics.extend(keep_named(&mut sites[0], &templates, &assets, &reader));
        report.diagnostics.extend(self.said_of_names(&sites));
        report.held = sites.iter().flat_map(|site| site.held.iter().cloned()).collect();
        report.held.sort_by(|one, other| one.path.cmp(&other.path));
        report.articles = sites.iter().map(|site| site.articles.len()).sum();
        Assembled { sites, config, templates, assets, i18n, data: parts.data, reader }
    }

    /// What is to be said of files for their names alone. It holds for as long as the names are the same.
    fn said_of_names(&mut self, sites: &[Site]) -> Vec<Diagnostic> {
        let files = || self.sources.iter().map(|entry| &entry.file.path);
        let paths = || files().map(|path| &**path);
        let copied: BTreeSet<&str> =
            sites.iter().flat_map(|site| site.copies.values().map(|copy| &*copy.file.path)).collect();
        let mut names = Hasher::default();
        paths().for_each(|path| path.hash(&mut names));
        copied.hash(&mut names);
        let names = names.digest();
        let exists = |path: &str| self.sources.get(path).is_some();
        let copies = match self.of_names.take() {
            Some(last) if last.names == names => return self.of_names.insert(last).said.clone(),
            Some(SaidOfNames { mut copies, .. }) => {
                self.changed.iter().for_each(|path| copies.look_at(path, exists(path)));
                copies
            }
            None => Copies::of(files()),
        };
        let mut said = copies.beside_originals(exists);
        said.extend(name::unread(paths(), &copied));
        said.extend(name::nearly_folders(paths()));
        self.of_names = Some(SaidOfNames { names, said: said.clone(), copies });
        said
    }
}
