//! Where the texts of YAML stand, for whoever changes some of them and leaves all else as it was written.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::write;
use crate::edits::Replacement;

/// A step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An item of a list, from 0.
    Item(usize),
}

/// A key or a value that is one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// Below which keys and items it stands; of a key, its own is the last.
    pub path: Vec<Step>,
    /// Whether it is a key.
    pub is_key: bool,
    /// Where it stands, with its quotes, in bytes.
    pub place: Range<usize>,
    /// What it says.
    pub text: String,
    /// Whether it stands within `[…]` or `{…}`.
    pub in_flow: bool,
    /// Whether it is written on one line, in quotes or without.
    pub is_simple: bool,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Below which keys and items it stands.
    pub path: Vec<Step>,
    /// Its brackets with what is between; nothing of one in lines.
    pub brackets: Option<Range<usize>>,
}

/// What stands where in a text of YAML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// In their order.
    pub scalars: Vec<Scalar>,
    /// In the order of their ends.
    pub lists: Vec<List>,
}

struct Open {
    path: Vec<Step>,
    is_mapping: bool,
    is_flow: bool,
    start: usize,
    items: usize,
    key: Option<String>,
}

impl Open {
    /// The path of what comes next, and whether it is a key.
    fn next(&mut self) -> (Vec<Step>, bool) {
        let mut path = self.path.clone();
        match (self.is_mapping, self.key.take()) {
            (true, None) => return (path, true),
            (true, Some(key)) => path.push(Step::Key(key)),
            (false, _) => {
                path.push(Step::Item(self.items));
                self.items += 1;
            }
        }
        (path, false)
    }
}

impl Places {
    /// Those of a text; none when it is no YAML.
    pub fn of(text: &str) -> Option<Self> {
        // The parser counts in characters.
        let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(text.len());
        let byte = |character: usize| bytes.get(character).copied().unwrap_or(text.len());
        let (mut places, mut open) = (Self::default(), Vec::<Open>::new());
        for next in Parser::new_from_str(text) {
            let (event, span) = next.ok()?;
            let (start, end) = (byte(span.start.index()), byte(span.end.index()));
            match event {
                Event::MappingStart(..) | Event::SequenceStart(..) => {
                    let is_mapping = matches!(event, Event::MappingStart(..));
                    let bracket = if is_mapping { '{' } else { '[' };
                    let path = open.last_mut().map_or_else(Vec::new, |open| open.next().0);
                    let is_flow = text[start..].starts_with(bracket);
                    open.push(Open { path, is_mapping, is_flow, start, items: 0, key: None });
                }
                Event::MappingEnd => drop(open.pop()),
                Event::SequenceEnd => {
                    let list = open.pop()?;
                    let brackets = list.is_flow.then_some(list.start..end);
                    places.lists.push(List { path: list.path, brackets });
                }
                Event::Alias(_) => drop(open.last_mut().map(Open::next)),
                Event::Scalar(said, style, ..) => {
                    let in_flow = open.last().is_some_and(|open| open.is_flow);
                    let (mut path, is_key) = open.last_mut().map_or((Vec::new(), false), Open::next);
                    if is_key {
                        path.push(Step::Key(said.to_string()));
                        open.last_mut()?.key = Some(said.to_string());
                    }
                    places.scalars.push(scalar(text, start..end, (&said, style), path, (is_key, in_flow)));
                }
                _ => {}
            }
        }
        Some(places)
    }

    /// The list at a path.
    pub fn list(&self, path: &[Step]) -> Option<&List> {
        self.lists.iter().find(|list| list.path == path)
    }

    /// The text at a path, which is no key.
    pub fn value(&self, path: &[Step]) -> Option<&Scalar> {
        self.scalars.iter().find(|scalar| !scalar.is_key && scalar.path == path)
    }

    /// The key at a path.
    pub fn key(&self, path: &[Step]) -> Option<&Scalar> {
        self.scalars.iter().find(|scalar| scalar.is_key && scalar.path == path)
    }

    /// The keys and values at a path and below it.
    pub fn below<'p>(&'p self, path: &'p [Step]) -> impl Iterator<Item = &'p Scalar> {
        self.scalars.iter().filter(move |scalar| scalar.path.starts_with(path))
    }
}

