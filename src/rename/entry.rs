//! The entry of a tag, an outlet or an author that gets another name: in lists and in mappings, in lines and in braces. A topic
//! or a story without a file gets one where readers have its address.

use std::sync::Arc;

use super::Draft;
use super::documents::alias;
use super::names::Change;
use crate::content::registry::{Entry, RegistryKind};
use crate::content::yaml::scalars::{Places, Scalar, Step, added, below};
use crate::content::yaml::write;
use crate::edits::Replacement;
use crate::scaffold::entry::{NewEntry, append};
use crate::site::terms::key;
use crate::site::{TermId, TermKind};

/// Writes what a registry says of the name from now on.
///
/// # Errors
/// The registry is written in a form that cannot be changed by its lines.
pub(super) fn write(draft: &mut Draft<'_>, change: &Change) -> Result<(), String> {
    let redirects = change.addresses(draft).into_iter().filter(|_| change.is_published);
    draft.redirects.extend(redirects.collect::<Vec<_>>());
    match change.kind.registry() {
        Some(registry) => entry(draft, change, registry),
        None if change.has_file || !change.is_published || change.is_respelling() => Ok(()),
        None => file(draft, change),
    }
}

/// What the new name is called besides.
fn further_names(draft: &Draft<'_>, change: &Change) -> Vec<String> {
    let mut names = vec![change.old.0.clone()];
    let target = change.target.map(|id| draft.input.all[0].terms(change.kind).get(id));
    if target.is_some() {
        let entry = change.entry.iter();
        names.extend(entry.flat_map(|entry| entry.aliases.iter().chain(entry.names.values()).cloned()));
    }
    let entry = target.map_or(change.entry.as_ref(), |target| target.entry.as_ref());
    let mut known: Vec<String> = change.new.0.iter().map(|new| key(new)).collect();
    known.extend(
        entry.iter().flat_map(|entry| entry.aliases.iter().chain(entry.names.values())).map(|name| key(name)),
    );
    names.retain(|name| {
        let is_new = !known.contains(&key(name));
        known.push(key(name));
        is_new
    });
    names
}

fn entry(draft: &mut Draft<'_>, change: &Change, registry: RegistryKind) -> Result<(), String> {
    let path = registry.path();
    let Some(new) = change.new.0.clone() else { return Ok(()) };
    let names = further_names(draft, change);
    let is_needed = change.is_published || change.kind == TermKind::Source;
    let target = change.target.map(|id| draft.input.all[0].terms(change.kind).get(id).clone());
    let described = match &target {
        Some(target) => target.entry.clone(),
        None => change.entry.clone(),
    };
    if described.is_none() && (names.is_empty() || !is_needed) {
        return Ok(());
    }
    if !draft.has(path) {
        let added = append(registry, "", &new_entry(&new, &names), draft.input.all[0].config.timezone);
        let added = added.map_err(|_| format!("{path} cannot be written"))?;
        draft.new.insert(path.to_owned(), added);
        return Ok(());
    }
    let text = draft.text(path)?.to_owned();
    let by_hand = || {
        format!(
            "{path} is written in a form that cannot be changed by its lines: change `{}` there, and try again",
            change.old.0
        )
    };
    let places = Places::of(text.trim_start_matches('\u{feff}')).ok_or_else(by_hand)?;
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let file = Registry { text: text.trim_start_matches('\u{feff}'), places: &places };
    let mut edits = Vec::new();
    if let Some(entry) = &change.entry {
        edits.extend(file.parents(entry, &new));
        if target.is_some() {
            edits.push(file.removed(entry).ok_or_else(by_hand)?);
            draft.remarks.extend(dropped(entry, &new));
        }
    }
    match (&described, &target) {
        (Some(entry), None) => edits.extend(file.renamed(entry, &new, &names).ok_or_else(by_hand)?),
        (Some(entry), Some(_)) if !names.is_empty() => {
            edits.extend(file.renamed(entry, &entry.name, &names).ok_or_else(by_hand)?);
        }
        (Some(_), Some(_)) => {}
        (None, _) => {
            let whole = append(registry, &text, &new_entry(&new, &names), draft.input.all[0].config.timezone);
            let whole = whole.map_err(|_| by_hand())?;
            edits.push(Replacement::new(text.len() - mark..text.len() - mark, &whole[text.len()..]));
        }
    }
    for Replacement { start, end, text } in edits {
        draft.edit(path, Replacement { start: start + mark, end: end + mark, text });
    }
    Ok(())
}

