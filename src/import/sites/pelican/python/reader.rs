//! Values of Python as they are written: texts, numbers, lists, dictionaries, and sums of them.

use std::collections::BTreeMap;

use super::{Change, DEEPEST, Literal};

/// A place in a file, from which values are read.
pub(super) struct Reader<'t, 'v> {
    pub(super) rest: &'t str,
    values: &'v BTreeMap<String, Literal>,
    depth: usize,
}

impl<'t, 'v> Reader<'t, 'v> {
    /// At the beginning of a line.
    pub(super) fn new(rest: &'t str, values: &'v BTreeMap<String, Literal>) -> Self {
        Self { rest, values, depth: 0 }
    }

    pub(super) fn skip_line(&mut self) {
        self.rest = self.rest.find('\n').map_or("", |end| &self.rest[end + 1..]);
    }

    /// White space; within brackets also line breaks and comments.
    fn skip_space(&mut self) {
        loop {
            let is_space = |c: char| matches!(c, ' ' | '\t') || c == '\n' && self.depth > 0;
            self.rest = self.rest.trim_start_matches(is_space);
            if self.rest.starts_with("\\\n") {
                self.rest = &self.rest[2..];
            } else if self.depth > 0 && self.rest.starts_with('#') {
                self.rest = self.rest.find('\n').map_or("", |end| &self.rest[end..]);
            } else {
                return;
            }
        }
    }

    fn eat(&mut self, sign: &str) -> bool {
        self.skip_space();
        let is_there = self.rest.starts_with(sign);
        if is_there {
            self.rest = &self.rest[sign.len()..];
        }
        is_there
    }

