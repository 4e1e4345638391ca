//! `part(name=…)`: a template that shows of its page only whether the navigation leads there, rendered once.
//!
//! Header and footer stand on every page, and rendering them was more than a third of the cost of a page. A part sees
//! the site, the page's language, and the addresses of the page and of what it belongs to if they are some of the
//! navigation's, so there are few of each and their texts can be kept; what a part asked is kept with it and added to what
//! the page asked.

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
    section: String,
    language: String,
}

/// The parts that were rendered: as many as templates ask for, times addresses in the navigation, times languages.
#[derive(Default)]
pub(super) struct Parts(RwLock<BTreeMap<PartKey, (Value, Trace)>>);

/// `part(name="parts/header.html", url=page.url, section=page.section)`: a part of a page, by the template of that name.
pub(super) fn part(kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    functions::only(&kwargs, &["name", "url", "section"])?;
    let name = kwargs.must_get::<&str>("name")?;
    let scene = scope::scene()?;
    let known = |argument| -> TeraResult<String> {
        // What a page has none of may be handed on as that.
        let url = match kwargs.get::<&Value>(argument)? {
            Some(url) if url.is_none() => None,
            _ => kwargs.get::<&str>(argument)?,
        };
        let url = url.filter(|url| scene.navigation.contains(*url));
        Ok(url.unwrap_or("").to_owned())
    };
    let place = PartKey {
        name: name.to_owned(),
        current: known("url")?,
        section: known("section")?,
        language: scene.language.clone(),
    };
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
    context.insert("section", &place.section);
    scope::part(scene, &place.name, &context)
}
