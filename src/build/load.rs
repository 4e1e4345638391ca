//! Everything up to the plan: looks at the site's files, parses, assembles, compiles the templates, plans.
//!
//! An [`Engine`] remembers what it read, so that the next load reads only what is other than it was. What a load returns
//! depends on the files alone, never on what was remembered.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::facts::Facts;
use super::plan::{Plan, plan};
use super::read::{self, Parts, Read};
use super::{Epoch, Now, Options, Report, store};
use crate::config::Config;
use crate::content::document::ParseContext;
use crate::content::{Date, tree};
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
use crate::i18n::I18n;
use crate::output::Kit;
use crate::render::Renderer;
use crate::site::{self, assemble};
use crate::source::{self, Loaded as File, Look, Sources};
use crate::theme;

/// A site, ready to be made.
pub struct Loaded {
    /// What makers work with.
    pub kit: Kit,
    /// What is to be made.
    pub plan: Arc<Plan>,
    /// What everything depends on.
    pub epoch: Epoch,
}

/// What is remembered of a site from one load to the next.
pub struct Engine {
    sources: Sources<Read>,
    /// What the reading of all files depends on besides their bytes; none before the first load.
    context: Option<ParseContext>,
    /// The built-in interface texts.
    texts: I18n,
    /// The last good templates, and the hash of their texts.
    renderer: Option<(Digest, Arc<Renderer>)>,
    /// The last good configuration.
    config: Option<Config>,
    facts: Option<Facts>,
    /// Shards of the cache of facts that hold something else than is known now.
    unwritten: BTreeSet<u8>,
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
            sources: Sources::new(&options.root, Vec::new()),
            context: None,
            texts,
            renderer: None,
            config: None,
            facts: None,
            unwritten: BTreeSet::new(),
        }
    }

    /// Loads and plans the site as it is now. Nothing is loaded when there is nothing to go on with: no site, no
    /// configuration, no templates. With `options.keep_good` what was good before takes the place of what is wrong.
    pub fn load(&mut self, options: &Options, look: Look<'_>) -> (Option<Loaded>, Report) {
        let mut report = Report::default();
        let loaded = self.try_load(options, look, &mut report).unwrap_or_else(|problem| {
            report.diagnostics.push(problem);
            None
        });
        (loaded, report)
    }

    fn try_load(
        &mut self,
        options: &Options,
        look: Look<'_>,
        report: &mut Report,
    ) -> Result<Option<Loaded>, Diagnostic> {
        let Some(config) = self.configuration(options, report)? else { return Ok(None) };
        let now = moment(&options.now, &config)?;
        report.now = Date::at(now, config.timezone).map(|date| date.to_rfc3339());
        self.look(options, look, &config, report);
        report.diagnostics.extend(self.sources.problems().cloned());
        let parts = Parts::of(&self.sources, &mut report.diagnostics);

        let mut i18n = self.texts.clone();
        for (language, tree) in &parts.texts {
            i18n.add(language, tree);
        }
        let assets = theme::assets(&self.sources);
        let templates = theme::templates(parts.templates);
        let hashes = parts.data.iter().map(|(name, (_, hash))| (name.clone(), *hash)).collect();
        let epoch = Epoch::new(options.program, &templates, &i18n, &config, &assets, &hashes);

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
        let Some(renderer) = self.renderer(&templates, options, report) else { return Ok(None) };
        let data = parts.data.into_iter().map(|(name, (value, _))| (name, value)).collect();
        let kit = Kit::new(site, self.sources.reader(), assets, data, &i18n, renderer);
        Ok(Some(Loaded { kit, plan: Arc::new(plan), epoch }))
    }

    fn configuration(
        &mut self,
        options: &Options,
        report: &mut Report,
    ) -> Result<Option<Config>, Diagnostic> {
        let text = source::config_text(&options.root)?;
        let (config, diagnostics) = Config::read(text.as_deref(), options.base_url.as_deref());
        report.diagnostics.extend(diagnostics);
        if config.is_some() {
            self.config.clone_from(&config);
        }
        Ok(config.or_else(|| self.config.clone().filter(|_| options.keep_good)))
    }

    fn look(&mut self, options: &Options, look: Look<'_>, config: &Config, report: &mut Report) {
        let context = ParseContext {
            zone: config.timezone,
            html: config.html,
            link_schemes: config.link_schemes.clone(),
        };
        let mut look = look;
        if self.context.as_ref() != Some(&context) {
            look = Look::Everything;
            let facts = Facts::new(&options.root, options.program, &context);
            let (known, damaged) = if options.fresh { Default::default() } else { facts.read() };
            report.damaged(&damaged);
            self.unwritten =
                if damaged.is_empty() && !options.fresh { BTreeSet::new() } else { store::all() };
            self.sources = Sources::new(&options.root, known);
            self.facts = Some(facts);
        }
        let texts = self.texts.texts("en");
        let seen = self.sources.look(look, &|file: &File<'_>, known| {
            let read = read::read(file, &context, &texts)?;
            Some(if options.keep_good { read.or_good(known) } else { read })
        });
        self.unwritten.extend(seen.changed.iter().chain(&seen.touched).map(|path| store::shard(path)));
        self.context = Some(context);
    }

    /// Writes down what is known of the files, as far as it is not written yet.
    pub fn keep_facts(&mut self, report: &mut Report) {
        let Some(facts) = &self.facts else { return };
        match facts.write(&self.sources, &self.unwritten) {
            Ok(()) => self.unwritten.clear(),
            Err(error) => report.notes.push(format!("the cache cannot be kept: {error}")),
        }
    }

    fn renderer(
        &mut self,
        templates: &std::collections::BTreeMap<String, theme::Template>,
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
}

fn moment(now: &Now, config: &Config) -> Result<i64, Diagnostic> {
    match now {
        Now::At(moment) => Ok(*moment),
        Now::Written(text) => match Date::parse(text, config.timezone) {
            Ok((date, _)) => Ok(date.timestamp),
            Err(error) => {
                Err(Diagnostic::error("usage", format!("--now {text}: {}", error.message)).hint(error.hint))
            }
        },
    }
}
