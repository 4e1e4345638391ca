//! The functions that templates may call: questions to the site, assets, data, interface texts.

use std::collections::BTreeMap;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::scope;
use crate::content::front_matter::ArticleType;
use crate::diagnostic::did_you_mean;
use crate::site::TermKind;
use crate::site::queries::{EDITION, FILTERS, Question};

pub(super) fn register(tera: &mut Tera) {
    tera.register_function("articles", articles);
    for kind in TermKind::ALL {
        tera.register_function(kind.as_str(), move |kwargs: Kwargs, _: &State| term(kind, &kwargs));
        tera.register_function(kind.plural(), move |kwargs: Kwargs, _: &State| terms(kind, &kwargs));
    }
    tera.register_function("edition", edition);
    tera.register_function("editions", editions);
    tera.register_function("card", super::cards::card);
    tera.register_function("part", super::parts::part);
    tera.register_function("asset", asset);
    tera.register_function("data", data);
    tera.register_function("t", text);
}

/// What `articles()` takes.
const ARTICLES: [&str; 9] =
    ["author", "source", "story", "tag", "topic", "type", "edition", "limit", "offset"];

/// What is wrong with a call that names an argument which the function does not have.
///
/// # Errors
/// The first such argument, and what it may have meant.
pub(super) fn only(kwargs: &Kwargs, known: &[&'static str]) -> TeraResult<()> {
    let named = kwargs.iter().filter_map(|(key, _)| key.as_str());
    let Some(unknown) = named.into_iter().find(|name| !known.contains(name)) else { return Ok(()) };
    Err(Error::message(match did_you_mean(unknown, known.iter().copied()) {
        Some(meant) => format!("there is no argument `{unknown}` here; did you mean `{meant}`?"),
        None => format!("there is no argument `{unknown}` here; there are {}", known.join(", ")),
    }))
}

/// `articles(tag="Ukraine", limit=5)`: cards, newest first.
fn articles(kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    only(&kwargs, &ARTICLES)?;
    let mut filters = BTreeMap::new();
    for name in FILTERS {
        if let Some(value) = kwargs.get::<&str>(name)? {
            // The canonical form: two spellings of one name are one question.
            filters.insert(name.into(), crate::site::terms::key(value));
        }
    }
    if let Some(name) = kwargs.get::<&Value>("edition")? {
        filters.insert(EDITION.into(), edition_name(name)?);
    }
    if let Some(kind) =
        filters.get("type").filter(|kind| !ArticleType::ALL.iter().any(|t| t.as_str() == *kind))
    {
        let known = ArticleType::ALL.map(ArticleType::as_str).join(", ");
        return Err(Error::message(format!("there is no type of article `{kind}`; there are {known}")));
    }
    let limit = kwargs.get::<usize>("limit")?;
    let offset = kwargs.get::<usize>("offset")?.unwrap_or(0);
    scope::ask(Question::Articles { filters, limit, offset })
}

/// `topic(name="Ukraine")`: one term, or none.
fn term(kind: TermKind, kwargs: &Kwargs) -> TeraResult<Value> {
    only(kwargs, &["name"])?;
    let name = kwargs.must_get::<&str>("name")?;
    scope::ask(Question::Term(kind, crate::site::terms::key(name)))
}

/// `topics()`, `tags(limit=20)`.
fn terms(kind: TermKind, kwargs: &Kwargs) -> TeraResult<Value> {
    only(kwargs, &["limit"])?;
    scope::ask(Question::Terms(kind, kwargs.get::<usize>("limit")?))
}

/// `edition(name="12")`: one edition by its slug or its number, or none.
fn edition(kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    only(&kwargs, &["name"])?;
    scope::ask(Question::Edition(edition_name(kwargs.must_get::<&Value>("name")?)?))
}

/// An edition's address, its slug or its number.
fn edition_name(name: &Value) -> TeraResult<String> {
    let text = || name.as_str().map(str::to_owned);
    let number = || name.as_i64().map(|number| number.to_string());
    text().or_else(number).ok_or_else(|| {
        Error::message(
            "an edition is named by its address (`edition.url`), its number, or the slug of its file",
        )
    })
}

/// `editions(limit=3)`: the newest editions.
fn editions(kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    only(&kwargs, &["limit"])?;
    scope::ask(Question::Editions(kwargs.get::<usize>("limit")?))
}

/// `asset(path="theme/style.css")`: the address of a file of `static/`.
fn asset(kwargs: Kwargs, _: &State) -> TeraResult<String> {
    only(&kwargs, &["path"])?;
    let path = kwargs.must_get::<&str>("path")?;
    let missing = || Error::message(format!("there is no file static/{path}"));
    scope::scene()?.ask.asset(path.trim_start_matches('/')).ok_or_else(missing)
}

/// `data(name="prices")`: what `data/prices.yaml`, `.json` or `.csv` holds.
fn data(kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    only(&kwargs, &["name"])?;
    let name = kwargs.must_get::<&str>("name")?;
    let missing = || Error::message(format!("there is no data/{name}.yaml, .json or .csv"));
    scope::scene()?.ask.data(name).ok_or_else(missing)
}

/// `t(key="list.count", count=3)`: an interface text.
fn text(kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let key = kwargs.must_get::<&str>("key")?;
    let count = kwargs.get::<i64>("count")?;
    let scene = scope::scene()?;
    let fill = |place: &str| kwargs.get::<String>(place).ok().flatten();
    let missing = || Error::message(format!("there is no interface text `{key}` in i18n/"));
    scene.texts.get(key, count, &fill).ok_or_else(missing)
}
