//! A look at a site's files: reads the configuration, and of the files those that are other than they were.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Engine;
use crate::build::facts::{self, Facts};
use crate::build::read::{self, Parsed};
use crate::build::related::RelatedStore;
use crate::build::{Options, folders, store};
use crate::config::Config;
use crate::content::document::ParseContext;
use crate::diagnostic::Code;
use crate::hash::Digest;
use crate::source::{self, KeptTexts, LoadedFile, Look, Sources};

impl Engine {
    /// Reads the configuration and looks at the files. Returns those that are other than they were at the last look;
    /// [`source::CONFIG`] when the configuration is.
    pub fn look(&mut self, options: &Options, look: Look<'_>) -> Vec<Arc<str>> {
        let (mut changed, is_gone) = self.configure(options);
        // A folder that is not there for a moment, as on a drive in the network, is no site without articles.
        if is_gone && options.keep_good {
            return changed;
        }
        let known = changed.len();
        if let Some(context) = self.config.as_ref().map(parse_context) {
            let seen = self.look_at_files(options, look, context);
            changed.extend(seen.into_iter().filter(|path| **path != *source::CONFIG || known == 0));
        }
        changed
    }

    /// Reads the configuration: whether it is another one, as the file to name, and whether there is no site at all.
    pub(in crate::build) fn configure(&mut self, options: &Options) -> (Vec<Arc<str>>, bool) {
        let read = source::config_text(&options.root);
        self.unread = read.is_err();
        let is_gone = read.as_ref().is_err_and(|problem| problem.code == Code::Root);
        let text = read.as_ref().ok().map(|text| text.as_deref().map(Digest::of_bytes));
        let configuration = match read {
            Ok(text) => {
                let (config, mut problems) = Config::read(text.as_deref(), options.base_url.as_deref());
                problems.extend(source::misnamed_config(&options.root).filter(|_| text.is_none()));
                let cache = self.cache_of(config.as_ref(), options);
                let misplaced = folders::misplaced_cache(&options.root, &cache);
                let config = config.filter(|_| misplaced.is_none());
                problems.extend(misplaced);
                (config, problems)
            }
            Err(problem) => (None, vec![problem]),
        };
        self.configured = Digest::of(&(text, &configuration.1));
        if configuration == self.configuration {
            return (Vec::new(), is_gone);
        }
        self.anew = true;
        self.configuration = configuration;
        if self.configuration.0.is_some() {
            self.config.clone_from(&self.configuration.0);
        }
        (vec![source::CONFIG.into()], is_gone)
    }

    fn look_at_files(&mut self, options: &Options, look: Look<'_>, context: ParseContext) -> Vec<Arc<str>> {
        let mut look = look;
        let ignored = self.ignored();
        if self.context.as_ref() != Some(&context) || self.ignored != ignored {
            let cache = self.cache(options);
            if options.keep_good && self.kept.is_none() {
                let kept = KeptTexts::new(&cache).or_else(|_| KeptTexts::new(&options.temporary));
                self.kept = kept.ok().map(Arc::new);
            }
            let facts = Facts::new(cache.clone(), options.program.clone(), context.clone());
            let known = || if options.fresh { Default::default() } else { facts.read() };
            let related =
                self.related.get_or_insert_with(|| RelatedStore::new(&cache, options.program.clone()));
            let related = || if options.fresh { Vec::new() } else { related.read() };
            let remembered = || rayon::join(known, related);
            let walk = || match look {
                Look::Walked(walk) => walk,
                _ => source::everything(&options.root),
            };
            let (walk, ((known, damaged), others)) = rayon::join(walk, remembered);
            self.notes.extend(others.iter().map(|file| store::damaged(file)));
            look = Look::Walked(walk);
            self.unwritten =
                if damaged.is_empty() && !options.fresh { BTreeSet::new() } else { store::all() };
            self.notes.extend(damaged.iter().map(|file| store::damaged(file)));
            self.sources = Sources::new(&options.root, known, options.keep_good, ignored.clone());
            self.ignored = ignored;
            self.facts = Some(facts);
            // What changed is told of the files that the cache knew.
            self.of_names = None;
        }
        let texts = self.texts.texts("en");
        let seen = self.sources.look(look, &|file: &LoadedFile<'_>, known| {
            let read = read::read(file, &context, &texts)?;
            if let (Some(kept), Parsed::Document(_)) = (&self.kept, &read) {
                kept.keep(file.hash, file.bytes);
            }
            Some(if options.keep_good { read.or_good(known) } else { read })
        });
        let other = seen.changed.iter().chain(&seen.touched).filter(|path| facts::holds(path));
        self.unwritten.extend(other.map(|path| store::shard(path)));
        self.changed.extend(seen.changed.iter().cloned());
        self.anew |= !seen.said.is_empty();
        self.context = Some(context);
        let mut changed = seen.changed;
        changed.extend(seen.said);
        changed.sort_unstable();
        changed.dedup();
        changed
    }
}

/// What the reading of a site's documents depends on.
pub fn parse_context(config: &Config) -> ParseContext {
    ParseContext {
        zone: config.timezone,
        html: config.html,
        link_schemes: config.link_schemes.clone(),
        players: config.players.clone(),
    }
}
