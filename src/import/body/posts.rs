//! Several articles on one page, one below the other: of each an `article` with a headline and a byline or a date of its own.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

use crate::furniture::folded;
use crate::import::facts::Moment;
use crate::import::html::{Kind, Leaf};
use crate::import::newsroom::byline;
use crate::import::newsroom::furniture::is_when;
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

/// The outermost `article` elements beside each other with text that is kept, a headline, and who wrote it or when.
fn posts(page: &Page, leaves: &[Leaf], chosen: &[Choice]) -> Vec<NodeId> {
    let mut kept: Vec<NodeRef<'_>> = Vec::new();
    let mut seen = HashSet::new();
    for (leaf, _) in leaves.iter().zip(chosen).filter(|(_, choice)| **choice == Choice::Kept) {
        let node = NodeRef::new(leaf.node, &page.document.tree);
        let article =
            std::iter::successors(Some(node), NodeRef::parent).filter(|node| node.has_name("article")).last();
        kept.extend(article.filter(|article| seen.insert(article.id)));
    }
    let ids: Vec<NodeId> = kept.iter().map(|article| article.id).collect();
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
