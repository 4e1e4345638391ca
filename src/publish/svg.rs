//! SVG (SVG 2), rewritten tag by tag; what stays is copied as it is written.
//!
//! Of every file go comments, `<metadata>`, and whatever is in the namespace of a drawing program: its window, its layers'
//! names, the paths of files on its owner's disk. A file of `content/`, which anybody who writes may have put there, is also
//! rid of what acts or reaches out of it: of its elements only those stay that draw, by a list
//! (<https://www.w3.org/TR/SVG2/eltindex.html>, <https://www.w3.org/TR/filter-effects-1/>), and of its references those to
//! parts of itself, to embedded pictures, and the links of `<a>` to web addresses. A picture looks the same without the others:
//! as `<img>` it may neither act nor reach out anyway.

mod embedded;
mod encoding;
mod harmless;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::escape::{EscapeError, resolve_predefined_entity, unescape_with};
use quick_xml::events::{BytesRef, BytesStart, Event};

use self::harmless::{draws, is_harmless_attribute, is_harmless_sheet, is_on_a_disk, moves};

/// How much of a picture is rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// All but metadata: the site's owner put it there.
    Acting,
    /// What draws.
    Drawing,
}

/// The most attributes of an element: each is compared with those before it.
const ATTRIBUTES: usize = 1000;
/// The most words that stand for others; programs write a dozen.
const ENTITIES: usize = 100;

/// Why a file is no SVG.
pub(super) type Fault = Cow<'static, str>;

const SVG: &str = "http://www.w3.org/2000/svg";
/// Namespaces whose elements and attributes may show, besides.
const SHOWN: [&str; 3] =
    ["http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/1999/xhtml"];

/// The file without what must not be published, in UTF-8.
///
/// # Errors
/// What is not well-formed in it.
pub(super) fn clean(bytes: &[u8], keep: Keep) -> Result<Vec<u8>, Fault> {
    let (text, is_recoded) = encoding::decode(bytes)?;
    let (bom, text) = match text.strip_prefix('\u{feff}') {
        Some(text) => ("\u{feff}", text),
        None => ("", &*text),
    };
    let (out, entities) = (bom.to_owned(), Entities::new(text.len()));
    let mut cleaner = Cleaner { keep, is_recoded, out, spaces: BTreeMap::new(), entities };
    cleaner.run(text)?;
    Ok(cleaner.out.into_bytes())
}

struct Cleaner {
    keep: Keep,
    /// Whether the declaration names an encoding that the file has no more.
    is_recoded: bool,
    out: String,
    /// Prefixes and their namespaces; one that is declared twice with two namespaces is not taken again.
    spaces: BTreeMap<String, String>,
    entities: Entities,
}

/// Words that stand for others, as some programs write namespaces.
struct Entities {
    values: BTreeMap<String, String>,
    /// How many bytes they may still stand for: a few times what the file has, so that few never make very
    /// many.
    left: Cell<usize>,
}

impl Entities {
    fn new(length: usize) -> Self {
        Self { values: BTreeMap::new(), left: Cell::new(4 * length) }
    }

    /// What a name stands for; nothing when it, or all names together, would stand for too much.
    fn resolve(&self, name: &str) -> Option<&str> {
        let value = self.values.get(name)?;
        self.left.set(self.left.get().checked_sub(value.len())?);
        Some(value)
    }

    /// Why a name was not resolved.
    fn fault(&self, name: &str) -> Fault {
        match self.values.contains_key(name) {
            true => "its entities stand for far more than the whole file".into(),
            false => format!("`&{name};` stands for nothing in it").into(),
        }
    }
}

