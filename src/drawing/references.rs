//! Which elements of an SVG stand for others: by a reference of their own, or by one of a style sheet.
//!
//! Style sheets are not read as the library reads them. An element counts as one that a rule is about when the rule's selector has
//! its name, its id or one of its classes as a word, and whenever the selector is made of anything else.

use std::collections::BTreeMap;

use resvg::usvg::roxmltree::Node;

/// Elements that repeat what `href` leads to, or take over what it has. A link repeats nothing.
const REPEATING: [&str; 6] = ["use", "textPath", "linearGradient", "radialGradient", "pattern", "filter"];

/// The references of one element, as numbers of nodes.
#[derive(Debug, Clone, Default)]
pub(super) struct References {
    /// What stands once in its place or around it: what `<use>` repeats, a mask, a clip, a filter.
    pub(super) whole: Vec<usize>,
    /// Patterns and gradients: once for each element within it, which all inherit them.
    pub(super) paints: Vec<usize>,
}

impl References {
    fn push(&mut self, nodes: &[Node<'_, '_>], target: usize) {
        match nodes[target].tag_name().name() {
            "pattern" | "linearGradient" | "radialGradient" => self.paints.push(target),
            _ => self.whole.push(target),
        }
    }
}

/// The references of each node.
pub(super) fn references(nodes: &[Node<'_, '_>], sheets: &Sheets) -> Vec<References> {
    let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        if let Some(id) = node.attribute("id") {
            named.entry(id).or_default().push(at);
        }
    }
    let rules = Rules::of(&sheets.text);
    let of_node = |node: &Node<'_, '_>| {
        let mut found = References::default();
        let mut add = |id: &str| {
            named.get(id).into_iter().flatten().for_each(|target| found.push(nodes, *target));
        };
        for attribute in node.attributes() {
            if attribute.name() == "href" && REPEATING.contains(&node.tag_name().name()) {
                attribute.value().trim().strip_prefix('#').into_iter().for_each(&mut add);
            }
            urls(attribute.value()).for_each(&mut add);
        }
        rules.about(*node).for_each(&mut add);
        found
    };
    nodes.iter().map(of_node).collect()
}

/// The ids in `url(#id)`.
fn urls(text: &str) -> impl Iterator<Item = &str> {
    let around = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'');
    let inside = text.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    inside.filter_map(move |inside| inside.trim_matches(around).strip_prefix('#').map(str::trim))
}

/// The style sheets of a document.
pub(super) struct Sheets {
    /// Without comments. One that may be read in two ways is one rule about every element.
    pub(super) text: String,
    /// How many parts their selectors have, and their declarations, which have spaces as well.
    pub(super) parts: u64,
}

impl Sheets {
    pub(super) fn of(nodes: &[Node<'_, '_>]) -> Self {
        let is_sheet = |node: &&Node<'_, '_>| {
            node.is_text() && node.parent().is_some_and(|above| above.tag_name().name() == "style")
        };
        let mut sheets = Self { text: String::new(), parts: 0 };
        for sheet in nodes.iter().filter(is_sheet).filter_map(Node::text) {
            let is_end =
                |byte: &u8| matches!(byte, b'{' | b',' | b'>' | b'+' | b'~') || byte.is_ascii_whitespace();
            sheets.parts += sheet.bytes().filter(is_end).count() as u64;
            match without_comments(sheet) {
                Some(text) => sheets.text.push_str(&text),
                None => sheets.text.extend(["*{", &sheet.replace(['{', '}'], " ")]),
            }
            sheets.text.push('}');
        }
        sheets
    }
}

/// A style sheet without comments; none when braces or comments stand in quotes, or quotes are not closed: another reader may
/// see other rules in it.
fn without_comments(sheet: &str) -> Option<String> {
    let (mut text, mut rest) = (String::new(), sheet);
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let (mark, after) = from.split_at(1);
        rest = after;
        if mark != "/" {
            let (quoted, after) = rest.split_once(mark)?;
            if quoted.contains(['{', '}']) || quoted.contains("/*") || quoted.contains("*/") {
                return None;
            }
            text.extend([mark, quoted, mark]);
            rest = after;
        } else if let Some(comment) = rest.strip_prefix('*') {
            text.push(' ');
            rest = comment.split_once("*/")?.1;
        } else {
            text.push('/');
        }
    }
    text.push_str(rest);
    Some(text)
}

/// The rules of style sheets that refer to something.
struct Rules<'s> {
    /// By what stands in their selectors: `.`, `#` or nothing, and a word.
    by_word: BTreeMap<(&'s str, &'s str), Vec<&'s str>>,
    /// Those whose selectors may be about any element.
    general: Vec<&'s str>,
}

impl<'s> Rules<'s> {
    /// `sheets` has no comments.
    fn of(sheets: &'s str) -> Self {
        let is_word =
            |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_') || !letter.is_ascii();
        let is_between = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '>' | '+' | '~');
        let is_plain = |letter| is_word(letter) || is_between(letter) || matches!(letter, '.' | '#');
        let mut rules = Self { by_word: BTreeMap::new(), general: Vec::new() };
        for rule in sheets.split('}') {
            let (selector, body) = rule.rsplit_once('{').unwrap_or(("*", rule));
            for id in urls(body) {
                if !selector.chars().all(is_plain) {
                    rules.general.push(id);
                    continue;
                }
                for mut rest in selector.split(is_between) {
                    while !rest.is_empty() {
                        let (sign, named) = rest.split_at(usize::from(rest.starts_with(['.', '#'])));
                        let end = named.find(['.', '#']).unwrap_or(named.len());
                        rules.by_word.entry((sign, &named[..end])).or_default().push(id);
                        rest = &named[end..];
                    }
                }
            }
        }
        rules
    }

    fn about<'r>(&'r self, node: Node<'r, '_>) -> impl Iterator<Item = &'s str> + 'r {
        let classes = node.attribute("class").into_iter().flat_map(str::split_whitespace);
        let words = classes.map(|class| (".", class)).chain(node.attribute("id").map(|id| ("#", id)));
        let words = words.chain([("", node.tag_name().name())]);
        let general = self.general.iter().filter(move |_| node.is_element());
        words.filter_map(|word| self.by_word.get(&word)).flatten().chain(general).copied()
    }
}
