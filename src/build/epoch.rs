//! The epoch: what every output depends on. When it changes, everything is made again.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::hash::Digest;
use crate::i18n::I18n;
use crate::theme::{Asset, Template};

/// What the program is called in an explanation.
const PROGRAM: &str = "the program";
/// What stands before the name of a template there.
const TEMPLATE: &str = "template ";

/// The hashes of the program, the templates, the interface texts, the configuration, the names of assets and the data
/// files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Epoch {
    /// Of all parts.
    pub digest: Digest,
    /// What it is for an explanation ("template article.html") → its hash.
    pub parts: BTreeMap<String, Digest>,
}

impl Epoch {
    /// Puts it together. `data` are the data files by name.
    pub fn new(
        program: Digest,
        templates: &BTreeMap<String, Template>,
        i18n: &I18n,
        config: &Config,
        assets: &BTreeMap<String, Asset>,
        data: &BTreeMap<String, Digest>,
    ) -> Self {
        let names: Vec<(&String, &String)> = assets.iter().map(|(path, asset)| (path, &asset.url)).collect();
        let mut parts = BTreeMap::from([
            (PROGRAM.to_owned(), program),
            ("the interface texts".to_owned(), Digest::of(i18n)),
            ("newsprint.yaml".to_owned(), Digest::of(config)),
            ("the names of assets".to_owned(), Digest::of(&names)),
        ]);
        parts.extend(templates.iter().map(|(name, text)| (format!("{TEMPLATE}{name}"), Digest::of(text))));
        parts.extend(data.iter().map(|(name, hash)| (format!("data {name}"), *hash)));
        Self { digest: Digest::of(&parts), parts }
    }

    /// Of the program alone.
    pub fn program(&self) -> Digest {
        self.parts[PROGRAM]
    }

    /// Of all parts, but of the templates no others than these.
    pub fn of_templates(&self, names: &[String]) -> Digest {
        let parts = self.parts.iter().filter(|(part, _)| of_templates(part, names));
        Digest::of(&parts.collect::<Vec<_>>())
    }

    /// The parts that are other than they were, new, or gone.
    pub fn since<'a>(&'a self, before: &'a BTreeMap<String, Digest>) -> Vec<&'a str> {
        let changed = self.parts.iter().filter(|(name, digest)| before.get(*name) != Some(digest));
        let gone = before.keys().filter(|name| !self.parts.contains_key(*name));
        changed.map(|(name, _)| name.as_str()).chain(gone.map(String::as_str)).collect()
    }
}

/// Whether a part is none of the templates, or one of these.
pub(super) fn of_templates(part: &str, names: &[String]) -> bool {
    part.strip_prefix(TEMPLATE).is_none_or(|template| names.iter().any(|name| name == template))
}
