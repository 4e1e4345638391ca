//! Who wrote an article: the lines that say so. Names, roles and outlets in them are told apart by whoever knows bylines.
//!
//! Programs know who put a text into them, and readers are told who wrote it: where both name a person and it is not the same
//! one, the line that readers see counts, as a guess. An outlet, a login or a placeholder in the place of a name is none.

mod marks;
mod names;
mod seen;
mod told;

use self::seen::Seen;
use self::told::Told;
use super::{Found, Provenance, Sources, structured};
use crate::import::newsroom::byline::{self, is_name, is_organisation};

/// The bylines of a page; several where machines are told of several.
pub(super) fn read(sources: &Sources<'_>, outlet: Option<&str>) -> Vec<Found<String>> {
    let is_outlet = |name: &str| outlet.is_some_and(|outlet| super::key(outlet) == super::key(name));
    let is_person = |told: &Told| {
        !told.is_organisation
            && names::is_person(&told.name)
            && !is_organisation(&told.name)
            && (is_name(&told.name) || !is_outlet(&told.name))
    };
    // Many sites have a login of the site's name; those who write alone call their site by their own name, and say so.
    let is_own_site = |name: &str| {
        let publishers =
            sources.things.article().map(|article| structured::names(sources.things, article, "publisher"));
        publishers.into_iter().flatten().any(|(publisher, types)| {
            super::key(&publisher) == super::key(name) && types.iter().any(|kind| kind == "Person")
        })
    };
    let sure = |name: &str, provenance: Provenance| {
        if is_outlet(name) && !is_own_site(name) { Provenance::Guessed } else { provenance }
    };
    let (people, others): (Vec<_>, Vec<_>) = told::read(sources).into_iter().partition(is_person);
    let seen = seen::read(sources, outlet);
    if people.is_empty() {
        return seen
            .map(Seen::found)
            .map(|found| Found { provenance: sure(&found.value, found.provenance), ..found })
            .or_else(|| others.into_iter().find_map(no_person))
            .into_iter()
            .collect();
    }
    if let Some(seen) = seen.filter(Seen::is_said) {
        let line = super::key(&seen.text);
        let words: Vec<&str> = line.split(' ').collect();
        let is_in = |told: &Told| {
            super::key(&told.name).split(' ').any(|word| word.chars().count() > 2 && words.contains(&word))
        };
        let read = byline::read(&seen.text).map_or(0, |byline| byline.people.len());
        if people.iter().all(is_in) && read > people.len() {
            return vec![Found::new(seen.text, Provenance::Visible, seen.place)];
        }
        if !people.iter().any(is_in) && read > 0 {
            let is_site = people.iter().all(|told| is_outlet(&told.name));
            let provenance = if is_site { Provenance::Visible } else { Provenance::Guessed };
            return vec![Found::new(seen.text, provenance, seen.place)];
        }
    }
    let provenance = |told: &Told| match told.is_doubtful {
        true => Provenance::Guessed,
        false => sure(&told.name, Provenance::Structured),
    };
    people.into_iter().map(|told| Found::new(told.name.clone(), provenance(&told), told.place)).collect()
}

/// What machines are told, where nobody else is named: an organisation that says nothing of who wrote for it, or a login.
fn no_person(told: Told) -> Option<Found<String>> {
    let is_spelled = names::is_spelled(&told.name);
    if names::is_placeholder(&told.name) || (!is_spelled && !names::is_login(&told.name)) {
        return None;
    }
    let is_sure = is_spelled && !told.is_doubtful && !is_organisation(&told.name);
    let provenance = if is_sure { Provenance::Structured } else { Provenance::Guessed };
    Some(Found::new(told.name, provenance, told.place))
}
