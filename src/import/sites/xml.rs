//! XML as a row of leaves: the path of elements, the attributes, the text. Entities are never expanded but for characters.

use std::collections::BTreeMap;

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

/// The deepest nesting that is read.
const DEEPEST: usize = 64;

/// The deepest nesting, and the most attributes of an element, of a document that another parser reads.
const DEEPEST_OF_OTHERS: usize = 256;
const MOST_ATTRIBUTES: usize = 1000;

/// Whether a parser that goes down with the elements of a document may read it.
///
/// # Errors
/// Why not, in words.
pub fn fits(text: &str) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        let tag = match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                tag
            }
            Ok(Event::Empty(tag)) => tag,
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            // What is wrong with it the other parser says.
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => continue,
        };
        if depth > DEEPEST_OF_OTHERS {
            return Err("elements are nested too deeply".to_owned());
        }
        if tag.attributes().with_checks(false).nth(MOST_ATTRIBUTES).is_some() {
            return Err("an element has too many attributes".to_owned());
        }
    }
}

/// An element that is closed.
#[derive(Debug)]
pub struct Leaf<'l> {
    /// The names of the elements that it stands in, and its own, as they are written.
    pub path: &'l [String],
    /// Its attributes.
    pub attributes: &'l BTreeMap<String, String>,
    /// Its own text.
    pub text: &'l str,
}

/// Goes through a document; `see` is told of each element when it ends.
///
/// # Errors
/// Where it is no XML, in words; what came before was told.
pub fn leaves(text: &str, see: &mut dyn FnMut(&Leaf<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut path: Vec<String> = Vec::new();
    let mut open: Vec<(BTreeMap<String, String>, String)> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            format!("line {line}: {error}")
        })?;
        match event {
            Event::Start(tag) => {
                if path.len() >= DEEPEST {
                    return Err("elements are nested too deeply".to_owned());
                }
                path.push(String::from_utf8_lossy(tag.name().as_ref()).into_owned());
                open.push((attributes(&tag), String::new()));
            }
            Event::Empty(tag) => {
                path.push(String::from_utf8_lossy(tag.name().as_ref()).into_owned());
                see(&Leaf { path: &path, attributes: &attributes(&tag), text: "" });
                path.pop();
            }
            Event::End(_) => {
                if let Some((attributes, text)) = open.pop() {
                    see(&Leaf { path: &path, attributes: &attributes, text: &text });
                    path.pop();
                }
            }
            Event::Text(piece) => {
                if let Some((_, text)) = open.last_mut() {
                    text.push_str(&String::from_utf8_lossy(&piece));
                }
            }
            Event::CData(piece) => {
                if let Some((_, text)) = open.last_mut() {
                    text.push_str(&String::from_utf8_lossy(&piece));
                }
            }
            Event::GeneralRef(name) => {
                let Some((_, text)) = open.last_mut() else { continue };
                match (name.resolve_char_ref(), &*name) {
                    (Ok(Some(c)), _) => text.push(c),
                    (_, b"amp") => text.push('&'),
                    (_, b"lt") => text.push('<'),
                    (_, b"gt") => text.push('>'),
                    (_, b"quot") => text.push('"'),
                    (_, b"apos") => text.push('\''),
                    (_, other) => text.push_str(&format!("&{};", String::from_utf8_lossy(other))),
                }
            }
            Event::Eof if path.is_empty() => return Ok(()),
            Event::Eof => return Err("it ends before its elements do".to_owned()),
            _ => {}
        }
    }
}

fn attributes(tag: &quick_xml::events::BytesStart<'_>) -> BTreeMap<String, String> {
    let read = tag.attributes().take(100).filter_map(Result::ok).map(|attribute| {
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned());
        (name, value.unwrap_or_default())
    });
    read.collect()
}