fn scalar(
    text: &str,
    mut place: Range<usize>,
    (said, style): (&str, ScalarStyle),
    path: Vec<Step>,
    (is_key, in_flow): (bool, bool),
) -> Scalar {
    // A name for other places, and a tag, stand before it.
    while text[place.clone()].starts_with(['&', '!']) {
        let Some(end) = text[place.clone()].find(char::is_whitespace) else { break };
        let rest = text[place.start + end..place.end].trim_start();
        place.start = place.end - rest.len();
    }
    let written = &text[place.clone()];
    // The parser takes a comment behind a closing quotation mark for a part of the value.
    let length = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted_length(written),
        _ => written.trim_end().len(),
    };
    place.end = place.start + length;
    let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
    let is_simple = !is_block && !place.is_empty() && !text[place.clone()].contains('\n');
    Scalar { path, is_key, place, text: said.to_owned(), in_flow, is_simple }
}

/// Up to where a value in quotation marks goes that a text begins with.
fn quoted_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let Some(quote) = bytes.first() else { return 0 };
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        let is_escaped = match quote {
            b'"' => *byte == b'\\',
            _ => *byte == b'\'' && bytes.get(at + 1) == Some(&b'\''),
        };
        match is_escaped {
            true => at += 2,
            false if byte == quote => return at + 1,
            false => at += 1,
        }
    }
    text.len()
}

impl Scalar {
    /// Another text in its place; none where it is written over several lines.
    pub fn replaced(&self, text: &str) -> Option<Replacement> {
        // What might be a number is one as a key.
        let is_word = !self.is_key || text.starts_with(char::is_alphabetic);
        let written =
            if is_word { write::scalar(text, self.in_flow || self.is_key) } else { write::quoted(text) };
        self.is_simple.then(|| Replacement::new(self.place.clone(), written))
    }
}

/// The spaces that put a line below what begins at a byte.
pub fn below(text: &str, at: usize) -> String {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    " ".repeat(text[line..at].trim_start_matches('\u{feff}').chars().count())
}

/// One more name in the list at a path of a text: in its brackets, in a line of its own, or beside the one name that stands
/// there without a list. None when there is nothing at the path, or it is written in another way.
pub fn added(text: &str, places: &Places, path: &[Step], names: &[&str]) -> Option<Replacement> {
    if let Some(list) = places.list(path) {
        let items: Vec<&Scalar> = places
            .below(path)
            .filter(|scalar| scalar.path.len() == path.len() + 1 && !scalar.is_key)
            .collect();
        return match (&list.brackets, items.last()) {
            (Some(_), Some(last)) => {
                let end = last.place.end;
                let more: String =
                    names.iter().map(|name| format!(", {}", write::scalar(name, true))).collect();
                Some(Replacement::new(end..end, more))
            }
            // Items that are no texts, a mapping or another's name, are not lost.
            (Some(brackets), None) if is_empty(&text[brackets.clone()]) => {
                Some(Replacement::new(brackets.clone(), write::list(names)))
            }
            (None, Some(last)) if last.is_simple => {
                let line = text[..last.place.start].rfind('\n').map_or(0, |end| end + 1);
                let mark = &text[line..last.place.start];
                if mark.trim() != "-" {
                    return None;
                }
                let end = text[last.place.end..].find('\n').map_or(text.len(), |end| last.place.end + end);
                let end = if text[..end].ends_with('\r') { end - 1 } else { end };
                let more: String =
                    names.iter().map(|name| format!("\n{mark}{}", write::scalar(name, false))).collect();
                Some(Replacement::new(end..end, more))
            }
            _ => None,
        };
    }
    let one = match places.value(path) {
        Some(one) if one.place.is_empty() => return valued(text, places.key(path)?, names),
        one => one.filter(|one| one.is_simple)?,
    };
    let all: Vec<&str> = std::iter::once(&*one.text).chain(names.iter().copied()).collect();
    Some(Replacement::new(one.place.clone(), write::list(&all)))
}

/// A list behind a key that has nothing behind it.
fn valued(text: &str, key: &Scalar, names: &[&str]) -> Option<Replacement> {
    let colon = key.place.end + text[key.place.end..].find(':')?;
    text[key.place.end..colon].trim().is_empty().then(|| {
        let after = colon + 1;
        Replacement::new(after..after, format!(" {}", write::list(names)))
    })
}

/// Whether nothing stands between the brackets of a list.
fn is_empty(list: &str) -> bool {
    let inside = list.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
    inside.is_some_and(|inside| inside.trim().is_empty())
}

