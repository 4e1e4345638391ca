//! Containers: `:::note` of Docusaurus, VuePress and Pandoc, `!!! note` and `??? note` of Python-Markdown and MkDocs,
//! `/// note` of PyMdown, `!> ` of docsify, `.. note::` of reStructuredText, `=== "tab"` of MkDocs.
//!
//! See <https://docusaurus.io/docs/markdown-features/admonitions>,
//! <https://squidfunk.github.io/mkdocs-material/reference/admonitions/>,
//! <https://facelessuser.github.io/pymdown-extensions/extensions/blocks/> and <https://docsify.js.org/#/helpers>.

use super::{At, Found, Kind, foreign};

const CONTAINER: Kind = Kind {
    key: ":::",
    summary: "containers of other dialects (`:::note`, `!!! note`) mean nothing here: their signs are shown as text",
    remedy: "write an alert: `> [!NOTE]` in a line of its own, and `> ` before each line of its text",
};

const DIRECTIVE: Kind = Kind {
    key: "..",
    summary: "directives of reStructuredText (`.. image::`) mean nothing here: they are shown as text",
    remedy: "write them as Markdown",
};

/// Names of containers, by the alert that says the same.
const KINDS: [(&str, &[&str]); 5] = [
    (
        "NOTE",
        &[
            "note", "info", "abstract", "summary", "tldr", "todo", "seealso", "quote", "cite", "example",
            "question", "help", "faq", "callout", "callout-note", "notice", "admonition", "aside", "snippet",
            "primary", "secondary", "information", "note-info",
        ],
    ),
    ("TIP", &["tip", "hint", "success", "check", "done", "callout-tip"]),
    ("IMPORTANT", &["important", "attention", "callout-important", "highlight"]),
    ("WARNING", &["warning", "warn", "callout-warning", "alert"]),
    (
        "CAUTION",
        &["caution", "danger", "error", "bug", "failure", "fail", "missing", "callout-caution", "critical"],
    ),
];

/// The alert that says what a name of another dialect says.
pub(super) fn alert(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    KINDS.iter().find(|(_, names)| names.contains(&&*name)).map(|(kind, _)| *kind)
}

pub(super) fn find(at: At<'_>, open: &mut u32) -> Option<Found> {
    let line = at.line().trim_end();
    let first = line.chars().next()?;
    let signs = line.len() - line.trim_start_matches(first).len();
    let rest = &line[signs..];
    match first {
        ':' if signs >= 3 => colons(at, line, rest, open),
        '!' if signs == 3 => admonition(at, line, rest),
        '?' if signs == 3 => admonition(at, line, rest.strip_prefix('+').unwrap_or(rest)),
        '/' if signs == 3 => {
            let (name, title) = rest.strip_prefix(' ')?.split_once('|').unwrap_or((&rest[1..], ""));
            let known = alert(name.trim()).is_some() || matches!(name.trim(), "details" | "tab" | "html");
            known.then(|| {
                foreign(at, line.len(), &CONTAINER, [hint(name.trim(), title, "the `///` at its end")])
            })
        }
        '!' | '?' | '~' if signs == 1 => {
            let words = rest.strip_prefix("> ")?;
            let kind = if first == '?' { "TIP" } else { "IMPORTANT" };
            words.starts_with(|c: char| c.is_alphabetic() || matches!(c, '*' | '_' | '[')).then(|| {
                foreign(
                    at,
                    2,
                    &CONTAINER,
                    [format!("write `> [!{kind}]` in the line above, and `>` in its place")],
                )
            })
        }
        '.' if signs == 2 => {
            let (name, value) = rest.strip_prefix(' ')?.split_once("::")?;
            let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            is_name.then(|| foreign(at, line.len(), &DIRECTIVE, [directive(name, value.trim())]))
        }
        '=' if signs == 3 => {
            let tab = rest.strip_prefix(' ')?.trim().strip_prefix('"')?.strip_suffix('"')?;
            (!tab.is_empty()).then(|| {
                let hint = format!("write a heading, `### {tab}`, and its text below without the indent");
                foreign(at, line.len(), &CONTAINER, [hint])
            })
        }
        _ => None,
    }
}

