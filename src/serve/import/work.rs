//! Reads what is to be imported, and writes it: with the functions that `newsprint import` has.
#![allow(clippy::disallowed_methods)] // an edge: the clock

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value, json};
use url::Url;

use super::ask::{Preview, Save, TextKind};
use super::edition;
use super::words::worded;
use crate::content::{Date, Slug};
use crate::import::article::{Article, Form as Kind};
use crate::import::draft::{Choices, Draft, sources};
use crate::import::facts::{Found, Provenance};
use crate::import::fetch::{self, Limits};
use crate::import::form::{self, Became, FIELDS, Form};
use crate::import::input::{Input, Reader, Source, address, is_html, saved_from, without_scheme};
use crate::import::known::{Known, brief, known};
use crate::import::message;
use crate::import::notice::Notice;
use crate::import::page::MOST_BYTES;
use crate::import::{markdown, place};
use crate::output::Context;
use crate::scaffold::document::names;
use crate::serve::http::Server;
use crate::serve::live::Live;
use crate::site::{Site, TermKind, address_of};

/// How many lines of a page are shown, and how much of each, in characters.
const LINES: usize = 3000;
const LINE: usize = 1500;
/// How many other articles, and how many topics and editions, are offered.
pub(super) const OFFERED: usize = 100;

/// Something that was previewed.
pub(super) struct Previewed {
    pub(super) article: Article,
    /// Its text, as the page shows it.
    markdown: String,
    /// The language of its draft.
    pub(super) into: String,
}

/// Reads something, and says what was found.
pub(super) fn preview(server: &Server, live: &Live, preview: Preview) -> Result<Value, String> {
    let context = in_language(live, &preview.into)?;
    let site = context.site();
    let article = read(server, site, preview).map_err(|why| worded(&why))?;
    let markdown = markdown::write(&article.blocks);
    let outlet = sources::page_outlet(site, &article);
    let fields: Map<String, Value> = FIELDS
        .iter()
        .filter_map(|field| {
            let found = form::shown(&article, outlet.as_ref(), field)?;
            let shown = json!({
                "value": found.value, "from": from(&found), "place": found.place, "guess": found.is_guess(),
            });
            Some(((*field).to_owned(), shown))
        })
        .collect();
    let source = form::lines(&article);
    let lines: Vec<Value> = source
        .iter()
        .take(LINES)
        .map(|line| {
            let why = match line.became {
                Became::LeftOut(why) => Some(why),
                Became::Text | Became::Headline => None,
            };
            let is_headline = line.became == Became::Headline;
            json!({ "text": cut(&line.text), "headline": is_headline, "why": why })
        })
        .collect();
    let briefs: Vec<Value> = article
        .briefs
        .iter()
        .take(OFFERED)
        .map(|card| {
            let url = card.url.as_ref().map(Url::as_str);
            json!({ "headline": card.headline, "url": url, "markdown": place::offered(site, &article, card) })
        })
        .collect();
    // Without a headline there is no draft yet: the form says so, and what is missing is written there.
    let made = choices(server, site, &Save::default(), Vec::new(), Vec::new())
        .and_then(|choices| place::prepared(&server.config.root, site, &article, &choices))
        .map_err(|why| worded(&why));
    let document = made.as_ref().ok().and_then(|made| made.document.clone());
    let found = known(live.loaded().context.sites(), &article, document.as_deref());
    let is_known = found.as_ref().is_some_and(Known::is_in_the_way);
    let found = found
        .map(|found| json!({ "path": found.path, "said": found.said(), "stops": found.is_in_the_way() }));
    let brief = || brief(live.loaded().context.sites(), &article, None);
    let found = found
        .or_else(|| brief().map(|brief| json!({ "path": brief.path, "said": brief.said(), "stops": false })));
    let topics: Vec<&str> =
        site.terms(TermKind::Topic).iter().take(OFFERED).map(|(_, term)| term.name.as_str()).collect();
    // Who has it already has its name, too.
    let remarks = match &made {
        Ok(made) => worded_all(&made.remarks),
        Err(_) if is_known => Vec::new(),
        Err(why) => vec![why.clone()],
    };
    let mut value = json!({
        "fields": fields,
        "warnings": article.notes.iter().map(|note| worded(&(*note).into())).collect::<Vec<_>>(),
        "list": article.form == Kind::List,
        "known": found,
        "path": made.as_ref().ok().map(|made| &made.path),
        "remarks": remarks,
        "markdown": markdown,
        "source": lines,
        "lines": source.len(),
        "briefs": briefs,
        "topics": topics,
        "editions": edition::open(site),
    });
    let number = server.import.remember(Previewed { article, markdown, into: site.config.language.clone() });
    value["number"] = number.into();
    Ok(value)
}

