//! A new entry at the end of a registry, in the form that the registry has: a list, or a mapping from names to entries.

use chrono_tz::Tz;
use serde_yaml::Value;

use crate::content::registry::{self, RegistryKind};
use crate::content::yaml::write::{list, quoted, scalar};
use crate::diagnostic::Diagnostic;

/// What is known of a tag, an outlet or an author.
#[derive(Debug, Clone, Default)]
pub struct NewEntry {
    /// Its spelling everywhere.
    pub name: String,
    /// Further keys with one text each.
    pub texts: Vec<(&'static str, String)>,
    /// Further keys with several names; one without names is left out.
    pub lists: Vec<(&'static str, Vec<String>)>,
}

/// Why an entry is not added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The file has a form to whose end nothing can be added by its lines: all of it on one line, or another one.
    Form,
    /// What would be wrong then.
    Faults(Vec<Diagnostic>),
}

/// The text of a registry with one more entry. `text` is what it is now, empty when there is none; `zone` that of the site.
///
/// # Errors
/// Why it is not added.
pub fn append(kind: RegistryKind, text: &str, entry: &NewEntry, zone: Tz) -> Result<String, Refused> {
    let plain = text.trim_start_matches('\u{feff}');
    let value: Value = serde_yaml::from_str(plain).map_err(|_| Refused::Form)?;
    // What comes behind the mark of the end is of another text.
    if plain.lines().any(|line| line == "...") {
        return Err(Refused::Form);
    }
    let is_said =
        |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#') && *line != "---";
    let lines = plain.lines().filter(is_said);
    let first = lines.clone().next().unwrap_or("");
    let lines = match value {
        Value::Null => in_list(entry, ""),
        Value::Sequence(_) if first.trim_start().starts_with('-') => {
            in_list(entry, &first[..first.len() - first.trim_start().len()])
        }
        Value::Mapping(_) if !first.starts_with(['{', ' ', '-']) => in_mapping(entry),
        _ => return Err(Refused::Form),
    };
    let is_windows = text.contains("\r\n");
    let lines = if is_windows { lines.replace('\n', "\r\n") } else { lines };
    let end = match text.ends_with('\n') || text.is_empty() {
        true => "",
        false if is_windows => "\r\n",
        false => "\n",
    };
    let added = format!("{text}{end}{lines}");
    let (before, said_before) = registry::read(kind, text.as_bytes(), zone);
    let (after, mut said) = registry::read(kind, added.as_bytes(), zone);
    said.retain(|problem| !said_before.contains(problem));
    if !said.is_empty() {
        return Err(Refused::Faults(said));
    }
    let is_added =
        after.len() == before.len() + 1 && after.last().is_some_and(|last| last.name == entry.name);
    if is_added { Ok(added) } else { Err(Refused::Form) }
}

/// An entry as one of a list, for who has to write it by hand, too.
pub fn in_list(entry: &NewEntry, indent: &str) -> String {
    let mut lines = format!("{indent}- name: {}\n", scalar(&entry.name, false));
    fields(entry).for_each(|field| lines.push_str(&format!("{indent}  {field}\n")));
    lines
}

fn in_mapping(entry: &NewEntry) -> String {
    // What might be a number is one as a key.
    let is_word = entry.name.starts_with(char::is_alphabetic);
    let name = if is_word { scalar(&entry.name, false) } else { quoted(&entry.name) };
    let mut lines = format!("{name}:\n");
    fields(entry).for_each(|field| lines.push_str(&format!("  {field}\n")));
    lines
}

fn fields(entry: &NewEntry) -> impl Iterator<Item = String> {
    let lists = entry.lists.iter().filter(|(_, names)| !names.is_empty()).map(|(key, names)| {
        format!("{key}: {}", list(&names.iter().map(String::as_str).collect::<Vec<_>>()))
    });
    lists.chain(entry.texts.iter().map(|(key, text)| format!("{key}: {}", scalar(text, false))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Result<String, Refused> {
        let entry = NewEntry {
            name: "Black Sea".to_owned(),
            texts: vec![("description", "A sea: inland.".to_owned())],
            lists: vec![("aliases", vec!["Чорне море".to_owned()])],
        };
        append(RegistryKind::Tags, text, &entry, chrono_tz::UTC)
    }

    #[test]
    fn in_the_form_that_the_registry_has() {
        let item = "- name: Black Sea\n  aliases: [Чорне море]\n  description: \"A sea: inland.\"\n";
        let named = "Black Sea:\n  aliases: [Чорне море]\n  description: \"A sea: inland.\"\n";
        let indented = "  - Grain\n  - name: Black Sea\n    aliases: [Чорне море]\n    description: \"A sea: inland.\"\n";
        for (before, after) in [
            ("", item.to_owned()),
            ("# Keywords.\n", format!("# Keywords.\n{item}")),
            ("- Grain", format!("- Grain\n{item}")),
            ("  - Grain\n", indented.to_owned()),
            ("Grain: {aliases: [wheat]}\nWar:\n", format!("Grain: {{aliases: [wheat]}}\nWar:\n{named}")),
            ("\u{feff}- Grain\n", format!("\u{feff}- Grain\n{item}")),
            ("---\nGrain:\n  aliases: [wheat]\n", format!("---\nGrain:\n  aliases: [wheat]\n{named}")),
            ("---\n  - Grain\n", format!("---\n{indented}")),
            ("- Grain\r\n", format!("- Grain\r\n{}", item.replace('\n', "\r\n"))),
        ] {
            assert_eq!(tag(before), Ok(after), "{before:?}");
        }
    }

    #[test]
    fn a_name_that_looks_like_a_number() {
        let entry = NewEntry { name: "1e3".to_owned(), ..NewEntry::default() };
        let added = append(RegistryKind::Tags, "Grain:\n", &entry, chrono_tz::UTC);
        assert_eq!(added, Ok("Grain:\n\"1e3\":\n".to_owned()));
    }

    #[test]
    fn what_would_be_wrong_is_refused() {
        for form in ["[Grain, Shipping]\n", "{Grain: {}}\n", "- Grain\n...\n", "- a\n - b\n- [\n", "text\n"] {
            assert_eq!(tag(form), Err(Refused::Form), "{form:?}");
        }
        let Err(Refused::Faults(said)) = tag("- name: Sea\n  aliases: [black sea]\n") else {
            panic!("it is there")
        };
        assert_eq!(said[0].code.as_str(), "duplicate-name");
    }
}
