//! The server's own page on which pages and texts become drafts: `/__newsprint/import`.
//!
//! It is the only part of the server that writes into the site's folder, so it asks more of a request than the rest does:
//! `gate` says what. `ask` is what the page sends, `preview` what it shows of that, `work` what is written then (the same as
//! `newsprint import` does), `edition` what goes into editions by itself, `page` is the page itself, with its script and its style.

mod ask;
mod edition;
mod gate;
mod page;
mod preview;
mod words;
mod work;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use hyper::body::Incoming;
use hyper::header::{ALLOW, CONNECTION, HeaderMap, RETRY_AFTER};
use hyper::{Request, Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::body::Body;
use super::http::Server;
use super::live::Live;
use super::reply::Reply;
use work::Previewed;

/// The page's name below the server's own folder.
pub(super) const PAGE: &str = "import";
const PREVIEW: &str = "import/preview";
const SAVE: &str = "import/save";
const EDITIONS: &str = "import/editions";
const BRIEFS: &str = "import/briefs";
/// How many previews are remembered until they are saved: some tabs.
const REMEMBERED: usize = 4;

/// What imports through the browser share.
pub(super) struct Import {
    /// What only the page knows; none where the server cannot make one.
    token: Option<String>,
    /// Whether only this machine reaches the server.
    is_local: bool,
    /// One at a time: each may take seconds of the processor.
    turn: Arc<Semaphore>,
    /// What was previewed, by number, the newest first.
    previews: Mutex<Memory>,
}

/// The number of the last one, and those that are remembered.
#[derive(Default)]
struct Memory {
    last: u64,
    previews: VecDeque<(u64, Arc<Previewed>)>,
}

impl Import {
    /// For a server that listens at an address.
    pub(super) fn new(address: Option<SocketAddr>) -> Self {
        Self {
            token: gate::token(),
            is_local: address.is_some_and(|address| address.ip().is_loopback()),
            turn: Arc::new(Semaphore::new(1)),
            previews: Mutex::default(),
        }
    }

    /// Whether there is such a page.
    pub(super) fn is_open(&self) -> bool {
        self.is_local && self.token.is_some()
    }

    fn remember(&self, previewed: Previewed) -> u64 {
        let mut all = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        all.last += 1;
        let number = all.last;
        all.previews.push_front((number, Arc::new(previewed)));
        all.previews.truncate(REMEMBERED);
        number
    }

    fn recall(&self, number: u64) -> Option<Arc<Previewed>> {
        let all = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        all.previews.iter().find(|(of, _)| *of == number).map(|(_, previewed)| Arc::clone(previewed))
    }
}

/// What is at a name below the server's own folder, for those who look; none where it is no business of imports.
pub(super) fn show(server: &Server, live: &Live, name: &str, headers: &HeaderMap) -> Option<Reply> {
    match name {
        PAGE => Some(match gate::may_see(&server.import, headers) {
            Ok(seen) => page::page(live, &seen, headers),
            Err(refused) => Reply::text(refused.status, &refused.why),
        }),
        page::STYLE_NAME => Some(page::style()),
        _ if takes(name) => {
            let text = "this takes what the page of imports sends, by POST";
            Some(Reply::text(StatusCode::METHOD_NOT_ALLOWED, text).with(ALLOW, "POST"))
        }
        _ => page::script(name),
    }
}

/// Whether something may be sent to a name.
pub(super) fn takes(name: &str) -> bool {
    matches!(name, PREVIEW | SAVE | EDITIONS | BRIEFS)
}

/// The answer to what the page sends.
pub(super) async fn take(server: &Arc<Server>, name: &str, request: Request<Incoming>) -> Response<Body> {
    let reply = match taken(server, name, request).await {
        Ok(value) => answer(StatusCode::OK, &value),
        Err(refused) => {
            let reply = answer(refused.status, &json!({ "error": refused.why }));
            match refused.status {
                StatusCode::TOO_MANY_REQUESTS => reply.with(RETRY_AFTER, "5"),
                // What has not been read of it would be taken for the next request.
                StatusCode::UNPROCESSABLE_ENTITY => reply,
                _ => reply.with(CONNECTION, "close"),
            }
        }
    };
    reply.respond(&hyper::Method::POST, &HeaderMap::new())
}

async fn taken(server: &Arc<Server>, name: &str, request: Request<Incoming>) -> Result<Value, gate::Refused> {
    gate::check(&server.import, request.headers())?;
    let turn = Arc::clone(&server.import.turn).try_acquire_owned().map_err(|_| {
        gate::Refused::new(
            StatusCode::TOO_MANY_REQUESTS,
            "another page is being imported: one at a time; try again in a moment",
        )
    })?;
    let bytes = gate::body(request, server.limits.write).await?;
    let live = Arc::clone(&server.config.live.borrow());
    if live.is_waiting() {
        let why = "the site cannot be read as it is: mend what the overview names first";
        return Err(gate::Refused::new(StatusCode::SERVICE_UNAVAILABLE, why));
    }
    let name = name.to_owned();
    let done = server.work(move |server| {
        // Its end, not that of the connection, lets the next one in.
        let _turn = turn;
        match &*name {
            PREVIEW => ask::read(&bytes).and_then(|preview| preview::preview(server, &live, preview)),
            EDITIONS => ask::read(&bytes).and_then(|asked| edition::list(server, &live, &asked)),
            BRIEFS => ask::read(&bytes).and_then(|asked| edition::add(server, &live, &asked)),
            _ => ask::read(&bytes).and_then(|save| work::save(server, &live, save)),
        }
    });
    match done.await {
        Some(Ok(value)) => Ok(value),
        Some(Err(why)) => Err(gate::Refused { status: StatusCode::UNPROCESSABLE_ENTITY, why: why.into() }),
        None => Err(gate::Refused::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "newsprint failed at this; the terminal says more",
        )),
    }
}

fn answer(status: StatusCode, value: &Value) -> Reply {
    Reply { tag: None, ..Reply::bytes(status, "application/json", value.to_string()) }
}
