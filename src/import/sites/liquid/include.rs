//! Texts that others include.

use serde_yaml::{Mapping, Value};

use super::definitions::is_definition;
use super::parse::{Tag, parse};
use super::value::{Unknown, evaluate, shown};
use super::{DEEPEST, Renderer, detail};
use crate::import::sites::html;
use crate::import::sites::remark::Cause;
use crate::import::sites::shortcodes::{self, Call};

impl Renderer<'_> {
    pub(super) fn include(&mut self, tag: &Tag<'_>) {
        let (file, rest) = tag.rest.split_once(char::is_whitespace).unwrap_or((tag.rest, ""));
        let mut file = file.trim_matches(['"', '\'']).to_owned();
        if file.contains("{{") {
            // `{{ name }}` holds spaces.
            let whole = tag.rest.split("}}").next().unwrap_or("");
            let name = whole.trim_start_matches("{{").trim();
            match evaluate(name, &self.names) {
                Ok(value) => file = shown(&value),
                Err(Unknown) => return self.leave(tag, "{% include %}"),
            }
        }
        let name = format!("{{% include {file} %}}");
        let stem = file.rsplit('/').next().unwrap_or(&file);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let mut call = Call::of_words(stem, rest, None);
        for (_, value) in &mut call.arguments {
            if let Some(inner) = value.strip_prefix("{{").and_then(|inner| inner.strip_suffix("}}"))
                && let Ok(known) = evaluate(inner, &self.names)
            {
                *value = shown(&known);
            }
        }
        if let Some(text) = shortcodes::write(&call) {
            return self.out.push_str(&text);
        }
        let includes = self.surroundings.includes;
        let Some(text) = includes.get(&file).filter(|_| self.depth < DEEPEST) else {
            self.said.push((Cause::NoInclude(name), self.at.unwrap_or(tag.at), detail(tag)));
            return self.out.push_str(tag.raw);
        };
        // What stands behind `=` may be a name.
        let mut include = Mapping::new();
        for (key, written) in Call::written(rest) {
            match evaluate(&written, &self.names) {
                Ok(value) => drop(include.insert(key.into(), value)),
                Err(Unknown) => return self.leave(tag, &name),
            }
        }
        let outer = self.names.assigned.insert("include".to_owned(), Some(Value::Mapping(include)));
        let (out, said, at) = (std::mem::take(&mut self.out), self.said.len(), self.at);
        self.at = at.or(Some(tag.at));
        self.names.spend(text.len());
        self.depth += 1;
        self.nodes(&parse(text));
        self.depth -= 1;
        self.at = at;
        let inner = std::mem::replace(&mut self.out, out);
        self.names.spend(inner.len());
        match outer {
            Some(outer) => drop(self.names.assigned.insert("include".to_owned(), outer)),
            None => drop(self.names.assigned.remove("include")),
        }
        let is_whole = !self.said[said..].iter().any(|(cause, ..)| matches!(cause, Cause::Tag(_)));
        let holds = |tags: &[&str]| tags.iter().any(|tag| inner.contains(tag));
        let is_of_players = is_whole && holds(&["<iframe"]) && !holds(&["<script", "<form"]);
        if let Some(text) = is_of_players.then(|| html::of_players(&inner)).flatten() {
            return self.out.push_str(&format!("\n\n{}\n\n", text.trim()));
        }
        let acts = ["<script", "<form", "<iframe"].iter().any(|tag| inner.contains(tag));
        if !is_whole || acts {
            self.said.truncate(said);
            return self.leave(tag, &name);
        }
        // Definitions that nobody refers to would be most of the text.
        let (definitions, rest): (Vec<&str>, Vec<&str>) = inner.lines().partition(|line| is_definition(line));
        if definitions.len() > 2 {
            self.definitions.extend(definitions.into_iter().map(|line| line.trim().to_owned()));
            let rest = rest.join("\n");
            self.out.push_str(rest.trim());
        } else {
            self.out.push_str(&inner);
        }
    }
}
