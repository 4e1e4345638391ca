//! The epoch: what every output depends on. When it changes, everything is made again.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::hash::Digest;
use crate::i18n::I18n;
use crate::theme::{Asset, Template};

/// Hash of the program, the templates, the interface texts, the configuration, the names of assets and the data files.
pub fn epoch(
    program: Digest,
    templates: &BTreeMap<String, Template>,
    i18n: &I18n,
    config: &Config,
    assets: &BTreeMap<String, Asset>,
    data: &BTreeMap<String, Digest>,
) -> Digest {
    let names: Vec<(&String, &String)> = assets.iter().map(|(path, asset)| (path, &asset.url)).collect();
    Digest::of(&(program, templates, i18n, config, names, data))
}
