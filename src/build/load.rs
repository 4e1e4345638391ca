//! Everything up to the plan: looks at the site's files, parses, assembles, compiles the templates, plans.
//!
//! An [`Engine`] remembers what it read, so that the next look reads only what is other than it was. The site that it makes
//! depends on the files alone, never on what was remembered.

mod assembled;
mod keep;
mod look;
mod typefaces;

pub(super) use assembled::Assembled;
pub use look::parse_context;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::path::PathBuf;
use std::sync::Arc;

use self::typefaces::KnownTypefaces;
use super::Reach;
use super::facts::Facts;
use super::pictures::KeptPictures;
use super::plan::{Plan, plan};
use super::read::Parsed;
use super::related::RelatedStore;
use super::{Epoch, Now, Options, Report};
use crate::config::{Config, Ignored};
use crate::content::document::ParseContext;
use crate::content::tree;
use crate::diagnostic::Diagnostic;
use crate::hash::{Digest, Hasher};
use crate::i18n::I18n;
use crate::output::Context;
use crate::output::context::PictureStore;
use crate::output::ingredient::touched_by;
use crate::render::Renderer;
use crate::site::related::{Basis, Related};
use crate::site::{Site, Touched};
use crate::source::{self, KeptTexts, Sources, Walk};
use crate::theme::{self, Template};

/// A site, ready to be made.
pub struct Loaded {
    /// What makers work with.
    pub context: Context,
    /// What is to be made.
    pub plan: Arc<Plan>,
    /// What everything depends on.
    pub epoch: Epoch,
    /// What the last edit reached.
    pub reach: Reach,
}

/// What is remembered of a site from one look at it to the next.
pub struct Engine {
    pub(super) sources: Sources<Parsed>,
    /// What was read of newsprint.yaml at the last look: a configuration or none, and what is to be said of it.
    configuration: (Option<Config>, Vec<Diagnostic>),
    /// Hash of the text of newsprint.yaml at that look, and of what was said of it.
    pub(super) configured: Digest,
    /// The last good configuration.
    config: Option<Config>,
    /// What the reading of all files depends on besides their bytes; none before the first look.
    context: Option<ParseContext>,
    /// Which files the last look passed over.
    ignored: Ignored,
    /// Whether newsprint.yaml is there and could not be read at the last look.
    unread: bool,
    /// Files that are other than they were when the last site was made.
    pub(super) changed: BTreeSet<Arc<str>>,
    /// Whether nothing of the last site can stay: the configuration is another one, or what is said of files that were
    /// passed over or not readable.
    anew: bool,
    /// The built-in interface texts.
    texts: I18n,
    /// The last good templates, and the hash of their texts.
    renderer: Option<(Digest, Arc<Renderer>)>,
    facts: Option<Facts>,
    /// Shards of the cache of facts that hold something else than is known now.
    unwritten: BTreeSet<u8>,
    notes: Vec<String>,
    /// The cache of related articles; none before the first look.
    pub(super) related: Option<RelatedStore>,
    /// Keeps what was made of pictures; none before the first look.
    pub(super) pictures: Option<Arc<KeptPictures>>,
    /// What was read of the site's typefaces.
    typefaces: KnownTypefaces,
    /// Files that were wrong when the last site was assembled, and stood there as they were when they were good.
    pub(super) substituted: BTreeSet<Arc<str>>,
    /// What was said of files for their names when the last site was assembled.
    of_names: Option<assembled::SaidOfNames>,
    /// Texts that may be overwritten by broken ones; only where what was good is kept.
    kept: Option<Arc<KeptTexts>>,
}

impl Engine {
    /// An engine that knows nothing yet of the site at `options.root`.
    pub fn new(options: &Options) -> Self {
        let mut texts = I18n::default();
        for (name, text) in theme::texts() {
            // The built-in texts are tested to be YAML.
            if let Ok(tree) = tree::parse(text, &name) {
                texts.add(name.trim_end_matches(".yaml"), &tree);
            }
        }
        Self {
            sources: Sources::new(&options.root, Vec::new(), options.keep_good, Ignored::default()),
            configuration: (None, Vec::new()),
            configured: Digest::default(),
            config: None,
            context: None,
            ignored: Ignored::default(),
            changed: BTreeSet::new(),
            unread: false,
            anew: true,
            texts,
            renderer: None,
            facts: None,
            unwritten: BTreeSet::new(),
            notes: Vec::new(),
            related: None,
            pictures: None,
            typefaces: KnownTypefaces::new(),
            substituted: BTreeSet::new(),
            of_names: None,
            kept: None,
        }
    }