    fn name(&mut self) -> &'t str {
        self.skip_space();
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            return "";
        }
        self.rest = rest;
        name
    }

    /// What a line sets, in capitals as settings are; the value follows.
    pub(super) fn target(&mut self) -> Option<(String, Change)> {
        let name = self.name();
        let is_setting = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        if name.is_empty() || !name.chars().all(is_setting) {
            return None;
        }
        let name = name.to_owned();
        if self.eat("[") {
            self.depth += 1;
            let key = self.value();
            let is_closed = self.eat("]");
            self.depth -= 1;
            let is_set = is_closed && self.eat("=") && !self.rest.starts_with('=');
            return Some((name, if is_set { Change::Key(key) } else { Change::Other }));
        }
        if self.eat(".") {
            let change = match self.name() {
                "extend" | "update" => Change::Add,
                "append" => Change::Append,
                _ => Change::Other,
            };
            // A call with one value: the brackets are the value's.
            return Some((name, change));
        }
        if self.eat("+=") {
            return Some((name, Change::Add));
        }
        if self.eat(":") {
            // An annotation.
            let line = self.rest.lines().next().unwrap_or("");
            self.rest = &self.rest[line.find('=')?..];
        }
        let is_set = self.eat("=") && !self.rest.starts_with('=');
        is_set.then_some((name, Change::Set))
    }

    /// A value up to the end of its line.
    pub(super) fn whole(&mut self) -> Literal {
        let value = self.value();
        self.skip_space();
        let is_end = self.rest.is_empty() || self.rest.starts_with(['\n', '#', ';']);
        if is_end { value } else { Literal::Unknown }
    }

    /// Values with `+` between them.
    fn value(&mut self) -> Literal {
        let mut value = self.one();
        while self.eat("+") {
            value = value.and(self.one());
        }
        value
    }

    fn one(&mut self) -> Literal {
        self.skip_space();
        if self.starts_string() {
            let mut text = self.string();
            loop {
                self.skip_space();
                if !self.starts_string() {
                    break;
                }
                text = text.and(self.string());
            }
            return self.unless_used(text);
        }
        let open = self.rest.chars().next().unwrap_or('\n');
        if let '[' | '(' | '{' = open {
            self.rest = &self.rest[1..];
            return match self.depth < DEEPEST {
                true => {
                    let value = self.items(open);
                    self.unless_used(value)
                }
                false => Literal::Unknown,
            };
        }
        let number = self
            .rest
            .find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '.'))
            .unwrap_or(self.rest.len());
        if number > 0 {
            let (number, rest) = self.rest.split_at(number);
            self.rest = rest;
            return Literal::Word(number.to_owned());
        }
        let value = match self.name() {
            "" => return Literal::Unknown,
            name @ ("True" | "False" | "None") => Literal::Word(name.to_owned()),
            "dict" if self.depth < DEEPEST && self.eat("(") => self.arguments(),
            "list" | "tuple" | "set" if self.rest.starts_with('(') => self.one(),
            name => self.values.get(name).cloned().unwrap_or(Literal::Unknown),
        };
        self.unless_used(value)
    }

    /// A value, if nothing is done with it: `value.name`, `value[…]`, `value(…)`, `value % …`.
    fn unless_used(&mut self, value: Literal) -> Literal {
        self.skip_space();
        let is_used = self.rest.starts_with(['.', '[', '(', '%', '*', '/', '|', '-'])
            || ["if ", "or ", "and ", "for ", "in "].iter().any(|word| self.rest.starts_with(word));
        if is_used { Literal::Unknown } else { value }
    }

    /// What stands between brackets, of which the first was read.
    fn items(&mut self, open: char) -> Literal {
        let close = match open {
            '[' => "]",
            '(' => ")",
            _ => "}",
        };
        self.depth += 1;
        let (mut list, mut mapping) = (Vec::new(), Vec::new());
        let (mut is_known, mut has_comma) = (true, false);
        loop {
            if self.eat(close) {
                break;
            }
            self.skip_space();
            if self.rest.is_empty() {
                is_known = false;
                break;
            }
            // `**other` takes keys from elsewhere.
            let is_spread = self.rest.starts_with('*');
            let key = if is_spread { Literal::Unknown } else { self.item() };
            if open == '{' && self.eat(":") {
                let value = self.item();
                mapping.push((key, value));
            } else {
                is_known &= !is_spread;
                list.push(key);
            }
            self.skip_item();
            has_comma |= self.eat(",");
        }
        self.depth -= 1;
        match open {
            _ if !is_known => Literal::Unknown,
            '{' if list.is_empty() => Literal::Mapping(mapping),
            '{' if !mapping.is_empty() => Literal::Unknown,
            '(' if list.len() == 1 && !has_comma => list.pop().unwrap_or(Literal::Unknown),
            _ => Literal::List(list),
        }
    }

    /// A value within brackets, if it ends where one does.
    fn item(&mut self) -> Literal {
        let value = self.value();
        self.skip_space();
        if self.rest.starts_with([',', ':', ']', ')', '}']) { value } else { Literal::Unknown }
    }

    /// Goes to the comma or bracket that ends an item.
    fn skip_item(&mut self) {
        let mut open = 0_usize;
        loop {
            self.skip_space();
            let Some(c) = self.rest.chars().next() else { return };
            match c {
                '"' | '\'' => {
                    self.string();
                    continue;
                }
                '[' | '(' | '{' => open += 1,
                ']' | ')' | '}' if open == 0 => return,
                ']' | ')' | '}' => open -= 1,
                ',' if open == 0 => return,
                _ => {}
            }
            self.rest = &self.rest[c.len_utf8()..];
        }
    }

    /// `key=value, …)` of a call of `dict`.
    fn arguments(&mut self) -> Literal {
        self.depth += 1;
        let mut mapping = Vec::new();
        let mut is_known = true;
        while !self.eat(")") {
            self.skip_space();
            if self.rest.is_empty() {
                is_known = false;
                break;
            }
            let key = self.name();
            match !key.is_empty() && self.eat("=") {
                true => {
                    let value = self.item();
                    mapping.push((Literal::Text(key.to_owned()), value));
                }
                false => is_known = false,
            }
            self.skip_item();
            self.eat(",");
        }
        self.depth -= 1;
        if is_known { Literal::Mapping(mapping) } else { Literal::Unknown }
    }

    fn starts_string(&self) -> bool {
        let prefix = self.rest.len() - self.rest.trim_start_matches(|c: char| "rRuUbBfF".contains(c)).len();
        prefix <= 2 && self.rest[prefix..].starts_with(['"', '\''])
    }

    /// A text in its quotation marks; unknown when Python fills it in.
    pub(super) fn string(&mut self) -> Literal {
        let start = self.rest.find(['"', '\'']).unwrap_or(0);
        let (prefix, rest) = self.rest.split_at(start);
        let is_raw = prefix.contains(['r', 'R']);
        let quote = rest.get(..1).unwrap_or("");
        let triple = quote.repeat(3);
        let quote = if !quote.is_empty() && rest.starts_with(&triple) { &*triple } else { quote };
        let mut inner = &rest[quote.len()..];
        let mut text = String::new();
        let is_closed = loop {
            if inner.is_empty() || quote.len() < 3 && inner.starts_with('\n') {
                break false;
            }
            if let Some(after) = inner.strip_prefix(quote) {
                inner = after;
                break true;
            }
            let c = inner.chars().next().unwrap_or('\n');
            inner = &inner[c.len_utf8()..];
            match (c, inner.chars().next()) {
                ('\\', Some(next)) => {
                    inner = &inner[next.len_utf8()..];
                    match next {
                        '\n' => {}
                        'n' if !is_raw => text.push('\n'),
                        '\\' | '"' | '\'' if !is_raw => text.push(next),
                        next => text.extend(['\\', next]),
                    }
                }
                (c, _) => text.push(c),
            }
        };
        self.rest = inner;
        let is_filled = prefix.contains(['f', 'F']) && text.contains('{');
        if is_closed && !is_filled { Literal::Text(text) } else { Literal::Unknown }
    }
}
