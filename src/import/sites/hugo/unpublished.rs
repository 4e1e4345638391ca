//! What the configuration of a Hugo site keeps from being published: files, languages, kinds of pages
//! (<https://gohugo.io/configuration/all/>).

use std::collections::BTreeSet;

use serde_yaml::{Mapping, Value};

use super::super::site::Item;
use crate::import::sites::globs::Glob;
use crate::import::sites::unpublished::by_name;
use crate::import::sites::values::{names, text};

/// What is not published.
pub(super) struct Unpublished {
    /// Files whose whole names fit; one that cannot be read hides all.
    files: Vec<Glob>,
    languages: BTreeSet<String>,
    kinds: BTreeSet<String>,
    default_language: String,
    mounts: Vec<Mount>,
}

/// A folder that the configuration puts below `content/`.
struct Mount {
    source: String,
    excluded: Vec<Glob>,
    /// When there are none, all are.
    included: Vec<Glob>,
}

impl Mount {
    fn of(value: &Value) -> Option<Self> {
        let of = |key: &str| {
            let mut found = value.as_mapping()?.iter();
            found
                .find(|(name, _)| name.as_str().is_some_and(|name| name.eq_ignore_ascii_case(key)))
                .map(|(_, value)| value)
        };
        let folder = |key: &str| of(key).and_then(text).map(|path| path.trim_matches(['.', '/']).to_owned());
        let target = folder("target")?;
        let globs = |key: &str| names(of(key), false);
        // `files` has both: those with a mark are excluded.
        let (out, wanted): (Vec<String>, Vec<String>) =
            globs("files").into_iter().partition(|pattern| pattern.starts_with('!'));
        let out = out.iter().map(|pattern| pattern.trim_start_matches(['!', ' ', '/']).to_owned());
        let new = |pattern: String| Glob::new(pattern.trim_start_matches('/'));
        (target == "content" || target.starts_with("content/")).then(|| Self {
            source: folder("source").unwrap_or_default(),
            excluded: globs("excludefiles").into_iter().chain(out).map(new).collect(),
            included: globs("includefiles").into_iter().chain(wanted).map(new).collect(),
        })
    }

    fn has(&self, path: &str) -> bool {
        let below = path.strip_prefix(&*self.source).and_then(|rest| rest.strip_prefix('/'));
        below.is_some_and(|below| {
            let fits = |globs: &[Glob]| globs.iter().any(|glob| glob.fits_part(below));
            !fits(&self.excluded) && (self.included.is_empty() || fits(&self.included))
        })
    }
}

impl Unpublished {
    /// As a configuration says it, its keys in lower case.
    pub(super) fn of(settings: &Mapping, default_language: &str) -> Self {
        let files = names(settings.get("ignorefiles"), false);
        let files = files.iter().map(|pattern| Glob::of_expression(pattern)).collect();
        let lower = |list: Vec<String>| list.into_iter().map(|name| name.to_ascii_lowercase());
        let mut languages: BTreeSet<String> = lower(names(settings.get("disablelanguages"), true)).collect();
        for (code, of_language) in settings.get("languages").and_then(Value::as_mapping).into_iter().flatten()
        {
            let is_off = |(key, value): (&Value, &Value)| {
                key.as_str().is_some_and(|key| key.eq_ignore_ascii_case("disabled"))
                    && text(value).is_none_or(|text| !text.eq_ignore_ascii_case("false"))
            };
            if let (Some(code), Some(of_language)) = (code.as_str(), of_language.as_mapping())
                && of_language.iter().any(is_off)
            {
                languages.insert(code.to_ascii_lowercase());
            }
        }
        let kinds = lower(names(settings.get("disablekinds"), true)).collect();
        let mounts =
            settings.get("module").and_then(|module| module.get("mounts")).and_then(Value::as_sequence);
        let mounts = mounts.into_iter().flatten().filter_map(Mount::of).collect();
        Self { files, languages, kinds, default_language: default_language.to_ascii_lowercase(), mounts }
    }

    /// Why an item is not published. `below` is its file, relative to `content/`.
    pub(super) fn hide(&self, below: &str, item: &Item) -> Option<&'static str> {
        let language = item
            .language
            .as_ref()
            .map_or_else(|| self.default_language.clone(), |code| code.to_ascii_lowercase());
        let kind = match below.rsplit('/').next() {
            Some(file) if file == below && file.starts_with("_index.") => "home",
            Some(file) if file.starts_with("_index.") => "section",
            _ => "page",
        };
        // They are matched with the path from the root of the file system.
        let path = format!("/{}", item.from);
        match () {
            () if by_name(below).is_some() => by_name(below),
            () if self.files.iter().any(|file| file.fits(&path)) => Some("`ignoreFiles` names them"),
            () if !self.mounts.is_empty() && !self.mounts.iter().any(|mount| mount.has(&item.from)) => {
                Some("`module.mounts` leaves them out")
            }
            () if self.languages.contains(&language) => Some("their language is switched off"),
            () if self.kinds.contains(kind) => Some("`disableKinds` names them"),
            () => None,
        }
    }
}
