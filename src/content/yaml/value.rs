//! A value by the second parser, for what the first one refuses or reads otherwise than it is written: numbers of any
//! size, tabs in a block, the tag `!`, and keys that stand twice, of which the first is read.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use serde_yaml::value::TaggedValue;
use serde_yaml::{Mapping, Number, Value};

use super::{syntax, tree, write};
use crate::diagnostic::{Code, Diagnostic, Span};

/// A list or mapping that is not closed yet.
enum Open {
    List(Vec<Value>, usize, Kind),
    Mapping(Mapping, Option<Value>, usize, Kind),
}

/// The value of a text of which the tree was built, so that its depth and its aliases are within bounds.
///
/// # Errors
/// What is valid YAML and is not read, on purpose: further documents, merge keys.
pub(super) fn read(text: &str, front: bool) -> Result<Value, Diagnostic> {
    let mut parser = Parser::new_from_str(text);
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: BTreeMap<usize, Value> = BTreeMap::new();
    let (mut root, mut documents) = (None, 0);
    while let Some(next) = parser.next_event() {
        let (event, place) =
            next.map_err(|error| syntax::explain(text, tree::at(text, error.marker()), front))?;
        let span = || tree::at(text, &place.start);
        let (value, anchor) = match event {
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    return Err(syntax::documents(span()));
                }
                continue;
            }
            Event::Scalar(scalar, style, anchor, tag) => {
                (resolve(&scalar, style, meaning(tag.as_deref())), anchor)
            }
            Event::Alias(anchor) => match anchors.get(&anchor) {
                Some(value) => (value.clone(), 0),
                None => {
                    let message = "`*name` stands within what it refers to";
                    return Err(Diagnostic::error(Code::YamlSyntax, message)
                        .at(span())
                        .hint("write the value out"));
                }
            },
            Event::SequenceStart(anchor, tag) => {
                open.push(Open::List(Vec::new(), anchor, meaning(tag.as_deref())));
                continue;
            }
            Event::MappingStart(anchor, tag) => {
                open.push(Open::Mapping(Mapping::new(), None, anchor, meaning(tag.as_deref())));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(items, anchor, kind)) => (kind.of(Value::Sequence(items)), anchor),
                Some(Open::Mapping(mapping, _, anchor, kind)) => (kind.of(Value::Mapping(mapping)), anchor),
                None => continue,
            },
            _ => continue,
        };
        if anchor > 0 {
            anchors.insert(anchor, value.clone());
        }
        match open.last_mut() {
            Some(Open::List(items, ..)) => items.push(value),
            Some(Open::Mapping(mapping, key, ..)) => match key.take() {
                None if value.as_str() == Some("<<") => {
                    let hint = "write the keys out where they belong, without `<<:`";
                    return Err(Diagnostic::error(
                        Code::YamlSyntax,
                        "`<<` is not read, which takes keys from elsewhere",
                    )
                    .at(span())
                    .hint(hint));
                }
                None => *key = Some(value),
                Some(key) => {
                    mapping.entry(key).or_insert(value);
                }
            },
            None => root = root.or(Some(value)),
        }
    }
    Ok(root.unwrap_or_default())
}

/// What a tag says of a value.
#[derive(PartialEq, Eq)]
enum Kind {
    Plain,
    Text,
    /// A tag of one's own, which the value keeps: under `extra:` a site may read it.
    Own(String),
}

impl Kind {
    fn of(self, value: Value) -> Value {
        match self {
            Self::Own(tag) => {
                Value::Tagged(Box::new(TaggedValue { tag: serde_yaml::value::Tag::new(tag), value }))
            }
            _ => value,
        }
    }
}

fn meaning(tag: Option<&Tag>) -> Kind {
    match tag {
        None => Kind::Plain,
        Some(tag) if tag.is_yaml_core_schema() => {
            if tag.suffix == "str" {
                Kind::Text
            } else {
                Kind::Plain
            }
        }
        Some(tag) if tag.suffix.is_empty() || tag.suffix == "!" => Kind::Text,
        Some(tag) => Kind::Own(tag.suffix.clone()),
    }
}

