//! The theme: templates, assets and interface texts, the site's own over the built-in ones of the same name.
//!
//! The built-in theme is compiled into the binary from `templates/`, `static/theme/` and `i18n/`.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::address::{nfc, of_path};
use crate::config::{Config, Offline, Pictures};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::hash::Digest;
use crate::site::links::LinkedFile;
use crate::source::{File, Sources};

mod style;

pub use style::{Typefaces, style};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static ASSETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static/theme");
static TEXTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/i18n");

/// A template's text and where it is from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Template {
    /// Its text.
    pub text: Arc<str>,
    /// Whether the site brought it.
    pub own: bool,
}

/// One file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its address, with a hash in the name for styles and scripts of the theme.
    pub url: String,
    /// What is copied.
    pub from: AssetSource,
    /// Of its bytes.
    pub hash: Digest,
    /// Pixels, when it is a picture of the site's that says so.
    pub size: Option<(u32, u32)>,
}

/// Where an asset's bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssetSource {
    /// In `static/`.
    File(Arc<File>),
    /// In the binary.
    BuiltIn(&'static [u8]),
    /// Made from the configuration.
    Configured(Arc<str>),
}

/// The style that is made from the configuration, by its path below `static/`.
pub const SITE_STYLE: &str = "theme/configured.css";

/// Whether a configuration asks for something.
type IsAskedFor = fn(&Config) -> bool;

/// Files of the theme that pages load only when the configuration asks for what they do: others are without them.
const ON_DEMAND: [(&str, IsAskedFor); 5] = [
    ("comments.js", |config| config.comments.is_some()),
    ("comments.css", |config| config.comments.is_some()),
    ("analytics.js", |config| config.analytics.is_some()),
    ("analytics.css", |config| config.analytics.as_ref().is_some_and(|analytics| analytics.consent)),
    ("offline.js", |config| config.offline == Offline::On),
];

/// All files of the built-in theme that a site may have of its own, by their paths in a site, with their bytes.
pub fn defaults() -> impl Iterator<Item = (String, &'static [u8])> {
    let folders = [("templates", &TEMPLATES), ("static/theme", &ASSETS), ("i18n", &TEXTS)];
    folders.into_iter().flat_map(|(folder, files)| {
        files_in(files).map(move |(name, bytes)| (format!("{folder}/{name}"), bytes))
    })
}

/// All templates by name (`article.html`): the built-in ones, and over them the site's.
pub fn templates(own: BTreeMap<String, Arc<str>>) -> BTreeMap<String, Template> {
    let mut templates: BTreeMap<String, Template> = files_in(&TEMPLATES)
        .filter_map(|(name, bytes)| {
            let text = std::str::from_utf8(bytes).ok()?.into();
            Some((name, Template { text, own: false }))
        })
        .collect();
    for (name, text) in own {
        templates.insert(name, Template { text, own: true });
    }
    templates
}

/// The built-in interface texts: name of the file (`en.yaml`) and its text.
pub fn texts() -> impl Iterator<Item = (String, &'static str)> {
    files_in(&TEXTS).filter_map(|(name, bytes)| Some((name, std::str::from_utf8(bytes).ok()?)))
}

