//! Control flow: what of `if`, `unless`, `case` and `for` shows.

use serde_yaml::{Mapping, Value};

use super::parse::{Node, Tag};
use super::value::{MOST_OF_EXPRESSION, Unknown, evaluate, holds, shown, split};
use super::{Flow, Renderer};

impl Renderer<'_> {
    pub(super) fn choice(&mut self, parts: &[(Tag<'_>, Vec<Node<'_>>)], end: &Tag<'_>) {
        let of_case = match parts[0].0.name {
            "case" => Some(evaluate(parts[0].0.rest, &self.names)),
            _ => None,
        };
        for (number, (tag, children)) in parts.iter().enumerate() {
            let condition = match (tag.name, &of_case) {
                ("else", _) => Ok(true),
                ("case", _) => continue,
                ("when", Some(Ok(value))) if tag.rest.len() <= MOST_OF_EXPRESSION => {
                    let words: Vec<&str> =
                        split(tag.rest, ',').into_iter().flat_map(|part| part.split(" or ")).collect();
                    let value = shown(value);
                    let is = |word: &&str| evaluate(word, &self.names).map(|one| shown(&one) == value);
                    words.iter().map(is).find(|is| *is != Ok(false)).unwrap_or(Ok(false))
                }
                ("when", _) => Err(Unknown),
                ("unless", _) => holds(tag.rest, &self.names).map(|holds| !holds),
                _ => holds(tag.rest, &self.names),
            };
            match condition {
                Ok(true) => return self.nodes(children),
                Ok(false) => {}
                // All that may show stays.
                Err(Unknown) => return self.as_written(&parts[number..], end),
            }
        }
    }

    pub(super) fn repeat(&mut self, parts: &[(Tag<'_>, Vec<Node<'_>>)], end: &Tag<'_>) {
        let (tag, children) = &parts[0];
        let Some((name, rest)) = tag.rest.split_once(" in ") else { return self.as_written(parts, end) };
        let (expression, options) = match rest.trim().strip_prefix('(') {
            Some(range) => range.split_once(')').unwrap_or((range, "")),
            None => rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), "")),
        };
        let items = match expression.split_once("..") {
            Some((from, to)) => {
                let bound = |text| evaluate(text, &self.names).ok().and_then(|value| value.as_i64());
                bound(from)
                    .zip(bound(to))
                    .map(|(from, to)| (from..=to).take(10_000).map(Value::from).collect::<Vec<_>>())
            }
            None => match evaluate(expression, &self.names) {
                Ok(Value::Sequence(items)) => Some(items),
                Ok(Value::Null) => Some(Vec::new()),
                Ok(Value::Mapping(mapping)) => {
                    Some(mapping.into_iter().map(|(key, value)| Value::Sequence(vec![key, value])).collect())
                }
                Ok(value) => Some(vec![value]),
                Err(Unknown) => None,
            },
        };
        let Some(mut items) = items else { return self.as_written(parts, end) };
        for option in options.split_whitespace() {
            let count = option.split_once(':').and_then(|(_, count)| count.parse::<usize>().ok());
            match (option.split(':').next().unwrap_or(""), count) {
                ("limit", Some(count)) => items.truncate(count),
                ("offset", Some(count)) => drop(items.drain(..count.min(items.len()))),
                ("reversed", _) => items.reverse(),
                _ => {}
            }
        }
        let count = items.len();
        if count == 0 {
            if let Some((_, children)) = parts.iter().find(|(tag, _)| tag.name == "else") {
                self.nodes(children);
            }
            return;
        }
        for (at, item) in items.into_iter().enumerate() {
            self.steps += 1;
            if self.is_exhausted() {
                return;
            }
            let mut forloop = Mapping::new();
            forloop.insert("index".into(), (at as u64 + 1).into());
            forloop.insert("index0".into(), (at as u64).into());
            forloop.insert("first".into(), (at == 0).into());
            forloop.insert("last".into(), (at + 1 == count).into());
            forloop.insert("length".into(), (count as u64).into());
            self.names.assigned.insert("forloop".to_owned(), Some(Value::Mapping(forloop)));
            self.names.assigned.insert(name.trim().to_owned(), Some(item));
            self.nodes(children);
            if self.changes_flow.take() == Some(Flow::Break) {
                break;
            }
        }
    }
}
