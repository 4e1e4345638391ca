//! What is imported, before it is read: a page's source, a text, or an address and what was fetched of it.

use std::path::Path;
use std::sync::Arc;

use chrono_tz::Tz;
use url::Url;

use super::article::{Article, Form, Note};
use super::charset;
use super::facts::date::in_address;
use super::facts::{Found, Moment, Provenance};
use super::fetch::{self, FetchError, Fetched, Hosts, Kind, Limits};
use super::message::Envelope;
use super::newsroom::agencies::Agencies;
use super::notice::{Hint, Notice};
use super::worker;
use crate::content::Date;

/// By how much clocks of hosts may be before ours, in seconds: where it is tomorrow already.
const DAY: i64 = 24 * 60 * 60;

/// What is read.
pub enum Source {
    /// An address, to be fetched.
    Address(Url),
    /// A page's source.
    Page(String),
    /// A text.
    Text(String),
    /// It cannot be read: why.
    Unreadable(Notice),
}

/// One thing that is to be imported.
pub struct Input {
    /// What it is called in messages.
    pub name: String,
    /// What it is.
    pub source: Source,
    /// Where it was found.
    pub url: Option<Url>,
    /// Whether characters of it could not be read.
    pub is_damaged: bool,
    /// Whether another host answered than the one that was asked.
    pub is_elsewhere: bool,
    /// What is known of the message that it came with.
    pub message: Option<Envelope>,
}

/// How inputs are read.
pub struct Reader {
    /// Agencies and photo desks.
    pub agencies: Arc<Agencies>,
    /// How far a fetch goes.
    pub limits: Limits,
    /// What hosts want of a list, which holds for all that is fetched for it; none where a single page was named.
    pub hosts: Option<Arc<Hosts>>,
    /// Where the text stands, as a CSS selector, if somebody knows better.
    pub selector: Option<String>,
    /// In which zone the updates of a live article are written.
    pub zone: Tz,
    /// Where the text was found, if somebody says so, and by what: "--url".
    pub given: Option<(Url, &'static str)>,
    /// The present: whatever was published was published before it.
    pub now: Date,
}

impl Input {
    /// Something without an address.
    pub fn new(name: impl Into<String>, source: Source) -> Self {
        Self { name: name.into(), source, url: None, is_damaged: false, is_elsewhere: false, message: None }
    }

    /// What stands at an address.
    pub fn of_address(name: impl Into<String>, url: Url) -> Self {
        Self { url: Some(url.clone()), ..Self::new(name, Source::Address(url)) }
    }

    /// The same with what was fetched.
    #[must_use]
    pub fn with_page(self, fetched: Result<Fetched, FetchError>) -> Self {
        let fetched = match fetched {
            Ok(fetched) => fetched,
            Err(error) => {
                let why = Notice { text: error.to_string(), hint: error.hint() };
                return Self { source: Source::Unreadable(why), ..self };
            }
        };
        let is_elsewhere = fetched.is_elsewhere();
        let decoded =
            charset::decode_from(&fetched.bytes, fetched.charset.as_deref(), fetched.url.host_str());
        let source = match fetched.kind {
            Kind::Html => Source::Page(decoded.text),
            Kind::Text => Source::Text(decoded.text),
            Kind::Xml => {
                Source::Unreadable(Notice::with("this is a feed or another document of XML", Hint::SaveFeed))
            }
        };
        Self { source, url: Some(fetched.url), is_damaged: decoded.had_errors, is_elsewhere, ..self }
    }
}

impl Reader {
    /// What an input says. An address is fetched before ([`Input::with_page`]).
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(&self, input: Input) -> Result<Article, Notice> {
        let url = self.given.as_ref().map(|(url, _)| url.clone()).or(input.url);
        let mut article = match input.source {
            Source::Unreadable(why) => return Err(why),
            Source::Address(url) => return Err(format!("{url} was not fetched").into()),
            Source::Text(text) => {
                let mut article = worker::of_text(text, Arc::clone(&self.agencies))?;
                if let Some(url) = url {
                    let by = self.given.as_ref().map_or("the address", |(_, by)| by);
                    article.url = Some(Found::new(url, Provenance::Given, by));
                }
                let day = article.url.as_ref().and_then(|url| in_address(&url.value)).map(Moment::Day);
                let of_address = |moment| Found::new(moment, Provenance::Address, "the address");
                article.published = article.published.or_else(|| day.map(of_address));
                article
            }
            Source::Page(html) => {
                let is_whole = url.is_some() || self.selector.is_some();
                let piece = (!is_whole).then(|| html.clone());
                let article = self.page(html, url.clone())?;
                // A piece of a page has its headline in its first line, if it has one.
                let of_piece = |source| worker::of_piece(source, Arc::clone(&self.agencies)).ok().flatten();
                let is_nameless = article.title.is_none() && article.form == Form::Article;
                let piece = piece.filter(|_| is_nameless).and_then(of_piece);
                let article = piece.filter(|piece| piece.title.is_some()).unwrap_or(article);
                // The page that the form for phones names is the article; where it cannot be had, this form will do.
                match article.amp_of.clone().filter(|_| url.is_some() && self.given.is_none()) {
                    Some(whole) => self.whole(&whole).unwrap_or(article),
                    None => article,
                }
            }
        };
        if let Some(message) = input.message {
            message.add_to(&mut article);
        }
        if let Some(published) = &mut article.published
            && published.value.order() > self.now.timestamp + DAY
        {
            published.provenance = Provenance::Guessed;
            published.place += ": a day that has not come yet";
        }
        if input.is_damaged {
            article.notes.push(Note::Undecodable);
        }
        if input.is_elsewhere {
            article.notes.push(Note::Elsewhere);
        }
        Ok(article)
    }