/// All assets by path below `static/` (`theme/style.css`), the site's over the built-in ones.
///
/// Styles and scripts below `theme/` get the hash of their bytes into their name, so that a browser may keep
/// them for ever, unless `plain`; everything else keeps its name, since others may know it.
///
/// What the configuration says of colours and typefaces is a style of its own, [`SITE_STYLE`].
pub fn assets<T: Clone + Send + Sync>(
    sources: &Sources<T>,
    (config, typefaces): (&Config, &Typefaces),
    plain: bool,
) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    let style = style(&config.theme, typefaces, &config.language);
    if !style.is_empty() {
        let hash = Digest::of_bytes(style.as_bytes());
        let url = address(SITE_STYLE, hash, plain);
        let from = AssetSource::Configured(style.into());
        assets.insert(SITE_STYLE.to_owned(), Asset { url, from, hash, size: None });
    }
    let is_used = |name: &str| ON_DEMAND.iter().all(|(file, is_used)| *file != name || is_used(config));
    let mut unused = BTreeMap::new();
    for (name, bytes) in files_in(&ASSETS) {
        let path = format!("theme/{name}");
        let hash = Digest::of_bytes(bytes);
        if !is_used(&name) {
            unused.insert(path, hash);
            continue;
        }
        let url = address(&path, hash, plain);
        assets.insert(path, Asset { url, from: AssetSource::BuiltIn(bytes), hash, size: None });
    }
    for file in sources.below("static/").map(|entry| &entry.file) {
        let path = file.path["static/".len()..].to_owned();
        // A copy of the theme's own file is no other than that.
        if unused.get(&path) == Some(&file.hash) {
            continue;
        }
        let url = address(&path, file.hash, plain);
        assets.insert(
            path,
            Asset { url, from: AssetSource::File(Arc::clone(file)), hash: file.hash, size: file.size },
        );
    }
    assets
}

/// The same assets as links may name them: by address without a hash.
pub fn linkable(assets: &BTreeMap<String, Asset>, pictures: &Pictures) -> BTreeMap<String, LinkedFile> {
    let linked = |asset: &Asset| match &asset.from {
        AssetSource::File(file) => LinkedFile::new(file, false, pictures),
        AssetSource::BuiltIn(_) | AssetSource::Configured(_) => {
            LinkedFile { file: None, beside: false, size: asset.size, hash: asset.hash }
        }
    };
    assets.iter().map(|(path, asset)| (format!("/{}", nfc(path)), linked(asset))).collect()
}

fn address(path: &str, hash: Digest, plain: bool) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending @ ("css" | "js"))) if path.starts_with("theme/") && !plain => {
            format!("/{}.{}.{ending}", of_path(stem), hash.short(10))
        }
        _ => format!("/{}", of_path(path)),
    }
}

/// The files below a folder that was compiled in: path from it, with `/`, and bytes.
pub fn files_in(folder: &'static Dir<'static>) -> impl Iterator<Item = (String, &'static [u8])> {
    let mut files = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files().filter_map(|file| {
            let path = file.path().to_str()?.replace('\\', "/");
            Some((path, file.contents()))
        }));
    }
    files.into_iter()
}

/// Whether the built-in theme has a template of that name.
pub fn is_built_in(name: &str) -> bool {
    TEMPLATES.get_file(name).is_some()
}

/// Warns of files in `static/theme/` that replace none of the theme's, and whose names are nearly those of one.
pub fn misnamed<T: Clone + Send + Sync>(sources: &Sources<T>) -> Vec<Diagnostic> {
    let configured = SITE_STYLE.trim_start_matches("theme/").to_owned();
    let known: Vec<String> = files_in(&ASSETS).map(|(name, _)| name).chain([configured]).collect();
    let doubt = |path: &str| {
        let name = path.strip_prefix("static/theme/")?;
        if known.iter().any(|known| known == name) {
            return None;
        }
        let meant = did_you_mean(name, known.iter().map(String::as_str))?;
        let message = format!("this file replaces nothing: the theme has a `{meant}`");
        let problem = Diagnostic::warning(Code::ThemeFile, message).in_file(path);
        Some(problem.hint(format!("did you mean static/theme/{meant}?")))
    };
    sources.below("static/theme/").filter_map(|entry| doubt(&entry.file.path)).collect()
}

/// The text of a built-in template by the path that messages name (`templates/card.html`).
pub fn built_in_text(path: &str) -> Option<String> {
    let file = TEMPLATES.get_file(path.strip_prefix("templates/")?)?;
    file.contents_utf8().map(str::to_owned)
}

#[cfg(test)]
mod tests;