fn new_entry(name: &str, aliases: &[String]) -> NewEntry {
    NewEntry { name: name.to_owned(), lists: vec![("aliases", aliases.to_vec())], ..NewEntry::default() }
}

/// What an entry says that goes with it when it becomes one with another.
fn dropped(entry: &Entry, into: &str) -> Option<String> {
    let says = [
        ("description", entry.description.is_some() || !entry.descriptions.is_empty()),
        ("url", entry.url.is_some()),
        ("image", entry.image.is_some()),
        ("domains", !entry.domains.is_empty()),
        ("parent", entry.parent.is_some()),
        ("label", entry.label.is_some()),
        ("role", entry.role.is_some()),
    ];
    let keys: Vec<&str> = says.into_iter().filter(|(_, is_said)| *is_said).map(|(key, _)| key).collect();
    (!keys.is_empty()).then(|| {
        format!(
            "The entry of `{}` had {} of its own: write into that of `{into}` what shall stay",
            entry.name,
            keys.join(", ")
        )
    })
}

/// A registry as it is written.
struct Registry<'t> {
    text: &'t str,
    places: &'t Places,
}

/// The path of a key of an entry.
fn inside(entry: &[Step], key: &str) -> Vec<Step> {
    entry.iter().cloned().chain([Step::Key(key.to_owned())]).collect()
}

