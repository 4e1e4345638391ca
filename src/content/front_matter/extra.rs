//! A site's own values: YAML that newsprint hands on without looking into it.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};
use serde_yaml::value::{Tag, TaggedValue};
use serde_yaml::{Mapping, Value};

/// `extra:`, as YAML; nothing when there is none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "Option<Vec<(Stored, Stored)>>", try_from = "Option<Vec<(Stored, Stored)>>")]
pub struct Extra(pub Option<Box<Mapping>>);

impl Hash for Extra {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Mappings are compared without regard to order, but templates print them in order.
        self.0.as_deref().map(|m| m.iter().collect::<Vec<_>>()).hash(state);
    }
}

/// A YAML value for formats that do not say of themselves what comes next, which is all that YAML's own
/// implementation can read.
#[derive(Clone, Serialize, Deserialize)]
enum Stored {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(String),
    List(Vec<Stored>),
    /// In order.
    Mapping(Vec<(Stored, Stored)>),
    Tagged(String, Box<Stored>),
}

impl From<Extra> for Option<Vec<(Stored, Stored)>> {
    fn from(extra: Extra) -> Self {
        extra.0.map(|mapping| entries(*mapping))
    }
}

impl TryFrom<Option<Vec<(Stored, Stored)>>> for Extra {
    type Error = &'static str;

    fn try_from(stored: Option<Vec<(Stored, Stored)>>) -> Result<Self, Self::Error> {
        stored.map(|entries| mapping(entries).map(Box::new)).transpose().map(Self)
    }
}

fn entries(mapping: Mapping) -> Vec<(Stored, Stored)> {
    mapping.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}

fn mapping(entries: Vec<(Stored, Stored)>) -> Result<Mapping, &'static str> {
    entries.into_iter().map(|(key, value)| Ok((key.try_into()?, value.try_into()?))).collect()
}

impl From<Value> for Stored {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => Self::Unsigned(number),
                (None, Some(number)) => Self::Signed(number),
                (None, None) => Self::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => Self::Text(text),
            Value::Sequence(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Mapping(mapping) => Self::Mapping(entries(mapping)),
            Value::Tagged(tagged) => Self::Tagged(tagged.tag.to_string(), Box::new(tagged.value.into())),
        }
    }
}

impl TryFrom<Stored> for Value {
    type Error = &'static str;

    fn try_from(stored: Stored) -> Result<Self, Self::Error> {
        Ok(match stored {
            Stored::Null => Self::Null,
            Stored::Bool(value) => value.into(),
            Stored::Unsigned(number) => number.into(),
            Stored::Signed(number) => number.into(),
            Stored::Float(number) => number.into(),
            Stored::Text(text) => Self::String(text),
            Stored::List(items) => {
                Self::Sequence(items.into_iter().map(Self::try_from).collect::<Result<_, _>>()?)
            }
            Stored::Mapping(entries) => Self::Mapping(mapping(entries)?),
            // The YAML library panics at an empty tag.
            Stored::Tagged(tag, _) if tag.is_empty() => return Err("a YAML tag without a name"),
            Stored::Tagged(tag, value) => {
                Self::Tagged(Box::new(TaggedValue { tag: Tag::new(tag), value: (*value).try_into()? }))
            }
        })
    }
}
