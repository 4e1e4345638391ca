//! What is done of a preview that somebody saves: with the functions that `newsprint import` has.
#![allow(clippy::disallowed_methods)] // an edge: the clock

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::ask::Save;
use super::edition;
use super::words::{worded, worded_all};
use crate::content::{Date, Slug};
use crate::import::article::Article;
use crate::import::draft::{Choices, Draft, sources};
use crate::import::facts::Provenance;
use crate::import::form::{self, Form};
use crate::import::known::{brief, known};
use crate::import::notice::Notice;
use crate::import::place;
use crate::output::Context;
use crate::scaffold::document::names;
use crate::serve::http::Server;
use crate::serve::live::Live;
use crate::site::{Site, TermKind, address_of};

/// How many other articles, and how many topics and editions, are offered.
pub(super) const OFFERED: usize = 100;

/// Something that was previewed.
pub(super) struct Previewed {
    pub(super) article: Article,
    /// Its text, as the page shows it.
    pub(super) markdown: String,
    /// The language of its draft.
    pub(super) into: String,
}

/// Writes a draft, or an entry of an edition, or both.
pub(super) fn save(server: &Server, live: &Live, save: Save) -> Result<Value, String> {
    saved(server, live, save).map_err(|why| worded(&why))
}

fn saved(server: &Server, live: &Live, save: Save) -> Result<Value, Notice> {
    let previewed = recalled(server, save.number)?;
    let site = in_language(live, &previewed.into)?.site();
    let outlet = sources::page_outlet(site, &previewed.article);
    let form = Form { fields: save.fields.clone(), sure: save.sure.clone() };
    let article = form::corrected(&previewed.article, outlet.as_ref(), &form)?;
    let body = form::body(&save.markdown);
    let is_edited = body != form::body(&previewed.markdown);
    if !save.brief && body.is_empty() && article.nothing(false).is_some() {
        return Err("there is no text: paste it into the form, or make it a brief".into());
    }
    let edition = match save.edition.trim() {
        "" => None,
        name => Some(place::edition(site, name)?),
    };
    let is_entry_alone = save.brief && edition.is_some();
    let mut remarks = Vec::new();
    // A line of an edition has none.
    let chosen = |given: &[String]| if is_entry_alone { Vec::new() } else { filled(given) };
    let topics = names(site, TermKind::Topic, "topic", &chosen(&save.topics), &mut remarks)?;
    let tags = names(site, TermKind::Tag, "tag", &chosen(&save.tags), &mut remarks)?;
    // What was written into the form is our own sentence.
    let own = article.standfirst.as_ref().filter(|text| text.provenance == Provenance::Given);
    let summary = own.map(|text| text.value.clone()).filter(|text| !text.trim().is_empty());
    let body = is_edited.then_some(body);
    let choices = Choices { body, summary, ..choices(server, site, &save, topics, tags)? };
    let root = &server.config.root;
    let made = place::prepared(root, site, &article, &choices);
    let document = made.as_ref().ok().and_then(|made| made.document.as_deref());
    let found = known(live.loaded().context.sites(), &article, document);
    if let Some(found) = found.filter(|found| found.is_in_the_way() && !save.again) {
        return Ok(json!({ "written": false, "known": worded(&found.again(edition.is_some())) }));
    }
    let made = made?;
    remarks.extend(worded_all(&made.remarks));
    if let Some(edition) = edition.filter(|_| is_entry_alone && !save.again)
        && let path = &*edition.page.document.path
        && let Some(brief) = brief(live.loaded().context.sites(), &article, Some(path))
    {
        let known = brief.twice(path);
        return match brief.is_in(path) {
            true => Err(known),
            false => Ok(json!({ "written": false, "known": worded(&known) })),
        };
    }
    let summary = choices.summary.as_deref();
    let entry = edition.map(|_| place::entry(site, &article, &made, save.brief, summary)).transpose()?;
    let mut value = json!({
        "path": (!is_entry_alone).then_some(&made.path),
        "text": (!is_entry_alone).then_some(&made.text),
        "url": url(site, &made).filter(|_| !is_entry_alone),
        "remarks": remarks,
        "entry": entry.as_ref().map(|entry| &entry.markdown),
        "edition": edition.map(|edition| edition::shown(site, edition)),
        "written": false,
    });
    if save.dry {
        if !is_entry_alone {
            place::is_free(root, &made)?;
        }
        if let (Some(edition), Some(entry)) = (edition, &entry) {
            place::added(root, site, &edition.page.document.path, entry)?;
        }
        return Ok(value);
    }
    if !is_entry_alone {
        place::place(root, &made)?;
    }
    if let (Some(edition), Some(entry)) = (edition, &entry)
        && let Err(why) = place::add_entry(root, site, &edition.page.document.path, entry)
    {
        if is_entry_alone {
            return Err(why);
        }
        value["problem"] = worded(&why).into();
    }
    value["written"] = true.into();
    Ok(value)
}

/// Something that was previewed, by its number.
pub(super) fn recalled(server: &Server, number: u64) -> Result<Arc<Previewed>, String> {
    server.import.recall(number).ok_or_else(|| {
        "the server has forgotten this preview: it was started anew, or made others since; copy what you have written, and preview the page again".to_owned()
    })
}

/// What makes the site in a language; in its own where none is named.
pub(super) fn in_language<'a>(live: &'a Live, language: &str) -> Result<&'a Context, String> {
    let context = &live.loaded().context;
    if language.is_empty() {
        return Ok(context);
    }
    context.by_code(language).ok_or_else(|| format!("the site has no language {language}"))
}

/// What an editor chose for a draft.
pub(super) fn choices(
    server: &Server,
    site: &Site,
    save: &Save,
    topics: Vec<String>,
    tags: Vec<String>,
) -> Result<Choices, Notice> {
    let slug = match save.slug.trim() {
        "" => None,
        text => {
            let slug = Slug::new(text);
            Some(slug.ok_or_else(|| format!("“{text}” has no letter or digit for the name of a file"))?)
        }
    };
    Ok(Choices {
        date: now(server, site)?,
        topics,
        tags,
        summary: None,
        is_brief: save.brief,
        is_entry: save.brief && !save.edition.trim().is_empty(),
        is_bundle: false,
        slug,
        // That of the form is the article's.
        licence: None,
        is_republished: save.republished && !save.brief,
        body: None,
    })
}

/// The moment that drafts are dated with: the present, or the one that the server was told.
pub(super) fn now(server: &Server, site: &Site) -> Result<Date, String> {
    let present = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    };
    let moment = if server.config.clock { present() } else { site.now };
    let date = Date::at(moment, site.config.timezone).ok_or("this moment is in no calendar")?;
    Ok(Date { has_time: true, ..date })
}

/// Where a draft is shown, as long as the server shows drafts.
fn url(site: &Site, made: &Draft) -> Option<String> {
    let document = made.document.as_deref()?;
    Some(site.config.base_url.page(&address_of(document, &site.config)?))
}

fn filled(names: &[String]) -> Vec<String> {
    names.iter().filter(|name| !name.trim().is_empty()).cloned().collect()
}