impl Cleaner {
    fn run(&mut self, text: &str) -> Result<(), Fault> {
        let mut reader = Reader::from_str(text);
        // Elements that are open; those of which nothing is kept; where the words of a style begin.
        let (mut depth, mut skipped, mut style) = (0usize, None, None);
        let (mut seen, mut at) = (false, 0);
        loop {
            let event = reader.read_event().map_err(|error| error.to_string())?;
            let end = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
            let written = text.get(at..end).unwrap_or_default();
            at = end;
            let shows = skipped.is_none();
            match event {
                Event::Start(tag) => {
                    if depth == 0 && std::mem::replace(&mut seen, true) {
                        return Err("it has two outermost elements".into());
                    }
                    let is_kept = shows && self.tag(&tag, depth == 0, false)?;
                    if shows && !is_kept {
                        skipped = Some(depth);
                    }
                    if is_kept && self.keep == Keep::Drawing && local(&tag) == "style" {
                        style = Some((depth, self.out.len()));
                    }
                    depth += 1;
                }
                Event::Empty(tag) => {
                    if depth == 0 && std::mem::replace(&mut seen, true) {
                        return Err("it has two outermost elements".into());
                    }
                    if shows {
                        self.tag(&tag, depth == 0, true)?;
                    }
                }
                Event::End(_) => {
                    depth = depth.checked_sub(1).ok_or("an element ends that did not begin")?;
                    if let Some((_, from)) = style.take_if(|(at, _)| *at == depth)
                        && !is_harmless_sheet(&self.out[from..])
                    {
                        self.out.truncate(from);
                    }
                    if shows {
                        self.out.push_str(written);
                    }
                    skipped.take_if(|at| *at == depth);
                }
                Event::GeneralRef(name) if shows => self.reference(&name, written)?,
                Event::Text(_) | Event::CData(_) if shows && depth > 0 => {
                    self.out.push_str(&embedded::clean(written));
                }
                Event::Text(_) if depth == 0 => {
                    if !written.trim().is_empty() {
                        return Err("there is text outside of its elements".into());
                    }
                    self.out.push_str(written);
                }
                Event::Decl(_) if self.is_recoded => {
                    self.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
                }
                Event::Decl(_) => self.out.push_str(written),
                Event::PI(instruction)
                    if self.keep == Keep::Acting && instruction.starts_with(b"xml-stylesheet") =>
                {
                    self.out.push_str(written);
                }
                Event::DocType(words) => self.declare(&String::from_utf8_lossy(&words)),
                Event::Eof => break,
                _ => {}
            }
        }
        match (seen, depth) {
            (true, 0) => Ok(()),
            (false, _) => Err("there is no `<svg>` in it".into()),
            (true, _) => Err("it ends before all of its elements do".into()),
        }
    }

    /// Takes the words that stand for others out of a document type: those that stand for plain text.
    fn declare(&mut self, words: &str) {
        for entity in words.split("<!ENTITY").skip(1).take(ENTITIES) {
            let mut parts = entity.trim_start().splitn(2, char::is_whitespace);
            let (Some(name), Some(rest)) = (parts.next(), parts.next()) else { continue };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else {
                continue;
            };
            if let Some((value, _)) = rest[1..].split_once(quote)
                && !value.contains(['&', '<', '%'])
            {
                self.entities.values.entry(name.to_owned()).or_insert_with(|| value.to_owned());
            }
        }
    }

    fn reference(&mut self, name: &BytesRef<'_>, written: &str) -> Result<(), Fault> {
        let plain = String::from_utf8_lossy(name);
        if name.is_char_ref() || resolve_predefined_entity(&plain).is_some() {
            self.out.push_str(written);
        } else {
            let value = self.entities.resolve(&plain).ok_or_else(|| self.entities.fault(&plain))?;
            self.out.push_str(&quick_xml::escape::escape(value));
        }
        Ok(())
    }

