//! Several articles on one page, one below the other: of each an `article` with a headline and a byline or a date of its own.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};

use crate::furniture::folded;
use crate::import::facts::Moment;
use crate::import::html::{Kind, Leaf};
use crate::import::newsroom::byline;
use crate::import::newsroom::furniture::is_when;
use crate::import::newsroom::words::{ends_sentence, is_long};
use crate::import::page::Page;

use super::Choice;

/// Leaves nothing but the article that has the page's headline, or the first one, of several. Says whether there were more.
pub fn only_one(page: &Page, leaves: &[Leaf], title: &str, chosen: &mut [Choice]) -> bool {
    let posts = posts(page, leaves, chosen);
    if posts.len() < 2 {
        return false;
    }
    let is_headline =
        |leaf: &Leaf| matches!(leaf.kind, Kind::Heading(_)) && folded(&leaf.text.text()) == folded(title);
    let headed = leaves.iter().filter(|leaf| is_headline(leaf)).find_map(|leaf| around(page, leaf, &posts));
    let own = headed.unwrap_or(posts[0]);
    for (leaf, choice) in leaves.iter().zip(chosen) {
        if around(page, leaf, &posts).is_some_and(|post| post != own) {
            *choice = Choice::Out;
        }
    }
    true
}

/// The outermost `article` elements that are kept in part, or have paragraphs, with a headline, and who wrote it or when.
fn posts(page: &Page, leaves: &[Leaf], chosen: &[Choice]) -> Vec<NodeId> {
    /// A card of another article has one.
    const PARAGRAPHS: usize = 2;
    let mut articles: Vec<NodeId> = Vec::new();
    let mut paragraphs: HashMap<NodeId, usize> = HashMap::new();
    for (leaf, choice) in leaves.iter().zip(chosen) {
        let is_prose =
            || leaf.kind == Kind::Text && is_long(&leaf.text.text()) && ends_sentence(&leaf.text.text());
        if *choice != Choice::Kept && !is_prose() {
            continue;
        }
        let node = NodeRef::new(leaf.node, &page.document.tree);
        let around = std::iter::successors(Some(node), NodeRef::parent);
        let Some(article) = around.filter(|node| node.has_name("article")).last() else { continue };
        if !paragraphs.contains_key(&article.id) {
            articles.push(article.id);
        }
        *paragraphs.entry(article.id).or_default() += if *choice == Choice::Kept { PARAGRAPHS } else { 1 };
    }
    let ids: Vec<NodeId> = articles.into_iter().filter(|id| paragraphs[id] >= PARAGRAPHS).collect();
    let (mut headed, mut signed) = (HashSet::new(), HashSet::new());
    for leaf in leaves {
        let Some(post) = around(page, leaf, &ids) else { continue };
        let text = leaf.text.text();
        if matches!(leaf.kind, Kind::Heading(1..=3)) {
            headed.insert(post);
        }
        let is_line = || {
            is_when(&text) && Moment::parse(&text).is_some()
                || byline::read(&text).is_some_and(|byline| byline.is_marked)
        };
        if headed.contains(&post) && !signed.contains(&post) && is_line() {
            signed.insert(post);
        }
    }
    ids.into_iter().filter(|post| signed.contains(post)).collect()
}

/// Which of some elements a leaf stands in.
fn around(page: &Page, leaf: &Leaf, elements: &[NodeId]) -> Option<NodeId> {
    let node = NodeRef::new(leaf.node, &page.document.tree);
    std::iter::successors(Some(node), NodeRef::parent).map(|node| node.id).find(|id| elements.contains(id))
}
