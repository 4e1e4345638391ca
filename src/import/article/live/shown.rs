//! The updates of a live blog as readers see them: elements beside each other, each with its time.

use std::collections::HashMap;

use chrono_tz::Tz;
use dom_query::{NodeId, NodeRef};

use super::heading;
use crate::import::beside::{self, is_of_comments, is_of_others};
use crate::import::block::{Block, Inline, Span};
use crate::import::facts::{Moment, Update};
use crate::import::html::{self, Kind, Leaf};
use crate::import::newsroom::words::ends_sentence;
use crate::import::page::Page;

/// How many `time` elements of a page are looked at.
const TIMES: usize = 500;
/// The fewest updates that make a live blog.
const FEWEST: usize = 3;
/// By how many elements something else may be around an update.
const AROUND: usize = 5;
/// How far above its time the element of an update is.
const HIGHEST: usize = 6;
/// The longest headline of an update, in characters.
const LONGEST: usize = 120;

/// The updates of a page.
pub(in crate::import::article) struct Shown {
    entries: Vec<Entry>,
}

struct Entry {
    update: Update,
    /// Its leaves, but for those that are its time and its headline.
    leaves: Vec<usize>,
    /// All of them.
    all: Vec<usize>,
}

/// An element, and those in it that may be updates, each with its time.
type Group<'a> = (NodeId, Vec<(NodeRef<'a>, NodeRef<'a>)>);

impl Shown {
    /// Reads the updates of a page that says that it is a live blog, by its headline or by the names of its elements.
    pub(in crate::import::article) fn read(page: &Page, leaves: &[Leaf], title: &str) -> Option<Self> {
        let times = page.document.select("time[datetime]");
        let times = times.nodes();
        if !(FEWEST..=TIMES).contains(&times.len()) {
            return None;
        }
        // How many times stand in each element.
        let mut counts: HashMap<NodeId, usize> = HashMap::new();
        for above in times.iter().flat_map(|time| time.ancestors_it(None)) {
            *counts.entry(above.id).or_default() += 1;
        }
        let mut groups: Vec<Group<'_>> = Vec::new();
        for time in times {
            let is_own = |above: &NodeRef<'_>| counts.get(&above.id) == Some(&1);
            let own = time.ancestors_it(Some(HIGHEST)).take_while(is_own).last();
            if let Some((own, parent)) = own.and_then(|own| Some((own, own.parent()?))) {
                match groups.iter_mut().find(|(of, _)| *of == parent.id) {
                    Some((_, group)) => group.push((own, *time)),
                    None => groups.push((parent.id, vec![(own, *time)])),
                }
            }
        }
        let mut within = within(page, leaves, &groups);
        let mut best: Option<Vec<Entry>> = None;
        for (_, group) in groups.into_iter().filter(|(_, group)| group.len() >= FEWEST) {
            let is_live = is_live(title) || group.iter().all(|(own, _)| is_called_live(own));
            let is_beside =
                || group.iter().any(|(own, _)| is_of_others(own, AROUND) || is_of_comments(own, AROUND));
            if !is_live || is_beside() {
                continue;
            }
            let entries: Option<Vec<Entry>> =
                group.iter().map(|(own, time)| entry(leaves, within.remove(&own.id)?, time)).collect();
            if let Some(entries) = entries
                && best.as_ref().is_none_or(|best| entries.len() > best.len())
            {
                best = Some(entries);
            }
        }
        let mut entries = best?;
        entries.sort_by_key(|entry| entry.update.at.as_ref().map(Moment::order));
        Some(Self { entries })
    }

    /// When the first update was published.
    pub(in crate::import::article) fn began(&self) -> Option<&Moment> {
        self.entries.first()?.update.at.as_ref()
    }

    /// Whether a leaf is of an update.
    pub(in crate::import::article) fn has(&self, leaf: usize) -> bool {
        self.entries.iter().any(|entry| entry.all.binary_search(&leaf).is_ok())
    }

