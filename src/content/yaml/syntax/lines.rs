//! Lines that do not fit among the others: tabs, spaces before a key, a second file, no key at all.

use super::{Stop, alone, documents, error, value_of};
use crate::diagnostic::{Diagnostic, Span};

pub(super) fn tab(stop: &Stop<'_>) -> Option<Diagnostic> {
    // A parser that ran into a tab may name the place where what it was reading began, lines above.
    let first = stop.line.saturating_sub(1).max(1);
    let begins =
        |number: &usize| !stop.text(*number).starts_with([' ', '\t', '-', '#']) && *number > stop.line;
    for number in (first..=stop.lines.len()).take_while(|number| !begins(number)) {
        let text = stop.text(number);
        let indent = &text[..text.len() - text.trim_start().len()];
        let Some(tab) = indent.chars().position(|c| c == '\t') else { continue };
        if text.trim().is_empty() {
            continue;
        }
        let hint = "write two spaces for each tab, or none if a new key begins here";
        return Some(error("a tab indents this line; YAML wants spaces", stop.at(number, tab + 1, 1), hint));
    }
    None
}

pub(super) fn document(stop: &Stop<'_>) -> Option<Diagnostic> {
    let number = stop.near().find(|number| {
        let text = stop.text(*number);
        *number > 1 && (text == "---" || text == "..." || text.starts_with("--- "))
    })?;
    Some(documents(stop.at(number, 1, 3)))
}

pub(super) fn indentation(stop: &Stop<'_>) -> Option<Diagnostic> {
    let indent = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let is_key = |text: &str| {
        let text = text.trim();
        !text.starts_with(['-', '#', '"', '\'']) && (text.contains(": ") || text.ends_with(':'))
    };
    let text = stop.text(stop.line);
    let above = (1..stop.line).rev().find(|number| {
        let text = stop.text(*number).trim();
        !text.is_empty() && !text.starts_with('#')
    });
    let above = above?;
    if !is_key(text) {
        return None;
    }
    let (own, other) = (indent(text), indent(stop.text(above)));
    if own > other && is_key(stop.text(above)) {
        let message = "spaces stand before this key, so it does not fit what stands above it";
        let mended = format!("{}{}", " ".repeat(other), text.trim_start());
        return Some(stop.mended(message, stop.at(stop.line, other + 1, own - other), &mended));
    }
    // All lines above are indented, this one is not: the space stands before the first of them.
    let first = (1..=above).find(|number| !stop.text(*number).trim().is_empty())?;
    if own < other && first == above && is_key(stop.text(first)) {
        let message = "spaces stand before this key, so it does not fit what stands below it";
        let mended = format!("{}{}", " ".repeat(own), stop.text(first).trim_start());
        return Some(stop.mended(message, stop.at(first, own + 1, other - own), &mended));
    }
    if own == other {
        return None;
    }
    let hint = "begin all keys that belong together at the same column, and write `key: value` in every line";
    Some(error("this line does not fit what stands above it", stop.at(stop.line, own + 1, 1), hint))
}

pub(super) fn bare(stop: &Stop<'_>) -> Option<Diagnostic> {
    // A line without a colon is noticed when the next one begins.
    let number = stop.near().find(|number| {
        let text = stop.text(*number).trim();
        !text.is_empty()
            && !text.contains(": ")
            && !text.ends_with(':')
            && !text.starts_with(['-', '#', '[', '{', ']', '}', '|', '>', '%'])
    })?;
    let text = stop.text(number);
    let above = stop.text(number.saturating_sub(1));
    let continues = value_of(above)
        .is_some_and(|(start, value)| start > 1 && !value.starts_with(['"', '\'', '[', '{', '|', '>']));
    let mut fault =
        error("this line has no `key:`", stop.at(number, 1, text.chars().count()), "write `key: value`");
    if continues {
        fault = fault.hint("if it continues the line above, write two spaces before it");
        let mended = format!("  {text}");
        // In front matter it may be the text that begins here.
        if !stop.front && alone(&format!("{}\n{mended}", above.trim_start())).is_some() {
            fault = fault.fix(Span { line: number as u32, column: 1, length: 0 }, "  ");
        }
    }
    if stop.front {
        fault = fault.hint("if the text begins here, the line `---` above it is missing");
    }
    Some(fault)
}

pub(super) fn directive(stop: &Stop<'_>) -> Option<Diagnostic> {
    let number = stop.near().find(|number| stop.text(*number).starts_with('%'))?;
    let hint = "take it out; in a value put the whole value in quotes";
    Some(error("a line cannot begin with `%`, which has a meaning in YAML", stop.at(number, 1, 1), hint))
}
