//! Attribute lists of kramdown (`{: .note #id}`, `{:toc}`, `{::options /}`), and of Pandoc, Goldmark and Python-Markdown
//! (`{.note #id width=50%}`), which only headings have here.
//!
//! See <https://kramdown.gettalong.org/syntax.html#attribute-list-definitions> and
//! <https://pandoc.org/MANUAL.html#extension-attributes>.

use super::{At, Found, Kind, containers, foreign};

const LIST: Kind = Kind {
    key: "{:",
    summary: "attribute lists (`{: …}`, `{.class}`) mean nothing here: they are shown as text",
    remedy: "take them out; a heading takes `{#id .class}` at the end of its line, and the table of contents comes by itself",
};

pub(super) fn find(at: At<'_>) -> Option<Found> {
    let line = at.line();
    let length = line.find('}')? + 1;
    let inside = line.get(1..length - 1)?;
    let kramdown = inside.strip_prefix(':');
    if let Some(extension) = kramdown.and_then(|inside| inside.strip_prefix(':')) {
        let named =
            extension.starts_with(|c: char| c.is_ascii_alphabetic()) && !extension.starts_with("comment");
        return named
            .then(|| foreign(at, length, &LIST, ["take it out, and the `{:/}` at its end".to_owned()]));
    }
    let words = words(kramdown.unwrap_or(inside))?;
    let strong = words.iter().filter(|word| is_attribute(word)).count();
    let is_alone = at.begins_line() && line[length..].trim().is_empty();
    let is_attached =
        at.previous().is_some_and(|c| matches!(c, ')' | ']' | '*' | '_' | '`' | '"' | '>' | '”'));
    let ends_line = line[length..].trim().is_empty();
    let is_list = match kramdown {
        Some(_) => {
            let toc = words.iter().all(|word| matches!(*word, "toc" | "no_toc"));
            let names = words.iter().all(|word| is_attribute(word) || is_name(word.trim_end_matches(':')));
            names && !words.is_empty() && (strong > 0 || toc || is_alone || is_attached)
        }
        None => {
            let raw = words.len() == 1 && words[0].strip_prefix('=').is_some_and(is_name);
            strong > 0 && strong == words.len() && (is_attached || is_alone || ends_line)
                || raw && is_attached
        }
    };
    is_list.then(|| foreign(at, length, &LIST, hints(at, &words, is_alone)))
}

fn hints(at: At<'_>, words: &[&str], is_alone: bool) -> Vec<String> {
    if words.contains(&"toc") {
        return vec!["take it out, and the `TOC` above it: the table of contents comes by itself".to_owned()];
    }
    let for_heading: Vec<&str> = words.iter().copied().filter(|word| word.starts_with(['.', '#'])).collect();
    let list = format!("{{{}}}", for_heading.join(" "));
    let above = at.body[..at.at - at.before().len()].lines().next_back().unwrap_or("").trim_end();
    if is_alone && !for_heading.is_empty() && above.trim_start().starts_with('#') && !above.ends_with('}') {
        return vec![format!("take it out, and write `{above} {list}` for the heading")];
    }
    let alert = words.iter().filter_map(|word| word.strip_prefix('.')).find_map(containers::alert);
    let mut hints = Vec::new();
    if let Some(kind) = alert.filter(|_| is_alone) {
        hints.push(format!(
            "for an alert write `> [!{kind}]` above its text, and `> ` before each of its lines"
        ));
    }
    hints.push(match for_heading.is_empty() {
        true => "take it out".to_owned(),
        false => format!(
            "take it out; only a heading takes such a list, at the end of its line: `## Words {list}`"
        ),
    });
    hints
}

/// The words of a list; what stands between quotation marks is part of one. Nothing when a mark is not closed.
fn words(inside: &str) -> Option<Vec<&str>> {
    let mut quote = None;
    let words = inside.split(|c: char| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
        quote.is_none() && c.is_whitespace()
    });
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    quote.is_none().then_some(words)
}

fn is_attribute(word: &str) -> bool {
    match word.split_once('=') {
        Some((key, value)) => is_name(key) && !value.is_empty(),
        None => word.strip_prefix(['.', '#']).is_some_and(|name| name.split('.').all(is_name)),
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic())
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
}
