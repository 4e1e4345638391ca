//! Expressions of Liquid: names, literals, filters, comparisons. What cannot be known here is [`Unknown`].

mod conditions;
mod filters;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

pub(super) use self::conditions::holds;
use self::filters::apply;

/// It stands for something that only the generator knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unknown;

/// The longest expression that is read, in bytes.
pub(super) const MOST_OF_EXPRESSION: usize = 4 << 10;
/// The largest value that is made, in bytes: a text that doubles itself is unknown before it fills the memory.
pub(super) const MOST_OF_VALUE: usize = 1 << 20;

/// Names and their values; those that were assigned something unknown have none.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    pub(super) assigned: BTreeMap<String, Option<Value>>,
    pub(super) roots: Vec<(&'static str, &'a Mapping, &'static [&'static str])>,
    /// Bytes that were read and made so far.
    pub(super) spent: Cell<usize>,
}

impl Names<'_> {
    /// Counts work.
    pub(super) fn spend(&self, bytes: usize) {
        self.spent.set(self.spent.get().saturating_add(bytes));
    }
}

/// How many bytes a value holds, about.
fn size(value: &Value) -> usize {
    const OF_ITEM: usize = 16;
    match value {
        Value::String(text) => OF_ITEM + text.len(),
        Value::Sequence(items) => OF_ITEM + items.iter().map(size).sum::<usize>(),
        Value::Mapping(mapping) => {
            OF_ITEM + mapping.iter().map(|(key, value)| size(key) + size(value)).sum::<usize>()
        }
        _ => OF_ITEM,
    }
}

/// The value of an expression with filters.
pub(super) fn evaluate(text: &str, names: &Names<'_>) -> Result<Value, Unknown> {
    names.spend(text.len());
    if text.len() > MOST_OF_EXPRESSION {
        return Err(Unknown);
    }
    let mut parts = split(text, '|').into_iter();
    let mut value = operand(parts.next().unwrap_or(""), names)?;
    names.spend(size(&value));
    for filter in parts {
        let (name, arguments) = filter.split_once(':').unwrap_or((filter, ""));
        let arguments = split(arguments, ',').into_iter().filter(|argument| !argument.trim().is_empty());
        let arguments: Vec<Value> =
            arguments.map(|argument| operand(argument, names)).collect::<Result<_, _>>()?;
        names.spend(arguments.iter().map(size).sum());
        value = apply(name.trim(), value, &arguments, names)?;
        let made = size(&value);
        names.spend(made);
        if made > MOST_OF_VALUE {
            return Err(Unknown);
        }
    }
    Ok(value)
}

/// A text cut where a character stands outside of quotation marks.
pub(super) fn split(text: &str, at: char) -> Vec<&str> {
    let mut quote = None;
    text.split(|c: char| {
        match quote {
            None if c == '"' || c == '\'' => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        quote.is_none() && c == at
    })
    .collect()
}

/// A literal, or what a name stands for.
fn operand(text: &str, names: &Names<'_>) -> Result<Value, Unknown> {
    let text = text.trim();
    for quote in ['"', '\''] {
        let inner = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        if let Some(inner) = inner.filter(|inner| !inner.contains(quote)) {
            return Ok(inner.into());
        }
    }
    match text {
        "true" => return Ok(true.into()),
        "false" => return Ok(false.into()),
        "" | "nil" | "null" => return Ok(Value::Null),
        "empty" | "blank" => return Ok("".into()),
        _ => {}
    }
    if let Ok(number) = text.parse::<i64>() {
        return Ok(number.into());
    }
    if let Ok(number) = text.parse::<f64>() {
        return Ok(number.into());
    }
    lookup(text, names)
}

fn lookup(path: &str, names: &Names<'_>) -> Result<Value, Unknown> {
    let is_name =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '"' | '\'' | '?');
    if !path.chars().all(is_name) {
        return Err(Unknown);
    }
    let mut parts = path.split(['.', '[']).map(|part| part.trim_end_matches(']'));
    let first = parts.next().unwrap_or("");
    let mut value = match names.assigned.get(first) {
        Some(value) => Cow::Borrowed(value.as_ref().ok_or(Unknown)?),
        None => {
            let (_, mapping, special) =
                names.roots.iter().find(|(name, ..)| *name == first).ok_or(Unknown)?;
            let Some(key) = parts.find(|part| !part.is_empty()) else {
                return Ok(Value::Mapping((*mapping).clone()));
            };
            match mapping.get(key.trim_matches(['"', '\''])) {
                Some(value) => Cow::Borrowed(value),
                None if special.contains(&key) => return Err(Unknown),
                None => return Ok(Value::Null),
            }
        }
    };
    for part in parts.filter(|part| !part.is_empty()) {
        let key = match part.trim_matches(['"', '\'']) {
            plain if plain.len() < part.len() => plain.to_owned(),
            _ if path.contains(&format!("[{part}]")) && part.parse::<usize>().is_err() => {
                shown(&lookup(part, names)?)
            }
            plain => plain.to_owned(),
        };
        // All of these are borrowed: only what was counted is not, and that has no parts.
        let Cow::Borrowed(whole) = value else { return Ok(Value::Null) };
        let part = match (whole, &*key) {
            (Value::Mapping(mapping), key) => mapping.get(key).map(Cow::Borrowed),
            (Value::Sequence(items), "size") => Some(Cow::Owned((items.len() as u64).into())),
            (Value::Sequence(items), "first") => items.first().map(Cow::Borrowed),
            (Value::Sequence(items), "last") => items.last().map(Cow::Borrowed),
            (Value::Sequence(items), key) => {
                key.parse::<usize>().ok().and_then(|at| items.get(at)).map(Cow::Borrowed)
            }
            (Value::String(text), "size") => Some(Cow::Owned((text.chars().count() as u64).into())),
            _ => None,
        };
        match part {
            Some(part) => value = part,
            None => return Ok(Value::Null),
        }
    }
    Ok(value.into_owned())
}

