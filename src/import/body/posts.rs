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
    // The outermost `article` around each leaf.
    let around: Vec<Option<NodeId>> = leaves
        .iter()
        .map(|leaf| {
            let node = NodeRef::new(leaf.node, &page.document.tree);
            let articles =
                std::iter::successors(Some(node), NodeRef::parent).filter(|node| node.has_name("article"));
            articles.last().map(|article| article.id)
        })
        .collect();
    let posts = posts(leaves, &around, chosen);
    let is_post = |at: &usize| around[*at].is_some_and(|article| posts.contains_key(&article));
    let is_kept = |at: &usize| chosen[*at] == Choice::Kept;
    let Some(first) = (0..leaves.len()).filter(is_kept).find(is_post) else { return false };
    if posts.len() < 2 {
        return false;
    }
    let title = folded(title);
    let is_headline = |at: &usize| {
        matches!(leaves[*at].kind, Kind::Heading(_)) && folded(&leaves[*at].text.text()) == title
    };
    let kept: HashSet<NodeId> = (0..leaves.len()).filter(is_kept).filter_map(|at| around[at]).collect();
    let is_of_kept = |at: &usize| around[*at].is_some_and(|article| kept.contains(&article));
    let own = (0..leaves.len()).filter(is_of_kept).filter(is_post).find(is_headline).unwrap_or(first);
    let others: Vec<usize> =
        (0..leaves.len()).filter(is_post).filter(|at| around[*at] != around[own]).collect();
    others.into_iter().for_each(|at| chosen[at] = Choice::Out);
    true
}

/// What is known of an `article`.
#[derive(Default)]
struct Post {
    paragraphs: usize,
    has_headline: bool,
    is_signed: bool,
}

/// The articles that are kept in part, or have paragraphs, with a headline, and who wrote it or when below that.
fn posts(leaves: &[Leaf], around: &[Option<NodeId>], chosen: &[Choice]) -> HashMap<NodeId, Post> {
    /// A card of another article has one.
    const PARAGRAPHS: usize = 2;
    let mut posts: HashMap<NodeId, Post> = HashMap::new();
    for ((leaf, article), choice) in leaves.iter().zip(around).zip(chosen) {
        let Some(article) = article else { continue };
        let post = posts.entry(*article).or_default();
        let text = leaf.text.text();
        if *choice == Choice::Kept {
            post.paragraphs = PARAGRAPHS;
        } else if leaf.kind == Kind::Text && is_long(&text) && ends_sentence(&text) {
            post.paragraphs += 1;
        }
        let is_line = || {
            is_when(&text) && Moment::parse(&text).is_some()
                || byline::read(&text).is_some_and(|byline| byline.is_marked)
        };
        post.has_headline |= matches!(leaf.kind, Kind::Heading(1..=3));
        post.is_signed = post.is_signed || post.has_headline && is_line();
    }
    posts.retain(|_, post| post.is_signed && post.paragraphs >= PARAGRAPHS);
    posts
}