    /// The folder of the caches, by the last look.
    pub fn cache(&self, options: &Options) -> PathBuf {
        self.cache_of(self.configuration.0.as_ref(), options)
    }

    /// The folder of the caches by a configuration, or by the last good one.
    fn cache_of(&self, config: Option<&Config>, options: &Options) -> PathBuf {
        let configured = || {
            let config = config.or(self.config.as_ref());
            options.root.join(config.map_or(Config::default().cache, |config| config.cache.clone()))
        };
        options.cache.clone().unwrap_or_else(configured)
    }

    /// The moment of a build in seconds since 1970, and as it is shown; none when there is no configuration or no moment.
    pub(super) fn now(&self, options: &Options) -> Option<(i64, Option<String>)> {
        let config = self.configuration.0.as_ref()?;
        let now = options.now.moment(config).ok()?;
        Some((now, Now::shown(now, config)))
    }

    /// The hash of what the site's files looked like at the last look, and of the configuration as it was read: that is
    /// read before any file is looked at, though a walk may find their names meanwhile.
    pub(super) fn stamp(&self) -> Option<Digest> {
        Some(self.sources.stamp()?.and(self.configured))
    }

    /// The same of files as a walk finds them now.
    pub(super) fn stamp_of(&self, walk: &Walk, options: &Options) -> Option<Digest> {
        Some(walk.stamp(&options.root)?.and(self.configured))
    }

    /// The configuration as it is now, for who needs nothing else of the site.
    ///
    /// # Errors
    /// What is wrong with it, or that there is no site.
    pub fn read_configuration(&mut self, options: &Options) -> Result<&Config, Vec<Diagnostic>> {
        self.configure(options);
        let (config, problems) = &self.configuration;
        config.as_ref().ok_or_else(|| problems.clone())
    }

    /// Which files are no part of the site, by the last good configuration.
    pub(super) fn ignored(&self) -> Ignored {
        self.config.as_ref().map(|config| config.ignore.clone()).unwrap_or_default()
    }