fn colons(at: At<'_>, line: &str, rest: &str, open: &mut u32) -> Option<Found> {
    let words = rest.trim();
    if words.is_empty() {
        let closes = *open > 0;
        *open = open.saturating_sub(1);
        return (!closes).then(|| foreign(at, line.len(), &CONTAINER, ["take it out".to_owned()]));
    }
    let list = words.strip_prefix('{').and_then(|list| list.split_once('}'));
    let (name, title) = match list {
        Some((list, title)) => (list.split([' ', '.']).find(|word| !word.is_empty()).unwrap_or(""), title),
        None => {
            let end =
                words.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(words.len());
            words.split_at(end)
        }
    };
    if !name.starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    *open += 1;
    let title = title.split_once('{').map_or(title, |(title, _)| title);
    Some(foreign(at, line.len(), &CONTAINER, [hint(name, title, "the `:::` at its end")]))
}

/// `!!! note`, `!!! note inline end "Title"`. A line of prose that begins with three marks is none: the name is a known
/// one, a title stands in quotation marks, or the next line is indented.
fn admonition(at: At<'_>, line: &str, rest: &str) -> Option<Found> {
    let words = rest.strip_prefix(' ')?.trim();
    let (names, title) = words.split_once('"').unwrap_or((words, ""));
    let name = names.split_whitespace().next()?;
    let is_word = |word: &str| word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let title_ends = title.is_empty() || title.ends_with('"');
    let next = at.rest()[line.len()..].trim_start_matches([' ', '\t', '\r']).strip_prefix('\n').unwrap_or("");
    let indented = next.starts_with("    ") || next.starts_with('\t') || next.starts_with("\n    ");
    let known = alert(name).is_some() || !title.is_empty() || indented;
    (known && title_ends && names.split_whitespace().all(is_word))
        .then(|| foreign(at, line.len(), &CONTAINER, [hint(name, title.trim_end_matches('"'), "its indent")]))
}

/// What to write for a directive of reStructuredText.
fn directive(name: &str, value: &str) -> String {
    match name {
        "image" | "figure" => {
            format!("write `![what it shows]({value})` in its place, and take out the lines with its options")
        }
        "code" | "code-block" | "sourcecode" | "highlight" => {
            "write the code between two lines of three backticks".to_owned()
        }
        "contents" | "toctree" => "take it out: the table of contents comes by itself".to_owned(),
        "youtube" | "video" => "write its address alone in a paragraph".to_owned(),
        _ => hint(name, "", ""),
    }
}

/// What to write for a container with such a name and title. `end`: what has to go besides.
fn hint(name: &str, title: &str, end: &str) -> String {
    let title = title.trim().trim_matches(['[', ']', '"', '=', ' ']).trim();
    let and = if end.is_empty() { String::new() } else { format!(", and take out {end}") };
    if matches!(name, "details" | "spoiler" | "collapse" | "collapsible" | "toggle" | "expand") {
        let title = if title.is_empty() { "More" } else { title };
        return format!(
            "write `<details><summary>{title}</summary>` and an empty line in its place, and an empty line and \
             `</details>` behind the text{and}"
        );
    }
    match alert(name) {
        Some(kind) if title.is_empty() => {
            format!("write `> [!{kind}]` in its place, `> ` before each line of its text{and}")
        }
        Some(kind) => format!(
            "write `> [!{kind}]` in its place, `> **{title}**` and `>` below, `> ` before each line of its text{and}"
        ),
        None => {
            format!("take it out{and}; for an alert write `> [!NOTE]`, and `> ` before each line of its text")
        }
    }
}
