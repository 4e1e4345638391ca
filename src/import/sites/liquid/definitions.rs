//! Definitions of links in included texts: of a file that holds many, a text gets those that it refers to.

use std::collections::BTreeMap;

use pulldown_cmark::{Options, Parser};

use crate::line::one_line;

pub(super) fn is_definition(line: &str) -> bool {
    let label = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]: "));
    label.is_some_and(|(label, address)| {
        !label.starts_with('^') && !label.is_empty() && !address.trim().is_empty()
    })
}

/// Adds the definitions that a text refers to and does not have.
pub(super) fn add_definitions(text: &mut String, definitions: &[String]) {
    if definitions.is_empty() {
        return;
    }
    let mut by_label: BTreeMap<String, &str> = BTreeMap::new();
    for line in definitions {
        if let Some((label, _)) = line.trim_start()[1..].split_once("]: ") {
            by_label.entry(folded(label)).or_insert(line);
        }
    }
    let mut wanted: Vec<String> = Vec::new();
    let broken = |link: pulldown_cmark::BrokenLink<'_>| {
        wanted.push(folded(&link.reference));
        None
    };
    Parser::new_with_broken_link_callback(text, Options::empty(), Some(broken)).for_each(drop);
    wanted.sort();
    wanted.dedup();
    let lines: Vec<&str> = wanted.iter().filter_map(|label| by_label.get(label).copied()).collect();
    if !lines.is_empty() {
        while text.ends_with('\n') {
            text.pop();
        }
        text.push_str("\n\n");
        text.push_str(&lines.join("\n"));
        text.push('\n');
    }
}

/// A label as links by reference compare it.
fn folded(label: &str) -> String {
    one_line(label).to_lowercase()
}