/// An item taken out of its list; none where that would leave something else than a list.
pub fn without(text: &str, places: &Places, item: &Scalar) -> Option<Replacement> {
    let (Step::Item(_), list) = item.path.split_last()? else { return None };
    let brackets = &places.list(list)?.brackets;
    let items: Vec<&Scalar> =
        places.below(list).filter(|other| other.path.len() == item.path.len()).collect();
    let number = items.iter().position(|other| other.place == item.place)?;
    let (before, after) = (number.checked_sub(1).map(|before| items[before]), items.get(number + 1));
    match (brackets, before, after) {
        (_, None, None) => None,
        (Some(_), Some(before), _) => Some(Replacement::new(before.place.end..item.place.end, "")),
        (Some(_), None, Some(after)) => Some(Replacement::new(item.place.start..after.place.start, "")),
        (None, ..) => {
            let line = text[..item.place.start].rfind('\n').map_or(0, |end| end + 1);
            let end = text[item.place.end..].find('\n').map_or(text.len(), |end| item.place.end + end + 1);
            (text[line..item.place.start].trim() == "-").then(|| Replacement::new(line..end, ""))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::apply;

    fn key(name: &str) -> Step {
        Step::Key(name.to_owned())
    }

    #[test]
    fn texts_are_found_where_they_stand() {
        let text = "titel: Ü\ntags: [&a 'One', Two words]\nsources:\n- name: \"A: b\" # x\n  url: &u https://x.example/\n- 'It''s' # y\nlong: |\n  x\n";
        let places = Places::of(text).expect("YAML");
        let written = |path: &[Step]| places.value(path).map(|scalar| &text[scalar.place.clone()]);
        assert_eq!(written(&[key("tags"), Step::Item(0)]), Some("'One'"));
        assert_eq!(written(&[key("tags"), Step::Item(1)]), Some("Two words"));
        assert_eq!(written(&[key("sources"), Step::Item(0), key("name")]), Some("\"A: b\""));
        assert_eq!(written(&[key("sources"), Step::Item(0), key("url")]), Some("https://x.example/"));
        assert_eq!(written(&[key("sources"), Step::Item(1)]), Some("'It''s'"));
        assert!(places.value(&[key("long")]).is_some_and(|scalar| !scalar.is_simple));
        assert!(places.key(&[key("sources"), Step::Item(0), key("name")]).is_some());
    }

    #[test]
    fn a_name_more_is_written_as_the_list_is() {
        for (before, after) in [
            ("a: [x, 'y, z']\n", "a: [x, 'y, z', N, \"O, p\"]\n"),
            ("a: []\n", "a: [N, \"O, p\"]\n"),
            ("a: x # one\n", "a: [x, N, \"O, p\"] # one\n"),
            ("a:\n  - x # one\n  - y\nb: 1\n", "a:\n  - x # one\n  - y\n  - N\n  - O, p\nb: 1\n"),
            ("a:\r\n- x\r\nb: 1\r\n", "a:\r\n- x\r\n- N\r\n- O, p\r\nb: 1\r\n"),
            ("{a: [x], b: 1}\n", "{a: [x, N, \"O, p\"], b: 1}\n"),
            ("a:\nb: 1\n", "a: [N, \"O, p\"]\nb: 1\n"),
            ("b: 1\na: # none yet\n", "b: 1\na: [N, \"O, p\"] # none yet\n"),
            ("a:\r\nb: 1\r\n", "a: [N, \"O, p\"]\r\nb: 1\r\n"),
        ] {
            let places = Places::of(before).expect("YAML");
            let change = added(before, &places, &[key("a")], &["N", "O, p"]).expect("a list");
            assert_eq!(apply(before, &[change]).as_deref(), Ok(after));
        }
    }

    #[test]
    fn what_is_no_text_in_a_list_is_not_replaced() {
        for text in ["b: &b x\na: [*b]\n", "a: [{x: y}]\n", "a: [[x]]\n", "a: [ # none\n  ]\n"] {
            let places = Places::of(text).expect("YAML");
            assert_eq!(added(text, &places, &[key("a")], &["N"]), None, "{text}");
        }
        let text = "a: [ \n  ]\n";
        let places = Places::of(text).expect("YAML");
        let change = added(text, &places, &[key("a")], &["N"]).expect("an empty list");
        assert_eq!(apply(text, &[change]).as_deref(), Ok("a: [N]\n"));
    }

    #[test]
    fn an_item_goes_with_its_comma_or_its_line() {
        for (before, after) in [
            ("a: [x, y, z]\n", "a: [x, z]\n"),
            ("a: [y, 'z']\n", "a: ['z']\n"),
            ("a:\n  - x\n  - y # two\nb: 1\n", "a:\n  - x\nb: 1\n"),
        ] {
            let places = Places::of(before).expect("YAML");
            let item = places.scalars.iter().find(|scalar| scalar.text == "y").expect("an item");
            let change = without(before, &places, item).expect("a list");
            assert_eq!(apply(before, &[change]).as_deref(), Ok(after));
        }
        let places = Places::of("a: [y]\n").expect("YAML");
        assert_eq!(without("a: [y]\n", &places, &places.scalars[1]), None);
    }
}
