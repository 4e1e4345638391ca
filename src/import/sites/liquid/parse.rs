//! Liquid as a tree: text, outputs `{{ … }}`, tags `{% … %}` and what stands between a tag and its end.
//!
//! See <https://shopify.github.io/liquid/basics/introduction/>. Nothing is an error: a tag that is never closed is text, an
//! end without its beginning is a tag by itself.

use std::collections::BTreeSet;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node<'t> {
    /// As it stands.
    Text(&'t str),
    /// `{{ … }}`.
    Output(Tag<'t>),
    /// `{% … %}`.
    Tag(Tag<'t>),
    /// `{% name %} … {% else %} … {% endname %}`: each part with the tag that it begins with, and the last tag.
    Block(Vec<(Tag<'t>, Vec<Node<'t>>)>, Tag<'t>),
}

/// A tag as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tag<'t> {
    /// With its braces.
    pub(super) raw: &'t str,
    /// Its first word; empty in outputs.
    pub(super) name: &'t str,
    /// What follows it.
    pub(super) rest: &'t str,
    /// Where it stands, in bytes.
    pub(super) at: usize,
}

/// Tags that have an end.
const BLOCKS: [&str; 9] =
    ["if", "unless", "case", "for", "capture", "comment", "highlight", "tablerow", "ifchanged"];
/// Tags that begin a further part of one.
const PARTS: [&str; 3] = ["else", "elsif", "when"];
/// The deepest nesting; what is deeper is text.
const DEEPEST: usize = 40;

enum Token<'t> {
    Text(&'t str),
    Output(Tag<'t>),
    Tag(Tag<'t>),
    Raw(&'t str),
}

/// Reads a text.
pub(super) fn parse(text: &str) -> Vec<Node<'_>> {
    let tokens = tokens(text);
    let ends = |token: &Token<'_>| match token {
        Token::Tag(tag) => tag.name.strip_prefix("end").map(str::to_owned),
        _ => None,
    };
    let closed: BTreeSet<String> = tokens.iter().filter_map(ends).collect();
    let mut open: Vec<Vec<(Tag<'_>, Vec<Node<'_>>)>> = Vec::new();
    let mut top: Vec<Node<'_>> = Vec::new();
    for token in tokens {
        let node = match token {
            Token::Text(text) | Token::Raw(text) => Node::Text(text),
            Token::Output(tag) => Node::Output(tag),
            Token::Tag(tag) => {
                let begins = BLOCKS.contains(&tag.name) || !PARTS.contains(&tag.name);
                if begins && closed.contains(tag.name) && open.len() < DEEPEST {
                    open.push(vec![(tag, Vec::new())]);
                    continue;
                }
                if let (true, Some(block)) = (PARTS.contains(&tag.name), open.last_mut()) {
                    block.push((tag, Vec::new()));
                    continue;
                }
                let is_end = |block: &Vec<(Tag<'_>, Vec<Node<'_>>)>| {
                    tag.name.strip_prefix("end") == Some(block[0].0.name)
                };
                match open.last().is_some_and(is_end) {
                    true => Node::Block(open.pop().unwrap_or_default(), tag),
                    false => Node::Tag(tag),
                }
            }
        };
        match open.last_mut().and_then(|block| block.last_mut()) {
            Some((_, children)) => children.push(node),
            None => top.push(node),
        }
    }
    // What is never closed is a tag by itself, and its text stands behind it.
    for block in open {
        for (tag, children) in block {
            top.push(Node::Tag(tag));
            top.extend(children);
        }
    }
    top
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut done = 0;
    let mut trims = false;
    let mut at = 0;
    // Where no end follows any more, none has to be looked for again.
    let mut never = [false; 2];
    while let Some(next) = text[at..].find('{') {
        let start = at + next;
        at = start + 1;
        let is_tag = text[start..].starts_with("{%");
        if !is_tag && !text[start..].starts_with("{{") || never[usize::from(is_tag)] {
            continue;
        }
        // Behind the braces: `{%}` is no tag.
        let Some(length) = text[start + 2..].find(if is_tag { "%}" } else { "}}" }) else {
            never[usize::from(is_tag)] = true;
            continue;
        };
        let end = start + 2 + length + 2;
        let raw = &text[start..end];
        let inner = raw[2..raw.len() - 2].trim_start_matches('-');
        let inner = inner.strip_suffix('-').unwrap_or(inner).trim();
        let name_end = inner.find(|c: char| c.is_whitespace()).unwrap_or(inner.len());
        let (name, rest) = if is_tag { inner.split_at(name_end) } else { ("", inner) };
        let tag = Tag { raw, name, rest: rest.trim(), at: start };
        let mut before = &text[done..start];
        if trims {
            before = before.trim_start();
        }
        if raw[2..].starts_with('-') {
            before = before.trim_end();
        }
        if !before.is_empty() {
            tokens.push(Token::Text(before));
        }
        trims = raw[..raw.len() - 2].ends_with('-');
        (done, at) = (end, end);
        if is_tag && name == "raw" {
            let (inside, after) = until_end(&text[end..], "endraw");
            tokens.push(Token::Raw(inside));
            (done, at) = (end + after, end + after);
            continue;
        }
        tokens.push(if is_tag { Token::Tag(tag) } else { Token::Output(tag) });
    }
    let rest = if trims { text[done..].trim_start() } else { &text[done..] };
    if !rest.is_empty() {
        tokens.push(Token::Text(rest));
    }
    tokens
}

/// The text before `{% end… %}`, and where what follows that begins. One without an end lasts to the end.
fn until_end<'t>(text: &'t str, name: &str) -> (&'t str, usize) {
    /// The longest tag that may be an end.
    const MOST: usize = 100;
    let mut at = 0;
    let mut close = 0;
    while let Some(next) = text[at..].find("{%") {
        let start = at + next;
        at = start + 2;
        // The end of a tag that was found before is looked for once.
        if close < at {
            let Some(length) = text[at..].find("%}") else { break };
            close = at + length;
        }
        if close - at <= MOST && text[at..close].trim_matches('-').trim() == name {
            return (&text[..start], close + 2);
        }
    }
    (text, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees() {
        let nodes = parse("a {% if x %}b{% else %}c{{ d }}{% endif %} {% raw %}{{ e }}{% endraw %}{% f g %}");
        assert_eq!(nodes.len(), 5);
        assert!(matches!(&nodes[1], Node::Block(parts, _) if parts.len() == 2 && parts[1].1.len() == 2));
        assert_eq!(nodes[3], Node::Text("{{ e }}"));
        assert!(matches!(&nodes[4], Node::Tag(tag) if tag.name == "f" && tag.rest == "g"));
        // Nothing is lost.
        assert!(matches!(&parse("{% if x %}y")[..], [Node::Tag(_), Node::Text("y")]));
        assert!(matches!(&parse("{% endif %}")[..], [Node::Tag(_)]));
        assert_eq!(parse("{{ never"), [Node::Text("{{ never")]);
        assert!(matches!(&parse("a \n{%- x -%}\n b")[..], [Node::Text("a"), Node::Tag(_), Node::Text("b")]));
        assert!(parse(&"{% if a %}".repeat(5000)).len() >= 5000);
        assert!(!parse(&format!("{}{}", "{% if a %}".repeat(5000), "{% endif %}".repeat(5000))).is_empty());
        parse(&"{{".repeat(20_000));
        assert_eq!(parse("a {%} b"), [Node::Text("a {%} b")]);
        assert_eq!(parse("{% raw %}{%}{% endraw %}"), [Node::Text("{%}")]);
        // Each of these would be looked through to its end.
        let raw = format!("{{% raw %}}{}%}}", "{%".repeat(500_000));
        assert_eq!(parse(&raw).len(), 1);
        let raw = format!("{{% raw %}}{}{}%}}", "{% ".repeat(200_000), " ".repeat(200_000));
        assert_eq!(parse(&raw).len(), 1);
    }
}