/// As it is printed.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Sequence(items) => items.iter().map(shown).collect(),
        _ => String::new(),
    }
}

/// Only nothing and `false` are not.
fn is_true(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        let site: Mapping = serde_yaml::from_str("{url: 'https://x.example', list: [b, a], n: 3}").unwrap();
        let page = Mapping::new();
        let names = Names {
            assigned: BTreeMap::from([("v".to_owned(), Some("a,b".into())), ("u".to_owned(), None)]),
            roots: vec![("site", &site, &["posts"]), ("page", &page, &[])],
            ..Names::default()
        };
        for (text, value) in [
            ("'x' | append: '-y' | upcase", "X-Y"),
            ("v | split: ',' | last", "b"),
            ("site.list | sort | join: ', '", "a, b"),
            ("site.list[0]", "b"),
            ("site.n | plus: 1", "4"),
            ("page.nothing", ""),
            ("page.nothing | default: 'd'", "d"),
            ("'/a' | absolute_url", "https://x.example/a"),
            ("\"a|b\" | size", "3"),
            ("'2020-02-03 10:00' | date: '%s' | plus: 86400 | date: '%-d %B %Y'", "4 February 2020"),
            ("'0000' | append: 17 | slice: -4, 4", "0017"),
            ("'abc' | slice: 1, 9223372036854775807", "bc"),
            ("'abc' | slice: -9223372036854775808, 2", "ab"),
            ("'abc' | truncate: 1e400", "abc"),
            ("site.list.size", "2"),
            ("site.list.size.more", ""),
        ] {
            assert_eq!(evaluate(text, &names).map(|value| shown(&value)), Ok(value.to_owned()), "{text}");
        }
        for text in ["site.posts", "u", "other", "v | date: '%Y'", "'now' | date: '%s'", "a b"] {
            assert_eq!(evaluate(text, &names), Err(Unknown), "{text}");
        }
        for (text, is) in [
            ("v == 'a,b' and site.n > 2", Ok(true)),
            ("page.x or site.n", Ok(true)),
            ("site.list contains 'a'", Ok(true)),
            ("u and page.x", Ok(false)),
            ("u or page.x", Err(Unknown)),
            ("site.n != 3", Ok(false)),
        ] {
            assert_eq!(holds(text, &names), is, "{text}");
        }
    }

    #[test]
    fn what_is_too_large_is_unknown() {
        let names = Names {
            assigned: BTreeMap::from([
                ("large".to_owned(), Some("a".repeat(MOST_OF_VALUE / 2).into())),
                ("list".to_owned(), Some(vec![Value::from("a"); 3000].into())),
            ]),
            ..Names::default()
        };
        for text in [
            "large | append: large", "large | prepend: large", "large | replace: 'a', large",
            "large | split: ''", "large | split: 'a'", "list | join: large",
            "large | split: ',' | concat: list | join: large",
        ] {
            assert_eq!(evaluate(text, &names), Err(Unknown), "{text}");
        }
        let double = "| concat: list ".repeat(30);
        assert_eq!(evaluate(&format!("list {double}"), &names), Err(Unknown));
        assert_eq!(holds(&" and a".repeat(20_000), &names), Err(Unknown));
        assert_eq!(holds(&format!("'{}'", " and ".repeat(700)), &names), Ok(true));
        assert!(evaluate("large", &names).is_ok());
        // Nothing here is a number that can be counted with.
        for text in ["1 | times: 1e308 | times: 1e308", "'x' | plus: 1", "9e18 | plus: 9e18", "1 | modulo: 0"]
        {
            let _ = evaluate(text, &names);
        }
    }
}
