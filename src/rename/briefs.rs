//! Outlets that briefs name in the titles of their links: `[Headline](https://outlet.example/talks "The Outlet")`.

use std::ops::Range;

use super::names::{Change, NewName};
use super::{Draft, Input, documents_of};
use crate::diagnostic::{Fix, Span};
use crate::edits::Replacement;
use crate::site::TermKind;
use crate::site::terms::key;

/// What opens a title, and what closes it (CommonMark 0.31, section 6.3).
const MARKS: [(char, char); 3] = [('"', '"'), ('\'', '\''), ('(', ')')];

/// Mends the titles that mean an outlet which gets another name.
///
/// # Errors
/// A text cannot be read.
pub(super) fn mend(draft: &mut Draft<'_>, change: &Change) -> Result<(), String> {
    if change.kind != TermKind::Source {
        return Ok(());
    }
    mend_by(draft, &|draft, language, name| change.becomes(draft, language, name))
}

/// Whether a brief names an outlet so.
pub fn has_outlet(input: &Input<'_>, name: &str) -> bool {
    let of = key(name);
    documents_of(input).iter().any(|(_, document)| {
        let mut briefs = document.facts.outline.iter().flat_map(|outline| &outline.briefs);
        briefs.any(|brief| brief.outlet.as_deref().is_some_and(|outlet| key(outlet) == of))
    })
}

/// Whether nothing but briefs names the outlet.
pub(super) fn alone_name(input: &Input<'_>, name: &NewName) -> bool {
    let is_known = |name: &str| input.all.iter().any(|site| site.sources.find(name).is_some());
    name.kind == TermKind::Source && !is_known(&name.old) && has_outlet(input, &name.old)
}

/// Gives an outlet that nothing but briefs names another name.
///
/// # Errors
/// The new name is that of another outlet, and both are not to be one; or a text cannot be read.
pub(super) fn respell(draft: &mut Draft<'_>, name: &NewName) -> Result<(), String> {
    let NewName { old, new, may_merge, .. } = name;
    let sources = &draft.input.all[0].sources;
    if let Some(other) = sources.find(new).filter(|_| !may_merge) {
        let other = &sources.get(other).name;
        return Err(format!("there is a source `{other}` already: `--merge` makes one of both"));
    }
    mend_by(draft, &|_, _, named| (key(named) == key(old) && named != new).then(|| new.clone()))
}

/// What the name of an outlet becomes, in a language; none when it stays.
type Becomes<'b> = &'b dyn Fn(&Draft<'_>, usize, &str) -> Option<String>;

fn mend_by(draft: &mut Draft<'_>, becomes: Becomes<'_>) -> Result<(), String> {
    for (language, document) in draft.documents() {
        let facts = &document.facts;
        let briefs = facts.outline.iter().flat_map(|outline| &outline.briefs);
        let named = briefs.filter_map(|brief| {
            let old = brief.outlet.as_deref()?;
            let new = becomes(draft, language, old)?;
            Some((old, new, facts.links.get(brief.link as usize)?.span))
        });
        let named: Vec<(&str, String, Span)> = named.collect();
        if named.is_empty() {
            continue;
        }
        let text = draft.text(&document.path)?.to_owned();
        for (old, new, span) in named {
            match title(&text, span, old) {
                Some(place) => draft.edit(&document.path, within(place, &new)),
                None => {
                    let path = draft.place(&document.path).to_owned();
                    draft.remarks.insert(format!(
                        "{path}:{}: the title of that link names `{old}`: write `{new}` there",
                        span.line
                    ));
                }
            }
        }
    }
    Ok(())
}

/// Where a title stands behind the address of its link, and what closes it. None of one that is written in another way than it
/// reads, and none of a link by reference.
fn title(text: &str, address: Span, read: &str) -> Option<(Range<usize>, char)> {
    let place = Replacement::of(&Fix { span: address, text: "".into() }, text)?;
    let behind = text[place.end..].trim_start_matches('>').trim_start();
    let (open, close) = MARKS.into_iter().find(|(open, _)| behind.starts_with(*open))?;
    let inside = behind[open.len_utf8()..].trim_start();
    let rest = inside.strip_prefix(read)?;
    let start = text.len() - inside.len();
    rest.trim_start().starts_with(close).then_some((start..start + read.len(), close))
}

/// A title with another name in it: what would end it or mean something else has a mark before it.
fn within((place, close): (Range<usize>, char), name: &str) -> Replacement {
    let mut written = String::with_capacity(name.len());
    for one in name.chars() {
        // `R&D` is what it reads; `&amp;` would be another sign.
        let is_sign =
            one == '\\' || one == close || close == ')' && one == '(' || one == '&' && name.contains(';');
        written.extend(is_sign.then_some('\\'));
        written.push(one);
    }
    Replacement::new(place, written)
}
