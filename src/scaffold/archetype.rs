//! A new document: an archetype (a document with empty or usual front matter), and the fields that are known already.
//!
//! An archetype is plain Markdown. Its lines stay as they are, but for the keys that are known; those that it does not have
//! come after the others.

use include_dir::{Dir, include_dir};
use serde_yaml::Value;

use crate::content::front_matter::KEYS;
use crate::content::yaml::write::{list, scalar};
use crate::theme::files_in;

static ARCHETYPES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/archetypes");

/// The built-in archetype of a name ("article"): its text.
pub fn built_in(name: &str) -> Option<&'static str> {
    ARCHETYPES.get_file(format!("{name}.md"))?.contents_utf8()
}

/// All built-in archetypes, by their paths in a site, with their bytes.
pub fn defaults() -> impl Iterator<Item = (String, &'static [u8])> {
    files_in(&ARCHETYPES).map(|(name, bytes)| (format!("archetypes/{name}"), bytes))
}

/// A key of front matter and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in the documentation.
    key: &'static str,
    /// Its lines, as YAML; none when it is not to be there.
    lines: Option<String>,
}

impl Field {
    /// A text.
    pub fn text(key: &'static str, text: &str) -> Self {
        Self::raw(key, &scalar(text, false))
    }

    /// What is YAML already, on one line.
    pub fn raw(key: &'static str, value: &str) -> Self {
        Self { key, lines: Some(format!("{key}: {value}\n")) }
    }

    /// A list of names.
    pub fn list<S: AsRef<str>>(key: &'static str, names: &[S]) -> Self {
        Self::raw(key, &list(&names.iter().map(AsRef::as_ref).collect::<Vec<_>>()))
    }

    /// A list of mappings: each from keys to texts, of which one that is empty is to be filled in.
    pub fn mappings(key: &'static str, items: &[Vec<(&'static str, String)>]) -> Self {
        let mut lines = format!("{key}:\n");
        for item in items {
            for (number, (key, text)) in item.iter().enumerate() {
                let value = if text.is_empty() { String::new() } else { format!(" {}", scalar(text, false)) };
                lines.push_str(&format!("  {} {key}:{value}\n", if number == 0 { '-' } else { ' ' }));
            }
        }
        Self { key, lines: Some(lines) }
    }

    /// What is YAML already, on lines of its own: all lines, with the key.
    pub fn lines(key: &'static str, lines: String) -> Self {
        Self { key, lines: Some(lines) }
    }

    /// A key that is not to be there.
    pub fn absent(key: &'static str) -> Self {
        Self { key, lines: None }
    }
}

/// An archetype with fields filled in.
///
/// # Errors
/// Why they cannot be, as the end of a sentence: front matter that is none, or whose keys do not begin lines.
pub fn fill(archetype: &str, fields: &[Field]) -> Result<String, String> {
    let text = archetype.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (head, body) = split(&text);
    let start = text.trim_start();
    if body.len() == text.len() && ["---", "+++", "{"].iter().any(|fence| start.starts_with(fence)) {
        return Err(
            "its front matter has to begin with the first line, and to stand between two lines `---`"
                .to_owned(),
        );
    }
    let mut blocks = blocks(head);
    for field in fields {
        let names = KEYS.iter().find(|key| key.names[0] == field.key).map_or(&[][..], |key| key.names);
        let is_meant = |block: &Block| {
            let names = || std::iter::once(&field.key).chain(names);
            block.key.as_deref().is_some_and(|key| names().any(|name| name.eq_ignore_ascii_case(key)))
        };
        let place = blocks.iter().position(is_meant);
        match (place, &field.lines) {
            (Some(place), Some(lines)) => blocks[place].text.clone_from(lines),
            (Some(place), None) => drop(blocks.remove(place)),
            (None, Some(lines)) => blocks.push(Block { key: None, text: lines.clone() }),
            (None, None) => {}
        }
    }
    let head: String = blocks.into_iter().map(|block| block.text).collect();
    let read: Value = serde_yaml::from_str(&head)
        .map_err(|error| format!("its front matter with what is filled in is no YAML: {error}"))?;
    let is_there = |field: &Field| read.get(field.key).is_some() == field.lines.is_some();
    match fields.iter().all(is_there) {
        true => Ok(format!("---\n{head}---\n{body}")),
        false => {
            Err("its front matter cannot be filled in; begin a line with each key, like `title:`".to_owned())
        }
    }
}

