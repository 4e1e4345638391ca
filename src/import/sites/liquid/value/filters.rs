//! Filters: `value | name: argument, argument`.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use super::{MOST_OF_VALUE, Names, Unknown, is_true, number, shown};
use crate::content::Slug;
use crate::import::sites::permalinks::tidy;
use crate::import::sites::plain::without_tags;

pub(super) fn apply(
    name: &str,
    value: Value,
    arguments: &[Value],
    names: &Names<'_>,
) -> Result<Value, Unknown> {
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
        "strip_html" => without_tags(&text()).into(),
        "slugify" => Slug::new(&text()).map(|slug| slug.to_string()).unwrap_or_default().into(),
        "relative_url" | "absolute_url" if text().contains("://") => value,
        "relative_url" => tidy(&format!("{}/{}", site("baseurl"), text())).into(),
        "absolute_url" => format!(
            "{}{}",
            site("url").trim_end_matches('/'),
            tidy(&format!("{}/{}", site("baseurl"), text()))
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

fn of_number(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 { (number as i64).into() } else { number.into() }
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