/// Writes a draft, or an entry of an edition, or both.
pub(super) fn save(server: &Server, live: &Live, save: Save) -> Result<Value, String> {
    let previewed = recalled(server, save.number)?;
    let site = in_language(live, &previewed.into)?.site();
    let outlet = sources::page_outlet(site, &previewed.article);
    let form = Form { fields: save.fields.clone(), sure: save.sure.clone() };
    let article = form::corrected(&previewed.article, outlet.as_ref(), &form)?;
    let body = form::body(&save.markdown);
    let is_edited = body != form::body(&previewed.markdown);
    if !save.brief && body.is_empty() && article.nothing(false).is_some() {
        return Err("there is no text: paste it into the form, or make it a brief".to_owned());
    }
    let edition = match save.edition.trim() {
        "" => None,
        name => Some(place::edition(site, name).map_err(|why| worded(&why))?),
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
    let choices =
        Choices { body, summary, ..choices(server, site, &save, topics, tags).map_err(|why| worded(&why))? };
    let root = &server.config.root;
    let made = place::prepared(root, site, &article, &choices);
    let document = made.as_ref().ok().and_then(|made| made.document.as_deref());
    let found = known(live.loaded().context.sites(), &article, document);
    if let Some(found) = found.filter(|found| found.is_in_the_way() && !save.again) {
        return Ok(json!({ "written": false, "known": worded(&found.again(edition.is_some())) }));
    }
    let made = made.map_err(|why| worded(&why))?;
    remarks.extend(worded_all(&made.remarks));
    if let Some(edition) = edition.filter(|_| is_entry_alone && !save.again)
        && let path = &*edition.page.document.path
        && let Some(brief) = brief(live.loaded().context.sites(), &article, Some(path))
    {
        let known = worded(&brief.twice(path));
        return match brief.is_in(path) {
            true => Err(known),
            false => Ok(json!({ "written": false, "known": known })),
        };
    }
    let entry = match &edition {
        Some(_) => {
            let entry = place::entry(site, &article, &made, save.brief, choices.summary.as_deref());
            Some(entry.map_err(|why| worded(&why))?)
        }
        None => None,
    };
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
            place::is_free(root, &made).map_err(|why| worded(&why))?;
        }
        if let (Some(edition), Some(entry)) = (edition, &entry) {
            place::added(root, site, &edition.page.document.path, entry).map_err(|why| worded(&why))?;
        }
        return Ok(value);
    }
    if !is_entry_alone {
        place::place(root, &made).map_err(|why| worded(&why))?;
    }
    if let (Some(edition), Some(entry)) = (edition, &entry)
        && let Err(why) = place::add_entry(root, site, &edition.page.document.path, entry)
    {
        let why = worded(&why);
        if is_entry_alone {
            return Err(why);
        }
        value["problem"] = why.into();
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

/// Where a value comes from, in the words of the page. What is said to machines has names that are theirs.
fn from(found: &Found<String>) -> String {
    let (words, place) = match found.provenance {
        Provenance::Structured => return "the page's own data".to_owned(),
        Provenance::Given => ("given", &found.place),
        Provenance::Visible => ("on the page", &found.place),
        Provenance::Address | Provenance::Guessed => ("a guess", &found.place),
    };
    if place.is_empty() { words.to_owned() } else { format!("{words}: {place}") }
}

pub(super) fn in_language<'a>(live: &'a Live, language: &str) -> Result<&'a Context, String> {
    let context = &live.loaded().context;
    if language.is_empty() {
        return Ok(context);
    }
    context.by_code(language).ok_or_else(|| format!("the site has no language {language}"))
}

fn read(server: &Server, site: &Site, preview: Preview) -> Result<Article, Notice> {
    let url = match preview.url.trim() {
        "" => None,
        text => {
            // Bars of browsers leave the scheme out.
            let url = address(text).filter(Url::has_host).or_else(|| without_scheme(text));
            Some(url.ok_or_else(|| format!("“{text}” is no address of the web: is it whole?"))?)
        }
    };
    let own = site.config.base_url.absolute("/");
    let limits = Limits::page(fetch::user_agent(Some(&own)));
    let agencies = place::agencies(&server.config.root).map_err(Notice::from)?;
    let selector = Some(preview.selector.trim().to_owned()).filter(|selector| !selector.is_empty());
    let is_pasted = !preview.text.trim().is_empty();
    let given = url.clone().filter(|_| is_pasted).map(|url| (url, "the form"));
    let zone = site.config.timezone;
    let reader = Reader {
        agencies: Arc::new(agencies),
        limits,
        hosts: None,
        selector,
        zone,
        given,
        now: now(server, site)?,
    };
    let input = match url {
        _ if is_pasted => pasted(preview.text, preview.kind)?,
        Some(url) => {
            let fetched = fetch::fetch(&url, &reader.limits, None);
            Input::of_address(url.to_string(), url).with_page(fetched)
        }
        None => return Err("give an address, or paste a page or a text".into()),
    };
    reader.read(input)
}

fn pasted(text: String, kind: TextKind) -> Result<Input, String> {
    if text.len() > MOST_BYTES {
        return Err("this is longer than 8 MB".to_owned());
    }
    let is_page = match kind {
        TextKind::Auto => is_html("", &text),
        kind => kind == TextKind::Page,
    };
    if kind != TextKind::Page
        && let Some(message) = message::of_text("the form", &text)
    {
        return Ok(message);
    }
    let url = saved_from(&text).filter(|_| is_page);
    let source = if is_page { Source::Page(text) } else { Source::Text(text) };
    Ok(Input { url, ..Input::new("the form", source) })
}

fn choices(
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
fn now(server: &Server, site: &Site) -> Result<Date, String> {
    let present = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    };
    let moment = if server.config.clock { present() } else { site.now };
    let date = Date::at(moment, site.config.timezone).ok_or("this moment is in no calendar")?;
    Ok(Date { has_time: true, ..date })
}

fn worded_all(notices: &[Notice]) -> Vec<String> {
    notices.iter().map(worded).collect()
}

/// Where a draft is shown, as long as the server shows drafts.
fn url(site: &Site, made: &Draft) -> Option<String> {
    let document = made.document.as_deref()?;
    Some(site.config.base_url.page(&address_of(document, &site.config)?))
}

fn filled(names: &[String]) -> Vec<String> {
    names.iter().filter(|name| !name.trim().is_empty()).cloned().collect()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LINE) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