/// Says that a value with a tag of one's own cannot be read where text or the like is wanted. `place` is where it begins.
pub(super) fn tagged(text: &str, place: Span) -> Diagnostic {
    let line = text.lines().nth(place.line as usize - 1).unwrap_or("");
    // A parser tells where the value begins: the tag is before it.
    let at = line.find('!').map_or(place, |at| Span {
        column: line[..at].chars().count() as u32 + 1,
        length: 1,
        ..place
    });
    let message = "a value cannot begin with `!`, which names a type to YAML";
    let fault = Diagnostic::error(Code::YamlSyntax, message).at(at);
    match syntax::in_quotes(line) {
        Some(mended) => fault
            .hint(format!("if it is text, write {}", mended.trim()))
            .fix(Span { column: 1, length: line.chars().count() as u32, ..at }, mended),
        None => fault.hint(format!("if it is text, put it in quotes: {}", write::quoted("!"))),
    }
}

/// A scalar by the core schema (YAML 1.2, section 10.3.2). A whole number of more than 64 bits is the text that it was.
fn resolve(scalar: &str, style: ScalarStyle, kind: Kind) -> Value {
    if let Kind::Own(_) = kind {
        return kind.of(resolve(scalar, style, Kind::Plain));
    }
    if style != ScalarStyle::Plain || kind == Kind::Text {
        return scalar.into();
    }
    match scalar {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return true.into(),
        "false" | "False" | "FALSE" => return false.into(),
        _ => {}
    }
    let digits = scalar.trim_start_matches(['+', '-']);
    if !scalar.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) {
        return scalar.into();
    }
    let based = ["0x", "0o", "0b"].iter().any(|base| digits.starts_with(base));
    let whole = !digits.is_empty() && (based || digits.bytes().all(|b| b.is_ascii_digit()));
    match scalar.parse::<Number>() {
        Ok(number)
            if !(whole && number.is_f64())
                && (!whole || number.as_i64().is_some() || number.as_u64().is_some()) =>
        {
            Value::Number(number)
        }
        _ => scalar.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FRONT_MATTER_BYTES, Report};
    use super::*;

    fn read(text: &str) -> Value {
        let report = Report::new(text, 0);
        let value = report.parse(FRONT_MATTER_BYTES);
        let found = report.finish("x").1;
        assert_eq!(found, [], "{text:?}");
        value.expect("a value")
    }

    #[test]
    fn valid_yaml_is_read() {
        for (text, value) in [
            ("a: 123456789012345678901234567890", "'123456789012345678901234567890'"),
            ("a: -99999999999999999999", "'-99999999999999999999'"),
            ("a: 18446744073709551615", "18446744073709551615"),
            ("a: |\n  \tx\n  y\n", "\"\\tx\\ny\\n\""),
            ("a: ! b", "'b'"),
            ("a: ! 12", "'12'"),
            ("a: !!str 12", "'12'"),
            ("a: !!int 12", "12"),
            ("a: &x 1\nb: *x", "1"),
            ("%YAML 1.2\n---\na: 1\n", "1"),
            ("---\na: 1\n...\n", "1"),
            ("a: .inf", ".inf"),
            ("a: 0x1F", "31"),
            ("a: 0o17", "15"),
            ("a: ~", "~"),
            ("a:\r\n  - 1\r\n", "[1]"),
            ("\"a\": 1 # note", "1"),
            ("? a\n: 1", "1"),
            ("a: >-\n  x\n  y\n", "x y"),
            ("a: 2025-05-27T18:30:00Z", "'2025-05-27T18:30:00Z'"),
            ("a: {b: , c: }", "{b: , c: }"),
            ("a: \"\\u263A\"", "☺"),
            ("{a: [1, 2], }", "[1, 2]"),
            // No YAML 1.2 to the parser that knows places; formatters write it.
            ("a: [\n  1,\n  2\n]\nb: 1\n", "[1, 2]"),
            ("a: {\n  b: 1\n}\n", "{b: 1}"),
            ("a: \"x\ny\"\n", "x y"),
            ("a: 'x\n\ny'\nb: 1\n", "\"x\\ny\""),
        ] {
            let wanted: Value = serde_yaml::from_str(value).expect(value);
            assert_eq!(read(text)["a"], wanted, "{text:?}");
        }
    }

    #[test]
    fn what_is_refused_on_purpose_says_so() {
        for (text, message) in [
            ("a: 1\n---\nb: 2\n", "a second file begins within this one"),
            ("x: &x {a: 1}\ny:\n  <<: *x\n", "`<<` is not read, which takes keys from elsewhere"),
        ] {
            let report = Report::new(text, 0);
            assert!(report.parse(FRONT_MATTER_BYTES).is_none(), "{text}");
            assert_eq!(report.finish("x").1[0].message, message);
        }
    }
}