    /// The updates, the oldest first, behind what is kept of the page before them.
    pub(in crate::import::article) fn blocks(&self, leaves: &[Leaf], kept: &[bool], zone: Tz) -> Vec<Block> {
        let is_before = |at: &usize| kept[*at] && !self.has(*at);
        let before = (0..leaves.len()).filter(is_before).map(|at| leaves[at].clone()).collect();
        let mut blocks = html::fold(before);
        for entry in &self.entries {
            blocks.push(Block::Heading { level: 2, text: Inline::plain(heading(&entry.update, zone)) });
            blocks.extend(html::fold(entry.leaves.iter().map(|at| leaves[*at].clone()).collect()));
        }
        blocks
    }
}

/// The leaves of each element that may be an update, in their order. None stands in two.
fn within(page: &Page, leaves: &[Leaf], groups: &[Group<'_>]) -> HashMap<NodeId, Vec<usize>> {
    let mut within: HashMap<NodeId, Vec<usize>> =
        groups.iter().flat_map(|(_, group)| group).map(|(own, _)| (own.id, Vec::new())).collect();
    for (at, leaf) in leaves.iter().enumerate() {
        let node = NodeRef::new(leaf.node, &page.document.tree);
        let own =
            std::iter::once(node).chain(node.ancestors_it(None)).find(|node| within.contains_key(&node.id));
        if let Some(all) = own.and_then(|own| within.get_mut(&own.id)) {
            all.push(at);
        }
    }
    within
}

/// Whether a headline says that something is told as it happens.
fn is_live(title: &str) -> bool {
    const WORDS: &[&str] = &[
        "live", "liveblog", "live-blog", "ticker", "liveticker", "newsblog", "direct", "directo", "vivo",
        "наживо", "онлайн",
    ];
    let lower = title.to_lowercase();
    lower.split(|one: char| !one.is_alphanumeric() && one != '-').any(|word| WORDS.contains(&word))
}

/// Whether the names of an element, or of the one around it, say so.
fn is_called_live(node: &NodeRef<'_>) -> bool {
    beside::is_live(node) || node.parent().is_some_and(|parent| beside::is_live(&parent))
}

/// An update; nothing where it is none: the card of another article, or a time alone.
fn entry(leaves: &[Leaf], all: Vec<usize>, time: &NodeRef<'_>) -> Option<Entry> {
    let at = Moment::parse(&time.attr("datetime")?).filter(|at| !matches!(at, Moment::Day(_)))?;
    let clock = time.text().trim().to_owned();
    let mut headline = String::new();
    let mut rest = Vec::new();
    for at in &all {
        let leaf = &leaves[*at];
        let text = leaf.text.text().trim().to_owned();
        let said = text.strip_prefix(&clock).filter(|_| !clock.is_empty()).unwrap_or(&text);
        let said = said.trim_start_matches([' ', '|', '–', '—', '-', ':', '\u{a0}', '\n']).trim();
        if said.is_empty() && leaf.kind == Kind::Text {
            continue;
        }
        let is_heading =
            matches!(leaf.kind, Kind::Heading(_)) || is_strong(&leaf.text) && !ends_sentence(said);
        let is_first = rest.is_empty() && headline.is_empty();
        if is_first && is_heading && said.chars().count() <= LONGEST {
            // The headline of a card leads to its article.
            if matches!(leaf.text.0[..], [Span::Link { .. }]) {
                return None;
            }
            headline = said.to_owned();
            continue;
        }
        rest.push(*at);
    }
    let is_text = rest.iter().any(|at| leaves[*at].kind == Kind::Text);
    let update = Update { at: Some(at), headline, text: Inline::default() };
    is_text.then_some(Entry { update, leaves: rest, all })
}

fn is_strong(text: &Inline) -> bool {
    matches!(text.0[..], [Span::Strong(_)])
}
