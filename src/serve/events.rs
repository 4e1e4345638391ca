//! What a page in a browser is told of, as server-sent events (HTML, section 9.2).
//!
//! A page says which address it shows and of which hash, so nothing is lost between its loading and its asking, nor while
//! a laptop slept.

use std::sync::Arc;

use hyper::body::Bytes;
use hyper::header::HeaderMap;
use hyper::{Method, Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::body::Body;
use super::http::Server;
use super::live::Live;
use super::live_cache::ShownPage;
use super::overlay;
use super::reply::{self, Reply};
use crate::hash::Digest;

/// How many events wait for a slow reader before the stream waits for it too.
const WAITING: usize = 8;

/// A page in a browser.
struct Tab {
    /// Its address without base path.
    path: String,
    /// What it shows; what is no hash is the hash of nothing.
    hash: Option<Digest>,
    /// Hash of the assets that it has loaded some of.
    assets: Option<Digest>,
    /// Hash of the body of the document that it shows, or showed before that was gone.
    body: Option<Digest>,
    /// Whether it shows a message in place of a page.
    failed: bool,
    /// The site that it was last told of.
    seen: Option<Arc<Live>>,
    /// The messages that it was last told to show.
    told: Option<String>,
    /// What it was last told of the site as a whole.
    noted: Option<Arc<Value>>,
}

/// The answer to a page that asks to be told.
pub(super) fn open(
    server: &Arc<Server>,
    query: Option<&str>,
    method: &Method,
    headers: &HeaderMap,
) -> Response<Body> {
    let Some(tab) = Tab::of(query.unwrap_or("")) else {
        let text = "name the page: ?path=/…/&hash=…";
        return Reply::text(StatusCode::BAD_REQUEST, text).respond(method, headers);
    };
    if method == Method::HEAD {
        return reply::stream(None);
    }
    let (events, stream) = mpsc::channel(WAITING);
    tokio::spawn(tell(Arc::clone(server), tab, events));
    reply::stream(Some(stream))
}

/// Tells a page what it has to know until it goes, or the server does.
async fn tell(server: Arc<Server>, mut tab: Tab, events: mpsc::Sender<Bytes>) {
    let mut live = server.config.live.clone();
    loop {
        let now = Arc::clone(&live.borrow_and_update());
        let Some((told, news)) = server
            .work(move |server| {
                let news = tab.news(server, now);
                (tab, news)
            })
            .await
        else {
            return;
        };
        tab = told;
        if !news.is_empty() && events.send(news.into()).await.is_err() {
            return;
        }
        loop {
            tokio::select! {
                changed = live.changed() => match changed {
                    Ok(()) => break,
                    Err(_) => return,
                },
                () = tokio::time::sleep(server.limits.beat) => {
                    if events.send(Bytes::from_static(b":\n\n")).await.is_err() {
                        return;
                    }
                }
                () = events.closed() => return,
                () = server.ended() => return,
            }
        }
    }
}

impl Tab {
    /// A page by what it says of itself; none when it does not say its address.
    fn of(query: &str) -> Option<Self> {
        let mut tab = Self {
            path: String::new(),
            hash: None,
            assets: None,
            body: None,
            failed: false,
            seen: None,
            told: None,
            noted: None,
        };
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let digest = || u128::from_str_radix(&value, 16).ok().map(Digest);
            match &*name {
                "path" => tab.path = value.into_owned(),
                "hash" => tab.hash = digest(),
                "assets" => tab.assets = digest(),
                "body" => tab.body = digest(),
                "failed" => tab.failed = true,
                _ => {}
            }
        }
        tab.path.starts_with('/').then_some(tab)
    }

    /// What it has to be told now that the site is `now`.
    fn news(&mut self, server: &Server, now: Arc<Live>) -> String {
        let cache = server.caches.of(&now);
        let mut events = String::new();
        let before = self.seen.take();
        if before.is_none() {
            push(&mut events, "hello", &json!({ "number": now.number }));
        }
        let shown = cache.shown(&now, &self.path);
        let base = &now.loaded().context.site().config.base_url;
        let moved = before.as_ref().and_then(|before| now.moved(before, &self.path));
        let moved = moved.or_else(|| now.found_again(&self.path, self.body?));
        let (other, failure) = match shown {
            ShownPage::Is(hash) => ((self.hash != Some(hash)).then_some(hash), None),
            ShownPage::Failed(_, hash) if self.failed => ((self.hash != Some(hash)).then_some(hash), None),
            // The page that stands there is better than a message in its place.
            ShownPage::Failed(problem, _) => (None, Some(problem)),
            // The next site knows.
            ShownPage::Unknown => (None, None),
        };
        let assets = server.caches.of(&now).assets(&now);
        // What changed between its loading and its asking may be anything that it shows.
        let missed = before.is_none() && self.assets.is_some_and(|known| known != assets);
        if let Some(to) = moved {
            push(&mut events, "moved", &json!({ "to": base.page(&to) }));
        } else if other.is_some() || missed {
            push(&mut events, "reload", &json!({}));
        } else if let Some(before) = &before {
            let changed = cache.since(&now, before);
            for (event, paths) in [("style", &changed.styles), ("asset", &changed.others)] {
                if !paths.is_empty() {
                    push(&mut events, event, &json!({ "paths": paths, "assets": assets.to_string() }));
                }
            }
        }
        self.hash = other.or(self.hash);
        self.assets = Some(assets);

        let texts = overlay::texts(&server.config.root);
        let errors = cache.errors(&now, &texts);
        let failure = failure.map(|problem| overlay::failure(&problem, &texts));
        let html = match (failure, errors) {
            (None, None) => None,
            (failure, errors) => Some(failure.unwrap_or_default() + errors.as_deref().unwrap_or_default()),
        };
        if before.is_none() || self.told != html {
            push(&mut events, "overlay", &json!({ "html": html }));
            self.told = html;
        }
        let notes = cache.notes(&now, &texts);
        if self.noted.as_ref() != Some(&notes) {
            push(&mut events, "site", &notes);
            self.noted = Some(notes);
        }
        self.seen = Some(now);
        events
    }
}

/// JSON has no line breaks, so an event's data is one line.
fn push(events: &mut String, event: &str, data: &Value) {
    events.push_str(&format!("event: {event}\ndata: {data}\n\n"));
}