impl Registry<'_> {
    /// The path of an entry, and where its name stands.
    fn find(&self, entry: &Entry) -> Option<(Vec<Step>, &Scalar)> {
        self.places.scalars.iter().filter(|scalar| scalar.text.trim() == entry.name).find_map(
            |scalar| match (scalar.is_key, &scalar.path[..]) {
                (true, [Step::Key(_)]) => Some((scalar.path.clone(), scalar)),
                (false, [Step::Item(_)]) => Some((scalar.path.clone(), scalar)),
                (false, [of, Step::Key(key)]) if key == "name" => Some((vec![of.clone()], scalar)),
                _ => None,
            },
        )
    }

    /// An entry with another name, and more that it is called besides.
    fn renamed(&self, entry: &Entry, new: &str, names: &[String]) -> Option<Vec<Replacement>> {
        let (path, name) = self.find(entry)?;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut edits = Vec::new();
        for key_of_names in ["aliases", "alias"].map(|key| inside(&path, key)) {
            if names.is_empty() || self.places.key(&key_of_names).is_none() {
                continue;
            }
            // One that was only another spelling gives its place to the old name.
            let is_new = |scalar: &&Scalar| !scalar.is_key && key(&scalar.text) == key(new);
            match (self.places.below(&key_of_names).find(is_new), &names[..]) {
                (Some(other), [first]) => edits.push(other.replaced(first)?),
                _ => edits.push(added(self.text, self.places, &key_of_names, &names)?),
            }
            edits.extend((new != entry.name).then(|| name.replaced(new)).flatten());
            return Some(edits);
        }
        if names.is_empty() {
            return Some(vec![name.replaced(new)?]);
        }
        let aliases = format!("aliases: {}", write::list(&names));
        let written = name.replaced(new)?;
        let end = name.place.end;
        match (name.is_key, &name.path[..]) {
            // `- Grain`
            (false, [Step::Item(_)]) if name.in_flow => {
                let whole = format!("{{name: {}, {aliases}}}", written.text);
                edits.push(Replacement { text: whole.into(), ..written });
            }
            (false, [Step::Item(_)]) => {
                let indent = below(self.text, name.place.start);
                edits.push(Replacement {
                    text: format!("name: {}\n{indent}{aliases}", written.text).into(),
                    ..written
                });
            }
            // `name: Grain`
            (false, _) => {
                let key = self.places.key(&inside(&path, "name"))?;
                let more = match name.in_flow {
                    true => format!(", {aliases}"),
                    false => format!("\n{}{aliases}", below(self.text, key.place.start)),
                };
                // What stands behind a name on its line stays there.
                let end = if name.in_flow { end } else { self.end_of_line(end) };
                edits.push(Replacement::new(end..end, more));
                edits.extend((new != entry.name).then_some(written));
            }
            // `Grain:`
            (true, _) => {
                edits.extend((new != entry.name).then_some(written));
                let inner = self.places.below(&path).find(|scalar| scalar.path.len() > path.len());
                match inner {
                    Some(inner) if inner.in_flow => {
                        edits.push(Replacement::new(
                            inner.place.start..inner.place.start,
                            format!("{aliases}, "),
                        ));
                    }
                    Some(inner) => {
                        let more = format!("{aliases}\n{}", below(self.text, inner.place.start));
                        edits.push(Replacement::new(inner.place.start..inner.place.start, more));
                    }
                    None if name.in_flow => return None,
                    None => {
                        let line = &self.text[end..self.end_of_line(end)];
                        if line
                            .trim_start_matches(':')
                            .split('#')
                            .next()
                            .is_some_and(|rest| !rest.trim().is_empty())
                        {
                            return None;
                        }
                        let indent = below(self.text, name.place.start);
                        let end = self.end_of_line(end);
                        edits.push(Replacement::new(end..end, format!("\n{indent}  {aliases}")));
                    }
                }
            }
        }
        Some(edits)
    }

    fn end_of_line(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end);
        if self.text[..end].ends_with('\r') { end - 1 } else { end }
    }

    /// The registry without an entry, which must have its lines for itself.
    fn removed(&self, entry: &Entry) -> Option<Replacement> {
        let (path, _) = self.find(entry)?;
        let is_own = |scalar: &&Scalar| scalar.path.starts_with(&path);
        let own: Vec<&Scalar> = self.places.scalars.iter().filter(is_own).collect();
        let first = own.first()?.place.start;
        let last = own.iter().map(|scalar| scalar.place.end).max()?;
        let start = self.text[..first].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[last..].find('\n').map_or(self.text.len(), |end| last + end + 1);
        let others = self.places.scalars.iter().filter(|scalar| !is_own(scalar));
        let alone = others.clone().all(|other| other.place.end <= start || other.place.start >= end);
        let begins = matches!(self.text[start..first].trim(), "" | "-");
        (alone && begins && others.count() > 0).then(|| Replacement::new(start..end, ""))
    }

    /// Entries that stand below it.
    fn parents(&self, entry: &Entry, new: &str) -> Vec<Replacement> {
        let spellings: Vec<String> =
            [&entry.name].into_iter().chain(&entry.aliases).map(|name| key(name)).collect();
        let is_parent = |scalar: &&Scalar| {
            let is_key = matches!(&scalar.path[..], [_, Step::Key(key)] if key == "parent");
            is_key && !scalar.is_key && spellings.contains(&key(&scalar.text))
        };
        self.places.scalars.iter().filter(is_parent).filter_map(|scalar| scalar.replaced(new)).collect()
    }
}

/// The file of a topic or a story that had none: it keeps the address that readers have.
fn file(draft: &mut Draft<'_>, change: &Change) -> Result<(), String> {
    let Some(new) = &change.new.0 else { return Ok(()) };
    let addresses = change.addresses(draft);
    let Some((old, address)) = addresses.first().cloned() else { return Ok(()) };
    let target: Option<TermId> = change.target;
    let terms = draft.input.all[0].terms(change.kind);
    if let Some(page) = target.and_then(|id| terms.get(id).page.as_ref()) {
        let document = Arc::clone(&page.document);
        let line = alias(draft, &document, &old, &address)?;
        if !line.is_empty() {
            let text = draft.text(&document.path)?.to_owned();
            let end = super::documents::end_of_front(&text, document.kind)?;
            draft.edit(&document.path, Replacement::new(end, line));
        }
        return Ok(());
    }
    let path = format!("content/{}/{}.md", change.kind.plural(), change.new.1);
    let text = format!("---\ntitle: {}\naliases: {}\n---\n", write::scalar(new, false), write::list(&[&old]));
    draft.new.insert(path, text);
    Ok(())
}
