//! What stands outside of texts: addresses in the configuration, in front matter and in data, addresses and names in templates.

use std::collections::BTreeMap;

use super::Draft;
use super::documents::{front_places, moved_by};
use super::links::{file_at, new_address};
use super::names::Change;
use super::tree::Tree;
use crate::address::of_path;
use crate::content::registry::RegistryKind;
use crate::content::yaml::scalars::{Places, Scalar, Step};
use crate::edits::Replacement;
use crate::site::links::{is_outside, relative};
use crate::source::CONFIG;

/// Keys below which addresses are those that something had, or has itself.
const OWN: [&str; 7] = ["aliases", "redirect_from", "url", "permalink", "id", "guid", "canonical"];

/// Mends addresses outside of texts.
pub(super) fn mend(draft: &mut Draft<'_>, addresses: &BTreeMap<String, String>) -> Result<(), String> {
    if addresses.is_empty() {
        return Ok(());
    }
    for (_, document) in draft.documents() {
        // What is not known of a document is only read where it may name an address.
        if document.front.rare().extra.0.is_none() {
            continue;
        }
        let text = draft.text(&document.path)?.to_owned();
        let (places, start) = front_places(&text, document.kind);
        let is_extra =
            |scalar: &&Scalar| !matches!(scalar.path.first(), Some(Step::Key(key)) if OWN.contains(&&**key));
        for edit in of_yaml(draft, places.scalars.iter().filter(is_extra), addresses) {
            draft.edit(&document.path, moved_by(edit, start));
        }
    }
    let files = draft.input.files.to_vec();
    for path in files.iter().map(|path| &**path) {
        let is_yaml = path == CONFIG || path.starts_with("data/") && path.ends_with(".yaml");
        if is_yaml {
            let text = draft.text(path)?.to_owned();
            let plain = text.trim_start_matches('\u{feff}');
            let places = Places::of(plain).unwrap_or_default();
            for edit in of_yaml(draft, places.scalars.iter(), addresses) {
                draft.edit(path, moved_by(edit, text.len() - plain.len()));
            }
        } else if path.starts_with("templates/") {
            let text = draft.text(path)?.to_owned();
            for edit in in_quotes(&text).filter_map(|(start, value)| {
                Some(Replacement::new(start..start + value.len(), new_address(addresses, value)?))
            }) {
                draft.edit(path, edit);
            }
        } else if path.starts_with("data/") {
            let text = draft.text(path)?.to_owned();
            if let Some(old) = addresses.keys().find(|old| text.contains(&***old)) {
                draft.remarks.insert(format!("{path} names {old}: change it by hand"));
            }
        }
    }
    Ok(())
}

/// Mends the pictures that registries name.
pub(super) fn pictures(draft: &mut Draft<'_>, tree: &Tree) -> Result<(), String> {
    for path in RegistryKind::ALL.map(RegistryKind::path) {
        if !draft.has(path) || draft.moves.is_empty() {
            continue;
        }
        let text = draft.text(path)?.to_owned();
        let plain = text.trim_start_matches('\u{feff}');
        let places = Places::of(plain).unwrap_or_default();
        let is_picture = |scalar: &&Scalar| {
            let named = |name: &str| scalar.path.iter().any(|step| *step == Step::Key(name.to_owned()));
            !scalar.is_key && named("image") && (scalar.path.len() == 2 || named("src"))
        };
        for scalar in places.scalars.iter().filter(is_picture) {
            let new = file_at(tree, path, &scalar.text).and_then(|file| draft.moves.get(file));
            if let Some(edit) = new.and_then(|new| scalar.replaced(&as_link(relative(path, new)))) {
                draft.edit(path, moved_by(edit, text.len() - plain.len()));
            }
        }
    }
    Ok(())
}

/// A path where it is read as a link: what would end it, or be taken for something encoded, is encoded.
fn as_link(path: String) -> String {
    if path.contains(['#', '?', '%']) { of_path(&path).into_owned() } else { path }
}

/// The changes of values that are addresses of the site, as they are or with scheme and host.
fn of_yaml<'s>(
    draft: &Draft<'_>,
    scalars: impl Iterator<Item = &'s Scalar>,
    addresses: &BTreeMap<String, String>,
) -> Vec<Replacement> {
    let links = &draft.input.all[0].links;
    let of_value = |scalar: &Scalar| {
        let value = &*scalar.text;
        let inside = if is_outside(value) { links.own(value)? } else { value };
        if scalar.is_key || !inside.starts_with('/') {
            return None;
        }
        let new = new_address(addresses, inside)?;
        scalar.replaced(&format!("{}{new}", &value[..value.len() - inside.len()]))
    };
    scalars.filter_map(of_value).collect()
}

/// What stands between quotation marks in a template, on one line.
fn in_quotes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(['"', '\''])? + 1;
        let quote = char::from(text.as_bytes()[start - 1]);
        let end = start + text[start..].find([quote, '\n']).unwrap_or(text.len() - start);
        at = match text[end..].starts_with(quote) {
            // The mark that ends nothing may begin something.
            true if text[start..end].starts_with('/') || !text[start..end].contains(['<', '>']) => end + 1,
            _ => start,
        };
        Some((start, &text[start..end]))
    })
}

/// Mends the names in templates that ask for them: `tag(name="Grain")`, `articles(tag="Grain")`.
pub(super) fn templates_that_name(draft: &mut Draft<'_>, change: &Change) -> Result<(), String> {
    let kind = change.kind.as_str();
    let files = draft.input.files.to_vec();
    for path in files.iter().map(|path| &**path).filter(|path| path.starts_with("templates/")) {
        let text = draft.text(path)?.to_owned();
        let edits: Vec<Replacement> = in_quotes(&text)
            .filter(|(start, _)| asks_for(&text[..start - 1], kind))
            .filter_map(|(start, name)| {
                let new = change.becomes(draft, 0, name)?;
                (!new.contains(['"', '\'', '\n'])).then(|| Replacement::new(start..start + name.len(), new))
            })
            .collect();
        edits.into_iter().for_each(|edit| draft.edit(path, edit));
    }
    Ok(())
}

/// Whether a text ends where a name of a kind is given to a function.
fn asks_for(before: &str, kind: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let Some(before) = before.trim_end().strip_suffix('=').map(str::trim_end) else { return false };
    let rest = before.trim_end_matches(is_word);
    let argument = &before[rest.len()..];
    if argument == kind {
        return true;
    }
    let function = rest.trim_end().strip_suffix('(').map(str::trim_end).unwrap_or("");
    argument == "name"
        && function.len() > function.trim_end_matches(is_word).len()
        && function[function.trim_end_matches(is_word).len()..] == *kind
}
