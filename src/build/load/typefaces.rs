//! The site's own typefaces: what their files say, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use super::Engine;
use crate::address::nfc;
use crate::config::{Config, Font, PATH};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Digest;
use crate::i18n::I18n;
use crate::source::Reader;
use crate::theme::Typefaces;
use crate::typeface::{LARGEST, Typeface, Unfit};

/// What was read of files, by the hash of their bytes.
pub(super) type KnownTypefaces = BTreeMap<Digest, Result<Typeface, Unfit>>;

impl Engine {
    /// Those that the configuration names.
    pub(super) fn typefaces(
        &mut self,
        config: &Config,
        texts: &I18n,
        reader: &Reader,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Typefaces {
        let mut known = KnownTypefaces::new();
        let mut typefaces = Typefaces::new();
        for path in config.theme.fonts.files() {
            let name = format!("static{}", nfc(path));
            let Some(entry) = self.sources.get(&name) else {
                let message = format!("`theme.fonts` names `{path}`, and there is no {name}");
                let hint = "put the typeface there, or mend the path";
                diagnostics.push(Diagnostic::error(Code::Typeface, message).in_file(PATH).hint(hint));
                continue;
            };
            let file = &entry.file;
            let typeface = match self.typefaces.remove(&file.hash).or_else(|| known.get(&file.hash).cloned())
            {
                Some(typeface) => typeface,
                None if file.len > LARGEST as u64 => Err(Unfit::TooLarge),
                None => {
                    let mut bytes = Vec::new();
                    // Of a file that changed meanwhile the copy is not made either, and the build begins anew.
                    if reader.read(file, &mut bytes).is_err() {
                        continue;
                    }
                    Typeface::parse(&bytes)
                }
            };
            match &typeface {
                Ok(typeface) => drop(typefaces.insert(path.to_owned(), typeface.clone())),
                Err(unfit) => diagnostics.push(problem(*unfit).in_file(name)),
            }
            known.insert(file.hash, typeface);
        }
        self.typefaces = known;
        diagnostics.extend(missing_letters(config, texts, &typefaces));
        typefaces
    }
}

fn problem(unfit: Unfit) -> Diagnostic {
    match unfit {
        Unfit::Unreadable => {
            Diagnostic::error(Code::Typeface, "this file holds no typeface that can be read")
                .hint("take it from its maker again, as WOFF2, TrueType or OpenType")
        }
        Unfit::TooLarge => {
            let message = format!("this typeface has more than {} MB", LARGEST >> 20);
            Diagnostic::error(Code::Typeface, message)
                .hint("readers load it before they see a headline: take the file with the letters of your languages alone")
        }
    }
}

/// Warns of typefaces without letters of the site's languages: those that the texts of the interface are written in.
fn missing_letters(config: &Config, texts: &I18n, typefaces: &Typefaces) -> Vec<Diagnostic> {
    let languages = config.languages.iter().map(|language| &*language.code).chain([&*config.language]);
    let letters: Vec<(&str, BTreeSet<char>)> =
        languages.map(|language| (language, texts.texts(language).letters())).collect();
    let mut said: BTreeMap<String, Diagnostic> = BTreeMap::new();
    for (_, font) in config.theme.fonts.uses() {
        let Some(Font::Own { files, fallback }) = font else { continue };
        let own: Vec<&Typeface> = files.iter().filter_map(|file| typefaces.get(file)).collect();
        let Some(first) = own.first() else { continue };
        for (language, letters) in &letters {
            let missing =
                letters.iter().filter(|letter| !own.iter().any(|face| face.has(u32::from(**letter))));
            let missing: Vec<String> = missing.map(ToString::to_string).collect();
            if missing.is_empty() {
                continue;
            }
            let (some, more) = missing.split_at(missing.len().min(SHOWN));
            let more = if more.is_empty() { "" } else { " …" };
            let message = format!(
                "{} of `theme.fonts` lacks letters of `{language}`: {}{more}",
                first.family,
                some.join(" ")
            );
            let hint = format!(
                "add a file that has them to `files`, of this family or another; without one readers see them in `{}`, the fallback",
                fallback.name
            );
            let doubt =
                || Diagnostic::warning(Code::TypefaceLetters, message.clone()).in_file(PATH).hint(hint);
            said.entry(message.clone()).or_insert_with(doubt);
        }
    }
    said.into_values().collect()
}

/// How many letters a message names.
const SHOWN: usize = 12;
