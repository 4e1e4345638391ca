//! What was found on a page or in a text, as the form shows it.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use url::Url;

use super::ask::{Preview, Save, TextKind};
use super::edition;
use super::words::{worded, worded_all};
use super::work::{OFFERED, Previewed, choices, in_language, now};
use crate::import::article::{Article, Form as Kind};
use crate::import::draft::sources;
use crate::import::facts::{Found, Provenance};
use crate::import::fetch::{self, Limits};
use crate::import::form::{self, Became, FIELDS};
use crate::import::input::{Input, Reader, Source, address, is_html, saved_from, without_scheme};
use crate::import::known::{Known, brief, known};
use crate::import::message;
use crate::import::notice::Notice;
use crate::import::page::MOST_BYTES;
use crate::import::{markdown, place};
use crate::line::shortened;
use crate::serve::http::Server;
use crate::serve::live::Live;
use crate::site::{Site, TermKind};

/// How many lines of a page are shown, and how much of each, in characters.
const LINES: usize = 3000;
const LINE: usize = 1500;

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
            json!({ "text": shortened(&line.text, LINE), "headline": is_headline, "why": why })
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
