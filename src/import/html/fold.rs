//! Leaves → blocks: what stands in one list, quotation, table or figure comes together again.

use super::{Kind, Leaf, Within, table};
use crate::import::block::{Block, Inline, Picture};

/// Puts leaves together. Their order is kept.
pub fn fold(leaves: Vec<Leaf>) -> Vec<Block> {
    level(&leaves, 0)
}

/// The blocks of leaves that stand in the same containers up to a depth.
fn level(leaves: &[Leaf], depth: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    for group in groups(leaves, depth) {
        match group[0].within.get(depth).map(|container| container.kind) {
            None => blocks.extend(group.iter().filter_map(plain)),
            Some(Within::Quote) => push_some(&mut blocks, level(group, depth + 1), Block::Quote),
            Some(Within::List(start)) => {
                let items = groups(group, depth + 1)
                    .map(|item| level(item, depth + 2))
                    .filter(|item| !item.is_empty());
                let items: Vec<Vec<Block>> = items.collect();
                match is_slides(&items) {
                    true => blocks.extend(items.into_iter().flatten()),
                    false => push_some(&mut blocks, items, |items| Block::List { start, items }),
                }
            }
            Some(Within::Table) => push_some(&mut blocks, table::rows(group, depth + 1), Block::Table),
            Some(Within::Figure) => blocks.extend(figure(group, depth)),
            // Of a list, a table or a figure that is not whole.
            Some(_) => blocks.extend(level(group, depth + 1)),
        }
    }
    blocks
}

/// Whether the items of a list are the pictures of a gallery: most of them begin with one, below their numbers.
fn is_slides(items: &[Vec<Block>]) -> bool {
    let has_words = |block: &Block| block.text().contains(char::is_alphabetic);
    let is_slide = |item: &&Vec<Block>| {
        let first = item.iter().find(|block| matches!(block, Block::Picture(_)) || has_words(block));
        matches!(first, Some(Block::Picture(_)))
    };
    items.len() > 1 && items.iter().filter(is_slide).count() * 2 > items.len()
}

fn push_some<T>(blocks: &mut Vec<Block>, parts: Vec<T>, block: impl FnOnce(Vec<T>) -> Block) {
    if !parts.is_empty() {
        blocks.push(block(parts));
    }
}

/// Neighbours that stand in the same container of a depth, or each in none.
pub(super) fn groups(leaves: &[Leaf], depth: usize) -> impl Iterator<Item = &[Leaf]> {
    leaves.chunk_by(move |one, other| {
        let number = |leaf: &Leaf| leaf.within.get(depth).map(|container| container.number);
        number(one) == number(other)
    })
}

fn plain(leaf: &Leaf) -> Option<Block> {
    Some(match &leaf.kind {
        Kind::Heading(level) => Block::Heading { level: *level, text: leaf.text.clone() },
        Kind::Text => Block::Paragraph(leaf.text.clone()),
        Kind::Code(language) => {
            Block::Code { language: language.clone(), text: leaf.text.text().into_owned() }
        }
        Kind::Picture(picture) => Block::Picture(picture.clone()),
        Kind::Player(address) => Block::Player(address.clone()),
        Kind::Rule => Block::Rule,
        Kind::Comment(comment) => Block::Comment(comment.clone()),
    })
}

/// What several leaves say, in one line.
fn joined<'a>(leaves: impl Iterator<Item = &'a Leaf>) -> Inline {
    let mut all = Inline::default();
    for leaf in leaves.filter(|leaf| !leaf.text.is_empty()) {
        if !all.0.is_empty() {
            all.0.push(crate::import::block::Span::Text(" ".to_owned()));
        }
        all.0.extend(leaf.text.0.iter().cloned());
    }
    all
}

/// A figure: its pictures, the last of which has the caption; or whatever else somebody put into one.
fn figure(leaves: &[Leaf], depth: usize) -> Vec<Block> {
    let is_within = |leaf: &Leaf, kind| leaf.within[depth..].iter().any(|container| container.kind == kind);
    let is_caption = |leaf: &&Leaf| is_within(leaf, Within::Caption) && !is_within(leaf, Within::Credit);
    let is_said = |leaf: &&Leaf| is_within(leaf, Within::Caption) || is_within(leaf, Within::Credit);
    let caption = joined(leaves.iter().filter(is_caption));
    let credit = joined(leaves.iter().filter(|leaf| is_within(leaf, Within::Credit)));
    let own: Vec<Leaf> = leaves.iter().filter(|leaf| !is_said(leaf)).cloned().collect();
    let mut blocks = level(&own, depth + 1);
    let last = blocks.iter().rposition(|block| matches!(block, Block::Picture(_)));
    let caption = (!caption.is_empty()).then_some(caption);
    let credit = (!credit.is_empty()).then(|| credit.text().into_owned());
    match last.map(|at| &mut blocks[at]) {
        Some(Block::Picture(picture)) => {
            picture.caption = caption;
            picture.credit = credit;
        }
        // The caption of a table or of a player is a paragraph below it.
        _ if own.is_empty() => {
            blocks.extend(caption.map(|caption| {
                Block::Picture(Picture { caption: Some(caption), credit, ..Picture::default() })
            }))
        }
        _ => blocks.extend(caption.map(Block::Paragraph)),
    }
    blocks
}
