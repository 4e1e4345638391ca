//! The old addresses that documents name, as redirections.

use std::collections::BTreeSet;

use super::super::Redirect;
use super::super::place::Placed;
use crate::paths::OutPath;

/// The old addresses of a document. One at which it stands itself says nothing, and neither does a second spelling of one.
pub(super) fn aliases(place: &Placed) -> impl Iterator<Item = Redirect> {
    let named = &place.document.front.rare().aliases;
    let path = |url: &str| OutPath::of_url(url).ok().map(|path| path.as_str().to_owned());
    let own = if named.is_empty() { None } else { path(&place.url) };
    let mut seen: BTreeSet<String> = own.into_iter().collect();
    // What makes no path is said elsewhere.
    named.iter().filter(move |alias| path(alias).is_none_or(|path| seen.insert(path))).map(|alias| Redirect {
        from: alias.clone(),
        to: place.url.to_string(),
        by: place.document.path.to_string(),
    })
}
