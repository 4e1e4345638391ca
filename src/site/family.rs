//! Tags above and below each other, by `parent:` of the registry.
//!
//! A tag's articles stand in the lists of all the tags above it. What is shown of a family leaves out hidden tags and those
//! without articles: a child stands below the nearest tag above it that is shown. A tag that is named like a topic is that
//! topic here, too: its children stand on the topic's page.

use super::terms::{TermName, TermNames};
use super::{ArticleId, TermId};
use crate::content::registry::RegistryKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{FastMap, FastSet};

/// The parent of every term, by number; nothing if no term has one. `find` gives the term of a name. One whose parents lead
/// back to it has none, and a warning says so.
pub(super) fn parents(
    terms: &[TermName],
    find: &dyn Fn(&str) -> Option<TermId>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<TermId>> {
    let parent = |term: &TermName| find(term.entry.as_ref()?.parent.as_deref()?);
    let parents: Vec<Option<TermId>> = terms.iter().map(parent).collect();
    if parents.iter().all(Option::is_none) {
        return Vec::new();
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
                diagnostics.extend(circle(&terms[at as usize], &terms[up.0 as usize]));
                break;
            }
            at = up.0;
        }
    }
    whole
}

fn circle(child: &TermName, parent: &TermName) -> Option<Diagnostic> {
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
pub(super) fn with_parents(tags: &TermNames, own: &[TermId]) -> Vec<TermId> {
    // Most articles have few tags, and most tags none above them.
    if own.iter().all(|tag| tags.parent(*tag).is_none()) {
        return own.to_vec();
    }
    let (mut all, mut met) = (own.to_vec(), own.iter().copied().collect::<FastSet<_>>());
    let mut next = 0;
    while let Some(tag) = all.get(next).copied() {
        next += 1;
        if let Some(parent) = tags.parent(tag).filter(|parent| met.insert(*parent)) {
            all.push(parent);
        }
    }
    all
}

/// The tags that are shown above and below a tag or a topic.
#[derive(Debug, Clone, Default)]
pub(super) struct Family {
    /// The nearest tag above.
    pub(super) above: Option<TermId>,
    /// The tags below, by name.
    pub(super) below: Vec<TermId>,
}

/// Those of each tag and of each topic, by number. Both are given with the articles of each.
pub(super) fn families(
    (tags, of_tags): (&TermNames, &[Vec<ArticleId>]),
    (topics, of_topics): (&TermNames, &[Vec<ArticleId>]),
) -> (Vec<Family>, Vec<Family>) {
    let [mut tag_families, mut topic_families] =
        [tags, topics].map(|names| vec![Family::default(); names.numbers()]);
    let has_page = |names: &TermNames, lists: &[Vec<ArticleId>], id: TermId| {
        names.name(id).has_page_with(!lists[id.0 as usize].is_empty())
    };
    // A tag that is a topic is shown as that topic, if the topic has a page.
    let is_shown = |id: TermId| {
        let tag = tags.name(id);
        let as_topic = |topic| !tag.hidden && has_page(topics, of_topics, topic);
        has_page(tags, of_tags, id) || tag.is_topic.is_some_and(as_topic)
    };
    let mut nearest: FastMap<TermId, Option<TermId>> = FastMap::default();
    for id in tags.ids().filter(|id| tags.parent(*id).is_some()) {
        // Each tag that is not shown is climbed past once: its nearest that is shown is remembered.
        let (mut above, mut passed) = (tags.parent(id), Vec::new());
        while let Some(up) = above.filter(|up| !is_shown(*up)) {
            if let Some(known) = nearest.get(&up) {
                above = *known;
                break;
            }
            passed.push(up);
            above = tags.parent(up);
        }
        nearest.extend(passed.into_iter().map(|up| (up, above)));
        let Some(above) = above.filter(|_| is_shown(id)) else { continue };
        tag_families[id.0 as usize].above = Some(above);
        tag_families[above.0 as usize].below.push(id);
        if let Some(topic) = tags.name(id).is_topic {
            topic_families[topic.0 as usize].above = Some(above);
        }
        if let Some(topic) = tags.name(above).is_topic {
            topic_families[topic.0 as usize].below.push(id);
        }
    }
    (tag_families, topic_families)
}