    /// Writes a tag as far as it is kept; says whether it is.
    fn tag(&mut self, tag: &BytesStart<'_>, is_root: bool, is_empty: bool) -> Result<bool, Fault> {
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            if attributes.len() == ATTRIBUTES {
                return Err(format!("an element in it has more than {ATTRIBUTES} attributes").into());
            }
            let name = std::str::from_utf8(attribute.key.as_ref()).map_err(|_| "it is not UTF-8")?.to_owned();
            let raw = std::str::from_utf8(&attribute.value).map_err(|_| "it is not UTF-8")?.to_owned();
            let resolve =
                |name: &str| resolve_predefined_entity(name).or_else(|| self.entities.resolve(name));
            let value = unescape_with(&raw, resolve).map_err(|error| match error {
                EscapeError::UnrecognizedEntity(_, name) => self.entities.fault(&name),
                error => error.to_string().into(),
            })?;
            attributes.push((name, raw.clone(), value.into_owned()));
        }
        for (name, _, value) in &attributes {
            let Some(prefix) = name.strip_prefix("xmlns").map(|rest| rest.trim_start_matches(':')) else {
                continue;
            };
            if name != "xmlns" && !name.starts_with("xmlns:") {
                continue;
            }
            let known = self.spaces.entry(prefix.to_owned()).or_insert_with(|| value.clone());
            if known != value {
                // The same prefix for something else: what is within could be anything.
                if self.keep == Keep::Drawing {
                    return Ok(false);
                }
                known.clone_from(value);
            }
        }
        let full = std::str::from_utf8(tag.name().into_inner()).map_err(|_| "it is not UTF-8")?.to_owned();
        let element = local(tag);
        if is_root && element != "svg" {
            return Err(format!("its outermost element is `<{full}>`, not `<svg>`").into());
        }
        if !self.shows_element(&full, &element, &attributes) {
            return if is_root {
                Err("its `<svg>` is not in the namespace of SVG".into())
            } else {
                Ok(false)
            };
        }
        let shows = |(name, _, value): &&(String, String, String)| {
            self.shows_attribute(&element, name, value) && !(is_root && name == "content")
        };
        let kept: Vec<_> = attributes.iter().filter(shows).collect();
        let kept: Vec<_> = kept.into_iter().map(|(name, _, value)| (name, embedded::clean(value))).collect();
        let is_same = kept.iter().all(|(_, value)| matches!(value, Cow::Borrowed(_)));
        self.out.push('<');
        if is_same
            && kept.len() == attributes.len()
            && !attributes.iter().any(|(_, raw, _)| self.has_own_entity(raw))
        {
            self.out.push_str(&String::from_utf8_lossy(tag));
        } else {
            self.out.push_str(&full);
            for (name, value) in kept {
                self.out.push_str(&format!(" {name}=\"{}\"", escaped(&value)));
            }
        }
        self.out.push_str(if is_empty { "/>" } else { ">" });
        Ok(true)
    }

    fn has_own_entity(&self, raw: &str) -> bool {
        raw.contains('&') && self.entities.values.keys().any(|name| raw.contains(&format!("&{name};")))
    }

    fn space(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "xml" => Some(SHOWN[1]),
            prefix => self.spaces.get(prefix).map(String::as_str),
        }
    }

    fn shows_element(&self, full: &str, element: &str, attributes: &[(String, String, String)]) -> bool {
        let prefix = full.strip_suffix(element).unwrap_or_default().trim_end_matches(':');
        let space = self.space(prefix);
        let is_svg = space.is_none_or(|space| space == SVG) && (prefix.is_empty() || space.is_some());
        if element == "metadata" {
            return false;
        }
        if self.keep == Keep::Acting {
            return is_svg || space.is_some_and(|space| SHOWN.contains(&space));
        }
        is_svg && draws(element) && !attributes.iter().any(|(name, _, value)| moves(name, value))
    }

    fn shows_attribute(&self, element: &str, name: &str, value: &str) -> bool {
        if let Some(prefix) = name.strip_prefix("xmlns:") {
            return self.space(prefix).is_some_and(|space| space == SVG || SHOWN.contains(&space));
        }
        if name == "xmlns" {
            return true;
        }
        let key = match name.split_once(':') {
            None => name,
            Some((prefix, key)) => match self.space(prefix) {
                Some(space) if SHOWN.contains(&space) => key,
                _ => return false,
            },
        };
        if self.keep == Keep::Acting {
            return !is_on_a_disk(value);
        }
        is_harmless_attribute(element, key, value)
    }
}

fn local(tag: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(tag.local_name().into_inner()).into_owned()
}

fn escaped(value: &str) -> String {
    value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
        .replace('\n', "&#10;")
        .replace('\t', "&#9;")
        .replace('\r', "&#13;")
}

#[cfg(test)]
mod tests;
