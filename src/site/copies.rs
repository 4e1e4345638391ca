//! Files that pages show or link to: those of `content/` are copied beside what shows them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Copy;
use super::languages::LanguagePart;
use super::links::LinkedFile;
use super::visibility::Reason;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::File;

/// Files that pages show or link to, by address.
#[derive(Default)]
pub(super) struct ShownFiles {
    /// Those of `content/`.
    pub(super) copies: BTreeMap<String, Copy>,
    /// Pictures of `static/` of which files can be made.
    pub(super) statics: BTreeMap<String, Arc<File>>,
}

/// Takes the files that `by`, a file of the site, shows or links to, by their addresses.
pub(super) fn take_shown(
    ShownFiles { copies, statics }: &mut ShownFiles,
    by: &str,
    files: &[(String, LinkedFile)],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (url, linked) in files {
        let Some(file) = &linked.file else { continue };
        if !linked.beside {
            statics.entry(url.clone()).or_insert_with(|| Arc::clone(file));
            continue;
        }
        match copies.get(url) {
            Some(other) if other.file != *file => diagnostics.push(
                Diagnostic::error(Code::PathClash, format!("two files would be copied to `{url}`"))
                    .in_file(by)
                    .label_in(&other.by, None, "the other file is beside this one")
                    .hint("give one of them another name"),
            ),
            Some(_) => {}
            None => {
                let copy = Copy { file: Arc::clone(file), hash: linked.hash, by: by.to_owned() };
                copies.insert(url.clone(), copy);
            }
        }
    }
}

/// Says which published files lie in the folders of bundles that are held back: another text shows them.
pub(super) fn beside_held(parts: &[LanguagePart], copies: &BTreeMap<String, Copy>) -> Vec<Diagnostic> {
    let held = parts
        .iter()
        .flat_map(LanguagePart::held_targets)
        .filter(|(held, document)| document.name().bundle && !matches!(held.reason, Reason::Withdrawn(_)));
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let mut folders: BTreeMap<String, Reason> =
        held.map(|(held, document)| (folder(&document.path), held.reason)).collect();
    if folders.is_empty() {
        return Vec::new();
    }
    // Its translation may be live: then the files are that one's.
    for place in parts.iter().flat_map(|part| &part.placed) {
        folders.remove(&folder(&place.document.path));
    }
    let beside = copies.values().filter_map(|copy| Some((copy, folders.get(&folder(&copy.file.path))?)));
    let said = |(copy, reason): (&Copy, &Reason)| {
        let (path, why) = (&copy.file.path, reason.describe());
        let message =
            format!("{path} lies beside a text that is {why}, and is published since this one shows it");
        let hint = "nothing is to be done if readers may see it; else take it out here";
        Diagnostic::warning(Code::HeldFile, message).in_file(&*copy.by).hint(hint)
    };
    beside.map(said).collect()
}
