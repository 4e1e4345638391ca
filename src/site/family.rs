//! Tags above and below each other, by `parent:` of the registry.
//!
//! A tag's articles stand in the lists of all the tags above it. What is shown of a family leaves out hidden tags and those
//! without articles: a child stands below the nearest tag above it that is shown. A tag that is named like a topic is that
//! topic here, too: its children stand on the topic's page.

use super::TermId;
use super::terms::{Term, Terms};
use crate::content::registry::RegistryKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{FastMap, FastSet};

/// Finds the parent of every term. One whose parents lead back to it has none, and a warning says so.
pub(super) fn parents(terms: &mut Terms, diagnostics: &mut Vec<Diagnostic>) {
    let parent = |term: &Term| terms.find_exactly(term.entry.as_ref()?.parent.as_deref()?);
    let parents: Vec<Option<TermId>> = terms.iter().map(|(_, term)| parent(term)).collect();
    if parents.iter().all(Option::is_none) {
        return;
    }
    let mut whole = parents.clone();
    // A walk upwards that meets what this walk has met already is a circle; one that meets what an earlier walk has met is
    // none, or was said to be one. So every term is passed once.
    let mut met = vec![0_u32; parents.len()];
    for start in 0..parents.len() as u32 {
        let mut at = start;
        while met[at as usize] == 0 {
            met[at as usize] = start + 1;
            let Some(up) = whole[at as usize] else { break };
            if met[up.0 as usize] == start + 1 {
                whole[at as usize] = None;
                diagnostics.extend(circle(terms, TermId(at), up));
                break;
            }
            at = up.0;
        }
    }
    for (term, parent) in terms.iter_mut().zip(whole) {
        term.parent = parent;
    }
}

fn circle(terms: &Terms, child: TermId, parent: TermId) -> Option<Diagnostic> {
    let (child, parent) = (terms.get(child), terms.get(parent));
    let entry = child.entry.as_ref()?;
    let (message, hint) = match child.name == parent.name {
        true => (format!("\"{}\" is its own parent", child.name), "take its `parent:` out"),
        false => (
            format!("\"{}\" is below \"{}\", which is below it", child.name, parent.name),
            "take one of the `parent:` out that lead from one to the other",
        ),
    };
    let problem = Diagnostic::warning(Code::ParentCircle, message).in_file(RegistryKind::Tags.path());
    Some(problem.at(entry.span).hint(hint))
}

/// An article's tags, each with those above it; each once.
pub(super) fn with_parents(tags: &Terms, own: &[TermId]) -> Vec<TermId> {
    // Most articles have few tags, and most tags none above them.
    if own.iter().all(|tag| tags.get(*tag).parent.is_none()) {
        return own.to_vec();
    }
    let (mut all, mut met) = (own.to_vec(), own.iter().copied().collect::<FastSet<_>>());
    let mut next = 0;
    while let Some(tag) = all.get(next).copied() {
        next += 1;
        if let Some(parent) = tags.get(tag).parent.filter(|parent| met.insert(*parent)) {
            all.push(parent);
        }
    }
    all
}

/// Finds which tags are shown above and below each tag and topic.
pub(super) fn family(tags: &mut Terms, topics: &mut Terms) {
    // A tag that is a topic is shown as that topic, if the topic has a page.
    let shown = |tag: &Term| {
        tag.has_page() || !tag.hidden && tag.is_topic.is_some_and(|topic| topics.get(topic).has_page())
    };
    let visible: Vec<bool> = tags.iter().map(|(_, tag)| shown(tag)).collect();
    let mut children: Vec<(TermId, TermId)> = Vec::new();
    let mut nearest: FastMap<TermId, Option<TermId>> = FastMap::default();
    for (id, tag) in tags.by_name().filter(|(_, tag)| tag.parent.is_some()) {
        // Each tag that is not shown is climbed past once: its nearest that is shown is remembered.
        let (mut above, mut passed) = (tag.parent, Vec::new());
        while let Some(up) = above.filter(|up| !visible[up.0 as usize]) {
            if let Some(known) = nearest.get(&up) {
                above = *known;
                break;
            }
            passed.push(up);
            above = tags.get(up).parent;
        }
        nearest.extend(passed.into_iter().map(|up| (up, above)));
        if let Some(above) = above.filter(|_| visible[id.0 as usize]) {
            children.push((id, above));
        }
    }
    for (child, above) in children {
        tags.get_mut(child).above = Some(above);
        tags.get_mut(above).below.push(child);
        if let Some(topic) = tags.get(child).is_topic {
            topics.get_mut(topic).above = Some(above);
        }
        if let Some(topic) = tags.get(above).is_topic {
            topics.get_mut(topic).below.push(child);
        }
    }
}
