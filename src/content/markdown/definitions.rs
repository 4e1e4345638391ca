//! Where links by reference lead: `[name]: address` at whatever place of a body.

use std::ops::Range;

use super::events::events;
use super::links::place_in;

/// The addresses of a body's definitions, and where they stand in it. One that the parser had to put together has no place.
pub(crate) fn definitions(body: &str) -> Vec<(String, Option<Range<usize>>)> {
    let mut events = events(body);
    events.by_ref().for_each(drop);
    let definitions = events.reference_definitions().iter().map(|(_, definition)| {
        let place = place_in(body, &definition.dest).filter(|place| !place.is_empty());
        (definition.dest.to_string(), place)
    });
    let mut definitions: Vec<_> = definitions.collect();
    definitions.sort_by_key(|(_, place)| place.as_ref().map(|place| place.start));
    definitions
}
