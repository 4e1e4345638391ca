//! The languages of a site, and where their texts stand.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use crate::import::sites::values::text;

/// The languages of a site, and where their texts stand.
pub(in crate::import::sites) struct Languages {
    pub(super) default: String,
    /// Whether pages of that one, too, stand below its code.
    is_in_folder: bool,
    /// Code → folder of its texts.
    all: BTreeMap<String, Option<String>>,
}

impl Languages {
    pub(in crate::import::sites) fn of(settings: &Mapping, content: &str) -> Self {
        let default =
            ["defaultcontentlanguage", "default_language"].iter().find_map(|key| settings.get(*key));
        let default = default.and_then(text).unwrap_or_else(|| "en".to_owned());
        let mut all = BTreeMap::new();
        for (code, settings) in settings.get("languages").and_then(Value::as_mapping).into_iter().flatten() {
            let Some(code) = code.as_str() else { continue };
            let folder =
                ["contentDir", "contentdir"].iter().find_map(|key| settings.get(*key)).and_then(text);
            let folder = folder.map(|folder| format!("{}/", folder.trim_matches('/')));
            all.insert(code.to_owned(), folder.filter(|folder| folder != content));
        }
        let is_in_folder =
            settings.get("defaultcontentlanguageinsubdir").and_then(Value::as_bool) == Some(true);
        Self { default, is_in_folder, all }
    }

    /// Whether texts may be translations of each other.
    pub(super) fn are_several(&self) -> bool {
        self.all.len() > 1
    }

    /// The default language, if its pages stand below its code.
    pub(super) fn in_folder(&self) -> Option<&str> {
        self.is_in_folder.then_some(&*self.default)
    }

    /// The language whose folder a file stands in, and its path below it.
    pub(super) fn of_path<'p>(&self, path: &'p str, content: &str) -> (Option<String>, &'p str) {
        for (code, folder) in &self.all {
            if let Some(rest) = folder.as_ref().and_then(|folder| path.strip_prefix(&**folder)) {
                return ((*code != self.default).then(|| code.clone()), rest);
            }
        }
        (None, path.strip_prefix(content).unwrap_or(path))
    }

    /// `name.uk.md` without its ending and its language.
    pub(in crate::import::sites) fn split_file<'f>(&self, file: &'f str) -> (&'f str, Option<String>) {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        match stem.rsplit_once('.') {
            Some((name, code)) if self.all.contains_key(code) || code == self.default => {
                (name, (code != self.default).then(|| code.to_owned()))
            }
            _ => (stem, None),
        }
    }
}
