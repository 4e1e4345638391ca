//! `card(article=…)`: `card.html` rendered, once per article and variant.
//!
//! Lists show the same cards again and again, and rendering them was most of the cost of a list. The card's
//! template sees nothing but the article, the variant and the page's language, so its text can be kept; what it
//! asked is kept with it and added to what the page asked.

use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, Kwargs, State, TeraResult, Value};

use super::functions;
use super::scope::{self, Scene, Trace};

/// How many places the cache has, and how many cards fall into one.
const PLACES: usize = 1 << 13;
const IN_PLACE: usize = 4;

/// What the template sees besides the article.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Variant {
    heading: String,
    lead: bool,
    language: String,
}

/// A card that was rendered.
struct Rendered {
    article: Value,
    variant: Variant,
    html: Value,
    trace: Trace,
}

/// A bounded cache of cards.
pub(super) struct Cards {
    places: Vec<Mutex<Vec<Rendered>>>,
}

impl Default for Cards {
    fn default() -> Self {
        Self { places: (0..PLACES).map(|_| Mutex::default()).collect() }
    }
}

/// Articles are told apart by where their value lies in memory: the cache holds on to the value, so that no other
/// can lie there. A value that a template has put together lies somewhere else and is rendered for itself.
fn address(article: &Value) -> usize {
    article.as_map().map_or(0, |map| std::ptr::from_ref(map) as usize)
}

/// `card(article=article, heading="h3", lead=false)`: the card of an article, by `card.html`.
pub(super) fn card(kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    functions::only(&kwargs, &["article", "heading", "lead"])?;
    let article: &Value = kwargs.must_get("article")?;
    let scene = scope::scene()?;
    let variant = Variant {
        heading: kwargs.get::<&str>("heading")?.unwrap_or("h3").to_owned(),
        lead: kwargs.get("lead")?.unwrap_or(false),
        language: scene.language.clone(),
    };
    let place = address(article);
    // Values lie at regular distances, which a remainder alone would heap up (Knuth, TAOCP 3, section 6.4).
    let scattered = (place as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    let lock = || {
        let places = &scene.kept.cards.places;
        places[scattered as usize % places.len()].lock().unwrap_or_else(PoisonError::into_inner)
    };
    let known = |kept: &&Rendered| address(&kept.article) == place && kept.variant == variant;
    if let Some(kept) = lock().iter().find(known) {
        scope::also_asked(&kept.trace);
        return Ok(kept.html.clone());
    }
    let (html, trace) = render(&scene, article, &variant)?;
    let mut kept = lock();
    if kept.len() == IN_PLACE {
        kept.remove(0);
    }
    kept.push(Rendered { article: article.clone(), variant, html: html.clone(), trace });
    Ok(html)
}

fn render(scene: &Arc<Scene>, article: &Value, variant: &Variant) -> TeraResult<(Value, Trace)> {
    let mut context = Context::new();
    context.insert_value("article", article.clone());
    context.insert("heading", &variant.heading);
    context.insert("lead", &variant.lead);
    context.insert("language", &variant.language);
    scope::part(scene, "card.html", &context)
}