/// Front matter and body; without front matter the whole is body.
fn split(text: &str) -> (&str, &str) {
    let parts = text.strip_prefix("---\n").and_then(|rest| {
        let end = if rest.starts_with("---") { 0 } else { rest.find("\n---")? + 1 };
        let body = rest[end..].strip_prefix("---")?;
        let line = body.find('\n').map_or(body, |at| &body[..at]);
        line.trim().is_empty().then(|| (&rest[..end], body.get(line.len() + 1..).unwrap_or("")))
    });
    parts.unwrap_or(("", text))
}

/// Lines of front matter that belong together: a key with its value, or comments between keys.
struct Block {
    key: Option<String>,
    text: String,
}

fn blocks(head: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    // Comments and empty lines are of the key before them, if more of its value follows.
    let mut loose = String::new();
    for line in head.split_inclusive('\n') {
        if line.trim().is_empty() || line.starts_with('#') {
            loose.push_str(line);
            continue;
        }
        let goes_on = line.starts_with([' ', '\t', '-', ']', '}']);
        if let Some(block) = blocks.last_mut().filter(|_| goes_on) {
            block.text.extend([&std::mem::take(&mut loose), line]);
            continue;
        }
        if !loose.is_empty() {
            blocks.push(Block { key: None, text: std::mem::take(&mut loose) });
        }
        let key = line.split_once(':').map(|(key, _)| key.trim().trim_matches(['"', '\'']).to_owned());
        blocks.push(Block { key, text: line.to_owned() });
    }
    if !loose.is_empty() {
        blocks.push(Block { key: None, text: loose });
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_takes_the_place_of_what_is_there() {
        let archetype = "---\n# Ours.\nTITLE: x\npubDate:\ntags:\n- a\n# of b\n- b\n\n# last\nextra: {house: style}\ndraft: true\n---\n\n## What happened\n";
        let fields = [
            Field::text("title", "Talks: day two"),
            Field::raw("date", "2025-02-12T18:30"),
            Field::list("tags", &["Grain", "Black Sea"]),
            Field::list("topics", &["World"]),
            Field::mappings("sources", &[vec![("name", "The \"Times\"".to_owned()), ("url", String::new())]]),
            Field::absent("draft"),
        ];
        let expected = "---\n# Ours.\ntitle: \"Talks: day two\"\ndate: 2025-02-12T18:30\ntags: [Grain, Black Sea]\n\n# last\nextra: {house: style}\ntopics: [World]\nsources:\n  - name: The \"Times\"\n    url:\n---\n\n## What happened\n";
        assert_eq!(fill(archetype, &fields).as_deref(), Ok(expected));
        assert_eq!(
            fill("Only a text.\n", &fields[..1]).as_deref(),
            Ok("---\ntitle: \"Talks: day two\"\n---\nOnly a text.\n")
        );
        assert_eq!(
            fill("---\r\ntitle:\r\n---\r\n", &fields[..1]).as_deref(),
            Ok("---\ntitle: \"Talks: day two\"\n---\n")
        );
    }

    #[test]
    fn a_form_in_which_nothing_can_be_filled_in_is_refused() {
        let title = [Field::text("title", "T")];
        for archetype in [
            "---\n{title: x}\n---\n", "---\na: [\n---\n", "---\n- a\n---\n", "---\ntitle: x\n",
            "\n---\ntitle: x\n---\n", "+++\ntitle = 1\n+++\n", "---\ntitle: x\n...\n",
        ] {
            assert!(fill(archetype, &title).is_err(), "{archetype}");
        }
    }

    #[test]
    fn built_in_archetypes_name_keys_that_are_known() {
        for name in ["article", "topic", "story", "page", "edition"] {
            let (head, _) = split(built_in(name).expect("an archetype"));
            for key in blocks(head).into_iter().filter_map(|block| block.key) {
                assert!(KEYS.iter().any(|known| known.names[0] == key), "{name}: {key}");
            }
        }
        assert_eq!(built_in("../Cargo"), None);
    }
}