    /// The paths of all files as they were at the last look, relative to the root.
    pub fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.sources.iter().map(|entry| &entry.file.path)
    }

    /// Hash of all files as they were at the last look.
    pub fn files(&self) -> Digest {
        let mut hasher = Hasher::default();
        self.sources.iter().for_each(|entry| (&entry.file.path, entry.file.hash).hash(&mut hasher));
        (self.configured, hasher.digest()).hash(&mut hasher);
        hasher.digest()
    }

    /// Files and folders that are there and could not be read at the last look, relative to the root. Nobody tells when
    /// they can be read.
    pub fn unreadable(&self) -> BTreeSet<String> {
        let config = self.unread.then(|| source::CONFIG.to_owned());
        self.sources.unreadable().iter().cloned().chain(config).collect()
    }

    /// The site as it was at the last look, and what is to be said of it. There is none when there is nothing to go on
    /// with: no folder, no configuration, no templates. With `options.keep_good` what was good before takes the place of
    /// what is wrong.
    ///
    /// `before` is the last site, if the caller still has it: what has not changed since is shared with it.
    pub fn site(
        &mut self,
        options: &Options,
        before: Option<(&Loaded, &Report)>,
    ) -> (Option<Loaded>, Report) {
        let mut report = Report {
            diagnostics: self.configuration.1.clone(),
            notes: std::mem::take(&mut self.notes),
            ..Report::default()
        };
        let config = match options.keep_good {
            true => self.config.clone(),
            false => self.configuration.0.clone(),
        };
        let Some(config) = config else { return (None, report) };
        let now = match options.now.moment(&config) {
            Ok(now) => now,
            Err(problem) => {
                report.diagnostics.push(problem);
                return (None, report);
            }
        };
        report.now = Now::shown(now, &config);
        let anew = std::mem::replace(&mut self.anew, false);
        let before = before.filter(|_| !anew);
        if let Some((loaded, said)) = before
            && let Some((loaded, diagnostics)) = self.advance(loaded, &said.diagnostics, now)
        {
            self.changed.clear();
            report.diagnostics = diagnostics;
            report.held.clone_from(&said.held);
            report.has_substitutes = said.has_substitutes;
            (report.articles, report.planned) = (said.articles, loaded.plan.counts());
            return (Some(loaded), report);
        }
        let before = before.map(|(loaded, _)| loaded);
        let loaded = self.assemble(options, config, now, before, &mut report);
        self.changed.clear();
        // So that it does not matter who said what first.
        report.diagnostics.sort_unstable();
        report.diagnostics.dedup();
        (loaded, report)
    }

    fn assemble(
        &mut self,
        options: &Options,
        config: Config,
        now: i64,
        before: Option<&Loaded>,
        report: &mut Report,
    ) -> Option<Loaded> {
        let Assembled { sites, config, templates, assets, i18n, data, reader } =
            self.assembled(options, config, now, before, report);
        let hashes = data.iter().map(|(name, (_, hash))| (name.clone(), *hash)).collect();
        let epoch = Epoch::new(options.program.digest(), &templates, &i18n, &config, &assets, &hashes);
        let languages = before.iter().flat_map(|before| before.context.languages());
        let last: Vec<(&Site, &Arc<Related>)> = languages.map(|of| (of.site(), of.relations())).collect();
        let basis = |(language, site): (usize, &Site)| match last.get(language) {
            Some((before, related)) => Basis::after(before, related, site),
            None => Basis::of(site),
        };
        let cache = self.cache(options);
        let store = self.related.get_or_insert_with(|| RelatedStore::new(&cache, options.program.clone()));
        let related = || store.of(&sites, sites.iter().enumerate().map(basis).collect(), &last);
        let (plan, related) =
            rayon::join(|| plan(&sites, &assets, before.map(|before| &*before.plan)), related);
        let known: Vec<&Site> = before.iter().flat_map(|before| before.context.sites()).collect();
        let reach = match (before, &sites[..], &known[..]) {
            (Some(before), [site], [was]) if before.epoch.digest == epoch.digest => {
                Touched::between(was, site).map_or(Reach::Unknown, |touched| {
                    Reach::Moved(touched_by(&touched).into_iter().collect())
                })
            }
            _ => Reach::Unknown,
        };
        report.diagnostics.extend(plan.said.iter().cloned());
        report.planned = plan.counts();
        report.diagnostics.extend(theme::misnamed(&self.sources));
        let renderer = self.renderer(&templates, options, report)?;
        report.diagnostics.extend_from_slice(renderer.doubts());
        let kept = || {
            let program = options.program.digest();
            Arc::new(KeptPictures::new(&cache, program, !options.plain_assets, options.fresh))
        };
        let pictures: Arc<dyn PictureStore> = Arc::clone(self.pictures.get_or_insert_with(kept)) as _;
        let data = data.into_iter().map(|(name, (value, _))| (name, value)).collect();
        let sites = sites.into_iter().zip(related).collect();
        let context = Context::new(sites, &reader, assets, data, &i18n, (&renderer, &pictures))?;
        Some(Loaded { context, plan: Arc::new(plan), epoch, reach })
    }

    fn renderer(
        &mut self,
        templates: &BTreeMap<String, Template>,
        options: &Options,
        report: &mut Report,
    ) -> Option<Arc<Renderer>> {
        let digest = Digest::of(templates);
        if let Some((_, renderer)) = self.renderer.as_ref().filter(|(known, _)| *known == digest) {
            return Some(Arc::clone(renderer));
        }
        match Renderer::new(templates) {
            Ok(renderer) => {
                let renderer = Arc::new(renderer);
                self.renderer = Some((digest, Arc::clone(&renderer)));
                Some(renderer)
            }
            Err(problems) => {
                report.diagnostics.extend(problems);
                self.renderer.as_ref().filter(|_| options.keep_good).map(|(_, good)| Arc::clone(good))
            }
        }
    }

    /// A site without any document, with the built-in templates: what a server has until there is one that it can show.
    pub fn placeholder(&self, options: &Options) -> Option<Loaded> {
        let config = self.config.clone().or_else(|| Config::read(None, options.base_url.as_deref()).0);
        let mut empty = Self::new(&Options { keep_good: false, ..options.clone() });
        empty.assemble(options, config.unwrap_or_default(), 0, None, &mut Report::default())
    }
}
