//! The lines that may speak of the article itself: those around its headline, and those right below its text. What stands
//! elsewhere speaks of other articles, or of the site.

use dom_query::NodeRef;

use super::line;
use crate::import::beside::is_of_comments;
use crate::import::html::{Kind, Leaf, Within};
use crate::import::page::Page;

/// How many leaves before the headline, and behind it, may still be of its head.
const BEFORE: usize = 12;
const BEHIND: usize = 40;
/// How many leaves of the text, and below it, are looked at.
const INTO: usize = 4;
const BELOW: usize = 14;
/// The longest line, in bytes: longer ones are text.
const LONGEST: usize = 300;
/// From how many bytes on a paragraph is surely one of the text.
const PARAGRAPH: usize = 120;
/// By how many elements a comment may be around its lines.
const AROUND: usize = 5;
/// How many nodes of an element are looked at.
const NODES: usize = 200;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Around the headline.
    Head,
    /// Below the text.
    Tail,
}

/// A short text of the page.
pub(super) struct Line<'a> {
    /// Which leaf it is.
    pub(super) at: usize,
    /// The element that it stands in.
    pub(super) node: NodeRef<'a>,
    /// What it says, by element: what readers see beside each other may have nothing between in the page's source.
    pub(super) parts: Vec<String>,
    /// Where it stands.
    pub(super) side: Side,
    /// Whether it is a heading.
    pub(super) is_heading: bool,
    /// Whether it is all that the element says.
    pub(super) is_whole: bool,
}

impl Line<'_> {
    /// What it says.
    pub(super) fn text(&self) -> String {
        let mut all = String::new();
        for part in &self.parts {
            if !all.is_empty() && !part.starts_with([',', '.', ';', ':', ')']) {
                all.push(' ');
            }
            all.push_str(part);
        }
        all
    }

    /// Names that the page's author gave to the element, or to the one around it by so many levels; in lower case.
    pub(super) fn marks(&self, level: usize) -> String {
        match level {
            0 => marks(&self.node),
            _ => self
                .node
                .ancestors_it(Some(level))
                .nth(level - 1)
                .map(|node| marks(&node))
                .unwrap_or_default(),
        }
    }
}

/// Names that an element has in a page's markup.
pub(super) fn marks(node: &NodeRef<'_>) -> String {
    let names = ["class", "id", "itemprop", "rel", "data-testid", "data-component", "property"];
    let mut all = String::new();
    for value in names.into_iter().filter_map(|name| node.attr(name)) {
        all.push_str(&value);
        all.push(' ');
    }
    all.to_lowercase()
}

/// The lines around the headline, the nearest first, then those below the text. `headline` is its leaf, if it is one.
pub(super) fn lines<'a>(
    page: &'a Page,
    leaves: &[Leaf],
    kept: &[bool],
    headline: Option<usize>,
) -> Vec<Line<'a>> {
    let start = start(leaves, kept, headline);
    let anchor = headline.unwrap_or(start);
    // Cards and menus above the headline have headings of their own.
    let is_heading = |at: &usize| matches!(leaves[*at].kind, Kind::Heading(_));
    let above = (anchor.saturating_sub(BEFORE)..anchor).rev().take_while(|at| !is_heading(at));
    let end = kept.iter().rposition(|kept| *kept).unwrap_or(leaves.len());
    let until = (start + INTO).min(anchor + BEHIND).min(end.max(start) + 1).min(leaves.len());
    let mut head: Vec<usize> = above.chain((anchor + 1).min(until)..until).collect();
    if headline.is_none() {
        head.push(anchor);
    }
    // What stands above the headline is less often of the article.
    head.sort_by_key(|at| if *at < anchor { (anchor - at) * 2 } else { at - anchor });
    let tail = end.saturating_sub(2).max(until)..(end + BELOW).min(leaves.len());
    let head = head.into_iter().map(|at| (at, Side::Head));
    let all = head.chain(tail.map(|at| (at, Side::Tail)));
    all.filter_map(|(at, side)| read(page, at, leaves.get(at)?, side)).collect()
}

/// Where the text begins: with the first paragraph of it behind the headline that is no lead, above who wrote it and when.
fn start(leaves: &[Leaf], kept: &[bool], headline: Option<usize>) -> usize {
    let from = headline.map_or(0, |at| at + 1);
    let is_kept = |at: &usize| kept.get(*at).copied().unwrap_or(false);
    let is_paragraph =
        |at: &usize| leaves[*at].kind == Kind::Text && leaves[*at].text.text().len() >= PARAGRAPH;
    let mut behind = (from..leaves.len()).filter(is_kept);
    let is_followed = |at: &usize| {
        let next = (at + 1..leaves.len()).find(|next| !leaves[*next].text.is_empty());
        next.is_none_or(|next| is_kept(&next))
    };
    let mut paragraphs = behind.clone().filter(is_paragraph);
    let first = paragraphs.clone().next();
    let first = paragraphs.find(is_followed).or(first);
    first.or_else(|| behind.next()).unwrap_or(from.min(leaves.len()))
}

fn read<'a>(page: &'a Page, at: usize, leaf: &Leaf, side: Side) -> Option<Line<'a>> {
    let text = leaf.text.text();
    if text.trim().is_empty() || text.len() > LONGEST {
        return None;
    }
    let node = page.document.tree.get(&leaf.node)?;
    // Pictures, quotations and comments have people and dates of their own.
    let is_of_other = leaf.within.iter().any(|container| {
        matches!(container.kind, Within::Figure | Within::Caption | Within::Credit | Within::Quote)
    });
    if is_of_other || side == Side::Tail && is_of_comments(&node, AROUND) {
        return None;
    }
    let is_heading = matches!(leaf.kind, Kind::Heading(_));
    let (parts, is_whole) = parts(&node, &text);
    Some(Line { at, node, parts, side, is_heading, is_whole })
}

/// The texts of an element one by one, if they are those of the leaf; else its lines.
fn parts(node: &NodeRef<'_>, text: &str) -> (Vec<String>, bool) {
    let dense = |text: &str| text.chars().filter(|one| !one.is_whitespace()).collect::<String>();
    let all: Vec<String> = node
        .descendants_it()
        .take(NODES)
        .filter(NodeRef::is_text)
        .map(|node| node.text().to_string())
        .collect();
    let is_whole = dense(&all.concat()) == dense(text);
    let parts = if is_whole { all } else { text.split('\n').map(str::to_owned).collect() };
    (parts.iter().map(|part| line(part)).filter(|part| !part.is_empty()).collect(), is_whole)
}