    fn page(&self, html: String, url: Option<Url>) -> Result<Article, Notice> {
        let agencies = Arc::clone(&self.agencies);
        Ok(worker::of_page(html, url, agencies, self.selector.clone(), self.zone)?)
    }

    fn whole(&self, url: &Url) -> Option<Article> {
        let input = Input::of_address(url.as_str(), url.clone());
        let input = input.with_page(fetch::fetch(url, &self.limits, self.hosts.as_deref()));
        let Source::Page(html) = input.source else { return None };
        // A wall or an empty shell is no article; the form for phones is one.
        self.page(html, input.url).ok().filter(|whole| whole.nothing(false).is_none())
    }
}

/// An address of the web.
pub fn address(text: &str) -> Option<Url> {
    let text = text.trim();
    let has_scheme = text.get(..8).is_some_and(|start| {
        let start = start.to_ascii_lowercase();
        start.starts_with("http://") || start.starts_with("https://")
    });
    Url::parse(text).ok().filter(|_| has_scheme)
}

/// An address that only lacks its scheme, as bars of browsers show it: `www.ledger.example`, `ledger.example/2025/fee`.
pub fn without_scheme(text: &str) -> Option<Url> {
    let text = text.trim();
    let host = text.split(['/', '?', '#']).next()?;
    let host =
        host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(host, _)| host);
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_ending = |label: &str| label.chars().count() >= 2 && label.chars().all(char::is_alphabetic);
    let is_host = host == "localhost"
        || host
            .rsplit_once('.')
            .is_some_and(|(name, ending)| is_ending(ending) && name.split('.').all(is_label));
    let url = Url::parse(&format!("https://{text}")).ok();
    url.filter(|_| is_host && !text.contains(char::is_whitespace))
}

/// Whether a text is a page's source: by the name of its file, or by what it begins with.
pub fn is_html(name: &str, text: &str) -> bool {
    const BEGINNINGS: [&str; 11] = [
        "<!doctype", "<html", "<head", "<body", "<div", "<p", "<article", "<meta", "<section", "<main", "<h1",
    ];
    let ending = Path::new(name).extension().map(|ending| ending.to_ascii_lowercase());
    if ending.is_some_and(|ending| matches!(ending.to_str(), Some("html" | "htm" | "xhtml" | "xht"))) {
        return true;
    }
    let text = text.trim_start();
    let start = text[..text.floor_char_boundary(1000)].to_ascii_lowercase();
    start.starts_with('<') && BEGINNINGS.iter().any(|tag| start.contains(tag))
}

/// Where browsers say that a page was saved from: `<!-- saved from url=(0042)https://… -->`.
pub fn saved_from(html: &str) -> Option<Url> {
    let start = &html[..html.floor_char_boundary(2000)];
    let (_, rest) = start.split_once("saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    address(rest.split("-->").next()?)
}
