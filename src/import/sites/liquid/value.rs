//! Expressions of Liquid: names, literals, filters, comparisons. What cannot be known here is [`Unknown`].

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use crate::content::Slug;

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
pub(super) fn is_true(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn of_number(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 { (number as i64).into() } else { number.into() }
}

fn apply(name: &str, value: Value, arguments: &[Value], names: &Names<'_>) -> Result<Value, Unknown> {
    let text = || shown(&value);
    let argument = |at: usize| arguments.get(at).map(shown).unwrap_or_default();
    let calculate = |f: fn(f64, f64) -> f64| {
        let pair = number(&value).zip(arguments.first().and_then(number));
        pair.map(|(one, two)| of_number(f(one, two))).ok_or(Unknown)
    };
    let site = |key: &str| {
        let root = names.roots.iter().find(|(name, ..)| *name == "site");
        root.and_then(|(_, site, _)| site.get(key)).map(shown).unwrap_or_default()
    };
    let list = || match &value {
        Value::Sequence(items) => items.clone(),
        Value::Null => Vec::new(),
        value => vec![value.clone()],
    };
    Ok(match name {
        "append" => format!("{}{}", text(), argument(0)).into(),
        "prepend" => format!("{}{}", argument(0), text()).into(),
        "replace" if !argument(0).is_empty() => {
            let (text, old, new) = (text(), argument(0), argument(1));
            let made = text.len().saturating_add(text.matches(&*old).count().saturating_mul(new.len()));
            if made > MOST_OF_VALUE {
                return Err(Unknown);
            }
            text.replace(&old, &new).into()
        }
        "replace_first" => text().replacen(&argument(0), &argument(1), 1).into(),
        "remove" if !argument(0).is_empty() => text().replace(&argument(0), "").into(),
        "remove_first" => text().replacen(&argument(0), "", 1).into(),
        "strip" => text().trim().into(),
        "lstrip" => text().trim_start().into(),
        "rstrip" => text().trim_end().into(),
        "upcase" => text().to_uppercase().into(),
        "downcase" => text().to_lowercase().into(),
        "capitalize" => {
            let text = text();
            let mut letters = text.chars();
            letters
                .next()
                .map(|first| first.to_uppercase().chain(letters).collect::<String>())
                .unwrap_or_default()
                .into()
        }
        "split" => {
            let by = argument(0);
            let text = text();
            let count = if by.is_empty() { text.len() } else { text.matches(&*by).count() };
            if count > MOST_OF_VALUE / 16 {
                return Err(Unknown);
            }
            let items: Vec<Value> = match &*by {
                "" => text.chars().map(|c| c.to_string().into()).collect(),
                by => text.split(by).map(Into::into).collect(),
            };
            Value::Sequence(items)
        }
        "join" => {
            let by = arguments.first().map_or_else(|| " ".to_owned(), shown);
            if list().len().saturating_mul(by.len()) > MOST_OF_VALUE {
                return Err(Unknown);
            }
            list().iter().map(shown).collect::<Vec<_>>().join(&by).into()
        }
        "first" => list().first().cloned().unwrap_or(Value::Null),
        "last" => list().last().cloned().unwrap_or(Value::Null),
        "size" => match &value {
            Value::Sequence(items) => (items.len() as u64).into(),
            Value::Mapping(mapping) => (mapping.len() as u64).into(),
            value => (shown(value).chars().count() as u64).into(),
        },
        "reverse" => Value::Sequence(list().into_iter().rev().collect()),
        "sort" | "sort_natural" if arguments.is_empty() => {
            let mut items = list();
            items.sort_by_cached_key(shown);
            Value::Sequence(items)
        }
        "sort" | "sort_natural" => {
            let mut items = list();
            let key = argument(0);
            items.sort_by_cached_key(|item| shown(&part(item, &key)).to_lowercase());
            Value::Sequence(items)
        }
        "map" => {
            let key = argument(0);
            list().iter().map(|item| part(item, &key)).collect::<Vec<_>>().into()
        }
        "where" if arguments.len() == 2 => {
            let (key, wanted) = (argument(0), argument(1));
            let is = |item: &Value| shown(&part(item, &key)) == wanted;
            list().into_iter().filter(is).collect::<Vec<_>>().into()
        }
        "group_by" => {
            let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
            let mut places = BTreeMap::new();
            let key = argument(0);
            for item in list() {
                let name = shown(&part(&item, &key));
                let at = *places.entry(name.clone()).or_insert_with(|| {
                    groups.push((name, Vec::new()));
                    groups.len() - 1
                });
                groups[at].1.push(item);
            }
            let group = |(name, items): (String, Vec<Value>)| {
                let mut mapping = Mapping::new();
                mapping.insert("name".into(), name.into());
                mapping.insert("size".into(), (items.len() as u64).into());
                mapping.insert("items".into(), items.into());
                Value::Mapping(mapping)
            };
            groups.into_iter().map(group).collect::<Vec<_>>().into()
        }
        "concat" => {
            let more = arguments.first().and_then(Value::as_sequence).cloned().unwrap_or_default();
            list().into_iter().chain(more).collect::<Vec<_>>().into()
        }
        "slice" => {
            let letters: Vec<char> = text().chars().collect();
            let number = |at: usize| arguments.get(at).and_then(number).map(|number| number as i64);
            let count = letters.len() as i64;
            let start = number(0).unwrap_or(0);
            let start = if start < 0 { (count + start).max(0) } else { start.min(count) };
            let end = start.saturating_add(number(1).unwrap_or(1).max(0)).min(count);
            letters[start as usize..end as usize].iter().collect::<String>().into()
        }
        "date" => dated(&value, &argument(0)).ok_or(Unknown)?,
        "date_to_xmlschema" => dated(&value, "%Y-%m-%dT%H:%M:%S%:z").ok_or(Unknown)?,
        "date_to_string" => dated(&value, "%d %b %Y").ok_or(Unknown)?,
        "date_to_long_string" => dated(&value, "%d %B %Y").ok_or(Unknown)?,
        "uniq" => {
            let mut seen = std::collections::BTreeSet::new();
            Value::Sequence(list().into_iter().filter(|item| seen.insert(shown(item))).collect())
        }
        "compact" => Value::Sequence(list().into_iter().filter(|item| !item.is_null()).collect()),
        "default" if !is_true(&value) || value == Value::String(String::new()) => {
            arguments.first().cloned().unwrap_or(Value::Null)
        }
        "default"
        | "escape"
        | "escape_once"
        | "xml_escape"
        | "markdownify"
        | "smartify"
        | "liquify"
        | "normalize_whitespace"
        | "safe" => value,
        "strip_newlines" => text().replace('\n', "").into(),
        "newline_to_br" => text().replace('\n', "<br>\n").into(),
        "strip_html" => super::super::plain::without_tags(&text()).into(),
        "slugify" => Slug::new(&text()).map(|slug| slug.to_string()).unwrap_or_default().into(),
        "relative_url" => super::super::permalinks::tidy(&format!("{}/{}", site("baseurl"), text())).into(),
        "absolute_url" => format!(
            "{}{}",
            site("url").trim_end_matches('/'),
            super::super::permalinks::tidy(&format!("{}/{}", site("baseurl"), text()))
        )
        .into(),
        "plus" => calculate(|one, two| one + two)?,
        "minus" => calculate(|one, two| one - two)?,
        "times" => calculate(|one, two| one * two)?,
        "truncate" => {
            let most = arguments.first().and_then(number).unwrap_or(50.0) as usize;
            let text = text();
            match text.chars().count() > most {
                true => {
                    format!("{}...", text.chars().take(most.saturating_sub(3)).collect::<String>()).into()
                }
                false => text.into(),
            }
        }
        _ => return Err(Unknown),
    })
}

/// What a key of a mapping holds; of nested ones with dots between them.
fn part(item: &Value, path: &str) -> Value {
    let mut value = item;
    for key in path.split('.') {
        match value.get(key) {
            Some(inner) => value = inner,
            None => return Value::Null,
        }
    }
    value.clone()
}

/// A moment (a text, or seconds since 1970) in the form of `strftime`; none of what only the moment of the build knows.
fn dated(value: &Value, form: &str) -> Option<Value> {
    let known = |c: char| "aAbBcdDeFHIjklmMnpPrRsSTuUwxXyYzZ:%-^".contains(c);
    let is_known = form.split('%').skip(1).all(|rest| rest.is_empty() || rest.starts_with(known));
    if !is_known || form.len() > 200 {
        return None;
    }
    let moment = match value {
        Value::Number(seconds) => seconds.as_f64()? as i64,
        value => {
            let text = shown(value);
            match text.trim().parse::<i64>() {
                Ok(seconds) if text.trim().len() > 8 => seconds,
                _ => crate::content::Date::parse(&text, chrono_tz::UTC).ok()?.0.timestamp,
            }
        }
    };
    let moment = chrono::DateTime::from_timestamp(moment, 0)?;
    let mut out = String::new();
    std::fmt::Write::write_fmt(&mut out, format_args!("{}", moment.format(&form.replace("%^", "%")))).ok()?;
    Some(out.into())
}

/// Whether a condition holds: comparisons, with `and` and `or` between them, which Liquid reads from the right.
pub(super) fn holds(text: &str, names: &Names<'_>) -> Result<bool, Unknown> {
    names.spend(text.len());
    // Each word between conditions is a call within a call.
    if text.len() > MOST_OF_EXPRESSION {
        return Err(Unknown);
    }
    for word in [" and ", " or "] {
        if let Some(at) = outside_quotes(text, word) {
            let other = text.find(if word == " and " { " or " } else { " and " });
            if other.is_some_and(|other| other < at) {
                continue;
            }
            let (one, two) = (holds(&text[..at], names), holds(&text[at + word.len()..], names));
            return match (word, one, two) {
                (" and ", Ok(false), _) | (" and ", _, Ok(false)) => Ok(false),
                (" or ", Ok(true), _) | (" or ", _, Ok(true)) => Ok(true),
                (_, one, two) => match word {
                    " and " => Ok(one? && two?),
                    _ => Ok(one? || two?),
                },
            };
        }
    }
    for sign in ["==", "!=", "<>", ">=", "<=", ">", "<", " contains "] {
        let Some(at) = outside_quotes(text, sign) else { continue };
        let (one, two) = (evaluate(&text[..at], names)?, evaluate(&text[at + sign.len()..], names)?);
        let order = || match (number(&one), number(&two)) {
            (Some(one), Some(two)) => one.partial_cmp(&two),
            _ => Some(shown(&one).cmp(&shown(&two))),
        };
        let is_same = || match (&one, &two) {
            // `empty` and nothing.
            (Value::Null, Value::String(text)) | (Value::String(text), Value::Null) => text.is_empty(),
            (Value::Sequence(items), Value::String(text)) if text.is_empty() => items.is_empty(),
            (one, two) => one == two,
        };
        use std::cmp::Ordering::{Equal, Greater, Less};
        return Ok(match sign {
            "==" => is_same(),
            "!=" | "<>" => !is_same(),
            ">" => order() == Some(Greater),
            "<" => order() == Some(Less),
            ">=" => matches!(order(), Some(Greater | Equal)),
            "<=" => matches!(order(), Some(Less | Equal)),
            _ => match &one {
                Value::Sequence(items) => {
                    let two = shown(&two);
                    items.iter().any(|item| shown(item) == two)
                }
                one => shown(one).contains(&shown(&two)),
            },
        });
    }
    evaluate(text, names).map(|value| is_true(&value))
}

/// Where a sign stands outside of quotation marks.
fn outside_quotes(text: &str, sign: &str) -> Option<usize> {
    let (mut is_double, mut is_single) = (false, false);
    let mut bytes = text.bytes().enumerate();
    bytes.find_map(|(at, byte)| {
        if !is_double && !is_single && text.as_bytes()[at..].starts_with(sign.as_bytes()) {
            return Some(at);
        }
        is_double ^= byte == b'"';
        is_single ^= byte == b'\'';
        None
    })
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
            "large | append: large",
            "large | prepend: large",
            "large | replace: 'a', large",
            "large | split: ''",
            "large | split: 'a'",
            "list | join: large",
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
