//! The lines that may speak of the article itself: those around its headline, and those right below its text. What stands
//! elsewhere speaks of other articles, or of the site.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

use super::line;
use crate::import::beside::{is_of_comments, is_of_others};
use crate::import::block::Span;
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
/// How many for the frame of a page.
const FRAME: usize = 5000;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Around the headline.
    Head,
    /// Below the text.
    Tail,
}

/// What a line stands beside, by the elements around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// The headline, or the text.
    Own,
    /// Whatever else the page has around its article: the name of the site and the day, a column.
    Around,
    /// Another article.
    Other,
}

/// The elements that the headline and the beginning of the text stand in.
#[derive(Default)]
pub(super) struct Around(HashSet<NodeId>);

impl Around {
    fn new(page: &Page, leaves: &[Leaf], anchors: [usize; 2]) -> Self {
        let way = |leaf: &Leaf| {
            let above = page.document.tree.ancestors_of(&leaf.node, None);
            above.iter().map(|node| node.id).chain([leaf.node]).collect::<Vec<_>>()
        };
        Self(anchors.into_iter().filter_map(|at| leaves.get(at)).flat_map(way).collect())
    }

    /// What an element stands beside. What is not right below the headline (`is_apart`) has to share an element with it that is
    /// not the whole page.
    pub(super) fn stand(&self, node: &NodeRef<'_>, is_apart: bool) -> Stand {
        let mut own = vec![*node];
        own.extend(node.ancestors_it(None));
        let count = own.iter().position(|node| self.0.contains(&node.id)).unwrap_or(own.len());
        let (own, shared) = own.split_at(count);
        let is_named = |names: &[&str]| own.iter().any(|node| names.iter().any(|name| node.has_name(name)));
        let is_of_others = || own.iter().any(|node| is_of_others(node, 0));
        if is_named(&["article"]) {
            Stand::Other
        } else if is_of_others() || is_apart && (is_named(&["header"]) || is_whole_page(shared)) {
            Stand::Around
        } else {
            Stand::Own
        }
    }
}

/// Whether the innermost of some elements has the frame of a page in it.
fn is_whole_page(shared: &[NodeRef<'_>]) -> bool {
    let Some(inner) = shared.first() else { return true };
    let is_frame = |node: &NodeRef<'_>| ["nav", "footer"].iter().any(|name| node.has_name(name));
    let is_in_article = || shared.iter().any(|node| node.has_name("article"));
    let is_root = ["html", "body"].iter().any(|name| inner.has_name(name));
    is_root || !is_in_article() && inner.descendants_it().take(FRAME).any(|node| is_frame(&node))
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
    /// The elements within that one that its texts stand in.
    pub(super) inner: Vec<NodeRef<'a>>,
    /// What it stands beside.
    pub(super) stand: Stand,
    /// Whether it stands above the headline.
    pub(super) is_above: bool,
    /// Whether headline or text are in an element of an article, and it is not.
    pub(super) is_outside: bool,
    /// Whether what leads to another article stands between the text's end and it.
    pub(super) is_behind_other: bool,
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

/// The lines around the headline, the nearest first, then those below the text, without those of other articles; and where the
/// article is. `headline` is its leaf, if it is one.
pub(super) fn lines<'a>(
    page: &'a Page,
    leaves: &[Leaf],
    kept: &[bool],
    headline: Option<usize>,
) -> (Vec<Line<'a>>, Around) {
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
    let around = Around::new(page, leaves, [anchor, start]);
    let [of_headline, of_end] =
        [anchor, end].map(|at| leaves.get(at).map_or_else(Vec::new, |leaf| articles(page, leaf)));
    let lines = all.filter_map(|(at, side)| {
        let leaf = leaves.get(at)?;
        let (is_above, is_below) = (at < anchor, side == Side::Tail);
        let mut line = read(page, (at, leaf), side, |node| around.stand(node, is_above || is_below))?;
        let own = if is_below { &of_end } else { &of_headline };
        line.is_above = is_above;
        line.is_outside = (is_above || is_below)
            && !own.is_empty()
            && !articles(page, leaf).iter().any(|id| own.contains(id));
        line.is_behind_other = is_below && leaves[(end + 1).min(at)..at].iter().any(leads_away);
        Some(line)
    });
    (lines.filter(|line| line.stand != Stand::Other).collect(), around)
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

fn read<'a>(
    page: &'a Page,
    (at, leaf): (usize, &Leaf),
    side: Side,
    stand: impl FnOnce(&NodeRef<'a>) -> Stand,
) -> Option<Line<'a>> {
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
    let (parts, inner) = parts(&node, &text);
    let stand = stand(&node);
    let (is_above, is_outside, is_behind_other) = (false, false, false);
    Some(Line { at, node, parts, side, is_heading, inner, stand, is_above, is_outside, is_behind_other })
}

/// The elements of articles that a leaf stands in.
fn articles(page: &Page, leaf: &Leaf) -> Vec<NodeId> {
    let above = page.document.tree.ancestors_of(&leaf.node, None);
    above.iter().filter(|node| node.has_name("article")).map(|node| node.id).collect()
}

/// Whether a leaf below a text is the heading of something else, or nothing but a link: but not one above its author's name.
fn leads_away(leaf: &Leaf) -> bool {
    const OF_AUTHORS: &[&str] = &[
        "author", "written by", "autor", "autorin", "verfasst von", "zur person", "auteur", "l'auteur",
        "autrice", "autora", "автор", "авторка", "про автора",
    ];
    let text = leaf.text.text().to_lowercase();
    let is_heading = matches!(leaf.kind, Kind::Heading(_));
    let is_link = matches!(&leaf.text.0[..], [Span::Link { .. }]) && text.split_whitespace().count() >= 3;
    (is_heading || is_link) && !OF_AUTHORS.iter().any(|word| text.contains(word))
}

/// The texts of a line one by one, and the elements that they stand in: all that its element says, or a run of it between
/// blocks; else its lines.
fn parts<'a>(node: &NodeRef<'a>, text: &str) -> (Vec<String>, Vec<NodeRef<'a>>) {
    let dense = |text: &str| text.chars().filter(|one| !one.is_whitespace()).collect::<String>();
    let whole = dense(text);
    let all: Vec<NodeRef<'a>> = node.descendants_it().take(NODES).filter(NodeRef::is_text).collect();
    let texts: Vec<String> = all.iter().map(|node| dense(&node.text())).collect();
    let run = (0..texts.len()).filter(|from| !texts[*from].is_empty()).find_map(|from| {
        let mut rest = whole.as_str();
        for (at, text) in texts.iter().enumerate().skip(from) {
            rest = rest.strip_prefix(text.as_str())?;
            if rest.is_empty() {
                return Some(from..at + 1);
            }
        }
        None
    });
    let Some(run) = run else {
        let lines = text.split('\n').map(line).filter(|part| !part.is_empty());
        return (lines.collect(), Vec::new());
    };
    let is_all = texts[..run.start].iter().chain(&texts[run.end..]).all(String::is_empty);
    let inner = if is_all {
        node.descendants_it().take(NODES).filter(NodeRef::is_element).collect()
    } else {
        let own = node.id;
        let around = |text: &NodeRef<'a>| -> Vec<NodeRef<'a>> {
            text.ancestors_it(None).take_while(|above| above.id != own).collect()
        };
        let mut seen = HashSet::new();
        all[run.clone()].iter().flat_map(around).filter(|above| seen.insert(above.id)).collect()
    };
    let parts = all[run].iter().map(|text| line(&text.text())).filter(|part| !part.is_empty());
    (parts.collect(), inner)
}
