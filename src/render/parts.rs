//! `part(name=…)`: a template that shows of its page only whether the navigation leads there, rendered once.
//!
//! Header and footer stand on every page, and rendering them was more than a third of the cost of a page. A part sees
//! the site, the page's language and the page's address if it is one of the navigation's, so there are few of
//! each and their texts can be kept; what a part asked is kept with it and added to what the page asked.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use tera::{Context, Error, Kwargs, State, TeraResult, Value};

use super::functions;
use super::scope::{self, Scene, Trace};

/// What a part's text depends on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct PartKey {
    name: String,
    current: String,
    language: String,
}

/// The parts that were rendered: as many as templates ask for, times addresses in the navigation, times languages.
#[derive(Default)]
pub(super) struct Parts(RwLock<BTreeMap<PartKey, (Value, Trace)>>);

/// `part(name="parts/header.html", url=page.url)`: a part of a page, by the template of that name.
pub(super) fn part(kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    functions::only(&kwargs, &["name", "url"])?;
    let name = kwargs.must_get::<&str>("name")?;
    let scene = scope::scene()?;
    let current = kwargs.get::<&str>("url")?.filter(|url| scene.navigation.contains(*url)).unwrap_or("");
    let place =
        PartKey { name: name.to_owned(), current: current.to_owned(), language: scene.language.clone() };
    let Parts(kept) = &scene.kept.parts;
    if let Some((html, trace)) = kept.read().unwrap_or_else(PoisonError::into_inner).get(&place) {
        scope::also_asked(trace);
        return Ok(html.clone());
    }
    let (html, trace) = render(&scene, &place)?;
    kept.write().unwrap_or_else(PoisonError::into_inner).insert(place, (html.clone(), trace));
    Ok(html)
}

fn render(scene: &Arc<Scene>, place: &PartKey) -> TeraResult<(Value, Trace)> {
    if !scene.renderer.has(&place.name) {
        return Err(Error::message(format!("there is no template `{}`", place.name)));
    }
    let mut context = Context::new();
    context.insert_value("site", scene.site.clone());
    context.insert("language", &place.language);
    context.insert("current", &place.current);
    scope::part(scene, &place.name, &context)
}
